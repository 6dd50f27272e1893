"""Read and write data files: checked by their model first, never over another person's change."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.http import Http404

from newsroom.data_files.tables import get_models
from newsroom.forms.values import FormReading
from newsroom.texts.paths import get_content_folder
from newsroom.texts.store import Changed, TextFile, hold_writing_lock
from town_portal.core.content_files.names import RefusedFile
from town_portal.core.content_files.opening import has_file, read_bytes, refuse_links
from town_portal.core.content_files.writing import write_durably
from town_portal.core.data import yamldoc
from town_portal.core.data.loading import validate_document
from town_portal.core.faults import Faults
from town_portal.core.text import unify_line_ends

_MISSING = "thiếu trường bắt buộc này"
FILL_IN = "ô này không được để trống"
NOT_TEXT = "tệp không phải chữ UTF-8"
NOT_FIELDS = "tệp phải gồm các dòng “tên trường: giá trị”"


def make_path(name: str) -> str:
    """Return the path of a data file below the content folder. Raises Http404."""
    if name not in get_models():
        raise Http404
    return f"data/{name}.yaml"


def read_data_file(name: str) -> TextFile:
    """Return a data file, an empty one where there is none yet. Raises Http404, OSError.

    ``problem`` says why it cannot be read.
    """
    path = make_path(name)
    file = get_content_folder() / path
    try:
        refuse_links(file, get_content_folder())
        data = read_bytes(file, get_content_folder()) if has_file(file) else b""
    except RefusedFile as error:
        return TextFile(path, "", "", {}, "", str(error))
    digest = sha256(data).hexdigest()
    try:
        text = data.decode("utf-8-sig")
        value = yamldoc.parse_yaml(unify_line_ends(text)).value
    except (UnicodeDecodeError, yamldoc.YamlError) as error:
        problem = (
            f"dòng {error.line}: {error}" if isinstance(error, yamldoc.YamlError) else NOT_TEXT
        )
        return TextFile(path, "", digest, {}, "", problem)
    if value is not None and not isinstance(value, dict):
        return TextFile(path, text, digest, {}, "", NOT_FIELDS)
    return TextFile(path, text, digest, value or {}, "")


def check_data_file(name: str, text: str, reading: FormReading) -> dict[str, str]:
    """Return what the build would find wrong in a data file, by the names of the form's fields.

    What is about no field of the form stands under the empty name.
    """
    file = get_content_folder() / make_path(name)
    faults = Faults()
    validate_document(
        get_models()[name], yamldoc.parse_yaml(unify_line_ends(text)), file, faults, file.parent
    )
    names = {yamldoc.format_path(place): field for place, field in reading.names.items()}
    errors: dict[str, str] = {}
    for fault in faults:
        message = FILL_IN if fault.message.startswith(_MISSING) else fault.message
        place = fault.field
        while place and place not in names:
            place = place.rpartition(".")[0]
        errors.setdefault(names.get(place, ""), message)
    return errors


def write_data_file(name: str, digest: str, text: str) -> TextFile:
    """Write a data file's whole text; raise Changed where it is no longer that of ``digest``."""
    file: Path = get_content_folder() / make_path(name)
    with hold_writing_lock():
        before = read_data_file(name)
        if before.digest != digest:
            raise Changed
        if text != before.text:
            file.parent.mkdir(exist_ok=True)
            write_durably(file, text.encode("utf-8"))
        return read_data_file(name)
