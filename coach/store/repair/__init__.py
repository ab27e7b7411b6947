"""Finding out what is wrong with a file, and putting it right."""
