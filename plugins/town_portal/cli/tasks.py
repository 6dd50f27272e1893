"""The tasks of those who write, publish and watch over a portal.

What a task needs is installed before it runs: only the standard library is imported before.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from town_portal.cli.setup import BROWSER, CHECKER, NEWSROOM, TESTING
from town_portal.cli.task import (
    Mistake,
    TaskList,
    make_flag,
    make_names,
    make_option,
    make_optional,
    make_path_option,
)
from town_portal.core.system.places import IS_SHIPPED, TOWN

TASKS = TaskList()
task = TASKS.add
CONTENT = make_path_option("Thư mục nội dung (mặc định: content)", TOWN / "content")
OUTPUT = make_path_option("Thư mục đặt trang dựng xong (mặc định: output)", TOWN / "output")
PUBLISHED = "Thư mục có bản công khai đã đăng (mặc định: output-public)"
PUBLIC, PAGES = TOWN / "output-public", TOWN / "output" / "pages.json"
JSON = make_option("Tệp sẽ ghi kết quả cho máy đọc", None, Path)
DATA = make_path_option("Thư mục dữ liệu của dịch vụ (mặc định: .live)", TOWN / ".live")
ARTICLE = "Tệp .md của bài"
NO_FILE = "Hãy ghi thêm tệp của bài, ví dụ content/articles/2026/2026-11-20-ten-bai/index.md"
ONE_FILE = "Mỗi lần chỉ xem trước được một bài; hãy chạy lệnh này cho từng tệp."
NO_PAGE = "--explain: hãy ghi thêm địa chỉ trang, ví dụ --explain 2020/12/14/ten-bai/"


@task(
    BROWSER,
    NEWSROOM,
    port=make_option("Cổng trên máy này (mặc định: 8000)", "8000"),
    content=CONTENT,
)
def serve(given: Namespace) -> int:
    """Xem cổng thông tin trên máy này; trang tự dựng lại khi nội dung thay đổi."""
    from town_portal.cli import serve as command

    return command.main(given.content, given.port)


@task(
    port=make_option("Cổng trên máy này (mặc định: 8001)", "8001"),
    data=DATA,
    database=make_option("PostgreSQL, ví dụ postgresql://ten:matkhau@may/csdl (mặc định: SQLite)"),
    pages=make_path_option("Tệp pages.json của cổng đã dựng (mặc định: output/pages.json)", PAGES),
    origins=make_option("Các địa chỉ cổng được gửi dữ liệu, cách nhau bằng dấu phẩy"),
)
def live(given: Namespace) -> int:
    """Chạy riêng dịch vụ đếm lượt, đánh giá, bình luận trên máy này."""
    from town_portal.cli import live as command

    env = command.build_environment(given.data, given.database, given.pages, given.origins)
    return command.main(given.port, env)


@task(
    data=DATA,
    database=make_option("Địa chỉ PostgreSQL (mặc định: SQLite)"),
    change=make_flag("Đặt lại mật khẩu của người đã có"),
)
def desk_user(given: Namespace) -> int:
    """Thêm người làm việc ở bàn quản trị; hỏi tên, mật khẩu và vai trò."""
    from town_portal.cli import live as command

    env = command.build_environment(given.data, given.database, PAGES, "")
    return command.make_user(env, given.change)


@task(
    BROWSER,
    content=CONTENT,
    output=OUTPUT,
    explain=make_optional(
        "Nói vì sao một trang được dựng lại, ví dụ --explain 2020/12/14/ten-bai/"
    ),
    verify=make_flag("Xem lại từng tệp đã dựng: tệp nào bị sửa hay xóa bằng tay thì dựng lại"),
)
def build(given: Namespace) -> int:
    """Dựng cổng thông tin một lần vào thư mục output."""
    from town_portal.publishing import build as command

    if given.explain is True:
        raise Mistake(NO_PAGE)
    return command.main(given.content, given.output, given.explain, verify=given.verify)


@task(
    file=make_names("TỆP…", "Tệp .md của bài, hoặc thư mục có các bài chờ duyệt"),
    by=make_option("Tên người duyệt (mặc định: tên trong Git)", None),
    take_back=make_flag("Bỏ việc duyệt: bài trở lại chờ duyệt"),
    content=CONTENT,
)
def approve(given: Namespace) -> int:
    """Duyệt bài: ghi người duyệt và mã của bản được duyệt vào đầu bài."""
    from town_portal.authoring import approve as command

    if not given.file:
        raise Mistake(NO_FILE)
    return max(command.main(item, given.content, given.by, given.take_back) for item in given.file)


@task(
    BROWSER,
    file=make_names("TỆP", ARTICLE),
    to=make_option("Tệp HTML hoặc thư mục sẽ ghi (mặc định: xem-truoc-NGÀY-TÊN.html)", None, Path),
    content=CONTENT,
    output=OUTPUT,
)
def preview(given: Namespace) -> int:
    """Xuất một bài thành một tệp HTML trọn vẹn để gửi xem trước."""
    from town_portal.cli import preview as command

    if len(given.file) != 1:
        raise Mistake(ONE_FILE if given.file else NO_FILE)
    return command.main(given.file[0], given.content, given.output, given.to)


@task(
    file=make_names("TỆP…", "Tệp Word (.docx), và các ảnh của bài nếu ảnh nằm ngoài tệp"),
    category=make_option("Khóa chuyên mục của bản thảo (mặc định: chuyên mục đầu tiên)"),
    content=CONTENT,
    document=make_flag("Nhập văn bản hành chính vào mục Văn bản, kèm tệp Word và bản PDF nếu có"),
)
def import_word(given: Namespace) -> int:
    """Nhập một bài hoặc một văn bản từ tệp Word, kèm ảnh, thành bản thảo."""
    from town_portal.cli import import_word as command

    return command.main(given.file, given.content, given.category, given.document)


@task(
    "import",
    path=make_names("TỆP…", "Tệp trang đã lưu (.html, .mhtml) hoặc thư mục chứa các trang ấy"),
    category=make_option("Khóa chuyên mục của các bản thảo (mặc định: chuyên mục đầu tiên)"),
    content=CONTENT,
    fetch=make_flag("Tải ảnh còn thiếu từ máy chủ của cổng cũ"),
    dry_run=make_flag("Chỉ xem thử, chưa ghi bản thảo"),
)
def import_page(given: Namespace) -> int:
    """Nhập trang đã lưu của cổng cũ thành bản thảo, kèm trang so với bản gốc."""
    from town_portal.cli import import_page as command

    return command.main(given.path, given.content, given.category, given.fetch, given.dry_run)


@task(
    month=make_option("Tháng hoặc năm cần tính, ví dụ 2026-11 hoặc 2026 (mặc định: tháng này)"),
    to=make_path_option("Thư mục đặt hai tệp CSV và XLSX (mặc định: thư mục đang đứng)", Path()),
    content=CONTENT,
)
def fees(given: Namespace) -> int:
    """Lập bảng nhuận bút của một tháng hoặc một năm: bài, chữ, ảnh, thành tiền."""
    from town_portal.authoring import fees as command

    return command.main(given.content, given.month, given.to)


@task(
    "publish",
    BROWSER,
    to=make_option(
        "Nơi đăng: thư mục; ten.zip; nguoi@may:/thu/muc; git+ĐỊA-CHỈ#nhánh; rclone:TÊN:thư/mục "
        "(mặc định: biến PORTAL_PUBLISH_TO; không có thì chỉ dựng)"
    ),
    due=make_flag("Chỉ đăng khi có phần đến giờ hiện hay thôi hiện, hoặc cần ký lại bản kê"),
    dry_run=make_flag("Chỉ xem sẽ gửi gì, xóa gì; không ghi gì ở nơi đăng"),
    rollback=make_flag("Quay về bản đã đăng ngay trước (nơi đăng kiểu rsync)"),
    offline=make_path_option(
        "Thay vì đăng: chép bản mở được không cần mạng vào thư mục này (USB)", None
    ),
    take_over=make_flag("Ghi đè cả khi ở nơi đăng không có bản kê được ký của cổng này"),
    verify=make_flag(
        "Xem lại từng tệp của bản công khai, cả tệp không đổi (mỗi ngày tự làm một lần)"
    ),
    prepare=make_flag("Chỉ dựng và ghi bản kê, chưa ký, chưa đăng (khi khóa ký ở máy khác)"),
    prepared=make_flag("Đăng bản đã dựng bằng --prepare, sau khi đã chép chữ ký về"),
    content=CONTENT,
    output=make_path_option("Thư mục đặt bản công khai (mặc định: output-public)", PUBLIC),
)
def publish(given: Namespace) -> int:
    """Kiểm tra, dựng bản công khai vào thư mục output-public, rồi đưa lên nơi đăng."""
    # One way alone is loaded: a publication starts its build before it loads the rest of itself.
    from town_portal.publishing import publish as command

    target = command.choose_target(given.to)
    if given.offline:
        from town_portal.cli.archive import offline

        return offline.main(given.content, given.output, given.offline)
    if given.rollback:
        from town_portal.publishing import rollback

        return rollback.main(given.content, given.output, target)
    flags = ("due", "dry_run", "prepare", "take_over", "verify")
    wanted = command.PublishOptions(target, **{name: getattr(given, name) for name in flags})
    if given.prepared:
        from town_portal.publishing import publish_signed

        return publish_signed.main(given.content, given.output, wanted)
    return command.main(given.content, given.output, wanted)


@task(
    "publish",
    to=make_option("Nơi đăng, ghi như của publish (mặc định: biến PORTAL_PUBLISH_TO)"),
    content=CONTENT,
    output=make_path_option(PUBLISHED, PUBLIC),
)
def alert(given: Namespace) -> int:
    """Đưa cảnh báo (alerts.yaml) lên ngay, không dựng lại cả cổng."""
    from town_portal.publishing import alert as command
    from town_portal.publishing.publish import choose_target

    return command.main(given.content, given.output, choose_target(given.to))


@task(
    BROWSER,
    year=make_option("Năm cần lưu trữ, ví dụ 2026 (mặc định: mọi năm)"),
    to=make_path_option("Thư mục đặt gói .zip (mặc định: thư mục đang đứng)", Path()),
    content=CONTENT,
)
def archive(given: Namespace) -> int:
    """Lập gói lưu trữ của một năm: trang mở được từ USB, văn bản, danh mục, mã kiểm tra."""
    from town_portal.cli import archive as command

    return command.main(given.content, given.year, given.to)


@task("publish", BROWSER, NEWSROOM)
def setup(_given: Namespace) -> int:
    """Cài đúng các gói đã ghim để dựng, đăng, canh cổng và chạy bàn soạn tin."""
    return 0  # what it needs is installed before it runs


@task(
    "publish",
    plain=make_flag(
        "Tạo khóa không có mật khẩu; chỉ dùng khi tệp khóa đã được giữ kín bằng cách khác"
    ),
    content=CONTENT,
)
def signing_key(given: Namespace) -> int:
    """Tạo cặp khóa để ký bản kê của cổng, một lần cho mỗi cổng."""
    from town_portal.publishing.manifest import key_pair

    return key_pair.main(given.content, given.plain)


@task(
    *TESTING,
    "audit",
    CHECKER,
    content=make_optional("Soát lỗi chính nội dung: ảnh, chính tả, số liệu (mặc định: content)"),
    site=make_optional(
        "Soát bản công khai đã dựng, như publish soát trước khi đưa lên mạng (mặc định: "
        "output-public); thêm --content DIR khi bản ấy dựng từ thư mục khác content"
    ),
    duties=make_flag("Kể từng yêu cầu của pháp luật: đạt hay chưa, từng phép kiểm, điều còn thiếu"),
    json=make_option("Cùng --duties: tệp sẽ ghi kết quả cho máy đọc", None, Path),
)
def check(given: Namespace) -> int:
    """Kiểm tra mã của cổng; hoặc nội dung, bản công khai đã dựng, mức độ tuân thủ."""
    from town_portal.cli import check as command
    from town_portal.cli import content_check, duties
    from town_portal.publishing import gate

    content = TOWN / "content" if given.content in ("", True) else Path(given.content)
    if given.site:
        return gate.main(PUBLIC if given.site is True else Path(given.site), content)
    if given.duties or given.json:
        return duties.main(content, in_full=True, to=given.json)
    if given.content or IS_SHIPPED:
        return content_check.main(content)
    return command.main()
