"""Render the files of a site: pages, data, feeds, assets, pictures; then check them.

    pictures -> pages -> links

Reports a problem for each missing picture and each dead link, and a warning for each outdated template. The links are
checked in the rendered files, before anything is published.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

import msgspec

from generator import layout
from generator.archive import Archive
from generator.manuscript.places import find_picture_line
from generator.model.problem import Problem, Result
from generator.reference.tables import Tables
from generator.render import template_overrides
from generator.render.on_demand import OnDemandFiles
from generator.render.site_files import render_files
from generator.site import links, site_checks, urls
from generator.site import pictures as pictures_of
from generator.site.links import DeadLink
from generator.site.model import Site
from generator.site.pictures import PictureReference
from generator.site.site_checks import PageSource
from generator.site.views.page_list import PageList
from generator.site_state import SiteState
from generator.store import content, processes, theme
from generator.store.output import OutputWriter, SiteFiles
from generator.store.theme import Theme
from generator.text import digest


def render_site(
    archive: Archive, site_state: SiteState, writer: OutputWriter, *, jobs: int = 1, checks_all_links: bool = False
) -> Result[SiteFiles]:
    """Render every file of the site and let `writer` take it. Raises TemplateError if a template cannot be rendered.

    Links that editors wrote are checked; `checks_all_links` checks all others too, which takes as long again as
    rendering. `jobs` processes work on it (0: one for each core). The stamp of `writer` need not cover the templates.
    """
    root, site_theme = archive.root, theme.load_theme(archive.root)
    pages = list_pages(root, site_state, archive.tables)
    site = pages.value.site
    checked_urls = None if checks_all_links else _find_pages_with_links(site)
    templates = site_theme.templates
    stamp = digest.sha256(msgspec.json.encode((writer.stamp, templates))) if writer.stamp else ""
    writer = msgspec.structs.replace(writer, stamp=stamp, urls_in_memory=checked_urls)
    page_files = render_files(pages.value, templates, writer, partial(processes.map_shared, jobs=jobs))
    asset_files = (writer.write(*file) for file in _select_assets(site_theme, site).items())
    pictures = {urls.picture(name): root / layout.FIGURES / name for name in sorted(site.pictures)}
    files = SiteFiles(writer.folder, chain(page_files, asset_files), pictures)
    existing_urls = {*site_state.kept_pages, *pictures}
    dead_links = links.find_dead_links(files, site.config.base_url, existing_urls, checked_urls)
    problems = _build_problems(root, site_state, site_theme, dead_links, files)
    return Result(files, (*pages.problems, *problems))


def list_pages(root: Path, site_state: SiteState, tables: Tables) -> Result[PageList]:
    """Return the pages of the site with its pictures, and a problem for each picture that is missing."""
    picture_names = pictures_of.select_available(_find_pictures(root, site_state), content.list_pictures(root))
    site = msgspec.structs.replace(site_state.site, pictures=picture_names.value)
    pages = PageList(site, site_state.countries, tables.atlas if site.config.output.map else None)
    return Result(pages, picture_names.problems)


def find_link_problems(root: Path, site_state: SiteState, files: OnDemandFiles) -> tuple[Problem, ...]:
    """Return the problems of links that editors wrote and of templates. Renders only pages with such links."""
    site, site_theme = files.site, theme.load_theme(root)
    existing_urls = {
        *(*site_state.kept_pages, *_select_assets(site_theme, site)),
        *(urls.picture(name) for name in site.pictures),
    }
    dead_links = links.find_dead_links(files, site.config.base_url, existing_urls, _find_pages_with_links(site))
    return _build_problems(root, site_state, site_theme, dead_links, files)


def _build_problems(
    root: Path, site_state: SiteState, site_theme: Theme, dead_links: Sequence[DeadLink], files: Mapping[str, bytes]
) -> tuple[Problem, ...]:
    """Return a problem for each of `dead_links` and a warning for each outdated template."""
    failing_files = _load_failing_files(root, _map_pages_to_files(site_state), dead_links)
    return (
        *site_checks.describe_dead_links(dead_links, failing_files, files.keys()),
        *site_theme.problems,
        *template_overrides.find_stale_overrides(site_theme.archive_files, site_theme.default_files),
    )


def _find_pictures(root: Path, site_state: SiteState) -> Iterable[PictureReference]:
    """Yield the pictures that stories name, each with its place."""
    for entry in site_state.site.entries:
        if not entry.printed.figures:  # most have none, and a preview calls this for each change
            continue
        names = [figure.file for figure in entry.printed.figures if figure.file]
        if names:
            path = site_state.register.articles[entry.id].path
            text = content.read_text(root, path)
            lines = {name: find_picture_line(text, name) for name in names}
            yield from pictures_of.list_references(path, entry.printed.figures, lines)


def load_assets(root: Path, site: Site) -> dict[str, bytes]:
    """Read the assets by URL; the assets of the search page only if the site has that page."""
    return _select_assets(theme.load_theme(root), site)


def _select_assets(site_theme: Theme, site: Site) -> dict[str, bytes]:
    unused = () if site.config.output.search else (urls.SEARCH_STYLE, urls.SEARCH_SCRIPT)
    return {url: data for url, data in site_theme.assets.items() if url not in unused}


def _find_pages_with_links(site: Site) -> frozenset[str]:
    """Return the URLs of pages whose Markdown may have links."""
    texts = [(entry.url, entry.article.body) for entry in site.entries]
    texts += [(urls.free_page(page.slug), page.body) for page in site.pages]
    texts += [(stories.url, stories.person.note) for stories in site.people.values()]
    texts += [(stories.url, stories.country.note) for stories in site.countries.values()]
    return frozenset(url for url, text in texts if "](" in text or "]:" in text or "<" in text)


def _map_pages_to_files(site_state: SiteState) -> dict[str, str]:
    """Return the paths of the files that editors write, by the URL of their page."""
    site = site_state.site
    stories = {entry.url: site_state.register.articles[entry.id].path for entry in site.entries}
    return {**site_state.record_paths} | stories | {urls.free_page(page.slug): page.path for page in site.pages}


def _load_failing_files(root: Path, paths: Mapping[str, str], dead_links: Iterable[DeadLink]) -> dict[str, PageSource]:
    """Return the files of the pages that have a dead link, by URL."""
    page_urls = {dead_link.url for dead_link in dead_links} & paths.keys()
    return {url: PageSource(path=paths[url], text=content.read_text(root, paths[url])) for url in sorted(page_urls)}
