"""What README tells of fields, tasks and data files is what there is."""

from __future__ import annotations

import re
from pathlib import Path

from tasks import TASKS
from town_portal.core.texts.front import ArticleFront

ROOT = Path(__file__).parents[2]
README = "\n".join(
    file.read_text(encoding="utf-8")
    for file in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
)
"""README and the pages in docs."""
CALL = re.compile(r"python3 tasks\.py ([a-z][a-z-]*)((?: --[a-z-]+(?: (?!--)[^\s`;,)]+)?)*)")


def test_the_table_of_fields_is_the_model() -> None:
    """Each field of an article's head stands in the table, and no other."""
    rows = README.partition("| trường |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = [row.split("|")[1] for row in rows]
    named = [name.partition(":")[0] for cell in cells for name in re.findall(r"`([^`]+)`", cell)]
    given = {field.alias or name for name, field in ArticleFront.model_fields.items()}
    assert sorted(named) == sorted(given)


def test_each_call_of_a_task_can_be_made() -> None:
    """Tasks that README and the servers' README name are there, with the options they name."""
    texts = README + (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    calls = CALL.findall(texts)
    assert len(calls) > 20
    for name, options in calls:
        task = TASKS.find(name)
        for option in re.findall(r"--([a-z-]+)", options):
            assert option.replace("-", "_") in task.options, f"{name} --{option}"


def test_each_data_file_that_is_named_is_one() -> None:
    """A file of ``content/data`` that README names has a schema: staff can write it."""
    names = set(re.findall(r"`(?:content/data/)?([a-z]+)\.yaml`", README)) - {"examples"}
    schemas = {item.name.partition(".")[0] for item in (ROOT / "content/data/schema").iterdir()}
    assert len(names) > 10
    assert names <= schemas


def test_readme_is_short_and_its_links_lead_somewhere() -> None:
    """At most 150 lines; whatever README, CONTRIBUTING and the pages in docs lead to is there."""
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
        if "://" not in link and not link.startswith(("{", "anh-", "mailto:"))
    ]
    assert len(links) > 20
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []
