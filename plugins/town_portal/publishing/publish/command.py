"""Build the site for the public, guard what leaves, and bring it to where citizens read it."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from town_portal.core.faults import Faults, FaultsError
from town_portal.core.system import clock, walk
from town_portal.core.system.child import make_stoppable
from town_portal.core.system.lock_file import hold_lock
from town_portal.core.system.places import TOWN
from town_portal.publishing.build import Building
from town_portal.publishing.output_files import Place, find_known_place
from town_portal.publishing.publish.options import STRICT, TO, PublishOptions
from town_portal.publishing.publish.reason import (
    NEVER,
    find_reason,
    record_prepared,
    remember_clock,
)
from town_portal.publishing.publish.steps import Steps
from town_portal.publishing.targets import is_known

if TYPE_CHECKING:
    from town_portal.publishing.deliver import Ahead, Built
    from town_portal.publishing.last_good import BuildOutcome

SETTINGS = TOWN / "publishconf.py"
JUST_BUILT = PublishOptions()
MUST_FIRST = (
    "Chưa đăng: còn {} chỗ phải sửa trong những bài sẽ hiện ra. Hãy sửa, hoặc ghi waive kèm lý do "
    "ở bài nếu cố ý; bản đã đăng được giữ nguyên."
)
FAILED = "Chưa đăng. Hãy sửa các lỗi trên rồi chạy lại; bản đã đăng được giữ nguyên."
UNREADABLE = (
    "Không đọc hoặc ghi được tệp: {}. Hãy xem chỗ trống trên đĩa và quyền ghi rồi chạy lại; "
    "lần chạy sau làm tiếp từ chỗ dừng."
)
NOWHERE = (
    "Hãy cho biết nơi đăng bằng --to (hoặc biến {}), ví dụ --to nguoi@may:/thu/muc. Xem README."
)


@make_stoppable()
def main(content: Path, output: Path, wanted: PublishOptions = JUST_BUILT) -> int:
    """Publish as wanted and give the exit code."""
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    if wanted.dry_run and not wanted.to:
        print(NOWHERE.format(TO), file=sys.stderr)
        return 1
    why = _explain_publication(content, output, wanted) if wanted.due else ""
    if wanted.due and not why:
        return 0
    return _run(content, output, wanted, why)


def _explain_publication(content: Path, output: Path, wanted: PublishOptions) -> str:
    """Return why to publish now; a target that has nothing yet is reason enough."""
    if wanted.to and not is_known(walk.get_state_folder(output), wanted.to):
        return NEVER
    return find_reason(content, output, clock.get_now().timestamp())


def _run(content: Path, output: Path, wanted: PublishOptions, why: str) -> int:
    """Do what is wanted, one process at a time; what stands against it is told."""
    steps = Steps()
    try:
        with hold_lock(walk.get_state_folder(output) / "publish.lock"):
            place = () if wanted.verify else find_known_place(output, time.time())
            code = _start(_building(content, output, place), wanted, why, steps)
            if code is None:
                code = _start(_building(content, output), wanted, why, steps)
            return 1 if code is None else code
    except OSError as error:
        print(UNREADABLE.format(error), file=sys.stderr)
    return 1


def _building(content: Path, output: Path, place: Place = ()) -> Building:
    """Return a build; without the output's place it looks at each file there."""
    return Building(content, output, SETTINGS, verify=not place, place=place, is_unconfirmed=True)


def _start(building: Building, wanted: PublishOptions, why: str, steps: Steps) -> int | None:
    """Publish and give the exit code; None where each file must be looked at first."""
    with building:
        # Late: meanwhile another core loads Pelican.
        from town_portal.publishing import deliver
        from town_portal.publishing.manifest import KeyFault

        try:
            return _publish(building, wanted, why, steps)
        except deliver.NotWhole:
            return None
        except (deliver.TargetRefused, deliver.DeliveryFailed, KeyFault) as error:
            print(error, file=sys.stderr)
    return 1


def _publish(building: Building, wanted: PublishOptions, why: str, steps: Steps) -> int:
    """Check, build, guard, deliver, and remember what the clock will do next."""
    from town_portal.publishing import deliver, last_good, manifest

    now = clock.get_now()
    with deliver.Ahead(wanted.to) as ahead:
        public = building.content / "data" / manifest.PUBLIC_KEY
        (manifest.read_public_key if wanted.prepare else manifest.check_key)(public)
        began = time.time()
        building.begin()  # beside the check: what it makes is held until `run`
        if not is_allowed(building.content, steps):
            return 1
        outcome = _build(building, steps)
        if outcome is None:
            return 1
        try:
            built = _prepare_built(building, now, steps, wanted.prepare)
            if built is None:
                return 1
            remind(building.content, wanted.to)
            print(f"{why}Đã dựng bản công khai: {building.output.resolve()}")
            _deliver(built, building.content, steps, wanted, ahead)
        finally:  # a good build is one, whether its site gets to its target or not
            last_good.record_all_good_versions(building.content, outcome.names, began)
    print(steps.format_times())
    return 0


def _deliver(
    built: Built, content: Path, steps: Steps, wanted: PublishOptions, ahead: Ahead
) -> None:
    """Bring what was guarded to where it is wanted."""
    # Late, as above.
    from town_portal.features.redirects import published
    from town_portal.publishing.publish import delivery

    output, now = built.output, built.made.timestamp()
    if not wanted.dry_run:
        published.confirm_published(walk.get_state_folder(output))
    if wanted.prepare:
        record_prepared(output, now)
        return
    if wanted.to:
        delivery.deliver_to(
            wanted, built, content, steps, delivery.DeliveryOptions(ahead=ahead.connection())
        )
    if not wanted.dry_run:
        remember_clock(output, now)


def _prepare_built(building: Building, now: datetime, steps: Steps, unsigned: bool) -> Built | None:
    """Return what is to go; None where something is against it."""
    from town_portal.publishing import gate
    from town_portal.publishing.manifest import PUBLIC_KEY
    from town_portal.publishing.publish import guard

    content, output = building.content, building.output
    with steps.step("soát bản dựng"):
        found = guard.check_site(output, content, is_trusted=bool(building.place))
    if found is None:
        return None
    public = content / "data" / PUBLIC_KEY if unsigned else None
    built = guard.prepare_built(output, found, now, steps, public)
    notice = gate.format_tree_notice(TOWN)
    if notice:
        print(notice, file=sys.stderr)
    return built


def remind(content: Path, to: str) -> None:
    """Tell what readers will miss; publishing goes on."""
    from town_portal.core.data.loading import load_file
    from town_portal.core.data.tables import Town
    from town_portal.features.statutory.models import Statutory
    from town_portal.publishing.publish.unfilled import reminders

    town, statutory = (
        load_file(model, content / "data" / f"{name}.yaml", Faults(), content)
        for name, model in (("town", Town), ("statutory", Statutory))
    )
    if isinstance(town, Town):
        own = statutory if isinstance(statutory, Statutory) else None
        for line in reminders(town, own, to):
            print(line, file=sys.stderr)


def is_allowed(content: Path, steps: Steps) -> bool:
    """Tell whether nothing must be put right first; what must is told."""
    from town_portal.authoring.blocking import list_obstacles

    with steps.step("soát bài"):
        try:
            lines = list_obstacles(content, clock.get_now())
        except FaultsError as error:
            lines = [str(error)]
    if lines:
        print("\n".join(lines), file=sys.stderr)
        print(MUST_FIRST.format(len(lines)), file=sys.stderr)
    return not lines


def _build(building: Building, steps: Steps) -> BuildOutcome | None:
    """Build the site, texts at fault held back and reported; None where it could not be built."""
    # Loaded here, while the build goes on, for what comes after it.
    from town_portal.publishing import last_good
    from town_portal.publishing.publish import delivery, guard  # noqa: F401

    with steps.step("dựng"):
        first = building.run()
        outcome = last_good.BuildOutcome(first)
        if not os.environ.get(STRICT):
            outcome = last_good.hold_back(building.content, building.output, first, building.rerun)
    if outcome.result.code:
        print(FAILED, file=sys.stderr)
        return None
    print("\n".join(outcome.lines()), end="\n" if outcome.texts else "", file=sys.stderr)
    return outcome
