"""Decap's back ends for a public portal, of the town's data."""

from typing import Any
from urllib.parse import urlsplit

from plugins._kit.tables import Desk

_API = {"gitea": "/api/v1", "forgejo": "/api/v1", "gitlab": "/api/v4"}
GITHUB = "https://api.github.com"


def backend(desk: Desk) -> dict[str, Any]:
    """Return the back end as Decap's configuration names it."""
    found: dict[str, Any] = {
        "name": desk.backend,
        "repo": desk.repo,
        "branch": desk.branch,
        "base_url": desk.base_url,
        "api_root": api_root(desk),
        "commit_messages": {
            "create": "Bài mới: {{slug}}",
            "update": "Sửa: {{slug}}",
            "delete": "Bỏ: {{slug}}",
            "uploadMedia": "Thêm tệp: {{path}}",
            "deleteMedia": "Bỏ tệp: {{path}}",
        },
    }
    if desk.app_id:
        found["app_id"] = desk.app_id
    if desk.backend == "gitlab":
        found["auth_type"] = "pkce"
    return found


def api_root(desk: Desk) -> str:
    """Return where the back end answers programs."""
    if desk.api_root:
        return desk.api_root.rstrip("/")
    return GITHUB if desk.backend == "github" else desk.base_url + _API[desk.backend]


def hosts(desk: Desk) -> tuple[str, ...]:
    """Return the origins that the desk speaks with, and no others."""
    addresses = (urlsplit(desk.base_url), urlsplit(api_root(desk)))
    return tuple(dict.fromkeys(f"{it.scheme}://{it.netloc}" for it in addresses))
