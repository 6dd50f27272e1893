"""The tables of the letters, as they changed."""
