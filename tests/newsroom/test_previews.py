"""What an unpublished article will look like, on a server: seen by officers alone, harmless."""

from __future__ import annotations

from tests.newsroom.running import Newsroom

DAY = "articles/2026/2026-12-02"
WORDS = "Sáng nay phường ra quân dọn vệ sinh."
TEXTS = {
    f"{DAY}-ban-thao/index.md": "status: draft\n",
    f"{DAY}-hen-gio/index.md": "publish: 2099-01-01 07:00\n",
}


def test_a_draft_and_a_scheduled_article_are_seen_as_pages(newsroom: Newsroom) -> None:
    """Whoever is signed in sees the page, which has no script, cookie or form; nobody else does."""
    for name, more in TEXTS.items():
        file = newsroom.content / name
        file.parent.mkdir(parents=True)
        head = f"title: Ra quân {file.parent.name}\ndate: 2026-12-02\ncategory: van-hoa\n"
        file.write_text(f"---\n{head}{more}---\n{WORDS}\n", encoding="utf-8")
    officer = newsroom.person("an")
    for name in TEXTS:
        address = f"sua/{name}/xem-truoc"
        answer = officer.get(address)
        assert answer.status == 200, newsroom.log.read_text("utf-8", "replace")
        assert WORDS in answer.text
        assert "Bản xem trước, chưa đăng" in answer.text
        assert not any(tag in answer.text for tag in ("<script", "<form", "<iframe"))
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("sandbox; default-src 'none'")
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert newsroom.person().get(address).status in (302, 403)
        assert f'href="/soan-tin/{address}"' in officer.get(f"sua/{name}/").text
