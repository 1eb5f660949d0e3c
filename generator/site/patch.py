"""A site in which some stories read otherwise and nothing else is another: made of the one before, at once.

In: the site and the stories as they read now. Out: the site that `assemble` would make of them. It is for changes that
tag no story otherwise, give none another address or publication; all others take the long way.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from generator.model.article import Article, ArticleId
from generator.site.model import Entry, Site, newest_first
from generator.text.normalise import fold_key

# What no other page is made of, except the publication among the printed fields.
_PATCHABLE = frozenset({"printed", "body", "extra"})


def is_patchable(before: Article, after: Article) -> bool:
    """Whether two states of a story differ in what belongs to it alone: not in tags, address, publication."""
    return before.printed.publication == after.printed.publication and all(
        name in _PATCHABLE or getattr(before, name) == getattr(after, name) for name in Article.__struct_fields__
    )


def patch_site(site: Site, articles: Mapping[ArticleId, Article]) -> Site:
    """`site` with these `articles` in place of those with the same ids, all of which are on it and differ quietly."""
    new_entries = {
        story.id: replace(story, article=articles[story.id]) for story in site.entries if story.id in articles
    }
    countries, people, papers = dict(site.countries), dict(site.people), dict(site.publications)

    is_reordered = any(
        newest_first(story) != newest_first(new_entries[story.id]) for story in site.entries if story.id in new_entries
    )

    def replace_entries(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        patched_entries = [new_entries.get(entry.id, entry) for entry in entries]
        return tuple(sorted(patched_entries, key=newest_first) if is_reordered else patched_entries)

    for code in {tag.code for story in new_entries.values() for tag in (*story.about, *story.mentions)}:
        country = countries[code]
        countries[code] = replace(
            country, about=replace_entries(country.about), mentions=replace_entries(country.mentions)
        )
    for identifier in {tag.id for story in new_entries.values() for tag in story.people}:
        people[identifier] = replace(people[identifier], entries=replace_entries(people[identifier].entries))
    for name in {fold_key(story.printed.publication or "") for story in new_entries.values()} & papers.keys():
        papers[name] = replace(papers[name], entries=replace_entries(papers[name].entries))
    return replace(site, entries=replace_entries(site.entries), countries=countries, people=people, publications=papers)
