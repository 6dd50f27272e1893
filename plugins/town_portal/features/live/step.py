"""What readers say of articles, and what articles let them do: noted and followed by the engine."""

from typing import Any

from town_portal.build.build import Build
from town_portal.build.steps import Step
from town_portal.core.living import Accepts
from town_portal.core.records import Article
from town_portal.core.view import NOTHING
from town_portal.features.live.source import OUTSIDE, Found
from town_portal.features.live.talk import accepts, living


def wish_of(content: Any) -> tuple[str, bool] | None:
    """Return the address of a published article and whether it wants comments, if it says so."""
    wish = getattr(content.front, "comments", None)
    return None if wish is None or content.status != "published" else (content.url, wish)


def accepted_kinds(build: Build) -> set[Accepts]:
    """Return what published articles let readers do."""
    wishes: set[bool | None] = {wish for _, wish in build.noted("wishes").values()}
    if len(build.site.articles) > len(build.noted("wishes")):
        wishes.add(None)
    return {accepts(build.town.live, True, wish is True, wish is False) for wish in wishes}


def accepted_by_url(build: Build) -> dict[str, Accepts]:
    """Return what each published article lets readers do, by its address."""
    wishes: dict[str, bool] = dict(build.noted("wishes").values())
    live, found = build.town.live, dict.fromkeys(build.site.articles.titles())
    return {
        url: accepts(live, True, wishes.get(url) is True, wishes.get(url) is False) for url in found
    }


def hidden_address(content: Any) -> str | None:
    """Return the address of a content that is not published."""
    return None if content.status == "published" else str(content.url)


FACTS = {"hidden": hidden_address, "wishes": wish_of}


def live_of(build: Build, content: Any) -> Any:
    """Return what readers say of an article."""
    if not isinstance(content.record, Article):
        return NOTHING
    told: Found = build.outside[OUTSIDE]
    wish = getattr(content.front, "comments", None)
    is_published = content.status == "published"
    takes = accepts(build.town.live, is_published, wish is True, wish is False)
    return living(content.url, takes, told.snapshot, build.zone)


def _told_of(build: Build) -> dict[str, str]:
    """Return what tells that readers say the same, by the files of the articles."""
    snapshot = build.outside[OUTSIDE].snapshot
    urls = {url[1:] for url in (*snapshot.ratings, *snapshot.comments)} if snapshot else set()
    files = build.work.files_at(urls)
    return {
        files[url]: living(url, "all", snapshot, build.zone).identity
        for url in sorted(urls & files.keys())
    }


def _affected(build: Build, _changes: Any) -> list[str]:
    """Return the articles of which readers say or said something."""
    return sorted({*_told_of(build), *build.work.known_keys(LIVE)})


LIVE = Step(
    "live",
    "article.live",
    keys=_told_of,
    affected=_affected,
    compute=lambda build, path: _told_of(build).get(path),
    compute_all=lambda build: _told_of(build).items(),
)
STEPS = (LIVE,)
