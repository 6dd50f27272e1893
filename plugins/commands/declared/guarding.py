"""Tasks that look whether all is well, here and at the published site."""

from __future__ import annotations

from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.places import ROOT

CONTENT_HELP = "Thư mục nội dung (mặc định: content)"


@task(
    help={
        "content": "Soát lỗi chính nội dung: ảnh, chính tả, số liệu (mặc định: content)",
        "site": "Soát bản công khai đã dựng, như publish soát trước khi đưa lên mạng (mặc định: "
        "output-public); thêm --content DIR khi bản ấy dựng từ thư mục khác content",
        "duties": "Kể từng yêu cầu của pháp luật: đạt hay chưa, từng phép kiểm, điều còn thiếu",
        "json": "Cùng --duties: tệp sẽ ghi kết quả cho máy đọc",
    },
    optional=["content", "site"],
)
def check(
    _context: Context,
    content: str | bool = "",
    site: str | bool = "",
    duties: bool = False,
    json: str = "",
) -> None:
    """Kiểm tra mã của cổng; hoặc nội dung, bản công khai đã dựng, mức độ tuân thủ."""
    folder = Path(content) if isinstance(content, str) and content else ROOT / "content"
    if site:
        from plugins.commands import gate

        output = Path(site) if isinstance(site, str) else ROOT / "output-public"
        raise Exit(code=gate.main(output, folder))
    if duties or json:
        from plugins.commands import duties as asked

        raise Exit(code=asked.main(folder, in_full=True, to=Path(json) if json else None))
    if content:
        from plugins.commands import content_check

        raise Exit(code=content_check.main(folder))

    from plugins.commands import check as command

    raise Exit(code=command.main())


@task(
    help={
        "strict": "Có mục quá hạn thì kết thúc bằng mã 1",
        "json": "Tệp sẽ ghi kết quả cho máy đọc",
        "content": CONTENT_HELP,
    }
)
def timeliness(
    _context: Context,
    strict: bool = False,
    json: str = "",
    content: str = str(ROOT / "content"),
) -> None:
    """Kể trang lâu chưa cập nhật và chuyên mục chưa có nội dung."""
    from plugins.commands import timeliness as command

    raise Exit(code=command.main(Path(content), strict, Path(json) if json else None))


@task(help={"json": "Tệp sẽ ghi kết quả cho máy đọc", "content": CONTENT_HELP})
def links(_context: Context, json: str = "", content: str = str(ROOT / "content")) -> None:
    """Xem liên kết ra ngoài của bài và dữ liệu có còn sống không (cần mạng)."""
    from plugins.commands import links as command

    raise Exit(code=command.main(Path(content), Path(json) if json else None))


@task(
    iterable=["url"],
    auto_shortflags=False,
    help={
        "url": "Địa chỉ trang chủ của cổng",
        "manifest": "Bản kê để đối chiếu (mặc định: của lần đăng gần nhất trên máy này)",
        "key": "Khóa công khai, tệp hoặc chính dòng khóa (mặc định: content/data/minisign.pub)",
        "json": "Tệp sẽ ghi kết quả cho máy đọc",
        "sample": "Số trang xem thêm như máy tìm kiếm, điện thoại… (mặc định: 200; 0: mọi trang)",
    },
)
def watch_site(
    _context: Context,
    url: list[str],
    manifest: str = "",
    key: str = "",
    json: str = "",
    sample: str = "200",
) -> None:
    """So cổng đang chạy với bản đã ký: trang bị sửa, trang lạ, liên kết bị chèn."""
    from plugins.commands import watch_site as command

    raise Exit(code=command.told(url, manifest, key, json, sample))


@task(
    auto_shortflags=False,
    help={
        "to": "Nơi cần đặt lại, ghi như khi đăng (mặc định: biến PORTAL_PUBLISH_TO)",
        "dry-run": "Chỉ so từng tệp ở nơi đăng với bản đã ký, không ghi gì",
        "content": CONTENT_HELP,
        "output": "Thư mục có bản công khai đã ký (mặc định: output-public)",
    },
)
def restore(
    _context: Context,
    to: str = "",
    dry_run: bool = False,
    content: str = str(ROOT / "content"),
    output: str = str(ROOT / "output-public"),
) -> None:
    """Đặt lại bản đã ký ở nơi đăng bị sửa, giữ tệp bị sửa làm bằng chứng."""
    from plugins.commands import restore as command
    from plugins.commands.publish import wanted

    raise Exit(code=command.main(Path(content), Path(output), wanted.target(to), dry_run))
