"""Pages that take files: new texts out of a drop, the content of a file into an open text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from newsroom.accounts.access import get_signed_in_user, require_permission
from newsroom.history import trash
from newsroom.intake import kept_files
from newsroom.intake.arrivals import Arrivals, clean_name, sort_arrivals
from newsroom.intake.new_texts import AS_DOCUMENT, OFFICIAL, NewText, attach_files, begin_texts
from newsroom.intake.once import answer_once
from newsroom.texts import editing, index, store
from newsroom.texts.paths import get_content_folder, get_relative_path, get_text_file
from newsroom.texts.signals import text_saved
from town_portal.authoring.editing.document import EditorDocument
from town_portal.authoring.editing.old_fonts import decode_old_fonts
from town_portal.authoring.importers.draft import Doubt, Draft
from town_portal.authoring.importers.limited import ImportStopped, ImportWorker
from town_portal.authoring.importers.page.import_record import get_state_folder
from town_portal.authoring.importers.word import GivenFile, WordError, understand_document
from town_portal.authoring.importers.word.convert import convert_to_docx, find_libreoffice
from town_portal.authoring.importers.write import write_body
from town_portal.core.program_errors import LOG
from town_portal.core.text import upper_first
from town_portal.publishing.build_environment import make_build_environment

NOT_WRITTEN = "Không ghi được: {}. Hãy xem quyền ghi và chỗ trống của ổ đĩa rồi thả lại."
GONE = "Chưa chuyển được: tệp gốc không còn được giữ, hoặc bài không còn là bản nháp."
MOVED = "Đã đưa vào mục Văn bản, còn là bản nháp; bài cũ nằm trong thùng rác."
ONE_DOCUMENT = "Hãy thả từng tệp Word một vào bài đang mở."
ATTACHED = "Đã đính kèm cho bạn đọc tải về: {}."
OLD_FONT = "Phần vừa dán gõ bằng phông cũ {} đã được đổi sang Unicode; hãy đọc lại chính tả."
FILLED = ("title", "summary", "author", "photographer", "source")
"""Fields that a document may fill where the open text has none."""


@require_permission("texts.write")
@require_POST
@answer_once
def drop(request: HttpRequest) -> HttpResponse:
    """Begin texts from the files that were dropped on the list, and open the first."""
    arrivals = _read_arrivals(request)
    try:
        texts = begin_texts(arrivals, request.POST.get("category", ""))
    except (WordError, ValueError) as error:
        return _refuse_drop(request, str(error))
    except OSError as error:
        return _refuse_drop(request, NOT_WRITTEN.format(error.strerror))
    for text in texts:
        _announce(request, text)
    address = reverse("edit", args=(get_relative_path(texts[0].file),))
    if not _is_script(request):
        return redirect(address)
    return JsonResponse({"address": address}, status=201, headers={"Location": address})


def _refuse_drop(request: HttpRequest, sentence: str) -> HttpResponse:
    if _is_script(request):
        return JsonResponse({"error": sentence}, status=422)
    messages.error(request, sentence)
    return redirect("texts")


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _announce(request: HttpRequest, text: NewText) -> None:
    """Let the rest of the newsroom know of a new text, and tell its writer what to look at."""
    path = get_relative_path(text.file)
    index.update_rows([path])
    after, user = store.read_file(text.file), get_signed_in_user(request)
    text_saved.send(drop, before=None, after=after, user=user, reason=f"Bài mới: {text.title}")
    doubts = text.doubts
    if text.official and not kept_files.keep_files(request, path, text.official):
        doubts = (OFFICIAL, *doubts)
    for sentence in format_doubts(doubts):
        messages.warning(request, sentence)


@require_permission("texts.write")
@require_POST
def as_document(request: HttpRequest, name: str) -> HttpResponse:
    """Make a document of an authority of the files of a draft, which goes into the trash."""
    text, files = store.read_file(get_text_file(name)), kept_files.find_files(request, name)
    if not files or text.fields.get("status") != "draft":
        messages.error(request, GONE)
        return redirect("edit", name=name)
    try:
        (made,) = begin_texts(sort_arrivals(files), AS_DOCUMENT)
    except (WordError, ValueError) as error:
        messages.error(request, str(error))
        return redirect("edit", name=name)
    except OSError as error:
        messages.error(request, NOT_WRITTEN.format(error.strerror))
        return redirect("edit", name=name)
    with store.hold_writing_lock():
        trash.throw_away(store.read_file(get_text_file(name)), get_signed_in_user(request))
    kept_files.forget_files(request, name)
    _announce(request, made)
    messages.success(request, MOVED)
    return redirect("edit", name=get_relative_path(made.file))


@require_permission("texts.write")
@require_POST
@answer_once
def insert(request: HttpRequest, name: str) -> JsonResponse:
    """Return a Word document's content for an open text; its pictures are put beside the text."""
    file, arrivals = get_text_file(name), _read_arrivals(request)
    if len(arrivals.documents) > 1:
        return JsonResponse({"error": ONE_DOCUMENT}, status=422)
    try:
        attached = attach_files(file, arrivals.others)
        answer = _build_content(name, arrivals) if arrivals.documents else {"notices": []}
    except (WordError, ImportStopped, ValueError) as error:
        return JsonResponse({"error": str(error)}, status=422)
    except OSError as error:
        return JsonResponse({"error": NOT_WRITTEN.format(error.strerror)}, status=422)
    if arrivals.others:
        names = ", ".join(file.name for file in arrivals.others)
        answer["notices"].append(ATTACHED.format(names))
    return JsonResponse({**answer, "attached": attached, "digest": store.read_file(file).digest})


@require_permission("texts.write")
@require_POST
def old_fonts(request: HttpRequest, name: str) -> JsonResponse:
    """Return pasted HTML that was typed with fonts from before Unicode as Unicode."""
    get_text_file(name)
    try:
        html, fonts = decode_old_fonts(str(json.loads(request.body).get("html") or ""))
    except ValueError as error:
        return JsonResponse({"error": str(error)}, status=422)
    return JsonResponse({"html": html, "notices": [OLD_FONT.format(font) for font in fonts]})


def _build_content(name: str, arrivals: Arrivals) -> dict[str, Any]:
    """Return a document's content for the editor: HTML, fields, what a person should look at."""
    draft = _understand_arrivals(arrivals)
    body, doubts = write_body(draft, get_text_file(name).parent)
    document = EditorDocument(
        body, editing.make_address_finder(name), editing.make_file_finder(name)
    )
    fields = {field: getattr(draft, field) for field in FILLED if getattr(draft, field)}
    return {"html": document.html, "form": fields, "notices": format_doubts(doubts)}


def _understand_arrivals(arrivals: Arrivals) -> Draft:
    log = get_state_folder(get_content_folder()) / LOG
    with ImportWorker(make_build_environment(), log, (WordError,)) as worker:
        document = convert_to_docx(arrivals.documents[0], find_libreoffice())
        return worker.call(understand_document, document, list(arrivals.pictures))


def _read_arrivals(request: HttpRequest) -> Arrivals:
    files = request.FILES.getlist("file")
    return sort_arrivals(GivenFile(clean_name(file.name or "tep"), file.read()) for file in files)


def format_doubts(doubts: Sequence[Doubt]) -> list[str]:
    """Return what a person should look at, a sentence each."""
    return [f"{upper_first(doubt.about)}: {doubt.sentence}" for doubt in doubts]
