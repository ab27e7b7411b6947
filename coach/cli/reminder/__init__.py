"""The entries with which a machine's scheduler runs `coach remind`: made, shown, written and removed."""
