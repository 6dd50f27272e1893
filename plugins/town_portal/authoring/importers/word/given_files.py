"""The files of one import: which is the document, which are photographs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from town_portal.authoring.importers.word.convert import detect_kind
from town_portal.authoring.importers.word.package import WordError
from town_portal.authoring.importers.word.photographs import GivenFile
from town_portal.features.photos.kinds import ENDINGS
from town_portal.features.photos.kinds import detect_kind as kind_of_picture

NONE = "Chưa có tệp Word nào. Hãy chọn một tệp .docx, kèm các ảnh của bài nếu ảnh nằm ngoài tệp."
SEVERAL = "Mỗi lần chỉ nhập một tệp Word (kèm ảnh của bài ấy); ở đây có {}: {}."
STRANGE = "“{}” không phải tệp Word, cũng không phải ảnh đọc được; hãy bỏ tệp này ra rồi nhập lại."
EMPTY = "Tệp “{}” rỗng; hãy chép lại tệp rồi nhập lại."
_DOCUMENTS = (".docx", ".docm", ".doc", ".dotx", ".rtf", ".odt")
_LOOK_AT = 4096


def sort_files(files: Sequence[GivenFile]) -> tuple[GivenFile, list[GivenFile]]:
    """Return the document and the photographs among some files, these in their order.

    Raises WordError, in Vietnamese, where there is not one document, or something else.
    """
    documents, photographs = [], []
    for file in files:
        suffix = PurePath(file.name).suffix.lower()
        if not file.data:
            raise WordError(EMPTY.format(file.name))
        if kind_of_picture(file.data[:_LOOK_AT], suffix) in ENDINGS:
            photographs.append(file)
        elif detect_kind(file) or suffix in _DOCUMENTS:
            documents.append(file)
        else:
            raise WordError(STRANGE.format(file.name))
    if not documents:
        raise WordError(NONE)
    if len(documents) > 1:
        named = ", ".join(file.name for file in documents)
        raise WordError(SEVERAL.format(len(documents), named))
    return documents[0], photographs
