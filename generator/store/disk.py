"""Read and write files, each as a whole or not at all. OSErrors become MachineErrors here."""

import contextlib
import filecmp
import os
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from errno import EINVAL
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.model.errors import MachineError
from generator.store.processes import ProcessPool
from generator.text import digest

PART_SUFFIX = ".backfile-part"
# Up to this many durable files are synced one by one, more with a single call.
_SEQUENTIAL_LIMIT = 32
# The number of files that a process writes at a time.
_BATCH_SIZE = 64


# To open a pipe without this would wait for somebody who writes to it.
_OPEN_FLAGS: int = getattr(os, "O_NONBLOCK", 0)


class ListingFault(NamedTuple):
    """An entry that a folder has but that is not read: its path in the folder (empty: the folder itself), and why.

    If it `hides_files`, files below it are unknown: they may or may not exist.
    """

    name: str
    reason: str
    hides_files: bool


class Listing(NamedTuple):
    """The sorted paths of the files below a folder, and what could not be listed."""

    names: list[str]
    faults: list[ListingFault]


def read(path: Path | str) -> bytes:
    """Return the bytes of the file at `path`. A pipe or device is refused, for its end may never come."""
    with (
        convert_os_errors("read", path),
        open(path, "rb", buffering=0, opener=_open_regular) as file,  # half the time of pathlib's
    ):
        return file.read()


def get_size(path: Path) -> int:
    """Return the size in bytes of the file at `path`; 0 if it is absent."""
    with convert_os_errors("look at", path):
        try:
            return path.stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return 0


def write(path: Path, data: bytes, *, durable: bool = True) -> bool:
    """Write `data` beside `path` and rename it. Return False if the file has this content already.

    `durable` waits until the disk has it; files that a build can write again do not need it.
    """
    return write_all({os.fspath(path): data}, durable=durable) == 1


def write_all(files: Mapping[str, bytes], *, durable: bool = False, pool: ProcessPool | None = None) -> int:
    """Write `files` by path, all or none: every one is written beside its target before any is renamed.

    Return the number of files that differed. A full disk is noticed before anything is changed. Creating files is slow
    on most disks, so a `pool` can help.
    """
    changed = [(path, data) for path, data in files.items() if not has_content(path, data)]
    sync_once = durable and len(changed) > _SEQUENTIAL_LIMIT and hasattr(os, "sync")
    work = partial(_write_parts, durable=durable and not sync_once)
    batches = [changed[n : n + _BATCH_SIZE] for n in range(0, len(changed), _BATCH_SIZE)]
    try:
        for folder in {_get_folder(path) for path, _ in changed}:
            with convert_os_errors("make", folder):
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        for error in pool.map(work, batches) if pool else map(work, batches):
            _raise_error(error)
        if sync_once:  # one call for all: a fifth of the time on a common disk
            os.sync()
    except BaseException:
        if pool:
            pool.shutdown()  # so that nobody still writes when the files are deleted
        for path, _ in changed:
            with contextlib.suppress(OSError):
                os.unlink(_build_part_path(path))  # noqa: PTH108
        raise
    for path, _ in changed:
        _rename_part(path)
    return len(changed)


def _get_folder(path: str) -> str:
    """Return the folder of `path`, the current one if it names none."""
    return os.path.dirname(path) or "."  # noqa: PTH120  (strings take a tenth of the time)


def write_pending(path: str, data: bytes) -> bool:
    """Write `data` beside `path`; the folder is created if needed. Return False if the file has this content already.

    `commit_pending` puts it in place; until then it is invisible, and `remove_pending` removes it.
    """
    if has_content(path, data):
        return False
    folder = _get_folder(path)
    if not os.path.isdir(folder):  # noqa: PTH112
        with convert_os_errors("make", folder):
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    _write_part(path, data, durable=False)
    return True


def commit_pending(path: str) -> None:
    """Put the pending file of `path` in place."""
    _rename_part(path)


def read_pending(path: str) -> bytes:
    """Return the bytes of the pending file of `path`."""
    return read(_build_part_path(path))


def copy(source: Path, target: Path) -> bool:
    """Copy `source` to `target`, as a whole, without loading it into memory. Return False if both are the same."""
    if is_same(source, target):
        return False
    part = Path(_build_part_path(os.fspath(target)))
    with convert_os_errors("write", target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, part)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return True


def is_same(source: Path, target: Path) -> bool:
    """Return whether two files have the same content; False if `target` is absent."""
    with convert_os_errors("read", source):
        return target.is_file() and filecmp.cmp(source, target, shallow=False)


def remove_pending(folder: Path) -> None:
    """Delete the pending files below `folder`, such as a killed run leaves."""
    for parent, _, names in os.walk(folder, followlinks=False):
        for name in names:
            if name.endswith(PART_SUFFIX):
                remove(Path(parent, name))


def _open_regular(path: str, flags: int) -> int:
    """Open a file as `open` does. Raises OSError if it is a pipe or a device."""
    descriptor = os.open(path, flags | _OPEN_FLAGS)
    mode = os.fstat(descriptor).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # `open` itself refuses a folder
        os.close(descriptor)
        raise OSError(EINVAL, "not a regular file")
    return descriptor


def _raise_error(error: MachineError | None) -> None:
    """Raise the error of a helping process, if it had one."""
    if error:
        raise error


def has_content(path: str, data: bytes) -> bool:
    """Return whether the file at `path` consists of `data`."""
    with convert_os_errors("read", path):
        try:
            return os.stat(path).st_size == len(data) and read(path) == data  # noqa: PTH116
        except (FileNotFoundError, NotADirectoryError):
            return False


def _write_parts(batch: Sequence[tuple[str, bytes]], *, durable: bool) -> MachineError | None:
    """Write each file beside its path. Return an error: raising it would leave other processes at work."""
    try:
        for path, data in batch:
            _write_part(path, data, durable=durable)
    except MachineError as error:
        return error
    return None


def _write_part(path: str, data: bytes, *, durable: bool) -> None:
    """Write `data` to the pending file of `path`."""
    with convert_os_errors("write", path), open(_build_part_path(path), "wb") as file:  # noqa: PTH123
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())


def _rename_part(path: str) -> None:
    """Rename the pending file of `path` to `path`."""
    with convert_os_errors("write", path):
        os.replace(_build_part_path(path), path)  # noqa: PTH105


def _build_part_path(path: str) -> str:
    """Return the path of the pending file. Its name is short, for the file's own may be as long as names can be."""
    folder, name = os.path.split(path)
    return os.path.join(folder, digest.compute_short_id(name) + PART_SUFFIX)  # noqa: PTH118


def remove(path: Path) -> None:
    """Delete the file at `path`, if it exists."""
    with convert_os_errors("delete", path):
        path.unlink(missing_ok=True)


def list_files(folder: Path, suffix: str = "") -> list[str]:
    """Return the sorted paths of the files that `list_folder` finds, without what could not be listed."""
    return list_folder(folder, suffix).names


def list_folder(folder: Path, suffix: str = "") -> Listing:
    """List all files below `folder` whose names end in `suffix`, by path relative to it, with `/`.

    The files of a folder come before those of its subfolders. Hidden files are left out; an absent folder has no files.
    Links out of `folder`, links to folders (they may form a circle), special files and folders that cannot be listed
    are faults. Paths are strings: ten thousand of pathlib's take a fifth of a second.
    """
    faults: list[ListingFault] = []
    return Listing(list(_walk_files(os.fspath(folder), "", suffix, faults)), faults)


def find_links(folder: str) -> Iterator[str]:
    """Yield the path in `folder` of every symbolic link below it; "" if it is one itself."""
    if os.path.realpath(folder) != os.path.normpath(folder):
        yield ""
        return
    yield from _walk_links(folder, "")


def _walk_links(folder: str, inside: str) -> Iterator[str]:
    """Yield the links below the folder `inside`, which ends in a separator or is empty, of `folder`."""
    folders: list[str] = []
    with contextlib.suppress(OSError), os.scandir(os.path.join(folder, inside)) as entries:  # noqa: PTH118
        for entry in entries:
            if entry.is_symlink():
                yield inside + entry.name
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
    for name in folders:
        yield from _walk_links(folder, os.path.join(inside, name, ""))  # noqa: PTH118


def list_names(folder: Path) -> list[str]:
    """Return the sorted names of the entries of `folder`; none if it is absent."""
    with convert_os_errors("list", folder):
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _walk_files(folder: str, inside: str, suffix: str, faults: list[ListingFault]) -> Iterator[str]:
    """Yield the files below the folder `inside`, which ends in `/` or is empty, of `folder`; add to `faults`."""
    names: list[str] = []
    folders: list[str] = []
    try:
        with os.scandir(os.path.join(folder, inside)) as entries:  # noqa: PTH118
            for entry in entries:
                if entry.name.startswith(".") or entry.name.endswith(PART_SUFFIX):
                    continue
                is_match = entry.name.lower().endswith(suffix)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                elif fault := _find_fault(folder, entry, is_match=is_match):
                    faults.append(ListingFault(inside + entry.name, *fault))
                elif is_match:
                    names.append(entry.name)
    except OSError as error:
        if inside or not isinstance(error, FileNotFoundError) or os.path.islink(folder):  # noqa: PTH114
            reason = f"this folder cannot be listed: {(error.strerror or str(error)).lower()}"
            faults.append(ListingFault(inside.rstrip("/"), reason, hides_files=True))
    yield from (inside + name for name in sorted(names))
    for name in sorted(folders):
        yield from _walk_files(folder, f"{inside}{name}/", suffix, faults)


def _find_fault(folder: str, entry: "os.DirEntry[str]", *, is_match: bool) -> tuple[str, bool] | None:
    """Return why a file or link is not read, and whether it hides files; None if it is, or is no concern.

    `is_match` if its name has the right suffix. A link that leads nowhere counts as a file if its name has any suffix.
    """
    if entry.is_file(follow_symlinks=False):
        return None
    try:
        mode = entry.stat().st_mode
    except OSError:
        if is_match or "." in entry.name:
            return None  # reading it fails, and that is reported
        return "this link leads nowhere", True
    if stat.S_ISDIR(mode):
        return "this is a link to a folder, and those are not followed", True
    if not is_match:
        return None
    if not stat.S_ISREG(mode):
        return "this is not a regular file", False
    real_folder = os.path.realpath(folder)
    if not os.path.realpath(entry.path).startswith(os.path.join(real_folder, "")):  # noqa: PTH118
        return "this is a link to a file outside this folder, which is not read", False
    return None


@contextlib.contextmanager
def convert_os_errors(verb: str, path: Path | str) -> Iterator[None]:
    """Turn an OSError inside into a MachineError that names `path` and the action that failed."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MachineError(
            f"{path}: cannot {verb} this: {reason}; fix that and run this again: no file is left half written"
        ) from error
