"""What editors have looked at before: whatever a decision names is not asked again.

In: all decisions, the persons of the register. Out: which pairs were ruled on, and what was kept as it stands. Whether
the rulings contradict each other is not asked here.
"""

from collections.abc import Iterable, Mapping

from generator.model.authority import PersonId
from generator.model.decision import About, Decision, Ruling, Subject
from generator.model.problem import Problem
from generator.model.register import PersonEntry
from generator.text.normalise import key


def waiting(suggestions: Iterable[Problem], asked: "Asked", leads: Mapping[str, PersonId]) -> tuple[Problem, ...]:
    """The suggestions that no editor has settled: a name leads to one of the others by now, or all pairs were ruled on.

    `leads` tells to whom each name leads.
    """
    return tuple(
        one
        for one in suggestions
        if not any(leads.get(one.about[0]) == leads.get(other) for other in one.about[1:])
        and not all(asked.pair(Subject.PERSON, one.about[0], other) for other in one.about[1:])
    )


class Asked:
    """What the decisions answer. Persons are meant by name, in any dress, or by id."""

    def __init__(self, decisions: Iterable[Decision], people: Mapping[PersonId, PersonEntry]) -> None:
        self._names = {identifier: entry.name for identifier, entry in people.items()}
        self._pairs: set[tuple[Subject, frozenset[str]]] = set()
        self._named: set[str] = set()
        self._kept: set[tuple[str, About | None]] = set()
        for one in decisions:
            if one.b:
                self._pairs.add(self._pair(one.subject, one.a, one.b))
            if one.subject is Subject.PERSON:
                self._named |= {self._folded(name) for name in (one.a, one.b) if name}
            elif one.ruling is Ruling.KEEP:
                self._kept.add((one.a, one.about))

    def pair(self, subject: Subject, a: str, b: str) -> bool:
        """Whether these two were ruled on, whatever the ruling."""
        return self._pair(subject, a, b) in self._pairs

    def person(self, *names: str) -> bool:
        """Whether a decision names a person by one of these names."""
        return any(self._folded(name) in self._named for name in names)

    def kept(self, article: str, about: About) -> bool:
        """Whether this of an article was looked at and is kept as it stands."""
        return (article, about) in self._kept or (article, None) in self._kept

    def _pair(self, subject: Subject, a: str, b: str) -> tuple[Subject, frozenset[str]]:
        names = (self._folded(a), self._folded(b)) if subject is Subject.PERSON else (a, b)
        return subject, frozenset(names)

    def _folded(self, name: str) -> str:
        return key(self._names.get(PersonId(name), name))
