"""The fields beside the editor that come from the model of a text's front matter, by its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils import timezone

from newsroom.forms.fields import FormField, Offers, build_form
from newsroom.forms.moments import WrongField
from newsroom.forms.nodes import Node, build_node
from newsroom.forms.typed import format_typed, read_typed
from newsroom.forms.values import FormReading
from newsroom.texts import fields
from newsroom.texts.paths import get_content_folder, get_relative_path, get_text_file
from newsroom.texts.store import hold_writing_lock
from town_portal.authoring.editing.front_matter import set_fields
from town_portal.authoring.editing.labels import find_title
from town_portal.authoring.editing.models import ARTICLE, TEXTS
from town_portal.authoring.editing.yaml_dump import normalize_value
from town_portal.blocks.catalogue import load_blocks
from town_portal.cli.import_page import load_categories
from town_portal.core.content_files.opening import has_file, refuse_links
from town_portal.core.content_files.writing import write_durably
from town_portal.core.data import yamldoc
from town_portal.core.data.loading import load_file, validate_document
from town_portal.core.faults import Faults
from town_portal.core.naming import get_page_name
from town_portal.core.scan import scan_folder
from town_portal.core.text import make_slug
from town_portal.core.texts.folders import ARTICLES
from town_portal.core.texts.kinds import find_front_model
from town_portal.features.documents.models import DocumentKinds

_OTHERWISE = frozenset({"title", "summary", "review", "waive", "slug", "template"})
"""What stands above the text, or is set by other rooms and by nobody at the desk."""
_OF_ARTICLES = frozenset({*fields.NAMES, "date", "status"})
"""Fields of articles that have a place of their own beside the editor."""
WHOLE = "end"
"""The name that shows that a form has arrived whole."""
LATER = 1_000


class SentForm(dict[str, Any]):
    """A form as the editor's script sends it: texts, yes or no, lists for repeated names."""

    def get(self, name: str, default: Any = "") -> Any:
        """Return the value of a name, "on" for yes and nothing for no."""
        value = super().get(name, default)
        return ("on" if value else "") if isinstance(value, bool) else value

    def getlist(self, name: str) -> Sequence[Any]:
        """Return the values of a name."""
        value = super().get(name, [])
        return value if isinstance(value, list) else [value]


def list_files_in(folder: Path) -> tuple[str, ...]:
    """Return the names of the files in a folder that texts and data may name."""
    names = sorted(scan_folder(folder, {}, 0).stamps) if folder.is_dir() else []
    return tuple(name for name in names if not name.endswith((".yaml", ".md")))


def list_files_beside(name: str) -> tuple[str, ...]:
    """Return the names of the files in a text's own folder."""
    file = get_text_file(name)
    return list_files_in(file.parent) if file.stem == "index" else ()


def collect_offers() -> Offers:
    """Return what forms offer for choosing in the town's content as it is now."""
    content = get_content_folder()
    pages = sorted({get_page_name(file) for file in (content / "pages").rglob("*.md")})
    choices = {"front-document.kind": {kind: kind for kind in _list_document_kinds()}}
    return Offers(load_categories(content), tuple(pages), load_blocks(), choices)


def _list_document_kinds() -> tuple[str, ...]:
    path = get_content_folder() / "data" / "documents.yaml"
    found = (
        load_file(DocumentKinds, path, Faults(), get_content_folder()) if has_file(path) else None
    )
    return (found if isinstance(found, DocumentKinds) else DocumentKinds()).known


def get_table(name: str) -> str:
    """Return the name of the model of a text's front matter."""
    folder = name.partition("/")[0]
    return next(item.table for item in TEXTS if item.folder == folder)


def build_form_for(name: str) -> FormField:
    """Return the form of a text's front matter, without what has a place elsewhere on the page."""
    table = get_table(name)
    form = build_form(table, find_front_model(name), collect_offers())
    without = _OTHERWISE | (_OF_ARTICLES if table == ARTICLE else frozenset())
    return replace(form, fields=tuple(field for field in form.fields if field.name not in without))


def build_side(name: str, front: Mapping[str, Any]) -> tuple[Node, ...]:
    """Return the fields beside the editor as they are drawn. Raises Unreadable."""
    form = build_form_for(name)
    return build_node(form, format_typed(form, front), {}).inside


def read_side(name: str, sent: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of the front matter that were changed beside the editor; None removes one.

    Nothing is changed by a form that did not arrive whole. Raises WrongField, Unreadable.
    """
    if WHOLE not in sent:
        return {}
    form, reading = build_form_for(name), FormReading()
    old = {field.name: before.get(field.name) for field in form.fields if field.name in before}
    values = reading.value(form, read_typed(form, SentForm(sent)), old)
    for field, message in reading.errors.items():
        raise WrongField(field, _add_label(form, field, message))
    names = {field.name for field in form.fields}
    changes = {key: values.get(key) for key in names if values.get(key) != old.get(key)}
    _check(name, {**before, **changes}, changes, reading)
    return changes


def _check(
    name: str, front: Mapping[str, Any], changes: Mapping[str, Any], reading: FormReading
) -> None:
    """Raise WrongField for a changed field that the build would not take.

    What is still missing elsewhere in an unfinished text stops nothing.
    """
    faults, file = Faults(), get_text_file(name)
    document = yamldoc.YamlDocument(
        normalize_value({key: item for key, item in front.items() if item is not None})
    )
    validate_document(find_front_model(name), document, file, faults, file.parent)
    names = {yamldoc.format_path(place): field for place, field in reading.names.items()}
    for fault in faults:
        if fault.field.partition(".")[0] in changes:
            field = names.get(fault.field, "")
            raise WrongField(
                field, _add_label(build_form_for(name), field or fault.field, fault.message)
            )


def _add_label(form: FormField, field: str, message: str) -> str:
    """Return a sentence with the label of the field that it is about."""
    first = field.partition(".")[0]
    label = next((field.label for field in form.fields if field.name == first), first)
    return f"{label}: {message}"


def list_creatable() -> dict[str, str]:
    """Return what a new text of each other kind is called, by the folder."""
    return {item.folder: find_title(item.table).one for item in TEXTS if item.folder != ARTICLES}


@hold_writing_lock()
def begin_text(folder: str, title: str) -> str:
    """Write a draft of a kind that is no article, in a folder of its own; return its path."""
    name = make_slug(title)[:80] or "bai-moi"
    for number in range(1, LATER):
        place = get_content_folder() / folder / (name if number == 1 else f"{name}-{number}")
        if not place.exists() and not place.with_suffix(".md").exists():
            break
    refuse_links(place.parent, get_content_folder())
    place.mkdir(parents=True)
    front: dict[str, Any] = {"title": title, "status": "draft"}
    if folder == "questions":
        front["asked"] = timezone.localdate()
    text = set_fields("---\n---\n\n", front)
    write_durably(place / "index.md", text.encode("utf-8"))
    return get_relative_path(place / "index.md")
