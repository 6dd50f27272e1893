"""Articles that wait, and articles that were approved and edited since."""

from __future__ import annotations

from pathlib import Path

from tests.sites.approving import WHO, approved
from tests.sites.build_site import CLOCK, GOOD, TOWN, Files, Site, article, picture, read
from tests.sites.changing import Changing, differing
from tests.sites.many_articles import Change

NAME = "content/articles/2025/2025-01-10-duyet/index.md"
PHOTO = NAME.replace("index.md", "anh.jpg")
CAPTIONS = NAME.replace("index.md", "captions.csv")
PAGE = "2025/01/10/duyet/index.html"
BODY = "Một đoạn văn.\n\n![Một hình](anh.jpg)"
HEAD = {"title": "Bài duyệt", "date": "2025-01-10", "tags": "duyệt"}
OPEN = "content/articles/2025-01-11-mo.md"
OPEN_PAGE = "2025/01/11/mo/index.html"
BASE: Files = {
    **GOOD,
    NAME: article(BODY, **HEAD),
    PHOTO: picture(),
    CAPTIONS: "file,caption\nanh.jpg,Lời dưới ảnh\n",
    OPEN: article(title="Bài mở", date="2025-01-11"),
}
FILES = approved(BASE, NAME)
PUBLIC = "SHARE_PICTURES = False\nSHOW_UNFINISHED = False"
REQUIRED = f"{TOWN}review: required\n"
CHANGED = (
    f"Lưu ý: {NAME}: bài “Bài duyệt” do {WHO} duyệt đã được sửa sau khi duyệt nên trở lại chờ "
    f"duyệt; hãy xem lại rồi chạy: python3 tasks.py approve {NAME}"
)


def text(files: Files) -> str:
    """Return the text of the article that was approved, as files have it."""
    data = files[NAME]
    assert isinstance(data, bytes)
    return data.decode()


CHANGES = (
    Change("another-photograph", {PHOTO: picture(colour="#386641")}, (PAGE, "index.html")),
    Change("the-photograph-again", {PHOTO: picture()}, (PAGE, "index.html")),
    Change("text", {NAME: text(FILES).replace("đoạn", "câu")}, (PAGE,)),
    Change("approved", {NAME: FILES[NAME]}, (PAGE,)),
    Change(
        "approved-by-nobody", {NAME: article(BODY, **HEAD, review="{state: approved}")}, (PAGE,)
    ),
)


def forget(output: Path) -> None:
    """Let the next build not know what was published: it would not let an article vanish."""
    output.with_name(f".{output.name}.state").joinpath("published.json").unlink(missing_ok=True)


def test_changes_of_what_was_approved(tmp_path: Path) -> None:
    """The page comes and goes; with INCREMENTAL on and off the bytes and words are the same."""
    chain = Changing.begun(tmp_path, FILES, PUBLIC)
    for change in CHANGES:
        before = read(chain.output)
        forget(chain.output)
        chain.apply(change)
        after = chain.prove()
        assert set(change.shows) <= set(differing(after, before)), change.name
        assert ((PAGE in before) != (PAGE in after)) == (PAGE in change.shows), change.name


def test_an_edit_after_the_approval_is_told(tmp_path: Path) -> None:
    """The public does not get it, the desk has it; both hear which, whose approval, and why."""
    files = {**FILES, PHOTO: picture(colour="#386641")}
    site = Site(tmp_path, settings="publishconf.py").write(files)
    site.build(output="public")
    public = site.build(output="public")  # the text is kept
    assert [line for line in public.errors if line.startswith("Lưu ý")] == [CHANGED]
    assert PAGE not in public.tree
    assert "Bài duyệt" not in public.page("")
    desk = Site(tmp_path).build()
    assert CHANGED in desk.errors
    assert "<strong>Chờ duyệt, chưa đăng</strong>" in desk.page("2025/01/10/duyet")
    assert "Chờ duyệt" not in desk.page("2025/01/11/mo")


def test_where_approval_is_required_only_the_approved_are_public(tmp_path: Path) -> None:
    """Articles without the field wait then, and nothing is told of each."""
    files = {**FILES, "content/data/town.yaml": REQUIRED}
    site = Site(tmp_path, settings="publishconf.py").write(files)
    public = site.good(output="public")
    assert PAGE in public.tree
    assert {OPEN_PAGE, "2020/12/14/tot/index.html"}.isdisjoint(public.tree)


def test_what_is_public_does_not_vanish_because_approval_becomes_required(tmp_path: Path) -> None:
    """The build stops and says of each article how to approve it; the site stays."""
    site = Site(tmp_path, settings="publishconf.py").write(FILES)
    before = site.good(output="public").tree
    built = site.write({"content/data/town.yaml": REQUIRED}).build(output="public")
    assert (built.code, built.tree) == (1, before)
    told = (
        "content/data/redirects.yaml:1: địa chỉ /2025/01/11/mo/ đã đăng mà nay không hiện, vì "
        "town.yaml đòi duyệt mọi bài và bài ấy chưa có ai duyệt; hãy xem rồi chạy: "
        f"python3 tasks.py approve {OPEN}"
    )
    assert told in built.errors


def test_what_comes_next_is_told_at_the_end(tmp_path: Path) -> None:
    """The next three moments, with those of articles that wait left out; also when nothing changed.

    At the desk and for the public alike.
    """
    hidden = article(title="Bài chờ", publish="2025-06-16 07:00", review="{state: waiting}")
    files = {
        **GOOD,
        "content/articles/a.md": article(title="Bài một", publish="2025-06-20 08:00"),
        "content/articles/b.md": article(title="Bài hai", expires="2025-06-17"),
        "content/articles/c.md": article(title="Bài ba", publish="2025-07-01 08:00"),
        "content/articles/d.md": article(title="Bài bốn", expires="2030-02-03"),
        "content/articles/e.md": hidden,
        "content/articles/f.md": article(title="Bài nháp", publish="2025-06-16", status="draft"),
    }
    conf = "SHARE_PICTURES = False"
    changing = Changing(Site(tmp_path, conf).write(files), files, conf=conf)
    told = (
        "Sắp tới: “Bài hai” thôi hiện lúc 00:00 ngày 17/6/2025; “Bài một” hiện lúc 08:00 ngày "
        "20/6/2025; “Bài ba” hiện lúc 08:00 ngày 01/7/2025."
    )
    for settings in ((), ("SHOW_UNFINISHED=false",)):
        assert told in changing.build(*settings).lines
    changing.apply(Change("later", clock=CLOCK + 30 * 86_400))
    assert changing.build().lines[-2] == ("Sắp tới: “Bài bốn” thôi hiện lúc 00:00 ngày 03/02/2030.")


def test_an_approval_is_read_in_a_head_of_pelicans_own(tmp_path: Path) -> None:
    """There the field is one line."""
    name = "content/articles/2025-02-02-cu.md"
    old = "Title: Bài cũ\nDate: 2025-02-02\nCategory: chinh-quyen\n\nChữ.\n"
    town = {"content/data/town.yaml": REQUIRED}
    site = Site(tmp_path, settings="publishconf.py").write(
        approved({**GOOD, name: old, **town}, name)
    )
    assert "Chữ." in site.good(output="public").page("2025/02/02/cu")
