"""Whether an article may be published: who has approved it, and whether it is still that article.

An approval is given to what a file says and to the pictures and files that it shows, of which the
hash in ``review`` is made. How the file is written (line ends, Unicode form, quotes, the order of
fields) is no part of that, nor is ``review`` itself.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from posixpath import basename, dirname, join
from typing import Any, Literal

from town_portal.core.content_files.links import explain_refusal, make_key, resolve_file
from town_portal.core.content_files.names import MissingFile, RefusedFile, compose_name
from town_portal.core.content_files.opening import ContentFile, find_file
from town_portal.core.data import yamldoc
from town_portal.core.text import normalize_text
from town_portal.core.texts.front import ArticleFront, Review

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


def compute_standing(review: Review | None, is_required: bool, known: Callable[[], str]) -> State:
    """Return what an article's ``review`` comes to; ``known`` gives the hash of what it is now."""
    if review is None:
        return "required" if is_required else ""
    if review.state == "waiting":
        return "waiting"
    if not review.by or not review.hash:
        return "unproved"
    return "" if review.hash == known() else "changed"


def describe_doubt(state: State, front: ArticleFront, file: str) -> str:
    """Return the sentence about a state; empty where there is nothing to be told."""
    by = front.review.by if front.review else ""
    return DOUBTS.get(state, "").format(title=front.title, by=by, file=file)


def hash_content(head: Any, body: str, files: Mapping[str, str]) -> str:
    """Return the hash of an article: its head as parsed, its body, and the digests of its files."""
    fields = yamldoc.drop_empty(head or {}, (head or {}).keys())
    fields.pop("review", None)
    known = json.dumps([fields, body.strip(), sorted(files.items())], sort_keys=True)
    return ALGORITHM + sha256(known.encode()).hexdigest()


@dataclass
class ShownFiles:
    """The files that an article shows or offers.

    ``digests`` are their SHA-256 by their names beside the article; ``refused`` tells of those that
    cannot be used: the line of the body, 0 for the head, and what is wrong.
    """

    digests: dict[str, str] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)


def shown_files(
    content: Path, source: str, front: ArticleFront, figures: Iterable[Any], links: Iterable[Any]
) -> ShownFiles:
    """Return the files that the text ``source`` below the folder ``content`` shows or offers.

    ``figures`` and ``links`` are what Markdown found: each has a ``line`` and a ``source`` or an
    ``address``.
    """
    shown, folder = ShownFiles(), dirname(source)
    names = [*_iter_front_files(front), *((figure.source, figure.line) for figure in figures)]
    for name, line in names:
        if name and "://" not in name:
            _record_or_refuse(shown, content, source, (join(folder, name.removeprefix("./")), line))
    if front.video or front.cover or any(True for _ in figures):
        _record_or_refuse(shown, content, source, (join(folder, CAPTIONS), 0))
    for link in links:
        try:
            path = resolve_file(link.address, source)
            if path is not None:
                _record_file(shown, content, source, path)
        except RefusedFile as error:
            shown.refused.append((link.line, explain_refusal(error, link.address)))
    return shown


def _iter_front_files(front: ArticleFront) -> Iterator[tuple[str, int]]:
    yield from ((attachment.file, 0) for attachment in front.attachments)
    video = front.video
    for name in (front.cover, video and video.file, video and video.poster):
        if name:
            yield name, 0


def _record_or_refuse(
    shown: ShownFiles, content: Path, source: str, named: tuple[str, int]
) -> None:
    """Record a file, or the reason why it is refused."""
    path, line = named
    try:
        _record_file(shown, content, source, path)
    except MissingFile as error:
        if basename(path) != CAPTIONS:
            shown.refused.append((line, str(error)))
    except RefusedFile as error:
        shown.refused.append((line, str(error)))


def _record_file(shown: ShownFiles, content: Path, source: str, path: str) -> None:
    """Note the digest of the file at ``path`` below the content folder; raises Refused."""
    file = find_file(path, content)
    is_table = basename(path) == CAPTIONS
    shown.digests[make_key(compose_name(path), source)] = (
        _hash_table(file) if is_table else file.digest()
    )


def _hash_table(file: ContentFile) -> str:
    """Return the digest of a table, independent of line ends and Unicode form."""
    with file.stream() as opened:
        data = opened.read()
    try:
        return sha256(
            normalize_text(data.decode("utf-8-sig").replace("\r\n", "\n")).encode()
        ).hexdigest()
    except UnicodeDecodeError:
        return sha256(data).hexdigest()
