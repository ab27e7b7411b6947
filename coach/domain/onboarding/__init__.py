"""The first-run questions, and the same again from the settings."""
