"""What the last build said, for as long as nothing has changed since: then it would say and write the same again.

In: the archive's root and what was asked of the build. Out: what it said. A build is pure in its files, its options
and the program, so where all of them look as they did, nothing has to be read, and little has to be imported. What is
kept is `.backfile/last.json`; where it is absent, damaged or of anything else, there is none.
"""

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import generator
from generator.model.errors import MachineError
from generator.store.survey import Look, look_at, look_over

PATH = ".backfile/last.json"
# What a build reads and writes; of `.backfile/` it reads only what it can make again.
_FOLDERS = ("content", "templates", "output")
# A hidden file that it writes, and a setting of the program that makes the search index.
_HIDDEN, _SEARCHER = "output/.nojekyll", "PAGEFIND_BINARY_PATH"


class Said(NamedTuple):
    """What a build said: lines for a person, findings, the same as JSON; its exit code, and that under --strict."""

    lines: list[str]
    findings: list[str]
    as_json: str
    code: int
    strict_code: int


def now(root: Path, asked: str) -> Look:
    """What a look at all that a build depends on tells, `asked` being its options."""
    package = Path(generator.__file__).parent
    files = look_over(root, _FOLDERS)
    program = [look_over(place, ["."]).seen for place in (package, package.parent / "templates")]
    libraries = [look_at(place).seen for place in sys.path]  # a folder's times tell what is put into it
    others = (look_at(root / _HIDDEN).seen, os.environ.get(_SEARCHER, ""))
    return Look("\n".join((asked, sys.version, files.seen, *others, *program, *libraries)), files.settled)


def said(root: Path, look: Look) -> Said | None:
    """What the last build of the archive at `root` said, where all looks as it did before it; else None."""
    try:
        sealed, _, text = (root / PATH).read_bytes().partition(b"\n")
        if crc32(text) != int(sealed):
            return None
        kept = json.loads(text)
        return Said(**kept["said"]) if kept["look"] == look.seen else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def keep(root: Path, look: Look, what: Said) -> None:
    """Keep `what` a build said, before which all looked like `look`: after one that wrote anything it never does again.

    Where a change since then need not show, nothing is kept. A failure to write costs the next build some time.
    """
    if not look.settled:
        return
    text = json.dumps({"look": look.seen, "said": what._asdict()}).encode()
    from generator.store import disk  # noqa: PLC0415  (what a build that has nothing to do does not need)

    with contextlib.suppress(MachineError):
        disk.write(root / PATH, b"%d\n%s" % (crc32(text), text), durable=False)
