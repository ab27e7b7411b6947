"""The safety questions, and old answers that have to be cleared up."""
