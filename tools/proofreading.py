"""Print how precise and complete the editorial rules are.

Without a folder: precision and recall on texts with marked mistakes. With content folders: what is
found in their texts, each finding to be judged by a reader, and how much that is for 1,000 words.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from town_portal.authoring.proofreading.proofread import TownData, check_text, load_town_data
from town_portal.authoring.proofreading.rule import Finding
from town_portal.core.data import yamldoc
from town_portal.core.texts import frontmatter

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "unit" / "editorial"
TOWN = ROOT / "tests" / "town"
_MARK = re.compile(r"\[\[(.+?) -> (.+?)\]\]")
_NATURAL = {
    "2020-12-14-kiem-tra-cai-cach-hanh-chinh": (
        *("cũng cố", "CCHC", "UVBTV"),
        *("Nguyễn Huy Hùng - Chủ tịch UBND", "Trần Đình Trung - Phó Giám đốc Sở"),
    ),
}
"""True mistakes of the fixture town's texts, by a part of their path."""
PHOTOGRAPHS = ("anh-", "trang-qua-nang", "bai-thieu-tom-tat")
"""Rules that are about no words."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text and its true mistakes, as they are written in it."""

    name: str
    front: dict[str, object]
    body: str
    mistakes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of findings: true and false by rule, and the mistakes that were missed."""

    hits: int
    total: int
    right: Counter[str]
    wrong: Counter[str]
    missed: tuple[str, ...]
    false: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of the findings that are mistakes."""
        right, wrong = self.right.total(), self.wrong.total()
        return right / (right + wrong) if right + wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the mistakes that are found."""
        return self.hits / self.total if self.total else 1.0


def load_samples() -> list[Sample]:
    """Return the corpus in a fixed order; samples with an odd index are held out."""
    return [*_iter_marked("corpus.yaml"), *_clean(), *load_folder(TOWN)]


def load_unseen() -> list[Sample]:
    """Return the texts that were written after the rules."""
    return [*_iter_marked("unseen.yaml")]


def load_reports() -> list[Sample]:
    """Return the texts of a commune; samples with an odd index were held out."""
    return [*_iter_marked("reports.yaml")]


def _iter_marked(file: str) -> Iterator[Sample]:
    for number, marked in enumerate(_read(file)):
        mistakes = tuple(match[1] for match in _MARK.finditer(marked))
        head: dict[str, object] = {"title": "Tin của phường", "summary": "Tóm tắt."}
        head["date"] = "2025-11-03"
        yield Sample(f"{file} {number}", head, _MARK.sub(r"\1", marked), mistakes)


def _clean() -> Iterator[Sample]:
    for number, text in enumerate(_read("clean.yaml")):
        body = re.sub(r"\{(?!:)\w+\}", _fill, text["body"])
        head: dict[str, object] = {"title": re.sub(r"\{\w+\}", _fill, text["title"])}
        yield Sample(f"clean {number}", head, body, ())


def _fill(match: re.Match[str]) -> str:
    """Return plausible words for a placeholder of the clean texts."""
    name = match[0].strip("{}").rstrip("2")
    words = {"ward": "phường Mẫu Bắc", "weekday": "thứ Hai, ngày 14/12/2020", "year": "2020"}
    words |= {"date": "14/12/2020", "month": "12", "quarter": "4", "thousands": "2.345"}
    words |= {"billions": "12,5", "share": "12,5", "phone": "356"}
    return words.get(name, "14")


def load_folder(folder: Path) -> Iterator[Sample]:
    """Yield the texts of a content folder."""
    for path in sorted(folder.rglob("*.md")):
        raw = path.read_text(encoding="utf-8")
        if not raw.startswith("---"):
            continue
        parts = frontmatter.split_front_matter(raw)
        name = path.relative_to(folder).as_posix()
        mistakes = next((words for key, words in _NATURAL.items() if key in name), ())
        head = dict(parts.head.value or {})
        head["quotes"] = name.startswith("documents/")  # their titles are citations
        yield Sample(name, head, parts.body, mistakes)


def _read(name: str) -> list[Any]:
    found: list[Any] = yamldoc.parse_yaml((CORPUS / name).read_text("utf-8")).value
    return found


def measure_rules(samples: Sequence[Sample], town: TownData) -> Score:
    """Compare what the rules find in the samples with their marked mistakes."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: list[str] = []
    false: list[str] = []
    for sample in samples:
        pending = list(sample.mistakes)
        found = check_text(sample.front, sample.body, town)
        for finding in found:
            if finding.rule.startswith(PHOTOGRAPHS):
                continue
            mistake = next(
                (mistake for mistake in sample.mistakes if _is_about(finding, mistake)), ""
            )
            (right if mistake else wrong)[finding.rule] += 1
            if not mistake:
                false.append(f"{sample.name}: {finding.rule}: {finding.sentence}")
            elif mistake in pending:
                pending.remove(mistake)
        missed += [f"{sample.name}: {mistake}" for mistake in pending]
    total = sum(len(sample.mistakes) for sample in samples)
    return Score(total - len(missed), total, right, wrong, tuple(missed), tuple(false))


def _is_about(finding: Finding, mistake: str) -> bool:
    """Tell whether the words of a finding and a mistake share their place."""
    return bool(finding.excerpt) and (
        mistake in finding.excerpt or finding.excerpt.strip() in mistake
    )


def report_folder(folder: Path) -> None:
    """Print what is found in a content folder and how often."""
    samples = [replace(item, mistakes=()) for item in load_folder(folder)]
    score = measure_rules(samples, load_town_data(folder))
    words = sum(len(sample.body.split()) for sample in samples)
    found = score.wrong.total()
    print(f"{folder}: {words} words, {found} findings, {found * 1000 / words:.2f} for 1,000 words")
    print(*(f"  {item}" for item in score.false), sep="\n")


def main() -> None:
    """Print the figures of both halves and of the whole, by rule; or those of folders."""
    if sys.argv[1:]:
        for name in sys.argv[1:]:
            report_folder(Path(name))
        return
    samples, unseen, town = load_samples(), load_unseen(), load_town_data(TOWN)
    reports = load_reports()
    for name, part in (
        ("tuned on", samples[::2]),
        ("held out", samples[1::2]),
        ("unseen", unseen),
        ("reports, tuned on", reports[::2]),
        ("reports, held out", reports[1::2]),
        ("all", [*samples, *unseen, *reports]),
    ):
        score = measure_rules(part, town)
        figures = f"precision {score.precision:.0%}, recall {score.recall:.0%}"
        print(f"{name}: {len(part)} texts, {score.total} mistakes: {figures}")
    for rule in sorted({*score.right, *score.wrong}):
        print(f"  {rule}: {score.right[rule]} true, {score.wrong[rule]} false")
    print(*(f"  missed: {item}" for item in score.missed), sep="\n")
    print(*(f"  false: {item}" for item in score.false), sep="\n")


if __name__ == "__main__":
    main()
