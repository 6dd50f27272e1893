"""`publish --offline DIR`: the public site as files that open without a server, for a USB stick."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from town_portal.cli.archive.command import (
    BESIDE,
    FOR_SERVERS,
    NoArchive,
    Order,
    build_archive_site,
    find_commit,
)
from town_portal.cli.archive.package import format_sums, list_below
from town_portal.cli.archive.readme import SUMS
from town_portal.core.system import clock, walk
from town_portal.core.system.child import make_stoppable
from town_portal.core.text import format_number
from town_portal.publishing.deliver import TargetRefused
from town_portal.publishing.deliver.folder import (
    TEMPORARY,
    put_file,
    refuse_own_folder,
    remove_files,
)
from town_portal.publishing.publish.command import is_allowed
from town_portal.publishing.publish.delivery import list_own_folders
from town_portal.publishing.publish.steps import Steps
from town_portal.publishing.watch_site.findings import quote_safely

FOREIGN = (
    "Không chép vào {}: trong đó có {} tệp không phải của một bản chép trước, ví dụ {}. Hãy chọn "
    "một thư mục trống."
)
NOT_BUILT = "Chưa chép bản ngoại tuyến. Hãy sửa các lỗi trên rồi chạy lại."
FAILED = "Chưa chép xong bản ngoại tuyến: {}. Hãy xem chỗ trống và quyền ghi rồi chạy lại."
DONE = (
    "Đã chép bản ngoại tuyến vào {}: {} tệp. Mở tệp index.html ở đó bằng trình duyệt; không cần "
    "mạng."
)


@make_stoppable()
def main(content: Path, output: Path, to: Path) -> int:
    """Build the site for reading without a server, put it into ``to``, give the exit code.

    ``output`` is the public site's folder, which ``to`` must not be.
    """
    try:
        refuse_own_folder(to, list_own_folders(content, output))
        old = _read_copied(to)
        if not is_allowed(content, Steps()):
            return 1
        site = build_archive_site(
            Order(content.resolve(), 0, clock.get_now(), find_commit(content))
        )
        found = list_below(site, FOR_SERVERS).items()
        files = {name: file for name, file in found if not name.startswith(BESIDE)}
        _copy(files, to, old)
    except NoArchive:
        print(NOT_BUILT, file=sys.stderr)
        return 1
    except TargetRefused as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(FAILED.format(error), file=sys.stderr)
        return 1
    print(DONE.format(to, format_number(len(files))))
    return 0


def _read_copied(to: Path) -> set[str]:
    """Return the files that the last copy has left; raises Refused where others are there."""
    there = walk.list_files(to).keys() if to.is_dir() else set()
    listed = (to / SUMS).read_text(encoding="utf-8").splitlines() if SUMS in there else []
    old = {line.partition("  ")[2] for line in listed}
    foreign = [] if old else sorted(there)
    if foreign:
        raise TargetRefused(FOREIGN.format(to, len(foreign), quote_safely(foreign[0])))
    return {path for path in there if path in old or path.endswith(TEMPORARY)}


def _copy(files: Mapping[str, Path], to: Path, old: set[str]) -> None:
    """Put the files there, then their checksums, which say what a later copy may remove."""
    to.mkdir(parents=True, exist_ok=True)
    digests = format_sums(files)
    listed = (to / SUMS).read_bytes() if (to / SUMS).is_file() else b""
    (to / SUMS).write_bytes(listed + digests)  # also of a copy that is broken off
    for name, file in files.items():
        put_file(file, to / name)
    remove_files(to, old - files.keys())
    (to / SUMS).write_bytes(digests)
