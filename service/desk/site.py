"""The desk: Django's admin, with what the staff need and nothing else."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import urlencode

from service.desk import browsers, figures, own_pages, views
from service.desk.links import get_home_address
from service.desk.login import LoginForm
from service.desk.numbers import count_to_do

_FIRST = ("Letter", "Step", "Comment", "Erasure", "BlockedWord", "Decision")
ORDER = {name: n for n, name in enumerate(_FIRST)}
"""What the staff need most comes first."""
ASKED, IS_IN = "desk.asked", "desk.is-in"


class Desk(AdminSite):
    """The staff's site."""

    site_title = "Quản trị cổng thông tin"
    site_header = "Quản trị cổng thông tin"
    index_title = "Việc cần làm"
    login_form = LoginForm
    login_template = "desk/login.html"
    index_template = "desk/index.html"
    empty_value_display = "–"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what every page is given; the link to the portal leads to its first page."""
        return {**super().each_context(request), "site_url": get_home_address()}

    def has_permission(self, request: HttpRequest) -> bool:
        """Tell whether the user is logged in with both steps, in a session that has not been ended.

        It is asked several times in a request and answered once.
        """
        asked = (request.user.pk, getattr(request.user, "otp_device", None))
        if request.META.get(ASKED) != asked:
            request.META[ASKED] = asked
            request.META[IS_IN] = own_pages.has_given_password(
                request
            ) and own_pages.is_verified_or_exempt(request)
        return bool(request.META[IS_IN])

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Log a user in; redirect to the code page if a code is needed."""
        if request.user.is_authenticated and not self.has_permission(request):
            if own_pages.has_given_password(request):
                goal = request.GET.get("next", "")
                return redirect(f"{reverse('admin:code')}?{urlencode({'next': goal})}")
            logout(request)
        response = super().login(request, extra_context)
        if request.method == "POST" and self.has_permission(request):
            browsers.remember_browser(request, response, request.user.get_username())
        return response

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return the addresses of the admin and of the figures."""
        own = {"desk": self}
        return [
            path("ma-xac-thuc/", own_pages.code, own, name="code"),
            path("ma-xac-thuc/cai-dat/", own_pages.code_setup, own, name="code_setup"),
            path("phien-dang-nhap/", self.admin_view(own_pages.own_sessions), own, name="sessions"),
            path("so-lieu/", self.admin_view(views.figures), own, name="figures"),
            path("so-lieu/luot-truy-cap.csv", self.admin_view(views.visits), name="visits"),
            *super().get_urls(),
        ]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Return the first page, with what there is to do, and who has come."""
        own = {
            "todo": count_to_do(),
            "now": figures.count_now() if views.may_see(request) else None,
        }
        return super().index(request, {**(extra_context or {}), **own})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return what the user may open, the figures among it."""
        found = super().get_app_list(request, app_label)
        for app in found:
            app["models"].sort(key=lambda model: ORDER.get(model["object_name"], len(ORDER)))
        if app_label is None and views.may_see(request):
            found.insert(2, _figures(reverse("admin:figures")))
        return found


def _figures(address: str) -> dict[str, Any]:
    link = {"name": "Số liệu", "object_name": "Figures", "admin_url": address, "view_only": True}
    return {"name": "Số liệu", "app_label": "figures", "app_url": address, "models": [link]}


desk = Desk()
