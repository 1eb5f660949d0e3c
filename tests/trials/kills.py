"""Kill a build at a random moment: files are whole, and the next build ends like an undisturbed one."""

import random
import shutil
import time

from trials.runs import build_start, copy_archive, end_command, find_fault, read_state, start_command


def run_trials(folder, count, seed):
    """Kill `count` builds; return how many, and a line for each fault."""
    chance = random.Random(seed)
    start = build_start(folder / "start").root
    before = read_state(start)
    undisturbed = copy_archive(start, folder / "undisturbed")
    began = time.monotonic()
    end_command(start_command(undisturbed, "build", "--no-search"))
    longest, after = time.monotonic() - began, read_state(undisturbed)
    faults = []
    for n in range(count):
        root = copy_archive(start, folder / "killed")
        process = start_command(root, "build", "--no-search", *(("--jobs", "1") if n % 2 else ()))
        moment = chance.uniform(0.1, 1.1) * longest
        time.sleep(moment)
        process.kill()
        process.communicate()
        torn = [path for path, data in read_state(root).items() if data not in (before.get(path), after.get(path))]
        torn = [path for path in torn if not path.endswith(".backfile-part")]
        fault = f"torn: {torn}" if torn else find_fault(*end_command(start_command(root, "build", "--no-search")))
        if not fault and read_state(root) != after:
            fault = "the next build ends otherwise"
        if fault:
            faults.append(f"kill {n} after {moment:.2f} s: {fault}")
        shutil.rmtree(root)
    return count, faults
