"""The page that asks before a comment is erased for good."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from service.comments.decide import erase_comment
from service.comments.models import Comment, Status
from service.desk.deciding import read_reason
from service.desk.links import make_site_address

ASKED = "Người viết yêu cầu"


def erase_page(request: HttpRequest, comment: Comment, back: str, *, asked: bool) -> HttpResponse:
    """Return the page that asks; a second time, posted, erase and go back to the list."""
    from service.desk.site import desk

    if comment.status == Status.ERASED:
        messages.warning(request, f"Bình luận số {comment.pk} đã xóa từ trước.")
        return redirect(back)
    if request.method == "POST":
        erase_comment(
            comment, request.user.get_username(), read_reason(request) or (ASKED if asked else "")
        )
        messages.success(request, f"Đã xóa vĩnh viễn bình luận số {comment.pk}.")
        return redirect(back)
    context = {
        **desk.each_context(request),
        "title": f"Xóa vĩnh viễn bình luận số {comment.pk}?",
        "comment": comment,
        "url": make_site_address(comment.page),
        "back": back,
        "asked": asked,
        "opts": comment._meta,
    }
    return TemplateResponse(request, "desk/erase.html", context)
