"""Paste the fifty clipboards into both editors: `python -m tools.editor_trial.run`.

`npm ci --prefix tools/editor_trial` comes first. Prints one line a failure and a JSON summary.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, Route, sync_playwright

from plugins.commands.places import ROOT
from tools.editor_trial.measure import convert, read_shown

HERE = Path(__file__).parent
CLIPBOARDS = ROOT / "tests/newsroom/clipboards"
ORIGIN = "http://127.0.0.1:8799"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'"
)
PAGE = (
    "<!doctype html><html lang=vi><meta charset=utf-8><title>Thử</title>"
    "<link rel=stylesheet href=/ck/browser/ckeditor5.css>"
    "<script src=/ck/browser/ckeditor5.umd.js></script>"
    "<script src=/ck/translations/vi.umd.js></script>"
    "<div id=editor></div><script type=module src=/page.js></script></html>"
)
TYPES = {".js": "text/javascript", ".css": "text/css", ".png": "image/png"}


def bundle(modules: Path, target: Path) -> None:
    """Bundle Tiptap with esbuild into ``target``."""
    command = [
        str(modules / ".bin/esbuild"),
        str(HERE / "tiptap.mjs"),
        *("--bundle", "--minify", "--format=esm", f"--outfile={target}"),
    ]
    subprocess.run(command, check=True, env={"NODE_PATH": str(modules)}, capture_output=True)


def find_file(path: str, modules: Path, bundled: Path) -> Path | None:
    """Return the file that an address of the trial's site shows."""
    if path.startswith("/ck/"):
        return modules / "ckeditor5/dist" / path[4:]
    names = {
        "/page.js": HERE / "page.js",
        "/tiptap.js": bundled,
        "/newsroom/editor.js": ROOT / "newsroom/static/newsroom/editor.js",
    }
    return names.get(path)


def open_page(browser: Browser, editor: str, policy: str, modules: Path) -> Page:
    """Return a page with an editor in it."""
    page = browser.new_page()

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        file = find_file(path, modules, modules.parent / "tiptap.bundle.js")
        headers = {"content-security-policy": policy}
        if path == "/":
            route.fulfill(body=PAGE, content_type="text/html", headers=headers)
        elif file and file.is_file():
            route.fulfill(path=file, content_type=TYPES[file.suffix])
        else:
            route.fulfill(status=200, body="", content_type="image/png")

    page.route("**/*", serve)
    page.goto(f"{ORIGIN}/?{editor}")
    page.wait_for_selector("body[data-ready]", timeout=20_000)
    return page


def paste(page: Page, clip: Path) -> dict[str, Any]:
    """Return what an editor made of one clipboard."""
    text = clip.read_text("utf-8")
    is_html = clip.suffix == ".html"
    plain = read_text(text) if is_html else text
    result: dict[str, Any] = page.evaluate(
        "([html, text]) => trial(html, text)", [text if is_html else "", plain]
    )
    return result


def read_text(html: str) -> str:
    """Return the plain flavour of a clipboard that has HTML."""
    return " ".join(read_shown(html).words)


def compare(clip: Path, result: dict[str, Any]) -> Counter[str]:
    """Return the differences between a clipboard and what the portal shows of it, by kind."""
    source = clip.read_text("utf-8")
    before = read_shown(source if clip.suffix == ".html" else f"<p>{source}</p>".replace("<5", "5"))
    edited = read_shown(result["html"])
    html = convert(result["html"])
    after = read_shown(html)
    kept = after.pictures
    return Counter(
        words_lost_editor=(before.words - edited.words).total(),
        words_lost=(before.words - after.words).total(),
        words_added=(after.words - before.words).total(),
        tables_changed=int(before.cells != edited.cells),
        tables_changed_after=int(before.cells != after.cells),
        numbers_changed=int(before.numbers != after.numbers),
        pictures=before.pictures,
        pictures_kept=kept,
        pictures_reported=len(result["notices"]),
        pictures_lost=max(before.pictures - kept - len(result["notices"]), 0),
        policy_reports=len(result["violations"]),
        errors=len(result["errors"]),
        executed=int(result["ran"]),
    )


def weigh(files: list[Path]) -> dict[str, int]:
    """Return the bytes of files, as they are and compressed."""
    data = [file.read_bytes() for file in files]
    return {"raw": sum(map(len, data)), "gzip": sum(len(gzip.compress(item)) for item in data)}


def try_editor(browser: Browser, editor: str, policy: str, modules: Path) -> dict[str, int]:
    """Return the sums over all clipboards; print what failed."""
    total: Counter[str] = Counter(crashes=0)
    page = open_page(browser, editor, policy, modules)
    for name, about in yaml.safe_load((CLIPBOARDS / "clipboards.yaml").read_text("utf-8")).items():
        clip = CLIPBOARDS / about["file"]
        try:
            result = paste(page, clip)
            counts = compare(clip, result)
        except Exception as error:  # noqa: BLE001  # any failure is a crash to be counted
            total["crashes"] += 1
            print(editor, name, "crash:", str(error)[:200])
            continue
        total.update(counts)
        skip = ("pictures", "pictures_kept", "pictures_reported")
        faults = {key: n for key, n in counts.items() if n and key not in skip}
        if faults:
            print(editor, name, faults, *set(result["violations"]), *result["errors"][:1])
    return dict(total)


def main() -> None:
    """Run the trial."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modules", type=Path, default=HERE / "node_modules")
    parser.add_argument("--style-attributes", action="store_true", help="allow style attributes")
    given = parser.parse_args()
    policy = POLICY + ("; style-src-attr 'unsafe-inline'" if given.style_attributes else "")
    bundled = given.modules.parent / "tiptap.bundle.js"
    bundle(given.modules, bundled)
    dist = given.modules / "ckeditor5/dist"
    names = ("browser/ckeditor5.umd.js", "browser/ckeditor5.css", "translations/vi.umd.js")
    weights = {"ckeditor": weigh([dist / name for name in names]), "tiptap": weigh([bundled])}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        for editor, weight in weights.items():
            counts = try_editor(browser, editor, policy, given.modules)
            print(json.dumps({"editor": editor, **counts, "bytes": weight}))
        browser.close()


if __name__ == "__main__":
    main()
