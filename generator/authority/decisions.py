"""What the decisions come to: groups that are one, pairs that are two, names of no account.

In: all decisions, in any order. Out: the same rulings whatever the order, and a problem for each
contradiction with both places named. Of what contradicts itself nothing is carried out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.model.decision import Decision, Ruling, Rulings, Settled, Subject
from generator.model.problem import Found, Problem, Severity

_APART = (Ruling.DIFFERENT, Ruling.REVISION)


def settle(decisions: Sequence[Decision]) -> Found[Rulings]:
    """The rulings of `decisions`."""
    ordered = sorted(decisions, key=lambda one: (one.place.path, one.place.line))
    settled: dict[Subject, Settled] = {}
    problems: list[Problem] = []
    for subject in Subject:
        found = _settled([one for one in ordered if one.subject is subject])
        settled[subject] = found.value
        problems += found.problems
    rulings = Rulings(
        articles=settled[Subject.ARTICLE], people=settled[Subject.PERSON], sources=settled[Subject.SOURCE]
    )
    return Found(rulings, tuple(problems))


def _settled(decisions: Sequence[Decision]) -> Found[Settled]:
    """The rulings on one subject."""
    apart = [one for one in decisions if one.ruling in _APART]
    same = [one for one in decisions if one.ruling is Ruling.SAME]
    groups = _groups(same)
    problems: list[Problem] = []
    broken: set[str] = set()
    for one in apart:
        if one.a in groups and groups[one.a] == groups.get(one.b):
            other = next(two for two in same if groups[two.a] == groups[one.a] and {two.a, two.b} & {one.a, one.b})
            problems += [_contradiction(one, other), _contradiction(other, one)]
            broken.add(groups[one.a])
    joined = {name: first for name, first in groups.items() if first not in broken}
    pairs = frozenset(frozenset((one.a, one.b)) for one in apart if groups.get(one.a) not in broken)
    ignored = frozenset(one.a for one in decisions if one.ruling is Ruling.IGNORE)
    return Found(Settled(joined=joined, apart=pairs, ignored=ignored), tuple(problems))


def _groups(same: Iterable[Decision]) -> dict[str, str]:
    """Each name that is in a group, with the first name of its group in code point order."""
    near: dict[str, set[str]] = defaultdict(set)
    for one in same:
        near[one.a].add(one.b)
        near[one.b].add(one.a)
    groups: dict[str, str] = {}
    for name in sorted(near):
        waiting = [name] if name not in groups else []
        while waiting:
            found = waiting.pop()
            if found not in groups:
                groups[found] = name
                waiting += near[found]
    return groups


def _contradiction(one: Decision, other: Decision) -> Problem:
    """The problem of a line that another contradicts."""
    return Problem(
        severity=Severity.PROBLEM,
        place=one.place,
        kind="decision",
        fact=f"`{one.a}` and `{one.b}` are ruled {one.ruling.value} here, and {other.place} says otherwise",
        cause="a chain of `same` joins what this keeps apart" if {one.a, one.b} != {other.a, other.b} else "",
        step="delete one of the two lines; until then neither is carried out",
    )
