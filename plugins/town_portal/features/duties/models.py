"""The data of duties.yaml: what is asked of the portal, where it is met, how that is looked at."""

import re
from collections.abc import Collection
from typing import Literal

from pydantic import model_validator

from town_portal.core.data.fields import Day, FieldError, Key, SitePath, Text
from town_portal.core.data.loading import Law, Model, Table
from town_portal.features.duties.checks import CHECKS
from town_portal.features.duties.outcome import State

UNSEEN = "Chưa có người rà soát."
UNFOUNDED = "chưa ai và chưa máy nào kiểm thì chưa thể ghi là đạt"
Level = Literal["must", "should", "support", "keep", "expected"]


class Source(Model):
    """A text that asks for something; ``since`` and ``until`` are its first and last day in force.

    ``replaced_by`` names the text that took its place; ``page`` is its page in the portal.
    """

    key: Key
    title: Text
    about: Text | None = None
    since: Day | None = None
    until: Day | None = None
    replaced_by: Text | None = None
    page: SitePath | None = None


class Basis(Model):
    """Where a duty stands: the key of a source, and the article and clause in it."""

    source: Key
    clause: Text | None = None


class Place(Model):
    """A page of the portal where a duty is met; one that is not there yet is no fault."""

    title: Text
    page: SitePath


class Check(Model):
    """What the machine looks at in each build: a check by name, and what it is to look at.

    ``words`` say what that is, for people; see README.md of this plugin.
    """

    check: Literal[tuple(CHECKS)]  # type: ignore[valid-type]  # the registry is the list of names
    of: Text | None = None
    words: Text | None = None

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> "Check":
        needs = CHECKS[self.check].needs
        if needs and not self.of:
            raise FieldError(f"phép kiểm này cần biết xem gì: {needs}", "of")
        if needs and not re.fullmatch(CHECKS[self.check].form, self.of or ""):
            raise FieldError(f"viết chưa đúng cách của phép kiểm này: {needs}", "of")
        return self


class Trial(Model):
    """A test that looks at a duty when the tests run: its file, and when it last passed."""

    what: Text
    by: Text
    seen: Day


class Look(Model):
    """What a person looked at: in which role, and when."""

    what: Text
    by: Text
    seen: Day


class Rule(Model):
    """What is asked: ``title`` in a few words, ``text`` in full."""

    key: Key
    title: Text
    text: Text
    level: Level
    basis: tuple[Basis, ...] = ()
    pages: tuple[Place, ...] = ()
    checks: tuple[Check, ...] = ()


class Verdict(Model):
    """What a town holds of a rule.

    ``judged`` is what people hold of it; a check that fails makes its state worse. ``lacking`` says
    what is missing, and why.
    """

    key: Key
    tests: tuple[Trial, ...] = ()
    looks: tuple[Look, ...] = ()
    judged: State
    lacking: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _says_what_is_missing(self) -> "Verdict":
        if self.judged != "met" and not self.lacking:
            raise FieldError("chưa đạt thì phải ghi còn thiếu gì, vì sao", "lacking")
        return self


class Duty(Rule, Verdict):
    """A duty: a rule and the verdict of the town."""

    @model_validator(mode="after")
    def _is_founded(self) -> "Duty":
        if self.judged == "met" and not (self.checks or self.tests or self.looks):
            raise FieldError(UNFOUNDED, "judged")
        return self


class Rules(Model):
    """The rules that hold for every town (``law/duties.yaml``)."""

    sources: tuple[Source, ...] = ()
    duties: tuple[Rule, ...] = ()


class Duties(Model):
    """All duties. ``note`` stands above the table.

    ``verdicts`` are on the rules of every town; ``duties`` are a town's own, or stand in place of
    such a rule.
    """

    note: Text | None = None
    sources: tuple[Source, ...] = ()
    duties: tuple[Duty, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @model_validator(mode="after")
    def _keys_fit(self) -> "Duties":
        sources = [item.key for item in self.sources]
        keys = [item.key for item in self.duties]
        verdicts = [item.key for item in self.verdicts]
        for field, found in (("sources", sources), ("duties", keys), ("verdicts", verdicts)):
            for index, key in enumerate(found):
                if key in found[:index]:
                    raise FieldError(f"khóa “{key}” dùng hai lần", field, index, "key")
        return self

    def source(self, key: str) -> Source:
        """Return the source of that key."""
        return next(item for item in self.sources if item.key == key)


def merge_duties(own: Duties | None, rules: Rules | None, _town: object = None) -> Duties | None:
    """Return the duties of a town, with the rules of every town where it follows them.

    A town that has not begun to look has none: no page says that it fails what nobody has looked
    at. A rule without a verdict has not been looked at. Raises ValueError for a verdict on no rule,
    and for a duty that stands in no source of the town's or of every town.
    """
    if own is None:
        return None
    _check_sources(own, {item.key for item in (*own.sources, *(rules.sources if rules else ()))})
    if rules is None:
        return own
    verdicts = {verdict.key: verdict for verdict in own.verdicts}
    mine = {duty.key: duty for duty in own.duties}
    strange = verdicts.keys() - {duty.key for duty in rules.duties if duty.key not in mine}
    if strange:
        raise ValueError(f"verdicts: không có yêu cầu chung nào mang khóa “{min(strange)}”")
    for rule in rules.duties:
        told = verdicts.get(rule.key)
        if told and told.judged == "met" and not (rule.checks or told.tests or told.looks):
            raise ValueError(f"verdicts: {rule.key}: {UNFOUNDED}")
    duties = [
        mine.pop(duty.key) if duty.key in mine else _apply_verdict(duty, verdicts.get(duty.key))
        for duty in rules.duties
    ]
    sources = {item.key: item for item in (*rules.sources, *own.sources)}
    return Duties(note=own.note, sources=tuple(sources.values()), duties=(*duties, *mine.values()))


def _check_sources(own: Duties, known: Collection[str]) -> None:
    for index, duty in enumerate(own.duties):
        for place, basis in enumerate(duty.basis):
            if basis.source not in known:
                sentence = f"không có văn bản nào mang khóa “{basis.source}”"
                raise FieldError(sentence, "duties", index, "basis", place, "source")


def _apply_verdict(rule: Rule, verdict: Verdict | None) -> Duty:
    judged = verdict or Verdict(key=rule.key, judged="open", lacking=(UNSEEN,))
    names = ("tests", "looks", "judged", "lacking")
    fields = {name: getattr(rule, name) for name in Rule.model_fields}
    return Duty(**fields, **{name: getattr(judged, name) for name in names})


TABLE = Table("duties", Duties, law=Law(Rules, merge_duties))
