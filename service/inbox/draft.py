"""A letter as a text for the site: front matter and question, for the staff to go on with. Pure."""

from datetime import date

FOLDER = "content/questions"
TITLE = "Ghi tiêu đề ngắn của câu hỏi"
HINT = "# Câu hỏi được đăng không kèm tên: không ghi tên, liên hệ của người hỏi vào tệp này."


def make_path(received: date, number: int) -> str:
    """Return where the text is to be put."""
    return f"{FOLDER}/{received.year}/{received:%Y-%m-%d}-cau-hoi-{number}/index.md"


def write_text(text: str, received: date) -> str:
    """Return the text: what a reader wrote stands in it as data; nothing tells who wrote it."""
    lines = [f"  {line}".rstrip() for line in text.split("\n")]
    return "\n".join(
        (
            *("---", f"title: {TITLE}", "field: ''", "question: |-", *lines, HINT),
            *(f"asked: {received:%Y-%m-%d}", "state: received", "---", "", ""),
        )
    )
