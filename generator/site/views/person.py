"""The page of a person: spellings seen, company, stories.

In: a person with their stories, and the site. Out: one view. Who is who was decided before.
"""

from collections import Counter
from collections.abc import Iterator

from generator.model.article import ArticleId
from generator.model.authority import PersonId, PersonRecord
from generator.model.value import Value
from generator.site import urls
from generator.site.site import Entry, PersonStories, Site
from generator.site.views import tally
from generator.site.views.card import YearBand, by_year
from generator.site.views.day import DayView, day
from generator.site.views.frame import Frame, Frames, Head, Link, head
from generator.site.views.letters import anchor_of, letter_of
from generator.site.views.tally import TallyRow
from generator.site.views.words import stories

NAMED_WITH = 8


class Spelling(Value, frozen=True):
    """A form of the name, in how many stories, and the dates of the first and the last dated one."""

    form: str
    first: DayView | None
    last: DayView | None
    number: int


class PersonView(Value, frozen=True):
    """A person's page. `spellings` is empty where there is but one.

    `role`, `life` (when born and died, in words), `wikidata` (an address) and `note` are what a record says.
    """

    frame: Frame
    head: Head
    trail: tuple[Link, ...]
    name: str
    summary: str
    role: str
    life: str
    wikidata: str
    note: str
    spellings: tuple[Spelling, ...]
    people: tuple[TallyRow, ...]
    countries: tuple[TallyRow, ...]
    bands: tuple[YearBand, ...]


def person_view(site: Site, person: PersonStories, frames: Frames) -> PersonView:
    """The view of one person's page."""
    url, record, told = person.url, person.person, person.person.record
    printed = dict(_printed(person))
    summary = f"Named in {stories(person.entries)}."
    return PersonView(
        frame=frames.of(url),
        head=head(site, url, record.name, summary),
        trail=_trail(url, record.name),
        name=record.name,
        summary=summary,
        role=told.role if told else "",
        life=_life(told) if told else "",
        wikidata=urls.wikidata(told.wikidata) if told else "",
        note=told.note if told else "",
        spellings=_spellings(person, printed),
        people=tally.people(site, _company(person), url, NAMED_WITH),
        countries=tally.countries(
            site, Counter(tag.code for entry in person.entries for tag in entry.about), url, NAMED_WITH
        ),
        bands=by_year(
            person.entries,
            url,
            site.config.language,
            {key: f"as “{form}”" for key, form in printed.items() if form != record.name},
        ),
    )


def _printed(person: PersonStories) -> Iterator[tuple[ArticleId, str]]:
    """For each story, by id, the form that it has of the person's name."""
    for entry in person.entries:
        for tag in entry.people:
            if tag.id == person.person.id:
                yield entry.id, tag.printed


def _life(record: PersonRecord) -> str:
    """Such as: born 8 April 1938, died 18 August 2018."""
    dates = (("born", record.born), ("died", record.died))
    return ", ".join(f"{word} {day(date).printed}" for word, date in dates if date)


def _trail(url: str, name: str) -> tuple[Link, ...]:
    index = urls.relative(url, urls.PEOPLE)
    letter = letter_of(name)
    return Link(label="People", href=index), Link(label=letter, href=f"{index}#{anchor_of(letter)}")


def _company(person: PersonStories) -> Counter[PersonId]:
    """In how many of the stories each other person is named."""
    counts = Counter(tag.id for entry in person.entries for tag in entry.people)
    del counts[person.person.id]
    return counts


def _spellings(person: PersonStories, printed: dict[ArticleId, str]) -> tuple[Spelling, ...]:
    """The forms of the name, the most frequent first; nothing where there is but one."""
    seen: dict[str, list[Entry]] = {}
    for entry in person.entries:
        seen.setdefault(printed[entry.id], []).append(entry)
    if len(seen) < 2:
        return ()
    order = sorted(seen, key=lambda form: (-len(seen[form]), form))
    return tuple(_spelling(form, seen[form]) for form in order)


def _spelling(form: str, entries: list[Entry]) -> Spelling:
    dated = [entry.article for entry in entries if entry.article.date]
    return Spelling(
        form=form,
        first=day(dated[-1].date, dated[-1].date_basis) if dated else None,
        last=day(dated[0].date, dated[0].date_basis) if dated else None,
        number=len(entries),
    )
