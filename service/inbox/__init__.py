"""Readers' letters: questions, requests for information, what they think of a draft."""
