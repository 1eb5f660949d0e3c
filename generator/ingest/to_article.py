"""A story as the article that it becomes: its fields, its text as Markdown, its countries and people.

In: a story and the authority tables. Out: an article without id, slug and sources, which are plan.py's business.
"""

from generator.authority.country_index import CountryIndex
from generator.ingest.story import Story
from generator.ingest.tag.annotate import annotate
from generator.ingest.tag.find_persons import PersonFinder
from generator.manuscript.escape import format_body
from generator.model.article import Article


def build_article(story: Story, countries: CountryIndex, finder: PersonFinder) -> Article:
    """The article that `story` becomes."""
    annotation = annotate(story, countries, finder)
    return Article(
        title=story.title,
        body=format_body(story.paragraphs),
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
        countries=annotation.countries,
        mentions=annotation.mentions,
        people=annotation.people,
    )
