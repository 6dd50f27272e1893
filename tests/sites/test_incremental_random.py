"""Random sequences of changes: after each build the output is the one of a clean build."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.sites.build_site import CLOCK, Files, Site, article, picture, read
from tests.sites.changing import Changing
from tests.sites.many_articles import CONF, TAGS, town

COUNT = 6
BASE = town(COUNT)
TEXTS = [name for name in BASE if name.startswith("content/articles/2022/")]
DATA = {
    "menu": ("Trang chủ", "Đầu trang"),
    "categories": ("Chính quyền", "Chính phủ"),
    "layout": ("[related, latest]", "[related]"),
    "alerts": ("Mưa lớn", "Mưa to"),
    "links": ("Trang cũ", "Trang rất cũ"),
    "songs": ("Lê An", "Lê Ân"),
}
"""For each data file a text in it, and what it becomes."""
PHOTOS = [picture(size=(60, 40), colour=colour) for colour in ("#386641", "#bc4749")]
CONFS = ("", "DEFAULT_PAGINATION = 3", "SHOW_UNFINISHED = False", "INCREMENTAL = False")
CLOCKS = (CLOCK, CLOCK + 3600, CLOCK + 86_400, CLOCK + 7 * 86_400)
PROGRAM = {
    "theme/templates/article.html": ("<h1>", '<h1 class="a">'),
    "theme/templates/partials/footer.html": ("</footer>", "<p>a</p></footer>"),
    "remark.py": ("Lời ghi", "Ghi"),
    "beside.py": (" chữ", " chữ cái"),
}
SLOTS = st.integers(0, 4)
"""Numbers of the articles that come, change and go."""
PLACES = st.integers(0, 999)
"""Which file of the output; counted round."""
DAYS = st.dates(min_value=date(2021, 12, 25), max_value=date(2022, 3, 1))
HEADS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(("Bài một", "Bài hai", "Bài ba")),
        "category": st.sampled_from(("chinh-quyen", "thong-bao")),
        "tags": st.sampled_from(("-", TAGS[0], f"[{TAGS[1]}, {TAGS[2]}]", TAGS[2].upper())),
        "status": st.sampled_from(("published", "published", "hidden", "draft")),
        "template": st.sampled_from(("-", "-", "rieng")),
        "summary": st.sampled_from(("-", "Lời dẫn.")),
        "lead": st.sampled_from(("false", "true")),
        "expires": st.sampled_from(("-", "-", "2025-06-16")),
    }
)
BODIES = st.sampled_from(("Một đoạn văn.", "Hai đoạn văn.", "**Đậm** và [trang](/gioi-thieu/)."))


def swapped(name: str, pair: tuple[str, str], is_new: bool) -> Files:
    """Return a file of the base as it is, or with one text in place of another."""
    data = BASE[name]
    text = data.decode() if isinstance(data, bytes) else str(data)
    return {name: text.replace(*pair) if is_new else text}


class Editing(RuleBasedStateMachine):
    """An editor at work on a small site, who looks at the output now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.changing = Changing(Site(self.folder, CONF).write(BASE), BASE)
        self.changing.build()
        self.places: dict[int, str] = {}

    def teardown(self) -> None:
        """Hold the last state against a clean build too."""
        try:
            self.build()
        finally:
            shutil.rmtree(self.folder)

    def put(self, files: Files) -> None:
        """Write files of the site."""
        self.changing.site.write(files)

    @rule(slot=SLOTS, day=DAYS, head=HEADS, text=BODIES, photo=st.sampled_from((None, *PHOTOS)))
    def write(
        self, slot: int, day: date, head: dict[str, str], text: str, photo: bytes | None
    ) -> None:
        """Write an article anew; its old folder goes where its day is another."""
        self.take_away(slot)
        self.places[slot] = folder = f"content/articles/{day}-bai-{slot}"
        if photo:
            text += "\n\n![Hình](anh.jpg)"
        self.put({f"{folder}/anh.jpg": photo})
        self.put({f"{folder}/index.md": article(text, date=str(day), **head)})

    @rule(slot=SLOTS)
    def take_away(self, slot: int) -> None:
        """Take an article's folder away."""
        if slot in self.places:
            shutil.rmtree(self.folder / self.places.pop(slot))

    @rule(slot=SLOTS, photo=st.sampled_from(PHOTOS))
    def replace_photograph(self, slot: int, photo: bytes) -> None:
        """Give a photograph other bytes, or put one beside an article that shows none."""
        if slot in self.places:
            self.put({f"{self.places[slot]}/anh.jpg": photo})

    @rule(slot=SLOTS, to=SLOTS)
    def link(self, slot: int, to: int) -> None:
        """Lead from one article to another; where that goes or is a draft, this is a fault."""
        if slot in self.places and to in self.places:
            name = f"{self.places[slot]}/index.md"
            text = (self.folder / name).read_text(encoding="utf-8")
            address = f"../{Path(self.places[to]).name}/index.md"
            self.put({name: f"{text}\nXem [bài]({{filename}}{address}).\n"})

    @rule(name=st.sampled_from(TEXTS), is_there=st.booleans())
    def delete_or_restore(self, name: str, is_there: bool) -> None:
        """Take away one of the first articles, or bring it back; some are led to."""
        self.put({name: BASE[name] if is_there else None})

    @rule(name=st.sampled_from(tuple(DATA)), is_new=st.booleans())
    def edit_data(self, name: str, is_new: bool) -> None:
        """Edit a data file, or undo it."""
        self.put(swapped(f"content/data/{name}.yaml", DATA[name], is_new))

    @rule(name=st.sampled_from(tuple(PROGRAM)), is_new=st.booleans())
    def edit_program(self, name: str, is_new: bool) -> None:
        """Edit a template or a plugin, or undo it."""
        self.put(swapped(name, PROGRAM[name], is_new))

    @rule(conf=st.sampled_from(CONFS), clock=st.sampled_from(CLOCKS))
    def configure(self, conf: str, clock: int) -> None:
        """Build from now on with other settings, at another time."""
        self.changing.site.conf = CONF + conf
        self.changing.site.env["SOURCE_DATE_EPOCH"] = str(clock)

    @rule(place=PLACES, is_deleted=st.booleans())
    def meddle(self, place: int, is_deleted: bool) -> None:
        """Edit or delete a file of the output, as long as builds succeed."""
        if self.changing.is_right:
            names = sorted(read(self.changing.output))
            path = self.changing.output / names[place % len(names)]
            path.unlink()
            if not is_deleted:
                path.write_bytes(b"x")
            self.changing.is_meddled = True

    @rule()
    def forget(self) -> None:
        """Lose the state."""
        shutil.rmtree(self.changing.state, ignore_errors=True)

    @rule()
    def build(self) -> None:
        """Build in place and beside it from nothing, where nobody knows what was published."""
        (self.changing.state / "published.json").unlink(missing_ok=True)
        self.changing.prove(code=None)


def run(examples: int, steps: int, *phases: Phase) -> None:
    """Run so many sequences of so many steps; the same ones each time, but for --long."""
    given = settings(
        max_examples=examples,
        stateful_step_count=steps,
        phases=phases,
        deadline=None,
        database=None,
        derandomize=len(phases) == 1,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Editing, settings=given)


def test_a_sequence_of_changes() -> None:
    """Changes in any order, with builds between, give the bytes of clean builds."""
    run(1, 12, Phase.generate)


@pytest.mark.long
def test_many_sequences_of_changes() -> None:
    """The same with many long sequences, other ones each time; the shortest that fails is told."""
    run(60, 40, Phase.generate, Phase.shrink)
