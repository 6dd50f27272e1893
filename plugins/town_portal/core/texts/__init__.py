"""Texts: their front matter, their kinds, their approval."""
