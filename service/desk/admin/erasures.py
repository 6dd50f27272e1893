"""What readers ask to be erased, by the day until which they are to be answered."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse

from service.comments.models import Erasure
from service.desk.admin.filters import OpenFilter
from service.desk.admin.kinds import ErasureBase, OnlyLooking
from service.desk.erasing import erase_page
from service.desk.links import make_site_address
from service.desk.numbers import format_time_left
from service.desk.site import desk
from service.guard import clock


@admin.register(Erasure, site=desk)
class ErasureAdmin(OnlyLooking, ErasureBase):
    """The requests: open ones first, the next to be due at the top; done ones stay as a record."""

    list_filter = (OpenFilter,)
    ordering = (F("done").desc(nulls_first=True), "due")
    list_select_related = ("comment", "comment__parent")
    list_per_page = 50
    change_list_template = "desk/queue.html"
    actions = None
    fields = ("comment", "asked", "due", "done")

    def has_erase_permission(self, request: HttpRequest) -> bool:
        """Tell whether somebody may carry out what a reader asked for."""
        return request.user.has_perm("comments.change_erasure")

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        """Return the columns."""
        today, may = clock.get_today(), self.has_erase_permission(request)

        @admin.display(description="yêu cầu")
        def whole(erasure: Erasure) -> str:
            shown = {
                "erasure": erasure,
                "comment": erasure.comment,
                "url": make_site_address(erasure.comment.page),
                "left": format_time_left(erasure.due, today),
                "is_late": erasure.due < today,
                "may_erase": may,
            }
            return render_to_string("desk/erasure.html", shown)

        return (whole,)

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, the page that asks before erasing among them."""
        erase = self.admin_site.admin_view(self._erase)
        return [path("<int:number>/xoa/", erase, name="erase_asked"), *super().get_urls()]

    def _erase(self, request: HttpRequest, number: int) -> HttpResponse:
        if not self.has_erase_permission(request):
            raise PermissionDenied
        erasure = get_object_or_404(Erasure.objects.select_related("comment"), pk=number)
        back = reverse("admin:comments_erasure_changelist")
        return erase_page(request, erasure.comment, back, asked=True)
