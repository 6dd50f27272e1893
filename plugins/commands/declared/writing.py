"""Tasks of those who write: drafts, approvals, previews, fees."""

from __future__ import annotations

from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.places import ROOT

CONTENT_HELP = "Thư mục nội dung (mặc định: content)"
NO_FILE = "Hãy ghi thêm tệp của bài, ví dụ content/articles/2026/2026-11-20-ten-bai/index.md"
ONE_FILE = "Mỗi lần chỉ xem trước được một bài; hãy chạy lệnh này cho từng tệp."


@task(
    iterable=["file"],
    help={
        "file": "Tệp .md của bài, hoặc thư mục có các bài chờ duyệt",
        "by": "Tên người duyệt (mặc định: tên trong Git)",
        "take-back": "Bỏ việc duyệt: bài trở lại chờ duyệt",
        "content": CONTENT_HELP,
    },
)
def approve(
    _context: Context,
    file: list[str],
    by: str | None = None,
    take_back: bool = False,
    content: str = str(ROOT / "content"),
) -> None:
    """Duyệt bài: ghi người duyệt và mã của bản được duyệt vào đầu bài."""
    from plugins.commands import approve as command

    if not file:
        raise Exit(NO_FILE, code=1)
    codes = [command.main(Path(it), Path(content), by, take_back) for it in file]
    raise Exit(code=max(codes))


@task(
    iterable=["file"],
    help={
        "file": "Tệp .md của bài",
        "to": "Tệp HTML hoặc thư mục sẽ ghi vào (mặc định: xem-truoc-NGÀY-TÊN-BÀI.html)",
        "content": CONTENT_HELP,
        "output": "Thư mục đặt trang dựng xong (mặc định: output)",
    },
)
def preview(
    _context: Context,
    file: list[str],
    to: str = "",
    content: str = str(ROOT / "content"),
    output: str = str(ROOT / "output"),
) -> None:
    """Xuất một bài thành một tệp HTML trọn vẹn để gửi xem trước."""
    from plugins.commands import preview as command

    if len(file) != 1:
        raise Exit(ONE_FILE if file else NO_FILE, code=1)
    target = Path(to) if to else None
    raise Exit(code=command.main(Path(file[0]), Path(content), Path(output), target))


@task(
    iterable=["file"],
    help={
        "file": "Tệp Word (.docx), và các ảnh của bài nếu ảnh nằm ngoài tệp",
        "category": "Khóa chuyên mục của bản thảo (mặc định: chuyên mục đầu tiên)",
        "content": CONTENT_HELP,
    },
)
def import_word(
    _context: Context,
    file: list[str],
    category: str = "",
    content: str = str(ROOT / "content"),
) -> None:
    """Nhập một bài từ tệp Word, kèm ảnh, thành bản thảo."""
    from plugins.commands import import_word as command

    paths = [Path(it) for it in file]
    raise Exit(code=command.main(paths, Path(content), category))


@task(
    iterable=["path"],
    auto_shortflags=False,
    help={
        "path": "Tệp trang đã lưu (.html, .mhtml) hoặc thư mục chứa các trang ấy",
        "category": "Khóa chuyên mục của các bản thảo (mặc định: chuyên mục đầu tiên)",
        "content": CONTENT_HELP,
        "fetch": "Tải ảnh còn thiếu từ máy chủ của cổng cũ",
        "dry-run": "Chỉ xem thử, chưa ghi bản thảo",
    },
)
def import_page(
    _context: Context,
    path: list[str],
    category: str = "",
    content: str = str(ROOT / "content"),
    fetch: bool = False,
    dry_run: bool = False,
) -> None:
    """Nhập trang đã lưu của cổng cũ thành bản thảo, kèm trang so với bản gốc."""
    from plugins.commands import import_page as command

    paths = [Path(it) for it in path]
    raise Exit(code=command.main(paths, Path(content), category, fetch, dry_run))


@task(
    help={
        "month": "Tháng hoặc năm cần tính, ví dụ 2026-11 hoặc 2026 (mặc định: tháng này)",
        "to": "Thư mục đặt hai tệp CSV và XLSX (mặc định: thư mục đang đứng)",
        "content": CONTENT_HELP,
    }
)
def fees(
    _context: Context, month: str = "", to: str = ".", content: str = str(ROOT / "content")
) -> None:
    """Lập bảng nhuận bút của một tháng hoặc một năm: bài, chữ, ảnh, thành tiền."""
    from plugins.commands import fees as command

    raise Exit(code=command.main(Path(content), month, Path(to)))
