"""The first questions, and the same again later."""
