"""Pictures and other files beside a text: uploading, and showing them small in the editor."""

from __future__ import annotations

import io
import os
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST
from PIL import Image

from newsroom.accounts.access import require_permission
from newsroom.texts.paths import get_file_beside, get_text_file
from town_portal.core.content_files.kinds import check_bytes, check_ending
from town_portal.core.content_files.writing import write_durably
from town_portal.core.naming import make_published_name
from town_portal.features.photos import limits
from town_portal.features.photos.decode import decode_photo, decode_thumbnail, flatten_on_white
from town_portal.features.photos.kinds import ENDINGS
from town_portal.features.photos.photo import inspect_photo

SECONDS_KEPT = "private, max-age=3600"
NOT_KEPT = "private, no-store"
LARGEST = 100_000_000
"""Bytes of one file; a request may hold several."""
TOO_LARGE = "“{}” nặng hơn 100 MB nên không nhận được; hãy lưu nhỏ lại."
SIZE = (960, 960)
"""Pixels of a picture in the editor."""
LEAST = (160, 160)
"""Pixels of the thumbnail in a telephone's file, from which on it is shown for the first moment."""
SHARP = "ro"
"""Asks for the picture itself (`static/newsroom/sharpen.js`)."""
PICTURES = tuple(ending for endings in ENDINGS.values() for ending in endings)


@require_permission("texts.write")
@require_POST
def upload(request: HttpRequest, name: str) -> JsonResponse:
    """Put the files that were dropped, pasted or chosen beside a text.

    The answer tells for each, in their order, the file's name and address, or why it was refused.
    """
    folder = get_text_file(name).parent
    files = [take_file(folder, file) for file in request.FILES.getlist("file")]
    for taken in files:
        if "file" in taken:
            taken["url"] = reverse("picture", args=(name, taken["file"]))
    return JsonResponse({"files": files})


def take_file(folder: Path, file: UploadedFile[bytes]) -> dict[str, str]:
    """Write one uploaded file below a name of its own; return its name, or why it was refused."""
    given = (file.name or "tep").replace("\\", "/").rpartition("/")[2]
    name = make_published_name(given, otherwise="anh")
    if (file.size or 0) > LARGEST:
        return {"given": given, "error": TOO_LARGE.format(given)}
    try:
        check_ending(name)
        data = file.read()
        check_bytes(io.BytesIO(data), name)
        written = _write_new(folder, name, data)
        if written.suffix.lower() in PICTURES:
            _check_picture(written)
    except ValueError as error:
        return {"given": given, "error": str(error)}
    except OSError as error:
        return {"given": given, "error": f"Không ghi được “{given}”: {error.strerror}."}
    return {"given": given, "file": written.name}


def _write_new(folder: Path, name: str, data: bytes) -> Path:
    """Write a file that was not there; the same file is not written twice."""
    wanted = Path(name)
    for number in range(1, 1000):
        numbered = name if number == 1 else f"{wanted.stem}-{number}{wanted.suffix}"
        place = folder / numbered
        if _reserve(place):
            try:
                write_durably(place, data)
            except BaseException:
                place.unlink(missing_ok=True)
                raise
            return place
        if not place.is_symlink() and place.is_file() and place.read_bytes() == data:
            return place
    raise ValueError(f"Đã có quá nhiều tệp tên “{name}” cạnh bài này.")


def _reserve(place: Path) -> bool:
    """Take a name for a file; False where it is taken, also by an upload at the same moment."""
    try:
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
    except FileExistsError:
        return False
    return True


def _check_picture(path: Path) -> None:
    """Raise ValueError, for staff, where a picture is broken; it is taken away again then."""
    try:
        _quick(path)  # the editor asks for it next
    except ValueError:
        path.unlink(missing_ok=True)
        raise


@require_permission("texts.write")
def picture(request: HttpRequest, name: str, file: str) -> HttpResponse:
    """Show a picture beside a text as the editor needs it: upright, small, of any kind.

    At first that may be the thumbnail which the file has of itself; "?ro=1" asks for more.
    """
    path = get_file_beside(name, file)
    if path.suffix.lower() not in PICTURES:
        response = HttpResponse(path.read_bytes(), content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="{make_published_name(file)}"'
        return response
    try:
        data, is_final = (_make_small(path), True) if SHARP in request.GET else _quick(path)
    except ValueError as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    kept = SECONDS_KEPT if is_final else NOT_KEPT
    return HttpResponse(data, content_type="image/webp", headers={"Cache-Control": kept})


def _get_kept_path(path: Path) -> Path:
    """Return where the small picture of a file as it is now has its place."""
    status = path.stat()
    key = sha256(f"{path}\0{status.st_mtime_ns}\0{status.st_size}".encode()).hexdigest()[:32]
    folder: Path = settings.NEWSROOM.data / "thumbnails"
    return folder / f"{key}.webp"


def _quick(path: Path) -> tuple[bytes, bool]:
    """Return a picture as WebP as soon as can be, and whether it is the small picture itself.

    A HEIC file of 12 megapixels takes 0.8 s to decode, the thumbnail that most of them hold 0.01 s.
    """
    header = None if _get_kept_path(path).is_file() else inspect_photo(path)
    thumbnail = decode_thumbnail(path, header, LEAST) if header else None
    return (_make_small(path), True) if thumbnail is None else (_webp(thumbnail), False)


def _webp(image: Image.Image) -> bytes:
    made = io.BytesIO()
    flatten_on_white(image).save(made, "WEBP", quality=78, method=2)
    return made.getvalue()


def _make_small(path: Path) -> bytes:
    """Return a picture as a small WebP, made once for each version of the file."""
    kept = _get_kept_path(path)
    if kept.is_file():
        return kept.read_bytes()
    header = inspect_photo(path)
    limits.check_limits(path, header, SIZE)
    image = decode_photo(path, header, SIZE).image
    image.thumbnail(SIZE, Image.Resampling.LANCZOS)
    data = _webp(image)
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    write_durably(kept, data)
    return data
