"""A file of decisions: parse its JSON lines, and append a decision.

An unreadable line is a problem and has no effect.
"""

import difflib
import json
from enum import Enum

import msgspec

from generator.model.decision import ArticleAspect, Decision, DecisionSubject, Ruling
from generator.model.problem import Place, Problem, Result

_KEYS = ("kind", "a", "b", "ruling", "by", "on", "why", "about")
_PAIR_RULINGS = (Ruling.SAME, Ruling.DIFFERENT, Ruling.REVISION, Ruling.UNSURE)


def parse_decisions(path: str, data: bytes) -> Result[tuple[Decision, ...]]:
    """Parse the decisions in the file `path` (relative to the root) with the bytes `data`."""
    decisions, problems = [], []
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        place = Place(path=path, line=number)
        outcome = _parse_decision(line, place)
        if isinstance(outcome, Decision):
            decisions.append(outcome)
        else:
            fact, step = outcome
            problems.append(Problem.must_fix(place, "decision", fact, step))
    return Result(tuple(decisions), tuple(problems))


def append_decision(data: bytes, decision: Decision) -> bytes:
    """Return the bytes `data` with `decision` as a further line. The lines above stay as they are."""
    values = {
        "kind": decision.subject.value,
        "a": decision.a,
        "b": decision.b,
        "ruling": decision.ruling.value,
        "about": decision.about.value if decision.about else "",
        "by": decision.by,
        "on": decision.on,
        "why": decision.why,
    }
    end = b"\r\n" if b"\r\n" in data else b"\n"
    line = json.dumps({key: value for key, value in values.items() if value}, ensure_ascii=False)
    return data + (b"" if not data or data.endswith((b"\n", b"\r")) else end) + line.encode() + end


def _parse_decision(line: bytes, place: Place) -> Decision | tuple[str, str]:
    """Parse the decision of one line; else return the fault and the next step."""
    try:
        values = msgspec.json.decode(line, type=dict[str, str])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "this line is not a JSON object whose values are texts", 'write {"kind": …, "a": …, "b": …, "ruling": …}'
    for key in values:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1)
            return f"`{key}` is not a key of a decision", f"did you mean `{near[0]}`?" if near else "delete it"
    try:
        subject, ruling = DecisionSubject(values.get("kind", "")), Ruling(values.get("ruling", ""))
    except ValueError:
        fact = f"`{values.get('kind', '')}` and `{values.get('ruling', '')}` are not a valid kind and ruling"
        return fact, f"the kinds are {_list_words(DecisionSubject)}; the rulings {_list_words(Ruling)}"
    a, b = values.get("a", "").strip(), values.get("b", "").strip()
    if not a or (ruling in _PAIR_RULINGS) != bool(b) or a == b:
        return (
            f"`{ruling.value}` needs {'`a` and another `b`' if ruling in _PAIR_RULINGS else '`a` and no `b`'}",
            "fix this line",
        )
    about = values.get("about", "")
    if about and (ruling is not Ruling.KEEP or about not in [choice.value for choice in ArticleAspect]):
        return (
            f"`{about}` is not a valid `about` for `{ruling.value}`",
            f"only `keep` takes it: {_list_words(ArticleAspect)}",
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
        about=ArticleAspect(about) if about else None,
    )


def _list_words(choices: type[Enum]) -> str:
    """List the values of a closed set, as they are written."""
    return ", ".join(choice.value for choice in choices)
