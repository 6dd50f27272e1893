"""What Pelican and its plugins can do besides is the same with incremental builds as without."""

from __future__ import annotations

from pathlib import Path

from tests.sites.build_site import GOOD, Files, article, page
from tests.sites.cases_program import theme
from tests.sites.changing import PLAIN, Changing, differing
from tests.sites.many_articles import Change

PAGE = "content/pages/gioi-thieu.md"
OWN = "2025/02/02/troi/index.html"
LOOKS = {
    "loop": "{% for it in articles %}{{ it.title }} {{ it.url }}{% endfor %}",
    "length": "{{ articles|length }}",
    "first": "{{ articles[0].title }}",
    "slice": "{% for it in articles[:1] %}{{ it.title }}{% endfor %}",
    "last": "{{ (articles|last).title }}",
    "reverse": "{% for it in articles|reverse %}{{ it.title }}{% endfor %}",
    "sort": "{% for it in articles|sort(attribute='title') %}{{ it.title }}{% endfor %}",
    "map": "{{ articles|map(attribute='title')|join(', ') }}",
    "body": "{% for it in articles %}{{ it.content|length }}{% endfor %}",
    "dates": "{% for it in dates %}{{ it.title }}{% endfor %}",
    "tags": "{% for tag, those in tags %}{{ tag }} {{ those|length }}{% endfor %}",
    "categories": "{% for it, those in categories %}{{ it }} {{ those[0].title }}{% endfor %}",
    "none": "{% if not articles %}x{% endif %}{{ pages|length }}",
}
"""Ways in which a template looks at what Pelican itself puts into its context."""
NEW = {
    "content/articles/2025-03-03-moi.md": article(
        "Một đoạn rất dài.", title="Aa mới nhất", date="2025-03-03", tags="thử"
    ),
    "content/articles/2019-03-03-cu.md": article(title="Cũ nhất", date="2019-03-03", tags="mới"),
    "content/pages/them.md": page(title="Thêm"),
}
CONF = 'THEME = "theme"\nSHARE_PICTURES = False\n'


def looking() -> Files:
    """Return a site with an article for each of the looks, whose own template looks so."""
    found: dict[str, str | bytes | None] = {**theme(), **GOOD}
    for name, look in LOOKS.items():
        text = f'{{% extends "article.html" %}}\n{{% block main %}}<p>{look}</p>{{% endblock %}}\n'
        found[f"theme/templates/xem-{name}.html"] = text
        found[f"content/articles/2025-02-02-{name}.md"] = article(
            title=f"Xem {name}", date="2025-02-02", template=f"xem-{name}", status="hidden"
        )
    return found


def test_templates_that_look_at_pelicans_own_lists(tmp_path: Path) -> None:
    """Each is rendered anew when articles come, and when one of them is edited or goes."""
    site = Changing.begun(tmp_path, looking(), CONF)
    pages = {f"2025/02/02/{name}/index.html" for name in LOOKS}
    assert pages <= site.base.keys()
    site.apply(Change("new", NEW))
    full = site.prove()
    assert pages - set(differing(full, site.base)) == set()
    name = "content/articles/2025-03-03-moi.md"
    longer = NEW[name].replace("Aa mới nhất", "Aa mới hơn")
    site.apply(Change("edited", {name: longer + "\nThêm.\n"}))
    known = {"length", "tags", "none", "last", "reverse"}
    shown = {f"2025/02/02/{name}/index.html" for name in LOOKS.keys() - known}
    assert shown <= set(differing(site.prove(), full))
    site.apply(Change("gone", dict.fromkeys(NEW)))
    assert differing(site.prove(), site.base) == []


ALWAYS = """\
from pathlib import Path

RENDER_ALWAYS = ("*.html",)


def weather(text):
    return Path("thoi-tiet.txt").read_text(encoding="utf-8")


def register():
    pass
"""
WEATHER = """\
from always import weather
PLUGINS = [*PLUGINS, "always"]
JINJA_FILTERS = {**JINJA_FILTERS, "weather": weather}
"""


RAIN: Files = {
    **theme(),
    **GOOD,
    "theme/templates/troi.html": '{% extends "article.html" %}\n'
    "{% block main %}<p>{{ ''|weather }}</p>{% endblock %}\n",
    "content/articles/2025-02-02-troi.md": article(date="2025-02-02", template="troi"),
    "always.py": ALWAYS,
    "thoi-tiet.txt": "Nắng",
}
EDIT = Change("edit", {PAGE: page("Mới.", title="Giới thiệu")})


def test_a_plugin_that_wants_all_pages_rendered(tmp_path: Path) -> None:
    """With RENDER_ALWAYS, each page is rendered in each build, and takes anew what is outside."""
    site = Changing.begun(tmp_path, RAIN, CONF + WEATHER)
    # Parts of pages, below /khoi/, are no pages of Pelican's writer.
    pages = [item for item in site.base if item.endswith(".html") and not item.startswith("khoi/")]
    site.apply(EDIT)
    told = site.build().lines[-1]
    assert f"Đọc 1 bài, 2 bài không đổi; dựng {len(pages)} trang; ghi " in told
    before = site.remembered()[1]
    site.apply(Change("rain", {"thoi-tiet.txt": "Mưa"}))  # though no file of the site changes
    assert differing(site.prove(), before) == [OWN]


TRANSLATED = """\
from pelican import contents
from pelican.plugins import signals


def translate(content):
    if isinstance(content, contents.Article) and "-en." in content.source_path:
        content.lang, content.in_default_lang = "en", False
        content.slug = content.slug.removesuffix("-en")
        content.override_save_as = f"en/{content.slug}/index.html"
        content.override_url = f"en/{content.slug}/"


def register():
    signals.content_object_init.connect(translate)
"""
MIXED: Files = {
    **theme(),
    **GOOD,
    "translated.py": TRANSLATED,
    "content/articles/2025-01-01-goc.md": article(
        "Xem [bài kia]({filename}2025-01-02-kia.md) và [trang]({filename}/pages/gioi-thieu.md).",
        title="Gốc",
        date="2025-01-01",
        template="dich",
    ),
    "content/articles/2025-01-01-goc-en.md": article(title="Original", date="2025-01-01"),
    "content/articles/2025-01-02-kia.md": article(
        "Xem [bài gốc]({filename}2025-01-01-goc.md).", title="Kia", date="2025-01-02"
    ),
    "content/articles/2025-01-03-tep/index.md": article(
        "Tải [mẫu đơn]({attach}don.txt).", title="Có tệp", date="2025-01-03"
    ),
    "content/articles/2025-01-03-tep/don.txt": "đơn",
    "content/articles/2025-01-04-an.md": article(
        "Xem [bài]({filename}2025-01-02-kia.md).",
        title="Ẩn",
        date="2025-01-04",
        status="hidden",
    ),
    "content/articles/2025-01-05-nhap.md": article(
        "Xem [bài]({filename}2025-01-02-kia.md).",
        title="Nháp",
        date="2025-01-05",
        status="draft",
    ),
    "content/articles/2025-01-06-mau.md": article(
        title="Mẫu riêng", date="2025-01-06", template="mau"
    ),
    "theme/templates/dich.html": '{% extends "article.html" %}\n{% block main %}'
    "{% for it in article.translations %}<p>{{ it.title }} {{ it.lang }}</p>{% endfor %}"
    "{{ super() }}{% endblock %}\n",
    "theme/templates/mau.html": '{% extends "article.html" %}\n',
}
TRANSLATIONS = 'ARTICLE_TRANSLATION_ID = "slug"\nPLUGINS = [*PLUGINS, "translated"]\n'
SHOWN = (
    "en/goc/index.html",
    "2025/01/01/goc/index.html",
    "2025/01/03/tep/don.txt",
    "2025/01/04/an/index.html",
    "ban-thao/nhap/index.html",
    "2025/01/06/mau/index.html",
)
EDITS = {
    "2025-01-01-goc-en.md": ("Original", "The original"),
    "2025-01-01-goc.md": ("Xem", "Hãy xem"),
    "2025-01-02-kia.md": ("Xem", "Hãy xem"),
    "2025-01-03-tep/index.md": ("Tải", "Hãy tải"),
    "2025-01-04-an.md": ("Xem", "Hãy xem"),
    "2025-01-05-nhap.md": ("Xem", "Hãy xem"),
    "2025-01-06-mau.md": ("Một đoạn văn.", "Hai đoạn văn."),
}


def test_what_pelican_has_besides_plain_articles(tmp_path: Path) -> None:
    """Translations, hidden articles, drafts, links to texts and files, own templates: all the same.

    On and off in turn, in one output, the bytes stay; edits give a clean build's.
    """
    site = Changing.begun(tmp_path, MIXED, CONF + TRANSLATIONS)
    assert set(SHOWN) <= site.base.keys()
    assert b"/01/02/kia/" in site.base["2025/01/01/goc/index.html"]
    for settings in (PLAIN, ()):
        built = site.build(*settings)
        assert (built.code, differing(built.tree, site.base)) == (0, [])
    edits = {f"content/articles/{name}": pair for name, pair in EDITS.items()}
    texts = {name: str(MIXED[name]).replace(*pair) for name, pair in edits.items()}
    site.apply(Change("all", texts))
    tree = site.prove()
    assert b"The original en" in tree["2025/01/01/goc/index.html"]
    changed = differing(tree, site.base)
    assert {name for name in SHOWN if not name.endswith(".txt")} <= set(changed)
