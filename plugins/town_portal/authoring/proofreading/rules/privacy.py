"""Rules that keep numbers of private persons and harmful links off the portal."""

import re
from urllib.parse import unquote

from town_portal.authoring.proofreading.models import Proofreading
from town_portal.authoring.proofreading.rule import Found, Rule
from town_portal.authoring.proofreading.text import ProofText

_LONG_NUMBER = re.compile(r"\d(?:[ .)-]{0,2}\d){8}")
_MOBILE = re.compile(
    r"(?<![\w.,/+-])(?:\(?\+?84\)?|\(?0)[ .-]?(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\)?"
    r"(?:[ .)-]{0,2}\d){7}(?![\w/]|[.,-]\d)"
)
_SERVICE = re.compile(
    r"đường dây nóng|hotline|tổng đài|số trực|trực ban|trực 24|khẩn cấp|cấp cứu|cứu hộ|cứu nạn"
    r"|tố giác|chăm sóc khách hàng|(?:điện thoại|số máy|di động|số)"
    r" (?:của )?(?:cơ quan|văn phòng|công vụ)",
    re.IGNORECASE,
)
"""Says of a number that it is no person's, also where one is named."""
_ACCOUNT = re.compile(r"(?:tài khoản|mã số|stk)[^,;]{0,25}$", re.IGNORECASE)
"""Says of a number that it is none of a telephone."""
_OFFICE = re.compile(
    r"cơ quan|văn phòng|bộ phận|trung tâm|trạm|ban chỉ huy|ban chỉ đạo|ban quản lý|công an|ubnd"
    r"|ủy ban|uỷ ban|phòng \w+|trường|bệnh viện|hợp tác xã|công ty|fax",
    re.IGNORECASE,
)
_RECEIVES = re.compile(r"tiếp nhận|phản ánh", re.IGNORECASE)
_CITIZEN = re.compile(
    r"(?:người|nhân|công|hộ) dân|bà con|cử tri|bạn đọc|độc giả|chủ hộ|gia đình|người nhà",
    re.IGNORECASE,
)
"""Before a word of receiving it tells who reports: the number may be that citizen's own."""
_PERSON = re.compile(
    r"\b(?i:ông|bà|anh|chị|em|cháu|cô|chú|bác|đồng chí|đ/c|bạn|cụ|thầy)\s+(?=[A-ZĐÀ-Ỹ])"
)
_ID_12 = re.compile(
    r"(?<![\w.,/+-])0(?:[0-8]\d|9[0-6])[ .]?[0-3]\d{2}[ .]?\d{3}[ .]?\d{3}(?![\w/]|[.,-]\d)"
)
_ID_9 = re.compile(r"(?<![\w.,/+-])\d{3} ?\d{3} ?\d{3}(?![\w/]|[ .,-]\d)")
_SHORT_NUMBERS = re.compile(r"11[1-9](?: 11[1-9])*")
"""National numbers one after the other (111 children, 112 rescue, 113 police, 114 fire …)."""
_ID_WORDS = re.compile(
    r"cmnd|cmtnd|cccd|chứng minh (?:thư|nhân dân)|căn cước|định danh|giấy tờ tùy thân|hộ chiếu",
    re.IGNORECASE,
)
_NO_ID = re.compile(r"tài khoản|mã vạch|mã hồ sơ|mã đơn|mã số|stk|số serial|seri", re.IGNORECASE)
_NEAR = 90
"""So many letters before a number are looked at, within its sentence."""
_SENTENCE = re.compile(r"[.!?;]\s|(?<![:\n])\n(?:\f|[ \t]*\n)")
"""Where a sentence, an item or a paragraph ends; what ends in a colon goes on."""


def _get_sentence_before(words: str, place: int) -> str:
    """Return what stands before a place in the same sentence."""
    near = words[max(0, place - _NEAR) : place]
    ends = [match.end() for match in _SENTENCE.finditer(near)]
    return near[ends[-1] :] if ends else near


def private_numbers(text: ProofText) -> Found:
    """Yield mobile numbers that no office is named for."""
    words = text.prose.text
    if not _LONG_NUMBER.search(words):
        return
    for match in _MOBILE.finditer(words):
        near = _get_sentence_before(words, match.start())
        if _is_of_office(near, words[match.end() : match.end() + _NEAR]):
            continue
        yield text.spot(
            match.span(),
            f"“{match[0].strip()}” giống số di động của một người; hãy bỏ, hoặc thay bằng số "
            "của cơ quan và ghi rõ là số của cơ quan nào",
        )


def _is_of_office(near: str, behind: str) -> bool:
    """Tell whether the words around a number say that it is not a private one."""
    if _SERVICE.match(behind.lstrip(" (–-")):
        return True
    if _ACCOUNT.search(near):
        return True
    persons = list(_PERSON.finditer(near))
    if not persons:
        return bool(_SERVICE.search(near) or _OFFICE.search(near) or _is_receiving(near))
    return bool(_SERVICE.search(near, persons[-1].start()))


def _is_receiving(near: str) -> bool:
    """Tell whether somebody receives reports there, and not a citizen makes one."""
    found = _RECEIVES.search(near)
    return bool(found and not _CITIZEN.search(near, 0, found.start()))


def private_papers(text: ProofText) -> Found:
    """Yield what looks like the number of somebody's identity card."""
    words = text.prose.text
    if not _LONG_NUMBER.search(words):
        return
    for pattern, needs_word in ((_ID_12, False), (_ID_9, True)):
        for match in pattern.finditer(words):
            near = _get_sentence_before(words, match.start())
            if _SHORT_NUMBERS.fullmatch(match[0]):
                continue
            if not _ID_WORDS.search(near) and (needs_word or _NO_ID.search(near)):
                continue
            yield text.spot(
                match.span(),
                f"“{match[0].strip()}” giống số căn cước hoặc chứng minh nhân dân của một "
                "người; hãy bỏ hoặc che bớt, ví dụ 038***1234",
            )


_BAD_WORDS = (
    *("casino", "nhacai", "cacuoc", "cadobongda", "danhbac", "taixiu", "keonhacai", "tylekeo"),
    *("soikeo", "lodeonline", "gamebai", "gamedoithuong", "nohu", "banca", "xocdia", "bongdacuoc"),
    *("phimsex", "phimcapba", "porn", "xxx", "hentai", "gaigoi"),
)
"""What a part of a domain's name says of it, with or without hyphens."""
_LONG = 6
"""From so many letters on such a word tells inside a longer one too; a short one stands alone."""
_BETTING = re.compile(r"bet\d{2,}|[a-z]*\d{2,}(?:bet|win)[a-z]{0,2}\d*")
_FALSE_GOV = re.compile(r"(?:^|[.-])gov[.-]?vn(?:[.-]|$)")
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#\\]*@)?([^/?#:\\]+)", re.IGNORECASE)


def get_host(address: str) -> str:
    """Return the host that an address leads to, as a browser reads it; empty without one."""
    whole = address if "//" in address else f"//{address}"
    match = _HOST.match(whole)
    return unquote(match[1]).lower().rstrip(".") if match else ""


def _is_below(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def explain_blocked(host: str, town: Proofreading) -> str:
    """Return why a host must not be linked, in Vietnamese; empty when it may be."""
    if not host or _is_below(host, town.allowed_domains):
        return ""
    if _is_below(host, town.blocked_domains):
        return "có trong danh sách chặn của cổng"
    if _FALSE_GOV.search(host) and not host.endswith(".gov.vn") and host != "gov.vn":
        return "giả làm trang của cơ quan nhà nước (tên miền không thuộc .gov.vn)"
    names = host.split(".")[:-1]
    if any(map(_is_bad, names)):
        return "có tên của trang cờ bạc hoặc nội dung đồi trụy"
    return ""


def _is_bad(name: str) -> bool:
    whole = name.replace("-", "")
    if _BETTING.fullmatch(whole):
        return True
    parts = {*name.split("-"), whole}
    return any(word in parts or (len(word) >= _LONG and word in whole) for word in _BAD_WORDS)


def blocked_links(text: ProofText) -> Found:
    """Yield the links to domains that must not be linked."""
    for address, line in text.addresses:
        host = get_host(address)
        why = explain_blocked(host, text.town)
        if why:
            yield line, f"liên kết tới “{host}” {why}; hãy bỏ liên kết này"


RULES = (
    Rule(
        "so-dien-thoai-rieng",
        "must",
        "Số điện thoại riêng của một người",
        "Số di động của một người là dữ liệu cá nhân; đăng lên là bị quấy rối, lừa đảo. Số máy "
        "bàn, đường dây nóng, số của cơ quan thì đăng được; với số di động của cơ quan hãy ghi rõ, "
        "ví dụ “Đường dây nóng của Công an phường: …”. Người ấy đã đồng ý thì ghi waive kèm lý do.",
        "Chi tiết liên hệ chị Hoa: 0900 000 000",
        "Chi tiết liên hệ Văn phòng UBND phường (số máy bàn)",
        private_numbers,
    ),
    Rule(
        "so-giay-to-rieng",
        "must",
        "Số căn cước, chứng minh nhân dân",
        "Số giấy tờ của một người không được đăng công khai. Danh sách cần phân biệt người trùng "
        "tên thì dùng năm sinh hoặc che bớt số.",
        "Ông A, số căn cước 038 0xx xxx xxx (ghi đủ 12 số)",
        "Ông A, sinh năm 1975",
        private_papers,
    ),
    Rule(
        "lien-ket-bi-chan",
        "must",
        "Liên kết tới trang bị chặn",
        "Cổng của cơ quan nhà nước không dẫn tới trang cờ bạc, đồi trụy, trang giả tên miền "
        ".gov.vn. Tên miền chặn thêm hoặc luôn cho phép ghi ở bảng Soát lỗi của bàn soạn tin "
        "(blocked_domains, allowed_domains trong content/data/proofreading.yaml).",
        "[xem tại đây](https://nha-cai.example/)",
        "[xem tại đây](https://chinhphu.vn/)",
        blocked_links,
    ),
)
