"""The way between the newsroom's rooms."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse

from newsroom.accounts.browser_keys import compute_browser_id
from newsroom.history import repository
from newsroom.intake import kept_files


@dataclass(frozen=True)
class NavigationEntry:
    """An entry of the navigation: the name of its address, its title, the permission it needs."""

    url_name: str
    title: str
    permission: str = "texts.write"


ROOMS: tuple[NavigationEntry, ...] = (
    NavigationEntry("texts", "Bài viết"),
    NavigationEntry("proofreading", "Soát lỗi"),
    NavigationEntry("waiting", "Duyệt bài"),
    NavigationEntry("publications", "Đăng", "texts.publish"),
    NavigationEntry("old_pages", "Trang cũ"),
    NavigationEntry("fees", "Nhuận bút", "texts.administer"),
    NavigationEntry("trash", "Thùng rác"),
    NavigationEntry("data_files", "Dữ liệu", "texts.administer"),
    NavigationEntry("guide", "Hướng dẫn"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return what every template is given: the rooms this user may enter, the portal's address."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    current = match.url_name if match else ""
    name = match.kwargs.get("name", "") if match else ""
    rooms = [
        {"title": room.title, "url": reverse(room.url_name), "is_current": room.url_name == current}
        for room in ROOMS
        if user is not None and user.has_perm(room.permission)
    ]
    return {
        "rooms": rooms,
        "portal": f"{settings.NEWSROOM.prefix}/",
        "offers_document": lambda: kept_files.has_files(request, name),
        "offers_git": lambda: user is not None and repository.is_offered(user),
        "person": compute_browser_id(user) if isinstance(user, User) else "",
        "is_local": settings.NEWSROOM.is_local,
    }
