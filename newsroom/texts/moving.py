"""Change a text's date and name, with its old address kept; make a copy of it."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from newsroom.accounts.access import get_signed_in_user, require_permission
from newsroom.forms.moments import WrongField, parse_moment
from newsroom.texts import fields, index, store
from newsroom.texts.models import EditLock, Text, UnsavedWork
from newsroom.texts.paths import get_content_folder, get_relative_path, get_text_file
from newsroom.texts.signals import text_saved
from town_portal.authoring.editing.front_matter import set_fields
from town_portal.core.content_files.opening import refuse_links
from town_portal.core.content_files.writing import write_durably
from town_portal.core.naming import parse_article_name
from town_portal.core.text import make_slug

TAKEN = "Đã có bài ở địa chỉ ấy; hãy chọn ngày hoặc tên khác."
NO_NAME = "Hãy ghi tên ngắn cho địa chỉ, ví dụ khai-mac-le-hoi."
_PUBLIC = ("published", "hidden")


@require_permission("texts.write")
def move(request: HttpRequest, name: str) -> HttpResponse:
    """Ask for the article's date and the name in its address, and move its folder."""
    text = store.read_file(_find_article(name))
    known = parse_article_name(PurePosixPath(name))
    given = {
        "date": request.POST.get("date", fields.convert_to_form(text.fields)["date"]),
        "slug": request.POST.get("slug", known.slug or ""),
    }
    error = ""
    if request.method == "POST":
        try:
            moved = _move(request, name, given["date"], given["slug"])
            messages.success(request, "Đã đổi; ai mở địa chỉ cũ sẽ được đưa tới địa chỉ mới.")
            return redirect("edit", name=moved)
        except (WrongField, FileExistsError) as wrong:
            error = str(wrong)
    context = {"title": "Đổi ngày, địa chỉ", "name": name, "given": given, "error": error}
    return render(request, "newsroom/move.html", context, status=422 if error else 200)


def _find_article(name: str) -> Path:
    """Return the file of an article with a folder of its own. Raises Http404."""
    if not name.startswith("articles/") or PurePosixPath(name).stem != "index":
        raise Http404
    return get_text_file(name)


@store.hold_writing_lock()
def _move(request: HttpRequest, path: str, when: str, wanted: str) -> str:
    """Move an article and return its new path. Raises WrongField, FileExistsError."""
    moment = parse_moment("date", " ".join(when.split()))
    name = make_slug(wanted)
    if not name:
        raise WrongField("slug", NO_NAME)
    day = moment.date() if isinstance(moment, datetime) else moment
    text, before = store.read_file(_find_article(path)), PurePosixPath(path)
    target = PurePosixPath("articles", str(day.year), f"{day:%Y-%m-%d}-{name}", "index.md")
    changes: dict[str, object] = {"date": moment}
    if target != before:
        old = _make_address(before)
        if old and text.fields.get("status", "published") in _PUBLIC:
            changes["redirect_from"] = [*_list_values(text.fields.get("redirect_from")), old]
        _move_folder(before.parent, target.parent)
    changed = set_fields(text.text, changes).encode("utf-8")
    write_durably(get_content_folder() / target, changed)
    _follow(before.as_posix(), target.as_posix())
    after = store.read_file(get_content_folder() / target)
    reason = f"Đổi ngày, địa chỉ: {after.fields.get('title')}"
    text_saved.send(move, before=None, after=after, user=get_signed_in_user(request), reason=reason)
    return target.as_posix()


def _move_folder(before: PurePosixPath, after: PurePosixPath) -> None:
    content = get_content_folder()
    place = content / after
    if place.exists():
        raise FileExistsError(TAKEN)
    refuse_links(place.parent, content)
    place.parent.mkdir(parents=True, exist_ok=True)
    (content / before).rename(place)


def _follow(before: str, after: str) -> None:
    """Let links of other texts lead to the new place, and forget what stood under the old one."""
    if before == after:
        index.update_rows([after])
        return
    changed = [after]
    for path in Text.objects.exclude(path=before).values_list("path", flat=True):
        file = get_content_folder() / path
        if not file.is_file():
            continue
        data = file.read_bytes()
        wanted = data.replace(b"{filename}/" + before.encode(), b"{filename}/" + after.encode())
        if wanted != data:
            write_durably(file, wanted)
            changed.append(path)
    for model in (Text, EditLock):
        model.objects.filter(path=before).delete()
    _move_unsaved(before, after)
    index.update_rows(changed)


def _move_unsaved(before: str, after: str) -> None:
    """Keep what people have not saved yet, under the new path, pictures in it too."""
    UnsavedWork.objects.filter(path=after).delete()
    old, new = (reverse("picture", args=(path, "x")).removesuffix("x") for path in (before, after))
    for work in UnsavedWork.objects.filter(path=before):
        html = str(work.values.get("html") or "").replace(old, new)
        work.path, work.values = after, {**work.values, "html": html}
        work.save()


def _make_address(path: PurePosixPath) -> str:
    """Return the address of an article on the portal; empty where its name has no date."""
    name = parse_article_name(path)
    return f"/{name.day:%Y/%m/%d}/{name.slug}/" if name.day else ""


def _list_values(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)] * bool(value)


@require_permission("texts.write")
@require_POST
@store.hold_writing_lock()
def duplicate(request: HttpRequest, name: str) -> HttpResponse:
    """Make a draft of today with the words and pictures of an article, and open it."""
    text = store.read_file(_find_article(name))
    today: date = timezone.localdate()
    known = parse_article_name(PurePosixPath(name)).slug or "bai"
    for number in range(2, 1000):
        folder = PurePosixPath("articles", str(today.year), f"{today}-{known}-{number}")
        if not (get_content_folder() / folder).exists():
            break
    place = get_content_folder() / folder
    refuse_links(place.parent, get_content_folder())
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(get_content_folder() / PurePosixPath(name).parent, place, symlinks=True)
    dropped = dict.fromkeys(
        ("review", "publish", "expires", "redirect_from", "original_url", "lead")
    )
    title = f"{text.fields.get('title')} (bản sao)"
    changes = {**dropped, "date": today, "status": "draft", "title": title}
    write_durably(place / "index.md", set_fields(text.text, changes).encode("utf-8"))
    path = get_relative_path(place / "index.md")
    index.update_rows([path])
    text_saved.send(
        duplicate,
        before=None,
        after=store.read_file(place / "index.md"),
        user=get_signed_in_user(request),
        reason=f"Nhân bản: {text.fields.get('title')}",
    )
    return redirect("edit", name=path)
