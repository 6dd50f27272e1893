"""Two people write one text: who has it, taking it over, and both versions as one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visit import find_violations
from tests.newsroom.local import EDITABLE
from tests.newsroom.running import Answer, Newsroom, Person
from tests.newsroom.test_lost_connection import Computer, said
from tests.newsroom.test_texts import begin, opened, save
from tests.newsroom.test_use import IS_WIDE, press_until
from tests.newsroom.writers import versions

BASE = "<p>Đoạn một còn nguyên.</p><p>Đoạn hai còn nguyên.</p><p>Đoạn ba còn nguyên.</p>"
CLOCK = """
from datetime import timedelta
from newsroom.texts.models import EditLock
from django.utils import timezone
EditLock.objects.filter(path={path!r}).update({field}=timezone.now() - timedelta(seconds={ago}))
"""


def told(answer: Answer) -> str:
    """Return what a page shows, without its elements."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split())


class Both:
    """A text of which An has something unsaved while Bình has saved a newer version."""

    def __init__(self, newsroom: Newsroom, title: str, mine: str, theirs: str) -> None:
        """Begin a text, let Bình save ``theirs`` and An keep ``mine``."""
        self.newsroom, self.an = newsroom, newsroom.person("an")
        self.name = begin(self.an, title)
        assert save(self.an, self.name, html=BASE).status == 200
        self.before = opened(self.an, self.name)
        assert save(newsroom.person("binh"), self.name, html=theirs).status == 200
        self.keep(html=mine)

    def keep(self, **values: Any) -> None:
        """Let An's editor keep what it has."""
        work = {"form": {}, "baseline": self.before["html"], **values}
        sent = {"values": work, "digest": self.before["digest"]}
        assert self.an.send(f"sua/{self.name}/tu-luu", sent).status == 200

    def page(self) -> Answer:
        """Return the page that merges."""
        return self.an.get(f"sua/{self.name}/hop-nhat/")

    def choose(self, **choices: str) -> Answer:
        """Send the page's form."""
        mark = re.search(r'name="mark" value="(\w+)"', self.page().text)
        assert mark
        return self.an.post(f"sua/{self.name}/hop-nhat/", {"mark": mark[1], **choices})

    @property
    def file(self) -> str:
        """The text as it stands in its file."""
        return (self.newsroom.content / self.name).read_text("utf-8")


def test_a_stale_save_is_refused_and_writes_nothing(newsroom: Newsroom) -> None:
    """Who saves on an older version is told so, and the file stays as the other has saved it."""
    one, other = newsroom.person("an"), newsroom.person("binh")
    name = begin(one, "Hai người cùng sửa")
    stale = opened(one, name)["digest"]
    assert save(other, name, html="<p>Của chị Bình.</p>").status == 200
    answer = save(one, name, html="<p>Của anh An.</p>", digest=stale)
    assert (answer.status, answer.json["is_stale"]) == (409, True)
    assert "Của chị Bình" in (newsroom.content / name).read_text("utf-8")


def test_changes_of_different_paragraphs_are_shown_and_saved_together(newsroom: Newsroom) -> None:
    """Paragraphs beside each other, a field of each; An's own version is in the history."""
    both = Both(
        newsroom,
        "Mỗi người một đoạn",
        BASE.replace("Đoạn hai còn", "Đoạn hai của An, còn") + "<p>Đoạn bốn của An.</p>",
        BASE.replace("Đoạn ba còn", "Đoạn ba của Bình, còn"),
    )
    both.keep(
        html=BASE.replace("hai còn", "hai của An, còn") + "<p>Đoạn bốn của An.</p>",
        form={"tags": "vệ sinh", "title": "Mỗi người một đoạn"},
    )
    page = told(both.page())
    assert "Không có chỗ nào cả hai cùng sửa." in page
    assert "Trần Thị Bình đã sửa" in page
    assert both.choose().status == 302
    body = both.file.partition("\n---\n")[2].strip()
    assert body == (
        "Đoạn một còn nguyên.\n\nĐoạn hai của An, còn nguyên.\n\n"
        "Đoạn ba của Bình, còn nguyên.\n\nĐoạn bốn của An."
    )
    assert "tags:\n- vệ sinh" in both.file
    assert opened(both.an, both.name)["unsaved"] is None
    (kept,) = [
        version
        for version in versions(newsroom, both.name)
        if "bốn" in version and "Bình" not in version
    ]
    assert "- vệ sinh" in kept


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [("mine", "Của An."), ("theirs", "Của Bình."), ("both", "Của An.\n\nCủa Bình.")],
)
def test_where_both_changed_a_paragraph_a_person_chooses(
    newsroom: Newsroom, choice: str, wanted: str
) -> None:
    """Without a choice nothing is saved; what was not chosen is in the history."""
    mine, theirs = (f"<p>{words}</p><p>Chung.</p>" for words in ("Của An.", "Của Bình."))
    both = Both(newsroom, f"Cùng sửa một đoạn {choice}", mine, theirs)
    before = both.file
    refused = both.choose()
    assert refused.status == 422
    assert "mà bạn chưa chọn" in told(refused)
    assert both.file == before
    names = set(re.findall(r'type="radio" name="([^"]+)"', refused.text))
    assert both.choose(**dict.fromkeys(names, choice)).status == 302
    assert both.file.partition("\n---\n")[2].strip() == f"{wanted}\n\nChung."
    kept = versions(newsroom, both.name)
    assert all(any(words in item for item in kept) for words in ("Của An.", "Của Bình."))


def test_a_field_that_both_changed_is_chosen_too(newsroom: Newsroom) -> None:
    """A title of each: the page asks, and takes the chosen one."""
    both = Both(newsroom, "Tên ban đầu", BASE, BASE)
    assert save(newsroom.person("binh"), both.name, form={"title": "Tên của Bình"}).status == 200
    both.keep(html=BASE, form={"title": "Tên của An"})
    assert both.choose().status == 422
    assert "title: Tên của Bình" in both.file
    assert both.choose(title="mine").status == 302
    assert "title: Tên của An" in both.file


def test_a_text_that_changes_while_somebody_chooses_is_shown_again(newsroom: Newsroom) -> None:
    """The form of an older page saves nothing."""
    both = Both(newsroom, "Lại vừa sửa", BASE + "<p>Của An.</p>", BASE)
    assert save(newsroom.person("binh"), both.name, html="<p>Lần một.</p>").status == 200
    mark = re.search(r'name="mark" value="(\w+)"', both.page().text)
    assert mark
    assert save(newsroom.person("binh"), both.name, html="<p>Lần hai.</p>").status == 200
    answer = both.an.post(f"sua/{both.name}/hop-nhat/", {"mark": mark[1]})
    assert answer.status == 409
    assert "Bài lại vừa được sửa nên chưa lưu." in told(answer)
    assert "Của An." not in both.file


def test_ones_own_version_can_be_put_into_the_history(newsroom: Newsroom) -> None:
    """The saved version stays; what An wrote is a version below it and nothing is unsaved."""
    both = Both(newsroom, "Bỏ bản của mình", BASE + "<p>Của An.</p>", "<p>Của Bình.</p>")
    before = both.file
    assert both.choose(deed="theirs").status == 302
    assert both.file == before
    assert opened(both.an, both.name)["unsaved"] is None
    assert any("Của An." in version for version in versions(newsroom, both.name))
    listed = told(both.an.get(f"sua/{both.name}/lich-su/"))
    assert "Bản đang viết, trước khi hợp nhất" in listed


def test_a_base_that_nobody_knows_any_more_asks_about_each_difference(newsroom: Newsroom) -> None:
    """Changed by hand before the newsroom saw it: the editor's own beginning is the base."""
    an = newsroom.person("an")
    name = begin(an, "Gốc đã mất")
    assert save(an, name, html=BASE).status == 200
    before = opened(an, name)
    file = newsroom.content / name
    file.write_text(file.read_text("utf-8").replace("Đoạn ba", "Đoạn thứ ba"), "utf-8")
    mine = before["html"].replace("Đoạn một", "Đoạn đầu")
    values = {"html": mine, "baseline": before["html"], "form": {"title": "Tên khác"}}
    sent = {"values": values, "digest": "0" * 64}
    assert an.send(f"sua/{name}/tu-luu", sent).status == 200
    page = an.get(f"sua/{name}/hop-nhat/")
    assert re.findall(r'type="radio" name="([^"]+)"', page.text) == ["title", "title"]
    mark = re.search(r'name="mark" value="(\w+)"', page.text)
    assert mark
    answer = an.post(f"sua/{name}/hop-nhat/", {"mark": mark[1], "title": "theirs"})
    assert answer.status == 302, told(answer)
    assert "Đoạn đầu còn" in file.read_text("utf-8")
    assert "Đoạn thứ ba còn" in file.read_text("utf-8")
    assert "title: Gốc đã mất" in file.read_text("utf-8")


def hear(person: Person, name: str, *, is_active: bool = False) -> Any:
    """Let an open editor be heard of; return the other person who is writing."""
    return person.send(f"sua/{name}/tu-luu", {"is_active": is_active}).json["other"]


def test_the_writer_of_a_text_is_named_until_somebody_takes_over(newsroom: Newsroom) -> None:
    """Who comes second reads the name and since when; after taking over the first one does."""
    one, other = newsroom.person("an"), newsroom.person("binh")
    name = begin(one, "Đang có người viết")
    digest = opened(one, name)["digest"]
    holder = opened(other, name)["other"]
    assert holder["name"] == "Nguyễn Văn An"
    assert re.fullmatch(r"\d\d:\d\d", holder["since"])
    values = {"html": "<p>Chưa lưu của An.</p>", "form": {}}
    assert other.send(f"sua/{name}/tiep-quan", {}).json == {"digest": digest}
    kept = one.send(f"sua/{name}/tu-luu", {"values": values, "digest": digest})
    assert kept.json["other"]["name"] == "Trần Thị Bình"
    assert opened(one, name)["unsaved"] == values
    assert hear(other, name) is None


@pytest.mark.parametrize(
    ("field", "ago", "is_over"),
    [
        ("renewed_at", 60, False),
        ("renewed_at", 100, True),
        ("active_at", 500, False),
        ("active_at", 700, True),
    ],
)
def test_a_text_is_free_again_when_its_writer_is_away(
    newsroom: Newsroom, field: str, ago: int, is_over: bool
) -> None:
    """After 90 s without a sign of the page, or 10 minutes in which nobody did anything there."""
    one, other = newsroom.person("an"), newsroom.person("binh")
    name = begin(one, f"Người viết đi vắng {field} {ago}")
    opened(one, name)
    newsroom.manage("shell", "-c", CLOCK.format(path=name, field=field, ago=ago))
    if field == "active_at":
        assert hear(one, name) is None  # an idle page does not keep it
    assert (hear(other, name, is_active=True) is None) is is_over
    assert (hear(one, name, is_active=True) is None) is not is_over


@pytest.fixture
def desks(browser: Browser, shared_computer: Newsroom) -> Any:
    """Return the browsers of An, on a telephone, and of Bình."""
    sizes = ({"width": 360, "height": 740}, {"width": 1280, "height": 800})
    contexts = [browser.new_context(viewport=size) for size in sizes]  # type: ignore[arg-type]
    yield [Computer(shared_computer, context) for context in contexts]
    for context in contexts:
        context.close()


def add(page: Page, sentence: str) -> None:
    """Write a sentence at the text's end."""
    page.locator(EDITABLE).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(sentence)


def take_over(desk: Page) -> None:
    """Read who is writing, take the text over, add a sentence and save."""
    assert re.search(r"Nguyễn Văn An đang sửa bài này từ \d\d:\d\d", desk.inner_text("#other"))
    assert desk.locator(EDITABLE).get_attribute("contenteditable") == "false"
    assert desk.locator("[name=title]").is_disabled()
    desk.get_by_role("button", name="Tiếp quản").click()
    desk.locator(f"{EDITABLE}[contenteditable=true]").wait_for()
    add(desk, " Bình viết thêm.")
    desk.keyboard.press("Control+s")
    said(desk, "Đã lưu lúc")


def take_back(phone: Page) -> None:
    """Take the text back, save, and follow the offer to merge, by the keyboard."""
    phone.locator("#other", has_text="Trần Thị Bình đã tiếp quản bài này lúc").wait_for()
    press_until(phone, "Tab", "document.activeElement.matches('#other button')")
    phone.keyboard.press("Enter")
    phone.locator(f"{EDITABLE}[contenteditable=true]").wait_for()
    phone.keyboard.press("Control+s")
    phone.locator("#recover button:focus", has_text="Hợp nhất hai bản").wait_for()
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/hop-nhat/")


def test_taken_over_and_merged_by_the_keyboard_on_a_telephone(desks: list[Computer]) -> None:
    """An loses the text to Bình while he writes, keeps his words, and merges without a pointer."""
    an, binh = desks
    text = begin(an.newsroom.person("an"), "Tiếp quản rồi hợp nhất")
    assert save(an.newsroom.person("an"), text, html=BASE).status == 200
    phone = an.open(an.sign_in("an"), text)
    add(phone, " An viết thêm.")
    phone.wait_for_timeout(3500)
    desk = binh.open(binh.sign_in("binh"), text)
    phone.keyboard.type(" Còn nữa.")
    take_over(desk)
    take_back(phone)
    assert find_violations(phone) == []
    assert not phone.evaluate(IS_WIDE)
    press_until(phone, "Tab", "document.activeElement.type === 'radio'")
    phone.keyboard.press("ArrowUp")
    assert phone.evaluate("document.activeElement.value") == "both"
    press_until(phone, "Tab", "/Lưu bản/.test(document.activeElement.textContent)")
    phone.keyboard.press("Enter")
    phone.wait_for_selector(EDITABLE)
    assert "Đã lưu bản hợp nhất." in phone.inner_text("main")
    body = phone.inner_text(EDITABLE)
    assert "An viết thêm. Còn nữa." in body
    assert "Bình viết thêm." in body
