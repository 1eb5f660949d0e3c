"""What editors rule wins, whatever the machine thinks, in any order, and can be taken back."""

import json

import pytest

PAGE = (
    "{title}\n\n{place}: {name} met officials in hall {n} on Monday and spoke for {n} minutes about water.\n\n{more}\n"
)
MORE = {
    1: "The meeting was one of several this year, a clerk said, and ended without a statement of any kind.",
    2: "Fishermen had asked for the pier since the storm that broke the sea wall, and welcomed the news.",
    3: "A choir of ninety pupils sang in the yard while the guests were led through the new reading room.",
}


def story(n, name, place="OSLO"):
    return PAGE.format(title=f"Visitors Come to Hall Number {n}", place=place, name=name, n=n, more=MORE[n])


def rule(archive, *decisions, name="ours.jsonl"):
    return archive.put(f"content/decisions/{name}", "".join(json.dumps(one) + "\n" for one in decisions))


def person(a, ruling, b=None):
    return {"kind": "person", "a": a, "ruling": ruling} | ({"b": b} if b else {})


def people(archive):
    return {person["as"]: person["id"] for line in archive.export() for person in line["people"]}


@pytest.fixture(name="two")
def _two(archive):
    """Two stories, each with a person of its own."""
    return archive.source("1.txt", story(1, "Kofi Annan")).source("2.txt", story(2, "Boutros Ghali")).build()


class TestPersons:
    def test_ruled_to_be_one_have_one_page_and_the_other_address_leads_there(self, two):
        before = people(two)
        rule(two, person("Kofi Annan", "same", "Boutros Ghali")).build()
        after = people(two)
        assert after["Kofi Annan"] == after["Boutros Ghali"]
        assert set(after.values()) < set(before.values())
        pages = [two.text(f"output/people/{slug}.html") for slug in ("kofi-annan", "boutros-ghali")]
        assert sorted('http-equiv="refresh"' in page for page in pages) == [False, True]

    def test_that_are_no_longer_one_have_their_own_pages_again(self, two):
        before = people(two)
        rule(two, person("Kofi Annan", "same", "Boutros Ghali")).build()
        rule(two).build()
        assert people(two) == before

    def test_may_be_named_by_their_ids(self, two):
        ids = people(two)
        rule(two, person(ids["Boutros Ghali"], "same", ids["Kofi Annan"])).build()
        assert len(set(people(two).values())) == 1

    def test_ruled_to_be_two_are_two_though_they_are_spelled_alike(self, archive):
        archive.source("1.txt", story(1, "Sergei Lavrov")).source("2.txt", story(2, "Sergey Lavrov")).build()
        assert len(set(people(archive).values())) == 1
        rule(archive, person("Sergey Lavrov", "different", "Sergei Lavrov")).build()
        assert len(set(people(archive).values())) == 2

    def test_that_are_ignored_have_no_page(self, two):
        rule(two, person("Boutros Ghali", "ignore")).build()
        assert list(people(two)) == ["Kofi Annan"]
        assert "No story names this person now" in two.words("people/boutros-ghali.html")


class TestArticles:
    def test_ruled_to_be_one_are_published_as_one_with_all_copies(self, two):
        ids = sorted(line["id"] for line in two.export())
        rule(two, {"kind": "article", "a": ids[0], "b": ids[1], "ruling": "same"}).build()
        (line,) = two.export()
        assert sorted(source["path"] for source in line["sources"]) == [
            "content/sources/1.txt",
            "content/sources/2.txt",
        ]
        assert len(list((two.root / "content/articles").rglob("*.md"))) == 2
        pages = [two.text(f"output/articles/visitors-come-to-hall-number-{n}.html") for n in (1, 2)]
        assert sorted('http-equiv="refresh"' in page for page in pages) == [False, True]


def test_an_ignored_source_brings_no_article(archive):
    archive.source("1.txt", story(1, "Kofi Annan")).source("2.txt", story(2, "Ban Ki-moon"))
    rule(archive, {"kind": "source", "a": "content/sources/2.txt", "ruling": "ignore", "why": "a test page"}).build()
    assert [line["title"] for line in archive.export()] == ["Visitors Come to Hall Number 1"]


def test_the_order_of_decisions_changes_nothing(archive):
    for n, name in ((1, "Kofi Annan"), (2, "Boutros Ghali"), (3, "Ban Ki-moon")):
        archive.source(f"{n}.txt", story(n, name))
    lines = [person("Kofi Annan", "same", "Boutros Ghali"), person("Ban Ki-moon", "same", "Boutros Ghali")]
    rule(archive, *lines).build()
    before = archive.files("output")
    rule(archive, *reversed(lines)).build()
    assert archive.files("output") == before


def test_two_that_contradict_are_both_named_and_neither_is_carried_out(two):
    before = people(two)
    rule(two, person("Kofi Annan", "same", "Boutros Ghali"))
    rule(two, person("Boutros Ghali", "different", "Kofi Annan"), name="theirs.jsonl")
    two.run("build")
    assert two.exit_code == 1
    step = "delete one of the two lines; until then neither is applied"
    assert two.findings() == [
        "problem: content/decisions/ours.jsonl:1: `Kofi Annan` and `Boutros Ghali` are ruled same here, "
        f"and content/decisions/theirs.jsonl:1 says the opposite; {step}",
        "problem: content/decisions/theirs.jsonl:1: `Boutros Ghali` and `Kofi Annan` are ruled different here, "
        f"and content/decisions/ours.jsonl:1 says the opposite; {step}",
    ]
    assert people(two) == before


def test_a_chain_that_joins_what_is_kept_apart_joins_nothing(archive):
    for n, name in ((1, "Kofi Annan"), (2, "Boutros Ghali"), (3, "Ban Ki-moon")):
        archive.source(f"{n}.txt", story(n, name))
    rule(
        archive,
        person("Kofi Annan", "same", "Boutros Ghali"),
        person("Ban Ki-moon", "same", "Boutros Ghali"),
        person("Kofi Annan", "different", "Ban Ki-moon"),
    ).run("build")
    assert archive.exit_code == 1
    assert len(set(people(archive).values())) == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "not json",
            'this line is not a JSON object whose values are texts; write {"kind": …, "a": …, "b": …, "ruling": …}',
        ),
        (
            '{"kind": "person", "a": "x", "b": "y", "rulling": "same"}',
            "`rulling` is not a key of a decision; did you mean `ruling`?",
        ),
        (
            '{"kind": "country", "a": "x", "b": "y", "ruling": "same"}',
            "`country` and `same` are not a valid kind and ruling; the kinds are article, person, source; "
            "the rulings same, different, revision, unsure, ignore, keep",
        ),
        ('{"kind": "person", "a": "x", "ruling": "same"}', "`same` needs `a` and another `b`; fix this line"),
        ('{"kind": "person", "a": "x", "b": "y", "ruling": "ignore"}', "`ignore` needs `a` and no `b`; fix this line"),
        (
            '{"kind": "article", "a": "x", "ruling": "keep", "about": "day"}',
            "`day` is not a valid `about` for `keep`; only `keep` takes it: date, publication, cut",
        ),
    ],
)
def test_a_line_that_cannot_be_read_is_reported_and_the_rest_holds(two, line, said):
    two.put("content/decisions/a.jsonl", f"{json.dumps(person('Boutros Ghali', 'ignore'))}\n{line}\n").run("build")
    assert two.findings() == [f"problem: content/decisions/a.jsonl:2: {said}"]
    assert two.exit_code == 1
    assert list(people(two)) == ["Kofi Annan"]


def write_ids(archive, **bodies):
    for name, body in bodies.items():
        archive.add_article(name, f"The {name}", body, id=name, slug=name)
    return archive.build()


@pytest.mark.parametrize("short", ["a", "z"])
def test_of_stories_ruled_to_be_one_the_most_complete_text_is_published(archive, short):
    words = {short: "A caption of a few words.", "m": "Mill wheels turn. " * 40}
    write_ids(archive, **words)
    rule(archive, {"kind": "article", "a": "a" if short == "a" else "m", "b": "m" if short == "a" else "z"} | SAME)
    archive.build()
    (line,) = archive.export()
    assert (line["slug"], line["text"].count("Mill wheels turn")) == ("m", 40)
    assert 'http-equiv="refresh"' in archive.text(f"output/articles/{short}.html")


def test_of_three_stories_ruled_to_be_one_the_most_complete_text_is_published(archive):
    write_ids(archive, a="Two words.", b="Mill wheels turn. " * 40, c="A caption of a few words. " * 5)
    rule(archive, {"kind": "article", "a": "a", "b": "c"} | SAME, {"kind": "article", "a": "c", "b": "b"} | SAME)
    archive.build()
    assert [line["slug"] for line in archive.export()] == ["b"]


SAME = {"ruling": "same"}
IGNORED = {"kind": "source", "a": "content/sources/2.txt", "ruling": "ignore"}


class TestAnIgnoredSource:
    def test_takes_its_untouched_stories_off_the_site_until_the_ruling_goes(self, two):
        before = two.files("output"), two.files("content/articles")
        rule(two, IGNORED).build()
        assert [line["title"] for line in two.export()] == ["Visitors Come to Hall Number 1"]
        assert two.files("content/articles") == before[1]
        assert two.findings() == [
            "notice: content/articles/undated/visitors-come-to-hall-number-2.md: this story is not published, because "
            "an editor ruled to ignore its saved page; delete the ruling to publish it; the file stays until you "
            "delete it"
        ]
        (two.root / "content/decisions/ours.jsonl").unlink()
        two.build()
        assert (two.files("output"), two.files("content/articles")) == before

    def test_leaves_a_story_that_an_editor_touched(self, two):
        path = "content/articles/undated/visitors-come-to-hall-number-2.md"
        two.put(path, two.text(path) + "\nAn editor added this.\n").build()
        rule(two, IGNORED).build()
        assert len(two.export()) == 2

    def test_leaves_a_story_with_another_copy(self, archive):
        archive.source("2.txt", story(2, "Ban Ki-moon")).source("3.txt", story(2, "Ban Ki-moon")).build()
        rule(archive, IGNORED).build()
        assert len(archive.export()) == 1
