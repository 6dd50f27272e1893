"""A connection that is made before there is anything to send."""

from __future__ import annotations

import time

import pytest

from plugins.commands import deliver
from plugins.commands.deliver.ssh import SSH
from tests.publish.deliver.conftest import only_openssh
from tests.publish.deliver.places import texts, version
from tests.publish.deliver.test_rsync import Target


def test_the_delivery_takes_the_connection_that_is_there(by_ssh: Target) -> None:
    """It is not made a second time, and ends with the delivery."""
    made, place = by_ssh
    made.has(version(1))
    with deliver.Ahead(made.to) as ahead:
        found = ahead.connection()
        assert found is not None
        master = found._master
        assert master is not None
        assert master.poll() is None
        with deliver.opened(made.to, made.state, made.ours, found) as work:
            work.send(work.prepare(made.built())[0])
            assert found._master is master
    assert master.poll() is not None
    assert texts(place / "current") == version(1)


def test_a_connection_that_nobody_took_ends(by_ssh: Target) -> None:
    """Where the build went wrong."""
    made, _ = by_ssh
    ahead = deliver.Ahead(made.to)
    with ahead:
        until = time.monotonic() + 20
        while (found := ahead._connection) and found._master is None and time.monotonic() < until:
            time.sleep(0.01)
        assert found is not None
        master = found._master
    assert master is not None
    assert master.poll() is not None


@only_openssh
def test_a_server_that_is_not_there_is_told_by_the_delivery(
    by_ssh: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not before: the build may go wrong, too."""
    made, _ = by_ssh
    monkeypatch.setenv(SSH, "ssh -F none -o StrictHostKeyChecking=yes")
    with deliver.Ahead("ssh://nobody@127.0.0.1:9/x") as ahead:
        found = ahead.connection()
    with (
        pytest.raises(deliver.Failed, match="máy chủ không nhận kết nối SSH"),
        deliver.opened("ssh://nobody@127.0.0.1:9/x", made.state, made.ours, found) as work,
    ):
        work.prepare(made.has(version(1)).built())


@pytest.mark.parametrize("to", ["", "/srv/www", "a.zip", "sai@may"])
def test_other_targets_have_none(to: str) -> None:
    """Nor has one that the delivery will refuse."""
    with deliver.Ahead(to) as ahead:
        assert ahead.connection() is None
