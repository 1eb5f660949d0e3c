"""What editors have reviewed: anything a decision names is not asked again.

In: all decisions, the register's people. Out: which pairs were ruled on, and what was confirmed. Contradictions between
rulings do not matter here.
"""

from collections.abc import Iterable, Mapping

from generator.model.authority import PersonId
from generator.model.decision import ArticleAspect, Decision, DecisionSubject, Ruling
from generator.model.problem import Problem
from generator.model.register import PersonEntry
from generator.text.normalise import fold_key


def select_open_suggestions(
    suggestions: Iterable[Problem], review_log: "ReviewLog", person_ids: Mapping[str, PersonId]
) -> tuple[Problem, ...]:
    """Return the suggestions that no editor has settled.

    A suggestion is settled if the name leads to one of the candidates by now, or if all pairs were ruled on.
    `person_ids` maps names to people.
    """
    return tuple(
        suggestion
        for suggestion in suggestions
        if not any(
            person_ids.get(suggestion.about[0]) == person_ids.get(candidate) for candidate in suggestion.about[1:]
        )
        and not all(
            review_log.has_pair(DecisionSubject.PERSON, suggestion.about[0], candidate)
            for candidate in suggestion.about[1:]
        )
    )


class ReviewLog:
    """The questions that decisions answer. People are identified by name, in any spelling of the same key, or by id."""

    def __init__(self, decisions: Iterable[Decision], people: Mapping[PersonId, PersonEntry]) -> None:
        self._page_names = {identifier: entry.name for identifier, entry in people.items()}
        self._pairs: set[tuple[DecisionSubject, frozenset[str]]] = set()
        self._person_keys: set[str] = set()
        self._kept_aspects: set[tuple[str, ArticleAspect | None]] = set()
        for decision in decisions:
            if decision.b:
                self._pairs.add(self._build_pair(decision.subject, decision.a, decision.b))
            if decision.subject is DecisionSubject.PERSON:
                self._person_keys |= {self._fold_name(name) for name in (decision.a, decision.b) if name}
            elif decision.ruling is Ruling.KEEP:
                self._kept_aspects.add((decision.a, decision.about))

    def has_pair(self, subject: DecisionSubject, a: str, b: str) -> bool:
        """Return whether this pair was ruled on, whatever the ruling."""
        return self._build_pair(subject, a, b) in self._pairs

    def has_person(self, *names: str) -> bool:
        """Return whether a decision names a person by one of these names."""
        return any(self._fold_name(name) in self._person_keys for name in names)

    def is_kept(self, article: str, about: ArticleAspect) -> bool:
        """Return whether this aspect of an article was reviewed and confirmed."""
        return (article, about) in self._kept_aspects or (article, None) in self._kept_aspects

    def _build_pair(self, subject: DecisionSubject, a: str, b: str) -> tuple[DecisionSubject, frozenset[str]]:
        names = (self._fold_name(a), self._fold_name(b)) if subject is DecisionSubject.PERSON else (a, b)
        return subject, frozenset(names)

    def _fold_name(self, name: str) -> str:
        return fold_key(self._page_names.get(PersonId(name), name))
