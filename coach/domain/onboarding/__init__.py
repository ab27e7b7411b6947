"""The first-run questions, and the same again from the settings: answers, what is known, what they change."""
