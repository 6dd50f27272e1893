"""The portal's modules: they take their elements a moment after a page has loaded."""

from __future__ import annotations

from playwright.sync_api import Page

_MOUNTED = """() => Promise.all(
  [...document.querySelectorAll("[data-module]")].map(
    (it) => import(new URL(it.dataset.module, document.baseURI).href),
  ),
).then(() => true)"""


def mounted(page: Page) -> Page:
    """Wait until every module of the page has taken its element."""
    page.evaluate(_MOUNTED)
    return page
