"""The kinds of pages that have a folder, an address and a front matter of their own.

A kind is what articles are not: no news, in no feed of news, listed where its plugin lists it.
For Pelican all of them are pages.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from town_portal.core.records import Page
from town_portal.core.texts.consultation import ConsultationFront, build_consultation
from town_portal.core.texts.document import DocumentFront, build_document
from town_portal.core.texts.folders import ARTICLES, DOCUMENTS, DRAFTS, QUESTIONS
from town_portal.core.texts.front import ArticleFront, Front, PageFront
from town_portal.core.texts.question import QuestionFront, build_question

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}-")


@dataclass(frozen=True)
class TextKind:
    """A kind of pages.

    ``folder`` is its folder of the content; ``url`` its address, with ``{}`` for the name of the
    file; ``template`` its template. ``record`` makes a record of a page's shared values
    (``records.Page``), of its front matter, of what it is given besides (Pelican's page), in the
    town's zone. ``title`` is what readers call all of them.
    """

    folder: str
    front: type[Front]
    url: str
    template: str
    record: Callable[[Mapping[str, Any], Any, Any, tzinfo], Page]
    title: str

    @property
    def name(self) -> str:
        """One of them, in the names of schemas and forms: ``document`` of ``documents``."""
        return self.folder.removesuffix("s")

    @property
    def key(self) -> str:
        """The first part of their addresses, by which the desk and the search know them."""
        return self.url.partition("/")[0]

    def address(self, key: str) -> str:
        """Return the address of a page by its key, its file's name, without a day before it."""
        return self.url.format(_DAY.sub("", key) or key)


KINDS = (
    TextKind(
        DOCUMENTS, DocumentFront, "van-ban/{}/", "documents/document", build_document, "Văn bản"
    ),
    TextKind(
        QUESTIONS, QuestionFront, "hoi-dap/{}/", "questions/question", build_question, "Hỏi đáp"
    ),
    TextKind(
        *(DRAFTS, ConsultationFront, "gop-y-du-thao/{}/", "questions/draft"),
        *(build_consultation, "Góp ý dự thảo"),
    ),
)


def find_kind(path: str) -> TextKind | None:
    """Return the kind of a text by its path below the content; None for articles and pages."""
    folder = path.partition("/")[0]
    return next((kind for kind in KINDS if kind.folder == folder), None)


def find_front_model(path: str) -> type[Front]:
    """Return the model of a text's front matter, by its path below the content folder."""
    kind = find_kind(path)
    if kind:
        return kind.front
    return ArticleFront if path.startswith(f"{ARTICLES}/") else PageFront
