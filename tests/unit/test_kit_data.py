"""Data files: read, validated, and their faults in words for staff."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins._kit import yamldoc
from plugins._kit.data import Model, Table, load, load_file, read_text, validate
from plugins._kit.faults import Fault, Faults
from plugins._kit.fields import Text


class Sample(Model):
    """A small model."""

    title: Text
    count: int = 1
    items: tuple[Text, ...] = ()


class Named(Model):
    """Another one, every field of which may be left out."""

    name: Text | None = None


TABLES = (Table("sample", Sample), Table("named", Named, Named(name="mặc định")))


def said(faults: Faults) -> list[tuple[str, int, str, str]]:
    """Give the faults without their folders."""
    return [(Path(item.file).name, item.line, item.field, item.message) for item in faults]


def test_a_table_without_a_file_has_its_default(tmp_path: Path) -> None:
    """An empty folder, and even none, gives the defaults without faults."""
    for folder in (tmp_path, tmp_path / "data"):
        faults = Faults()
        assert dict(load(TABLES, folder, faults)) == {"sample": None, "named": TABLES[1].default}
        assert not faults.found


def test_a_file_takes_the_place_of_the_default(tmp_path: Path) -> None:
    """What the file says counts, byte order mark and Windows line ends included."""
    (tmp_path / "named.yaml").write_bytes("\ufeffname: tên\r\n".encode())
    faults = Faults()
    assert load(TABLES, tmp_path, faults)["named"] == Named(name="tên")
    assert not faults.found


def test_an_empty_file_is_a_model_without_fields(tmp_path: Path) -> None:
    """A file of comments alone is valid where no field is required."""
    (tmp_path / "named.yaml").write_text("# chưa có\n", encoding="utf-8")
    assert load(TABLES, tmp_path, Faults())["named"] == Named()


def test_a_broken_file_leaves_the_default_in_place(tmp_path: Path) -> None:
    """With a fault noted the build goes on with the default, to find the other faults too."""
    (tmp_path / "named.yaml").write_text("nmae: x\n", encoding="utf-8")
    faults = Faults()
    assert load(TABLES, tmp_path, faults)["named"] == TABLES[1].default
    assert len(faults.found) == 1


def test_a_file_that_nothing_uses_is_a_fault(tmp_path: Path) -> None:
    """A file name with a mistake is not passed over; the right names are told."""
    (tmp_path / "nammed.yaml").write_text("name: x\n", encoding="utf-8")
    faults = Faults()
    load(TABLES, tmp_path, faults)
    (file, line, field, message) = said(faults)[0]
    assert (file, line, field) == ("nammed.yaml", 1, "")
    assert "named, sample" in message


def test_the_other_ending_is_a_fault(tmp_path: Path) -> None:
    """A `.yml` is not passed over either."""
    (tmp_path / "named.yml").write_text("name: x\n", encoding="utf-8")
    faults = Faults()
    load(TABLES, tmp_path, faults)
    assert said(faults) == [("named.yml", 1, "", "hãy đổi tên tệp thành named.yaml")]


def test_a_file_that_is_not_utf8_is_a_fault_with_its_line(tmp_path: Path) -> None:
    """The line of the first letter that can't be read is told."""
    file = tmp_path / "named.yaml"
    file.write_bytes(b"# a\nname: x\xe9\n")
    faults = Faults()
    assert load_file(Named, file, faults) is None
    assert said(faults)[0][:3] == ("named.yaml", 2, "")
    assert "UTF-8" in said(faults)[0][3]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    """A file that vanished is told, not raised."""
    faults = Faults()
    assert read_text(tmp_path / "a.md", faults) is None
    assert said(faults)[0][3].startswith("không đọc được tệp")


def test_a_text_is_read_without_mark_and_line_ends_of_windows(tmp_path: Path) -> None:
    """Whoever reads a file gets its letters and plain line ends."""
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_text(tmp_path / "a.md", Faults()) == "a\nb\nc\n"


def test_a_file_that_is_no_yaml_is_a_fault(tmp_path: Path) -> None:
    """An error of YAML is told with its line."""
    file = tmp_path / "named.yaml"
    file.write_text("# a\nname: a: b\n", encoding="utf-8")
    faults = Faults()
    assert load_file(Named, file, faults) is None
    assert said(faults)[0][:3] == ("named.yaml", 2, "")


def check(text: str) -> tuple[Sample | None, list[Fault]]:
    """Validate a text as a sample."""
    faults = Faults()
    found = validate(Sample, yamldoc.parse(text), Path("a.yaml"), faults, Path())
    return found, faults.found


def test_every_fault_of_a_file_is_told_at_once() -> None:
    """Several mistakes give as many faults, each on its line and with its field."""
    found, faults = check("count: x\ncount: y\nitems:\n  - a\n  - [b]\nkhac: 1\n")
    assert found is None
    assert sorted((fault.line, fault.field) for fault in faults) == [
        *((1, "title"), (2, "count"), (2, "count")),
        *((5, "items.2"), (6, "khac")),
    ]


@pytest.mark.parametrize("wrong", ["Tittle", "Title", "titel", "tilte"])
def test_a_name_with_a_mistake_gets_a_suggestion(wrong: str) -> None:
    """An unknown field that resembles a known one names that one."""
    _, faults = check(f"title: a\n{wrong}: b\n")
    assert str(faults[0]) == f"a.yaml:2: {wrong}: không có trường tên này; có phải ý là “title”?"


def test_a_strange_name_gets_no_suggestion() -> None:
    """An unknown field that resembles none is to be removed."""
    _, faults = check("title: a\nkhac: b\n")
    assert faults[0].message == "không có trường tên này; hãy xóa hoặc sửa tên trường"


def test_empty_fields_are_absent() -> None:
    """What an editor saves as empty text takes its default, and is missing where it is needed."""
    found, faults = check("title: a\ncount: ''\nitems:\n")
    assert (found, faults) == (Sample(title="a"), [])
    assert [fault.field for fault in check("title: ''\n")[1]] == ["title"]


def test_a_model_can_not_be_changed() -> None:
    """Data is frozen once it is read."""
    found, _ = check("title: '  a '\n")
    assert found is not None
    assert found.title == "a"
    with pytest.raises(ValueError, match="frozen"):
        found.title = "b"  # type: ignore[misc]


@pytest.mark.parametrize("text", ["chữ", "- a\n- b\n"])
def test_a_file_of_another_shape_is_a_fault(text: str) -> None:
    """A list, or words, where fields are expected is told on the first line."""
    found, faults = check(text)
    assert found is None
    assert (faults[0].line, faults[0].message[:18]) == (1, "phải là nhóm trườn")


CONTROLS = "\x00\x08\x1f\x7f\x80\x9f\ufffe\uffff\ufdd0\U0001fffe"


def test_control_characters_are_taken_out_and_told(tmp_path: Path) -> None:
    """What comes with a text out of Word and no XML may hold; its words stay, its line is named."""
    path, notices = tmp_path / "a.md", list[str]()
    path.write_text(f"một\nhai{CONTROLS}ba\tbốn\x0bnăm\n", encoding="utf-8")
    faults = Faults()
    assert read_text(path, faults, notice=notices.append) == "một\nhaiba\tbốn năm\n"
    (notice,) = notices
    assert "a.md:2: đã bỏ qua 11 ký tự điều khiển" in notice
    assert not faults.found


def test_control_characters_in_data_stop_nothing(tmp_path: Path) -> None:
    """They are taken out before YAML is read, and reported."""
    (tmp_path / "named.yaml").write_text('name: "\x08tên\ufffe"\n', encoding="utf-8")
    faults = Faults()
    assert load(TABLES, tmp_path, faults)["named"] == Named(name="tên")
    assert not faults.found
    assert len(faults.notices) == 1
