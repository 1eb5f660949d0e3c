"""A new archive: a few files that build at once, copied from `generator/starter/`."""

from pathlib import Path

import generator
from generator import layout
from generator.model.errors import UsageError
from generator.store import disk

_STARTER = Path(generator.__file__).parent / "starter"
# Names that packaging tools and git treat in their own way are kept under another name there.
_DOT_PREFIX = "dot-"
# Stands where the starter names the version that made it.
_VERSION_PLACEHOLDER = b"@VERSION@"


def create_archive(folder: Path) -> None:
    """Make an archive in `folder`, which may be there if it holds no archive yet.

    Hidden files that are there (a repository's .gitignore, what stands in .github) stay as they are. Raises UsageError
    rather than write over any other file.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: this is a file; name a new folder")
    targets = {_compute_target(Path(name)): _STARTER / name for name in disk.list_files(_STARTER)}
    files = {
        folder / relative_path: path
        for relative_path, path in targets.items()
        if not (_is_hidden(relative_path) and (folder / relative_path).exists())
    }
    conflicts = sorted(target for target in files if target.exists())
    if conflicts or (folder / layout.CONTENT).exists():
        conflict = conflicts[0] if conflicts else folder / layout.CONTENT
        raise UsageError(f"{conflict}: this is there already; name a folder without an archive in it")
    for target, path in sorted(files.items()):
        disk.write(target, disk.read(path).replace(_VERSION_PLACEHOLDER, generator.__version__.encode()))


def _is_hidden(path: Path) -> bool:
    """Whether a file, or a folder that it stands in, has a name that begins with a dot."""
    return any(part.startswith(".") for part in path.parts)


def _compute_target(path: Path) -> Path:
    """Where a file of the starter goes."""
    return Path(
        *(f".{part.removeprefix(_DOT_PREFIX)}" if part.startswith(_DOT_PREFIX) else part for part in path.parts)
    )
