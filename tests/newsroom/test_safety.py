"""Nothing that people wrote is lost: five who save at once, servers that are killed, full disks."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

import pytest

from tests.newsroom.running import Newsroom
from tests.newsroom.test_texts import begin
from tests.newsroom.writers import Open, Writer, unsaved, versions
from town_portal.core.content_files.writing import write_durably
from town_portal.core.texts import frontmatter

PEOPLE = ("an", "binh", "chi", "dung", "an")


@dataclass
class Savings:
    """What came of the saves of some people: sentences that were acknowledged, by text."""

    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)


def save_at_once(newsrooms: list[Newsroom], names: list[str], times: int) -> Savings:
    """Let five people save so many times each on the same texts at the same time.

    Of several servers on one folder the people use one each, in turn.
    """
    savings = Savings({name: [] for name in names})

    def work(number: int) -> None:
        chance = random.Random(number)
        writer = Writer.begin(newsrooms[number % len(newsrooms)], PEOPLE[number])
        texts = [writer.open(name) for name in names]
        for round_ in range(times):
            text, sentence = chance.choice(texts), f"Câu {round_} của người thứ {number}."
            text.written.append(sentence)
            answer = writer.save(text)
            if answer.status == 409:
                writer.take_saved(text)
                text.written.clear()
            else:
                assert answer.status == 200, answer
                savings.acknowledged[text.name].append(sentence)
        savings.statuses.update(writer.statuses)

    with ThreadPoolExecutor(len(PEOPLE)) as pool:
        list(pool.map(work, range(len(PEOPLE))))
    return savings


def check_savings(newsroom: Newsroom, savings: Savings) -> None:
    """Find each acknowledged sentence in the file as it is now and in a version of its own."""
    for name, sentences in savings.acknowledged.items():
        text = (newsroom.content / name).read_text("utf-8")
        missing = [sentence for sentence in sentences if sentence not in text]
        assert not missing, name
        kept = versions(newsroom, name)
        assert len(kept) == len(set(kept)) == len(sentences) + 1, name


@pytest.mark.long
def test_five_people_who_save_at_once_lose_nothing(newsroom: Newsroom) -> None:
    """Of 1,000 saves on 20 texts each is in its file and in the history, or was told a conflict."""
    names = [begin(newsroom.person("an"), f"Năm người cùng lưu {number}") for number in range(20)]
    savings = save_at_once([newsroom], names, 200)
    assert set(savings.statuses) == {200, 409}, savings.statuses
    assert sum(savings.statuses.values()) == 5 * 200
    check_savings(newsroom, savings)
    print(f"\n1.000 lần lưu: {savings.statuses[200]} nhận, {savings.statuses[409]} xung đột")


IDENTITY = ("-c", "user.name=Phường", "-c", "user.email=phuong@example.vn")


@pytest.fixture(params=["a database each", pytest.param("one database", marks=pytest.mark.long)])
def two_servers(
    request: pytest.FixtureRequest, prepared: Path, tmp_path: Path
) -> Iterator[list[Newsroom]]:
    """Return two servers on one content folder, which is in Git."""
    first, second = tmp_path / "a", tmp_path / "b"
    shutil.copytree(prepared, first)
    for words in (["init", "-q"], ["add", "-A"], [*IDENTITY, "commit", "-qm", "Đầu"]):
        subprocess.run(["git", *words], cwd=first / "content", check=True)
    second.mkdir()
    (second / "content").symlink_to(first / "content")
    if request.param == "one database":
        (second / "data").symlink_to(first / "data")
    else:
        shutil.copytree(prepared / "data", second / "data")
    servers = [Newsroom(folder).start() for folder in (first, second)]
    yield servers
    for server in servers:
        server.kill()


@pytest.mark.skipif(shutil.which("git") is None, reason="Git is not here")
def test_two_servers_on_one_folder_lose_nothing(two_servers: list[Newsroom]) -> None:
    """Saves through both are all in the files, in a version and in Git, or are told conflicts."""
    one, other = two_servers
    names = [begin(one.person("an"), f"Hai máy chủ {number}") for number in range(2)]
    savings = save_at_once(two_servers, names, 5)
    assert set(savings.statuses) == {200, 409}, savings.statuses
    for name, sentences in savings.acknowledged.items():
        text = whole(one.content / name)
        assert [sentence for sentence in sentences if sentence not in text] == []
        kept = [*versions(one, name), *versions(other, name)]
        assert [
            sentence for sentence in sentences if not any(sentence in version for version in kept)
        ] == []
        words = ["git", "log", "--oneline", "--", name]
        log = subprocess.check_output(words, cwd=one.content, text=True)
        assert len(log.splitlines()) == 1 + len(sentences)


CRASHES = 100
ASK_LEVEL = """
from django.db import connection
print(connection.cursor().execute("PRAGMA synchronous").fetchone())
"""


@dataclass
class Typing:
    """What a person types: one sentence after another into a text of their own or a shared one."""

    name: str
    sentences: list[str] = field(default_factory=list)
    """Those of which the server has said that they are kept or saved, in their order."""


def type_until_killed(newsroom: Newsroom, person: str, typing: Typing) -> None:
    """Let the editor keep each sentence and save now and then, until the server is gone.

    A sentence whose answer had not come when the server died is younger than the answer's time.
    """
    with suppress(OSError, HTTPException):
        writer = Writer.begin(newsroom, person)
        text = writer.open(typing.name)
        while True:
            sentence = f"Câu {uuid4().hex}."
            answer = writer.keep(text, sentence)
            assert answer.status == 200, answer
            typing.sentences.append(sentence)
            if len(typing.sentences) % 2:
                _save(writer, text)


def _wait(typings: list[Typing], at_work: list[Future[None]], chance: random.Random) -> None:
    """Wait for some sentences, however slow the machine, and a moment more."""
    wanted = chance.randint(1, 40)
    while sum(len(typing.sentences) for typing in typings) < wanted and not any(
        map(Future.done, at_work)
    ):
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.2))


def _save(writer: Writer, text: Open) -> None:
    answer = writer.save(text)
    if answer.status == 409:
        writer.take_saved(text)
        answer = writer.save(text)
    assert answer.status in (200, 409), answer


def whole(file: Path) -> str:
    """Return a text's words; its front matter parses, and nothing is left half written beside."""
    text = file.read_text("utf-8")
    assert frontmatter.split_front_matter(text).head.value["title"], file
    assert text.endswith("\n"), file
    return text


def lost(newsroom: Newsroom, typing: Typing) -> list[str]:
    """Return the sentences of a person that no place has any longer."""
    places = [whole(newsroom.content / typing.name), *versions(newsroom, typing.name)]
    everything = "\n".join([*places, *unsaved(newsroom, typing.name)])
    return [sentence for sentence in typing.sentences if sentence not in everything]


@pytest.mark.long
def test_a_hundred_crashes_lose_no_sentence_that_was_kept(newsroom: Newsroom) -> None:
    """Killed at any moment, the server has each kept sentence afterwards, and files are whole."""
    old = sorted(newsroom.content.glob("articles/2*/*/index.md"))[:2]
    names = [path.relative_to(newsroom.content).as_posix() for path in old]
    level = newsroom.manage("shell", "-c", ASK_LEVEL)
    assert "(2,)" in level  # each commit is on the disk before it is answered
    count = 0
    for crash in range(CRASHES):
        new = [begin(newsroom.person("an"), f"Bài mới {crash} {number}") for number in range(2)]
        typings = [Typing(name) for name in [*new, *names]]
        at_work = []
        with ThreadPoolExecutor(4) as pool:
            for person, typing in zip(("an", "binh", "chi", "dung"), typings, strict=True):
                at_work.append(pool.submit(type_until_killed, newsroom, person, typing))
            _wait(typings, at_work, random.Random(crash))
            newsroom.kill()
        for one in at_work:
            one.result()
        newsroom.start()
        for typing in typings:
            assert not lost(newsroom, typing), (crash, typing.name)
        count += sum(len(typing.sentences) for typing in typings)
    assert count > CRASHES
    print(f"\n{CRASHES} lần máy chủ bị diệt: {count} câu đã giữ, 0 câu mất")


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another program")
def test_a_full_disk_loses_no_text_and_says_so(newsroom: Newsroom) -> None:
    """Where nothing more can be written a save is refused in words; the file stays, and goes on."""
    assert newsroom.process is not None
    writer = Writer.begin(newsroom, "an")
    name = begin(writer.person, "Ổ đĩa đầy giữa chừng")
    text = writer.open(name)
    before = (newsroom.content / name).read_bytes()
    text.written.append("Câu lúc ổ đĩa đầy.")
    children = Path(f"/proc/{newsroom.process.pid}/task/{newsroom.process.pid}/children")
    everyone = [newsroom.process.pid, *map(int, children.read_text("ascii").split())]
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    for pid in everyone:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, usual[1]))
    try:
        refused = writer.save(text)
    finally:
        for pid in everyone:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, usual)
    assert refused.status == 507, refused
    assert "ổ đĩa đã đầy" in refused.json["error"]
    assert str(newsroom.content) not in refused.text
    assert (newsroom.content / name).read_bytes() == before
    assert writer.save(text).status == 200


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux names open files")
def test_a_file_is_on_the_disk_before_it_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file is synced, then put in place, then its folder is synced."""
    done: list[str] = []
    sync, replace = os.fsync, Path.replace

    def note_sync(handle: int) -> None:
        done.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        sync(handle)

    def note_replace(path: Path, target: Path) -> Path:
        done.append(f"{path.name} -> {target.name}")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_replace)
    write_durably(tmp_path / "index.md", b"moi")
    new = Path(done[0])
    assert new.parent == tmp_path
    assert done[1:] == [f"{new.name} -> index.md", str(tmp_path)]
