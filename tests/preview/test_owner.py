"""The owner of a preview with real files, but without threads: a test says when files change and when work is done.

A scan may end long after it began, and events may wait in the queue while more files change. Whatever the order, the
preview must show in the end what a build makes of the same files.
"""

import queue
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.archive import SITE_TOML, Archive
from support.tables import TABLES
from support.twin import hurried, new_folder

from generator.preview.live_site import BrowserCalls, LiveSite, PreviewConsole
from generator.preview.owner import PreviewOwner
from generator.preview.preview_site import load_file
from generator.preview.scheduler import (
    AnswerSaved,
    ChangesMissed,
    FilesChanged,
    InspectFiles,
    Pauses,
    Scheduler,
    TimePassed,
)
from generator.preview.snapshot import PreviewSource
from generator.store import guarded_write

TEMPLATE = "templates/article.html"
UNSEARCHED = SITE_TOML + "\n[output]\nsearch = false\n"
SOURCE = "\n\n".join(f"The ferry came in on day {day} with forty passengers and a cargo of salt." for day in "abc")
KINDS = {
    "text": "title: Log {name}\n",
    "title": "title: Log {name} of {word}\n",
    "tags": "title: Log {name}\ncountries: [Norway]\npeople: [Mia Berg]\n",
    "draft": "title: Log {name}\ndraft: true\n",
    "broken": "title: [\n",
}


class SlowOwner(PreviewOwner):
    """An owner whose background work is done when a test says so, by a clock that a test sets."""

    def __init__(self, root):
        self.root, self.events, self.work, self.now, self.unreported = root, queue.SimpleQueue(), [], 0.0, set()
        self.reloaded, self.lines, self.words = [], [], 0
        source = PreviewSource(root, "https://example.org/file/", TABLES, lambda: "2024-11-21")
        console = PreviewConsole(self.print, self.print)
        self.live_site = LiveSite(source, console, BrowserCalls(self.reloaded.append, lambda: None))
        scheduler = Scheduler(Pauses(), lambda path: guarded_write.read_with_digest(root, path)[1])
        super().__init__(source, self.events, self.live_site, scheduler, lambda: None)
        self._clock = lambda: self.now
        self.handle(TimePassed())

    def print(self, *lines):
        self.lines += lines

    def _start_work(self, action, work):
        self.work.append((action, work))

    # Steps, in any order.

    def save(self, path, text):
        """Somebody saves a file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        self.unreported.add(path)

    def edit(self, name, kind):
        """Somebody saves an article; every version has a size of its own, as its time may be that of the last."""
        self.words += 1
        word = "w" * self.words
        head = KINDS[kind].format(name=name, word=word)
        self.save(f"content/articles/{name}.md", f"---\nslug: {name}\n{head}---\n\nThe log says {word}.\n")

    def delete(self, name):
        """Somebody deletes an article."""
        (self.root / f"content/articles/{name}.md").unlink(missing_ok=True)
        self.unreported.add(f"content/articles/{name}.md")

    def style(self, kind):
        """Somebody saves an article template that works, one that fails, or deletes it."""
        self.words += 1
        body = {"good": "{{ view.headline }}" + "t" * self.words, "bad": "{{ view.nothing }}"}.get(kind)
        if body is not None:
            self.save(TEMPLATE, '{% extends "base.html" %}{% block main %}<main>' + body + "</main>{% endblock %}")
        elif (self.root / TEMPLATE).exists():
            (self.root / TEMPLATE).unlink()
            self.unreported.add(TEMPLATE)

    def add_source(self, name):
        """A saved page comes in."""
        self.save(f"content/sources/{name}.txt", f"News\n\nFerry {name} Comes In\n\nOSLO: {SOURCE}\n")

    def set_title(self, kind):
        """Somebody saves settings that can be used, or that cannot."""
        self.words += 1
        self.save("content/site.toml", UNSEARCHED + "#" * self.words if kind == "good" else "title = \n")

    def report(self, kind):
        """The watcher reports changes, or that it missed them, or does not notice them."""
        if self.unreported and kind != "not":
            paths = frozenset(self.unreported)
            self.events.put(FilesChanged(paths) if kind == "all" else ChangesMissed())
        self.unreported = set()

    def end_work(self, kind):
        """Background work is done and reported: the oldest or the newest."""
        if self.work:
            self._do_work(*self.work.pop(0 if kind == "oldest" else -1))

    def take(self, _=None):
        """The owner takes the next event."""
        if not self.events.empty():
            self.handle(self.events.get())

    def wait(self, seconds):
        """Time passes."""
        self.now += seconds
        self.handle(TimePassed())

    def settle(self):
        """Report everything, and go on until two looks at all files in a row have found nothing new."""
        self.report("all")
        quiet = 0
        for _ in range(200):
            while not self.events.empty() or self.work:
                is_inspection = bool(self.work) and isinstance(self.work[0][0], InspectFiles)
                quiet = quiet + 1 if is_inspection and len(self.work) == 1 else 0
                self.end_work("oldest")
                self.take()
            if quiet >= 2:
                return
            self.wait(self._scheduler.compute_wait(self.now))
        raise AssertionError("it does not come to rest")

    def get(self, url):
        """The bytes that browsers get."""
        file = load_file(self.root, self.live_site.preview_site, url)
        return file and file.data


def core(url, data):
    """What of a file the preview gives as a build does: all of it, or, of a page, what stands in its <main>."""
    return data.partition(b"<main")[2].partition(b"</main>")[0] if url.endswith(".html") else data


def differing(owner, beside):
    """The addresses at which the preview gives something else than a build from nothing."""
    shutil.rmtree(beside, ignore_errors=True)
    for name in ("content", "templates"):
        if (owner.root / name).is_dir():
            shutil.copytree(owner.root / name, beside / name)
    files = Archive(beside, None).build().files("output")
    assert files
    urls = {path.removeprefix("output/"): data for path, data in files.items()}
    return [url for url, data in urls.items() if core(url, owner.get(url) or b"") != core(url, data)]


NAMES = st.sampled_from(("a", "b", "c"))
STEPS = st.one_of(
    st.tuples(st.just("edit"), NAMES, st.sampled_from(tuple(KINDS))),
    st.tuples(st.just("delete"), NAMES),
    st.tuples(st.just("style"), st.sampled_from(("good", "bad", "none"))),
    st.tuples(st.just("add_source"), NAMES),
    st.tuples(st.just("set_title"), st.sampled_from(("good", "bad"))),
    st.tuples(st.just("report"), st.sampled_from(("all", "all", "late", "not"))),
    st.tuples(st.just("end_work"), st.sampled_from(("oldest", "newest"))),
    st.tuples(st.just("take")),
    st.tuples(st.just("take")),
    st.tuples(st.just("wait"), st.sampled_from((0.1, 2.0, 6.0, 16.0))),
)


@pytest.fixture(name="folder")
def _folder():
    folder = new_folder()
    with hurried():
        yield folder
    shutil.rmtree(folder)


def laid(folder):
    """An owner of a new archive with two articles."""
    root = folder / "archive"
    shutil.rmtree(root, ignore_errors=True)
    Archive(root, UNSEARCHED).put("content/articles/a.md", "---\ntitle: Log a\nslug: a\n---\n\nAll is well.\n")
    return SlowOwner(root)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(STEPS, max_size=30))
def test_whatever_comes_in_whatever_order_the_preview_shows_in_the_end_what_a_build_makes(folder, history):
    owner = laid(folder)
    versions = []
    for name, *values in history:
        getattr(owner, name)(*values)
        versions.append(owner.live_site.preview_site.version)
    assert versions == sorted(versions)
    # What is still broken is fixed: a build would stop at it, and readers see no drafts.
    for name in ("a", "b", "c"):
        owner.edit(name, "text")
    owner.style("good")
    owner.set_title("good")
    owner.settle()
    assert owner.live_site.preview_site.problems == ()
    assert differing(owner, folder / "beside") == []


def test_a_value_that_a_browser_has_read_never_changes(folder):
    owner = laid(folder)
    owner.settle()
    before = owner.live_site.preview_site
    page = before.files.pages["articles/a.html"]
    owner.edit("a", "text")
    owner.report("all")
    owner.take()
    assert owner.live_site.preview_site.version > before.version
    assert owner.get("articles/a.html") != page
    assert load_file(owner.root, before, "articles/a.html").data == page


def test_problems_reach_the_overlay_as_values(folder):
    owner = laid(folder)
    owner.settle()
    owner.style("bad")
    owner.edit("a", "broken")
    owner.set_title("bad")
    owner.settle()
    places = {(problem.place.path, problem.place.line > 0) for problem in owner.live_site.preview_site.problems}
    assert places == {(TEMPLATE, True), ("content/articles/a.md", True), ("content/site.toml", False)}
    assert all(problem.fact and problem.step for problem in owner.live_site.preview_site.problems)
    assert b"All is well." in owner.get("articles/a.html")


def test_an_action_that_fails_is_reported_and_tried_again(folder, monkeypatch):
    owner = laid(folder)
    owner.settle()
    show_changes = owner.live_site.show_changes

    def fail(_):
        raise RuntimeError("out of luck")

    monkeypatch.setattr(owner.live_site, "show_changes", fail)
    owner.edit("a", "text")
    owner.report("all")
    owner.take()
    monkeypatch.setattr(owner.live_site, "show_changes", show_changes)
    owner.settle()
    assert "error: RuntimeError: out of luck" in owner.lines
    assert b"The log says w." in owner.get("articles/a.html")


def test_an_answer_of_the_review_queue_is_shown_after_its_pause(folder):
    owner = laid(folder)
    owner.settle()
    decision = '{"kind": "person", "a": "Kofi Annan", "ruling": "keep"}\n'
    owner.save("content/decisions/2024.jsonl", decision)
    digest = guarded_write.read_with_digest(owner.root, "content/decisions/2024.jsonl")[1]
    owner.events.put(AnswerSaved("content/decisions/2024.jsonl", digest))
    owner.report("all")
    owner.take()
    owner.take()
    assert owner._scheduler.compute_wait(owner.now) == Pauses().after_answer
