"""The room of the guide: how staff write, with pictures of the desk that the tests take."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from markdown import Markdown

from plugins.commands.serve.staff.contract import Answer, Asked
from plugins.commands.serve.staff.page import missing, page

HERE = Path(__file__).parent / "guide"
ROOM = "huong-dan/"


def answer(asked: Asked) -> Answer:
    """Return the guide, or one of its pictures."""
    if not asked.path:
        return page(asked.place, ROOM, "Hướng dẫn người viết", text())
    picture = HERE / asked.path
    if picture.parent != HERE or picture.suffix != ".webp" or not picture.is_file():
        return missing(asked.place)
    return Answer(picture.read_bytes(), "image/webp")


@cache
def text() -> str:
    """Return the guide as HTML."""
    source = (HERE / "huong-dan.md").read_text(encoding="utf-8")
    return Markdown(extensions=["sane_lists"], output_format="html").convert(source)
