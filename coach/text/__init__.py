"""Text as people read it; knows no rule of the coach, no file and no terminal."""
