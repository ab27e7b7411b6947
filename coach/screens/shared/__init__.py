"""What several screens share: the base, forms, faults, and dialogs that belong to none."""
