"""The file on the disk: read with care, locked, and written as a whole or not at all."""
