"""Tips and their sources as data, read by `coach.content.loader` and put into words by `citations`."""
