"""Plugins and templates that are broken."""

from __future__ import annotations

from types import MappingProxyType

from tests.sites.build_site import ROOT, Files
from tests.sites.case import Case

GOOD_ARTICLE = "content/articles/2020/2020-12-14-tot/index.md"
GOOD_PAGE = "content/pages/gioi-thieu.md"
PLUGIN = 'PLUGINS = [*PLUGINS, "my_plugin"]'
NOT_LOADED = "phần mở rộng “my_plugin” không nạp được: "
BASE = (ROOT / "theme" / "templates" / "base.html").read_text(encoding="utf-8").splitlines()
FOOTER = next(number for number, line in enumerate(BASE, 1) if "partials/footer.html" in line)


def theme() -> Files:
    """Return the theme's own files, for a site with a theme of its own."""
    folder = ROOT / "theme"
    return {
        f"theme/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def plugin(
    name: str, text: str, *lines: str, more: Files = MappingProxyType({}), conf: str = ""
) -> Case:
    """Return the case of a plugin with this text, ``more`` files and settings."""
    return Case(f"plugin-{name}", {"my_plugin.py": text, **more}, lines, PLUGIN + conf)


def of_content(file: str, error: str) -> str:
    """Return the line about an error of the program at a text."""
    return (
        f"{file}:1: lỗi của chương trình khi xử lý tệp này ({error}); hãy xem lại đoạn vừa sửa; "
        "nếu vẫn lỗi thì gửi tệp này cùng .output.state/error.log cho người phụ trách kỹ thuật"
    )


def template(name: str, line: str, **files: str | None) -> Case:
    """Return the case of a theme in which templates were replaced, or taken away."""
    changed = {f"theme/templates/{file}.html": text for file, text in files.items()}
    return Case(f"template-{name}", {**theme(), **changed}, (line,), 'THEME = "theme"')


PLUGINS = (
    Case(
        "plugin-that-is-not-there",
        {},
        (
            (
                f"pelicanconf.py:1: PLUGINS: {NOT_LOADED}ModuleNotFoundError: "
                "No module named 'my_plugin'"
            ),
        ),
        PLUGIN,
    ),
    plugin(
        "needs-a-missing-module",
        '"""A plugin."""\n\nimport not_installed\n',
        f"my_plugin.py:3: {NOT_LOADED}ModuleNotFoundError: No module named 'not_installed'",
    ),
    plugin(
        "with-a-syntax-error",
        '"""A plugin."""\n\ndef register(:\n',
        f"my_plugin.py:3: {NOT_LOADED}SyntaxError: invalid syntax (my_plugin.py, line 3)",
    ),
    plugin(
        "fails-at-import",
        '"""A plugin."""\n\nVALUE = 1 / 0\n',
        f"my_plugin.py:3: {NOT_LOADED}ZeroDivisionError: division by zero",
    ),
    plugin(
        "fails-at-register",
        'def register():\n    raise ValueError("không được")\n',
        "my_plugin.py:2: phần mở rộng “my_plugin” không khởi động được: ValueError: không được",
    ),
    plugin(
        "without-register",
        '"""A plugin."""\n',
        "my_plugin.py:1: phần mở rộng “my_plugin” không khởi động được: AttributeError: "
        "module 'my_plugin' has no attribute 'register'",
    ),
    plugin(
        "fails-at-each-content",
        "from pelican.plugins import signals\n\n\ndef fail(content):\n    raise ValueError('x')\n\n\n"
        "def register():\n    signals.content_object_init.connect(fail)\n",
        of_content(GOOD_ARTICLE, "ValueError: x, ở my_plugin.py:5"),
        of_content(GOOD_PAGE, "ValueError: x, ở my_plugin.py:5"),
    ),
    plugin(
        "fails-at-one-content",
        "from pelican.plugins import signals\n\n\ndef fail(generators):\n"
        "    for content in [*generators[0].articles, *generators[1].pages]:\n"
        "        _one(content)\n\n\ndef _one(content):\n    if content.title == 'Bài tốt':\n"
        "        raise KeyError('Bài tốt')\n\n\n"
        "def register():\n    signals.all_generators_finalized.connect(fail)\n",
        of_content(GOOD_ARTICLE, "KeyError: 'Bài tốt', ở my_plugin.py:11"),
    ),
    plugin(
        "fails-after-all-contents",
        "from pelican.plugins import signals\n\n\ndef fail(generators):\n"
        "    for content in generators[0].articles:\n        pass\n    raise ValueError('x')\n\n\n"
        "def register():\n    signals.all_generators_finalized.connect(fail)\n",
        "my_plugin.py:7: lỗi khi dựng trang: ValueError: x",
    ),
    plugin(
        "fails-at-one-page",
        "from pelican.plugins import signals\n\n\ndef fail(value):\n    raise TypeError(value)\n\n\n"
        "def add(pelican):\n    pelican.settings['JINJA_FILTERS']['fail'] = fail\n\n\n"
        "def register():\n    signals.initialized.connect(add)\n",
        of_content(GOOD_PAGE, "TypeError: Giới thiệu, ở my_plugin.py:5"),
        more={
            **theme(),
            "theme/templates/page.html": '{% extends "base.html" %}\n{% block main %}\n'
            "{{ page.title|fail }}\n{% endblock %}\n",
        },
        conf='\nTHEME = "theme"',
    ),
    plugin(
        "fails-while-building",
        "from pelican.plugins import signals\n\n\ndef fail(generators):\n    raise ValueError('x')\n\n\n"
        "def register():\n    signals.all_generators_finalized.connect(fail)\n",
        "my_plugin.py:5: lỗi khi dựng trang: ValueError: x",
    ),
    plugin(
        "fails-after-the-pages",
        "from pelican.plugins import signals\n\n\ndef fail(pelican):\n    raise ValueError('x')\n\n\n"
        "def register():\n    signals.finalized.connect(fail)\n",
        "my_plugin.py:5: lỗi khi dựng trang: ValueError: x",
    ),
)

TEMPLATES = (
    template(
        "with-a-syntax-error",
        "theme/templates/page.html:2: lỗi khi dựng trang: TemplateSyntaxError: "
        "Encountered unknown tag 'nope'.",
        page='{% extends "base.html" %}\n{% nope %}\n',
    ),
    template(
        "with-an-undefined-variable",
        "theme/templates/page.html:3: lỗi khi dựng trang: UndefinedError: 'nowhere' is undefined "
        f"(khi dựng {GOOD_PAGE})",
        page='{% extends "base.html" %}\n{% block main %}\n{{ nowhere }}\n{% endblock %}\n',
    ),
    template(
        "that-fails-last",
        "theme/templates/404.html:3: lỗi khi dựng trang: UndefinedError: 'nowhere' is undefined",
        **{"404": '{% extends "base.html" %}\n{% block main %}\n{{ nowhere }}\n{% endblock %}\n'},
    ),
    template(
        "missing",
        "theme/templates/category.html:1: giao diện thiếu mẫu trang này",
        category=None,
    ),
    template(
        "missing-that-is-included",
        f"theme/templates/base.html:{FOOTER}: lỗi khi dựng trang: "
        f"TemplateNotFound: partials/footer.html (khi dựng {GOOD_ARTICLE})",
        **{"partials/footer": None},
    ),
)

CASES = (*PLUGINS, *TEMPLATES)
