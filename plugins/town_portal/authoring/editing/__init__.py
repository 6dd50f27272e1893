"""Texts of the content folder as an editor shows and changes them. No Pelican plugin."""
