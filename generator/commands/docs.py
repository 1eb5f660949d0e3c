"""`backfile docs`: print the documentation that comes with the program."""

import re
import sys
from pathlib import Path

import click

import generator
from generator.commands.options import has_colours
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
        click.echo_via_pager(format_for_terminal(text, colour=has_colours()))
    else:
        click.echo(text, nl=False)
    return 0


def find_pages() -> dict[str, Path]:
    """Return the file of each topic by its name."""
    return {topic: _FOLDER / reader / f"{topic}.md" for reader, topics in TOPICS.items() for topic in topics}


def format_for_terminal(text: str, *, colour: bool) -> str:
    """Return a page for people: headings in bold, links as their words, code fences and comments left out."""
    lines = []
    for line in re.sub(r"<!--.*?-->\n*", "", text, flags=re.DOTALL).splitlines():
        if line.startswith("```"):
            continue
        if line.startswith("#"):
            heading = line.lstrip("#").strip()
            lines.append(click.style(heading, bold=True) if colour else heading)
        else:
            lines.append(_LINK.sub(r"\1", line))
    return "\n".join(lines) + "\n"


def _list_topics(pages: dict[str, Path]) -> list[str]:
    """Return the lines of the list of topics, with the first heading of each page."""
    lines = ["Print a page with `backfile docs TOPIC`."]
    for reader, topics in TOPICS.items():
        lines += ["", f"For {reader}:"]
        for topic in topics:
            title = pages[topic].read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
            lines.append(f"  {topic:<22}{title}")
    return lines
