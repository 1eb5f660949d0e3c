"""Patch a site with new versions of some stories, without assembling it again.

In: the site and the changed stories. Out: the site that `assemble` would build. For changes that touch no tag, address
or publication; all others need `assemble`.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from generator.model.article import Article, ArticleId
from generator.site.model import Entry, Site, newest_first
from generator.text.normalise import fold_key

# What no other page is made of, except the publication among the printed fields.
_PATCHABLE = frozenset({"printed", "body", "extra"})


def is_patchable(before: Article, after: Article) -> bool:
    """Return whether two versions of a story differ only in fields of its own: not in tags, address, publication."""
    return before.printed.publication == after.printed.publication and all(
        name in _PATCHABLE or getattr(before, name) == getattr(after, name) for name in Article.__struct_fields__
    )


def patch_site(site: Site, articles: Mapping[ArticleId, Article]) -> Site:
    """Return `site` with `articles` in place of those with the same ids; all must be on it and be patchable."""
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
