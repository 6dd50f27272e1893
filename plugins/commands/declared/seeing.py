"""Tasks that show the portal on this machine."""

from __future__ import annotations

from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.places import ROOT

CONTENT_HELP = "Thư mục nội dung (mặc định: content)"
PORT = "8000"
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
    from tools import screenshots as command

    raise Exit(code=command.main(Path(content), Path(to)))
