"""The search index beside the site: made by Pagefind, where that is installed, and only when stories changed.

In: the documents of all stories. Out: the folder `pagefind/` of the site, and a notice where there cannot be one.
Pagefind writes the values of its filters in an order of chance, so this folder alone is not the same to the byte
wherever it is made. What is needed for it is imported when it is made.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from generator import layout
from generator.model.problem import Problem
from generator.store import disk

FOLDER = "pagefind"
# Where it is noted of what the index of an archive's site was made.
_ENTRY_FILE = "pagefind-entry.json"
_DOCUMENTS = "documents"
# Ready-made widgets, which the search page does not use.
_UNUSED_PREFIXES = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


def refresh_index(digest_path: Path, site: Path, documents: Iterable[tuple[str, bytes]]) -> tuple[Problem, ...]:
    """Make the index of `documents` in the folder `site`, unless it is there; a notice where that is impossible.

    In the file `digest_path` it is noted of what the index was made.
    """
    import tempfile

    files = dict(documents)
    if not files:  # Pagefind takes that for a mistake
        remove_index(site)
        return ()
    program = _find_program()
    documents_digest = _compute_digest(files, program)
    if _has_index(digest_path, site, documents_digest):
        return ()
    if program is None:
        remove_index(site)
        return (_build_notice("Pagefind is not installed", 'install it with `pip install "backfile[search]"`'),)
    with (
        disk.convert_os_errors("write", digest_path),
        tempfile.TemporaryDirectory(prefix="search-", dir=_make_folder(digest_path.parent)) as work_folder,
    ):
        failure = _run_pagefind(program, Path(work_folder), files)
        if failure:
            remove_index(site)
            return (_build_notice(f"Pagefind failed: {failure}", "try another version of it"),)
        _publish_index(Path(work_folder, FOLDER), site)
    disk.write(digest_path, f"{documents_digest} {_compute_index_digest(site)}\n".encode(), durable=False)
    return ()


def is_current(root: Path, site: Path, documents: Iterable[tuple[str, bytes]]) -> bool:
    """Whether the folder `site` has the index of `documents`; where there can be none, whether it has no index."""
    files, program = dict(documents), _find_program()
    if files and _has_index(root / layout.SEARCH_DIGEST, site, _compute_digest(files, program)):
        return True
    return not (disk.list_files(site / FOLDER) or (files and program))


def remove_index(site: Path) -> None:
    """Take away the index in the folder `site`, if there is one."""
    for name in disk.list_files(site / FOLDER):
        disk.remove(site / FOLDER / name)


def _find_program() -> Path | None:
    """Pagefind's program; None where it is not installed."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    return get_executable()


def _compute_digest(files: dict[str, bytes], program: Path | None) -> str:
    """What an index depends on: the documents, and Pagefind itself."""
    from importlib.metadata import version

    hasher = hashlib.sha256(f"{program} {version('pagefind') if program else ''}".encode())
    for url, data in files.items():
        hasher.update(f"\n{url} {len(data)}\n".encode())
        hasher.update(data)
    return hasher.hexdigest()


def _has_index(digest_path: Path, site: Path, documents_digest: str) -> bool:
    """Whether the index in `site` is the one that was last made, of what is wanted now."""
    return digest_path.is_file() and disk.read(digest_path).decode(errors="replace").split() == [
        documents_digest,
        _compute_index_digest(site),
    ]


def _compute_index_digest(site: Path) -> str:
    """A digest of the file that leads to all others of an index, and of how many there are."""
    entry = site / FOLDER / _ENTRY_FILE
    if not entry.is_file():
        return "absent"
    return hashlib.sha256(disk.read(entry) + str(len(disk.list_files(site / FOLDER))).encode()).hexdigest()


def _make_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _run_pagefind(program: Path, work_folder: Path, files: dict[str, bytes]) -> str:
    """Let Pagefind make an index of `files` in `work_folder`; what it said where it failed."""
    import subprocess

    folder = work_folder / _DOCUMENTS
    disk.write_all({str(folder / url): data for url, data in files.items()})
    options = ("--site", str(folder), "--output-path", str(work_folder / FOLDER), "--keep-index-url")
    process = subprocess.run([program, *options], capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
    if not process.returncode:
        return ""
    message = (process.stderr or process.stdout).strip()
    return message.splitlines()[-1] if message else f"it left with code {process.returncode}"


def _publish_index(new_folder: Path, site: Path) -> None:
    """Put the files of an index into the site, then take away those of the one before."""
    names = [name for name in disk.list_files(new_folder) if not name.startswith(_UNUSED_PREFIXES)]
    disk.write_all({str(site / FOLDER / name): disk.read(new_folder / name) for name in names})
    for name in set(disk.list_files(site / FOLDER)) - set(names):
        disk.remove(site / FOLDER / name)


def _build_notice(fact: str, step: str) -> Problem:
    return Problem.notice(
        f"{layout.OUTPUT}/search.html",
        "no search index",
        fact=f"{fact}, so there is nothing to search in",
        step=f"{step}, or write `search = false` under [output] in content/site.toml",
    )
