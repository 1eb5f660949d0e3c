"""Reading and writing of single files: whole or not at all. OSErrors become MachineErrors here."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.model.errors import MachineError
from generator.text import digest

_TEMPORARY = ".backfile-part"
# So many files are waited for one by one.
_FEW = 32


def read(path: Path) -> bytes:
    """The bytes of the file at `path`."""
    with machine("read", path), open(path, "rb", buffering=0) as file:  # noqa: PTH123  (half the time of pathlib's)
        return file.read()


def size(path: Path) -> int:
    """How many bytes the file at `path` has; 0 where there is none."""
    with machine("look at", path):
        try:
            return path.stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return 0


def write(path: Path, data: bytes, *, durable: bool = True) -> bool:
    """Put `data` at `path`, whole: written beside it and renamed. False where it stands there already.

    `durable` waits until the disk has it; what can be made again need not.
    """
    return write_all({path: data}, durable=durable) == 1


def write_all(files: Mapping[Path, bytes], *, durable: bool = False) -> int:
    """Put all `files` at their paths, or none: all are written beside their targets before any is renamed.

    How many differed from what stood there. A full disk is noticed before anything is changed.
    """
    changed = [path for path, data in files.items() if not _stands(path, data)]
    together = durable and len(changed) > _FEW and hasattr(os, "sync")
    try:
        for folder in {path.parent for path in changed}:
            with machine("make", folder):
                folder.mkdir(parents=True, exist_ok=True)
        for path in changed:
            _write_part(path, files[path], durable=durable and not together)
        if together:  # one wait for all: on a common disk a fifth of the time
            os.sync()
    except BaseException:
        for path in changed:
            with contextlib.suppress(OSError):
                _part(path).unlink(missing_ok=True)
        raise
    for path in changed:
        _rename_part(path)
    return len(changed)


def sweep(folder: Path) -> None:
    """Delete what a killed run left half written below `folder`."""
    for parent, _, names in os.walk(folder, followlinks=False):
        for name in names:
            if name.endswith(_TEMPORARY):
                remove(Path(parent, name))


def _stands(path: Path, data: bytes) -> bool:
    """Whether `path` holds `data` already."""
    with machine("read", path):
        try:
            return os.stat(path).st_size == len(data) and path.read_bytes() == data  # noqa: PTH116
        except (FileNotFoundError, NotADirectoryError):
            return False


def _write_part(path: Path, data: bytes, *, durable: bool) -> None:
    """Write `data` beside `path`."""
    with machine("write", path), open(_part(path), "wb") as file:  # noqa: PTH123  (half the time of pathlib's)
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())


def _rename_part(path: Path) -> None:
    """Put what was written beside `path` in its place."""
    with machine("write", path):
        os.replace(_part(path), path)  # noqa: PTH105  (half the time of pathlib's)


def _part(path: Path) -> Path:
    """Where the file for `path` is written first, under a short name: its own may be as long as names can be."""
    return path.with_name(digest.short(path.name) + _TEMPORARY)


def remove(path: Path) -> None:
    """Delete the file at `path`, if it is there."""
    with machine("delete", path):
        path.unlink(missing_ok=True)


def files(folder: Path, suffix: str = "") -> list[Path]:
    """All files below `folder` whose name ends in `suffix`, sorted; hidden ones and links out of it left out.

    An absent folder has none. Links to folders are not followed, so that no circle is walked.
    """
    found: list[Path] = []
    with machine("list", folder):
        for parent, folders, names in os.walk(folder, followlinks=False):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [
                Path(parent, name)
                for name in sorted(names)
                if name.lower().endswith(suffix) and not name.startswith(".") and not name.endswith(_TEMPORARY)
            ]
    root = folder.resolve()
    return [path for path in found if not path.is_symlink() or path.resolve().is_relative_to(root)]


@contextlib.contextmanager
def machine(verb: str, path: Path) -> Iterator[None]:
    """Turns an OSError inside into a MachineError that names `path` and says what could not be done."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MachineError(
            f"{path}: cannot {verb} this: {reason}; mend that and run it again: files are changed whole or not at all"
        ) from error
