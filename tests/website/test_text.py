"""Bodies: what Markdown becomes, as a page and as plain text, whoever wrote it."""

import html
import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.sites import built, main_of, story

from generator.text import markdown as rendering
from generator.text import plain
from generator.text.markdown import escape_text, insert_dateline, to_html
from generator.text.plain import parse_literal_blocks, parse_literal_paragraphs, to_plain_text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("One\nline.", "One line."),
        ("\n\nOne.\n\n\n\nTwo.\n", "One.\n\nTwo."),
        ("", ""),
        (r"5 \* 3 \_ \[x\] \# \\ 1994\. \- a", r"5 * 3 _ [x] # \ 1994. - a"),
        ("AT&amp;T &lt;b&gt; & more", "AT&T <b> & more"),
        (r"\*not emphasis\*", "*not emphasis*"),
        ("Some *emphasis* and **more**.", "Some emphasis and more."),
        ("See [the treaty](https://example.org/t).", "See the treaty."),
        ("# Head\n\nText.", "Head\n\nText."),
        ("- one\n- two", "one\n\ntwo"),
        ("1. one\n2. two", "one\n\ntwo"),
        ("> quoted", "quoted"),
        ("a  \nb", "a\nb"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b\n\n1 2"),
        ("Text.<script>alert(1)</script>", "Text.<script>alert(1)</script>"),
        ("snake_case_name", "snake_case_name"),
        ("مرحبا\n\nبالعالم", "مرحبا\n\nبالعالم"),
    ],
)
def test_plain_text_is_what_a_reader_reads(markdown, text):
    assert to_plain_text(markdown) == text


def test_a_body_as_intake_writes_it_needs_no_parser():
    assert parse_literal_paragraphs("A \\* b &amp; c > d | AT&T.\n\n-5, “Two”, said Mr O’Neil; 3 (three)!") is not None
    assert parse_literal_paragraphs("A *b*.") is None


# Whatever could trip the fast way: marks at all places, escapes, entities, odd spaces, line ends.
_PIECES = st.sampled_from(
    ["word", "1994", ".", ")", "*", "_", "`", "[", "](", "]", "<", ">", "&", "&amp;", "&lt;", "&#39;", "&T;",
     "#", "-", "+", "=", "|", ":", "!", "\\", "\\*", "\\\\", "\\`", "\\_", "\\-", "\\.", " ", "  ", "\n",
     "é", "(", "{", "}", "~", '"', "'", "http://x.org", "\u200f", "\u00a0", "\u2028", "\t", "\x0c", "\x85",
     "م", "a@b.c", "&#32;", "\n\n"]
)  # fmt: skip
BODIES = st.lists(_PIECES, max_size=14).map("".join)


@given(BODIES)
@example("a\n=\n\nb")
@example("\\\\`x`")
@example("&#10;")
def test_the_fast_way_gives_the_same_bytes_as_the_parser(body):
    literal = parse_literal_paragraphs(body)
    if literal is not None:
        assert rendering._render_paragraphs(literal) == rendering._render_markdown(body)


@given(BODIES)
@example("&#10;")
def test_the_fast_way_gives_the_same_text_as_the_parser(body):
    if parse_literal_paragraphs(body) is not None:
        assert to_plain_text(body) == plain._parse_plain_text(body)


MARKS = st.sampled_from(["", "## ", "- ", "> ", "1. ", "2. ", "07. "])
MARKED_LINES = st.tuples(MARKS, st.lists(_PIECES, max_size=4).map("".join))
MARKED_BODIES = st.lists(MARKED_LINES.map("".join), min_size=1, max_size=6).map("\n\n".join)


@pytest.mark.slow
@given(MARKED_BODIES)
@example("## a\n\n- b\n\n- c\n\n3. d\n\n4. e\n\n> f\n\n> g\n\nh")
@example("- a\n\nb")
@example("## C#")
def test_marks_before_paragraphs_are_read_as_the_parser_reads_them(body):
    blocks = parse_literal_blocks(body)
    if blocks is not None:
        assert rendering._render_blocks(blocks) == rendering._render_markdown(body)
        assert to_plain_text(body) == plain._parse_plain_text(body)


def test_a_body_with_marks_as_intake_writes_it_needs_no_parser():
    assert parse_literal_blocks("A.\n\n## B\n\n- c\n\n- d\n\n1. e\n\n> f \\* g") is not None
    assert parse_literal_blocks("- a\n- b") is None


@pytest.mark.slow
@given(st.text(max_size=60))
def test_no_body_makes_rendering_or_reading_fail(body):
    to_plain_text(body)
    assert "<script" not in to_html(body)


def test_paragraphs_of_the_story_are_numbered_and_those_within_others_not():
    html = to_html("One.\n\n> Quoted.\n\n- a\n\n- b\n\n*Two.*")
    assert re.findall(r'<p id="(p\d+)">([^<]|<em>Two)', html) == [("p1", "O"), ("p2", "<em>Two")]


def test_headings_in_a_body_never_rival_the_headline():
    assert to_html("# Top") == "<h2>Top</h2>"


def test_outbound_links_are_marked_and_own_ones_are_not():
    html = to_html("[a](https://example.org/) [b](lake.html)")
    assert '<a rel="nofollow noopener external" href="https://example.org/">a</a>' in html
    assert '<a href="lake.html">b</a>' in html


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "<img src=x onerror=alert(1)>",
        '<p style="position:fixed" onclick="x()" id="main" class="skip">x</p>',
        "<style>p{}</style>",
        "<iframe src=//example.org></iframe>",
        "<svg/onload=alert(1)>",
        "![x](https://example.org/pixel.gif)",
        '<a href="https://example.org" rel="opener" target="_blank">x</a>',
    ],
)
def test_a_hostile_body_is_harmless(body):
    html = str(to_html(f"Before.\n\n{body}\n\nAfter."))
    tags = " ".join(re.findall(r"<[^>]*>", html))
    assert not re.search(r"<(script|style|img|iframe|svg)|javascript:|data:|\son\w+=|style=|target=|opener\"", tags)
    assert 'id="main"' not in html


@pytest.mark.parametrize(
    "body",
    [
        "A <Name withheld> spoke.",
        "A <b and c> d",
        "vitamin <b> and </i>",
        "I <3 you & <you>",
        "Before <script>alert(1)</script> after",
        "Before <script> all\n\nthat is behind it",
        "Before <style> all\n\nthat is behind it",
        "Before <textarea> all\n\nthat is behind it",
        "Before <title> all\n\nthat is behind it",
        "Before <!-- all\n\nthat is behind it",
        "Before <![CDATA[ all ]]> after",
        "Before <?php echo ?> after",
        "Before <!DOCTYPE html> after",
        "Before <iframe src=x>words</iframe> after",
        "<details><summary>S</summary>T</details>",
        "#MeToo began here.",
        "#1 in the charts.",
        "#hashtag\n#another",
        "####### seven",
        "#",
        "[Anna]: Yes",
        "[1]: https://example.org/unused",
        "&#99999999999999;",
    ],
)
def test_what_is_no_markup_stays_as_it_was_typed(body):
    paragraphs = [" ".join(text.split()) for text in body.split("\n\n")]
    assert to_plain_text(body).split("\n\n") == paragraphs
    shown = html.unescape(re.sub(r"<[^>]*>", "", str(to_html(body)))).replace("\n", " ")
    assert shown.split() == " ".join(paragraphs).split()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("## C#", "C#"),
        ("## Head ##", "Head"),
        ("# #1 song", "#1 song"),
        ("> #MeToo", "#MeToo"),
        ("- #1 item", "#1 item"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "| 1 | 2 | 3 |"),
        ("![The mayor](../figures/mayor.jpg)", "The mayor"),
        ("![The mayor][m]\n\n[m]: mayor.jpg", "The mayor"),
        ("![The mayor]\n\n[the mayor]: mayor.jpg", "The mayor"),
        ("<div class='x'>In a box</div>", "In a box"),
    ],
)
def test_no_word_of_markup_vanishes(body, words):
    assert words in " ".join(to_plain_text(body).split())
    assert words in html.unescape(" ".join(re.sub(r"<[^>]*>", "", str(to_html(body))).split()))


MANY = 5000
EXCESSIVE = {
    "open links": "[a](" * MANY,
    "open brackets": "[" * MANY,
    "open pictures": "![" * MANY,
    "open references": "[a][" * MANY,
    "brackets in brackets": "[[" * MANY + "a" + "]]" * MANY,
    "links with an open address": "[a](<" * MANY,
    "links with an open title": '[a](b "' * MANY,
    "mixed marks": "*[a](`" * MANY,
    "lists on one line": "- " * MANY + "a",
    "numbers on one line": "1. " * MANY + "a",
    "lists in lists": "\n".join("    " * n + "- a" for n in range(300)),
    "quotations in quotations": "> " * MANY + "a",
    "underlined lines": "a\n---\n" * MANY,
    "headings": "# a\n" * MANY,
}
HEAVY = {
    "tags": "<a" * MANY,
    "tags with an open attribute": '<a href="' * MANY,
    "bold tags": "<b>" * MANY,
    "boxes": "<div>\n" * MANY,
    "character data": "<![CDATA[" * MANY,
    "comments": "<!--" * MANY,
    "stars": "**a*" * MANY,
    "underscores": "_a " * MANY,
    "backticks": "`" * MANY,
    "a reference of many digits": "&#" + "9" * MANY + ";",
    "a hexadecimal reference of many digits": "&#x" + "f" * MANY + ";",
    "ampersands": "&" * MANY,
    "a table": "|a|b|\n|-|-|\n" + "|c|d|\n" * MANY,
    "a wide table": "a|" * MANY + "\n" + "-|" * MANY,
    "definitions": "\n".join(f"[a{n}]: x" for n in range(MANY)),
    "backslashes": "\\" * MANY,
}


@pytest.mark.parametrize("name", [*EXCESSIVE, *HEAVY])
def test_no_body_takes_long(name):
    body = (EXCESSIVE | HEAVY)[name]
    start = time.process_time()
    assert to_html(body)
    to_plain_text(body)
    assert time.process_time() - start < 10


@pytest.mark.parametrize("name", EXCESSIVE)
def test_excessive_markup_is_shown_as_it_is_written_and_said(archive, name):
    archive.add_article("own", "Our Own", f"First.\n\n{EXCESSIVE[name]}\n\nLast.").run("build")
    assert archive.exit_code == 1
    (line,) = archive.findings()
    assert re.fullmatch(
        r"problem: content/articles/own\.md:\d+: this paragraph has more markup than can be read.*", line
    )
    assert "Last." in archive.words("articles/our-own.html")


def test_a_picture_in_the_text_is_said_with_its_line(archive):
    archive.add_article("own", "Our Own", "First.\n\nBefore ![The mayor](../figures/mayor.jpg) after.").build()
    assert archive.findings() == [
        "warning: content/articles/own.md:7: a picture in the text is not shown, only its description; put the file "
        "into content/figures/ and list it under `figures` in the front matter"
    ]
    assert "Before The mayor after." in archive.words("articles/our-own.html")


def test_a_hostile_headline_is_only_words():
    title = "</script><img src=x onerror=alert(1)>"
    files = built(story(title, slug="x", publication=title, byline=title, dateline=title, people=(title,)))
    for url, page in files.items():
        assert "<img" not in page or url.endswith((".jsonl", ".csv", ".md")), url
    assert "&lt;img src=x onerror=alert(1)&gt;" in main_of(files["articles/x.html"])


def test_a_dateline_stands_alone_before_a_body_that_begins_otherwise():
    assert insert_dateline(to_html("- a"), escape_text("A & B")).startswith(
        '<p><span class="dateline">A &amp; B</span></p>\n<ul>'
    )
