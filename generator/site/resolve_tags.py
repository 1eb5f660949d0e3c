"""Resolve the names in a story's front matter to records.

In: a manuscript, an index of countries, all people of the archive. Out: the story's tags, each with its fullest printed
form, and a problem for each unknown country. The text is not searched here.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from generator.model.article import Manuscript
from generator.model.authority import Country, CountryCode, People, PersonId
from generator.model.problem import Place, Problem, Result, Severity
from generator.model.value import Value
from generator.site.model import CountryTag, PersonTag
from generator.text.normalise import fold_key

_Key = TypeVar("_Key", CountryCode, PersonId)


class CountryLookup(Protocol):
    """Looks up a country by name, code or variant."""

    def get(self, name: str, /) -> Country | None:
        """Return the country of this name, ISO 3166-1 code or variant; None for none or several."""

    def find_nearest(self, name: str, /) -> tuple[str, ...]:
        """Return the countries that `name` may mean: those that share it, else the most similar one."""


class StoryTags(Value, frozen=True):
    """The tags of one story, and the records of its countries."""

    about: tuple[CountryTag, ...]
    mentions: tuple[CountryTag, ...]
    people: tuple[PersonTag, ...]
    records: dict[CountryCode, Country]


def resolve_tags(manuscript: Manuscript, countries: CountryLookup, people: People) -> Result[StoryTags]:
    """Return the tags of `manuscript`. A country it is about is not listed as mentioned too."""
    records: dict[CountryCode, Country] = {}
    problems: list[Problem] = []
    forms: dict[str, dict[CountryCode, str]] = {}
    for group in ("countries", "mentions"):
        forms[group] = {}
        for name, country in _resolve_countries(manuscript, group, countries, problems):
            records[country.code] = country
            _keep_fullest(forms[group], country.code, name)
    persons: dict[PersonId, str] = {}
    for name, person in _resolve_persons(manuscript.article.people, people):
        _keep_fullest(persons, person, name)
    unknown_names = [name for name in manuscript.article.people if name not in people.by_name]
    problems += [_describe_invalid_name(manuscript, name) for name in unknown_names if not fold_key(name)]
    about, mentions = forms["countries"], forms["mentions"]
    return Result(
        StoryTags(
            about=tuple(CountryTag(code=code, printed=form) for code, form in about.items()),
            mentions=tuple(CountryTag(code=code, printed=form) for code, form in mentions.items() if code not in about),
            people=tuple(PersonTag(id=key, printed=form) for key, form in persons.items()),
            records=records,
        ),
        tuple(problems),
    )


def _resolve_persons(names: Sequence[str], people: People) -> Iterator[tuple[str, PersonId]]:
    """Yield each name with its person, without names that editors ruled to be nobody.

    A weak variant leads to the only person it fits whom the story names in full.
    """
    if not people.weak:
        yield from ((name, people.by_name[name]) for name in names if name in people.by_name)
        return
    full_matches = {people.by_name[name] for name in names if name in people.by_name and name not in people.weak}
    for name in names:
        if name in people.by_name:
            candidates = full_matches.intersection(people.weak.get(name, ()))
            yield name, candidates.pop() if len(candidates) == 1 else people.by_name[name]


def _resolve_countries(
    manuscript: Manuscript, group: str, countries: CountryLookup, problems: list[Problem]
) -> Iterator[tuple[str, Country]]:
    """Yield each name under the front matter's `group` with its country; unknown ones are added to `problems`."""
    article = manuscript.article
    for name in article.countries if group == "countries" else article.mentions:
        country = countries.get(name)
        if country:
            yield name, country
        else:
            problems.append(_describe_unknown(manuscript, group, name, countries.find_nearest(name)))


def _describe_unknown(manuscript: Manuscript, group: str, name: str, candidates: Sequence[str]) -> Problem:
    """Build the problem of a country name that leads to none, or to several."""
    is_shared = len(candidates) > 1
    choices = " and ".join(f"`{candidate}`" for candidate in candidates)
    return Problem.must_fix(
        Place(path=manuscript.path, line=manuscript.lines.get(group, 0)),
        "unknown country",
        fact=f"`{name}` in `{group}` is {'the name of ' + choices if is_shared else 'not a known country'}",
        cause=f"did you mean {choices}?" if candidates and not is_shared else "",
        step="write which of them" if is_shared else "correct the name, or write the ISO 3166-1 code of the country",
    )


def _describe_invalid_name(manuscript: Manuscript, name: str) -> Problem:
    """Build the warning that an entry under `people` cannot be a name."""
    return Problem(
        severity=Severity.WARNING,
        place=Place(path=manuscript.path, line=manuscript.lines.get("people", 0)),
        kind="no name",
        fact=f"`{name}` in `people` is not a name",
        step="write the name, or delete it",
    )


def _keep_fullest(forms: dict[_Key, str], key: _Key, form: str) -> None:
    """Keep the fuller of two forms that lead to one record: the longer, or the earlier of equal length."""
    if len(form) > len(forms.get(key, "")):
        forms[key] = form
