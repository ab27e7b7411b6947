"""The documents of the file: their fields, their checks, and the way from older schemas."""
