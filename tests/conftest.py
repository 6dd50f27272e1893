"""What every test shares: the option --long, Chromium, the list of what could not run here."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests.once import RUN, begin_run
from tests.portal import PATHS
from town_portal.cli.test import SERVERS, find_postgres, find_server, find_shell

# To compile all test modules takes each process longer than to collect their tests, and the
# newsroom and the service are started dozens of times: what it gives is kept for the next run,
# also where the environment has Python keep nothing.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# With it jsonschema compiles, when it is imported, grammars for two seconds in each process: those
# of addresses with letters of all scripts ("format": "iri"), which no schema of ours asks for.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

# A busy machine is slow, which is no fault of the code.
for profile, examples in (("portal", 50), ("long", 300)):
    settings.register_profile(
        profile,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        max_examples=examples,
    )
settings.load_profile("portal")

SWITCHES = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--font-render-hinting=none"),
]
MISSING = {
    "CHROME_PATH": (
        "Các bài thử trong trình duyệt: không có Chromium (cài Chromium hoặc đặt biến CHROME_PATH)."
    ),
    "POSTGRES_BIN": (
        "Các bài thử dịch vụ trên PostgreSQL: không có PostgreSQL "
        "(cài PostgreSQL hoặc đặt biến POSTGRES_BIN)."
    ),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --long, which runs the tests marked `long` as well."""
    parser.addoption("--long", action="store_true", help="run the tests marked `long` too")


def pytest_configure(config: pytest.Config) -> None:
    """Name the machine's Chromium and PostgreSQL for the tests, none when there is none."""
    os.environ["PYTHONPATH"] = PATHS  # for the programs that tests start
    if "PYTEST_XDIST_WORKER" not in os.environ:
        begin_run()
    if config.getoption("--long"):
        os.environ["TEST_LONG"] = "1"  # for what is decided before a test runs
        settings.load_profile("long")
    for name, found in (
        ("CHROME_PATH", find_shell(os.environ)),
        ("POSTGRES_BIN", find_postgres(os.environ)),
    ):
        os.environ.pop(name, None)
        if found:
            os.environ[name] = found


def pytest_unconfigure() -> None:
    """Take away what the processes of the run shared, at its end."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(os.environ.pop(RUN, ""), ignore_errors=True)


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
    missing = [told for name, told in MISSING.items() if not os.environ.get(name)]
    missing += [
        f"Các bài thử đăng trang với {name}: hãy cài gói {package}."
        for program, (package, name) in SERVERS.items()
        if find_server(program, os.environ) is None
    ]
    if missing:
        terminalreporter.section("KHÔNG CHẠY ĐƯỢC TRÊN MÁY NÀY")
        for told in missing:
            terminalreporter.write_line(told)


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    """Give Ctrl-C and SIGTERM back to the next test: programs that a test starts inherit them."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; without one the test is skipped, which the closing lines tell."""
    path = os.environ.get("CHROME_PATH")
    if not path:
        pytest.skip("không có Chromium: cài Chromium hoặc đặt biến CHROME_PATH")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield chromium
        chromium.close()
