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
NO_FILE = "Hãy ghi thêm tệp của bài, ví dụ content/articles/2026/2026-11-20-ten-bai/index.md"
ONE_FILE = "Mỗi lần chỉ xem trước được một bài; hãy chạy lệnh này cho từng tệp."
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
    auto_shortflags=False,
    help={
        "to": "Nơi đăng: thư mục; ten.zip; nguoi@may:/thu/muc; git+ĐỊA-CHỈ#nhánh; "
        "rclone:TÊN:thư/mục (mặc định: biến PORTAL_PUBLISH_TO; không có thì chỉ dựng)",
        "due": "Chỉ đăng khi có bài hoặc lời báo đã đến giờ hiện hay thôi hiện",
        "dry-run": "Chỉ xem sẽ gửi gì, xóa gì; không ghi gì ở nơi đăng",
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
    content: str = str(ROOT / "content"),
    output: str = str(ROOT / "output-public"),
) -> None:
    """Kiểm tra, dựng bản công khai vào thư mục output-public, rồi đưa lên nơi đăng."""
    from plugins.commands import publish as command

    wanted = command.Wanted(command.target(to), due, dry_run, rollback)
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


@task(help={"content": CONTENT_HELP})
def signing_key(_context: Context, content: str = str(ROOT / "content")) -> None:
    """Tạo cặp khóa để ký bản kê của cổng, một lần cho mỗi cổng."""
    from plugins.commands.manifest import making

    raise Exit(code=making.main(Path(content)))


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


@task(help={"long": "Chạy thêm các bài thử dài"})
def test(_context: Context, long: bool = False) -> None:
    """Chạy mọi bài kiểm tra và bài thử."""
    from plugins.commands import test as command

    raise Exit(code=command.main(long))


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
        "only": "Chỉ đo một phần: lighthouse, weight, photographs, service, search, editorial, "
        "documents, word, builds hoặc publish",
        "articles": "Số bài khi đo builds (mặc định: 1000,10000,100000) hoặc publish (10000)",
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
