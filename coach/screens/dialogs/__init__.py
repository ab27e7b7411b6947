"""Questions that any screen can ask."""
