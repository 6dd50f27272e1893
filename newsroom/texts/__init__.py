"""Texts of the content folder: list, editor, saving, photographs."""
