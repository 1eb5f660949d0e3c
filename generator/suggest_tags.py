"""Suggest countries and people for stories whose file lists none, as intake would tag them.

In: the archive, articles as read from disk. Out: for each story, values for the keys that its front matter lacks. A key
that is present, even empty, is a person's decision. Writes nothing.
"""

from collections.abc import Iterable, Iterator

from generator.archive import Archive
from generator.ingest.story import Story
from generator.ingest.tag.annotate import annotate
from generator.model.article import Manuscript
from generator.model.problem import Problem
from generator.model.source import Provenance
from generator.model.value import Value
from generator.reference.tables import build_known_people_finder
from generator.store import spacy_model
from generator.text.plain import to_plain_text

_MAX_LISTED = 4
_COUNTRY_KEYS = ("countries", "mentions")


class TagSuggestion(Value, frozen=True):
    """The tags suggested for the story in the file `path`, which had the digest `sha256`; empty: nothing to suggest."""

    path: str
    sha256: str
    countries: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, tuple[str, ...]]:
        """The front matter keys that are suggested, without empty ones."""
        keys = {"countries": self.countries, "mentions": self.mentions, "people": self.people}
        return {key: names for key, names in keys.items() if names}

    @property
    def has_countries(self) -> bool:
        """Whether countries are suggested."""
        return bool(self.countries or self.mentions)

    @property
    def names(self) -> tuple[str, ...]:
        """All suggested names, each once."""
        return tuple(dict.fromkeys((*self.countries, *self.mentions, *self.people)))


def suggest_tags(archive: Archive, manuscripts: Iterable[Manuscript]) -> tuple[TagSuggestion, ...]:
    """Return a suggestion for each of `manuscripts` whose text names somebody or some country that it does not list.

    A file that is as the machine wrote it lists all that intake found. Countries are suggested if neither `countries`
    nor `mentions` is present.
    """
    written_digests = {entry.path: entry.written for entry in archive.register.articles.values()}
    incomplete = [
        manuscript
        for manuscript in manuscripts
        if manuscript.sha256 != written_digests.get(manuscript.path)
        and ("people" not in manuscript.lines or not any(key in manuscript.lines for key in _COUNTRY_KEYS))
    ]
    return tuple(_suggest_for(archive, incomplete)) if incomplete else ()


def report_suggestions(suggestions: Iterable[TagSuggestion]) -> Iterator[Problem]:
    """Yield a notice for each story with a suggestion."""
    for suggestion in suggestions:
        missing = " and ".join(["no countries"] * suggestion.has_countries + ["no people"] * bool(suggestion.people))
        names = [f"`{name}`" for name in suggestion.names[:_MAX_LISTED]]
        more = len(suggestion.names) - len(names)
        listing = f"{', '.join(names)} and {more} more" if more else " and ".join((", ".join(names[:-1]), names[-1]))
        yield Problem.notice(
            suggestion.path,
            "tags suggested",
            fact=f"this lists {missing}, and its text names {listing.removeprefix(' and ')}",
            step="run `backfile tag`, answer in `backfile review`, or write an empty list to keep it so",
        )


def _suggest_for(archive: Archive, manuscripts: Iterable[Manuscript]) -> Iterator[TagSuggestion]:
    countries = archive.tables.get_country_index(archive.amended_countries)
    people_from = archive.settings.recognition.people_from
    finder = spacy_model.load_person_finder(archive.model, archive.amended_countries, people_from)
    known_people = build_known_people_finder(archive.known_people)
    for manuscript in manuscripts:
        article = manuscript.article
        provenance = Provenance(path=manuscript.path, sha256=manuscript.sha256, start=0, end=0)
        paragraphs = tuple(to_plain_text(article.body).split("\n\n"))
        tags = annotate(Story(provenance, article.printed, paragraphs), countries, finder, known_people)
        has_countries = any(key in manuscript.lines for key in _COUNTRY_KEYS)
        suggestion = TagSuggestion(
            path=manuscript.path,
            sha256=manuscript.sha256,
            countries=() if has_countries else tags.countries,
            mentions=() if has_countries else tags.mentions,
            people=() if "people" in manuscript.lines else tags.people,
        )
        if suggestion.values:
            yield suggestion
