"""`backfile serve`: the live preview and the desk, on this machine only."""

from pathlib import Path

import click

from generator.commands.options import get_today, quiet_option, resolve_folder, root_option
from generator.console import Console


@click.command()
@root_option
@quiet_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on; must be this machine.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to serve on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in your browser.")
def serve(root: Path, *, quiet: bool, host: str, port: int, open_browser: bool) -> int:
    """Preview the site, with drafts, in your browser.

    A saved article or template appears at once. When you pause, the archive is scanned as by `backfile build`: new
    saved pages are brought in and the register is saved. Pages are rendered in memory; nothing is written to output/.
    If something is broken, you see the last version without the mistake, with the problems above it. The review
    questions are at /_desk/. Only this machine can reach the preview. Stop it with Ctrl-C.
    """
    from generator.desk_web.guards import Address
    from generator.preview import serve as preview
    from generator.preview.live_site import PreviewConsole

    console = Console(quiet=quiet, as_json=False, strict=False)
    preview_console = PreviewConsole(info=console.info, error=console.error)
    return preview.serve_preview(
        resolve_folder(root), Address(host, port), get_today, preview_console, open_browser=open_browser
    )
