"""The room "Hướng dẫn": from the first click to the public page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def guide(request: HttpRequest) -> HttpResponse:
    """Show the guide."""
    return render(request, "newsroom/guide.html", {"title": "Hướng dẫn"})
