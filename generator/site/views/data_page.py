"""The page about the data: which files there are, and what their columns mean.

In: the site. Out: one view.
"""

from generator.model.value import Value
from generator.site import urls
from generator.site.datasets import TABLES, Field, Table
from generator.site.model import Site
from generator.site.views.frame import Frame, Frames, Head, Link, head
from generator.site.views.wording import counted


class DataFile(Value, frozen=True):
    """A file of data. `anchor` is the id of its heading."""

    href: str
    name: str
    anchor: str
    title: str
    description: str
    fields: tuple[Field, ...]


class DataView(Value, frozen=True):
    """The page about the data. `markdown` says where the stories' Markdown is, and is empty where none is made."""

    frame: Frame
    head: Head
    summary: str
    files: tuple[DataFile, ...]
    package: Link
    feeds: tuple[Link, ...]
    feeds_note: str
    markdown: str


def data_view(site: Site, frames: Frames) -> DataView:
    """The view of the page about the data."""
    number = counted(len(site.entries), "story", "stories")
    summary = f"{number}, and the people and countries in them, for counting and comparing."
    output = site.config.output
    return DataView(
        frame=frames.of(urls.DATA),
        head=head(site, urls.DATA, "Data", summary),
        summary=summary,
        files=tuple(_file(table) for table in TABLES),
        package=_link("datapackage.json", urls.DATA_PACKAGE),
        feeds=(_link("Atom", urls.atom(urls.HOME)), _link("JSON Feed", urls.json_feed(urls.HOME))),
        feeds_note="Each person, and each country that a story is about, has both beside the page: its address with "
        ".xml or .json in place of .html."
        if output.entity_feeds
        else "",
        markdown="Each story is there as Markdown too: its address with .md in place of .html."
        if output.markdown_copies
        else "",
    )


def _file(table: Table) -> DataFile:
    name = table.url.removeprefix(urls.folder(table.url))
    return DataFile(
        href=urls.relative(urls.DATA, table.url),
        name=name,
        anchor=name.replace(".", "-"),
        title=table.title,
        description=table.description,
        fields=table.fields,
    )


def _link(label: str, url: str) -> Link:
    return Link(label=label, href=urls.relative(urls.DATA, url))
