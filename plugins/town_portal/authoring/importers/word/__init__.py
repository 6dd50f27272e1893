"""A Word document to a draft: title, lead, text, photographs with their captions."""

from town_portal.authoring.importers.word.package import WordError
from town_portal.authoring.importers.word.read import File, understand

__all__ = ["File", "WordError", "understand"]
