"""Tells when something that the site is made of has changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from town_portal.publishing.last_good.versions import STORE

FOLDERS = ("theme", "plugins", "overlay")
PACKAGE_FILES = ("package.json", "package-lock.json")
# Every saving of an editor is several events; this many milliseconds after the first are one.
DEBOUNCE_MS = 300


class SourceFilter(DefaultFilter):
    """Lets sources through, and not what tools and editors leave beside them."""

    ignore_dirs = (*DefaultFilter.ignore_dirs, ".ruff_cache", ".state", ".cache", STORE)
    ignore_entity_patterns = (
        *DefaultFilter.ignore_entity_patterns,
        r"\.tmp$",
        r"^~\$",
        r"^#.*#$",
        r"^4913$",
        r"^\.goutputstream-",
        r"^\.~lock\.",
        r"\.part$",
        r"\.crdownload$",
    )


class Watching:
    """Calls `changed` for every change of the content, the theme, the plugins and the settings."""

    def __init__(
        self, root: Path, content: Path, output: Path, changed: Callable[[], None]
    ) -> None:
        """Watch `root`'s sources and the content folder, wherever that is; never the output."""
        self._root = root.resolve()
        self._folders = [content.resolve(), *(self._root / name for name in FOLDERS)]
        self._filter = SourceFilter(ignore_paths=[output.resolve()])
        self._changed = changed
        self._stop = threading.Event()
        self._again = threading.Event()
        self._threads = [
            threading.Thread(target=self._watch_top, daemon=True),
            threading.Thread(target=self._watch_folders, daemon=True),
        ]

    def start(self) -> None:
        """Begin to watch."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stop.set()
        self._again.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=2)

    def _watch_folders(self) -> None:
        while not self._stop.is_set():
            self._again.clear()
            folders = [folder for folder in self._folders if folder.is_dir()]
            if not folders:
                self._again.wait()
                continue
            for _ in watch(
                *folders,
                watch_filter=self._filter,
                debounce=DEBOUNCE_MS,
                stop_event=self._again,
                raise_interrupt=False,
            ):
                self._changed()

    def _watch_top(self) -> None:
        """Watch the settings, and the coming and going of the watched folders themselves."""
        places = {self._root, *(folder.parent for folder in self._folders)}
        for changes in watch(
            *(place for place in places if place.is_dir()),
            watch_filter=self._is_top,
            debounce=DEBOUNCE_MS,
            stop_event=self._stop,
            recursive=False,
            raise_interrupt=False,
        ):
            # A folder taken away and put back, as by a change of branch, is another one to watch.
            if any(Path(path) in self._folders for _, path in changes):
                self._again.set()
            self._changed()

    def _is_top(self, change: Change, path: str) -> bool:
        """Tell whether an entry beside the sources counts."""
        place = Path(path)
        if place in self._folders:
            return change is not Change.modified
        settings = place.suffix == ".py" and place.name != "tasks.py"
        counts = place.parent == self._root and (settings or place.name in PACKAGE_FILES)
        return counts and self._filter(change, path)
