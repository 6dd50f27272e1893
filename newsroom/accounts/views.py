"""Pages for signing in: password and code, or the one-time link of one's own machine."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout, views
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from newsroom.accounts import local_link
from newsroom.accounts.access import View, get_signed_in_user, open_to_all
from newsroom.accounts.browser_keys import compute_browser_id
from service.desk import browsers, codes
from service.desk.login import LoginForm
from service.desk.own_pages import WRONG

BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignIn(views.LoginView):
    """Ask for name and password; on one's own machine, for the link in the terminal window."""

    authentication_form = LoginForm
    template_name = "newsroom/sign_in.html"
    extra_context = {"title": "Đăng nhập"}  # noqa: RUF012 - Django's own way

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign the user in, and remember the browser so that strangers cannot lock them out."""
        response = super().form_valid(form)
        browsers.remember_browser(self.request, response, self.request.user.get_username())
        return response


sign_in = open_to_all(SignIn.as_view())


def fresh_token(request: HttpRequest) -> JsonResponse:
    """Give an open page the token of the session that began after it was loaded (CSRF).

    ``person`` tells the page whether that session is of the person whose text it holds.
    """
    person = compute_browser_id(get_signed_in_user(request))
    return JsonResponse({"token": get_token(request), "person": person})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign_in")


@open_to_all
def enter_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign the local officer in by the link that `serve` has printed; each link works once."""
    if not settings.NEWSROOM.is_local:
        return redirect("sign_in")
    if not request.user.is_authenticated:
        if not local_link.use_link(token):
            context = {"title": "Đăng nhập", "is_used": True}
            return render(request, "newsroom/sign_in.html", context, status=403)
        login(request, local_link.get_local_officer(), backend=BACKEND)
    return redirect("texts")


@open_to_all
@require_POST
def new_link(request: HttpRequest) -> HttpResponse:
    """Print a new link in the terminal window of one's own machine."""
    if settings.NEWSROOM.is_local:
        local_link.announce_link()
    return render(request, "newsroom/sign_in.html", {"title": "Đăng nhập", "is_sent": True})


def without_code(view: View) -> View:
    """Mark a view for users who have given the password and not yet the code."""
    view.open_without_code = True  # type: ignore[attr-defined]
    return view


@without_code
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code; send users without a device to its setup."""
    user = get_signed_in_user(request)
    if not codes.has_device(user):
        return redirect("code_setup")
    if request.method == "POST" and codes.verify_code(request, user, request.POST.get("code", "")):
        response = redirect("texts")
        browsers.remember_browser(request, response, user.get_username())
        return response
    context = {"title": "Mã xác thực", "error": _explain_refusal(request, user)}
    return render(request, "newsroom/code.html", context)


@without_code
def code_setup(request: HttpRequest) -> HttpResponse:
    """Show the QR code; confirm the device by its first code and show the recovery codes once."""
    user = get_signed_in_user(request)
    if codes.has_device(user) and not request.user.is_verified():  # type: ignore[union-attr]
        return redirect("code")
    if request.method == "POST":
        recovery_codes = codes.confirm_device(request, user, request.POST.get("code", ""))
        if recovery_codes:
            context = {"title": "Mã dự phòng", "codes": recovery_codes}
            return render(request, "newsroom/code_recovery.html", context)
    device = codes.get_pending_device(user)
    context = {
        "title": "Cài mã xác thực",
        "error": _explain_refusal(request, user),
        "picture": codes.draw_qr_code(device),
        "secret": codes.format_secret(device),
    }
    return render(request, "newsroom/code_setup.html", context)


def _explain_refusal(request: HttpRequest, user: User) -> str:
    """Return why a code was refused; empty where none was sent."""
    if request.method != "POST":
        return ""
    seconds = codes.get_seconds_to_wait(user)
    return f"Mã không đúng. Xin chờ {seconds} giây rồi nhập lại." if seconds > 1 else WRONG
