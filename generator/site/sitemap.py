"""Files for crawlers: robots.txt and the sitemap.

In: the site and the addresses of its pages. Out: URL and bytes of each file. `lastmod` is the day on which the last
copy of a story was received. It is left out if unknown, and if an editor changed the file, because that day is not
recorded: a wrong one would keep crawlers away from what is new.
"""

from collections.abc import Iterable, Iterator

from generator.site import urls
from generator.site.model import Site
from generator.site.story_days import find_received_day
from generator.text.markup import escape_xml

# The maximum number of addresses in one sitemap (sitemaps.org).
LIMIT = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>'


def build_robots(site: Site) -> bytes:
    """Build robots.txt: everything may be crawled, and the place of the sitemap."""
    return f"User-agent: *\nAllow: /\nSitemap: {site.config.base_url}{urls.SITEMAP}\n".encode()


def build_sitemap(site: Site, pages: Iterable[str], limit: int = LIMIT) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap of `pages`; for more than `limit` pages, an index and its parts."""
    base = escape_xml(site.config.base_url)
    days = {entry.url: day for entry in site.entries if not entry.is_edited and (day := find_received_day(entry))}
    lines = [_format_url(base + url.removesuffix("index.html"), days.get(url)) for url in pages]
    if len(lines) <= limit:
        yield urls.SITEMAP, _format_urlset(lines)
        return
    parts = [lines[position : position + limit] for position in range(0, len(lines), limit)]
    names = [urls.sitemap_part(position) for position in range(1, len(parts) + 1)]
    index = "\n".join(f"<sitemap><loc>{base}{name}</loc></sitemap>" for name in names)
    yield urls.SITEMAP, f'{_HEAD}\n<sitemapindex xmlns="{_NAMESPACE}">\n{index}\n</sitemapindex>\n'.encode()
    yield from zip(names, map(_format_urlset, parts), strict=True)


def _format_url(address: str, day: str | None) -> str:
    return f"<url><loc>{address}</loc><lastmod>{day}</lastmod></url>" if day else f"<url><loc>{address}</loc></url>"


def _format_urlset(lines: list[str]) -> bytes:
    return "\n".join((_HEAD, f'<urlset xmlns="{_NAMESPACE}">', *lines, "</urlset>\n")).encode()
