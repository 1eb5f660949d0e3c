"""Bad input never costs anyone's data: the rest is built, and what is wrong is said. See broken/ for messages."""

import os

import pytest

GOOD = (
    "A Good Story\n\nOSLO: The ferry was named on Monday in front of many guests, and a band played.\n\n"
    "Norway will send sailors to learn how such a ship is steered through ice in the dark months.\n"
)


@pytest.fixture(name="good")
def _good(archive):
    return archive.source("good.txt", GOOD)


def holds_good(archive):
    return [line["title"] for line in archive.export()] == ["A Good Story"]


def test_a_link_in_a_circle_and_a_link_out_of_the_root_are_not_followed(good, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(GOOD.replace("A Good Story", "A Secret"), encoding="utf-8")
    sources = good.root / "content/sources"
    (sources / "circle").symlink_to(sources, target_is_directory=True)
    (sources / "out").symlink_to(outside, target_is_directory=True)
    (sources / "out.txt").symlink_to(outside / "secret.txt")
    good.build()
    assert holds_good(good)


def test_a_folder_where_a_file_is_expected_is_passed_over(good):
    (good.root / "content/sources/folder.txt").mkdir()
    (good.root / "content/articles/folder.md").mkdir(parents=True)
    good.build()
    assert holds_good(good)


@pytest.mark.parametrize("name", ["content/articles", "content/pages", "content/decisions"])
def test_a_file_where_a_folder_is_expected_is_reported(archive, name):
    archive.put(name, "x").run("build")
    assert archive.findings() == [
        f"problem: {name}: this is a file where a folder is expected; rename it and make a folder of this name"
    ]
    assert archive.exit_code == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="for root every file can be read")
def test_a_file_that_may_not_be_read_stops_nobody_else(good):
    good.source("shut.txt", GOOD)
    (good.root / "content/sources/shut.txt").chmod(0)
    good.run("build")
    assert good.exit_code == 1
    assert holds_good(good)


def test_an_alias_bomb_is_refused_at_once(good):
    lines = ["---", "title: Bomb", "a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    good.put("content/articles/bomb.md", "\n".join([*lines, "---", "", "Text."])).run("build")
    assert good.exit_code == 1
    assert good.findings() == [
        "problem: content/articles/bomb.md:4: `*` refers to another value; write the value in full"
    ]
    assert holds_good(good)


@pytest.mark.parametrize(
    "slug", ["../../etc/passwd", "CON", "nul", "a/b", "x" * 300, ".hidden", "index", "a b", "%2e%2e"]
)
def test_a_slug_that_cannot_be_an_address_is_refused(good, slug):
    good.add_article("bad", "Bad", slug=slug).run("build")
    assert good.exit_code == 1
    assert holds_good(good)
    assert "content/articles/bad.md:3: " in good.output
    assert sorted(path.name for path in (good.root / "output/articles").iterdir()) == [
        "a-good-story.html",
        "a-good-story.md",
        "index.html",
    ]


def test_an_empty_slug_is_none(good):
    good.add_article("own", "Our Own", slug="").build()
    assert (good.root / "output/articles/our-own.html").is_file()


def test_what_is_printed_on_a_page_cannot_become_front_matter_or_markup(archive):
    archive.source("a.txt", GOOD.replace("A Good Story", "</script><img src=x onerror=alert(1)> --- # *Story*")).build()
    (line,) = archive.export()
    assert line["title"] == "</script><img src=x onerror=alert(1)> --- # *Story*"
    assert "<img" not in archive.text(f"output/{line['url']}")


def test_a_country_that_two_states_share_is_reported_with_both(good):
    good.add_article("own", "Our Own", countries="[Korea]").run("build")
    assert good.findings() == [
        "problem: content/articles/own.md:3: `Korea` in `countries` is the name of `North Korea` and `South Korea`; "
        "write which of them"
    ]
    assert len(good.export()) == 2


def test_a_person_who_fits_two_is_joined_to_neither_and_waits_for_a_decision(archive):
    for n, name in enumerate(("George W. Bush", "George H. W. Bush", "George Bush")):
        archive.add_article(n, f"Visit {n}", people=f"[{name}]")
    archive.build()
    assert len({person["id"] for line in archive.export() for person in line["people"]}) == 3
    assert archive.findings() == [
        "notice: content/decisions: `George Bush` fits `George H. W. Bush` and `George W. Bush`, and has a page of its "
        "own; rule it to be the `same` as one of them, or `different`"
    ]


def test_line_ends_of_several_kinds_in_one_page_make_no_difference(archive):
    archive.source("a.txt", GOOD.replace("\n\n", "\r\n\n", 1).replace("\n\n", "\r\r", 1)).build()
    assert holds_good(archive)
    assert archive.export()[0]["text"].count("\n\n") == 1


def test_an_article_that_loses_its_id_is_not_taken_for_deleted(good):
    good.build()
    (path,) = (good.root / "content/articles").rglob("*.md")
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(line for line in text.split("\n") if not line.startswith("id:")), encoding="utf-8")
    good.build()
    assert "withdrawn" not in good.text("content/register.jsonl")
    assert [line["title"] for line in good.export()] == ["A Good Story"]
