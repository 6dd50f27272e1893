"""The bench's plain portal for stock Pelican, with the theme that it brings."""

SITENAME, SITEURL, TIMEZONE = "Thị xã Mẫu", "https://example.org", "Asia/Ho_Chi_Minh"
THEME, DEFAULT_LANG, DEFAULT_PAGINATION = "simple", "vi", 20
STATIC_PATHS, PAGE_PATHS = list[str](), list[str]()
ARTICLE_URL, CATEGORY_URL, TAG_URL = (
    *("{date:%Y}/{date:%m}/{date:%d}/{slug}/", "chuyen-muc/{slug}/", "tu-khoa/{slug}/"),
)
ARTICLE_SAVE_AS, CATEGORY_SAVE_AS, TAG_SAVE_AS = (
    *(f"{ARTICLE_URL}index.html", f"{CATEGORY_URL}index.html", f"{TAG_URL}index.html"),
)
YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"
MONTH_ARCHIVE_SAVE_AS = "luu-tru/{date:%Y}-{date:%m}/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ""
FEED_ALL_ATOM, FEED_MAX_ITEMS = "feed.xml", 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
