"""What the last build left for the next one, in `.backfile/last-build`: its report, its pages, its search index.

In: the archive's root and the options of a build. Out: what the build would report if nothing has changed, or the keys
of the pages that need not be rendered again. A build depends on its files, options and the program alone, so if all of
them look as they did, nothing is read, and little is imported. A file that is absent, damaged or of another version
counts as no build.

The first line of the file is a checksum of the second, which is JSON. The rest are the pages, as `page_keys` encodes
them: a build that has nothing to do does not read them.
"""

import contextlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from zlib import crc32

import generator
from generator import layout
from generator.model.errors import MachineError
from generator.store.file_stats import FileStat, inspect_folders, read_fingerprint

# Seconds to wait until later changes of the files that a build wrote would show.
_LONGEST_WAIT = 0.05
# A hidden file that a build writes, and a variable of the environment that selects another Pagefind.
_HIDDEN, _SEARCHER = f"{layout.OUTPUT}/.nojekyll", "PAGEFIND_BINARY_PATH"


class BuildResult(NamedTuple):
    """What a build reports: lines for people, findings, the same as JSON; its exit code, and that under --strict."""

    lines: list[str]
    findings: list[str]
    as_json: str
    code: int
    strict_code: int


class BuildInputs(NamedTuple):
    """The state of all that a build depends on: `content/`, `output/`, and the rest as `environment`."""

    content: FileStat
    output: FileStat
    environment: FileStat

    @property
    def fingerprints(self) -> list[str]:
        """The values that are compared."""
        return [stat.fingerprint for stat in self]

    @property
    def settle_seconds(self) -> float | None:
        """The seconds until every later change shows in such a state; None if it may never show."""
        waits = [stat.settle_seconds for stat in self]
        return None if None in waits else max(seconds for seconds in waits if seconds is not None)


class LastBuild(NamedTuple):
    """The last build: encoded `pages`, digests of its `search_index`, and its `report`, which `save_result` adds."""

    pages: bytes = b""
    search_index: str = ""
    report: dict[str, Any] | None = None


def scan_inputs(root: Path, options: str) -> BuildInputs:
    """Return the state of all that a build with `options` depends on."""
    extras = (read_fingerprint(root / _HIDDEN), os.environ.get(_SEARCHER, ""))
    templates = inspect_folders(root, [layout.TEMPLATES])
    environment = "\n".join((options, scan_program(), templates.fingerprint, *extras))
    return BuildInputs(
        inspect_folders(root, [layout.CONTENT]),
        inspect_folders(root, [layout.OUTPUT]),
        templates._replace(fingerprint=environment),
    )


def scan_program() -> str:
    """Return a text that changes with the program, its libraries and Python."""
    package = Path(generator.__file__).parent
    own_files = [inspect_folders(place, ["."]).fingerprint for place in (package, package.parent / layout.TEMPLATES)]
    libraries = [read_fingerprint(place) for place in sys.path]  # installing changes the times of a folder
    return "\n".join((sys.version, *own_files, *libraries))


def load(root: Path) -> LastBuild:
    """Return the last build of the archive at `root`; an empty one if there is none."""
    try:
        with _open_last_build(root) as file:
            header, pages = _read_header(file), file.read()
        if crc32(pages) == header["pages_checksum"]:
            return LastBuild(pages, header["search_index"], header["report"])
    except (OSError, ValueError, TypeError, KeyError):
        pass
    return LastBuild()


def save(root: Path, build: LastBuild) -> None:
    """Save `build` in place of the last one. A failure to write costs the next build some time."""
    from generator.store import disk  # noqa: PLC0415  (a build that has nothing to do does not need it)

    header = {"report": build.report, "search_index": build.search_index, "pages_checksum": crc32(build.pages)}
    line = json.dumps(header).encode()
    with contextlib.suppress(MachineError):
        disk.write(root / layout.LAST_BUILD, b"%d\n%s\n%s" % (crc32(line), line, build.pages), durable=False)


def load_result(root: Path, inputs: BuildInputs) -> BuildResult | None:
    """Return what a build would report if `inputs` are as the last one left them; else None."""
    try:
        with _open_last_build(root) as file:
            report = _read_header(file)["report"]
        return BuildResult(**report["result"]) if report["inputs"] == inputs.fingerprints else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def save_result(root: Path, options: str, inputs_before: BuildInputs, result: BuildResult) -> None:
    """Add to the last build what the next one would report, after a build that began with `inputs_before`.

    Nothing is added if content/ has changed since then, for the next build may have something to do; nor if a later
    change might not show in the times of files.
    """
    inputs_after = scan_inputs(root, options)
    if inputs_after.settle_seconds:  # files written this moment; their times advance in steps
        time.sleep(min(inputs_after.settle_seconds, _LONGEST_WAIT))
        inputs_after = scan_inputs(root, options)
    if (
        inputs_after.settle_seconds != 0
        or inputs_after.content.fingerprint != inputs_before.content.fingerprint
        or not inputs_before.content.is_settled
    ):
        return
    report = {"inputs": inputs_after.fingerprints, "result": result._asdict()}
    save(root, load(root)._replace(report=report))


def _open_last_build(root: Path) -> BinaryIO:
    """Open what the last build left. Raises OSError if it is no file: to read a pipe would take for ever."""
    path = root / layout.LAST_BUILD
    if not path.is_file():
        raise FileNotFoundError(path)
    return path.open("rb")


def _read_header(file: BinaryIO) -> dict[str, Any]:
    """Read the header of a saved build. Raises ValueError or TypeError if it is damaged."""
    checksum, line = file.readline(), file.readline().rstrip(b"\n")
    header = json.loads(line)
    if crc32(line) != int(checksum) or not isinstance(header, dict):
        raise ValueError("the checksum does not match")
    return header
