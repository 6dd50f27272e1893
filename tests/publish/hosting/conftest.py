"""A small portal, built for the public and compressed, at the root of its host and below a path."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.publish.hosting import servers
from tests.publish.hosting.servers import Server
from tests.sites.build_site import GOOD, TOWN, Files, Site, article, picture
from town_portal.cli.test import SERVERS, find_server
from town_portal.publishing import compress
from town_portal.publishing.hosting.table import FOLDER

BASES = ("/", "/x/")
OLD = (
    *("/tin/bài-cũ.aspx", "/Zh/-%C4%91i%E1%BB%81u-ki%E1%BB%87n", "/tin/(a)+[b]$.aspx"),
    *("/tin/rất-dài-" + "x" * 80 + ".aspx",),
)
"""Old paths of the article below the portal, as staff write them."""
OUTSIDE = "/portal/pages/cu.aspx"
STREETS = """\
streets:
  tiles: https://manh.vi-du.vn/{z}/{x}/{y}.png
  attribution: © Người vẽ
live: {address: "", comments: true}
"""


@dataclass(frozen=True)
class Built:
    """A built portal: what a server serves, the portal in it, what lies beside it, its base path.

    ``base`` has no last slash.
    """

    root: Path
    output: Path
    beside: Path
    base: str


def town(base: str) -> str:
    """Return the town's data for a portal at a path of its host."""
    data = TOWN.replace("base_path: /\n", f"base_path: {base}\nemblem: hinh.svg\n")
    return data + STREETS


def table(root: str) -> str:
    """Return redirects.yaml for a portal whose base path without slash is ``root``."""
    return f"""\
redirects:
  - {{old: "{root}/van-ban/cu.aspx", gone: true, reason: Văn bản đã hết hiệu lực.}}
  - {{old: "{root}/tin/noi-khac.aspx", address: "https://chinhphu.vn/t%C3%ACm/?a=1&b=%2Fc"}}
  - {{old: "{root}/tin/{{a}},b", gone: true}}
  - {{old: "{root}/tin/chitiet.aspx?ItemID=123", to: /2020/12/14/tot/}}
  - {{old: "{root}/tin/chitiet.aspx?ItemID=7&Loai=a%20b", address: "https://chinhphu.vn/?a=1"}}
  - {{old: "{root}/tin/chitiet.aspx?ItemID=7", to: /}}
  - {{old: "{root}/cu.php?id=5", to: /2020/12/14/tot/}}
  - {{old: "{root}/?id=5", to: /2020/12/14/tot/}}
  - {{old: "/ngoai/cu.aspx?id=9", to: /2020/12/14/tot/}}
"""


@pytest.fixture(scope="session")
def both() -> Iterator[dict[str, Built]]:
    """Build and compress the portal at both places, once."""
    # Not in pytest's own folder, which no other user may enter: servers work as one.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield {
            base: _built(Path(name) / f"site{number}", base) for number, base in enumerate(BASES)
        }


@pytest.fixture(scope="session", params=BASES)
def built(request: pytest.FixtureRequest, both: dict[str, Built]) -> Built:
    """Give each of the two portals."""
    return both[str(request.param)]


def _files(root: str) -> Files:
    """Return the content of the portal whose base path without slash is ``root``."""
    olds = [f"{root}{old}" for old in OLD] + ([OUTSIDE] if root else [])
    moved = article(
        "![Một hình chữ nhật](anh-1.jpg)\n\n" + "Một đoạn văn dài để nén được. " * 60,
        title="Bài tốt",
        date="2020-12-14",
        tags="thử",
        redirect_from="[" + ", ".join(f'"{old}"' for old in olds) + "]",
        attachments="[{file: Bảng số.csv, title: Bảng}, {file: tep.pdf, title: Tệp}]",
    )
    folder = "content/articles/2020/2020-12-14-tot"
    return {
        **GOOD,
        "content/data/town.yaml": town(f"{root}/"),
        "content/data/redirects.yaml": table(root),
        f"{folder}/index.md": moved,
        f"{folder}/anh-1.jpg": picture(size=(1000, 700)),
        f"{folder}/Bảng số.csv": "cột;số\n" * 200,
        "content/data/hinh.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
        f"{folder}/tep.pdf": b"%PDF-1.4\n" + b"x" * 2000,
    }


def _built(folder: Path, base: str) -> Built:
    """Build and compress the portal below ``folder``."""
    root = base.rstrip("/")
    (folder / "www").mkdir(parents=True)
    site = Site(folder, settings="publishconf.py").write(_files(root))
    output = site.good(output=f"www{root}").output
    (output / ".well-known").mkdir(exist_ok=True)
    (output / ".well-known" / "security.txt").write_text("Contact: mailto:a@thu.example\n")
    state = output.with_name(f".{output.name}.state")
    compress.update_compressed(output, state)
    for path in (folder, folder / "www", *(folder / "www").rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return Built(folder / "www", output, state / FOLDER, root)


@pytest.fixture(scope="session", params=["nginx", "apache"])
def server(request: pytest.FixtureRequest, built: Built) -> Iterator[Server]:
    """Serve the portal by each of the servers."""
    name = str(request.param)
    program = {"nginx": "nginx", "apache": "apache2"}[name]
    if find_server(program, os.environ) is None:
        pytest.skip(f"máy này không có {SERVERS[program][1]}; hãy cài gói {SERVERS[program][0]}")
    run = servers.nginx if name == "nginx" else servers.apache
    with tempfile.TemporaryDirectory() as room:
        Path(room).chmod(0o755)
        beside = Path(room) / "beside"
        beside.mkdir()
        for file in built.beside.iterdir():
            (beside / file.name).write_bytes(file.read_bytes())
        with run(built.root, beside, built.base) as running:
            yield running
