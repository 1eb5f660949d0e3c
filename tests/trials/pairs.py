"""Run two commands on one archive at once: none fails in a way of its own, and the archive is as after both."""

import random
import shutil
from itertools import product

from trials.runs import build_start, copy_archive, end_command, find_fault, read_state, start_command

COMMANDS = (
    ("build", "--no-search"),
    ("build", "--no-search", "--frozen"),
    ("build",),
    ("ingest",),
    ("ingest", "--dry-run"),
    ("check",),
    ("review", "--list"),
    ("withdraw", "our-own", "--reason", "a trial"),
    ("new", "article", "Another Story"),
)


def run_trials(folder, count, seed):
    """Run `count` pairs (0: all 81); return how many, and a line for each fault."""
    start = build_start(folder / "start").root
    sources = {path: data for path, data in read_state(start).items() if path.startswith("content/sources/")}
    pairs = list(product(COMMANDS, COMMANDS))
    if count:
        pairs = random.Random(seed).sample(pairs, min(count, len(pairs)))
    faults = []
    for pair in pairs:
        root = copy_archive(start, folder / "pair")
        name = " and ".join(" ".join(command) for command in pair)
        processes = [start_command(root, *command) for command in pair]
        found = [find_fault(*end_command(process)) for process in processes]
        found.append(find_fault(*end_command(start_command(root, "build", "--no-search"))))
        state = read_state(root)
        found.append(find_fault(*end_command(start_command(root, "build", "--no-search"))))
        found.append("" if read_state(root) == state else "another build changes something")
        found.append("" if all(state.get(path) == data for path, data in sources.items()) else "a source has changed")
        edited = any(b"Edited." in data for path, data in state.items() if path.startswith("content/articles/"))
        found.append("" if edited else "an edit is lost")
        faults += [f"{name}: {fault}" for fault in found if fault]
        shutil.rmtree(root)
    return len(pairs), faults
