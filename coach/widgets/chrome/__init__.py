"""The frame of every screen: bars, tabs, cards, and the button for what to do next."""
