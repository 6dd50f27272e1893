"""Approve articles, or take an approval back: the field ``review`` of their files."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from town_portal.authoring.articles import ENDINGS, ArticleFile, ArticleFolder, iter_paths
from town_portal.authoring.blocking import list_musts
from town_portal.authoring.editing.front_matter import NotWritable, set_fields
from town_portal.core.content_files.opening import read_bytes
from town_portal.core.content_files.writing import write_durably
from town_portal.core.data import yamldoc
from town_portal.core.faults import FaultsError, format_path
from town_portal.core.system import git

NO_NAME = (
    "Chưa biết ai duyệt: máy này không có tên trong Git. Hãy ghi thêm --by, "
    'ví dụ --by "Nguyễn Văn An".'
)
EMPTY_NAME = 'Tên người duyệt (--by) để trống. Hãy ghi tên, ví dụ --by "Nguyễn Văn An".'
NOT_ASKED = (
    "Bỏ qua {} bài chưa xin duyệt (không có trường review). Muốn duyệt những bài ấy, hãy ghi tên "
    "từng tệp: python3 tasks.py approve TỆP TỆP…"
)
NOT_HERE = "{}: không phải bài trong thư mục {}; hãy ghi tệp .md của bài hoặc thư mục có bài."
MUST_FIRST = "{}: chưa duyệt được, còn {} chỗ phải sửa (hoặc ghi waive kèm lý do nếu cố ý):\n{}"


class NotApproved(Exception):
    """Why an article was not approved: a sentence for staff."""


def record_approval(
    articles: ArticleFolder, path: Path, by: str, found: Mapping[str, Sequence[str]]
) -> str:
    """Write into an article's file that ``by`` has approved it; return what to tell staff.

    ``found`` is what must be put right first, by file. Raises NotApproved.
    """
    file = _read(articles, path)
    if file.faults:
        raise NotApproved("\n".join(file.faults))
    lines = found.get(file.file, ())
    if lines:
        raise NotApproved(MUST_FIRST.format(file.file, len(lines), "\n".join(lines)))
    _write(path, {"state": "approved", "by": by, "hash": file.content_hash})
    draft = "; bài vẫn là bản thảo (status: draft)" if file.front.status == "draft" else ""
    return f"{file.file}: “{file.front.title}” đã được {by} duyệt{draft}."


def take_back(articles: ArticleFolder, path: Path) -> str:
    """Write into an article's file that it waits; return what to tell staff."""
    file = _read(articles, path)
    _write(path, {"state": "waiting"})
    return f"{file.file}: “{file.front.title}” trở lại chờ duyệt."


def _read(articles: ArticleFolder, path: Path) -> ArticleFile:
    try:
        return articles.read(path)
    except FaultsError as error:
        raise NotApproved(str(error)) from error


def _write(path: Path, fields: Mapping[str, str]) -> None:
    """Put the field into the file in one step, so that no word of the article can be lost."""
    try:
        text = read_bytes(path).decode("utf-8")
        changed = set_fields(text, {"review": fields})
    except NotWritable as error:
        raise NotApproved(
            f"{format_path(path)}: {error}: review: {json.dumps(fields, ensure_ascii=False)}"
        ) from error
    except yamldoc.YamlError as error:
        raise NotApproved(f"{format_path(path)}: {error}") from error
    try:
        write_durably(path, changed.encode("utf-8"))
    except OSError as error:
        raise NotApproved(f"{format_path(path)}: không ghi được tệp: {error.strerror}") from error


def find_author(folder: Path) -> str:
    """Return the name that Git knows its user by here, else its last author's; may be empty."""
    for words in (("config", "user.name"), ("log", "-1", "--format=%an")):
        name = (git.run_git(folder, *words) or "").strip()
        if name:
            return clean_name(name)
    return ""


def clean_name(name: str) -> str:
    """Return a person's name in one line."""
    return " ".join(name.split())


def select_articles(path: Path, content: Path) -> list[Path]:
    """Return the article at a path, or the articles below it; none where there is none."""
    place, known = path.resolve(), (content / "articles").resolve()
    if known != place and known not in place.parents:
        return []
    if place.is_dir():
        return [path for path in iter_paths(content.resolve()) if place in path.parents]
    return [place] if place.is_file() and place.suffix in ENDINGS else []


def main(path: Path, content: Path, by: str | None = None, taking_back: bool = False) -> int:
    """Approve an article, or all below a folder that ask for it, and give the exit code.

    Without ``by`` it is who Git knows; an empty name is nobody.
    """
    found = select_articles(path, content)
    name = find_author(content) if by is None else clean_name(by)
    if not found or not (name or taking_back):
        problem = NO_NAME if by is None else EMPTY_NAME
        print(
            problem if found else NOT_HERE.format(path, format_path(content / "articles")),
            file=sys.stderr,
        )
        return 1
    try:
        articles = ArticleFolder(content)
        if path.is_dir():
            found = _select_concerned(articles, found, taking_back)
        wrong = {} if taking_back else list_musts(content)
    except FaultsError as error:
        print(error, file=sys.stderr)
        return 1
    if not found:
        print(f"Không có bài nào {'đã duyệt' if taking_back else 'chờ duyệt'} ở đây.")
    if taking_back:
        return _apply_to_each(found, lambda file: take_back(articles, file))
    return _apply_to_each(found, lambda file: record_approval(articles, file, name, wrong))


def _apply_to_each(files: Iterable[Path], deed: Callable[[Path], str]) -> int:
    """Do it with each file, tell what was done, and give the worst exit code."""
    code = 0
    for file in files:
        try:
            print(deed(file))
        except NotApproved as error:
            print(error, file=sys.stderr)
            code = 1
    return code


def _select_concerned(
    articles: ArticleFolder, found: Sequence[Path], taking_back: bool
) -> list[Path]:
    """Return those articles of a folder that ask for an approval, or have one to be taken back.

    Of the others that would need one it is told how many there are. Raises FaultsError.
    """
    files = [articles.read(path) for path in found]
    if taking_back:
        return [
            file.path
            for file in files
            if file.front.review and file.front.review.state == "approved"
        ]
    states = {
        file.path: articles.compute_standing(file) for file in files if file.front.status != "draft"
    }
    silent = sum(state == "required" for state in states.values())
    if silent:
        print(NOT_ASKED.format(silent))
    return [path for path, state in states.items() if state not in ("", "required")]
