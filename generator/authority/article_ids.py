"""Ids and slugs of the articles on disk: one article, one address.

In: manuscripts and the register's article entries. Out: the manuscripts with id and slug filled in, and the updated
entries. What an editor wrote wins; anything missing comes from the register, so that a published address does not
change because a title did.
"""

from collections.abc import Container, Mapping, Sequence

import msgspec

from generator.model.article import ArticleId, Manuscript, Slug
from generator.model.register import ArticleEntry, ArticleState
from generator.text import digest
from generator.text.slugs import make_slug, make_unique_slug


class IdentifiedArticles(msgspec.Struct, frozen=True):
    """Manuscripts that all have an id and a slug, and the register's entries for them."""

    manuscripts: tuple[Manuscript, ...]
    entries: dict[ArticleId, ArticleEntry]


def identify_articles(
    manuscripts: Sequence[Manuscript], known_entries: Mapping[ArticleId, ArticleEntry], paths: Container[str]
) -> IdentifiedArticles:
    """Give every manuscript its id and slug, in order of path. Articles written by hand get an entry of their own.

    `paths` are all article files on disk, readable or not: a hand-written article is withdrawn if its file is gone, not
    if it cannot be read.
    """
    entries = dict(known_entries)
    entry_by_path = {entry.path: entry for entry in known_entries.values()}
    orphans = [entry for entry in known_entries.values() if _is_by_hand(entry) and entry.path not in paths]
    taken_slugs = {slug.lower() for entry in known_entries.values() for slug in entry.slugs}
    taken_slugs |= {manuscript.article.slug.lower() for manuscript in manuscripts if manuscript.article.slug}
    entered_ids: set[ArticleId] = set()
    present_ids = {manuscript.article.id for manuscript in manuscripts if manuscript.article.id}
    new_manuscripts = []
    for manuscript in sorted(manuscripts, key=lambda manuscript: manuscript.path):
        article = manuscript.article
        entry = (
            entries.get(article.id)
            if article.id
            else entry_by_path.get(manuscript.path) or _find_moved_entry(manuscript, orphans, present_ids)
        )
        identifier = article.id or (entry.id if entry else _mint_article_id(manuscript.path, entries))
        current_slug = article.slug or (entry.slugs[-1] if entry and entry.slugs else None)
        if current_slug is None:
            current_slug = Slug(make_unique_slug(make_slug(article.printed.title, identifier), taken_slugs, identifier))
            taken_slugs.add(current_slug.lower())
        if (
            identifier not in entered_ids
        ):  # if two files have one id, the first by path keeps it; the site build reports the other
            entries[identifier] = _build_entry(manuscript, identifier, current_slug, entry)
        entered_ids.add(identifier)
        present_ids.add(identifier)
        article_with_ids = msgspec.structs.replace(article, id=identifier, slug=current_slug)
        new_manuscripts.append(msgspec.structs.replace(manuscript, article=article_with_ids))
    for identifier, entry in entries.items():
        if _is_by_hand(entry) and identifier not in present_ids and entry.path not in paths:
            entries[identifier] = msgspec.structs.replace(entry, state=ArticleState.WITHDRAWN)
    return IdentifiedArticles(tuple(new_manuscripts), dict(sorted(entries.items())))


def _find_moved_entry(
    manuscript: Manuscript, orphans: Sequence[ArticleEntry], present_ids: Container[ArticleId]
) -> ArticleEntry | None:
    """Return the entry of a hand-written article whose file moved to `manuscript`, matched by slug or title."""
    matches = [
        entry
        for entry in orphans
        if entry.id not in present_ids
        and (
            manuscript.article.slug in entry.slugs
            if manuscript.article.slug
            else manuscript.article.printed.title == entry.title
        )
    ]
    return matches[0] if len(matches) == 1 else None


def _is_by_hand(entry: ArticleEntry) -> bool:
    """Return whether an editor wrote the article and the machine never did."""
    return entry.written is None and not entry.copies


def _mint_article_id(path: str, entries: Mapping[ArticleId, ArticleEntry]) -> ArticleId:
    """Mint an id for a hand-written article from the first path of its file."""
    identifier, n = ArticleId(digest.compute_short_id("article", path)), 0
    while identifier in entries:
        n += 1
        identifier = ArticleId(digest.compute_short_id("article", path, str(n)))
    return identifier


def _build_entry(
    manuscript: Manuscript, identifier: ArticleId, current_slug: Slug, entry: ArticleEntry | None
) -> ArticleEntry:
    """Build the register entry: every slug ever issued, the current one last."""
    old_slugs = [*(entry.slugs if entry else ()), *map(Slug, manuscript.article.aliases)]
    slugs = (*dict.fromkeys(slug for slug in old_slugs if slug != current_slug), current_slug)
    if entry is None:
        return ArticleEntry(
            id=identifier,
            slugs=slugs,
            path=manuscript.path,
            title=manuscript.article.printed.title,
            state=ArticleState.EDITED,
        )
    state = ArticleState.EDITED if _is_by_hand(entry) else entry.state
    return msgspec.structs.replace(
        entry, slugs=slugs, path=manuscript.path, title=manuscript.article.printed.title, state=state
    )
