"""The desk's forms are those of the models: nothing can be missing, or saved that is refused."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from plugins._kit import fields as kinds
from plugins.authoring.labels import NoLabel, label_of
from plugins.authoring.models import ARTICLE, TEXTS
from plugins.authoring.shapes import Shape
from plugins.desk.config import LAYOUT, config, formats, opened
from plugins.desk.widgets import _PATTERNS, HIDDEN, Spot, field_of
from tests.unit.desk_models import AROUND, DESK, MODELS, SAMPLES, fields, least, sample

ALL = list(fields())
CONFIG = config(DESK, {"name": "proxy"}, "/")
COLLECTIONS = {it["name"]: it for it in CONFIG["collections"]}
WIDGETS = {
    **dict.fromkeys(("when", "day"), "ngay"),
    **dict.fromkeys(("int", "float"), "number"),
    **dict.fromkeys(("list", "words", "point"), "list"),
    "file": "tep",
    "choice": "chon",
    "map": "nhom",
}


def test_no_town_is_named_to_another() -> None:
    """The configuration is public at any ward's portal: its examples are of nowhere."""
    told = json.dumps(CONFIG, ensure_ascii=False)
    assert "Phường A" in told
    assert [name for name in ("Hồng Lĩnh", "Hà Tĩnh") if name in told] == []


def table_fields(table: str) -> list[dict[str, Any]]:
    """Return the form of a table as the configuration has it."""
    found = next((COLLECTIONS[it.name] for it in TEXTS if it.table == table), None)
    if found is None:
        files = [*COLLECTIONS["du-lieu"]["files"], *COLLECTIONS[LAYOUT]["files"]]
        found = next(it for it in files if it["name"] == table)
    return list(found["fields"])


def test_each_table_has_a_form_with_all_fields() -> None:
    """No field of a model is missing in its form, and the form has none that the build refuses."""
    for table, model in MODELS.items():
        named = {it["name"] for it in table_fields(table)} - {"body"}
        assert named == set(model.model_fields), table


def test_each_field_has_its_widget() -> None:
    """Kind, need, limits and choices of a field's widget are those of the model."""
    for field in ALL:
        shape = field.shape
        if shape.kind in ("options", "block") or field.table == "layout":
            continue  # what test_each_block_can_be_placed is about
        made = field_of(field.name, shape, Spot(field.table, AROUND, field.path))
        if field.path in HIDDEN:
            assert made["widget"] == "hidden", field
            continue
        assert made["widget"] == WIDGETS.get(shape.kind, made["widget"]), field
        assert made["required"] == (shape.is_required and shape.kind != "bool"), field
        for limit, name in (("min", "min"), ("max", "max"), ("min_length", "min")):
            if limit in shape.bounds and made["widget"] in ("number", "list"):
                assert made[name] == shape.bounds[limit], field
        if shape.choices and shape.kind == "choice":
            assert tuple(it["value"] for it in made["options"]) == shape.choices, field


def test_each_field_has_words_of_its_own() -> None:
    """Each field of each model, and each choice, has a Vietnamese name; else nothing is made."""
    for field in ALL:
        is_common = field.table == "layout" and field.name in ("block", "form", "title", "options")
        label = Spot(field.table, AROUND, field.name if is_common else field.path).label
        assert label.label.lower() != field.name, field
        choices = field.shape.choices if field.shape.kind == "choice" else ()
        assert {*choices} <= {*label.choices}, field
    with pytest.raises(NoLabel, match="town: mascot"):
        label_of("town", "mascot")


def test_an_empty_optional_field_is_none_at_all() -> None:
    """What Decap saves of a field that nobody filled is what the build takes for absent."""
    for field in ALL:
        document = least(field.model)
        plain = field.model.model_validate(document)
        if field.shape.is_required or field.name in document:
            filled = {**document, field.name: sample(field.shape, field.name)}
            assert field.name in field.model.model_validate(filled).model_fields_set, field
            continue
        is_list = field.shape.kind in ("list", "words") and field.table != "layout"
        none: list[Any] = ["", None, *([[]] if is_list else [])]
        for empty in none:
            assert field.model.model_validate({**document, field.name: empty}) == plain, field


def test_each_block_can_be_placed() -> None:
    """Rows and regions offer every block, with a form for each of its options."""
    (home,) = (it for it in table_fields("layout") if it["name"] == "home")
    row = home["field"]
    assert (row["min"], row["max"], row["default"]) == (1, 4, [])
    for placed in row["types"]:
        block = AROUND.blocks[placed["name"]]
        options = [it for it in placed["fields"] if it["name"] == "options"]
        named = {it["name"] for it in options[0]["fields"]} if options else set()
        assert named == set(block.options.model_fields)
    assert {it["name"] for it in row["types"]} == set(AROUND.blocks)
    (pages,) = (it for it in table_fields("layout") if it["name"] == "pages")
    assert [it["name"] for it in pages["fields"]] == list(AROUND.pages)


@pytest.mark.parametrize("kind", _PATTERNS)
def test_patterns_are_those_of_the_build(kind: str) -> None:
    """A form takes of a text what the build takes, and refuses what it refuses."""
    types = {"web": "WebAddress", "path": "SitePath", "old-path": "OldPath", "zone": "TimeZone"}
    names = {"block": "BlockName", **types}
    adapter = TypeAdapter(getattr(kinds, names.get(kind, kind.title())))
    pattern = re.compile(_PATTERNS[kind][0])
    adapter.validate_python(SAMPLES[kind])
    assert pattern.search(SAMPLES[kind])
    for text in ("hai từ", "Có Dấu", "http:/", "/a b/", "101% 3%", "2020-13", "đ", "a_b"):
        taken = bool(pattern.search(text))
        assert taken == is_taken(adapter, text) or (kind == "zone" and taken), text


def is_taken(adapter: TypeAdapter[Any], text: str) -> bool:
    """Tell whether the build takes a text."""
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return True


def test_an_article_begins_with_what_is_needed() -> None:
    """The first fields are those that every article has; the day is today's."""
    first = COLLECTIONS["bai-viet"]["fields"][:5]
    assert [it["name"] for it in first] == ["title", "date", "category", "summary", "body"]
    assert first[1]["default"] == "{{hôm nay}}"
    assert first[2]["options"] == [{"value": "chinh-quyen", "label": "Chính quyền"}]
    assert [it["required"] for it in first] == [True, True, True, False, True]
    assert first[1]["in_address"]


def test_nobody_approves_in_the_form() -> None:
    """That an article is approved is shown, and chosen in the room for approvals only."""
    (review,) = (it for it in table_fields(ARTICLE) if it["name"] == "review")
    (state,) = (it for it in review["fields"] if it["name"] == "state")
    assert state["not_offered"] == ["approved"]
    assert {"value": "approved", "label": "Đã duyệt"} in state["options"]


def test_each_folder_of_texts_has_a_collection() -> None:
    """Whatever kind of text there is can be written at the desk, and opened there by its file."""
    for texts in TEXTS:
        made = COLLECTIONS[texts.name]
        assert (made["folder"], made["format"]) == (texts.folder, texts.name)
        assert formats(DESK)[texts.name]["front"]
        assert opened(f"{texts.folder}/a/b.md") == f"#/collections/{texts.name}/entries/a/b"


def test_texts_with_a_day_are_listed_by_it() -> None:
    """What all texts of a kind have a day of is listed the newest first."""
    made = COLLECTIONS["van-ban"]
    assert made["summary"] == "{{issued | truncate(10)}} · {{title}}"
    assert made["sortable_fields"][0]["field"] == "issued"
    assert made["sortable_fields"][0]["default_sort"] == "desc"


KNOWN = {"phone": "Số điện thoại"}


@pytest.mark.parametrize(
    ("table", "path", "known"),
    [
        (ARTICLE, "waive.rule", {"rules": {"phone": "Số điện thoại"}}),
        (
            "front-document",
            "kind",
            {"choices": {"front-document.kind": {"phone": "Số điện thoại"}}},
        ),
    ],
)
def test_what_is_known_is_chosen(table: str, path: str, known: dict[str, Any]) -> None:
    """A rule to be waived and the kind of a document; where none is known, it is written."""
    shaped, name = Shape("text", is_required=True), path.rpartition(".")[2]
    made = field_of(name, shaped, Spot(table, replace(AROUND, **known), path))
    assert made["options"] == [{"value": "phone", "label": "Số điện thoại"}]
    assert field_of(name, shaped, Spot(table, AROUND, path))["widget"] == "string"
