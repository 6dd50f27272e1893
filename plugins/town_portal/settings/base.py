"""Folders, addresses, plugins, templates. No fact about a town."""

from collections.abc import Callable
from typing import Any

from town_portal.core.system import places as _places
from town_portal.core.template_options import PLAIN_OPTIONS as _PLAIN_OPTIONS
from town_portal.core.texts.folders import FOLDERS as _FOLDERS
from town_portal.settings.classes import make_pelican, make_reader

PELICAN_CLASS = make_pelican
PATH, OUTPUT_PATH = str(_places.TOWN / "content"), str(_places.TOWN / "output")
THEME = str(_places.ROOT / "theme")
ARTICLE_PATHS, PAGE_PATHS = ["articles"], list(_FOLDERS[1:])
STATIC_PATHS = THEME_STATIC_PATHS = DIRECT_TEMPLATES = FORMATTED_FIELDS = list[str]()
# A town's own before the generator's: templates of the theme, of features, of blocks.
_TEMPLATES = (
    *(_places.OVERLAY / "templates", _places.OVERLAY),
    *(_places.PACKAGE, _places.PACKAGE / "features"),
)
THEME_TEMPLATES_OVERRIDES = [str(folder) for folder in _TEMPLATES if folder.is_dir()]
READERS = dict.fromkeys(("mkd", "mdown", "rst", "htm", "html")) | dict.fromkeys(
    ("md", "markdown"), make_reader
)
# The town's data put SITEURL, SITENAME and the real TIMEZONE here (build/strict.py).
DEFAULT_LANG, LOCALE, TIMEZONE = "vi", ["C"], "UTC"
RELATIVE_URLS = WITH_FUTURE_DATES = SHOW_UNFINISHED = True
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = False  # one slug on two days is no translation
FILENAME_METADATA = ""  # core/naming.py reads names, with faults
DEFAULT_PAGINATION = 20
OWN_HOST_ONLY = False  # whether scripts run at the town's own address alone, or at any host
SPECIMENS = SHARE_PICTURES = True  # /mau/ with every block; pictures for links to articles

# In the order in which they work; addresses checks what all others have claimed.
_FEATURES = (
    (
        "files town related documents lists live organisation statutory province elsewhere "
        "feeds sitemap assets"
    ),
    "metadata opendata search specimens questions outages calendars information timeliness",
    "redirects",
)
_BEFORE, _AMID, _AFTER = ([f"features.{name}" for name in part.split()] for part in _FEATURES)
PLUGINS = [
    f"town_portal.{name}"
    for name in (
        *(
            "features.photos",
            "authoring.proofreading",
            "build.incremental.plugin",
            *_BEFORE,
            "blocks",
        ),
        *(*_AMID, *_AFTER, "publishing.hosting", "features.duties", "features.addresses"),
    )
]
MARKDOWN = {
    "extensions": [
        *(
            "town_portal.core.markup.extension",
            "town_portal.core.markup.table",
            "town_portal.features.photos.figure",
        ),
        *(f"markdown.extensions.{name}" for name in ("sane_lists", "tables", "footnotes")),
    ],
    "extension_configs": {
        "markdown.extensions.tables": {"use_align_attribute": True},
        "markdown.extensions.footnotes": {"BACKLINK_TITLE": "Trở lại chỗ ghi chú {} trong bài"},
    },
}
ARTICLE_URL = "{date:%Y}/{date:%m}/{date:%d}/{slug}/"
DRAFT_URL = DRAFT_PAGE_URL = "ban-thao/{slug}/"
PAGE_URL, CATEGORY_URL, TAG_URL = "{slug}/", "chuyen-muc/{slug}/", "tu-khoa/{slug}/"
ARTICLE_SAVE_AS, PAGE_SAVE_AS = f"{ARTICLE_URL}index.html", f"{PAGE_URL}index.html"
DRAFT_SAVE_AS = DRAFT_PAGE_SAVE_AS = f"{DRAFT_URL}index.html"
# Pelican's own pattern would also match in a title, and read on from there into the text.
INTRASITE_LINK_REGEX = r'(?<=<a[ ]href=")[{|](?P<what>\w+)[|}]'
SLUG_REGEX_SUBSTITUTIONS = [(r"[^0-9a-zA-Z]+", "-"), (r"^-+|-+$", "")]
# What town_portal/features/lists and town_portal/features/feeds write, Pelican must not.
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = FEED_ALL_ATOM = CATEGORY_FEED_ATOM = ""
TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = ""
# More than the portal has (core/templating.py, core/filters.py).
JINJA_ENVIRONMENT, JINJA_FILTERS = dict(_PLAIN_OPTIONS), dict[str, Callable[..., Any]]()
