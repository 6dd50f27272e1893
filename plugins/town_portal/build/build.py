"""One build: what it was given, and what has been found out so far."""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from math import inf
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from town_portal.build.claims import Claims
from town_portal.build.dependencies import DependencyTracker
from town_portal.build.ending import Plan
from town_portal.build.made import MadePage, SearchEntry
from town_portal.build.old_addresses import OldAddress
from town_portal.build.outlet import Outlet
from town_portal.build.portrait import Portrait
from town_portal.build.steps import Step
from town_portal.core.content_files.names import compose_name
from town_portal.core.content_files.opening import describe_refusal, read_bytes, read_text
from town_portal.core.data import loading as data
from town_portal.core.data import yamldoc
from town_portal.core.data.loading import Model, Table, Tables
from town_portal.core.data.tables import Categories, Menu, Town
from town_portal.core.faults import Faults, format_path
from town_portal.core.records import FileCopy, Site
from town_portal.core.scan import Listing, Stamp, scan_folder

ADDRESS_TAKEN = "đã có nội dung khác dùng"
"""What the diagnostic of a duplicate address says."""
M = TypeVar("M", bound=Model)


@dataclass
class Build:
    """The state that plugins share during one build; ``settings["BUILD"]`` in Pelican.

    ``now`` is the build's only clock. ``state`` is a folder that lasts from build to build of this
    output; ``outlet`` takes what is written. ``notices`` are sentences for staff that stop nothing,
    ``told`` those about one text. ``claims`` maps each address of the output (relative to the root,
    ``2020/12/14/slug/``) to the file behind it; ``absent`` maps a content file that is not shown to
    the reason, in Vietnamese; ``moments`` tells from when until when (seconds since 1970) a text is
    as it was read, ``plans`` what happens to it then; ``standings`` are those of texts that nobody
    has approved (approval.State). ``listings`` are what the scan before knew of the folders.
    ``made`` are the pages that plugins have planned (``adapt.plan_pages``), ``entries`` what the
    search finds beside all pages, ``portraits`` the photographs that data files name, by their path
    in ``content/data``. ``kept_sources`` gives
    what files of the output that were not made anew are copies of; ``when_done`` is called after
    the output was changed. ``closing`` are the parts of the line that people read at the end;
    ``span`` tells from when until when the clock changes nothing (seconds since 1970);
    ``preparers`` make contents ready that are read again after the build, to be looked at;
    ``outside`` is what comes from outside the content folder, by whose it is, and ``look_outside``
    gives it as it is now; ``external_inputs`` are the identities of the files that it is made of.
    ``moved`` are the old addresses.
    ``idle`` are the scripts (``js/NAME.js``) that no page of this portal ever asks for; ``styles``
    is CSS that data give, which stands at the end of the style sheet. ``unread`` are the tables
    with faults, in place of which their defaults stand: pages made of them are not there.
    ``outward`` are the texts that lead to files of other folders, and are read in each build.
    ``day_lists``: whether each day that has articles has a list of them. ``steps`` are those of all
    plugins, ``work`` their keys that are to be worked on, ``changes`` those of texts
    (build/incremental). ``facts`` say what is noted of each text, ``values`` what
    templates are given with it, each by a name; ``passing`` are the addresses of texts and lists
    that this build looks at because of a change; ``relinked`` gives the contents that are as they
    were and lead to what has gone or moved.
    """

    content: Path
    now: datetime
    faults: Faults
    data: Tables
    state: Path = Path()
    outlet: Outlet = field(default_factory=lambda: Outlet(Path()))
    watch: DependencyTracker = field(default_factory=DependencyTracker)
    notices: list[str] = field(default_factory=list)
    told: dict[str, list[str]] = field(default_factory=dict)
    site: Site = field(default_factory=Site)
    claims: Claims = field(default_factory=Claims)
    absent: dict[str, str] = field(default_factory=dict)
    moments: dict[str, tuple[float, float]] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    standings: dict[str, str] = field(default_factory=dict)
    copies: list[FileCopy] = field(default_factory=list)
    made: list[MadePage] = field(default_factory=list)
    entries: list[SearchEntry] = field(default_factory=list)
    portraits: dict[str, Portrait] = field(default_factory=dict)
    listings: dict[str, Listing] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    kept_sources: Callable[[], set[Path]] = set
    when_done: list[Callable[[], None]] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    preparers: list[Callable[[list[Any]], None]] = field(default_factory=list)
    span: tuple[float, float] = (-inf, inf)
    outside: dict[str, Any] = field(default_factory=dict)
    external_inputs: dict[str, str] = field(default_factory=dict)
    look_outside: dict[str, Callable[[], Any]] = field(default_factory=dict)
    moved: tuple[OldAddress, ...] = ()
    idle: set[str] = field(default_factory=set)
    styles: list[str] = field(default_factory=list)
    unread: frozenset[str] = frozenset()
    outward: set[str] = field(default_factory=set)
    day_lists: bool = True
    steps: list[Step] = field(default_factory=list)
    work: Any = None
    changes: Any = None
    facts: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    values: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    passing: set[str] = field(default_factory=set)
    relinked: Callable[[], list[Any]] = list
    content_of: Callable[[str], Any] = str
    _shared: dict[str, Path] = field(default_factory=dict)
    _tables: dict[str, str] = field(default_factory=dict)

    @cached_property
    def stamps(self) -> Mapping[str, Stamp]:
        """All files of the content folder, by their paths below it, in order; looked for once.

        Links, and what is neither a file nor a folder, are faults.
        """
        found = scan_folder(self.content, self.listings, time.time_ns())
        self.listings = found.listings
        self.refused = found.refused
        for name in found.refused:
            self.faults.add(self.content / name, 1, "", describe_refusal(self.content / name))
        return found.stamps

    @property
    def today(self) -> date:
        """The day in the town's zone."""
        return self.now.astimezone(self.zone).date()

    @property
    def shown_day(self) -> date:
        """The day of what is shown as current: today, but for a demonstration."""
        return self.town.shown_as_of or self.today

    def idle_all(self, folder: Path) -> None:
        """Note that no page ever asks for a plugin's scripts."""
        self.idle.update(f"js/{script.name}" for script in folder.glob("*.js"))

    @cached_property
    def _composed(self) -> Mapping[str, str]:
        return {compose_name(path): path for path in self.stamps}

    def on_disk(self, path: str) -> str | None:
        """Return a path below the content folder as the disk has it, whatever its Unicode form."""
        return path if path in self.stamps else self._composed.get(compose_name(path))

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
        document = yamldoc.parse_yaml(read_text(file, self.content))
        self.faults.add(file, document.line(place), yamldoc.format_path(place), message)

    def claim(self, url: str, source: str | Path, line: int = 1) -> None:
        """Note that ``source`` is what stands at ``url``; a second claim is a fault."""
        other = self.claims.take(url, source)
        if other is not source and Path(other) != Path(source):
            self.faults.add(
                Path(source),
                line,
                "",
                f"địa chỉ /{url} {ADDRESS_TAKEN} ({format_path(Path(other))}); hãy đổi tên thư "
                "mục, tên tệp hoặc trường slug",
            )

    def reserve(self, url: str) -> None:
        """Note that the portal itself stands at ``url``; a content that does is a fault."""
        other = self.claims.take(url, self.content)
        if Path(other) != self.content:
            sentence = (
                f"địa chỉ /{url} là của danh sách do cổng tự lập; hãy đổi tên tệp hoặc trường slug"
            )
            self.faults.add(Path(other), 1, "", sentence)

    def list_facts(self, name: str) -> dict[str, Any]:
        """Return what ``facts`` have noted under a name, by the files of the texts, in order."""
        found: list[tuple[str, str]] = self.work.facts(name) if self.work else []
        return {path: json.loads(value) for path, value in found}

    def list_facts_with(self, name: str, member: str, values: Iterable[str]) -> list[Any]:
        """Return what is noted under a name where a list in it, ``member``, has one of values."""
        found = self.work.facts_with(name, member, [*values]) if self.work else []
        return [json.loads(value) for value in found]

    def copy(self, source: Path, url: str, owner: str = "") -> None:
        """Have the file ``source`` copied to ``url``; ``owner`` is the text that it belongs to."""
        if dict.get(self.claims, url) != source:
            self.claim(url, source)
            self.copies.append(FileCopy(source, url, owner=owner, root=self.content))

    def share(self, source: Path, url: str, owner: str) -> None:
        """Have a file that the portal itself made and never changes put at ``url``."""
        if self._shared.get(url) != source:
            self._shared[url] = source
            self.copies.append(FileCopy(source, url, is_ours=True, owner=owner))

    def notice(self, sentence: str, owner: str) -> None:
        """Note what staff should know of the text ``owner``."""
        self.notices.append(sentence)
        self.told.setdefault(owner, []).append(sentence)

    @property
    def told_so_far(self) -> tuple[int, ...]:
        """How much there is to be told to people: it grows when something is wrong with a text."""
        return len(self.faults.found), len(self.absent), len(self.notices), len(self.copies)

    def lasts(self, since: float, until: float) -> None:
        """Note between which moments some of the output is right."""
        self.span = max(self.span[0], since), min(self.span[1], until)

    def lasts_between(self, moments: Iterable[float]) -> tuple[float, float]:
        """Note that output is right from the last of some moments past to the next; return both."""
        moments, now = tuple(moments), self.now.timestamp()
        since = max((moment for moment in moments if moment <= now), default=-inf)
        until = min((moment for moment in moments if moment > now), default=inf)
        self.lasts(since, until)
        return since, until

    def put_table(self, name: str, table: Model | None) -> None:
        """Have a table that was read from another kind of file stand among the data."""
        self.data = MappingProxyType({**self.data, name: table})

    def table_identity(self, name: str) -> str:
        """Return what tells that a data file, YAML or CSV, has changed; it is looked at once."""
        if name not in self._tables:
            found = sha256()
            for ending in (".yaml", ".csv"):
                with suppress(OSError, ValueError):
                    file = self.data_file(name).with_suffix(ending)
                    found.update(read_bytes(file, self.content))
            self._tables[name] = found.hexdigest()
        return self._tables[name]


def begin_build(content: Path, tables: Iterable[Table], now: datetime) -> Build:
    """Return a new build of the folder ``content`` with its data read; faults are in it."""
    faults = Faults()
    loaded = data.load_tables(tuple(tables), content / "data", faults)
    unread = frozenset(Path(fault.file).stem for fault in faults) & loaded.keys()
    return Build(content, now, faults, loaded, notices=faults.notices, unread=unread)
