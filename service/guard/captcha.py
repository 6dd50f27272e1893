"""The captcha: a small piece of work for the reader's machine, for one deed on one page, once."""

import secrets
from hashlib import blake2b
from typing import Any, Literal

import altcha
from django.conf import settings
from django.db import IntegrityError, transaction

from service.guard import clock
from service.guard.deletion import delete_unlocked as delete
from service.guard.models import Spent
from service.guard.town import EachTown

Act = Literal["comment", "rating", "letter"]
ACTS: tuple[Act, ...] = ("comment", "rating", "letter")
ALGORITHM, ROUNDS = "PBKDF2/SHA-256", 1_000
# The reader's machine tries so many keys: half a second on a cheap telephone.
FEWEST, MOST = 300, 900
VALID_SECONDS = 1_200
PAYLOAD_LENGTH = 4_096


class WrongCaptcha(Exception):
    """Not solved, for something else, too old, or used already."""


@EachTown
def _derive_secret(use: str) -> str:
    return blake2b(
        str(settings.SECRET_KEY).encode(), person=use.encode(), digest_size=32
    ).hexdigest()


def make_challenge(act: Act, page: str) -> dict[str, Any]:
    """Return a new challenge for a deed on a page, as the widget takes it."""
    made = altcha.create_challenge(
        ALGORITHM,
        ROUNDS,
        counter=FEWEST + secrets.randbelow(MOST - FEWEST),
        expires_at=clock.get_seconds() + VALID_SECONDS,
        data={"act": act, "page": page},
        hmac_secret=_derive_secret("challenge"),
        hmac_key_secret=_derive_secret("key"),
    )
    return dict(made.to_dict())


def check_solution(payload: str, act: Act, page: str) -> tuple[str, int]:
    """Return the key of a solved captcha and when it expires; `spend` it with the deed itself.

    Raises WrongCaptcha.
    """
    if len(payload) > PAYLOAD_LENGTH:
        raise WrongCaptcha
    try:
        solved = altcha.Payload.from_base64(payload)
        parameters = solved.challenge.parameters
        fits = parameters.data == {"act": act, "page": page} and (
            parameters.algorithm == ALGORITHM and isinstance(parameters.expires_at, int)
        )
        found = fits and altcha.verify_solution(
            solved, _derive_secret("challenge"), hmac_key_secret=_derive_secret("key")
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WrongCaptcha from error
    if not found or not found.verified or parameters.expires_at is None:
        raise WrongCaptcha
    signature = str(solved.challenge.signature).lower().encode()
    name = blake2b(signature, digest_size=16).hexdigest()
    # `spend` decides; this keeps a used one from counting against limits that others share.
    if Spent.objects.filter(key=name).exists():
        raise WrongCaptcha
    return name, parameters.expires_at


def spend_captcha(captcha: tuple[str, int]) -> None:
    """Use a captcha up, within the transaction of the deed. Raises WrongCaptcha the second time."""
    name, until = captcha
    try:
        with transaction.atomic():
            Spent.objects.create(key=name, until=until)
    except IntegrityError as error:
        raise WrongCaptcha from error


def forget_captchas(now: int) -> None:
    """Delete captchas that have expired by themselves."""
    delete(Spent.objects.filter(until__lt=now))
