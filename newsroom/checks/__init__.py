"""Findings of the proofreading rules in the open text."""
