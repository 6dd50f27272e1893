"""What was done with which letter: to be read, searched and kept, and changed by nobody."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html

from service.desk.admin.kinds import OnlyLooking, StepBase
from service.desk.answering import make_letter_address
from service.desk.site import desk
from service.desk.tables import write_table
from service.guard.clock import convert_to_local
from service.inbox.models import Step

HEAD = ("Lúc", "Việc đã làm", "Số thư", "Loại thư", "Người làm", "Ghi chú")


@admin.register(Step, site=desk)
class StepAdmin(OnlyLooking, StepBase):
    """The log, the latest first."""

    list_display = ("at", "action", "number", "kind", "by", "note")
    list_filter = ("action", "kind", "at", "by")
    search_fields = ("=letter_number", "by", "note")
    search_help_text = "Tìm theo số thư, người làm hoặc ghi chú."
    ordering = ("-at", "-pk")
    list_per_page = 100
    actions = None
    change_list_template = "desk/steps_list.html"
    fields = ("at", "action", "number", "kind", "by", "note")
    readonly_fields = ("number",)

    @admin.display(description="số thư")
    def number(self, step: Step) -> str:
        """Return a link to the letter, or what is left of it; the number has no dot in it."""
        address = make_letter_address(step.letter_number)
        return format_html('<a href="{}">{}</a>', address, str(step.letter_number))

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, that of the table among them."""
        keep = self.admin_site.admin_view(self._table)
        return [path("nhat-ky-thu.csv", keep, name="steps_table"), *super().get_urls()]

    def _table(self, request: HttpRequest) -> HttpResponse:
        """Return what the list shows, all pages of it, as a table."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_changelist_instance(request).get_queryset(request)
        rows = (
            (
                *(f"{convert_to_local(one.at):%Y-%m-%d %H:%M:%S}", one.get_action_display()),
                *(one.letter_number, one.get_kind_display(), one.by, one.note),
            )
            for one in found.iterator()
        )
        return write_table("nhat-ky-thu.csv", HEAD, rows)
