"""The data files that have a form: models, titles, the groups in which they are listed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from newsroom.forms.fields import Field, form_of
from newsroom.texts.kinds import offers
from town_portal.authoring.editing.labels import title_of
from town_portal.authoring.editing.models import FRONTS, models_of
from town_portal.core.data.loading import Model
from town_portal.settings.base import PLUGINS

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Việc hằng ngày": ("alerts", "outages", "calendar", "tasks"),
    "Đơn vị": ("town", "organisation", "information", "procedures", "holidays"),
    "Trang và trình đơn": ("layout", "menu", "categories", "links", "redirects", "province"),
    "Địa phương": ("map", "monuments", "songs"),
    "Soạn tin và tìm kiếm": ("documents", "proofreading", "synonyms", "fees"),
    "Theo quy định": ("duties", "timeliness", "statutory"),
}
OTHERS = "Tệp khác"


@cache
def models() -> Mapping[str, type[Model]]:
    """Return the model of each data file by its name."""
    known = models_of(PLUGINS)
    return {name: model for name, model in known.items() if name not in FRONTS}


def grouped() -> dict[str, list[tuple[str, str]]]:
    """Return the names and titles of the data files in the groups in which they are listed."""
    listed = {name for names in GROUPS.values() for name in names}
    others = tuple(name for name in models() if name not in listed)
    groups = {**GROUPS, OTHERS: others} if others else GROUPS
    return {
        group: [(name, title_of(name).label) for name in names if name in models()]
        for group, names in groups.items()
    }


def form(name: str) -> Field:
    """Return the form of a data file."""
    return form_of(name, models()[name], offers())
