"""Stock Pelican with the bench's plain portal: none of this project's plugins.

Pelican can't page its archives by year and month: each is one page, so that it writes fewer files.
"""

from pathlib import Path

HERE = Path(__file__).parent
SITENAME, SITEURL = "Thị xã Mẫu", "https://example.org"
TIMEZONE, DEFAULT_LANG = "Asia/Ho_Chi_Minh", "vi"
THEME = str(HERE / "theme")
PLUGIN_PATHS, PLUGINS = [str(HERE)], ["older_related"]
ARTICLE_PATHS = ["articles"]
ARTICLE_URL = "{date:%Y}/{date:%m}/{date:%d}/{slug}/"
CATEGORY_URL, TAG_URL = "chuyen-muc/{slug}/", "tu-khoa/{slug}/"
YEAR_ARCHIVE_URL, MONTH_ARCHIVE_URL = "{date:%Y}/", "{date:%Y}/{date:%m}/"
ARTICLE_SAVE_AS = f"{ARTICLE_URL}index.html"
CATEGORY_SAVE_AS, TAG_SAVE_AS = f"{CATEGORY_URL}index.html", f"{TAG_URL}index.html"
YEAR_ARCHIVE_SAVE_AS = f"{YEAR_ARCHIVE_URL}index.html"
MONTH_ARCHIVE_SAVE_AS = f"{MONTH_ARCHIVE_URL}index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "archives", "tags", "categories", "sitemap"]
ARCHIVES_SAVE_AS = "luu-tru/index.html"
TAGS_SAVE_AS, CATEGORIES_SAVE_AS = "tu-khoa/index.html", "chuyen-muc/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = {"category": 20, "tag": 20}
FEED_ALL_ATOM, FEED_MAX_ITEMS, RSS_FEED_SUMMARY_ONLY = "tin.atom", 20, True
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CACHE_CONTENT = LOAD_CONTENT_CACHE = DELETE_OUTPUT_DIRECTORY = False
