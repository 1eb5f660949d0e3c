"""The page of a story: headline, text, what it is tagged with, where it comes from, how to cite it.

In: an entry and the site. Out: one view with everything as strings and relative links. The body stays
Markdown: the template's filter makes HTML of it.
"""

from generator.model.article import Article, Figure
from generator.model.value import Value
from generator.site import languages, urls
from generator.site.site import Entry, Site
from generator.site.views.card import anchor
from generator.site.views.day import DayView, day, year_heading
from generator.site.views.frame import Frame, Frames, Head, Link, head
from generator.site.views.provenance import Citation, CopyView, citation, copies
from generator.site.views.tags import TagGroup, groups
from generator.site.views.words import counted, shortened
from generator.text.plain import plain_text

# Scripts that put no spaces between words: their words cannot be counted by splitting.
_UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "zh"})
_NOT_HELD = "The picture is not held; its caption stands as printed."
_NONE_HELD = "The pictures are not held; their captions stand as printed."


class FigureView(Value, frozen=True):
    """A picture's caption and credit; `credit` is empty where none was printed, `src` where no picture is held."""

    caption: str
    credit: str
    src: str


class ArticleView(Value, frozen=True):
    """The story's page. `lang` and `dir` are set where it is not in the site's language.

    Fields that nothing is known for are empty, and their part of the page is left out.
    """

    frame: Frame
    head: Head
    trail: tuple[Link, ...]
    lang: str
    dir: str
    publication: str
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
    dateline: str
    body: str
    figures: tuple[FigureView, ...]
    figures_note: str
    tags: tuple[TagGroup, ...]
    copies: tuple[CopyView, ...]
    citation: Citation


def article_view(site: Site, entry: Entry, frames: Frames) -> ArticleView:
    """The view of the story `entry`."""
    article = entry.article
    lang = languages.foreign(article.language, site.config.language)
    text = plain_text(article.body)
    published = day(article.date, article.date_basis)
    return ArticleView(
        frame=frames.of(entry.url),
        head=head(site, entry.url, article.title, shortened(article.summary or text.partition("\n\n")[0], 200)),
        trail=_trail(entry),
        lang=lang,
        dir=languages.direction(lang) if lang else "",
        publication=article.publication or "",
        section=article.section or "",
        page=f"page {article.page}" if article.page else "",
        kicker=article.kicker or "",
        headline=article.title,
        standfirst=article.summary or "",
        day=published,
        byline=article.byline or "",
        agency=_agency(article),
        language=f"In {languages.name(lang)}" if lang else "",
        length=_length(text, article.language or ""),
        dateline=(article.dateline or "").rstrip(" -–—:"),
        body=article.body,
        figures=tuple(_figure(site, entry, figure) for figure in article.figures),
        figures_note=_figures_note(site, article),
        tags=groups(site, entry),
        copies=copies(entry, lang),
        citation=citation(site, entry, published, lang),
    )


def _agency(article: Article) -> str:
    """The agency, where byline and dateline do not name it already."""
    agency = article.agency or ""
    return "" if agency in f"{article.byline} {article.dateline}" else agency


def _trail(entry: Entry) -> tuple[Link, ...]:
    """Where the story stands: in the list of all stories, under its year."""
    index = urls.relative(entry.url, urls.ARTICLES)
    year = year_heading(entry.article.date)
    return Link(label="Articles", href=index), Link(label=year, href=f"{index}#{anchor(year)}")


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
