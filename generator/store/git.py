"""The git repository around an archive: what is committed, what is published, and pushing a site.

In: the archive's root, the names of a remote and a branch. Out: git's answers, or a branch of the remote that holds the
site. Publishing adds objects to the repository and nothing else: HEAD, index, files and branches stay as they are; only
the remote-tracking reference of the published branch follows.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

import msgspec

from generator.model.errors import MachineError, UsageError
from generator.store import disk

# A file to publish: where it is, or its bytes.
FileContent: TypeAlias = Path | bytes

# The line of a commit message that names the commit of the content.
_TRAILER = "Source-Commit"
# `git config` answers within milliseconds unless something is wrong with it.
_CONFIG_TIMEOUT = 5.0
# Settings that would let a temporary index leave files in the repository, or start a program that watches it.
_INDEX_OPTIONS = ("-c", "core.splitIndex=false", "-c", "core.fsmonitor=false")


class RemoteBranch(msgspec.Struct, frozen=True):
    """A branch of a remote: `commit` is its head, `tracked_commit` the head this repository last saw; "" if absent."""

    remote: str
    name: str
    commit: str
    tracked_commit: str

    @property
    def full_name(self) -> str:
        """Its name with the remote, such as `origin/gh-pages`."""
        return f"{self.remote}/{self.name}"

    @property
    def ref(self) -> str:
        """Its reference in the remote repository."""
        return f"refs/heads/{self.name}"

    @property
    def tracking_ref(self) -> str:
        """The reference under which this repository remembers its head."""
        return f"refs/remotes/{self.remote}/{self.name}"


def get_user_name(root: Path) -> str:
    """Return the name git signs with in the archive at `root`, else the system user's; "" if neither is set."""
    with contextlib.suppress(MachineError, subprocess.TimeoutExpired):
        name = _run_git(root, "config", "user.name", timeout=_CONFIG_TIMEOUT).stdout.strip()
        if name:
            return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return os.environ.get("USER") or os.environ.get("USERNAME") or ""


def get_push_url(root: Path, name: str) -> str:
    """Return the address that the remote `name` pushes to. Raises UsageError without git, repository or remote."""
    if not shutil.which("git"):
        raise UsageError("git: this program is not installed; install git, or publish by a workflow")
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
    """Ask `remote` for its branch `name`. Raises UsageError if no branch can have this name."""
    if _run_git(root, "check-ref-format", "--branch", name).returncode:
        raise UsageError(f"--branch {name}: this is not a valid name for a branch; use a name such as gh-pages")
    answer = _read_git(root, "ls-remote", "--", remote, f"refs/heads/{name}")
    tracked_commit = _try_git(root, "rev-parse", "--verify", "--quiet", f"refs/remotes/{remote}/{name}")
    return RemoteBranch(remote=remote, name=name, commit=answer.partition("\t")[0], tracked_commit=tracked_commit)


def list_uncommitted(root: Path, folders: Iterable[str]) -> tuple[str, ...]:
    """Return the files of `folders`, relative to `root`, that differ from the last commit."""
    inside = _read_git(root, "rev-parse", "--show-prefix").strip()
    answer = _read_git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *folders)
    return tuple(sorted(line[3:].removeprefix(inside) for line in answer.split("\0") if line))


def get_head(root: Path) -> str:
    """Return the commit that is checked out; "" before the first one."""
    return _try_git(root, "rev-parse", "--verify", "--quiet", "HEAD")


def get_source_commit(root: Path, commit: str) -> str:
    """Return the commit of the content that the site in `commit` was built from; "" if the message does not say."""
    return _try_git(root, "log", "-1", f"--format=%(trailers:key={_TRAILER},valueonly)", commit) if commit else ""


def is_in_history(root: Path, commit: str) -> bool:
    """Return whether `commit` is HEAD or one of its ancestors."""
    return _run_git(root, "merge-base", "--is-ancestor", commit, "HEAD").returncode == 0


def list_tree(root: Path, commit: str) -> dict[str, str]:
    """Return the digest of every file in `commit`, by path."""
    if not commit:
        return {}
    lines = (
        line.partition("\t")
        for line in _read_git(root, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
        if line
    )
    return {path: attributes.split()[2] for attributes, _, path in lines}


def read_blob(root: Path, commit: str, path: str) -> str | None:
    """Return the text of a file in `commit`; None if it is absent."""
    answer = _run_git(root, "cat-file", "blob", f"{commit}:{path}") if commit else None
    return answer.stdout if answer and answer.returncode == 0 else None


def compute_digests(root: Path, files: Mapping[str, FileContent]) -> dict[str, str]:
    """Return the digest that this repository gives each file, by the same key."""
    algorithm = _try_git(root, "rev-parse", "--show-object-format") or "sha1"
    digest_by_url = {}
    for url, content in files.items():
        data = _read_content(content)
        hasher = hashlib.new(algorithm, b"blob %d\0" % len(data), usedforsecurity=False)
        hasher.update(data)
        digest_by_url[url] = hasher.hexdigest()
    return digest_by_url


def publish(
    root: Path, files: Mapping[str, FileContent], digests: Mapping[str, str], branch: RemoteBranch, source_commit: str
) -> bool:
    """Commit exactly `files`, by path, on top of the published commit and push it. False if somebody published first.

    `digests` are those of `files`; only files that the published commit lacks are stored. Raises MachineError if git
    fails, or if a file no longer has its digest.
    """
    published_digests = {*list_tree(root, branch.tracked_commit).values()}
    _store_blobs(root, [files[url] for url, digest in digests.items() if digest not in published_digests])
    parent = ("-p", branch.tracked_commit) if branch.tracked_commit else ()
    message = f"Publish the archive\n\n{_TRAILER}: {source_commit}\n"
    commit = _read_git(root, "commit-tree", _write_tree(root, digests), *parent, stdin=message).strip()
    push_process = _run_git(
        root,
        "push",
        "--porcelain",
        f"--force-with-lease={branch.ref}:{branch.tracked_commit}",
        branch.remote,
        f"{commit}:{branch.ref}",
    )
    if push_process.returncode and "[rejected]" not in push_process.stdout:
        raise MachineError(_describe_failure("push", push_process.stderr or push_process.stdout))
    if not push_process.returncode:
        _run_git(root, "update-ref", branch.tracking_ref, commit)
    return not push_process.returncode


def _store_blobs(root: Path, contents: Iterable[FileContent]) -> None:
    """Add `contents` to the objects of the repository, unfiltered. Many become one pack, in a third of the space."""
    command = [_find_program(), "fast-import", "--quiet"]
    with (
        disk.convert_os_errors("run", command[0]),
        subprocess.Popen(  # noqa: S603  (arguments go through no shell)
            command,
            cwd=root,
            env=_build_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as process,
    ):
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # git has failed, and its message says why
            for content in contents:
                data = _read_content(content)
                process.stdin.write(b"blob\ndata %d\n%b\n" % (len(data), data))
        _, message = process.communicate()
    if process.returncode:
        raise MachineError(_describe_failure("fast-import", message.decode("utf-8", "replace")))


def _write_tree(root: Path, digests: Mapping[str, str]) -> str:
    """Return the digest of a tree of files by path. git fails here if an object is missing: a file has changed."""
    entries = "".join(f"100644 {digest}\t{path}\0" for path, digest in digests.items())
    with tempfile.TemporaryDirectory(prefix="backfile-") as folder:
        index = Path(folder, "index")
        _read_git(root, "update-index", "-z", "--index-info", stdin=entries, index=index)
        return _read_git(root, "write-tree", index=index).strip()


def _read_content(content: FileContent) -> bytes:
    return content if isinstance(content, bytes) else disk.read(content)


def _try_git(root: Path, *arguments: str) -> str:
    """Return git's answer, stripped; "" if it fails."""
    answer = _run_git(root, *arguments)
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _read_git(root: Path, *arguments: str, stdin: str | None = None, index: Path | None = None) -> str:
    """Return git's answer. Raises MachineError if it fails."""
    answer = _run_git(root, *arguments, stdin=stdin, index=index)
    if answer.returncode:
        raise MachineError(_describe_failure(arguments[0], answer.stderr or answer.stdout))
    return answer.stdout


def _run_git(
    root: Path,
    *arguments: str,
    stdin: str | None = None,
    index: Path | None = None,
    timeout: float | None = None,
) -> "subprocess.CompletedProcess[str]":
    """Run git in the archive at `root`, with `index` in place of the repository's."""
    program = _find_program()
    environment = {"GIT_INDEX_FILE": str(index)} if index else {}
    with disk.convert_os_errors("run", program):
        return subprocess.run(  # noqa: S603  (arguments go through no shell)
            [program, *(_INDEX_OPTIONS if index else ()), *arguments],
            cwd=root,
            env=_build_environment() | environment,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=timeout,
            check=False,
        )


def _find_program() -> str:
    return shutil.which("git") or "git"


def _build_environment() -> dict[str, str]:
    """Return an environment in which git answers in English, and `git status` does not refresh the index."""
    return os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


def _describe_failure(command: str, output: str) -> str:
    """Return a message with the first lines of a failed git command's output."""
    lines = [line.strip() for line in output.splitlines()]
    message = "; ".join([line for line in lines if line and not line.startswith("hint:")][:4])
    return f"git {command}: {message or 'it failed'}; fix that and deploy again: nothing was published"
