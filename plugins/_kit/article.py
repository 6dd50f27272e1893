"""What an article's front matter, file name and the town's data say together. Pure."""

import difflib
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from plugins._kit import dates, naming
from plugins._kit.front import ArticleFront, Front
from plugins._kit.tables import Categories
from plugins._kit.text import slug

FieldFault = tuple[str, str]
"""A field's name, empty for the file itself, and a sentence in Vietnamese."""
TOPICS = {"tags": "từ khóa", "people": "tên người", "places": "địa danh"}
"""Fields of words that lists are made of, and what staff call one of them."""
EXPIRED = "bài ấy đã hết hạn"
"""Why an article is not shown whose time is over."""


def faults(
    front: ArticleFront, path: PurePath, zone: ZoneInfo, categories: Categories | None
) -> Iterator[FieldFault]:
    """Yield what does not fit together in an article that is right field by field."""
    yield from _name_faults(front, path, zone)
    yield from _category_faults(front.category, categories)
    for field, word in _topics(front):
        if not slug(word):
            yield (
                field,
                f"{TOPICS[field]} “{word}” không có chữ cái nào để làm địa chỉ; hãy sửa hoặc xóa",
            )
    begin, end = front.publish, front.expires
    if begin and end and dates.in_zone(end, zone) <= dates.in_zone(begin, zone):
        yield "expires", "ngày thôi hiện phải sau ngày bắt đầu hiện (publish)"
    if not address_slug(front, path):
        yield "title", "tiêu đề không có chữ cái nào để làm địa chỉ; hãy thêm trường slug"


def _topics(front: ArticleFront) -> Iterator[tuple[str, str]]:
    for field in TOPICS:
        for word in getattr(front, field):
            yield field, word


def address_slug(front: ArticleFront, path: PurePath) -> str:
    """Return the address's last part: of the name, the field or the title, in this order."""
    try:
        named = naming.article_name(path).slug
    except ValueError:
        named = None
    return named or front.slug or slug(front.title)


def stand_in(model: type[Front], given: Any, path: PurePath) -> tuple[Front, frozenset[str]]:
    """Return front matter with what is wrong replaced, and the names of what was.

    So that the body of a file with a wrong head is looked at too; it is never shown. The address
    is made of the whole path, so that it is nobody else's.
    """
    filler = {"title": slug(path.as_posix()), "date": "1970-01-01", "category": "tin"}
    front = {name: value for name, value in filler.items() if name in model.model_fields}
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


def absence(front: Front, now: datetime, zone: ZoneInfo, shows_unfinished: bool) -> str:
    """Return why a content is not shown, in Vietnamese; the empty text when it is."""
    publish, expires = getattr(front, "publish", None), getattr(front, "expires", None)
    review = getattr(front, "review", None)
    if publish and dates.in_zone(publish, zone) > now:
        return f"bài ấy đến {dates.day(dates.in_zone(publish, zone))} mới hiện"
    if expires and dates.in_zone(expires, zone) <= now:
        return EXPIRED
    if front.status == "draft" and not shows_unfinished:
        return "bài ấy còn là bản thảo"
    if review and review.state == "waiting" and not shows_unfinished:
        return "bài ấy đang chờ duyệt"
    return ""


def _name_faults(front: ArticleFront, path: PurePath, zone: ZoneInfo) -> Iterator[FieldFault]:
    try:
        named = naming.article_name(path).day
    except ValueError as error:
        yield "", str(error)
        return
    day = dates.in_zone(front.date, zone).date()
    if named and named != day:
        sentence = (
            f"ngày này ({dates.day(day)}) khác ngày trong tên ({dates.day(named)}); "
            "hãy sửa một trong hai cho khớp"
        )
        yield "date", sentence


def _category_faults(name: str, categories: Categories | None) -> Iterator[FieldFault]:
    if categories and categories.topic(name) is None:
        keys = [item.key for item in categories.categories]
        near = difflib.get_close_matches(slug(name), keys, n=1)
        advice = f"; có phải ý là “{near[0]}”?" if near else "."
        listed = ", ".join(keys)
        yield "category", f"không có chuyên mục “{name}”{advice} Các chuyên mục: {listed}"
    elif not slug(name):
        yield "category", f"chuyên mục “{name}” không có chữ cái nào để làm địa chỉ; hãy sửa"
