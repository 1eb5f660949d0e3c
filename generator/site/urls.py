"""Addresses: the only module that knows the URL of a page.

In: slugs and the site's own URLs, which are relative to `output/` ("articles/lake.html"). Out: those URLs, and links
between them. Whether a page exists does not matter here.
"""

from urllib.parse import quote, urlsplit

HOME = "index.html"
ARTICLES = "articles/index.html"
COUNTRIES = "countries/index.html"
PEOPLE = "people/index.html"
PUBLICATIONS = "publications/index.html"
YEARS = "years/index.html"
NOT_FOUND = "404.html"
SEARCH = "search.html"
SEARCH_STYLE = "static/search.css"
SEARCH_SCRIPT = "static/search.js"
STYLE = "static/style.css"
DATA = "data/index.html"
EXPORT = "data/articles.jsonl"
SPREADSHEET = "data/articles.csv"
PEOPLE_DATA = "data/people.json"
COUNTRIES_DATA = "data/countries.json"
DATA_PACKAGE = "data/datapackage.json"
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
NO_JEKYLL = ".nojekyll"


def article(slug: str) -> str:
    """Return the URL of the story with this slug."""
    return f"articles/{slug}.html"


def country(slug: str) -> str:
    """Return the URL of the country with this slug."""
    return f"countries/{slug}.html"


def person(slug: str) -> str:
    """Return the URL of the person with this slug."""
    return f"people/{slug}.html"


def person_in_list(identifier: str, letter_anchor: str = "") -> str:
    """Return the place of a person without a page in the list of people, or in a letter's list if it has a page."""
    return f"{letter(letter_anchor) if letter_anchor else PEOPLE}#{identifier}"


def letter(anchor: str) -> str:
    """Return the URL of the people whose names begin with a letter, used if there are too many for one page."""
    return f"people/letters/{anchor.lower()}.html"


def publication(slug: str) -> str:
    """Return the URL of the publication with this slug."""
    return f"publications/{slug}.html"


def bucket(index: str, slug: str, prefix: str = "") -> str:
    """Return the URL of a time below the page `index`: `years/2018.html`, `countries/greece/2018.html`."""
    below = index.removesuffix("index.html").removesuffix(".html")
    return f"{below}{'' if below.endswith('/') else '/'}{prefix}{slug}.html"


def free_page(slug: str) -> str:
    """Return the URL of the free page with this slug."""
    return f"pages/{slug}.html"


def picture(name: str) -> str:
    """Return the URL of the picture with this name in `content/figures/`."""
    return f"figures/{name}"


def build_quoted_link(from_url: str, to_url: str) -> str:
    """Return the percent-encoded link to a file whose name may hold any character."""
    return quote(build_link(from_url, to_url))


def sitemap_part(number: int) -> str:
    """Return the URL of one part of a sitemap that is too large for one file."""
    return f"sitemap-{number}.xml"


def atom(page: str) -> str:
    """Return the Atom feed of a page: `feed.xml` of the home page, `countries/libya.xml` of `countries/libya.html`."""
    return _build_sibling(page, ".xml")


def json_feed(page: str) -> str:
    """Return the JSON Feed of a page."""
    return _build_sibling(page, ".json")


def markdown(page: str) -> str:
    """Return the URL of a story as Markdown, beside its page."""
    return _build_sibling(page, ".md")


def _build_sibling(page: str, ending: str) -> str:
    return f"{'feed' if page == HOME else page.removesuffix('.html')}{ending}"


def get_folder(url: str) -> str:
    """Return the folder of `url`, with its slash; empty at the top."""
    return url[: url.rfind("/") + 1]


def build_link(from_url: str, to_url: str) -> str:
    """Return the link from one page to another. It keeps `index.html`, so that it works on a disk as well."""
    base_folder = get_folder(from_url)
    if not base_folder:
        return to_url
    if to_url.startswith(base_folder):
        return to_url[len(base_folder) :]
    return "../" * base_folder.count("/") + to_url


def resolve_link(from_url: str, href: str) -> str:
    """Resolve a relative link on a page, the inverse of `build_link`. A fragment stays."""
    base_folder = get_folder(from_url)
    while href.startswith("../"):
        href, base_folder = href.removeprefix("../"), get_folder(base_folder[:-1])
    return base_folder + href


def build_wikidata_url(item: str) -> str:
    """Return the page of an item (`Q1016`) at Wikidata; empty if there is none."""
    return f"https://www.wikidata.org/wiki/{item}" if item else ""


def build_absolute(base_url: str, url: str) -> str:
    """Return the full address of `url`, as it is cited and announced: without `index.html`."""
    page, mark, place = url.partition("#")
    return base_url + page.removesuffix("index.html") + mark + place


def build_root_path(base_url: str, url: str) -> str:
    """Return the address of `url` from the root of its host: for 404.html, which is served at any depth."""
    return urlsplit(base_url).path.rstrip("/") + "/" + url.removesuffix("index.html")
