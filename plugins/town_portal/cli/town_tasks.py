"""The tasks of one who begins a portal and keeps its generator up to date."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from town_portal.cli.setup import BROWSER, NEWSROOM
from town_portal.cli.task import Mistake, make_flag, make_names, make_option
from town_portal.cli.tasks import JSON
from town_portal.cli.watch_tasks import TASKS

__all__ = ["TASKS"]
task = TASKS.add
NO_FOLDER = "Hãy ghi một thư mục mới, ví dụ: python3 tasks.py new cong-moi --ward 00004"


@task(
    "package",
    BROWSER,
    NEWSROOM,
    folder=make_names("THƯ-MỤC", "Thư mục mới, hoặc còn trống, sẽ chứa nội dung của cổng"),
    ward=make_option('Xã, phường, đặc khu: mã năm chữ số hoặc tên, ví dụ "Tân Phú, Đồng Nai"'),
    domain=make_option("Tên miền của cổng, ví dụ ten-xa.gov.vn"),
    colour=make_option("Màu chính: do, xanh-duong, xanh-la, nau, tim hoặc mã như #0b4a8f"),
    telephone=make_option("Điện thoại của cơ quan"),
    email=make_option("Thư điện tử của cơ quan"),
    engine=make_option("Gói của bộ dựng cổng (mặc định: của bản đang chạy)", None, Path),
    yes=make_flag("Không hỏi gì; chỗ chưa ghi thì để trống"),
)
def new(given: Namespace) -> int:
    """Lập cổng của một xã, phường, đặc khu khác: địa giới, tên cũ, trang luật yêu cầu có sẵn."""
    from town_portal.cli import new as command

    if len(given.folder) != 1:
        raise Mistake(NO_FOLDER)
    answers = {name: getattr(given, name) for name in command.QUESTIONS}
    is_asked = not given.yes and sys.stdin.isatty()
    return command.main(given.folder[0], given.ward, answers, given.engine, is_asked=is_asked)


@task(
    wheel=make_names("GÓI", "Bản mới của bộ dựng cổng, tệp town_portal-….whl", Path),
    yes=make_flag("Đổi ngay sau khi đã dựng thử bằng cả hai bản, không hỏi"),
    back=make_flag("Quay lại bản dùng trước lần đổi gần nhất"),
)
def upgrade(given: Namespace) -> int:
    """Đổi bộ dựng cổng: dựng thử bằng bản cũ và bản mới, cho xem chỗ khác, rồi mới đổi."""
    from town_portal.cli.engine import upgrade as command

    return command.main(given.wheel[0] if given.wheel else None, given.yes, given.back)


@task(
    "publish",
    BROWSER,
    folder=make_names("THƯ-MỤC", "Thư mục có các cổng, mỗi cổng một thư mục con", Path),
    do=make_option("Việc làm với mọi cổng: build, check, duties, publish, watch", "build"),
    jobs=make_option("Số cổng làm cùng lúc (mặc định: số lõi của máy)", 0, int),
    json=JSON,
)
def towns(given: Namespace) -> int:
    """Dựng, soát, đăng hoặc theo dõi mọi cổng trong một thư mục; mỗi cổng một dòng kết quả."""
    from town_portal.cli import towns as command

    folder = given.folder[0] if given.folder else Path.cwd()
    return command.main(folder, given.do, given.jobs, given.json)
