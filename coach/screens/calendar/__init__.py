"""The calendar, and the records of a day."""
