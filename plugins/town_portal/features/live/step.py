"""What readers say of articles, and what articles let them do: noted and followed by the engine."""

from typing import Any

from town_portal.build.build import Build
from town_portal.build.steps import Step
from town_portal.core.reader_data import Accepts
from town_portal.core.records import Article
from town_portal.core.view import NOTHING
from town_portal.features.live.reader_data import build_living, decide_accepted
from town_portal.features.live.source import OUTSIDE, Found


def find_comment_wish(content: Any) -> tuple[str, bool] | None:
    """Return the address of a published article and whether it wants comments, if it says so."""
    wish = getattr(content.front, "comments", None)
    return None if wish is None or content.status != "published" else (content.url, wish)


def collect_accepted_kinds(build: Build) -> set[Accepts]:
    """Return what published articles let readers do."""
    wishes: set[bool | None] = {wish for _, wish in build.list_facts("wishes").values()}
    if len(build.site.articles) > len(build.list_facts("wishes")):
        wishes.add(None)
    return {decide_accepted(build.town.live, True, wish is True, wish is False) for wish in wishes}


def map_accepted_by_url(build: Build) -> dict[str, Accepts]:
    """Return what each published article lets readers do, by its address."""
    wishes: dict[str, bool] = dict(build.list_facts("wishes").values())
    live, found = build.town.live, dict.fromkeys(build.site.articles.titles())
    return {
        url: decide_accepted(live, True, wishes.get(url) is True, wishes.get(url) is False)
        for url in found
    }


def find_hidden_address(content: Any) -> str | None:
    """Return the address of a content that is not published."""
    return None if content.status == "published" else str(content.url)


FACTS = {"hidden": find_hidden_address, "wishes": find_comment_wish}


def find_live_data(build: Build, content: Any) -> Any:
    """Return what readers say of an article."""
    if not isinstance(content.record, Article):
        return NOTHING
    told: Found = build.outside[OUTSIDE]
    wish = getattr(content.front, "comments", None)
    is_published = content.status == "published"
    takes = decide_accepted(build.town.live, is_published, wish is True, wish is False)
    return build_living(content.url, takes, told.snapshot, build.zone)


def _fingerprint_files(build: Build) -> dict[str, str]:
    """Return what tells that readers say the same, by the files of the articles."""
    snapshot = build.outside[OUTSIDE].snapshot
    urls = {url[1:] for url in (*snapshot.ratings, *snapshot.comments)} if snapshot else set()
    files = build.work.files_at(urls)
    return {
        files[url]: build_living(url, "all", snapshot, build.zone).identity
        for url in sorted(urls & files.keys())
    }


def _list_affected(build: Build, _changes: Any) -> list[str]:
    """Return the articles of which readers say or said something."""
    return sorted({*_fingerprint_files(build), *build.work.known_keys(LIVE)})


LIVE = Step(
    "live",
    "article.live",
    keys=_fingerprint_files,
    affected=_list_affected,
    compute=lambda build, path: _fingerprint_files(build).get(path),
    compute_all=lambda build: _fingerprint_files(build).items(),
)
STEPS = (LIVE,)
