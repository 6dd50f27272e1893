"""Pelican's side of the desk: a public portal has one only where the town's data ask for it."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from plugins._kit import adapt
from plugins._kit.build import Build
from plugins.authoring.models import models_of
from plugins.desk import page
from plugins.desk.backend import backend, hosts
from plugins.desk.config import Desk
from plugins.desk.given import around, given
from plugins.desk.policy import policy

URL = "soan-tin/"
PACKAGES = Path(__file__).parents[2] / "tools" / "desk" / "node_modules"
NOT_INSTALLED = "chưa có các gói của bàn soạn tin trên máy này; hãy chạy: python3 tasks.py build"


def write_desk(generator: Any, _writer: Any) -> None:
    """Write the files; none where nobody asks for a desk."""
    build: Build = generator.settings["BUILD"]
    if build.town.desk is None:
        return
    style = f"../static/{generator.settings['ASSETS']['portal.css'].name}"
    for address, file in page.files(PACKAGES).items():
        build.outlet.put(URL + address, file.stat().st_mtime_ns, file.read_bytes)
    text = page.page(build.rooms[URL])
    settings = configuration(build, list(generator.settings["PLUGINS"]), style)
    for name, written in (("index.html", text), ("_config.json", settings)):
        build.outlet.put(URL + name, written, partial(written.encode))


def configuration(build: Build, plugins: list[str], style: str) -> str:
    """Return what the page fetches before Decap begins."""
    town = build.town
    assert town.desk
    root = f"{town.desk.folder}/"
    documents: Any = build.data["documents"]
    offered = around(build.content, build.categories, documents.known)
    desk = Desk(models_of(plugins), offered, root)
    site = {"base": town.base_path, "styles": [style], "zone": town.time_zone}
    return given(desk, backend(town.desk), site)


def claim(generators: Iterable[Any]) -> None:
    """Claim the address, and say what is missing on this machine."""
    build: Build = next(iter(generators)).settings["BUILD"]
    if build.town.desk is None:
        return
    build.reserve(URL)
    build.rooms[URL] = policy(hosts(build.town.desk))
    if not (PACKAGES / "decap-cms").is_dir():
        build.data_fault("town", ("desk",), NOT_INSTALLED)


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.generator_of(write_desk))
    signals.all_generators_finalized.connect(claim)
