"""The pages that belong to no story: free pages, and the one for an address that leads nowhere.

In: the site. Out: views. The links of 404.html begin at the root of the host, for it is served at any
depth.
"""

from generator.model.article import FreePage
from generator.model.value import Value
from generator.site import urls
from generator.site.model import Gone, Moved
from generator.site.views.frame import Frame, Head, head
from generator.site.views.site_context import Surroundings
from generator.site.views.wording import shortened
from generator.text.plain import plain_text


class FreePageView(Value, frozen=True):
    """A free page; `body` is Markdown."""

    frame: Frame
    head: Head
    title: str
    body: str


class NotFoundView(Value, frozen=True):
    """The page for an address that leads nowhere. The frame's links say where to look instead."""

    frame: Frame
    head: Head
    title: str
    summary: str


class MovedView(Value, frozen=True):
    """The page at a former address: `href` leads to the one that holds now."""

    frame: Frame
    head: Head
    title: str
    href: str


class GoneView(Value, frozen=True):
    """The tombstone of a story that was withdrawn, or of a person or country that no story names any more."""

    frame: Frame
    head: Head
    title: str
    summary: str
    number: str


def moved_view(around: Surroundings, moved: Moved) -> MovedView:
    """The view of a redirect. Its canonical address is the new one."""
    title = "This page has moved"
    return MovedView(
        frame=around.frames.of(moved.url),
        head=head(around.site, moved.to, title, ""),
        title=title,
        href=urls.relative(moved.url, moved.to),
    )


def gone_view(around: Surroundings, gone: Gone) -> GoneView:
    """The view of a tombstone. It repeats nothing of what was withdrawn."""
    is_story = urls.folder(gone.url) == urls.folder(urls.ARTICLES)
    what = "country" if urls.folder(gone.url) == urls.folder(urls.COUNTRIES) else "person"
    title = "This story was withdrawn" if is_story else f"No story names this {what} now"
    return GoneView(
        frame=around.frames.of(gone.url),
        head=head(around.site, gone.url, title, ""),
        title=title,
        summary="An editor took it out of the archive. Its address is kept so that references to it stay clear."
        if is_story
        else f"There was a page here. Its address is kept, for another story may name the {what} again.",
        number=gone.number,
    )


def free_page_view(around: Surroundings, page: FreePage) -> FreePageView:
    """The view of a free page."""
    url = urls.free_page(page.slug)
    lede = plain_text(page.body).partition("\n\n")[0]
    return FreePageView(
        frame=around.frames.of(url),
        head=head(around.site, url, page.title, shortened(lede, 200)),
        title=page.title,
        body=page.body,
    )


def not_found_view(around: Surroundings) -> NotFoundView:
    """The view of 404.html."""
    return NotFoundView(
        frame=around.frames.of(urls.NOT_FOUND),
        head=head(around.site, urls.NOT_FOUND, "Nothing is filed here", "No page has this address."),
        title="Nothing is filed under this address",
        summary="Addresses here are meant to last, so this one was most likely mistyped or cut short.",
    )
