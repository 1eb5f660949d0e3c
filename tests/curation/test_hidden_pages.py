"""What an editor meant to hide stays hidden, however the key is written; and what nobody meant to hide is published."""

import pytest
from support.texts import article_file

HIDING = [
    ("Draft", "true"),
    ("DRAFT", "true"),
    ("drafts", "true"),
    ("darft", "true"),
    ("draf", "yes"),
    ("is_draft", "true"),
    ("draft_mode", "on"),
    ("Withdrawn", "true"),
    ("withdrawed", "true"),
    ("withdraw", "true"),
    ("published", "false"),
    ("Published", "no"),
    ("publish", "false"),
    ("publised", "false"),
    ("public", "false"),
    ("visible", "false"),
    ("status", "draft"),
    ("Status", "Hidden"),
    ("post_status", "private"),
    ("visibility", "private"),
    ("hidden", "true"),
    ("hide", "yes"),
    ("unlisted", "true"),
    ("private", "true"),
    ("embargo", "2030-01-01"),
    ("embargo_until", "2030-01-01"),
    ("do-not-publish", "true"),
    ("unpublished", "true"),
    ("Entwurf", "ja"),
    ("brouillon", "oui"),
    ("черновик", "да"),
]
NESTED = ["extra:\n  draft: true", "params:\n  a: b\n  status: private", "page: x\nmeta:\n  published: no"]
SHOWING = [
    ("published", "true"),
    ("published", "2024-05-03"),
    ("publisher", "The Hill Courier"),
    ("Draft", "false"),
    ("hidden", "no"),
    ("status", "publish"),
    ("craft", "weaving"),
    ("drafted_by", "Anna"),
    ("visibility", "public"),
    ("private", ""),
]


@pytest.mark.parametrize(("key", "value"), HIDING)
def test_a_story_meant_to_be_hidden(archive, key, value):
    archive.put("content/articles/own.md", article_file("Our Own", "Secret words.", **{key: value})).run("build")
    assert archive.exit_code == 1
    assert archive.findings() == [
        f"problem: content/articles/own.md:3: `{key}` is not a known key, but it seems to hide this page, so the page "
        "stays off the site; write `draft: true` to hide it, or delete the line to publish it"
    ]
    assert not any(b"Secret words" in data for data in archive.files("output").values())


@pytest.mark.parametrize(("key", "value"), HIDING)
def test_a_free_page_meant_to_be_hidden(archive, key, value):
    archive.put("content/pages/plan.md", article_file("Our Plan", "Secret words.", **{key: value})).run("build")
    assert archive.exit_code == 1
    assert f"problem: content/pages/plan.md:3: `{key}` is not a known key" in archive.output
    assert not any(b"Secret words" in data or b"Our Plan" in data for data in archive.files("output").values())


@pytest.mark.parametrize("lines", NESTED)
def test_a_hiding_key_below_another(archive, lines):
    archive.put("content/articles/own.md", f"---\ntitle: Our Own\n{lines}\n---\n\nSecret words.\n").run("build")
    assert archive.exit_code == 1
    assert "seems to hide this page" in archive.output
    assert not any(b"Secret words" in data for data in archive.files("output").values())


@pytest.mark.parametrize(("key", "value"), SHOWING)
def test_a_story_that_nobody_meant_to_hide(archive, key, value):
    archive.put("content/articles/own.md", article_file("Our Own", "Public words.", **{key: value})).build()
    assert "Public words." in archive.text("output/articles/our-own.html")


def test_a_published_story_leaves_the_site_too(archive):
    archive.add_article("own", "Our Own", "Secret words.").build()
    archive.put("content/articles/own.md", article_file("Our Own", "Secret words.", Draft="true")).run("build")
    assert not any(b"Secret words" in data for data in archive.files("output").values())


@pytest.mark.parametrize("key", ["draft", "withdrawn"])
def test_a_hiding_key_with_a_value_that_cannot_be_read_hides_too(archive, key):
    archive.add_article("own", "Our Own", "Secret words.").build()
    archive.put("content/articles/own.md", article_file("Our Own", "Secret words.", **{key: "until May"})).run("build")
    assert archive.findings() == [
        f"problem: content/articles/own.md:3: `{key}` is neither true nor false; write `true` or delete the line; "
        "until then the page stays off the site"
    ]
    assert not any(b"Secret words" in data for data in archive.files("output").values())


def test_a_free_page_can_be_a_draft(archive):
    archive.put("content/pages/plan.md", article_file("Our Plan", "Secret words.", draft="true")).build()
    assert archive.findings() == []
    assert not any(b"Secret words" in data or b"Our Plan" in data for data in archive.files("output").values())


@pytest.mark.parametrize(("path", "key"), [("people/ana.md", "name"), ("countries/NO.md", "country")])
def test_the_note_of_a_record_meant_to_be_hidden(archive, path, key):
    archive.add_article("own", "Our Own", people="[Ana Silva]", countries="[Norway]")
    value = "Ana Silva" if key == "name" else "NO"
    archive.put(f"content/{path}", f"---\n{key}: {value}\ndraft: true\n---\n\nSecret words.\n").run("build")
    assert archive.exit_code == 1
    assert not any(b"Secret words" in data for data in archive.files("output").values())
