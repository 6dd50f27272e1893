"""A connection that is made before there is anything to send."""

from __future__ import annotations

import pytest

from tests.publish.deliver.conftest import only_openssh
from tests.publish.deliver.places import texts, version
from tests.publish.deliver.test_rsync import Target
from town_portal.publishing import deliver
from town_portal.publishing.deliver.ssh import SSH


def test_the_delivery_takes_the_connection_that_is_there(by_ssh: Target) -> None:
    """It is not made a second time, and ends with the delivery; one that nobody took ends too."""
    made, place = by_ssh
    made.has(version(1))
    with deliver.Ahead(made.to) as unused:
        unused._thread.join()
        assert unused._connection is not None
        waiting = unused._connection._master
        assert waiting is not None
    assert waiting.poll() is not None
    with deliver.Ahead(made.to) as ahead:
        found = ahead.connection()
        assert found is not None
        master = found._master
        assert master is not None
        assert master.poll() is None
        with deliver.open_target(made.to, made.state, made.ours, made.trust, found) as work:
            work.send(work.prepare(made.built())[0])
            assert found._master is master
    assert master.poll() is not None
    assert texts(place / "current") == version(1)


@only_openssh
def test_a_server_that_is_not_there_is_told_by_the_delivery(
    by_ssh: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not before: the build may go wrong, too."""
    made, _ = by_ssh
    made.to = "ssh://nobody@127.0.0.1:9/x"
    monkeypatch.setenv(SSH, "ssh -F none -o StrictHostKeyChecking=yes")
    with deliver.Ahead(made.to) as ahead:
        found = ahead.connection()
    with (
        pytest.raises(deliver.DeliveryFailed, match="máy chủ không nhận kết nối SSH"),
        deliver.open_target(made.to, made.state, made.ours, made.trust, found) as work,
    ):
        work.prepare(made.has(version(1)).built())


@pytest.mark.parametrize("to", ["", "/srv/www", "a.zip", "sai@may"])
def test_other_targets_have_none(to: str) -> None:
    """Nor has one that the delivery will refuse."""
    with deliver.Ahead(to) as ahead:
        assert ahead.connection() is None
