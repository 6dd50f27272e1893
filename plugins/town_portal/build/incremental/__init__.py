"""Builds only what has changed: contents are read, pages rendered when they would be otherwise."""
