"""The rows of forms: choices, numbers, scales, checklists and notes."""
