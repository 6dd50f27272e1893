"""Documents by number, and what is in force on a day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from plugins._kit.document import Document, DocumentFront, Mention
from plugins.documents.models import DocumentKinds
from plugins.documents.register import MOST, Register
from tests.portal import ROOT

TODAY = date(2026, 11, 28)


def document(number: str, issued: str = "2021-05-06", **given: Any) -> Document:
    """Return a document whose address is made of its number."""
    key = number.lower().replace("/", "-").replace("đ", "d")
    url = given.pop("url", f"van-ban/{key}/")
    values = {"kind": "Quyết định", "issuer": "Ủy ban nhân dân", "identity": url, **given}
    day = date.fromisoformat(issued)
    return Document(key, url, "Về việc thử", number=number, issued=day, **values)


OLD = document("1/QĐ-A", effective=date(2021, 6, 1))


BEGUN: dict[str, Any] = {"effective": date(2021, 6, 1)}
AFTER = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("given", "others", "expected"),
    [
        ({}, (), "unknown"),
        (BEGUN, (), "in-force"),
        ({"effective": TODAY}, (), "in-force"),
        ({"effective": AFTER}, (), "to-come"),
        (BEGUN | {"ended": TODAY}, (), "ended"),
        (BEGUN | {"ended": AFTER}, (), "in-force"),
        (BEGUN | {"replaced_by": "9/QĐ-B"}, (), "ended"),
        (BEGUN | {"amended_by": ("9/QĐ-B",)}, (), "partly"),
        (BEGUN | {"state": "unknown"}, (), "unknown"),
        (BEGUN, (document("2/QĐ-A", replaces=("1/QĐ-A",), effective=TODAY),), "ended"),
        (BEGUN, (document("2/QĐ-A", replaces=("1/QĐ-A",), effective=AFTER),), "in-force"),
        (BEGUN | {"amended_by": ("2/QĐ-A",)}, (document("2/QĐ-A", effective=AFTER),), "in-force"),
    ],
)
def test_what_is_in_force(
    given: dict[str, Any], others: tuple[Document, ...], expected: str
) -> None:
    """Dates and the other documents tell; what nobody knows is said to be unknown."""
    own = document("1/QĐ-A", **given)
    assert Register([own, *others], TODAY).standing(own).force == expected


@pytest.mark.parametrize(
    ("number", "issuer", "sure"),
    [
        ("67/QĐ-UBND", "Ủy ban nhân dân", True),
        ("67/QĐ-UBND", "Ủy ban nhân dân tỉnh", False),
        ("Quyết định số 67/QĐ-UBND", "Ủy ban nhân dân tỉnh", False),
        ("Quyết định số 67/QĐ-UBND ngày 06/5/2021", "Ủy ban nhân dân tỉnh", True),
        ("67/2021/QĐ-UBND", "Ủy ban nhân dân tỉnh", True),
    ],
)
def test_a_number_that_others_have_too_ends_nothing(
    number: str, issuer: str, *, sure: bool
) -> None:
    """Without a year or a day, only the same issuer's is meant; else it is told where."""
    years = "67/2021/QĐ-UBND" if "/2021/" in number else "67/QĐ-UBND"
    old = document(years, effective=date(2021, 6, 1), url="van-ban/cu/")
    new = document("2/QĐ-B", issuer=issuer, replaces=(number,), effective=TODAY)
    later = document("3/QĐ-B", issuer=issuer, amended_by=(number,), replaced_by=number)
    register = Register([old, new, later], TODAY)
    assert register.standing(old).force == ("ended" if sure else "in-force")
    assert register.standing(new).replaces[0].url == (old.url if sure else "")
    assert [*register.unsure(new)] == ([] if sure else [(("replaces", 0), number, old)])
    fields = [field for field, _, _ in register.unsure(later)]
    assert fields == ([] if sure else [("amended_by", 0), ("replaced_by",)])


def test_an_end_to_come_is_told() -> None:
    """What another will replace on a day is in force until then, and says so."""
    new = document("2/QĐ-A", replaces=("1/QĐ-A",), effective=date(2027, 1, 1))
    standing = Register([OLD, new], TODAY).standing(OLD)
    assert (standing.force, standing.until) == ("in-force", date(2027, 1, 1))


def test_relations_are_told_from_both_sides() -> None:
    """Who replaces or amends another is named there too, with a link where there is a page."""
    new = document("2/QĐ-A", "2026-01-02", replaces=("1/QĐ-A", "0/QĐ-X"), effective=TODAY)
    amended = document("3/QĐ-A", amended_by=("2/QĐ-A",), effective=TODAY)
    register = Register([OLD, new, amended], TODAY)
    named = Mention(new.heading, new.url, new.issued)
    assert register.standing(OLD).replaced_by == (named,)
    assert register.standing(OLD).since == TODAY
    assert register.standing(amended).amended_by == (named,)
    assert register.standing(new).amends == (Mention(amended.heading, amended.url, amended.issued),)
    assert register.standing(new).replaces[1] == Mention("0/QĐ-X")


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("1-qd-a", False),
        ("1-qd-a|quyet-dinh|2021-05-06", True),
        ("1-qd-a|chi-thi|2021-05-06", False),
        ("1-qd-a|quyet-dinh|2020-05-06", False),
        ("2-qd-a", True),
        ("2-qd-a|quyet-dinh", True),
        ("3-qd-a", False),
    ],
)
def test_which_document_is_meant(key: str, *, found: bool) -> None:
    """One that is told by number, kind and day; of several with one number none without its day."""
    again = document("1/QĐ-A", "2022-05-06", url="van-ban/1-qd-a-2022/")
    register = Register([document("1/QĐ-A"), again, document("2/QĐ-A")], TODAY)
    assert bool(register.address(key)) is found


def test_who_cites_it() -> None:
    """The newest texts are named, of more the number is told; its own page is none of them."""
    texts = [Mention(f"Bài {n}", f"bai/{n}/", date(2026, 1, 1 + n)) for n in range(MOST + 3)]
    own = Mention("Chính nó", OLD.url)
    citing = {"1-qd-a": [*texts, own], "1-qd-a|quyet-dinh": texts[:2], "9-qd-z": texts}
    standing = Register([OLD], TODAY, citing).standing(OLD)
    assert [it.title for it in standing.citing] == [f"Bài {n}" for n in range(MOST + 2, 2, -1)]
    assert standing.citing_more == 3


def test_what_contradicts_itself_is_refused() -> None:
    """A document that ends before it works, and two kinds that would share an address."""
    head = {"title": "a", "kind": "Luật", "number": "1", "issuer": "b", "issued": "2021-05-06"}
    with pytest.raises(ValidationError, match="hết hiệu lực không thể trước ngày có hiệu lực"):
        DocumentFront.model_validate({**head, "ended": "2021-05-05"})
    with pytest.raises(ValidationError, match="đã có ở trên"):
        DocumentKinds.model_validate({"kinds": ["Quyết định", "quyết định"]})


def test_no_line_of_a_list_begins_with_a_dot() -> None:
    """Where what is told of a document wraps, the dot stays with the part before it."""
    folder = ROOT / "plugins" / "documents"
    (rule,) = re.findall(r"(.*) \{\s*content: \".*·", (folder / "plugin.css").read_text("utf-8"))
    assert rule.strip() == ".papers .meta > :not(:last-child)::after"
    (words,) = re.findall(
        r'<p class="meta">(.*?)</p>', (folder / "items.html").read_text("utf-8"), re.DOTALL
    )
    # A part that is no element would have no dot.
    assert not re.sub(r"<span.*?</span>|{.*?}", "", words, flags=re.DOTALL).strip()
