"""`backfile docs`: print the documentation that comes with the program."""

import re
import sys
import textwrap
from collections.abc import Sequence
from itertools import groupby, zip_longest
from pathlib import Path

import click

import generator
from generator.commands.options import get_terminal_width, has_colours
from generator.model.errors import UsageError

_FOLDER = Path(generator.__file__).parent / "docs"
# Folders and topics in the order in which a new reader needs them.
TOPICS = {
    "editors": (
        "first-day",
        "articles",
        "people-and-countries",
        "decisions",
        "review-and-desk",
        "preview",
        "withdrawing",
        "publications",
    ),
    "publishers": (
        "install",
        "inputs",
        "settings",
        "commands",
        "search-feeds-data",
        "github-pages",
        "json-and-exit-codes",
        "backup-and-upgrade",
        "speed",
    ),
}
_LINK = re.compile(r"!?\[([^]]*)\]\([^)]*\)")
_COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)
# Columns of a table cell, except in the last column.
_MAX_CELL = 30


@click.command()
@click.argument("topic", required=False)
def docs(topic: str | None) -> int:
    """Print a page of the documentation, or the list of topics."""
    pages = find_pages()
    if topic is None:
        click.echo("\n".join(_list_topics(pages)))
        return 0
    name = topic.removesuffix(".md").rpartition("/")[2].lower()
    if name not in pages:
        import difflib

        near_names = difflib.get_close_matches(name, pages, 1)
        hint = f"did you mean `{near_names[0]}`?; " if near_names else ""
        raise UsageError(f"{topic}: no such topic; {hint}`backfile docs` lists all topics")
    text = pages[name].read_text(encoding="utf-8")
    if sys.stdout.isatty():
        click.echo_via_pager(format_for_terminal(text, get_terminal_width(), colour=has_colours()))
    else:
        click.echo(text, nl=False)
    return 0


def find_pages() -> dict[str, Path]:
    """Return the file of each topic by its name."""
    return {topic: _FOLDER / reader / f"{topic}.md" for reader, topics in TOPICS.items() for topic in topics}


def format_for_terminal(text: str, width: int, *, colour: bool) -> str:
    """Return a page for people, at most `width` columns wide.

    Headings are bold, links are their words, tables are aligned; code fences and comments are left out.
    """
    lines = []
    plain_text = _LINK.sub(r"\1", _COMMENT.sub("", text))
    for in_table, group in groupby(plain_text.splitlines(), lambda line: line.startswith("|")):
        if in_table:
            lines += _format_table([_split_row(row) for row in group if not row.startswith("|---")], width)
            continue
        for line in group:
            if line.startswith("#"):
                heading = line.lstrip("#").strip()
                lines.append(click.style(heading, bold=True) if colour else heading)
            elif not line.startswith("```"):
                lines.append(line)
    return "\n".join(lines) + "\n"


def _split_row(row: str) -> list[str]:
    """Return the cells of a row of a Markdown table."""
    return [cell.strip() for cell in row.strip("|").split("|")]


def _format_table(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return the lines of a table. Long cells are wrapped; the last column takes the width that is left."""
    widths = [min(_MAX_CELL, max(map(len, column))) for column in zip(*rows, strict=True)]
    widths[-1] = max(_MAX_CELL, width - sum(widths[:-1]) - 2 * len(widths))
    lines = []
    for row in rows:
        cells = [textwrap.wrap(cell, columns) for cell, columns in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            line = "  ".join(part.ljust(columns) for part, columns in zip(parts, widths, strict=True))
            lines.append(f"  {line.rstrip()}")
    return lines


def _list_topics(pages: dict[str, Path]) -> list[str]:
    """Return the lines of the list of topics, with the first heading of each page."""
    lines = ["Print a page with `backfile docs TOPIC`."]
    for reader, topics in TOPICS.items():
        lines += ["", f"For {reader}:"]
        for topic in topics:
            title = pages[topic].read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
            lines.append(f"  {topic:<22}{title}")
    return lines
