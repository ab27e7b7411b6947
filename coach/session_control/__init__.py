"""A session as it runs: its timer and its record, for a screen and for a terminal of plain lines alike."""
