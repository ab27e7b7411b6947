"""Bars, steps and trends."""
