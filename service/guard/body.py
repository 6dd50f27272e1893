"""The JSON that a request brings: small, flat, and nothing but what was asked for."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from service.guard.answers import RequestRefused, too_large

LARGEST = 16_384
"""Bytes of a body."""


def read_fields(
    request: HttpRequest, kinds: Mapping[str, type], optional: tuple[str, ...] = ()
) -> Any:
    """Return the fields of a JSON object, each of exactly its kind; missing optional ones are None.

    Raises Refused.
    """
    data = _read_bytes(request)
    if request.content_type != "application/json":
        raise RequestRefused(415, "type", "Yêu cầu phải là JSON (application/json).")
    found = _parse_object(data)
    if found.keys() - kinds.keys():
        raise RequestRefused(422, "fields", "Yêu cầu có trường lạ.")
    missing = [name for name in kinds if name not in optional and name not in found]
    if missing:
        raise RequestRefused(
            422, "fields", "Yêu cầu thiếu trường.", dict.fromkeys(missing, "thiếu")
        )
    for name, value in found.items():
        if type(value) is not kinds[name] and not (value is None and name in optional):
            raise RequestRefused(422, "fields", "Yêu cầu có trường sai kiểu.", {name: "sai kiểu"})
    return {name: found.get(name) for name in kinds}


def _read_bytes(request: HttpRequest) -> bytes:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:  # a number: see body_limit.py
        raise too_large()
    try:
        data = request.read(LARGEST)
    except OSError as error:
        raise RequestRefused(400, "body", "Nội dung gửi lên bị đứt giữa chừng.") from error
    return data


def _parse_object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise RequestRefused(400, "json", "Nội dung gửi lên không phải JSON đúng.") from error
    if not isinstance(found, dict):
        raise RequestRefused(400, "json", "Nội dung gửi lên phải là một đối tượng JSON.")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
