"""Draws the stand-ins for photographs that are not at hand, each marked "Ảnh minh họa"."""
