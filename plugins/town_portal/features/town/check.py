"""What is told of the town as a whole: texts in the wrong place, an archive too early."""

from collections.abc import Collection

from town_portal.build.build import Build
from town_portal.core.data.tables import Town
from town_portal.core.dates import format_day
from town_portal.core.faults import format_path
from town_portal.features.town.misplaced import find_misplaced

TOO_EARLY = "ngày này chưa tới; hãy đặt dấu # trước nhóm archive cho tới ngày ấy rồi dựng lại"
NOT_ENDED = (
    "{}: cổng đã là trang lưu trữ (archive) tuy đơn vị còn hoạt động đến hết ngày {} "
    "(valid.until); nếu chưa phải lúc, hãy đặt dấu # trước nhóm archive"
)


SAMPLE = (
    "{}: đây là cổng mẫu (sample): các trang đều có noindex, không nêu tên cơ quan với máy tìm kiếm"
)
SHOWN = "{}: lịch, hạn góp ý hiện theo ngày {} (shown_as_of), không theo hôm nay"


def describe_sample(town: Town, file: str) -> list[str]:
    """Return what staff are told of a demonstration; nothing of a portal in use."""
    notices = [SAMPLE.format(file)] if town.sample else []
    return notices + (
        [SHOWN.format(file, format_day(town.shown_as_of))] if town.shown_as_of else []
    )


def find_strays(build: Build, folders: Collection[str]) -> None:
    """Report texts in the wrong place, which would otherwise be ignored silently."""
    found = list(find_misplaced(build.stamps, folders))
    for item in found:
        if item.is_fault:
            build.faults.add(build.content / item.path, 1, "", item.sentence)
    documents = [item for item in found if not item.is_fault]
    if documents:  # else not all copies are needed
        used = {*build.kept_sources(), *(copy.source for copy in build.copies)}
        waiting = {path.rpartition("/")[0] for path in build.absent}  # may offer what lies there
        build.notices += [
            f"{format_path(build.content / item.path)}: {item.sentence}"
            for item in documents
            if build.content / item.path not in used and item.path.rpartition("/")[0] not in waiting
        ]


def check_town(build: Build) -> None:
    """Refuse an archive of a day to come; tell of a demonstration, and of an end not come yet."""
    town, today = build.town, build.today
    build.notices += describe_sample(town, format_path(build.data_file("town")))
    if town.archive and town.archive.since > today:
        build.data_fault("town", ("archive", "since"), TOO_EARLY)
    elif town.archive and town.valid and town.valid.until and town.valid.until >= today:
        build.notices.append(
            NOT_ENDED.format(format_path(build.data_file("town")), format_day(town.valid.until))
        )
