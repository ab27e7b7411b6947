"""Lists and running text."""
