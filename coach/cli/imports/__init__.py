"""What `coach import` reads of other trackers, and what it says of what came in."""
