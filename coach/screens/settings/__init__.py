"""The settings, the keys, and the backups."""
