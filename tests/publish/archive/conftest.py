"""One package of 2026, made once: the town's own data and pages, articles of two years."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins.commands.archive import command
from tests.browser.test_songs import SONGS, tone
from tests.portal import CONTENT
from tests.sites.build_site import Files, article, page, picture, write

MADE = datetime(2026, 12, 31, 1, 30, tzinfo=UTC)
COMMIT = "0123456789abcdef"
BODY = """\
Đoạn thứ nhất có **chữ đậm**, dẫn tới [bài cùng năm]({filename}../2026-05-02-bai-hai/index.md),
[bài năm trước]({filename}../../2025/2025-03-03-bai-cu.md), [bài năm
trước nữa](/2025/03/03/bai-cu/), [trang liên hệ](/lien-he/), [tệp](Phụ lục.pdf) và [nơi khác](https://example.org/thu-muc/).

![Hai người đứng cạnh bàn](anh-1.jpg "Hai cán bộ ở bộ phận một cửa. Ảnh: Văn Bình")

- Mục một
- Mục hai

| Cột | Số |
| --- | --- |
| Hàng | 12 |

Câu có chú thích[^1].

[^1]: Lời chú thích cuối trang.
"""
ARTICLES: Files = {
    "content/articles/2026/2026-05-01-bai-mot/index.md": article(
        BODY,
        title="Bài “một” & hai",
        date="2026-05-01T08:30:00",
        summary="Lời dẫn của bài.",
        author="Nguyễn Văn An",
        tags="[thử, riêng năm nay]",
        attachments="[{file: Phụ lục.pdf, title: Phụ lục kèm bài}]",
    ),
    "content/articles/2026/2026-05-01-bai-mot/anh-1.jpg": picture(size=(1200, 800)),
    "content/articles/2026/2026-05-01-bai-mot/Phụ lục.pdf": b"%PDF-1.4\n",
    "content/articles/2026/2026-05-02-bai-hai/index.md": article(
        "Bài của hôm sau.", title="=Bài hai", date="2026-05-02", tags="thử"
    ),
    "content/articles/2026/2026-05-03-an.md": article(
        "Trang ngoài danh sách.", title="Bài ẩn", date="2026-05-03", status="hidden"
    ),
    "content/pages/gioi-thieu.md": page(title="Giới thiệu"),
    "content/articles/2026/nhap.md": article(title="Nháp", date="2026-05-04", status="draft"),
    "content/articles/2025/2025-03-03-bai-cu.md": article(
        "Bài của năm trước.", title="Bài cũ", date="2025-03-03", tags="[thử, riêng năm ngoái]"
    ),
}
KINDS: Files = {
    "content/documents/2026/luat.md": page(
        "Điều 1.",
        title="Bảo vệ dữ liệu thử",
        kind="Luật",
        number="91/2025/QH15",
        issuer="Quốc hội",
        issued="2026-01-26",
        effective="2026-03-01",
        source="Công báo",
    ),
    "content/questions/rac.md": page(
        "Thứ Ba.",
        title="Đổ rác ngày nào",
        question="Rác được thu ngày nào?",
        asked="2026-03-02",
        state="answered",
        answered="2026-03-05",
        answered_by="Phòng Thử",
    ),
    "content/documents/2025/luat-cu/index.md": page(
        "Điều cũ.",
        title="Luật của năm trước",
        kind="Luật",
        number="1/2025/QH15",
        issuer="Quốc hội",
        issued="2025-12-31",
        attachments="[{file: ban.pdf, title: Bản ký}]",
    ),
    "content/documents/2025/luat-cu/ban.pdf": b"%PDF-1.4\n",
    "content/questions/cu.md": page(
        "Có.",
        title="Hỏi năm trước",
        question="Có không?",
        asked="2025-12-01",
        state="answered",
        answered="2025-12-30",
        answered_by="Phòng Thử",
    ),
    "content/drafts/cu.md": page(
        "Dự thảo.",
        title="Dự thảo cũ",
        issuer="Văn phòng",
        begins="2025-04-01",
        deadline="2025-04-30",
    ),
    "content/drafts/quy-che.md": page(
        "Dự thảo.",
        title="Quy chế thử",
        issuer="Văn phòng",
        begins="2026-04-01",
        deadline="2026-04-30",
        contact="Số 1, đường Thử",
    ),
}
"""One of each kind."""

TOLD = {
    "version": 1,
    "at": "2026-12-30T08:30:00+07:00",
    "total": 346_000,
    "days": [["2026-12-29", 98]],
    "ratings": {"/2026/05/01/bai-mot/": [12, 54]},
    "comments": {
        "/2026/05/01/bai-mot/": [
            {"id": 1, "author": "Nam", "text": "Ý kiến.", "at": "2026-05-02T08:30:00+07:00"},
        ]
    },
}
"""What the live service told the last publication."""


@dataclass(frozen=True)
class Package:
    """The zip, and the folder that comes out of it."""

    zip: Path
    folder: Path
    content: Path

    @property
    def site(self) -> Path:
        """Where the pages lie."""
        return self.folder / "trang"

    def page(self, url: str) -> str:
        """Return the text of a page."""
        return (self.site / url / "index.html").read_text(encoding="utf-8")

    def text(self, name: str) -> str:
        """Return one of the plain texts, lines ended by one sign."""
        data = (self.folder / "van-ban" / f"{name}.txt").read_bytes()
        return data.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder with the town's data and pages, a song with a recording, few articles."""
    folder = tmp_path_factory.mktemp("archive")
    for name in ("data", "pages"):
        shutil.copytree(CONTENT / name, folder / "content" / name)
    write(folder, {**ARTICLES, **KINDS, "content/data/songs.yaml": SONGS})
    tone(folder / "content" / "data" / "songs" / "Tiếng La.wav")
    write(folder, {".output-public.state/live.json": json.dumps(TOLD)})
    return folder / "content"


@pytest.fixture(scope="session")
def package(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Make the package of 2026 and unpack it."""
    to = tmp_path_factory.mktemp("usb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "ROOT", content.parent)
        command.made(command.Order(content, 2026, MADE, COMMIT), to)
    with zipfile.ZipFile(to / "luu-tru-2026.zip") as archive:
        archive.extractall(to)
    return Package(to / "luu-tru-2026.zip", to / "luu-tru-2026", content)
