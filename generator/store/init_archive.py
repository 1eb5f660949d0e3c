"""Create a new archive: a few files, copied from `generator/starter/`, that can be built at once."""

from pathlib import Path

import generator
from generator import layout
from generator.model.errors import UsageError
from generator.store import disk

_STARTER = Path(generator.__file__).parent / "starter"
# Packaging tools and git treat hidden files in their own way, so the starter has this in place of the dot.
_DOT_PREFIX = "dot-"
# The starter has this in place of the version of Backfile.
_VERSION_PLACEHOLDER = b"@VERSION@"


def create_archive(folder: Path) -> None:
    """Create an archive in `folder`, which may exist if it contains no archive yet.

    Existing hidden files (such as .gitignore and those in .github) stay as they are. Raises UsageError rather than
    overwrite any other file.
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
        raise UsageError(f"{conflict}: this already exists; name a folder without an archive")
    for target, path in sorted(files.items()):
        disk.write(target, disk.read(path).replace(_VERSION_PLACEHOLDER, generator.__version__.encode()))


def _is_hidden(path: Path) -> bool:
    """Return whether the name of a file or of a folder above it begins with a dot."""
    return any(part.startswith(".") for part in path.parts)


def _compute_target(path: Path) -> Path:
    """Return the path in the archive of a file of the starter."""
    return Path(
        *(f".{part.removeprefix(_DOT_PREFIX)}" if part.startswith(_DOT_PREFIX) else part for part in path.parts)
    )
