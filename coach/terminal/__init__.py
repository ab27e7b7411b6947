"""What the coach does with a terminal beside Textual: checks it, reads keys, draws, and gives it back."""
