"""The body of a request, read field by field."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from django.http import HttpRequest

KINDS = {"page": str, "stars": int, "beat": bool}
Read = Callable[[Any], Any]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def request(body: bytes, kind: str = "application/json") -> HttpRequest:
    """Return a request with a body."""
    from django.test import RequestFactory

    made: HttpRequest = RequestFactory().post("/v1/hit", body, content_type=kind)
    return made


@pytest.fixture
def reading(django_ready: None) -> Read:
    """Give a function that reads a body and returns its fields, or the status of a refusal."""
    from service.guard.answers import RequestRefused
    from service.guard.body import read_fields

    def found(content: Any) -> Any:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        try:
            return read_fields(request(data), KINDS, ("beat",))
        except RequestRefused as refused:
            return refused.status

    return found


def test_fields_of_exactly_their_kind_are_taken(reading: Read) -> None:
    """An optional field may be missing or null; what is only nearly of a kind is refused."""
    whole = {"page": "/", "stars": 4, "beat": True}
    assert reading(whole) == whole
    for absent in ({}, {"beat": None}):
        assert reading({"page": "/", "stars": 4, **absent}) == {**whole, "beat": None}
    for change in ({"stars": True}, {"stars": 4.0}, {"stars": None}, {"beat": 1}, {"x": 1}):
        assert reading({**whole, **change}) == 422, change


@pytest.mark.usefixtures("django_ready")
@given(JSON.map(lambda content: json.dumps(content).encode()) | st.binary(min_size=1, max_size=60))
def test_whatever_comes_is_an_answer(content: bytes) -> None:
    """No JSON, nothing that is nearly JSON, and no bytes are a fault of the service."""
    from service.guard.answers import RequestRefused
    from service.guard.body import read_fields

    with pytest.raises(RequestRefused) as refused:
        read_fields(request(content), {"chỉ một trường": str})
    assert refused.value.status in (400, 422)
    refused.value.answer()


def test_only_json_is_read(django_ready: None) -> None:
    """The kind of the body is asked for by name, with or without a charset."""
    from service.guard.answers import RequestRefused
    from service.guard.body import read_fields

    kinds = {"page": str}
    assert read_fields(request(b'{"page":""}', "application/json; charset=utf-8"), kinds) == {
        "page": ""
    }
    for kind in ("text/plain", "text/json", "application/x-www-form-urlencoded", ""):
        with pytest.raises(RequestRefused) as refused:
            read_fields(request(b'{"page":""}', kind), kinds)
        assert refused.value.status == 415


def test_a_body_that_breaks_off_is_told(django_ready: None) -> None:
    """A reader who hangs up in the middle is a refusal, not a fault of the service."""
    from service.guard.answers import RequestRefused
    from service.guard.body import read_fields

    class Broken:
        """A line that is dead."""

        def read(self, *_: int) -> bytes:
            """Give nothing."""
            raise ConnectionResetError

    asked = request(b'{"page":""}')
    asked._stream = Broken()  # type: ignore[assignment]  # Django's own name for it
    with pytest.raises(RequestRefused) as refused:
        read_fields(asked, {"page": str})
    assert refused.value.status == 400
