"""Nothing is ever lost: random histories of editors' and crawlers' moves on a tiny archive.

After each build: no edit is lost, nothing deleted or withdrawn returns, no id or address changes, sources
are as they were, the site shows nothing of what was withdrawn, and a second build changes nothing.
"""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from support.archive import SITE_TOML, Archive
from support.tables import TABLES

from generator import edits, pipeline, withdrawals
from generator.archive import load_archive
from generator.model.problem import Severity
from generator.store import register_file

pytestmark = pytest.mark.histories

TOPICS = {
    "harbour": ("Lisbon", "António Guterres", "The harbour wall was raised by two metres after 14 storms in 9 years."),
    "railway": ("Nairobi", "Kofi Annan", "The night train carried 1,240 passengers over 480 kilometres of new track."),
    "library": ("Oslo", "Ban Ki-moon", "The reading room holds 31,000 volumes and opens at seven each morning."),
    "bridge": ("Belgrade", "Angela Merkel", "Engineers counted 212 cables and replaced every third one by hand."),
    "market": ("Accra", "Ellen Johnson Sirleaf", "Traders moved 640 stalls into the hall before the rains began."),
}


def body(topic):
    place, person, fact = TOPICS[topic]
    return (
        f"{place.upper()}: The {topic} project was opened on Monday in front of several hundred guests.\n\n"
        f"{person} praised the {topic} as a piece of work that others would want to copy soon.\n\n{fact}\n\n"
        f"Officials said the {topic} would be looked at again next year, when the second part of the money is due.\n"
    )


def head(topic):
    return f"The {topic.title()} Opens in {TOPICS[topic][0]}"


def page(*some):
    """A saved page with these stories."""
    caption = "Visitors at the {0}. (Wire)\nVisitors at the {0}. (Wire)\nTT"
    stories = (f"{head(topic)}\n\n{caption.format(topic)}\n\n{head(topic)}\n\n{body(topic)}" for topic in some if topic)
    return "\n\n\n".join(stories)


topics = st.sampled_from(sorted(TOPICS))
names = st.sampled_from(["a.txt", "b.txt", "old/c.txt", "old/d.txt", "new/e.txt"])
picks = st.integers(min_value=0, max_value=1000)


class Histories(RuleBasedStateMachine):
    """Moves, and what must hold after each build."""

    def __init__(self):
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="histories-"))
        self.archive = Archive(self.root, SITE_TOML)
        self.touched = {}  # path -> bytes of what an editor wrote
        self.deleted = set()  # ids of files that an editor deleted
        self.urls = set()
        self.ids = {}  # (digest, start, end) -> id
        self.slugs = {}  # id -> slugs issued

    def teardown(self):
        shutil.rmtree(self.root)

    # the crawler's moves

    @initialize(first=topics, second=topics)
    def start(self, first, second):
        self.archive.source("a.txt", page(first, second if second != first else None))
        self.build()

    @rule(name=names, first=topics, second=st.none() | topics)
    def a_page_arrives(self, name, first, second):
        if not (self.root / "content/sources" / name).exists():
            self.archive.source(name, page(first, second if second != first else None))

    @rule(pick=picks, name=names)
    def a_page_is_copied_or_renamed(self, pick, name):
        pages = self.sources()
        target = self.root / "content/sources" / name
        if pages and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            source = pages[pick % len(pages)]
            shutil.copy(source, target)
            if pick % 2:
                source.unlink()

    @rule(pick=picks, line=st.sampled_from(["Skip to content", "Subscribe to our newsletter", "Home > World"]))
    def a_page_is_saved_again(self, pick, line):
        pages = self.sources()
        if pages:
            page = pages[pick % len(pages)]
            page.write_text(f"{line}\n\n\n{page.read_text(encoding='utf-8')}", encoding="utf-8")

    @rule(pick=picks)
    def a_page_is_removed(self, pick):
        pages = self.sources()
        if pages:
            pages[pick % len(pages)].unlink()

    # the editor's moves

    @rule(pick=picks)
    def an_article_is_edited(self, pick):
        for file in self.picked(pick):
            file.write_bytes(file.read_bytes() + f"\nAn editor added line {pick}.\n".encode())
            self.touch(file)

    @rule(pick=picks, slug=st.sampled_from(["first-slug", "second-slug", "third-slug"]))
    def a_slug_is_changed(self, pick, slug):
        taken = {slug for slugs in self.slugs.values() for slug in slugs}
        here = "".join(file.read_text(encoding="utf-8") for file in self.articles())
        for file in self.picked(pick):
            if slug not in taken and slug not in here:
                lines = file.read_text(encoding="utf-8").split("\n")
                lines = [f"slug: {slug}" if line.startswith("slug:") else line for line in lines]
                file.write_text("\n".join(lines), encoding="utf-8")
                self.touch(file)

    @rule(pick=picks, folder=st.sampled_from(["", "moved", "moved/deep"]))
    def an_article_is_moved(self, pick, folder):
        for file in self.picked(pick):
            target = self.root / "content/articles" / folder / f"renamed-{pick}.md"
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                self.touched.pop(self.path(file), None)
                file.rename(target)
                self.touch(target)

    @rule(pick=picks)
    def an_article_is_deleted(self, pick):
        for file in self.picked(pick):
            self.deleted.add(self.identity(file))
            self.touched.pop(self.path(file), None)
            file.unlink()

    @rule(pick=picks)
    def an_article_is_withdrawn(self, pick):
        for file in self.picked(pick):
            before = file.read_bytes()
            made = edits.withdraw(self.root, self.path(file), f"reason {pick}")
            assert made.value or b"title: [" in before
            if made.value:
                keys = (b"withdrawn: true", b"withdrawn_reason: ")
                rest = [line for line in file.read_bytes().splitlines() if not line.startswith(keys)]
                assert rest == [line for line in before.splitlines() if not line.startswith(keys)]
                self.touch(file)

    @rule(pick=picks)
    def an_article_breaks(self, pick):
        for file in self.picked(pick):
            file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: [", 1), encoding="utf-8")
            self.touch(file)

    @rule(pick=picks)
    def an_article_is_written_by_hand(self, pick):
        file = self.root / "content/articles" / f"own-{pick}.md"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"---\ntitle: Own {pick}\n---\n\nA text of our own.\n", encoding="utf-8")
            self.touch(file)

    # the machine's

    @rule(what=st.sampled_from([".backfile", "output"]))
    def what_can_be_made_again_is_deleted(self, what):
        shutil.rmtree(self.root / what, ignore_errors=True)

    @rule()
    def build(self):
        sources = self.archive.files("content/sources")
        allowed = len(self.deleted)  # an editor who deletes all files of so small an archive is asked
        pipeline.build(load_archive(self.root, TABLES), "2024-11-21", search=False, allow_loss=allowed)
        assert self.archive.files("content/sources") == sources
        self.look()
        before = self.archive.files("content") | self.archive.files("output")
        pipeline.build(load_archive(self.root, TABLES), "2024-12-24", search=False)
        assert self.archive.files("content") | self.archive.files("output") == before

    def look(self):
        """What must hold after a build, and what must hold after the next."""
        known = register_file.load(self.root).value
        for entry in known.articles.values():
            assert set(self.slugs.get(entry.id, ())) <= set(entry.slugs)
            self.slugs[entry.id] = entry.slugs
            for copy in entry.copies:
                source = copy.provenance
                assert self.ids.setdefault((source.sha256, source.start, source.end), entry.id) == entry.id
        assert set(self.slugs) <= set(known.articles)
        for url in self.urls:
            assert (self.root / "output" / url).is_file() or not self.is_kept(url), url
        if not any(b"title: [" in file.read_bytes() for file in self.articles()):
            manuscripts = edits.load_catalog(self.root).articles.manuscripts
            found = withdrawals.find_exposed_stories(load_archive(self.root, TABLES), manuscripts, known)
            assert [one.fact for one in found if one.severity is Severity.PROBLEM] == []
        pages = [*(self.root / "output").glob("articles/*.html"), *(self.root / "output").glob("people/*.html")]
        self.urls |= {path.relative_to(self.root / "output").as_posix() for path in pages}

    def is_kept(self, url):
        """Whether a page must be there: only that of an article that broke may be lost with the output folder."""
        broken = [self.identity(file) for file in self.articles() if b"title: [" in file.read_bytes()]
        slugs = {slug for identifier in broken for slug in self.slugs.get(identifier, ())}
        return not url.startswith("people/") and Path(url).stem not in slugs and not (broken and "own-" in url)

    @invariant()
    def no_edit_is_lost(self):
        for path, data in self.touched.items():
            assert (self.root / path).read_bytes() == data

    @invariant()
    def nothing_deleted_returns(self):
        assert not self.deleted & {self.identity(file) for file in self.articles()} - {None}

    # helpers

    def sources(self):
        return sorted((self.root / "content/sources").rglob("*.txt"))

    def articles(self):
        return sorted((self.root / "content/articles").rglob("*.md"))

    def picked(self, pick):
        found = self.articles()
        return found[pick % len(found) :][:1] if found else []

    def path(self, file):
        return file.relative_to(self.root).as_posix()

    def touch(self, file):
        self.touched[self.path(file)] = file.read_bytes()

    def identity(self, file):
        line = next((line for line in file.read_text(encoding="utf-8").split("\n") if line.startswith("id:")), None)
        return line.removeprefix("id:").strip() if line else None


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=40,
    stateful_step_count=14,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # shrinking a history takes minutes: do it by hand
    suppress_health_check=list(HealthCheck),
)
