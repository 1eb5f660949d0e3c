"""The measured rows as a table for people, as Markdown, and as JSON."""

import json
from dataclasses import asdict
from statistics import median

_HEADINGS = ("work", "Backfile", "CPU", "Hugo", "CPU", "ratio", "bar")


def lines(rows, *, markdown=False):
    """The table, a line each."""
    cells = [_HEADINGS, *(_cells(row) for row in rows)]
    if markdown:
        cells.insert(1, ("---",) * len(_HEADINGS))
        return [f"| {' | '.join(one)} |" for one in cells]
    widths = [max(len(one[n]) for one in cells) for n in range(len(_HEADINGS))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(one, widths, strict=True)).rstrip() for one in cells]


def ratio(row):
    """Backfile's median in Hugo's; None without Hugo."""
    ours, theirs = ([one.memory if row.memory else one.wall for one in runs] for runs in (row.ours, row.theirs))
    return median(ours) / median(theirs) if theirs and median(theirs) else None


def as_json(machine, rows, notes, faults):
    """Everything that was measured, each run."""
    told = [asdict(row) | {"ratio": ratio(row)} for row in rows]
    return json.dumps(
        {"machine": machine, "rows": told, "notes": notes, "faults": faults}, indent=1, ensure_ascii=False
    )


def _cells(row):
    """The cells of a row."""
    found = ratio(row)
    shown = "" if found is None else f"{found:.2f}"
    verdict = "" if row.bar is None or found is None else "met" if found <= row.bar else "missed"
    bar = "" if row.bar is None else f"≤ {row.bar:g} {verdict}".strip()
    if row.memory:
        return row.work, _memory(row.ours), "", _memory(row.theirs), "", shown, bar
    return row.work, _times(row.ours), _cpu(row.ours), _times(row.theirs), _cpu(row.theirs), shown, bar


def _times(runs):
    """The median of some runs, the least and the most."""
    times = [one.wall for one in runs]
    return f"{median(times):.2f} s ({min(times):.2f} to {max(times):.2f})" if times else ""


def _cpu(runs):
    return f"{median(one.cpu for one in runs):.2f} s" if runs else ""


def _memory(runs):
    sizes = [one.memory for one in runs if one.memory]
    return f"{median(sizes) / 1e6:,.0f} MB ({runs[0].kind})" if sizes else ""
