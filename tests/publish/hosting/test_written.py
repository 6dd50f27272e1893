"""The files for hosts, as texts: one table, whatever the host."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from town_portal.build.old_addresses import OldAddress
from town_portal.core.content_files import kinds
from town_portal.core.system.places import ROOT as ROOT_FOLDER
from town_portal.publishing.hosting import apache, caddy, iis, nginx, pages_hosts
from town_portal.publishing.hosting.portal import HostedPortal
from town_portal.publishing.hosting.table import (
    COMPRESSED,
    EVERYWHERE,
    FILE,
    KINDS,
    PAGE,
    TYPES,
    VIEWER,
    find_kind,
    get_media_type,
)

MOVED = (
    OldAddress("/x/a,b/'\"$.aspx", "2026/11/25/a/"),
    OldAddress("/x/tin/c.aspx"),
    OldAddress("/x/zh/-i%E1%BB%81u", address="https://chinhphu.vn/?a=1&b=2"),
    OldAddress("/portal/ngoài.aspx", "gioi-thieu/"),
    OldAddress("/x/a%0Ab", "gioi-thieu/"),
)
PORTAL = HostedPortal(
    root="/x",
    site="https://thu.example",
    script="'sha256-abc='",
    pictures="https://manh.example",
    has_service=True,
    moved=MOVED,
    drawings=("huy-hieu.svg",),
)
ROOT = HostedPortal(root="", site="https://thu.example")
OLD = st.text(st.characters(exclude_characters="?#%", exclude_categories=["Z", "C"]), min_size=1)


def test_every_host_gets_each_header_that_all_answers_have() -> None:
    """What is sent with everything stands in all files, with the same value."""
    for write in (
        apache.format_htaccess,
        iis.format_web_config,
        pages_hosts.format_headers,
        nginx.format_server,
    ):
        text = write(ROOT).replace("&#x27;", "'")
        for header, value in EVERYWHERE:
            assert header in text
            assert value in text
    for write in (
        apache.format_htaccess,
        pages_hosts.format_headers,
        nginx.format_http,
        caddy.format_snippet,
    ):
        assert ROOT.page_policy in write(ROOT)


def test_each_ending_has_its_kind_and_type() -> None:
    """Nothing that is compressed is a file of which a browser is not told what it is."""
    assert {*COMPRESSED, *(ending.removeprefix(".") for ending in kinds.KINDS)} <= set(TYPES)
    assert all(find_kind(f"a/b{ending}") in (FILE, VIEWER) for ending in kinds.KINDS)
    assert find_kind("2026/11/25/a/bang-so.csv") is find_kind("huy-hieu.svg") is FILE
    assert find_kind("2026/11/25/a/bang-so.pdf") is VIEWER
    assert find_kind("") is find_kind("tim-kiem/") is PAGE


def test_only_hashed_names_are_kept() -> None:
    """A telephone number or a date in the name of an attachment is no hash."""
    kept = ["static/portal.0123456789.css", "2026/11/25/a/anh-1-480.0123456789.avif"]
    kept.append("static/tim/2026/bai.0123456789.bin")
    asked = ["static/tim/index.json", "2026/11/25/a/thong-bao-2026112500.pdf"]
    asked += ["2026/11/25/a/anh-0912345678.jpg", "2026/11/25/0123456789/"]
    assert [item for item in (*kept, *asked) if "immutable" in find_kind(item).cache] == kept


def test_web_config_is_xml_with_the_table_in_it() -> None:
    """Types, headers, folders with rules of their own, redirections, the page for 404."""
    tree = ET.fromstring(iis.format_web_config(PORTAL))
    server = tree.find("system.webServer")
    assert server is not None
    types = {item.get("fileExtension"): item.get("mimeType") for item in server.iter("mimeMap")}
    assert types == {f".{end}": get_media_type(end) for end in TYPES}
    removed = {item.get("fileExtension") for item in server.findall("staticContent/remove")}
    assert removed == set(types), "IIS stops at a type that it knows already"
    told = {item.get("name"): item.get("value") for item in server.findall(".//customHeaders/add")}
    assert told == {
        **dict(EVERYWHERE),
        "Content-Security-Policy": PORTAL.page_policy,
        **{key: value for key, value in PAGE.headers if value and key != "Cache-Control"},
    }
    error = server.find("httpErrors/error")
    assert error is not None
    assert (error.get("statusCode"), error.get("path")) == ("404", "/x/404.html")
    places = {item.get("path"): item for item in tree.findall("location")}
    assert list(places) == [
        *("static", "static/tim", "du-lieu-mo"),
        *("huy-hieu.svg", "a,b/'\"$.aspx", "zh/-iều"),
    ]
    assert "; sandbox; " in ET.tostring(places["huy-hieu.svg"], encoding="unicode")
    cache = places["static"].find(".//clientCache")
    assert cache is not None
    assert cache.get("cacheControlMaxAge") == "365.00:00:00"
    assert cache.get("cacheControlCustom") == "public, immutable"
    hidden = {item.get("segment") for item in server.findall(".//hiddenSegments/add")}
    assert {"web.config", ".htaccess", "_headers", "_redirects"} <= hidden
    assert not list(tree.iter("rewrite")), "without that module IIS would answer nothing at all"


def test_no_path_is_told_a_header_twice_in_headers() -> None:
    """Two values would be joined: two policies are both obeyed, "no-cache" beats a year."""
    rules: dict[str, list[str]] = {}
    for line in pages_hosts.format_headers(ROOT).splitlines():
        if line.startswith("/"):
            rules[line] = []
        elif line.startswith("  "):
            rules[next(reversed(rules))].append(line.split(":")[0].strip())
    patterns = {
        path: re.compile(re.sub(r":\w+", "[^/]+", path.replace("*", ".*"))) for path in rules
    }
    for path in ("/", "/tin.atom", "/static/a.css", "/static/js/a.js", "/du-lieu-mo/index.json"):
        fitting = [rules[rule] for rule, pattern in patterns.items() if pattern.fullmatch(path)]
        told = [header for headers in fitting for header in headers]
        assert len(told) == len(set(told)), path
    assert not patterns["/static/:file"].fullmatch("/static/tim/index.json")


def test_redirects_has_a_line_for_each_way() -> None:
    """Old and new are percent-encoded; what is gone has none; nor has a line break."""
    assert pages_hosts.format_redirects(PORTAL) == (
        "/x/a,b/'%22$.aspx /x/2026/11/25/a/ 301\n"
        "/x/zh/-i%E1%BB%81u https://chinhphu.vn/?a=1&b=2 301\n"
        "/portal/ngo%C3%A0i.aspx /x/gioi-thieu/ 301\n"
    )


def test_caddy_gets_the_table_and_the_old_addresses() -> None:
    """Each kind is a line of one map; old paths lead on, what is gone is an error."""
    text = caddy.format_snippet(PORTAL)
    for kind in KINDS[:-1]:
        assert f"`~{PORTAL.pattern(kind.pattern)}`" in text
    assert "`/x/a,b/'\"$.aspx` `/x/2026/11/25/a/`" in text
    assert "`/x/tin/c.aspx` `gone`" in text
    assert "precompressed br gzip" in text
    assert "reverse_proxy 127.0.0.1:8001" in text
    assert text.count("{") == text.count("}")


@given(st.lists(OLD.map("/".__add__), unique_by=lambda old: old.rstrip("/")))
def test_apache_matches_just_the_old_path(olds: list[str]) -> None:
    """Each pattern matches its own path, whatever letters it has, and no other of them."""
    portal = HostedPortal(root="", moved=tuple(OldAddress(old, "a/") for old in olds))
    ways = [way.old for way in portal.ways()]
    seen = []
    for folder, text in {
        "": apache.format_htaccess(portal),
        **apache.format_folders(portal),
    }.items():
        place = f"/{folder}/" if folder else "/"
        for line in [splitline for splitline in text.splitlines() if "R=301" in splitline]:
            pattern = re.search(r'RewriteRule "(\^.*\$)" "', line)
            assert pattern is not None
            inner = [way for way in ways if way.startswith(place)]
            seen += [item for item in inner if re.fullmatch(pattern[1], item.removeprefix(place))]
    assert sorted(seen) == sorted(ways)


def test_old_addresses_cost_other_pages_nothing() -> None:
    """In Apache a folder of old addresses has a file of its own; a folder with pages has none."""
    olds = ("/portal/pages/a.aspx", "/portal/b.aspx", "/2020/12/14/cu/", "/c.aspx")
    portal = HostedPortal(
        root="", taken=frozenset({"2020"}), moved=tuple(OldAddress(old, "a/") for old in olds)
    )
    assert list(apache.format_folders(portal)) == ["portal"]
    assert apache.format_folders(portal)["portal"].count("R=301") == 2
    assert apache.format_htaccess(portal).count("R=301") == 2


def test_long_and_many_old_addresses_fit_into_nginx() -> None:
    """Its tables of short names are made larger where they must be, and only there."""
    assert "map_hash" not in nginx.format_http(PORTAL)
    long = HostedPortal(root="", moved=(OldAddress("/" + "ề" * 80, "a/"),))
    assert "map_hash_bucket_size 512;" in nginx.format_http(long)
    many = HostedPortal(
        root="", moved=tuple(OldAddress(f"/{number}", "a/") for number in range(5000))
    )
    assert "map_hash_max_size 10000;" in nginx.format_http(many)


def test_the_privacy_page_says_what_is_logged() -> None:
    """It names the parts of an address that nginx is told to write down."""
    text = (ROOT_FOLDER / "plugins/town_portal/features/statutory/privacy.html").read_text("utf-8")
    said = "chỉ ghi phần đầu của địa chỉ mạng (/24 với IPv4, /48 với IPv6)"
    assert said in " ".join(re.sub(r"\{# -#\}\s*", "", text).split())
