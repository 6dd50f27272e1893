"""`publish --rollback`: the publication before, if it still is what was signed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from town_portal.core.system import walk
from town_portal.core.system.child import make_stoppable
from town_portal.core.system.lock_file import hold_lock
from town_portal.publishing import deliver
from town_portal.publishing.deliver.rsync import RsyncTarget
from town_portal.publishing.deliver.site import get_uncompressed_name, is_hashed
from town_portal.publishing.manifest import PUBLIC_KEY, KeyFault
from town_portal.publishing.publish.delivery import list_own_folders
from town_portal.publishing.publish.options import TO
from town_portal.publishing.restore.fetch import fetch_by_rsync, list_links_by_rsync
from town_portal.publishing.restore.signed_manifest import (
    EXTRA,
    Unsound,
    hash_file,
    hash_unpacked,
    iter_differences,
    join_first,
    load_signed_manifest,
)
from town_portal.publishing.watch_site.expected_state import load_key
from town_portal.publishing.watch_site.findings import quote_safely

if TYPE_CHECKING:
    from minisign import PublicKey

NOWHERE = "Hãy cho biết nơi đăng bằng --to (hoặc biến {}), ví dụ --to nguoi@may:/thu/muc."
NO_RELEASES = (
    "Chỉ nơi đăng kiểu rsync (nguoi@may:/thu/muc) mới giữ các bản trước để quay lại. Với nơi khác, "
    "hãy đưa nội dung về bản cũ bằng Git rồi chạy publish."
)
UNSIGNED = "Lưu ý: cổng chưa có khóa công khai nên không kiểm chứng được chữ ký của bản trước."
UNPROVEN = "{}: bản kê mất, hỏng hoặc không có chữ ký đúng của cổng"
TAMPERED = (
    "Chưa quay về: bản trước ({}) ở {} không còn như lúc đăng.\n{}\nCác bản dùng chung tệp, nên "
    "tệp bị sửa có thể sai cả ở bản đang công khai. Hãy coi máy chủ đã bị xâm nhập: chạy python3 "
    "tasks.py restore để đặt lại bản đang công khai; muốn có bản cũ, hãy đưa nội dung về bản cũ "
    "bằng Git rồi chạy publish."
)
DONE = "Đã quay về bản trước ({}) ở {}. Nội dung ở máy này không đổi: hãy sửa rồi mới đăng lại."


@make_stoppable()
def main(content: Path, output: Path, to: str) -> int:
    """Return to the publication before at a target, and give the exit code."""
    if not to:
        print(NOWHERE.format(TO), file=sys.stderr)
        return 1
    state = walk.get_state_folder(output)
    try:
        key = load_key("", content / "data" / PUBLIC_KEY)
        if key is None:
            print(UNSIGNED, file=sys.stderr)
        own = list_own_folders(content, output)
        with (
            hold_lock(state / "publish.lock"),
            deliver.open_target(to, state, own, deliver.Trust(key)) as work,
        ):
            print(DONE.format(go_back(work, output, key), work.target.name))
            return 0
    except (deliver.TargetRefused, deliver.DeliveryFailed, KeyFault) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"Không đọc hoặc ghi được tệp: {error}", file=sys.stderr)
    return 1


def go_back(work: deliver.OpenTarget, output: Path, key: PublicKey | None) -> str:
    """Make the release before public, and return its name; raises Refused, Failed, OSError.

    It must be, byte for byte, what its manifest says: releases share files by hard links, and who
    has changed one has changed it in all of them.
    """
    target = work.target
    if not isinstance(target, RsyncTarget):
        raise deliver.TargetRefused(NO_RELEASES)
    name = target.earlier()
    with tempfile.TemporaryDirectory(dir=output.absolute().parent, prefix=".rollback-") as folder:
        room = Path(folder, "site")
        fetch_by_rsync(target, f"releases/{name}", output, room)
        wrong = [*_iter_differences(room, key)]
    wrong += [
        EXTRA.format(quote_safely(path)) for path in list_links_by_rsync(target, f"releases/{name}")
    ]
    if wrong:
        raise deliver.TargetRefused(TAMPERED.format(name, target.name, join_first(wrong)))
    target.rollback(work.memory, name)
    return name


def _iter_differences(room: Path, key: PublicKey | None) -> Iterator[str]:
    """Yield what is not as it was signed; assets of releases before are known by their names."""
    try:
        _, entries = load_signed_manifest(room, key)
    except Unsound:
        yield UNPROVEN.format("manifest.jsonl")
        return
    yield from iter_differences(room, entries, lambda path: _is_kept(room / path, path))


def _is_kept(file: Path, path: str) -> bool:
    """Tell whether a file is an asset whose name holds the hash of its bytes."""
    if not is_hashed(path):
        return False
    made = hash_file(file) if get_uncompressed_name(path) == path else hash_unpacked(file)
    return bool(made) and f".{made[:10]}." in path
