"""The report: what was recorded in some days, as a page to print or as text."""
