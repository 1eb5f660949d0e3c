"""The questions that wait: each is put with what speaks for it, an answer does what it says, none is asked twice."""

import json
import shutil

import msgspec
import pytest
from support.questions import BARGE, CHOIR, FRONT, QUILTS, STORM, asked, decisions, joined, path_of, with_questions
from support.tables import TABLES

from generator import review_terminal
from generator.commands import review as review_command
from generator.desk import question_evidence
from generator.desk.question import Mark, QuestionKind
from generator.desk.review_queue import load_review_queue
from generator.desk.review_session import ReviewSession, list_questions
from generator.model.problem import Result
from generator.text import compare, sentences

DAY = "2024-11-21"


@pytest.fixture(scope="module", name="built")
def _built(tmp_path_factory):
    return with_questions(tmp_path_factory.mktemp("built")).run("build")


@pytest.fixture
def waiting(archive, built):
    """An archive in which one question of each kind waits, and three days are missing besides."""
    shutil.copytree(built.root, archive.root, dirs_exist_ok=True)
    return archive


def sit(archive, monkeypatch, *lines, options=()):
    """`backfile review` in a terminal in which `lines` are typed."""
    typed = iter(lines)
    monkeypatch.setattr(review_command, "_is_terminal", lambda: True)
    monkeypatch.setattr(review_command, "_read_line", lambda _prompt: next(typed, None))
    archive.run("review", *options)
    assert archive.exit_code == 0, archive.output
    assert next(typed, None) is None, f"not all was asked for:\n{archive.output}"
    return archive


class TestQuestions:
    def test_are_put_in_order_and_say_what_each_answer_writes(self, waiting):
        found = asked(waiting)
        kinds = [one["kind"] for one in found]
        assert kinds == ["duplicate", "spelling", "date", "date", "date", "date", "cut", "person"]
        assert len({one["id"] for one in found}) == len(found)
        duplicate, spelling, guessed, *_ = found
        assert duplicate["answers"][0]["decisions"] == [
            {"kind": "article", "a": duplicate["about"][0], "b": duplicate["about"][1], "ruling": "same"}
        ]
        assert {one["writes"] for one in duplicate["answers"]} == {"content/decisions/2024.jsonl"}
        assert spelling["question"] == "Who is George Bush: George H. W. Bush or George W. Bush?"
        assert guessed["hint"] == "2024-03-04: the name of content/sources/2024-03-04-storm.txt has it"
        assert guessed["answers"][0]["keys"] == {"date": "2024-03-04", "date_basis": "editor"}
        assert guessed["answers"][0]["writes"] == path_of(waiting, "Storm Shuts")

    def test_show_what_speaks_for_them(self, waiting):
        at = load_review_queue(waiting.root, DAY, TABLES)
        found = {one.kind: one for one in reversed(list_questions(at))}
        marked = {
            kind: [
                piece
                for passage in question_evidence.collect_passages(at, one)
                for line in passage.lines
                for piece in line
            ]
            for kind, one in found.items()
        }
        assert [piece.text for piece in marked[QuestionKind.SPELLING] if piece.mark is Mark.NAME] == [
            "George Bush", "George H. W. Bush", "George W. Bush"
        ]  # fmt: skip
        sides = [
            {p.text for p in marked[QuestionKind.DUPLICATE] if p.mark is mark} for mark in (Mark.FIRST, Mark.SECOND)
        ]
        assert any("patience" in text for side in sides for text in side)
        assert not any("cranes fell" in text for side in sides for text in side)
        cut = " ".join(piece.text for piece in marked[QuestionKind.CUT])
        assert cut.index(CHOIR[1][:40]) < cut.index("Quilts of the Frost") < cut.index(QUILTS[0][:40])

    def test_of_every_kind_can_be_asked_for_alone(self):
        (option,) = (one for one in review_command.review.params if one.name == "kinds")
        assert list(option.type.choices) == [kind.value for kind in QuestionKind]

    def test_are_listed_if_nobody_can_type(self, waiting):
        before = waiting.files()
        waiting.run("review", "--kind", "duplicate", "--kind", "cut")
        assert waiting.output.startswith("2 open questions: 1 likely duplicate, 1 doubtful cut\n")
        assert "-] storm of 90 miles an hour" in waiting.output or "+} storm of 90 miles an hour" in waiting.output
        assert "  k  a story of its own: it stays  → content/decisions/2024.jsonl" in waiting.output
        assert waiting.files() == before

    def test_tell_of_what_is_not_asked(self, waiting):
        waiting.source("new.txt", f"Another Choir Sings in the Yard\n\n{joined(QUILTS[::-1])} More.\n\n{CHOIR[0]}\n")
        waiting.put("content/articles/broken.md", "---\ntitle: [x\n---\n").run("review")
        assert "4 stories name no publication, and nothing suggests one" in waiting.output
        assert "1 problem needs an editor: see `backfile check`" in waiting.output
        assert "1 story is not brought in yet" in waiting.output


class TestAnswers:
    def test_settle_everything_for_good_and_do_what_they_say(self, waiting, monkeypatch):
        found = asked(waiting)
        a, b = found[0]["about"]
        sit(
            waiting, monkeypatch,
            "s same wire, other desk", "Mia",  # the duplicate; who decides is asked once
            "1",  # the spelling: George H. W. Bush
            "g",  # the day in the name of the saved page
            "e 2024-03", "e", "2024-13-01", "e 2024-03-05",  # typed behind, and when asked for; one is no day
            "k",  # not known
            "w",  # the cut: no story
            "i",  # Kofi Annan is nobody
        )  # fmt: skip
        assert "8 answers saved; `backfile build` applies them" in waiting.output
        assert "not written: " in waiting.output
        assert decisions(waiting)[0] == {
            "kind": "article", "a": a, "b": b, "ruling": "same", "by": "Mia", "on": DAY, "why": "same wire, other desk"
        }  # fmt: skip
        assert {one["by"] for one in decisions(waiting)} == {"Mia"}
        shutil.rmtree(waiting.root / ".backfile")
        assert asked(waiting) == []
        waiting.build()
        assert asked(waiting) == []
        titles = [line["title"] for line in waiting.export()]
        assert "Quilts of the Frost Are Shown" not in titles
        assert len([title for title in titles if "Bergen" in title]) == 1
        ids = {person["as"]: person["id"] for line in waiting.export() for person in line["people"]}
        assert "Kofi Annan" not in ids
        assert ids["George Bush"] == ids["George H. W. Bush"] != ids["George W. Bush"]

    def test_that_keep_things_as_they_are_are_not_asked_again(self, waiting, monkeypatch):
        before = waiting.files("content/articles")
        sit(waiting, monkeypatch, "u", "", "d", "k", "k", "k", "k", "k", "k")
        assert asked(waiting.build()) == []
        assert waiting.files("content/articles") == before
        assert [(one["ruling"], one.get("about")) for one in decisions(waiting)] == [
            ("unsure", None), ("different", None), ("different", None), *[("keep", "date")] * 4, ("keep", "cut"),
            ("keep", None),
        ]  # fmt: skip
        assert not any("George Bush" in line for line in waiting.run("check").output.splitlines())

    def test_are_undone_to_the_byte_and_asked_again(self, waiting, monkeypatch):
        before = waiting.files()
        sit(waiting, monkeypatch, "d", "", "z", "", "", "g", "z", "z", "q")
        assert "undone: content/decisions/2024.jsonl is as before" in waiting.output
        assert "there is no answer to undo" in waiting.output
        assert waiting.files() == before
        assert len(asked(waiting)) == 8

    def test_may_be_left_at_any_time(self, waiting, monkeypatch):
        sit(waiting, monkeypatch, "d")  # the input ends where the name is asked for
        assert not (waiting.root / "content/decisions").exists()
        sit(waiting, monkeypatch, "", "x", "q", options=["--kind", "date"])
        assert "x is not an answer here" in waiting.output
        assert len(asked(waiting)) == 8

    def test_are_not_written_over_what_somebody_saved_meanwhile(self, waiting):
        at = load_review_queue(waiting.root, DAY, TABLES)
        session = ReviewSession(at.root, "Mia", DAY)
        question = next(one for one in list_questions(at) if one.kind is QuestionKind.DATE)
        path = question.answers[0].action.path
        waiting.put(path, waiting.text(path) + "By hand.\n")
        before = waiting.files()
        found = session.save_answer(question, question.answers[0])
        assert [problem.kind for problem in found.problems] == ["conflict"]
        assert waiting.files() == before

    def test_on_one_file_follow_each_other(self, waiting):
        at = load_review_queue(waiting.root, DAY, TABLES)
        session = ReviewSession(at.root, "Mia", DAY)
        cut = next(one for one in list_questions(at) if one.kind is QuestionKind.CUT)
        date = next(one for one in list_questions(at) if one.kind is QuestionKind.DATE and one.about == cut.about)
        assert session.save_answer(date, date.answers[0], typed="2024").value
        assert not session.is_moot(cut)
        assert session.save_answer(cut, cut.answers[1]).value
        assert session.is_moot(date)
        assert [session.undo_last().value.question.kind for _ in range(2)] == [QuestionKind.CUT, QuestionKind.DATE]
        assert session.undo_last() == Result(None)


def test_a_story_that_another_copy_dates_is_asked_with_that_day(archive):
    body = "\n\n".join(STORM)
    longer = f"{body}\n\nThe last of the ships was found at dawn on a sand bank, with its lamps still lit.\n"
    archive.source("a/1.txt", f"Storm Shuts Harbour of Bergen\n\n{longer}")
    archive.source("a/2.txt", f"Storm Shuts Harbour of Bergen\n\nPublished 4 March 2024\n\n{body}\n").build()
    (question,) = asked(archive, "--kind", "date")
    assert question["hint"] == "2024-03-04: another saved copy prints it"


def test_a_folder_gives_the_publication_of_the_rest(archive):
    for n, text in enumerate((STORM, CHOIR, QUILTS)):
        archive.put(
            f"content/publications/{n}.toml", 'name = "The Courier"\nrecognise = ["courier.example"]\n' if not n else ""
        )
        archive.source(f"c/{n}.txt", f"courier.example\n\nHeadline of Story Number {n}\n\n{joined(text)}\n")
    for n in (1, 2):
        (archive.root / f"content/publications/{n}.toml").unlink()
    archive.source("c/3.txt", f"A Barge Is Towed to the Quay\n\n{joined(BARGE)}\n")
    archive.build()
    (question,) = asked(archive, "--kind", "publication")
    assert question["hint"] == "The Courier: most stories in content/sources/c are of it"


def test_spellings_that_were_joined_can_be_separated(archive, monkeypatch):
    for n, name in enumerate(("Sergei Lavrov", "Sergey Lavrov")):
        archive.put(f"content/articles/{n}.md", FRONT.format(f"Visit {n}", name, name))
    sit(archive.build(), monkeypatch, "1", "Mia")
    assert "yes, but Sergey Lavrov is another: a page for each" in archive.output
    assert asked(archive.build()) == []
    assert len({person["id"] for line in archive.export() for person in line["people"]}) == 2


def test_an_answer_begins_the_record_of_a_person_which_is_undone_to_nothing(archive, monkeypatch):
    for n, name in enumerate(("Kofi A. Annan", "Kofi Annan", "Kofi Annan")):
        archive.put(f"content/articles/{n}.md", FRONT.format(f"Visit {n}", name, name))
    archive.run("build")
    before = archive.files()
    made = load_review_queue(archive.root, DAY, TABLES)
    (question,) = (one for one in list_questions(made) if one.kind is QuestionKind.PERSON)
    session = ReviewSession(made.root, "x", DAY)
    session.save_answer(question, next(one for one in question.answers if one.letter == "b"))
    assert archive.files() != before
    session.undo_last()
    assert archive.files() == before
    sit(archive, monkeypatch, "b", options=("--kind", "person"))
    (path,) = archive.files().keys() - before.keys()
    assert path == "content/people/kofi-annan.md"
    (line,) = (line for line in map(json.loads, archive.text("content/register.jsonl").splitlines()) if "name" in line)
    assert archive.text(path) == f"---\nname: Kofi Annan\nid: {line['id']}\nvariants:\n- Kofi A. Annan\n---\n"
    archive.run("build", "--strict")
    assert archive.exit_code == 0, archive.output
    assert asked(archive, "--kind", "person") == []


def test_a_record_that_came_meanwhile_is_not_written_over(archive):
    for n in range(2):
        archive.put(f"content/articles/{n}.md", FRONT.format(f"Visit {n}", "Kofi Annan", "Kofi Annan"))
    archive.run("build")
    made = load_review_queue(archive.root, DAY, TABLES)
    (question,) = (one for one in list_questions(made) if one.kind is QuestionKind.PERSON)
    answer = next(one for one in question.answers if one.letter == "b")
    archive.put("content/people/Kofi-Annan.md", "---\nname: Kofi Annan\n---\n")
    found = ReviewSession(made.root, "x", DAY).save_answer(question, answer)
    assert found.value is None
    assert found.problems[0].format_message().startswith("content/people/kofi-annan.md: this file exists already")
    assert archive.text("content/people/Kofi-Annan.md") == "---\nname: Kofi Annan\n---\n"


def test_a_person_with_a_record_is_not_asked_about(archive):
    for n in range(2):
        archive.put(f"content/articles/{n}.md", FRONT.format(f"Visit {n}", "Ida Vik", "Ida Vik"))
    archive.build()
    assert len(asked(archive)) == 1
    archive.run("new", "person", "Ida Vik")
    assert asked(archive) == []


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("a b c", "a x c", "a -b +x c"),
        ("", "a b", "+a b"),
        ("a b", "a b", "a b"),
        ("a b", "b a", "+b a -b"),
    ],
)
def test_texts_are_compared_word_for_word(first, second, told):
    signs = {"both": "", "first": "-", "second": "+"}
    assert " ".join(signs[run.side.value] + run.text for run in compare.compare_words(first, second)) == told


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("He came. Ida Vik left. Ida stayed.", "Ida Vik", ["|Ida Vik| left."]),
        ("Ida\nVik Ida Vik, too.", "Ida Vik", ["Vik |Ida Vik|, too."]),
        ("Idas Ida Viks", "Ida Vik", []),
        ("It was Mr. J. F. Kay who left. He left.", "J. F. Kay", ["It was Mr. |J. F. Kay| who left."]),
        ("“So,” Ida Vik said, “we left.” Then she sat.", "Ida Vik", ["“So,” |Ida Vik| said, “we left.”"]),
        ("Ida said: Ida came.", "Ida", ["|Ida| said: Ida came."]),
        ("قال علي حسن ذلك؟ ثم مضى.", "علي حسن", ["قال |علي حسن| ذلك؟"]),
        ("x", "", []),
    ],
)
def test_sentences_that_hold_a_phrase_are_found(text, phrase, found):
    assert [f"{one.before}|{one.phrase}|{one.after}" for one in sentences.find_sentences(text, phrase)] == found


def test_lines_are_broken_at_the_width_and_need_no_colours(waiting):
    at = load_review_queue(waiting.root, DAY, TABLES)
    lines = list(review_terminal.list_questions(at, list_questions(at), ReviewSession(at.root, "", DAY), 60))
    shown = [line for line in lines if "→" not in line and "content/" not in line and len(line.split()) > 1]
    assert max(map(len, shown[1:])) <= 62
    assert "\x1b" not in "".join(lines)
    assert msgspec.json.encode(review_terminal.build_values(at, list_questions(at), ReviewSession(at.root, "", DAY)))
