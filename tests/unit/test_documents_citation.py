"""Citations of documents in texts, and the register of documents."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from town_portal.core.texts.document import Document, DocumentFront
from town_portal.features.documents.citation import (
    Cited,
    link_citations,
    list_cited_keys,
    parse_number,
)
from town_portal.features.documents.models import DocumentKinds
from town_portal.features.documents.register import Register, citation_keys, gather_citing


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nghị quyết số 12/2021/NQ-HĐND", "12-2021-nq-hdnd|nghi-quyet"),
        ("nghị quyết số: 12/2021/NQ–HĐND", "12-2021-nq-hdnd|nghi-quyet"),
        ("Quyết định 67-HĐBT", "67-hdbt|quyet-dinh"),
        ("Quyết định số 67-HĐBT ngày 02/3/1992 của", "67-hdbt|quyet-dinh|1992-03-02"),
        ("Quyết định 67-HĐBT, ngày 2 tháng 3 năm 1992", "67-hdbt|quyet-dinh|1992-03-02"),
        ("Quyết định số 67-HĐBT", "67-hdbt|quyet-dinh"),
        ("Luật Tiếp cận thông tin số 104/2016/QH13", "104-2016-qh13"),
        ("Chỉ thị 39-CT/TW", "39-ct-tw|chi-thi"),
        ("Thông tư liên tịch số 08/2013/TTLT-BTP-BTC", "08-2013-ttlt-btp-btc|thong-tu-lien-tich"),
        ("(theo 123-QĐ/TƯ)", "123-qd-tu"),
        ("Quyết định 67-HĐBT ngày 31/02/1992", "67-hdbt|quyet-dinh"),
    ],
)
def test_what_is_a_citation(text: str, key: str) -> None:
    """The number, the kind before it and the day behind it are understood as people write them."""
    assert list_cited_keys(f"<p>{text}.</p>") == (key,)


@pytest.mark.parametrize(
    "text",
    [
        *("ngày 01/7/2025", "1.234/5", "Tổ 5-Tổ dân phố", "2-3 người", "0239-3.835.356"),
        *("A67-HĐBTx", "số 12", "Quyết định của UBND", "tệp/67-HĐBT.pdf"),
    ],
)
def test_what_is_none(text: str) -> None:
    """Days, telephone numbers and other numbers are no citations."""
    assert list_cited_keys(f"<p>{text}</p>") == ()


def test_where_no_link_may_stand() -> None:
    """Links, headings, code and attributes stay as they are; emphasis does not matter."""
    kept = (
        '<h2>Quyết định 67-HĐBT</h2><p><a href="x">Quyết định 67-HĐBT</a> '
        '<code>67-HĐBT</code> <img alt="67-HĐBT" src="a.jpg"><!-- 67-HĐBT --></p>'
    )
    assert list_cited_keys(kept) == ()
    assert link_citations(kept, lambda _key: Cited("a/")) == kept
    body = "<p>Theo <strong>Quyết định số 67-HĐBT</strong> &amp; nghị quyết.</p>"
    expected = (
        '<p>Theo <strong><a href="../van-ban/67-hdbt/">Quyết định số 67-HĐBT</a></strong> '
        "&amp; nghị quyết.</p>"
    )
    assert link_citations(body, lambda _key: Cited("../van-ban/67-hdbt/")) == expected
    ended = link_citations(body, lambda _key: Cited("../van-ban/67-hdbt/", "Hết hiệu lực"))
    assert '67-HĐBT</a> <span class="force force--ended">(hết hiệu lực)</span></strong>' in ended


def test_the_first_of_each_is_a_link() -> None:
    """A document that is cited again is linked once on a page; one without a page never."""
    body = "<p>Quyết định 67-HĐBT; 67-HĐBT.</p><p>Luật 104/2016/QH13 và 67-HĐBT.</p>"
    found = link_citations(body, lambda key: Cited(f"{key[:2]}/"))
    assert found.count("<a ") == 2
    assert '<a href="67/">Quyết định 67-HĐBT</a>; 67-HĐBT' in found
    assert '<a href="10/">Luật 104/2016/QH13</a>' in found
    assert link_citations(body, lambda _key: None) == body


@given(st.text(alphabet="67-/HĐ ăb<>p\"'a&;.", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    """Whatever stands in a body, taking the links away gives it back."""
    found = link_citations(text, lambda _key: Cited("u"))
    assert found.replace('<a href="u">', "").replace("</a>", "") == text.replace("</a>", "")


def test_a_number_written_in_a_front_matter() -> None:
    """With kind and day or without, with another dash or without accents: the same document."""
    assert parse_number("67-HĐBT") == "67-hdbt"
    assert parse_number("Quyết định 67-HĐBT ngày 02/3/1992") == "67-hdbt|quyet-dinh|1992-03-02"
    assert parse_number("67 HDBT") == "67-hdbt"


def test_it_takes_linear_time() -> None:
    """Ten times as much text takes about ten times as long, also where it is nearly a citation."""

    def seconds(count: int) -> float:
        body = "<p>" + "Quyết định số 1-1/A-1-1/ " * count + "</p>"
        started = time.process_time()
        link_citations(body, lambda _key: None)
        return time.process_time() - started

    def least(count: int) -> float:
        return min(seconds(count) for _ in range(3))  # what a busy machine adds is left out

    assert least(30_000) < 40 * least(3_000)  # quadratic work is a hundred times as much


TODAY = date(2026, 11, 28)


def document(number: str, issued: str = "2021-05-06", **given: Any) -> Document:
    """Return a document whose address is made of its number."""
    key = number.lower().replace("/", "-").replace("đ", "d")
    url = given.pop("url", f"van-ban/{key}/")
    values = {"kind": "Quyết định", "issuer": "Ủy ban nhân dân", "identity": url, **given}
    day = date.fromisoformat(issued)
    return Document(key, url, "Về việc thử", number=number, issued=day, **values)


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
    assert Register([own, *others], TODAY).compute_standing(own).force == expected


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
    assert register.compute_standing(old).force == ("ended" if sure else "in-force")
    assert register.compute_standing(new).replaces[0].url == (old.url if sure else "")
    assert [*register.unsure(new)] == ([] if sure else [(("replaces", 0), number, old)])
    fields = [field for field, _, _ in register.unsure(later)]
    assert fields == ([] if sure else [("amended_by", 0), ("replaced_by",)])


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
    assert bool(register.cited(key)) is found


def test_what_contradicts_itself_is_refused() -> None:
    """A document that ends before it works, and two kinds that would share an address."""
    head = {"title": "a", "kind": "Luật", "number": "1", "issuer": "b", "issued": "2021-05-06"}
    with pytest.raises(ValidationError, match="hết hiệu lực không thể trước ngày có hiệu lực"):
        DocumentFront.model_validate({**head, "ended": "2021-05-05"})
    with pytest.raises(ValidationError, match="đã có ở trên"):
        DocumentKinds.model_validate({"kinds": ["Quyết định", "quyết định"]})


KEYS = st.builds(
    lambda number, kind, day: "|".join((number, kind, day)).rstrip("|"),
    st.sampled_from(("1-qd-a", "2-qd-a", "2-2021-qd-b")),
    st.sampled_from(("", "quyet-dinh", "nghi-quyet")),
    st.sampled_from(("", "2021-05-06", "1999-01-01")),
)


@given(st.lists(st.lists(KEYS, min_size=1, max_size=3), max_size=8))
def test_only_texts_that_may_cite_a_document_are_asked_for(cited: list[list[str]]) -> None:
    """What the others have noted changes nothing of what is told of a document."""
    documents = [document("1/QĐ-A"), document("2/QĐ-A"), document("2/2021/QĐ-B")]
    noted = [
        {"title": f"Bài {n}", "url": f"{n}/", "day": "2021-06-01", "keys": found}
        for n, found in enumerate(cited)
    ]
    wanted = {*citation_keys(documents)}
    some = [item for item in noted if not wanted.isdisjoint(item["keys"])]
    all_told, told = (Register(documents, TODAY, gather_citing(item)) for item in (noted, some))
    assert [*map(told.compute_standing, documents)] == [*map(all_told.compute_standing, documents)]
