"""Rows of a form: choices, numbers, scales, check lists, notes."""
