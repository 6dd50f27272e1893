"""Letters as the forms send them, and the pages on which the forms stand."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.service.client import Answer, Client
    from tests.service.running import Service

ASK, INFORMATION = "/hoi-dap/gui/", "/tiep-can-thong-tin/"
DRAFT, OVER = "/gop-y-du-thao/quy-che/", "/gop-y-du-thao/cu/"
PAGES = {"question": ASK, "information": INFORMATION, "draft": DRAFT}
_numbers = count()


def letter(solved: str, /, **changed: Any) -> dict[str, Any]:
    """Return a question as the form sends it."""
    return {
        "kind": "question",
        "about": None,
        "name": "Trần Thị Bình",
        "contact": "binh@example.vn",
        "text": "Đèn đường ở tổ dân phố 3 bao giờ được sửa?",
        "consent": True,
        "captcha": solved,
        "website": "",
        **changed,
    }


def posted(service: Service, client: Client | None = None, **more: Any) -> Answer:
    """Send a letter with a captcha that cost nothing, from a network of its own."""
    number = next(_numbers)
    asked = client or service.reader(f"203.{number // 200 + 100}.{number % 200}.9")
    page = more.get("about") or PAGES.get(more.get("kind", "question"), ASK)
    return asked.call("POST", "/v1/letters", letter(service.mint.made("letter", page), **more))


def sent(service: Service, **more: Any) -> str:
    """Send a letter and return its receipt."""
    answer = posted(service, **more)
    assert answer.status == 202, answer.text
    return str(answer.json["receipt"])


def mine(service: Service, receipt: str, method: str = "GET") -> Any:
    """Return what the writer is told about a letter."""
    reader = service.reader("203.0.113.98")
    answer = reader.call(method, "/v1/letters/mine", headers={"X-Receipt": receipt})
    assert answer.status in {200, 202}, answer.text
    return answer.json
