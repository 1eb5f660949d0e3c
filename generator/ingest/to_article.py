"""A story as the article that it becomes: its fields, its text as Markdown, its countries and people.

In: a story and the authority tables. Out: an article without id, slug and sources, which are plan.py's business.
"""

from generator.authority.country_index import CountryIndex
from generator.ingest.story import Story
from generator.ingest.tag.annotate import annotate
from generator.ingest.tag.find_persons import Finder
from generator.manuscript.escape import body
from generator.model.article import Article


def draft(story: Story, countries: CountryIndex, persons: Finder) -> Article:
    """The article that `story` becomes."""
    found = annotate(story, countries, persons)
    return Article(
        title=story.title,
        body=body(story.paragraphs),
        date=story.date,
        date_basis=story.date_basis,
        publication=story.publication,
        section=story.section,
        page=story.page,
        kicker=story.kicker,
        byline=story.byline,
        agency=story.agency,
        dateline=story.dateline,
        language=story.language,
        summary=story.summary,
        figures=story.figures,
        countries=found.countries,
        mentions=found.mentions,
        people=found.people,
    )
