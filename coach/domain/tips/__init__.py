"""The tips: which one is for today, the search, reviews, and the page on the evidence."""
