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
from generator.site.site import CountryTag, PersonTag

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
    for key in ("countries", "mentions"):
        forms[key] = {}
        for name, country in _resolved(manuscript, key, countries, problems):
            records[country.code] = country
            _keep_fullest(forms[key], country.code, name)
    persons: dict[PersonId, str] = {}
    for name in manuscript.article.people:
        if name in people.by_name:  # else editors ruled that it is nobody
            _keep_fullest(persons, people.by_name[name], name)
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


def _resolved(
    manuscript: Manuscript, key: str, countries: CountryIndex, problems: list[Problem]
) -> Iterator[tuple[str, Country]]:
    """Each name under the front matter's `key` with its country; the unknown go to `problems`."""
    article = manuscript.article
    for name in article.countries if key == "countries" else article.mentions:
        country = countries.get(name)
        if country:
            yield name, country
        else:
            problems.append(_unknown(manuscript, key, name, countries.nearest(name)))


def _unknown(manuscript: Manuscript, key: str, name: str, near: Sequence[str]) -> Problem:
    """The problem of a country's name that leads to none, or to several."""
    shared = len(near) > 1
    which = " and ".join(f"`{other}`" for other in near)
    return Problem(
        severity=Severity.PROBLEM,
        place=Place(path=manuscript.path, line=manuscript.lines.get(key, 0)),
        kind="unknown country",
        fact=f"`{name}` in `{key}` is {'the name of ' + which if shared else 'no country that is known'}",
        cause=f"did you mean {which}?" if near and not shared else "",
        step="write which of them" if shared else "correct the name, or write the ISO 3166-1 code of the country",
    )


def _keep_fullest(forms: dict[_Key, str], key: _Key, form: str) -> None:
    """Of two forms that lead to one record the longer is the fuller, the earlier where they are as long."""
    if len(form) > len(forms.get(key, "")):
        forms[key] = form
