"""/healthz: whether the service works, for whoever watches it."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse

from service import VERSION
from service.guard.answers import data
from service.guard.door import door
from service.guard.site import site
from service.visits.writer import writer


def _get(_request: HttpRequest) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        works = True
    except Error:
        works = False
    body = {
        "ok": works,
        "db": connection.vendor,
        "pages": len(site().kinds),
        "queue": writer().waiting(),
        "version": VERSION,
    }
    return data(body, status=200 if works else 503)


healthz = door(GET=_get)
