"""What the text says of a story's tags: marked in it, and told in the margin with its paragraphs."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.sites import COUNTRIES, built, main_of, site, story

from generator.authority.titles import find_title_before
from generator.site.find_names import build_names
from generator.site.mention_marks import mark_mentions
from generator.text.markdown import to_html

LAKE = {
    "title": "Kotzias meets his neighbour",
    "slug": "lake",
    "dateline": "ATHENS, Greece —",
    "countries": ("Greece", "MK"),
    "mentions": ("U.S.", "Norway"),
    "people": ("Nikos Kotzias", "Hillary Clinton"),
    "body": "Nikos Kotzias spoke for Greece.\n\nMr. Kotzias met a U.S. envoy in Macedonia.\n\n"
    "Bill Clinton wrote; Hillary Clinton and the Clinton Foundation did not. Clinton's note was Greek to him.",
}


def marks(html, kind):
    return re.findall(rf'<mark class="{kind}">([^<]*)</mark>', html)


def article(**fields):
    return built(story(**(LAKE | fields)))["articles/lake.html"]


def text_of(html):
    return html[html.index('<div class="story"') : html.index("</div>", html.index('<div class="story"'))]


def test_each_place_that_names_a_tag_is_marked_and_nothing_else_is():
    text = text_of(article())
    assert marks(text, "where") == ["ATHENS", "Greece", "Greece", "U.S.", "Macedonia", "Greek"]
    assert marks(text, "who") == ["Nikos Kotzias", "Kotzias", "Hillary Clinton", "Clinton"]


def test_the_margin_says_where_each_tag_is_named_and_leads_there():
    html = article()
    margin = main_of(html).partition("In this story ")[2].partition(" Cite this")[0]
    assert margin == (
        "About Greece dateline, ¶ 1 3 North Macedonia as “ Macedonia ”, ¶ 2 "
        "Also named United States ¶ 2 Norway People Nikos Kotzias headline, ¶ 1 2 Hillary Clinton ¶ 3"
    )
    assert '<a href="#p3">3</a>' in html


def test_marks_are_silent_until_the_switch_which_needs_no_script():
    html = article()
    assert '<input type="checkbox" id="evidence">' in html
    assert 'id="evidence"' not in article(countries=(), mentions=(), people=())


def test_a_mark_stands_in_no_link_and_no_code_and_no_attribute():
    body = (
        "[Greece](https://example.org/Greece) and `Greece`, <abbr title='Greece > Norway'>GR</abbr>.\n\n"
        "> Greece\n\n- *Nor*way in Norway\n\nThen:\n\n    Greece"
    )
    text = text_of(article(body=body, dateline=None))
    assert re.sub(r"<(a|code|pre|abbr)\b.*?</\1>", "", text, flags=re.DOTALL).count("<mark") == 2
    assert marks(text, "where") == ["Greece", "Norway"]


def test_an_agency_in_the_brackets_of_a_dateline_is_no_evidence():
    text = text_of(article(dateline="ATHENS (Macedonia Wire)", body="The lake of Prespa fell by a metre in August."))
    assert "“ Macedonia ”" not in text


def test_a_city_of_a_dateline_in_an_american_state_is_no_evidence_for_another_country():
    text = text_of(article(dateline="ATHENS, Texas"))
    assert marks(text.partition("— ")[0], "where") == []


def test_a_story_in_another_script_is_marked_too():
    html = article(title="مصر", body="زار الوفد مصر أمس.", countries=("EG",), mentions=(), people=(), language="ar")
    assert marks(text_of(html), "where") == ["مصر"]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Ali al-Haftar", "Ali al-Haftar. Haftar, al-Haftar and Haftars", ["Ali al-Haftar", "Haftar", "al-Haftar"]),
        ("Haftar Khalifa", "Khalifa spoke before Haftar Khalifa did", ["Haftar Khalifa"]),
        ("Xi Jinping", "Xi Jinping left. President Xi smiled; Xi waved", ["Xi Jinping", "Xi", "Xi"]),
        ("Xi Jinping", "Xi Jinping left. Xi An is a town", ["Xi Jinping"]),
        ("Vincent van Gogh", "Vincent van Gogh: van Gogh, Gogh", ["Vincent van Gogh", "van Gogh", "Gogh"]),
        ("Ann Lee", "Ann Lee, Bob Lee, When Lee, Lee Bridge, MrLee", ["Ann Lee", "Lee"]),
    ],
)  # fmt: skip
def test_a_person_is_found_in_full_and_then_by_a_short_form(name, text, found):
    assert marks(text_of(article(body=text, people=(name,), countries=(), mentions=(), title="x")), "who") == found


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("said Greek Foreign Minister N", "Foreign Minister"),
        ("by Lt. Gen. N", "Lieutenant General"),
        ("Secretary-General N", "Secretary-General"),
        ("ex-president N", "Former President"),
        ("the minister of finance N", "Minister of Finance"),
        ("Mr N", ""),
        ("the president, N", ""),
        ("president\nN", "President"),
        ("vice-president N", "Vice President"),
        ("N", ""),
    ],
)
def test_a_title_is_what_the_tables_know_right_before_a_name(text, title):
    assert find_title_before(text, len(text) - 1) == title


_WORDS = ["Greece", "Greek", "Norway", "Ann Lee", "Lee", "Mr. Lee", "AT&T", "A&B", "amp", "lt", "<b>", "</b>", "</a>",
          "<a href='x'>", "`", "*", "**", "_", "[", "](x)", "<code>", "&amp;", "&", "<", ">", '"', "'", "\n", "\n\n",
          "> ", "- ", "# ", ".", " ", "\u00a0", "م", "مصر", '<abbr title="Greece">', "</abbr>", "|", "---",
          "    "]  # fmt: skip


class Structure(HTMLParser):
    """The elements and words of a page without its marks, and what elements its marks stand in."""

    def __init__(self, html):
        super().__init__()
        self.parts, self.open, self.around = [""], [], set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "mark":
            self.around |= set(self.open)
        else:
            self.open += [] if tag in ("br", "hr") else [tag]
            self.parts += [(tag, attrs), ""]

    def handle_endtag(self, tag):
        if tag != "mark":
            self.open.pop()
            self.parts += [tag, ""]

    def handle_data(self, data):
        self.parts[-1] += data


@given(
    st.lists(st.sampled_from(_WORDS), max_size=16).map("".join),
    st.sampled_from(["AT&T Lee", "amp; B", "lt", "A&B", "Ann Lee"]),
)
@example("[Greece](x) Greece", "Ann Lee")
@example("<code>`Greece`Greece", "Ann Lee")
def test_to_take_the_marks_out_gives_the_unmarked_html(body, person):
    entry = site(story(body=body, countries=("Greece", "EG"), mentions=("NO",))).entries[0]
    html = to_html(body)
    countries = {code: COUNTRIES.countries[code] for code in ("GR", "EG", "NO")}
    found = mark_mentions(
        entry, html, COUNTRIES, [build_names("p1", ("Ann Lee",)), build_names("p2", (person,))], countries
    )
    assert re.sub(r'<mark class="wh(?:o|ere)">|</mark>', "", found.html) == html
    marked = Structure(found.html)
    assert marked.parts == Structure(html).parts
    assert not marked.around & {"a", "code", "pre"}
    numbers = {int(number) for number in re.findall(r'id="p(\d+)"', html)}
    assert {number for seen in found.mentions.values() for number in seen.paragraphs} <= numbers
