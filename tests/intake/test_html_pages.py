"""Saved HTML pages: recognised by what they are, read to the byte, and never able to stop a run."""

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.cut.page_context import EMPTY_CONTEXT
from generator.ingest.cut.parse_page import cut_stories, parse_page
from generator.ingest.html.read_page import read_page
from generator.ingest.inputs.read_capture import read_capture
from generator.model.capture import Capture, Media

PARAGRAPHS = (
    "The harbour of Esbjerg will get a second lock for ferries, the town council decided on Tuesday evening.",
    "Work on the lock is to begin in the spring and will take three years, according to the mayor, Karen Holm.",
    "Fishermen had asked for it since a storm closed the harbour for nine days in the winter of 2014.",
    "The ministry of transport in Copenhagen pays half of the cost, which is put at ninety million kroner.",
)
MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Home", "News", "Sport"))
    + "</ul></nav>"
)


def page(body=PARAGRAPHS, *, head="", title="A Second Lock for the Harbour", behind=""):
    """An HTML page with a menu and a story."""
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in body)
    return (
        f"<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>{title} | The Coast Post</title>{head}"
        f"<style>p {{ color: black }}</style></head>\n<body>{MENU}<main><article><h1>{title}</h1>\n{text}</article>"
        f"{behind}</main><footer>© 2019 The Coast Post. All rights reserved.</footer>"
        "<script>var shown = '<p>no text</p>';</script></body></html>"
    )


def parsed(data, name="a.html"):
    return parse_page(Capture(path=name, payload=data if isinstance(data, bytes) else data.encode(), media=Media.HTML))


def lines_of(data):
    document = read_page(Capture(path="a.html", payload=data, media=Media.HTML)).value
    return document, [line.text for line in document.lines]


class TestRecognised:
    @pytest.mark.parametrize(
        "name", ["a.html", "a.htm", "a.xhtml", "a.shtml", "a.HTML", "index.php", "without-suffix", "really-html.txt"]
    )
    def test_by_its_content_whatever_its_name(self, archive, name):
        archive.source(name, page()).build()
        assert [line["title"] for line in archive.export()] == ["A Second Lock for the Harbour"]

    def test_compressed_as_unpacked(self, archive):
        archive.source("a.html.gz", gzip.compress(page().encode())).build()
        packed = archive.export()[0]
        archive.source("a.html", page())
        (archive.root / "content/sources/a.html.gz").unlink()
        archive.build()
        (unpacked,) = archive.export()
        assert {source["sha256"] for source in unpacked["sources"]} == {
            source["sha256"] for source in packed["sources"]
        }
        assert (unpacked["id"], unpacked["text"]) == (packed["id"], packed["text"])

    def test_parts_that_a_browser_saved_beside_a_page_are_no_pages(self, archive):
        archive.source("Lock.html", page()).source("Lock_files/frame.html", page(title="An Advertisement in a Frame"))
        archive.source("Lock_files/style.css", "p { color: black }").source("Lock_files/a.jpg", b"\xff\xd8\xff")
        archive.build()
        assert len(archive.export()) == 1
        assert not [line for line in archive.findings() if line.startswith("problem")]

    def test_another_file_says_what_to_do(self, archive):
        archive.source("a.txt", "Good\n\n" + "\n\n".join(PARAGRAPHS)).source("a.pdf", b"%PDF-1.4 ...")
        archive.run("check", "--all")
        assert (
            "notice: content/sources/a.pdf: this kind of file is not read yet; "
            "save the page as HTML, or its text as .txt" in archive.findings()
        )


class TestEncodings:
    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            ("<meta charset=utf-8><p>Blåbær på øya".encode(), "utf-8"),
            ("<meta charset=iso-8859-1><p>Blåbær på øya".encode(), "utf-8"),  # a browser saved it and kept the label
            ("<meta charset=iso-8859-1><p>Blåbær – på øya".encode("cp1252"), "cp1252"),
            ("<meta charset=windows-1251><p>Ёжик в тумане".encode("cp1251"), "cp1251"),
            (
                '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>新闻网页的正文'.encode(
                    "gb18030"
                ),
                "gb18030",
            ),
            ("<meta charset=shift_jis><p>新聞のページ".encode("cp932"), "cp932"),
            ("\ufeff<p>Blåbær på øya".encode(), "utf-8"),
            ("\ufeff<html><p>Blåbær på øya".encode("utf-16-le"), "utf-16-le"),
        ],
    )
    def test_bytes_decide_and_then_the_page(self, data, expected):
        document, texts = lines_of(data)
        assert document.encoding == expected
        assert texts[-1] in {"Blåbær på øya", "Blåbær – på øya", "Ёжик в тумане", "新闻网页的正文", "新聞のページ"}
        line = document.lines[-1]
        assert data[line.start : line.end].decode(expected) == texts[-1]


class TestBlocks:
    @pytest.mark.parametrize(
        ("markup", "expected"),
        [
            ("<p>One<p>Two", ["One", "Two"]),
            ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
            ("<p>The <b>bo</b>ld <a href=x>and</a> the <i>plain</i>.</p>", ["The bold and the plain."]),
            ("<p><span>By</span><span>Ann Lee</span></p>", ["By Ann Lee"]),
            ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
            ("One<br>Two<br><br>Three", ["One", "Two", "Three"]),
            ("<h1>One<br>Two</h1>", ["One Two"]),
            ("<pre>One\nTwo\n\nThree</pre>", ["One", "Two", "Three"]),
            ("<p>Fish &amp; chips&nbsp;&ndash; &#8364;5", ["Fish & chips – €5"]),
            ("<p>One</p><script>'</p><p>No'</script><style>No</style><!-- <p>No</p> --><p>Two", ["One", "Two"]),
            ('<p title="a > b">One</p>', ["One"]),
            ("<p title=it's>One</p>", ["One"]),
            ("<table><tr><td>Oslo<td>12<tr><td>Bergen<td>9</table>", ["Oslo  12", "Bergen  9"]),
            ("<p>One</div></p></section>Two", ["One", "Two"]),
            ("<p>1 < 2 and 3 > 2</p>", ["1 < 2 and 3 > 2"]),
            ("<P>One<SCRIPT>no</SCRIPT><P>Two", ["One", "Two"]),
            ("<p>One<!-- never closed <p>Two", ["One"]),
            (
                "<?xml version='1.0'?><html><script src='a.js' /><p>One</p><div/>Two<title/><p>Three</p></html>",
                ["One", "Two", "Three"],
            ),
            ("<p>One</p><![CDATA[ x ]]><?php no ?><p>Two", ["One", "Two"]),
        ],
    )
    def test_are_what_a_reader_sees(self, markup, expected):
        assert lines_of(markup.encode())[1] == expected

    def test_have_the_bytes_of_their_text(self):
        data = page().encode()
        document, texts = lines_of(data)
        for line in document.lines:
            assert data[line.start : line.end].decode() == line.text
        assert texts[-2:] == [PARAGRAPHS[-1], "© 2019 The Coast Post. All rights reserved."]


class TestAccounts:
    def test_every_byte_of_a_page_is_counted(self, archive):
        archive.source("a.html", page()).source("b.html", page(behind="<p></p>", title="Another")).run("check")
        assert archive.exit_code == 0, archive.output
        account = parsed(page()).page.account
        story = account.stories[0]
        assert story.size == len("A Second Lock for the Harbour") + sum(map(len, PARAGRAPHS))
        assert account.markup > 0
        assert story.size + account.furniture + account.markup == len(page().encode())
        assert account.faults == ()

    def test_text_in_no_part_is_a_fault(self):
        capture = Capture(path="a.html", payload=page().encode(), media=Media.HTML)
        document = read_capture(capture).value
        segments = [segment for segment, _ in cut_stories(document, EMPTY_CONTEXT)]
        import msgspec

        from generator.ingest.cut import byte_accounting

        (segment,) = segments
        lost = [msgspec.structs.replace(segment, blocks=segment.blocks[:-2])]
        (fault,) = byte_accounting.build_account(capture, document, lost).faults
        assert "The ministry of transport" in fault


PIECES = (
    *(
        "<p>",
        "</p>",
        "<div class='a b'>",
        "</div>",
        "<h1>",
        "</h1>",
        "<li>",
        "<table><tr><td>",
        "</table>",
        "<br>",
        "<br/>",
    ),
    *(
        "<a href=x>",
        "</a>",
        "<script>",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "<!doctype html>",
        "<title>",
        "</title>",
    ),
    *(
        "<",
        ">",
        "&amp;",
        "&nbsp;",
        "&#0;",
        "&#x110000;",
        "<textarea>",
        "</textarea>",
        "<pre>",
        "\n",
        " ",
        '"',
        "'",
        "=",
    ),
    *("<p a='", "<meta property=og:title content='A Head'>", "<meta name=date content=2019-13-45>", "<ol>"),
    *("<time datetime='2019'>", "<link rel=canonical href='http://[x'>", '<script type="application/ld+json">'),
    *('{"@type":"NewsArticle","headline":[1]}', "<select><option>", "<iframe>", "<svg>", "<template>", "<base href=x>"),
    *("<figcaption>", "<blockquote>", *PARAGRAPHS, "Kort tekst", "短文。", "\ufeff", "\x00", "\u202e"),
)


class TestAnything:
    @given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
    def test_is_read_and_counted_to_the_byte(self, markup):
        result = parsed(markup)
        account = result.page.account
        stories = sum(story.size for story in account.stories)
        assert stories + account.furniture + account.markup + account.rejected == len(markup.encode())
        assert account.faults == ()
        for story in result.stories:
            assert 0 <= story.provenance.start < story.provenance.end <= len(markup.encode())

    @given(st.binary(max_size=400).map(lambda data: b"<html><p>" + data))
    def test_bytes_raise_nothing(self, data):
        parsed(data)


class TestHostilePages:
    @pytest.mark.parametrize(
        ("data", "limit"),
        [
            (b"<html><p " + b"a=1 " * 300_000 + b">x</p>", "the tag at byte 6 has more than 1,000 attributes"),
            (b"<html>" + b"<div>" * 100_000 + b"x", "elements are nested deeper than 2,000 at byte 10,001"),
            (b"<html>" + b" " * (64 * 1024 * 1024), "it has more than 64 MiB"),
        ],
    )
    def test_break_a_limit_and_cost_only_themselves(self, archive, data, limit):
        archive.source("bomb.html", data).source("good.html", page())
        start = time.process_time()
        archive.build()
        assert time.process_time() - start < 20
        assert [line["title"] for line in archive.export()] == ["A Second Lock for the Harbour"]
        archive.run("check", "--all")
        assert (
            f"notice: content/sources/bomb.html: this page is not read: {limit}; "
            "it may be damaged, or made to do harm; save the page again, or delete it" in archive.findings()
        )

    @pytest.mark.parametrize("name", ["bomb.html.gz", "bomb.txt.gz"])
    def test_a_bomb_of_gzip_is_not_unpacked(self, archive, name):
        archive.source(name, gzip.compress(b"<html>" + b"a" * 200_000_000)).source("good.html", page()).build()
        assert len(archive.export()) == 1
        archive.run("check", "--all")
        assert any("bomb" in line and "it has more than 64 MiB" in line for line in archive.findings())

    def test_a_damaged_gzip_is_reported(self, archive):
        archive.source("cut.html.gz", gzip.compress(page().encode())[:-20]).source("good.html", page()).build()
        assert len(archive.export()) == 1
        archive.run("check", "--all")
        assert any("cut.html.gz: this file cannot be unpacked" in line for line in archive.findings())

    @pytest.mark.parametrize(
        "data",
        [
            b"<a " * 1_000_000,
            b'<a x="1>" ' * 500_000,
            b"<SCRIPT></SCRIPT>" * 200_000,
            b"<title>" * 300_000,
            b"<!--" * 500_000,
            b"</div>" * 500_000,
            b"<table>" * 1_500 + b"</div>" * 300_000,
            b"<td>" * 300_000,
            b"<p>&" * 300_000,
        ],
        ids=lambda data: data[:8].decode(),
    )
    def test_take_time_in_proportion_to_their_size(self, data):
        start = time.process_time()
        read_page(Capture(path="a.html", payload=data, media=Media.HTML))
        assert time.process_time() - start < 15


LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "WebPage", "url": "https://coast.example/lock"},
  {"@type": "NewsArticle", "headline": "A Second Lock for the Harbour", "datePublished": "2019-03-05T23:10:00+01:00",
   "dateModified": "2019-03-07", "author": [{"@type": "Person", "name": "Ida Lund"}, {"name": "Per Friis"}],
   "articleSection": "Harbour", "publisher": {"name": "The Coast Post"}, "isAccessibleForFree": false}]}</script>"""


class TestStated:
    """What a page states about its story, for search engines and readers of feeds."""

    @staticmethod
    def fields(head="", before="", **other):
        story = parsed(page(head=head, **other).replace("<p>The harbour", f"{before}<p>The harbour")).stories[0]
        return story.printed

    def test_linked_data_gives_what_is_not_printed(self):
        printed = self.fields(LINKED)
        assert (printed.byline, printed.date.iso, printed.date_basis.value) == (
            "Ida Lund, Per Friis", "2019-03-05", "metadata",
        )  # fmt: skip
        assert (printed.modified.iso, printed.section, printed.publication) == (
            "2019-03-07",
            "Harbour",
            "The Coast Post",
        )

    def test_what_is_printed_stays_as_printed(self):
        printed = self.fields(LINKED, before="<p>By Ida Lund and Per Friis</p><p>5 March 2019</p>")
        assert (printed.byline, printed.date.iso) == ("By Ida Lund and Per Friis", "2019-03-05")

    def test_a_printed_day_wins_over_a_stated_one_but_not_the_day_of_an_update(self):
        assert self.fields(LINKED, before="<p>4 March 2019</p>").date.iso == "2019-03-04"
        assert self.fields(LINKED, before="<p>Updated: 7 March 2019</p>").date.iso == "2019-03-05"

    @pytest.mark.parametrize(
        ("head", "field", "value"),
        [
            ('<meta property="article:published_time" content="2019-03-05T10:00Z">', "date", "2019-03-05"),
            ('<meta name="author" content="Ida Lund">', "byline", "Ida Lund"),
            ('<meta name="author" content="https://coast.example/ida">', "byline", None),
            (
                '<script type="application/ld+json">[{"@type": "Article", "author": {"@id": "#a"}}, '
                '{"@type": "Person", "@id": "#a", "name": "Ida Lund"}]</script>',
                "byline",
                "Ida Lund",
            ),
            ('<meta property="og:site_name" content="Coast"><meta name="author" content="coast">', "byline", None),
            ('<link rel="canonical" href="https://coast.example/lock">', "url", "https://coast.example/lock"),
            (
                '<base href="https://coast.example/2019/"><link rel="canonical" href="lock">',
                "url",
                "https://coast.example/2019/lock",
            ),
            ('<meta property="og:url" content="https://coast.example/lock">', "url", "https://coast.example/lock"),
            ('<meta property="article:section" content="Harbour">', "section", "Harbour"),
            ('<link rel="canonical" href="https://coast.example/2019/03/05/lock">', "date", "2019-03-05"),
            ('<meta name="date" content="last spring">', "date", None),
            ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>', "date", None),
        ],
    )
    def test_each_statement(self, head, field, value):
        found = getattr(self.fields(head), field)
        assert (found.iso if field == "date" and found else found) == value

    @pytest.mark.parametrize(
        ("markup", "field", "value"),
        [
            ('<time datetime="2019-03-05T08:00">Tuesday</time>', "date", "2019-03-05"),
            ('<div itemprop="datePublished" content="2019-03-05">Tuesday</div>', "date", "2019-03-05"),
            ('<div class="meta"><a rel="author" href="/ida">Ida Lund</a></div>', "byline", "Ida Lund"),
        ],
    )
    def test_in_the_text(self, markup, field, value):
        found = getattr(self.fields(before=markup), field)
        assert (found.iso if field == "date" and found else found) == value

    def test_a_headline_has_no_kicker_that_the_stated_one_has_not(self):
        head = '<meta property="og:title" content="A Second Lock for the Harbour">'
        data = page(head=head).replace("<h1>", "<h1><span>Harbour</span> <span>").replace("</h1>", "</span></h1>")
        story = parsed(data)
        assert story.stories[0].printed.title == "A Second Lock for the Harbour"

    def test_restrictions_that_a_page_states_are_notices(self):
        result = parsed(page(head=LINKED + '<meta name="robots" content="index, noarchive">'))
        assert [problem.format_message() for problem in result.page.problems] == [
            "a.html: this page states `noarchive` (meta robots); make sure that you may publish its stories",
            "a.html: this page states `paywalled` (JSON-LD isAccessibleForFree); "
            "make sure that you may publish its stories",
        ]
        assert len(result.stories) == 1

    def test_a_line_that_is_like_no_stated_title_is_no_headline(self):
        head = '<meta property="og:title" content="A Second Lock for the Harbour">'
        data = page(head=head).replace("<h1>A Second Lock for the Harbour</h1>", "<h3>Now watching</h3>")
        assert parsed(data).stories[0].printed.title == "A Second Lock for the Harbour"

    def test_only_the_story_that_they_are_about_gets_them(self):
        other = "<article><h2>Herring Return to the Sound</h2>" + "".join(
            f"<p>{text}</p>"
            for text in (
                "Herring have come back to the Sound in numbers that the fishermen had not seen for thirty years.",
                "Biologists in Malmö believe that the cleaner water of the last decade has brought them back.",
                "The quota for this autumn stays as it was, the fisheries agency in Gothenburg said on Friday.",
            )
        ) + "</article>"  # fmt: skip
        stories = parsed(page(head=LINKED, behind=other)).stories
        assert [(story.printed.title, story.printed.byline) for story in stories] == [
            ("A Second Lock for the Harbour", "Ida Lund, Per Friis"),
            ("Herring Return to the Sound", None),
        ]


class TestSavedBy:
    """Programs that save pages note where a page came from, and when."""

    @pytest.mark.parametrize(
        ("comment", "url", "captured"),
        [
            ("<!-- saved from url=(0026)https://coast.example/lock -->", "https://coast.example/lock", None),
            ("<!-- saved from url=(0013)about:internet -->", None, None),
            ("<!--\n Page saved with SingleFile \n url: https://coast.example/lock \n"
             " saved date: Wed Mar 06 2019 08:13:40 GMT+0100 (Central European Standard Time)\n-->",
             "https://coast.example/lock", "2019-03-06"),
            ("<!-- Mirrored from coast.example/lock by HTTrack Website Copier/3.x [XR&CO'2014], "
             "Wed, 06 Mar 2019 10:10:59 GMT -->", "http://coast.example/lock", "2019-03-06"),
        ],
    )  # fmt: skip
    def test_is_read(self, comment, url, captured):
        metadata = read_page(
            Capture(path="a.html", payload=(comment + page()).encode(), media=Media.HTML)
        ).value.metadata
        assert (metadata.url.text if metadata.url else None) == url
        assert (metadata.captured.text if metadata.captured else None) == captured

    def test_the_time_of_a_capture_is_no_day_of_publication(self):
        comment = "<!-- Page saved with SingleFile\n url: https://coast.example/lock\n saved date: Wed Mar 06 2019 -->"
        (story,) = parsed(comment + page()).stories
        assert (story.printed.date, story.printed.url) == (None, "https://coast.example/lock")

    def test_a_day_after_the_capture_is_dropped_with_a_notice(self):
        comment = "<!-- Page saved with SingleFile\n url: https://coast.example/lock\n saved date: Fri Mar 01 2019 -->"
        result = parsed(comment + page(head=LINKED))
        assert result.stories[0].printed.date is None
        assert [problem.format_message() for problem in result.page.problems[:-1]] == [
            "a.html: the stated day of publication, 2019-03-05 (JSON-LD datePublished), is not used; "
            "the page was saved before, on 2019-03-01 (SingleFile); give the article its `date` if you know it"
        ]


def test_explain_shows_what_a_page_states_and_by_which_rule(archive):
    archive.source("a.html", page(head=LINKED)).run("ingest", "--explain", str(archive.root / "content/sources/a.html"))
    lines = [line.strip() for line in archive.output.splitlines()]
    assert lines[2] == "the page states"
    assert "headline    A Second Lock for the Harbour  JSON-LD headline" in lines
    assert "date        2019-03-05  JSON-LD datePublished" in lines
    assert "byline      Ida Lund, Per Friis  JSON-LD author" in lines
    assert "rights      paywalled  JSON-LD isAccessibleForFree" in lines
    assert any("markup" in line for line in lines[:2])


def test_a_story_saved_as_html_and_as_text_is_one_with_two_copies(archive):
    text = "\n\n".join(("A Second Lock for the Harbour", *PARAGRAPHS))
    archive.source("a.html", page()).source("b.txt", text).build()
    (line,) = archive.export()
    assert sorted(source["path"] for source in line["sources"]) == ["content/sources/a.html", "content/sources/b.txt"]
    assert [source["record"] for source in line["sources"]] == [None, None]


def test_a_moved_page_keeps_its_article(archive):
    archive.source("a.html", page()).build()
    (before,) = archive.export()
    (archive.root / "content/sources/a.html").rename(archive.root / "content/sources/b.htm")
    archive.build()
    (after,) = archive.export()
    assert (after["id"], after["slug"]) == (before["id"], before["slug"])
