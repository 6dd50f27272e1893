"""Counts who comes: the total, the day, the page, and who is reading now."""
