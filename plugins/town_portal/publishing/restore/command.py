"""`python3 tasks.py restore`: the signed state back to where citizens read it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from town_portal.core.system import walk
from town_portal.core.system.child import make_stoppable
from town_portal.core.system.lock_file import hold_lock
from town_portal.publishing import deliver, due
from town_portal.publishing.deliver import trusted_manifest
from town_portal.publishing.deliver.folder import FolderTarget
from town_portal.publishing.deliver.plan import plan_delivery
from town_portal.publishing.deliver.rclone import RcloneTarget
from town_portal.publishing.deliver.rsync import RsyncTarget
from town_portal.publishing.deliver.site import MANIFEST, Site
from town_portal.publishing.deliver.site_files import collect_files
from town_portal.publishing.deliver.target_memory import UNKNOWN
from town_portal.publishing.manifest import PUBLIC_KEY, KeyFault, ManifestEntry, ManifestHeader
from town_portal.publishing.publish.delivery import list_own_folders
from town_portal.publishing.publish.options import TO
from town_portal.publishing.restore.evidence import TargetDifference, keep_evidence
from town_portal.publishing.restore.fetch import fetch_target, find_links
from town_portal.publishing.restore.signed_manifest import Unsound, hash_file, load_sound_manifest
from town_portal.publishing.watch_site.expected_state import load_key
from town_portal.publishing.watch_site.findings import quote_safely

MOST = 20
NOWHERE = "Hãy cho biết cần đặt lại ở đâu bằng --to (hoặc biến {}), như khi đăng."
UNSIGNED = "Lưu ý: cổng chưa có khóa công khai nên không kiểm chứng được chữ ký của bản kê."
NEWER = (
    "Bản dựng ở máy này không phải bản đã đăng lên {0}: sau lần đăng ấy đã dựng lại mà chưa đăng "
    "(ví dụ publish --dry-run). Chưa làm gì. Hãy chạy python3 tasks.py publish --to {1} trước, "
    "rồi chạy lại restore."
)
RIGHT = "Ở {} đúng như bản đã ký lúc {}, không phải đặt lại gì."
DIFFERS = "Ở {} khác bản đã ký lúc {}; chưa đặt lại gì:"
PUT_BACK = "Đã đặt lại bản đã ký lúc {} ở {}: {} tệp bị sửa, {} tệp bị mất, {} tệp lạ đã gỡ."
KEPT = "Các tệp bị sửa và tệp lạ được giữ làm bằng chứng: {}"
NEXT = (
    "Việc tiếp theo: đổi mật khẩu và khóa của máy chủ, tìm lỗ hổng mà kẻ xâm nhập đã dùng (nếu "
    "không, chúng sẽ quay lại), rồi chạy python3 tasks.py watch-site {}"
)
SOMEWHERE = "ĐỊA-CHỈ-CỦA-CỔNG"
WORDS = {
    "changed": "bị sửa",
    "missing": "bị mất",
    "extra": "tệp lạ",
    "links": "liên kết lạ hoặc tệp đặc biệt",
}


@make_stoppable("Đã dừng. Hãy chạy lại để đặt lại phần còn thiếu.")
def main(content: Path, output: Path, to: str, dry_run: bool = False) -> int:
    """Put the signed state back at a target and give the exit code.

    With ``dry_run`` only what differs is told: 0 where nothing does, else 1.
    """
    if not to:
        print(NOWHERE.format(TO), file=sys.stderr)
        return 1
    try:
        with hold_lock(walk.get_state_folder(output) / "publish.lock"):
            return _restore(content, output, to, dry_run)
    except (Unsound, KeyFault, deliver.TargetRefused, deliver.DeliveryFailed) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Không đọc hoặc ghi được tệp: {error}", file=sys.stderr)
        return 1


def _restore(content: Path, output: Path, to: str, dry_run: bool) -> int:
    """Verify the own site, compare the target with it, keep evidence, deliver."""
    key = load_key("", content / "data" / PUBLIC_KEY)
    if key is None:
        print(UNSIGNED, file=sys.stderr)
    header, entries = load_sound_manifest(output, key)
    state, built = walk.get_state_folder(output), _build_parcel(output, header, entries)
    trust = deliver.Trust(key, take_over=True)  # each byte there is compared anyway
    with (
        deliver.open_target(to, state, list_own_folders(content, output), trust) as work,
        tempfile.TemporaryDirectory(dir=state, prefix="restore-") as room,
    ):
        site = _send_site(work, built, to)
        there = fetch_target(work.target, output, Path(room))
        difference = _compare_target(work, site, there)
        made = due.format_moment(header.made.timestamp(), due.load_zone(content))
        if difference.is_none:
            print(RIGHT.format(work.target.name, made))
            return 0
        if dry_run:
            print("\n".join([DIFFERS.format(work.target.name, made), *_name_files(difference)]))
            return 1
        evidence = keep_evidence(there, difference, entries, state / "evidence", datetime.now(UTC))
        if evidence:
            print(KEPT.format(evidence), flush=True)
        _put_back(work, built, difference, there)
        print(PUT_BACK.format(made, work.target.name, *difference.counts))
    print("\n".join(_name_files(difference)))
    print(NEXT.format(header.site or SOMEWHERE))
    return 0


def _send_site(work: deliver.OpenTarget, built: deliver.Built, to: str) -> Site:
    """Look at the target and return what was sent there; raises Unsound where another was built."""
    memory = work.memory
    is_known, held = not (memory.is_new or memory.is_broken), dict(memory.held)
    notice = work.look(built)
    if notice:
        print(notice, file=sys.stderr)
    own = collect_files(built.output, built.found, built.known, work.target.siblings)
    site = {**own, **work.kept.list_left(own)}
    if is_known and not plan_delivery(site, held).is_empty:
        raise Unsound(NEWER.format(work.target.name, to))
    return site


def _build_parcel(
    output: Path, header: ManifestHeader, entries: Mapping[str, ManifestEntry]
) -> deliver.Built:
    known = {path: item.sha256 for path, item in entries.items()}
    return deliver.Built(output, walk.list_files(output), known, header.made)


def _compare_target(work: deliver.OpenTarget, site: Site, there: Path) -> TargetDifference:
    """Return how the target differs, by bytes, and note it where the delivery will look."""
    found = walk.list_files(there) if there.is_dir() else {}
    digests = {path: hash_file(there / path) for path in found.keys() & site.keys()}
    changed = [
        digest for digest in digests if digests[digest] != hash_file(site[digest].root / digest)
    ]
    extra = sorted(found.keys() - site.keys())
    memory = work.memory
    memory.held = {path: site[path].digest for path in digests}
    memory.held.update(dict.fromkeys((*changed, *extra), UNKNOWN))
    manifest = there / MANIFEST[0]
    with suppress(OSError):
        memory.manifest = trusted_manifest.fingerprint_manifest(
            manifest.read_bytes()[: trusted_manifest.HEAD]
        )
    if not manifest.is_file():
        memory.manifest = ""
    return TargetDifference(
        tuple(sorted(changed)),
        tuple(sorted(site.keys() - found.keys())),
        tuple(extra),
        dict(sorted(find_links(work.target, there).items())),
    )


def _put_back(
    work: deliver.OpenTarget, built: deliver.Built, difference: TargetDifference, there: Path
) -> None:
    """Deliver what differs; raises Refused, Failed, OSError."""
    if isinstance(work.target, RsyncTarget):
        work.target.exact = True
    if isinstance(work.target, RcloneTarget) and difference.links:
        work.target.unlink(work.memory, [*difference.links])
    for path in difference.links if isinstance(work.target, FolderTarget) else ():
        (there / path).unlink(missing_ok=True)
    parcel, _ = work.prepare(built)
    work.send(parcel)
    work.record_delivery(parcel)


def _name_files(difference: TargetDifference) -> list[str]:
    """Return the lines that name the files, some of each kind."""
    lines = []
    for kind, word in WORDS.items():
        paths = [*getattr(difference, kind)]
        lines += [f"  {word}: {quote_safely(path)}" for path in paths[:MOST]]
        if len(paths) > MOST:
            lines.append(f"  {word}: … và {len(paths) - MOST} tệp nữa")
    return lines
