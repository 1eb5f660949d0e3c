"""The desk in the browser as an editor and an intruder meet it: a process of its own, and a real browser."""

import html
import importlib.util
import re
import shutil
import time

import pytest
from support.archive import DAY, Archive
from support.browser import Window
from support.optional import needs
from support.questions import asked, decisions, path_of, with_questions
from support.serving import Preview
from support.tables import TABLES
from support.waiting import wait_until

from generator.desk.question import QuestionKind
from generator.desk_web.desk_state import DeskSession
from generator.desk_web.desk_thread import DeskThread
from generator.desk_web.handlers import LINK
from generator.desk_web.question_scan import scan_questions
from generator.model.errors import GeneratorError
from generator.store import guarded_write, lock
from generator.text import digest

pytestmark = pytest.mark.slow

SIGNED = {
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "user.name",
    "GIT_CONFIG_VALUE_0": "Mia Berg",
    "USER": "Mia Berg",
}
HOSTILE = "<script>alert(1)</script> & “ships” " + "x" * 120
ARABIC = "الميناء يستقبل سفينة كبيرة"
# The size of targets is new in WCAG 2.2, and axe looks at it only when told to.
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
DECISIONS = "content/decisions/2024.jsonl"


@pytest.fixture(scope="module", name="built")
def _built(tmp_path_factory):
    """An archive in which a question of nearly each kind waits, and stories that no page may fall for."""
    archive = with_questions(tmp_path_factory.mktemp("built"))
    archive.put(
        "content/articles/hostile.md", f"---\ntitle: '{HOSTILE}'\n---\n\n<img src=x onerror=alert(1)> said so.\n"
    )
    archive.put(
        "content/articles/arabic.md", f"---\ntitle: {ARABIC}\nlanguage: ar\n---\n\nوصل محمد حسن إلى الميناء ظهرا.\n"
    )
    archive.run("build")
    assert archive.exit_code == 0, archive.output
    return archive


@pytest.fixture
def waiting(archive, built):
    """The same archive, to be changed."""
    shutil.copytree(built.root, archive.root, dirs_exist_ok=True)
    return archive


class Desk(Preview):
    """A running preview at whose desk somebody sits without a script."""

    def __init__(self, root):
        super().__init__(root, SOURCE_DATE_EPOCH=DAY, **SIGNED)
        self.own = {"Origin": f"http://127.0.0.1:{self.port}"}
        try:
            self.waits_for("the preview is at")
        except BaseException:
            self.ends()
            raise

    def page(self, path="/_desk/"):
        """A page of the desk, as soon as the archive was surveyed."""

        def look():
            status, _, body = self.sends("GET", path)
            return (status, body) if "One moment" not in body else None

        return wait_until(look, pause=0.1)

    def questions(self):
        """The first questions on the overview: id by what is asked."""
        _, body = self.page()
        found = re.findall(r'href="/_desk/q/(\w+)"><bdi>(.*?)</bdi>', body)
        return {html.unescape(words): identifier for identifier, words in found}

    def one(self, words):
        """The id of the question that holds `words`."""
        (found,) = [identifier for asked, identifier in self.questions().items() if words in asked]
        return found

    def form(self, identifier, letter, **typed):
        """What the button of an answer sends from the page as it is now."""
        status, body = self.page(f"/_desk/q/{identifier}")
        assert status == 200
        hidden = dict(re.findall(r'<input type="hidden" name="(token|seen)" value="([^"]*)">', body))
        return hidden | {"answer": letter} | typed

    def answers(self, identifier, form, **headers):
        """Press a button."""
        status, got, body = self.sends("POST", f"/_desk/q/{identifier}", form, **(self.own | headers))
        return status, got.get("Location", ""), body


def running(archive):
    desk = Desk(archive.root)
    try:
        yield desk
    finally:
        desk.ends()


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory, built):
    """A desk for tests that are refused, or only look."""
    root = tmp_path_factory.mktemp("desk") / "archive"
    shutil.copytree(built.root, root)
    yield from running(Archive(root, site_toml=None))


@pytest.fixture
def desk(waiting):
    yield from running(waiting)


class TestGuards:
    @pytest.fixture(autouse=True)
    def _nothing_is_written(self, unchanged):
        before = Archive(unchanged.root, site_toml=None).files()
        yield
        assert Archive(unchanged.root, site_toml=None).files() == before

    @pytest.mark.parametrize("path", ["/_desk/", "/_desk/q/0123456789", "/_desk/undo", "/_desk/desk.js", "/_desk/x"])
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_a_request_for_another_host_is_refused(self, unchanged, method, path):
        for host in ("evil.example", "127.0.0.1:1", "127.0.0.1.evil.example"):
            assert unchanged.sends(method, path, {"token": ""}, Host=host)[0] == 403

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("Origin", "http://evil.example"),
            ("Origin", "null"),
            ("Origin", "https://127.0.0.1:{port}"),
            ("Origin", "http://127.0.0.1:1"),
            ("Origin", "http://localhost:{port}"),
            ("Origin", "http://[::1"),
            ("Referer", "http://evil.example/http://127.0.0.1:{port}/_desk/"),
            ("X-Nothing", "at all"),
        ],
    )
    def test_a_form_of_another_site_is_refused(self, unchanged, name, value):
        identifier = unchanged.one("one story?")
        form = unchanged.form(identifier, "s")
        headers = {name.replace("-", "_"): value.format(port=unchanged.port)}
        status, _, body = unchanged.sends("POST", f"/_desk/q/{identifier}", form, **headers)
        assert (status, "nothing was done" in body) == (403, True)
        assert unchanged.sends("POST", "/_desk/undo", form | {"last": identifier}, **headers)[0] == 403

    @pytest.mark.parametrize("token", [None, "", "wrong", "ß"])
    def test_a_form_without_the_token_is_refused(self, unchanged, token):
        identifier = unchanged.one("one story?")
        form = unchanged.form(identifier, "s") | {"token": token}
        sent = {name: value for name, value in form.items() if value is not None}
        assert unchanged.answers(identifier, sent)[0] == 403
        assert unchanged.sends("POST", "/_desk/undo", sent, **unchanged.own)[0] == 403

    def test_looking_changes_nothing(self, unchanged):
        identifier = unchanged.one("one story?")
        form = unchanged.form(identifier, "s")
        assert unchanged.page(f"/_desk/q/{identifier}?answer=s&token={form['token']}")[0] == 200
        assert unchanged.sends("GET", "/_desk/undo")[0] == 405

    def test_what_is_not_asked_cannot_be_answered(self, unchanged):
        identifier = unchanged.one("one story?")
        form = unchanged.form(identifier, "s")
        assert unchanged.answers("0123456789", form)[0] == 404
        for letter in ("x", "", "../s", "content/site.toml"):
            assert unchanged.answers(identifier, form | {"answer": letter})[0] == 404
        assert unchanged.answers(identifier, form | {"why": "x" * 1001})[0] == 413
        status, location, _ = unchanged.sends("POST", "/_desk/undo", form | {"last": identifier}, **unchanged.own)
        assert (status, location["Location"]) == (303, "/_desk/")

    @pytest.mark.parametrize("seen", ["", "0", "0.0", "../../content/site.toml", "0" * 16 + "." + "0" * 16])
    def test_a_page_of_other_files_is_a_conflict(self, unchanged, seen):
        identifier = unchanged.one("one story?")
        status, _, body = unchanged.answers(identifier, unchanged.form(identifier, "s") | {"seen": seen})
        assert status == 409
        assert "Nothing was overwritten" in body

    @pytest.mark.parametrize(
        "path",
        [
            "/_desk/../content/site.toml",
            "/_desk/q/../../content/site.toml",
            "/_desk/q/..%2f..%2fcontent%2fsite.toml",
            "/_desk/question.html",
            "/_desk/desk.css/../../serve.py",
            "/_desk//etc/passwd",
            "/_desk/%00",
        ],
    )
    def test_no_address_leads_to_a_file(self, unchanged, path):
        status, _, body = unchanged.sends("GET", path)
        assert status == 404
        assert "base_url" not in body
        assert "{%" not in body

    def test_pages_are_kept_from_other_sites(self, unchanged):
        unchanged.page()
        for path in ("/_desk/", "/_desk/nothing", "/_desk/desk.css"):
            headers = unchanged.sends("GET", path)[1]
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert headers["Cache-Control"] == "no-store"
            assert headers["Referrer-Policy"] == "same-origin"
        assert unchanged.sends("GET", "/_desk")[1]["Location"] == "/_desk/"

    def test_what_leads_to_the_desk_is_there(self, unchanged):
        for address in re.findall(r'href="([^"]+)"', LINK.decode()):
            assert unchanged.sends("GET", address)[0] == 200


class TestPages:
    @pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
    def test_hold_to_what_everybody_can_use(self, unchanged, chromium, width, scheme):
        needs("axe-playwright-python", present=importlib.util.find_spec("axe_playwright_python") is not None)
        from axe_playwright_python.sync_playwright import Axe

        words = ["one story?", "Who is", "a story of its own", "<script>", f"When was “{ARABIC}”", "these countries"]
        paths = ["/_desk/?kind=date", "/_desk/", *(f"/_desk/q/{unchanged.one(one)}" for one in words)]
        window = Window(chromium, viewport={"width": width, "height": 640}, color_scheme=scheme)
        for path in paths if scheme == "light" else paths[1:4]:
            window.page.goto(f"http://127.0.0.1:{unchanged.port}{path}")
            assert window.page.locator("h1").count() == 1
            assert window.page.evaluate("document.documentElement.scrollWidth") <= width
            found = Axe().run(window.page, options=RULES).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
        assert [one for one in window.complaints if "404" not in one] == []
        assert {url.split("/_desk/")[0] for url in window.asked} == {f"http://127.0.0.1:{unchanged.port}"}
        window.context.close()

    def test_show_what_stories_say_as_text(self, unchanged):
        _, body = unchanged.page(f"/_desk/q/{unchanged.one('<script>')}")
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “ships”" in body
        assert "<script>alert" not in body
        assert "<img" not in body

    def test_set_two_texts_beside_each_other(self, unchanged):
        _, body = unchanged.page(f"/_desk/q/{unchanged.one('one story?')}")
        sides = [
            " ".join(re.sub(r"<[^>]+>", "", one) for one in re.findall(rf'class="{side}">(.*?)</p>', body, re.DOTALL))
            for side in ("first", "second")
        ]
        assert [("soup" in side, "were asked to" in side) for side in sides] == [(True, False), (False, True)]
        assert all("Three cranes fell into the dock" in side for side in sides)
        assert '<mark class="only">patience with them.</mark>' in body

    def test_say_what_each_answer_writes(self, unchanged):
        _, body = unchanged.page(f"/_desk/q/{unchanged.one('Storm Shuts Harbour of Bergen” published')}")
        told = html.unescape(body)
        path = path_of(Archive(unchanged.root, site_toml=None), "Storm Shuts")
        assert "date: 2024-03-04" in told
        assert "date_basis: editor" in told
        assert f"date, date_basis → <code>{path}</code>" in told
        assert f"a decision: keep → <code>{DECISIONS}</code>" in told
        assert '"ruling": "keep", "about": "date", "by": "Mia Berg", "on": "2024-11-21"}' in told


def at(page, words):
    page.locator("h1", has_text=words).wait_for()


@pytest.fixture
def page(desk, chromium):
    """The overview in a browser that has complained of nothing but answers that were refused."""
    window = Window(chromium)
    window.page.goto(f"http://127.0.0.1:{desk.port}/_desk/")
    at(window.page, "open questions")
    yield window.page
    assert {one for one in window.complaints if "422" not in one} == set()
    window.context.close()


def test_an_editor_settles_questions_from_the_keyboard(waiting, desk, page):
    before, keys = waiting.files("content"), page.keyboard
    keys.press("n")
    at(page, "one story?")
    keys.press("Control+s")  # the browser's own
    keys.press("r")
    keys.type("same wire")  # of these letters none is an answer
    keys.press("Enter")
    assert waiting.files("content") == before
    keys.press("Escape")
    keys.press("s")
    at(page, "Who is George Bush")
    (line,) = decisions(waiting)
    assert (line["ruling"], line["by"], line["on"], line["why"]) == ("same", "Mia Berg", "2024-11-21", "same wire")
    assert page.locator(".note .lines").inner_text() == waiting.text(DECISIONS).rstrip("\n")
    assert DECISIONS in page.locator(".note").inner_text()

    keys.press("1")
    at(page, "Storm Shuts Harbour of Bergen")
    keys.press("z")
    at(page, "Who is George Bush")
    assert "Undone" in page.locator(".note").inner_text()
    assert decisions(waiting) == [line]
    keys.press("1")
    at(page, "Storm Shuts Harbour of Bergen")
    assert [one["ruling"] for one in decisions(waiting)] == ["same", "same"]

    keys.press("e")
    keys.type("2024-13-01")
    keys.press("Enter")
    assert "is not a valid date" in page.get_by_role("alert").inner_text()
    keys.type("2024-03-05")  # into the field again, in place of what was wrong
    keys.press("Enter")
    page.locator(".note", has_text="date: 2024-03-05").wait_for()
    storm = path_of(waiting, "Storm Shuts")
    assert "\ndate: 2024-03-05\ndate_basis: editor\n" in waiting.text(storm)
    assert desk.ends() == 0
    changed = {path for path, data in waiting.files("content").items() if before.get(path) != data}
    assert changed - {"content/register.jsonl"} == {DECISIONS, storm}

    settled = ("Who is George Bush", "one story?", "Storm Shuts Harbour of Bergen” published")
    left = [one["question"] for one in asked(waiting.build())]
    assert [one for one in left if any(words in one for words in settled)] == []
    ids = {person["as"]: person["id"] for line in waiting.export() for person in line["people"]}
    assert ids["George Bush"] == ids["George H. W. Bush"] != ids["George W. Bush"]


def test_keys_lead_through_the_questions_and_help(page):
    keys = page.keyboard
    keys.press("j")
    at(page, "one story?")
    keys.press("n")
    at(page, "Who is George Bush")
    keys.press("p")
    at(page, "one story?")
    keys.press("?")
    page.get_by_role("heading", name="Keys").wait_for()
    keys.press("s")  # nothing is answered behind the help
    keys.press("Escape")
    page.get_by_role("heading", name="Keys").wait_for(state="hidden")
    keys.press("o")
    at(page, "open questions")


def test_nothing_is_written_over_what_somebody_saved_meanwhile(waiting, desk):
    duplicate, date = desk.one("one story?"), desk.one("Storm Shuts Harbour of Bergen” published")
    pressed, dated = desk.form(duplicate, "s"), desk.form(date, "g")
    storm = path_of(waiting, "Storm Shuts")
    desk.falls_silent()

    desk.saves(storm, waiting.text(storm) + "By hand.\n")
    before = waiting.files()
    for identifier, form, line in ((date, dated, "date: 2024-03-04"), (duplicate, pressed, '"ruling": "same"')):
        status, _, body = desk.answers(identifier, form)
        assert status == 409
        assert f"{storm}: this file has changed since it was read; nothing was written" in body
        assert line in html.unescape(body)
    assert waiting.files() == before
    said = f"{storm}: changed since this question was generated" in desk.sends("GET", f"/_desk/q/{date}")[2]
    assert said or desk.form(date, "g")["seen"] != dated["seen"]  # unless it was made anew already

    # The questions are made anew, of the file as it is now.
    wait_until(lambda: desk.page() and desk.form(date, "g")["seen"] != dated["seen"], pause=0.1)
    assert desk.answers(date, dated)[0] == 409  # but not on a page that was shown before
    status, location, _ = desk.answers(date, desk.form(date, "g"))
    assert (status, location.startswith("/_desk/q/")) == (303, True)
    assert "date: 2024-03-04" in waiting.text(storm)
    assert "By hand." in waiting.text(storm)
    assert desk.answers(date, dated)[0] == 303  # pressed twice: said, not written twice
    assert waiting.text(storm).count("date: 2024-03-04") == 1

    desk.saves(storm, waiting.text(storm) + "Again by hand.\n")
    saved = waiting.text(storm)
    status, _, body = desk.sends("POST", "/_desk/undo", dated | {"last": date}, **desk.own)
    assert status == 409
    assert "Not undone" in body
    assert waiting.text(storm) == saved

    theirs = '{"kind": "person", "a": "Kofi Annan", "ruling": "keep"}\n'
    spelling = desk.one("Who is George Bush")
    form = desk.form(spelling, "d")
    desk.saves(DECISIONS, theirs)  # another editor's, pulled in from elsewhere
    status, _, body = desk.answers(spelling, form)
    assert status == 409
    assert DECISIONS in body
    assert waiting.text(DECISIONS) == theirs


class Session(DeskSession):
    """A session without threads: a scan that was started runs when a test says so."""

    def __init__(self, root):
        self.started, self.reported = [], {}
        super().__init__(root, lambda: "2024-11-21", self.started.append, self.reported.__setitem__)

    def scan(self):
        """Start a scan if one is due, run what was started, and return the state of the desk after it."""
        self.get_state(is_full=True)
        while self.started:
            try:
                self.finish_scan(scan_questions(self._root, "2024-11-21", TABLES, self.started.pop()))
            except GeneratorError as error:
                self.fail_scan(str(error))
        return self.get_state()

    def give(self, kind, n):
        """Save the n-th answer to the first open question of a kind, and return the question."""
        question = next(one for one in self.get_state().open_questions if one.kind is kind)
        sheet = self.find_sheet(question.id)
        outcome = self.save_answer(sheet, question.answers[n], self.format_digests(sheet))
        assert outcome.saved_answer, outcome
        return question


class TestSession:
    """What holds between two scans, without waiting for a browser."""

    @pytest.fixture
    def session(self, waiting):
        return Session(waiting.root)

    def test_an_answer_counts_at_once_and_is_not_asked_again(self, session):
        number = len(session.scan().open_questions)
        question = session.give(QuestionKind.DUPLICATE, 1)
        assert question not in session.get_state().open_questions
        assert len(session.scan().open_questions) == number - 1
        assert session.find_sheet(question.id) is None

    def test_what_an_answer_leaves_nothing_of_is_not_asked_either(self, session):
        session.scan()
        question = session.give(QuestionKind.CUT, 1)
        assert question.about[0] not in {
            one.about[0] for one in session.get_state().open_questions if one.kind is QuestionKind.DATE
        }

    def test_an_answer_can_be_taken_back_after_the_questions_were_made_anew(self, session, waiting):
        before = waiting.files()
        session.scan()
        question = session.give(QuestionKind.CUT, 1)
        assert question not in session.scan().questions
        assert session.undo_answer(question.id).saved_answer
        assert waiting.files() == before
        sheet = session.find_sheet(question.id)
        assert sheet.passages
        assert question in session.get_state().open_questions
        assert session.save_answer(sheet, question.answers[0], session.format_digests(sheet)).saved_answer
        assert question not in session.scan().open_questions

    def test_what_is_answered_while_a_scan_runs_stays_answered(self, session):
        session.scan()
        session.mark_stale()
        assert session.get_state().is_scanning
        scan = scan_questions(session._root, "2024-11-21", TABLES, session.started.pop())
        question = session.give(QuestionKind.DUPLICATE, 1)
        session.finish_scan(scan)
        assert question in session.get_state().questions
        assert question not in session.get_state().open_questions
        assert question not in session.scan().questions

    def test_only_the_last_answer_is_taken_back_and_only_once(self, session, waiting):
        session.scan()
        first, last = session.give(QuestionKind.DUPLICATE, 1), session.give(QuestionKind.SPELLING, 2)
        assert session.undo_answer(first.id).saved_answer is None
        assert session.undo_answer(last.id).saved_answer
        assert session.undo_answer(last.id).saved_answer is None
        assert len(decisions(waiting)) == 1
        assert session.undo_answer(first.id).saved_answer
        assert not (waiting.root / DECISIONS).exists()
        session.give(QuestionKind.DUPLICATE, 0)

    def test_the_digest_of_what_an_answer_wrote_is_reported(self, session, waiting):
        session.scan()
        question = session.give(QuestionKind.DUPLICATE, 1)
        assert session.reported == {DECISIONS: digest.sha256((waiting.root / DECISIONS).read_bytes())}
        assert not session.get_state().is_scanning  # an answer alone makes no questions out of date
        session.undo_answer(question.id)
        assert session.reported == {DECISIONS: guarded_write.ABSENT}
        session.mark_stale()
        assert session.get_state().is_scanning

    def test_a_scan_that_fails_is_reported_and_the_questions_stay(self, session, waiting):
        number = len(session.scan().open_questions)
        settings = waiting.text("content/site.toml")
        waiting.put("content/site.toml", "title = \n")
        session.mark_stale()
        state = session.scan()
        assert "content/site.toml" in state.error
        assert len(state.open_questions) == number
        waiting.put("content/site.toml", settings)
        assert session.scan().error == ""

    def test_an_empty_desk_says_so(self, archive):
        state = Session(archive.root).scan()
        assert state.open_questions == ()
        from generator.desk_web import views

        assert views.build_overview(state, "").heading == "No open questions"


def test_an_answer_waits_for_a_build_and_the_preview_does_not_wait_for_it(waiting):
    reported = {}
    desk_thread = DeskThread(waiting.root, lambda: "2024-11-21", reported.__setitem__)
    wait_until(lambda: desk_thread.submit(DeskSession.get_state).result(30).is_ready)
    with lock.lock_archive(waiting.root, "build"):
        answering = desk_thread.submit(lambda session: Session.give(session, QuestionKind.DUPLICATE, 1))
        time.sleep(0.2)
        assert not (waiting.root / DECISIONS).exists()
        desk_thread.mark_stale()  # returns at once
    answering.result(30)
    assert len(decisions(waiting)) == 1
    assert list(reported) == [DECISIONS]
