"""Files of a site looked at, by several processes where there are many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain

from town_portal.build.fork import cores
from town_portal.features.photos.pool import Pool
from town_portal.publishing.gate import budget, documents, pictures, private, secrets
from town_portal.publishing.gate import page as pages
from town_portal.publishing.gate.addresses import INDEX, Target, resolved
from town_portal.publishing.gate.foreign import find_foreign
from town_portal.publishing.gate.memory import Seen
from town_portal.publishing.gate.references import Referred, followed, of_page
from town_portal.publishing.gate.site import Site

ALONE = 150
"""So many files one process reads sooner than a second one has begun."""
PORTION = 100
"""Files that a process gets at a time."""
UTF8 = "tệp không phải UTF-8: hãy lưu lại tệp gốc với mã UTF-8, rồi đăng lại"
REFRESH = (
    "trang tự chuyển sang nơi khác mà không phải địa chỉ cũ của cổng: "
    "hãy xóa tệp này khỏi thư mục bản công khai, kiểm tra máy rồi đăng lại"
)
_WORDS = frozenset({"html", "xml", "atom", "rss", "json", "csv", "txt", "tsv"})
"""Endings of files in which private numbers, and facts of the demonstration, are looked for."""


@dataclass(frozen=True, slots=True)
class Job:
    """Some files of a site, and the titles that must not stand in them."""

    site: Site
    paths: tuple[str, ...]
    titles: tuple[str, ...]


def ending_of(path: str) -> str:
    """Return a file's ending in small letters, without the dot; empty without one."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name.lstrip(".") else ""


def look_at_all(site: Site, paths: Sequence[str], titles: tuple[str, ...]) -> dict[str, Seen]:
    """Return what is found in files; those that are gone by now have nothing to tell."""
    jobs = [
        Job(site, tuple(paths[start : start + PORTION]), titles)
        for start in range(0, len(paths), PORTION)
    ]
    count = cores()
    if len(paths) <= ALONE or count == 1:
        return dict(chain.from_iterable(map(look_at, jobs)))
    found: dict[str, Seen] = {}
    with Pool(look_at, count) as pool:
        for job, seen in pool.run(jobs):
            found.update(look_at(job) if seen is None else seen)
    return found


def look_at(job: Job) -> list[tuple[str, Seen]]:
    """Return what is found in the files of a job."""
    return [(path, _named(path, _look(path, job))) for path in job.paths]


def _named(path: str, seen: Seen) -> Seen:
    """Return what was found in a file, with what its name tells."""
    return seen._replace(faults=(*secrets.in_name(path), *seen.faults))


def _look(path: str, job: Job) -> Seen:
    ending = ending_of(path)
    if ending in ("br", "gz") or not _is_read(ending):
        return Seen()
    try:
        data = (job.site.output / path).read_bytes()
    except OSError as error:
        return Seen((f"không đọc được tệp ({error.strerror}): hãy đăng lại",))
    if ending in pictures.KINDS or ending in pictures.FILMS:
        return Seen(tuple(pictures.places(data, ending)))
    if ending in private.OFFICE:
        return Seen(private=tuple(private.found(private.of_office(data))))
    faults = [*secrets.in_bytes(data), *secrets.of_machine(data, job.site.machine)]
    try:
        text = data.decode()
    except UnicodeDecodeError:
        if ending in ("csv", "txt", "tsv"):  # an attachment, in whatever code
            text = data.decode("cp1258", "replace")
        else:
            return Seen((*faults, UTF8))
    seen = _of_page(path, text, job.site) if ending == "html" else _of_document(path, text, job)
    words = private.words_of(text, ending) if private.NUMBER.search(text) else ""
    numbers = tuple(private.found(words)) if ending in _WORDS and words else ()
    titles = tuple(leaked(text, ending, job.titles))
    foreign = find_foreign(text, job.site.foreign) if ending in _WORDS else ()
    faults = [*faults, *seen.faults]
    return seen._replace(faults=tuple(faults), private=numbers, titles=titles, foreign=foreign)


def _is_read(ending: str) -> bool:
    kinds = (secrets.TEXTS, pictures.KINDS, pictures.FILMS, private.OFFICE)
    return any(ending in kind for kind in kinds)


def _of_page(path: str, text: str, site: Site) -> Seen:
    page = pages.Page(path, text, site)
    if page.is_proof:
        return Seen()
    referred = followed(path, of_page(page), site)
    faults = [*pages.faults(page), *referred.faults, *budget.faults(page)]
    ids = frozenset(page.ids)
    own = path.removesuffix(INDEX)
    links = set()
    for target in referred.targets:
        if target.address != own:
            links.add(str(_without_text(target)))
        elif not _is_there(target.fragment, ids):
            faults.append(
                f"liên kết “#{target.fragment}” không tới chỗ nào trong trang: "
                "hãy sửa liên kết ở bài hoặc mẫu trang, rồi đăng lại"
            )
    moved = _moved(page)
    if moved is not None and page.kind != "moved":
        faults.append(REFRESH)
        moved = None
    return Seen(tuple(faults), tuple(sorted(links)), tuple(sorted(ids)), moved=moved)


def _is_there(fragment: str, ids: frozenset[str]) -> bool:
    return not fragment or fragment in ids or fragment == "top" or fragment.startswith(":~:")


def _without_text(target: Target) -> Target:
    """Return a target without a fragment that names no element but words."""
    return Target(target.address) if target.fragment.startswith(":~:") else target


def _moved(page: pages.Page) -> str | None:
    """Return where a page leads on by itself; empty where it says that there is nothing."""
    for name, given in page.cut.elements:
        if name == "meta" and given.get("http-equiv", "").lower() == "refresh":
            address = given.get("content", "").partition("url=")[2].strip()
            try:
                where = resolved(address, page.path, page.site)
            except ValueError:
                return address
            return f"{page.site.root}/{where.address}" if isinstance(where, Target) else address
    return "" if page.kind == "moved" else None


def _of_document(path: str, text: str, job: Job) -> Seen:
    found, faults = documents.read(text, path, job.site)
    referred: Referred = followed(path, found, job.site)
    links = sorted({str(Target(it.address)) for it in referred.targets})
    return Seen((*faults, *referred.faults), tuple(links))


def leaked(text: str, ending: str, titles: Iterable[str]) -> Iterator[str]:
    """Yield those titles that stand in a file as a whole: a heading, a link, a value."""
    for title in titles:
        if ending == "json":
            forms: tuple[str, ...] = (json.dumps(title, ensure_ascii=False), json.dumps(title))
        elif ending in ("html", "xml", "atom", "rss"):
            once = {escape(title, quote=False), escape(title), title}
            forms = tuple(
                form.format(it) for it in once for form in (">{}<", ">{} –", '"{}"', ">{}\n")
            )
        else:
            return
        if any(form in text for form in forms):
            yield title
