"""The table of fees for writers and photographers."""
