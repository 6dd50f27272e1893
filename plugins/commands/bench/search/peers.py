"""Pagefind and MiniSearch over the same articles: their indexes, made as they are meant to be.

Three of them: Pagefind plain, over all articles; Pagefind by year with đ written as d, in the pages
and in the query, because Pagefind does not fold it; MiniSearch over title and lead, which is all
that fits, since a browser loads its index whole.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from plugins.commands.bench import peers
from plugins.commands.bench.builds.corpus import News
from plugins.commands.bench.builds.measure import Run, build
from plugins.commands.bench.search.queries import parts

FILES = peers.FILES / "search"
FRAGMENT = b"pagefind_dcd"
PAGE = '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head>'
BODY = "<body><main data-pagefind-body><h1>{title}</h1>{paragraphs}</main></body></html>"


@dataclass(frozen=True)
class Site:
    """A folder that is served, with the articles as pages and the peers' indexes."""

    folder: Path
    years: tuple[int, ...]

    def fill(self, articles: Sequence[News]) -> None:
        """Write the articles as Pagefind reads them, and as MiniSearch does."""
        for number, article in enumerate(articles):
            for place, change in (("plain", str), ("cured", without_dd)):
                path = self.folder / place / str(article.date.year) / f"{number}.html"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(change(_page(article)), encoding="utf-8")
        told = [
            {"id": number, "title": it.title, "summary": it.summary}
            for number, it in enumerate(articles)
        ]
        text = json.dumps(told, ensure_ascii=False)
        (self.folder / "documents.json").write_text(text, encoding="utf-8")
        modules = peers.node(FILES) / "node_modules"
        shutil.copy(modules / "minisearch/dist/es/index.js", self.folder / "minisearch.js")
        shutil.copy(FILES / "harness.js", self.folder)
        (self.folder / "index.html").write_text("<!doctype html><title>Bench</title>", "utf-8")

    def pagefind(self, pages: str, glob: str, output: str) -> Run:
        """Have Pagefind index some pages; raises NotBuilt."""
        (program,) = (peers.node(FILES) / "node_modules/@pagefind").glob("*/bin/pagefind_extended")
        program.chmod(0o755)
        site = ("--site", str(self.folder / pages), "--glob", glob)
        command = (str(program), *site, "--output-path", str(self.folder / output))
        return build(command, self.folder)

    def plain(self) -> list[Run]:
        """Have Pagefind index all."""
        return [self.pagefind("plain", "**/*.html", "pagefind")]

    def cured(self) -> list[Run]:
        """Have Pagefind index each year."""
        return [self.year(year) for year in self.years]

    def year(self, year: int) -> Run:
        """Have Pagefind index one year."""
        return self.pagefind("cured", f"{year}/*.html", f"pagefind-{year}")

    def numbers(self, outputs: Iterable[str]) -> dict[str, int]:
        """Return the articles' numbers by the ids that Pagefind gave them."""
        found = {}
        for output in outputs:
            for path in (self.folder / output / "fragment").glob("*.pf_fragment"):
                data = gzip.decompress(path.read_bytes()).removeprefix(FRAGMENT)
                found[path.stem] = int(Path(json.loads(data)["url"]).stem)
        return found

    @property
    def mini(self) -> Path:
        """Where MiniSearch's index is."""
        return self.folder / "minisearch.json"

    def outputs(self, name: str) -> list[str]:
        """Return the folders of Pagefind's indexes, by its name in harness.js."""
        by_year = [f"pagefind-{year}" for year in self.years]
        return {"plain": ["pagefind"], "cured": by_year}.get(name, [])

    def size(self, outputs: Sequence[str]) -> int:
        """Return the bytes of Pagefind's indexes, without the fragments; else of MiniSearch's."""
        files = (path for output in outputs for path in (self.folder / output).rglob("*.*"))
        found = sum(it.stat().st_size for it in files if it.suffix in (".pf_index", ".pf_meta"))
        return found or self.mini.stat().st_size


def without_dd(text: str) -> str:
    """Return a text with d in the place of đ."""
    return text.replace("đ", "d").replace("Đ", "D")


def _page(article: News) -> str:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in parts(article)[1:])
    return (PAGE + BODY).format(title=escape(article.title), paragraphs=paragraphs)
