"""What the screens are made of: attributes in, messages out."""
