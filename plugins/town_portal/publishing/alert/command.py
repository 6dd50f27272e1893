"""Check the alerts, write their fragment into the public site, and send that alone."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from time import time

from town_portal.core.faults import Faults, FaultsError
from town_portal.core.system import clock, walk
from town_portal.core.system.child import make_stoppable
from town_portal.core.system.lock_file import hold_lock
from town_portal.publishing.alert import data
from town_portal.publishing.alert.fragment import render_fragments
from town_portal.publishing.output_files import Found, forget, look
from town_portal.publishing.publish.options import TO, PublishOptions
from town_portal.publishing.publish.steps import Steps
from town_portal.publishing.targets import is_known

FIRST = "Hãy chạy python3 tasks.py publish một lần; từ đó lệnh này dùng được."
NEVER = f"Chưa có bản công khai nào ở {{}}. {FIRST}"
NO_PLACE = f"Các trang đã đăng chưa có chỗ cho lời báo ({{}}). {FIRST}"
NO_BAR = (
    "Bố cục (layout.yaml) không đặt khối alerts ở mọi trang (everywhere), nên không có gì để báo."
)
OTHERS = (
    "Chưa báo: bản dựng ở {} còn thay đổi khác chưa qua publish ({} tệp, ví dụ {}). Hãy chạy "
    "python3 tasks.py publish: lời báo đi cùng các thay đổi ấy."
)
SAME = "Lời báo ở {} đã đúng như dữ liệu; không ghi lại."
WRITTEN = "Đã ghi lời báo: {}."
UNSENT = (
    "CHƯA gửi đi đâu: lời báo chỉ được ghi ở máy này ({}). Hãy ghi --to NƠI-ĐĂNG hoặc đặt {}, như "
    "khi đăng."
)
NEW = (
    "Chưa báo: từ máy này chưa đăng cổng lên {}, gửi bây giờ là gửi cả cổng. Hãy chạy python3 "
    "tasks.py publish --to {} trước."
)
ENDED = (
    "Lời báo “{}” đã kết thúc nên không hiện ra; sửa end trong alerts.yaml nếu vẫn còn hiệu lực."
)
NOTHING = "Lúc này không có lời báo nào được hiện ra."
UNTIL = (
    "Trang nào mở ra cũng thấy; người đọc tắt JavaScript thấy ở trang chủ từ lần dựng (publish) "
    "sau."
)


@make_stoppable()
def main(content: Path, output: Path, to: str) -> int:
    """Bring the alerts of ``content`` into the public site and give the exit code.

    ``to`` is a target as of `publish`; empty: they are written into ``output`` only, which warns
    nobody and is a fault.
    """
    if not (content / "data").is_dir():
        print(f"Không có thư mục dữ liệu: {content / 'data'}", file=sys.stderr)
        return 1
    from town_portal.publishing import deliver
    from town_portal.publishing.manifest import KeyFault
    from town_portal.publishing.manifest.entry import UnreadableManifest

    state = walk.get_state_folder(output)
    try:
        with hold_lock(state / "publish.lock"):
            return _bring(content, output, to)
    except FaultsError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
    except (deliver.TargetRefused, deliver.DeliveryFailed, KeyFault, UnreadableManifest) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"Không đọc hoặc ghi được tệp: {error}", file=sys.stderr)
    return 1


def _bring(content: Path, output: Path, to: str) -> int:
    """Write the fragments and send them; raises FaultsError, Refused, Failed, KeyFault, OSError."""
    from town_portal.publishing import manifest
    from town_portal.publishing.publish import delivery, guard

    steps, now = Steps(), clock.get_now()
    manifest.check_key(content / "data" / manifest.PUBLIC_KEY)
    with steps.step("lời báo"):
        bar = _read_bar(content, now)
        made = render_fragments(bar, output)
    with steps.step("so bản dựng"):
        refused = _explain_refusal(output, made) or _explain_unknown_target(output, to)
    if refused:
        print(refused, file=sys.stderr)
        return 1
    changed = _write(output, made)
    found = _list_intact_files(content, output, steps, is_changed=bool(changed))
    if found is None:
        return 1
    built = guard.prepare_built(output, found, now, steps)
    _print_written(made, changed, data.list_ended(bar))
    if not to:
        print(UNSENT.format(output, TO), file=sys.stderr)
        return 1
    only = delivery.DeliveryOptions(only=frozenset(made))
    delivery.deliver_to(PublishOptions(to), built, content, steps, only)
    print(UNTIL if data.is_shown(bar) else NOTHING)
    print(steps.format_times())
    return 0


def _read_bar(content: Path, now: datetime) -> data.AlertBar:
    faults = Faults()
    bar = data.read_alerts(content, now, faults)
    faults.check()
    return bar


def _list_intact_files(
    content: Path, output: Path, steps: Steps, *, is_changed: bool
) -> Found | None:
    """Return the files of the output, checked where some were written; None with faults."""
    from town_portal.publishing.publish import guard

    if not is_changed:
        return look(output, time(), is_trusted=False)
    with steps.step("soát"):
        return guard.check_site(output, content)


def _print_written(made: Iterable[str], changed: Collection[str], ended: Iterable[str]) -> None:
    for url in made:
        print((WRITTEN if url in changed else SAME).format(url))
    for title in ended:
        print(ENDED.format(title))


def _explain_refusal(output: Path, made: Mapping[str, bytes]) -> str:
    """Return why the alerts can't go alone; empty where they can."""
    from town_portal.publishing import manifest
    from town_portal.publishing.publish import guard

    state = walk.get_state_folder(output)
    if not made:
        return NO_BAR
    if not (state / manifest.FILE).is_file() or not output.is_dir():
        return NEVER.format(output)
    known = {entry.path: entry.sha256 for entry in manifest.iter_entries(state / manifest.FILE)}
    for url in made:
        if url not in known:
            return NO_PLACE.format(url)
    here = {
        entry.path: entry.sha256
        for entry in manifest.list_entries(
            output, state, guard.select_listed(walk.list_files(output))
        )
    }
    others = _list_differing(known, here, made)
    return OTHERS.format(output, len(others), others[0]) if others else ""


def _explain_unknown_target(output: Path, to: str) -> str:
    """Return why nothing can go to a target to which the whole site would go; else empty."""
    return NEW.format(to, to) if to and not is_known(walk.get_state_folder(output), to) else ""


def _list_differing(
    known: Mapping[str, str], here: Mapping[str, str], but: Iterable[str]
) -> list[str]:
    """Return the files that are not as they were published, in order."""
    paths = (known.keys() | here.keys()) - set(but)
    return sorted(path for path in paths if known.get(path) != here.get(path))


def _write(output: Path, made: Mapping[str, bytes]) -> set[str]:
    """Give each fragment its bytes, whole or not at all; return those that had others."""
    state, changed = walk.get_state_folder(output), set()
    forget(output)
    for url, data_ in made.items():
        file = output / url
        if file.read_bytes() != data_:
            fresh = state / "alert.new"
            fresh.write_bytes(data_)
            fresh.replace(file)
            changed.add(url)
    return changed
