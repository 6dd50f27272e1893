"""The data of synonyms.yaml: words of one meaning, and where citizens' words lead."""

from collections.abc import Iterator

from pydantic import Field, model_validator

from town_portal.core.communes import read_commune
from town_portal.core.data.fields import FieldError, SitePlace, Text, WebAddress
from town_portal.core.data.loading import Law, Model, Table
from town_portal.core.data.tables import Town
from town_portal.features.search.former import search_words
from town_portal.features.search.words import fold_words

NO_LETTERS = "“{}” không có chữ hay số nào để tìm"


class Group(Model):
    """``words`` mean the same; ``parts`` are what the whole was made of, as old wards of a new one.

    A reader who looks for one of the words finds the other words and the parts; who looks for a
    part finds the words, but not the other parts. ``note`` tells staff why.
    """

    words: tuple[Text, ...] = Field(min_length=1)
    parts: tuple[Text, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _is_more_than_one(self) -> "Group":
        if len(self.words) + len(self.parts) < 2:
            raise ValueError("nhóm phải có ít nhất hai từ (words), hoặc một từ và một phần (parts)")
        return self

    @property
    def keys(self) -> frozenset[str]:
        """All its words and parts, folded."""
        return frozenset(map(fold_words, (*self.words, *self.parts)))


class Answer(Model):
    """Where ``words`` of citizens lead: the first page of ``to`` that the portal has, else ``url``.

    ``kind`` tells readers what it is; ``note`` what they find there. Where there is neither page
    nor ``url``, it is left out.
    """

    title: Text
    kind: Text = "Trang thông tin"
    words: tuple[Text, ...] = Field(min_length=1)
    to: tuple[SitePlace, ...] = ()
    url: WebAddress | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Answer":
        if not self.to and self.url is None:
            raise ValueError("ghi to (các trang trong cổng) hoặc url (trang khác)")
        for number, word in enumerate(self.words):
            if not fold_words(word):
                raise FieldError(NO_LETTERS.format(word), "words", number)
        return self


class Synonyms(Model):
    """All groups. A word or phrase stands in one group only, with accents or without.

    ``answers`` lead from citizens' words to pages. ``fillers`` are words that do not count where a
    query is compared with those of an answer.
    """

    groups: tuple[Group, ...] = ()
    answers: tuple[Answer, ...] = ()
    fillers: str = ""

    @model_validator(mode="after")
    def _once(self) -> "Synonyms":
        seen: set[str] = set()
        for place, member in self._members():
            bare = fold_words(member)
            if not bare:
                raise FieldError(NO_LETTERS.format(member), *place)
            if bare in seen:
                raise FieldError(f"“{member}” đã có ở trên; mỗi từ chỉ ghi một lần", *place)
            seen.add(bare)
        return self

    def _members(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for index, group in enumerate(self.groups):
            for field, members in (("words", group.words), ("parts", group.parts)):
                for number, member in enumerate(members):
                    yield ("groups", index, field, number), member


def merge(own: Synonyms | None, common: Synonyms | None, town: Town) -> Synonyms:
    """Return a town's synonyms, those of every town, and the former names of its unit.

    What the town wrote holds: a group of which its file has a word, and an answer with a title of
    its file, are left out.
    """
    own, common = own or NONE, common or NONE
    unit = read_commune(town.commune) if town.commune else None
    groups = list(own.groups)
    if unit and (parts := search_words(unit)[1]):
        groups.append(Group(words=(search_words(unit)[0],), parts=parts))
    taken: set[str] = set()
    found = []
    for group in (*groups, *common.groups):
        if not group.keys & taken:
            found.append(group)
            taken |= group.keys
    titles = {fold_words(answer.title) for answer in own.answers}
    answers = (answer for answer in common.answers if fold_words(answer.title) not in titles)
    return Synonyms(
        groups=tuple(found),
        answers=(*own.answers, *answers),
        fillers=f"{own.fillers} {common.fillers}".strip(),
    )


NONE = Synonyms()
TABLE = Table("synonyms", Synonyms, NONE, Law(Synonyms, merge))
