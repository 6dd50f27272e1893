"""The fields beside the editor that come from the model of a text's front matter, by its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils import timezone

from newsroom.forms.fields import Field, Offers, form_of
from newsroom.forms.moments import WrongField
from newsroom.forms.nodes import Node, node
from newsroom.forms.typed import typed_in, typed_of
from newsroom.forms.values import Reading
from newsroom.texts import fields
from newsroom.texts.paths import content_folder, relative, text_file
from newsroom.texts.store import writing
from town_portal.authoring.editing.front_matter import set_fields
from town_portal.authoring.editing.labels import title_of
from town_portal.authoring.editing.models import ARTICLE, TEXTS
from town_portal.authoring.editing.yaml_dump import as_read
from town_portal.blocks.catalogue import blocks
from town_portal.cli.import_page import categories_of
from town_portal.core.content_files.opening import has_file, refuse_links
from town_portal.core.content_files.writing import write_durably
from town_portal.core.data import yamldoc
from town_portal.core.data.loading import load_file, validate
from town_portal.core.faults import Faults
from town_portal.core.naming import page_name
from town_portal.core.scan import scan
from town_portal.core.text import slug
from town_portal.core.texts.folders import ARTICLES
from town_portal.core.texts.kinds import front_of
from town_portal.features.documents.models import DocumentKinds

_OTHERWISE = frozenset({"title", "summary", "review", "waive", "slug", "template"})
"""What stands above the text, or is set by other rooms and by nobody at the desk."""
_OF_ARTICLES = frozenset({*fields.NAMES, "date", "status"})
"""Fields of articles that have a place of their own beside the editor."""
WHOLE = "end"
"""The name that shows that a form has arrived whole."""
LATER = 1_000


class Sent(dict[str, Any]):
    """A form as the editor's script sends it: texts, yes or no, lists for repeated names."""

    def get(self, name: str, default: Any = "") -> Any:
        """Return the value of a name, "on" for yes and nothing for no."""
        value = super().get(name, default)
        return ("on" if value else "") if isinstance(value, bool) else value

    def getlist(self, name: str) -> Sequence[Any]:
        """Return the values of a name."""
        value = super().get(name, [])
        return value if isinstance(value, list) else [value]


def files_in(folder: Path) -> tuple[str, ...]:
    """Return the names of the files in a folder that texts and data may name."""
    names = sorted(scan(folder, {}, 0).stamps) if folder.is_dir() else []
    return tuple(name for name in names if not name.endswith((".yaml", ".md")))


def files_beside(name: str) -> tuple[str, ...]:
    """Return the names of the files in a text's own folder."""
    file = text_file(name)
    return files_in(file.parent) if file.stem == "index" else ()


def offers() -> Offers:
    """Return what forms offer for choosing in the town's content as it is now."""
    content = content_folder()
    pages = sorted({page_name(file) for file in (content / "pages").rglob("*.md")})
    choices = {"front-document.kind": {kind: kind for kind in _document_kinds()}}
    return Offers(categories_of(content), tuple(pages), blocks(), choices)


def _document_kinds() -> tuple[str, ...]:
    path = content_folder() / "data" / "documents.yaml"
    found = load_file(DocumentKinds, path, Faults(), content_folder()) if has_file(path) else None
    return (found if isinstance(found, DocumentKinds) else DocumentKinds()).known


def table_of(name: str) -> str:
    """Return the name of the model of a text's front matter."""
    folder = name.partition("/")[0]
    return next(it.table for it in TEXTS if it.folder == folder)


def form_for(name: str) -> Field:
    """Return the form of a text's front matter, without what has a place elsewhere on the page."""
    table = table_of(name)
    form = form_of(table, front_of(name), offers())
    without = _OTHERWISE | (_OF_ARTICLES if table == ARTICLE else frozenset())
    return replace(form, fields=tuple(it for it in form.fields if it.name not in without))


def side(name: str, front: Mapping[str, Any]) -> tuple[Node, ...]:
    """Return the fields beside the editor as they are drawn. Raises Unreadable."""
    form = form_for(name)
    return node(form, typed_of(form, front), {}).inside


def read_side(name: str, sent: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of the front matter that were changed beside the editor; None removes one.

    Nothing is changed by a form that did not arrive whole. Raises WrongField, Unreadable.
    """
    if WHOLE not in sent:
        return {}
    form, reading = form_for(name), Reading()
    old = {it.name: before.get(it.name) for it in form.fields if it.name in before}
    values = reading.value(form, typed_in(form, Sent(sent)), old)
    for field, message in reading.errors.items():
        raise WrongField(field, _with_label(form, field, message))
    names = {it.name for it in form.fields}
    changes = {key: values.get(key) for key in names if values.get(key) != old.get(key)}
    _check(name, {**before, **changes}, changes, reading)
    return changes


def _check(
    name: str, front: Mapping[str, Any], changes: Mapping[str, Any], reading: Reading
) -> None:
    """Raise WrongField for a changed field that the build would not take.

    What is still missing elsewhere in an unfinished text stops nothing.
    """
    faults, file = Faults(), text_file(name)
    document = yamldoc.Document(as_read({key: it for key, it in front.items() if it is not None}))
    validate(front_of(name), document, file, faults, file.parent)
    names = {yamldoc.dotted(place): field for place, field in reading.names.items()}
    for fault in faults:
        if fault.field.partition(".")[0] in changes:
            field = names.get(fault.field, "")
            raise WrongField(
                field, _with_label(form_for(name), field or fault.field, fault.message)
            )


def _with_label(form: Field, field: str, message: str) -> str:
    """Return a sentence with the label of the field that it is about."""
    first = field.partition(".")[0]
    label = next((it.label for it in form.fields if it.name == first), first)
    return f"{label}: {message}"


def creatable() -> dict[str, str]:
    """Return what a new text of each other kind is called, by the folder."""
    return {it.folder: title_of(it.table).one for it in TEXTS if it.folder != ARTICLES}


@writing()
def begin(folder: str, title: str) -> str:
    """Write a draft of a kind that is no article, in a folder of its own; return its path."""
    name = slug(title)[:80] or "bai-moi"
    for number in range(1, LATER):
        place = content_folder() / folder / (name if number == 1 else f"{name}-{number}")
        if not place.exists() and not place.with_suffix(".md").exists():
            break
    refuse_links(place.parent, content_folder())
    place.mkdir(parents=True)
    front: dict[str, Any] = {"title": title, "status": "draft"}
    if folder == "questions":
        front["asked"] = timezone.localdate()
    text = set_fields("---\n---\n\n", front)
    write_durably(place / "index.md", text.encode("utf-8"))
    return relative(place / "index.md")
