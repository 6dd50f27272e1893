"""What the preview adds to pages on their way to the browser, and pages of its own."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

TITLE = "Còn lỗi cần sửa – cổng đang giữ bản tốt gần nhất"
FIRST_TITLE = "Chưa dựng được trang"
ADVICE = "Hãy sửa những chỗ dưới đây rồi lưu lại. Trang này sẽ tự cập nhật."
NO_REASON = "Chương trình dựng trang dừng mà không nói lý do. Hãy xem cửa sổ dòng lệnh."

NOT_FOUND = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Không tìm thấy trang</title>
</head>
<body>
<main>
<h1>Không tìm thấy trang</h1>
<p>Địa chỉ này không có trong cổng thông tin.</p>
</main>
</body>
</html>
"""

FAULTS = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/_serve/faults.css">
</head>
<body>
<main id="serve-faults" class="serve-faults--alone" role="alert">
<h1>{title}</h1>
<p>{advice}</p>
<ol>
{items}
</ol>
</main>
</body>
</html>
"""


def add_script(page: bytes, site: int) -> bytes:
    """Give the page with the reloading script before its last `</body>`, else at its end."""
    script = f'<script src="/_serve/reload.js" data-site="{site}" defer></script>'.encode()
    place = page.lower().rfind(b"</body>")
    if place < 0:
        place = len(page)
    return page[:place] + script + page[place:]


def render_faults_page(faults: Sequence[str]) -> bytes:
    """Give the page that stands for every address while there was no good build."""
    items = "\n".join(f"<li>{escape(fault)}</li>" for fault in faults)
    return FAULTS.format(title=FIRST_TITLE, advice=ADVICE, items=items).encode()
