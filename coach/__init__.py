"""A terminal habit coach for daily use of an acupressure mat."""
