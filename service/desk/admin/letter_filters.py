"""By what the list of letters is narrowed."""

from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest

from service.guard import clock
from service.guard.site import get_pages
from service.inbox.kinds import OPEN, LetterKind, LetterState
from service.inbox.models import Letter

WAITING, ERASING, ERASED = "chua-xong", "xin-xoa", "da-xoa"
SOON_DAYS = 3
Letters = QuerySet[Letter, Letter]


class KindFilter(SimpleListFilter):
    """Why somebody writes."""

    title, parameter_name = "loại thư", "loai"

    def lookups(self, _request: HttpRequest, _admin: "ModelAdmin[Any]") -> list[tuple[str, str]]:
        """Return the choices."""
        return [(str(value), str(label)) for value, label in LetterKind.choices]

    def queryset(self, _request: HttpRequest, queryset: "Letters") -> "Letters":
        """Return the letters of the choice."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


class StateFilter(SimpleListFilter):
    """Where a letter stands."""

    title, parameter_name = "trạng thái", "trang-thai"

    def lookups(self, _request: HttpRequest, _admin: "ModelAdmin[Any]") -> list[tuple[str, str]]:
        """Return the choices."""
        states = [(str(value), str(label)) for value, label in LetterState.choices]
        asked = [(ERASING, "Người gửi xin xóa"), (ERASED, "Đã xóa nội dung")]
        return [(WAITING, "Chưa xong"), *states, *asked]

    def queryset(self, _request: HttpRequest, queryset: "Letters") -> "Letters":
        """Return the letters of the choice."""
        chosen = self.value()
        if chosen == ERASED:
            return queryset.filter(erased__isnull=False)
        if chosen == ERASING:
            return queryset.filter(erase_asked__isnull=False, erased=None)
        if chosen == WAITING:
            return queryset.filter(state__in=OPEN, erased=None)
        return queryset.filter(state=chosen) if chosen else queryset


class DeadlineFilter(SimpleListFilter):
    """How near the deadline of a letter without answer is."""

    title, parameter_name = "hạn trả lời", "han"

    def lookups(self, _request: HttpRequest, _admin: "ModelAdmin[Any]") -> list[tuple[str, str]]:
        """Return the choices."""
        return [("qua-han", "Quá hạn"), ("sap-het", f"Còn không quá {SOON_DAYS} ngày làm việc")]

    def queryset(self, _request: HttpRequest, queryset: "Letters") -> "Letters":
        """Return the letters of the choice."""
        today, waiting = clock.get_today(), queryset.filter(state__in=OPEN, erased=None)
        if self.value() == "qua-han":
            return waiting.filter(deadline__lt=today)
        if self.value() == "sap-het":
            last = get_pages().workdays.after(today, SOON_DAYS)
            return waiting.filter(deadline__gte=today, deadline__lte=last)
        return queryset
