"""The days ahead, pauses, and the goal."""
