"""Build the site for the public, guard what leaves, and bring it to where citizens read it."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from town_portal.core.faults import Faults, FaultsError
from town_portal.core.system import clock, walk
from town_portal.core.system.child import stoppable
from town_portal.core.system.lock_file import held
from town_portal.core.system.places import TOWN
from town_portal.publishing.build import Building
from town_portal.publishing.publish.reason import NEVER, prepared, reason, remember
from town_portal.publishing.publish.steps import Steps
from town_portal.publishing.publish.wanted import STRICT, TO, Wanted
from town_portal.publishing.targets import is_known

if TYPE_CHECKING:
    from town_portal.publishing.deliver import Built

SETTINGS = TOWN / "publishconf.py"
JUST_BUILT = Wanted()
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


@stoppable()
def main(content: Path, output: Path, wanted: Wanted = JUST_BUILT) -> int:
    """Publish as wanted and give the exit code."""
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    if wanted.dry_run and not wanted.to:
        print(NOWHERE.format(TO), file=sys.stderr)
        return 1
    why = _why(content, output, wanted) if wanted.due else ""
    if wanted.due and not why:
        return 0
    return _run(content, output, wanted, why)


def _why(content: Path, output: Path, wanted: Wanted) -> str:
    """Return why to publish now; a target that has nothing yet is reason enough."""
    if wanted.to and not is_known(walk.state_of(output), wanted.to):
        return NEVER
    return reason(content, output, clock.now().timestamp())


def _run(content: Path, output: Path, wanted: Wanted, why: str) -> int:
    """Do what is wanted, one process at a time; what stands against it is told."""
    # Late: whoever asks whether something is due does not wait for these.
    from town_portal.publishing import deliver
    from town_portal.publishing.manifest import KeyFault

    try:
        with held(walk.state_of(output) / "publish.lock"):
            return _publish(content, output, wanted, why)
    except (deliver.Refused, deliver.Failed, KeyFault) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(UNREADABLE.format(error), file=sys.stderr)
    return 1


def _publish(content: Path, output: Path, wanted: Wanted, why: str) -> int:
    """Check, build, guard, deliver, and remember what the clock will do next."""
    steps, now = Steps(), clock.now()
    with Building(content, output, SETTINGS, verify=True, is_unconfirmed=True) as building:
        # Not before: other cores load Pelican and call the server meanwhile.
        from town_portal.features.redirects import published
        from town_portal.publishing import deliver, manifest
        from town_portal.publishing.publish import delivery

        with deliver.Ahead(wanted.to) as ahead:
            public = content / "data" / manifest.PUBLIC_KEY
            (manifest.public_of if wanted.prepare else manifest.check)(public)
            if not (is_allowed(content, steps) and _is_built(building, steps)):
                return 1
            built = _guarded(content, output, now, steps, wanted.prepare)
            if built is None:
                return 1
            remind(content, wanted.to)
            if not wanted.dry_run:
                published.confirm(walk.state_of(output))
            print(f"{why}Đã dựng bản công khai: {output.resolve()}")
            if wanted.prepare:
                prepared(output, now.timestamp())
                return 0
            if wanted.to:
                way = delivery.Way(ahead=ahead.connection())
                delivery.deliver_to(wanted, built, content, steps, way)
    if not wanted.dry_run:
        remember(output, now.timestamp())
    print(steps.told())
    return 0


def _guarded(
    content: Path, output: Path, now: datetime, steps: Steps, unsigned: bool
) -> Built | None:
    """Return what is to go; None where something is against it."""
    from town_portal.publishing import gate
    from town_portal.publishing.manifest import PUBLIC_KEY
    from town_portal.publishing.publish import guard

    with steps.step("soát bản dựng"):
        files = guard.checked(output, content)
    if files is None:
        return None
    public = content / "data" / PUBLIC_KEY if unsigned else None
    built = guard.ready(output, files, now, steps, public)
    notice = gate.tree_notice(TOWN)
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
    from town_portal.authoring.musts import in_the_way

    with steps.step("soát bài"):
        try:
            lines = in_the_way(content, clock.now())
        except FaultsError as error:
            lines = [str(error)]
    if lines:
        print("\n".join(lines), file=sys.stderr)
        print(MUST_FIRST.format(len(lines)), file=sys.stderr)
    return not lines


def _is_built(building: Building, steps: Steps) -> bool:
    """Tell whether the site could be built; texts at fault are held back and reported."""
    from town_portal.publishing import last_good

    with steps.step("dựng"):
        first = building.run()
        outcome = last_good.Outcome(first)
        if not os.environ.get(STRICT):
            outcome = last_good.hold_back(building.content, building.output, first, building.rerun)
    if outcome.result.code:
        print(FAILED, file=sys.stderr)
        return False
    print("\n".join(outcome.lines()), end="\n" if outcome.texts else "", file=sys.stderr)
    last_good.record_all(building.content, outcome.names)
    return True
