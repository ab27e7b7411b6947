"""The screens: each asks the desk, sets attributes, and handles messages."""
