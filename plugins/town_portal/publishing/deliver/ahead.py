"""A connection to the server that is made while the site is still being built."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Self

from town_portal.publishing.deliver.address import Server, parse_target
from town_portal.publishing.deliver.faults import DeliveryFailed, TargetRefused
from town_portal.publishing.deliver.ssh import Connection


class Ahead:
    """Connects to the server of ``to``, if it names one; what is wrong the delivery will tell.

    Leaving the ``with`` block ends the connection, unless somebody has taken it.
    """

    def __init__(self, to: str) -> None:
        self._connection: Connection | None = None
        with suppress(TargetRefused):
            address = parse_target(to) if to else None
            self._connection = Connection(address) if isinstance(address, Server) else None
        self._thread = threading.Thread(target=self._connect, daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """End."""
        if self._connection is not None:
            self._connection.close()  # nobody waits for a server that does not answer
        self._thread.join()
        if self._connection is not None:
            self._connection.close()

    def connection(self) -> Connection | None:
        """Return the connection, which is the caller's from now on; None for other targets."""
        self._thread.join()
        found, self._connection = self._connection, None
        return found

    def _connect(self) -> None:
        if self._connection is not None:
            with suppress(DeliveryFailed):
                self._connection.open()
