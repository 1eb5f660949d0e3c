"""Build the article of a story: its printed fields, its text as Markdown, its countries and people.

Id, slug and sources are added later, by the plan (plan.py).
"""

from generator.authority.country_index import CountryIndex
from generator.authority.known_people import KnownPeopleFinder
from generator.ingest.story import Story
from generator.ingest.tag.annotate import Annotation, annotate
from generator.ingest.tag.find_persons import PersonFinder
from generator.manuscript.escape import format_body
from generator.model.article import Article


def build_article(
    story: Story, countries: CountryIndex, finder: PersonFinder, known_people: KnownPeopleFinder | None = None
) -> Article:
    """Return the article of `story`, without id, slug and sources."""
    return apply_annotation(story, annotate(story, countries, finder, known_people))


def apply_annotation(story: Story, annotation: Annotation) -> Article:
    """Return the article of `story` with these tags."""
    return Article(
        printed=story.printed,
        body=format_body(story.paragraphs, story.kinds),
        countries=annotation.countries,
        mentions=annotation.mentions,
        people=annotation.people,
    )
