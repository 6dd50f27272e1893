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

from newsroom.forms.fields import KEY, VALUE, Field
from newsroom.forms.moments import WrongField, parse_moment
from newsroom.forms.typed import BLOCK, ON, Unreadable, kind_of, name_in, typed_of
from town_portal.authoring.editing.yaml_dump import Plain
from town_portal.core.data.messages import explain

WRONG_POINT = "hãy ghi hai số, kinh độ rồi vĩ độ, ví dụ 105.70191, 18.53424"
NO_TIME = "chỉ ghi ngày, không ghi giờ, ví dụ 02/12/2026"
Place = tuple[str | int, ...]


@dataclass
class Reading:
    """What was read of a form.

    ``errors`` are sentences by the names of fields; ``names`` are names of fields by where their
    values stand in the file.
    """

    errors: dict[str, str] = field(default_factory=dict)
    names: dict[Place, str] = field(default_factory=dict)

    def value(self, form: Field, typed: Any, old: Any, place: Place = (), name: str = "") -> Any:
        """Return the value of a field, None for none; ``old`` is what the file says there."""
        self.names[place] = name
        reader = _READERS.get(form.kind)
        if reader:
            return reader(self, form, typed, old, place, name)
        try:
            if typed.split() == typed_of(form, old).split():
                return old
        except Unreadable:
            pass
        try:
            return _scalar(form, typed)
        except WrongField as error:
            self.errors[name] = str(error)
            return old

    def name_of(self, place: Place) -> str:
        """Return the name of the field whose value stands at a place, or of the nearest around."""
        while place and place not in self.names:
            place = place[:-1]
        return self.names.get(place, "")

    def _group(
        self, form: Field, typed: Any, old: Any, place: Place, name: str
    ) -> dict[str, Any] | None:
        if form.is_optional and not typed.get(ON):
            return None
        before = old if isinstance(old, Mapping) else {}
        result = dict(before)
        for inner in form.fields:
            at, known = (*place, inner.name), before.get(inner.name)
            value = self.value(inner, typed[inner.name], known, at, name_in(name, inner.name))
            if value not in (None, ""):
                result[inner.name] = value
            elif known not in (None, ""):
                del result[inner.name]
        is_there = result or form.is_required or form.is_optional or old is not None
        return result if is_there else None

    def _list(self, form: Field, typed: Any, old: Any, place: Place, name: str) -> list[Any] | None:
        assert form.item
        before, result = old or [], list[Any]()
        for number, inside in typed:
            known = before[int(number)] if _is_in(number, before) else None
            at = (*place, len(result))
            value = self.value(form.item, inside, known, at, name_in(name, number))
            if value not in (None, "", []):
                result.append(value)
        return result if result or old is not None else None

    def _pairs(
        self, _form: Field, typed: Any, old: Any, place: Place, name: str
    ) -> dict[str, Any] | None:
        pairs = {inside[KEY]: inside[VALUE] for _number, inside in typed if inside[KEY]}
        for number, inside in typed:
            self.names[(*place, inside[KEY])] = name_in(name_in(name, number), VALUE)
        return pairs if pairs or old is not None else None

    def _placement(self, form: Field, typed: Any, old: Any, place: Place, name: str) -> Any:
        kind = kind_of(form, typed[BLOCK])
        assert kind
        before = {"block": old} if isinstance(old, str) else old
        known = before if before and before.get("block") == kind.name else None
        found = self._group(kind, typed, known, place, name) or {}
        if not found.get("options", True) and not (known or {}).get("options"):
            del found["options"]
        self._check_options(kind, found, place)
        alone = set(found) <= {"block"} and not isinstance(old, Mapping)
        return kind.name if alone else {"block": kind.name, **found}

    def _check_options(self, kind: Field, found: Mapping[str, Any], place: Place) -> None:
        """Note what is wrong with the options of a block, which have a model of their own."""
        model = next((it.shape.model for it in kind.fields if it.name == "options"), None)
        if model is None:
            return
        try:
            model.model_validate(found.get("options") or {})
        except ValidationError as error:
            for item in error.errors(include_url=False):
                at = (*place, "options", *item["loc"])
                self.errors[self.name_of(at)] = explain(dict(item))


def _is_in(number: str, items: list[Any]) -> bool:
    return number.isdecimal() and len(number) < 6 and int(number) < len(items)


def _scalar(form: Field, typed: str) -> Any:
    """Return what was typed into a field, as a file has it. Raises WrongField."""
    if not typed:
        return None
    if form.kind in _PARSERS:
        return _PARSERS[form.kind](form, typed)
    if form.kind in ("int", "choice") or form.shape.kind in ("bool", "month"):
        return Plain(typed)
    return typed if form.kind == "long" else " ".join(typed.split())


def _moment(form: Field, typed: str) -> Plain:
    found = parse_moment(form.name, " ".join(typed.split()))
    if not isinstance(found, datetime):
        return Plain(found.isoformat())
    if form.kind == "day":
        raise WrongField(form.name, NO_TIME)
    return Plain(f"{found:%Y-%m-%dT%H:%M}")


def _words(_form: Field, typed: str) -> list[str] | None:
    return [word.strip() for word in typed.split(",") if word.strip()] or None


def _point(form: Field, typed: str) -> list[Plain]:
    numbers = re.findall(r"-?\d+(?:\.\d+)?", typed)
    if len(numbers) != 2:
        raise WrongField(form.name, WRONG_POINT)
    return [Plain(number) for number in numbers]


_PARSERS: Mapping[str, Callable[[Field, str], Any]] = {
    "day": _moment,
    "when": _moment,
    "words": _words,
    "point": _point,
    "float": lambda _form, typed: Plain(typed.replace(",", ".")),
    "switch": lambda _form, _typed: Plain("true"),
}
_Reader = Callable[[Reading, Field, Any, Any, Place, str], Any]
_READERS: Mapping[str, _Reader] = {
    "group": Reading._group,
    "map": Reading._group,
    "list": Reading._list,
    "pairs": Reading._pairs,
    "placement": Reading._placement,
}
