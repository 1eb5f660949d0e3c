"""Which manuscripts and free pages are published, each under an address of its own.

In: all manuscripts and free pages. Out: those that are neither draft nor withdrawn and whose slug can be an
address that nobody else has; a problem for each other one. No link or page is made here.
"""

from collections.abc import Sequence

from generator.model.article import FreePage, Manuscript
from generator.model.problem import Found, Place, Problem, Severity
from generator.text.slugs import MAX_LENGTH, is_slug


def published(manuscripts: Sequence[Manuscript]) -> Found[tuple[Manuscript, ...]]:
    """The manuscripts that get a page, sorted by path; of two with one id or slug the first by path."""
    kept, problems = [], []
    owners: dict[str, str] = {}
    for manuscript in sorted(manuscripts, key=lambda m: m.path):
        article = manuscript.article
        if article.draft or article.withdrawn:
            continue
        problem = _unusable(manuscript) or _taken(manuscript, owners)
        if problem:
            problems.append(problem)
            continue
        problems += _aliases_taken(manuscript, owners)
        owners[f"id {article.id}"] = owners[f"slug {_folded(article.slug)}"] = manuscript.path
        kept.append(manuscript)
    return Found(tuple(kept), tuple(problems))


def usable(pages: Sequence[FreePage]) -> Found[tuple[FreePage, ...]]:
    """The free pages whose slug can be an address, by slug; of two that differ in case alone the first."""
    kept, problems = [], []
    taken: dict[str, str] = {}
    for page in sorted(pages, key=lambda p: (p.slug, p.path)):
        path = page.path
        other = taken.get(_folded(page.slug))
        if other or not is_slug(page.slug):
            fact = f"this page has the same address as {other}" if other else _no_address(page.slug)
            problems.append(_problem(Place(path=path), fact, "rename the file or give it another `slug`"))
            continue
        taken[_folded(page.slug)] = path
        kept.append(page)
    return Found(tuple(kept), tuple(problems))


def _unusable(manuscript: Manuscript) -> Problem | None:
    """A problem where the slug cannot be the last part of an address."""
    slug = manuscript.article.slug or ""
    if is_slug(slug):
        return None
    step = f"use letters a to z, digits and hyphens, at most {MAX_LENGTH} characters"
    return _problem(_place(manuscript, "slug"), _no_address(slug), step)


def _taken(manuscript: Manuscript, owners: dict[str, str]) -> Problem | None:
    """A problem where an earlier manuscript has the id or the slug of this one."""
    article = manuscript.article
    other = owners.get(f"id {article.id}")
    if other:
        step = "delete the copy, or take the `id` out of the one that is new"
        return _problem(_place(manuscript, "id"), f"{other} has the same id `{article.id}`", step)
    other = owners.get(f"slug {_folded(article.slug)}")
    if other:
        step = "give one of them another slug"
        return _problem(_place(manuscript, "slug"), f"{other} has the same slug `{article.slug}`", step)
    return None


def _aliases_taken(manuscript: Manuscript, owners: dict[str, str]) -> list[Problem]:
    """A problem for each former slug that an earlier manuscript has too; the page is published all the same."""
    problems = []
    for alias in manuscript.article.aliases:
        other = owners.setdefault(f"alias {_folded(alias)}", manuscript.path)
        if other != manuscript.path:
            fact = f"{other} has the same former slug `{alias}`"
            problems.append(_problem(_place(manuscript, "aliases"), fact, "take it out of one of them"))
    return problems


def _problem(place: Place, fact: str, step: str) -> Problem:
    return Problem(severity=Severity.PROBLEM, place=place, kind="address", fact=fact, step=step)


def _place(manuscript: Manuscript, key: str) -> Place:
    return Place(path=manuscript.path, line=manuscript.lines.get(key, 0))


def _no_address(slug: str) -> str:
    return f"`{slug}` cannot be the last part of an address"


def _folded(slug: str | None) -> str:
    """Two slugs that differ in case alone are one file on many disks."""
    return (slug or "").casefold()
