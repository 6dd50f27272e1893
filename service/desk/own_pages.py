"""Pages for the user's own account: entering the code, setting it up, sessions."""

from typing import Any, cast

from django.contrib.admin import AdminSite
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from service.desk import browsers, codes, sessions

WRONG = "Mã không đúng, đã dùng rồi hoặc đã hết hạn. Xin chờ mã mới trên ứng dụng rồi nhập lại."


def has_given_password(request: HttpRequest) -> bool:
    """Tell whether the user of a request has passed the first step, the password."""
    user = request.user
    return bool(user.is_active and getattr(user, "is_staff", False) and sessions.is_open(request))


def is_verified_or_exempt(request: HttpRequest) -> bool:
    """Tell whether a session that passed the first step needs no code, or has entered it."""
    # Set by django-otp's middleware; missing in the request that logs the user in.
    is_verified = getattr(request.user, "is_verified", None)
    return bool(is_verified and is_verified()) or not codes.is_needed(cast(User, request.user))


def code(request: HttpRequest, desk: AdminSite) -> HttpResponse:
    """Ask for the code; redirect users without a device to its setup."""
    if not has_given_password(request):
        return redirect("admin:login")
    user, goal = cast(User, request.user), _goal(request)
    if is_verified_or_exempt(request):
        return redirect(goal)
    if "leave" in request.POST:
        logout(request)
        return redirect("admin:login")
    if not codes.has_device(user):
        return redirect(f"{reverse('admin:code_setup')}?{urlencode({'next': goal})}")
    if request.method == "POST" and codes.verify_code(request, user, request.POST.get("code", "")):
        response = redirect(goal)
        browsers.remember_browser(request, response, user.get_username())
        return response
    error = _why(user) if request.method == "POST" else ""
    return _page(request, desk, "desk/code.html", "Mã xác thực", {"error": error, "goal": goal})


def code_setup(request: HttpRequest, desk: AdminSite) -> HttpResponse:
    """Show the QR code; confirm the device by its first code and show the recovery codes once."""
    if not has_given_password(request):
        return redirect("admin:login")
    user, goal = cast(User, request.user), _goal(request)
    if codes.has_device(user) and not is_verified_or_exempt(request):
        return redirect("admin:code")
    posted = request.method == "POST"
    made = codes.confirm_device(request, user, request.POST.get("code", "")) if posted else []
    if made:
        context = {"codes": made, "goal": goal}
        response = _page(request, desk, "desk/code_recovery.html", "Mã dự phòng", context)
        browsers.remember_browser(request, response, user.get_username())
        return response
    device = codes.get_pending_device(user)
    shown: dict[str, Any] = {
        "error": _why(user) if posted else "",
        "goal": goal,
        "picture": codes.draw_qr_code(device),
        "secret": codes.format_secret(device),
        "again": codes.has_device(user),
    }
    return _page(request, desk, "desk/code_setup.html", "Cài mã xác thực", shown)


def own_sessions(request: HttpRequest, desk: AdminSite) -> HttpResponse:
    """List where the user is logged in, and end what they choose."""
    user, mine = cast(User, request.user), sessions.get_current_key(request)
    if request.method == "POST":
        chosen = request.POST.get("session", "")
        found = sessions.list_own_sessions(user)
        (found.exclude(key=mine) if chosen == "others" else found.filter(key=chosen)).delete()
        return redirect("admin:sessions")
    context = {
        "sessions": sessions.list_own_sessions(user),
        "mine": mine,
        "has_code": codes.has_device(user),
    }
    return _page(request, desk, "desk/sessions.html", "Phiên đăng nhập của tôi", context)


def _why(user: User) -> str:
    seconds = codes.get_seconds_to_wait(user)
    if seconds > 1:
        return f"Mã không đúng. Xin chờ {seconds} giây rồi nhập lại."
    return WRONG


def _goal(request: HttpRequest) -> str:
    """Return where to go afterwards: an address of this desk, else its first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if own else reverse("admin:index")


def _page(
    request: HttpRequest, desk: AdminSite, template: str, title: str, context: dict[str, Any]
) -> HttpResponse:
    return render(request, template, {**desk.each_context(request), **context, "title": title})
