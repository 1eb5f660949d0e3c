"""Settle all decisions: groups that are one, pairs that are two, names to ignore.

In: all decisions, in any order. Out: the same rulings whatever the order, and a problem for each contradiction with
both places. Contradicting decisions are not applied.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from generator.model.authority import PersonId
from generator.model.decision import Decision, DecisionSubject, Ruling, Rulings, SubjectRulings
from generator.model.problem import Problem, Result
from generator.model.register import PersonEntry
from generator.text.normalise import fold_key

_SEPARATING_RULINGS = (Ruling.DIFFERENT, Ruling.REVISION)


def settle_decisions(decisions: Sequence[Decision], people: Mapping[PersonId, PersonEntry]) -> Result[Rulings]:
    """Return the rulings of `decisions`. People are identified by name keys; an id stands for the page name.

    `people` are the register's person entries.
    """
    ordered = sorted(decisions, key=lambda item: (item.place.path, item.place.line))
    page_names = {
        PersonId(item): people[PersonId(item)].name
        for decision in ordered
        for item in (decision.a, decision.b)
        if item in people
    }
    rulings_by_subject: dict[DecisionSubject, SubjectRulings] = {}
    problems: list[Problem] = []
    for subject in DecisionSubject:
        subject_decisions = [item for item in ordered if item.subject is subject]
        if subject is DecisionSubject.PERSON:
            keyed_decisions = [_replace_names_by_keys(item, page_names) for item in subject_decisions]
            problems += [_build_pair_problem(item) for item in keyed_decisions if _is_invalid_pair(item)]
            subject_decisions = [item for item in keyed_decisions if not _is_invalid_pair(item)]
        result = _settle_subject(subject_decisions)
        rulings_by_subject[subject] = result.value
        problems += result.problems
    rulings = Rulings(
        articles=rulings_by_subject[DecisionSubject.ARTICLE],
        people=rulings_by_subject[DecisionSubject.PERSON],
        sources=rulings_by_subject[DecisionSubject.SOURCE],
    )
    return Result(rulings, tuple(problems))


def _replace_names_by_keys(decision: Decision, page_names: Mapping[PersonId, str]) -> Decision:
    """Replace the names in a decision on people by their keys."""
    a, b = (fold_key(page_names.get(PersonId(name), name)) for name in (decision.a, decision.b))
    return msgspec.structs.replace(decision, a=a, b=b, printed=(decision.a, decision.b))


def _settle_subject(decisions: Sequence[Decision]) -> Result[SubjectRulings]:
    """Settle the decisions on one subject."""
    separations = [decision for decision in decisions if decision.ruling in _SEPARATING_RULINGS]
    joins = [decision for decision in decisions if decision.ruling is Ruling.SAME]
    groups = _group_names(joins)
    problems: list[Problem] = []
    broken_groups: set[str] = set()
    for decision in separations:
        if decision.a in groups and groups[decision.a] == groups.get(decision.b):
            opposing_decision = next(
                candidate
                for candidate in joins
                if groups[candidate.a] == groups[decision.a] and {candidate.a, candidate.b} & {decision.a, decision.b}
            )
            problems += [
                _build_contradiction(decision, opposing_decision),
                _build_contradiction(opposing_decision, decision),
            ]
            broken_groups.add(groups[decision.a])
    valid_groups = {name: first for name, first in groups.items() if first not in broken_groups}
    pairs = frozenset(
        frozenset((decision.a, decision.b)) for decision in separations if groups.get(decision.a) not in broken_groups
    )
    ignored_names = frozenset(decision.a for decision in decisions if decision.ruling is Ruling.IGNORE)
    kept_names = frozenset(
        (decision.printed or (decision.a,))[0] for decision in decisions if decision.ruling is Ruling.KEEP
    )
    return Result(
        SubjectRulings(joined=valid_groups, apart=pairs, ignored=ignored_names, kept=kept_names), tuple(problems)
    )


def _group_names(decisions: Iterable[Decision]) -> dict[str, str]:
    """Map each name in a group to the group's first name by code point."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        neighbours[decision.a].add(decision.b)
        neighbours[decision.b].add(decision.a)
    groups: dict[str, str] = {}
    for name in sorted(neighbours):
        pending_names = [name] if name not in groups else []
        while pending_names:
            member = pending_names.pop()
            if member not in groups:
                groups[member] = name
                pending_names += neighbours[member]
    return groups


def _build_contradiction(decision: Decision, opposing_decision: Decision) -> Problem:
    """Build the problem of a line that another line contradicts."""
    a, b = decision.printed or (decision.a, decision.b)
    return Problem.must_fix(
        decision.place,
        "decision",
        fact=f"`{a}` and `{b}` are ruled {decision.ruling.value} here, and {opposing_decision.place} says the opposite",
        cause="a chain of `same` joins what this keeps apart"
        if {decision.a, decision.b} != {opposing_decision.a, opposing_decision.b}
        else "",
        step="delete one of the two lines; until then neither is applied",
    )


def _is_invalid_pair(decision: Decision) -> bool:
    """Return whether a decision, with keys for names, names nobody or one person twice."""
    is_single = decision.ruling in (Ruling.IGNORE, Ruling.KEEP)
    return not decision.a or decision.a == decision.b or (not is_single and not decision.b)


def _build_pair_problem(decision: Decision) -> Problem:
    """Build the problem of such a line."""
    a, b = decision.printed
    empty_name = next((name for name, name_key in ((a, decision.a), (b, decision.b)) if name and not name_key), "")
    return Problem.must_fix(
        decision.place,
        "decision",
        fact=f"`{empty_name}` is not a name" if empty_name else f"`{a}` and `{b}` are the same name",
        cause=""
        if empty_name
        else "case, accents and punctuation are ignored, and an id stands for the name of its page",
        step="name the intended person, or delete the line",
    )
