"""The articles as data: valid by the schema beside them, by month, changed only by their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.sites.build_site import GOOD, Site, article, stamps

MORE = {
    "content/articles/2021/2021-01-05-khac/index.md": article(
        "Đoạn có **chữ đậm**.",
        title="Bài khác",
        date="2021-01-05 08:30",
        people="[Trần Phú]",
        places="[Núi Hồng]",
        modified="2021-02-01",
    ),
    "content/articles/2021/2021-01-06-nhap/index.md": article(date="2021-01-06", status="draft"),
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a site with articles of two months, and a draft."""
    return Site(tmp_path, settings="publishconf.py").write({**GOOD, **MORE})


def data(output: Path, name: str) -> Any:
    """Return what a file of the export holds."""
    return json.loads((output / "du-lieu-mo" / name).read_text(encoding="utf-8"))


def test_every_file_is_valid_and_tells_what_is_known(site: Site) -> None:
    """Months and index are as the published schema says, and lead to each; a draft is in none.

    Body, people, places, times as exact as they are known; photographs with their words; the
    town's word on rights in each file.
    """
    town = str(GOOD["content/data/town.yaml"])
    output = site.write({"content/data/town.yaml": f"{town}rights: Ghi rõ nguồn.\n"}).good().output
    schema = data(output, "schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    for file in (output / "du-lieu-mo").glob("[i2]*.json"):
        told = json.loads(file.read_text(encoding="utf-8"))
        jsonschema.validate(told, schema)
        assert told["rights"] == "Ghi rõ nguồn."
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": 1}, schema)
    months = data(output, "index.json")["months"]
    assert [(month["month"], month["articles"]) for month in months] == [
        ("2021-01", 1),
        ("2020-12", 1),
    ]
    assert months[0]["url"] == "https://thu-nghiem.example/du-lieu-mo/2021-01.json"
    (known,) = data(output, "2021-01.json")["articles"]
    assert "<strong>chữ đậm</strong>" in known["html"]
    assert (known["people"], known["places"]) == (["Trần Phú"], ["Núi Hồng"])
    assert known["date"] == "2021-01-05T08:30:00+07:00"
    assert known["modified"] == "2021-02-01"
    (photo,) = data(output, "2020-12.json")["articles"][0]["photos"]
    assert photo["alt"] == "Một hình chữ nhật"
    assert photo["url"].startswith("https://thu-nghiem.example/2020/12/14/tot/anh-1")


def test_an_edit_changes_its_own_month_alone(site: Site) -> None:
    """A month whose articles are the same keeps its file untouched."""
    site.good()
    before = stamps(site.folder / "output" / "du-lieu-mo")
    name = "content/articles/2021/2021-01-05-khac/index.md"
    built = site.write({name: article("Khác hẳn.", title="Bài khác", date="2021-01-05")}).good()
    after = stamps(site.folder / "output" / "du-lieu-mo")
    assert {one for one in after if after[one] != before[one]} == {"2021-01.json"}
    assert data(built.output, "2021-01.json")["articles"][0]["html"] == "<p>Khác hẳn.</p>"
