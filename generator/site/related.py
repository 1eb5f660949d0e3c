"""Stories that belong together: those that share persons and countries, each with what it shares.

In: the site. Out: for a story at most four others, never one without a reason. Only stories near in time are looked at
under a tag that many have, so that the work grows with the number of stories and not with its square.
"""

from collections.abc import Collection, Iterator, Sequence
from heapq import nsmallest
from math import isqrt

from generator.model.article import ArticleId  # noqa: TC001 (annotations of locals)
from generator.model.authority import CountryCode, PersonId
from generator.model.value import Value
from generator.site.model import Entry, Site

MOST = 4
# So many stories before and after one are looked at under each of its tags.
_REACH = 12
# A country that no more stories than these are about is reason enough by itself.
_RARE = 30
_WEIGHT = 1 << 20
# Months have 31 days here: distances need no calendar.
_MONTH, _YEAR = 31, 372
_FAR = 10_000 * _YEAR


class Related(Value, frozen=True):
    """Another story, and the countries and persons that both have."""

    entry: Entry
    countries: tuple[CountryCode, ...]
    people: tuple[PersonId, ...]


class RelatedStories:
    """Finds them. Made once for a site."""

    def __init__(self, site: Site) -> None:
        self._lists: dict[str, Sequence[Entry]] = {code: one.about for code, one in site.countries.items() if one.about}
        self._lists |= {key: one.entries for key, one in site.people.items()}
        self._people = site.people.keys()
        self._places = {key: {entry.id: n for n, entry in enumerate(some)} for key, some in self._lists.items()}

    def of(self, entry: Entry) -> tuple[Related, ...]:
        """The stories most related to `entry`: those that share the rarest tags, then the nearest in time."""
        own = {key: self._weight(key) for key in _tags(entry)}
        near: dict[ArticleId, Entry] = {}
        for key in own:
            at, some = self._places[key][entry.id], self._lists[key]
            near |= {other.id: other for other in some[max(0, at - _REACH) : at + _REACH + 1]}
        near.pop(entry.id, None)
        day = _day(entry)
        ranked = []
        for other in near.values():
            shared = own.keys() & set(_tags(other))
            if self._is_reason(shared):
                ranked.append((-sum(own[key] for key in shared), abs(day - _day(other)), other.id))
        return tuple(_related(entry, near[key]) for _, _, key in nsmallest(MOST, ranked))

    def _weight(self, key: str) -> int:
        return _WEIGHT // isqrt(len(self._lists[key]) * 64)

    def _is_reason(self, shared: Collection[str]) -> bool:
        """Whether what two stories share says something: a person, two countries, or one that few are about."""
        return len(shared) > 1 or any(key in self._people or len(self._lists[key]) <= _RARE for key in shared)


def _tags(entry: Entry) -> Iterator[str]:
    yield from (tag.code for tag in entry.about)
    yield from (tag.id for tag in entry.people)


def _related(entry: Entry, other: Entry) -> Related:
    """`other`, with what it shares in the order of the tags of `entry`."""
    theirs = set(_tags(other))
    return Related(
        entry=other,
        countries=tuple(tag.code for tag in entry.about if tag.code in theirs),
        people=tuple(tag.id for tag in entry.people if tag.id in theirs),
    )


def _day(entry: Entry) -> int:
    """A number for the day, for distances; a story without a date is far from all."""
    date = entry.article.date
    return date.year * _YEAR + date.month * _MONTH + date.day if date else _FAR
