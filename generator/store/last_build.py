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
from generator.model.errors import MachineError
from generator.store.file_stats import Look, look_at, look_over

PATH = ".backfile/last.json"
# What a build reads and writes; of `.backfile/` it reads only what it can make again.
_CONTENT, _TEMPLATES, _OUTPUT = "content", "templates", "output"
# A hidden file that it writes, and a setting of the program that makes the search index.
_LONGEST_WAIT = 0.05
_HIDDEN, _SEARCHER = "output/.nojekyll", "PAGEFIND_BINARY_PATH"


class Said(NamedTuple):
    """What a build said: lines for a person, findings, the same as JSON; its exit code, and that under --strict."""

    lines: list[str]
    findings: list[str]
    as_json: str
    code: int
    strict_code: int


class State(NamedTuple):
    """What a look at all that a build depends on tells: `content` and `output` of the archive, and what is `beside`."""

    content: Look
    output: Look
    beside: Look

    @property
    def seen(self) -> list[str]:
        """What is compared."""
        return [look.seen for look in self]

    @property
    def wait(self) -> float | None:
        """The seconds after which every later change shows in such a look; None where waiting does not help."""
        waits = [look.wait for look in self]
        return None if None in waits else max(one for one in waits if one is not None)


def now(root: Path, asked: str) -> State:
    """What a look at all that a build depends on tells, `asked` being its options."""
    others = (look_at(root / _HIDDEN).seen, os.environ.get(_SEARCHER, ""))
    templates = look_over(root, [_TEMPLATES])
    beside = "\n".join((asked, program(), templates.seen, *others))
    return State(look_over(root, [_CONTENT]), look_over(root, [_OUTPUT]), templates._replace(seen=beside))


def program() -> str:
    """What a look at the program and at what it is made of tells."""
    package = Path(generator.__file__).parent
    own = [look_over(place, ["."]).seen for place in (package, package.parent / "templates")]
    libraries = [look_at(place).seen for place in sys.path]  # a folder's times tell what is put into it
    return "\n".join((sys.version, *own, *libraries))


def said(root: Path, state: State) -> Said | None:
    """What a build of the archive at `root` would say, where all looks as it did after the last; else None."""
    try:
        sealed, _, text = (root / PATH).read_bytes().partition(b"\n")
        if crc32(text) != int(sealed):
            return None
        kept = json.loads(text)
        return Said(**kept["said"]) if kept["look"] == state.seen else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def keep(root: Path, asked: str, before: State, again: Said) -> None:
    """Keep what a build would say `again`, after one that found the archive as it was `before`.

    Where that changed anything in content/, or somebody else did meanwhile, nothing is kept: the next build may have
    something to do. Nor is it where a later change need not show. A failure to write costs the next build some time.
    """
    after = now(root, asked)
    if after.wait:  # what was written this moment; the clock of files moves on in steps
        time.sleep(min(after.wait, _LONGEST_WAIT))
        after = now(root, asked)
    if after.wait != 0 or after.content.seen != before.content.seen or not before.content.settled:
        return
    text = json.dumps({"look": after.seen, "said": again._asdict()}).encode()
    from generator.store import disk  # noqa: PLC0415  (what a build that has nothing to do does not need)

    with contextlib.suppress(MachineError):
        disk.write(root / PATH, b"%d\n%s" % (crc32(text), text), durable=False)
