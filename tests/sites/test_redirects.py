"""Old addresses answer on any host, and none that was published falls silent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.sites.approving import WHO, approved
from tests.sites.build_site import GOOD, TOWN, Files, Site, article, page

NEWS = "content/articles/2020/2020-12-14-tot/index.md"
TABLE = """\
redirects:
  - {old: /zh/gioi-thieu, to: /gioi-thieu/}
  - {old: /van-ban/cu.aspx, gone: true, reason: Văn bản đã hết hiệu lực.}
"""
MAPS = ("_redirects", "web.config")
BESIDE = ("nginx-http.conf", "portal.caddy")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a small site, as it is published, with an article that stood elsewhere before."""
    moved = article(title="Bài tốt", date="2020-12-14", redirect_from="[/tin/tot-1.aspx]")
    files = {**GOOD, NEWS: moved, "content/data/redirects.yaml": TABLE}
    return Site(tmp_path, settings="publishconf.py").write(files)


def test_an_old_address_leads_on_and_what_is_gone_says_so(site: Site) -> None:
    """By itself and by a link; what is gone tells why and leads nowhere; no search finds either.

    The article's and the table's old addresses are in the maps of all hosts.
    """
    built = site.good()
    old, gone = built.page("tin/tot-1.aspx"), built.page("van-ban/cu.aspx")
    assert '<meta http-equiv="refresh" content="0; url=../../2020/12/14/tot/">' in old
    assert '<a href="../../2020/12/14/tot/">Mở trang mới</a>' in old
    assert '<link rel="canonical" href="https://thu-nghiem.example/2020/12/14/tot/">' in old
    assert '<meta name="robots" content="noindex">' in old
    assert "Văn bản đã hết hiệu lực." in gone
    assert "refresh" not in gone
    xml = [name for name, data in built.tree.items() if name.endswith(".xml") and b"aspx" in data]
    assert xml == []
    beside = built.output.with_name(".output.state") / "hosting"
    texts = [built.tree[name].decode() for name in MAPS]
    texts += [(beside / name).read_text(encoding="utf-8") for name in BESIDE]
    for text in texts:
        assert "/2020/12/14/tot/" in text
        assert "zh/gioi-thieu" in text
    # In Apache each old folder has its own.
    assert b'"/2020/12/14/tot/" [R=301' in built.tree["tin/.htaccess"]
    assert b'"^(gioi-thieu)/?$" "/gioi-thieu/"' in built.tree["zh/.htaccess"]


def test_each_file_of_the_portal_is_in_use(site: Site) -> None:
    """An old address where the build writes a page or file is a fault in the file that names it."""
    files = [name for name in site.good().tree if name.count("/") < 1 or name.endswith(".atom")]
    olds = [f"/{name}/" for name in files if not name.startswith((".", "_", "web.config"))]
    olds.append("/gioi-thieu/")
    moved = article(title="Bài tốt", date="2020-12-14", redirect_from=f"[{', '.join(olds)}]")
    errors = site.write({NEWS: moved}).build().errors
    assert len(olds) > 6
    assert [line for line in errors if line.startswith(f"{NEWS}:")] == list(errors[:-1])
    assert len(errors) == len(olds) + 1
    told = "redirect_from: địa chỉ cũ /gioi-thieu/ đang có nội dung khác"
    assert any(told in line for line in errors)


def test_an_address_does_not_fall_silent(site: Site) -> None:
    """Taking a published article away stops the build until something says what became of it."""
    site.good()
    away = site.write({NEWS: None, "content/pages/tot.md": page(title="Tốt")}).build()
    assert away.code == 1
    assert "địa chỉ /2020/12/14/tot/" in away.errors[0]
    advice = "dưới dòng `redirects:`, dòng `  - {old: /2020/12/14/tot/, gone: true}`"
    assert advice in away.errors[0]
    gone = TABLE + "  - {old: /2020/12/14/tot/, gone: true}\n"
    answered = site.write({"content/data/redirects.yaml": gone}).good()
    assert "Nội dung không còn" in answered.page("2020/12/14/tot")
    # The answer, too, may not be taken away.
    assert site.write({"content/data/redirects.yaml": TABLE}).build().code == 1


def test_an_article_may_move_or_run_out(site: Site) -> None:
    """With the old path in its front matter it gets another address; when over it may go."""
    short = "content/articles/2020-12-15-ngan.md"
    site.write({short: article(title="Bài ngắn")}).good()
    new = "content/articles/2020/2020-12-14-moi/index.md"
    moved = article(title="Bài tốt", date="2020-12-14", redirect_from="[/2020/12/14/tot/]")
    over = article(title="Bài ngắn", expires="2025-01-01", redirect_from="[/tin/tot-1.aspx]")
    built = site.write({NEWS: None, new: moved, short: over}).good()
    assert "Trang đã chuyển chỗ" in built.page("2020/12/14/tot")
    assert "2020/12/15/ngan/index.html" not in built.tree
    # What has moved may run out too; its old address belongs to it.
    moved = moved.replace("---", "---\nexpires: 2025-01-01", 1)
    site.write({new: moved}).good()


def test_at_the_desk_drafts_come_and_go(site: Site) -> None:
    """Only what is published is remembered."""
    desk = Site(site.folder)
    desk.good()
    desk.write({NEWS: None}).good()


def test_the_advice_is_enough_where_there_is_no_table(tmp_path: Path) -> None:
    """Who writes just the lines that the message shows gets a site."""
    site = Site(tmp_path, settings="publishconf.py").write(GOOD)
    site.good()
    away = site.write({NEWS: None}).build()
    (told,) = [line for line in away.errors if "/2020/12/14/tot/" in line]
    assert "tạo tệp content/data/redirects.yaml gồm dòng `redirects:` và dưới đó" in told
    item = told.split("`")[3]
    assert item == "  - {old: /2020/12/14/tot/, gone: true}"
    site.write({"content/data/redirects.yaml": f"- {item.strip(' -')}\n"})
    assert "phải bắt đầu bằng dòng `redirects:`" in site.build().errors[0]
    gone = site.write({"content/data/redirects.yaml": f"redirects:\n{item}\n"}).good()
    assert "Nội dung không còn" in gone.page("2020/12/14/tot")


def test_an_article_to_come_may_go(tmp_path: Path) -> None:
    """One that a trial of a later clock has published is only told of."""
    site = Site(tmp_path, settings="publishconf.py").write(GOOD)
    site.good()
    later = article(title="Bài tốt", date="2020-12-14", publish="2030-01-02")
    for _ in range(2):  # built, and kept
        built = site.write({NEWS: later}).build()
        told = "địa chỉ /2020/12/14/tot/ đã đăng nhưng bài ấy đến 02/01/2030 mới hiện"
        assert built.code == 0
        assert [told in line for line in built.errors if line.startswith("Lưu ý")] == [True]
        assert "2020/12/14/tot/index.html" not in built.tree


EDITED = "content/articles/2025-06-01-duyet.md"
FALLEN = (
    (("đoạn", "câu"), f"đã được sửa sau khi {WHO} duyệt, nên đăng lúc này thì bạn đọc mất bài"),
    (("state: approved", "state: waiting"), "đã trở lại chờ duyệt, nên"),
    (("by: ", "# by: "), "thiếu người duyệt hoặc mã của bản được duyệt, nên"),
)
"""How an article falls back to waiting: what is edited in it, and what staff are told."""


def test_a_published_article_does_not_fall_back_to_waiting(tmp_path: Path) -> None:
    """The build stops and says what to do; readers keep the approved text until then."""
    names = [EDITED.replace("-01-", f"-0{number}-") for number in (1, 2, 3)]
    heads = {name: {"title": f"Bài {name[-11]}", "date": name[-19:-9]} for name in names}
    files: Files = {**GOOD, **{name: article(**head) for name, head in heads.items()}}
    for name in names:
        files = approved(files, name)
    site = Site(tmp_path, settings="publishconf.py").write(files)
    before = site.good().tree
    edited = {
        name: text_of(files, name, *item) for name, (item, _) in zip(names, FALLEN, strict=True)
    }
    built = site.write(edited).build()
    assert (built.code, built.tree) == (1, before)
    for name, (_, told) in zip(names, FALLEN, strict=True):
        (line,) = [line for line in built.errors if line.startswith(name)]
        assert f": review: bài “{heads[name]['title']}” đang ở /2025/06/0" in line
        assert told in line
        assert f"python3 tasks.py approve {name}." in line
    first, *others = names
    again = approved({**GOOD, **edited, **{name: files[name] for name in others}}, first)
    assert site.write(again).good().page("2025/06/01/duyet")
    draft = article(**heads[first], status="draft")
    away = {"content/data/redirects.yaml": f"redirects:\n{item_of(built.errors, first)}\n"}
    out = site.write({first: draft, **away}).good()
    assert "Nội dung không còn" in out.page("2025/06/01/duyet")


def text_of(files: Files, name: str, old: str, new: str) -> str:
    """Return the text of a file with another one in place of ``old``."""
    data = files[name]
    assert isinstance(data, bytes)
    return data.decode().replace(old, new)


def item_of(errors: Sequence[str], name: str) -> str:
    """Return the line for the table that the advice about a file shows."""
    (line,) = [line for line in errors if line.startswith(name)]
    return line.split("`")[3]


def test_an_article_that_was_never_published_may_wait(tmp_path: Path) -> None:
    """That it was edited after its approval is told, and stops nothing."""
    files = approved({**GOOD, EDITED: article(title="Bài duyệt", date="2025-06-01")}, EDITED)
    files = {**files, EDITED: text_of(files, EDITED, "đoạn", "câu")}
    built = Site(tmp_path, settings="publishconf.py").write(files).build()
    assert built.code == 0
    assert [line.startswith("Lưu ý: ") for line in built.errors if EDITED in line] == [True]


def test_where_nobody_has_approved_anything_that_is_told_once(tmp_path: Path) -> None:
    """Neither each link nor each address is told of."""
    link = article("[x]({filename}2020/2020-12-14-tot/index.md)", date="2025-06-01")
    town = {"content/data/town.yaml": f"{TOWN}review: required\n"}
    site = Site(tmp_path, settings="publishconf.py").write({**GOOD, EDITED: link})
    site.write({"content/pages/x.md": page("[x]({filename}/articles/2025-06-01-duyet.md)")}).good()
    for memory in (True, False):
        if not memory:
            (tmp_path / ".output.state" / "published.json").unlink()
        built = site.write(town).build()
        assert built.code == 1
        assert len(built.errors) == 2
        assert "review: town.yaml đòi duyệt mọi bài" in built.errors[0]
        assert "chưa bài nào được duyệt" in built.errors[0]


def test_a_table_of_queries_comes_and_goes_with_its_rows(site: Site) -> None:
    """It lies at the root; the page for missing addresses names it, no other page changes."""
    assert "dia-chi-cu.json" not in site.good().tree
    row = '  - {old: "/tin/x.aspx?ItemID=7", to: /gioi-thieu/}\n'
    with_row = site.write({"content/data/redirects.yaml": TABLE + row}).good()
    table = with_row.tree["dia-chi-cu.json"].decode()
    assert table == '{"/tin/x.aspx":[[{"itemid":"7"},"/gioi-thieu/"]]}'
    named = [name for name, text in with_row.pages.items() if "dia-chi-cu.json" in text]
    assert named == ["404.html"]
    assert not [name for name in with_row.tree if "x.aspx" in name]
    beside = with_row.output.with_name(".output.state") / "hosting"
    for name in BESIDE:
        text = (beside / name).read_text(encoding="utf-8")
        assert "/tin/x.aspx?itemid=7" in text
        assert "?itemid=" in text
    without = site.write({"content/data/redirects.yaml": TABLE}).good()
    assert "dia-chi-cu.json" not in without.tree
    assert "dia-chi-cu.json" not in without.pages["404.html"]
