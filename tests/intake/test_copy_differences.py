"""The other copies of a story: why each is one, and what differs in it from the copy of record."""

import json
import re
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.texts import MILL, saved_page

from generator.ingest.copies.copy_differences import find_differences
from generator.ingest.story import Story
from generator.model.article import DateBasis, Figure, PartialDate, PrintedFields
from generator.model.source import Provenance

CAPTION = "The wheel turns for the first time in two years. Photograph: Kari Lund/Tern Wire"
COPIES = {
    "content/sources/caption.txt": {
        "why": "the same words",
        "differs": {
            "day": "2024-03-02",
            "figures": "1 more: “The wheel turns for the first time in two years.”",
        },
    },
    "content/sources/headline.txt": {
        "why": "the same words",
        "differs": {"headline": "A Wheel Turns in the Valley", "day": "2024-03-03"},
    },
    "content/sources/record.txt": None,
    "content/sources/shorter.txt": {
        "why": "100 % of its word runs stand in the other",
        "differs": {"length": "20 words fewer", "paragraphs": "1 missing"},
    },
}
PAGE = "articles/mill-opens-again.html"


def page(headline="Mill Opens Again", paragraphs=MILL, day="1 March 2024", caption=""):
    above = f"{caption}\n\n" if caption else ""
    return saved_page(headline, paragraphs, menu="* Home\n* World\n", date=f"Published {day}", above=above)


PAGES = {
    "record.txt": page(),
    "shorter.txt": page(paragraphs=MILL[:2]),
    "headline.txt": page("A Wheel Turns in the Valley", day="3 March 2024"),
    "caption.txt": page(day="2 March 2024", caption=CAPTION),
}


def put(archive, *names):
    for name in names:
        archive.source(name, PAGES[name])
    return archive


@pytest.fixture
def four(archive):
    """A story in four copies, built."""
    return put(archive, *PAGES).build()


def entry(archive):
    """The line of the one article in the register."""
    lines = map(json.loads, archive.text("content/register.jsonl").splitlines())
    (found,) = [line for line in lines if line["kind"] == "article"]
    return found


def witnesses(archive):
    return {source["path"]: source.get("witness") for source in entry(archive)["sources"]}


def records(archive):
    return [source["path"] for source in entry(archive)["sources"] if source.get("record")]


class TestRegister:
    def test_keeps_why_each_is_a_copy_and_what_differs(self, four):
        assert witnesses(four) == COPIES
        assert records(four) == ["content/sources/record.txt"]

    def test_says_nothing_of_a_story_with_one_copy(self, archive):
        put(archive, "record.txt").build()
        (source,) = entry(archive)["sources"]
        assert source.keys() == {"path", "sha256", "span", "received", "text"}

    def test_stays_the_same_on_a_second_run_with_the_cache_and_without(self, four):
        before = four.files("content")
        four.build("--strict")
        assert four.files("content") == before
        shutil.rmtree(four.root / ".backfile")
        four.build()
        assert four.files("content") == before

    @pytest.mark.parametrize("first", PAGES)
    def test_says_the_same_in_whatever_order_the_pages_came(self, archive, first):
        put(archive, first).build()
        put(archive, *PAGES).build()
        assert witnesses(archive) == COPIES
        assert records(archive) == ["content/sources/record.txt"]

    def test_that_knows_nothing_of_witnesses_is_read_and_completed(self, four):
        after = four.text("content/register.jsonl")
        old = [json.loads(line) for line in after.splitlines()]
        for source in (source for line in old for source in line.get("sources", [])):
            source.pop("witness", None)
            source.pop("record", None)
        four.put("content/register.jsonl", "".join(f"{json.dumps(line)}\n" for line in old))
        four.build("--strict")
        assert four.text("content/register.jsonl") == after

    def test_keeps_what_was_known_of_a_copy_whose_page_is_gone(self, four):
        (four.root / "content/sources/headline.txt").unlink()
        assert witnesses(four.build()) == COPIES

    def test_does_not_say_of_a_copy_that_is_gone_how_it_differs_from_another_copy_of_record(self, four):
        for name in ("headline.txt", "record.txt"):
            (four.root / f"content/sources/{name}").unlink()
        told = witnesses(four.build())
        assert records(four) == ["content/sources/caption.txt"]
        unknown = {"text": "not compared: one of the saved pages is gone"}
        assert told["content/sources/headline.txt"] == {"why": "the same words", "differs": unknown}
        assert told["content/sources/record.txt"]["differs"] == unknown
        assert told["content/sources/shorter.txt"]["differs"]["day"] == "2024-03-01"
        before = four.files("content")
        assert four.build().files("content") == before

    def test_forgets_nothing_when_all_pages_are_gone(self, four):
        shutil.rmtree(four.root / "content/sources")
        assert witnesses(four.build()) == COPIES
        assert records(four) == ["content/sources/record.txt"]

    def test_names_the_other_copy_where_the_copy_of_record_gives_no_reason(self, archive):
        late = page("A Wheel Turns in the Valley", day="5 March 2024")
        archive.source("a.txt", page()).source("b.txt", page(day="3 March 2024")).source("c.txt", late)
        archive.source("d.txt", page(day="7 March 2024")).build()
        assert witnesses(archive)["content/sources/d.txt"]["why"] == "copy of content/sources/b.txt: the same words"


class TestPage:
    def test_lists_the_copy_of_record_first_and_the_others_with_what_differs(self, four):
        shown = four.words(PAGE)
        copies = shown[shown.index("Copy of record") : shown.index("Cite this")].split("Saved page ")
        assert [copy.split()[0] for copy in copies[1:]] == [
            f"content/sources/{name}.txt" for name in ("record", "caption", "headline", "shorter")
        ]
        assert "Why a copy" not in copies[1]
        assert copies[1].endswith("Other copies ")
        assert copies[2].endswith(
            "Why a copy the same words What differs day: 2 March 2024 "
            "figures: 1 more: “The wheel turns for the first time in two years.” "
        )
        assert copies[3].endswith("What differs headline: A Wheel Turns in the Valley day: 3 March 2024 ")
        assert copies[4].rstrip().endswith("What differs length: 20 words fewer paragraphs: 1 missing")

    def test_says_so_where_nothing_differs(self, archive):
        archive.source("a.txt", page()).source("b.txt", "\n" + page()).build()
        assert "Another copy Saved page content/sources/b.txt" in archive.words(PAGE)
        assert "Why a copy the same words What differs nothing" in archive.words(PAGE)

    def test_of_a_story_with_one_copy_has_no_headings_for_copies(self, archive):
        shown = put(archive, "record.txt").build().words(PAGE)
        assert not re.search("Copy of record|What differs|Why a copy", shown)

    def test_shows_a_page_that_was_saved_twice_as_one_copy(self, archive):
        put(archive, "record.txt").source("again.txt", PAGES["record.txt"]).build()
        shown = archive.words(PAGE)
        assert "content/sources/again.txt content/sources/record.txt Place in it" in shown
        assert "What differs" not in shown

    def test_says_that_an_editor_ruled_two_stories_to_be_one(self, archive):
        ferry = ("A ferry with forty cars on board ran aground outside the harbour when the fog came down on it.",) * 2
        put(archive, "record.txt").source("ferry.txt", page("Ferry Aground", ferry)).build()
        ids = [line["id"] for line in archive.export()]
        ruling = {"kind": "article", "a": ids[0], "b": ids[1], "ruling": "same"}
        archive.put("content/decisions/a.jsonl", json.dumps(ruling) + "\n").build()
        (line,) = archive.export()
        shown = archive.words(line["url"])
        assert "an editor ruled that it is the same story What differs text: not compared" in shown
        assert shown.count("Copy of record") == 1


class TestExplain:
    def explained(self, archive, name):
        return archive.run("ingest", "--explain", f"content/sources/{name}").output

    def test_says_why_a_page_is_a_copy_and_what_differs(self, four):
        shown = " ".join(self.explained(four, "headline.txt").split())
        assert "a copy: the same words differs from the copy of record: headline: A Wheel Turns in the Valley" in shown
        assert "Valley; day: 2024-03-03" in shown

    def test_says_of_the_copy_of_record_what_differs_in_the_others(self, four):
        shown = self.explained(four, "record.txt")
        assert re.findall(r"a copy: (.*)", shown) == [
            "the same words",
            "the same words",
            "100 % of its word runs stand in the other",
        ]
        assert "differs from the copy of record: length: 20 words fewer; paragraphs: 1 missing" in shown

    def test_says_the_same_to_a_program(self, four):
        four.run("ingest", "--explain", "content/sources/record.txt", "--json")
        (story,) = json.loads(four.output)["explained"][0]["stories"]
        told = {
            copy["path"]: {"why": copy["why"], "differs": {one["what"]: one["text"] for one in copy["differs"]}}
            for copy in story["article"]["copies"]
        }
        assert told == {path: witness for path, witness in COPIES.items() if witness}
        assert (story["article"]["why"], story["article"]["differs"]) == ("", [])


words = st.sampled_from("mill river roof harbour ice boat town school wheel bread guest valley loaf year".split())
sentences = st.lists(words, min_size=1, max_size=12).map(lambda some: " ".join(some).capitalize() + ".")
stories = st.builds(
    Story,
    provenance=st.just(Provenance(path="content/sources/a.txt", sha256="a" * 64, start=0, end=9)),
    printed=st.builds(
        PrintedFields,
        title=sentences,
        date=st.sampled_from([None, PartialDate(2024, 3, 1), PartialDate(2024, 3, 2)]),
        date_basis=st.sampled_from([DateBasis.PAGE, DateBasis.CAPTION]),
        publication=st.sampled_from([None, "The Hill Courier"]),
        byline=st.sampled_from([None, "By Kari Lund"]),
        figures=st.lists(st.builds(Figure, caption=sentences), max_size=2).map(tuple),
    ),
    paragraphs=st.lists(sentences, max_size=6).map(tuple),
)


def facts(copy, record):
    return {one.what: one.text for one in find_differences(copy, record)}


def numbers(text):
    """`2 missing, 1 changed` as what and how many."""
    return {word: int(number) for number, word in (part.split(" ") for part in text.split(", "))}


class TestDifferences:
    def test_are_none_in_a_copy_that_is_printed_in_another_dress(self):
        a, b = story("The mill opens.", title="Mill Opens"), story("The MILL opens", title="MILL OPENS!")
        assert facts(a, b) == {}

    @given(stories)
    def test_of_a_story_from_itself_are_none(self, one):
        assert find_differences(one, one) == ()

    @given(stories, stories)
    def test_are_the_same_the_other_way_round(self, a, b):
        there, back = facts(a, b), facts(b, a)
        assert there.keys() == back.keys()
        turned = {"more": "fewer", "fewer": "more"}
        length = re.sub("more|fewer", lambda match: turned[match[0]], there.get("length", ""))
        assert length == back.get("length", "")
        if re.match(r"\d", there.get("paragraphs", "")):
            one, other = numbers(there["paragraphs"]), numbers(back["paragraphs"])
            assert one.get("missing") == other.get("added")
            assert one.get("added") == other.get("missing")
            assert one.get("changed") == other.get("changed")
        else:
            assert there.get("paragraphs") == back.get("paragraphs")

    @given(stories, sentences)
    def test_count_a_paragraph_that_is_missing(self, one, more):
        longer = story(*one.paragraphs, f"Zebras {more}")
        told = facts(story(*one.paragraphs), longer)
        assert told == {"length": f"{len(more.split()) + 1} words fewer", "paragraphs": "1 missing"}

    @pytest.mark.parametrize(
        ("copy", "record", "told"),
        [
            (("One two.", "Three four."), ("Three four.", "One two."), {"paragraphs": "in another order"}),
            (("One two. Three four.",), ("One two.", "Three four."), {"paragraphs": "divided otherwise"}),
            ((MILL[0], MILL[1][:-12]), MILL[:2], {"length": "2 words fewer", "paragraphs": "1 changed"}),
            ((MILL[0], MILL[2]), MILL[:2], {"length": "5 words fewer", "paragraphs": "1 missing, 1 added"}),
            (
                ("河边的磨坊今天开放。",),
                ("河边的磨坊开放。",),
                {"length": "2 characters more", "paragraphs": "1 changed"},
            ),
        ],
    )
    def test_of_paragraphs_are_described_in_words(self, copy, record, told):
        assert facts(story(*copy), story(*record)) == told

    def test_of_two_very_long_texts_are_counted_without_looking_for_changes(self):
        a, b = (story(*(f"{word} {n} went by." for n in range(3000))) for word in ("Boat", "Cart"))
        assert facts(a, b) == {"paragraphs": "3,000 missing, 3,000 added"}

    def test_name_the_first_captions_and_shorten_long_ones(self):
        figures = tuple(Figure(caption=f"{n} {'wheel ' * 30}".strip()) for n in range(5))
        told = facts(story("Text.", figures=figures), story("Text."))["figures"]
        assert told.startswith("5 more: “0 wheel wheel")
        assert told.endswith("wheel…”, …")
        assert len(told) < 300

    def test_say_what_is_not_printed(self):
        assert facts(story("Text."), story("Text.", byline="By Kari Lund")) == {"byline": "not printed"}

    def test_do_not_tell_a_day_that_is_only_a_captions(self):
        day = {"date": PartialDate(2024, 3, 1), "date_basis": DateBasis.CAPTION}
        assert facts(story("Text.", **day), story("Text.")) == {}


def story(*paragraphs, title="Mill Opens Again", **fields):
    place = Provenance(path="content/sources/a.txt", sha256="a" * 64, start=0, end=9)
    return Story(provenance=place, printed=PrintedFields(title=title, **fields), paragraphs=paragraphs)
