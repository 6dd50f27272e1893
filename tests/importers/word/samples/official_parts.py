"""What the sample documents of authorities are put together from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.importers.word.samples.maker import Maker

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
LAW = "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025;"
ACT = (
    "Điều 2. Quyết định này có hiệu lực từ ngày ký; bãi bỏ Quyết định số 10/QĐ-UBND ngày 05 "
    "tháng 01 năm 2026."
)
RECIPIENTS = ("Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.")


@dataclass(frozen=True, slots=True)
class Known:
    """A document, and what a person reads at its head; ``kept`` are lines that the body shows."""

    data: bytes
    kind: str
    number: str
    issuer: str
    issued: date | None
    title: str
    kept: tuple[str, ...] = ()


def cells(make: Maker, left: tuple[str, ...], right: tuple[str, ...], rows: int = 1) -> None:
    """Add a table of two columns: all lines of a side in one cell, or one line in each row."""
    table = make.document.add_table(rows, 2)
    for column, lines in enumerate((left, right)):
        for at, line in enumerate(lines):
            cell = table.cell(min(at, rows - 1), column)
            paragraph = cell.paragraphs[0] if at < rows else cell.add_paragraph()
            made = paragraph if not paragraph.text else cell.add_paragraph()
            make.run(made, line, "b" if line.isupper() or line.startswith("Độc lập") else "")


def signed(make: Maker, *lines: str) -> None:
    """Add recipients on the left and the signer's lines on the right."""
    cells(make, RECIPIENTS, lines)


def centred(make: Maker, *lines: str) -> None:
    """Add bold lines in the middle."""
    for line in lines:
        make.paragraph(line, "center", "b")
