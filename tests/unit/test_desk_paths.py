"""What the desk may ask of the server for files: nothing outside the content's three folders."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.desk.paths import is_inside, refused


def save(path: str, asset: str = "articles/2026/a/anh.jpg", **more: str) -> dict[str, Any]:
    """Return a request to save a text with a photograph."""
    files = [{"slug": "a", "path": path, "raw": "chữ", **more}]
    assets = [{"path": asset, "content": "eA==", "encoding": "base64"}]
    return {"action": "persistEntry", "params": {"dataFiles": files, "assets": assets}}


@pytest.mark.parametrize(
    "asked",
    [
        {"action": "info"},
        {"action": "entriesByFolder", "params": {"folder": "articles", "depth": 3}},
        {"action": "entriesByFiles", "params": {"files": [{"path": "data/town.yaml"}]}},
        {"action": "getMedia", "params": {"mediaFolder": "data"}},
        {"action": "deleteFiles", "params": {"paths": ["articles/2026/a/index.md"]}},
        save("articles/2026/2026-11-25-bài có dấu/index.md"),
    ],
)
def test_what_decap_needs_is_handed_on(asked: dict[str, Any]) -> None:
    """Reading and writing articles, pages and data goes on."""
    assert refused(asked) == ""


@pytest.mark.parametrize(
    "path",
    [
        *("../pelicanconf.py", "articles/../../x.md", "/etc/passwd", "C:\\x.md", ""),
        *("articles\\..\\x.md", "plugins/x.md", "articles/./x.md", "articles//x.md"),
        "articles/\x00.md",
    ],
)
def test_paths_that_lead_out_are_refused(path: str) -> None:
    """No spelling of a path outside is handed on, wherever in a request it stands."""
    assert not is_inside(path)
    for asked in (
        save(path),
        save("articles/a.md", asset=path),
        save("articles/a.md", newPath=path),
        {"action": "getEntry", "params": {"path": path}},
        {"action": "getMedia", "params": {"mediaFolder": path}},
        {"action": "entriesByFolder", "params": {"folder": path}},
        {"action": "entriesByFiles", "params": {"files": [{"path": path}]}},
        {"action": "deleteFiles", "params": {"paths": ["data/a.yaml", path]}},
    ):
        assert refused(asked).startswith("Bàn soạn tin chỉ đọc và ghi")


@pytest.mark.parametrize(
    "asked", [[], "x", {}, {"action": "exec"}, {"action": "unpublishedEntries"}, None]
)
def test_other_requests_are_refused(asked: Any) -> None:
    """What is no request of Decap's is refused with a sentence, and a list for a path."""
    assert refused({"action": "getEntry", "params": {"path": ["articles/a.md"]}})
    assert refused(asked) == "Bàn soạn tin không có việc này."


@pytest.mark.parametrize("name", ["x.py", "x.html", "x.js", "x", ".htaccess", "x.sh"])
def test_programs_are_not_written(name: str) -> None:
    """Only content is written: texts, data, pictures, documents, sound and film."""
    assert refused(save("articles/a.md", asset=f"articles/{name}")).startswith("Không nhận loại")


def test_a_second_text_never_lies_in_the_folder_of_another() -> None:
    """Decap would put a text with the day and title of another beside it, at the same address."""
    for path in ("articles/2026/2026-11-28-a/index-1.md", "pages/a/index-12.md"):
        assert refused(save(path)).startswith("Đã có bài cùng ngày đăng và cùng tiêu đề.")
        assert refused({"action": "getEntry", "params": {"path": path}}) == ""
    assert refused(save("articles/2026/2026-11-28-index-1/index.md")) == ""
