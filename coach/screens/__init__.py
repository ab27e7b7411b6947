"""The screens: each asks the context, sets attributes, and handles messages."""
