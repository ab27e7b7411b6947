"""The clock of a session, its bar, and the breath guide."""
