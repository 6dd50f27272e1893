"""What a block is: one folder, one ``BLOCK``.

The folder ``blocks/NAME/`` holds ``__init__.py`` (the models of its data and ``BLOCK``),
``template.html`` (gets ``view``, ``form`` and ``block``), ``block.css`` (rules under
``.block--NAME`` only), ``examples.yaml`` and ``README.md``; where the browser has something to do,
``block.js``, a module with ``mount(element)``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from town_portal.build.made import SearchEntry
from town_portal.core.data.loading import Model, Table
from town_portal.core.data.tables import Town
from town_portal.core.records import Article, FileCopy, Site

Form = Literal["box", "page"]
"""``box``: a small one among others; ``page``: the main thing of a page."""

D = TypeVar("D", bound=Model)
O = TypeVar("O", bound=Model)  # noqa: E741


class NoOptions(Model):
    """A block that takes no options."""


@dataclass(frozen=True)
class Scene(Generic[D, O]):
    """All that a block may look at.

    ``data`` is its own data file (None without one), ``options`` what layout.yaml says of this
    place, ``now`` the build's clock in the town's zone, ``article`` the article it stands beside
    (None elsewhere) and ``related`` the articles related to that one; ``others`` are the tables
    that it asks for besides (``Block.also``), by name.
    """

    town: Town
    site: Site
    data: D | None
    options: O
    form: Form
    now: datetime
    article: Article | None = None
    related: tuple[Article, ...] = ()
    others: Mapping[str, Model | None] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of what is shown as current: today, but for a demonstration."""
        return self.town.shown_as_of or self.now.date()


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that a block writes into the output.

    ``url`` is its address there; ``make`` returns its bytes, which depend on the block's data only.
    """

    url: str
    make: Callable[[], bytes]


def _copy_no_files(_data: Any) -> tuple[FileCopy, ...]:
    return ()


def _no_entries(_data: Any) -> tuple[SearchEntry, ...]:
    return ()


def _make_no_files(_data: Any) -> tuple[MadeFile, ...]:
    return ()


@dataclass(frozen=True)
class Block:
    """A portal box.

    ``prepare`` is pure: it returns what the template shows, or None where the block has nothing
    to say and is left out. ``table`` is its data file. ``files(data)`` names files to be copied,
    their sources relative to ``content/data``; ``made(data)`` files to be written,
    ``entries(data)`` what the search finds of it. ``steady`` tells that what it shows is not
    changed by publishing another article: on article pages a block that is not steady is fetched by
    script, and ``more`` (an address and words) is the plain link in its place. ``by_article`` tells
    that it depends on the article beside it, ``bare`` that it brings its own headings, ``is_bar``
    that it stands over the whole width at the top of every page; ``script`` names the forms for
    which ``block.js`` is; ``also`` are other parts' tables that it looks at.
    """

    name: str
    title: str
    prepare: Callable[[Scene[Any, Any]], Any]
    table: Table | None = None
    also: tuple[Table, ...] = ()
    options: type[Model] = NoOptions
    steady: bool = True
    by_article: bool = False
    bare: bool = False
    is_bar: bool = False
    script: tuple[Form, ...] = ("box", "page")
    more: tuple[str, str] | None = None
    files: Callable[[Any], tuple[FileCopy, ...]] = field(default=_copy_no_files)
    made: Callable[[Any], tuple[MadeFile, ...]] = field(default=_make_no_files)
    entries: Callable[[Any], tuple[SearchEntry, ...]] = field(default=_no_entries)

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of all tables that it looks at."""
        own = (self.table,) if self.table else ()
        return tuple(table.name for table in (*own, *self.also))

    def __post_init__(self) -> None:
        """Refuse a block that would leave a heading over nothing where no script runs."""
        if not self.steady and not self.bare and self.more is None:
            raise ValueError(
                f"khối {self.name} đổi theo cả cổng thì phải có more (liên kết thay thế)"
            )
