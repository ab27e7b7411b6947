"""Backups: made, thinned out, and taken from no file but their own."""
