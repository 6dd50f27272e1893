"""How errors are told: to the staff by a page, to whoever asks a public door by JSON."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from service.guard import answers
from service.guard.headers import DESK


def is_desk(request: HttpRequest) -> bool:
    """Tell whether somebody asked for a page of the desk."""
    return request.path_info.startswith(DESK)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django's
    """Answer a form without the token of its page, or with an old one."""
    return render(request, "desk/no_token.html", status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer somebody who may not open a page."""
    return render(request, "desk/forbidden.html", status=403)


def wrong_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django does not take."""
    if not is_desk(request):
        return answers.wrong_request(request, exception)
    return render(request, "desk/wrong_request.html", status=400)


def no_address(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer about an address that there is not."""
    if not is_desk(request):
        return answers.no_address(request, exception)
    return render(request, "desk/no_address.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer after a fault of our own; without the context in which it may have happened."""
    if not is_desk(request):
        return answers.failed(request)
    return render(None, "desk/failed.html", status=500)
