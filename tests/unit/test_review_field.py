"""How an approval is written into an article's file."""

from __future__ import annotations

import pytest

from plugins.commands.review_field import NoPlace, with_review

FIELDS = {"state": "approved", "by": "Lê An", "hash": "sha256-0a"}
BLOCK = "review:\n  state: approved\n  by: Lê An\n  hash: sha256-0a\n"
LINE = "Review: {state: approved, by: Lê An, hash: sha256-0a}\n"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("---\ntitle: A\n---\nB\n", f"---\ntitle: A\n{BLOCK}---\nB\n"),
        ("---\r\ntitle: A\r\n---\r\nB", f"---\ntitle: A\n{BLOCK}---\nB".replace("\n", "\r\n")),
        ("\ufeff---\ntitle: A\n---\n", f"\ufeff---\ntitle: A\n{BLOCK}---\n"),
        (
            "---\nreview: {state: waiting}\n# lời\ntitle: 'A'  # ghi\n...\n",
            f"---\n{BLOCK}# lời\ntitle: 'A'  # ghi\n...\n",
        ),
        (
            "---\ntitle: A\nreview:\n  by: B\n\n  state: approved\n\n# c\ntags: [a]\n---\n",
            f"---\ntitle: A\n{BLOCK}\n# c\ntags: [a]\n---\n",
        ),
        (
            "---\nreview: {state: waiting,\n by: An}\ntitle: A\n---\n",
            f"---\n{BLOCK}title: A\n---\n",
        ),
        ("---\nreview:\ntitle: A\n---\n", f"---\n{BLOCK}title: A\n---\n"),
        (
            "Title: A\nDate: 2020-12-14\n\nB\n",
            f"Title: A\nDate: 2020-12-14\n{LINE}\nB\n",
        ),
        (
            "Title: A\nreview: {state:\n  waiting}\nDate: x\n\nB\n",
            f"Title: A\n{LINE}Date: x\n\nB\n",
        ),
        ("Title: A", f"Title: A\n{LINE}"),
    ],
)
def test_only_the_field_is_written(text: str, made: str) -> None:
    """Comments, quotes, blanks, line ends and the file's mark stay as they are, byte for byte."""
    assert with_review(text, FIELDS) == made
    assert with_review(made, FIELDS) == made


def test_a_head_into_which_nothing_can_be_put_is_left() -> None:
    """The whole head in brackets: staff are told what to write, and the file stays."""
    with pytest.raises(NoPlace, match="ghi bằng tay"):
        with_review("---\n{title: A, date: 2020-12-14}\n---\n", FIELDS)
