"""The page of a person: printed titles and spellings, people named with them, years, stories.

In: a person with their stories, and the site context. Out: one view, and the list of their stories. Each story counts
once, however many copies were saved.
"""

from collections.abc import Iterator

from generator.authority import titles
from generator.model.article import ArticleId
from generator.model.authority import PersonRecord
from generator.model.value import Value
from generator.site import urls
from generator.site.find_names import PersonNames
from generator.site.model import Entry, PersonStories
from generator.site.views import charts, rankings, story_lists
from generator.site.views.card import Band
from generator.site.views.charts import Bars
from generator.site.views.day_text import DayView, build_day_view
from generator.site.views.frame import Link, PageFrame, PageHead, build_head
from generator.site.views.people_list import link_letter
from generator.site.views.rankings import RankingRow
from generator.site.views.site_context import SiteContext
from generator.site.views.story_lists import PartRow, StoryList
from generator.site.views.wording import format_story_count

MAX_NAMED_WITH = 8


class NameFormRow(Value, frozen=True):
    """A spelling or title, the number of stories that print it, and the dates of the first and last dated one."""

    form: str
    first: DayView | None
    last: DayView | None
    number: int


class PersonView(Value, frozen=True):
    """The page of a person. `spellings` is empty if there is only one.

    `role`, `life` (birth and death, in words), `wikidata` (an address) and `note` come from a record. If there are too
    many stories for a page, `bands` holds the newest, and `parts` link to all by year.
    """

    frame: PageFrame
    head: PageHead
    trail: tuple[Link, ...]
    name: str
    summary: str
    role: str
    life: str
    wikidata: str
    note: str
    bars: Bars | None
    titles: tuple[NameFormRow, ...]
    spellings: tuple[NameFormRow, ...]
    people: tuple[RankingRow, ...]
    countries: tuple[RankingRow, ...]
    bands: tuple[Band, ...]
    parts: tuple[PartRow, ...]


def build_person_view(context: SiteContext, person: PersonStories) -> PersonView:
    """Build the view of a person's page."""
    site, url, record, editor_record = context.site, person.url, person.person, person.person.record
    bands, parts = story_lists.build_bands_and_parts(context, build_story_list(person))
    summary = f"Named in {format_story_count(person.entries)}."
    bars = (
        charts.build_coverage_bars(person.entries, f"Stories that name {record.name}")
        if site.config.output.charts
        else None
    )
    return PersonView(
        frame=context.frames.get_frame(url),
        head=build_head(site, url, record.name, summary),
        trail=(Link(label="People", href=urls.build_link(url, urls.PEOPLE)), link_letter(context, url, record.name)),
        name=record.name,
        summary=summary,
        role=editor_record.role if editor_record else "",
        life=_format_life(editor_record) if editor_record else "",
        wikidata=urls.build_wikidata_url(record.wikidata),
        note=record.note,
        bars=bars,
        titles=_build_title_rows(person, context.get_names(record.id)),
        spellings=_build_spelling_rows(person),
        people=rankings.rank_people(site, person.entries, url, MAX_NAMED_WITH, excluded_id=record.id),
        countries=rankings.rank_countries(site, person.entries, url, MAX_NAMED_WITH),
        bands=bands,
        parts=parts,
    )


def build_story_list(person: PersonStories) -> StoryList:
    """Return the stories that name a person."""
    name, printed_forms = person.person.name, dict(_list_printed_forms(person))

    def describe_form(entry: Entry) -> str:
        form = printed_forms[entry.id]
        return f"as “{form}”" if form != name else ""

    return StoryList(
        page_url=person.url,
        name=name,
        description=f"Stories that name {name}",
        entries=person.entries,
        trail=(("People", urls.PEOPLE), (name, person.url)),
        describe_reason=describe_form,
    )


def _list_printed_forms(person: PersonStories) -> Iterator[tuple[ArticleId, str]]:
    """Yield for each story its id and its form of the person's name."""
    for entry in person.entries:
        for tag in entry.people:
            if tag.id == person.person.id:
                yield entry.id, tag.printed


def _format_life(record: PersonRecord) -> str:
    """Return the dates of a life, such as: born 8 April 1938, died 18 August 2018."""
    dates = (("born", record.born), ("died", record.died))
    return ", ".join(f"{word} {build_day_view(date).printed}" for word, date in dates if date)


def _build_title_rows(person: PersonStories, names: PersonNames) -> tuple[NameFormRow, ...]:
    """Return the titles beside the name, one for each story, the latest first."""
    entries_by_title: dict[str, list[Entry]] = {}
    for entry in person.entries:
        title = _find_title(entry.article.body, names)
        if title:
            entries_by_title.setdefault(title, []).append(entry)
    return tuple(_build_row(form, entries) for form, entries in entries_by_title.items())


def _find_title(body: str, names: PersonNames) -> str:
    """Return the title in a story: beside the first full name, else before the first short one."""
    for form in (*names.full, *names.short):
        position = body.find(form)
        if position >= 0 and (
            title := titles.find_title_before(body, position) or titles.find_title_after(body, position + len(form))
        ):
            return title
    return ""


def _build_spelling_rows(person: PersonStories) -> tuple[NameFormRow, ...]:
    """Return the forms of the name, the most frequent first; nothing if there is only one."""
    printed_forms = dict(_list_printed_forms(person))
    entries_by_form: dict[str, list[Entry]] = {}
    for entry in person.entries:
        entries_by_form.setdefault(printed_forms[entry.id], []).append(entry)
    if len(entries_by_form) < 2:
        return ()
    return tuple(
        _build_row(form, entries_by_form[form])
        for form in sorted(entries_by_form, key=lambda form: (-len(entries_by_form[form]), form))
    )


def _build_row(form: str, entries: list[Entry]) -> NameFormRow:
    dated_articles = [entry.article for entry in entries if entry.printed.date]
    return NameFormRow(
        form=form,
        first=build_day_view(dated_articles[-1].printed.date, dated_articles[-1].printed.date_basis)
        if dated_articles
        else None,
        last=build_day_view(dated_articles[0].printed.date, dated_articles[0].printed.date_basis)
        if dated_articles
        else None,
        number=len(entries),
    )
