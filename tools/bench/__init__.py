"""The laboratory: how fast, how light and how good the portal is, against goals."""
