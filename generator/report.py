"""What a person reads when a command is done: findings and counts as text or JSON.

In: values. Out: strings and the exit code. Nothing is printed here.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from generator.deploy import DeployResult
from generator.ingest.cut.byte_accounting import ByteTotals
from generator.ingest.plan import Action, Create, KeepEdit, Refresh, StayWithdrawn
from generator.model.problem import Problem, Severity, escape_unprintable, find_worst_severity, sort_by_place
from generator.model.register import ArticleState
from generator.pipeline import IngestResult, SiteBuild
from generator.site.model import Site
from generator.store.last_build import BuildResult
from generator.withdrawals import StoryTrace

_SEVERITY_NAMES = {Severity.NOTICE: "notice", Severity.WARNING: "warning", Severity.PROBLEM: "problem"}
# Notices need nobody's hand: of each kind so many are shown, the rest are counted.
_MAX_NOTICES = 3
# In groups, so many of each are shown where not all are wanted.
_MAX_PER_GROUP = {Severity.NOTICE: 3, Severity.WARNING: 10, Severity.PROBLEM: 20}
# So many saved pages are told one by one.
_MAX_PAGES = 100


def format_findings(problems: Sequence[Problem]) -> list[str]:
    """A line for each finding, sorted by file: problems and warnings all, notices some of each kind."""
    lines = []
    notice_counts: Counter[str] = Counter()
    for problem in sort_by_place(tuple(problems)):
        if problem.severity is Severity.NOTICE:
            notice_counts[problem.kind] += 1
            if notice_counts[problem.kind] > _MAX_NOTICES:
                continue
        lines.append(f"{_SEVERITY_NAMES[problem.severity]}: {problem.format_message()}")
    for kind, count in sorted(notice_counts.items()):
        if count > _MAX_NOTICES:
            lines.append(f"notice: {kind}: {count} in all, {count - _MAX_NOTICES} more not shown")
    return lines


def format_grouped_findings(problems: Sequence[Problem], *, everything: bool, with_headings: bool) -> list[str]:
    """The findings by kind, the loudest kinds first: under `with_headings` with counts, and of each some, or `everything`."""
    lines = []
    for severity, kind, group in _group_findings(problems):
        lines += [f"{kind}: {_format_count(len(group), _SEVERITY_NAMES[severity])}"] if with_headings else []
        limit = len(group) if everything else _MAX_PER_GROUP[severity]
        lines += [f"{_SEVERITY_NAMES[severity]}: {problem.format_message()}" for problem in group[:limit]]
        if len(group) > limit:
            lines.append(f"… and {len(group) - limit:,} more: --all shows them")
    return lines


def count_groups(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """The same for programs: the kinds with their counts."""
    return [
        {"severity": _SEVERITY_NAMES[severity], "kind": kind, "count": len(group)}
        for severity, kind, group in _group_findings(problems)
    ]


def _group_findings(problems: Sequence[Problem]) -> list[tuple[Severity, str, list[Problem]]]:
    """The findings by severity and kind, each group by place."""
    groups: dict[tuple[Severity, str], list[Problem]] = defaultdict(list)
    for problem in sort_by_place(tuple(problems)):
        groups[problem.severity, problem.kind].append(problem)
    return [(*group, groups[group]) for group in sorted(groups, key=lambda group: (-group[0], group[1]))]


def compute_exit_code(problems: Sequence[Problem], *, strict: bool) -> int:
    """0 when nobody must act, 1 when an editor must; warnings count under `strict`."""
    limit = Severity.WARNING if strict else Severity.PROBLEM
    return int(bool(problems) and find_worst_severity(tuple(problems)) >= limit)


def describe_intake(intake: IngestResult) -> list[str]:
    """What came in and what became of it, in two lines."""
    actions = Counter(type(action) for action in intake.plan.actions)
    page_paths = set(intake.pages)
    entries = intake.plan.register.articles.values()
    copy_counts = [sum(copy.provenance.path in page_paths for copy in entry.copies) for entry in entries]
    copies = sum(number - 1 for number in copy_counts if number)
    articles = (
        f"{actions[Create]} new",
        f"{actions[Refresh]} refreshed",
        f"{actions[KeepEdit]} edited and kept",
        f"{actions[StayWithdrawn]} withdrawn and left so",
    )
    pages = (
        f"{_format_count(len(intake.pages), 'saved page')} with {_format_count(intake.story_count, 'story', 'stories')}"
    )
    return [f"{pages}{f', {copies} of them further copies' if copies > 0 else ''}", f"articles: {', '.join(articles)}"]


def describe_saved_pages(intake: IngestResult, *, everything: bool) -> list[str]:
    """What became of each saved page: a line for the page, and one for each article that it is a copy of.

    Of many pages not each is told, unless `everything` is wanted.
    """
    if len(intake.pages) > _MAX_PAGES and not everything:
        return [f"{len(intake.pages):,} saved pages: --all tells what became of each"]
    stories_by_page: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entry in intake.plan.register.articles.values():
        destination = "withdrawn" if entry.state is ArticleState.WITHDRAWN else entry.path
        for copy in entry.copies:
            source = copy.provenance
            stories_by_page[source.path].append((source.start, source.end, destination))
    reasons = {problem.place.path: problem.fact for problem in intake.problems}
    lines = []
    for path in sorted({*intake.pages, *stories_by_page}):
        stories = sorted(stories_by_page[path])
        note = "" if path in intake.pages else " (no longer there)"
        lines.append(
            escape_unprintable(
                f"{path}{note}: {_format_count(len(stories), 'story', 'stories')}"
                if stories
                else f"{path}: {reasons.get(path, 'no story')}"
            )
        )
        lines += [
            escape_unprintable(f"  bytes {start:,} to {end:,}: {destination}") for start, end, destination in stories
        ]
    return lines


def describe_bytes(totals: ByteTotals) -> str:
    """What the bytes of all saved pages count as, in a line: shares that come to a hundred."""
    sizes = {name: getattr(totals, name) for name in ("article", "duplicate", "furniture", "rejected")}
    total = sum(sizes.values())
    line = f"{_format_count(totals.size, 'byte')} in {_format_count(totals.pages, 'page')}"
    if not total:
        return line
    shares = {name: size * 100 // total for name, size in sizes.items()}
    names_by_remainder = sorted(sizes, key=lambda name: (-(sizes[name] * 100 % total), name))
    for name in names_by_remainder[: 100 - sum(shares.values())]:
        shares[name] += 1
    parts = [f"{name} {share if share or not sizes[name] else 'under 1'} %" for name, share in shares.items()]
    return f"{line}: {', '.join(parts)}"


def list_steps(actions: Sequence[Action]) -> list[str]:
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


def describe_withdrawal(path: str, reason: str | None) -> list[str]:
    """What withdrawing the article at `path` has done, and what it has not."""
    lines = [f"{path} is marked as withdrawn: {escape_unprintable(reason)}"] if reason is not None else []
    return [
        *lines,
        "the next `backfile build` leaves a page at its address that says so, and takes its text from all of output/",
        "`backfile check` then looks whether a file in output/ still shows it",
        "its text stays in the saved pages, in its Markdown file, and in the history of version control",
    ]


def describe_traces(traces: Sequence[StoryTrace]) -> list[str]:
    """A line for each file that holds a withdrawn story or tells of it."""
    if not traces:
        return []
    lines = [escape_unprintable(f"  {trace.place}: {trace.what}") for trace in traces]
    closing_line = "nothing was deleted; where version control has these files, its history has to be rewritten too"
    return ["what holds it or tells of it:", *lines, closing_line]


def describe_site(site: Site) -> str:
    """What a site holds, in a line."""
    parts = (
        _format_count(len(site.entries), "article"),
        _format_count(len(site.countries), "country", "countries"),
        _format_count(len(site.people), "person", "people"),
    )
    return f"site: {', '.join(parts)}"


def describe_build(site_build: SiteBuild) -> str:
    """What the site holds and what was written of it, in a line."""
    published = site_build.published
    return f"{describe_site(site_build.site)}; {published.changed} files written, {published.unchanged} unchanged, {published.removed} removed"


def summarise_build(site_build: SiteBuild) -> BuildResult:
    """What a build says: to a person, of findings, to a program, to a shell."""
    frozen_lines = [
        f"frozen: {path} would be written; run `backfile build` and commit what it changes"
        for path in site_build.pending_paths
    ]
    codes = [
        1 if site_build.pending_paths else compute_exit_code(site_build.problems, strict=strict)
        for strict in (False, True)
    ]
    return BuildResult(
        lines=[*describe_intake(site_build.intake), describe_build(site_build)],
        findings=[*format_findings(site_build.problems), *frozen_lines],
        as_json=format_json(
            site_build.problems, collect_counts(site_build.intake, site_build), site_build.pending_paths
        ),
        code=codes[0],
        strict_code=codes[1],
    )


def list_changes(result: DeployResult) -> list[str]:
    """A line for each file that publishing adds, changes or removes."""
    file_changes = result.changes
    kinds = (("added", file_changes.added), ("changed", file_changes.changed), ("removed", file_changes.removed))
    return [escape_unprintable(f"{kind:8} {url}") for kind, urls in kinds for url in urls]


def describe_deployment(result: DeployResult, *, dry_run: bool) -> list[str]:
    """What was published, or would be, in a line or two."""
    file_changes = result.changes
    counts = f"{len(file_changes.added):,} files added, {len(file_changes.changed):,} changed, {len(file_changes.removed):,} removed"
    if result.is_done:
        return [f"published on {result.branch}: {counts}", f"readers find it at {result.base_url} within minutes"]
    if compute_exit_code(result.problems, strict=False):
        return [f"nothing was published on {result.branch}"]
    if file_changes.is_empty:
        return [f"{result.branch} holds this site already"]
    return [f"would be published on {result.branch}: {counts}"] if dry_run else []


def count_deployment(result: DeployResult) -> dict[str, int]:
    """The figures of a deploy by name."""
    file_changes = result.changes
    return {
        "added": len(file_changes.added),
        "changed": len(file_changes.changed),
        "removed": len(file_changes.removed),
        "published": int(result.is_done),
    }


def format_json(
    problems: Sequence[Problem],
    counts: dict[str, int],
    pending: Sequence[str],
    explained: Sequence[object] = (),
    **extra: object,
) -> str:
    """The same for programs.

    `{"counts": …, "findings": [{severity, path, line, kind, fact, cause, step}], "pending": [path]}`; `pending` are
    files in `content/` that a build would write. Where saved pages are explained, these are `explained`; a command may
    have `extra` to tell.
    """
    finding_values = [
        {
            "severity": _SEVERITY_NAMES[problem.severity],
            "path": problem.place.path,
            "line": problem.place.line,
            "kind": problem.kind,
            "fact": problem.fact,
            "cause": problem.cause,
            "step": problem.step,
        }
        for problem in sort_by_place(tuple(problems))
    ]
    values: dict[str, object] = {"counts": counts, "findings": finding_values, "pending": pending}
    values |= ({"explained": explained} if explained else {}) | extra
    return msgspec.json.format(msgspec.json.encode(values), indent=2).decode()


def collect_counts(intake: IngestResult, site_build: SiteBuild | None = None) -> dict[str, int]:
    """The figures of a run by name."""
    actions = Counter(type(action).__name__ for action in intake.plan.actions)
    figures = {
        "pages": len(intake.pages),
        "stories": intake.story_count,
        "created": actions["Create"],
        "refreshed": actions["Refresh"],
        "kept": actions["KeepEdit"],
        "withdrawn": actions["StayWithdrawn"],
    }
    if site_build:
        figures |= {
            "articles": len(site_build.site.entries),
            "countries": len(site_build.site.countries),
            "people": len(site_build.site.people),
            "written": site_build.published.changed,
            "unchanged": site_build.published.unchanged,
            "removed": site_build.published.removed,
        }
    if site_build and site_build.totals:
        totals = site_build.totals
        figures |= {
            "bytes": totals.size,
            "bytes_article": totals.article,
            "bytes_duplicate": totals.duplicate,
            "bytes_furniture": totals.furniture,
            "bytes_rejected": totals.rejected,
        }
    return figures


def _format_count(number: int, singular: str, plural: str = "") -> str:
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
