"""Related stories: those that share people and countries, each with what it shares.

In: the site. Out: at most four others for a story, never one without a reason. Under a tag with many stories, only
those close in time are compared, so that the work grows with the number of stories and not with its square.
"""

from collections.abc import Collection, Iterator, Sequence
from heapq import nsmallest
from math import isqrt

from generator.model.article import ArticleId  # noqa: TC001 (annotations of locals)
from generator.model.authority import CountryCode, PersonId
from generator.model.value import Value
from generator.site.model import Entry, Site

MAX_RELATED = 4
# The number of stories before and after one that are compared under each of its tags.
_REACH = 12
# A country is reason enough by itself if no more stories than this are about it.
_RARE = 30
_WEIGHT = 1 << 20
# Months have 31 days here: distances need no calendar.
_MONTH, _YEAR = 31, 372
_FAR = 10_000 * _YEAR


class RelatedStory(Value, frozen=True):
    """Another story, and the countries and people that both share."""

    entry: Entry
    countries: tuple[CountryCode, ...]
    people: tuple[PersonId, ...]


class RelatedStories:
    """Finds related stories. Made once for a site."""

    def __init__(self, site: Site) -> None:
        self._lists: dict[str, Sequence[Entry]] = {
            code: stories.about for code, stories in site.countries.items() if stories.about
        }
        self._lists |= {key: stories.entries for key, stories in site.people.items()}
        self._people = site.people.keys()
        self._positions = {
            key: {entry.id: position for position, entry in enumerate(entries)} for key, entries in self._lists.items()
        }

    def find_related(self, entry: Entry) -> tuple[RelatedStory, ...]:
        """Return the stories most related to `entry`: those that share the rarest tags, then the nearest in time."""
        weights = {key: self._compute_weight(key) for key in _list_tags(entry)}
        candidates: dict[ArticleId, Entry] = {}
        for key in weights:
            position, tag_entries = self._positions[key][entry.id], self._lists[key]
            candidates |= {
                candidate.id: candidate for candidate in tag_entries[max(0, position - _REACH) : position + _REACH + 1]
            }
        candidates.pop(entry.id, None)
        day = _compute_day(entry)
        ranked = []
        for candidate in candidates.values():
            shared_keys = weights.keys() & set(_list_tags(candidate))
            if self._is_reason(shared_keys):
                ranked.append(
                    (-sum(weights[key] for key in shared_keys), abs(day - _compute_day(candidate)), candidate.id)
                )
        return tuple(_build_related(entry, candidates[key]) for _, _, key in nsmallest(MAX_RELATED, ranked))

    def _compute_weight(self, key: str) -> int:
        return _WEIGHT // isqrt(len(self._lists[key]) * 64)

    def _is_reason(self, shared_keys: Collection[str]) -> bool:
        """Return whether the shared tags are significant: a person, two countries, or a rare country."""
        return len(shared_keys) > 1 or any(key in self._people or len(self._lists[key]) <= _RARE for key in shared_keys)


def _list_tags(entry: Entry) -> Iterator[str]:
    yield from (tag.code for tag in entry.about)
    yield from (tag.id for tag in entry.people)


def _build_related(entry: Entry, other_entry: Entry) -> RelatedStory:
    """Return `other_entry` with the shared tags, in the order of the tags of `entry`."""
    other_tags = set(_list_tags(other_entry))
    return RelatedStory(
        entry=other_entry,
        countries=tuple(tag.code for tag in entry.about if tag.code in other_tags),
        people=tuple(tag.id for tag in entry.people if tag.id in other_tags),
    )


def _compute_day(entry: Entry) -> int:
    """Return a number for the day, for distances; a story without a date is far from all."""
    date = entry.printed.date
    return date.year * _YEAR + date.month * _MONTH + date.day if date else _FAR
