"""The desk of a public portal: whose back end, and what its page may reach."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from plugins._kit.tables import Desk
from plugins.desk.backend import backend, hosts
from plugins.desk.page import page
from plugins.desk.policy import policy

GIVEN: dict[str, Any] = {
    "backend": "gitea",
    "repo": "ubnd/cong",
    "base_url": "https://git.vi-du.vn",
    "app_id": "ma-ung-dung",
}


@pytest.mark.parametrize(
    ("changes", "root", "reached"),
    [
        ({}, "https://git.vi-du.vn/api/v1", ("https://git.vi-du.vn",)),
        ({"backend": "forgejo"}, "https://git.vi-du.vn/api/v1", ("https://git.vi-du.vn",)),
        ({"backend": "gitlab"}, "https://git.vi-du.vn/api/v4", ("https://git.vi-du.vn",)),
        (
            {"backend": "github", "app_id": None},
            "https://api.github.com",
            ("https://git.vi-du.vn", "https://api.github.com"),
        ),
        (
            {"api_root": "https://api.vi-du.vn/v1/"},
            "https://api.vi-du.vn/v1",
            ("https://git.vi-du.vn", "https://api.vi-du.vn"),
        ),
    ],
)
def test_each_back_end_is_set_up(
    changes: dict[str, Any], root: str, reached: tuple[str, ...]
) -> None:
    """Decap gets the addresses of the back end, and the page may reach no other."""
    desk = Desk(**{**GIVEN, **changes})
    made = backend(desk)
    assert (made["name"], made["api_root"], made["branch"]) == (desk.backend, root, "main")
    assert made.get("auth_type") == ("pkce" if desk.backend == "gitlab" else None)
    assert hosts(desk) == reached


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"app_id": None}, "Client ID"),
        ({"repo": "cong"}, "chủ kho và tên kho"),
        ({"base_url": "http://git.vi-du.vn"}, "https://"),
        ({"base_url": "https://git.vi-du.vn;script"}, "tên miền"),
        ({"api_root": "https://a.vn/x y"}, "https://"),
        ({"folder": "../content"}, "thư mục nội dung"),
    ],
)
def test_wrong_data_are_told_in_vietnamese(changes: dict[str, Any], sentence: str) -> None:
    """A desk that could not work, or that would open the page's policy, is a fault."""
    with pytest.raises(ValidationError, match=sentence):
        Desk(**{**GIVEN, **changes})


def test_the_policy_names_only_what_is_needed() -> None:
    """No script of the page's own, nothing from anywhere but here and the back end."""
    rules = dict(rule.strip().split(" ", 1) for rule in policy(["https://git.vi-du.vn"]).split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self' 'unsafe-eval'"
    assert rules["connect-src"] == "'self' blob: data: https://git.vi-du.vn"
    assert "https:" not in policy()
    text = page(policy(["https://git.vi-du.vn"]))
    assert 'http-equiv="Content-Security-Policy"' in text
    assert "http-equiv" not in page()
    assert "<script>" not in text
