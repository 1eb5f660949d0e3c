"""One article, one address: ids and slugs of the articles that stand on disk.

In: manuscripts and the register's lines for articles. Out: the manuscripts with id and slug filled in, and
the lines as they shall be. What an editor wrote wins; what is missing comes from the register, so that an
address once published does not change because a title did.
"""

from collections.abc import Container, Mapping, Sequence

import msgspec

from generator.model.article import ArticleId, Manuscript, Slug
from generator.model.register import ArticleEntry, State
from generator.text import digest
from generator.text.slugs import slug, unique


class Identified(msgspec.Struct, frozen=True):
    """Manuscripts that all have id and slug, and the register's lines for articles."""

    manuscripts: tuple[Manuscript, ...]
    entries: dict[ArticleId, ArticleEntry]


def identify(
    manuscripts: Sequence[Manuscript], known: Mapping[ArticleId, ArticleEntry], paths: Container[str]
) -> Identified:
    """`manuscripts` with their identity, by path. Articles written by hand get a line of their own.

    `paths` are all article files on disk, readable or not: a hand-written article is withdrawn when its file
    is gone, not when it cannot be read.
    """
    entries = dict(known)
    by_path = {entry.path: entry for entry in known.values()}
    orphans = [entry for entry in known.values() if _is_by_hand(entry) and entry.path not in paths]
    taken = {slug.lower() for entry in known.values() for slug in entry.slugs}
    taken |= {one.article.slug.lower() for one in manuscripts if one.article.slug}
    written: set[ArticleId] = set()
    here = {one.article.id for one in manuscripts if one.article.id}
    made = []
    for one in sorted(manuscripts, key=lambda one: one.path):
        article = one.article
        entry = entries.get(article.id) if article.id else by_path.get(one.path) or _moved(one, orphans, here)
        identifier = article.id or (entry.id if entry else _minted(one.path, entries))
        issued = article.slug or (entry.slugs[-1] if entry and entry.slugs else None)
        if issued is None:
            issued = Slug(unique(slug(article.title, identifier), taken, identifier))
            taken.add(issued.lower())
        if identifier not in written:  # of two files with one id the first by path has it; the press tells
            entries[identifier] = _entry(one, identifier, issued, entry)
        written.add(identifier)
        here.add(identifier)
        filled = msgspec.structs.replace(article, id=identifier, slug=issued)
        made.append(msgspec.structs.replace(one, article=filled))
    for identifier, entry in entries.items():
        if _is_by_hand(entry) and identifier not in here and entry.path not in paths:
            entries[identifier] = msgspec.structs.replace(entry, state=State.WITHDRAWN)
    return Identified(tuple(made), dict(sorted(entries.items())))


def _moved(one: Manuscript, orphans: Sequence[ArticleEntry], here: Container[ArticleId]) -> ArticleEntry | None:
    """The hand-written article whose file is gone and that `one` is under another name: by slug, or by title."""
    found = [
        entry
        for entry in orphans
        if entry.id not in here
        and (one.article.slug in entry.slugs if one.article.slug else one.article.title == entry.title)
    ]
    return found[0] if len(found) == 1 else None


def _is_by_hand(entry: ArticleEntry) -> bool:
    """Whether an article was written by an editor and never by the machine."""
    return entry.written is None and not entry.copies


def _minted(path: str, entries: Mapping[ArticleId, ArticleEntry]) -> ArticleId:
    """An id for an article written by hand, from the path where it first stood."""
    made, n = ArticleId(digest.short("article", path)), 0
    while made in entries:
        n += 1
        made = ArticleId(digest.short("article", path, str(n)))
    return made


def _entry(one: Manuscript, identifier: ArticleId, issued: Slug, entry: ArticleEntry | None) -> ArticleEntry:
    """The register's line: every slug ever issued, the one in force last."""
    before = [*(entry.slugs if entry else ()), *map(Slug, one.article.aliases)]
    slugs = (*dict.fromkeys(slug for slug in before if slug != issued), issued)
    if entry is None:
        return ArticleEntry(id=identifier, slugs=slugs, path=one.path, title=one.article.title, state=State.EDITED)
    state = State.EDITED if _is_by_hand(entry) else entry.state
    return msgspec.structs.replace(entry, slugs=slugs, path=one.path, title=one.article.title, state=state)
