"""Merging copies of one file from several machines."""
