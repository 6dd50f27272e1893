"""A letter as a text for the site: front matter and question, for the staff to go on with. Pure."""

import json
from datetime import date

FOLDER = "content/questions"
TITLE = "Ghi tiêu đề ngắn của câu hỏi"
HINT = "# Chỉ bỏ dấu # ở dòng dưới khi người hỏi đồng ý nêu tên."


def path_of(received: date, number: int) -> str:
    """Return where the text is to be put."""
    return f"{FOLDER}/{received.year}/{received:%Y-%m-%d}-cau-hoi-{number}/index.md"


def text_of(name: str, text: str, received: date) -> str:
    """Return the text: what a reader wrote stands in it as data, whatever it looks like."""
    lines = [f"  {line}".rstrip() for line in text.split("\n")]
    return "\n".join(
        (
            *("---", f"title: {TITLE}", "field: ''", "question: |-", *lines, HINT),
            *(f"# asker: {json.dumps(name, ensure_ascii=False)}", f"asked: {received:%Y-%m-%d}"),
            *("state: received", "---", "", ""),
        )
    )
