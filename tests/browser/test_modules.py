"""Modules by name: a page can ask for the portal's own scripts and for no other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

from tests.browser.modules import mounted
from tests.browser.visit import Visit
from tests.portal import SEED

EVIL = ("../evil.js", "https://evil.example/evil.js", "constructor", "")


@pytest.mark.parametrize("key", ["data-module", "data-press"])
def test_a_name_that_is_not_listed_loads_nothing(own: Visit, key: str) -> None:
    """Whoever gets an attribute into an article gets no script with it, at once or by a press."""

    def with_element(route: Route) -> None:
        evil = "".join(f'<button {key}="{name}" class="evil">x</button>' for name in EVIL)
        body = route.fetch().text().replace("<h1>", f"{evil}<h1>")
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    warnings: list[str] = []
    own.page.on(
        "console", lambda item: warnings.append(item.text) if item.type == "warning" else None
    )
    own.page.route(f"**/{SEED}", with_element)
    own.go(SEED, 360)
    assert own.page.locator(".evil").count() == len(EVIL)
    for button in own.page.locator(".evil").all():
        button.click()
    own.page.locator("[data-module=share]").first.wait_for(state="attached")
    own.page.wait_for_timeout(200)
    scripts = [address for kind, address in own.fetched if kind == "script"]
    assert scripts
    assert not any("evil" in address for address in scripts)
    assert all("/static/js/" in address for address in scripts)
    for name in filter(None, EVIL):
        assert any(f"{name} Error: {name}" in warning for warning in warnings)


def test_modules_are_loaded_from_their_list(own: Visit) -> None:
    """Each name in a page becomes one request for a hashed file beside the first module."""
    own.go(SEED, 360)
    mounted(own.page)
    names = own.page.evaluate(
        "[...document.querySelectorAll('[data-module]')].map((it) => it.dataset.module)"
    )
    scripts = [address for kind, address in own.fetched if kind == "script"]
    for name in set(names):
        assert sum(f"/static/js/{name}." in address for address in scripts) == 1
