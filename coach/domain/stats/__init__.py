"""Figures over what was recorded, and the sentences that go with them."""
