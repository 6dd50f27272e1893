"""By what the lists of the desk are narrowed."""

from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.contrib.auth.models import User
from django.db.models import Max, QuerySet
from django.http import HttpRequest

from service.comments.models import Comment, Erasure, Status

ERASING = "erasing"
MOST_PAGES = 20


class StatusFilter(SimpleListFilter):
    """Where a comment stands; those to be erased are a kind of their own."""

    title = "trạng thái"
    parameter_name = "trang-thai"

    def lookups(self, _request: HttpRequest, _admin: "ModelAdmin[Any]") -> list[tuple[str, str]]:
        """Return the choices."""
        return [*Status.choices, (ERASING, "Người viết xin xóa")]

    def queryset(self, _request: HttpRequest, queryset: "QuerySet[Comment]") -> "QuerySet[Comment]":
        """Return the comments of the choice."""
        if self.value() == ERASING:
            return queryset.filter(erasure__isnull=False).exclude(status=Status.ERASED)
        if self.value() == Status.ERASED:
            return queryset.filter(status=Status.ERASED)
        return queryset.filter(status=self.value(), erasure=None) if self.value() else queryset


class PageFilter(SimpleListFilter):
    """The page below which a comment stands: the last that were written about."""

    title = "trang"
    parameter_name = "trang"

    def lookups(self, _request: HttpRequest, _admin: "ModelAdmin[Any]") -> list[tuple[str, str]]:
        """Return the pages, and the one that is chosen."""
        rows = Comment.objects.values("page").annotate(last=Max("at")).order_by("-last", "page")
        pages = list(rows.values_list("page", flat=True)[:MOST_PAGES])
        chosen = self.value()
        return [(page, page) for page in dict.fromkeys([*pages, *([chosen] if chosen else [])])]

    def queryset(self, _request: HttpRequest, queryset: "QuerySet[Comment]") -> "QuerySet[Comment]":
        """Return the comments of the page."""
        return queryset.filter(page=self.value()) if self.value() else queryset


class OpenFilter(SimpleListFilter):
    """Whether a request to erase has been answered."""

    title = "tình trạng"
    parameter_name = "tinh-trang"

    def lookups(self, _request: HttpRequest, _admin: "ModelAdmin[Any]") -> list[tuple[str, str]]:
        """Return the choices."""
        return [("cho", "Chưa xóa"), ("xong", "Đã xóa")]

    def queryset(self, _request: HttpRequest, queryset: "QuerySet[Erasure]") -> "QuerySet[Erasure]":
        """Return the requests of the choice."""
        if self.value() is None:
            return queryset
        return queryset.filter(done__isnull=self.value() == "cho")


class ActiveFilter(SimpleListFilter):
    """Whether a user may still log in."""

    title = "tình trạng"
    parameter_name = "tinh-trang"

    def lookups(self, _request: HttpRequest, _admin: "ModelAdmin[Any]") -> list[tuple[str, str]]:
        """Return the choices."""
        return [("dung", "Đang dùng"), ("ngung", "Đã ngừng")]

    def queryset(self, _request: HttpRequest, queryset: "QuerySet[User]") -> "QuerySet[User]":
        """Return the users of the choice."""
        if self.value() is None:
            return queryset
        return queryset.filter(is_active=self.value() == "dung")
