"""The tips, reviews, and the page on the evidence."""
