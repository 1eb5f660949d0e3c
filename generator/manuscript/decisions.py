"""A file of decisions: JSON lines in, decisions out. A line that cannot be read is a problem and rules nothing."""

import difflib
from enum import Enum

import msgspec

from generator.model.decision import Decision, Ruling, Subject
from generator.model.problem import Found, Place, Problem, Severity

_KEYS = ("kind", "a", "b", "ruling", "by", "on", "why")
_PAIRS = (Ruling.SAME, Ruling.DIFFERENT, Ruling.REVISION, Ruling.UNSURE)


def read(path: str, data: bytes) -> Found[tuple[Decision, ...]]:
    """The decisions in the file `path` (relative to the root) whose bytes are `data`."""
    decisions, problems = [], []
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        place = Place(path=path, line=number)
        made = _decision(line, place)
        if isinstance(made, Decision):
            decisions.append(made)
        else:
            fact, step = made
            problems.append(Problem(severity=Severity.PROBLEM, place=place, kind="decision", fact=fact, step=step))
    return Found(tuple(decisions), tuple(problems))


def _decision(line: bytes, place: Place) -> Decision | tuple[str, str]:
    """The decision of one line, or what is wrong with it and the next step."""
    try:
        values = msgspec.json.decode(line, type=dict[str, str])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return "this is no line of JSON with texts as values", 'write {"kind": …, "a": …, "b": …, "ruling": …}'
    for key in values:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1)
            return f"`{key}` is no key of a decision", f"did you mean `{near[0]}`?" if near else "delete it"
    try:
        subject, ruling = Subject(values.get("kind", "")), Ruling(values.get("ruling", ""))
    except ValueError:
        fact = f"`{values.get('kind', '')}` and `{values.get('ruling', '')}` are no kind and ruling of a decision"
        return fact, f"the kinds are {_words(Subject)}; the rulings {_words(Ruling)}"
    a, b = values.get("a", "").strip(), values.get("b", "").strip()
    if not a or (ruling in _PAIRS) != bool(b) or a == b:
        return (
            f"`{ruling.value}` needs {'`a` and another `b`' if ruling in _PAIRS else '`a` and no `b`'}",
            "mend the line",
        )
    return Decision(
        subject=subject,
        a=a,
        b=b,
        ruling=ruling,
        place=place,
        by=values.get("by", ""),
        on=values.get("on", ""),
        why=values.get("why", ""),
    )


def _words(some: type[Enum]) -> str:
    """The words of a closed set, as they are written."""
    return ", ".join(one.value for one in some)
