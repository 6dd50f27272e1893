"""The guide for staff. Its pictures are taken by tools/guide_pictures.py."""
