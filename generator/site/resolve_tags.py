"""From the names in a story's front matter to the records that they lead to.

In: a manuscript, an index of countries, everybody of the archive. Out: the story's tags, each with its
fullest printed form, and a problem for each country that nobody knows. Names in the text are not looked for
here.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from generator.model.article import Manuscript
from generator.model.authority import Country, CountryCode, People, PersonId
from generator.model.problem import Found, Place, Problem, Severity
from generator.model.value import Value
from generator.site.model import CountryTag, PersonTag
from generator.text.normalise import key

_Key = TypeVar("_Key", CountryCode, PersonId)


class CountryIndex(Protocol):
    """What leads from a country's name, code or variant to its record."""

    def get(self, name: str, /) -> Country | None:
        """The country of this name, ISO 3166-1 code or variant; None where nobody or several have it."""

    def nearest(self, name: str, /) -> tuple[str, ...]:
        """The countries that `name` may mean: those that share it, else the one that is most like it."""


class Tagged(Value, frozen=True):
    """The tags of one story, and the records of the countries among them."""

    about: tuple[CountryTag, ...]
    named: tuple[CountryTag, ...]
    people: tuple[PersonTag, ...]
    records: dict[CountryCode, Country]


def tag(manuscript: Manuscript, countries: CountryIndex, people: People) -> Found[Tagged]:
    """The tags of `manuscript`. A country it is about is not also listed as named."""
    records: dict[CountryCode, Country] = {}
    problems: list[Problem] = []
    forms: dict[str, dict[CountryCode, str]] = {}
    for group in ("countries", "mentions"):
        forms[group] = {}
        for name, country in _resolved(manuscript, group, countries, problems):
            records[country.code] = country
            _keep_fullest(forms[group], country.code, name)
    persons: dict[PersonId, str] = {}
    for name, person in _persons(manuscript.article.people, people):
        _keep_fullest(persons, person, name)
    strangers = [name for name in manuscript.article.people if name not in people.by_name]
    problems += [_no_name(manuscript, name) for name in strangers if not key(name)]
    about, named = forms["countries"], forms["mentions"]
    return Found(
        Tagged(
            about=tuple(CountryTag(code=code, printed=form) for code, form in about.items()),
            named=tuple(CountryTag(code=code, printed=form) for code, form in named.items() if code not in about),
            people=tuple(PersonTag(id=key, printed=form) for key, form in persons.items()),
            records=records,
        ),
        tuple(problems),
    )


def _persons(names: Sequence[str], people: People) -> Iterator[tuple[str, PersonId]]:
    """Each name with its person; those that editors ruled to be nobody are left out.

    A weak variant leads to the one person whose it can be and whom the story names in full.
    """
    if not people.weak:
        yield from ((name, people.by_name[name]) for name in names if name in people.by_name)
        return
    full = {people.by_name[name] for name in names if name in people.by_name and name not in people.weak}
    for name in names:
        if name in people.by_name:
            here = full.intersection(people.weak.get(name, ()))
            yield name, here.pop() if len(here) == 1 else people.by_name[name]


def _resolved(
    manuscript: Manuscript, group: str, countries: CountryIndex, problems: list[Problem]
) -> Iterator[tuple[str, Country]]:
    """Each name under the front matter's `group` with its country; the unknown go to `problems`."""
    article = manuscript.article
    for name in article.countries if group == "countries" else article.mentions:
        country = countries.get(name)
        if country:
            yield name, country
        else:
            problems.append(_unknown(manuscript, group, name, countries.nearest(name)))


def _unknown(manuscript: Manuscript, group: str, name: str, near: Sequence[str]) -> Problem:
    """The problem of a country's name that leads to none, or to several."""
    shared = len(near) > 1
    which = " and ".join(f"`{other}`" for other in near)
    return Problem(
        severity=Severity.PROBLEM,
        place=Place(path=manuscript.path, line=manuscript.lines.get(group, 0)),
        kind="unknown country",
        fact=f"`{name}` in `{group}` is {'the name of ' + which if shared else 'no country that is known'}",
        cause=f"did you mean {which}?" if near and not shared else "",
        step="write which of them" if shared else "correct the name, or write the ISO 3166-1 code of the country",
    )


def _no_name(manuscript: Manuscript, name: str) -> Problem:
    """The warning that what stands among the people cannot be a name."""
    return Problem(
        severity=Severity.WARNING,
        place=Place(path=manuscript.path, line=manuscript.lines.get("people", 0)),
        kind="no name",
        fact=f"`{name}` in `people` is no name, and leads to nobody",
        step="write the name, or delete it",
    )


def _keep_fullest(forms: dict[_Key, str], key: _Key, form: str) -> None:
    """Of two forms that lead to one record the longer is the fuller, the earlier where they are as long."""
    if len(form) > len(forms.get(key, "")):
        forms[key] = form
