"""The second step of the login: a code of an app (TOTP), or a recovery code, each used once."""

from base64 import b32encode
from math import ceil

import segno
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django_otp import login as mark_verified
from django_otp import match_token, user_has_device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from service.desk.roles import ROLES

RECOVERY_CODES = 10
NAME = "bàn quản trị"


def is_needed(user: User) -> bool:
    """Tell whether a user must enter a code: it is set up, or the role requires it."""
    wanted = [ROLES[role] for role in settings.ENVIRONMENT.totp]
    is_above = user.is_superuser and bool(wanted)
    return has_device(user) or is_above or user.groups.filter(name__in=wanted).exists()


def has_device(user: User) -> bool:
    """Tell whether a user has set up an app."""
    return bool(user_has_device(user))


def verify_code(request: HttpRequest, user: User, code: str) -> bool:
    """Mark the session as verified if the code is right; each code is accepted once."""
    device = match_token(user, _strip_spaces(code))
    if device is not None:
        mark_verified(request, device)
    return device is not None


def get_seconds_to_wait(user: User) -> int:
    """Return how many seconds a user must wait after wrong codes (1, 2, 4, 8 and so on)."""
    found = [0]
    for device in TOTPDevice.objects.filter(user=user):
        allowed, why = device.verify_is_allowed()
        if not allowed and why:
            found.append(ceil((why["locked_until"] - timezone.now()).total_seconds()))
    return max(found)


def get_pending_device(user: User) -> TOTPDevice:
    """Return the device that a user is setting up; the same until it is confirmed."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name=NAME, confirmed=False)


@transaction.atomic
def confirm_device(request: HttpRequest, user: User, code: str) -> list[str]:
    """Take a device into use by its first code; return the recovery codes, none if it is wrong."""
    device = TOTPDevice.objects.select_for_update().get(pk=get_pending_device(user).pk)
    if not device.verify_token(_strip_spaces(code)):
        return []
    remove_devices(user, but=device)
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    mark_verified(request, device)
    recovery = StaticDevice.objects.create(user=user, name=NAME)
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=recovery, token=code) for code in codes)
    return codes


def remove_devices(user: User, but: TOTPDevice | None = None) -> None:
    """Delete a user's devices and recovery codes, so that they can be set up again."""
    TOTPDevice.objects.filter(user=user).exclude(pk=but and but.pk).delete()
    StaticDevice.objects.filter(user=user).delete()


def format_secret(device: TOTPDevice) -> str:
    """Return the secret for typing into an app, in groups of four letters."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def draw_qr_code(device: TOTPDevice) -> SafeString:
    """Return the QR code for an app as inline SVG."""
    code = segno.make(device.config_url, micro=False, error="m")
    # The SVG holds numbers only, nothing of the user.
    return mark_safe(code.svg_inline(scale=5, border=4, light="#fff"))


def _strip_spaces(code: str) -> str:
    return "".join(code.split()).lower()[:16]
