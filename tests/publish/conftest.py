"""Public sites with everything in them, built once a run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.once import once_a_run
from tests.sites.build_site import CLOCK, ROOT, Files, Site, article, picture
from town_portal.publishing import gate

Golden = Callable[[str], Path]
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
"""What is added to the full site: what must not be seen, a waiver, old addresses."""


def golden_content(name: str, folder: Path) -> Path:
    """Copy the content of a golden site into a folder, the full one with ``MORE``."""
    shutil.copytree(ROOT / "tests" / "golden" / name / "content", folder / "content")
    Site(folder).write(MORE if name == "full" else {})
    return folder / "content"


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Golden:
    """Build the golden site of a name for the public; `content`, `public` and its state lie there.

    A gate has looked at the full one. Nobody may write there.
    """

    def make(name: str, folder: Path) -> None:
        content = golden_content(name, folder)
        with_cards = ("-e", "SHARE_PICTURES=true")
        built = Site(folder, settings="publishconf.py").build(*with_cards, output="public")
        assert built.code == 0, built.errors
        if name == "full":
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
                assert gate.list_faults(built.output, content, folder / ".public.state") == []

    def built(name: str) -> Path:
        return once_a_run(tmp_path_factory, f"golden-{name}", lambda folder: make(name, folder))

    return built
