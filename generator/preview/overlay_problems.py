"""Choose which problems stand above the pages of a preview.

Editors should see what they broke just now, not what has been wrong for months. So a problem that was there when the
preview started stays out of the overlay until somebody changes its file.
"""

from collections.abc import Iterable, Mapping

from generator.model.problem import Problem, Severity, sort_by_place


class OverlayProblems:
    """Remembers what was wrong at the start, which files were touched since, and what keeps the site from updating."""

    def __init__(self) -> None:
        self._initial_problems: frozenset[Problem] | None = None
        self._touched_paths: frozenset[str] = frozenset()
        self._failures: Mapping[str, tuple[Problem, ...]] = {}

    @property
    def failures(self) -> tuple[Problem, ...]:
        """What keeps the site from being shown as it is on disk."""
        return tuple(problem for problems in self._failures.values() for problem in problems)

    def set_failure(self, source: str, problems: tuple[Problem, ...]) -> None:
        """Note why `source`, the templates or the archive, could not be used; no problems: it can be used again."""
        failures = {name: values for name, values in self._failures.items() if name != source}
        self._failures = failures | ({source: problems} if problems else {})

    def touch(self, paths: Iterable[str]) -> None:
        """Note that the files at `paths` changed."""
        self._touched_paths |= frozenset(paths)

    def forget_fixed_files(self, problems: Iterable[Problem]) -> None:
        """Keep as touched only the files of `problems`, which are all that a full check found."""
        if not self._failures:
            self._touched_paths &= {problem.place.path for problem in problems}

    def select(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return the failures and those of `problems` that editors must fix now."""
        errors = [problem for problem in problems if problem.severity is Severity.PROBLEM]
        self._initial_problems = frozenset(errors).intersection(
            errors if self._initial_problems is None else self._initial_problems
        )
        relevant_problems = [
            problem
            for problem in errors
            if problem.place.path in self._touched_paths or problem not in self._initial_problems
        ]
        return tuple(dict.fromkeys((*self.failures, *sort_by_place(tuple(relevant_problems)))))
