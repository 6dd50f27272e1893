"""Data files to validated models."""
