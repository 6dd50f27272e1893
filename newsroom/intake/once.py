"""Work that is done once, however often its request arrives: an answer may get lost on its way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from filelock import FileLock

from newsroom.accounts.access import get_signed_in_user
from newsroom.intake.kept_files import remove_old
from town_portal.core.content_files.writing import write_durably

View = Callable[..., HttpResponse]
_NAME = re.compile(r"[0-9a-f]{32}")


def answer_once(view: View) -> View:
    """Let a view of scripts answer again what it has answered, where its work was done.

    The header ``X-Once`` names the attempt, the same each time it is sent again. A later one waits
    for the first.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        given = request.headers.get("X-Once", "")
        if not _NAME.fullmatch(given):
            return view(request, *args, **kwargs)
        place = _place(request, given)
        request.FILES.getlist("file")  # all has arrived before others have to wait
        with FileLock(f"{place}.lock"):
            if place.is_file():
                return JsonResponse(json.loads(place.read_text("utf-8")))
            response = view(request, *args, **kwargs)
            if response.status_code in (200, 201):
                with suppress(OSError):
                    write_durably(place, response.content)
            return response

    return answer


def _place(request: HttpRequest, given: str) -> Path:
    """Return where the answer to a person's attempt is kept; old ones are removed."""
    folder: Path = settings.NEWSROOM.data / "answers"
    folder.mkdir(mode=0o700, exist_ok=True)
    remove_old(folder)
    key = f"{get_signed_in_user(request).pk}\0{request.path}\0{given}"
    return folder / sha256(key.encode()).hexdigest()
