"""Trials of the promises: kills, pairs of commands, hostile inputs. Run by hand, for they take minutes.

    cd tests
    python -m trials kills --count 200
    python -m trials pairs
    python -m trials hostile --count 1000 --seed 7

Each prints what failed and how many, and ends with exit code 1 if anything did.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import click

from trials import hostile, kills, pairs

TRIALS = {"kills": kills.run_trials, "pairs": pairs.run_trials, "hostile": hostile.run_trials}
COUNTS = {"kills": 200, "pairs": 0, "hostile": 1000}


def main():
    """Run one kind of trials and print its faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=TRIALS)
    parser.add_argument("--count", type=int, help="how many (pairs: all, if it is left out)")
    parser.add_argument("--seed", type=int, default=1, help="another seed tries other ones")
    arguments = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="trials-") as folder:
        count = COUNTS[arguments.kind] if arguments.count is None else arguments.count
        total, faults = TRIALS[arguments.kind](Path(folder), count, arguments.seed)
    for fault in faults:
        click.echo(fault)
    click.echo(f"{total} {arguments.kind}, {len(faults)} faults, {time.monotonic() - start:.0f} s")
    sys.exit(bool(faults))


main()
