"""The room of data files: the list, a form for each, its earlier versions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime

from newsroom.accounts.access import get_signed_in_user, require_permission
from newsroom.data_files import files, tables
from newsroom.data_files.uploads import take_files
from newsroom.forms.fields import FormField
from newsroom.forms.nodes import build_node, list_new_blocks
from newsroom.forms.typed import NoFieldFor, count_fields, format_typed, read_typed
from newsroom.forms.values import FormReading
from newsroom.history import versions
from newsroom.history.comparison import compare_versions
from newsroom.history.models import Version
from newsroom.history.views import list_versions
from newsroom.texts.kinds import list_files_in
from newsroom.texts.paths import get_content_folder
from newsroom.texts.signals import text_saved
from newsroom.texts.store import Changed, TextFile
from town_portal.authoring.editing.labels import find_title
from town_portal.authoring.editing.yaml_lines import NotWritable, set_values
from town_portal.core.content_files.names import RefusedFile
from town_portal.core.text import upper_first

STALE = (
    "Tệp này vừa được sửa ở nơi khác nên chưa lưu. Những gì bạn ghi vẫn còn ở dưới; hãy mở bản mới "
    "ở thẻ khác để xem."
)
WRONG = "Chưa lưu: còn {} chỗ cần sửa, ghi bằng chữ đỏ ở từng ô."
INCOMPLETE = "Biểu mẫu gửi lên không đủ nên chưa lưu gì. Hãy tải lại trang rồi làm lại."
NOT_SAVED = "Chưa lưu được: {}"
SAVED = "Đã lưu “{}”."
SAME = "Không có gì thay đổi nên tệp giữ nguyên."
UNREADABLE = "Tệp này chưa sửa được ở đây: {}. Hãy nhờ người quản trị mở tệp và sửa bằng tay."


TOO_LONG = "tệp quá dài để sửa trong một trang"
MOST_FIELDS = 8_000
"""Fewer than Django takes of a request (DATA_UPLOAD_MAX_NUMBER_FIELDS), with room to add some."""


@require_permission("texts.administer")
def data_files(request: HttpRequest) -> HttpResponse:
    """List the data files in groups for people."""
    groups = [
        (group, [(name, title, _describe_state(name)) for name, title in entries])
        for group, entries in tables.group_titles().items()
    ]
    return render(request, "newsroom/data_files.html", {"title": "Dữ liệu", "groups": groups})


def _describe_state(name: str) -> str:
    """Return what there is to say of a data file in the list; empty for a usual one."""
    if not (get_content_folder() / files.make_path(name)).is_file():
        return "chưa có"
    text = files.read_data_file(name)
    is_wrong = text.problem or files.check_data_file(name, text.text, FormReading())
    return "có chỗ sai" if is_wrong else ""


@require_permission("texts.administer")
def data_form(request: HttpRequest, name: str) -> HttpResponse:
    """Show the form of a data file; by POST, save it."""
    before = files.read_data_file(name)
    form = tables.get_form(name)
    try:
        shown = format_typed(form, before.fields)
    except NoFieldFor as error:
        return _refuse(request, before, UNREADABLE.format(f"phần “{error}” viết theo cách lạ"))
    if before.problem or count_fields(shown) > MOST_FIELDS:
        return _refuse(request, before, UNREADABLE.format(before.problem or TOO_LONG))
    if request.method != "POST":
        return _show(request, form, shown, before)
    return _receive(request, form, before)


def _receive(request: HttpRequest, form: FormField, before: TextFile) -> HttpResponse:
    """Take a form that was sent: whole, and made of the file as it is now."""
    if "end" not in request.POST:
        return _refuse(request, before, INCOMPLETE)
    try:
        sent, refused = take_files(request)
    except (RefusedFile, OSError) as error:
        return _refuse(request, before, NOT_SAVED.format(error))
    typed = read_typed(form, sent)
    reading = FormReading(errors=refused)
    if before.digest in (request.POST.get("digest"), request.POST.get("over")):
        return _save(request, (form, typed), before, reading)
    values = reading.value(form, typed, before.fields)
    if not reading.errors and set_values(before.text, values) == before.text:
        return _announce(request, before, before)  # it was saved, only the answer was lost
    return _show_stale(request, form, typed, before)


def _save(
    request: HttpRequest, sent: tuple[FormField, Any], before: TextFile, reading: FormReading
) -> HttpResponse:
    """Check what was typed and write it, or show it again with what is wrong."""
    (form, typed), name = sent, _get_name(before)
    values = reading.value(form, typed, before.fields)
    errors = dict(reading.errors)
    try:
        text = set_values(before.text, values)
        if not errors and text != before.text:
            errors = files.check_data_file(name, text, reading)
        if not errors:
            return _announce(request, before, files.write_data_file(name, before.digest, text))
        said = upper_first(errors.pop("", "")) or WRONG.format(len(errors))
    except Changed:
        return _show_stale(request, form, typed, files.read_data_file(name))
    except (NotWritable, OSError) as error:
        said = NOT_SAVED.format(error)
    sentences = {field: upper_first(text) for field, text in errors.items()}
    root = build_node(form, typed, sentences)
    return _render_page(request, before, {"root": root, "said": said, **_build_beside(form)}, 422)


def _announce(request: HttpRequest, before: TextFile, after: TextFile) -> HttpResponse:
    """Let the newsroom know of a saved data file, and show it again."""
    name = _get_name(before)
    title = find_title(name).label
    if after.digest == before.digest:
        messages.info(request, SAME)
        return redirect("data_form", name=name)
    earlier = before if before.text else None
    user, reason = get_signed_in_user(request), f"Sửa dữ liệu: {title}"
    text_saved.send(data_form, before=earlier, after=after, user=user, reason=reason)
    messages.success(request, SAVED.format(title))
    return redirect("data_form", name=name)


def _show(request: HttpRequest, form: FormField, typed: Any, text: TextFile) -> HttpResponse:
    return _render_page(
        request, text, {"root": build_node(form, typed, {}), **_build_beside(form)}, 200
    )


def _show_stale(request: HttpRequest, form: FormField, typed: Any, text: TextFile) -> HttpResponse:
    """Show what a person has typed, based on a version that is no longer the file's."""
    digest = request.POST.get("digest", "")
    shown = {
        "root": build_node(form, typed, {}),
        "stale": STALE,
        "digest": digest,
        **_build_beside(form),
    }
    return _render_page(request, text, shown, 409)


def _refuse(request: HttpRequest, text: TextFile, problem: str) -> HttpResponse:
    return _render_page(request, text, {"problem": problem}, 422)


def _build_beside(form: FormField) -> dict[str, Any]:
    return {"blocks": list_new_blocks(form), "files": list_files_in(get_content_folder() / "data")}


def _render_page(
    request: HttpRequest, text: TextFile, shown: Mapping[str, Any], status: int
) -> HttpResponse:
    name = _get_name(text)
    common = {
        "title": find_title(name).label,
        "name": name,
        "current": text.digest,
        "takes_files": True,
    }
    context = {**common, "current": text.digest, "digest": text.digest, **shown}
    return render(request, "newsroom/data_form.html", context, status=status)


def _get_name(text: TextFile) -> str:
    return PurePosixPath(text.path).stem


@require_permission("texts.administer")
def data_history(request: HttpRequest, name: str) -> HttpResponse:
    """List the versions of a data file, the newest first."""
    text = files.read_data_file(name)
    if text.text:
        versions.note_foreign_change(text)
    context = {
        "title": f"Lịch sử: {find_title(name).label}",
        "back": reverse("data_form", args=(name,)),
        "versions": [
            (version, reverse("data_version", args=(name, version.pk)))
            for version in list_versions(text.path)
        ],
        "current": text.digest,
    }
    return render(request, "newsroom/history.html", context)


@require_permission("texts.administer")
def data_version(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Compare a version of a data file with the file as it is now; by POST, bring it back."""
    text = files.read_data_file(name)
    chosen = get_object_or_404(Version, path=text.path, pk=number)
    if request.method == "POST":
        after = files.write_data_file(name, text.digest, chosen.text)
        reason = f"Lấy lại bản lúc {localtime(chosen.saved_at):%H:%M %d/%m/%Y}"
        user = get_signed_in_user(request)
        text_saved.send(data_version, before=text, after=after, user=user, reason=reason)
        messages.success(request, f"Đã xong: {reason[0].lower()}{reason[1:]}.")
        return redirect("data_form", name=name)
    context = {
        "title": f"So sánh: {find_title(name).label}",
        "back": reverse("data_history", args=(name,)),
        "version": chosen,
        "paragraphs": compare_versions(chosen.text, text.text),
    }
    return render(request, "newsroom/version.html", context)
