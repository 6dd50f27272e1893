"""Snapshots of the live service: read, cleaned, put together; the list of pages it gets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from town_portal.core.data.tables import DEFAULT_TOWN, Visits
from town_portal.core.data.workdays import NONE, Holidays
from town_portal.features.live.models import NAMELESS, Export, Said, Snapshot
from town_portal.features.live.pages import write_page_list
from town_portal.features.live.snapshot import (
    DamagedSnapshot,
    merge_snapshot,
    parse_json,
    serialize_snapshot,
)

AT = "2026-11-25T08:30:00+07:00"
UNSEEN = "\u202e\u2066\u200b\ufeff\x00\x1b\x85"


def told(**fields: Any) -> bytes:
    """Return what the service tells, as JSON."""
    return json.dumps({"version": 1, "at": AT, "total": 10, "cursor": "1", **fields}).encode()


def comment(number: int, text: str = "a", **fields: Any) -> dict[str, Any]:
    """Return a comment as the service tells it."""
    return {"id": number, "author": "A", "text": text, "at": AT, "parent": None, **fields}


def texts(snapshot: Snapshot) -> dict[str, list[str]]:
    """Return the texts of the comments by page."""
    return {page: [item.text for item in items] for page, items in snapshot.comments.items()}


def test_a_later_export_is_put_into_the_earlier() -> None:
    """Known comments are replaced, gone ones go, new ones come; ratings and total are the new."""
    old = parse_json(
        told(
            comments={"/a/": [comment(1), comment(2)], "/b/": [comment(3)]},
            ratings={"/a/": [1, 5], "/b/": [1, 1]},
        ),
        Snapshot,
    )
    new = parse_json(
        told(
            total=12,
            cursor="2",
            gone=[3],
            ratings={"/a/": [2, 9]},
            comments={"/a/": [comment(2, "b"), comment(4, "c")]},
        ),
        Export,
    )
    found = merge_snapshot(old, new)
    assert texts(found) == {"/a/": ["a", "b", "c"]}
    assert found.ratings == {"/a/": (2, 9), "/b/": (1, 1)}
    assert (found.total, found.cursor) == (12, "2")
    assert parse_json(serialize_snapshot(found), Snapshot) == found
    assert parse_json(told(views={"/a/": 3}), Snapshot).total == 10  # of a newer service


def test_a_comment_is_on_one_page_alone() -> None:
    """One that was moved is not kept where it was."""
    old = parse_json(told(comments={"/a/": [comment(1)]}), Snapshot)
    new = parse_json(told(comments={"/b/": [comment(1)]}), Export)
    assert texts(merge_snapshot(old, new)) == {"/b/": ["a"]}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "không phải JSON đọc được"),
        (b"[]", "cả tệp: phải là nhóm trường"),
        (told(total=-1), "total: phải từ 0 trở lên"),
        (told(at="2026-11-25"), "at: "),
        (told(at=None), "at: "),
        (told(comments={"/a/": [comment(0)]}), "comments./a/.0.id: phải từ 1 trở lên"),
        (told(ratings={"/a/": [2, 1]}), "ratings./a/: số lượt đánh giá và tổng số sao"),
        (told(days=[["2026-11-25", -1]]), "days.0.1: phải từ 0 trở lên"),
    ],
)
def test_damage_is_told_in_vietnamese(data: bytes, sentence: str) -> None:
    """Where it is and what is wrong."""
    with pytest.raises(DamagedSnapshot) as caught:
        parse_json(data, Snapshot)
    assert sentence in str(caught.value)


@given(st.text(alphabet=st.sampled_from("ab \n\r<>&\"'" + UNSEEN)))
def test_words_hold_nothing_unseen(words: str) -> None:
    """Whatever a reader wrote, what is left can stand on a page; no name is empty."""
    found = Said(id=1, author=words, text=words, at=AT)  # type: ignore[arg-type]
    assert not set(found.text + found.author) & set(UNSEEN + "\r")
    assert "\n" not in found.author
    assert found.author == found.author.strip() != ""
    assert Said(id=1, author=UNSEEN, text="", at=AT).author == NAMELESS  # type: ignore[arg-type]


def test_the_list_of_pages() -> None:
    """Paths with a slash before them, in order, by what they take; the start and its month."""
    visits = Visits(start=345988, as_of="2020-12")
    town = DEFAULT_TOWN.model_copy(update={"visits": visits, "site": "https://a.vn"})
    kinds: Any = {"b/": "all", "a/": "rating", "d/": "nothing", "e/": "all"}
    letters: Any = {"draft": {"/d/": "2026-12-20"}}
    tet = Holidays.model_validate(
        {
            "holidays": [{"title": "Tết", "since": "2027-02-04", "until": "2027-02-05"}],
            "worked": ["2027-02-13"],
        }
    )
    text = write_page_list(town, {"", "d/", "b/", "a/"}, kinds, letters, tet)
    assert '  "/",\n  "/d/"\n' in text  # a page more is a line more
    found = json.loads(text)
    assert found == {
        "version": 1,
        "site": "https://a.vn",
        "zone": "Asia/Ho_Chi_Minh",
        "start": 345988,
        "as_of": "2020-12",
        "open": ["/b/"],
        "closed": ["/a/"],
        "pages": ["/", "/d/"],
        "letters": letters,
        "holidays": ["2027-02-04", "2027-02-05"],
        "worked": ["2027-02-13"],
    }
    unknown = json.loads(write_page_list(DEFAULT_TOWN, [], {}, {}, NONE))
    assert (unknown["start"], unknown["as_of"], unknown["site"]) == (0, None, None)
