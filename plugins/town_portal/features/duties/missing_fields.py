"""What the law asks an authority to tell and its data files do not tell yet. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from town_portal.core.data.loading import Model, Tables
from town_portal.core.data.tables import Town
from town_portal.features.organisation.models import Monuments, Organisation

FILES = ("data/town.yaml", "data/organisation.yaml", "data/monuments.yaml")
"""The files that are looked at."""
TOWN = (
    ("responsible", "người chịu trách nhiệm chính của cổng"),
    ("telephone", "số điện thoại"),
    ("email", "thư điện tử công vụ"),
    ("licence", "giấy phép hoặc văn bản cho phép lập cổng"),
    ("rights", "điều kiện sử dụng lại nội dung"),
    ("emblem", "huy hiệu"),
)
UNIT = (
    ("function", "chức năng, nhiệm vụ"),
    ("head", "người đứng đầu"),
    ("address", "địa chỉ"),
    ("telephone", "số điện thoại"),
    ("email", "thư điện tử"),
    ("hours", "giờ làm việc"),
)
LEADER = (
    ("post", "chức vụ"),
    ("task", "nhiệm vụ được phân công"),
    ("since", "ngày nhận chức vụ"),
    ("biography", "tiểu sử tóm tắt"),
    ("photo", "ảnh"),
)
IN_OFFICE = (("telephone", "số điện thoại công vụ"), ("email", "thư điện tử công vụ"))
"""What is asked of a leader who has no last day yet."""
MONUMENT = (("where", "địa chỉ"), ("rank", "xếp hạng"))


class Opening(NamedTuple):
    """Something that is not told: the data file, the field in it, and what is missing in words."""

    file: str
    field: str
    words: str


def list_openings(data: Tables) -> tuple[Opening, ...]:
    """Return everything that is open, in the order of the files; fields as faults name them."""
    found: list[Opening] = []
    town, organisation = data.get("town"), data.get("organisation")
    if isinstance(town, Town):
        found += _iter_empty("data/town.yaml", "", town.name, town, TOWN)
    if isinstance(organisation, Organisation):
        found += _iter_organisation(organisation)
    else:
        words = "chưa có cơ cấu tổ chức, chức năng, lãnh đạo"
        found.append(Opening("data/organisation.yaml", "", words))
    monuments = data.get("monuments")
    found += _iter_monuments(monuments if isinstance(monuments, Monuments) else None)
    return tuple(found)


def _iter_organisation(table: Organisation) -> Iterator[Opening]:
    file = "data/organisation.yaml"
    if not table.units:
        yield Opening(file, "units", "chưa có đơn vị nào")
    yield from _iter_each(file, "units", table.units, UNIT)
    if not table.leaders:
        yield Opening(file, "leaders", "chưa có lãnh đạo nào: họ tên, chức vụ, nhiệm vụ, tiểu sử")
    for number, one in enumerate(table.leaders, 1):
        asked = LEADER if one.until else (*LEADER, *IN_OFFICE)
        yield from _iter_empty(file, f"leaders.{number}.", one.name, one, asked)
    for number, item in enumerate(table.pending, 1):
        yield Opening(file, f"pending.{number}", f"trang {item.to}: {item.text}")


def _iter_monuments(table: Monuments | None) -> Iterator[Opening]:
    file = "data/monuments.yaml"
    if table is None or not table.monuments:
        yield Opening(file, "", "thiếu di tích, danh thắng")
        return
    yield from _iter_each(file, "monuments", table.monuments, MONUMENT)
    for number, item in enumerate(table.monuments, 1):
        if not item.sure:
            words = f"{item.name}: các nguồn ghi khác nhau, cần xác minh"
            yield Opening(file, f"monuments.{number}.sure", words)


def _iter_each(
    file: str, name: str, items: Sequence[Model], asked: Sequence[tuple[str, str]]
) -> Iterator[Opening]:
    for number, item in enumerate(items, 1):
        whose = str(item.name) if hasattr(item, "name") else str(number)
        yield from _iter_empty(file, f"{name}.{number}.", whose, item, asked)


def _iter_empty(
    file: str, place: str, whose: str, item: Model, asked: Sequence[tuple[str, str]]
) -> Iterator[Opening]:
    for field, words in asked:
        if getattr(item, field) is None:
            yield Opening(file, f"{place}{field}", f"{whose}: thiếu {words}")
