"""`backfile deploy`, against bare repositories on disk: what it pushes, and what it refuses."""

import json
import os
import shutil
import subprocess

import pytest
from support.archive import SITE_TOML, Archive
from support.optional import needs
from support.texts import article_file

from generator import pipeline
from generator.model.problem import Place
from generator.site import hosting
from generator.site.hosting import OutputFile
from generator.store import lock, search_index

pytestmark = pytest.mark.slow

WHO = {
    "GIT_AUTHOR_NAME": "An Editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "An Editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
NAMES = (
    *("Ada Silva", "Boris Lang", "Carla Mendes", "Dario Costa", "Elsa Holm", "Farid Aziz", "Greta Falk", "Hugo Prins"),
    *("Ines Rocha", "Jonas Berg", "Karin Lund", "Luca Ferri"),
)
SETTING = Place(path="content/site.toml", line=2)


@pytest.fixture(autouse=True)
def _of_nobody(monkeypatch):
    for name, value in WHO.items():
        monkeypatch.setenv(name, value)


def git(folder, *arguments):
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout.strip()


def article(name, body="It stands."):
    return article_file(f"The {name}", body, slug=name)


def commit(archive):
    git(archive.root, "add", "-A")
    git(archive.root, "commit", "-qm", "Content", "--allow-empty")
    return archive


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A folder with an archive of twelve stories, built and committed, and a bare repository as its `origin`."""
    folder = tmp_path_factory.mktemp("shelf")
    with pytest.MonkeyPatch.context() as patched:
        for name, value in WHO.items():
            patched.setenv(name, value)
        git(folder, "init", "-q", "--bare", "origin.git")
        archive = Archive(folder / "archive")
        for n in range(12):
            archive.put(f"content/articles/story-{n:02}.md", article(f"story-{n:02}"))
        archive.put(".gitignore", ".backfile/\noutput/\n").build()
        git(archive.root, "init", "-q", "-b", "main")
        git(archive.root, "remote", "add", "origin", "../origin.git")
        commit(archive)
    return folder


@pytest.fixture
def shelf(original, tmp_path):
    """A copy of it that a test may do anything to."""
    shutil.copytree(original, tmp_path / "shelf", symlinks=True)
    return Archive(tmp_path / "shelf/archive", site_toml=None)


def published(archive, branch="gh-pages"):
    """What the branch of the remote holds: path and content of every file."""
    bare = archive.root.parent / "origin.git"
    paths = git(bare, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")
    return {
        path: subprocess.run(["git", "show", f"{branch}:{path}"], cwd=bare, capture_output=True, check=True).stdout
        for path in paths
        if path
    }


def site(archive):
    return {path.removeprefix("output/"): data for path, data in archive.files("output").items()}


def state(archive):
    """Everything that a deploy must not touch."""
    folder = archive.root / git(archive.root, "rev-parse", "--absolute-git-dir")
    refs = [line for line in git(archive.root, "for-each-ref").splitlines() if "\trefs/remotes/" not in line]
    own_files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return refs, git(archive.root, "stash", "list"), own_files, archive.files("content"), archive.files("output")


def elsewhere(archive, name="elsewhere"):
    """A second clone of the archive, built."""
    place = archive.root.parent / name
    git(archive.root, "push", "-q", "origin", "main")
    git(archive.root.parent, "clone", "-q", "-b", "main", "origin.git", name)
    return Archive(place, site_toml=None).build()


class TestPublishing:
    def test_the_branch_holds_the_site_to_the_byte_and_nothing_else_is_touched(self, shelf):
        shelf.put("output/.DS_Store", "x").put("output/.well-known/security.txt", "us\n").put("output/own.txt", "x\n")
        before = state(shelf)
        shelf.run("deploy")
        assert shelf.exit_code == 0, shelf.output
        wanted = site(shelf)
        assert wanted.pop(".DS_Store") == b"x"
        assert published(shelf) == wanted
        assert ".nojekyll" in wanted
        assert state(shelf) == before
        assert shelf.findings() == [
            "notice: output/.DS_Store: the name of this file or of its folder begins with a dot, and it is not "
            "published; rename it if readers need it; only `.well-known/` is published"
        ]
        assert "published on origin/gh-pages: " in shelf.output
        assert "it appears at https://example.org/file/" in shelf.output

    def test_no_filter_of_git_changes_a_byte_and_no_file_is_executable(self, shelf):
        shelf.put(".gitattributes", "*.txt text eol=crlf ident\n*.html filter=loud\n")
        git(shelf.root, "config", "filter.loud.clean", "tr a-z A-Z")
        git(shelf.root, "config", "core.autocrlf", "input")
        shelf.put("output/own.txt", b"one\r\ntwo\n$Id$\n")
        (shelf.root / "output/own.txt").chmod(0o755)
        commit(shelf).run("deploy")
        assert shelf.exit_code == 0, shelf.output
        assert published(shelf) == site(shelf)
        entries = git(shelf.root.parent / "origin.git", "ls-tree", "-r", "gh-pages").splitlines()
        assert {entry.split()[0] for entry in entries} == {"100644"}

    def test_a_users_own_branches_stay_whatever_they_are_called(self, shelf):
        git(shelf.root, "branch", "gh-pages")
        git(shelf.root, "switch", "-qc", "backfile-deploy")
        commit(shelf.put("notes.txt", "mine\n"))
        git(shelf.root, "switch", "-q", "main")
        before = state(shelf)
        shelf.run("deploy")
        assert shelf.exit_code == 0, shelf.output
        assert published(shelf) == site(shelf)
        assert state(shelf) == before
        assert git(shelf.root, "show", "backfile-deploy:notes.txt") == "mine"

    def test_settings_that_share_or_split_the_index_leave_no_file(self, shelf):
        git(shelf.root, "config", "core.splitIndex", "true")
        before = state(shelf)
        shelf.run("deploy")
        assert shelf.exit_code == 0, shelf.output
        assert state(shelf) == before

    def test_the_next_one_adds_a_commit_that_names_the_content_it_was_made_from(self, shelf):
        shelf.run("deploy")
        commit(shelf.put("content/articles/new.md", article("new")).build()).run("deploy")
        assert shelf.exit_code == 0, shelf.output
        assert published(shelf) == site(shelf)
        bare = shelf.root.parent / "origin.git"
        assert git(bare, "rev-list", "--count", "gh-pages") == "2"
        assert git(bare, "log", "-1", "--format=%an <%ae> %B", "gh-pages").splitlines() == [
            "An Editor <editor@example.org> Publish the archive",
            "",
            f"Source-Commit: {git(shelf.root, 'rev-parse', 'main')}",
        ]

    def test_the_same_site_is_not_pushed_again(self, shelf):
        shelf.run("deploy").run("deploy")
        assert (shelf.exit_code, shelf.output) == (0, "origin/gh-pages holds this site already\n")

    def test_another_remote_and_branch(self, shelf):
        git(shelf.root, "remote", "rename", "origin", "host")
        shelf.run("deploy", "--remote", "host", "--branch", "site/live")
        assert shelf.exit_code == 0, shelf.output
        assert published(shelf, "site/live") == site(shelf)

    def test_an_archive_in_a_folder_of_its_repository_and_a_branch_that_is_checked_out(self, tmp_path):
        git(tmp_path, "init", "-q", "--bare", "origin.git")
        archive = Archive(tmp_path / "whole/archive").put("../.gitignore", "output/\n.backfile/\n").build()
        git(tmp_path / "whole", "init", "-q", "-b", "gh-pages")
        git(tmp_path / "whole", "remote", "add", "origin", "../origin.git")
        commit(archive).put("content/articles/a.md", article("a")).build().run("deploy")
        assert archive.findings()[0].startswith("problem: content/articles/a.md: this has edits that are not committed")
        commit(archive).run("deploy")
        assert archive.exit_code == 0, archive.output
        assert git(tmp_path / "whole", "status", "-s") == ""
        assert "index.html" in git(tmp_path / "origin.git", "ls-tree", "--name-only", "gh-pages").split()

    def test_a_dry_run_lists_pages_added_changed_and_removed_and_sends_nothing(self, shelf):
        shelf.put("output/old.html", "old").run("deploy")
        before = published(shelf)
        (shelf.root / "output/old.html").unlink()
        shelf.put("content/articles/story-00.md", article("story-00", "It fell."))
        commit(shelf.put("content/articles/new.md", article("new")).build()).run("deploy", "--dry-run")
        assert shelf.exit_code == 0, shelf.output
        lines = shelf.output.splitlines()
        assert "added    articles/new.html" in lines
        assert "changed  articles/story-00.html" in lines
        assert "removed  old.html" in lines
        assert not [line for line in lines if "story-01" in line]
        assert published(shelf) == before
        told = json.loads(shelf.run("deploy", "--dry-run", "--json").output)
        assert told["changes"]["removed"] == ["old.html"]
        assert told["counts"]["added"] == len(told["changes"]["added"])

    def test_a_domain_of_ones_own_is_written_for_pages_and_kept(self, shelf):
        shelf.put("content/site.toml", SITE_TOML.replace("example.org/file/", "archive.example.org"))
        commit(shelf.build()).run("deploy")
        assert published(shelf)["CNAME"] == b"archive.example.org\n"
        assert shelf.run("deploy").output == "origin/gh-pages holds this site already\n"


class TestRefusals:
    def refused(self, shelf, *options, code=1):
        """The findings of a deploy that must send nothing."""
        bare = shelf.root.parent / "origin.git"
        before = git(bare, "for-each-ref"), state(shelf)
        shelf.run("deploy", *options)
        assert shelf.exit_code == code, shelf.output
        assert (git(bare, "for-each-ref"), state(shelf)) == before
        return [line.replace(str(shelf.root.resolve()), "ROOT") for line in shelf.findings()]

    def test_uncommitted_edits(self, shelf):
        shelf.put("content/articles/story-00.md", article("story-00", "It fell.")).put("templates/static/a.css", "p {}")
        shelf.build()
        assert self.refused(shelf) == [
            "problem: content/articles/story-00.md: this has edits that are not committed, and 1 more like it; commit "
            "them with `git add content && git commit`, or put them away with `git stash -u` and build; then deploy"
        ]

    def test_a_site_that_is_not_what_a_build_would_make(self, shelf):
        commit(shelf.put("content/articles/story-00.md", article("story-00", "It fell.")))
        end = (
            "something has changed since the last build, or that build was stopped; "
            "run `backfile build`, commit what it changes, and deploy again"
        )
        assert self.refused(shelf) == [
            f"problem: output/articles/story-00.html: a build would write this, and 5 more like it; {end}"
        ]
        shelf.build()
        (shelf.root / "output/articles/story-01.html").unlink()
        assert self.refused(shelf) == [f"problem: output/articles/story-01.html: a build would write this; {end}"]
        shelf.build().put("output/articles/left-over.html", "x")
        assert self.refused(shelf) == [f"problem: output/articles/left-over.html: a build would write this; {end}"]

    def test_a_search_index_that_is_not_that_of_the_stories(self, shelf):
        needs("pagefind", present=search_index._find_program() is not None)
        shelf.search = True
        commit(shelf.build())
        (shelf.root / "output/pagefind/pagefind-entry.json").unlink()
        (refused,) = self.refused(shelf)
        assert refused.startswith("problem: output/pagefind/: a build would write this; ")

    def test_a_withdrawn_story_that_still_stands_in_a_file_of_ones_own(self, shelf):
        words = "The old lighthouse on the northern cliff was sold to a baker from the next valley."
        shelf.put("content/articles/story-00.md", article("story-00", words).replace("title", "withdrawn: true\ntitle"))
        commit(shelf.put("output/own.txt", words).build())
        assert self.refused(shelf) == [
            "problem: content/articles/story-00.md:2: this story is withdrawn but still appears in output/own.txt; "
            "run `backfile build`; it removes old pages unless an article file is unreadable; change your own files by "
            "hand"
        ]

    def test_an_archive_that_another_run_works_on(self, shelf):
        with lock.lock_archive(shelf.root, "build"):
            found = self.refused(shelf, code=3)
        assert len(found) == 1
        assert "is at work on this archive; wait until it is done" in found[0]

    def test_a_branch_that_has_moved_on_and_content_that_is_not_here(self, shelf):
        shelf.run("deploy")
        other = elsewhere(shelf)
        commit(other.put("content/articles/new.md", article("new")).build()).run("deploy")
        assert other.exit_code == 0, other.output
        commit(shelf.put("content/articles/mine.md", article("mine")).build())
        (moved,) = self.refused(shelf)
        assert moved.startswith("problem: origin/gh-pages: this branch has moved on, from ")
        assert moved.endswith(
            "; somebody published from elsewhere; run `git fetch origin "
            "+refs/heads/gh-pages:refs/remotes/origin/gh-pages`, check with `backfile deploy --dry-run` "
            "what would change, and deploy again"
        )
        git(shelf.root, *moved.split("`")[1].split()[1:])
        (newer,) = self.refused(shelf)
        assert newer.startswith("problem: origin/gh-pages: the published site was built from commit ")
        assert newer.endswith(
            ", which is not in the history here; somebody published newer content from elsewhere; get it with "
            "`git pull`, build, and deploy again; if the history was rewritten, deploy with --yes"
        )
        git(other.root, "push", "-q", "origin", "main")
        git(shelf.root, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
        commit(shelf.build()).run("deploy")
        assert shelf.exit_code == 0, shelf.output
        assert {"articles/new.html", "articles/mine.html"} < set(published(shelf))

    def test_a_branch_that_somebody_pushes_to_meanwhile(self, shelf, monkeypatch):
        shelf.run("deploy")
        other = elsewhere(shelf)
        commit(other.put("content/articles/new.md", article("new")).build())
        commit(shelf.put("content/articles/mine.md", article("mine")).build())
        unbuilt = pipeline.find_unbuilt_files

        def slow(archive, day):
            if archive.root == shelf.root.resolve():
                other.run("deploy")
            return unbuilt(archive, day)

        monkeypatch.setattr(pipeline, "find_unbuilt_files", slow)
        shelf.run("deploy")
        assert shelf.exit_code == 1
        assert "problem: origin/gh-pages: this branch has moved on, from " in shelf.output
        assert "articles/new.html" in published(shelf)
        assert "articles/mine.html" not in published(shelf)

    def test_a_branch_that_somebody_rewinds_meanwhile(self, shelf, monkeypatch):
        shelf.run("deploy")
        commit(shelf.put("content/articles/new.md", article("new")).build()).run("deploy")
        commit(shelf.put("content/articles/mine.md", article("mine")).build())
        bare, unbuilt = shelf.root.parent / "origin.git", pipeline.find_unbuilt_files

        def slow(*arguments):
            git(bare, "update-ref", "refs/heads/gh-pages", "gh-pages~1")
            return unbuilt(*arguments)

        monkeypatch.setattr(pipeline, "find_unbuilt_files", slow)
        shelf.run("deploy")
        assert shelf.exit_code == 1
        assert "problem: origin/gh-pages: this branch has moved on, from " in shelf.output
        assert "articles/new.html" not in published(shelf)

    def test_a_file_that_is_changed_while_it_is_published(self, shelf, monkeypatch):
        unbuilt = pipeline.find_unbuilt_files

        def changed(*arguments):
            result = unbuilt(*arguments)
            shelf.put("output/index.html", "changed")
            return result

        monkeypatch.setattr(pipeline, "find_unbuilt_files", changed)
        shelf.run("deploy")
        assert shelf.exit_code == 3
        assert "for 'index.html'" in shelf.output
        assert "nothing was published" in shelf.output
        assert git(shelf.root.parent / "origin.git", "for-each-ref") == ""

    def test_a_branch_that_was_there_before_and_holds_something_else(self, shelf):
        other = elsewhere(shelf)
        git(other.root, "push", "-q", "origin", "main:gh-pages")
        (unknown,) = self.refused(shelf)
        assert "was never fetched here; somebody published from elsewhere; run `git fetch origin +" in unknown

    @pytest.mark.parametrize("how", ["deleted", "drafts", "withdrawn"])
    def test_more_stories_vanishing_than_may(self, shelf, how):
        shelf.run("deploy")
        for n in range(4):
            path = f"content/articles/story-{n:02}.md"
            if how == "deleted":
                (shelf.root / path).unlink()
            else:
                key = "draft" if how == "drafts" else "withdrawn"
                shelf.put(path, shelf.text(path).replace("---\n", f"---\n{key}: true\n", 1))
        commit(shelf.build("--allow-loss", "4"))
        assert self.refused(shelf) == [
            "problem: origin/gh-pages: 4 of 12 stories would vanish, articles/story-00.html first; at most 10 % may; "
            "files were deleted or are missing here, or stories became drafts or were withdrawn; if this is intended, "
            "deploy with --yes or a larger --share"
        ]
        assert "; 4 of 12 stories vanish" in shelf.run("deploy", "--share", "34").output

    def test_people_and_countries_that_vanish(self, shelf):
        for n in range(12):
            shelf.put(
                f"content/articles/story-{n:02}.md",
                article_file(f"The story-{n:02}", "It stands.", slug=f"story-{n:02}", people=f"[{NAMES[n]}]"),
            )
        commit(shelf.build()).run("deploy")
        for n in range(12):
            shelf.put(f"content/articles/story-{n:02}.md", article(f"story-{n:02}"))
        commit(shelf.build())
        (line,) = self.refused(shelf)
        assert "12 of 12 people would vanish" in line

    def test_a_few_stories_may_vanish(self, shelf):
        shelf.run("deploy")
        (shelf.root / "content/articles/story-00.md").unlink()
        assert commit(shelf.build()).run("deploy").exit_code == 0
        assert "1 of 12 stories vanish" in shelf.output

    def test_more_pages_vanishing_than_may(self, shelf):
        for n in range(12):
            shelf.put(f"output/old-{n:02}.html", "x")
        shelf.run("deploy")
        pages = len([path for path in published(shelf) if path.endswith(".html")])
        for n in range(12):
            (shelf.root / f"output/old-{n:02}.html").unlink()
        assert self.refused(shelf) == [
            f"problem: origin/gh-pages: 12 of {pages} published pages would vanish, old-00.html first; at most 10 % "
            "may; something else is published there, or content is missing here; list them with --dry-run; if this is "
            "intended, deploy with --yes or a larger --share"
        ]
        assert self.refused(shelf, "--share", str(12 * 100 // pages - 1), "--dry-run", code=1)
        assert "would publish" in shelf.run("deploy", "--yes", "--dry-run").output
        assert shelf.run("deploy", "--share", "50").exit_code == 0
        assert published(shelf) == site(shelf)

    def test_symbolic_links(self, shelf):
        (shelf.root / "output/press").symlink_to(shelf.root / "content")
        (shelf.root / "output/passwords.txt").symlink_to("/etc/passwd")
        end = "this is a symbolic link, and Pages serves none; put the file itself there"
        assert self.refused(shelf) == [f"problem: output/passwords.txt: {end}", f"problem: output/press: {end}"]

    def test_a_domain_that_is_not_that_of_the_site(self, shelf):
        shelf.put("output/CNAME", "old.example.org\n")
        assert self.refused(shelf) == [
            "problem: content/site.toml:2: `base_url` is at example.org, but output/CNAME says old.example.org; "
            "make both name the same domain; you change the branch's in the repository's settings of Pages"
        ]

    def test_an_archive_in_no_repository(self, archive):
        archive.run("deploy")
        assert archive.exit_code == 2
        assert "this is in no git repository; make one with `git init`" in archive.output

    def test_no_such_remote_and_no_name_of_a_branch(self, shelf):
        assert self.refused(shelf, "--remote", "host", code=2) == [
            "error: --remote host: there is no such remote; name one of these with --remote: origin"
        ]
        assert self.refused(shelf, "--branch", "a..b", code=2) == [
            "error: --branch a..b: this is not a valid name for a branch; use a name such as gh-pages"
        ]

    def test_a_remote_that_does_not_answer(self, shelf):
        git(shelf.root, "remote", "set-url", "origin", "../gone.git")
        shelf.run("deploy")
        assert shelf.exit_code == 3
        assert "does not appear to be a git repository" in shelf.output
        assert "nothing was published" in shelf.output

    def test_a_push_that_the_server_refuses(self, shelf):
        hook = shelf.root.parent / "origin.git/hooks/pre-receive"
        hook.write_text("#!/bin/sh\necho 'no room left' >&2\nexit 1\n")
        hook.chmod(0o755)
        shelf.run("deploy")
        assert shelf.exit_code == 3
        assert "no room left" in shelf.output
        assert git(shelf.root, "for-each-ref", "refs/remotes") == ""
        hook.unlink()
        assert shelf.run("deploy").exit_code == 0


class TestLimits:
    def told(self, *files):
        return [problem.format_message() for problem in hosting.check_limits(files)]

    def test_the_size_of_a_file_and_of_the_site(self):
        assert self.told(OutputFile(url="data/a.jsonl", size=100 * 2**20)) == []
        assert self.told(OutputFile(url="data/a.jsonl", size=100 * 2**20 + 1)) == [
            "output/data/a.jsonl: this file has 105 MB; at most 105 MB are accepted; "
            "make it smaller, or keep it elsewhere and link to it"
        ]
        many = [OutputFile(url=f"figures/{n:02}.jpg", size=10**8) for n in range(11)]
        assert self.told(*many) == [
            "output: the site has 1,100 MB; Pages accepts at most 1,000 MB; make pictures smaller; "
            "the largest file is figures/10.jpg"
        ]

    def test_names_that_cannot_be_addresses(self):
        assert self.told(OutputFile(url="a\nb.html", size=1)) == [
            "output/a\\nb.html: the name of this file is invalid in an address; rename it"
        ]

    @pytest.mark.parametrize(
        ("base_url", "repository", "right"),
        [
            ("https://ada.github.io/file/", "git@github.com:Ada/file.git", ""),
            ("https://ada.github.io/", "https://github.com/ada/ada.github.io", ""),
            ("https://ada.github.io/", "https://github.com/ada/file", "https://ada.github.io/file/"),
            ("https://ada.github.io/file/", "ssh://git@github.com/ada/other.git", "https://ada.github.io/other/"),
            ("https://bob.github.io/file/", "https://x@github.com/ada/file.git/", "https://ada.github.io/file/"),
            ("https://example.org/", "git@github.com:ada/file.git", "https://ada.github.io/file/"),
            ("https://news.museum/", "git@github.com:ada/file.git", ""),
            ("https://ada.github.io/file/", "../bare.git", ""),
        ],
    )
    def test_the_address_that_pages_gives_a_repository(self, base_url, repository, right):
        found = hosting.check_address(base_url, repository, SETTING)
        assert [problem.step for problem in found] == (
            [f'write `base_url = "{right}"`, build, and deploy again'] if right else []
        )

    @pytest.mark.parametrize(
        ("base_url", "own", "branch", "cname"),
        [
            ("https://news.museum/", None, None, "news.museum"),
            ("https://news.museum/file/", None, None, None),
            ("https://ada.github.io/", None, None, None),
            ("https://news.museum/", None, "News.museum\n", "news.museum"),
            ("https://news.museum/", "news.museum", "old.museum", "news.museum"),
        ],
    )
    def test_the_domain_that_is_published(self, base_url, own, branch, cname):
        found = hosting.resolve_domain(base_url, own, branch, SETTING)
        assert (found.value, found.problems) == (cname, ())

    def test_a_domain_that_was_set_on_the_branch_is_not_lost(self):
        (problem,) = hosting.resolve_domain("https://ada.github.io/", None, "news.museum", SETTING).problems
        assert problem.fact == "`base_url` is at ada.github.io, but the file CNAME on the branch says news.museum"
