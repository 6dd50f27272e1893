"""One package of 2026, made once: the town's own data and pages, articles of two years."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.browser.test_songs import SONGS, tone
from tests.once import once_a_run
from tests.publish.small_site import ForkedBuilding
from tests.sites.build_site import ROOT, Files, article, page, picture, write
from town_portal.cli.archive import command
from town_portal.core.system import places

FULL = ROOT / "tests" / "golden" / "full" / "content"
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
    """The folder in which the content, the zip and what comes out of it lie."""

    root: Path

    @property
    def zip(self) -> Path:
        """The package."""
        return self.root / "luu-tru-2026.zip"

    @property
    def folder(self) -> Path:
        """What comes out of it."""
        return self.root / "luu-tru-2026"

    @property
    def content(self) -> Path:
        """What it was made from."""
        return self.root / "content"

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


def make(folder: Path) -> None:
    """Write a content folder, make the package of 2026 and unpack it."""
    for name in ("data", "pages"):
        shutil.copytree(FULL / name, folder / "content" / name)
    write(folder, {**ARTICLES, **KINDS, "content/data/songs.yaml": SONGS})
    town = folder / "content" / "data" / "town.yaml"
    town.write_text(town.read_text("utf-8").replace("base_path: /cong/", "base_path: /"), "utf-8")
    tone(folder / "content" / "data" / "songs" / "Tiếng La.wav")
    write(folder, {".output-public.state/live.json": json.dumps(TOLD)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "TOWN", folder)
        patch.setattr(command, "Building", ForkedBuilding)
        command.make_package(command.Order(folder / "content", 2026, MADE, COMMIT), folder)
    with zipfile.ZipFile(folder / "luu-tru-2026.zip") as archive:
        archive.extractall(folder)


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Give the package of 2026, made once a run."""
    return Package(once_a_run(tmp_path_factory, "archive", make))
