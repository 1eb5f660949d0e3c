"""The page of a story: headline, text, tags, provenance, citation.

In: an entry and the site context. Out: one view with everything as strings, relative links, and the HTML of the text
with its evidence marked.
"""

from generator.model.article import Figure, PrintedFields
from generator.model.html import Html
from generator.model.value import Value
from generator.site import language_names, urls
from generator.site.mention_marks import MarkedBody, mark_mentions
from generator.site.model import Entry, Site
from generator.site.related import RelatedStory
from generator.site.views import year_list
from generator.site.views.card import Card, build_card
from generator.site.views.citation import Citation, build_citation
from generator.site.views.day_text import DayView, build_day_view
from generator.site.views.frame import Link, PageFrame, PageHead, build_head
from generator.site.views.provenance import CopyView, build_copy_views
from generator.site.views.site_context import SiteContext
from generator.site.views.tag_margin import TagGroup, build_tag_groups
from generator.site.views.wording import join_names, shorten
from generator.text.counts import format_count
from generator.text.markdown import render_html_and_text

# Scripts without spaces between words, whose words cannot be counted by splitting.
_UNSPACED_LANGUAGES = frozenset({"ja", "km", "lo", "my", "th", "zh"})
# The number of shared names listed for a related story.
_MAX_SHARED_NAMES = 4
_PICTURE_MISSING = "The picture is not held; its caption stands as printed."
_PICTURES_MISSING = "The pictures are not held; their captions stand as printed."


class FigureView(Value, frozen=True):
    """A picture's caption and credit; `credit` is empty if none was printed, `src` if the archive has no picture."""

    caption: str
    credit: str
    src: str


class CorrectionView(Value, frozen=True):
    """A correction with its date; `text` is plain."""

    day: DayView
    text: str


class ArticleView(Value, frozen=True):
    """The page of a story. `lang` and `dir` are set if it is not in the site's language.

    Unknown fields are empty, and their part of the page is left out. `marked` states whether `body` has evidence to
    show.
    """

    frame: PageFrame
    head: PageHead
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
    modified: DayView | None
    byline: str
    agency: str
    language: str
    length: str
    body: Html
    marked: bool
    figures: tuple[FigureView, ...]
    figures_note: str
    corrections: tuple[CorrectionView, ...]
    original: str
    tags: tuple[TagGroup, ...]
    copies: tuple[CopyView, ...]
    citation: Citation
    related: tuple[Card, ...]
    earlier: Link | None
    later: Link | None


def build_article_view(context: SiteContext, entry: Entry) -> ArticleView:
    """Build the view of the story `entry`."""
    site, printed = context.site, entry.printed
    lang = language_names.get_foreign_tag(printed.language, site.config.language)
    html, text = render_html_and_text(entry.article.body)
    day_view = build_day_view(printed.date, printed.date_basis)
    marked_text = _mark_evidence(context, entry, html)
    return ArticleView(
        frame=context.frames.get_frame(entry.url),
        head=build_head(site, entry.url, printed.title, shorten(printed.summary or text.partition("\n\n")[0], 200)),
        trail=year_list.build_trail(context, entry),
        lang=lang,
        dir=language_names.get_direction(lang) if lang else "",
        publication=printed.publication or "",
        publication_href=_resolve_publication_href(context, entry),
        section=printed.section or "",
        page=f"page {printed.page}" if printed.page else "",
        kicker=printed.kicker or "",
        headline=printed.title,
        standfirst=printed.summary or "",
        day=day_view,
        modified=build_day_view(printed.modified, None) if printed.modified else None,
        byline=printed.byline or "",
        agency=_select_agency(printed),
        language=f"In {language_names.get_english_name(lang)}" if lang else "",
        length=_format_length(text, printed.language or ""),
        body=Html(source=marked_text.html),
        marked="<mark " in marked_text.html,
        figures=tuple(_build_figure_view(site, entry, figure) for figure in printed.figures),
        figures_note=_describe_missing_pictures(site, printed),
        corrections=tuple(
            CorrectionView(day=build_day_view(item.date, None), text=item.text) for item in entry.article.corrections
        ),
        original=printed.url or "",
        tags=build_tag_groups(site, entry, marked_text.mentions),
        copies=build_copy_views(context, entry, lang),
        citation=build_citation(context, entry, day_view, lang),
        related=_list_related_cards(context, entry) if site.config.output.related else (),
        earlier=_link_neighbour(entry, context.find_earlier(entry)),
        later=_link_neighbour(entry, context.find_later(entry)),
    )


def _mark_evidence(context: SiteContext, entry: Entry, html: str) -> MarkedBody:
    """Return the text `html` with the evidence for the tags of `entry` marked."""
    records = context.site.countries
    return mark_mentions(
        entry,
        html,
        context.country_finder,
        [context.get_names(tag.id) for tag in entry.people],
        {tag.code: records[tag.code].country for tag in (*entry.about, *entry.mentions)},
    )


def _list_related_cards(context: SiteContext, entry: Entry) -> tuple[Card, ...]:
    language = context.site.config.language
    return tuple(
        build_card(related_story.entry, entry.url, language, _describe_shared_tags(context, related_story))
        for related_story in context.find_related(entry)
    )


def _describe_shared_tags(context: SiteContext, related: RelatedStory) -> str:
    """Describe the shared tags, such as: Shares Greece and Zoran Zaev."""
    site = context.site
    names = [site.countries[code].country.in_sentence for code in related.countries]
    names += [site.people[key].person.name for key in related.people]
    if len(names) > _MAX_SHARED_NAMES:
        names = [*names[: _MAX_SHARED_NAMES - 1], f"{len(names) - _MAX_SHARED_NAMES + 1} more"]
    return f"Shares {join_names(names)}"


def _link_neighbour(entry: Entry, neighbour: Entry | None) -> Link | None:
    """Return a link to the story before or after."""
    return Link(label=neighbour.printed.title, href=urls.build_link(entry.url, neighbour.url)) if neighbour else None


def _select_agency(printed: PrintedFields) -> str:
    """Return the agency, unless byline or dateline names it already."""
    agency = printed.agency or ""
    return "" if agency in f"{printed.byline} {printed.dateline}" else agency


def _resolve_publication_href(context: SiteContext, entry: Entry) -> str:
    publication = context.site.find_publication(entry)
    return urls.build_link(entry.url, publication.url) if publication else ""


def _format_length(text: str, language: str) -> str:
    """Return `258 words`; empty if there is no text or its words cannot be counted."""
    if not text or language.partition("-")[0].lower() in _UNSPACED_LANGUAGES:
        return ""
    return format_count(len(text.split()), "word", "words")


def _build_figure_view(site: Site, entry: Entry, figure: Figure) -> FigureView:
    """Build the view of a figure, with its picture if the archive has it."""
    file_name = figure.file if figure.file in site.pictures else None
    src = urls.build_quoted_link(entry.url, urls.picture(file_name)) if file_name else ""
    return FigureView(caption=figure.caption, credit=figure.credit or "", src=src)


def _describe_missing_pictures(site: Site, printed: PrintedFields) -> str:
    """Return the note under captions whose pictures are not in the archive."""
    if not printed.figures or any(figure.file in site.pictures for figure in printed.figures):
        return ""
    return _PICTURE_MISSING if len(printed.figures) == 1 else _PICTURES_MISSING
