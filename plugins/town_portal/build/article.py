"""What an article's front matter, file name and the town's data say together. Pure."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from town_portal.build.ending import Plan
from town_portal.core import dates, naming
from town_portal.core.data.fields import LONGEST_KEY
from town_portal.core.data.tables import Categories
from town_portal.core.text import make_slug, shorten_text
from town_portal.core.texts.front import ArticleFront, Front

FieldFault = tuple[str, str]
"""A field's name, empty for the file itself, and a sentence in Vietnamese."""
TOPICS = {"tags": "từ khóa", "people": "tên người", "places": "địa danh"}
"""Fields of words that lists are made of, and what staff call one of them."""
LONGEST_TOPIC = 100
"""Maximum characters of a keyword: the folder of its list page is named by it."""
TOLD = 3
"""So many plans are told at once."""
EXPIRED = "bài ấy đã hết hạn"
"""Why an article is not shown whose time is over."""
WAITING = "bài ấy đang chờ duyệt"
"""Why an article is not shown of which its own head says so, or which was edited when approved."""
UNREVIEWED = "bài ấy chưa có ai duyệt"
"""Why an article is not shown where the town's data want an approval."""
_TO_COME = ("bài ấy đến ", " mới hiện")
"""What stands around the day on which an article will be shown."""


def iter_faults(
    front: ArticleFront, path: PurePath, zone: ZoneInfo, categories: Categories | None
) -> Iterator[FieldFault]:
    """Yield what does not fit together in an article that is right field by field."""
    yield from _iter_name_faults(front, path, zone)
    yield from _iter_category_faults(front.category, categories)
    for field, word in _iter_topics(front):
        if len(word) > LONGEST_TOPIC:
            what = f"{TOPICS[field]} “{shorten_text(word, 40)}” dài {len(word)} ký tự"
            yield field, f"{what}, tối đa {LONGEST_TOPIC}; hãy rút ngắn hoặc tách bằng dấu phẩy"
        if not make_slug(word):
            yield (
                field,
                f"{TOPICS[field]} “{word}” không có chữ cái nào để làm địa chỉ; hãy sửa hoặc xóa",
            )
    begin, end = front.publish, front.expires
    if begin and end and dates.convert_to_zone(end, zone) <= dates.convert_to_zone(begin, zone):
        yield "expires", "ngày thôi hiện phải sau ngày bắt đầu hiện (publish)"
    address = get_address_slug(front, path)
    if not address:
        yield "title", "tiêu đề không có chữ cái nào để làm địa chỉ; hãy thêm trường slug"
    if len(address) > LONGEST_KEY:
        sentence = f"địa chỉ lấy từ tiêu đề dài {len(address)} ký tự, tối đa {LONGEST_KEY}"
        yield "title", f"{sentence}; hãy thêm trường slug với địa chỉ ngắn, ví dụ le-hoi-2026"


def _iter_topics(front: ArticleFront) -> Iterator[tuple[str, str]]:
    for field in TOPICS:
        for word in getattr(front, field):
            yield field, word


def get_address_slug(front: ArticleFront, path: PurePath) -> str:
    """Return the address's last part: of the name, the field or the title, in this order."""
    try:
        named = naming.parse_article_name(path).slug
    except ValueError:
        named = None
    return named or front.slug or make_slug(front.title)


def replace_wrong_fields(
    model: type[Front], given: Any, path: PurePath
) -> tuple[Front, frozenset[str]]:
    """Return front matter with what is wrong replaced, and the names of what was.

    So that the body of a file with a wrong head is looked at too; it is never shown. The address
    is made of the whole path, so that it is nobody else's.
    """
    needed = [name for name, field in model.model_fields.items() if field.is_required()]
    front = dict.fromkeys(needed, "1970-01-01")  # which is a text as well as a day
    front["title"] = make_slug(path.as_posix())
    replaced = set(front)
    for name, value in (given or {}).items():
        try:
            model.model_validate({**front, name: value}, context={"folder": path.parent})
        except ValidationError:
            replaced.add(name)
        else:
            front[name] = value
            replaced.discard(name)
    return model.model_validate(front, context={"folder": path.parent}), frozenset(replaced)


@dataclass(frozen=True, slots=True)
class Showing:
    """On what it depends whether a content is shown, beside the moment.

    ``standing``: whether somebody has yet to approve it (approval.State); ``shows_unfinished``:
    whether that is no hindrance.
    """

    front: Front
    zone: ZoneInfo
    shows_unfinished: bool = False
    standing: str = ""


def explain_absence(showing: Showing, now: datetime) -> str:
    """Return why a content is not shown, in Vietnamese; the empty text when it is."""
    front, zone, shows_unfinished = showing.front, showing.zone, showing.shows_unfinished
    publish, expires = getattr(front, "publish", None), getattr(front, "expires", None)
    if publish and dates.convert_to_zone(publish, zone) > now:
        return dates.format_day(dates.convert_to_zone(publish, zone)).join(_TO_COME)
    if expires and dates.convert_to_zone(expires, zone) <= now:
        return EXPIRED
    if front.status == "draft" and not shows_unfinished:
        return "bài ấy còn là bản thảo"
    if front.hindrance and not shows_unfinished:
        return front.hindrance
    if showing.standing and not shows_unfinished:
        return UNREVIEWED if showing.standing == "required" else WAITING
    return ""


def is_to_come(why: str) -> bool:
    """Tell whether ``explain_absence`` said that an article will be shown later."""
    return why.startswith(_TO_COME[0]) and why.endswith(_TO_COME[1])


def plan_change(showing: Showing, now: datetime, until: float) -> Plan | None:
    """Return what happens to an article at ``until`` (seconds since 1970), its next moment.

    None where readers see no difference.
    """
    if until == inf:
        return None
    public = replace(showing, shows_unfinished=False)
    before = explain_absence(public, now)
    after = explain_absence(public, datetime.fromtimestamp(until, showing.zone))
    return Plan(until, showing.front.title, not after) if bool(before) != bool(after) else None


def describe_upcoming(plans: Iterable[Plan], zone: ZoneInfo) -> str:
    """Return the next few plans as a sentence for people; empty where there are none."""
    soonest = "; ".join(_format_plan(plan, zone) for plan in sorted(plans)[:TOLD])
    return soonest and f"Sắp tới: {soonest}."


def _format_plan(plan: Plan, zone: ZoneInfo) -> str:
    when = datetime.fromtimestamp(plan.moment, zone)
    verb = "hiện" if plan.appears else "thôi hiện"
    return f"“{plan.title}” {verb} lúc {dates.format_clock(when)} ngày {dates.format_day(when)}"


def _iter_name_faults(front: ArticleFront, path: PurePath, zone: ZoneInfo) -> Iterator[FieldFault]:
    try:
        name = naming.parse_article_name(path)
    except ValueError as error:
        yield "", str(error)
        return
    if name.slug and front.slug and front.slug != name.slug:
        sentence = (
            f"khác tên “{name.slug}” của thư mục hoặc tệp, mà địa chỉ của bài lấy theo tên ấy; hãy "
            "xóa dòng slug, hoặc đổi tên thư mục (bài đã đăng thì giữ tên, để địa chỉ không đổi)"
        )
        yield "slug", sentence
    named = name.day
    day = dates.convert_to_zone(front.date, zone).date()
    if named and named != day:
        sentence = (
            f"ngày này ({dates.format_day(day)}) khác ngày trong tên ({dates.format_day(named)}); "
            "hãy sửa một trong hai cho khớp"
        )
        yield "date", sentence


def _iter_category_faults(name: str, categories: Categories | None) -> Iterator[FieldFault]:
    if categories and categories.topic(name) is None:
        keys = [item.key for item in categories.categories]
        near = difflib.get_close_matches(make_slug(name), keys, n=1)
        advice = f"; có phải ý là “{near[0]}”?" if near else "."
        listed = ", ".join(keys)
        yield "category", f"không có chuyên mục “{name}”{advice} Các chuyên mục: {listed}"
    elif len(make_slug(name)) > LONGEST_KEY:
        what = f"chuyên mục “{shorten_text(name, 40)}” dài {len(name)} ký tự"
        yield "category", f"{what}, tối đa {LONGEST_KEY}; hãy rút ngắn"
    elif not make_slug(name):
        yield "category", f"chuyên mục “{name}” không có chữ cái nào để làm địa chỉ; hãy sửa"
