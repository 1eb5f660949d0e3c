"""A site in which some stories read otherwise and nothing else is another: made of the one before, at once.

In: the site and the stories as they read now. Out: the site that `assemble` would make of them. It is for changes that
tag no story otherwise, give none another address or publication; all others take the long way.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from generator.model.article import Article, ArticleId
from generator.site.model import Entry, Site, newest_first
from generator.text.normalise import key

# What belongs to the story alone. By some of it stories are put in order.
_ORDERING = frozenset({"title", "date"})
_QUIET = _ORDERING | {
    *("body", "byline", "section", "page", "kicker", "agency", "summary", "dateline", "language"),
    *("date_basis", "figures", "extra"),
}


def is_quiet(before: Article, after: Article) -> bool:
    """Whether two states of a story differ in what belongs to it alone: not in tags, address, publication."""
    return all(name in _QUIET or getattr(before, name) == getattr(after, name) for name in Article.__struct_fields__)


def retouched(site: Site, articles: Mapping[ArticleId, Article]) -> Site:
    """`site` with these `articles` in place of those with the same ids, all of which are on it and differ quietly."""
    new = {one.id: replace(one, article=articles[one.id]) for one in site.entries if one.id in articles}
    countries, people, papers = dict(site.countries), dict(site.people), dict(site.publications)

    moves = any(
        getattr(one.article, name) != getattr(new[one.id].article, name)
        for one in site.entries
        if one.id in new
        for name in _ORDERING
    )

    def with_new(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        found = [new.get(entry.id, entry) for entry in entries]
        return tuple(sorted(found, key=newest_first) if moves else found)

    for code in {tag.code for one in new.values() for tag in (*one.about, *one.named)}:
        country = countries[code]
        countries[code] = replace(country, about=with_new(country.about), named=with_new(country.named))
    for identifier in {tag.id for one in new.values() for tag in one.people}:
        people[identifier] = replace(people[identifier], entries=with_new(people[identifier].entries))
    for name in {key(one.article.publication or "") for one in new.values()} & papers.keys():
        papers[name] = replace(papers[name], entries=with_new(papers[name].entries))
    return replace(site, entries=with_new(site.entries), countries=countries, people=people, publications=papers)
