"""Backups of the file: making them, choosing which stay, and the identity of the file they belong to."""
