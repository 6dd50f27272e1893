"""A question with its answer as search engines read it (schema.org, QAPage). Pure."""

from typing import Any

from markupsafe import Markup

from town_portal.core.data.tables import Town
from town_portal.core.json_script import dump_json_script
from town_portal.core.texts.question import Question


def render_qa_page(town: Town, question: Question, body: str) -> Markup:
    """Return the linked data of an answered question as the text of its script element.

    ``body`` is the answer as HTML. Nobody is named who did not want to be.
    """
    accepted = {
        "@type": "Answer",
        "text": Markup(body).striptags(),
        "url": town.full(question.url),
        "dateCreated": question.answered and question.answered.isoformat(),
        "author": {"@type": "Organization", "name": question.answered_by or town.name},
    }
    asked: dict[str, Any] = {
        "@type": "Question",
        "name": question.title,
        "text": question.question,
        "dateCreated": question.asked.isoformat(),
        "answerCount": 1,
        "acceptedAnswer": accepted,
    }
    if question.asker:
        asked["author"] = {"@type": "Person", "name": question.asker}
    data = {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": asked}
    return Markup(dump_json_script({**data, "inLanguage": "vi"}))
