"""Nothing that people wrote is lost: five who save at once, servers that are killed, full disks."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from tests.newsroom.running import Newsroom
from tests.newsroom.test_texts import begin
from tests.newsroom.writers import Writer, versions

PEOPLE = ("an", "binh", "chi", "dung", "an")


@dataclass
class Savings:
    """What came of the saves of some people: sentences that were acknowledged, by text."""

    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)


def save_at_once(newsroom: Newsroom, names: list[str], times: int) -> Savings:
    """Let five people save so many times each on the same texts at the same time."""
    savings = Savings({name: [] for name in names})

    def work(number: int) -> None:
        chance = random.Random(number)
        writer = Writer.begin(newsroom, PEOPLE[number])
        texts = [writer.open(name) for name in names]
        for time in range(times):
            text, sentence = chance.choice(texts), f"Câu {time} của người thứ {number}."
            answer = writer.save(text, sentence)
            if answer.status == 409:
                writer.merge(text, answer)
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
    savings = save_at_once(newsroom, names, 200)
    assert set(savings.statuses) == {200, 409}, savings.statuses
    assert sum(savings.statuses.values()) == 5 * 200
    check_savings(newsroom, savings)
    print(f"\n1.000 lần lưu: {savings.statuses[200]} nhận, {savings.statuses[409]} xung đột")
