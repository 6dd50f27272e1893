"""Files of a site with articles that somebody has approved."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.sites.build_site import Files, write
from town_portal.authoring.approve import record_approval
from town_portal.authoring.articles import ArticleFolder

WHO = "Lê An"


def approved(files: Files, *names: str) -> Files:
    """Return the files with the articles of these names approved as they are."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, files)
        articles = ArticleFolder(root / "content")
        for name in names:
            record_approval(articles, root / name, WHO, {})
        return {**files, **{name: (root / name).read_bytes() for name in names}}
