"""One build: what it was given, and what has been found out so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from plugins._kit import data, yamldoc
from plugins._kit.data import Model, Table, Tables
from plugins._kit.faults import Faults, shown
from plugins._kit.records import FileCopy, Site
from plugins._kit.tables import Categories, Menu, Town

M = TypeVar("M", bound=Model)


@dataclass
class Build:
    """The state that plugins share during one build; ``settings["BUILD"]`` in Pelican.

    ``now`` is the build's only clock. ``state`` is a folder that lasts from build to build of this
    output; ``notices`` are sentences for staff that stop nothing. ``claims`` maps each address of
    the output (relative to the root, ``2020/12/14/slug/``) to the file behind it; ``absent`` maps a
    content file that is not shown to the reason, in Vietnamese.
    """

    content: Path
    now: datetime
    faults: Faults
    data: Tables
    state: Path = Path()
    notices: list[str] = field(default_factory=list)
    site: Site = field(default_factory=Site)
    claims: dict[str, Path] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    copies: list[FileCopy] = field(default_factory=list)

    @cached_property
    def files(self) -> tuple[PurePosixPath, ...]:
        """All files of the content folder, relative to it, in order; looked for once a build."""
        found = (path for path in self.content.rglob("*") if path.is_file())
        relative = (path.relative_to(self.content).as_posix() for path in found)
        return tuple(map(PurePosixPath, sorted(relative)))

    @property
    def town(self) -> Town:
        """The authority whose portal is built."""
        return cast(Town, self.data["town"])

    @property
    def menu(self) -> Menu:
        """The menu."""
        return cast(Menu, self.data["menu"])

    @property
    def categories(self) -> Categories | None:
        """The categories; None when any category is accepted."""
        return cast("Categories | None", self.data["categories"])

    @property
    def zone(self) -> ZoneInfo:
        """The town's time zone."""
        return ZoneInfo(self.town.time_zone)

    def data_file(self, name: str) -> Path:
        """Return where the table ``name`` is written."""
        return self.content / "data" / f"{name}.yaml"

    def data_fault(self, name: str, place: yamldoc.Path, message: str) -> None:
        """Note what is wrong at ``place`` in the data file of the table ``name``."""
        file = self.data_file(name)
        document = yamldoc.parse(file.read_text(encoding="utf-8-sig"))
        self.faults.add(file, document.line(place), yamldoc.dotted(place), message)

    def claim(self, url: str, source: Path, line: int = 1) -> None:
        """Note that ``source`` is what stands at ``url``; a second claim is a fault."""
        other = self.claims.setdefault(url, source)
        if other != source:
            self.faults.add(
                source,
                line,
                "",
                f"địa chỉ /{url} đã có nội dung khác dùng ({shown(other)}); hãy đổi tên thư "
                "mục, tên tệp hoặc trường slug",
            )

    def reserve(self, url: str) -> None:
        """Note that the portal itself stands at ``url``; a content that does is a fault."""
        other = self.claims.setdefault(url, self.content)
        if other != self.content:
            sentence = (
                f"địa chỉ /{url} là của danh sách do cổng tự lập; hãy đổi tên tệp hoặc trường slug"
            )
            self.faults.add(other, 1, "", sentence)

    def copy(self, source: Path, url: str, is_ours: bool = False) -> None:
        """Have the file ``source`` copied to ``url``; ``is_ours``: made by the portal itself."""
        if self.claims.get(url) != source:
            self.claim(url, source)
            self.copies.append(FileCopy(source, url, is_ours))


def begin(content: Path, tables: Iterable[Table], now: datetime) -> Build:
    """Return a new build of the folder ``content`` with its data read; faults are in it."""
    faults = Faults()
    loaded = data.load(tuple(tables), content / "data", faults)
    return Build(content, now, faults, loaded)
