"""The tasks of one who begins a portal and keeps its generator up to date."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from town_portal.cli.task import flag, names, option
from town_portal.cli.tasks import JSON
from town_portal.cli.watch_tasks import TASKS

__all__ = ["TASKS"]
task = TASKS.add


@task(
    wheel=names("GÓI", "Bản mới của bộ dựng cổng, tệp town_portal-….whl", Path),
    yes=flag("Đổi ngay sau khi đã dựng thử bằng cả hai bản, không hỏi"),
    back=flag("Quay lại bản dùng trước lần đổi gần nhất"),
)
def upgrade(given: Namespace) -> int:
    """Đổi bộ dựng cổng: dựng thử bằng bản cũ và bản mới, cho xem chỗ khác, rồi mới đổi."""
    from town_portal.cli.engine import upgrade as command

    return command.main(given.wheel[0] if given.wheel else None, given.yes, given.back)


@task(
    "publish",
    folder=names("THƯ-MỤC", "Thư mục có các cổng, mỗi cổng một thư mục con", Path),
    do=option("Việc làm với mọi cổng: build, check, duties, publish, watch", "build"),
    jobs=option("Số cổng làm cùng lúc (mặc định: số lõi của máy)", 0, int),
    json=JSON,
)
def towns(given: Namespace) -> int:
    """Dựng, soát, đăng hoặc theo dõi mọi cổng trong một thư mục; mỗi cổng một dòng kết quả."""
    from town_portal.cli import towns as command

    folder = given.folder[0] if given.folder else Path.cwd()
    return command.main(folder, given.do, given.jobs, given.json)
