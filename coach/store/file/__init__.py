"""The file on the disk: written whole or not at all, locked, read with care."""
