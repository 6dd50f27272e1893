"""What the desk shows of each table; Django looks for this package by its name."""

from service.desk.admin import blocked_words, comments, decisions, erasures, letters, steps, users

__all__ = ["blocked_words", "comments", "decisions", "erasures", "letters", "steps", "users"]
