"""The page of a person: titles and spellings seen, company, years, stories.

In: a person with their stories, and what surrounds them. Out: one view, and the shelf of their stories. Who is who was
decided before; each story counts once, however many copies were saved.
"""

from collections.abc import Iterator

from generator.authority import titles
from generator.model.article import ArticleId
from generator.model.authority import PersonRecord
from generator.model.value import Value
from generator.site import urls
from generator.site.find_names import Names
from generator.site.model import Entry, PersonStories
from generator.site.views import charts, rankings, story_lists
from generator.site.views.card import Band
from generator.site.views.charts import Bars
from generator.site.views.day_text import DayView, day
from generator.site.views.frame import Frame, Head, Link, head
from generator.site.views.people_list import letter_link
from generator.site.views.rankings import TallyRow
from generator.site.views.site_context import Surroundings
from generator.site.views.story_lists import PartRow, Shelf
from generator.site.views.wording import stories

NAMED_WITH = 8


class FormRow(Value, frozen=True):
    """A spelling or title, in how many stories it is printed, and the dates of the first and the last dated one."""

    form: str
    first: DayView | None
    last: DayView | None
    number: int


class PersonView(Value, frozen=True):
    """A person's page. `spellings` is empty where there is but one.

    `role`, `life` (when born and died, in words), `wikidata` (an address) and `note` are what a record says. Where the
    stories are too many for a page, `bands` holds the newest, and `parts` lead to all by year.
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
    bars: Bars | None
    titles: tuple[FormRow, ...]
    spellings: tuple[FormRow, ...]
    people: tuple[TallyRow, ...]
    countries: tuple[TallyRow, ...]
    bands: tuple[Band, ...]
    parts: tuple[PartRow, ...]


def person_view(around: Surroundings, person: PersonStories) -> PersonView:
    """The view of one person's page."""
    site, url, record, told = around.site, person.url, person.person, person.person.record
    bands, parts = story_lists.listed(around, shelf_of(person))
    summary = f"Named in {stories(person.entries)}."
    bars = charts.coverage(person.entries, f"Stories that name {record.name}") if site.config.output.charts else None
    return PersonView(
        frame=around.frames.of(url),
        head=head(site, url, record.name, summary),
        trail=(Link(label="People", href=urls.relative(url, urls.PEOPLE)), letter_link(around, url, record.name)),
        name=record.name,
        summary=summary,
        role=told.role if told else "",
        life=_life(told) if told else "",
        wikidata=urls.wikidata(record.wikidata),
        note=record.note,
        bars=bars,
        titles=_titles(person, around.names(record.id)),
        spellings=_spellings(person),
        people=rankings.people(site, person.entries, url, NAMED_WITH, besides=record.id),
        countries=rankings.countries(site, person.entries, url, NAMED_WITH),
        bands=bands,
        parts=parts,
    )


def shelf_of(person: PersonStories) -> Shelf:
    """The stories that name a person."""
    name, printed = person.person.name, dict(_printed(person))

    def why(entry: Entry) -> str:
        form = printed[entry.id]
        return f"as “{form}”" if form != name else ""

    return Shelf(
        home=person.url,
        name=name,
        what=f"Stories that name {name}",
        entries=person.entries,
        trail=(("People", urls.PEOPLE), (name, person.url)),
        why=why,
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


def _titles(person: PersonStories, names: Names) -> tuple[FormRow, ...]:
    """The titles beside the name, one for each story, in the order of time: the latest first."""
    seen: dict[str, list[Entry]] = {}
    for entry in person.entries:
        title = _title(entry.article.body, names)
        if title:
            seen.setdefault(title, []).append(entry)
    return tuple(_row(form, entries) for form, entries in seen.items())


def _title(body: str, names: Names) -> str:
    """The title in a story: before or after the first full name, else before the first short one."""
    for form in (*names.full, *names.short):
        at = body.find(form)
        if at >= 0 and (title := titles.before(body, at) or titles.after(body, at + len(form))):
            return title
    return ""


def _spellings(person: PersonStories) -> tuple[FormRow, ...]:
    """The forms of the name, the most frequent first; nothing where there is but one."""
    printed = dict(_printed(person))
    seen: dict[str, list[Entry]] = {}
    for entry in person.entries:
        seen.setdefault(printed[entry.id], []).append(entry)
    if len(seen) < 2:
        return ()
    return tuple(_row(form, seen[form]) for form in sorted(seen, key=lambda form: (-len(seen[form]), form)))


def _row(form: str, entries: list[Entry]) -> FormRow:
    dated = [entry.article for entry in entries if entry.article.date]
    return FormRow(
        form=form,
        first=day(dated[-1].date, dated[-1].date_basis) if dated else None,
        last=day(dated[0].date, dated[0].date_basis) if dated else None,
        number=len(entries),
    )
