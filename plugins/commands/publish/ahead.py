"""What the steps after the build need and can be had while it runs, by another core."""

from __future__ import annotations

import threading
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from plugins.commands.deliver import Connection


class Ahead:
    """Loads their program and connects to the server of ``to``, if it names one.

    Leaving the ``with`` block ends the connection, unless somebody has taken it.
    """

    def __init__(self, to: str) -> None:
        self._to = to
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End."""
        if self._connection is not None:
            self._connection.close()
        self._thread.join()

    def connection(self) -> Connection | None:
        """Return the connection, which is the caller's from now on; None where there is none."""
        self._thread.join()
        found, self._connection = self._connection, None
        return found

    def _work(self) -> None:
        from plugins.commands import compress, deliver, gate, manifest  # noqa: F401
        from plugins.commands.publish import delivery, guard  # noqa: F401

        with suppress(deliver.Refused, deliver.Failed):  # the delivery will tell why
            self._connection = deliver.connection(self._to)
            if self._connection is not None:
                self._connection.open()
