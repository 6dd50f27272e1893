"""/healthz: report whether the service works, and nothing else about it."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse

from service.guard.answers import data
from service.guard.dispatch import make_view


def _get(_request: HttpRequest) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        works = True
    except Error:
        works = False
    return data({"ok": works}, status=200 if works else 503)


healthz = make_view(GET=_get)
