"""The queue: comments as they were written, approved or rejected, one by one or together."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, Value, When
from django.forms import CharField
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse

from service.comments.clean import strip_marks
from service.comments.models import Comment, Decision, Status
from service.desk import deciding
from service.desk.admin.filters import PageFilter, StatusFilter
from service.desk.admin.kinds import CommentBase, OnlyLooking
from service.desk.erasing import erase_page
from service.desk.links import make_site_address
from service.desk.site import desk

LIST = "admin:comments_comment_changelist"
Column = Callable[[Comment], str]


class DecisionForm(ActionForm):
    """What to do with the chosen comments, and why."""

    reason = CharField(
        label="Lý do từ chối (nếu cần):", required=False, max_length=deciding.REASON_LENGTH
    )


@admin.register(Comment, site=desk)
class CommentAdmin(OnlyLooking, CommentBase):
    """The list of comments: first those that wait, the one that has waited longest at the top."""

    list_filter = (StatusFilter, PageFilter)
    search_fields = ("plain", "=id")
    search_help_text = "Tìm theo số, tên, nội dung hoặc địa chỉ trang. Gõ không dấu cũng được."
    ordering = (
        Case(When(status=Status.PENDING, erasure=None, then=Value(0)), default=Value(1)),
        Case(When(status=Status.PENDING, erasure=None, then="at")),
        "-at",
    )
    list_select_related = ("parent", "erasure")
    list_per_page = 25
    actions = ("approve", "reject")
    action_form = DecisionForm
    change_list_template = "desk/queue.html"
    change_form_template = "desk/comment_page.html"
    fields = readonly_fields = ("whole", "decisions")

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Tell whether somebody may approve and reject."""
        return request.user.has_perm("comments.change_comment")

    def has_erase_permission(self, request: HttpRequest) -> bool:
        """Tell whether somebody may erase though nobody asked."""
        return request.user.has_perm("comments.delete_comment")

    @admin.action(description="Duyệt các bình luận đã chọn", permissions=["decide"])
    def approve(self, request: HttpRequest, queryset: "QuerySet[Comment]") -> None:
        """Approve the chosen comments."""
        deciding.decide_many(request, queryset, Status.APPROVED)

    @admin.action(description="Từ chối các bình luận đã chọn", permissions=["decide"])
    def reject(self, request: HttpRequest, queryset: "QuerySet[Comment]") -> None:
        """Reject the chosen comments."""
        deciding.decide_many(request, queryset, Status.REJECTED)

    def get_list_display(self, request: HttpRequest) -> tuple[Column, ...]:
        """Return the one column: the comment, and what may be done with it."""
        words, given = deciding.list_blocked_words(), self._rights(request)
        where = QueryDict(mutable=True)
        where["loc"] = request.GET.urlencode()

        @admin.display(description="bình luận")
        def whole(comment: Comment) -> str:
            shown = {**_build_shown(comment, words), **given, "where": where.urlencode()}
            return render_to_string("desk/comment.html", shown)

        return (whole,)

    @admin.display(description="bình luận")
    def whole(self, comment: Comment) -> str:
        """Return the comment as it stands on its own page."""
        return render_to_string(
            "desk/comment.html", _build_shown(comment, deciding.list_blocked_words())
        )

    @admin.display(description="các quyết định")
    def decisions(self, comment: Comment) -> str:
        """Return what was decided about the comment."""
        found = Decision.objects.filter(comment_number=comment.pk).order_by("-at", "-pk")
        return render_to_string("desk/decisions.html", {"decisions": found})

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Comment]", search_term: str
    ) -> "tuple[QuerySet[Comment], bool]":
        """Return the comments in which all words stand, with or without tones."""
        return super().get_search_results(request, queryset, strip_marks(search_term))

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, those of the two buttons among them."""
        approve = self._own(partial(self._decide, status=Status.APPROVED))
        reject = self._own(partial(self._decide, status=Status.REJECTED))
        return [
            path("<int:number>/duyet/", approve, name="approve"),
            path("<int:number>/tu-choi/", reject, name="reject"),
            path("<int:number>/xoa/", self._own(self._erase), name="erase"),
            *super().get_urls(),
        ]

    def _own(self, view: Callable[..., HttpResponse]) -> Callable[..., Any]:
        return self.admin_site.admin_view(view)

    def _decide(self, request: HttpRequest, number: int, *, status: Status) -> HttpResponse:
        if not self.has_decide_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        deciding.decide_one(request, get_object_or_404(Comment, pk=number), status)
        where = QueryDict(request.GET.get("loc", "")).urlencode()
        return redirect(f"{reverse(LIST)}{'?' if where else ''}{where}")

    def _erase(self, request: HttpRequest, number: int) -> HttpResponse:
        if not self.has_erase_permission(request):
            raise PermissionDenied
        comment = get_object_or_404(Comment, pk=number)
        return erase_page(request, comment, reverse(LIST), asked=hasattr(comment, "erasure"))

    def _rights(self, request: HttpRequest) -> dict[str, bool]:
        return {
            "may_decide": self.has_decide_permission(request),
            "may_erase": self.has_erase_permission(request),
        }

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Return the comment's own page, with the buttons that the user may press."""
        title = f"Bình luận số {context['original'].pk}"
        own = {"title": title, "subtitle": None, **self._rights(request)}
        return super().render_change_form(request, {**context, **own}, *args, **kwargs)


def _build_shown(comment: Comment, words: list[str]) -> dict[str, Any]:
    return {
        "comment": comment,
        "url": make_site_address(comment.page),
        "words": deciding.find_blocked_words(comment, words),
        "erasing": hasattr(comment, "erasure") and comment.status != Status.ERASED,
    }
