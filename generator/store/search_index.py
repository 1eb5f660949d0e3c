"""The search index beside the site: made by Pagefind, where that is installed, and only when stories changed.

In: the documents of all stories. Out: the folder `pagefind/` of the site, and a notice where there cannot be one.
Pagefind writes the values of its filters in an order of chance, so this folder alone is not the same to the byte
wherever it is made. What is needed for it is imported when it is made.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from generator.model.problem import Place, Problem, Severity
from generator.store import disk

FOLDER = "pagefind"
# Where it is noted of what the index of an archive's site was made.
KNOWN = Path(".backfile", "search")
_ENTRY = "pagefind-entry.json"
_DOCUMENTS = "documents"
# Ready-made widgets, which the search page does not use.
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


def refresh(known: Path, site: Path, documents: Iterable[tuple[str, bytes]]) -> tuple[Problem, ...]:
    """Make the index of `documents` in the folder `site`, unless it is there; a notice where that is impossible.

    In the file `known` it is noted of what the index was made.
    """
    import tempfile

    files = dict(documents)
    if not files:  # Pagefind takes that for a mistake
        remove(site)
        return ()
    program = _program()
    wanted = _digest(files, program)
    if _stands(known, site, wanted):
        return ()
    if program is None:
        remove(site)
        return (_missing("Pagefind is not installed", 'install it with `pip install "backfile[search]"`'),)
    with disk.machine("write", known), tempfile.TemporaryDirectory(prefix="search-", dir=_made(known.parent)) as work:
        failure = _index(program, Path(work), files)
        if failure:
            remove(site)
            return (_missing(f"Pagefind failed: {failure}", "try another version of it"),)
        _publish(Path(work, FOLDER), site)
    disk.write(known, f"{wanted} {_seal(site)}\n".encode(), durable=False)
    return ()


def stands(root: Path, site: Path, documents: Iterable[tuple[str, bytes]]) -> bool:
    """Whether the folder `site` has the index of `documents`; where there can be none, whether it has no index."""
    files, program = dict(documents), _program()
    if files and _stands(root / KNOWN, site, _digest(files, program)):
        return True
    return not (disk.files(site / FOLDER) or (files and program))


def remove(site: Path) -> None:
    """Take away the index in the folder `site`, if there is one."""
    for name in disk.files(site / FOLDER):
        disk.remove(site / FOLDER / name)


def _program() -> Path | None:
    """Pagefind's program; None where it is not installed."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    return get_executable()


def _digest(files: dict[str, bytes], program: Path | None) -> str:
    """What an index depends on: the documents, and Pagefind itself."""
    from importlib.metadata import version

    made = hashlib.sha256(f"{program} {version('pagefind') if program else ''}".encode())
    for url, data in files.items():
        made.update(f"\n{url} {len(data)}\n".encode())
        made.update(data)
    return made.hexdigest()


def _stands(known: Path, site: Path, wanted: str) -> bool:
    """Whether the index in `site` is the one that was last made, of what is wanted now."""
    return known.is_file() and disk.read(known).decode(errors="replace").split() == [wanted, _seal(site)]


def _seal(site: Path) -> str:
    """A digest of the file that leads to all others of an index, and of how many there are."""
    entry = site / FOLDER / _ENTRY
    if not entry.is_file():
        return "absent"
    return hashlib.sha256(disk.read(entry) + str(len(disk.files(site / FOLDER))).encode()).hexdigest()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _index(program: Path, work: Path, files: dict[str, bytes]) -> str:
    """Let Pagefind make an index of `files` in `work`; what it said where it failed."""
    import subprocess

    folder = work / _DOCUMENTS
    disk.write_all({str(folder / url): data for url, data in files.items()})
    options = ("--site", str(folder), "--output-path", str(work / FOLDER), "--keep-index-url")
    done = subprocess.run([program, *options], capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
    if not done.returncode:
        return ""
    told = (done.stderr or done.stdout).strip()
    return told.splitlines()[-1] if told else f"it left with code {done.returncode}"


def _publish(made: Path, site: Path) -> None:
    """Put the files of an index into the site, then take away those of the one before."""
    names = [name for name in disk.files(made) if not name.startswith(_UNUSED)]
    disk.write_all({str(site / FOLDER / name): disk.read(made / name) for name in names})
    for name in set(disk.files(site / FOLDER)) - set(names):
        disk.remove(site / FOLDER / name)


def _missing(fact: str, step: str) -> Problem:
    return Problem(
        severity=Severity.NOTICE,
        place=Place(path="output/search.html"),
        kind="no search index",
        fact=f"{fact}, so there is nothing to search in",
        step=f"{step}, or write `search = false` under [output] in content/site.toml",
    )
