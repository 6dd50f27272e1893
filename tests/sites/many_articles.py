"""The files of a site of many articles, with all data files, a theme and plugins of its own.

Also what a change of such a site is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.sites.build_site import ROOT, Files, article, picture, read
from tests.sites.cases_program import theme

FULL = ROOT / "tests" / "golden" / "full" / "content"
FIRST_DAY = date(2022, 1, 1)
TAGS = ("lễ hội", "giao thông", "y tế", "giáo dục", "nông thôn mới")

CONF = """\
SHARE_PICTURES = False
THEME = "theme"
PLUGINS = [*PLUGINS, "remark", "beside", "crash"]
DEFAULT_PAGINATION = 8
"""
REMARK = """\
from pelican.plugins import signals


def remark(content):
    content.remark = f"Lời ghi về {len(getattr(content, 'title', ''))} chữ"


def register():
    signals.content_object_init.connect(remark)
"""
BESIDE = """\
from pathlib import Path

from pelican.plugins import signals


def beside(path, context):
    text = Path(path).read_text(encoding="utf-8")
    Path(f"{path}.txt").write_text(f"{len(text)} chữ", encoding="utf-8")


def register():
    signals.content_written.connect(beside)
"""
CRASH = """\
import os
import signal

KILL_AT = int(os.environ.get("KILL_AT", "0"))
count = 0


def counted(step):
    def one(*given, **named):
        global count
        count += 1
        if count == KILL_AT:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*given, **named)

    return one


def register():
    if KILL_AT:
        os.rename, os.replace, os.unlink = map(counted, (os.rename, os.replace, os.unlink))
"""
"""A plugin that has the build killed at the renaming or removal of that number."""

OWN_TEMPLATE = """\
{% extends "article.html" %}
{% block main %}
<p>{{ article.remark }}</p>
{{ super() }}
{% endblock %}
"""


@dataclass(frozen=True)
class Change:
    """One change: files written (None: taken away), renamed, other settings, another clock.

    ``shows`` are files of the output that must differ after it, so that it is known to matter.
    ``is_old`` gives what is written the file time of a copy from years ago.
    """

    name: str
    files: Files = field(default_factory=dict)
    shows: tuple[str, ...] = ("index.html",)
    moves: Mapping[str, str] = field(default_factory=dict)
    conf: str = ""
    clock: int | None = None
    is_old: bool = False


def news(number: int, **fields: str) -> str:
    """Return the text of the article ``number``; each second one leads to the one before it."""
    text = "Một đoạn văn.\n\n" * (number % 4 + 1)
    if number % 2:
        text += f"Xem [bài trước]({{filename}}/{name_of(number - 1)}).\n"
    if number % 30 == 0:
        text += "\n![Một hình chữ nhật](anh.jpg)\n"
    topic = "thong-bao" if number % 3 == 0 else "chinh-quyen"
    tags = f"[{TAGS[number % 4]}, {TAGS[number % 5]}]" if number % 4 != number % 5 else TAGS[0]
    given = {"title": f"Tin số {number}", "date": str(day_of(number)), "category": topic}
    return article(text, **given, tags=tags, **fields)


def day_of(number: int) -> date:
    """Return the date of the article ``number``."""
    return FIRST_DAY + timedelta(days=9 * number)


def name_of(number: int) -> str:
    """Return the file of the article ``number``, relative to the content folder."""
    day = day_of(number)
    end = "/index.md" if number % 30 == 0 else ".md"
    return f"articles/{day.year}/{day}-tin-{number}{end}"


def file_of(number: int) -> str:
    """Return the file of the article ``number``, relative to the site's folder."""
    return f"content/{name_of(number)}"


def url_of(number: int) -> str:
    """Return the address of the article ``number``."""
    return f"{day_of(number):%Y/%m/%d}/tin-{number}/"


OTHERS: Files = {
    "content/articles/2025-01-10-co-tep/index.md": article(
        "Tải [hai](hai.txt) và [ba]({attach}ba.txt).\n\n![](anh-1.jpg)\n![](anh-2.jpg)",
        title="Bài có tệp",
        date="2025-01-10",
        attachments="[{file: don.txt, title: Mẫu đơn}]",
    ),
    "content/articles/2025-01-10-co-tep/captions.csv": "file,caption,credit,alt\n"
    "anh-1.jpg,Chú thích một,Lê An,Hình một\nanh-2.jpg,Chú thích hai,Lê An,Hình hai\n",
    "content/articles/2025-01-10-co-tep/anh-1.jpg": picture(size=(60, 40)),
    "content/articles/2025-01-10-co-tep/anh-2.jpg": picture(size=(60, 40), colour="#bc4749"),
    "content/articles/2025-01-10-co-tep/don.txt": "đơn",
    "content/articles/2025-01-10-co-tep/hai.txt": "hai",
    "content/articles/2025-01-10-co-tep/ba.txt": "ba",
    "content/articles/2025-01-11-mau-rieng.md": article(
        title="Bài có mẫu riêng", date="2025-01-11", template="rieng"
    ),
    "content/articles/2025-01-12-dan-toi.md": article(
        f"Xem [bài](/{url_of(2)}).", title="Bài dẫn tới bài", date="2025-01-12"
    ),
    "content/articles/2025-02-01-het-han.md": article(
        title="Bài sắp hết hạn", date="2025-02-01", tags="sắp hết", expires="2025-06-20"
    ),
    "content/articles/2025-02-02-hen.md": article(
        title="Bài hẹn giờ", date="2025-02-02", tags="hẹn giờ", publish="2025-06-16 07:00"
    ),
    "theme/templates/rieng.html": OWN_TEMPLATE,
    "remark.py": REMARK,
    "beside.py": BESIDE,
    "crash.py": CRASH,
}
"""What only one article has, and the site's own template and plugins."""


def town(count: int) -> dict[str, str | bytes | None]:
    """Return a site with all data files, ``count`` articles like others, and those unlike."""
    files: dict[str, str | bytes | None] = {**theme(), **OTHERS}
    files |= {f"content/{name}": data for name, data in read(FULL).items()}
    for number in range(count):
        files[file_of(number)] = news(number)
        if number % 30 == 0:
            photo = picture(size=(60, 40), colour=f"#2a6f{number % 256:02x}")
            files[file_of(number).replace("index.md", "anh.jpg")] = photo
    return files
