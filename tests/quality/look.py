"""For who mends intake: all figures, or one page with what should and what did come of it.

Run in tests/: `python -m quality.look`, or with the name of a page that a failing test printed; the
beginning of a name will do.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from quality import make_pages, score
from quality.material import apart, load


def main(names: list[str]) -> None:
    """Print what is asked for."""
    given = load()
    if names:
        _one(names[0], [*make_pages.bodies(given), *make_pages.duplicates(given)])
    else:
        _all(make_pages.bodies(given), make_pages.duplicates(given))


def _one(name: str, pages: list[make_pages.Page]) -> None:
    """The first page whose name begins so: its text, and what was found on it."""
    page = next((one for one in pages if one.name.startswith(name)), None)
    if not page:
        sys.exit(f"no page's name begins with {name!r}")
    found = score.read_page(page)
    _say(page.text)
    _say(f"===== {page.name}: F1 {found.f1:.3f}, {len(found.found)} found, {len(page.stories)} right")
    for story in found.found:
        fields = story.printed
        _say(
            f"----- {fields.title} | {fields.byline} | {fields.date and fields.date.iso} | {fields.dateline}"
            f"\n\n{story.text}"
        )


def _all(bodies: list[make_pages.Page], duplicates: list[make_pages.Page]) -> None:
    """Every figure, the worst pages of each style, and which pages join different stories."""
    by_kind = defaultdict(list)
    for page in bodies:
        by_kind[page.kind].append(score.read_page(page))
    for kind, some in by_kind.items():
        figures = "  ".join(f"{name} {value:.3f}" for name, value in score.body_figures(some).items())
        _say(f"{kind}: {figures}")
        for one in sorted(some, key=lambda one: one.f1)[:3]:
            if one.f1 < 0.95 or not one.right_number:
                _say(f"    {one.f1:.3f}  {len(one.found)} found of {len(one.page.stories)}  {one.page.name}")
    read = [score.read_page(page) for page in duplicates]
    for group, measured in score.measure_copies(read).items():
        _say(group)
        for name, value in measured.figures.items():
            _say(f"  {value:.3f}  {name}")
            for line in measured.worst[name][:10]:
                _say(f"           {line}")
    _say("pages that join different stories, every two looked at alone")
    for pair in _glue(score.copies(read)):
        _say(f"    {pair}")


def _glue(made: list[score.Copy]) -> Iterator[str]:
    """The pairs of pages in one cluster with stories that have nothing to do with each other, taken for copies."""
    by_cluster = defaultdict(list)
    for one in made:
        by_cluster[one.cluster].append(one)
    for members in by_cluster.values():
        for a, b in combinations(members, 2):
            if apart(a.story, b.story) and score.taken_for_copies(a, b):
                yield f"{a.page} = {b.page}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
