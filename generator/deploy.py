"""Publish `output/` on a branch that GitHub Pages serves, or refuse and explain how to continue.

    built? -> committed? -> fits Pages? -> branch unmoved? -> list changes -> commit and push

In: the archive's root and the command's options. Out: what publishing changes, and every reason against it. Nothing is
sent while there is a reason.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import msgspec

from generator import layout, pipeline
from generator.archive import Archive
from generator.model.problem import Place, Problem, Severity
from generator.site import hosting
from generator.site.hosting import CNAME, DeployChanges, OutputFile
from generator.site.published_records import VanishedRecords, check_vanished_records, find_vanished_records
from generator.store import content, disk, git, output
from generator.store.git import FileContent, RemoteBranch

# The sources of the site: they must be committed, so that everything published can be built again.
_SOURCE_FOLDERS = (layout.CONTENT, layout.TEMPLATES)


class DeployOptions(msgspec.Struct, frozen=True):
    """The command's options: `share` is the percentage of pages that may vanish; `yes` skips that check and others."""

    remote: str
    branch: str
    share: int
    yes: bool
    dry_run: bool


class DeployResult(msgspec.Struct, frozen=True):
    """What publishing changes, which records vanish, the problems, and whether the site was pushed."""

    changes: DeployChanges
    vanished: tuple[VanishedRecords, ...]
    problems: tuple[Problem, ...]
    branch: str
    base_url: str
    is_done: bool = False


def deploy(archive: Archive, day: str, options: DeployOptions) -> DeployResult:
    """Publish the site of an archive, which the caller holds locked.

    Raises UsageError if there is no repository or remote, MachineError if git fails.
    """
    root = archive.root
    address = git.get_push_url(root, options.remote)
    branch = git.get_branch(root, options.remote, options.branch)
    site = root / layout.OUTPUT
    files = output.list_site_files(site)
    base_url = archive.settings.base_url
    setting = Place(path=layout.SETTINGS, line=content.find_setting_line(root, "base_url"))
    site_domain = disk.read(site / CNAME).decode("utf-8", "replace") if (site / CNAME).is_file() else None
    domain = hosting.resolve_domain(base_url, site_domain, git.read_blob(root, branch.tracked_commit, CNAME), setting)
    published_files = _collect_files(site, files, domain.value)
    digests = git.compute_digests(root, published_files)
    changes = hosting.compare_sites(git.list_tree(root, branch.tracked_commit), digests)
    vanished = find_vanished_records(
        partial(git.read_blob, root, branch.tracked_commit), partial(_read_site_file, published_files)
    )
    unbuilt_files = pipeline.find_unbuilt_files(archive, day)
    problems = (
        *_check_built(unbuilt_files.value),
        *unbuilt_files.problems,
        *_check_committed(git.list_uncommitted(root, _SOURCE_FOLDERS)),
        *hosting.check_limits(files),
        *domain.problems,
        *hosting.check_address(base_url, address, setting),
        *_check_branch(branch),
        *(() if options.yes else _check_published_commit(root, branch)),
        *(() if options.yes else hosting.check_vanishing_pages(changes, options.share, branch.full_name)),
        *(() if options.yes else check_vanished_records(vanished, options.share, branch.full_name)),
    )
    result = DeployResult(changes, vanished, problems, branch.full_name, base_url)
    is_blocked = any(problem.severity is Severity.PROBLEM for problem in problems)
    if is_blocked or options.dry_run or changes.is_empty:
        return result
    if git.publish(root, published_files, digests, branch, git.get_head(root)):
        return msgspec.structs.replace(result, is_done=True)
    return msgspec.structs.replace(
        result, problems=(*problems, *_check_branch(git.get_branch(root, options.remote, options.branch)))
    )


def _collect_files(site: Path, files: Iterable[OutputFile], domain: str | None) -> dict[str, FileContent]:
    """Return the files to publish, by URL; a domain of the archive's own adds the file CNAME."""
    published_files: dict[str, FileContent] = {
        file.url: site / file.url for file in files if hosting.is_published(file.url) and not file.is_link
    }
    if domain:
        published_files.setdefault(CNAME, f"{domain}\n".encode())
    return dict(sorted(published_files.items()))


def _read_site_file(files: Mapping[str, FileContent], url: str) -> str | None:
    """Return the text of a file of the site; None if it is absent."""
    content_or_path = files.get(url)
    if content_or_path is None:
        return None
    data = content_or_path if isinstance(content_or_path, bytes) else disk.read(content_or_path)
    return data.decode("utf-8", "surrogateescape")


def _check_built(unbuilt_paths: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return a problem if a build would change the site."""
    if not unbuilt_paths:
        return ()
    fact = f"a build would write this{_format_more(unbuilt_paths)}"
    cause = "something has changed since the last build, or that build was stopped"
    step = "run `backfile build`, commit what it changes, and deploy again"
    return (Problem.must_fix(content.format_name(unbuilt_paths[0]), "not built", fact, step, cause),)


def _check_committed(uncommitted_paths: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return a problem if content is not committed."""
    if not uncommitted_paths:
        return ()
    fact = f"this has edits that are not committed{_format_more(uncommitted_paths)}"
    step = (
        "commit them with `git add content && git commit`, or put them away with `git stash -u` and build; then deploy"
    )
    return (Problem.must_fix(content.format_name(uncommitted_paths[0]), "not committed", fact, step),)


def _check_branch(branch: RemoteBranch) -> tuple[Problem, ...]:
    """Return a problem if the branch has moved since this repository last saw it."""
    if branch.commit == branch.tracked_commit:
        return ()
    fetch = f"git fetch {branch.remote} +refs/heads/{branch.name}:{branch.tracking_ref}"
    if not branch.commit:
        fact, fetch = "this branch is gone", f"git fetch --prune {branch.remote}"
    elif branch.tracked_commit:
        fact = f"this branch has moved on, from {branch.tracked_commit[:10]} to {branch.commit[:10]}"
    else:
        fact = f"this branch exists, at {branch.commit[:10]}, but was never fetched here"
    cause = "somebody published from elsewhere" if branch.commit else ""
    step = f"run `{fetch}`, check with `backfile deploy --dry-run` what would change, and deploy again"
    return (Problem.must_fix(content.format_name(branch.full_name), "branch", fact, step, cause),)


def _check_published_commit(root: Path, branch: RemoteBranch) -> tuple[Problem, ...]:
    """Return a problem if the published site was built from commits that are missing here and would be undone."""
    source_commit = git.get_source_commit(root, branch.tracked_commit)
    if not source_commit or git.is_in_history(root, source_commit):
        return ()
    fact = f"the published site was built from commit {source_commit[:10]}, which is not in the history here"
    step = "get it with `git pull`, build, and deploy again; if the history was rewritten, deploy with --yes"
    cause = "somebody published newer content from elsewhere"
    return (Problem.must_fix(content.format_name(branch.full_name), "branch", fact, step, cause),)


def _format_more(paths: tuple[str, ...]) -> str:
    return f", and {len(paths) - 1:,} more like it" if len(paths) > 1 else ""
