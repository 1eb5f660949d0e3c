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

from generator.manuscript.places import find_picture_line
from generator.model.problem import Problem, Result
from generator.model.register import Register
from generator.reference.tables import Tables
from generator.render import template_overrides
from generator.render.on_demand import OnDemandFiles
from generator.render.site_files import RenderSetup, render_files
from generator.site import links, site_checks, urls
from generator.site import pictures as pictures_of
from generator.site.atlas import Atlas
from generator.site.links import DeadLink
from generator.site.mention_marks import CountryFinder
from generator.site.model import Site
from generator.site.pictures import PictureReference
from generator.site.site_checks import PageSource
from generator.store import content, processes, theme
from generator.store.output import FileComparer, SiteFiles
from generator.store.page_keys import BuiltPage
from generator.text import digest


class RenderedSite(msgspec.Struct, frozen=True):
    """The files of a site by URL: those that were made, and where pictures stand; what is wrong with them."""

    files: SiteFiles
    pictures: dict[str, Path]
    problems: tuple[Problem, ...]


class EditedFiles(msgspec.Struct, frozen=True):
    """Where editors wrote what the site shows: the register with articles, authority records by URL of their page."""

    register: Register
    record_paths: Mapping[str, str]


class Gazetteer(msgspec.Struct, frozen=True):
    """What finds the names of countries in a text, and what draws them on a map; None for no map."""

    places: CountryFinder
    atlas: Atlas | None = None


def build_gazetteer(countries: CountryFinder, tables: Tables, site: Site) -> Gazetteer:
    """What finds `countries` in the stories of a site, and what draws them where they are drawn."""
    return Gazetteer(countries, tables.atlas if site.config.output.map else None)


class RenderOptions(msgspec.Struct, frozen=True):
    """How the files of a site are made.

    They are compared with those in `folder`, where one is given, and what differs is laid there where it is to be
    `writes_files`. The links that editors wrote are followed; all of them where it is to be `checks_all_links`, which takes as long
    again. `jobs` processes work on it (0: one for each core). `last_pages` are the pages that the last build left; with a
    `stamp` of all that neither site nor templates tell they are not made where nothing they depend on has changed.
    """

    folder: Path | None = None
    writes_files: bool = False
    checks_all_links: bool = False
    jobs: int = 1
    last_pages: Mapping[str, BuiltPage] = msgspec.field(default_factory=dict)
    stamp: str = ""


def render_site(  # noqa: PLR0913  (the site, what belongs to it, what it is made with)
    root: Path,
    site: Site,
    edited_files: EditedFiles,
    gazetteer: Gazetteer,
    kept_pages: Collection[str],
    *,
    options: RenderOptions,
) -> RenderedSite:
    """Every file of `site`. `kept_pages` are pages in `output/` that stay as they are.

    Raises TemplateError where a template cannot be rendered.
    """
    illustrated_site = add_pictures(root, site, edited_files.register)
    followed_pages = None if options.checks_all_links else _find_pages_with_links(site)
    keeper = FileComparer(
        options.folder,
        writes_pending=options.writes_files,
        urls_in_memory=followed_pages,
        last_pages=options.last_pages,
    )
    templates = theme.load_templates(root)
    stamp = digest.sha256(msgspec.json.encode((options.stamp, templates))) if options.stamp else ""
    render_inputs = RenderSetup(templates, gazetteer.places, gazetteer.atlas, keeper, stamp)
    rendered_files = render_files(
        illustrated_site.value, render_inputs, partial(processes.map_shared, jobs=options.jobs)
    )
    files = SiteFiles(
        options.folder, chain(rendered_files, (keeper.keep(*file) for file in load_assets(root, site).items()))
    )
    pictures = {
        urls.picture(name): root / pictures_of.FOLDER / name for name in sorted(illustrated_site.value.pictures)
    }
    dead_links = links.find_dead_links(files, site.config.base_url, {*kept_pages, *pictures}, followed_pages)
    problems = (*illustrated_site.problems, *_build_problems(root, site, edited_files, dead_links, files))
    return RenderedSite(files, pictures, problems)


def add_pictures(root: Path, site: Site, register: Register) -> Result[Site]:
    """`site` with the pictures that it shows, and a problem for each that is missing."""
    picture_names = pictures_of.select_available(_find_pictures(root, site, register), content.list_pictures(root))
    return Result(msgspec.structs.replace(site, pictures=picture_names.value), picture_names.problems)


def find_link_problems(
    root: Path, site: Site, edited_files: EditedFiles, files: OnDemandFiles, kept_pages: Collection[str]
) -> tuple[Problem, ...]:
    """What is wrong with links that editors wrote, and with templates; only pages with links are made for it."""
    existing_urls = {*kept_pages, *load_assets(root, site), *(urls.picture(name) for name in site.pictures)}
    dead_links = links.find_dead_links(files, site.config.base_url, existing_urls, _find_pages_with_links(site))
    return _build_problems(root, site, edited_files, dead_links, files)


def _build_problems(
    root: Path, site: Site, edited_files: EditedFiles, dead_links: Sequence[DeadLink], files: Mapping[str, bytes]
) -> tuple[Problem, ...]:
    """A problem for each link that `dead_links`, and a warning for each stale template."""
    failing_files = _load_failing_files(root, _map_pages_to_files(site, edited_files), dead_links)
    return (
        *site_checks.describe_dead_links(dead_links, failing_files, files.keys()),
        *template_overrides.find_stale_overrides(theme.load_own_files(root), theme.load_default_files()),
    )


def _find_pictures(root: Path, site: Site, register: Register) -> Iterable[PictureReference]:
    """The pictures that stories on the site name, each with its place."""
    for entry in site.entries:
        if not entry.printed.figures:  # most; a preview looks through all of them for each change
            continue
        names = [figure.file for figure in entry.printed.figures if figure.file]
        if names:
            path = register.articles[entry.id].path
            text = content.read_text(root, path)
            lines = {name: find_picture_line(text, name) for name in names}
            yield from pictures_of.list_references(path, entry.printed.figures, lines)


def load_assets(root: Path, site: Site) -> dict[str, bytes]:
    """The assets by URL; those of the search page only where there is one."""
    unused = () if site.config.output.search else (urls.SEARCH_STYLE, urls.SEARCH_SCRIPT)
    return {url: data for url, data in theme.load_assets(root).items() if url not in unused}


def _find_pages_with_links(site: Site) -> frozenset[str]:
    """The pages whose Markdown has links."""
    texts = [(entry.url, entry.article.body) for entry in site.entries]
    texts += [(urls.free_page(page.slug), page.body) for page in site.pages]
    texts += [(stories.url, stories.person.note) for stories in site.people.values()]
    texts += [(stories.url, stories.country.note) for stories in site.countries.values()]
    return frozenset(url for url, text in texts if "](" in text or "]:" in text or "<" in text)


def _map_pages_to_files(site: Site, edited_files: EditedFiles) -> dict[str, str]:
    """The files that editors write, by the URL of their page."""
    stories = {entry.url: edited_files.register.articles[entry.id].path for entry in site.entries}
    return {**edited_files.record_paths} | stories | {urls.free_page(page.slug): page.path for page in site.pages}


def _load_failing_files(root: Path, paths: Mapping[str, str], dead_links: Iterable[DeadLink]) -> dict[str, PageSource]:
    """The files of the pages on which a link fails."""
    page_urls = {dead_link.url for dead_link in dead_links} & paths.keys()
    return {url: PageSource(path=paths[url], text=content.read_text(root, paths[url])) for url in sorted(page_urls)}
