"""`backfile withdraw`: take a story off the site."""

from pathlib import Path

import click

from generator.commands.options import add_common_options, with_console
from generator.console import Console
from generator.model.errors import UsageError


@click.command()
@add_common_options
@click.argument("query", metavar="ID|FILE|SLUG")
@click.option("--reason", help="Why you withdraw it; saved in the article, not shown on the site.")
@click.option(
    "--purge", is_flag=True, help="Also list every file that contains the text or refers to it. Deletes none."
)
@with_console
def withdraw(root: Path, console: Console, *, query: str, reason: str | None, purge: bool) -> int:
    """Withdraw a story.

    From the next build on, its page says only that it was withdrawn.
    """
    from generator import edits, report
    from generator.store import content

    content.load_settings(root)
    catalog = edits.load_catalog(root)
    entry = edits.find_article(root, query, catalog)
    article = next((item.article for item in catalog.articles.manuscripts if item.path == entry.path), None)
    if reason is None and not (purge and article and article.withdrawn):
        raise UsageError('--reason is missing; say why you withdraw the story, such as --reason "court order of 3 May"')
    result = edits.withdraw(root, entry.path, reason) if reason is not None else None
    if result and result.value is None:
        return console.finish(result.problems, {})
    traces = edits.list_traces(root, entry, catalog) if purge else ()
    console.info(*report.describe_withdrawal(entry.path, reason), *report.describe_traces(traces))
    trace_values = [{"path": item.place.path, "line": item.place.line, "what": item.what} for item in traces]
    return console.finish((), {}, written=entry.path if result else None, holders=trace_values)
