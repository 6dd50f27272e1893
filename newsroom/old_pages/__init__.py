"""Saved pages of the portal's predecessor, imported as drafts."""
