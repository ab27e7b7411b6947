"""The questions of setup, as options and one by one in lines."""
