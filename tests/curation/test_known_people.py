"""Whom editors recorded or confirmed is recognised in every story, whatever the rules of the recogniser say."""

import json

import pytest

from generator.authority.known_people import KnownPeople, KnownPerson
from generator.ingest.story import Story
from generator.ingest.tag.amend_people import amend_people
from generator.model.article import PrintedFields
from generator.model.source import Provenance
from generator.reference import tables

PEOPLE = (
    KnownPerson(("Xuxo",)),
    KnownPerson(("Pink",)),
    KnownPerson(("Sting",)),
    KnownPerson(("Rich Brooks",), weak=("The Bear",)),
    KnownPerson(("Will Power",)),
    KnownPerson(("Sergei Lavrov", "Сергей Лавров", "سيرغي لافروف", "谢尔盖·拉夫罗夫")),
    KnownPerson(("Ban Ki-moon", "반기문")),
    KnownPerson(("Narendra Modi", "नरेन्द्र मोदी")),
    KnownPerson(("Alexis Tsipras", "Αλέξης Τσίπρας")),
    KnownPerson(("Benjamin Netanyahu", "בנימין נתניהו")),
    KnownPerson(("Xi Jinping", "习近平")),
    KnownPerson(("Ebba Österlund",)),
)
# Headline, text, the known people whom they name.
CASES = {
    "a single name": ("", "Later Xuxo left.", "Xuxo"),
    "a single name in capitals": ("", "Later XUXO left.", "XUXO"),
    "a single name after where somebody is from": ("", "Then Brazilian Xuxo left.", "Xuxo"),
    "a part of a longer name": ("", "The Xuxo Foundation met Maria Xuxo.", ""),
    "a common word as a name": ("", "On Tuesday Pink sang by the lake.", "Pink"),
    "a common word at the beginning of a sentence": ("", "Pink flowers grew by the lake. Sting operations began.", ""),
    "two common words": ("", "The driver Will Power Tuesday said no.", "Will Power"),
    "two common words in lower case": ("", "We know that rich brooks flood the town, and will power too.", ""),
    "within another's name": ("", "The Will Power Foundation paid Mary Will Power.", ""),
    "in a headline, with a weak name in the text": ("Rich Brooks Wins", "The Bear won the vote.", "Rich Brooks"),
    "in a headline, with the family name in the text": ("Rich Brooks Wins", "Brooks won.", "Rich Brooks"),
    "words of a headline": ("Rich Brooks Flood the Town", "The water came on Monday.", ""),
    "a weak name by itself": ("", "Everybody saw The Bear on Monday.", ""),
    "without accents and hyphens": ("", "Later Ban Ki Moon met Ebba Osterlund.", "Ban Ki Moon, Ebba Osterlund"),
    "Cyrillic with endings": ("", "В Москве Сергея Лаврова ждали.", "Сергей Лавров"),
    "Cyrillic of another": ("", "В Москве Сергея Лавровского ждали.", ""),
    "Arabic with a word in front": ("", "التقى الوزير بسيرغي لافروف أمس", "سيرغي لافروف"),
    "Chinese": ("", "外交部长谢尔盖·拉夫罗夫说，习近平主席", "谢尔盖·拉夫罗夫, 习近平"),
    "Korean with a particle": ("", "반기문은 말했다", "반기문"),
    "Devanagari": ("", "प्रधानमंत्री नरेन्द्र मोदी ने कहा", "नरेन्द्र मोदी"),
    "Greek with endings": ("", "Η ομιλία του Αλέξη Τσίπρα", "Αλέξης Τσίπρας"),
    "Hebrew with a letter in front": ("", "הוא אמר לבנימין נתניהו", "בנימין נתניהו"),
}


def story(title, text):
    place = Provenance(path="content/sources/a.txt", sha256="a" * 64, start=0, end=1)
    return Story(provenance=place, printed=PrintedFields(title=title or "News"), paragraphs=(text,))


@pytest.mark.parametrize("case", CASES)
def test_a_known_name_is_recognised_as_a_name_and_not_as_words(case):
    title, text, wanted = CASES[case]
    finder = tables.build_known_people_finder(KnownPeople(PEOPLE))
    assert ", ".join(amend_people((), story(title, text), finder)) == wanted


def test_people_stand_in_the_order_of_the_text_each_once():
    finder = tables.build_known_people_finder(KnownPeople(PEOPLE))
    text = "Kofi Annan met Xuxo and Narendra Modi. Boutros Ghali saw Xuxo and the racer Will Power."
    names = amend_people(("Kofi Annan", "Narendra Modi", "Boutros Ghali"), story("", text), finder)
    assert names == ("Kofi Annan", "Xuxo", "Narendra Modi", "Boutros Ghali", "Will Power")


def test_a_part_of_a_known_name_gives_way_to_it_and_stays_where_it_stands_alone():
    finder = tables.build_known_people_finder(KnownPeople((KnownPerson(("Ada Harm Reading Room",)),)))
    text = "Later Ada Harm Reading Room sang."
    assert amend_people(("Ada Harm",), story("", text), finder) == ("Ada Harm Reading Room",)
    both = amend_people(("Ada Harm",), story("", text + " Ada Harm listened."), finder)
    assert both == ("Ada Harm Reading Room", "Ada Harm")


PAGE = "{title}\n\n12 March 2024\n\n{text}\n\nThe meeting was one of several this year, a clerk said.\n"


def written(archive, name):
    """What the article of a saved page lists under `people`."""
    text = next(path for path in (archive.root / "content/articles").rglob("*.md") if name in path.name)
    front = text.read_text(encoding="utf-8").partition("people:\n")[2]
    return [line[2:] for line in front.splitlines() if line.startswith("- ")][: front.split("\nsources")[0].count("- ")]


@pytest.fixture(name="concert")
def _concert(archive):
    """Two saved pages that name somebody whom no rule finds."""
    for n, place in enumerate(("pier", "mill")):
        text = (
            f"At the {place} on Monday Xuxo sang {n + 3} songs by candlelight, and the whole town of {n + 40} listened."
        )
        archive.source(f"{n}.txt", PAGE.format(title=f"A Concert at the {place.title()}", text=text))
    return archive.build()


class TestInAnArchive:
    def test_a_record_reaches_the_stories_that_came_before_and_those_that_come(self, concert):
        assert written(concert, "mill") == []
        concert.put("content/people/xuxo.md", "---\nname: Xuxo Maribel\nvariants: Xuxo\n---\n").build()
        assert written(concert, "mill") == written(concert, "pier") == ["Xuxo"]
        assert "Named in 2 stories" in concert.words("people/xuxo-maribel.html")
        text = "In the hall on Sunday Xuxo said that nobody had paid her for the songs of last week, and left the town."
        concert.source("2.txt", PAGE.format(title="No Money for the Singer", text=text)).build()
        assert written(concert, "no-money") == ["Xuxo"]

    def test_a_record_that_changes_or_goes_leaves_nothing_behind(self, concert):
        before = concert.files("content/articles")
        concert.put("content/people/xuxo.md", "---\nname: Xuxo\n---\n").build()
        assert written(concert, "mill") == ["Xuxo"]
        concert.put("content/people/xuxo.md", "---\nname: Zuzo\n---\n").build()
        assert written(concert, "mill") == []
        concert.put("content/people/xuxo.md", "---\nname: Zuzo\nvariants: Xuxo\n---\n").build()
        assert written(concert, "mill") == ["Xuxo"]
        (concert.root / "content/people/xuxo.md").unlink()
        assert concert.build().files("content/articles") == before

    def test_what_an_editor_touched_stays(self, concert):
        path = next(path for path in concert.files("content/articles") if "mill" in path)
        concert.put(path, concert.text(path).replace("Xuxo sang", "Xuxo hummed"))
        concert.put("content/people/xuxo.md", "---\nname: Xuxo\n---\n").build()
        assert written(concert, "mill") == []
        assert written(concert, "pier") == ["Xuxo"]

    def test_a_note_changes_no_article(self, concert):
        concert.put("content/people/xuxo.md", "---\nname: Xuxo\n---\n").build()
        concert.put("content/people/xuxo.md", "---\nname: Xuxo\nrole: singer\n---\n\nOf the coast.\n").build()
        assert "0 new, 0 updated" in concert.output

    def test_a_name_that_was_confirmed_is_found_from_then_on(self, concert):
        line = json.dumps({"kind": "person", "a": "Xuxo", "ruling": "keep"})
        concert.put("content/decisions/ours.jsonl", line + "\n").build()
        assert written(concert, "mill") == ["Xuxo"]

    def test_a_name_that_is_no_person_is_written_into_no_story(self, archive):
        text = "At the pier on Monday Kofi Annan sang three songs by candlelight, and the whole town listened to him."
        archive.source("a.txt", PAGE.format(title="A Concert at the Pier", text=text)).build()
        assert written(archive, "pier") == ["Kofi Annan"]
        line = json.dumps({"kind": "person", "a": "KOFI ANNAN", "ruling": "ignore"})
        archive.put("content/decisions/ours.jsonl", line + "\n").build()
        assert written(archive, "pier") == []

    def test_the_explanation_says_where(self, concert):
        concert.put("content/people/xuxo.md", "---\nname: Xuxo\n---\n")
        concert.run("ingest", "--explain", "content/sources/0.txt")
        assert "Xuxo" in concert.output.partition("people")[2]
