"""Who decided what: to be read, searched and kept, and changed by nobody."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from service.comments.models import Decision
from service.desk.admin.kinds import DecisionBase, OnlyLooking
from service.desk.links import make_site_address
from service.desk.site import desk
from service.desk.tables import write_table
from service.guard.clock import convert_to_local

HEAD = ("Lúc", "Quyết định", "Số bình luận", "Trang", "Người quyết định", "Lý do")


@admin.register(Decision, site=desk)
class DecisionAdmin(OnlyLooking, DecisionBase):
    """The log, the latest first."""

    list_display = ("at", "action", "number", "where", "by", "reason")
    list_filter = ("action", "at", "by")
    search_fields = ("=comment_number", "page", "by", "reason")
    search_help_text = "Tìm theo số bình luận, trang, người quyết định hoặc lý do."
    ordering = ("-at", "-pk")
    list_per_page = 100
    actions = None
    change_list_template = "desk/decisions_list.html"
    fields = ("at", "action", "number", "where", "by", "reason")
    readonly_fields = ("number", "where")

    @admin.display(description="số bình luận")
    def number(self, decision: Decision) -> str:
        """Return a link to the comment, or what is left of it; the number has no dot in it."""
        address = reverse("admin:comments_comment_change", args=[decision.comment_number])
        return format_html('<a href="{}">{}</a>', address, str(decision.comment_number))

    @admin.display(description="trang")
    def where(self, decision: Decision) -> str:
        """Return a link to the page."""
        link = '<a href="{}" target="_blank" rel="noopener">{}</a>'
        return format_html(link, make_site_address(decision.page), decision.page)

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, that of the table among them."""
        keep = self.admin_site.admin_view(self._table)
        return [path("nhat-ky.csv", keep, name="decisions_table"), *super().get_urls()]

    def _table(self, request: HttpRequest) -> HttpResponse:
        """Return what the list shows, all pages of it, as a table."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_changelist_instance(request).get_queryset(request)
        rows = (
            (
                *(f"{convert_to_local(one.at):%Y-%m-%d %H:%M:%S}", one.get_action_display()),
                *(one.comment_number, one.page, one.by, one.reason),
            )
            for one in found.iterator()
        )
        return write_table("nhat-ky.csv", HEAD, rows)
