"""The room "Duyệt bài": the articles that wait, and a button for each to let it out."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlencode

from plugins._kit.faults import FaultsError
from plugins.commands import approve, clock, preview
from plugins.commands.articles import Articles
from plugins.commands.musts import musts
from plugins.commands.serve.staff.contract import Answer, Asked, Place, see
from plugins.commands.serve.staff.page import ROOM, missing, page
from plugins.commands.serve.staff.rendered import rendered
from plugins.commands.serve.staff.waiting import waiting

HERE, TITLE = "duyet-bai/", "Duyệt bài"
PREVIEW = "xem-truoc"
DONE = "xong"
"""The parameter that names the article with which something was done."""
NO_NAME = "Hãy ghi tên người duyệt."
NO_ARTICLE = "Không có bài này trong thư mục nội dung; có thể tệp đã được đổi tên."


def answer(asked: Asked) -> Answer:
    """Answer one request."""
    try:
        if asked.method == "POST":
            return _decided(asked)
        if asked.path == PREVIEW:
            return _file(asked)
        return missing(asked.place) if asked.path else _list(asked)
    except FaultsError as error:
        return _refused(asked, str(error))


def _list(asked: Asked) -> Answer:
    place = asked.place
    articles = Articles(place.content.resolve())
    done, undo = _done(asked, articles)
    body = rendered(
        "review.html",
        waiting=list(waiting(articles, place.output)),
        is_required=articles.town.requires_review,
        by=approve.author(place.content),
        here=place.base + ROOM + HERE,
        base=place.base,
        findings=f"{place.base}{ROOM}soat-loi/",
        preview=PREVIEW,
        quote=quote,
        done=done,
        undo=undo,
    )
    return page(place, HERE, TITLE, body)


def _done(asked: Asked, articles: Articles) -> tuple[str, str]:
    """Return what was done just now, as the article itself says it, and what may be undone.

    The address only names the article: nobody can make a link that lets the page say more.
    """
    name = asked.query.get(DONE, "")
    path = _article(asked.place, name)
    if path is None:
        return "", ""
    front = (file := articles.read(path)).front
    review = front.review
    if review and review.state == "waiting":
        return f"“{front.title}” trở lại chờ duyệt.", ""
    if review is None or articles.standing(file):
        return "", ""
    draft = " Bài vẫn là bản thảo." if front.status == "draft" else ""
    return f"“{front.title}” đã được {review.by} duyệt.{draft}", name


def _refused(asked: Asked, why: str) -> Answer:
    """Return the page that says why nothing was done; it asks for no article."""
    body = rendered("review_refused.html", why=why, here=asked.place.base + ROOM + HERE)
    return page(asked.place, HERE, "Chưa làm được", body)


def _decided(asked: Asked) -> Answer:
    """Approve an article, or take its approval back, and go on to the list."""
    form, content = asked.form, asked.place.content.resolve()
    path = _article(asked.place, form.get("bai", ""))
    by = approve.clean(form.get("nguoi-duyet", ""))
    is_back = form.get("viec") == "tra-lai"
    if path is None:
        return _refused(asked, NO_ARTICLE)
    if not (by or is_back):
        return _refused(asked, NO_NAME)
    articles = Articles(content)
    try:
        if is_back:
            approve.take_back(articles, path)
        else:
            approve.approve(articles, path, by, musts(content))
    except approve.NotApproved as error:
        return _refused(asked, str(error))
    told = urlencode({DONE: form["bai"]})
    return see(f"{asked.place.base}{ROOM}{HERE}?{told}")


def _file(asked: Asked) -> Answer:
    """Return the preview of an article as a file to be kept."""
    path = _article(asked.place, asked.query.get("bai", ""))
    if path is None:
        return _refused(asked, NO_ARTICLE)
    articles = Articles(asked.place.content.resolve())
    now = clock.now().astimezone(articles.zone)
    try:
        made = preview.made(articles, path, asked.place.output, now)
    except preview.NoPreview as error:
        return _refused(asked, str(error))
    kept = ("Content-Disposition", f'attachment; filename="{made.name}"')
    return Answer(made.html, headers=(kept,))


def _article(place: Place, name: str) -> Path | None:
    """Return an article that a form names; None for anything else."""
    content = place.content.resolve()
    found = approve.chosen(content / name, content) if name else []
    return found[0] if len(found) == 1 and found[0] == (content / name).resolve() else None
