"""The page of a story: headline, text, what it is tagged with, where it comes from, how to cite it.

In: an entry and what surrounds it. Out: one view with everything as strings, relative links, and the HTML of the text
with its evidence marked.
"""

from generator.model.article import Article, Figure
from generator.model.html import Html
from generator.model.value import Value
from generator.site import language_names, urls
from generator.site.mention_marks import Evidence, evidence
from generator.site.model import Entry, Site
from generator.site.related import Related
from generator.site.views import year_list
from generator.site.views.card import Card, card
from generator.site.views.citation import Citation, citation
from generator.site.views.day_text import DayView, day
from generator.site.views.frame import Frame, Head, Link, head
from generator.site.views.provenance import CopyView, copies
from generator.site.views.site_context import Surroundings
from generator.site.views.tag_margin import TagGroup, groups
from generator.site.views.wording import counted, listed, shortened
from generator.text.markdown import html_and_text

# Scripts that put no spaces between words: their words cannot be counted by splitting.
_UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "zh"})
# So many shared names are told of a related story.
_TOLD = 4
_NOT_HELD = "The picture is not held; its caption stands as printed."
_NONE_HELD = "The pictures are not held; their captions stand as printed."


class FigureView(Value, frozen=True):
    """A picture's caption and credit; `credit` is empty where none was printed, `src` where no picture is held."""

    caption: str
    credit: str
    src: str


class ArticleView(Value, frozen=True):
    """The story's page. `lang` and `dir` are set where it is not in the site's language.

    Fields that nothing is known for are empty, and their part of the page is left out. `marked` says whether there is
    evidence to be shown in `body`.
    """

    frame: Frame
    head: Head
    trail: tuple[Link, ...]
    lang: str
    dir: str
    publication: str
    publication_href: str
    section: str
    page: str
    kicker: str
    headline: str
    standfirst: str
    day: DayView
    byline: str
    agency: str
    language: str
    length: str
    body: Html
    marked: bool
    figures: tuple[FigureView, ...]
    figures_note: str
    tags: tuple[TagGroup, ...]
    copies: tuple[CopyView, ...]
    citation: Citation
    related: tuple[Card, ...]
    earlier: Link | None
    later: Link | None


def article_view(around: Surroundings, entry: Entry) -> ArticleView:
    """The view of the story `entry`."""
    site, article = around.site, entry.article
    lang = language_names.foreign(article.language, site.config.language)
    html, text = html_and_text(article.body)
    published = day(article.date, article.date_basis)
    found = _evidence(around, entry, html)
    return ArticleView(
        frame=around.frames.of(entry.url),
        head=head(site, entry.url, article.title, shortened(article.summary or text.partition("\n\n")[0], 200)),
        trail=year_list.trail(around, entry),
        lang=lang,
        dir=language_names.direction(lang) if lang else "",
        publication=article.publication or "",
        publication_href=_publication_href(around, entry),
        section=article.section or "",
        page=f"page {article.page}" if article.page else "",
        kicker=article.kicker or "",
        headline=article.title,
        standfirst=article.summary or "",
        day=published,
        byline=article.byline or "",
        agency=_agency(article),
        language=f"In {language_names.name(lang)}" if lang else "",
        length=_length(text, article.language or ""),
        body=Html(source=found.html),
        marked="<mark " in found.html,
        figures=tuple(_figure(site, entry, figure) for figure in article.figures),
        figures_note=_figures_note(site, article),
        tags=groups(site, entry, found.seen),
        copies=copies(around, entry, lang),
        citation=citation(around, entry, published, lang),
        related=_related(around, entry) if site.config.output.related else (),
        earlier=_beside(entry, around.earlier(entry)),
        later=_beside(entry, around.later(entry)),
    )


def _evidence(around: Surroundings, entry: Entry, html: str) -> Evidence:
    """The text, which is `html`, with what stands behind the tags of `entry`."""
    records = around.site.countries
    return evidence(
        entry,
        html,
        around.places,
        [around.names(tag.id) for tag in entry.people],
        {tag.code: records[tag.code].country for tag in (*entry.about, *entry.named)},
    )


def _related(around: Surroundings, entry: Entry) -> tuple[Card, ...]:
    language = around.site.config.language
    return tuple(card(one.entry, entry.url, language, _shares(around, one)) for one in around.related_to(entry))


def _shares(around: Surroundings, related: Related) -> str:
    """Such as: Shares Greece and Zoran Zaev."""
    site = around.site
    names = [site.countries[code].country.in_sentence for code in related.countries]
    names += [site.people[key].person.name for key in related.people]
    if len(names) > _TOLD:
        names = [*names[: _TOLD - 1], f"{len(names) - _TOLD + 1} more"]
    return f"Shares {listed(names)}"


def _beside(entry: Entry, other: Entry | None) -> Link | None:
    """A link to the story before or after."""
    return Link(label=other.article.title, href=urls.relative(entry.url, other.url)) if other else None


def _agency(article: Article) -> str:
    """The agency, where byline and dateline do not name it already."""
    agency = article.agency or ""
    return "" if agency in f"{article.byline} {article.dateline}" else agency


def _publication_href(around: Surroundings, entry: Entry) -> str:
    publication = around.site.publication_of(entry)
    return urls.relative(entry.url, publication.url) if publication else ""


def _length(text: str, language: str) -> str:
    """`258 words`; empty where there is no text or its words cannot be counted."""
    if not text or language.partition("-")[0].lower() in _UNSPACED:
        return ""
    return counted(len(text.split()), "word", "words")


def _figure(site: Site, entry: Entry, figure: Figure) -> FigureView:
    """A figure, with its picture where that is in the archive."""
    held = figure.file if figure.file in site.pictures else None
    src = urls.linked(entry.url, urls.picture(held)) if held else ""
    return FigureView(caption=figure.caption, credit=figure.credit or "", src=src)


def _figures_note(site: Site, article: Article) -> str:
    """What is said under captions whose pictures are not in the archive."""
    if not article.figures or any(figure.file in site.pictures for figure in article.figures):
        return ""
    return _NOT_HELD if len(article.figures) == 1 else _NONE_HELD
