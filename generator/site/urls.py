"""Addresses: the only place that knows where a page stands.

In: slugs and the site's own URLs, which are relative to `output/` ("articles/lake.html"). Out: those URLs,
and links between them. Whether a page exists is not known here.
"""

from urllib.parse import urlsplit

HOME = "index.html"
ARTICLES = "articles/index.html"
COUNTRIES = "countries/index.html"
PEOPLE = "people/index.html"
NOT_FOUND = "404.html"
STYLE = "static/style.css"
EXPORT = "data/articles.jsonl"
ROBOTS = "robots.txt"
NO_JEKYLL = ".nojekyll"


def article(slug: str) -> str:
    """The page of the story with this slug."""
    return f"articles/{slug}.html"


def country(slug: str) -> str:
    """The page of the country with this slug."""
    return f"countries/{slug}.html"


def person(slug: str) -> str:
    """The page of the person with this slug."""
    return f"people/{slug}.html"


def person_in_list(identifier: str) -> str:
    """The place of a person in the list of people, for those without a page of their own."""
    return f"{PEOPLE}#{identifier}"


def free_page(slug: str) -> str:
    """The free page with this slug."""
    return f"pages/{slug}.html"


def wikidata(item: str) -> str:
    """The address of an item of Wikidata; empty for none."""
    return f"https://www.wikidata.org/wiki/{item}" if item else ""


def folder(url: str) -> str:
    """The folder that `url` stands in, with its slash; empty at the top."""
    return url[: url.rfind("/") + 1]


def relative(from_url: str, to_url: str) -> str:
    """The link from one page to another. It keeps `index.html`, so that it works on a disk as well."""
    here = folder(from_url)
    if not here:
        return to_url
    if to_url.startswith(here):
        return to_url[len(here) :]
    return "../" * here.count("/") + to_url


def absolute(base_url: str, url: str) -> str:
    """The full address of `url`, as it is cited and announced: without `index.html`."""
    page, mark, place = url.partition("#")
    return base_url + page.removesuffix("index.html") + mark + place


def under_base(base_url: str, url: str) -> str:
    """The address of `url` from the root of its host: for 404.html, which is served at any depth."""
    return urlsplit(base_url).path.rstrip("/") + "/" + url.removesuffix("index.html")
