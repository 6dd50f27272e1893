"""Addresses that were published once: none of them may fall silent."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from town_portal.build.article import EXPIRED, UNREVIEWED, WAITING, is_to_come
from town_portal.build.build import Build
from town_portal.core.content_files.opening import has_file, read_text
from town_portal.core.data import yamldoc
from town_portal.core.data.loading import validate_document
from town_portal.core.faults import Faults, format_path
from town_portal.core.storage import read_json, write_json
from town_portal.core.texts import frontmatter
from town_portal.core.texts.front import ArticleFront
from town_portal.features.redirects.redirect import WrongAddress

FILE = "published.json"
"""In the state of an output: each address ever published there, with the file behind it."""
UNCONFIRMED = "published.next.json"
"""Beside it: the addresses of the last build, which count when its pages may leave."""
UNCONFIRMED_BUILD = "PUBLICATION_UNCONFIRMED"
"""Set in the environment of a build whose starter confirms it, or does not (``publish``)."""


def read_published(file: Path) -> dict[str, str]:
    """Return what was published; nothing where that is not known (any more)."""
    found = read_json(file)
    items = found.items() if isinstance(found, dict) else ()
    return {str(url): str(source) for url, source in items}


def write_published(file: Path, addresses: Mapping[str, str]) -> None:
    """Note what is published, whole or not at all."""
    write_json(file, dict(sorted(addresses.items())), indent=0)


def remember_build(state: Path, addresses: Mapping[str, str], *, is_confirmed: bool) -> None:
    """Note what a build has made: as published, or until ``confirm_published`` says so."""
    last = read_published(state / FILE)
    if is_confirmed:
        write_published(state / FILE, {**last, **addresses})
        return
    write_published(state / UNCONFIRMED, addresses)
    if not (state / FILE).is_file():  # a public build was made here
        write_published(state / FILE, last)


def confirm_published(state: Path) -> None:
    """Count what the last build has made as published."""
    remember_build(state, read_published(state / UNCONFIRMED), is_confirmed=True)


def list_missing(
    last: Mapping[str, str],
    now: Collection[str],
    answered: Collection[str],
    absent: Mapping[str, str],
) -> list[str]:
    """Return the addresses that answered once and would not any more.

    ``answered`` lead elsewhere or are told to be gone; ``absent`` maps a file that is not shown to
    the reason: a content whose time is over may go.
    """
    return sorted(
        url
        for url, source in last.items()
        if url not in now and url not in answered and absent.get(source) != EXPIRED
    )


def describe_missing(path: str, source: str, why: str = "", has_table: bool = True) -> str:
    """Return what staff read about an address that would fall silent.

    ``source`` is empty where nobody knows its text; ``why`` tells why that is not shown, where it
    is still there; ``has_table``: whether there is a redirects.yaml.
    """
    if why == UNREVIEWED:
        return (
            f"địa chỉ {path} đã đăng mà nay không hiện, vì town.yaml đòi duyệt mọi bài và {why}; "
            f"hãy xem rồi chạy: python3 tasks.py approve content/{source}"
        )
    origin = f" (từ {source})" if source else ""
    because = f" vì {why}" if why and source else ""
    return (
        f"địa chỉ {path}{origin} đã đăng mà nay không còn trang nào{because}. Nếu bài đã chuyển "
        f"chỗ, ghi redirect_from: [{path}] ở bài mới; nếu bỏ hẳn, {advise_gone(path, has_table)}"
    )


def advise_gone(path: str, has_table: bool) -> str:
    """Return what to write where to tell that an address is gone."""
    item = f"`  - {{old: {path}, gone: true}}`"
    if has_table:
        return f"thêm vào content/data/redirects.yaml, dưới dòng `redirects:`, dòng {item}"
    return f"tạo tệp content/data/redirects.yaml gồm dòng `redirects:` và dưới đó dòng {item}"


def describe_waiting(path: str, file: str, front: ArticleFront, has_table: bool) -> str:
    """Return what staff read about a published article that fell back to waiting."""
    review = front.review
    became = "đã trở lại chờ duyệt"
    if review and review.state == "approved":
        became = "ghi là đã duyệt nhưng thiếu người duyệt hoặc mã của bản được duyệt"
        if review.by and review.hash:
            became = f"đã được sửa sau khi {review.by} duyệt"
    return (
        f"bài “{front.title}” đang ở {path} {became}, nên đăng lúc này thì bạn đọc mất bài ấy. Hãy "
        "duyệt lại ở trang “Duyệt bài” của bàn soạn tin, hoặc chạy: "
        f"python3 tasks.py approve {file}. Muốn rút bài thì ghi status: draft ở đầu bài và "
        f"{advise_gone(path, has_table)}"
    )


def describe_later(path: str, why: str) -> str:
    """Return what staff read about an address whose article is to come; ``why`` says when."""
    return f"địa chỉ {path} đã đăng nhưng {why}; đến lúc ấy địa chỉ này tạm không có trang nào"


def report_missing(build: Build, path: str, source: str) -> None:
    """Refuse that an address falls silent; where its article is to come, only tell."""
    why, table = build.absent.get(source, ""), build.data_file("redirects")
    file, has_table = build.content / source, has_file(table)
    front, line = _read_head(file) if why == WAITING else (None, 1)
    if is_to_come(why):
        build.notices.append(describe_later(path, why))
    elif front:
        build.faults.add(
            file, line, "review", describe_waiting(path, format_path(file), front, has_table)
        )
    else:
        build.faults.add(table, 1, "", describe_missing(path, source, why, has_table))


def report_wrong(build: Build, wrong: Iterable[WrongAddress]) -> None:
    """Report what is wrong with old addresses, each where it was written."""
    for fault in wrong:
        if isinstance(fault.owner, str):
            build.faults.add(Path(fault.owner), 1, "redirect_from", fault.sentence)
        else:
            build.data_fault(fault.owner[0], ("redirects", fault.owner[1], "old"), fault.sentence)


def _read_head(file: Path) -> tuple[ArticleFront | None, int]:
    """Return an article's head, None where it can't be read, and the line of its review."""
    try:
        head = frontmatter.split_front_matter(read_text(file)).head
    except (OSError, ValueError, yamldoc.YamlError):
        return None, 1
    return validate_document(ArticleFront, head, file, Faults(), file.parent), head.line(
        ("review",)
    )
