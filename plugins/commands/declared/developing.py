"""Tasks of those who work at the project itself."""

from __future__ import annotations

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.places import ROOT


@task(help={"long": "Chạy thêm các bài thử dài"})
def test(_context: Context, long: bool = False) -> None:
    """Chạy mọi bài kiểm tra và bài thử."""
    from plugins.commands import test as command

    raise Exit(code=command.main(long))


@task(
    help={
        "only": "Chỉ đo một phần: weight, lighthouse, photographs, service, search, editorial, "
        "builds hoặc publish",
        "articles": "Số bài khi đo builds (mặc định: 1000,10000,100000), publish, search hoặc "
        "editorial (mặc định: 10000)",
    }
)
def bench(_context: Context, only: str = "", articles: str = "") -> None:
    """Đo tốc độ, chất lượng và dung lượng của các trang, so với mục tiêu."""
    from tools.bench import command

    raise Exit(code=command.main(only, articles))


@task
def schemas(_context: Context) -> None:
    """Sinh lại lược đồ JSON cho các tệp dữ liệu trong content/data."""
    from plugins.commands import schemas as command

    raise Exit(code=command.main())


@task
def goldens(_context: Context) -> None:
    """Dựng lại các trang mẫu mà bài thử so sánh; xem kỹ phần thay đổi trước khi ghi nhận."""
    from tools import goldens as command

    raise Exit(code=command.main())


@task
def lock(_context: Context) -> None:
    """Ghim lại phiên bản và mã băm của mọi gói Python (sau khi sửa tệp requirements*.in)."""
    from plugins.commands import lock as command

    raise Exit(code=command.main(ROOT))
