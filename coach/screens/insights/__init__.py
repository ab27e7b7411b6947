"""What the records come to."""
