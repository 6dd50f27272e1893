"""Tasks that bring the portal to where citizens read it, and keep it."""

from __future__ import annotations

from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.places import ROOT

CONTENT_HELP = "Thư mục nội dung (mặc định: content)"


@task(
    auto_shortflags=False,
    help={
        "to": "Nơi đăng: thư mục; ten.zip; nguoi@may:/thu/muc; git+ĐỊA-CHỈ#nhánh; "
        "rclone:TÊN:thư/mục (mặc định: biến PORTAL_PUBLISH_TO; không có thì chỉ dựng)",
        "due": "Chỉ đăng khi có phần đến giờ hiện hay thôi hiện, hoặc cần ký lại bản kê",
        "dry-run": "Chỉ xem sẽ gửi gì, xóa gì; không ghi gì ở nơi đăng",
        "prepare": "Chỉ dựng và ghi bản kê, chưa ký, chưa đăng (khi khóa ký ở máy khác)",
        "prepared": "Đăng bản đã dựng bằng --prepare, sau khi đã chép chữ ký về",
        "rollback": "Quay về bản đã đăng ngay trước (nơi đăng kiểu rsync)",
        "content": CONTENT_HELP,
        "output": "Thư mục đặt bản công khai (mặc định: output-public)",
    },
)
def publish(  # noqa: PLR0913, PLR0917 - the options of one task
    _context: Context,
    to: str = "",
    due: bool = False,
    dry_run: bool = False,
    rollback: bool = False,
    prepare: bool = False,
    prepared: bool = False,
    content: str = str(ROOT / "content"),
    output: str = str(ROOT / "output-public"),
) -> None:
    """Kiểm tra, dựng bản công khai vào thư mục output-public, rồi đưa lên nơi đăng."""
    from plugins.commands import publish as command

    wanted = command.Wanted(command.target(to), due, dry_run, rollback, prepare)
    if prepared:
        from plugins.commands import publish_signed

        raise Exit(code=publish_signed.main(Path(content), Path(output), wanted))
    raise Exit(code=command.main(Path(content), Path(output), wanted))


@task(
    help={
        "to": "Nơi đăng, ghi như của publish (mặc định: biến PORTAL_PUBLISH_TO)",
        "content": CONTENT_HELP,
        "output": "Thư mục có bản công khai đã đăng (mặc định: output-public)",
    }
)
def alert(
    _context: Context,
    to: str = "",
    content: str = str(ROOT / "content"),
    output: str = str(ROOT / "output-public"),
) -> None:
    """Đưa cảnh báo (alerts.yaml) lên ngay, không dựng lại cả cổng."""
    from plugins.commands import alert as command
    from plugins.commands.publish import target

    raise Exit(code=command.main(Path(content), Path(output), target(to)))


@task(
    help={
        "year": "Năm cần lưu trữ, ví dụ 2026 (mặc định: mọi năm)",
        "to": "Thư mục đặt gói .zip (mặc định: thư mục đang đứng)",
        "content": CONTENT_HELP,
    }
)
def archive(
    _context: Context, year: str = "", to: str = ".", content: str = str(ROOT / "content")
) -> None:
    """Lập gói lưu trữ của một năm: trang mở được từ USB, văn bản, danh mục, mã kiểm tra."""
    from plugins.commands import archive as command

    raise Exit(code=command.main(Path(content), year, Path(to)))


@task(
    help={
        "sbom": "Ghi bảng kê các phần mềm (SBOM, CycloneDX JSON) vào tệp này, không xem lỗ hổng",
    }
)
def audit(_context: Context, sbom: str = "") -> None:
    """Xem các gói phần mềm đang dùng có lỗ hổng đã biết không."""
    from plugins.commands import audit as command

    raise Exit(code=command.main(ROOT, Path(sbom) if sbom else None))


@task(
    auto_shortflags=False,
    help={
        "plain": "Tạo khóa không có mật khẩu; chỉ dùng khi tệp khóa đã được giữ kín bằng cách khác",
        "content": CONTENT_HELP,
    },
)
def signing_key(
    _context: Context, plain: bool = False, content: str = str(ROOT / "content")
) -> None:
    """Tạo cặp khóa để ký bản kê của cổng, một lần cho mỗi cổng."""
    from plugins.commands.manifest import making

    raise Exit(code=making.main(Path(content), plain))
