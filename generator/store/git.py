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
_SCRATCH = "backfile-deploy"
_STAGE = Path(".backfile", "deploy")
_TRAILER = "Source-Commit"


class Branch(msgspec.Struct, frozen=True):
    """A branch of a remote: where it is now, where it was when this repository last saw it; empty: not there."""

    remote: str
    name: str
    now: str
    known: str

    @property
    def shown(self) -> str:
        """As people write it."""
        return f"{self.remote}/{self.name}"

    @property
    def tracking(self) -> str:
        """Where this repository keeps what it last saw."""
        return f"refs/remotes/{self.remote}/{self.name}"


def remote(root: Path, name: str) -> str:
    """The address that `name` pushes to. Raises UsageError where the archive is in no repository, or has no remote."""
    if not shutil.which("git"):
        raise UsageError("git: there is no such program here; install git, or publish by a workflow")
    if _asked(root, "rev-parse", "--is-inside-work-tree") != "true":
        raise UsageError(f"{root}: this is in no git repository; make one with `git init`, commit, and add a remote")
    address = _asked(root, "remote", "get-url", "--push", "--", name)
    if not address:
        there = ", ".join(_asked(root, "remote").split())
        step = f"name one of these with --remote: {there}" if there else f"add it with `git remote add {name} ADDRESS`"
        raise UsageError(f"--remote {name}: there is no such remote; {step}")
    return address


def branch(root: Path, remote: str, name: str) -> Branch:
    """The branch `name` of `remote`, which is asked. Raises UsageError for a name that no branch can have."""
    if _git(root, "check-ref-format", "--branch", name).returncode:
        raise UsageError(f"--branch {name}: a branch cannot be called so; name it as git does, such as gh-pages")
    answer = _done(root, "ls-remote", "--", remote, f"refs/heads/{name}")
    known = _asked(root, "rev-parse", "--verify", "--quiet", f"refs/remotes/{remote}/{name}")
    return Branch(remote=remote, name=name, now=answer.partition("\t")[0], known=known)


def uncommitted(root: Path, folders: Iterable[str]) -> tuple[str, ...]:
    """The files of `folders` that are not as the last commit has them, from the archive's root."""
    inside = _done(root, "rev-parse", "--show-prefix").strip()
    answer = _done(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *folders)
    return tuple(sorted(line[3:].removeprefix(inside) for line in answer.split("\0") if line))


def head(root: Path) -> str:
    """The commit that is checked out; empty where there is none yet."""
    return _asked(root, "rev-parse", "--verify", "--quiet", "HEAD")


def source(root: Path, commit: str) -> str:
    """The commit whose content the site in `commit` was made from; empty where it does not say."""
    return _asked(root, "log", "-1", f"--format=%(trailers:key={_TRAILER},valueonly)", commit) if commit else ""


def has(root: Path, commit: str) -> bool:
    """Whether `commit` is in the history of what is checked out."""
    return _git(root, "merge-base", "--is-ancestor", commit, "HEAD").returncode == 0


def tree(root: Path, commit: str) -> dict[str, str]:
    """The digest of every file in `commit`, by path."""
    if not commit:
        return {}
    lines = (
        line.partition("\t") for line in _done(root, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0") if line
    )
    return {path: about.split()[2] for about, _, path in lines}


def content_of(root: Path, commit: str, path: str) -> str | None:
    """What a file says in `commit`; None where there is none."""
    answer = _git(root, "cat-file", "blob", f"{commit}:{path}") if commit else None
    return answer.stdout if answer and answer.returncode == 0 else None


def digests(root: Path, files: Mapping[str, Path]) -> dict[str, str]:
    """The digest that git would give each file, by the same key."""
    kind = _asked(root, "rev-parse", "--show-object-format") or "sha1"
    found = {}
    for url, place in files.items():
        data = disk.read(place)
        found[url] = hashlib.new(kind, b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()
    return found


def publish(root: Path, files: Mapping[str, Path], to: Branch, made_from: str) -> bool:
    """Make a commit of `files`, by their path in it, on top of what is published, and push it.

    False where somebody published meanwhile. Raises MachineError where git or ghp-import fail.
    """
    stage = root / _STAGE
    wanted = digests(root, files)
    try:
        _lay_out(stage, files)
        _point(root, f"refs/heads/{_SCRATCH}", to.known)
        _import(root, stage, to, f"Publish the archive\n\n{_TRAILER}: {made_from}\n")
        commit = _done(root, "rev-parse", "--verify", f"refs/heads/{_SCRATCH}").strip()
        if tree(root, commit) != wanted:
            raise MachineError(f"{to.shown}: what was made for it is not what stands in output/; deploy again")
        pushed = _git(root, "push", "--porcelain", to.remote, f"{commit}:refs/heads/{to.name}")
        if pushed.returncode and "[rejected]" not in pushed.stdout:
            raise MachineError(_failure("push", pushed))
        if not pushed.returncode:
            _point(root, to.tracking, commit)
        return not pushed.returncode
    finally:
        _point(root, f"refs/heads/{_SCRATCH}", "")
        shutil.rmtree(stage, ignore_errors=True)


def _lay_out(stage: Path, files: Mapping[str, Path]) -> None:
    """Put `files` below `stage`, and nothing else: ghp-import takes all that stands in a folder."""
    with disk.machine("write", stage):
        shutil.rmtree(stage, ignore_errors=True)
        for url, place in files.items():
            target = stage / url
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(place, target)
            except OSError:  # another disk, or one without links
                shutil.copyfile(place, target)


def _import(root: Path, stage: Path, to: Branch, message: str) -> None:
    """Make the commit with ghp-import, in a process of its own: it works in the current folder."""
    name, _, rest = _done(root, "var", "GIT_COMMITTER_IDENT").strip().rpartition("> ")[0].rpartition(" <")
    when = _done(root, "var", "GIT_COMMITTER_IDENT").strip().rpartition("> ")[2]
    who = {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": rest, "GIT_COMMITTER_DATE": when}
    command = ["-m", "ghp_import", "--no-jekyll", "--remote", to.remote, "--branch", _SCRATCH, "--message", message]
    done = subprocess.run(  # noqa: S603  (our own interpreter, and arguments that go through no shell)
        [sys.executable, *command, str(stage)],
        cwd=root,
        env=os.environ | who,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise MachineError(_failure("ghp-import", done))


def _point(root: Path, name: str, commit: str) -> None:
    """Let a reference name `commit`; empty: take it away."""
    _git(root, "update-ref", *((name, commit) if commit else ("-d", name)))


def _asked(root: Path, *arguments: str) -> str:
    """What git answers, without the line's end; empty where it has no answer."""
    answer = _git(root, *arguments)
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _done(root: Path, *arguments: str) -> str:
    """What git answers. Raises MachineError where it fails."""
    answer = _git(root, *arguments)
    if answer.returncode:
        raise MachineError(_failure(arguments[0], answer))
    return answer.stdout


def _git(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    program = shutil.which("git") or "git"
    with disk.machine("run", program):
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


def _failure(what: str, done: "subprocess.CompletedProcess[str]") -> str:
    """What a program that failed said first."""
    said = [line.strip() for line in (done.stderr or done.stdout).splitlines()]
    told = "; ".join([line for line in said if line and not line.startswith("hint:")][:4])
    told = told or f"it ended with {done.returncode}"
    return f"git {what}: {told}; mend that and deploy again: nothing was published"
