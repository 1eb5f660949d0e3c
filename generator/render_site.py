"""From the site to its files: pages, assets, pictures, and what is wrong with them as they will stand there.

    pictures -> pages -> links

In: the archive's root, the site, the register that belongs to it. Out: every file of the site, a problem for each
picture that is missing and each link that fails, and a warning for each stale template. What is written is not seen
before it is published.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

import msgspec

from generator.manuscript.places import picture_line
from generator.model.problem import Found, Problem
from generator.model.register import Register
from generator.reference.tables import Tables
from generator.render import template_overrides
from generator.render.on_demand import OnDemand
from generator.render.site_files import Making, pages
from generator.site import links, site_checks, urls
from generator.site import pictures as pictures_of
from generator.site.atlas import Atlas
from generator.site.links import Dead
from generator.site.mention_marks import Places
from generator.site.model import Site
from generator.site.pictures import Named
from generator.site.site_checks import Written
from generator.store import content, processes, theme
from generator.store.output import Files, Keeper
from generator.store.page_keys import Page
from generator.text import digest


class Printed(msgspec.Struct, frozen=True):
    """The files of a site by URL: those that were made, and where pictures stand; what is wrong with them."""

    files: Files
    pictures: dict[str, Path]
    problems: tuple[Problem, ...]


class Editorial(msgspec.Struct, frozen=True):
    """Where editors wrote what the site shows: the register with articles, authority records by URL of their page."""

    register: Register
    records: Mapping[str, str]


class Gazetteer(msgspec.Struct, frozen=True):
    """What finds the names of countries in a text, and what draws them on a map; None for no map."""

    places: Places
    atlas: Atlas | None = None


def gazetteer(countries: Places, given: Tables, site: Site) -> Gazetteer:
    """What finds `countries` in the stories of a site, and what draws them where they are drawn."""
    return Gazetteer(countries, given.atlas if site.config.output.map else None)


class Way(msgspec.Struct, frozen=True):
    """How the files of a site are made.

    They are compared with those in `folder`, where one is given, and what differs is laid there where it is to be
    `laid`. The links that editors wrote are followed; all of them where it is to be `thorough`, which takes as long
    again. `jobs` processes work on it (0: one for each core). `known` are the pages that the last build left; with a
    `stamp` of all that neither site nor templates tell they are not made where nothing they depend on has changed.
    """

    folder: Path | None = None
    laid: bool = False
    thorough: bool = False
    jobs: int = 1
    known: Mapping[str, Page] = msgspec.field(default_factory=dict)
    stamp: str = ""


def printed(  # noqa: PLR0913  (the site, what belongs to it, what it is made with)
    root: Path, site: Site, editorial: Editorial, gazetteer: Gazetteer, kept: Collection[str], *, way: Way
) -> Printed:
    """Every file of `site`. `kept` are pages in `output/` that stay as they are.

    Raises TemplateError where a template cannot be rendered.
    """
    shown = illustrated(root, site, editorial.register)
    followed = None if way.thorough else _with_links(site)
    keep = Keeper(way.folder, lays=way.laid, held=followed, known=way.known)
    templates = theme.templates(root)
    stamp = digest.sha256(msgspec.json.encode((way.stamp, templates))) if way.stamp else ""
    making = Making(templates, gazetteer.places, gazetteer.atlas, keep, stamp)
    made = pages(shown.value, making, partial(processes.shared_out, jobs=way.jobs))
    files = Files(way.folder, chain(made, (keep.keep(*file) for file in assets(root, site).items())))
    pictures = {urls.picture(name): root / pictures_of.FOLDER / name for name in sorted(shown.value.pictures)}
    failed = links.dead(files, site.config.base_url, {*kept, *pictures}, followed)
    problems = (*shown.problems, *_told(root, site, editorial, failed, files))
    return Printed(files, pictures, problems)


def illustrated(root: Path, site: Site, entered: Register) -> Found[Site]:
    """`site` with the pictures that it shows, and a problem for each that is missing."""
    held = pictures_of.held(_named(root, site, entered), content.pictures(root))
    return Found(msgspec.structs.replace(site, pictures=held.value), held.problems)


def faults(root: Path, site: Site, editorial: Editorial, files: OnDemand, kept: Collection[str]) -> tuple[Problem, ...]:
    """What is wrong with links that editors wrote, and with templates; only pages with links are made for it."""
    there = {*kept, *assets(root, site), *(urls.picture(name) for name in site.pictures)}
    failed = links.dead(files, site.config.base_url, there, _with_links(site))
    return _told(root, site, editorial, failed, files)


def _told(
    root: Path, site: Site, editorial: Editorial, failed: Sequence[Dead], files: Mapping[str, bytes]
) -> tuple[Problem, ...]:
    """A problem for each link that `failed`, and a warning for each stale template."""
    written = _written(root, _paths(site, editorial), failed)
    return (
        *site_checks.broken(failed, written, files.keys()),
        *template_overrides.stale(theme.own(root), theme.default()),
    )


def _named(root: Path, site: Site, entered: Register) -> Iterable[Named]:
    """The pictures that stories on the site name, each with its place."""
    for entry in site.entries:
        if not entry.article.figures:  # most; a preview looks through all of them for each change
            continue
        names = [figure.file for figure in entry.article.figures if figure.file]
        if names:
            path = entered.articles[entry.id].path
            text = content.text(root, path)
            lines = {name: picture_line(text, name) for name in names}
            yield from pictures_of.named(path, entry.article.figures, lines)


def assets(root: Path, site: Site) -> dict[str, bytes]:
    """The assets by URL; those of the search page only where there is one."""
    unused = () if site.config.output.search else (urls.SEARCH_STYLE, urls.SEARCH_SCRIPT)
    return {url: data for url, data in theme.assets(root).items() if url not in unused}


def _with_links(site: Site) -> frozenset[str]:
    """The pages whose Markdown has links."""
    texts = [(entry.url, entry.article.body) for entry in site.entries]
    texts += [(urls.free_page(page.slug), page.body) for page in site.pages]
    texts += [(one.url, one.person.note) for one in site.people.values()]
    texts += [(one.url, one.country.note) for one in site.countries.values()]
    return frozenset(url for url, text in texts if "](" in text or "]:" in text or "<" in text)


def _paths(site: Site, editorial: Editorial) -> dict[str, str]:
    """The files that editors write, by the URL of their page."""
    stories = {entry.url: editorial.register.articles[entry.id].path for entry in site.entries}
    return {**editorial.records} | stories | {urls.free_page(page.slug): page.path for page in site.pages}


def _written(root: Path, paths: Mapping[str, str], failed: Iterable[Dead]) -> dict[str, Written]:
    """The files of the pages on which a link fails."""
    pages_with = {one.url for one in failed} & paths.keys()
    return {url: Written(path=paths[url], text=content.text(root, paths[url])) for url in sorted(pages_with)}
