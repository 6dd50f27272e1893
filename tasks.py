"""The project's tasks: `python3 tasks.py` lists them, `python3 tasks.py TASK --help` explains one.

Any Python 3.11 will do: what a task needs is installed into .venv first, and the task runs there.
`.venv/bin/python tasks.py TASK` installs nothing. Here are the tasks of those who work at the
project itself. The syntax is that of Python 3.7, so that an older one is told so.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if sys.version_info[:2] < (3, 11):  # noqa: UP036  # this file alone is read by an older one
        sys.exit(
            f"Cần Python 3.11 trở lên, máy này đang chạy Python {sys.version.split()[0]}. "
            "Hãy cài bản mới rồi chạy lại bằng bản ấy."
        )

# Where the generator's package lies; Pelican looks there as well.
sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))

from town_portal.cli import setup, streams
from town_portal.cli.setup import BROWSER, CHECKER, LIGHTHOUSE, NEWSROOM, TESTING
from town_portal.cli.task import make_flag, make_names, make_option, make_path_option
from town_portal.cli.tasks import CONTENT
from town_portal.cli.town_tasks import TASKS
from town_portal.core.system.places import ROOT

__all__ = ["TASKS"]
task = TASKS.add


@task(
    *TESTING,
    BROWSER,
    to=make_path_option("Thư mục đặt ảnh (mặc định: screenshots)", ROOT / "screenshots"),
    content=CONTENT,
)
def screenshots(given: Namespace) -> int:
    """Chụp ảnh mọi loại trang ở ba bề rộng màn hình, nền sáng, nền tối và bản in."""
    from tools import screenshots as command

    return command.main(given.content, given.to)


@task(
    "audit",
    BROWSER,
    sbom=make_option(
        "Ghi bảng kê các phần mềm (SBOM, CycloneDX JSON) vào tệp này, không xem lỗ hổng", None, Path
    ),
)
def audit(given: Namespace) -> int:
    """Xem các gói phần mềm đang dùng có lỗ hổng đã biết không."""
    from town_portal.cli import audit as command

    return command.main(ROOT, given.sbom)


@task(
    *(*TESTING, "audit", BROWSER, CHECKER, NEWSROOM),
    long=make_flag("Chạy thêm các bài thử dài"),
    install=make_flag("Cài luôn bằng apt-get những chương trình còn thiếu, không hỏi (bằng root)"),
)
def test(given: Namespace) -> int:
    """Chạy mọi bài kiểm tra và bài thử."""
    from town_portal.cli import test as command

    return command.main(given.long, given.install)


@task(
    *(*TESTING, "bench", BROWSER, LIGHTHOUSE),
    parts=make_names(
        "phần",
        "Chỉ đo những phần này: weight, lighthouse, photographs, service, newsroom, search, "
        "editorial, peers, publish",
        str,
    ),
    articles=make_option(
        "Số bài khi đo peers (mặc định: 1000,10000), publish, search hoặc editorial "
        "(mặc định: 10000)"
    ),
    peers=make_option(
        "peers: chỉ so với những phần mềm này, ví dụ hugo,eleventy (mặc định: tất cả)"
    ),
    rounds=make_option("peers: số lượt mỗi trường hợp", 3, int),
)
def bench(given: Namespace) -> int:
    """Đo tốc độ, chất lượng và dung lượng của các trang, so với mục tiêu."""
    from tools.bench import command

    return command.main(given.parts, given.articles, given.peers, given.rounds)


@task()
def schemas(_given: Namespace) -> int:
    """Sinh lại lược đồ JSON cho các tệp dữ liệu trong content/data."""
    from town_portal.cli import schemas as command

    return command.main()


@task(*TESTING, BROWSER)
def goldens(_given: Namespace) -> int:
    """Dựng lại các trang mẫu mà bài thử so sánh; xem kỹ phần thay đổi trước khi ghi nhận."""
    from tools import goldens as command

    return command.main()


@task(
    "package",
    BROWSER,
    NEWSROOM,
    to=make_path_option("Thư mục đặt gói (mặc định: dist)", ROOT / "dist"),
)
def package(given: Namespace) -> int:
    """Đóng bộ dựng cổng thành một gói (wheel) để các thư mục cổng dùng."""
    from town_portal.cli.engine.wheel import NoWheel, make_wheel

    try:
        print(make_wheel(given.to))
    except NoWheel as error:
        return setup.print_refusal(str(error))
    return 0


@task("lock")
def lock(_given: Namespace) -> int:
    """Ghim lại phiên bản và mã băm của mọi gói Python (sau khi sửa pyproject.toml)."""
    from town_portal.cli import lock as command

    return command.main(ROOT)


if __name__ == "__main__":
    streams.tolerate_closed_pipes()
    sys.exit(setup.main(TASKS, sys.argv[1:]))
