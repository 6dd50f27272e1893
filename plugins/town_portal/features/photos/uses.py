"""Where a content uses photographs: figures of its body, cover, poster of its film. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from town_portal.core.naming import make_published_name
from town_portal.core.records import Photo
from town_portal.core.texts.front import ArticleFront, Front
from town_portal.features.photos.assemble import build_photo
from town_portal.features.photos.captions import CaptionWords, fill_words
from town_portal.features.photos.made import Made, PhotoFile, PhotoRequest, Refusal
from town_portal.features.photos.models import Figure
from town_portal.features.photos.recipe import Focus

OUTSIDE = "ảnh “{}” phải là tệp nằm cùng thư mục với bài, chỉ ghi tên tệp"

Results = Mapping[Path, Made | Refusal]
"""What became of each photograph, by its file."""


@dataclass(frozen=True, slots=True)
class Use:
    """A photograph in its place: its file, what is said of it, the line and field to name."""

    path: Path
    figure: Figure
    line: int
    field: str = ""

    @property
    def is_outside(self) -> bool:
        """Whether it is addressed as something that does not lie beside the text."""
        name = self.figure.source
        return "://" in name or name.startswith("/") or ".." in name

    @property
    def original(self) -> str:
        """The name under which the file itself is published; empty where it is not."""
        return make_published_name(self.path.name, "anh") if self.figure.with_original else ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The photographs of one content; ``credit`` is for those that name none."""

    source: Path
    figures: tuple[Use, ...]
    cover: Use | None = None
    poster: Use | None = None
    focus: Focus | None = None
    credit: str = ""

    def with_uses(self, change: Callable[[Use], Use]) -> "Gathered":
        """Return the same with each use changed."""
        cover, poster = (use and change(use) for use in (self.cover, self.poster))
        return replace(self, figures=tuple(map(change, self.figures)), cover=cover, poster=poster)

    @property
    def uses(self) -> tuple[Use, ...]:
        """Every use that names a file beside the text, once."""
        others = (use for use in (self.cover, self.poster) if use)
        named = (use for use in (*self.figures, *others) if use.figure.source)
        return tuple(use for use in dict.fromkeys(named) if not use.is_outside)

    @property
    def outside(self) -> tuple[Use, ...]:
        """The uses that name something else."""
        return tuple(use for use in self.figures if use.is_outside)

    def wanted(self) -> Iterator[PhotoRequest]:
        """Yield what is to be made; the cover alone gets thumbnails, cut at the focal point."""
        for use in self.uses:
            stem = PurePosixPath(make_published_name(use.path.name, "anh")).stem
            is_cover = self.cover is not None and use.path == self.cover.path
            yield PhotoRequest(use.path, stem, self.focus if is_cover else None, is_cover)

    @property
    def cover_alt(self) -> str:
        """The alternative text of the photograph for lists; empty without one."""
        return self.cover.figure.alt if self.cover else ""

    def cover_made(self, results: Results) -> Made | None:
        """Return what was made of the photograph for lists; None where there is none."""
        made = results.get(self.cover.path) if self.cover else None
        return made if isinstance(made, Made) else None

    def photo(self, use: Use | None, results: Results) -> Photo | None:
        """Return the photograph of a use; None where there is none."""
        made = results.get(use.path) if use else None
        if use is None or not isinstance(made, Made):
            return None
        return build_photo(made, use.figure, self.credit, use.original)


def gather_uses(
    source: Path,
    front: Front,
    figures: Sequence[Figure],
    lines: Mapping[str, int],
    captions: Mapping[str, CaptionWords],
) -> Gathered:
    """Return the uses of photographs in the file ``source``.

    ``lines`` are those of the body's first line (``body``), of ``cover`` and of ``poster``;
    ``captions`` are the words of captions.csv.
    """
    found = [
        _make_figure_use(source, fill_words(figure, captions.get(figure.source)), lines["body"])
        for figure in figures
    ]
    video = getattr(front, "video", None)
    photographer = getattr(front, "photographer", None)
    cover = None  # no list shows a page
    if isinstance(front, ArticleFront):
        cover = _choose_cover(source, found, front.cover, lines["cover"])
    return Gathered(
        source,
        tuple(found),
        cover,
        _make_named_use(source, video and video.poster, lines["poster"], "video.poster"),
        _focus(getattr(front, "focus", None)),
        f"Ảnh: {photographer}" if photographer else "",
    )


def _make_figure_use(source: Path, figure: Figure, first: int) -> Use:
    """Return the use of a figure; ``first``: the line of the file on which the body begins."""
    return Use(source.parent / figure.source, figure, first + figure.line - 1)


def _make_named_use(source: Path, name: str | None, line: int, field: str) -> Use | None:
    return Use(source.parent / name, Figure(name, "", "", "", line), line, field) if name else None


def _choose_cover(source: Path, found: Sequence[Use], name: str | None, line: int) -> Use | None:
    """Return the photograph for lists: the named one, as the body has it, else the first."""
    if name:
        same = (use for use in found if use.figure.source == name)
        return next(same, _make_named_use(source, name, line, "cover"))
    return next((use for use in found if use.figure.kind == "figure"), None)


def _focus(written: str | None) -> Focus | None:
    """Return the focal point that ``40% 20%`` names, in per cent from left and top."""
    if not written:
        return None
    left, top = (int(part.rstrip("%")) for part in written.split())
    return left, top


def merge_wanted(wanted: Iterable[PhotoRequest]) -> list[PhotoRequest]:
    """Return each file once: a photograph that is a cover anywhere gets thumbnails."""
    found: dict[Path, PhotoRequest] = {}
    for want in wanted:
        known = found.get(want.path)
        if known is None or (want.thumbnails and not known.thumbnails):
            found[want.path] = want
    return list(found.values())


def list_made_files(result: Made | Refusal) -> tuple[PhotoFile, ...]:
    """Return every file that was made of a photograph."""
    if isinstance(result, Refusal):
        return ()
    return (*result.files, *((result.animation,) if result.animation else ()))
