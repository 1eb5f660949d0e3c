"""What a person reads when a command is done: findings and counts as text or JSON.

In: values. Out: strings and the exit code. Nothing is printed here.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from generator.deploy import Deployed
from generator.ingest.cut.byte_accounting import Totals
from generator.ingest.plan import Action, Create, KeepEdit, Refresh, StayWithdrawn
from generator.model.problem import Problem, Severity, by_place, printable, worst
from generator.model.register import State
from generator.pipeline import Built, Ingested
from generator.site.model import Site
from generator.store.last_build import Said
from generator.withdrawals import Holder

_WORDS = {Severity.NOTICE: "notice", Severity.WARNING: "warning", Severity.PROBLEM: "problem"}
# Notices need nobody's hand: of each kind so many are shown, the rest are counted.
_NOTICES_SHOWN = 3
# In groups, so many of each are shown where not all are wanted.
_SHOWN = {Severity.NOTICE: 3, Severity.WARNING: 10, Severity.PROBLEM: 20}
# So many saved pages are told one by one.
_PAGES_SHOWN = 100


def findings(problems: Sequence[Problem]) -> list[str]:
    """A line for each finding, sorted by file: problems and warnings all, notices some of each kind."""
    lines = []
    shown: Counter[str] = Counter()
    for problem in by_place(tuple(problems)):
        if problem.severity is Severity.NOTICE:
            shown[problem.kind] += 1
            if shown[problem.kind] > _NOTICES_SHOWN:
                continue
        lines.append(f"{_WORDS[problem.severity]}: {problem.message()}")
    for kind, count in sorted(shown.items()):
        if count > _NOTICES_SHOWN:
            lines.append(f"notice: {kind}: {count} in all, {count - _NOTICES_SHOWN} more not shown")
    return lines


def grouped(problems: Sequence[Problem], *, everything: bool, heads: bool) -> list[str]:
    """The findings by kind, the loudest kinds first: under `heads` with counts, and of each some, or `everything`."""
    lines = []
    for severity, kind, found in _groups(problems):
        lines += [f"{kind}: {_count(len(found), _WORDS[severity])}"] if heads else []
        shown = len(found) if everything else _SHOWN[severity]
        lines += [f"{_WORDS[severity]}: {problem.message()}" for problem in found[:shown]]
        if len(found) > shown:
            lines.append(f"… and {len(found) - shown:,} more: --all shows them")
    return lines


def groups(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """The same for programs: the kinds with their counts."""
    return [
        {"severity": _WORDS[severity], "kind": kind, "count": len(some)} for severity, kind, some in _groups(problems)
    ]


def _groups(problems: Sequence[Problem]) -> list[tuple[Severity, str, list[Problem]]]:
    """The findings by severity and kind, each group by place."""
    found: dict[tuple[Severity, str], list[Problem]] = defaultdict(list)
    for problem in by_place(tuple(problems)):
        found[problem.severity, problem.kind].append(problem)
    return [(*group, found[group]) for group in sorted(found, key=lambda group: (-group[0], group[1]))]


def exit_code(problems: Sequence[Problem], *, strict: bool) -> int:
    """0 when nobody must act, 1 when an editor must; warnings count under `strict`."""
    limit = Severity.WARNING if strict else Severity.PROBLEM
    return int(bool(problems) and worst(tuple(problems)) >= limit)


def intake(ingested: Ingested) -> list[str]:
    """What came in and what became of it, in two lines."""
    actions = Counter(type(action) for action in ingested.plan.actions)
    here = set(ingested.pages)
    entries = ingested.plan.register.articles.values()
    found = [sum(copy.provenance.path in here for copy in entry.copies) for entry in entries]
    copies = sum(number - 1 for number in found if number)
    articles = (
        f"{actions[Create]} new",
        f"{actions[Refresh]} refreshed",
        f"{actions[KeepEdit]} edited and kept",
        f"{actions[StayWithdrawn]} withdrawn and left so",
    )
    pages = f"{_count(len(ingested.pages), 'saved page')} with {_count(ingested.stories, 'story', 'stories')}"
    return [f"{pages}{f', {copies} of them further copies' if copies > 0 else ''}", f"articles: {', '.join(articles)}"]


def accounting(ingested: Ingested, *, everything: bool) -> list[str]:
    """What became of each saved page: a line for the page, and one for each article that it is a copy of.

    Of many pages not each is told, unless `everything` is wanted.
    """
    if len(ingested.pages) > _PAGES_SHOWN and not everything:
        return [f"{len(ingested.pages):,} saved pages: --all tells what became of each"]
    holds: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entry in ingested.plan.register.articles.values():
        where = "withdrawn" if entry.state is State.WITHDRAWN else entry.path
        for copy in entry.copies:
            source = copy.provenance
            holds[source.path].append((source.start, source.end, where))
    why = {problem.place.path: problem.fact for problem in ingested.problems}
    lines = []
    for path in sorted({*ingested.pages, *holds}):
        found = sorted(holds[path])
        gone = "" if path in ingested.pages else " (no longer there)"
        lines.append(
            printable(
                f"{path}{gone}: {_count(len(found), 'story', 'stories')}"
                if found
                else f"{path}: {why.get(path, 'no story')}"
            )
        )
        lines += [printable(f"  bytes {start:,} to {end:,}: {where}") for start, end, where in found]
    return lines


def balance(totals: Totals) -> str:
    """What the bytes of all saved pages count as, in a line: shares that come to a hundred."""
    held = {name: getattr(totals, name) for name in ("article", "duplicate", "furniture", "rejected")}
    whole = sum(held.values())
    line = f"{_count(totals.size, 'byte')} in {_count(totals.pages, 'page')}"
    if not whole:
        return line
    shares = {name: size * 100 // whole for name, size in held.items()}
    rest = sorted(held, key=lambda name: (-(held[name] * 100 % whole), name))
    for name in rest[: 100 - sum(shares.values())]:
        shares[name] += 1
    parts = [f"{name} {share if share or not held[name] else 'under 1'} %" for name, share in shares.items()]
    return f"{line}: {', '.join(parts)}"


def steps(actions: Sequence[Action]) -> list[str]:
    """A line for each action of a plan, as --dry-run prints them."""
    lines = []
    for action in actions:
        match action:
            case Create(path=path):
                lines.append(f"create   {path}")
            case Refresh(path=path):
                lines.append(f"refresh  {path}")
            case KeepEdit(path=path):
                lines.append(f"keep     {path} (edited)")
            case StayWithdrawn(id=identifier):
                lines.append(f"leave    {identifier} (withdrawn)")
    return lines


def withdrawn(path: str, reason: str | None) -> list[str]:
    """What withdrawing the article at `path` has done, and what it has not."""
    done = [f"{path} is marked as withdrawn: {printable(reason)}"] if reason is not None else []
    return [
        *done,
        "the next `backfile build` leaves a page at its address that says so, and takes its text from all of output/",
        "`backfile check` then looks whether a file in output/ still shows it",
        "its text stays in the saved pages, in its Markdown file, and in the history of version control",
    ]


def holders(found: Sequence[Holder]) -> list[str]:
    """A line for each file that holds a withdrawn story or tells of it."""
    if not found:
        return []
    lines = [printable(f"  {one.place}: {one.what}") for one in found]
    after = "nothing was deleted; where version control has these files, its history has to be rewritten too"
    return ["what holds it or tells of it:", *lines, after]


def holds(site: Site) -> str:
    """What a site holds, in a line."""
    held = (
        _count(len(site.entries), "article"),
        _count(len(site.countries), "country", "countries"),
        _count(len(site.people), "person", "people"),
    )
    return f"site: {', '.join(held)}"


def site(built: Built) -> str:
    """What the site holds and what was written of it, in a line."""
    done = built.published
    return f"{holds(built.site)}; {done.written} files written, {done.unchanged} unchanged, {done.removed} removed"


def said(built: Built) -> Said:
    """What a build says: to a person, of findings, to a program, to a shell."""
    frozen = [
        f"frozen: {path} would be written; run `backfile build` and commit what it changes" for path in built.pending
    ]
    codes = [1 if built.pending else exit_code(built.problems, strict=strict) for strict in (False, True)]
    return Said(
        lines=[*intake(built.ingested), site(built)],
        findings=[*findings(built.problems), *frozen],
        as_json=as_json(built.problems, counts(built.ingested, built), built.pending),
        code=codes[0],
        strict_code=codes[1],
    )


def changes(deployed: Deployed) -> list[str]:
    """A line for each file that publishing adds, changes or removes."""
    found = deployed.changes
    kinds = (("added", found.added), ("changed", found.changed), ("removed", found.removed))
    return [printable(f"{kind:8} {url}") for kind, all_of_it in kinds for url in all_of_it]


def deployment(deployed: Deployed, *, dry_run: bool) -> list[str]:
    """What was published, or would be, in a line or two."""
    found = deployed.changes
    counts = f"{len(found.added):,} files added, {len(found.changed):,} changed, {len(found.removed):,} removed"
    if deployed.is_done:
        return [f"published on {deployed.branch}: {counts}", f"readers find it at {deployed.base_url} within minutes"]
    if exit_code(deployed.problems, strict=False):
        return [f"nothing was published on {deployed.branch}"]
    if found.is_none:
        return [f"{deployed.branch} holds this site already"]
    return [f"would be published on {deployed.branch}: {counts}"] if dry_run else []


def deployment_counts(deployed: Deployed) -> dict[str, int]:
    """The figures of a deploy by name."""
    found = deployed.changes
    return {
        "added": len(found.added),
        "changed": len(found.changed),
        "removed": len(found.removed),
        "published": int(deployed.is_done),
    }


def as_json(
    problems: Sequence[Problem],
    counts: dict[str, int],
    pending: Sequence[str],
    explained: Sequence[object] = (),
    **more: object,
) -> str:
    """The same for programs.

    `{"counts": …, "findings": [{severity, path, line, kind, fact, cause, step}], "pending": [path]}`; `pending` are
    files in `content/` that a build would write. Where saved pages are explained, these are `explained`; a command may
    have `more` to tell.
    """
    found = [
        {
            "severity": _WORDS[problem.severity],
            "path": problem.place.path,
            "line": problem.place.line,
            "kind": problem.kind,
            "fact": problem.fact,
            "cause": problem.cause,
            "step": problem.step,
        }
        for problem in by_place(tuple(problems))
    ]
    told: dict[str, object] = {"counts": counts, "findings": found, "pending": pending}
    told |= ({"explained": explained} if explained else {}) | more
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode()


def counts(ingested: Ingested, built: Built | None = None) -> dict[str, int]:
    """The figures of a run by name."""
    actions = Counter(type(action).__name__ for action in ingested.plan.actions)
    figures = {
        "pages": len(ingested.pages),
        "stories": ingested.stories,
        "created": actions["Create"],
        "refreshed": actions["Refresh"],
        "kept": actions["KeepEdit"],
        "withdrawn": actions["StayWithdrawn"],
    }
    if built:
        figures |= {
            "articles": len(built.site.entries),
            "countries": len(built.site.countries),
            "people": len(built.site.people),
            "written": built.published.written,
            "unchanged": built.published.unchanged,
            "removed": built.published.removed,
        }
    if built and built.totals:
        held = built.totals
        figures |= {
            "bytes": held.size,
            "bytes_article": held.article,
            "bytes_duplicate": held.duplicate,
            "bytes_furniture": held.furniture,
            "bytes_rejected": held.rejected,
        }
    return figures


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
