"""Pages that say why a request was refused; a script of the editor gets the sentence as JSON."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

NO_TOKEN = (
    "Trang này mở đã lâu hoặc không phải do bàn soạn tin gửi. Hãy tải lại trang rồi làm lại; chữ "
    "đang viết vẫn còn trong trình duyệt."
)
FORBIDDEN = "Tài khoản của bạn không được làm việc này. Hãy nhờ người quản trị cấp thêm vai trò."
NOT_FOUND = "Không có trang này; có thể bài đã được đổi tên hoặc đã xóa."
FAILED = "Chương trình gặp lỗi khi làm việc này; chưa tệp nào bị mất. Hãy thử lại sau ít phút."
BAD_REQUEST = "Yêu cầu gửi lên không đọc được. Hãy tải lại trang rồi làm lại."


def refuse(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    """Return a refusal with an HTTP status: a page, or JSON where a script asked."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": sentence}, status=status)
    context = {"title": title, "sentence": sentence}
    return render(request, "newsroom/refusal.html", context, status=status)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form without the token of its own page (CSRF)."""
    del reason
    response = refuse(request, 403, "Chưa nhận được", NO_TOKEN)
    response.headers["X-Fresh-Token"] = reverse("fresh_token")
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Refuse a request that cannot be read."""
    del exception
    return refuse(request, 400, "Yêu cầu không đọc được", BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Refuse what the user's roles do not allow."""
    del exception
    return refuse(request, 403, "Không được phép", FORBIDDEN)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Say that there is no such page or text."""
    del exception
    return refuse(request, 404, "Không tìm thấy trang", NOT_FOUND)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the program failed."""
    return refuse(request, 500, "Lỗi chương trình", FAILED)
