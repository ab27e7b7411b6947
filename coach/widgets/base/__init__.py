"""What every widget is built on: cells, theme, sizes, filters, scroll bars."""
