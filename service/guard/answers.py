"""Answers of the public doors: JSON, and errors with a code for programs, a sentence for people."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse


class RequestRefused(Exception):
    """Why a request is not answered: HTTP status, code, Vietnamese sentence, faults by field."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        fields: Mapping[str, str] | None = None,
        wait: int = 0,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.message = status, code, message
        self.fields, self.wait = dict(fields or {}), wait

    def answer(self) -> HttpResponse:
        """Return it as an answer."""
        body: dict[str, Any] = {"error": self.code, "message": self.message}
        if self.fields:
            body["fields"] = self.fields
        answer = data(body, self.status)
        if self.wait:
            answer.headers["Retry-After"] = str(self.wait)
        return answer


def too_often(wait: int) -> RequestRefused:
    """Return the answer to somebody who came too often."""
    minutes, hours = max(1, round(wait / 60)), round(wait / 3600)
    later = f"{hours} giờ" if hours > 1 else f"{minutes} phút"
    message = f"Ông/bà gửi quá nhiều lần. Xin thử lại sau {later}."
    return RequestRefused(429, "too-often", message, wait=wait)


def too_large() -> RequestRefused:
    """Return the answer to a body that is too large."""
    return RequestRefused(413, "size", "Nội dung gửi lên quá dài.")


def wrong_captcha() -> RequestRefused:
    """Return the answer to a captcha that does not hold."""
    return RequestRefused(409, "captcha", "Mã xác thực không đúng.")


def no_address(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Answer about an address that the service does not have."""
    return RequestRefused(404, "address", "Dịch vụ không có địa chỉ này.").answer()


def wrong_request(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - the same
    """Answer a request that Django does not take."""
    return RequestRefused(400, "request", "Yêu cầu không đúng.").answer()


def failed(_request: HttpRequest) -> HttpResponse:
    """Answer after a fault of our own."""
    return RequestRefused(500, "fault", "Dịch vụ gặp lỗi, xin thử lại sau.").answer()


def no_page() -> RequestRefused:
    """Return the answer about a page that the site does not have."""
    return RequestRefused(404, "page", "Cổng thông tin không có trang này.")


def data(body: Mapping[str, Any], status: int = 200, max_age: int = 0) -> HttpResponse:
    """Return JSON that caches keep for `max_age` seconds, 0 for not at all."""
    answer = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    kept = f"public, max-age={max_age}" if max_age else "no-store"
    answer.headers["Cache-Control"] = kept
    return answer
