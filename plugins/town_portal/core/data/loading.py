"""Data files: YAML to frozen pydantic models, with faults in words for staff."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from town_portal.core.content_files import opening
from town_portal.core.content_files.names import RefusedFile
from town_portal.core.data import yamldoc
from town_portal.core.data.messages import explain_error
from town_portal.core.faults import Faults, format_path
from town_portal.core.system.places import PACKAGE
from town_portal.core.text import CONTROLS, remove_controls


class Model(BaseModel):
    """What every model of the portal's data is: frozen, strict about names, lax about nothing."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, value: Any) -> Any:
        is_group = isinstance(value, Mapping)
        return yamldoc.drop_empty(value, cls.model_fields) if is_group else value


@dataclass(frozen=True)
class Table:
    """One data file: ``content/data/NAME.yaml`` holds one ``model``.

    ``default`` is the value without the file; None makes the part that needs it absent.
    """

    name: str
    model: type[Model]
    default: Model | None = None
    law: "Law | None" = None


@dataclass(frozen=True)
class Law:
    """What holds in every town: ``law/NAME.yaml`` of the package is a ``model``, if any.

    ``merge`` makes a table of a town's own (its default without a file), of that (None where the
    town does not follow it) and of town.yaml. It raises ValueError, or FieldError with a place in
    the town's file, with a sentence where they do not fit together.
    """

    model: type[Model] | None
    merge: Callable[[Any, Any, Any], Model | None]


LAW = PACKAGE / "law"
TWICE = "trường này viết hai lần; hãy xóa một dòng"
CONTROLS_REMOVED = (
    "đã bỏ qua {} ký tự điều khiển không nhìn thấy, thường do dán từ Word; phần chữ giữ nguyên. "
    "Muốn hết lời nhắc này, hãy xóa rồi gõ lại chỗ ấy"
)
M = TypeVar("M", bound=Model)
Tables = Mapping[str, Model | None]


def read_text(
    path: Path,
    faults: Faults,
    root: Path | None = None,
    notice: Callable[[str], object] = str,
) -> str | None:
    """Return the text of ``path`` (UTF-8, any line ends), or None with a fault.

    Below ``root``, else in the file's own folder, no link is followed. Control characters, which
    come with text pasted from Word, are taken out; ``notice`` is told.
    """
    try:
        text = opening.read_text(path, root)
        if found := CONTROLS.search(text):
            line, count = text.count("\n", 0, found.start()) + 1, len(CONTROLS.findall(text))
            notice(f"{format_path(path)}:{line}: {CONTROLS_REMOVED.format(count)}")
        return remove_controls(text)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.add(path, line, "", "không phải chữ UTF-8; hãy lưu lại tệp với mã UTF-8 (Unicode)")
    except RefusedFile as error:
        faults.add(path, 1, "", str(error))
    except OSError as error:
        faults.add(path, 1, "", f"không đọc được tệp: {error.strerror}")
    return None


def validate_document(
    model: type[M], document: yamldoc.YamlDocument, path: Path, faults: Faults, folder: Path
) -> M | None:
    """Return ``document`` as a ``model``, or None with one fault for each thing wrong in it.

    ``folder`` is where file names in the data are looked up.
    """
    for twice in document.twice:
        faults.add(path, document.line(twice), str(twice[-1]), TWICE)
    value = document.value if document.value is not None else {}
    try:
        return model.model_validate(value, context={"folder": folder})
    except ValidationError as error:
        for item in error.errors(include_url=False):
            where = _locate_error(item)
            if item["type"] == "too_short" and _has_more(error, item["loc"]):
                continue  # pydantic counts only the items that are right
            sentence = explain_error(dict(item), _suggest_field(item, model, where))
            faults.add(path, document.line(where), yamldoc.format_path(where), sentence)
    return None


def _locate_error(item: Any) -> yamldoc.Path:
    """Return where in the file an error is, without pydantic's own words."""
    found = tuple(part for part in item["loc"] if not _is_pydantics(part))
    return (*found, *getattr(item.get("ctx", {}).get("error"), "where", ()))


def _has_more(error: ValidationError, place: yamldoc.Path) -> bool:
    """Tell whether something is wrong inside the value at ``place``."""
    return any(
        len(item["loc"]) > len(place) and item["loc"][: len(place)] == place
        for item in error.errors(include_url=False)
    )


def _is_pydantics(part: int | str) -> bool:
    """Tell whether a part of a location is pydantic's own word, not one of the file."""
    return str(part).startswith("function-") or part == "[key]"


def _suggest_field(item: Any, model: type[Model], where: tuple[int | str, ...]) -> str:
    """Return the known field name closest to an unknown one, or nothing.

    Where the file is a list and the model wants one, and nothing else, return the name of that.
    """
    if item["type"] == "model_type" and not where and isinstance(item["input"], list):
        return _find_only_list(model)
    if item["type"] != "extra_forbidden" or len(where) != 1:
        return ""
    found = difflib.get_close_matches(str(where[0]), list(model.model_fields), n=1, cutoff=0.6)
    return found[0] if found else ""


def _find_only_list(model: type[Model]) -> str:
    """Return the name of the one list in a model; empty where it has several, or wants more."""
    fields = model.model_fields
    lists = {name for name, field in fields.items() if get_origin(field.annotation) is tuple}
    wanted = {name for name, field in fields.items() if field.is_required()}
    return lists.pop() if len(lists) == 1 and wanted <= lists else ""


def load_tables(tables: tuple[Table, ...], folder: Path, faults: Faults) -> Tables:
    """Return every table of ``folder`` by name; a table without a file has its default."""
    loaded: dict[str, Model | None] = {table.name: table.default for table in tables}
    by_name = {table.name: table for table in tables}
    for path in sorted(folder.glob("*.y*ml")):
        table = by_name.get(path.stem)
        if table is None:
            known = ", ".join(sorted(by_name))
            faults.add(path, 1, "", f"không phần nào của cổng dùng tệp này; tên được dùng: {known}")
        elif path.suffix != ".yaml":
            faults.add(path, 1, "", f"hãy đổi tên tệp thành {path.stem}.yaml")
        else:
            found = load_file(table.model, path, faults, folder.parent)
            loaded[table.name] = found or table.default
    for table in tables:
        if table.law:
            own, file = loaded[table.name], folder / f"{table.name}.yaml"
            loaded[table.name] = _merge_law(table.law, own, file, loaded.get("town"), faults)
    return MappingProxyType(loaded)


def _merge_law(
    law: Law, own: Model | None, file: Path, town: Model | None, faults: Faults
) -> Model | None:
    """Return a town's table, of a file, with what holds in every town where it follows that."""
    follows = law.model is not None and getattr(town, "nationwide", False)
    common = load_file(law.model, LAW / file.name, faults) if law.model and follows else None
    try:
        return law.merge(own, common, town)
    except ValueError as error:
        where = getattr(error, "where", ())
        line = yamldoc.parse_yaml(read_text(file, faults) or "").line(where) if where else 1
        faults.add(file, line, yamldoc.format_path(where), str(error))
        return own


def load_file(
    model: type[Model], path: Path, faults: Faults, root: Path | None = None
) -> Model | None:
    """Return the data file ``path`` as a ``model``, or None with its faults; see ``read_text``."""
    text = read_text(path, faults, root, faults.notices.append)
    if text is None:
        return None
    try:
        document = yamldoc.parse_yaml(text)
    except yamldoc.YamlError as error:
        faults.add(path, error.line, "", str(error))
        return None
    return validate_document(model, document, path, faults, path.parent)
