"""`publish --prepared`: bring a site that was signed on another machine to its target."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from town_portal.core.system import walk
from town_portal.core.system.child import make_stoppable
from town_portal.core.system.lock_file import hold_lock
from town_portal.publishing import deliver, manifest
from town_portal.publishing.manifest import KeyFault
from town_portal.publishing.manifest.signing import parse_public_key
from town_portal.publishing.publish import PublishOptions, delivery
from town_portal.publishing.publish.options import TO
from town_portal.publishing.publish.reason import PREPARED, remember_clock
from town_portal.publishing.publish.steps import Steps
from town_portal.publishing.restore.signed_manifest import Unsound, load_sound_manifest

NOWHERE = "Hãy cho biết nơi đăng bằng --to (hoặc biến {}), ví dụ --to nguoi@may:/thu/muc."
NOT_PREPARED = "Chưa có bản nào chờ chữ ký ở {}. Hãy chạy python3 tasks.py publish --prepare trước."
NOT_SIGNED = (
    "Chưa có chữ ký {}. Hãy ký manifest.jsonl ở máy giữ khóa rồi chép manifest.jsonl.minisig về đó."
)


@make_stoppable()
def main(content: Path, output: Path, wanted: PublishOptions) -> int:
    """Deliver what was prepared and signed, nothing else, and give the exit code."""
    if not wanted.to:
        print(NOWHERE.format(TO), file=sys.stderr)
        return 1
    try:
        with hold_lock(walk.get_state_folder(output) / "publish.lock"):
            return _deliver(content, output, wanted)
    except (Unsound, KeyFault, deliver.TargetRefused, deliver.DeliveryFailed) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"Không đọc hoặc ghi được tệp: {error}", file=sys.stderr)
    return 1


def _deliver(content: Path, output: Path, wanted: PublishOptions) -> int:
    """Deliver a site that is, byte for byte, what was signed; raises what `main` reports."""
    state, steps = walk.get_state_folder(output), Steps()
    note, signature = state / PREPARED, output / manifest.SIGNATURE
    if not note.is_file():
        raise Unsound(NOT_PREPARED.format(output))
    if not signature.is_file():
        raise Unsound(NOT_SIGNED.format(signature))
    key = parse_public_key(manifest.read_public_key(content / "data" / manifest.PUBLIC_KEY))
    with steps.step("kiểm tra chữ ký"):
        header, entries = load_sound_manifest(output, key)
    shutil.copyfile(signature, state / manifest.SIGNATURE)
    known = {path: item.sha256 for path, item in entries.items()}
    built = deliver.Built(output, walk.list_files(output), known, header.made)
    delivery.deliver_to(wanted, built, content, steps)
    if not wanted.dry_run:
        remember_clock(output, float(note.read_text(encoding="utf-8")))
        note.unlink()
    print(steps.format_times())
    return 0
