"""What holds for every page and every article, looked for with bad inputs.

The same inputs are tried on every run, so that a failure is a change in the program and not in chance.
"""

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser

import ftfy
import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.tables import TABLES

from generator.authority.cluster_people import unify_people
from generator.ingest.copies import duplicates
from generator.ingest.cut.decode import _MOJIBAKE, clean_text, decode
from generator.ingest.outline import build_outline
from generator.ingest.plan import (
    ArticleFile,
    Create,
    PlanInput,
    RenderedArticle,
    apply_entry,
    complete_plan,
    draft_plan,
)
from generator.ingest.reading.read_stories import read_stories, segment_page
from generator.ingest.story import Story
from generator.ingest.tag.annotate import annotate
from generator.manuscript import article_file
from generator.manuscript.escape import escape, format_body
from generator.model.article import Article, ArticleId, DateBasis, Figure, PartialDate, PrintedFields, Slug
from generator.model.register import Register
from generator.model.source import Label, ParagraphKind, Provenance
from generator.text import dates, digest
from generator.text.markdown import _render_markdown, to_html
from generator.text.normalise import clean_line, fold, fold_key
from generator.text.plain import _parse_plain_text, to_plain_text
from generator.text.slugs import MAX_LENGTH, is_slug, make_slug, make_unique_slug

pytestmark = pytest.mark.slow

quick = settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
thorough = settings(quick, max_examples=120)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ODD = st.sampled_from(
    ["NO", "yes", "null", "~", "1984", "12:30", "2016-11-30", "0x1F", "1_000", "- x", "? x", ": x", "x: y", "a #b", '"',
     "'", "#", "%", "@", "`", "&a", "*a", "!tag", "| x", "> x", "[", "]", "{", "}", "---", "...", "\\", "a\\", "=",
     "==", "1.", "1) x", "+ a", "<b>", "</p>", "&amp;", "&#39;", "a_b_c", "**", "]( x )", "![x](y)", "http://a.b/c",
     "a@b.c", "\u200fשלום", "مرحبا", "😀", "👩‍👩‍👧", "e\u0301", "ﬁ", "İ", "ẞ", "a  b", "\tx",
     "x\u2028y", "\x07", "\ufffd", "\ufeff", "\xa0"]
)  # fmt: skip
WORDS = st.lists(st.one_of(ODD, TEXT), min_size=1, max_size=5).map(" ".join)

PROSE = (
    "The ferry left the harbour at noon on Friday with forty people and a piano on board.",
    "“We shall build the bridge again,” said Angela Merkel, who had come by train from Berlin in Germany.",
    "PARIS, Jan 5 (Reuters) - Ministers from France and Japan met on Monday to talk about fish and lighthouses.",
    "One one one one one one one one one one one one one one one one one one one one one one one one",
    "在山下开通的隧道长五十七公里，工人们在山体深处工作了十七年，火车从南北两端出发。",
    "افتتح الرئيس يوم الأربعاء خط السكة الحديد الجديد الذي يربط العاصمة بالميناء بعد ست سنوات من العمل.",
)
LINES = st.sampled_from(
    ["", "", "", "", "TT", "Share", "* Home", "  + World", "-", "*", "(", ")", "()", "(AP)", "World", "Middle East",
     "Bridge Opens Again After Repairs", "Who Pays for the Bridge?", "By Jane Moss", "June 1, 2016", "2016-06-01",
     "A boat in the harbour. (AP)", "A boat in the harbour. (Photo by JANE MOSS / AFP)", "REUTERS/Jane Moss",
     "Home > World > Africa", "Related stories", "Read more:", "Sign up for our newsletter", "We use cookies",
     "A version of this article appeared in the print edition of The Hill Courier on May 3, 2018, on page 2.",
     "© 2019 The Hill Courier. All rights reserved.", "3 Comments", "https://a.example/2016/06/01/x", "“Yes.”", "…",
     "\u200b", "\xa0", "\x00", "a", "1.", "PARIS:", "PARIS: ", "UPDATE: x", "5 ſeptember 2016", "5 APRİL 2016",
     "a line of old mail that has been broken at a fixed width as was the", "custom once, and goes on here",
     *PROSE, *PROSE]
)  # fmt: skip
PAGES = st.lists(LINES | TEXT, max_size=30).map("\n".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"])


def all_stages(data):
    """Whatever is done with the bytes of a saved page before its articles are written; their files."""
    document = decode("content/sources/a.txt", data).value
    if document is None:
        return []
    files = []
    for _, story in read_stories(document):
        about = annotate(story, TABLES.countries, TABLES.person_finder)
        made = Article(
            printed=story.printed,
            body=format_body(story.paragraphs, story.kinds),
            people=about.people,
            slug=Slug(make_slug(story.printed.title, "x")),
            sources=(story.provenance,),
        )
        files.append(article_file.format_article(made))
        to_plain_text(made.body)
    return files


# Any content at all.


@quick
@given(st.binary(max_size=300) | PAGES.map(str.encode) | st.tuples(PAGES, ENCODINGS).map(lambda x: x[0].encode(x[1])))
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\x00\x00\xff\xff\x00")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b"\r")
@example("\udcff".encode("utf-8", "surrogatepass"))
def test_no_stage_raises_because_of_content(data):
    for written in all_stages(data):
        found = article_file.parse_article("content/articles/a.md", written.encode())
        assert found.problems == ()
        to_html(found.value.article.body)


@thorough
@given(PAGES)
def test_no_stage_raises_because_of_the_lines_of_a_page(page):
    all_stages(page.encode())


# Normalising.


@thorough
@given(TEXT)
def test_normalising_twice_changes_nothing(text):
    for form in (clean_line, fold, fold_key):
        once = form(text)
        assert form(once) == once


@pytest.mark.parametrize("form", [clean_line, fold, fold_key])
def test_normalising_any_one_letter_twice_changes_nothing(form):
    letters = [chr(n) for n in range(0x20000) if not 0xD800 <= n < 0xE000]
    assert [hex(ord(letter)) for letter in letters if form(once := form(f"a{letter}b")) != once] == []


@thorough
@given(TEXT)
def test_a_clean_line_is_one_line_without_invisible_characters(text):
    clean = clean_line(text)
    assert len(clean.splitlines()) <= 1
    assert not [c for c in clean if unicodedata.category(c) == "Cc"]
    assert clean == clean.rstrip()


# Offsets.


def printed(data, encoding):
    """The text of some bytes of a page as a block has it: its lines joined."""
    ends = "\r\n|\n|\r|\u2028|\u2029|\x85" if encoding.startswith("utf") else "\r\n|\n|\r"
    lines = re.split(ends, data.decode(encoding, "replace"))
    mends = not encoding.startswith(("utf-16", "utf-32"))  # nobody takes UTF-8 for these
    meant = [ftfy.fix_encoding(line) if mends and _MOJIBAKE.search(line) else line for line in lines]
    return " ".join(filter(None, (clean_text(line).strip() for line in meant)))


@thorough
@given(PAGES, ENCODINGS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_spans_lie_in_the_file_do_not_overlap_and_hold_their_words(page, encoding, end):
    data = page.replace("\n", end).encode(encoding)
    document = decode("a.txt", data).value
    if document is None:
        return
    last_segment = last_block = 0
    for found, story in read_stories(document):
        assert last_segment <= found.start < found.end <= len(data)
        last_segment = found.end
        for block in found.blocks:
            assert last_block <= block.start < block.end <= len(data)
            last_block = block.end
            held = printed(data[block.start : block.end], document.encoding)
            assert "".join(held.split()).endswith("".join(block.text.split()))
            assert block.label is Label.FURNITURE or found.start <= block.start < block.end <= found.end
        held = "".join(printed(data[found.start : found.end], document.encoding).split())
        for paragraph in story.paragraphs:  # a line that was broken inside a word of Chinese has a space in print only
            assert "".join(paragraph.split()) in held or all(word in held for word in paragraph.split())


@thorough
@given(PAGES)
def test_every_line_of_a_page_with_stories_stands_in_one_block(page):
    document = decode("a.txt", page.encode()).value
    found = segment_page(document) if document else ()
    blocks = [block for one in found for block in one.blocks]
    for line in document.lines if found else ():
        holding = [block for block in blocks if block.start <= line.start and line.end <= block.end]
        assert len(holding) == bool(line.text.strip()), line


# Markdown.


class Printed(HTMLParser):
    """The text of a page's paragraphs."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.paragraphs, self.tags = [], []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  (the parser's own signature)
        self.tags.append(tag)
        self.paragraphs.append("")

    def handle_data(self, data):
        if self.paragraphs:
            self.paragraphs[-1] += data


def shown(html):
    reader = Printed()
    reader.feed(html)
    reader.close()
    return reader.tags, [text.rstrip("\n") for text in reader.paragraphs]


PARAGRAPHS = WORDS.map(lambda text: " ".join(clean_line(text).split())).filter(bool)


@thorough
@given(PARAGRAPHS)
@example("1. January")
@example("http://a.b/c_d_e")
@example("a | b")
@example("[a]: http://b.c")
@example("<a@b.c>")
@example("AT&T &copy; &amp;amp; &#0;")
@example("\\\\* \\")
@example("=")
@example("* * *")
@example("| a | b |")
@example(": a")
def test_escaped_text_is_shown_as_it_was_printed(paragraph):
    markdown = escape(paragraph)
    assert to_plain_text(markdown) == paragraph
    assert shown(to_html(markdown)) == (["p"], [paragraph])
    assert shown(_render_markdown(markdown)) == (["p"], [paragraph])


@quick
@given(st.lists(PARAGRAPHS, min_size=1, max_size=5))
@example(["a", "===", "b"])
@example(["a | b", "--- | ---", "c | d"])
@example(["- a", "b"])
@example(["1. a", "2. b"])
@example(["[a]: b", "[a]"])
def test_escaped_paragraphs_stay_apart(paragraphs):
    markdown = format_body(tuple(paragraphs))
    assert to_plain_text(markdown) == "\n\n".join(paragraphs)
    assert shown(_render_markdown(markdown)) == (["p"] * len(paragraphs), paragraphs)
    assert to_html(markdown) == _render_markdown(markdown)


KINDS = st.sampled_from([kind for kind in ParagraphKind if kind is not ParagraphKind.ROW])
TABLES_OF_TEXT = st.integers(2, 4).flatmap(
    lambda columns: st.lists(st.lists(PARAGRAPHS, min_size=columns, max_size=columns), min_size=3, max_size=5)
)


@quick
@given(st.lists(st.tuples(KINDS, PARAGRAPHS), min_size=1, max_size=6))
@example([(ParagraphKind.SUBHEAD, "C#")])
@example([(ParagraphKind.SUBHEAD, "C\\#")])
@example([(ParagraphKind.ITEM, "1. a"), (ParagraphKind.ITEM, "> b")])
@example([(ParagraphKind.QUOTATION, "- a"), (ParagraphKind.TEXT, "b"), (ParagraphKind.NUMBERED_ITEM, "2. c")])
def test_text_with_subheads_lists_and_quotations_is_shown_as_it_was_printed(paragraphs):
    kinds, texts = zip(*paragraphs, strict=True)
    numbered = ParagraphKind.NUMBERED_ITEM
    printed = [re.sub(r"^\d{1,2}\.\s+(?=\S)", "", text) if kind is numbered else text for kind, text in paragraphs]
    markdown = format_body(texts, kinds)
    assert to_plain_text(markdown) == "\n\n".join(printed)
    assert to_plain_text(markdown) == _parse_plain_text(markdown)
    assert to_html(markdown) == _render_markdown(markdown)


@quick
@given(TABLES_OF_TEXT)
@example([["a", "1"], ["b", "2"], ["c", "3"]])
@example([["a|b", "x"], ["|", "1"], ["\\", "2"]])
def test_the_cells_of_a_table_are_shown_as_they_were_printed(rows):
    markdown = format_body(tuple(map("\t".join, rows)), (ParagraphKind.ROW,) * len(rows))
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", _render_markdown(markdown))
    assert [unescape(cell) for cell in cells if cell] == [cell for row in rows for cell in row]
    assert to_plain_text(markdown).split() == " ".join(cell for row in rows for cell in row).split()


# Front matter.

VALUES = WORDS.map(str.strip).filter(bool)
SOME = st.lists(VALUES, max_size=3, unique=True).map(tuple)
DATES = st.builds(PartialDate.from_numbers, st.integers(1, 9999), st.integers(0, 12), st.integers(0, 28)).filter(bool)
SPANS = st.builds(
    lambda start, size: Provenance(path="content/sources/a, b.txt", sha256="0" * 64, start=start, end=start + size),
    st.integers(0, 10**9),
    st.integers(1, 10**6),
)
PRINTED = st.builds(
    PrintedFields,
    title=VALUES,
    date=st.none() | DATES,
    date_basis=st.none() | st.sampled_from(list(DateBasis)),
    figures=st.lists(st.builds(Figure, caption=VALUES, credit=st.none() | VALUES), max_size=2).map(tuple),
    **dict.fromkeys(
        ("publication", "section", "page", "kicker", "byline", "agency", "dateline", "language", "summary"),
        st.none() | VALUES,
    ),
)
ARTICLES = st.builds(
    Article,
    printed=PRINTED,
    body=st.lists(PARAGRAPHS, max_size=4).map(tuple).map(format_body),
    id=st.sampled_from([None, ArticleId("0012345678"), ArticleId("12e4567890")]),
    slug=st.sampled_from([None, Slug("a-b"), Slug("1984"), Slug("no")]),
    countries=SOME,
    people=SOME,
    draft=st.booleans(),
    sources=st.lists(SPANS, max_size=2).map(tuple),
)


@thorough
@given(ARTICLES)
@example(Article(printed=PrintedFields(title="one\ntwo"), body="Text."))
@example(Article(printed=PrintedFields(title="one\n---\ntwo"), body="Text."))
@example(Article(printed=PrintedFields(title="---"), body="---\n\nText.\n\n---"))
@example(Article(printed=PrintedFields(title="x" * 3000), body="Text."))
@example(Article(printed=PrintedFields(title="a\x85b\u2028c"), body="Text."))
@example(
    Article(
        printed=PrintedFields(title="Bo\tx", figures=(Figure(caption="'"), Figure(caption="- a\n- b", credit=": "))),
        body="Text.",
    )
)
def test_an_article_comes_back_from_its_file_as_it_was_written(article):
    written = article_file.format_article(article)
    found = article_file.parse_article("content/articles/a.md", written.encode())
    assert found.problems == ()
    assert found.value.article == article
    assert article_file.format_article(found.value.article) == written


@quick
@given(TEXT)
def test_no_file_of_an_editor_raises(text):
    for file in (text, f"---\n{text}\n---\n\nText.", f"---\ntitle: {text}\n---\n", f"---\ntitle: [{text}"):
        article_file.parse_article("content/articles/a.md", file.encode("utf-8", "replace"))


# Slugs.


@thorough
@given(WORDS)
@example("con")
@example("İ" * 90)
@example("...")
@example("ß" * 80)
@example("a" * 79 + " b")
def test_a_slug_can_stand_in_an_address(text):
    made = make_slug(text, "0123456789")
    assert is_slug(made)
    assert len(made) <= MAX_LENGTH
    assert made == made.lower()
    assert make_slug(made, "0123456789") == made


@quick
@given(st.lists(st.sampled_from(["a", "A", "x" * 80, "x" * 79, "con", "é"]), min_size=1, max_size=12))
def test_slugs_of_one_archive_differ_in_more_than_case(titles):
    taken = set()
    for n, title in enumerate(titles):
        identifier = digest.compute_short_id(str(n))
        made = make_unique_slug(make_slug(title, identifier), taken, identifier)
        assert is_slug(made)
        assert made.lower() not in taken
        taken.add(made.lower())


# Dates.

DAYS = st.lists(
    st.sampled_from(
        ["1", "30", "31", "32", "0", "2016", "2015", "29", "February", "ſept", "SEPT.", "aprİl", "Apr", "ıuly", "مارس",
         "كانون الثاني", "٣٠", "۲۰۱۶", "²", "-", "/", ".", ",", " ", " ", "T", "st", "of", "2016-02-30", "9999",
         "\u0660"]
    ),
    max_size=9,
)  # fmt: skip


@thorough
@given(TEXT | DAYS.map("".join) | DAYS.map(" ".join))
@example("5 ſeptember 2016")
@example("5 APRİL 2016")
@example("31 April 2016")
@example("29 February 1900")
@example("1 May 0000")
def test_dates_are_days_of_the_calendar_wherever_they_are_found(text):
    dates.read_date_line(text)
    for mention in dates.find_dates(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert PartialDate.parse(mention.date.iso) == mention.date


# Copies and plans.


def story(n, text, *, title="A Title", day=None):
    data = digest.sha256(f"{n}".encode())
    return Story(
        provenance=Provenance(path=f"content/sources/{n:03}.txt", sha256=data, start=0, end=len(text) or 1),
        printed=PrintedFields(title=title, date=day, date_basis=DateBasis.PAGE if day else None),
        paragraphs=tuple(text.split("\n")),
    )


def clusters(stories):
    return duplicates.find_clusters([build_outline(one) for one in stories], lambda n: stories[n].text)


def sets(stories):
    return {frozenset(stories[n].provenance for n in cluster) for cluster in clusters(stories)}


def running(seed, words=60):
    """Some running text, another for each `seed`."""
    return " ".join(digest.compute_short_id(str(seed), str(n))[:6] for n in range(words))


BASE = [running(n) for n in range(3)]
VERSIONS = [
    text
    for base in BASE
    for text in (
        base,
        base.upper(),
        base.rsplit(" ", 8)[0],
        f"{base} {running(base, 20)}",
        f"{running(base, 70)} {base}",
    )
]
DATED = st.tuples(
    st.sampled_from(VERSIONS),
    st.sampled_from([None, PartialDate(2016, 1, 1), PartialDate(2016, 1, 3), PartialDate(2016, 3, 1)]),
    st.sampled_from(["A Title", "Another Title", ""]),
)
ARCHIVES = st.lists(DATED, min_size=1, max_size=9).map(
    lambda some: [story(n, text, day=day, title=title) for n, (text, day, title) in enumerate(some)]
)


@quick
@given(ARCHIVES, st.randoms(use_true_random=False))
def test_which_stories_are_copies_does_not_depend_on_their_order(stories, chance):
    shuffled = list(stories)
    chance.shuffle(shuffled)
    assert sets(shuffled) == sets(stories)


def test_copies_of_a_report_that_is_printed_again_join_those_of_their_day():
    january, march = PartialDate(2016, 1, 1), PartialDate(2016, 3, 1)
    stories = [story(n, BASE[0], day=day) for n, day in enumerate([january, march, march, january])]
    assert sets(stories) == {frozenset(stories[n].provenance for n in together) for together in ((0, 3), (1, 2))}


def test_a_story_that_eighty_papers_cut_differently_is_one_story():
    stories = [story(n, f"{running(n, 6)} {BASE[0]} {running(n, 5)}") for n in range(80)]
    assert len(sets(stories)) == 1


def written(one):
    printed = msgspec.structs.replace(one.printed, title=one.printed.title or "Untitled")
    return Article(printed=printed, body=format_body(one.paragraphs))


def rendered(story, article):
    """The file that a story becomes, without its text if the plan does not need it."""
    text = article_file.format_article(apply_entry(written(story), article.entry))
    sha256 = digest.sha256(text.encode())
    return RenderedArticle(sha256=sha256, text=text if article.needs_text(sha256) else None)


def planned(stories, before=None):
    """The plan for `stories`; `before` is an earlier plan that has been carried out."""
    files = {}
    if before:
        for identifier, entry in before.register.articles.items():
            text = next(action.text for action in before.actions if action.id == identifier)
            files[identifier] = ArticleFile(
                path=entry.path,
                sha256=digest.sha256(text.encode()),
                id=identifier,
                slugs=entry.slugs,
                sources=tuple(copy.provenance for copy in entry.copies),
                title=entry.title,
            )
    archive = PlanInput(
        register=before.register if before else Register.create_empty(),
        files=files,
        paths=frozenset(file.path for file in files.values()),
        day="2024-11-21",
    )
    there = {one.provenance: one for one in stories}
    together = [[build_outline(stories[n]) for n in cluster] for cluster in clusters(stories)]
    draft = draft_plan(together, archive)
    return complete_plan(draft, [rendered(there[article.story], article) for article in draft.articles])


@quick
@given(ARCHIVES, st.randoms(use_true_random=False))
def test_the_order_of_the_sources_does_not_change_the_plan(stories, chance):
    apart = [one for n, one in enumerate(stories) if one.paragraphs not in [other.paragraphs for other in stories[:n]]]
    shuffled = list(apart)
    chance.shuffle(shuffled)
    assert planned(shuffled) == planned(apart)


@quick
@given(ARCHIVES)
def test_a_second_plan_does_nothing(stories):
    first = planned(stories)
    assert all(isinstance(action, Create) for action in first.actions)
    paths = [action.path.lower() for action in first.actions]
    assert len(set(paths)) == len(paths)
    second = planned(stories, first)
    assert second.actions == ()
    assert second.register == first.register


@quick
@given(ARCHIVES, st.sampled_from(VERSIONS))
def test_a_new_page_leaves_the_ids_and_slugs_of_articles_as_they_were(stories, text):
    first = planned(stories)
    second = planned([*stories, story(900, text)], first)
    for identifier, entry in first.register.articles.items():
        assert second.register.articles[identifier].slugs == entry.slugs
        assert second.register.articles[identifier].path == entry.path
        assert {copy.provenance for copy in entry.copies} <= {
            copy.provenance for copy in second.register.articles[identifier].copies
        }


@quick
@given(ARCHIVES)
def test_pages_under_other_names_are_the_same_articles(stories):
    first = planned(stories)
    renamed = [
        msgspec.structs.replace(
            one, provenance=msgspec.structs.replace(one.provenance, path=f"content/sources/z{n}.txt")
        )
        for n, one in enumerate(reversed(stories))
    ]
    second = planned(renamed, first)
    assert sorted(second.register.articles) == sorted(first.register.articles)
    assert not [action for action in second.actions if isinstance(action, Create)]


# People.

GIVEN = ["George", "George W.", "George H. W.", "G.", "Sergei", "Sergey", "Mohammed", "Muhammad", "M.", "Ali", ""]
FAMILY = ["Bush", "Lavrov", "al-Sudani", "Sudani", "Assad", "al-Assad", "Bush Jr", "Jr", "O’Neil", "Ōe", "李", "-"]
NAMES = st.builds(lambda a, b: f"{a} {b}".strip(), st.sampled_from(GIVEN), st.sampled_from(FAMILY))
PRINTS = st.lists(st.lists(NAMES, max_size=4, unique=True), max_size=8)


def together(unified):
    """Who is one person with whom, and by which id."""
    return {
        name: (identifier, unified.people.persons[identifier].slug)
        for name, identifier in unified.people.by_name.items()
    }


@thorough
@given(PRINTS, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_change_who_is_who(articles, chance):
    shuffled = [list(names) for names in articles]
    chance.shuffle(shuffled)
    for names in shuffled:
        chance.shuffle(names)
    assert unify_people(shuffled, {}, TABLES.names) == unify_people(articles, {}, TABLES.names)


@thorough
@given(PRINTS, PRINTS)
def test_new_articles_leave_persons_as_they_were(articles, more):
    first = unify_people(articles, {}, TABLES.names)
    second = unify_people([*articles, *more], first.entries, TABLES.names)
    assert together(first).items() <= together(second).items()
    for identifier, entry in first.entries.items():
        assert second.entries[identifier].name == entry.name
        assert second.entries[identifier].slugs == entry.slugs
    again = unify_people([*articles, *more], second.entries, TABLES.names)
    assert again == second


@pytest.mark.parametrize(
    "three",
    [
        ["George W. Bush", "George H. W. Bush", "George Bush"],
        ["John A. Smith", "John B. Smith", "John Smith"],
        ["Mohamed Hassan Ali", "Mohamed Salem Ali", "Mohamed Ali"],
        ["Sergei A. Ivanov", "Sergey B. Ivanov", "S. Ivanov"],
    ],
)
@quick
@given(st.randoms(use_true_random=False))
def test_a_name_that_fits_two_persons_joins_neither(three, chance):
    names = list(three)
    chance.shuffle(names)
    people = unify_people([[name] for name in names], {}, TABLES.names).people
    assert len({people.by_name[name] for name in names}) == 3


@quick
@given(PRINTS)
def test_no_two_persons_have_one_address(articles):
    persons = unify_people(articles, {}, TABLES.names).people.persons.values()
    slugs = [person.slug.lower() for person in persons]
    assert len(set(slugs)) == len(slugs)
    assert all(map(is_slug, slugs))
