"""Import and export: CSV, JSON and iCalendar."""
