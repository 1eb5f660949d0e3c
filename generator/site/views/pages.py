"""The pages that belong to no story: free pages, and the one for an address that leads nowhere.

In: the site. Out: views. The links of 404.html begin at the root of the host, for it is served at any
depth.
"""

from generator.model.article import FreePage
from generator.model.value import Value
from generator.site import urls
from generator.site.site import Site
from generator.site.views.frame import Frame, Frames, Head, head
from generator.site.views.words import shortened
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


def free_page_view(site: Site, page: FreePage, frames: Frames) -> FreePageView:
    """The view of a free page."""
    url = urls.free_page(page.slug)
    lede = plain_text(page.body).partition("\n\n")[0]
    return FreePageView(
        frame=frames.of(url),
        head=head(site, url, page.title, shortened(lede, 200)),
        title=page.title,
        body=page.body,
    )


def not_found_view(site: Site, frames: Frames) -> NotFoundView:
    """The view of 404.html."""
    return NotFoundView(
        frame=frames.of(urls.NOT_FOUND),
        head=head(site, urls.NOT_FOUND, "Nothing is filed here", "No page has this address."),
        title="Nothing is filed under this address",
        summary="Addresses here are meant to last, so this one was most likely mistyped or cut short.",
    )
