"""`backfile tag`: write the countries and people of a story that lists none into its file."""

from pathlib import Path

import click

from generator.commands.options import add_common_options, with_console
from generator.console import Console
from generator.model.errors import UsageError


@click.command()
@add_common_options
@click.argument("queries", metavar="ID|FILE|SLUG", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Tag every story that lists no countries or no people.")
@with_console
def tag(root: Path, console: Console, *, queries: tuple[str, ...], everything: bool) -> int:
    """Write countries and people into stories that list none.

    They are those that the text names. Only keys that the file lacks are written: `countries` with `mentions`, and
    `people`. A list that is there, even an empty one, stays.
    """
    from generator import edits, report
    from generator.archive import load_archive

    if bool(queries) == everything:
        raise UsageError("name the stories by id, file or last part of the address, or say --all")
    archive = load_archive(root)
    catalog = edits.load_catalog(root)
    paths = {edits.find_article(root, query, catalog).path for query in queries}
    chosen = [item for item in catalog.articles.manuscripts if item.path in paths or everything]
    result = edits.write_tags(archive, chosen)
    console.info(*report.describe_tags(result.value))
    return console.finish(result.problems, {}, tagged={item.path: item.values for item in result.value})
