"""Documents of the bench, always the same; they cite and replace one another. Pure."""

from __future__ import annotations

import json
from datetime import date, timedelta

from plugins.commands.bench.builds.formats import Source
from plugins.commands.bench.search import corpus

KINDS = (("Quyết định", "QĐ-UBND"), ("Nghị quyết", "NQ-HĐND"), ("Kế hoạch", "KH-UBND"))
FIRST_DAY = date(2012, 1, 3)
DAYS = 4_900
"""They are spread over so many days."""


def number(index: int) -> str:
    """Return the number of a document: ``17/2014/QĐ-UBND``."""
    return f"{index + 1}/{_day(index).year}/{KINDS[index % 3][1]}"


def document(index: int) -> Source:
    """Return the file of a document; each third cites an earlier one, each fifth replaces it."""
    news, day = corpus.news(index), _day(index)
    earlier = number(index - 10 * (index // 11) - 1) if index else ""
    body = news.body.partition("\n\n")[2]
    head = {
        "title": json.dumps(f"Về việc {news.title.lower()}", ensure_ascii=False),
        "kind": KINDS[index % 3][0],
        "number": number(index),
        "issuer": "Ủy ban nhân dân thị xã",
        "issued": day.isoformat(),
        "effective": (day + timedelta(days=10)).isoformat(),
        **({"replaces": f"[{earlier}]"} if earlier and index % 5 == 0 else {}),
    }
    if earlier and index % 3 == 0:
        body = f"Căn cứ văn bản số {earlier}.\n\n{body}"
    lines = [f"{name}: {value}" for name, value in head.items()]
    text = "\n".join(("---", *lines, "---", "", body, ""))
    return Source(f"documents/{day.year}/van-ban-{index}.md", text)


def citing(text: str, index: int, count: int) -> str:
    """Return an article that cites one of ``count`` documents."""
    return f"{text}\n\nTheo văn bản số {number(index * 7 % count)}.\n" if count else text


def _day(index: int) -> date:
    return FIRST_DAY + timedelta(days=index * 97 % DAYS)
