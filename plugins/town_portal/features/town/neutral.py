"""What the theme asks of plugins that a site may leave out, as it is without them. Pure.

The theme and the statements stand with or without documents, province and questions: these, where
they are in PLUGINS, come after this one and put their own in place.
"""

from typing import Any

from town_portal.core.texts.letters import TERMS


def _leave_uncited(html: str, _here: str, _root: str) -> str:
    return html


def _takes_no_letters(_name: str) -> bool:
    return False


NEUTRAL: dict[str, Any] = {
    "cited": _leave_uncited,  # features/documents
    "has_old_queries": False,  # features/redirects
    "letters": _takes_no_letters,  # features/questions
    "letters_kept": (),
    "letter_terms": TERMS,  # constants, the same with it
    "province": None,  # features/province
    "province_logo": "",
}
