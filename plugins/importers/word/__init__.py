"""A Word document to a draft: title, lead, text, photographs with their captions."""

from plugins.importers.word.package import WordError
from plugins.importers.word.read import File, understand

__all__ = ["File", "WordError", "understand"]
