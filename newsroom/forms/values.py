"""What was typed into a form, as values of a data file. Pure.

A field that nobody changed keeps its value as it is written, so that its lines stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from newsroom.forms.fields import KEY, VALUE, FormField
from newsroom.forms.moments import WrongField, parse_moment
from newsroom.forms.typed import (
    BLOCK,
    ON,
    NoFieldFor,
    find_block_fields,
    format_typed,
    make_inner_name,
)
from town_portal.authoring.editing.yaml_dump import PlainScalar
from town_portal.core.data.messages import explain_error

WRONG_POINT = "hãy ghi hai số, kinh độ rồi vĩ độ, ví dụ 105.70191, 18.53424"
NO_TIME = "chỉ ghi ngày, không ghi giờ, ví dụ 02/12/2026"
Place = tuple[str | int, ...]


@dataclass
class FormReading:
    """What was read of a form.

    ``errors`` are sentences by the names of fields; ``names`` are names of fields by where their
    values stand in the file.
    """

    errors: dict[str, str] = field(default_factory=dict)
    names: dict[Place, str] = field(default_factory=dict)

    def value(
        self, form: FormField, typed: Any, old: Any, place: Place = (), name: str = ""
    ) -> Any:
        """Return the value of a field, None for none; ``old`` is what the file says there."""
        self.names[place] = name
        reader = _READERS.get(form.kind)
        if reader:
            return reader(self, form, typed, old, place, name)
        try:
            if typed.split() == format_typed(form, old).split():
                return old
        except NoFieldFor:
            pass
        try:
            return _convert_scalar(form, typed)
        except WrongField as error:
            self.errors[name] = str(error)
            return old

    def name_of(self, place: Place) -> str:
        """Return the name of the field whose value stands at a place, or of the nearest around."""
        while place and place not in self.names:
            place = place[:-1]
        return self.names.get(place, "")

    def _group(
        self, form: FormField, typed: Any, old: Any, place: Place, name: str
    ) -> dict[str, Any] | None:
        if form.is_optional and not typed.get(ON):
            return None
        before = old if isinstance(old, Mapping) else {}
        result = dict(before)
        for inner in form.fields:
            at, known = (*place, inner.name), before.get(inner.name)
            value = self.value(
                inner, typed[inner.name], known, at, make_inner_name(name, inner.name)
            )
            if value not in (None, ""):
                result[inner.name] = value
            elif known not in (None, ""):
                del result[inner.name]
        is_there = result or form.is_required or form.is_optional or old is not None
        return result if is_there else None

    def _list(
        self, form: FormField, typed: Any, old: Any, place: Place, name: str
    ) -> list[Any] | None:
        assert form.item
        before, result = old or [], list[Any]()
        for number, inside in typed:
            known = before[int(number)] if _is_in(number, before) else None
            at = (*place, len(result))
            value = self.value(form.item, inside, known, at, make_inner_name(name, number))
            if value not in (None, "", []):
                result.append(value)
        return result if result or old is not None else None

    def _pairs(
        self, _form: FormField, typed: Any, old: Any, place: Place, name: str
    ) -> dict[str, Any] | None:
        pairs = {inside[KEY]: inside[VALUE] for _number, inside in typed if inside[KEY]}
        for number, inside in typed:
            self.names[(*place, inside[KEY])] = make_inner_name(
                make_inner_name(name, number), VALUE
            )
        return pairs if pairs or old is not None else None

    def _placement(self, form: FormField, typed: Any, old: Any, place: Place, name: str) -> Any:
        kind = find_block_fields(form, typed[BLOCK])
        assert kind
        before = {"block": old} if isinstance(old, str) else old
        known = before if before and before.get("block") == kind.name else None
        found = self._group(kind, typed, known, place, name) or {}
        if not found.get("options", True) and not (known or {}).get("options"):
            del found["options"]
        self._check_options(kind, found, place)
        alone = set(found) <= {"block"} and not isinstance(old, Mapping)
        return kind.name if alone else {"block": kind.name, **found}

    def _check_options(self, kind: FormField, found: Mapping[str, Any], place: Place) -> None:
        """Note what is wrong with the options of a block, which have a model of their own."""
        model = next((item.shape.model for item in kind.fields if item.name == "options"), None)
        if model is None:
            return
        try:
            model.model_validate(found.get("options") or {})
        except ValidationError as error:
            for item in error.errors(include_url=False):
                at = (*place, "options", *item["loc"])
                self.errors[self.name_of(at)] = explain_error(dict(item))


def _is_in(number: str, items: list[Any]) -> bool:
    return number.isdecimal() and len(number) < 6 and int(number) < len(items)


def _convert_scalar(form: FormField, typed: str) -> Any:
    """Return what was typed into a field, as a file has it. Raises WrongField."""
    if not typed:
        return None
    if form.kind in _PARSERS:
        return _PARSERS[form.kind](form, typed)
    if form.kind in ("int", "choice") or form.shape.kind in ("bool", "month"):
        return PlainScalar(typed)
    return typed if form.kind == "long" else " ".join(typed.split())


def _convert_moment(form: FormField, typed: str) -> PlainScalar:
    found = parse_moment(form.name, " ".join(typed.split()))
    if not isinstance(found, datetime):
        return PlainScalar(found.isoformat())
    if form.kind == "day":
        raise WrongField(form.name, NO_TIME)
    return PlainScalar(f"{found:%Y-%m-%dT%H:%M}")


def _split_words(_form: FormField, typed: str) -> list[str] | None:
    return [word.strip() for word in typed.split(",") if word.strip()] or None


def _convert_point(form: FormField, typed: str) -> list[PlainScalar]:
    numbers = re.findall(r"-?\d+(?:\.\d+)?", typed)
    if len(numbers) != 2:
        raise WrongField(form.name, WRONG_POINT)
    return [PlainScalar(number) for number in numbers]


_PARSERS: Mapping[str, Callable[[FormField, str], Any]] = {
    "day": _convert_moment,
    "when": _convert_moment,
    "words": _split_words,
    "point": _convert_point,
    "float": lambda _form, typed: PlainScalar(typed.replace(",", ".")),
    "switch": lambda _form, _typed: PlainScalar("true"),
}
_Reader = Callable[[FormReading, FormField, Any, Any, Place, str], Any]
_READERS: Mapping[str, _Reader] = {
    "group": FormReading._group,
    "map": FormReading._group,
    "list": FormReading._list,
    "pairs": FormReading._pairs,
    "placement": FormReading._placement,
}
