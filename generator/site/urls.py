"""Addresses: the only place that knows where a page stands.

In: slugs and the site's own URLs, which are relative to `output/` ("articles/lake.html"). Out: those URLs,
and links between them. Whether a page exists is not known here.
"""

from urllib.parse import quote, urlsplit

from generator.text import slugs

HOME = "index.html"
ARTICLES = "articles/index.html"
COUNTRIES = "countries/index.html"
PEOPLE = "people/index.html"
PUBLICATIONS = "publications/index.html"
YEARS = "years/index.html"
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


def country_slug(name: str, code: str) -> str:
    """The slug of a country: from its name, or its code where the name has nothing to write in ASCII."""
    return slugs.slug(name, fallback=code.lower())


def person(slug: str) -> str:
    """The page of the person with this slug."""
    return f"people/{slug}.html"


def letter(anchor: str) -> str:
    """The list of the people whose names begin with a letter, where there are too many for one page."""
    return f"people/letters/{anchor.lower()}.html"


def publication(slug: str) -> str:
    """The page of the publication with this slug."""
    return f"publications/{slug}.html"


def bucket(index: str, slug: str, prefix: str = "") -> str:
    """The list of a year, month or day below the page `index`: `years/2018.html`, `countries/greece/2018.html`."""
    below = index.removesuffix("index.html").removesuffix(".html")
    return f"{below}{'' if below.endswith('/') else '/'}{prefix}{slug}.html"


def free_page(slug: str) -> str:
    """The free page with this slug."""
    return f"pages/{slug}.html"


def picture(name: str) -> str:
    """The picture with this name in `content/figures/`."""
    return f"figures/{name}"


def linked(from_url: str, to_url: str) -> str:
    """The link to a file whose name may hold anything, written as addresses are."""
    return quote(relative(from_url, to_url))


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
    return base_url + url.removesuffix("index.html")


def under_base(base_url: str, url: str) -> str:
    """The address of `url` from the root of its host: for 404.html, which is served at any depth."""
    return urlsplit(base_url).path.rstrip("/") + "/" + url.removesuffix("index.html")
