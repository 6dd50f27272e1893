"""The rules about words: each finds what is planted for it, and leaves alone what looks like it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.sites.build_site import ROOT
from town_portal.authoring.proofreading.models import Proofreading
from town_portal.authoring.proofreading.names import NameIndex
from town_portal.authoring.proofreading.prose import extract_words, list_addresses
from town_portal.authoring.proofreading.rule import LEVELS
from town_portal.authoring.proofreading.rules import RULES, apply_rules
from town_portal.authoring.proofreading.text import ProofText, TextProse

LONG = "Một tiêu đề rất dài " * 7
TOWN = Proofreading(
    blocked_domains=("xau.example",),
    allowed_domains=("tot-casino.example",),
    abbreviations=("TDP",),
    words=("rưt", "Sáng tao"),
)
NAMES = NameIndex.of(("Mẫu Giữa", "Lê Đình Mẫu"))


def texts(*bodies: str) -> tuple[ProofText, ...]:
    """Give a text of each body."""
    return tuple(map(text, bodies))


def text(body: str, **fields: object) -> ProofText:
    """Give a text of this body, in Markdown, published on a Monday."""
    given = {"title": "Tiêu đề", "summary": "Tóm tắt.", "day": date(2020, 12, 14), "town": TOWN}
    prose = TextProse.of([(1, extract_words(body))])
    return ProofText(prose=prose, addresses=tuple(list_addresses(body)), **given | fields)  # type: ignore[arg-type]


def found(given: ProofText) -> list[str]:
    """Give the rules that find something."""
    return [finding.rule for finding in apply_rules(given)]


MEANT = "Ủy ban nhân dân phường thông báo lịch nghỉ lễ Quốc khánh cho nhân dân được biết"
TCVN3 = "Uû ban nh©n d©n ph­êng th«ng b¸o lÞch nghØ lÔ Quèc kh¸nh cho nh©n d©n ®­îc biÕt"
VNI = "UÛy ban nhaân daân phöôøng thoâng baùo lòch nghæ leã Quoác khaùnh cho nhaân daân ñöôïc bieát"

PLANTED: Mapping[str, tuple[ProofText, ...]] = {
    "so-dien-thoai-rieng": texts(
        "Liên hệ chị Nguyễn Thị Mẫu: 0912 345 678.",
        "Ai nhặt được xin gọi 0987654321.",
        "Ông Lê Mẫu, Văn phòng UBND phường, điện thoại 0356.789.012",
        "Số máy +84 912 345 678 của anh Mẫu",
        "Trạm Y tế phường mở cửa. Bà Mẫu: (0912) 345 678",
        "[Gọi](tel:0912345678)",
        "Người dân phản ánh điểm rác tồn đọng qua số 0912 345 678.",
    ),
    "so-giay-to-rieng": texts(
        "Ông A, số căn cước 038201001234, trú tại tổ 3.",
        "Danh sách: 042 301 001 234",
        "mã số định danh 042301001234",
        "Bà B, CMND số 183456789 cấp năm 2010",
    ),
    "lien-ket-bi-chan": texts(
        "[xem](https://nha-cai.example/a)",
        "Xem www.casino-vui.example",
        "<https://abc88bet.example>",
        "[a](https://hatinh-gov.vn.example/)",
        "[a](https://dichvucong-gov.vn/)",
        "[a](https://gov.vn@xau.example/)",
        "[a](https://www.XAU.example:8080/a)",
        "[a](//tin.xau.example./)",
        "[a](https:&#47;&#47;xau.example/)",
    ),
    "tu-hay-nham": texts(
        "tiếp tục cũng cố và phát huy",
        "đã cũng\ncố nền nếp",
        "TIẾP TỤC CŨNG CỐ",
        "đi thăm quan",
        "tăng năng xuất",
    ),
    "am-tiet-la": texts(
        *("mọi nguời dân", "đựơc khen", "đã thànhf công", "hòan thành", "một kêt quả"),
        *("không thễ đi", "đã dduwowjc", "các nguowif dân", "nêu tráchnhiệm", "đã duoc khen"),
    ),
    "bang-ma-cu": texts(TCVN3, VNI),
    "dat-dau-hai-kieu": texts(
        "ủy quyền và uỷ nhiệm", "hòa nhịp, hoà nhịp, hòa vào", "Ủy ban làm thuỷ lợi"
    ),
    "dau-roi": (text("a", decomposed=3),),
    "viet-tat-chua-giai": texts(
        "công tác CCHC của phường",
        "đồng chí A – UVBTV, Phó Chủ tịch",
        "phát triển KT-XH",
        "gồm BTV, BCH, CCHC",
    ),
    "gach-ten-chuc-danh": texts(
        "đồng chí Lê Văn Mẫu - Chủ tịch UBND; đồng chí Lê Thị Mẫu – Phó Chủ tịch UBND",
    ),
    "tieu-de-chu-hoa": (text("a", title="THÔNG BÁO LỊCH TIẾP DÂN"),),
    "tieu-de-qua-dai": (text("a", title=LONG),),
    "bai-thieu-tom-tat": (text("a", summary=" "),),
    "thu-sai-ngay": texts(
        "Sáng thứ Ba, ngày 14/12/2020, phường họp.",
        "sáng thứ 6 (14/12/2020)",
        "ngày 14/12/2020 (Chủ nhật)",
        "thứ Tư ngày 14 tháng 12 năm 2020",
        "thứ Sáu, 14/12",
        "thứ Bảy, 03/01",
    ),
    "kieu-so": texts(
        "tổng vốn 2,000 tỷ đồng",
        "vượt 0.25% kế hoạch",
        "thu 1,250,000 đồng",
        "gần 12500 người",
        "rộng 3.5 ha",
    ),
    "tu-sai-dau": texts(
        *("dự hội nghi sơ kết", "Báo cao của xã", "bổ xung hồ sơ", "Chương trình sẻ tổ chức"),
        *("lực lượng tham ra chữa cháy", "việc sử\nlý rác", "luôn sẵn xàng", "chia xẻ khó khăn"),
    ),
    "ten-sai-chinh-ta": (
        text("thị xã Mẫu Giửa mở hội", names=NAMES),
        text("Ông Lê Đinh Mẫu, Trưởng phòng", names=NAMES),
    ),
    "ten-nguoi-hai-kieu": texts("Đồng chí Trần Đình Mẫu nói. Đồng chí Trần Đinh Mẫu đáp."),
    "viet-hoa-chuc-danh": texts(
        "theo ủy ban nhân dân phường",
        "Sở nội vụ kiểm tra",
        "Chủ Tịch UBND phường",
        "dự có phó chủ tịch UBND phường",
        "mời giám đốc Lê Văn Mẫu",
        "do Ủy ban Nhân dân tổ chức",
        "căn cứ Luật đất đai",
        "Tết nguyên đán vui",
        "do Phòng văn hóa chủ trì",
    ),
    "tu-lap": texts(
        "nghị quyết của của Đảng bộ", "thi kéo kéo co", "phường yêu cầu yêu cầu báo cáo"
    ),
    "khoang-trang-dau-cau": texts(
        *("các phòng , ban", "các phòng,ban", "xong việc .\nSau đó", "xong việc.Sau đó"),
        *("các hộ,, các tổ", "xong. . Sau đó", "bộ môn( Hóa)", "các hộ ( cả nước)"),
    ),
    "ngoac-chua-dong": texts("Ông nói: “Vui quá.\n\nSau đó họp.", "các hộ (cả tổ 3.", 'nói "vui'),
    "don-vi-do": texts("dài 2,5 Km", "10 Kg gạo", "nóng 37 0C"),
    "tong-khong-khop": texts(
        "có 15 đồng chí, trong đó có 8 nam và 9 nữ", "rộng 3,8 ha, gồm 2,5 ha lúa và 1,9 ha vườn"
    ),
    "viet-tat-sai": texts("do UBNB phường", "kỳ họp HDND", "số 168/2024/NĐ-PC"),
    "ngay-khong-co": texts("hạn ngày 31/11", "từ 01/11 đến 31/11", "30 tháng 2 năm 2020"),
    "gio-khong-co": texts("lúc 25 giờ", "từ 7h75", "26h ngày 12/8", "8 giờ 60 phút"),
    "phan-lon-hon-tong": texts("có 120/100 hộ đăng ký", "đạt 110% số hộ"),
    "dau-phan-tram": (text("tăng 5%, giảm 3 %, còn 2%"),),
    "mien-quy-tac-la": (text("a", waived={"khong-co": 5}),),
}


@pytest.mark.parametrize(
    ("rule", "given"), [(rule, item) for rule, texts in PLANTED.items() for item in texts]
)
def test_what_is_planted_is_found(rule: str, given: ProofText) -> None:
    """By its rule and by no other, once, with an excuse that answers it."""
    assert {*found(given)} == {rule}
    if rule != "mien-quy-tac-la":
        assert found(replace(given, waived={rule: 1})) == []


PHOTOGRAPHS = {rule for rule in RULES if rule.startswith("anh-")} | {"trang-qua-nang"}


def test_each_rule_has_something_planted_for_it() -> None:
    """A rule that is added without a planted mistake is noticed; photographs have a test apart."""
    assert {*PLANTED} == {*RULES} - PHOTOGRAPHS


@pytest.mark.parametrize(
    "body",
    [
        "Đường dây nóng của Công an phường: 0912 345 678",
        "Đường dây nóng:\n\n- 0912 345 678",
        "Nơi tiếp nhận phản ánh của người dân: 0912 345 678",
        "| Trạm Y tế | 0912 345 678 |\n| --- | --- |",
        "Ông Lê Mẫu (số điện thoại cơ quan 0912345678)",
        "số máy 0239 3835 555, tổng đài 1900 1234, tài khoản 0912345678",
        "mã hồ sơ 000123456789, hóa đơn 123456789012, tổng 123.456.789 đồng",
        "CMND của ông A; tổng 183 456 789 đồng",
        "Nghị định 30/2020/NĐ-CP ngày 05/3/2020, số 0912345678/TB-UBND",
        "https://tibet24.example https://www.essex.example https://hatinh.gov.vn",
        "[a](https://tot-casino.example/) https://khongxau.example https://xau.example.gov.vn",
        "chúng tôi cũng cố gắng; phòng chống cháy nổ lực lượng tại chỗ; phong trào mừng Đảng",
        "trên địa bàn hoàn thành; chủ trương trình Hội đồng; lãi suất hiện nay; để giành giải",
        "họp ở Củ Chi, bà Hoàng Thiện; tiêu chuẩn đoàn viên; hồ sơ xuất khẩu; giới thiệu sơ bộ",
        "người Ê Đê, Xơ Đăng, Krông Pắc; đàn t'rưng, vắc-xin, ôtô, café, km², 5 m³, website",
        "sáng tao là giống lúa; rưt là tên món; Rựt là tên làng, làng rựt có từ lâu",
        "quý khách, quỳ hoa; ông Thuý và bà Thúy; thúy",
        "TDP số 3; UBND, HĐND, TP; số 12/QĐ-UBND; COVID-19; thế kỷ XXI; HĐND-UBND",
        "cải cách hành chính (CCHC) tốt, CCHC cần giữ; BTV (Ban Thường vụ) và BTV",
        "QUYẾT ĐỊNH VỀ VIỆC KHEN THƯỞNG\n\nBAN HÀNH QUY CHẾ",
        "đồng chí Lê Văn Mẫu – Chủ tịch; kinh tế - xã hội; giai đoạn 2021–2030",
        "Sáng thứ Hai, ngày 14/12/2020; lần thứ ba (14/12/2020); năm thứ 2, 13/12",
        "thứ Năm, 31/12; thứ Sáu, 01/01; Chủ nhật, 20/12; ngày 14/12/2020 (thứ 2)",
        "thứ Sáu ngày 15/8 âm lịch",
        "2.000 tỷ; 0,25%; 12.500 người; 2,125 tỷ đồng; mục 1.2; phiên bản 4.0; ngày 14.12.2020",
        "năm 2020; số 12345; mã 12500; lúc 7.30; 10.000 người; 4.202,24 tỷ; 2,5 ha",
        "tăng 5%, giảm 3%; 0,25%",
        "ngày ngày, xanh xanh; đại biểu biểu quyết; thiết bị bị hỏng; tự do do dân; từ từ, dần dần",
        "trong 36 giờ, sau 48 giờ, 24/24 giờ, tăng từ 25 giờ lên 30 giờ; lúc 24 giờ; 7h30",
        "đạt 28/28 đại biểu, 98/100 hộ; 120/80 mmHg; dịp 20/11 học sinh; tăng 120% số hộ; 31/12",
        "các ủy ban nhân dân cấp xã; bí thư, chủ tịch các phường; Phó Chủ tịch UBND; phi chính phủ",
        "mã `a`, <b>chữ đậm</b>, H<sub>2</sub>, 5,5 ha; chờ đã...; Công ty ABC, tập đoàn KOMATSU",
        "hai bà Nguyễn Thị Hoa, Nguyễn Thị Hòa; Sở NN&PTNT, LĐ-TB&XH, GD&ĐT, VH,TT&DL",
        "mã `0912 345 678` và `cũng cố` trong ngoặc mã",
        "cơ quan quan tâm; công an xã xã hội hóa; anh anh em em; dần dần; của cải; sau bão",
        "Ông nói: “Vui quá.\n\n“Rồi sẽ vui hơn”. Hết; a) một; (“hai”)",
        "dài 2,5 km; 37 °C; 12 kWh; 15 đồng chí, gồm 8 nam và 7 nữ; v.v...; ngô, khoai, ...",
        "Luật này; theo Luật Đất đai; tết Nguyên đán; phòng kinh tế; các sở, ngành; UBKT, HĐTV",
        "website, internet, video, marketing, livestream, smartphone, the best of us; xe container",
        "dùng chat, form, tax; dùng car để đi; thuê of làm tên",
    ],
)
def test_what_looks_like_a_mistake_is_left_alone(body: str) -> None:
    """Lookalikes of every rule give no finding."""
    assert [str(finding) for finding in apply_rules(text(body))] == []


def test_a_finding_says_where_what_and_which_rule() -> None:
    """It is a line for staff: file, line, level, sentence, the name for the waiver."""
    (finding,) = apply_rules(text("Mở đầu.\n\nCần *cũng cố* thêm."), "bai.md")
    assert str(finding) == (
        "bai.md:3: Nên sửa: “cũng cố” có lẽ phải là “củng cố”: “củng” chỉ dùng trong “củng cố”; "
        "“cũng” là từ nối, như “cũng vậy” [tu-hay-nham]"
    )
    (must,) = apply_rules(text("chị Mẫu: 0912345678"), "bai.md")
    assert str(must).startswith("bai.md:1: Bắt buộc: “0912345678” giống số di động")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Về cải cách hành chính. Công tác CCHC tốt.", "hãy viết “cải cách hành chính (CCHC)”"),
        ("mọi nguời", "có phải ý là “người”?"),
        (
            "Chi 1.250.000 đồng, gồm 800.000 đồng mua sách và 600.000,5 đồng mua vở.",
            "các phần cộng lại là 1.400.000,5, tổng ghi 1.250.000;",
        ),
    ],
)
def test_what_was_meant_is_told(body: str, words: str) -> None:
    """The nearest syllable, how to introduce a short form, what parts come to."""
    (finding,) = apply_rules(text(body))
    assert words in finding.sentence


@pytest.mark.parametrize("title", ["a" * 120, "UBND HĐND", "Phường ABC"])
def test_limits_are_not_yet_too_much(title: str) -> None:
    """120 letters are no long title, two capital words are no title in capitals; nor is a quote."""
    assert found(text("a", title=title)) == []
    assert found(replace(text("a", title=LONG), is_quoted=True)) == []


README = Path(__file__).parents[2] / "plugins/town_portal/authoring/proofreading/README.md"


def test_the_readme_lists_the_rules_and_the_modules() -> None:
    """Both tables are those of the code."""
    written = README.read_text(encoding="utf-8")
    rows = [line for line in written.splitlines() if line.startswith("| `")]
    rules = [
        f"| `{item.id}` | {LEVELS[item.level].lower()} | {item.title} |" for item in RULES.values()
    ]
    assert [row for row in rows if row in rules] == rules
    modules = {path.name for path in README.parent.glob("*.py")} - {"__init__.py"}
    named = {row.split("`")[1] for row in rows if row not in rules}
    assert named == modules | {"rules/", "language/"}


def test_what_is_to_be_done_names_the_forms_own_labels() -> None:
    """Whoever writes in the browser finds the field by the words of the sentence."""
    labels = (ROOT / "plugins/town_portal/authoring/editing/labels.yaml").read_text("utf-8")
    sentences = [rule.sentence for rule in apply_rules(text("CCHC và ngừoi", summary=""))]
    said = " ".join((*sentences, *(rule.why for rule in RULES.values())))
    for label in ("Tóm tắt", "Từ viết đúng", "Chữ tắt ai cũng hiểu", "Chỗ cố ý để khác quy tắc"):
        assert label in labels
        assert f"mục {label}".lower() in said.lower()


@pytest.mark.parametrize(("encoding", "body"), [("TCVN3", TCVN3), ("VNI", VNI)])
def test_an_old_encoding_is_told_once(encoding: str, body: str) -> None:
    """Not syllable by syllable, but with what the first line means and what to do."""
    given = text(f"Một đoạn viết bằng Unicode, ai cũng đọc được.\n\n{body}\n\n{body}")
    (finding,) = apply_rules(given)
    assert (finding.rule, finding.line) == ("bang-ma-cu", 3)
    assert f"bảng mã cũ {encoding} nên" in finding.sentence
    assert MEANT.casefold()[2:] in finding.sentence.casefold()
    assert "Nhập từ Word" in finding.sentence
