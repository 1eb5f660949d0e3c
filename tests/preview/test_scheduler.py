"""What the scheduler of a preview decides, without threads, files or a clock: events go in, actions come out.

`World` plays the rest: files with versions, a watcher that may be late or miss something, a scan that reads one file
after the other, background work that ends whenever it likes. In whatever order these come, at the end of the day
everything that is shown must be what is there.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import layout
from generator.preview import scheduler as s
from generator.preview.scheduler import Pauses, Scheduler

ARTICLES = ("content/articles/a.md", "content/articles/b.md", "templates/home.html")
DECISION = "content/decisions/2024.jsonl"
FILES = (*ARTICLES, "content/site.toml", DECISION, layout.REGISTER)
PAUSES = Pauses(rescan=5, idle=15, after_edit=1.5, after_answer=10)


class World:
    """Everything around a scheduler. `shown` is what browsers see: the version of each file."""

    def __init__(self):
        self.now, self.files, self.shown = 0.0, dict.fromkeys(FILES, 0), None
        self.is_broken = False
        self.unreported = []  # changes that the watcher has not reported yet
        self.events = []  # what has happened and was not handled yet
        self.scan = None  # the scan that runs: its fingerprint, what it has read, what it will read
        self.work = []  # other background work that runs
        self.actions = []
        # Whether the review queue saw every change by somebody else: the version that it was told of.
        self.foreign_changes = self.foreign_at_scan = self.foreign_told = 0
        self.expected_decision = 0
        self.scheduler = Scheduler(PAUSES, lambda path: str(self.files[path]))

    # What may happen, in any order.

    def change(self, path, *, is_missed=False):
        """Somebody saves a file; the watcher may miss it.

        If it does, and an answer is saved before the next scan, the review queue is not told; nor of a register that
        changes during a scan. Nothing is lost: the queue compares the files of a question with its page first.
        """
        self.files[path] += 1
        self.foreign_changes += not is_missed and path != layout.REGISTER
        if not is_missed:
            self.unreported.append(path)

    def answer(self):
        """The review queue saves an answer; it refuses if somebody else wrote decisions since it looked."""
        if self.files[DECISION] != self.expected_decision:
            return
        self.files[DECISION] += 1
        self.expected_decision = self.files[DECISION]
        self.events.append(s.AnswerSaved(DECISION, str(self.files[DECISION])))
        self.unreported.append(DECISION)

    def report(self, *, is_late=False):
        """The watcher reports what it has seen, or that it has missed something."""
        if self.unreported and is_late:
            self.events.append(s.ChangesMissed())
        elif self.unreported:
            self.events.append(s.FilesChanged(frozenset(self.unreported)))
        self.unreported = []

    def read(self):
        """The scan that runs reads one more file, or ends."""
        if self.scan is None:
            return
        fingerprint, contents, paths = self.scan
        if paths:
            contents[paths[0]] = self.files[paths[0]]
            self.scan = (fingerprint, contents, paths[1:])
            return
        self.scan = None
        self.events.append(s.ScanFailed(fingerprint, ()) if self.is_broken else s.ScanFinished(fingerprint, contents))

    def end_work(self):
        """The oldest other work ends."""
        if self.work:
            self.events.append(self.work.pop(0)())

    def handle(self):
        """The owner takes the next event."""
        if self.events:
            self.decide(self.events.pop(0))

    def wait(self, seconds):
        """Time passes, and wakes the owner if it asked for that."""
        wait = self.scheduler.compute_wait(self.now)
        self.now += seconds
        if wait is not None and wait <= seconds and not self.events:
            self.decide(s.TimePassed())

    # What the owner does.

    def decide(self, event):
        for action in self.scheduler.decide(event, self.now):
            self.actions.append(action)
            self.perform(action)

    def perform(self, action):
        match action:
            case s.ShowChanges(paths=paths):
                if self.shown is not None:
                    self.shown |= {path: self.files[path] for path in paths if path in ARTICLES}
            case s.StartScan():
                assert self.scan is None, "two scans at once"
                assert s.PagesChecked not in [work.__name__ for work in self.work]
                self.foreign_at_scan = self.foreign_changes
                self.scan = (self.fingerprint(), {}, list(FILES))
            case s.ShowSnapshot(snapshot=snapshot):
                assert self.scan is None
                self.shown = dict(snapshot)
                self.work.append(lambda: s.PagesChecked(()))
            case s.InspectFiles():
                self.work.append(lambda: s.FilesInspected(self.fingerprint()))
            case s.UpdateIndex():
                self.work.append(s.IndexUpdated)
            case s.MarkDeskStale():
                self.foreign_told, self.expected_decision = self.foreign_at_scan, self.files[DECISION]

    def fingerprint(self):
        return str(sorted(self.files.items()))

    def settle(self):
        """Let everything happen that is under way, and a quarter of an hour pass."""
        self.is_broken = False
        until = self.now + 900
        for _ in range(5000):
            self.report()
            self.read()
            self.end_work()
            self.handle()
            if not (self.events or self.scan or self.work):
                if self.now > until:
                    return
                self.wait(self.scheduler.compute_wait(self.now))
        raise AssertionError("it does not come to rest")

    def start(self):
        """The preview starts."""
        self.decide(s.TimePassed())
        return self


steps = st.one_of(
    st.tuples(st.just("change"), st.sampled_from(FILES)),
    st.tuples(st.just("miss"), st.sampled_from(FILES)),
    st.tuples(st.just("wait"), st.sampled_from((0.1, 1.5, 5.0, 10.0, 15.0))),
    st.tuples(st.sampled_from(("answer", "report", "late", "read", "end_work", "handle", "break", "mend")), st.none()),
)


def take(world, step):
    """Let one step happen."""
    name, value = step
    match name:
        case "change":
            world.change(value)
        case "miss":
            world.change(value, is_missed=True)
        case "late":
            world.report(is_late=True)
        case "wait":
            world.wait(value)
        case "break" | "mend":
            world.is_broken = name == "break"
        case _:
            getattr(world, name)()


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.lists(steps, max_size=60))
def test_whatever_comes_in_whatever_order_what_is_shown_in_the_end_is_what_is_there(history):
    world = World().start()
    for step in history:
        take(world, step)
    world.settle()
    assert world.shown == world.files
    assert world.foreign_told == world.foreign_changes, "the review queue was not told"


@settings(max_examples=200, deadline=None)
@given(st.lists(steps, max_size=60))
def test_an_article_never_goes_back_to_an_earlier_version_once_its_change_was_handled(history):
    world, handled = World().start(), dict.fromkeys(ARTICLES, 0)
    for step in history:
        event = world.events[0] if step[0] == "handle" and world.events else None
        take(world, step)
        if world.shown is None:
            continue
        if isinstance(event, s.FilesChanged):
            handled |= {path: max(handled[path], world.shown[path]) for path in event.paths if path in ARTICLES}
        assert all(world.shown[path] >= version for path, version in handled.items())


@pytest.fixture
def world():
    """A world in which the first scan is over and nothing happens."""
    world = World().start()
    world.settle()
    world.actions.clear()
    return world


def kinds(world):
    return [type(action) for action in world.actions]


def test_a_preview_that_is_left_alone_only_looks_whether_files_changed(world):
    world.settle()
    assert set(kinds(world)) == {s.InspectFiles}


@pytest.mark.parametrize(
    ("path", "pause"),
    [("content/articles/a.md", 1.5), ("templates/home.html", 1.5), ("content/site.toml", 0), (DECISION, 0)],
)
def test_a_change_is_shown_at_once_and_scanned_after_a_pause_if_it_could_be_shown(world, path, pause):
    world.change(path)
    world.report()
    world.handle()
    assert world.actions[0] == s.ShowChanges(frozenset({path}))
    assert (s.StartScan in kinds(world)) == (pause == 0)
    if pause:
        assert world.scheduler.compute_wait(world.now) == pause
        world.wait(pause)
        assert s.StartScan in kinds(world)


def test_changes_that_follow_each_other_do_not_put_off_the_scan(world):
    for _ in range(4):
        world.change("content/articles/a.md")
        world.report()
        world.handle()
        world.wait(0.5)
    assert kinds(world).count(s.StartScan) == 1


def test_a_scan_that_was_overtaken_is_dropped_and_made_again(world):
    world.change("content/site.toml")
    world.report()
    world.handle()
    world.change("content/articles/a.md")
    world.report()
    while world.scan:
        world.read()
    world.handle()
    world.handle()
    assert s.ShowSnapshot not in kinds(world)
    world.settle()
    assert s.ShowSnapshot in kinds(world)
    assert world.shown == world.files


def test_the_register_that_a_scan_writes_does_not_overtake_it(world):
    world.change("content/site.toml")
    world.report()
    world.handle()
    world.decide(s.FilesChanged(frozenset({layout.REGISTER})))
    while world.scan:
        world.read()
    world.handle()
    assert s.ShowSnapshot in kinds(world)


def test_answers_wait_for_a_longer_pause_and_leave_the_review_queue_alone(world):
    world.answer()
    world.report()
    world.handle()
    world.handle()
    assert world.scheduler.compute_wait(world.now) == 10
    world.wait(10)
    while world.scan:
        world.read()
    world.handle()
    assert s.ShowSnapshot in kinds(world)
    assert s.MarkDeskStale not in kinds(world)


def test_what_somebody_else_wrote_after_an_answer_does_not_wait(world):
    world.answer()
    world.change(DECISION)
    world.report()
    world.handle()
    world.handle()
    assert s.StartScan in kinds(world)
    world.settle()
    assert s.MarkDeskStale in kinds(world)


def test_what_the_watcher_missed_is_found_and_told_to_the_review_queue(world):
    world.change("content/articles/a.md", is_missed=True)
    world.settle()
    assert world.shown == world.files
    assert s.MarkDeskStale in kinds(world)


def test_a_scan_that_failed_is_tried_again_when_it_is_quiet(world):
    world.is_broken = True
    world.change("content/site.toml")
    world.report()
    world.handle()
    while world.scan:
        world.read()
    world.handle()
    assert kinds(world)[-2:] == [s.ShowFailure, s.MarkDeskStale]
    world.wait(14)
    assert world.scan is None
    world.wait(1)
    assert world.scan is not None


@pytest.mark.parametrize("action", [s.ShowChanges(frozenset({"content/articles/a.md"})), s.ShowSnapshot({})])
def test_an_action_that_fails_leads_to_another_scan(world, action):
    world.decide(s.ActionFailed(action, ()))
    world.wait(15)
    assert s.StartScan in kinds(world)


def test_the_search_index_is_updated_once_when_it_is_quiet(world):
    world.change("content/articles/a.md")
    world.report()
    world.settle()
    assert kinds(world).count(s.UpdateIndex) == 1
