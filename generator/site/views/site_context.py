"""What the pages of a site need of its other pages, worked out once for all of them.

In: the site and what finds countries in a text. Out: frames, the order of stories, what is related to what, where the
copies lie in their saved pages, and the names that persons are looked for by.
"""

from collections import defaultdict
from functools import cached_property

from generator.model.article import ArticleId
from generator.model.authority import PersonId
from generator.site.alphabet import Index, index
from generator.site.atlas import Atlas
from generator.site.buckets import Bucket, buckets, every
from generator.site.find_names import Names, names
from generator.site.mention_marks import Places
from generator.site.model import Entry, Site
from generator.site.related import Related, RelatedStories
from generator.site.views.frame import Frames
from generator.text.slugs import slug


class Surroundings:
    """Worked out part by part, when a page first asks; nothing in it depends on which page that is."""

    def __init__(self, site: Site, places: Places, atlas: Atlas | None = None) -> None:
        self.site = site
        self.places = places
        self.atlas = atlas
        self.frames = Frames(site)
        self._names: dict[PersonId, Names] = {}
        self._last_related: tuple[ArticleId, tuple[Related, ...]] | None = None

    @cached_property
    def related(self) -> RelatedStories:
        """What finds related stories."""
        return RelatedStories(self.site)

    def related_to(self, entry: Entry) -> tuple[Related, ...]:
        """The stories most related to `entry`; asked twice in a row they are looked for once."""
        if self._last_related is None or self._last_related[0] != entry.id:
            self._last_related = entry.id, self.related.of(entry)
        return self._last_related[1]

    @cached_property
    def alphabet(self) -> Index:
        """All people by letter."""
        return index(self.site)

    @cached_property
    def archive_key(self) -> str:
        """The archive's name as the first part of citation keys."""
        return slug(self.site.config.title, fallback="archive")

    @cached_property
    def years(self) -> tuple[Bucket, ...]:
        """All stories by year."""
        return buckets(self.site.entries)

    @cached_property
    def span(self) -> tuple[int, int]:
        """The first and the last year of a story; (0, 0) where none has a date."""
        years = [int(bucket.slug) for bucket in self.years if bucket.slug.isdigit()]
        return (min(years), max(years)) if years else (0, 0)

    @cached_property
    def parted(self) -> frozenset[str]:
        """The slugs of the years and months whose stories stand in parts."""
        return frozenset(bucket.slug for bucket in every(self.years) if bucket.parts)

    @cached_property
    def _order(self) -> dict[ArticleId, int]:
        return {entry.id: n for n, entry in enumerate(self.site.entries)}

    @cached_property
    def _cuts(self) -> dict[str, list[tuple[int, int]]]:
        cuts: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        for entry in self.site.entries:
            for copy in entry.copies:
                cuts[copy.sha256].add((copy.start, copy.end))
        return {sha256: sorted(spans) for sha256, spans in cuts.items()}

    def earlier(self, entry: Entry) -> Entry | None:
        """The story that comes before `entry` in time; None for the first, and for one without a date."""
        return self._dated(entry, self._order[entry.id] + 1)

    def later(self, entry: Entry) -> Entry | None:
        """The story that comes after `entry` in time; None for the last, and for one without a date."""
        return self._dated(entry, self._order[entry.id] - 1)

    def cuts(self, sha256: str) -> list[tuple[int, int]]:
        """The spans of all stories in a saved page, in order."""
        return self._cuts.get(sha256, [])

    def names(self, person: PersonId) -> Names:
        """What a person is looked for by."""
        if person not in self._names:
            someone = self.site.people[person].person
            told = someone.record
            forms = (someone.name, *someone.spellings, *(told.variants if told else ()))
            self._names[person] = names(person, forms, told.weak if told else ())
        return self._names[person]

    def _dated(self, entry: Entry, at: int) -> Entry | None:
        entries = self.site.entries
        if not entry.article.date or not 0 <= at < len(entries):
            return None
        return entries[at] if entries[at].article.date else None
