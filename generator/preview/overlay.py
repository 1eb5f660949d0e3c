"""The overlay above a page of the preview: the problems that editors must fix, as HTML.

In: problems. Out: HTML that works with any theme. Readers can fold it away; it goes when the problems do.
"""

import html
from collections.abc import Sequence

from generator.model.problem import Problem, escape_unprintable


def build_overlay(problems: Sequence[Problem], style_url: str) -> str:
    """Return the overlay with its style sheet: for each problem its place, what is wrong, and what to do."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
    return (
        f'<link rel="stylesheet" href="/{style_url}">'
        f'<details class="backfile-faults" role="alert" open><summary>{count} to fix'
        f" <span>you see the last version that worked</span></summary><ul>{''.join(map(_format_item, problems))}</ul>"
        "</details>"
    )


def _format_item(problem: Problem) -> str:
    place = f"<code>{html.escape(escape_unprintable(str(problem.place)))}</code>" if problem.place.path else ""
    fact = "; ".join(part for part in (problem.fact, problem.cause) if part)
    step = f'<p class="step">{_format_sentence(problem.step)}</p>' if problem.step else ""
    return f"<li>{place}<p>{_format_sentence(fact)}</p>{step}</li>"


def _format_sentence(text: str) -> str:
    """Return text as HTML, with whatever stands between two backticks as code."""
    pieces = html.escape(escape_unprintable(text)).split("`")
    if len(pieces) % 2 == 0:  # a backtick without its pair
        return html.escape(escape_unprintable(text))
    return "".join(f"<code>{piece or '“”'}</code>" if n % 2 else piece for n, piece in enumerate(pieces))
