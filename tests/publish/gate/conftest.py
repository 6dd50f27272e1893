"""A small public site with everything in it, to be broken in one way at a time."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.commands import gate
from tests.sites.build_site import CLOCK, ROOT, Files, Site, article, picture, write

FULL = ROOT / "tests" / "golden" / "full" / "content"
ARTICLE = "2020/12/14/day-du/index.html"
TIMELESS = "2021/01/05/khong-gio/index.html"
DRAFT = "Bản thảo chưa ai được xem trước"
LATER = "Bài hẹn giờ đến năm sau mới hiện"
WAITING = "Bài đang chờ người duyệt xem qua"
MORE: Files = {
    "content/articles/2025-01-02-nhap/index.md": article(
        "![Một hình](anh.jpg)", title=DRAFT, date="2025-01-02", status="draft"
    ),
    "content/articles/2025-01-02-nhap/anh.jpg": picture(),
    "content/articles/2025-01-03-hen.md": article(
        title=LATER, date="2025-01-03", publish="2030-01-01"
    ),
    "content/articles/2025-01-04-cho.md": article(
        title=WAITING, date="2025-01-04", review="{state: waiting}"
    ),
    "content/articles/2025-01-07-sua.md": article(
        title="Bài được duyệt rồi lại sửa thêm",
        date="2025-01-07",
        review="{state: approved, by: Ông Lê An, hash: sha256-khac}",
    ),
    "content/articles/2025-01-05-het-han.md": article(
        title="Bài đã hết hạn từ mấy hôm trước", date="2025-01-05", expires="2025-06-01"
    ),
    "content/articles/2025-01-06-cho-phep.md": article(
        "Chị Hoa đồng ý cho đăng số 0912 345 678 của chị Hoa.",
        title="Số máy của người cho phép",
        date="2025-01-06",
        waive="[{rule: so-dien-thoai-rieng, reason: Người ấy đã đồng ý.}]",
    ),
    "content/data/redirects.yaml": """\
redirects:
  - {old: /cong/cu/gioi-thieu.aspx, to: /gioi-thieu/}
  - {old: /cong/cu/tinh.aspx, address: "https://tinh.example/trang"}
  - {old: /cong/cu/bo.aspx, gone: true, reason: Văn bản đã hết hiệu lực.}
""",
}
"""What is added to the golden site: what must not be seen, a waiver, old addresses."""


@dataclass(frozen=True)
class Public:
    """A public site: its content, its output, and what a gate remembers of it."""

    folder: Path

    @property
    def output(self) -> Path:
        """Where the site lies."""
        return self.folder / "public"

    @property
    def content(self) -> Path:
        """What it was built from."""
        return self.folder / "content"

    @property
    def state(self) -> Path:
        """What builds and gates remember."""
        return self.folder / ".public.state"

    def look(self) -> list[str]:
        """Return what the gate says."""
        return gate.faults(self.output, self.content, self.state)

    def look_anew(self) -> list[str]:
        """Return what a gate says that remembers nothing."""
        for path in self.state.glob("gate.db*"):
            path.unlink()
        return self.look()

    def text(self, name: str) -> str:
        """Return a file of the site."""
        return (self.output / name).read_bytes().decode()

    def put(self, files: Files) -> None:
        """Write files of the site; None takes one away. What other copies share stays as it is."""
        for name in files:
            (self.output / name).unlink(missing_ok=True)
        write(self.output, files)

    def edit(self, name: str, old: str, new: str) -> None:
        """Put one text in place of another, which must be there."""
        text = self.text(name)
        assert old in text, (name, old)
        self.put({name: text.replace(old, new, 1)})

    def found(self, pattern: str) -> str:
        """Return the only file of the site with such a name."""
        (path,) = self.output.glob(pattern)
        return path.relative_to(self.output).as_posix()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Public:
    """Build the site once, and have a gate look at it."""
    folder = tmp_path_factory.mktemp("gate")
    shutil.copytree(FULL, folder / "content")
    site = Site(folder, settings="publishconf.py").write(MORE)
    built = site.build(output="public")
    assert built.code == 0, built.errors
    public = Public(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
        assert public.look() == []
    return public


@pytest.fixture
def public(built: Public, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Public:
    """Give a copy of the site that may be broken; the gate remembers the whole one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
    copy = Public(tmp_path / "site")
    shutil.copytree(built.output, copy.output, copy_function=os.link)
    shutil.copytree(built.content, copy.content)
    copy.state.mkdir()
    for name in ("gate.db", "published.json", "state.db"):
        shutil.copy2(built.state / name, copy.state)
    return copy
