"""The tasks of those who watch over a portal: what is late, what is broken, what was changed."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from town_portal.cli.task import make_flag, make_names, make_option, make_path_option
from town_portal.cli.tasks import CONTENT, JSON, PUBLIC, PUBLISHED, TASKS

__all__ = ["TASKS"]
task = TASKS.add


@task(strict=make_flag("Có mục quá hạn thì kết thúc bằng mã 1"), json=JSON, content=CONTENT)
def timeliness(given: Namespace) -> int:
    """Kể trang lâu chưa cập nhật và chuyên mục chưa có nội dung."""
    from town_portal.cli import timeliness as command

    return command.main(given.content, given.strict, given.json)


@task("publish", json=JSON, content=CONTENT)
def links(given: Namespace) -> int:
    """Xem liên kết ra ngoài của bài và dữ liệu có còn sống không (cần mạng)."""
    from town_portal.publishing import links as command

    return command.main(given.content, given.json)


@task(
    "publish",
    url=make_names("ĐỊA-CHỈ", "Địa chỉ trang chủ của cổng", str),
    manifest=make_option("Bản kê để đối chiếu (mặc định: của lần đăng gần nhất ở đây)", None, Path),
    key=make_option(
        "Khóa công khai, tệp hoặc chính dòng khóa (mặc định: content/data/minisign.pub)"
    ),
    json=JSON,
    content=make_option(
        "Thư mục nội dung có khóa công khai và múi giờ (mặc định: content)", None, Path
    ),
    sample=make_option(
        "Số trang xem như máy tìm kiếm, điện thoại (mặc định: 200; 0: tất cả)", "200"
    ),
)
def watch_site(given: Namespace) -> int:
    """So cổng đang chạy với bản đã ký: trang bị sửa, trang lạ, liên kết bị chèn."""
    from town_portal.publishing.watch_site import command

    return command.watch_and_report(given)


@task(
    "publish",
    to=make_option("Nơi cần đặt lại, ghi như khi đăng (mặc định: biến PORTAL_PUBLISH_TO)"),
    dry_run=make_flag("Chỉ so từng tệp ở nơi đăng với bản đã ký, không ghi gì"),
    content=CONTENT,
    output=make_path_option("Thư mục có bản công khai đã ký (mặc định: output-public)", PUBLIC),
)
def restore(given: Namespace) -> int:
    """Đặt lại bản đã ký ở nơi đăng bị sửa, giữ tệp bị sửa làm bằng chứng."""
    from town_portal.publishing import restore as command
    from town_portal.publishing.publish import options

    return command.main(given.content, given.output, options.choose_target(given.to), given.dry_run)


@task("publish", json=JSON, content=CONTENT, output=make_path_option(PUBLISHED, PUBLIC))
def doctor(given: Namespace) -> int:
    """Khám toàn bộ: lần đăng, khóa, hẹn giờ, sao lưu, dịch vụ, ổ đĩa, lỗ hổng; nói việc cần làm."""
    from town_portal.cli import doctor as command

    return command.main(command.Installation(given.content, given.output), given.json)
