"""A small archive in memory: manuscripts as a test needs them, and the site that they make."""

import re

from generator.authority.country_index import index_countries
from generator.config import SiteConfig
from generator.model.article import Article, DateBasis, FreePage, Manuscript, PartialDate, PrintedFields
from generator.model.authority import Country, People, Person
from generator.model.register import ArticleEntry, Copy, Register
from generator.model.source import Provenance
from generator.render.site_files import render_files
from generator.site.assemble import assemble
from generator.site.views.page_list import PageList
from generator.store.output import OutputWriter
from support.paths import TEMPLATES

CONFIG = SiteConfig(
    title="The Quay File",
    base_url="https://example.org/quay/",
    tagline="Harbours and treaties in the news",
    description="A small file for tests.",
)


def country(code, name, *others, in_sentence=None, **fields):
    return Country(code=code, name=name, in_sentence=in_sentence or name, strong=(name, *others), **fields)


# An index of the few countries that the tests name.
COUNTRIES = index_countries(
    (
        country("GR", "Greece", adjectives=("Greek",), capitals=("Athens",)),
        country("MK", "North Macedonia", "Macedonia"),
        country("NO", "Norway"),
        country("EG", "Egypt", "مصر"),
        country("US", "United States", "U.S.", in_sentence="the United States"),
        country("CI", "Côte d’Ivoire"),
    ),
    (),
    ("Texas",),
)


def story(title="Ferry returns to the lake", *, date=None, basis=None, path=None, lines=None, **fields):
    """A manuscript. Its slug is made from the title, its id from the slug, unless they are given."""
    slug = fields.pop("slug", re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:80] or "story")
    printed = PrintedFields(
        title=title,
        date=PartialDate.parse(date) if date else None,
        date_basis=DateBasis(basis) if basis else None,
        **{name: fields.pop(name) for name in PrintedFields.__struct_fields__ if name in fields},
    )
    article = Article(
        printed=printed,
        body=fields.pop("body", "The ferry is back."),
        slug=slug,
        id=fields.pop("id", f"id-{slug}"),
        **fields,
    )
    return Manuscript(path=path or f"content/articles/{slug}.md", sha256="0", article=article, lines=lines or {})


def everybody(manuscripts, spellings=None):
    """A person for each name; `spellings` leads a variant to the name of the page."""
    leads = spellings or {}
    persons, by_name = {}, {}
    for manuscript in manuscripts:
        for name in manuscript.article.people:
            main = leads.get(name, name)
            slug = re.sub(r"[^a-z0-9]+", "-", main.lower()).strip("-") or f"p{len(persons)}"
            forms = tuple(sorted({main, *(form for form, to in leads.items() if to == main)}))
            persons[f"p-{slug}"] = Person(id=f"p-{slug}", name=main, slug=slug, spellings=forms)
            by_name[name] = f"p-{slug}"
    return People(persons=persons, by_name=by_name)


def found(*manuscripts, config=CONFIG, spellings=None, copies=None, free=(), withdrawn=()):
    """What assemble() makes of these: the site and the problems. `copies` are the register's, by id.

    `withdrawn` are slugs of stories that were published once.
    """
    register = Register.create_empty()
    for slug in withdrawn:
        register.articles[slug] = ArticleEntry(id=slug, slugs=(slug,), path="", title="", copies=(), published=True)
    for key, saved in (copies or {}).items():
        register.articles[key] = ArticleEntry(id=key, slugs=(), path="", title="", copies=tuple(saved))
    return assemble(
        manuscripts,
        config=config,
        register=register,
        people=everybody(manuscripts, spellings),
        countries=COUNTRIES,
        free_pages=free,
    )


def site(*manuscripts, **options):
    """The site of these; there must be nothing wrong with them."""
    result = found(*manuscripts, **options)
    assert result.problems == ()
    return result.value


def templates():
    """The sources of the default theme, by name."""
    return {path.name: path.read_text("utf-8") for path in sorted(TEMPLATES.glob("*.html"))}


def built(*manuscripts, atlas=None, **options):
    """Every file of the site, by URL."""
    return {url: data.decode() for url, data in render(site(*manuscripts, **options), templates(), atlas).items()}


def render(made, sources, atlas=None):
    """The bytes of every file of a site, by URL."""
    files = render_files(PageList(made, COUNTRIES, atlas), sources, OutputWriter())
    return {file.url: file.data for file in files}


def main_of(html):
    """What stands inside `<main>`, without tags and with single spaces: what a reader reads."""
    inside = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).replace("&#34;", '"').replace("&#39;", "'").split())


def copy(path="content/sources/a.txt", start=0, end=100, received="2026-11-21", sha256="ab" * 32):
    return Copy(provenance=source(path, start, end, sha256), received=received)


def source(path="content/sources/a.txt", start=0, end=100, sha256="ab" * 32):
    return Provenance(path=path, sha256=sha256, start=start, end=end)


def free_page(title="Method", slug="method", body="How *this* was made."):
    return FreePage(title=title, slug=slug, body=body, path=f"content/pages/{slug}.md")
