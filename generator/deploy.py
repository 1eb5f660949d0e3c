"""Publishing: from `output/` to a branch that GitHub Pages serves, or a refusal that says the way out.

    built? -> committed? -> fits Pages? -> branch as known? -> what changes -> commit and push

In: the archive's root and what the command asks for. Out: what publishing changes, and every reason against it.
Nothing is sent while there is one.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from generator import config, pipeline
from generator.model.problem import Place, Problem, Severity
from generator.reference.tables import Tables
from generator.site import hosting
from generator.site.hosting import CNAME, Changes, File
from generator.store import content, disk, git, output
from generator.store.git import Branch

# What the site is made of: what is published has to be found in the history.
_MADE_OF = ("content", "templates")
_STAGED_CNAME = Path(".backfile", CNAME)


class Wish(msgspec.Struct, frozen=True):
    """What a person asks for: where to, how many pages of a hundred may vanish, whether to go on all the same."""

    remote: str
    branch: str
    share: int
    yes: bool
    dry_run: bool


class Deployed(msgspec.Struct, frozen=True):
    """What publishing changes, what speaks against it, and whether it was done."""

    changes: Changes
    problems: tuple[Problem, ...]
    branch: str
    base_url: str
    is_done: bool = False


def deploy(root: Path, day: str, given: Tables, wish: Wish) -> Deployed:
    """Publish the site of the archive at `root`, which the caller holds locked.

    Raises UsageError where there is no repository or remote, MachineError where git fails.
    """
    settings = content.settings(root)
    address = git.remote(root, wish.remote)
    branch = git.branch(root, wish.remote, wish.branch)
    site = root / output.FOLDER
    files = output.listed(site)
    base_url, setting = settings.value.base_url, Place(path=config.PATH, line=content.line_of(root, "base_url"))
    own = disk.read(site / CNAME).decode("utf-8", "replace") if (site / CNAME).is_file() else None
    domain = hosting.domain(base_url, own, git.content_of(root, branch.known, CNAME), setting)
    sent = _sent(root, site, files, domain.value)
    changes = hosting.changes(git.tree(root, branch.known), git.digests(root, sent))
    made = pipeline.unbuilt(root, day, given)
    problems = (
        *_unbuilt(made.value),
        *made.problems,
        *_uncommitted(git.uncommitted(root, _MADE_OF)),
        *hosting.limits(files),
        *domain.problems,
        *hosting.address(base_url, address, setting),
        *_moved_on(branch),
        *(() if wish.yes else _elsewhere(root, branch)),
        *(() if wish.yes else hosting.vanishing(changes, wish.share, branch.shown)),
    )
    told = Deployed(changes=changes, problems=problems, branch=branch.shown, base_url=base_url)
    stops = any(problem.severity is Severity.PROBLEM for problem in problems)
    if stops or wish.dry_run or changes.is_none:
        return told
    if git.publish(root, sent, branch, git.head(root)):
        return msgspec.structs.replace(told, is_done=True)
    return msgspec.structs.replace(told, problems=(*problems, *_moved_on(git.branch(root, wish.remote, wish.branch))))


def _sent(root: Path, site: Path, files: Iterable[File], domain: str | None) -> dict[str, Path]:
    """The files that are published, by URL, and where each stands."""
    sent = {file.url: site / file.url for file in files if hosting.is_published(file.url) and not file.is_link}
    if domain and CNAME not in sent:
        disk.write(root / _STAGED_CNAME, f"{domain}\n".encode(), durable=False)
        sent[CNAME] = root / _STAGED_CNAME
    return dict(sorted(sent.items()))


def _unbuilt(waiting: tuple[str, ...]) -> tuple[Problem, ...]:
    """A problem where the site is not what a build would make now."""
    if not waiting:
        return ()
    fact = f"a build would write this{_and_more(waiting)}"
    cause = "the site was not built since something changed, or a build was stopped"
    return (
        _problem(
            waiting[0], "not built", fact, "run `backfile build`, commit what it changes, and deploy again", cause
        ),
    )


def _uncommitted(edited: tuple[str, ...]) -> tuple[Problem, ...]:
    """A problem where content is not committed."""
    if not edited:
        return ()
    fact = f"this has edits that are not committed{_and_more(edited)}"
    step = (
        "commit them with `git add content && git commit`, or put them away with `git stash -u` and build; then deploy"
    )
    return (_problem(edited[0], "not committed", fact, step),)


def _moved_on(branch: Branch) -> tuple[Problem, ...]:
    """A problem where the branch is not where this repository saw it last."""
    if branch.now == branch.known:
        return ()
    fetch = f"git fetch {branch.remote} +refs/heads/{branch.name}:{branch.tracking}"
    if not branch.now:
        fact, fetch = "this branch is gone", f"git fetch --prune {branch.remote}"
    elif branch.known:
        fact = f"this branch has moved on, from {branch.known[:10]} to {branch.now[:10]}"
    else:
        fact = f"this branch is there, at {branch.now[:10]}, but was never fetched here"
    cause = "somebody published from elsewhere" if branch.now else ""
    step = f"run `{fetch}`, see with `backfile deploy --dry-run` what would change, and deploy again"
    return (_problem(branch.shown, "branch", fact, step, cause),)


def _elsewhere(root: Path, branch: Branch) -> tuple[Problem, ...]:
    """A problem where the published site was made from content that is not here, and would be taken back."""
    made_from = git.source(root, branch.known)
    if not made_from or git.has(root, made_from):
        return ()
    fact = f"the site there was made from commit {made_from[:10]}, which is not in the history here"
    step = "get it with `git pull`, build, and deploy again; if the history was rewritten, deploy with --yes"
    return (_problem(branch.shown, "branch", fact, step, "somebody published newer content from elsewhere"),)


def _and_more(paths: tuple[str, ...]) -> str:
    return f", and {len(paths) - 1:,} more like it" if len(paths) > 1 else ""


def _problem(path: str, kind: str, fact: str, step: str, cause: str = "") -> Problem:
    place = Place(path=content.shown(path))
    return Problem(severity=Severity.PROBLEM, place=place, kind=kind, fact=fact, cause=cause, step=step)
