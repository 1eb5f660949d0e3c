"""Lines that are page by what editors know of a publication, and by what many pages of one folder show."""

import json
import re
import shutil

import pytest
from support.archive import Archive
from support.paths import CHECKOUT
from support.texts import numbered_page, numbered_story

from generator import pipeline, read_pages
from generator.archive import load_archive
from generator.ingest.cut.decode import decode
from generator.ingest.cut.page_context import EMPTY_CONTEXT, PageContext, pack_line_checksums
from generator.ingest.cut.parse_page import parse_page
from generator.ingest.reading.read_stories import segment_page
from generator.manuscript import profile_file
from generator.model.capture import Capture
from generator.model.problem import Severity

DAY = "2024-11-21"
PATH = "content/publications/courier.toml"
PROFILE = """\
name = "The Hill Courier"
recognise = ["The Hill Courier", "hillcourier.example"]
furniture = ["Read the Courier every morning", "Our reporters *"]
ends = ["More from the Courier *"]
"""

PROMOTION = "Good reporting takes time, and four thousand friends of the paper pay for it with a small sum each month."
FOOTER = "The harbour desk wrote these lines between tides and has corrected them since."


pytestmark = pytest.mark.usefixtures("fine_clock")


@pytest.fixture
def parsed(monkeypatch):
    """The pages that are worked out from now on, in this process."""
    done, received = [], read_pages.parse_page

    def counted_receive(capture, house):
        done.append(capture.path.rpartition("/")[2])
        return received(capture, house)

    monkeypatch.setattr(read_pages, "parse_page", counted_receive)
    return done


def story(n):
    """The paragraphs of a story that no other page has."""
    return (
        *numbered_story(n, f"Kenya{n}"),
        f"The sailors{n} are to come back in {n + 2} weeks with what they have learned of ice{n} and of fog{n}.",
    )


def page(n, *, middle="", footer="", headline="", paragraphs=()):
    """A saved page: a line in the middle of its story, one at the end of it."""
    a, b, *rest = paragraphs or story(n)
    lines = [a, b, middle, *rest, footer]
    return numbered_page(n, [line for line in lines if line], headline)


def furnished(archive, count=12):
    """A folder of pages with a promotion in the middle and a footer below each story."""
    for n in range(1, count + 1):
        archive.source(f"crawl/{n:02}.txt", page(n, middle=PROMOTION, footer=FOOTER))
    return archive


def ingest(archive, **options):
    return pipeline.ingest(load_archive(archive.root), DAY, **options)


def articles(archive):
    return {path: data.decode() for path, data in archive.files("content").items() if path.endswith(".md")}


def profile(text=PROFILE):
    found = profile_file.parse_profile(PATH, text.encode())
    assert found.problems == ()
    return found.value


def told(text, *profiles):
    """What a page becomes where these profiles are known."""
    (found,) = parse_page(Capture.from_text("a.txt", text.encode()), PageContext(publications=profiles)).stories
    return found


COURIER = (
    "Home > World\n\nwww.HillCourier.example\n\nFerry Named in Oslo\n\nPublished 2 March 2024\n\n"
    + "\n\n".join(
        [
            *story(1)[:2],
            "READ the Courier, every Mórning!",
            "Our reporters stood on the pier for nine hours in the rain so that you could read about it here.",
            *story(1)[2:],
            "More from the Courier on ferries",
            "A boat that nobody wanted was sold to a man from Bergen who keeps hens in it, he said on Friday.",
        ]
    )
    + "\n"
)


class TestAProfile:
    @pytest.mark.parametrize(
        ("lead", "countries"),
        [
            ("The council of Toronto bought nine buses on Monday, and Ottawa paid for four of them.", []),
            ("The Canadian parliament bought nine buses for Toronto on Monday, and Ottawa paid for them.", ["Canada"]),
            ("The council of Toronto bought nine buses in Sweden on Monday, and the Swedes will drive.", ["Sweden"]),
        ],
    )
    def test_keeps_the_country_of_the_publication_in_the_background(self, archive, lead, countries):
        text = f"hillcourier.example\n\nNine Buses Bought\n\n2 March 2024\n\n{lead}\n\n" + "\n\n".join(story(1)[:2])
        archive.put(PATH, PROFILE + 'country = "CA"\n').source("a.txt", text).build()
        filed = archive.export()[0]
        assert [country["name"] for country in filed["countries"]] == countries
        assert "CA" in {country["code"] for country in (*filed["countries"], *filed["mentions"])}

    def test_a_country_must_be_a_code(self):
        (problem,) = profile_file.parse_profile(PATH, (PROFILE + 'country = "Canada"\n').encode()).problems
        assert "`country` must be an ISO 3166-1 code of two capitals, not 'Canada'" in str(problem)

    def test_takes_lines_from_the_pages_that_it_recognises(self):
        assert told(COURIER).paragraphs != told(COURIER, profile()).paragraphs
        plain = [text.removeprefix("OSLO: ") for text in story(1)]
        assert list(told(COURIER, profile()).paragraphs) == plain

    def test_does_nothing_on_others(self):
        other = COURIER.replace("HillCourier", "UphillCourier")
        assert "Our reporters" in told(other, profile()).text
        assert told(other, profile()) == told(other)

    def test_gives_the_publication_where_the_page_prints_none(self):
        assert told(COURIER).printed.publication is None
        assert told(COURIER, profile()).printed.publication == "The Hill Courier"
        assert told(f"{COURIER}\n© 2024 The Valley Times\n", profile()).printed.publication == "The Valley Times"

    def test_without_a_star_means_the_whole_line(self):
        longer = COURIER.replace("every Mórning!", "every Mórning before the ferry leaves for the islands in the fog.")
        assert "before the ferry leaves" in told(longer, profile()).text
        starred = profile(PROFILE.replace("every morning", "every morning *"))
        assert "before the ferry leaves" not in told(longer, starred).text

    def test_with_a_star_means_whole_words(self):
        assert [profile().furniture.has_match(line) for line in ("our reporters", "our", "your reporters")] == [
            True,
            False,
            False,
        ]
        glued = COURIER.replace("Our reporters stood", "Our reporterships stood")
        assert "Our reporterships stood" in told(glued, profile()).text

    def test_ends_a_story_also_above_text_that_reads_like_one(self):
        more = COURIER + "\n" + "\n\n".join(text.removeprefix("OSLO: ") for text in story(7) + story(8))
        assert "harbour7" in told(more).text
        assert told(more, profile()).text == told(COURIER, profile()).text

    def test_ends_a_story_that_nothing_signs(self):
        unsigned = COURIER.replace("Published 2 March 2024\n\n", "").replace("OSLO: ", "")
        more = unsigned + "\n" + "\n\n".join(text.removeprefix("OSLO: ") for n in range(7, 12) for text in story(n))
        assert "harbour7" in told(more).text
        assert told(more, profile()).text == told(COURIER, profile()).text

    def test_takes_lines_that_look_like_another_part_of_the_story(self):
        twice = "Our reporters on the pier, as seen from the sea\n" * 2
        above = COURIER.replace("Published", f"{twice}\nPublished")
        assert told(above).printed.figures != ()
        assert told(above, profile()).printed.figures == ()

    def test_says_so_in_the_labels(self):
        document = decode("a.txt", COURIER.encode()).value
        (found,) = segment_page(document, PageContext(publications=(profile(),)))
        reasons = {block.text.split()[0]: block.reason for block in found.blocks}
        assert reasons["READ"] == reasons["Our"] == "publication's furniture"
        assert reasons["More"] == "publication's end of a story"

    @pytest.mark.parametrize("line", ["Ferry Named in Oslo", "Published 2 March 2024", "OSLO: The 1th ferry *"])
    def test_goes_before_every_other_rule(self, line):
        """Also where it names a headline, a date or the first paragraph; nothing breaks."""
        named = profile(f'{PROFILE.splitlines()[0]}\nrecognise = ["hillcourier.example"]\nfurniture = ["{line}"]\n')
        found = told(COURIER, named)
        assert found != told(COURIER, profile('name = "The Hill Courier"\nrecognise = ["hillcourier.example"]\n'))
        assert line.rstrip(" *") not in (found.printed.title, found.text[:20])

    def test_of_two_the_longest_phrase_wins_then_the_file_name(self):
        def named(name, phrase):
            text = f'name = "{name}"\nrecognise = ["{phrase}"]\n'
            return profile_file.parse_profile(f"content/publications/{name}.toml", text.encode()).value

        short, long = named("a", "example"), named("b", "hillcourier.example")
        same, absent = named("c", "Hillcourier Example"), named("d", "www.hillcourier.example.org")
        for order in ((short, long, same, absent), (absent, same, long, short)):
            assert told(COURIER, *order).printed.publication == "b"
        assert told(COURIER, short).printed.publication == "a"

    def test_that_comes_goes_or_changes_is_followed_by_articles_that_nobody_edited(self, archive, parsed):
        archive.source("a.txt", COURIER)
        ingest(archive)
        before = articles(archive)
        archive.put(PATH, PROFILE)
        ingest(archive)
        (text,) = articles(archive).values()
        assert "Our reporters stood" not in text
        assert "publication: The Hill Courier" in text
        parsed.clear()
        ingest(archive)
        assert parsed == []
        (archive.root / PATH).unlink()
        ingest(archive)
        assert articles(archive) == before

    def test_adds_up(self, archive):
        archive.put(PATH, PROFILE).source("a.txt", COURIER).build()
        archive.run("check", "--strict")
        assert archive.exit_code == 0, archive.output
        archive.run("ingest", "--explain", "content/sources/a.txt")
        assert "publication's furniture" in archive.output


def test_the_example_in_the_documents_is_a_profile():
    text = (CHECKOUT / "generator/docs/editors/publications.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert profile(example) == profile()


class TestABrokenProfile:
    """It is told and does nothing; stories and other profiles go on."""

    @pytest.mark.parametrize(
        ("text", "messages"),
        [
            (
                'name = "A"\nrecognise = ["a"\nfurniture = []\n',
                [":3: this is invalid TOML; Unclosed array; fix this line"],
            ),
            (
                b'name = "\xff"\n',
                [": this is not UTF-8; save the file as UTF-8"],
            ),
            (
                "",
                [
                    ': `name` is missing; so this profile is not used; add a line such as `name = "The Hill Courier"`',
                    ": nothing identifies the pages of this publication; so this profile is not used; add a line such "
                    'as `recognise = ["The Hill Courier", "hillcourier.example"]`',
                ],
            ),
            (
                'name = 7\nrecognise = "a"\n\nfurniture = ["a", 2]\n',
                [
                    ":1: `name` must be a text in quotes, not 7; so this profile is not used; correct it to a line "
                    'such as `name = "The Hill Courier"`',
                    ":2: `recognise` must be a list of texts in quotes, not 'a'; so this profile is not used; correct "
                    'it to a line such as `recognise = ["The Hill Courier", "hillcourier.example"]`',
                    ":4: `furniture` must be a list of texts in quotes, not ['a', 2]; so this profile is not used; "
                    'correct it to a line such as `furniture = ["Read the Courier every morning", "Our reporters *"]`',
                ],
            ),
            (
                'name = " "\nrecognise = [""]\nends = ["*"]\n',
                [
                    ":1: `name` is empty; so this profile is not used; correct it to a line such as "
                    '`name = "The Hill Courier"`',
                    ":2: `recognise` has '', which has no letter or digit; so this profile is not used; correct "
                    'it to a line such as `recognise = ["The Hill Courier", "hillcourier.example"]`',
                    ":3: `ends` has '*', which has no letter or digit; so this profile is not used; correct it "
                    'to a line such as `ends = ["More from the Courier *"]`',
                ],
            ),
        ],
    )
    def test_is_reported_word_for_word(self, archive, text, messages):
        archive.put("content/publications/broken.toml", text).put(PATH, PROFILE).source("a.txt", COURIER)
        archive.run("build", "--quiet")
        assert archive.exit_code == 1
        assert archive.findings() == [f"problem: content/publications/broken.toml{message}" for message in messages]
        assert archive.article("Ferry Named in Oslo")["publication"] == "The Hill Courier"

    def test_an_unknown_key_is_a_warning_and_the_rest_is_used(self, archive):
        archive.put(PATH, PROFILE + 'furnitures = ["x"]\nmood = 1\n').source("a.txt", COURIER)
        archive.run("build", "--quiet")
        assert archive.exit_code == 0
        assert archive.findings() == [
            f"warning: {PATH}:5: `furnitures` is not a setting; did you mean `furniture`?; "
            "correct it or delete the line",
            f"warning: {PATH}:6: `mood` is not a setting; correct it or delete the line",
        ]
        assert "Our reporters" not in archive.article("Ferry Named in Oslo")["text"]

    def test_nested_beyond_reason(self):
        found = profile_file.parse_profile(PATH, ("a = " + "[" * 20000).encode())
        assert found.value is None
        assert [one.severity for one in found.problems] == [Severity.PROBLEM]


class TestALineThatRecurs:
    def test_is_taken_from_all_articles(self, archive):
        data = page(1, middle=PROMOTION, footer=FOOTER).encode()
        first = parse_page(Capture.from_text("a.txt", data)).stories[0].text
        assert PROMOTION in first
        assert FOOTER in first
        ingest(furnished(archive))
        found = articles(archive)
        assert len(found) == 12
        for text in found.values():
            assert "Good reporting" not in text
            assert "harbour desk" not in text
            assert text.count("\n\n") >= 4

    def test_is_named_where_a_page_is_explained(self, archive):
        furnished(archive).run("ingest", "--explain", "content/sources/crawl/07.txt", "--json")
        (found,) = json.loads(archive.output)["explained"][0]["stories"]
        rules = {part["text"]: (part["label"], part["reason"]) for part in found["parts"]}
        assert rules[PROMOTION] == rules[FOOTER] == ("furniture", "recurs on other pages of its folder")
        assert sum(label == "body" for label, _ in rules.values()) == 4

    def test_adds_up(self, archive):
        furnished(archive).build()
        archive.run("check", "--strict")
        assert archive.exit_code == 0, archive.output
        assert archive.findings() == []

    def test_leaves_other_folders_alone(self, archive):
        for n in range(21, 25):
            archive.source(f"other/{n}.txt", page(n, middle=PROMOTION))
        ingest(furnished(archive))
        assert sum("Good reporting" in text for text in articles(archive).values()) == 4

    def test_copies_of_one_story_stay_as_they_are(self, archive):
        for n in range(12):
            archive.source(f"crawl/{n:02}.txt", f"Page {n}\n\n{page(1, middle=PROMOTION)}")
        assert ingest(archive).contexts.recurring == {}
        (text,) = articles(archive).values()
        assert "Good reporting" in text

    @pytest.mark.parametrize(("holding", "stays"), [(4, True), (5, False)])
    def test_a_background_paragraph_of_few_pages_stays(self, archive, holding, stays):
        for n in range(1, 13):
            archive.source(f"crawl/{n:02}.txt", page(n, middle=PROMOTION if n <= holding else ""))
        ingest(archive)
        assert sum("Good reporting" in text for text in articles(archive).values()) == (holding if stays else 0)

    def test_it_has_to_stand_on_three_pages_of_ten(self, archive):
        for n in range(1, 21):
            archive.source(f"crawl/{n:02}.txt", page(n, middle=PROMOTION if n <= 5 else ""))
        ingest(archive)
        assert sum("Good reporting" in text for text in articles(archive).values()) == 5

    def test_the_first_paragraph_of_a_story_stays_where_other_pages_lead_to_it(self, archive):
        lead = story(1)[0].removeprefix("OSLO: ")
        archive.source("crawl/01.txt", page(1, paragraphs=(lead, *story(1)[1:])))
        for n in range(2, 9):
            archive.source(f"crawl/{n:02}.txt", page(n, middle=lead))
        ingest(archive)
        assert sum(lead in text for text in articles(archive).values()) == 1

    def test_a_story_that_is_mostly_made_of_such_lines_keeps_them(self, archive):
        """Copies of one story, each under a headline of its own and with another first paragraph."""
        for n in range(1, 9):
            archive.source(f"crawl/{n:02}.txt", page(n, paragraphs=(story(n)[0], *story(99)[1:])))
        found = ingest(archive)
        assert found.contexts.recurring
        assert all("sailors99" in text for text in articles(archive).values())

    def test_short_lines_do_not_count(self):
        text = page(1, paragraphs=(*story(1), "He agreed.", "He did so gladly."))
        lines = pack_line_checksums(segment_page(decode("a.txt", text.encode()).value))
        assert len(lines) == 4 * 4

    def test_an_edited_article_stays(self, archive):
        ingest(furnished(archive, 4))
        path, text = next(iter(articles(archive).items()))
        archive.put(path, edited := text + "\nAn editor's word.\n")
        ingest(furnished(archive))
        found = articles(archive)
        assert found.pop(path) == edited
        assert "Good reporting" in edited
        assert not any("Good reporting" in other for other in found.values())


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The twelve pages, brought in all at once."""
    archive = furnished(Archive(tmp_path_factory.mktemp("house") / "whole"))
    ingest(archive)
    return archive


class TestTheOrderOfPagesDoesNotMatter:
    @pytest.mark.parametrize("backwards", [False, True])
    def test_one_by_one(self, whole, archive, backwards):
        for path in sorted((whole.root / "content/sources/crawl").iterdir(), reverse=backwards):
            archive.source(f"crawl/{path.name}", path.read_bytes())
            ingest(archive)
        assert articles(archive) == articles(whole)
        assert archive.text("content/register.jsonl") == whole.text("content/register.jsonl")

    def test_one_by_one_without_what_was_kept(self, whole, archive):
        for path in sorted((whole.root / "content/sources/crawl").iterdir()):
            archive.source(f"crawl/{path.name}", path.read_bytes())
            shutil.rmtree(archive.root / ".backfile", ignore_errors=True)
            ingest(archive)
        assert articles(archive) == articles(whole)

    @pytest.mark.slow
    @pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
    def test_by_one_process_or_two(self, tmp_path):
        found = []
        for jobs in (1, 2):
            archive = furnished(Archive(tmp_path / str(jobs)), 270)
            made = ingest(archive, jobs=jobs)
            found.append((articles(archive), made.accounts, made.contexts))
            assert len(made.contexts.recurring) == 270
        assert found[0] == found[1]

    def test_pages_that_go_give_the_lines_back(self, archive, parsed):
        """Four of them are too few to tell, and the articles hold the lines again."""
        ingest(furnished(archive))
        for n in range(5, 13):
            (archive.root / f"content/sources/crawl/{n:02}.txt").unlink()
        parsed.clear()
        ingest(archive)
        assert sorted(parsed) == [f"{n:02}.txt" for n in range(1, 5)]
        found = [text for text in articles(archive).values() if "Good reporting" in text]
        assert len(found) == 4

    def test_a_warm_run_parses_nothing(self, archive, parsed):
        ingest(furnished(archive))
        assert len(parsed) == 24
        before = archive.files("content")
        parsed.clear()
        made = ingest(archive)
        assert parsed == []
        assert archive.files("content") == before
        assert PROMOTION not in "".join(articles(archive).values())
        assert len(made.contexts.recurring) == 12

    def test_one_page_more_is_the_only_one_to_be_received_again(self, archive, parsed):
        ingest(furnished(archive))
        parsed.clear()
        archive.source("crawl/99.txt", page(99, middle=PROMOTION, footer=FOOTER))
        ingest(archive)
        assert parsed == ["99.txt", "99.txt"]

    def test_a_look_without_writing_says_the_same(self, whole, archive):
        furnished(archive, 4)
        ingest(archive)
        furnished(archive)
        looked = ingest(archive, write=False)
        assert {one.path: one.text for one in looked.plan.actions if hasattr(one, "text")} == articles(whole)


def test_nothing_known_is_the_default():
    data = page(1, middle=PROMOTION).encode()
    assert (
        parse_page(Capture.from_text("a.txt", data))
        == parse_page(Capture.from_text("a.txt", data), EMPTY_CONTEXT)
        == parse_page(Capture.from_text("a.txt", data), PageContext())
    )
