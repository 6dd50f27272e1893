"""Fifty clipboards pasted into the newsroom's editor: nothing lost, moved, run or reported."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.newsroom.local import Editor
from tests.newsroom.shown import Shown, read_clipboard, read_text

CLIPBOARDS = Path(__file__).parent / "clipboards"
TELLING = (
    *("word-danh-sach-long", "word-bang-gop-o", "excel-ky-tu-la", "gdocs-anh", "bang-long-nhau"),
    *("zalo-dau-dac-biet", "doc-hai-script", "phong-vni"),
)
"""Clipboards that every run pastes; the others are for the long run."""
NOTICES = {
    "word-bang-gop-o": "ô gộp",
    "bang-long-nhau": "bảng khác",
    "gdocs-anh": "không đi theo",
    "phong-vni": "VNI-Times",
}
"""What the sentence after a paste speaks of, where there is something to look at."""
ABOUT = yaml.safe_load((CLIPBOARDS / "clipboards.yaml").read_text("utf-8"))


def faults(before: Shown, after: Shown) -> dict[str, object]:
    """Return what differs between a clipboard and the saved text, by kind."""
    words = (Counter(before.words), Counter(after.words))
    found = {
        "lost": list((words[0] - words[1]).elements()),
        "added": list((words[1] - words[0]).elements()),
        "order": before.words if before.words != after.words else [],
        "cells": [before.tables, after.tables] if before.tables != after.tables else [],
        "pictures": before.pictures - after.pictures,
    }
    return {kind: value for kind, value in found.items() if value}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[] if name in TELLING else pytest.mark.long) for name in ABOUT],
)
def test_a_pasted_clipboard_reaches_the_file_whole(editor: Editor, name: str) -> None:
    """Words, list numbers, cells and pictures (or a sentence for each) stand in the saved file."""
    clip = CLIPBOARDS / ABOUT[name]["file"]
    source = clip.read_text("utf-8")
    is_html = clip.suffix == ".html"
    before = read_clipboard(ABOUT[name].get("shows", source), is_html=is_html)
    editor.paste(source if is_html else "", " ".join(before.words) if is_html else source)
    body = editor.save()
    found = faults(before, read_text(body))
    assert editor.reports() == [], body
    assert found == {}, body
    assert editor.page.evaluate("() => window.pwned") is None
    assert NOTICES.get(name, "") in " ".join(editor.notices())


def test_lists_of_word_go_on_and_begin_again_as_word_counts(editor: Editor) -> None:
    """A list goes on after a paragraph, another of the same style begins at 1 again."""
    marks = ["1.", "2.", "", "3.", "", "1.", "2 2.1", "2 ·", "2.", "2 1)"]
    items = []
    for mark in marks:
        level, _, sign = mark.rpartition(" ")
        style = f"mso-list:l0 level{level or 1} lfo1"
        ignored = f"<span style='mso-list:Ignore'>{sign}<span>&nbsp; </span></span>"
        items.append(f"<p style='{style}'>{ignored}x</p>" if sign else "<p>y</p>")
    editor.paste("".join(items), "")
    assert editor.save() == (
        "1. x\n2. x\n\ny\n\n3. x\n\ny\n\n1. x\n\n2.1 x\n\n- x\n\n2. x\n    1. x"
    )
