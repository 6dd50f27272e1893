"""What other parts of the newsroom may follow of texts."""

from django.dispatch import Signal

text_opened = Signal()
"""Somebody opens a text in the editor: ``text`` is the TextFile on which they will go on."""
text_changing = Signal()
"""A text's file is about to be written over: ``before`` is the TextFile that stands there."""
text_saved = Signal()
"""A text was written: ``before`` (None for a new one) and ``after`` are TextFile, ``user`` is who
wrote it, ``reason`` says in a few words what was done. ``is_decision`` is sent along where a
reviewer decided and wrote nothing."""
