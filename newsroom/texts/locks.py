"""Who is writing a text: a lock that ends by itself, and that another may take over."""

from __future__ import annotations

from datetime import timedelta
from typing import TypedDict

from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from newsroom.accounts.access import get_signed_in_user, require_permission
from newsroom.accounts.people import get_full_name
from newsroom.texts import store
from newsroom.texts.models import EditLock
from newsroom.texts.paths import get_text_file

HEARD = timedelta(seconds=90)
"""A text counts as open until so long after its editor was heard of last."""
ACTIVE = timedelta(minutes=10)
"""Its writer keeps it until so long after they last typed or clicked."""
TODAY, EARLIER = "%H:%M", "%H:%M ngày %d/%m/%Y"


class Holder(TypedDict):
    """Another person who is writing a text: the full name, and since when, for people."""

    name: str
    since: str


def visit(path: str, user: User, *, is_active: bool = True) -> Holder | None:
    """Note that a person has a text open; return another who is writing it.

    Where nobody is, a person who does something (``is_active``) has it from now on.
    """
    now = timezone.now()
    lock = EditLock.objects.filter(path=path).select_related("user").first()
    is_alive = lock and now - lock.renewed_at < HEARD and now - lock.active_at < ACTIVE
    if lock and is_alive and lock.user_id != user.pk:
        since = timezone.localtime(lock.opened_at)
        form = TODAY if since.date() == timezone.localdate() else EARLIER
        return {"name": get_full_name(lock.user), "since": since.strftime(form)}
    if lock and is_alive:
        active_at = now if is_active else lock.active_at
        EditLock.objects.filter(path=path, user=user).update(renewed_at=now, active_at=active_at)
    elif is_active:
        _give(path, user)
    return None


def _give(path: str, user: User) -> None:
    now = timezone.now()
    times = {"opened_at": now, "renewed_at": now, "active_at": now}
    EditLock.objects.update_or_create(path=path, defaults={"user": user, **times})


@require_permission("texts.write")
@require_POST
def take_over(request: HttpRequest, name: str) -> JsonResponse:
    """Make this person the one who is writing a text; the other's page is told at its next visit.

    The answer names the version that stands in the file now.
    """
    text = store.read_file(get_text_file(name))
    _give(name, get_signed_in_user(request))
    return JsonResponse({"digest": text.digest})
