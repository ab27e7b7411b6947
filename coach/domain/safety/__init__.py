"""The safety questions, and old answers whose meaning has to be cleared up."""
