"""What can be wrong with a live site, in words for who looks after it. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass

FAULT = "fault"
NOTE = "note"
SHORT = 200
"""Letters of a passage that are shown."""

# What is to be done about each kind of finding; the report's schema names the kinds.
ADVICE = {
    "changed": "Chạy python3 tasks.py restore để đặt lại bản đã ký; giữ bản bị sửa làm bằng chứng.",
    "missing": "Chạy python3 tasks.py restore, rồi xem nhật ký máy chủ để biết ai đã xóa.",
    "status": "Xem nhật ký lỗi và cấu hình máy chủ; nếu không tự hết thì chạy python3 tasks.py "
    "restore.",
    "type": "Sửa cấu hình kiểu tệp (Content-Type) ở máy chủ theo tệp mẫu của cổng.",
    "redirect": "Tìm lệnh chuyển hướng lạ trong cấu hình máy chủ, .htaccess, web.config; đặt lại "
    "bằng python3 tasks.py restore.",
    "extra": "Xóa trang này ở máy chủ, tìm xem nó được đưa lên bằng cách nào, rồi báo đơn vị ứng "
    "cứu sự cố.",
    "outside-link": "Không mở liên kết này. Đặt lại trang bằng python3 tasks.py restore.",
    "script": "Đặt lại trang bằng python3 tasks.py restore; nếu nhà cung cấp tự chèn thì tắt tính "
    "năng ấy.",
    "cloaked": "Đây là cách giấu liên kết cờ bạc: tìm mã lạ trong cấu hình máy chủ, đổi mật khẩu "
    "quản trị, báo đơn vị ứng cứu sự cố.",
    "certificate": "Gia hạn hoặc cài lại chứng thư, kèm chứng thư trung gian.",
    "rules": "Máy chủ còn dùng quy tắc cũ: chép các tệp trong .output-public.state/hosting của máy "
    "đăng sang máy chủ rồi nạp lại (nginx -t && systemctl reload nginx, hoặc caddy reload).",
    "headers": "Dùng tệp cấu hình máy chủ mà cổng tạo sẵn; nơi không chỉnh được thì bỏ qua.",
    "manifest": "Đăng lại bằng python3 tasks.py publish; nếu không ai đăng, coi như cổng bị xâm "
    "nhập.",
    "age": "Chạy python3 tasks.py publish, hoặc bật publish-due.timer, để đăng bản mới; nếu vẫn "
    "đăng đều thì coi như cổng bị đặt lại bản cũ và chạy python3 tasks.py restore.",
    "rollback": "Hỏi xem có ai cố ý quay về bản cũ không; nếu không thì chạy python3 tasks.py "
    "restore.",
    "unreachable": "Xem máy chủ có quá tải hay chặn máy này không, rồi kiểm tra lại.",
    "listing": "Tắt việc liệt kê thư mục ở máy chủ (autoindex off, Options -Indexes); xóa tệp lạ.",
    "not-tried": "Không cần làm gì nếu máy chủ cố ý như vậy; kết quả phần này chưa đầy đủ. So cả "
    "những tệp này bằng python3 tasks.py restore --dry-run --to NƠI-ĐĂNG.",
}


@dataclass(frozen=True)
class SiteFinding:
    """One thing found: its kind (a key of ADVICE), where, what, and a passage that shows it.

    ``level`` is FAULT, or NOTE for what does not make the whole bad.
    """

    kind: str
    address: str
    what: str
    passage: str = ""
    level: str = FAULT

    @property
    def advice(self) -> str:
        """What is to be done about it."""
        return ADVICE[self.kind]

    def values(self) -> dict[str, str]:
        """Return it as the report for machines has it."""
        return {**asdict(self), "advice": self.advice}


BINARY = "nội dung không phải chữ"
_BEGIN = 1_024
_FEW = 10


def is_text(body: bytes) -> bool:
    """Tell whether an answer begins as text: few signs of it are no letters, none is a NUL."""
    begin = body[:_BEGIN].decode("utf-8", "replace")
    odd = sum(not (item.isprintable() or item.isspace()) or item == "\ufffd" for item in begin)
    return "\0" not in begin and odd * _FEW <= len(begin)


def quote_safely(text: str, limit: int = SHORT) -> str:
    """Return a stranger's text so that it is safe on a terminal: one line, nothing that acts."""
    line = " ".join(text.split())
    cut = line if len(line) <= limit else f"{line[: limit - 1]}…"
    return "".join(item if item.isprintable() else f"\\u{ord(item):04x}" for item in cut)
