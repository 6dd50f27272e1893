"""A Word document to a draft: title, lead, text, photographs with their captions."""

from town_portal.authoring.importers.word.package import WordError
from town_portal.authoring.importers.word.read import GivenFile, understand_document

__all__ = ["GivenFile", "WordError", "understand_document"]
