"""Data files: read, validated, and their faults in words for staff."""

from __future__ import annotations

from pathlib import Path

import pytest

from town_portal.core.data import yamldoc
from town_portal.core.data.fields import Text
from town_portal.core.data.loading import Model, Table, load_tables, read_text, validate_document
from town_portal.core.faults import Fault, Faults


class Sample(Model):
    """A small model."""

    title: Text
    count: int = 1
    items: tuple[Text, ...] = ()


class Named(Model):
    """Another one, every field of which may be left out."""

    name: Text | None = None


DEFAULT = Named(name="mặc định")
TABLES = (Table("sample", Sample), Table("named", Named, DEFAULT))


def check(text: str) -> tuple[Sample | None, list[Fault]]:
    """Validate a text as a sample."""
    faults = Faults()
    found = validate_document(Sample, yamldoc.parse_yaml(text), Path("a.yaml"), faults, Path())
    return found, faults.found


@pytest.mark.parametrize(
    ("data", "name", "notices"),
    [
        ("\ufeffname: tên\r\n", "tên", 0),
        ("# chưa có\n", None, 0),
        ('name: "\x08tên\ufffe"\n', "tên", 1),
    ],
)
def test_a_file_takes_the_place_of_the_default(
    tmp_path: Path, data: str, name: str | None, notices: int
) -> None:
    """Byte order mark and line ends of Windows are no matter, control characters are told."""
    (tmp_path / "named.yaml").write_bytes(data.encode())
    faults = Faults()
    assert load_tables(TABLES, tmp_path, faults)["named"] == Named(name=name)
    assert (faults.found, len(faults.notices)) == ([], notices)


@pytest.mark.parametrize(
    ("file", "data", "line", "words"),
    [
        ("named.yaml", b"nmae: x\n", 1, "nmae: không có trường tên này; có phải ý là “name”?"),
        ("nammed.yaml", b"name: x\n", 1, "named, sample"),
        ("named.yml", b"name: x\n", 1, "hãy đổi tên tệp thành named.yaml"),
        ("named.yaml", b"# a\nname: x\xe9\n", 2, "UTF-8"),
        ("named.yaml", b"# a\nname: a: b\n", 2, "dấu hai chấm"),
        ("named.yaml", "chữ".encode(), 1, "phải là nhóm trường"),
        ("named.yaml", b"- a\n- b\n", 1, "phải là nhóm trường"),
    ],
)
def test_a_file_that_is_no_use_is_a_fault(
    tmp_path: Path, file: str, data: bytes, line: int, words: str
) -> None:
    """With its line and what to do; the default stays, to find the other faults too."""
    (tmp_path / file).write_bytes(data)
    faults = Faults()
    assert load_tables(TABLES, tmp_path, faults)["named"] == DEFAULT
    (fault,) = faults.found
    assert str(fault).startswith(f"{tmp_path.as_posix()}/{file}:{line}: ")
    assert words in str(fault)


def test_a_text_is_read_without_mark_and_line_ends_of_windows(tmp_path: Path) -> None:
    """Whoever reads a file gets its letters and plain line ends; one that vanished is told."""
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_text(tmp_path / "a.md", Faults()) == "a\nb\nc\n"
    faults = Faults()
    assert read_text(tmp_path / "b.md", faults) is None
    assert faults.found[0].message.startswith("không đọc được tệp")


def test_control_characters_are_taken_out_and_told(tmp_path: Path) -> None:
    """What comes with a text out of Word and no XML may hold; its words stay, its line is named."""
    path, notices = tmp_path / "a.md", list[str]()
    controls = "\x00\x08\x1f\x7f\x80\x9f\ufffe\uffff\ufdd0\U0001fffe"
    path.write_text(f"một\nhai{controls}ba\tbốn\x0bnăm\n", encoding="utf-8")
    faults = Faults()
    assert read_text(path, faults, notice=notices.append) == "một\nhaiba\tbốn năm\n"
    (notice,) = notices
    assert "a.md:2: đã bỏ qua 11 ký tự điều khiển" in notice
    assert not faults.found


def test_every_fault_of_a_file_is_told_at_once() -> None:
    """Several mistakes give as many faults, each on its line and with its field."""
    found, faults = check("count: x\ncount: y\nitems:\n  - a\n  - [b]\nkhac: 1\n")
    assert found is None
    assert sorted((fault.line, fault.field) for fault in faults) == [
        *((1, "title"), (2, "count"), (2, "count")),
        *((5, "items.2"), (6, "khac")),
    ]


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        *((name, "có phải ý là “title”?") for name in ("Tittle", "Title", "titel", "tilte")),
        ("khac", "hãy xóa hoặc sửa tên trường"),
    ],
)
def test_an_unknown_name_gets_advice(wrong: str, advice: str) -> None:
    """One that resembles a known one names that one, another is to be removed."""
    _, faults = check(f"title: a\n{wrong}: b\n")
    assert str(faults[0]) == f"a.yaml:2: {wrong}: không có trường tên này; {advice}"


def test_empty_fields_are_absent() -> None:
    """What an editor saves as empty text takes its default, and is missing where it is needed."""
    found, faults = check("title: a\ncount: ''\nitems:\n")
    assert (found, faults) == (Sample(title="a"), [])
    assert [fault.field for fault in check("title: ''\n")[1]] == ["title"]
