"""Today: what to do, and what is open."""
