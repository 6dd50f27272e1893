"""The pure parts: addresses, order, memory, what people read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from town_portal.core.system.walk import Stat
from town_portal.publishing import targets
from town_portal.publishing.deliver import messages, site, target_memory
from town_portal.publishing.deliver.address import (
    Folder,
    GitBranch,
    Remote,
    Server,
    Zip,
    parse_target,
)
from town_portal.publishing.deliver.faults import TargetRefused
from town_portal.publishing.deliver.plan import plan_delivery
from town_portal.publishing.deliver.program import Program
from town_portal.publishing.deliver.progress import DeliveryLines, format_megabytes, make_reporter
from town_portal.publishing.deliver.site import SiteFile, is_hashed
from town_portal.publishing.deliver.target import SentFiles

HERE = Path()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("/srv/www", Folder("/srv/www")),
        (r"D:\trang", Folder(r"D:\trang")),
        ("cong.ZIP", Zip("cong.ZIP")),
        ("./an@may", Folder("./an@may")),
        ("/srv/an@may", Folder("/srv/an@may")),
        ("an@may.gov.vn:/srv/cong", Server("an@may.gov.vn", "/srv/cong")),
        ("may:cong", Server("may", "cong")),
        ("ssh://an@may:2222/srv/c%20ng", Server("an@may", "/srv/c ng", 2222)),
        ("ssh://[::1]/srv", Server("::1", "/srv")),
        ("git+https://may/kho.git#trang", GitBranch("https://may/kho.git", "trang")),
        ("git+git@may:an/kho.git", GitBranch("git@may:an/kho.git", "gh-pages")),
        ("rclone:noi:www/cong", Remote("noi:www/cong")),
    ],
)
def test_a_target_is_known_by_how_it_is_written(text: str, address: object) -> None:
    """Each kind has its own way."""
    assert parse_target(text) == address


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Cách ghi"),
        ("ftp://may/www", "Cách ghi"),
        ("https://may/", "Cách ghi"),
        ("--delete", "Cách ghi"),
        ("ssh://may", "Cách ghi"),
        ("ssh://may:cong/x", "Cách ghi"),
        ("ssh://-oProxyCommand=x/y", "Cách ghi"),
        ("rclone:noi", "Cách ghi"),
        ("an@may.gov.vn", "thiếu :/thư/mục sau tên máy, ví dụ an@may.gov.vn:/srv/portal"),
        ("an@may/srv/www", "ví dụ an@may:/srv/portal"),
        ("git+--upload-pack=x", "Cách ghi"),
        ("git+https://may/kho.git#-x", "Cách ghi"),
        ("ssh://an:mk@may/x", "mật khẩu"),
        ("git+https://ma@may/kho.git", "mật khẩu"),
        ("rclone::sftp,host=may,pass=abc:www", "mật khẩu"),
    ],
)
def test_what_is_no_target_or_holds_a_secret_is_refused(text: str, said: str) -> None:
    """With how it is written, or where secrets belong."""
    with pytest.raises(TargetRefused, match=said):
        parse_target(text)


@pytest.mark.parametrize(
    ("path", "hashed"),
    [
        ("static/portal.0123456789.css", True),
        ("static/js/menu.f325e593ea.js.br", True),
        ("static/tim/tu.bin", False),
        ("2026/11/20/tin/anh-960.0123456789.webp", False),
        ("static/bao-cao.2026112012.0.css", False),
    ],
)
def test_only_assets_of_the_theme_stay_after_they_are_gone(path: str, hashed: bool) -> None:
    """A picture with a hash in its name is an article's, and goes with it."""
    assert is_hashed(path) is hashed


def test_files_go_in_the_order_in_which_they_need_each_other() -> None:
    """New pages before those that may lead there; the signature with the manifest."""
    names = [
        *("manifest.jsonl", "index.html", "index.html.br", "moi/index.html", "tin.atom"),
        *("anh.webp", "tim.json", ".htaccess", "manifest.jsonl.minisig", "sitemap.xml"),
    ]
    held = dict.fromkeys(["index.html", "index.html.br", "tin.atom", "sitemap.xml", "cu.html"], "x")
    found = plan_delivery({name: SiteFile("y", 1, HERE) for name in names}, held)
    assert found.phases == (
        (".htaccess", "anh.webp"),
        ("tim.json",),
        ("moi/index.html",),
        ("index.html", "index.html.br", "sitemap.xml", "tin.atom"),
        ("manifest.jsonl", "manifest.jsonl.minisig"),
    )
    assert (found.gone, found.files, found.size) == (("cu.html",), 10, 10)


def test_a_file_is_unknown_while_it_is_sent(tmp_path: Path) -> None:
    """A line that was cut short is as if never written; a whole delivery leaves one file."""
    known = target_memory.load_memory(tmp_path)
    assert known.is_new
    known.held = {"a": "1", "b": "1", "c": "1"}
    known.save()
    known.expect(["a", "b", "c", "d"])
    known.became("a", "2")
    known.became("c", None)
    known.close()
    with (tmp_path / "sent.jsonl").open("a") as journal:
        journal.write('["b", "2')
    again = target_memory.load_memory(tmp_path)
    assert (again.held, again.is_new) == ({"a": "2", "b": "", "d": ""}, False)
    again.save()
    assert [path.name for path in tmp_path.iterdir()] == ["held.json"]
    (tmp_path / "held.json").write_text("{")
    assert target_memory.load_memory(tmp_path).held == {}


def test_a_target_is_remembered_by_its_own_name(tmp_path: Path) -> None:
    """Two that look alike in a file's name are kept apart."""
    one, two = (
        targets.get_target_folder(tmp_path, item) for item in ("an@may:/srv/a", "an@may:/srv-a")
    )
    assert one != two
    assert one.name.startswith("an-may-srv-a-")


def test_digests_of_compressed_copies_follow_from_their_files() -> None:
    """Only what the manifest does not name must be read."""
    found = dict.fromkeys(["a.html", "a.html.br", "b.gz", "manifest.jsonl"])
    stats = {path: Stat(1, 1) for path in found}
    made, unknown = site.compute_digests(stats, {"a.html": "0" * 64}, True)
    assert made == {"a.html": "0" * 32, "a.html.br": "0" * 29 + ".br"}
    assert unknown == ["b.gz", "manifest.jsonl"]
    assert "a.html.br" not in site.compute_digests(stats, {"a.html": "0" * 64}, False)[0]


def test_what_would_change_and_what_went_up_is_told() -> None:
    """Not each of thousands of files; with how long it took until citizens saw it."""
    files = {f"{number}.html": SiteFile("y", 1_000, HERE) for number in range(1, 1_201)}
    text = messages.format_preview(
        "may:/srv", plan_delivery(files, {"1.html": "x", "cu.html": "x"})
    )
    assert text.startswith(
        "Xem thử, chưa ghi gì ở may:/srv: 1.199 tệp mới, 1 tệp đổi, 1 tệp sẽ xóa; cần gửi 1,2 MB.\n"
    )
    assert "  mới … và 1.179 tệp nữa\n" in text
    assert text.endswith("  đổi 1.html\n  xóa cu.html")
    change = plan_delivery({"a.html": SiteFile("y", 1_000, HERE)}, {"b.html": "x"})
    assert messages.format_done("may:/srv", change, SentFiles(1, 1_000), 2.34) == (
        "Đã đăng lên may:/srv: gửi 1 tệp (1,0 KB), xóa 1 tệp; "
        "công khai sau 2,3 giây kể từ lúc bắt đầu."
    )


def test_a_log_gets_a_line_each_few_seconds() -> None:
    """And none for what is quickly done."""
    stream, now = io.StringIO(), 0.0
    lines = DeliveryLines(stream, lambda: now)
    lines.start(3, 3_000_000)
    lines.step(1_000_000)
    now = 6.0
    lines.step(1_000_000)
    now = 60.0
    lines.step(1_000_000)
    lines.stop()
    assert stream.getvalue() == "Đã đưa lên 2/3 tệp, 2,0 MB/3,0 MB\n"
    assert isinstance(make_reporter(stream), DeliveryLines)
    assert format_megabytes(999) == "1,0 KB"


def test_a_program_ends_when_its_reader_is_interrupted() -> None:
    """Nothing of it is left at work."""
    lines: list[str] = []

    def take(line: str) -> None:
        lines.append(line)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Program("sh", ["sh", "-c", "echo 1; sleep 600; echo 2"]).lines(take)
    assert lines == ["1"]
