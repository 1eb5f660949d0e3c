"""What the decisions come to: groups that are one, pairs that are two, names of no account.

In: all decisions, in any order. Out: the same rulings whatever the order, and a problem for each
contradiction with both places named. Of what contradicts itself nothing is carried out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from generator.model.authority import PersonId
from generator.model.decision import Decision, Ruling, Rulings, Settled, Subject
from generator.model.problem import Found, Problem, Severity
from generator.model.register import PersonEntry
from generator.text.normalise import key

_APART = (Ruling.DIFFERENT, Ruling.REVISION)


def settle(decisions: Sequence[Decision], people: Mapping[PersonId, PersonEntry]) -> Found[Rulings]:
    """The rulings of `decisions`. Persons are named in them by their names' keys: an id stands for the page's name.

    `people` are the persons of the register.
    """
    ordered = sorted(decisions, key=lambda one: (one.place.path, one.place.line))
    pages = {PersonId(one): people[PersonId(one)].name for two in ordered for one in (two.a, two.b) if one in people}
    settled: dict[Subject, Settled] = {}
    problems: list[Problem] = []
    for subject in Subject:
        about = [one for one in ordered if one.subject is subject]
        if subject is Subject.PERSON:
            keyed = [_keyed(one, pages) for one in about]
            problems += [_no_two_names(one) for one in keyed if _is_no_pair(one)]
            about = [one for one in keyed if not _is_no_pair(one)]
        found = _settled(about)
        settled[subject] = found.value
        problems += found.problems
    rulings = Rulings(
        articles=settled[Subject.ARTICLE], people=settled[Subject.PERSON], sources=settled[Subject.SOURCE]
    )
    return Found(rulings, tuple(problems))


def _keyed(one: Decision, pages: Mapping[PersonId, str]) -> Decision:
    """A decision on persons with the keys of their names."""
    a, b = (key(pages.get(PersonId(name), name)) for name in (one.a, one.b))
    return msgspec.structs.replace(one, a=a, b=b, printed=(one.a, one.b))


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
    a, b = one.printed or (one.a, one.b)
    return Problem(
        severity=Severity.PROBLEM,
        place=one.place,
        kind="decision",
        fact=f"`{a}` and `{b}` are ruled {one.ruling.value} here, and {other.place} says otherwise",
        cause="a chain of `same` joins what this keeps apart" if {one.a, one.b} != {other.a, other.b} else "",
        step="delete one of the two lines; until then neither is carried out",
    )


def _is_no_pair(one: Decision) -> bool:
    """Whether a decision, with keys for names, names nobody, or one person twice."""
    alone = one.ruling in (Ruling.IGNORE, Ruling.KEEP)
    return not one.a or one.a == one.b or (not alone and not one.b)


def _no_two_names(one: Decision) -> Problem:
    """The problem of such a line."""
    a, b = one.printed
    nobody = next((name for name, keyed in ((a, one.a), (b, one.b)) if name and not keyed), "")
    return Problem(
        severity=Severity.PROBLEM,
        place=one.place,
        kind="decision",
        fact=f"`{nobody}` is no name" if nobody else f"`{a}` and `{b}` are one name",
        cause="" if nobody else "case, accents and signs do not count, and an id stands for the name of its page",
        step="name the person that is meant, or delete the line",
    )
