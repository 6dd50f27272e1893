"""What tells that a text or a file beside it has changed."""

from bisect import bisect_left
from functools import cached_property
from hashlib import blake2b
from itertools import islice, takewhile

from town_portal.build.build import Build
from town_portal.core.content_files.links import is_text
from town_portal.core.content_files.opening import read_bytes


class Digests:
    """The digests of texts, each worked out once."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._known: dict[str, str] = {}
        self._folders: dict[str, bytes] = {}

    @cached_property
    def _sorted(self) -> list[str]:
        return list(self._build.stamps)

    def of(self, path: str) -> str:
        """Return the identity of a text's bytes and of the times and sizes of the files beside."""
        if path not in self._known:
            self._known[path] = self._compute_digest(path)
        return self._known[path]

    def _compute_digest(self, path: str) -> str:
        try:
            data = read_bytes(self._build.content / path, self._build.content)
        except (OSError, ValueError):
            return ""
        return blake2b(data + self._beside(path.rpartition("/")[0]), digest_size=16).hexdigest()

    def _beside(self, folder: str) -> bytes:
        """Return what the files are that the texts of a folder may use: all below it but texts.

        An article with a folder of its own (``…/index.md``) may use all that lies there. Texts
        that share a folder may use all of it but each other.
        """
        if folder not in self._folders:
            stamps, start = self._build.stamps, bisect_left(self._sorted, f"{folder}/")
            below = takewhile(
                lambda name: name.startswith(f"{folder}/"), islice(self._sorted, start, None)
            )
            told = [
                f"{name} {stamps[name][0]} {stamps[name][1]}" for name in below if not is_text(name)
            ]
            self._folders[folder] = "|".join(told).encode()
        return self._folders[folder]
