"""The session as it runs, its check-in, and one that was left running."""
