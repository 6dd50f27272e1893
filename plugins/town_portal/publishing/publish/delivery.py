"""The last steps of a publication: to the target, and what a person is told."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from town_portal.core.system import walk
from town_portal.core.system.places import ROOT, TOWN
from town_portal.publishing import deliver, due, publish_time
from town_portal.publishing.deliver import messages
from town_portal.publishing.deliver.site import (
    MANIFEST,
    get_uncompressed_name,
    is_hashed,
    list_articles,
)
from town_portal.publishing.deliver.target import Delivery
from town_portal.publishing.hosting.table import FOLDER
from town_portal.publishing.manifest import PUBLIC_KEY
from town_portal.publishing.publish import broken_addresses
from town_portal.publishing.publish.options import PublishOptions
from town_portal.publishing.publish.steps import Steps
from town_portal.publishing.watch_site.expected_state import load_key

MORE = (
    "Chưa báo: ở nơi đăng còn {} tệp khác với bản dựng này (ví dụ {}), sẽ đi cùng lời báo. Hãy "
    "chạy python3 tasks.py publish --to NƠI-ĐĂNG trước: lời báo đi cùng các tệp ấy."
)
SILENT = "Chưa đăng: có {} địa chỉ đã đăng sẽ không còn trang nào. Bản đã đăng được giữ nguyên."
NEW_RULES = (
    "Quy tắc cho máy chủ web đã đổi: nơi dùng nginx hoặc Caddy, hãy chép các tệp trong {} sang máy "
    "chủ rồi nạp lại (nginx -t && systemctl reload nginx, hoặc caddy reload)."
)
STOPPED = "Đã dừng. {}"
LATER = "Trang đã công khai, nhưng chưa dọn dẹp xong; lần chạy sau làm tiếp. {}"
FOLDERS = (
    "plugins",
    "theme",
    "service",
    "tests",
    "tools",
    "deploy",
    "node_modules",
    ".venv",
    ".git",
)


class DeliveryOptions(NamedTuple):
    """What is special about a delivery.

    ``only``: the files that may change there; where others would, it is refused. ``ahead``: a
    connection to the server that was opened before.
    """

    only: frozenset[str] | None = None
    ahead: deliver.Connection | None = None


PLAIN = DeliveryOptions()


def list_own_folders(content: Path, output: Path) -> Mapping[Path, str]:
    """Return the folders that no site may be brought into, each with its name for people."""
    return {
        content: "thư mục nội dung",
        output: "chính bản dựng",
        walk.get_state_folder(output): "phần ghi nhớ của bản dựng",
        **{root / name: "phần mã của cổng" for root in (ROOT, TOWN) for name in FOLDERS},
    }


def deliver_to(
    wanted: PublishOptions,
    built: deliver.Built,
    content: Path,
    steps: Steps,
    way: DeliveryOptions = PLAIN,
) -> None:
    """Bring the site to its target and tell what happened.

    Raises Refused, Failed and KeyFault; on KeyboardInterrupt what stands at the target is told.
    """
    state = walk.get_state_folder(built.output)
    trust = deliver.Trust(load_key("", content / "data" / PUBLIC_KEY), wanted.take_over)
    own = list_own_folders(content, built.output)
    opened = deliver.open_target(wanted.to, state, own, trust, way.ahead)
    with opened as work, _telling_what_stands(work):
        with steps.step("đưa lên"):
            parcel, is_first = _prepare_delivery(work, built, way.only), work.memory.is_new
            _refuse_silence(work, parcel, content)
            has_new_rules = work.has_new_rules(parcel)
            is_sent = _send(work, parcel, steps, is_dry=wanted.dry_run)
        if not is_sent:
            return
        if has_new_rules:
            print(NEW_RULES.format(state / FOLDER), file=sys.stderr)
        _print_waiting_times(parcel, content, state, is_first)
        with steps.step("dọn dẹp"):
            _tidy_up(work, parcel)


@contextmanager
def _telling_what_stands(work: deliver.OpenTarget) -> Iterator[None]:
    """Say what stands at the target when a delivery is stopped or fails."""
    try:
        yield
    except KeyboardInterrupt:
        print(STOPPED.format(work.target.stands), file=sys.stderr)
        raise
    except deliver.DeliveryFailed as error:
        raise deliver.DeliveryFailed(f"{error}\n{work.target.stands}", error.code) from error


def _send(work: deliver.OpenTarget, parcel: Delivery, steps: Steps, *, is_dry: bool) -> bool:
    """Send what has changed, say what was or would be sent, and tell whether anything was."""
    name = work.target.name
    if is_dry:
        print(messages.format_preview(name, parcel.plan))
    elif parcel.plan.is_empty and not work.is_renewed(parcel):
        print(messages.format_nothing(name))
    else:
        sent = work.send(parcel)
        print(messages.format_done(name, parcel.plan, sent, steps.so_far))
        return True
    return False


def _prepare_delivery(
    work: deliver.OpenTarget, built: deliver.Built, only: frozenset[str] | None
) -> Delivery:
    """Return what is to go; what people should know of it is told."""
    parcel, notice = work.prepare(built)
    _refuse_others(parcel, only)
    if notice:
        print(notice, file=sys.stderr)
    return parcel


def _refuse_silence(work: deliver.OpenTarget, parcel: Delivery, content: Path) -> None:
    """Raise Refused where addresses that the target has would fall silent, as a build does."""
    faults, notices = broken_addresses.find_silent(
        parcel.plan.gone, content, parcel.output, work.target.read
    )
    if faults:
        raise deliver.TargetRefused("\n".join([*faults, SILENT.format(len(faults))]))
    for line in notices:
        print(line, file=sys.stderr)


def _refuse_others(parcel: Delivery, only: frozenset[str] | None) -> None:
    """Raise Refused where more would change than the files that are meant and the manifest.

    Assets of earlier publications may go when their time is over.
    """
    if only is None:
        return
    plan = parcel.plan
    paths = [*plan.added, *plan.changed, *(item for item in plan.gone if not is_hashed(item))]
    others = [
        path
        for path in paths
        if get_uncompressed_name(path) not in only and get_uncompressed_name(path) not in MANIFEST
    ]
    if others:
        raise deliver.TargetRefused(MORE.format(len(others), min(others)))


def _tidy_up(work: deliver.OpenTarget, parcel: Delivery) -> None:
    """Tidy up; what fails there takes nothing from the readers."""
    try:
        work.record_delivery(parcel)
    except (deliver.DeliveryFailed, OSError) as error:
        print(LATER.format(error), file=sys.stderr)


def _print_waiting_times(parcel: Delivery, content: Path, state: Path, is_first: bool) -> None:
    """Tell how long the new articles have waited; nothing where all of them are new there."""
    if is_first:
        return
    added, changed = list_articles(parcel.plan.added), list_articles(parcel.plan.changed)
    last = due.read_published(state)
    line = publish_time.format_waits(
        content, datetime.now(UTC), added, changed, None if last is None else last.at
    )
    if line:
        print(line)
