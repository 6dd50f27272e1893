"""Who may enter: everybody is signed in but on the pages for signing in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect

from newsroom.accounts.roles import ROLES
from service.desk import codes, sessions

View = Callable[..., HttpResponseBase]
SIGNED_OUT = "Phiên làm việc đã hết. Hãy đăng nhập lại ở một thẻ khác; chữ đang viết vẫn còn ở đây."


def open_to_all(view: View) -> View:
    """Mark a view that needs no sign-in."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def get_signed_in_user(request: HttpRequest) -> User:
    """Return the user of a request that has passed `require_signed_in`."""
    return cast(User, request.user)


def require_permission(permission: str) -> Callable[[View], View]:
    """Return a decorator that refuses users without a permission (``texts.approve``)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate


class require_signed_in:  # noqa: N801 - Django's middleware is named like a function
    """Let through who is signed in with both steps, in a session that has not been ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take what answers next."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Send to the sign-in whoever has not signed in, and to the code page who owes a code."""
        if getattr(view, "open_to_all", False):
            return None
        if not request.user.is_authenticated or not sessions.is_open(request):
            return self._refuse(request, redirect_to_login(request.get_full_path()))
        if getattr(view, "open_without_code", False) or is_verified(request):
            return None
        return self._refuse(request, redirect("code"))

    def _refuse(self, request: HttpRequest, way: HttpResponseBase) -> HttpResponseBase:
        """Send a page on its way; a script must not take the page there for an answer."""
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"error": SIGNED_OUT, "signed_out": True}, status=401)
        return way


def is_verified(request: HttpRequest) -> bool:
    """Tell whether a signed-in user has entered the code, or needs none."""
    check = getattr(request.user, "is_verified", None)
    return bool(check and check()) or not _needs_code(get_signed_in_user(request))


def _needs_code(user: User) -> bool:
    """Tell whether a user must enter a code: a device is set up, or a role requires one."""
    names = [ROLES[role] for role in settings.NEWSROOM.totp]
    return codes.has_device(user) or user.groups.filter(name__in=names).exists()
