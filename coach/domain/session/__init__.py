"""A session from its start to its check-in, and everything that is recorded or corrected by hand."""
