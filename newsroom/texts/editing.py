"""The editor's page, saving, and work that was not saved yet."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from newsroom.accounts.access import get_signed_in_user, require_permission
from newsroom.accounts.browser_keys import get_browser_key
from newsroom.forms.moments import WrongField
from newsroom.forms.typed import NoFieldFor
from newsroom.texts import fields, index, kinds, locks, store
from newsroom.texts.models import Text, UnsavedWork
from newsroom.texts.paths import get_content_folder, get_text_file
from newsroom.texts.signals import text_opened, text_saved
from newsroom.texts.store import TextFile, explain_not_written
from town_portal.authoring.editing.document import AddressOf, EditorDocument
from town_portal.authoring.editing.front_matter import NotWritable
from town_portal.authoring.editing.line_writer import FileOf
from town_portal.authoring.editing.markdown_writer import find_unknown_pictures
from town_portal.authoring.importers.page.tree import TooMuch
from town_portal.authoring.importers.sheet import TOLD
from town_portal.cli.import_page import load_categories
from town_portal.core.content_files.writing import write_durably
from town_portal.core.naming import parse_article_name

_log = logging.getLogger(__name__)
ADDRESSES = (
    *("save", "keep_unsaved", "discard_unsaved", "upload", "insert", "old_fonts"),
    *("findings", "waive", "take_over", "merge"),
)
"""What the editor's script asks for, by the names of their addresses."""
CHANGED = (
    "Bài này vừa được người khác hoặc chương trình khác sửa. Bản bạn đang viết vẫn còn nguyên; hãy "
    "hợp nhất hai bản rồi lưu."
)
WRONG = (WrongField, NotWritable, NoFieldFor, TooMuch)
"""Why what a person sends cannot be written; each says so in a sentence."""
REASON = "Sửa: {}"
NOT_SAVED = "Chưa lưu được: {}"
NOT_NOTED = (
    "Bài đã lưu vào tệp, nhưng chưa ghi được vào lịch sử, có thể vì ổ đĩa đầy; lần lưu sau sẽ ghi. "
    "Hãy báo người quản trị."
)
LEFT_OUT = "Có {} ảnh chưa tải lên nên chưa có trong bài đã lưu; hãy thả lại các ảnh ấy."


@require_permission("texts.write")
def edit(request: HttpRequest, name: str) -> HttpResponse:
    """Show a text in the editor."""
    text = _read(name)
    text_opened.send(edit, text=text)
    work = UnsavedWork.objects.filter(path=name, user=get_signed_in_user(request)).first()
    context: dict[str, Any] = {
        "title": text.title,
        "name": name,
        "problem": text.problem,
        "form": fields.convert_to_form(text.fields),
        "categories": load_categories(get_content_folder()),
        "data": {
            "name": name,
            "digest": text.digest,
            "html": document_of(text).html if not text.problem else "",
            "unsaved": work.values if work else None,
            "unsaved_at": work.saved_at.timestamp() * 1000 if work else 0,
            "unsaved_digest": work.digest if work else "",
            "key": get_browser_key(get_signed_in_user(request)),
            "other": locks.visit(name, get_signed_in_user(request)),
            "addresses": {action: reverse(action, args=(name,)) for action in ADDRESSES},
        },
        "preview": preview_path(name, text.fields),
        **_list_previews(name),
        **_build_side(text),
    }
    return render(request, "newsroom/edit.html", context)


def _list_previews(name: str) -> dict[str, bool]:
    """Return which pages of a text there are to look at.

    On one's own machine `serve` shows each page but those to come; on a server the public portal
    shows what is published, and what an article will look like is built for a look alone.
    """
    is_local, is_article = settings.NEWSROOM.is_local, name.startswith("articles/")
    status = Text.objects.filter(path=name).values_list("status", flat=True).first()
    is_to_come = status == "scheduled"
    return {
        "is_built_apart": is_article and (is_to_come or not is_local),
        "has_page": not is_to_come if is_local else status == "published",
    }


def _build_side(text: TextFile) -> dict[str, Any]:
    """Return the fields beside the editor, as far as the front matter can be read."""
    about = {
        "is_article": text.path.startswith("articles/"),
        "files": kinds.list_files_beside(text.path),
    }
    try:
        return {**about, "side": kinds.build_side(text.path, text.fields)}
    except NoFieldFor as error:
        return {**about, "side": (), "unreadable": str(error)}


@require_permission("texts.write")
@require_POST
def save(request: HttpRequest, name: str) -> JsonResponse:
    """Save fields and body; 409 where the file has changed meanwhile: both are to be merged."""
    sent = json.loads(request.body)
    with store.hold_writing_lock():
        before = _read(name)
        try:
            if before.digest != sent.get("digest"):
                raise store.Changed
            changes = read_changes(before, sent)
            after, told = write(before, changes, sent.get("html"), sent.get("baseline"))
        except WrongField as error:
            return JsonResponse({"error": str(error), "field": error.field}, status=422)
        except store.Changed:
            return JsonResponse({"error": CHANGED, "is_stale": True}, status=409)
        except WRONG as error:
            return JsonResponse({"error": NOT_SAVED.format(error)}, status=422)
        except OSError as error:
            return JsonResponse({"error": NOT_SAVED.format(explain_not_written(error))}, status=507)
        notices = told + note_saved(request, before, after)
    return JsonResponse({"digest": after.digest, "notices": notices})


def note_saved(request: HttpRequest, before: TextFile, after: TextFile) -> list[str]:
    """Note in the database that a file was saved; return what its writer has to know."""
    user, reason = get_signed_in_user(request), REASON.format(after.title)
    try:
        with transaction.atomic():
            UnsavedWork.objects.filter(path=after.path, user=user).delete()
            index.update_rows([after.path])
            text_saved.send(save, before=before, after=after, user=user, reason=reason)
            locks.visit(after.path, user)
    except DatabaseError as error:
        _log.error("%s: %s", after.path, error)
        return [NOT_NOTED]
    return []


def preview_path(name: str, front: Mapping[str, Any]) -> str:
    """Return where the portal on this machine shows a text, below its first page."""
    known = parse_article_name(PurePosixPath(name))
    if not name.startswith("articles/") or known.day is None:
        return ""
    if front.get("status") == "draft":
        return f"ban-thao/{known.slug}/"
    return f"{known.day:%Y/%m/%d}/{known.slug}/"


def read_changes(before: TextFile, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that a person has changed; None removes one.

    Raises WrongField, Unreadable.
    """
    form = sent.get("form") or {}
    changes = fields.convert_from_form(
        form, before.fields, has_all=before.path.startswith("articles/")
    )
    return changes | kinds.read_side(before.path, form, before.fields)


def write(
    before: TextFile, changes: Mapping[str, Any], html: str | None, baseline: str | None = ""
) -> tuple[TextFile, list[str]]:
    """Write changed fields and the editor's HTML; return the file, and what its writer must know.

    Raises store.Changed, NotWritable, TooMuch, OSError.
    """
    document = document_of(before)
    is_changed = html is not None and html != baseline
    body = document.merge(html or "", baseline or "") if is_changed else before.body
    for sheet in document.sheets:
        write_durably(get_text_file(before.path).parent / sheet.name, sheet.data)
    told = [TOLD.format(sheet.head) for sheet in document.sheets]
    lost = find_unknown_pictures(html or "", make_file_finder(before.path))
    told += [LEFT_OUT.format(len(lost))] if lost else []
    return store.save_file(before, changes, body), told


@require_permission("texts.write")
@require_POST
def keep_unsaved(request: HttpRequest, name: str) -> JsonResponse:
    """Keep what a person is writing, and say who else is writing the text."""
    get_text_file(name)
    sent = json.loads(request.body)
    if sent.get("values") is not None:
        UnsavedWork.objects.update_or_create(
            path=name,
            user=get_signed_in_user(request),
            defaults={
                "digest": str(sent.get("digest", ""))[:64],
                "values": sent["values"],
                "saved_at": timezone.now(),
            },
        )
    is_active = sent.get("values") is not None or bool(sent.get("is_active"))
    other = locks.visit(name, get_signed_in_user(request), is_active=is_active)
    return JsonResponse({"other": other})


@require_permission("texts.write")
@require_POST
def discard_unsaved(request: HttpRequest, name: str) -> JsonResponse:
    """Forget what a person had not saved, because they chose the saved version."""
    UnsavedWork.objects.filter(path=name, user=get_signed_in_user(request)).delete()
    return JsonResponse({})


def _read(name: str) -> TextFile:
    return store.read_file(get_text_file(name))


def document_of(text: TextFile) -> EditorDocument:
    """Return a text's body as the editor has it."""
    return EditorDocument(text.body, make_address_finder(text.path), make_file_finder(text.path))


def make_address_finder(name: str) -> AddressOf:
    """Return a function from a file's name beside a text to its address in the editor."""

    def address(file: str) -> str:
        if "/" in file or "{" in file:
            return file
        return reverse("picture", args=(name, unquote(file)))

    return address


def make_file_finder(name: str) -> FileOf:
    """Return a function from a picture's address in the editor to its name; empty for others."""
    start = unquote(reverse("picture", args=(name, "x"))).removesuffix("x")

    def file_name(address: str) -> str:
        path = unquote(address.partition("?")[0])
        own = path.removeprefix(start)
        if own != path and "/" not in own:
            return own
        return address if address.startswith("{") else ""

    return file_name
