"""Reading and writing of single files: whole or not at all. OSErrors become MachineErrors here."""

import contextlib
import filecmp
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.model.errors import MachineError
from generator.store.processes import ProcessPool
from generator.text import digest

PART_SUFFIX = ".backfile-part"
# So many files are waited for one by one.
_SEQUENTIAL_LIMIT = 32
# So many files are handed to a process at once.
_BATCH_SIZE = 64


def read(path: Path | str) -> bytes:
    """The bytes of the file at `path`."""
    with convert_os_errors("read", path), open(path, "rb", buffering=0) as file:  # noqa: PTH123  (half the time of pathlib's)
        return file.read()


def get_size(path: Path) -> int:
    """How many bytes the file at `path` has; 0 where there is none."""
    with convert_os_errors("look at", path):
        try:
            return path.stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return 0


def write(path: Path, data: bytes, *, durable: bool = True) -> bool:
    """Put `data` at `path`, whole: written beside it and renamed. False where it stands there already.

    `durable` waits until the disk has it; what can be made again need not.
    """
    return write_all({os.fspath(path): data}, durable=durable) == 1


def write_all(files: Mapping[str, bytes], *, durable: bool = False, pool: ProcessPool | None = None) -> int:
    """Put all `list_files` at their paths, or none: all are written beside their targets before any is renamed.

    How many differed from what stood there. A full disk is noticed before anything is changed. Making files is what
    disks are slow at, so a `pool` helps with it.
    """
    changed = [(path, data) for path, data in files.items() if not has_content(path, data)]
    sync_once = durable and len(changed) > _SEQUENTIAL_LIMIT and hasattr(os, "sync")
    work = partial(_write_parts, durable=durable and not sync_once)
    batches = [changed[n : n + _BATCH_SIZE] for n in range(0, len(changed), _BATCH_SIZE)]
    try:
        for folder in {os.path.dirname(path) for path, _ in changed}:  # noqa: PTH120  (strings take a tenth of the time)
            with convert_os_errors("make", folder):
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        for error in pool.map(work, batches) if pool else map(work, batches):
            _raise_error(error)
        if sync_once:  # one wait for all: on a common disk a fifth of the time
            os.sync()
    except BaseException:
        if pool:
            pool.shutdown()  # nobody writes any more when what was written is deleted
        for path, _ in changed:
            with contextlib.suppress(OSError):
                os.unlink(_build_part_path(path))  # noqa: PTH108
        raise
    for path, _ in changed:
        _rename_part(path)
    return len(changed)


def write_pending(path: str, data: bytes) -> bool:
    """Write `data` beside `path`, whose folder is made where it is missing. False where it stands there already.

    `commit_pending` puts it in place; until then nothing is seen of it, and `remove_pending` takes it away.
    """
    if has_content(path, data):
        return False
    if not os.path.isdir(os.path.dirname(path)):  # noqa: PTH112, PTH120
        with convert_os_errors("make", os.path.dirname(path)):  # noqa: PTH120
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    _write_part(path, data, durable=False)
    return True


def commit_pending(path: str) -> None:
    """Put what was laid for `path` in its place."""
    _rename_part(path)


def read_pending(path: str) -> bytes:
    """What was laid for `path` and is not in its place yet."""
    return read(_build_part_path(path))


def copy(source: Path, target: Path) -> bool:
    """Put what stands at `source` at `target`, whole, without holding it in memory. False where it stands there."""
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
    """Whether two files hold the same; False where `target` is not there."""
    with convert_os_errors("read", source):
        return target.is_file() and filecmp.cmp(source, target, shallow=False)


def remove_pending(folder: Path) -> None:
    """Delete what a killed run left half written below `folder`."""
    for parent, _, names in os.walk(folder, followlinks=False):
        for name in names:
            if name.endswith(PART_SUFFIX):
                remove(Path(parent, name))


def _raise_error(error: MachineError | None) -> None:
    """Raise the error that a process has met."""
    if error:
        raise error


def has_content(path: str, data: bytes) -> bool:
    """Whether `path` holds `data` already."""
    with convert_os_errors("read", path):
        try:
            return os.stat(path).st_size == len(data) and read(path) == data  # noqa: PTH116
        except (FileNotFoundError, NotADirectoryError):
            return False


def _write_parts(batch: Sequence[tuple[str, bytes]], *, durable: bool) -> MachineError | None:
    """Write each of `batch` beside its path; the error that ended it, for what is raised would leave others at work."""
    try:
        for path, data in batch:
            _write_part(path, data, durable=durable)
    except MachineError as error:
        return error
    return None


def _write_part(path: str, data: bytes, *, durable: bool) -> None:
    """Write `data` beside `path`."""
    with convert_os_errors("write", path), open(_build_part_path(path), "wb") as file:  # noqa: PTH123
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())


def _rename_part(path: str) -> None:
    """Put what was written beside `path` in its place."""
    with convert_os_errors("write", path):
        os.replace(_build_part_path(path), path)  # noqa: PTH105


def _build_part_path(path: str) -> str:
    """Where the file for `path` is written first, under a short name: its own may be as long as names can be."""
    folder, name = os.path.split(path)
    return os.path.join(folder, digest.compute_short_id(name) + PART_SUFFIX)  # noqa: PTH118


def remove(path: Path) -> None:
    """Delete the file at `path`, if it is there."""
    with convert_os_errors("delete", path):
        path.unlink(missing_ok=True)


def list_files(folder: Path, suffix: str = "") -> list[str]:
    """All files below `folder` whose name ends in `suffix`: their paths relative to it, with `/`, in order.

    Those of a folder come before those of its folders. Hidden ones and links out of `folder` are left out, and so is
    what cannot be listed; an absent folder has none. Links to folders are not followed, so that no circle is walked.
    Paths are strings: ten thousand of pathlib's take a fifth of a second.
    """
    with convert_os_errors("list", folder):
        return list(_walk_files(folder, "", suffix))


def list_names(folder: Path) -> list[str]:
    """The names of what stands in `folder` itself, in order; none where it is not there."""
    with convert_os_errors("list", folder):
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _walk_files(folder: Path, inside: str, suffix: str) -> Iterator[str]:
    """The files below the folder `inside` of `folder`; that ends in `/` or is empty."""
    folders, names = [], []
    with contextlib.suppress(OSError), os.scandir(folder / inside) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                folders += [] if entry.is_symlink() else [entry.name]
            elif entry.name.lower().endswith(suffix) and not entry.name.endswith(PART_SUFFIX):
                leads_out = entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(folder.resolve())
                names += [] if leads_out else [entry.name]
    yield from (inside + name for name in sorted(names))
    for name in sorted(folders):
        yield from _walk_files(folder, f"{inside}{name}/", suffix)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether `entry` is a folder, or a link to one; what cannot be looked at is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


@contextlib.contextmanager
def convert_os_errors(verb: str, path: Path | str) -> Iterator[None]:
    """Turns an OSError inside into a MachineError that names `path` and says what could not be done."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MachineError(
            f"{path}: cannot {verb} this: {reason}; mend that and run it again: files are changed whole or not at all"
        ) from error
