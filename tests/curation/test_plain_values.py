"""What an editor types behind a key is its value, to the end of the line, whatever signs are in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.texts import article_file

from generator.manuscript import frontmatter
from generator.manuscript.frontmatter_edit import change_keys

HEADLINES = [
    "Germany ranked #1 in the table",
    "Song # 5",
    "#MeToo",
    "#1",
    "!Viva Zapata!",
    "!!str x",
    "Storm: 3 dead",
    "Storm:",
    "Mayor: “No: never”",
    '"Hello" said the mayor',
    "'a' and 'b'",
    "'Tis the season",
    "[Exclusive] Storm hits",
    "{Sic} transit",
    "- foo",
    "> 3 dead",
    "| a pipe",
    "*Star* wins",
    "&c company",
    "100% sure: yes",
    "% of all",
    "@home",
    "`code`",
    "? why",
    ", then",
    "key: value: x #1",
]


def read(*lines):
    result = frontmatter.split("x.md", "\n".join(["---", *lines, "---", "", "Text."]))
    assert result.value, [problem.format_message() for problem in result.problems]
    return result.value.values


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_is_on_the_page_as_it_was_typed(archive, headline):
    archive.put("content/articles/own.md", article_file(headline, "Text.", slug="own")).build()
    assert [line["title"] for line in archive.export()] == [headline]


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_key_beside_it_can_be_changed(headline):
    before = f"---\ntitle: {headline}\nkicker: a #1\n---\n\nText.\n".encode()
    result = change_keys("x.md", before, {"draft": True})
    assert result.value
    assert result.value.replace(b"draft: true\n", b"") == before
    result = change_keys("x.md", before, {"title": "New"})
    assert result.value == b"---\ntitle: New\nkicker: a #1\n---\n\nText.\n"


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30))
def test_any_headline_is_read_to_its_end_or_is_a_problem(headline):
    result = frontmatter.split("x.md", f"---\ntitle: Say {headline}\nslug: x\n---\n\nText.")
    assert result.value
    assert result.value.values == {"title": f"Say {headline}".strip(), "slug": "x"}
    result = frontmatter.split("x.md", f"---\ntitle: {headline}\nslug: x\n---\n\nText.")
    if result.value and isinstance(result.value.values["title"], str):
        words = headline.strip()
        title = result.value.values["title"]
        is_quoted = words[:1] in {"'", '"'} and words[-1:] == words[:1]
        assert (
            title == words or is_quoted or words[:1] in {"|", ">", "'", '"'} or words.startswith("# ") or words == "#"
        )


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        (["draft: true # until May"], {"draft": "true"}),
        (["people: # all of them", "- Kofi #1 Annan", "- Ban # so in print"], {"people": ["Kofi #1 Annan", "Ban"]}),
        (["people: [A, B] # both"], {"people": ["A", "B"]}),
        (["figures:", "- caption: No: #1", "  credit: A: b"], {"figures": [{"caption": "No: #1", "credit": "A: b"}]}),
        (["title: Foo #1", "  and more"], {"title": "Foo #1 and more"}),
        (
            ["summary: |", "  Block #1: a", "  - b #2", "title: x: y"],
            {"summary": "Block #1: a\n- b #2\n", "title": "x: y"},
        ),
        (['title: "two', '  lines #1"', "kicker: a: b"], {"title": "two lines #1", "kicker": "a: b"}),
        (['title: "quoted: yes" # comment'], {"title": "quoted: yes"}),
        (["title: 'it''s: so'"], {"title": "it's: so"}),
        (["# a comment: #1", "title: x: y"], {"title": "x: y"}),
    ],
)
def test_what_yaml_means_otherwise_stays(lines, values):
    assert read(*lines) == values


def test_a_tab_before_an_item_is_said(archive):
    archive.put("content/articles/own.md", "---\ntitle: Own\npeople:\n\t- Kofi Annan\n---\n\nText.\n").run("build")
    assert archive.findings() == [
        "problem: content/articles/own.md:4: this line is indented with a tab, and front matter takes spaces only; "
        "replace the tab by spaces"
    ]


def test_a_control_character_is_said_with_its_line(archive):
    archive.put("content/articles/own.md", "---\ntitle: Own\nkicker: a\x00b\n---\n\nText.\n").run("build")
    assert archive.findings() == [
        "problem: content/articles/own.md:3: this line has the control character U+0000, which front matter cannot "
        "hold; delete it"
    ]
