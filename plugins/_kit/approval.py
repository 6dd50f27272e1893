"""Whether an article may be published: who has approved it, and whether it is still that article.

An approval is given to what a file says and to the pictures and files that it shows, of which the
hash in ``review`` is made. How the file is written (line ends, Unicode form, quotes, the order of
fields) is no part of that, nor is ``review`` itself.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import file_digest, sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from plugins._kit import yamldoc
from plugins._kit.front import ArticleFront, Review
from plugins._kit.text import nfc

State = Literal["", "required", "waiting", "changed", "unproved"]
"""Empty: nothing stands in the way. Required: the town wants an approval, and there is none.
Waiting: the article says so. Changed: edited after somebody approved it. Unproved: said to
be approved, but not by whom, or not which text."""
ALGORITHM = "sha256-"
CAPTIONS = "captions.csv"
"""The words of an article's pictures, beside it."""
DOUBTS: Mapping[State, str] = {
    "changed": "bài “{title}” do {by} duyệt đã được sửa sau khi duyệt nên trở lại chờ duyệt; "
    "hãy xem lại rồi chạy: python3 tasks.py approve {file}",
    "unproved": "bài “{title}” ghi là đã duyệt nhưng thiếu người duyệt (by) hoặc mã của bản được "
    "duyệt (hash) nên vẫn chờ duyệt; hãy chạy: python3 tasks.py approve {file}",
}
"""What staff are told of a state that surprises."""
NOBODY = (
    "town.yaml đòi duyệt mọi bài (review: required) mà chưa bài nào được duyệt, nên chưa có gì để "
    "đăng; hãy duyệt ở trang “Duyệt bài” của bàn soạn tin, hoặc chạy cho từng bài: "
    "python3 tasks.py approve TỆP"
)
"""What staff are told where an approval is wanted and no article has one."""


def standing(review: Review | None, is_required: bool, known: Callable[[], str]) -> State:
    """Return what an article's ``review`` comes to; ``known`` gives the hash of what it is now."""
    if review is None:
        return "required" if is_required else ""
    if review.state == "waiting":
        return "waiting"
    if not review.by or not review.hash:
        return "unproved"
    return "" if review.hash == known() else "changed"


def doubt(state: State, front: ArticleFront, file: str) -> str:
    """Return the sentence about a state; empty where there is nothing to be told."""
    by = front.review.by if front.review else ""
    return DOUBTS.get(state, "").format(title=front.title, by=by, file=file)


def content_hash(head: Any, body: str, files: Mapping[str, str]) -> str:
    """Return the hash of an article: its head as parsed, its body, and the digests of its files."""
    fields = yamldoc.without_empty(head or {})
    fields.pop("review", None)
    known = json.dumps([fields, body.strip(), sorted(files.items())], sort_keys=True)
    return ALGORITHM + sha256(known.encode()).hexdigest()


def shown_files(front: ArticleFront, figures: Iterable[Any], links: Iterable[Any]) -> set[str]:
    """Return the names of the files beside an article that it may show or offer.

    ``figures`` and ``links`` are what Markdown found: each has a ``source`` or an ``address``.
    """
    pictures = {figure.source for figure in figures}
    links_to = {unquote(link.address.partition("#")[0]).removeprefix("./") for link in links}
    names = {*pictures, *links_to, *_named(front)}
    if pictures or front.cover or front.video:
        names.add(CAPTIONS)
    return {name for name in names if _is_beside(name)}


def _named(front: ArticleFront) -> Iterator[str]:
    yield from (attachment.file for attachment in front.attachments)
    video = front.video
    yield from filter(None, (front.cover, video and video.file, video and video.poster))


def _is_beside(name: str) -> bool:
    return bool(name) and name[0] not in "/\\?" and ".." not in name and ":" not in name


def digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of those of the files in a folder that are there, by their names."""
    found: dict[str, str] = {}
    for name in names:
        path = folder / name
        if path.is_file():
            with _plain(path) if name == CAPTIONS else path.open("rb") as file:
                found[name] = file_digest(file, "sha256").hexdigest()
    return found


def _plain(path: Path) -> BytesIO:
    """Return a table without what another program writes otherwise: line ends, Unicode form."""
    data = path.read_bytes()
    try:
        return BytesIO(nfc(data.decode("utf-8-sig").replace("\r\n", "\n")).encode())
    except UnicodeDecodeError:
        return BytesIO(data)
