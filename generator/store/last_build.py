"""What another build would say, for as long as nothing has changed since the last: it would write nothing.

In: the archive's root and what was asked of the build. Out: what it would say. A build is pure in its files, options
and the program, so where all of them look as they did, nothing has to be read, and little has to be imported. What is
kept is `.backfile/last.json`; where it is absent, damaged or of anything else, there is none.
"""

import contextlib
import json
import os
import sys
import time
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import generator
from generator import layout
from generator.model.errors import MachineError
from generator.store.file_stats import FileStat, inspect_file, inspect_folders

# What a build reads and writes; of `.backfile/` it reads only what it can make again.
# A hidden file that it writes, and a setting of the program that makes the search index.
_LONGEST_WAIT = 0.05
_HIDDEN, _SEARCHER = f"{layout.OUTPUT}/.nojekyll", "PAGEFIND_BINARY_PATH"


class BuildResult(NamedTuple):
    """What a build said: lines for a person, findings, the same as JSON; its exit code, and that under --strict."""

    lines: list[str]
    findings: list[str]
    as_json: str
    code: int
    strict_code: int


class BuildInputs(NamedTuple):
    """What a look at all that a build depends on tells: `content` and `output` of the archive, and what is `environment`."""

    content: FileStat
    output: FileStat
    environment: FileStat

    @property
    def fingerprints(self) -> list[str]:
        """What is compared."""
        return [stat.fingerprint for stat in self]

    @property
    def settle_seconds(self) -> float | None:
        """The seconds after which every later change shows in such a look; None where waiting does not help."""
        waits = [stat.settle_seconds for stat in self]
        return None if None in waits else max(seconds for seconds in waits if seconds is not None)


def scan_inputs(root: Path, options: str) -> BuildInputs:
    """What a look at all that a build depends on tells, `options` being its options."""
    extras = (inspect_file(root / _HIDDEN).fingerprint, os.environ.get(_SEARCHER, ""))
    templates = inspect_folders(root, [layout.TEMPLATES])
    environment = "\n".join((options, scan_program(), templates.fingerprint, *extras))
    return BuildInputs(
        inspect_folders(root, [layout.CONTENT]),
        inspect_folders(root, [layout.OUTPUT]),
        templates._replace(fingerprint=environment),
    )


def scan_program() -> str:
    """What a look at the program and at what it is made of tells."""
    package = Path(generator.__file__).parent
    own_files = [inspect_folders(place, ["."]).fingerprint for place in (package, package.parent / layout.TEMPLATES)]
    libraries = [inspect_file(place).fingerprint for place in sys.path]  # a folder's times tell what is put into it
    return "\n".join((sys.version, *own_files, *libraries))


def load_result(root: Path, inputs: BuildInputs) -> BuildResult | None:
    """What a build of the archive at `root` would say, where all looks as it did after the last; else None."""
    try:
        checksum, _, text = (root / layout.LAST_BUILD).read_bytes().partition(b"\n")
        if crc32(text) != int(checksum):
            return None
        record = json.loads(text)
        return BuildResult(**record["said"]) if record["look"] == inputs.fingerprints else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def save_result(root: Path, options: str, inputs_before: BuildInputs, result: BuildResult) -> None:
    """Keep what a build would say `result`, after one that found the archive as it was `inputs_before`.

    Where that changed anything in content/, or somebody else did meanwhile, nothing is kept: the next build may have
    something to do. Nor is it where a later change need not show. A failure to write costs the next build some time.
    """
    inputs_after = scan_inputs(root, options)
    if inputs_after.settle_seconds:  # what was written this moment; the clock of files moves on in steps
        time.sleep(min(inputs_after.settle_seconds, _LONGEST_WAIT))
        inputs_after = scan_inputs(root, options)
    if (
        inputs_after.settle_seconds != 0
        or inputs_after.content.fingerprint != inputs_before.content.fingerprint
        or not inputs_before.content.is_settled
    ):
        return
    text = json.dumps({"look": inputs_after.fingerprints, "said": result._asdict()}).encode()
    from generator.store import disk  # noqa: PLC0415  (what a build that has nothing to do does not need)

    with contextlib.suppress(MachineError):
        disk.write(root / layout.LAST_BUILD, b"%d\n%s" % (crc32(text), text), durable=False)
