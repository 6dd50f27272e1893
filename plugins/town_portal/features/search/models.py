"""The data of synonyms.yaml: words that mean the same when a reader looks for one of them."""

from collections.abc import Iterator

from pydantic import Field, model_validator

from town_portal.core.communes import read_commune
from town_portal.core.data.fields import FieldError, Text
from town_portal.core.data.loading import Law, Model, Table
from town_portal.core.data.tables import Town
from town_portal.features.search.former import search_words
from town_portal.features.search.words import plain


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


class Synonyms(Model):
    """All groups. A word or phrase stands in one group only, with accents or without."""

    groups: tuple[Group, ...] = ()

    @model_validator(mode="after")
    def _once(self) -> "Synonyms":
        seen: set[str] = set()
        for place, member in self._members():
            bare = plain(member)
            if not bare:
                raise FieldError(f"“{member}” không có chữ hay số nào để tìm", *place)
            if bare in seen:
                raise FieldError(f"“{member}” đã có ở trên; mỗi từ chỉ ghi một lần", *place)
            seen.add(bare)
        return self

    def _members(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for index, group in enumerate(self.groups):
            for field, members in (("words", group.words), ("parts", group.parts)):
                for number, member in enumerate(members):
                    yield ("groups", index, field, number), member


def merge(own: Synonyms, common: Synonyms | None, town: Town) -> Synonyms:
    """Return a town's groups, those of every town, and the former names of its unit.

    A group of which the town's file has a word is left out: what the town wrote holds.
    """
    unit = read_commune(town.commune) if town.commune else None
    groups = list(own.groups)
    if unit and (parts := search_words(unit)[1]):
        groups.append(Group(words=(search_words(unit)[0],), parts=parts))
    groups += common.groups if common else ()
    taken: set[str] = set()
    found = []
    for group in groups:
        words = {plain(word) for word in (*group.words, *group.parts)}
        if not words & taken:
            found.append(group)
            taken |= words
    return Synonyms(groups=tuple(found))


TABLE = Table("synonyms", Synonyms, Synonyms(), Law(Synonyms, merge))
