"""captions.csv beside an article: the words of many photographs at once."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from town_portal.core.content_files.names import RefusedFile, compose_name
from town_portal.core.content_files.opening import has_file, read_text
from town_portal.core.faults import Faults
from town_portal.core.text import remove_controls
from town_portal.features.photos.credit import split_credit
from town_portal.features.photos.models import Figure

NAME = "captions.csv"
NOT_UTF8 = "tệp không phải UTF-8; trong Excel hãy lưu kiểu “CSV UTF-8”"
TOO_MANY = (
    "dòng có {} ô mà bảng có {} cột; lời nào có dấu “{}” thì đặt cả lời ấy trong dấu nháy kép, như "
    '"Ba người, hai xe"'
)
COLUMNS = ("file", "caption", "credit", "alt", "licence", "label")


@dataclass(frozen=True, slots=True)
class CaptionWords:
    """What a line says of a photograph; ``line`` counts from 1.

    ``licence`` names the terms of use, ``label`` what the photograph is not, such as a sample.
    """

    line: int
    caption: str
    credit: str
    alt: str
    licence: str = ""
    label: str = ""


class CaptionsError(ValueError):
    """What is wrong in captions.csv, in Vietnamese, and in which line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def parse_captions(text: str) -> Mapping[str, CaptionWords]:
    """Return the words by the photograph's file name; commas or semicolons stand between columns.

    Raises CaptionsError where the first line is not the names of columns, a line has more cells
    than there are columns, or a file has two lines.
    """
    text = remove_controls(text)
    first = text.split("\n", 1)[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    rows = csv.reader(text.splitlines(), delimiter=separator)
    head = [name.strip().lower() for name in next(rows, [])]
    if "file" not in head or not set(head) <= set(COLUMNS):
        raise CaptionsError(1, f"dòng đầu phải là tên các cột: {', '.join(COLUMNS)}")
    found: dict[str, CaptionWords] = {}
    for row in rows:
        if any(cell.strip() for cell in row[len(head) :]):
            told = TOO_MANY.format(len(row), len(head), separator)
            raise CaptionsError(rows.line_num, told)
        cells = dict(zip(head, (cell.strip() for cell in row), strict=False))
        name = compose_name(cells.get("file", ""))
        if not name:
            continue
        if name in found:
            raise CaptionsError(rows.line_num, f"ảnh “{name}” có hai dòng; hãy bỏ một dòng")
        given = (cells.get(column, "") for column in COLUMNS[1:])
        found[name] = CaptionWords(rows.line_num, *given)
    return found


def read_beside(source: Path, faults: Faults) -> Mapping[str, CaptionWords]:
    """Return the words of captions.csv beside a text; what is wrong in it is a fault."""
    file = source.parent / NAME
    if not has_file(file):
        return {}
    try:
        return parse_captions(read_text(file))
    except CaptionsError as error:
        faults.add(file, error.line, "", str(error))
    except UnicodeDecodeError:
        faults.add(file, 1, "", NOT_UTF8)
    except RefusedFile as error:
        faults.add(file, 1, "", str(error))
    return {}


def fill_words(figure: Figure, words: CaptionWords | None) -> Figure:
    """Return the figure with the words that the article itself does not give."""
    if words is None:
        return figure
    caption, credit = split_credit(words.caption)
    if words.credit and ":" not in words.credit:
        credit = f"Ảnh: {words.credit}"
    elif words.credit:
        credit = words.credit
    return replace(
        figure,
        caption=figure.caption or caption,
        credit=figure.credit or credit,
        alt=figure.alt or ("" if figure.is_decorative else words.alt),
        licence=words.licence,
        label=words.label,
    )
