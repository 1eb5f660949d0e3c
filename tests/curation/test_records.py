"""Records of persons and countries win, for ever, and leave no address behind."""

import json
import re
import shutil

import pytest

from generator.site import alphabet


@pytest.fixture(name="build")
def _build(archive):
    """Writes articles, each with the people or countries that it names, and builds."""

    def build(*articles):
        for article in articles:
            write(archive, article)
        return archive.build()

    return build


def write(archive, names, countries=()):
    """An article that names these people; it is known by them."""
    names = (names,) if isinstance(names, str) else names
    title = "On " + ", ".join((*names, *countries))
    lists = "".join(
        f"{key}:\n" + "".join(f"- {one}\n" for one in some)
        for key, some in (("people", names), ("countries", countries))
        if some
    )
    archive.add_article(title, title, "They met, and said so.", lists)


def record(archive, name, *lines, note="", file=""):
    text = "\n".join(("---", f"name: {name}", *lines, "---", "", note, ""))
    return archive.put(f"content/people/{file or name.lower().replace(' ', '-')}.md", text)


def listed(key, *names):
    return "\n".join((f"{key}:", *(f"- {name}" for name in names)))


def decide(archive, a, ruling, b=None):
    line = {"kind": "person", "a": a, "ruling": ruling} | ({"b": b} if b else {})
    path = archive.root / "content/decisions/ours.jsonl"
    before = path.read_text() if path.is_file() else ""
    return archive.put("content/decisions/ours.jsonl", before + json.dumps(line) + "\n")


def people(archive):
    """Which person each printed form leads to."""
    return {person["as"]: person["id"] for line in archive.export() for person in line["people"]}


def names(archive):
    """The page's name for each printed form."""
    return {person["as"]: person["name"] for line in archive.export() for person in line["people"]}


def leads_to(archive, url):
    """Where a redirect leads, empty for a page of another kind."""
    page = archive.text(f"output/{url}")
    return page.partition('http-equiv="refresh" content="0; url=')[2].partition('"')[0]


class TestPersons:
    def test_the_name_of_a_record_is_the_pages_name_and_every_former_address_leads_there(self, archive, build):
        build("Cat Stevens")
        before = people(archive)
        record(archive, "Yusuf Islam", "variants: Cat Stevens", "role: Singer", "born: 1948-07-21", note="A *note*.")
        build("Yusuf Islam")
        assert set(people(archive).values()) == set(before.values())
        assert names(archive) == {"Cat Stevens": "Yusuf Islam", "Yusuf Islam": "Yusuf Islam"}
        assert leads_to(archive, "people/cat-stevens.html") == "yusuf-islam.html"
        words = archive.words("people/yusuf-islam.html")
        assert "Singer; born 21 July 1948" in words
        assert "A note" in words

    def test_a_record_that_is_renamed_keeps_its_person_though_no_name_is_left(self, archive, build):
        build("Cat Stevens")
        record(archive, "Cat Stevens", file="him")
        build()
        record(archive, "Yusuf Islam", file="him")
        build()
        assert names(archive) == {"Cat Stevens": "Yusuf Islam"}
        assert leads_to(archive, "people/cat-stevens.html") == "yusuf-islam.html"

    def test_a_record_that_is_taken_back_leaves_what_was_there_before(self, archive, build):
        build("Cat Stevens", "Steven Georgiou")
        before = people(archive)
        record(archive, "Yusuf Islam", listed("variants", "Cat Stevens", "Steven Georgiou"))
        build()
        assert len(set(people(archive).values())) == 1
        shutil.rmtree(archive.root / "content/people")
        build()
        assert people(archive) == before
        assert names(archive) == {name: name for name in before}
        assert leads_to(archive, "people/yusuf-islam.html") == "cat-stevens.html"
        assert not leads_to(archive, "people/steven-georgiou.html")

    def test_of_two_persons_that_a_record_joins_the_other_address_leads_to_its_page(self, archive, build):
        build("Boutros Ghali", "Kofi Annan")
        record(archive, "Kofi Annan", "variants: Boutros Ghali")
        build()
        assert len(set(people(archive).values())) == 1
        assert leads_to(archive, "people/boutros-ghali.html") == "kofi-annan.html"

    def test_whose_page_a_record_claims_comes_with_all_spellings(self, archive, build):
        build("Sergei Lavrov", "Sergey Lavrov")
        record(archive, "The Minister", "variants: Sergei Lavrov")
        build("Serguei Lavrov")
        assert set(names(archive).values()) == {"The Minister"}

    def test_of_one_person_two_records_make_two_and_each_gets_its_spelling(self, archive, build):
        build(("Sergei Lavrov", "Kofi Annan"), "Sergei Lavrov", "Sergey Lavrov")
        record(archive, "The Minister", "variants: Sergei Lavrov")
        record(archive, "The Other Lavrov", "variants: SERGEY LAVROV")
        build("Serguei Lavrov")
        found = names(archive)
        assert (found["Sergei Lavrov"], found["Sergey Lavrov"]) == ("The Minister", "The Other Lavrov")
        assert found["Serguei Lavrov"] == "Serguei Lavrov"
        assert "`Serguei Lavrov` fits `The Minister` and `The Other Lavrov`" in archive.output

    def test_a_record_parts_what_the_machine_joined(self, archive, build):
        build("George Bush", "George Herbert Bush")
        assert len(set(people(archive).values())) == 1
        record(archive, "George Bush", "not: George Herbert Bush")
        build()
        assert len(set(people(archive).values())) == 2
        assert not leads_to(archive, "people/george-bush.html")
        shutil.rmtree(archive.root / ".backfile", ignore_errors=True)
        build("George H. Bush")
        assert people(archive)["George H. Bush"] != people(archive)["George Bush"]

    def test_what_is_spelled_like_a_record_joins_it(self, archive, build):
        record(archive, "Sergey Lavrov", "variants: The Minister")
        build("Sergei Lavrov", "The Minister")
        assert set(names(archive).values()) == {"Sergey Lavrov"}

    def test_whose_page_a_record_claims_comes_without_the_spelling_that_it_keeps_apart(self, archive, build):
        build("Augusta King", "Sergei Lavrov", "Sergey Lavrov")
        record(archive, "Augusta King", "variants: Sergei Lavrov", "not: Sergey Lavrov")
        build()
        assert names(archive)["Sergei Lavrov"] == "Augusta King"
        assert names(archive)["Sergey Lavrov"] == "Sergey Lavrov"

    def test_a_weak_variant_that_is_anothers_full_one_is_always_that_others(self, archive, build):
        record(archive, "Augusta King", "weak: The Countess")
        record(archive, "Ottoline Morrell", "variants: The Countess")
        build(("Augusta King", "The Countess"))
        assert names(archive)["The Countess"] == "Ottoline Morrell"

    def test_a_weak_variant_stands_for_whom_the_article_names_in_full(self, archive, build):
        record(archive, "George W. Bush", "weak: George Bush")
        record(archive, "George H. W. Bush", "weak: George Bush")
        build(("George W. Bush", "George Bush"), ("George H. W. Bush", "George Bush"), "George Bush")
        found = [[person["name"] for person in line["people"]] for line in archive.export()]
        assert sorted(found) == [["George Bush"], ["George H. W. Bush"], ["George W. Bush"]]

    def test_a_weak_variant_leads_to_its_person_only_while_nobody_else_fits(self, archive, build):
        build("Haftar", "Khalifa Haftar")
        assert len(set(people(archive).values())) == 2
        record(archive, "Khalifa Haftar", "weak: Haftar")
        build()
        assert len(set(people(archive).values())) == 1
        assert leads_to(archive, "people/haftar.html") == "khalifa-haftar.html"
        record(archive, "Saddam Haftar", "weak: Haftar")
        build("Saddam Haftar")
        assert len(set(people(archive).values())) == 3
        assert not leads_to(archive, "people/haftar.html")

    def test_a_form_that_is_sorted_elsewhere_has_a_line_that_says_where(self, archive, build):
        record(archive, "Yusuf Islam", "variants: Cat Stevens")
        build("Yusuf Islam")
        words = archive.words("people/index.html")
        assert "S Cat Stevens , see Yusuf Islam" in words
        build("Kofi Annan")

    def test_a_record_that_nobody_refers_to_is_noticed(self, archive, build):
        record(archive, "Kofi Annan")
        build("Boutros Ghali").run("check")
        assert archive.findings() == [
            "notice: content/people/kofi-annan.md: no article names `Kofi Annan`; add the form that articles print to "
            "`variants`, or leave it for articles to come"
        ]
        assert not (archive.root / "output/people/kofi-annan.html").exists()

    def test_the_order_of_files_changes_nothing(self, archive, build):
        record(archive, "George W. Bush", "weak: George Bush", file="a")
        record(archive, "George H. W. Bush", "weak: George Bush", file="b")
        build(("George W. Bush", "George Bush"), "George Bush")
        before = names(archive)
        (archive.root / "content/people/a.md").rename(archive.root / "content/people/c.md")
        build()
        assert names(archive) == before


class TestDecisions:
    def test_a_name_ruled_to_be_a_records_person_joins_it_whoever_is_named_more(self, archive, build):
        build("Kofi Annan", "Boutros Ghali", ("Boutros Ghali", "Ban Ki-moon"))
        record(archive, "Kofi Annan")
        decide(archive, "Kofi Annan", "same", "Boutros Ghali")
        build()
        assert names(archive)["Boutros Ghali"] == "Kofi Annan"

    def test_what_was_joined_keeps_its_page_when_more_articles_name_the_other(self, archive, build):
        build("Kofi Annan", ("Kofi Annan", "Ban Ki-moon"), "Boutros Ghali")
        decide(archive, "Kofi Annan", "same", "Boutros Ghali")
        build()
        before = people(archive)
        shutil.rmtree(archive.root / ".backfile", ignore_errors=True)
        build(*(("Boutros Ghali", f"Lakhdar Brahimi {n}") for n in ("Jr", "Sr", "III")))
        assert people(archive)["Boutros Ghali"] == before["Boutros Ghali"] == people(archive)["Kofi Annan"]

    def test_what_fits_two_that_are_ruled_to_be_one_joins_them(self, archive, build):
        build("George W. Bush", "George H. W. Bush")
        decide(archive, "George W. Bush", "same", "George H. W. Bush")
        build("George Bush")
        assert len(set(people(archive).values())) == 1
        assert archive.findings() == []

    def test_what_is_ruled_to_be_another_than_one_of_them_joins_neither(self, archive, build):
        build("Sergei Lavrov", "Viktor Lavrov")
        decide(archive, "Sergei Lavrov", "same", "Viktor Lavrov")
        decide(archive, "Viktor Lavrov", "different", "Sergey Lavrov")
        build("Sergey Lavrov")
        assert people(archive)["Sergey Lavrov"] != people(archive)["Sergei Lavrov"] == people(archive)["Viktor Lavrov"]


class TestContradictions:
    """What is printed of them: tests/broken. Here: nothing is joined by accident, and what else is said holds."""

    @pytest.fixture(autouse=True)
    def _three(self, build):
        build("Kofi Annan", "Ban Ki-moon", "Busumuru Annan")

    def three(self, archive, *, code=1):
        archive.run("build")
        assert archive.exit_code == code, archive.output
        return len(set(people(archive).values())) == 3

    def test_a_variant_that_two_claim_leads_to_neither(self, archive):
        record(archive, "Kofi Annan", "variants: Busumuru Annan")
        record(archive, "Ban Ki-moon", "variants: BUSUMURU ANNAN")
        assert self.three(archive)
        record(archive, "Ban Ki-moon")
        assert not self.three(archive, code=0)

    def test_a_chain_of_decisions_joins_no_two_records(self, archive):
        record(archive, "Kofi Annan")
        record(archive, "Ban Ki-moon")
        decide(archive, "Kofi Annan", "same", "Busumuru Annan")
        decide(archive, "Ban Ki-moon", "same", "busumuru annan")
        assert self.three(archive)

    def test_what_a_record_keeps_apart_no_decision_joins(self, archive):
        record(archive, "Kofi Annan", listed("not", "Ban Ki-moon", people(archive)["Busumuru Annan"]))
        decide(archive, "Ban Ki-moon", "same", "Kofi Annan")
        decide(archive, people(archive)["Busumuru Annan"], "same", people(archive)["Kofi Annan"])
        assert self.three(archive)

    def test_what_a_decision_keeps_apart_no_record_joins(self, archive):
        record(archive, "Kofi Annan", "variants: Busumuru Annan")
        decide(archive, people(archive)["Kofi Annan"], "different", "Busumuru Annan")
        assert self.three(archive)

    def test_a_person_with_a_record_is_somebody(self, archive):
        record(archive, "Kofi Annan")
        decide(archive, "KOFI ANNAN", "ignore")
        assert self.three(archive)

    def test_a_decision_on_one_name_is_reported(self, archive):
        decide(archive, people(archive)["Kofi Annan"], "different", "Kofi ANNAN")
        assert self.three(archive)
        assert archive.findings() == [
            f"problem: content/decisions/ours.jsonl:1: `{people(archive)['Kofi Annan']}` and `Kofi ANNAN` are the same "
            "name; case, accents and punctuation are ignored, and an id stands for the name of its page; "
            "name the intended person, or delete the line"
        ]

    def test_a_record_that_cannot_be_read_leaves_address_and_id_alone(self, archive):
        record(archive, "Kofi Atta Annan", "variants: Kofi Annan", file="him")
        assert self.three(archive, code=0)
        before, address = people(archive), archive.text("output/people/kofi-annan.html")
        archive.put("content/people/him.md", "---\nname: [Kofi\n---\n")
        assert self.three(archive)
        assert people(archive) == before
        assert archive.text("output/people/kofi-annan.html") == address


class TestNameOfThePage:
    """A page is not headed by a name in capitals if that is how a story prints it."""

    def test_is_written_as_usual(self, archive, build):
        headings = {
            "PETER LINDQVIST": "Peter Lindqvist", "Ada HARM": "Ada Harm", "SEAN O'BRIEN": "Sean O'Brien",
            "MARIA VAN DER BERG": "Maria van der Berg", "JD MCCOY": "JD McCoy", "HENRY VIII": "Henry VIII",
            "J. F. ÖSTLUND": "J. F. Östlund", "JEAN-LUC MOREAU": "Jean-Luc Moreau", "LI PENG": "Li Peng",
        }  # fmt: skip
        build(tuple(headings))
        assert names(archive) == headings

    def test_is_a_form_that_another_story_prints(self, archive, build):
        build("PETRA MACDOWELL")
        assert names(archive) == {"PETRA MACDOWELL": "Petra Macdowell"}
        address = "people/petra-macdowell.html"
        build("Petra MacDowell")
        assert set(names(archive).values()) == {"Petra MacDowell"}
        assert "Named in 2 stories" in archive.words(address)

    def test_is_not_in_capitals_though_most_stories_print_it_so(self, archive, build):
        build("ANGELA MERTENS", ("ANGELA MERTENS", "Kofi Annan"), "Angela Mertens")
        assert set(names(archive).values()) == {"Angela Mertens", "Kofi Annan"}


class TestThreshold:
    @pytest.fixture(autouse=True)
    def _from_two(self, archive):
        self.ask(archive, 2)

    def ask(self, archive, number):
        toml = f'title = "The Test File"\nbase_url = "https://example.org/file/"\n[people]\npages_from = {number}\n'
        archive.put("content/site.toml", toml)

    def test_who_is_named_once_has_a_line_in_the_list_and_an_address_in_reserve(self, archive, build):
        build(("Kofi Annan", "Ban Ki-moon"), "Kofi Annan")
        assert not (archive.root / "output/people/ban-ki-moon.html").exists()
        identifier = people(archive)["Ban Ki-moon"]
        assert f'href="../people/index.html#{identifier}"' in archive.main("articles/on-kofi-annan-ban-ki-moon.html")
        assert f'<li id="{identifier}">' in archive.main("people/index.html")
        assert "2 people are named, 1 with a page of their own." in archive.words("people/index.html")
        build("Ban Ki-moon")
        assert "Named in 2 stories" in archive.words("people/ban-ki-moon.html")

    def test_every_page_follows_when_somebody_gets_a_page(self, archive, build):
        build(("Kofi Annan", "Ban Ki-moon"), "Kofi Annan", "Ban Ki-moon")
        pages = archive.files("output")
        shutil.rmtree(archive.root / "output")
        shutil.rmtree(archive.root / ".backfile")
        assert archive.build().files("output") == pages

    def test_a_page_that_was_published_stays_with_its_feeds(self, archive, build):
        self.ask(archive, 1)
        build("Kofi Annan")
        self.ask(archive, 2)
        build()
        assert "Named in 1 story" in archive.words("people/kofi-annan.html")
        assert (archive.root / "output/people/kofi-annan.xml").is_file()
        assert "people/kofi-annan.html" in archive.text("output/sitemap.xml")

    def test_who_falls_below_keeps_the_page(self, archive, build):
        build("Kofi Annan", ("Kofi Annan", "Ban Ki-moon"))
        page = "people/kofi-annan.html"
        assert "Named in 2 stories" in archive.words(page)
        (archive.root / "content/articles/On Kofi Annan.md").unlink()
        build()
        assert "Named in 1 story" in archive.words(page)
        assert f'href="../{page}"' in archive.main("articles/on-kofi-annan-ban-ki-moon.html")

    def test_whom_a_record_is_of_or_a_former_address_leads_to_has_a_page(self, archive, build):
        record(archive, "Kofi Annan")
        build("Kofi Annan")
        assert "Named in 1 story" in archive.words("people/kofi-annan.html")

    def test_a_redirect_that_was_never_needed_is_not_made(self, archive, build):
        build("Kofi Annan", "Boutros Ghali")
        assert [path.name for path in (archive.root / "output/people").iterdir()] == ["index.html"]
        for path in (archive.root / "content/articles").iterdir():
            path.unlink()
        archive.build("--allow-loss", "2")
        assert [path.name for path in (archive.root / "output/people").iterdir()] == ["index.html"]


class TestLettersWithPages:
    """Where there are more than two people each letter has a page, and whoever has none has a place there."""

    @pytest.fixture(autouse=True)
    def _few(self, archive, monkeypatch):
        monkeypatch.setattr(alphabet, "ONE_PAGE", 2)
        toml = 'title = "The Test File"\nbase_url = "https://example.org/file/"\n[people]\npages_from = 2\n'
        archive.put("content/site.toml", toml)
        record(archive, "Yusuf Islam", "variants: Cat Stevens", "wikidata: Q154216")
        for names in (("Kofi Annan", "Ban Ki-moon"), "Kofi Annan", "Cat Stevens"):
            write(archive, names)
        archive.build()

    def test_the_place_is_on_the_page_of_the_letter_and_no_link_fails(self, archive):
        identifier = people(archive)["Ban Ki-moon"]
        place = f"people/letters/k.html#{identifier}"
        assert f'href="../{place}"' in archive.main("articles/on-kofi-annan-ban-ki-moon.html")
        assert f'<li id="{identifier}">' in archive.main("people/letters/k.html")
        assert f'"@id":"https://example.org/file/{place}"' in archive.text(
            "output/articles/on-kofi-annan-ban-ki-moon.html"
        )
        assert place in archive.text("output/data/people.json")
        archive.run("check")
        assert (archive.exit_code, archive.findings()) == (0, [])

    def test_a_letter_may_have_nothing_but_forms_that_are_filed_elsewhere(self, archive):
        assert "Cat Stevens , see Yusuf Islam" in archive.words("people/letters/s.html")
        assert archive.words("people/index.html").endswith("A to Z A 1 I 1 K 1 S 0")

    def test_only_who_has_a_page_has_a_feed_and_an_address_in_the_sitemap(self, archive):
        assert {path.name for path in (archive.root / "output/people").glob("*.xml")} == {
            "kofi-annan.xml",
            "yusuf-islam.xml",
        }
        assert "people/ban-ki-moon" not in archive.text("output/sitemap.xml")
        assert "people/letters/k.html" in archive.text("output/sitemap.xml")

    def test_data_for_programs_has_the_item_at_wikidata(self, archive):
        assert '"sameAs":"https://www.wikidata.org/wiki/Q154216"' in archive.text("output/people/yusuf-islam.html")
        assert '"wikidata":"Q154216"' in archive.text("output/data/people.json")


def test_a_story_marks_the_names_that_records_tell(archive):
    record(archive, "Yusuf Islam", "variants: Steven Georgiou", "weak: Cat")
    archive.put("content/countries/GR.md", "---\nvariants: Zenobia\n---\n")
    body = "Cat was late. Steven Georgiou sang in Zenobia, and Cat was heard."
    archive.put(
        "content/articles/a.md",
        f"---\ntitle: A song\ncountries:\n- GR\npeople:\n- Yusuf Islam\n---\n\n{body}\n",
    )
    archive.build()
    text = archive.main("articles/a-song.html").partition("Cat was late.")[2]
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", text) == ["Steven Georgiou", "Zenobia", "Cat"]


def test_links_in_notes_are_followed(archive):
    record(archive, "Kofi Annan", note="See [his son](kojo-annan.html).")
    archive.put("content/countries/GR.md", "---\nwikidata: Q41\n---\n\n[Away](nowhere.html)\n")
    write(archive, "Kofi Annan", ["Greece"])
    archive.run("build")
    assert [line.partition(";")[0] for line in archive.findings()] == [
        "problem: content/countries/GR.md:5: the link `nowhere.html` leads nowhere",
        "problem: content/people/kofi-annan.md:5: the link `kojo-annan.html` leads nowhere",
    ]


class TestCountries:
    def put(self, archive, file, *lines, note=""):
        return archive.put(f"content/countries/{file}.md", "\n".join(("---", *lines, "---", "", note, "")))

    def test_a_variant_leads_to_the_country_and_the_note_stands_on_its_page(self, archive):
        self.put(archive, "GR", "variants: Hellenic Quarter", "wikidata: Q41", note="Written by *us*.")
        write(archive, (), ["Hellenic Quarter"])
        archive.build()
        assert [one["code"] for one in archive.article("On")["countries"]] == ["GR"]
        assert "Written by us" in archive.words("countries/greece.html")

    def test_another_heading_is_another_address_and_the_former_one_leads_there(self, archive):
        write(archive, (), ["Myanmar"])
        archive.build()
        self.put(archive, "myanmar", "name: Burma")
        archive.build()
        assert archive.article("On")["countries"] == [{"code": "MM", "name": "Burma", "as": "Myanmar"}]
        assert leads_to(archive, "countries/myanmar.html") == "burma.html"
        (archive.root / "content/countries/myanmar.md").unlink()
        archive.build()
        assert leads_to(archive, "countries/burma.html") == "myanmar.html"

    def test_a_country_that_loses_its_last_story_keeps_its_address(self, archive):
        write(archive, (), ["Greece"])
        archive.build()
        next((archive.root / "content/articles").iterdir()).unlink()
        archive.build()
        assert "No story names this country now" in archive.words("countries/greece.html")

    def test_a_name_that_a_record_claims_is_taken_from_the_country_that_had_it(self, archive):
        self.put(archive, "GR", "variants: Macedonia")
        write(archive, (), ["Macedonia", "North Macedonia"])
        archive.build()
        assert [one["code"] for one in archive.article("On")["countries"]] == ["GR", "MK"]

    def test_a_name_that_a_record_gives_away_leads_to_the_country_no_more(self, archive):
        self.put(archive, "US", "not: Georgia")
        self.put(archive, "MK", "not: Macedonia")
        write(archive, (), ["Macedonia"])
        archive.run("build")
        assert archive.exit_code == 1
        assert "`Macedonia` in `countries` is not a known country" in archive.output

    def test_a_heading_of_before_that_its_record_gives_away_leads_nowhere(self, archive):
        self.put(archive, "MM", "name: Burma", "not: Myanmar")
        write(archive, (), ["Myanmar"])
        archive.run("build")
        assert archive.exit_code == 1
        assert "`Myanmar` in `countries` is not a known country" in archive.output

    def test_a_heading_stands_in_sentences_as_its_record_says(self, archive):
        self.put(archive, "NL", "name: Low Lands", "in_sentence: the Low Lands")
        write(archive, (), ["Low Lands"])
        archive.build()
        assert "about the Low Lands" in archive.words("countries/low-lands.html")

    def test_a_name_that_is_not_of_the_country_is_passed_over_in_stories(self, archive):
        page = (
            "Greece Landing Opens a Pool\n\nMay 2 - The people of Greece Landing cheered on Monday when the pool "
            "of Greece Landing was opened after nine years, and the mayor of Greece Landing spoke for an hour.\n\n"
            "A choir of ninety pupils sang in the yard while the guests were led through the new changing rooms.\n"
        )
        archive.source("1.txt", page).build()
        assert [one["code"] for one in archive.article("Greece")["countries"]] == ["GR"]
        self.put(archive, "GR", "not: Greece Landing")
        archive.build()
        assert archive.article("Greece")["countries"] == []

    def test_what_a_record_adds_is_recognised_and_follows_its_changes(self, archive):
        page = (
            "Harbour of Zenobia Opens\n\nZENOBIA, May 2 - The people of Zenobia cheered on Monday when the harbour "
            "of Zenobia was opened after nine years, and the ministers of Zenobia made a speech of an hour.\n\n"
            "A choir of ninety pupils sang in the yard while the guests were led through the new customs house.\n"
        )
        archive.source("1.txt", page).build()
        assert archive.article("Harbour")["countries"] == []
        self.put(archive, "GR", "variants: Zenobia")
        archive.build()
        assert [one["code"] for one in archive.article("Harbour")["countries"]] == ["GR"]
        archive.run("ingest", "--explain", "content/sources/1.txt")
        assert "Greece" in archive.output
        self.put(archive, "GR", "variants: Zenobia", note="A note.")
        archive.build()
        assert "1 updated" not in archive.output
        (archive.root / "content/countries/GR.md").unlink()
        archive.build()
        assert archive.article("Harbour")["countries"] == []

    def test_a_record_that_nobody_refers_to_is_noticed(self, archive):
        self.put(archive, "GR", "variants: Hellas")
        archive.run("check")
        assert archive.findings() == [
            "notice: content/countries/GR.md: no article names this country; "
            "nothing to do; the record applies as soon as one does"
        ]
