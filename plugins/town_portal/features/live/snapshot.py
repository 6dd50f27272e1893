"""Snapshots: bytes in, models out, and a later export put into an earlier snapshot. Pure."""

from typing import TypeVar

from pydantic import ValidationError

from town_portal.core.data.messages import explain_error
from town_portal.features.live.models import Export, Said, Snapshot

S = TypeVar("S", bound=Snapshot)


class DamagedSnapshot(ValueError):
    """What should be a snapshot is none; the text says why, in Vietnamese."""


def parse_json(data: bytes, model: type[S]) -> S:
    """Return the snapshot or export written as JSON. Raises Damaged."""
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["type"] == "json_invalid":
            raise DamagedSnapshot("không phải JSON đọc được") from None
        where = ".".join(map(str, first["loc"])) or "cả tệp"
        raise DamagedSnapshot(f"{where}: {explain_error({**first, 'loc': ()})}") from None


def serialize_snapshot(snapshot: Snapshot) -> bytes:
    """Return the snapshot as JSON."""
    return snapshot.model_dump_json(indent=1).encode()


def merge_snapshot(old: Snapshot, new: Export) -> Snapshot:
    """Return ``old`` with what ``new`` tells: a comment that is known is replaced, or goes."""
    told = {item.id for items in new.comments.values() for item in items} | set(new.gone)
    comments: dict[str, tuple[Said, ...]] = {}
    for page in sorted({*old.comments, *new.comments}):
        kept = [item for item in old.comments.get(page, ()) if item.id not in told]
        come = [item for item in new.comments.get(page, ()) if item.id not in set(new.gone)]
        if kept or come:
            comments[page] = (*kept, *come)
    ratings = {**old.ratings, **new.ratings}
    return Snapshot.model_validate(
        {**new.model_dump(exclude={"gone"}), "comments": comments, "ratings": ratings}
    )
