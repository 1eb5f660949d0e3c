"""The page about the data: the files, and the meaning of their columns.

In: the site. Out: one view.
"""

from generator.model.value import Value
from generator.site import urls
from generator.site.datasets import TABLES, DataField, DataTable
from generator.site.model import Site
from generator.site.views.frame import Link, PageFrame, PageFrames, PageHead, build_head
from generator.text.counts import format_count


class DataFile(Value, frozen=True):
    """A data file. `anchor` is the id of its heading."""

    href: str
    name: str
    anchor: str
    title: str
    description: str
    fields: tuple[DataField, ...]


class DataView(Value, frozen=True):
    """The page about the data. `markdown` states where the stories' Markdown is; empty if there is none."""

    frame: PageFrame
    head: PageHead
    summary: str
    files: tuple[DataFile, ...]
    package: Link
    feeds: tuple[Link, ...]
    feeds_note: str
    markdown: str


def build_data_view(site: Site, frames: PageFrames) -> DataView:
    """Build the view of the page about the data."""
    story_count = format_count(len(site.entries), "story", "stories")
    summary = f"{story_count}, and the people and countries in them, for counting and comparing."
    output = site.config.output
    return DataView(
        frame=frames.get_frame(urls.DATA),
        head=build_head(site, urls.DATA, "Data", summary),
        summary=summary,
        files=tuple(_build_data_file(table) for table in TABLES),
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


def _build_data_file(table: DataTable) -> DataFile:
    name = table.url.removeprefix(urls.get_folder(table.url))
    return DataFile(
        href=urls.build_link(urls.DATA, table.url),
        name=name,
        anchor=name.replace(".", "-"),
        title=table.title,
        description=table.description,
        fields=table.fields,
    )


def _link(label: str, url: str) -> Link:
    return Link(label=label, href=urls.build_link(urls.DATA, url))
