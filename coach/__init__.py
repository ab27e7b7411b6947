"""A terminal habit coach for daily use of an acupressure mat."""

__version__ = "0.2.0"
