"""The report: what was recorded in a period, as a page to print or as text."""
