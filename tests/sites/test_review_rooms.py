"""The room "Duyệt bài", asked as a browser would."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from plugins.commands.serve.staff import review, waiting
from plugins.commands.serve.staff.contract import Answer, Asked, Place
from tests.sites.approving import approved
from tests.sites.build_site import CLOCK, GOOD, Site, article, write

NAME = "articles/2025/2025-06-01-cho/index.md"
FILE = f"content/{NAME}"
EDITED = "content/articles/2025-06-02-sua.md"
TEXT = article(title="Bài <chờ>", date="2025-06-01", author="Lê An", review="{state: waiting}")
HERE = "/cong/soan-tin-cu/duyet-bai/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with an article that waits, and one that was edited after its approval."""
    folder = tmp_path_factory.mktemp("rooms")
    files = {**GOOD, FILE: TEXT, EDITED: article(title="Bài sửa", date="2025-06-02")}
    write(folder, approved(files, EDITED))
    text = (folder / EDITED).read_text(encoding="utf-8")
    write(folder, {EDITED: text.replace("đoạn", "câu")})
    Site(folder, "SHARE_PICTURES = False").build()
    return folder


@pytest.fixture
def place(built: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The site as the preview serves it; the editorial check has found nothing yet."""
    monkeypatch.chdir(built)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
    monkeypatch.setattr(waiting, "findings", lambda _content: Counter())
    monkeypatch.setattr(review, "musts", lambda _content: {})
    write(built, {FILE: TEXT})
    address = "http://127.0.0.1:8000/cong/"
    return Place(built / "content", built / "output", "/cong/", address)


def text_of(answer: Answer) -> str:
    """Return what the browser shows."""
    assert isinstance(answer.body, str)
    return answer.body


def sent(place: Place, **form: str) -> Answer:
    """Send the form of the article that waits."""
    return review.answer(Asked(place, method="POST", form={"bai": NAME, **form}))


def test_the_list_names_what_waits(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Title, day, author, findings, and whether it was edited since an approval; all escaped."""
    found = Counter({(FILE, "must"): 2, (FILE, "should"): 1})
    monkeypatch.setattr(waiting, "findings", lambda _content: found)
    page = text_of(review.answer(Asked(place)))
    for words in (
        "Bài &lt;chờ&gt;</h2>",
        "Chủ nhật, 01/6/2025 · Lê An",
        "2 chỗ phải sửa trước khi đăng",
        "1 chỗ nên xem lại",
        "Bài đã được sửa sau khi duyệt.",
        'href="/cong/2025/06/01/cho/"',
        f'href="{HERE}xem-truoc?bai={NAME}"',
    ):
        assert words in page
    assert page.index("Bài sửa") < page.index("Bài &lt;chờ&gt;")
    assert "Bài tốt" not in page
    assert "<script" not in page


def test_an_article_is_approved_and_given_back(place: Place) -> None:
    """It leaves the list at once, before a build; the page after it offers to take that back."""
    done = sent(place, **{"nguoi-duyet": " Phạm  Chi ", "viec": "duyet"})
    assert done.status.startswith("303")
    query = parse_qs(urlsplit(dict(done.headers)["Location"]).query)
    assert query == {"xong": [NAME]}
    asked = Asked(place, query={name: values[0] for name, values in query.items()})
    page = text_of(review.answer(asked))
    assert "<p>“Bài &lt;chờ&gt;” đã được Phạm Chi duyệt.</p>" in page
    assert "Trả lại: cho bài này chờ duyệt tiếp" in page
    assert "Bài &lt;chờ&gt;</h2>" not in page
    assert sent(place, viec="tra-lai").status.startswith("303")
    assert "<p>“Bài &lt;chờ&gt;” trở lại chờ duyệt.</p>" in text_of(review.answer(asked))
    assert "Bài &lt;chờ&gt;</h2>" in text_of(review.answer(Asked(place)))
    assert (place.content / NAME).read_text(encoding="utf-8") == TEXT.replace(
        "{state: waiting}", "\n  state: waiting"
    ).replace("review: \n", "review:\n")


@pytest.mark.parametrize("words", ["Trang web đã bị khóa", "articles/khong-co.md"])
def test_an_address_can_not_make_the_page_say_anything(place: Place, words: str) -> None:
    """Only what an article itself says is told as done."""
    page = text_of(review.answer(Asked(place, query={"xong": words, "bai": words})))
    assert words not in page
    assert 'role="status"' not in page


def test_nobody_approves_without_a_name(place: Place) -> None:
    """The file stays as it was."""
    assert "Hãy ghi tên người duyệt" in text_of(sent(place, viec="duyet"))
    assert (place.content / NAME).read_text(encoding="utf-8") == TEXT


def test_what_must_be_put_right_first_is_shown(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the line of each; the file stays as it was."""
    line = f"{FILE}:7: ảnh thiếu lời tả <alt>"
    monkeypatch.setattr(review, "musts", lambda _content: {FILE: [line]})
    page = text_of(sent(place, **{"nguoi-duyet": "Phạm Chi", "viec": "duyet"}))
    assert "ảnh thiếu lời tả &lt;alt&gt;" in page
    assert (place.content / NAME).read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    "name",
    ["", "articles", "../content/data/town.yaml", "/etc/passwd", "data/town.yaml", "articles/x.md"],
)
def test_a_form_reaches_nothing_but_articles(place: Place, name: str) -> None:
    """Neither to be approved nor to be looked at."""
    form = {"bai": name, "nguoi-duyet": "X"}
    answers = (
        review.answer(Asked(place, method="POST", form=form)),
        review.answer(Asked(place, "xem-truoc", query={"bai": name})),
    )
    for answer in answers:
        assert "Không có bài này" in text_of(answer)


def test_the_preview_is_a_file_to_be_kept(place: Place) -> None:
    """Also of an article that waits."""
    answer = review.answer(Asked(place, "xem-truoc", query={"bai": NAME}))
    kept = 'attachment; filename="xem-truoc-2025-06-01-cho.html"'
    assert dict(answer.headers)["Content-Disposition"] == kept
    assert "Bản xem trước, chưa đăng" in text_of(answer)
