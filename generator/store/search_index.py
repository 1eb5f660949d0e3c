"""The search index beside the site: written by Pagefind, if it is installed, and only if stories have changed.

In: the documents of all stories, and the digests of the last index. Out: the folder `pagefind/` of the site with its
digests, or a notice why there is none. Pagefind writes the values of its filters in random order, so this folder alone
is not the same to the byte everywhere. What it needs is imported only when an index is written.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from generator import layout
from generator.model.problem import Problem, Result
from generator.store import disk, search_scratch

FOLDER = "pagefind"
# The file that `refresh_noted_index` keeps the digests of an index in.
_NOTE = "search"
_ENTRY_FILE = "pagefind-entry.json"
_DOCUMENTS = "documents"
# Ready-made widgets, which the search page does not use.
_UNUSED_PREFIXES = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


def refresh_index(
    site: Path, documents: Iterable[tuple[str, bytes]], last_digests: str, work_folder: Path
) -> Result[str]:
    """Index `documents` in the folder `site`, unless its index, which has `last_digests`, is up to date.

    Return the digests of the index, "" without one, and a notice if it cannot be written. Pagefind works in the scratch
    folder of `work_folder`.
    """
    files = dict(documents)
    if not files:  # Pagefind takes that for a mistake
        remove_index(site)
        return Result("")
    program = _find_program()
    documents_digest = _compute_digest(files, program)
    if _has_index(site, documents_digest, last_digests):
        return Result(last_digests)
    if program is None:
        remove_index(site)
        return Result(
            "", (_build_notice("Pagefind is not installed", 'install it with `pip install "backfile[search]"`'),)
        )
    with disk.convert_os_errors("write", work_folder), search_scratch.open_folder(work_folder) as folder:
        failure = _run_pagefind(program, folder, files)
        if failure:
            remove_index(site)
            return Result("", (_build_notice(f"Pagefind failed: {failure}", "try another version of it"),))
        _publish_index(folder / FOLDER, site)
    return Result(_format_digests(documents_digest, site))


def refresh_noted_index(folder: Path, documents: Iterable[tuple[str, bytes]]) -> tuple[Problem, ...]:
    """Index `documents` in `folder`, which notes the digests of its index itself; a notice if that is impossible."""
    note = folder / _NOTE
    last_digests = disk.read(note).decode(errors="replace") if note.is_file() else ""
    result = refresh_index(folder, documents, last_digests, folder)
    if result.value != last_digests:
        disk.write(note, result.value.encode(), durable=False)
    return result.problems


def is_current(site: Path, documents: Iterable[tuple[str, bytes]], last_digests: str) -> bool:
    """Return whether the folder `site` has the index of `documents`; if there can be none, whether it has no index."""
    files, program = dict(documents), _find_program()
    if files and _has_index(site, _compute_digest(files, program), last_digests):
        return True
    return not (disk.list_files(site / FOLDER) or (files and program))


def remove_index(site: Path) -> None:
    """Remove the index from the folder `site`."""
    for name in disk.list_files(site / FOLDER):
        disk.remove(site / FOLDER / name)


def _find_program() -> Path | None:
    """Return Pagefind's program; None if it is not installed."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    return get_executable()


def _compute_digest(files: dict[str, bytes], program: Path | None) -> str:
    """Return a digest of all that an index depends on: the documents, and Pagefind itself."""
    from importlib.metadata import version

    hasher = hashlib.sha256(f"{program} {version('pagefind') if program else ''}".encode())
    for url, data in files.items():
        hasher.update(f"\n{url} {len(data)}\n".encode())
        hasher.update(data)
    return hasher.hexdigest()


def _has_index(site: Path, documents_digest: str, last_digests: str) -> bool:
    """Return whether the index in `site` is the one with `last_digests`, and made of the same documents."""
    return last_digests == _format_digests(documents_digest, site)


def _format_digests(documents_digest: str, site: Path) -> str:
    """Return the digests of the documents and of the index that was made of them."""
    return f"{documents_digest} {_compute_index_digest(site)}"


def _compute_index_digest(site: Path) -> str:
    """Return a digest of the entry file of an index, which names the others, and of their number."""
    entry = site / FOLDER / _ENTRY_FILE
    if not entry.is_file():
        return "absent"
    return hashlib.sha256(disk.read(entry) + str(len(disk.list_files(site / FOLDER))).encode()).hexdigest()


def _run_pagefind(program: Path, work_folder: Path, files: dict[str, bytes]) -> str:
    """Let Pagefind index `files` in `work_folder`. Return its message if it fails, else ""."""
    from generator.store import bound_process

    folder = work_folder / _DOCUMENTS
    disk.write_all({str(folder / url): data for url, data in files.items()})
    options = ("--site", str(folder), "--output-path", str(work_folder / FOLDER), "--keep-index-url")
    exit_code, message = bound_process.run([str(program), *options])
    if not exit_code:
        return ""
    return message.splitlines()[-1] if message else f"exit code {exit_code}"


def _publish_index(new_folder: Path, site: Path) -> None:
    """Copy the files of an index into the site, then remove those of the last one."""
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
