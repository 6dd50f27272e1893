"""What every test shares: the option --long, and the list of what this machine could not run."""

from __future__ import annotations

import os

import pytest

from plugins.commands.test import find_chrome


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --long, which runs the tests marked `long` as well."""
    parser.addoption("--long", action="store_true", help="run the tests marked `long` too")


def pytest_configure() -> None:
    """Name the machine's Chromium in CHROME_PATH for the tests, none when there is none."""
    found = find_chrome(os.environ)
    os.environ.pop("CHROME_PATH", None)
    if found:
        os.environ["CHROME_PATH"] = found


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the tests marked `long` unless they were asked for."""
    if config.getoption("--long"):
        return
    skipped = pytest.mark.skip(reason="chỉ chạy với --long")
    for item in items:
        if "long" in item.keywords:
            item.add_marker(skipped)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name, above the closing line, what could not run on this machine."""
    if not os.environ.get("CHROME_PATH"):
        terminalreporter.section("KHÔNG CHẠY ĐƯỢC TRÊN MÁY NÀY")
        terminalreporter.write_line(
            "Các bài thử trong trình duyệt: không có Chromium "
            "(cài Chromium hoặc đặt biến CHROME_PATH)."
        )
