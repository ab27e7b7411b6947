"""The coach's rules: pure functions over values, with no clock, file or widget."""
