"""Describe the result of a command in text or JSON, and compute its exit code. Prints nothing."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from generator.deploy import DeployResult
from generator.ingest.cut.byte_accounting import ByteTotals
from generator.ingest.plan import Action, Create, KeepEdit, Refresh, StayWithdrawn
from generator.ingest.tally import PageCounts, StoryCounts
from generator.model.problem import Problem, Severity, escape_unprintable, find_worst_severity, sort_by_place
from generator.model.register import ArticleState
from generator.run_results import CheckResult, IngestResult, SiteBuild
from generator.site.model import Site
from generator.site.published_records import describe_vanished
from generator.store.last_build import BuildResult
from generator.store.output import PublishCounts
from generator.suggest_tags import TagSuggestion
from generator.text.counts import format_count
from generator.withdrawals import StoryTrace

_SEVERITY_NAMES = {Severity.NOTICE: "notice", Severity.WARNING: "warning", Severity.PROBLEM: "problem"}
# A notice needs no action: show this many of each kind, count the rest.
_MAX_NOTICES = 3
# Findings to show of each group, unless all are wanted.
_MAX_PER_GROUP = {Severity.NOTICE: 3, Severity.WARNING: 10, Severity.PROBLEM: 20}
# Saved pages to list one by one, unless all are wanted.
_MAX_PAGES = 100


def format_findings(problems: Sequence[Problem]) -> list[str]:
    """Return a line for each finding, sorted by file: all problems and warnings, the first notices of each kind."""
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
            lines.append(f"notice: {kind}: {count:,} in all, {count - _MAX_NOTICES:,} not shown")
    return lines


def format_grouped_findings(problems: Sequence[Problem], *, everything: bool, with_headings: bool) -> list[str]:
    """Return the findings grouped by kind, most severe first: the first few of each group, or `everything`.

    `with_headings` adds a line with the count above each group.
    """
    lines = []
    for severity, kind, group in _group_findings(problems):
        lines += [f"{kind}: {format_count(len(group), _SEVERITY_NAMES[severity])}"] if with_headings else []
        limit = len(group) if everything else _MAX_PER_GROUP[severity]
        lines += [f"{_SEVERITY_NAMES[severity]}: {problem.format_message()}" for problem in group[:limit]]
        if len(group) > limit:
            lines.append(f"… and {len(group) - limit:,} more; see them with --all")
    return lines


def count_groups(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Return the kinds of findings with their counts, for JSON."""
    return [
        {"severity": _SEVERITY_NAMES[severity], "kind": kind, "count": len(group)}
        for severity, kind, group in _group_findings(problems)
    ]


def _group_findings(problems: Sequence[Problem]) -> list[tuple[Severity, str, list[Problem]]]:
    """Group the findings by severity and kind, most severe first; each group is sorted by place."""
    groups: dict[tuple[Severity, str], list[Problem]] = defaultdict(list)
    for problem in sort_by_place(tuple(problems)):
        groups[problem.severity, problem.kind].append(problem)
    return [(*group, groups[group]) for group in sorted(groups, key=lambda group: (-group[0], group[1]))]


def compute_exit_code(problems: Sequence[Problem], *, strict: bool) -> int:
    """Return 1 if an editor must act, else 0. With `strict`, warnings count too."""
    limit = Severity.WARNING if strict else Severity.PROBLEM
    return int(bool(problems) and find_worst_severity(tuple(problems)) >= limit)


def describe_intake(intake: IngestResult) -> list[str]:
    """Return three lines: what became of the saved pages, of the stories on them, and what happens to the articles."""
    actions = Counter(type(action) for action in intake.plan.actions)
    articles = (
        f"{actions[Create]} new",
        f"{actions[Refresh]} updated",
        f"{actions[KeepEdit]} edited (kept)",
        f"{actions[StayWithdrawn]} withdrawn",
    )
    return [
        _describe_pages(intake.page_counts),
        _describe_stories(intake.story_counts, intake.story_count),
        f"articles: {', '.join(articles)}",
    ]


def _describe_pages(pages: PageCounts) -> str:
    """Return `5 saved pages read: 4 with stories, 1 without a story; 2 files of a kind not read`."""
    read_parts = (
        (pages.with_stories, "with stories"),
        (pages.without_story, "without a story"),
        (pages.unreadable, "unreadable"),
    )
    line = f"{format_count(pages.read, 'saved page')} read{_list_parts(read_parts)}"
    if pages.unread_kind:
        line += f"; {format_count(pages.unread_kind, 'file')} of a kind not read"
    return line + (f"; {pages.ignored:,} ignored by a decision" if pages.ignored else "")


def _describe_stories(stories: StoryCounts, total: int) -> str:
    """Return `6 stories: 4 published, 1 doubtful, 1 further copy`."""
    parts = (
        (stories.published, "published"),
        (stories.doubtful, "doubtful"),
        (stories.draft, "draft" if stories.draft == 1 else "drafts"),
        (stories.withdrawn, "withdrawn"),
        (stories.broken, "in articles that cannot be read"),
        (stories.waiting, "not brought in"),
        (stories.copies, "further copy" if stories.copies == 1 else "further copies"),
    )
    return f"{format_count(total, 'story', 'stories')}{_list_parts(parts)}"


def _list_parts(parts: Sequence[tuple[int, str]]) -> str:
    """Return `: 4 published, 1 doubtful`, without parts of which there are none."""
    text = ", ".join(f"{number:,} {words}" for number, words in parts if number)
    return f": {text}" if text else ""


def describe_lost_prose(pages: PageCounts) -> list[str]:
    """Return a line about running text in no story, if there is much of it."""
    if not pages.lost_prose_pages:
        return []
    amount = format_count(pages.lost_prose, "character")
    return [f"running text in no story: {amount} on {format_count(pages.lost_prose_pages, 'page')}"]


def describe_saved_pages(intake: IngestResult, *, everything: bool) -> list[str]:
    """Return a line for each saved page, followed by one for each story in it with its article.

    Of more than a hundred pages only the count is given, unless `everything` is set.
    """
    if len(intake.pages) > _MAX_PAGES and not everything:
        return [f"{format_count(len(intake.pages), 'saved page')}; see what each became with --all"]
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
        note = "" if path in intake.pages else " (deleted)"
        lines.append(
            escape_unprintable(
                f"{path}{note}: {format_count(len(stories), 'story', 'stories')}"
                if stories
                else f"{path}: {reasons.get(path, 'no story')}"
            )
        )
        lines += [
            escape_unprintable(f"  bytes {start:,} to {end:,}: {destination}") for start, end, destination in stories
        ]
    return lines


def describe_bytes(totals: ByteTotals) -> str:
    """Return a line with the share of each byte class in all saved pages. The shares add up to 100 %."""
    classes = ("article", "duplicate", "furniture", *(("markup",) if totals.markup else ()), "rejected")
    sizes = {name: getattr(totals, name) for name in classes}
    total = sum(sizes.values())
    line = f"{format_count(totals.size, 'byte')} in {format_count(totals.pages, 'page')}"
    if not total:
        return line
    shares = {name: size * 100 // total for name, size in sizes.items()}
    names_by_remainder = sorted(sizes, key=lambda name: (-(sizes[name] * 100 % total), name))
    for name in names_by_remainder[: 100 - sum(shares.values())]:
        shares[name] += 1
    parts = [f"{name} {share if share or not sizes[name] else 'under 1'} %" for name, share in shares.items()]
    return f"{line}: {', '.join(parts)}"


def list_steps(actions: Sequence[Action]) -> list[str]:
    """Return a line for each action of a plan, for --dry-run."""
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
    """Return what withdrawing the article at `path` does. `reason` is None if it was withdrawn before."""
    lines = [f"{path} is marked as withdrawn: {escape_unprintable(reason)}"] if reason is not None else []
    return [
        *lines,
        "the next `backfile build` replaces its page with a notice and removes its text from output/",
        "then run `backfile check`: it verifies that no file in output/ shows the text",
        "the text stays in the saved pages, in the Markdown file and in the history of your repository",
    ]


def describe_tags(suggestions: Sequence[TagSuggestion]) -> list[str]:
    """Return a line for each story whose tags were written."""
    lines = []
    for suggestion in suggestions:
        tags = [f"{key}: {escape_unprintable(', '.join(names))}" for key, names in suggestion.values.items()]
        lines.append(f"{suggestion.path}: {'; '.join(tags)}")
    return lines or ["no story lacks tags that its text suggests"]


def describe_traces(traces: Sequence[StoryTrace]) -> list[str]:
    """Return a line for each file that contains a withdrawn story or refers to it."""
    if not traces:
        return []
    lines = [escape_unprintable(f"  {trace.place}: {trace.what}") for trace in traces]
    closing_line = "nothing was deleted; if these files are in git, you have to rewrite its history too"
    return ["files that contain it or refer to it:", *lines, closing_line]


def describe_site(site: Site) -> str:
    """Return a line with the numbers of articles, countries and people on the site."""
    parts = (
        format_count(len(site.entries), "article"),
        format_count(len(site.countries), "country", "countries"),
        format_count(len(site.people), "person", "people"),
    )
    return f"site: {', '.join(parts)}"


def describe_build(site_build: SiteBuild) -> str:
    """Return a line with what the site contains and how many files were written."""
    published = site_build.published
    changes = _describe_changes(published.changed, "written", published.unchanged, "unchanged", published.removed)
    return f"{describe_site(site_build.site)}; {changes}"


def summarise_build(site_build: SiteBuild) -> BuildResult:
    """Return what a build prints, as text and as JSON, and its exit codes."""
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
        as_json=format_json(site_build.problems, count_build(site_build), site_build.pending_paths),
        code=codes[0],
        strict_code=codes[1],
    )


def list_changes(result: DeployResult) -> list[str]:
    """Return a line for each file that publishing adds, changes or removes."""
    file_changes = result.changes
    kinds = (("added", file_changes.added), ("changed", file_changes.changed), ("removed", file_changes.removed))
    return [escape_unprintable(f"{kind:8} {url}") for kind, urls in kinds for url in urls]


def describe_deployment(result: DeployResult, *, dry_run: bool) -> list[str]:
    """Return a line or two about what was published, or would be."""
    file_changes = result.changes
    counts = _describe_changes(
        len(file_changes.added), "added", len(file_changes.changed), "changed", len(file_changes.removed)
    )
    counts += "".join(f"; {text} vanish" for text in [", ".join(describe_vanished(result.vanished))] if text)
    if result.is_done:
        return [f"published on {result.branch}: {counts}", f"it appears at {result.base_url} within minutes"]
    if compute_exit_code(result.problems, strict=False):
        return [f"nothing was published on {result.branch}"]
    if file_changes.is_empty:
        return [f"{result.branch} holds this site already"]
    return [f"would publish on {result.branch}: {counts}"] if dry_run else []


def count_deployment(result: DeployResult) -> dict[str, int]:
    """Return the figures of a deploy, for JSON."""
    file_changes = result.changes
    return {
        "added": len(file_changes.added),
        "changed": len(file_changes.changed),
        "removed": len(file_changes.removed),
        **{f"vanished_{records.kind}": len(records.urls) for records in result.vanished},
        "published": int(result.is_done),
    }


def format_json(
    problems: Sequence[Problem],
    counts: dict[str, int],
    pending: Sequence[str],
    explained: Sequence[object] = (),
    **extra: object,
) -> str:
    """Return the result of a command as JSON.

    `{"counts": …, "findings": [{severity, path, line, kind, fact, cause, step}], "pending": [path]}`; `pending` are
    files in `content/` that a build would write. `explained` is present only with --explain; `extra` are further keys
    of a command.
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


def count_ingest(intake: IngestResult) -> dict[str, int]:
    """Return the figures of an ingest, for JSON."""
    actions = Counter(type(action).__name__ for action in intake.plan.actions)
    pages = intake.page_counts
    return {
        "pages": len(intake.pages),
        "pages_with_stories": pages.with_stories,
        "pages_without_story": pages.without_story,
        "pages_unreadable": pages.unreadable,
        "pages_unread_kind": pages.unread_kind,
        "pages_ignored": pages.ignored,
        "lost_prose": pages.lost_prose,
        "stories": intake.story_count,
        **{f"stories_{name}": number for name, number in msgspec.structs.asdict(intake.story_counts).items()},
        "created": actions["Create"],
        "refreshed": actions["Refresh"],
        "kept": actions["KeepEdit"],
        "withdrawn": actions["StayWithdrawn"],
    }


def count_build(site_build: SiteBuild) -> dict[str, int]:
    """Return the figures of a build, for JSON."""
    return count_ingest(site_build.intake) | _count_site(site_build.site, site_build.published)


def count_check(result: CheckResult) -> dict[str, int]:
    """Return the figures of a check, for JSON."""
    totals = result.totals
    sizes = {
        "bytes": totals.size,
        "bytes_article": totals.article,
        "bytes_duplicate": totals.duplicate,
        "bytes_furniture": totals.furniture,
        "bytes_markup": totals.markup,
        "bytes_rejected": totals.rejected,
    }
    nothing_written = PublishCounts(0, result.file_count, 0)
    return count_ingest(result.scan.intake) | _count_site(result.scan.site, nothing_written) | sizes


def _count_site(site: Site, published: PublishCounts) -> dict[str, int]:
    return {
        "articles": len(site.entries),
        "countries": len(site.countries),
        "people": len(site.people),
        "written": published.changed,
        "unchanged": published.unchanged,
        "removed": published.removed,
    }


def _describe_changes(first: int, first_verb: str, second: int, second_verb: str, removed: int) -> str:
    """Return `1 file written, 12 unchanged, 0 removed`."""
    return f"{format_count(first, 'file')} {first_verb}, {second:,} {second_verb}, {removed:,} removed"
