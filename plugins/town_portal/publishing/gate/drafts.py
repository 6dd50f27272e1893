"""What must not be seen yet, or no more: drafts, waiting, scheduled and ended articles. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from town_portal.publishing.gate.addresses import INDEX
from town_portal.publishing.gate.texts import LATER, OVER, SHOWN, TextFacts

SHORTEST = 20
"""A shorter title than so many letters may be another text's words too."""
_DESKS = {
    "ban-thao/": "trang của bản thảo",
    "mau/": "bộ mẫu của người thiết kế",
    "soan-tin/": "bàn soạn tin",
}
"""What only a build for the desk writes."""
AGAIN = "hãy xóa thư mục bản công khai rồi đăng lại bằng python3 tasks.py publish"
NOT_PUBLIC = (
    "thư mục này là bản dựng để xem trên máy mình, có cả bản thảo: hãy đăng bằng "
    "python3 tasks.py publish, đừng đăng thư mục này"
)


def list_absent(texts: Mapping[str, TextFacts], now: float) -> dict[str, str]:
    """Return why texts are not public, by path.

    Left out are those whose address a public one has, and those that come or go this very hour: of
    them nobody can tell on which side of that moment the site was built.
    """
    public = {told.url for told in texts.values() if not told.absence(now)}
    sure = {path: told for path, told in texts.items() if not told.is_unsure(now)}
    found = {path: told.absence(now) for path, told in sure.items()}
    return {path: why for path, why in found.items() if why and texts[path].url not in public}


def list_titles(
    texts: Mapping[str, TextFacts], away: Mapping[str, str], others: Collection[str]
) -> set[str]:
    """Return the titles that must stand nowhere: of what nobody has seen yet, and nothing else's.

    ``others`` are names that the portal uses itself.
    """
    public = {told.title.casefold() for path, told in texts.items() if path not in away}
    taken = public | {name.casefold() for name in others}
    return {
        texts[path].title
        for path, why in away.items()
        if why != OVER
        and len(texts[path].title) >= SHORTEST
        and texts[path].title.casefold() not in taken
    }


def iter_pages(
    texts: Mapping[str, TextFacts],
    away: Mapping[str, str],
    files: Collection[str],
    moved: Collection[str],
) -> Iterator[tuple[str, str]]:
    """Yield files that show what is not public, each with what is wrong.

    ``moved`` are the pages that lead on from old addresses.
    """
    if not away:
        return
    wanted = {texts[path].url: path for path in away}
    for file in sorted(files):
        folder = f"{file.rpartition('/')[0]}/"
        path = wanted.get(folder)
        if path and folder + INDEX not in moved:
            yield file, _format_fault(path, away[path])


def _format_fault(path: str, why: str) -> str:
    todo = AGAIN if why not in (LATER, OVER) else "hãy đăng lại để bản công khai theo đúng giờ"
    return f"bài content/{path} {SHOWN[why]} mà đã nằm trong bản công khai: {todo}"


def iter_desk_folders(
    texts: Mapping[str, TextFacts], files: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the folders that only the desk has, each once."""
    own = {told.url for told in texts.values()}
    there = {file.partition("/")[0] for file in files}
    for folder, told in _DESKS.items():
        if folder in own:
            continue
        if folder[:-1] in there:
            yield folder, f"{told} không được đưa lên mạng: {AGAIN}"
