"""Readers' comments: shown once an editor has approved them."""
