"""Compares a live site with its signed manifest, and finds what was slipped in."""
