"""Saved pages of a former portal to drafts: see README.md."""
