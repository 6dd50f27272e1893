"""What real servers answer, with the rules that the build made for them."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import brotli
import pytest

from tests.publish.hosting import servers
from tests.publish.hosting.conftest import OLD, OUTSIDE, Built
from tests.publish.hosting.servers import Server
from town_portal.publishing import manifest
from town_portal.publishing.hosting import table
from town_portal.publishing.hosting.table import EVERYWHERE, KINDS, find_kind
from town_portal.publishing.watch_site.command import Asked, inspect_site

pytestmark = pytest.mark.long
ARTICLE = "2020/12/14/tot/"
TEXTS = ("index.html", ARTICLE, "tin.atom", "tin.css", "du-lieu-mo/schema.json")
PAGE_POLICY = (
    "default-src 'none'; ",
    "frame-ancestors 'none'",
    "img-src 'self' data: https://manh.vi-du.vn;",
)


def files(built: Built) -> list[str]:
    """Return the files of the site that are for everybody, and are no compressed ones."""
    names = [
        path.relative_to(built.output).as_posix()
        for path in sorted(built.output.rglob("*"))
        if path.is_file()
    ]
    is_packed = [name for name in names if name.endswith((".br", ".gz"))]
    hidden = {".htaccess", "web.config", "_headers", "_redirects"}
    shown = [name for name in names if name.rpartition("/")[2] not in hidden]
    return [name for name in shown if name not in is_packed]


def one(built: Built, pattern: str) -> str:
    """Return the first file of a pattern."""
    return next(iter(sorted(built.output.glob(pattern)))).relative_to(built.output).as_posix()


def test_each_file_is_sent_as_the_table_says(server: Server, built: Built) -> None:
    """Type, cache, policy, opener and sharing of every file are those of its kind."""
    seen = set()
    for name in files(built):
        if name.startswith(".well-known/"):
            continue
        got, kind = server.ask(name), find_kind(name)
        seen.add(kind.name)
        assert got.status == 200, name
        assert got.body == (built.output / name).read_bytes(), name
        expected = table.get_media_type(PurePosixPath(name).suffix.lstrip("."))
        assert got.headers["content-type"].lower() == expected, name
        for header, value in (*EVERYWHERE, *kind.headers):
            assert got.headers.get(header.lower(), "") == value, f"{name}: {header}"
        policy = got.headers["content-security-policy"]
        if kind.policy == "page":
            assert "unsafe" not in policy
            folder = f"https://thu-nghiem.example{built.base}/static/js/"
            assert f"script-src {folder} 'sha256-" in policy, name
            assert all(part in policy for part in PAGE_POLICY), name
        elif kind.policy == "viewer":
            assert policy == "frame-ancestors 'none'", name
        else:
            assert {"default-src 'none'", "sandbox", "frame-ancestors 'none'"} <= set(
                policy.split("; ")
            ), name
    assert seen == {kind.name for kind in KINDS}


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_sent_compressed(server: Server, built: Built, name: str) -> None:
    """Each client gets the best coding that it takes, and caches are told that answers differ."""
    plain = (built.output / (name if "." in name else f"{name}index.html")).read_bytes()
    can_brotli = server.name != "nginx" or servers.BROTLI.is_file()
    cases = {
        "": None,
        "identity": None,
        "gzip": "gzip",
        "gzip, deflate": "gzip",
        "br": "br" if can_brotli else None,
        "gzip, deflate, br, zstd": "br" if can_brotli else "gzip",
        "gzip;q=0": None,
    }
    tags = set()
    for asked, coding in cases.items():
        got = server.ask(name, Accept_Encoding=asked)
        assert got.status == 200
        assert got.headers.get("content-encoding") == coding, asked
        assert got.headers["vary"] == "Accept-Encoding", asked
        body = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}[coding](got.body)
        assert body == plain, asked
        tags.add((coding, got.headers["etag"]))
        assert got.headers["content-type"].endswith("charset=utf-8")
    assert len(tags) == len({coding for coding, _ in tags})


@pytest.mark.parametrize("coding", ["", "gzip", "gzip, br"])
@pytest.mark.parametrize("name", ["", "static/portal.*.css", "tin.css"])
def test_what_has_not_changed_is_not_sent_again(
    server: Server, built: Built, name: str, coding: str
) -> None:
    """With the tag of the first answer the second is a short 304, with the same rules."""
    name = one(built, name) if "*" in name else name
    first = server.ask(name, Accept_Encoding=coding)
    tag = first.headers["etag"]
    again = server.ask(name, Accept_Encoding=coding, If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")
    for header in ("cache-control", "etag", "content-security-policy", "x-content-type-options"):
        assert again.headers[header] == first.headers[header], header
    assert server.ask(name, Accept_Encoding=coding, If_None_Match='"a"').status == 200


def test_the_security_headers_are_on_every_answer(server: Server) -> None:
    """Found, moved, not found, gone: each has them once; HSTS over https only."""
    asked = {
        "": 200,
        "khong-co/": 404,
        "2020": 301,
        "van-ban/cu.aspx": 410,
        "tin/noi-khac.aspx": 301,
        "static/portal.0123456789.css": 404,
    }
    for path, status in asked.items():
        got = server.ask(path)
        assert got.status == status, path
        for header, value in EVERYWHERE:
            assert got.headers[header.lower()] == value, path
        assert "frame-ancestors 'none'" in got.headers["content-security-policy"], path
        assert "strict-transport-security" not in got.headers
    got = server.ask("", X_Forwarded_Proto="https")
    assert got.headers["strict-transport-security"] == "max-age=31536000"


def test_what_is_not_there_is_answered_by_our_page(server: Server, built: Built) -> None:
    """With status 404, in each coding, and never kept for a year."""
    plain = (built.output / "404.html").read_bytes()
    for path in ("khong-co/", "khong-co.html", "a/b/c", "static/portal.0123456789.css", "static/"):
        got = server.ask(path)
        assert (got.status, got.body) == (404, plain), path
        assert got.headers["cache-control"] == "no-cache", path
        assert got.headers["content-type"] == "text/html; charset=utf-8"
    packed = server.ask("khong-co/", Accept_Encoding="gzip")
    assert packed.status == 404
    assert gzip.decompress(packed.body) == plain


def test_a_folder_has_one_address(server: Server, built: Built) -> None:
    """Without its last slash it leads to the one with it, whatever port and host were asked."""
    for path in ("2020", ARTICLE.rstrip("/"), "gioi-thieu", *([""] if built.base else [])):
        got = server.ask_host(f"{built.base}/{path}".rstrip("/"))
        assert got.status == 301, path
        place = f"{built.base}/{path}".rstrip("/") + "/"
        assert got.headers["location"].endswith(place), path
        assert server.ask_host(place).status == 200


def test_files_for_hosts_and_dot_files_are_nobodys_business(server: Server, built: Built) -> None:
    """They are not served, also where somebody puts more of them; .well-known is."""
    secret = built.output / ".git" / "config"
    secret.parent.mkdir()
    secret.write_text("[core]\n")
    for path in (".htaccess", "web.config", "_headers", "_redirects", ".git/config", ".env"):
        got = server.ask(path)
        assert got.status in (403, 404), path
        assert b"[core]" not in got.body
        assert server.ask(path, Accept_Encoding="gzip, br").status in (403, 404), path
    secret.unlink()
    secret.parent.rmdir()
    got = server.ask(".well-known/security.txt")
    assert (got.status, got.headers["content-type"]) == (200, "text/plain; charset=utf-8")


@pytest.mark.parametrize("tail", ["", "/", "?ItemID=3&a=%2F"])
@pytest.mark.parametrize("old", OLD)
def test_old_addresses_lead_on(server: Server, built: Built, old: str, tail: str) -> None:
    """Whatever letters they have, written or encoded, with a slash or a question behind them."""
    got = server.ask(old.lstrip("/") + tail)
    assert got.status == 301
    host = f"http://127.0.0.1:{server.port}"
    assert got.headers["location"].removeprefix(host) == f"{built.base}/{ARTICLE}"


def test_what_is_gone_says_so_with_its_reason(server: Server) -> None:
    """Status 410, the page that tells why; what has moved to another host leads there."""
    moved = server.ask("tin/noi-khac.aspx?a=2")
    assert moved.headers["location"] == "https://chinhphu.vn/t%C3%ACm/?a=1&b=%2Fc"
    for path in ("van-ban/cu.aspx", "van-ban/cu.aspx/", "van-ban/cu.aspx?id=1"):
        got = server.ask(path)
        assert got.status == 410, path
        assert "Văn bản đã hết hiệu lực." in got.body.decode(), path
        assert got.headers["cache-control"] == "no-cache"
    assert "Nội dung không còn" in server.ask("tin/{a},b").body.decode()


def test_an_old_address_outside_of_the_portal(server: Server, built: Built) -> None:
    """In nginx it leads on from anywhere on the host; Apache with the lines for the host's root."""
    if not built.base:
        assert server.ask_host(OUTSIDE).status == 404
        return
    if server.name == "apache":
        assert server.ask_host(OUTSIDE).status == 404
        rules = built.root / ".htaccess"
        rules.write_bytes((built.beside / "outside.htaccess").read_bytes())
        got = server.ask_host(OUTSIDE)
        rules.unlink()
    else:
        got = server.ask_host(OUTSIDE)
    assert got.status == 301
    assert got.headers["location"].endswith(f"/x/{ARTICLE}")


def test_the_monitor_finds_nothing_wrong(server: Server, built: Built, tmp_path: Path) -> None:
    """Compressed copies, old addresses, withdrawn ones, hidden files: all is as published."""
    manifest.write_manifest(built.output, tmp_path, datetime.now(UTC))
    for name in (manifest.FILE, manifest.SIGNATURE, manifest.PUBLIC_KEY):
        (built.output / name).unlink(missing_ok=True)
    address = f"http://127.0.0.1:{server.port}{server.root}/"
    file = tmp_path / manifest.FILE
    report = inspect_site(
        Asked(address, manifest=file, sample=0, state=tmp_path, root=tmp_path), address
    )
    assert report.files > 50
    wrong = [(fault.kind, fault.address, fault.what) for fault in report.faults]
    assert [item for item in wrong if item[0] != "missing" or manifest.FILE not in item[1]] == []
    assert [finding.what for finding in report.findings if finding.kind == "headers"] == []


QUERIES = {
    "tin/chitiet.aspx?ItemID=123": ARTICLE,
    "tin/chitiet.aspx?itemid=123": ARTICLE,
    "tin/chitiet.aspx?fbclid=xyz&ItemID=123&page=2": ARTICLE,
    "tin/chitiet.aspx?ItemID=7": "",
    "tin/chitiet.aspx?Loai=a%20b&ItemID=7": "https://chinhphu.vn/?a=1",
    "cu.php?id=5": ARTICLE,
    "?id=5": ARTICLE,
}


def test_old_addresses_with_a_query_lead_on(server: Server) -> None:
    """In any order, with further parameters; the new address has no query of the old one."""
    for path, target in QUERIES.items():
        got = server.ask(path)
        assert got.status == 301, path
        wanted = target if "://" in target else f"{server.root}/{target}"
        location = got.headers["location"]
        assert location.removeprefix(f"http://127.0.0.1:{server.port}") == wanted, path
        assert "frame-ancestors 'none'" in got.headers["content-security-policy"]


def test_other_queries_are_no_old_addresses(server: Server) -> None:
    """Another value, a value that goes on, no value, another page: as ever."""
    for path in ("ItemID=1234", "ItemID=12", "ItemID=", "xItemID=123", "a=ItemID=123"):
        assert server.ask(f"tin/chitiet.aspx?{path}").status == 404, path
    assert server.ask("tin/chitiet.aspx").status == 404
    assert server.ask("tin/khac.aspx?ItemID=123").status == 404
    assert server.ask("?id=6").status == 200
    assert server.ask(f"{ARTICLE}?id=5").status == 200


def test_old_queries_outside_of_the_portal_lead_on(server: Server, built: Built) -> None:
    """Nginx has them in the server block; Apache in the lines for the host's root."""
    rules = built.root / ".htaccess"
    if server.root and server.name == "apache":
        rules.write_bytes((built.beside / "outside.htaccess").read_bytes())
    got = server.ask_host("/ngoai/cu.aspx?id=9")
    if server.root:
        rules.unlink(missing_ok=True)
    assert got.status == 301
    assert got.headers["location"].endswith(f"{server.root}/{ARTICLE}")
