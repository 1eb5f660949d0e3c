"""Malformed HTML is read as browsers read it.

Elements, text and signs are expected as both Lexbor (selectolax 1.0.2) and html5lib 1.1 read them; where Backfile
differs on purpose, the test says so.
"""

import time

import pytest

from generator.ingest.html.read_page import read_page
from generator.model.capture import Capture, Media


def read_blocks(markup):
    """Return the lines of a page, each with the tag of its element."""
    page = f"<!DOCTYPE html><html><body>{markup}</body></html>"
    document = read_page(Capture(path="a.html", payload=page.encode(), media=Media.HTML)).value
    return [(mark.element.tag, line.text) for line, mark in zip(document.lines, document.marks, strict=True)]


def read_text(markup):
    return [text for _, text in read_blocks(markup)]


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<p>a<p>b", [("p", "a"), ("p", "b")]),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", [("li", "a"), ("li", "b"), ("li", "c"), ("li", "d")]),
        ("<dl><dt>a<dd>b<dt>c</dl>", [("dt", "a"), ("dd", "b"), ("dt", "c")]),
        ("<p>a<b>b<i>c</b>d</i>e</p>f", [("p", "abcde"), ("body", "f")]),
        ("<p>a<hr>b</p>c", [("p", "a"), ("body", "b"), ("body", "c")]),
        ("<h1>a<h2>b</h1>c", [("h1", "a"), ("h2", "b"), ("body", "c")]),
        ("<h1>a</h2>b", [("h1", "a"), ("body", "b")]),
        ("a</p>b", [("body", "a"), ("body", "b")]),
        ("<p>a</br>b", [("p", "a"), ("p", "b")]),
        ("<div>a</section>b</li>c</div>", [("div", "abc")]),
        ("<table><tr><td>a</div>b</table>c", [("td", "ab"), ("body", "c")]),
        ("<table><tr><td>a<table><tr><td>b</table>c</table>d", [("td", "a"), ("td", "b"), ("td", "c"), ("body", "d")]),
        ("<P>A<BR>B</P><UL><LI>C</UL>", [("p", "A"), ("p", "B"), ("li", "C")]),
        ("<blockquote>a<p>b</blockquote>c", [("blockquote", "a"), ("p", "b"), ("body", "c")]),
        ("<figure>a<figcaption>b</figure>c", [("figure", "a"), ("figcaption", "b"), ("body", "c")]),
    ],
)
def test_elements_are_opened_and_closed(markup, blocks):
    assert read_blocks(markup) == blocks


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<script>a</SCRIPT><p>b</p><script>c</script>", ["b"]),
        ("<IFRAME>a</IFRAME><p>b</p><iframe>c</iframe>", ["b"]),
        ("<style>a</STYLE ><p>b</p><style>c</style>", ["b"]),
        ("<script>a</scripty></script ><p>b</p>", ["b"]),
        ("<script>a</script/><p>b</p>", ["b"]),
        ("<script><!-- write('<script>x</script>'); //--></script><p>b</p>", ["b"]),
        ("<script><!-- x </script><p>b</p>", ["b"]),
        ("<script>var a = '</script>';</script><p>b</p>", ["';", "b"]),
        ("<textarea>a <p>b</p></textarea-x></textarea>c", ["a <p>b</p></textarea-x>", "c"]),
        ("<noscript><p>a</p></noscript><p>b</p>", ["a", "b"]),
        ("<template><p>a</p><template>b</template>c</template><p>d</p>", ["d"]),
        ("<ul><TEMPLATE><li>{{ name }}</li></TEMPLATE><li>a</li></ul>", ["a"]),
    ],
)
def test_what_is_no_text_ends_at_its_end_tag(markup, lines):
    assert read_text(markup) == lines


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>a<!-->b<!--->c--></p>", ["abc-->"]),
        ("<p>a<!--x--!>b<!-- -- > -->c</p>", ["abc"]),
        ("<p>a</>b</ c>d<?php echo 'x'?>e<!doctype f>g</p>", ["abdeg"]),
        ("<p>a < b <3 c</p>", ["a < b <3 c"]),
        ("<a href=x>y>z</a>", ["y>z"]),
        ("<p title=a\"b>c</p><p title=\"a>b\">d</p><p 'a>e</p>", ["c", "d", "e"]),
        ("<p>&copy 2019, &copy2020,&#160x&#64y, &lt3, &ampx, &notin;, &bogus;</p>",
         ["© 2019, ©2020, x@y, <3, &x, ∉, &bogus;"]),
        ("<p>&#x93;a&#x94; &#151; &#x80;</p>", ["“a” — €"]),
    ],
)  # fmt: skip
def test_signs_are_read(markup, lines):
    assert read_text(markup) == lines


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>a</p><template><p>b</p>", ["a", "b"]),
        ("<script><!-- <script> </script><p>a</p>", ["a"]),
        ("<div><template shadowrootmode=open><p>a</p></template></div>", ["a"]),
    ],
)
def test_no_story_is_lost_to_an_end_tag_that_is_missing(markup, lines):
    """Except for the last, which they show, browsers show nothing of these pages below the start tag."""
    assert read_text(markup) == lines


@pytest.mark.parametrize(
    "part", ["<script><!--<script></script>", "<template>", "<TEMPLATE><template></template>", "<iframe></IFRAMES>"]
)
def test_no_page_stops_a_run(part):
    start = time.process_time()
    read_text(part * 1500)
    assert time.process_time() - start < 5
