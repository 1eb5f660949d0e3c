"""The git repository that an archive is in: what is committed, what is published, and pushing a site.

In: the archive's root, names of a remote and a branch. Out: what git answers, and a branch that holds the site. The
user's own branches, index and files are never touched: what is pushed is made beside them by ghp-import.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator.model.errors import MachineError, UsageError
from generator.store import disk

# The branch on which ghp-import makes the commit. It is there only while a deploy is at work.
_SCRATCH_BRANCH = "backfile-deploy"
_STAGE = Path(".backfile", "deploy")
_TRAILER = "Source-Commit"


class RemoteBranch(msgspec.Struct, frozen=True):
    """A branch of a remote: where it is now, where it was when this repository last saw it; empty: not there."""

    remote: str
    name: str
    commit: str
    tracked_commit: str

    @property
    def full_name(self) -> str:
        """As people write it."""
        return f"{self.remote}/{self.name}"

    @property
    def tracking_ref(self) -> str:
        """Where this repository keeps what it last saw."""
        return f"refs/remotes/{self.remote}/{self.name}"


def get_push_url(root: Path, name: str) -> str:
    """The address that `name` pushes to. Raises UsageError where the archive is in no repository, or has no remote."""
    if not shutil.which("git"):
        raise UsageError("git: there is no such program here; install git, or publish by a workflow")
    if _try_git(root, "rev-parse", "--is-inside-work-tree") != "true":
        raise UsageError(f"{root}: this is in no git repository; make one with `git init`, commit, and add a remote")
    address = _try_git(root, "remote", "get-url", "--push", "--", name)
    if not address:
        remote_names = ", ".join(_try_git(root, "remote").split())
        step = (
            f"name one of these with --remote: {remote_names}"
            if remote_names
            else f"add it with `git remote add {name} ADDRESS`"
        )
        raise UsageError(f"--remote {name}: there is no such remote; {step}")
    return address


def get_branch(root: Path, remote: str, name: str) -> RemoteBranch:
    """The branch `name` of `get_push_url`, which is asked. Raises UsageError for a name that no branch can have."""
    if _run_git(root, "check-ref-format", "--branch", name).returncode:
        raise UsageError(f"--branch {name}: a branch cannot be called so; name it as git does, such as gh-pages")
    answer = _read_git(root, "ls-remote", "--", remote, f"refs/heads/{name}")
    tracked_commit = _try_git(root, "rev-parse", "--verify", "--quiet", f"refs/remotes/{remote}/{name}")
    return RemoteBranch(remote=remote, name=name, commit=answer.partition("\t")[0], tracked_commit=tracked_commit)


def list_uncommitted(root: Path, folders: Iterable[str]) -> tuple[str, ...]:
    """The files of `folders` that are not as the last commit has them, from the archive's root."""
    inside = _read_git(root, "rev-parse", "--show-prefix").strip()
    answer = _read_git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *folders)
    return tuple(sorted(line[3:].removeprefix(inside) for line in answer.split("\0") if line))


def get_head(root: Path) -> str:
    """The commit that is checked out; empty where there is none yet."""
    return _try_git(root, "rev-parse", "--verify", "--quiet", "HEAD")


def get_source_commit(root: Path, commit: str) -> str:
    """The commit whose content the site in `commit` was made from; empty where it does not say."""
    return _try_git(root, "log", "-1", f"--format=%(trailers:key={_TRAILER},valueonly)", commit) if commit else ""


def is_in_history(root: Path, commit: str) -> bool:
    """Whether `commit` is in the history of what is checked out."""
    return _run_git(root, "merge-base", "--is-ancestor", commit, "HEAD").returncode == 0


def list_tree(root: Path, commit: str) -> dict[str, str]:
    """The digest of every file in `commit`, by path."""
    if not commit:
        return {}
    lines = (
        line.partition("\t")
        for line in _read_git(root, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
        if line
    )
    return {path: about.split()[2] for about, _, path in lines}


def read_blob(root: Path, commit: str, path: str) -> str | None:
    """What a file says in `commit`; None where there is none."""
    answer = _run_git(root, "cat-file", "blob", f"{commit}:{path}") if commit else None
    return answer.stdout if answer and answer.returncode == 0 else None


def compute_digests(root: Path, files: Mapping[str, Path]) -> dict[str, str]:
    """The digest that git would give each file, by the same key."""
    algorithm = _try_git(root, "rev-parse", "--show-object-format") or "sha1"
    digest_by_url = {}
    for url, place in files.items():
        data = disk.read(place)
        digest_by_url[url] = hashlib.new(
            algorithm, b"blob %d\0%b" % (len(data), data), usedforsecurity=False
        ).hexdigest()
    return digest_by_url


def publish(root: Path, files: Mapping[str, Path], branch: RemoteBranch, source_commit: str) -> bool:
    """Make a commit of `files`, by their path in it, on top of what is published, and push it.

    False where somebody published meanwhile. Raises MachineError where git or ghp-import fail.
    """
    stage = root / _STAGE
    expected_digests = compute_digests(root, files)
    try:
        _copy_to_stage(stage, files)
        _set_ref(root, f"refs/heads/{_SCRATCH_BRANCH}", branch.tracked_commit)
        _run_ghp_import(root, stage, branch, f"Publish the archive\n\n{_TRAILER}: {source_commit}\n")
        commit = _read_git(root, "rev-parse", "--verify", f"refs/heads/{_SCRATCH_BRANCH}").strip()
        if list_tree(root, commit) != expected_digests:
            raise MachineError(f"{branch.full_name}: what was made for it is not what stands in output/; deploy again")
        push_process = _run_git(root, "push", "--porcelain", branch.remote, f"{commit}:refs/heads/{branch.name}")
        if push_process.returncode and "[rejected]" not in push_process.stdout:
            raise MachineError(_describe_failure("push", push_process))
        if not push_process.returncode:
            _set_ref(root, branch.tracking_ref, commit)
        return not push_process.returncode
    finally:
        _set_ref(root, f"refs/heads/{_SCRATCH_BRANCH}", "")
        shutil.rmtree(stage, ignore_errors=True)


def _copy_to_stage(stage: Path, files: Mapping[str, Path]) -> None:
    """Put `files` below `stage`, and nothing else: ghp-import takes all that stands in a folder."""
    with disk.convert_os_errors("write", stage):
        shutil.rmtree(stage, ignore_errors=True)
        for url, place in files.items():
            target = stage / url
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(place, target)
            except OSError:  # another disk, or one without links
                shutil.copyfile(place, target)


def _run_ghp_import(root: Path, stage: Path, branch: RemoteBranch, message: str) -> None:
    """Make the commit with ghp-import, in a process of its own: it works in the current folder."""
    name, _, email = _read_git(root, "var", "GIT_COMMITTER_IDENT").strip().rpartition("> ")[0].rpartition(" <")
    date = _read_git(root, "var", "GIT_COMMITTER_IDENT").strip().rpartition("> ")[2]
    identity = {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email, "GIT_COMMITTER_DATE": date}
    command = [
        "-m",
        "ghp_import",
        "--no-jekyll",
        "--remote",
        branch.remote,
        "--branch",
        _SCRATCH_BRANCH,
        "--message",
        message,
    ]
    process = subprocess.run(  # noqa: S603  (our own interpreter, and arguments that go through no shell)
        [sys.executable, *command, str(stage)],
        cwd=root,
        env=os.environ | identity,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if process.returncode:
        raise MachineError(_describe_failure("ghp-import", process))


def _set_ref(root: Path, name: str, commit: str) -> None:
    """Let a reference name `commit`; empty: take it away."""
    _run_git(root, "update-ref", *((name, commit) if commit else ("-d", name)))


def _try_git(root: Path, *arguments: str) -> str:
    """What git answers, without the line's end; empty where it has no answer."""
    answer = _run_git(root, *arguments)
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _read_git(root: Path, *arguments: str) -> str:
    """What git answers. Raises MachineError where it fails."""
    answer = _run_git(root, *arguments)
    if answer.returncode:
        raise MachineError(_describe_failure(arguments[0], answer))
    return answer.stdout


def _run_git(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    program = shutil.which("git") or "git"
    with disk.convert_os_errors("run", program):
        return subprocess.run(  # noqa: S603  (arguments go through no shell)
            [program, *arguments],
            cwd=root,
            env=os.environ | {"LC_ALL": "C"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )


def _describe_failure(command: str, process: "subprocess.CompletedProcess[str]") -> str:
    """What a program that failed said first."""
    lines = [line.strip() for line in (process.stderr or process.stdout).splitlines()]
    message = "; ".join([line for line in lines if line and not line.startswith("hint:")][:4])
    message = message or f"it ended with {process.returncode}"
    return f"git {command}: {message}; mend that and deploy again: nothing was published"
