"""The project's tasks: `python3 tasks.py TASK` anywhere, `inv TASK` inside the environment."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    from plugins.commands.setup import main

    sys.exit(main(sys.argv[1:]))

import os
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.places import ROOT

# Each task imports its own module: a machine set up for `serve` lacks what `test` needs.
PORT = "8000"
CONTENT_HELP = "Thư mục nội dung (mặc định: content)"
NO_PAGE = "--explain: hãy ghi thêm địa chỉ trang, ví dụ --explain 2020/12/14/ten-bai/"


@task(help={"port": f"Cổng trên máy này (mặc định: {PORT})", "content": CONTENT_HELP})
def serve(_context: Context, port: str = PORT, content: str = str(ROOT / "content")) -> None:
    """Xem cổng thông tin trên máy này; trang tự dựng lại khi nội dung thay đổi."""
    from plugins.commands import serve as command

    raise Exit(code=command.main(Path(content), port))


@task(
    help={
        "port": "Cổng trên máy này (mặc định: 8001)",
        "data": "Thư mục dữ liệu (mặc định: .live)",
        "database": "PostgreSQL, ví dụ postgresql://ten:matkhau@may/csdl (mặc định: SQLite)",
        "pages": "Tệp pages.json của cổng đã dựng (mặc định: output/pages.json)",
        "origins": "Các địa chỉ cổng được gửi dữ liệu, cách nhau bằng dấu phẩy",
    }
)
def live(
    _context: Context,
    port: str = "8001",
    data: str = str(ROOT / ".live"),
    database: str = "",
    pages: str = str(ROOT / "output" / "pages.json"),
    origins: str = "",
) -> None:
    """Chạy riêng dịch vụ đếm lượt, đánh giá, bình luận trên máy này."""
    from plugins.commands import live as command

    env = command.environment(Path(data), database, Path(pages), origins)
    raise Exit(code=command.main(port, env))


@task(
    help={
        "data": "Thư mục dữ liệu của dịch vụ (mặc định: .live)",
        "database": "Địa chỉ PostgreSQL (mặc định: SQLite)",
        "change": "Đặt lại mật khẩu của người đã có",
    }
)
def desk_user(
    _context: Context, data: str = str(ROOT / ".live"), database: str = "", change: bool = False
) -> None:
    """Thêm người làm việc ở bàn quản trị; hỏi tên, mật khẩu và vai trò."""
    from plugins.commands import live as command

    pages = ROOT / "output" / "pages.json"
    env = command.environment(Path(data), database, pages, "")
    raise Exit(code=command.make_user(env, change))


@task(
    help={
        "content": CONTENT_HELP,
        "output": "Thư mục đặt trang dựng xong (mặc định: output)",
        "explain": "Nói vì sao một trang được dựng lại, ví dụ --explain 2020/12/14/ten-bai/",
    },
    optional=["explain"],  # invoke would complain in English
)
def build(
    _context: Context,
    content: str = str(ROOT / "content"),
    output: str = str(ROOT / "output"),
    explain: str | bool = "",
) -> None:
    """Dựng cổng thông tin một lần vào thư mục output."""
    from plugins.commands import build as command

    if explain is True:
        raise Exit(NO_PAGE, code=1)
    raise Exit(code=command.main(Path(content), Path(output), str(explain)))


@task(help={"long": "Chạy thêm các bài thử dài"})
def test(_context: Context, long: bool = False) -> None:
    """Chạy mọi bài kiểm tra và bài thử."""
    from plugins.commands import test as command

    raise Exit(code=command.main(long))


@task(
    help={"content": "Kiểm tra chính nội dung: ảnh, lời tả, tóm tắt (mặc định: thư mục content)"},
    optional=["content"],
)
def check(_context: Context, content: str | bool = "") -> None:
    """Kiểm tra mã của cổng; thêm --content để kiểm tra chính nội dung (ảnh, lời tả, tóm tắt)."""
    if content:
        from plugins.commands import content_check

        folder = ROOT / "content" if content is True else Path(str(content))
        raise Exit(code=content_check.main(folder))

    from plugins.commands import check as command

    raise Exit(code=command.main())


@task(
    help={
        "to": "Thư mục đặt ảnh (mặc định: screenshots)",
        "content": CONTENT_HELP,
    }
)
def screenshots(
    _context: Context,
    to: str = str(ROOT / "screenshots"),
    content: str = str(ROOT / "content"),
) -> None:
    """Chụp ảnh mọi loại trang ở ba bề rộng màn hình, nền sáng, nền tối và bản in."""
    from plugins.commands import screenshots as command

    raise Exit(code=command.main(Path(content), Path(to)))


@task(
    help={
        "only": "Chỉ đo một phần: lighthouse, weight, photographs, service hoặc builds",
        "articles": "Số bài khi đo builds (mặc định: 1000,10000,100000)",
    }
)
def bench(_context: Context, only: str = "", articles: str = "") -> None:
    """Đo tốc độ, chất lượng và dung lượng của các trang, so với mục tiêu."""
    from plugins.commands import bench as command

    if articles:
        os.environ["BENCH_ARTICLES"] = articles
    raise Exit(code=command.main(only))


@task
def schemas(_context: Context) -> None:
    """Sinh lại lược đồ JSON cho các tệp dữ liệu trong content/data."""
    from plugins.commands import schemas as command

    raise Exit(code=command.main())


@task
def goldens(_context: Context) -> None:
    """Dựng lại các trang mẫu mà bài thử so sánh; xem kỹ phần thay đổi trước khi ghi nhận."""
    from plugins.commands import goldens as command

    raise Exit(code=command.main())


@task
def lock(_context: Context) -> None:
    """Ghim lại phiên bản và mã băm của mọi gói Python (sau khi sửa tệp requirements*.in)."""
    from plugins.commands import lock as command

    raise Exit(code=command.main(ROOT))
