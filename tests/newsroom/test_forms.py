"""Forms of data files over HTTP: complete, byte for byte, checked at each field."""

from __future__ import annotations

import io
from difflib import ndiff
from hashlib import sha256
from typing import Any

import html5lib
import pytest
from PIL import Image

from newsroom.data_files.tables import get_models
from newsroom.forms.fields import Offers, build_form
from newsroom.forms.typed import format_typed
from newsroom.forms.values import FormReading
from tests.newsroom.model_values import least
from tests.newsroom.running import Answer, Newsroom, Person
from town_portal.authoring.editing.yaml_lines import set_values
from town_portal.blocks.catalogue import load_blocks
from town_portal.core.data import yamldoc

Form = dict[str, list[str]]


@pytest.fixture(scope="module")
def officer(newsroom: Newsroom) -> Person:
    """Return the administrator's browser."""
    return newsroom.person("dung")


def form_in(page: str, name: str = "data-form") -> Form:
    """Return what a browser sends of a form on a page: names with their values, in order."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    form = tree.find(f".//form[@id='{name}']")
    assert form is not None, page
    found: Form = {}
    for element in list(form.iter()):
        if element.tag == "template":
            element.clear()
    for element in form.iter():
        if element.tag not in ("input", "textarea", "select"):
            continue
        is_off = element.get("type") == "checkbox" and element.get("checked") is None
        if element.get("name") and not is_off:
            found.setdefault(element.get("name"), []).append(_value(element))
    return found


def _value(element: Any) -> str:
    if element.tag == "textarea":
        return "".join(element.itertext())
    if element.tag == "select":
        options = element.findall("option")
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return str(chosen[0].get("value"))
    return str(element.get("value", "on"))


def opened(person: Person, name: str) -> Form:
    """Return the form of a data file as it is opened."""
    return form_in(person.get(f"du-lieu/{name}/").text)


def save(person: Person, name: str, form: Form, **changed: str) -> Answer:
    """Save a form with some fields changed, whose names have __ for a dot."""
    new = {field.replace("__", "."): [value] for field, value in changed.items()}
    return person.post(f"du-lieu/{name}/", {**form, **new})


def changed_lines(before: str, after: str) -> list[str]:
    """Return the lines that were taken away and added."""
    return [line for line in ndiff(before.split("\n"), after.split("\n")) if line[0] in "+-"]


def test_a_save_without_a_change_keeps_every_byte(newsroom: Newsroom, officer: Person) -> None:
    """Each data file of the town is opened and saved, and stays as it is."""
    files = sorted(newsroom.content.glob("data/*.yaml"))
    assert files
    for path in files:
        before = path.read_bytes()
        answer = save(officer, path.stem, opened(officer, path.stem))
        assert answer.status == 302, (path.stem, answer.text)
        assert path.read_bytes() == before, path.stem


def test_every_table_has_a_form_that_reads_back_what_it_shows() -> None:
    """Each table's form has all fields of its model, and reads what it shows as the file has it."""
    offers = Offers(pages=("ban-do",), blocks=load_blocks())
    for name, model in get_models().items():
        form = build_form(name, model, offers)
        assert {field.name for field in form.fields} == set(model.model_fields), name
        values = {**least(model), **({"areas": "phuong.geojson"} if name == "map" else {})}
        document = yamldoc.parse_yaml(set_values("", values)).value or {}
        reading = FormReading()
        assert reading.value(form, format_typed(form, document), {}) == document, name
        assert not reading.errors, name


def test_a_change_of_one_value_changes_its_line_only(newsroom: Newsroom, officer: Person) -> None:
    """Comments and the lines of all other values stay, deep inside lists too."""
    path = newsroom.content / "data" / "organisation.yaml"
    before = path.read_text("utf-8")
    form = opened(officer, "organisation")
    answer = save(officer, "organisation", form, units__1__telephone="0239.3.835.357")
    assert answer.status == 302, answer.text
    assert changed_lines(before, path.read_text("utf-8")) == [
        '-     telephone: "0239.3.835.356"',
        "+     telephone: 0239.3.835.357",
    ]


def test_items_are_added_moved_and_removed(newsroom: Newsroom, officer: Person) -> None:
    """A new item, another order and one that was removed reach the file, and no other line."""
    path = newsroom.content / "data" / "alerts.yaml"
    before = path.read_text("utf-8")
    new = {
        "alerts.#": ["n1", "n2"],
        "alerts.n1.title": ["Mưa lớn: hai ngày tới"],
        "alerts.n1.level": ["canh-bao"],
        "alerts.n1.start": ["20/9/2027"],
        "alerts.n1.end": ["22/09/2027 18:00"],
        "alerts.n2.title": ["Đã hết mưa"],
        "alerts.n2.level": ["da-qua"],
        "alerts.n2.start": ["23/09/2027"],
        "alerts.n2.end": ["24/09/2027"],
    }
    answer = officer.post("du-lieu/alerts/", {**opened(officer, "alerts"), **new})
    assert answer.status == 302, answer.text
    text = path.read_text("utf-8")
    assert text.startswith(before.removesuffix("alerts: []\n"))
    assert "start: 2027-09-20\n    end: 2027-09-22T18:00\n" in text
    form = opened(officer, "alerts")
    assert officer.post("du-lieu/alerts/", {**form, "alerts.#": ["1", "0"]}).status == 302
    text = path.read_text("utf-8")
    assert text.index("title: Đã hết mưa") < text.index("title: 'Mưa lớn: hai")
    form = opened(officer, "alerts")
    assert officer.post("du-lieu/alerts/", {**form, "alerts.#": []}).status == 302
    assert path.read_text("utf-8") == before


@pytest.mark.parametrize(
    "case",
    [
        ("town", "name", "", "không được để trống"),
        ("town", "valid.since", "31/02/1992", "02/12/2026"),
        ("town", "site", "honglinh", "https://"),
        ("map", "places.0.coordinates", "105", "hai số"),
        ("organisation", "units.1.key", "Có Dấu", "không dấu"),
        ("layout", "home.0.0.options.count", "nhiều", "số nguyên"),
    ],
)
def test_a_wrong_value_is_told_at_its_field(
    newsroom: Newsroom, officer: Person, case: tuple[str, str, str, str]
) -> None:
    """The field is marked with a sentence, what was typed stays, and nothing is written."""
    name, field, value, words = case
    path = newsroom.content / "data" / f"{name}.yaml"
    before = path.read_bytes()
    answer = officer.post(f"du-lieu/{name}/", {**opened(officer, name), field: [value]})
    assert answer.status == 422
    tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
    told = tree.find(f".//*[@id='f-{field}-error']")
    assert told is not None, answer.text
    assert words in "".join(told.itertext())
    assert form_in(answer.text)[field] == [value]
    assert path.read_bytes() == before


def test_a_stale_save_is_refused_and_keeps_what_was_typed(
    newsroom: Newsroom, officer: Person
) -> None:
    """Who saves over another's change is told; only a second, explicit save writes over it."""
    path = newsroom.content / "data" / "menu.yaml"
    mine = opened(officer, "menu")
    assert save(officer, "menu", mine, items__0__title="Của người kia").status == 302
    other = path.read_bytes()
    answer = save(officer, "menu", mine, items__0__title="Của tôi")
    assert answer.status == 409
    assert path.read_bytes() == other
    again = form_in(answer.text)
    assert again["items.0.title"] == ["Của tôi"]
    assert save(officer, "menu", again).status == 409
    current = answer.text.split('name="over" value="')[1].split('"')[0]
    assert save(officer, "menu", again, over=current).status == 302
    assert "Của tôi" in path.read_text("utf-8")


def test_a_form_that_arrived_in_part_changes_nothing(newsroom: Newsroom, officer: Person) -> None:
    """Fields that are missing are not taken for empty ones."""
    before = (newsroom.content / "data" / "town.yaml").read_bytes()
    form = opened(officer, "town")
    del form["end"]
    assert officer.post("du-lieu/town/", form).status == 422
    assert (newsroom.content / "data" / "town.yaml").read_bytes() == before


def test_an_earlier_version_of_a_data_file_comes_back(newsroom: Newsroom, officer: Person) -> None:
    """Each save is a version with its author; an earlier one comes back byte for byte."""
    path = newsroom.content / "data" / "songs.yaml"
    before = path.read_bytes()
    form = opened(officer, "songs")
    assert save(officer, "songs", form, songs__0__note="Ghi chú mới.").status == 302
    page = officer.get("du-lieu/songs/lich-su/").text
    assert "Phạm Văn Dũng" in page
    address = page.split('<a href="/soan-tin/du-lieu/songs/lich-su/')[1].split('"')[0]
    assert "<ins>" in officer.get(f"du-lieu/songs/lich-su/{address}").text
    assert officer.post(f"du-lieu/songs/lich-su/{address}", {}).status == 302
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["an", "binh", "chi"])
def test_only_the_administrator_enters(newsroom: Newsroom, name: str) -> None:
    """The other roles see no way into the room and are refused there."""
    person = newsroom.person(name)
    assert "du-lieu/" not in person.get("").text
    assert person.get("du-lieu/").status == 403
    assert person.get("du-lieu/town/").status == 403
    assert person.post("du-lieu/town/", {"end": "1"}).status == 403


def test_there_is_no_form_for_other_files(officer: Person) -> None:
    """Names that are no table's lead nowhere."""
    assert officer.get("du-lieu/front-article/").status == 404
    assert officer.get("du-lieu/khong-co/").status == 404


def test_a_chosen_file_is_put_beside_the_data(newsroom: Newsroom, officer: Person) -> None:
    """A photograph chosen at its field is stored and named there; a program is refused there."""
    picture = io.BytesIO()
    Image.new("RGB", (300, 400), "#7a8a5a").save(picture, "JPEG")
    form = {name: value[-1] for name, value in opened(officer, "province").items()}
    files = [("header.logo.file", "Biểu trưng.jpg", picture.getvalue())]
    answer = officer.send_files("du-lieu/province/", files, form)
    assert answer.status == 302, answer.text
    text = (newsroom.content / "data/province.yaml").read_text("utf-8")
    assert "logo: tep/bieu-trung.jpg" in text
    assert (newsroom.content / "data/tep/bieu-trung.jpg").read_bytes() == picture.getvalue()
    form = {name: value[-1] for name, value in opened(officer, "province").items()}
    files = [("header.logo.file", "virus.exe", b"MZ")]
    answer = officer.send_files("du-lieu/province/", files, form)
    assert answer.status == 422
    assert 'id="f-header.logo-error"' in answer.text
    assert not (newsroom.content / "data/tep/virus.exe").exists()


def side_of(person: Person, name: str) -> dict[str, Any]:
    """Return the fields beside the editor as its script sends them."""
    page = person.get(f"sua/{name}/").text
    found = form_in(page, "text-form")
    lists = {key: value for key, value in found.items() if key.endswith(".#")}
    switches = {key: True for key, value in found.items() if value == ["on"]}
    return {**{key: value[0] for key, value in found.items()}, **switches, **lists, "end": "1"}


def test_fields_of_each_kind_of_texts_are_kept_byte_for_byte(
    newsroom: Newsroom, officer: Person
) -> None:
    """All fields of any text's front matter are sent back unchanged; its file stays as it is."""
    paths = [
        item for kind in ("documents", "pages") for item in (newsroom.content / kind).rglob("*.md")
    ]
    for path in [*paths, *sorted(newsroom.content.glob("articles/**/*.md"))[:6]]:
        before, name = path.read_bytes(), path.relative_to(newsroom.content).as_posix()
        sent = {"form": side_of(officer, name), "digest": _digest(before)}
        answer = officer.send(f"sua/{name}/luu", sent)
        assert answer.status == 200, (name, answer.text)
        assert path.read_bytes() == before, name


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def test_a_document_is_begun_and_its_fields_are_checked(
    newsroom: Newsroom, officer: Person
) -> None:
    """A new document is a draft; its own fields are written, a wrong one is told by its label."""
    answer = officer.post("moi/?loai=documents", {"title": "Về mức thu phí trông giữ xe"})
    assert answer.status == 302, answer.text
    name = answer.location.removeprefix("/soan-tin/sua/").removesuffix("/")
    path = newsroom.content / name
    assert name == "documents/ve-muc-thu-phi-trong-giu-xe/index.md"
    form = {**side_of(officer, name), "number": "12/2026/QĐ-UBND", "issued": "02/12/2026"}
    sent = {"form": {**form, "kind": "Quyết định"}, "digest": _digest(path.read_bytes())}
    assert officer.send(f"sua/{name}/luu", sent).status == 200
    text = path.read_text("utf-8")
    assert "issued: 2026-12-02\n" in text
    assert "kind: Quyết định\n" in text
    wrong = {**side_of(officer, name), "issued": "31/02/2026"}
    answer = officer.send(f"sua/{name}/luu", {"form": wrong, "digest": _digest(path.read_bytes())})
    assert answer.status == 422
    assert (answer.json["field"], path.read_text("utf-8")) == ("issued", text)
    assert "Ngày ban hành" in answer.json["error"]
