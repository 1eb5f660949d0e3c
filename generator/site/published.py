"""Select the manuscripts and free pages that are published, each under a unique address.

In: all manuscripts and free pages. Out: those that are neither draft nor withdrawn and have a valid, unique slug; a
problem for each other one. No link or page is made here.
"""

from collections.abc import Sequence

from generator.model.article import FreePage, Manuscript
from generator.model.problem import Place, Problem, Result
from generator.text.slugs import MAX_LENGTH, is_slug

_KIND = "address"


def select_published(manuscripts: Sequence[Manuscript]) -> Result[tuple[Manuscript, ...]]:
    """Return the manuscripts that get a page, sorted by path; of two with one id or slug, the first by path."""
    public_manuscripts, problems = [], []
    owners: dict[str, str] = {}
    for manuscript in sorted(manuscripts, key=lambda m: m.path):
        article = manuscript.article
        if article.draft or article.withdrawn:
            continue
        problem = _check_slug(manuscript) or _check_unique(manuscript, owners)
        if problem:
            problems.append(problem)
            continue
        problems += _check_aliases(manuscript, owners)
        owners[f"id {article.id}"] = owners[f"slug {_fold_case(article.slug)}"] = manuscript.path
        public_manuscripts.append(manuscript)
    return Result(tuple(public_manuscripts), tuple(problems))


def select_usable_pages(pages: Sequence[FreePage]) -> Result[tuple[FreePage, ...]]:
    """Return the published free pages with a valid slug, by slug; of two that differ only in case, the first."""
    usable_pages, problems = [], []
    path_by_slug: dict[str, str] = {}
    for page in sorted((page for page in pages if not page.draft), key=lambda p: (p.slug, p.path)):
        path = page.path
        other_path = path_by_slug.get(_fold_case(page.slug))
        if other_path or not is_slug(page.slug):
            fact = f"this page has the same address as {other_path}" if other_path else _describe_bad_slug(page.slug)
            problems.append(Problem.must_fix(path, _KIND, fact, "rename the file or give it another `slug`"))
            continue
        path_by_slug[_fold_case(page.slug)] = path
        usable_pages.append(page)
    return Result(tuple(usable_pages), tuple(problems))


def _check_slug(manuscript: Manuscript) -> Problem | None:
    """Return a problem if the slug cannot be the last part of an address."""
    slug = manuscript.article.slug or ""
    if is_slug(slug):
        return None
    step = f"use letters a to z, digits and hyphens, at most {MAX_LENGTH} characters"
    return Problem.must_fix(_find_place(manuscript, "slug"), _KIND, _describe_bad_slug(slug), step)


def _check_unique(manuscript: Manuscript, owners: dict[str, str]) -> Problem | None:
    """Return a problem if an earlier manuscript has the same id or slug."""
    article = manuscript.article
    other_path = owners.get(f"id {article.id}")
    if other_path:
        step = "delete the copy, or remove the `id` from the new file"
        return Problem.must_fix(
            _find_place(manuscript, "id"), _KIND, f"{other_path} has the same id `{article.id}`", step
        )
    other_path = owners.get(f"slug {_fold_case(article.slug)}")
    if other_path:
        step = "give one of them another slug"
        return Problem.must_fix(
            _find_place(manuscript, "slug"), _KIND, f"{other_path} has the same slug `{article.slug}`", step
        )
    return None


def _check_aliases(manuscript: Manuscript, owners: dict[str, str]) -> list[Problem]:
    """Return a problem for each former slug that an earlier manuscript has too; the page is published all the same."""
    problems = []
    for alias in manuscript.article.aliases:
        other_path = owners.setdefault(f"alias {_fold_case(alias)}", manuscript.path)
        if other_path != manuscript.path:
            fact = f"{other_path} has the same former slug `{alias}`"
            problems.append(
                Problem.must_fix(_find_place(manuscript, "aliases"), _KIND, fact, "remove it from one of them")
            )
    return problems


def _find_place(manuscript: Manuscript, key: str) -> Place:
    return Place(path=manuscript.path, line=manuscript.lines.get(key, 0))


def _describe_bad_slug(slug: str) -> str:
    return f"`{slug}` cannot be the last part of an address"


def _fold_case(slug: str | None) -> str:
    """Fold the case of a slug: on many disks, two that differ only in case are one file."""
    return (slug or "").casefold()
