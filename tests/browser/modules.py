"""The portal's modules: they take their elements a moment after a page has loaded."""

from __future__ import annotations

from playwright.sync_api import Page

LOAD = """const { load } = await import(document.querySelector("script[type=module]").src);"""
"""The portal's own way from a module's name to the module; for scripts of tests."""
_MOUNTED = f"""async () => {{
  {LOAD}
  const all = [...document.querySelectorAll("[data-module]")];
  await Promise.all(all.map((it) => load(it.dataset.module)));
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return true;
}}"""


def mounted(page: Page) -> Page:
    """Wait until every module has taken its element, and has looked at sizes in the next frame."""
    page.evaluate(_MOUNTED)
    return page


def until(page: Page, condition: str) -> None:
    """Wait until an expression is true; the pages' policy keeps Playwright's own way from it."""
    for _ in range(750):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never true: {condition}")
