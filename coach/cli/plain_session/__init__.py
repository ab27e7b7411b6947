"""A session in plain lines: every line complete in itself, for screen readers and the smallest terminals."""
