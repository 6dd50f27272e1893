"""The desk's forms are those of the models: nothing can be missing, or saved that is refused."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Annotated, Any

import pytest
import yaml
from pydantic import Field as Limit
from pydantic import TypeAdapter, ValidationError

from plugins._kit import fields as kinds
from plugins._kit.data import Model
from plugins.desk import given
from plugins.desk.config import LAYOUT, config, formats, opened
from plugins.desk.labels import NoLabel, label_of
from plugins.desk.models import ARTICLE, TEXTS, Texts
from plugins.desk.shapes import Shape, shape, shapes
from plugins.desk.widgets import _PATTERNS, HIDDEN, Spot, field_of, fields_of
from tests.portal import CONTENT
from tests.unit.desk_models import AROUND, DESK, MODELS, SAMPLES, Field, fields, least, sample

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


@pytest.mark.parametrize("table", MODELS)
def test_each_table_has_a_form_with_all_fields(table: str) -> None:
    """No field of a model is missing in its form, and the form has none that the build refuses."""
    named = {it["name"] for it in table_fields(table)} - {"body"}
    assert named == set(MODELS[table].model_fields)


@pytest.mark.parametrize("field", ALL, ids=lambda it: f"{it.table}.{it.path}")
def test_each_field_has_its_widget(field: Field) -> None:
    """Kind, need, limits and choices of a field's widget are those of the model."""
    if field.shape.kind in ("options", "block") or field.table == "layout":
        return  # what test_each_block_can_be_placed is about
    made = field_of(field.name, field.shape, Spot(field.table, AROUND, field.path))
    if field.path in HIDDEN:
        assert made["widget"] == "hidden"
        return
    expected = WIDGETS.get(field.shape.kind)
    assert expected is None or made["widget"] == expected
    assert made["required"] == (field.shape.is_required and field.shape.kind != "bool")
    for limit, name in (("min", "min"), ("max", "max"), ("min_length", "min")):
        if limit in field.shape.bounds and made["widget"] in ("number", "list"):
            assert made[name] == field.shape.bounds[limit]
    if field.shape.choices and field.shape.kind == "choice":
        assert tuple(it["value"] for it in made["options"]) == field.shape.choices


@pytest.mark.parametrize("field", ALL, ids=lambda it: f"{it.table}.{it.path}")
def test_each_field_has_words_of_its_own(field: Field) -> None:
    """Every field of every model has a Vietnamese name, which is not the name in the file."""
    spot = Spot(field.table, AROUND, field.path)
    if field.table == "layout" and field.name in ("block", "form", "title", "options"):
        spot = Spot(field.table, AROUND, field.name)
    assert spot.label.label.lower() != field.name
    assert set(field.shape.choices if field.shape.kind == "choice" else ()) <= set(
        spot.label.choices
    )


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


@pytest.mark.parametrize("field", ALL, ids=lambda it: f"{it.table}.{it.path}")
def test_an_empty_optional_field_is_none_at_all(field: Field) -> None:
    """What Decap saves of a field that nobody filled is what the build takes for absent."""
    document = least(field.model)
    plain = field.model.model_validate(document)
    if field.shape.is_required or field.name in document:
        filled = {**document, field.name: sample(field.shape, field.name)}
        assert field.name in field.model.model_validate(filled).model_fields_set
        return
    for empty in ("", None):
        assert field.model.model_validate({**document, field.name: empty}) == plain
    if field.shape.kind in ("list", "words") and field.table != "layout":
        assert field.model.model_validate({**document, field.name: []}) == plain


def test_the_data_of_the_project_fit_the_forms() -> None:
    """Whatever stands in the project's own data files has a field in the form of its table."""
    for table, model in MODELS.items():
        file = CONTENT / "data" / f"{table}.yaml"
        if file.is_file():
            written = yaml.safe_load(file.read_text(encoding="utf-8"))
            assert set(written) <= {it["name"] for it in fields_of(model, Spot(table, AROUND))}


def test_formats_know_lists_of_words_and_defaults() -> None:
    """Reading and writing get from the models what differs from plain YAML."""
    article = formats(DESK)["bai-viet"]
    assert article["words"] == ["tags", "people", "places"]
    assert article["texts"] == ["comments"]
    assert article["defaults"] == {"status": "published", "lead": False}


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


@pytest.mark.parametrize("texts", TEXTS, ids=lambda it: it.name)
def test_each_folder_of_texts_has_a_collection(texts: Texts) -> None:
    """Whatever kind of text there is can be written at the desk, and opened there by its file."""
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


def test_a_kind_of_texts_has_words_of_its_own() -> None:
    """A form begins with what the kind names itself; what it does not name, it shares."""
    names = [it["name"] for it in COLLECTIONS["van-ban"]["fields"]]
    assert names[:3] == ["title", "kind", "number"]
    assert label_of("front-document", "title").label == "Trích yếu"
    assert label_of("front-document", "slug") == label_of(ARTICLE, "slug")


@pytest.mark.parametrize("table", [it.table for it in TEXTS])
def test_a_rule_to_be_waived_is_chosen(table: str) -> None:
    """Where the editorial rules are known one is chosen by its title; else its name is written."""
    spot = Spot(table, replace(AROUND, rules={"phone": "Số điện thoại"}), "waive.rule")
    shaped = Shape("text", is_required=True)
    made = field_of("rule", shaped, spot)
    assert (made["widget"], made["required"]) == ("chon", True)
    assert made["options"] == [{"value": "phone", "label": "Số điện thoại"}]
    assert field_of("rule", shaped, replace(spot, around=AROUND))["widget"] == "string"


def test_the_kind_of_a_document_is_chosen() -> None:
    """Where kinds are known one is chosen; else its name is written."""
    spot = Spot("front-document", AROUND, "kind")
    shaped = Shape("text", is_required=True)
    assert field_of("kind", shaped, spot)["widget"] == "string"
    choices = {"front-document.kind": {"Luật": "Luật"}}
    made = field_of("kind", shaped, replace(spot, around=replace(AROUND, choices=choices)))
    assert made["options"] == [{"value": "Luật", "label": "Luật"}]


def test_a_field_without_words_is_refused() -> None:
    """A model that grows stops the desk's making, and not on the screen in English."""
    with pytest.raises(NoLabel, match="town: mascot"):
        label_of("town", "mascot")


def test_a_type_without_form_is_refused() -> None:
    """A type that nobody has thought of is an error of the program, told with the type."""
    with pytest.raises(TypeError, match="no form is known"):
        shape(set[str])


def test_shapes_see_through_optional_and_annotated() -> None:
    """A field's need and limits do not depend on how its type is written."""

    class One(Model):
        name: Annotated[str, Limit(max_length=9)] | None = None

    assert shapes(One)["name"] == Shape("text", is_required=False, bounds={"max_length": 9})


def test_all_that_the_page_needs_is_json() -> None:
    """The page gets configuration, formats and words in one file."""
    site = {"base": "/", "styles": ["a.css"], "zone": "Asia/Ho_Chi_Minh"}
    found = json.loads(given.given(DESK, {"name": "proxy"}, site))
    assert set(found) == {"config", "formats", "phrases", "texts", "base", "styles", "zone"}
