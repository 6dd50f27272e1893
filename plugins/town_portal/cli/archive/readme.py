"""DOC-TRUOC.txt: what the archivist reads first. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from town_portal.core import dates
from town_portal.core.text import format_number, lower_first

SUMS = "SHA256SUMS.txt"
NAME = "DOC-TRUOC.txt"


@dataclass(frozen=True)
class About:
    """What a package is: which period, from which commit of the content, made when."""

    period: str
    commit: str
    made: datetime
    figures: Mapping[str, Any]


TEXT = """\
GÓI LƯU TRỮ: {portal}
Kỳ lưu trữ: {period}
{rule}

Số lượng: {articles} tin bài{days}, {kinds}{pages} trang thông tin.
Lập lúc {made} (giờ {zone}).
Phiên bản nội dung (mã commit Git): {commit}.
Địa chỉ của cổng khi lập: {address}.

TRONG GÓI CÓ GÌ

  trang/index.html   Toàn bộ trang, xem như trên mạng. Nhấp đúp tệp này để mở bằng trình duyệt;
                     không cần mạng, không cần cài gì.
  van-ban/           Mỗi bài, trang, văn bản, câu hỏi, dự thảo một tệp chữ (.txt, mã UTF-8): tên,
                     ngày, người viết hoặc cơ quan, số ký hiệu, nội dung, chú thích và lời tả ảnh.
  danh-muc.csv       Danh mục tất cả, mở bằng Excel hoặc LibreOffice. Ngày là ngày đăng của bài,
                     ngày ban hành của văn bản, ngày trả lời câu hỏi, ngày bắt đầu lấy ý kiến.
  {sums}     Mã kiểm tra SHA-256 của từng tệp.
  {name}      Tệp này.

Ô tìm kiếm, biểu mẫu bình luận và đánh giá không có trong gói; số lượt truy cập, điểm đánh giá,
bình luận là số liệu lúc lập gói. Trong gói cũng không có bản thảo, bài chờ duyệt và bài đã hết
hạn hiện trước lúc ấy. Liên kết tới bài ngoài kỳ lưu trữ dẫn tới địa chỉ trên mạng.

KIỂM TRA GÓI CÒN NGUYÊN VẸN

Trên Windows, kiểm tra mọi tệp: mở PowerShell trong thư mục này (giữ Shift, nhấp chuột phải, chọn
“Mở cửa sổ PowerShell tại đây”), dán cả đoạn sau rồi nhấn Enter. Nếu hiện “Tất cả đều đúng” thì
gói còn nguyên vẹn; tệp nào đã đổi hoặc thiếu thì hiện tên tệp ấy.

  $sai = 0
  Get-Content -Encoding UTF8 {sums} | ForEach-Object {{
    $ma, $tep = $_ -split '  ', 2
    $nay = (Get-FileHash -Algorithm SHA256 -LiteralPath $tep -ErrorAction SilentlyContinue).Hash
    if ($nay -ne $ma) {{ $sai++; "SAI HOẶC THIẾU: $tep" }}
  }}
  if ($sai -eq 0) {{ "Tất cả đều đúng" }}

Trên Windows, kiểm tra một tệp (so dòng hiện ra với dòng của tệp ấy trong {sums}):

  certutil -hashfile trang\\index.html SHA256

Trên Linux, kiểm tra mọi tệp:

  sha256sum --quiet -c {sums}

Không hiện gì nghĩa là gói còn nguyên vẹn. Mã kiểm tra của chính tệp .zip nằm trong tệp .zip.sha256
giao kèm.
"""


def write_readme(about: About) -> bytes:
    """Return the text as Notepad of every Windows shows it: UTF-8 with its mark, CRLF."""
    told = about.figures
    days = f" (từ {told['first']} đến {told['last']})" if told["first"] else ""
    kinds = told["kinds"].items()
    text = TEXT.format(
        portal=told["portal"],
        period=about.period,
        rule="=" * 60,
        articles=format_number(told["articles"]),
        pages=format_number(told["pages"]),
        kinds="".join(f"{format_number(count)} {lower_first(kind)}, " for kind, count in kinds),
        days=days,
        made=f"{dates.format_clock(about.made)} ngày {dates.format_day(about.made)}",
        zone=told["zone"],
        commit=about.commit or "không rõ, thư mục nội dung không nằm trong kho Git",
        address=told["address"] or "chưa ghi trong town.yaml",
        sums=SUMS,
        name=NAME,
    )
    return text.replace("\n", "\r\n").encode("utf-8-sig")
