"""The stars: one vote a reader, page and day."""
