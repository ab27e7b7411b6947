"""Hooks: programs of the user's own that the coach runs at a cue, an end, a reminder and a saved session."""
