"""What pages show of the rest of the site, computed once for all of them.

Frames, the order of stories, related stories, the positions of copies in their saved pages, and the names by which
people are found in a text.
"""

from collections import defaultdict
from functools import cached_property

from generator.model.article import ArticleId
from generator.model.authority import PersonId
from generator.site.alphabet import PeopleIndex, build_index
from generator.site.atlas import Atlas
from generator.site.buckets import Bucket, build_buckets, walk_buckets
from generator.site.find_names import PersonNames, build_names
from generator.site.mention_marks import CountryFinder
from generator.site.model import Entry, Site
from generator.site.related import RelatedStories, RelatedStory
from generator.site.views.frame import PageFrames
from generator.text.slugs import make_slug


class SiteContext:
    """Each part is computed when the first page needs it. Nothing depends on which page that is."""

    def __init__(self, site: Site, country_finder: CountryFinder, atlas: Atlas | None = None) -> None:
        self.site = site
        self.country_finder = country_finder
        self.atlas = atlas
        self.frames = PageFrames(site)
        self._names: dict[PersonId, PersonNames] = {}
        self._last_related: tuple[ArticleId, tuple[RelatedStory, ...]] | None = None

    @cached_property
    def related_stories(self) -> RelatedStories:
        """Finds the stories related to a story."""
        return RelatedStories(self.site)

    def find_related(self, entry: Entry) -> tuple[RelatedStory, ...]:
        """Return the stories most related to `entry`. The last result is cached."""
        if self._last_related is None or self._last_related[0] != entry.id:
            self._last_related = entry.id, self.related_stories.find_related(entry)
        return self._last_related[1]

    @cached_property
    def alphabet(self) -> PeopleIndex:
        """All people by the first letter of their names."""
        return build_index(self.site)

    @cached_property
    def archive_key(self) -> str:
        """The name of the archive, as the first part of citation keys."""
        return make_slug(self.site.config.title, fallback="archive")

    @cached_property
    def years(self) -> tuple[Bucket, ...]:
        """All stories by year."""
        return build_buckets(self.site.entries)

    @cached_property
    def year_span(self) -> tuple[int, int]:
        """The first and the last year with a story; (0, 0) if no story has a date."""
        years = [int(bucket.slug) for bucket in self.years if bucket.slug.isdigit()]
        return (min(years), max(years)) if years else (0, 0)

    @cached_property
    def split_periods(self) -> frozenset[str]:
        """The slugs of years and months whose stories are split into parts."""
        return frozenset(bucket.slug for bucket in walk_buckets(self.years) if bucket.parts)

    @cached_property
    def _positions(self) -> dict[ArticleId, int]:
        return {entry.id: position for position, entry in enumerate(self.site.entries)}

    @cached_property
    def _spans_by_page(self) -> dict[str, list[tuple[int, int]]]:
        spans_by_page: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        for entry in self.site.entries:
            for copy in entry.copies:
                spans_by_page[copy.sha256].add((copy.start, copy.end))
        return {sha256: sorted(spans) for sha256, spans in spans_by_page.items()}

    def find_earlier(self, entry: Entry) -> Entry | None:
        """Return the story before `entry` in time; None for the first story and for a story without a date."""
        return self._get_dated(entry, self._positions[entry.id] + 1)

    def find_later(self, entry: Entry) -> Entry | None:
        """Return the story after `entry` in time; None for the last story and for a story without a date."""
        return self._get_dated(entry, self._positions[entry.id] - 1)

    def list_story_spans(self, sha256: str) -> list[tuple[int, int]]:
        """Return the spans of all stories in a saved page, in order."""
        return self._spans_by_page.get(sha256, [])

    def get_names(self, person_id: PersonId) -> PersonNames:
        """Return the names by which a person is found in a text."""
        if person_id not in self._names:
            named_person = self.site.people[person_id].person
            record = named_person.record
            forms = (named_person.name, *named_person.spellings, *(record.variants if record else ()))
            self._names[person_id] = build_names(person_id, forms, record.weak if record else ())
        return self._names[person_id]

    def _get_dated(self, entry: Entry, position: int) -> Entry | None:
        entries = self.site.entries
        if not entry.printed.date or not 0 <= position < len(entries):
            return None
        return entries[position] if entries[position].printed.date else None
