"""Who may do what: sign-in, roles, codes, and what others try."""

from __future__ import annotations

import pytest

from tests.newsroom.running import PASSWORD, Answer, Newsroom, Person
from tests.newsroom.test_texts import article, begin


def test_nobody_enters_without_signing_in(newsroom: Newsroom) -> None:
    """Every page leads somebody unknown to the sign-in; a script reads that the session is over."""
    stranger = newsroom.person()
    for path in ("", "moi/", "thung-rac/", "duyet-bai/", "dang/", "sua/articles/x/index.md/"):
        assert stranger.get(path).location.startswith("/soan-tin/dang-nhap/"), path
        answer = stranger.get(path, Accept="application/json")
        assert answer.status == 401, path
        assert answer.json["signed_out"]


def test_a_wrong_password_is_refused_and_the_fifth_rests(newsroom: Newsroom) -> None:
    """Wrong passwords sign nobody in, and after five the name rests for a while."""
    stranger = newsroom.person()
    texts = [
        stranger.post("dang-nhap/", {"username": "khong-co", "password": "sai"}).text
        for _ in range(6)
    ]
    assert "sai quá nhiều lần" in texts[-1]


def test_an_ended_session_opens_nothing(newsroom: Newsroom) -> None:
    """A cookie that was stolen before its owner signed out opens nothing afterwards."""
    owner = newsroom.sign_in("an")
    thief = Person(newsroom.port)
    thief.cookies = dict(owner.cookies)
    assert thief.get("").status == 200
    owner.post("dang-xuat/", {})
    assert thief.get("").status == 302


def _without_token(person: Person, path: str) -> Answer:
    return person._ask(
        "POST", path, b"title=x", {"Content-Type": "application/x-www-form-urlencoded"}
    )


def test_a_form_of_another_site_writes_nothing(newsroom: Newsroom) -> None:
    """A POST without the page's token, or from a foreign origin, is refused."""
    person = newsroom.person("an")
    assert _without_token(person, "moi/").status == 403
    person.extra = {"Origin": "https://evil.example"}
    form = {"title": "Bài giả", "category": "thong-bao"}
    assert person.post("moi/", form).status == 403
    assert "Bài giả" not in newsroom.person("an").get("?words=bai+gia").text.split("<tbody>")[-1]


def test_another_host_name_is_refused(newsroom: Newsroom) -> None:
    """A name that leads to this machine and is not its own reads nothing (DNS rebinding)."""
    person = newsroom.person("an")
    person.extra = {"Host": "evil.example"}
    assert person.get("").status == 400


@pytest.mark.parametrize(
    "name",
    [
        "data/town.yaml",
        "articles/../data/town.yaml",
        "articles/%2e%2e/data/town.yaml",
        "../../../etc/passwd",
        "/etc/passwd",
        "articles/..%2f..%2fetc%2fpasswd",
        "articles/2020/lien-ket/index.md",
    ],
)
def test_no_path_leads_out_of_the_texts(newsroom: Newsroom, name: str) -> None:
    """A path that leaves the folders of texts, or goes through a link, is not there."""
    link = newsroom.content / "articles" / "2020" / "lien-ket"
    if not link.is_symlink():
        link.symlink_to("/etc")
    person = newsroom.person("an")
    assert person.get(f"sua/{name}/").status == 404


@pytest.mark.parametrize("file", ["..%2f..%2fdata%2ftown.yaml", "index.md%00.jpg", "..", "%2e%2e"])
def test_no_file_but_those_beside_a_text_is_shown(newsroom: Newsroom, file: str) -> None:
    """A picture's address that names another folder shows nothing."""
    answer = newsroom.person("an").get(f"sua/{article(newsroom)}/tep/{file}/")
    assert answer.status == 404, answer


ROLES: list[tuple[str, str, dict[str, str], int]] = [
    ("an", "dang/", {}, 403),
    ("an", "sua/{}/dang", {}, 403),
    ("an", "duyet-bai/{}/", {"deed": "approve"}, 403),
    ("chi", "duyet-bai/{}/", {"deed": "approve"}, 403),
    ("binh", "sua/{}/dang", {}, 403),
]


@pytest.mark.parametrize(("name", "path", "form", "status"), ROLES)
def test_a_role_does_only_what_it_may(
    newsroom: Newsroom, name: str, path: str, form: dict[str, str], status: int
) -> None:
    """A writer neither approves nor publishes, a publisher does not approve, and the like."""
    assert newsroom.person(name).post(path.format(article(newsroom)), form).status == status


def test_markup_in_names_and_notes_stays_text(newsroom: Newsroom) -> None:
    """What people write is shown as text, in the list, the editor's data and the review."""
    person = newsroom.person("an")
    attack = "</script><script>alert(1)</script>"
    name = begin(person, attack)
    person.post(f"sua/{name}/gui-duyet", {"note": attack})
    for path in ("", f"sua/{name}/", "duyet-bai/", f"duyet-bai/{name}/"):
        assert "<script>alert" not in person.get(path).text


def test_every_page_forbids_scripts_of_others_and_being_kept(newsroom: Newsroom) -> None:
    """Each answer has the policy, and no cache keeps a page."""
    headers = newsroom.person("an").get("").headers
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_a_role_that_needs_a_code_sets_one_up_first(
    tmp_path_factory: pytest.TempPathFactory, newsroom: Newsroom
) -> None:
    """Where the role asks for a code, the password alone opens only the page that sets it up."""
    second = Newsroom(newsroom.content.parent, {"NEWSROOM_TOTP": "quan-tri"})
    second.start()
    try:
        person = second.person()
        person.post("dang-nhap/", {"username": "dung", "password": PASSWORD})
        assert person.get("").location == "/soan-tin/ma-xac-thuc/"
        assert "<svg" in person.get("ma-xac-thuc/cai-dat/").text
        assert second.person("an").get("").status == 200
    finally:
        second.kill()


def test_a_page_of_the_session_before_goes_on_after_signing_in_again(newsroom: Newsroom) -> None:
    """An open page whose token a new sign-in has outdated is told where to get the present one."""
    person = newsroom.sign_in("an")
    name, outdated = begin(person, "Phiên hết giữa chừng"), person.token()
    person.post("dang-xuat/", {})
    person.cookies = newsroom.sign_in("an").cookies
    kind = {"Accept": "application/json", "X-CSRFToken": outdated}
    refused = person._ask("POST", f"sua/{name}/tu-luu", b"{}", kind)
    assert refused.status == 403
    place = refused.headers["X-Fresh-Token"]
    assert newsroom.person().get(place, Accept="application/json").status == 401
    kind["X-CSRFToken"] = person.get(place, Accept="application/json").json["token"]
    assert person._ask("POST", f"sua/{name}/tu-luu", b"{}", kind).status == 200
