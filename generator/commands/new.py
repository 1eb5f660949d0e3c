"""`backfile new article|person|template`: start a file that you then edit."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import add_common_options, format_path, resolve_folder, root_option, with_console
from generator.console import Console
from generator.model.errors import UsageError

if TYPE_CHECKING:
    from generator.model.problem import Result
    from generator.store.guarded_write import FileEdit

_edit_option = click.option("--edit", is_flag=True, help="Open the file in $VISUAL or $EDITOR.")


@click.group()
def new() -> None:
    """Start an article, a person's record or a template.

    Never overwrites a file.
    """


@new.command()
@add_common_options
@click.argument("headline")
@click.option("--date", help="Day of publication, if known: 2016-11-30, 2016-11 or 2016.")
@_edit_option
@with_console
def article(root: Path, console: Console, *, headline: str, date: str | None, edit: bool) -> int:
    """Start an article, as a draft.

    It is in content/articles/ and is published once you remove `draft`.
    """
    from generator import edits
    from generator.model.article import PartialDate
    from generator.store import content

    content.load_settings(root)
    day = PartialDate.parse(date) if date else None
    if date and not day:
        raise UsageError(f"--date {date}: no such date; write it as 2016-11-30, 2016-11 or 2016")
    result = edits.create_article(root, headline, day)
    return _report_created(root, console, result, "; remove `draft` when it is ready to publish", edit=edit)


@new.command()
@add_common_options
@click.argument("name")
@_edit_option
@with_console
def person(root: Path, console: Console, *, name: str, edit: bool) -> int:
    """Start a person's record.

    It is in content/people/, with the id and spellings already in the archive for this name.
    """
    from generator import edits
    from generator.store import content

    content.load_settings(root)
    return _report_created(root, console, edits.create_person(root, name), "", edit=edit)


def _report_created(root: Path, console: Console, result: "Result[FileEdit | None]", hint: str, *, edit: bool) -> int:
    """Print which file was created, and open it if `edit` is set."""
    if result.value is None:
        return console.finish(result.problems, {}, written=None)
    console.info(f"created {result.value.path}{hint}")
    if edit:
        click.edit(filename=str(root / result.value.path))
    return console.finish((), {}, written=result.value.path)


@new.command()
@click.argument("name")
@root_option
def template(name: str, *, root: Path) -> int:
    """Copy a default template into templates/.

    NAME is a template or asset, such as article.html or static/style.css.
    """
    from generator.store import content, theme

    content.load_settings(resolve_folder(root))
    template_path = theme.copy_file(resolve_folder(root), name)
    click.echo(f"created {format_path(template_path)}; from the next build on it replaces the default")
    return 0
