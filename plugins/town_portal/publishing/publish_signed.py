"""`publish --prepared`: bring a site that was signed on another machine to its target."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from town_portal.core.system import walk
from town_portal.core.system.child import stoppable
from town_portal.core.system.lock_file import held
from town_portal.publishing import deliver, manifest
from town_portal.publishing.manifest import KeyFault
from town_portal.publishing.manifest.signing import public_key
from town_portal.publishing.publish import Wanted, delivery
from town_portal.publishing.publish.reason import PREPARED, remember
from town_portal.publishing.publish.steps import Steps
from town_portal.publishing.publish.wanted import TO
from town_portal.publishing.restore.sound import Unsound, sound

NOWHERE = "Hãy cho biết nơi đăng bằng --to (hoặc biến {}), ví dụ --to nguoi@may:/thu/muc."
NOT_PREPARED = "Chưa có bản nào chờ chữ ký ở {}. Hãy chạy python3 tasks.py publish --prepare trước."
NOT_SIGNED = (
    "Chưa có chữ ký {}. Hãy ký manifest.jsonl ở máy giữ khóa rồi chép manifest.jsonl.minisig về đó."
)


@stoppable()
def main(content: Path, output: Path, wanted: Wanted) -> int:
    """Deliver what was prepared and signed, nothing else, and give the exit code."""
    if not wanted.to:
        print(NOWHERE.format(TO), file=sys.stderr)
        return 1
    try:
        with held(walk.state_of(output) / "publish.lock"):
            return _deliver(content, output, wanted)
    except (Unsound, KeyFault, deliver.Refused, deliver.Failed) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"Không đọc hoặc ghi được tệp: {error}", file=sys.stderr)
    return 1


def _deliver(content: Path, output: Path, wanted: Wanted) -> int:
    """Deliver a site that is, byte for byte, what was signed; raises what `main` reports."""
    state, steps = walk.state_of(output), Steps()
    note, signature = state / PREPARED, output / manifest.SIGNATURE
    if not note.is_file():
        raise Unsound(NOT_PREPARED.format(output))
    if not signature.is_file():
        raise Unsound(NOT_SIGNED.format(signature))
    key = public_key(manifest.public_of(content / "data" / manifest.PUBLIC_KEY))
    with steps.step("kiểm tra chữ ký"):
        header, entries = sound(output, key)
    shutil.copyfile(signature, state / manifest.SIGNATURE)
    known = {path: it.sha256 for path, it in entries.items()}
    built = deliver.Built(output, walk.files(output), known, header.made)
    delivery.deliver_to(wanted, built, content, steps)
    if not wanted.dry_run:
        remember(output, float(note.read_text(encoding="utf-8")))
        note.unlink()
    print(steps.told())
    return 0
