"""Copies of one file from several machines, brought together."""
