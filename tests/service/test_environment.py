"""The service's environment."""

from __future__ import annotations

import stat
from functools import partial
from ipaddress import ip_network
from pathlib import Path

import pytest

from service.config.environment import ROOT, read_environment
from service.guard.secret_file import WrongEnvironment
from tests.service.together import at_once


def test_nothing_needs_to_be_said(tmp_path: Path) -> None:
    """With a folder alone a machine works: SQLite, a build's output, a proxy on this machine."""
    found = read_environment({"LIVE_DATA": str(tmp_path / "data")})
    assert (found.database, found.origins, found.hosts, found.prefix) == ("", (), (), "")
    assert found.pages == (ROOT / "output" / "pages.json").resolve()
    assert found.proxies == (ip_network("127.0.0.1/32"), ip_network("::1/128"))
    assert not found.is_local
    assert found.totp == ("quan-tri", "bien-tap", "hop-thu")
    assert len(found.secret_key) >= 50
    assert found.token != found.secret_key


def test_what_is_said_counts(tmp_path: Path) -> None:
    """Lists have commas, spaces and nothing between them; a path has no slash at its end."""
    lists = {
        "LIVE_ORIGINS": " https://a.example,, https://b.example ",
        "LIVE_PROXIES": "10.0.0.1/8, 2001:db8::/32",
        "LIVE_TOTP": "quan-tri, hop-thu",
    }
    said = {"SCRIPT_NAME": "/cong/", "LIVE_NETWORK_READERS": " 3000 "}
    secrets = {"LIVE_SECRET_KEY": "khóa", "LIVE_TOKEN": "mã"}
    found = read_environment({"LIVE_DATA": str(tmp_path), **lists, **said, **secrets})
    assert found.origins == ("https://a.example", "https://b.example")
    assert found.proxies == (ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"))
    assert (found.totp, found.prefix) == (("quan-tri", "hop-thu"), "/cong")
    assert (found.network_readers, found.secret_key, found.token) == (3_000, "khóa", "mã")
    assert list(tmp_path.iterdir()) == []


def test_secrets_are_made_once(tmp_path: Path) -> None:
    """Processes that start at once have one secret, which stays and is its owner's alone."""
    starts = [partial(read_environment, {"LIVE_DATA": str(tmp_path / "data")})] * 16
    assert len({(found.secret_key, found.token) for found in at_once(starts)}) == 1
    files = sorted((tmp_path / "data").iterdir())
    assert [path.name for path in files] == ["export-token", "secret-key"]
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("LIVE_HOUSEHOLD_READERS", value) for value in ("0", "-1", "x", "1.5", "²", "9" * 5_000)),
        *(("LIVE_NETWORK_READERS", "0"), ("LIVE_FEWEST_VOTES", "0")),
        *(("LIVE_TOTP", "quan-tri,khac"), ("LIVE_PROXIES", "proxy")),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, name: str, value: str) -> None:
    """A wrong number, role or network stops the start, by the name of its variable."""
    with pytest.raises(WrongEnvironment, match=f"{name}="):
        read_environment({"LIVE_DATA": str(tmp_path), name: value})


def test_an_empty_secret_is_told(tmp_path: Path) -> None:
    """A secret that lost its content is no secret: the start stops and says what to do."""
    (tmp_path / "secret-key").touch()
    with pytest.raises(WrongEnvironment, match="trống"):
        read_environment({"LIVE_DATA": str(tmp_path)})


def test_nothing_can_be_asked_for(tmp_path: Path) -> None:
    """No proxy is trusted where none is named; nobody needs a code on their own machine."""
    data = {"LIVE_DATA": str(tmp_path)}
    assert read_environment({**data, "LIVE_PROXIES": ""}).proxies == ()
    assert (
        read_environment({**data, "LIVE_LOCAL": "1"}).totp
        == read_environment({**data, "LIVE_TOTP": "khong"}).totp
        == ()
    )
