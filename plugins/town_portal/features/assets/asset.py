"""One file below ``static/``."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the output below ``static/``: its name with a hash of its bytes, and the bytes."""

    name: str
    data: bytes


def hash_asset(name: str, data: bytes) -> Asset:
    """Return the asset named so that a changed file gets a new address."""
    path = PurePosixPath(name)
    digest = hashlib.sha256(data).hexdigest()[:10]
    return Asset(str(path.with_name(f"{path.stem}.{digest}{path.suffix}")), data)
