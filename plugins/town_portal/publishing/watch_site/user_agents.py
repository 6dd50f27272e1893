"""As whom the site is looked at besides: those for whom gambling links are meant."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from town_portal.publishing.manifest import ManifestEntry
from town_portal.publishing.watch_site.addresses import INDEX, MISSING, is_packed, may_be_hidden

_DESKTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36"
)
_PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36"
)
_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) {}Mobile/15E148"
)
_SAFARI = _IPHONE.format("Version/18.6 ") + " Safari/604.1"
_ZALO = _IPHONE.format("") + " Zalo iOS/812 ZaloTheme/light ZaloLanguage/vi"
_ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
_ROBOT_PHONE = (
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like "
    "Gecko) Chrome/142.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; "
    "+http://www.google.com/bot.html)"
)
_BING = "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"
_COCCOC = "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)"
_FACEBOOK = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"
_VIETNAMESE = "vi-VN,vi;q=0.9"


class Disguise(NamedTuple):
    """Somebody else: a name for people, and the headers that such a visitor sends."""

    name: str
    headers: Mapping[str, str]


# Each packs otherwise too: a compressed copy may have been changed alone.
ROBOT = Disguise("máy tìm kiếm (Googlebot)", {"User-Agent": _ROBOT, "Accept-Encoding": "gzip"})
ALL = (
    ROBOT,
    Disguise(
        "người bấm từ kết quả tìm kiếm Google",
        {
            "User-Agent": _DESKTOP,
            "Referer": "https://www.google.com/",
            "Accept-Language": _VIETNAMESE,
            "Accept-Encoding": "identity",
        },
    ),
    Disguise("người dùng điện thoại", {"User-Agent": _PHONE, "Accept-Language": _VIETNAMESE}),
    Disguise(
        "người dùng điện thoại bấm từ Google",
        {
            "User-Agent": _PHONE,
            "Referer": "https://www.google.com.vn/",
            "Accept-Language": _VIETNAMESE,
        },
    ),
    Disguise("máy tìm kiếm trên điện thoại (Googlebot)", {"User-Agent": _ROBOT_PHONE}),
    Disguise("máy tìm kiếm Bing", {"User-Agent": _BING, "Accept-Encoding": "gzip"}),
    Disguise("máy tìm kiếm Cốc Cốc", {"User-Agent": _COCCOC, "Accept-Encoding": "gzip"}),
    Disguise("Facebook khi lấy bản xem trước", {"User-Agent": _FACEBOOK}),
    Disguise("người dùng iPhone", {"User-Agent": _SAFARI, "Accept-Language": _VIETNAMESE}),
    Disguise("người mở trong Zalo", {"User-Agent": _ZALO, "Accept-Language": _VIETNAMESE}),
)
BLOCKED = (401, 403, 406, 429, 503)
"""Answers of hosts that don't believe a robot's name from a stranger's address."""
FIRST = (INDEX, "robots.txt", "sitemap.xml", MISSING)


def choose_sample(entries: Mapping[str, ManifestEntry], size: int) -> Sequence[ManifestEntry]:
    """Return the files that are looked at in disguise: ``size`` of them, all where it is 0.

    The home page, robots.txt and the sitemap come first, then scripts and the pages nearest to the
    home page; half of the sample is drawn anew each time, so that nobody can know it.
    """
    usable = [
        entry
        for entry in entries.values()
        if not is_packed(entry.path, entries) and not may_be_hidden(entry.path)
    ]
    wanted = [
        item for item in usable if item.type in ("text/html", "text/javascript", "application/xml")
    ]
    wanted += [item for item in usable if item.path == "robots.txt"]
    wanted.sort(key=_rank)
    if not size or size >= len(wanted):
        return wanted
    sure = max(min(size, len(FIRST)), size // 2)
    drawn = random.SystemRandom().sample(wanted[sure:], size - sure)
    return [*wanted[:sure], *drawn]


def _rank(entry: ManifestEntry) -> tuple[bool, int, bool, str]:
    path = entry.path
    return path not in FIRST, path.count("/"), entry.type != "text/html", path
