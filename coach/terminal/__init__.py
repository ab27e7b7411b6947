"""What goes to a terminal beside Textual: whether it will do, alarms, titles, leaving it as it was found."""
