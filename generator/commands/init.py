"""`backfile init`: make a new archive."""

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--quiet", is_flag=True, help="Print nothing.")
def init(folder: Path, *, quiet: bool) -> int:
    """Make a new archive in FOLDER."""
    from generator.store import init_archive

    init_archive.create_archive(folder)
    if not quiet:
        click.echo(f"your new archive is in {folder}; next:")
        click.echo(f"  1. set its title and address in {folder / 'content' / 'site.toml'}")
        click.echo(f"  2. copy saved pages into {folder / 'content' / 'sources'}")
        click.echo(f"  3. run `backfile build --root {folder}`")
    return 0
