"""Files of a site looked at, by several processes where there are many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain

from town_portal.build.fork import count_cores
from town_portal.features.photos.pool import Pool
from town_portal.publishing.gate import budget, documents, pictures, private_data, secrets
from town_portal.publishing.gate import page as pages
from town_portal.publishing.gate.addresses import INDEX, PageAddress, resolve_address
from town_portal.publishing.gate.cache import FileFindings
from town_portal.publishing.gate.foreign import find_foreign
from town_portal.publishing.gate.references import Referred, follow_references, iter_page_references
from town_portal.publishing.gate.site import CheckedSite

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
class GateJob:
    """Some files of a site, and the titles that must not stand in them."""

    site: CheckedSite
    paths: tuple[str, ...]
    titles: tuple[str, ...]


def get_ending(path: str) -> str:
    """Return a file's ending in small letters, without the dot; empty without one."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name.lstrip(".") else ""


def look_at_all(
    site: CheckedSite, paths: Sequence[str], titles: tuple[str, ...]
) -> dict[str, FileFindings]:
    """Return what is found in files; those that are gone by now have nothing to tell."""
    jobs = [
        GateJob(site, tuple(paths[start : start + PORTION]), titles)
        for start in range(0, len(paths), PORTION)
    ]
    count = count_cores()
    if len(paths) <= ALONE or count == 1:
        return dict(chain.from_iterable(map(look_at, jobs)))
    found: dict[str, FileFindings] = {}
    with Pool(look_at, count) as pool:
        for job, seen in pool.run(jobs):
            found.update(look_at(job) if seen is None else seen)
    return found


def look_at(job: GateJob) -> list[tuple[str, FileFindings]]:
    """Return what is found in the files of a job."""
    return [(path, _add_name_faults(path, _look(path, job))) for path in job.paths]


def _add_name_faults(path: str, seen: FileFindings) -> FileFindings:
    """Return what was found in a file, with what its name tells."""
    return seen._replace(faults=(*secrets.iter_name_secrets(path), *seen.faults))


def _look(path: str, job: GateJob) -> FileFindings:
    ending = get_ending(path)
    if ending in ("br", "gz") or not _is_read(ending):
        return FileFindings()
    try:
        data = (job.site.output / path).read_bytes()
    except OSError as error:
        return FileFindings((f"không đọc được tệp ({error.strerror}): hãy đăng lại",))
    if ending in pictures.KINDS or ending in pictures.FILMS:
        return FileFindings(tuple(pictures.iter_places(data, ending)))
    if ending in private_data.OFFICE:
        return FileFindings(
            private=tuple(private_data.find_private(private_data.extract_office_words(data)))
        )
    faults = (
        *secrets.iter_byte_secrets(data),
        *secrets.iter_machine_folders(data, job.site.machine),
    )
    try:
        text = data.decode()
    except UnicodeDecodeError:
        if ending not in ("csv", "txt", "tsv"):
            return FileFindings((*faults, UTF8))
        text = data.decode("cp1258", "replace")  # an attachment, in whatever code
    seen = _inspect_text(path, text, job)
    return seen._replace(faults=(*faults, *seen.faults))


def _inspect_text(path: str, text: str, job: GateJob) -> FileFindings:
    """Return what is found in the text of a page or of another file."""
    ending = get_ending(path)
    if ending == "html":
        seen = _inspect_page(path, text, job.site)
    else:
        seen = _inspect_document(path, text, job)
    words = private_data.extract_words(text, ending) if private_data.NUMBER.search(text) else ""
    numbers = tuple(private_data.find_private(words)) if ending in _WORDS and words else ()
    titles = tuple(iter_leaked(text, ending, job.titles))
    foreign = find_foreign(text, job.site.foreign) if ending in _WORDS else ()
    return seen._replace(private=numbers, titles=titles, foreign=foreign)


def _is_read(ending: str) -> bool:
    kinds = (secrets.TEXTS, pictures.KINDS, pictures.FILMS, private_data.OFFICE)
    return any(ending in kind for kind in kinds)


def _inspect_page(path: str, text: str, site: CheckedSite) -> FileFindings:
    page = pages.SitePage(path, text, site)
    if page.is_proof:
        return FileFindings()
    referred = follow_references(path, iter_page_references(page), site)
    faults = [*pages.iter_faults(page), *referred.faults, *budget.iter_faults(page)]
    ids = frozenset(page.ids)
    own = path.removesuffix(INDEX)
    links = set()
    for target in referred.targets:
        if target.address != own:
            links.add(str(_drop_text_fragment(target)))
        elif not _is_there(target.fragment, ids):
            faults.append(
                f"liên kết “#{target.fragment}” không tới chỗ nào trong trang: "
                "hãy sửa liên kết ở bài hoặc mẫu trang, rồi đăng lại"
            )
    moved = _find_redirect_target(page)
    if moved is not None and page.kind != "moved":
        faults.append(REFRESH)
        moved = None
    return FileFindings(tuple(faults), tuple(sorted(links)), tuple(sorted(ids)), moved=moved)


def _is_there(fragment: str, ids: frozenset[str]) -> bool:
    return not fragment or fragment in ids or fragment == "top" or fragment.startswith(":~:")


def _drop_text_fragment(target: PageAddress) -> PageAddress:
    """Return a target without a fragment that names no element but words."""
    return PageAddress(target.address) if target.fragment.startswith(":~:") else target


def _find_redirect_target(page: pages.SitePage) -> str | None:
    """Return where a page leads on by itself; empty where it says that there is nothing."""
    for name, given in page.cut.elements:
        if name == "meta" and given.get("http-equiv", "").lower() == "refresh":
            address = given.get("content", "").partition("url=")[2].strip()
            try:
                where = resolve_address(address, page.path, page.site)
            except ValueError:
                return address
            return (
                f"{page.site.root}/{where.address}" if isinstance(where, PageAddress) else address
            )
    return "" if page.kind == "moved" else None


def _inspect_document(path: str, text: str, job: GateJob) -> FileFindings:
    found, faults = documents.read_document(text, path, job.site)
    referred: Referred = follow_references(path, found, job.site)
    links = sorted({str(PageAddress(target.address)) for target in referred.targets})
    return FileFindings((*faults, *referred.faults), tuple(links))


def iter_leaked(text: str, ending: str, titles: Iterable[str]) -> Iterator[str]:
    """Yield those titles that stand in a file as a whole: a heading, a link, a value."""
    for title in titles:
        if ending == "json":
            forms: tuple[str, ...] = (json.dumps(title, ensure_ascii=False), json.dumps(title))
        elif ending in ("html", "xml", "atom", "rss"):
            once = {escape(title, quote=False), escape(title), title}
            forms = tuple(
                form.format(item) for item in once for form in (">{}<", ">{} –", '"{}"', ">{}\n")
            )
        else:
            return
        if any(form in text for form in forms):
            yield title
