"""A day as commands tell it: its sessions and skin checks, numbered, named and corrected."""
