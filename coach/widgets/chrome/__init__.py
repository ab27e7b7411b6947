"""What frames every screen: bars, tabs, cards, the button for what to do next."""
