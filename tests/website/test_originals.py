"""Where a story was first published, when it was last changed, and what editors corrected."""

import pytest
from support.sites import built, main_of, story

from generator.manuscript.article_file import format_article, parse_article
from generator.model.article import Correction, PartialDate

ADDRESS = "https://coast.example/2018/lake.html?a=1&b=2"
FRONT_MATTER = f"""---
title: Lake
modified: 2018-06-18
url: {ADDRESS}
corrections:
- date: 2018-06-20
  text: The lake is deeper.
---

Water.
"""


def test_front_matter_reads_and_writes_them():
    result = parse_article("lake.md", FRONT_MATTER.encode())
    article = result.value.article
    assert result.problems == ()
    assert (article.printed.url, article.printed.modified) == (ADDRESS, PartialDate(2018, 6, 18))
    assert article.corrections == (Correction(date=PartialDate(2018, 6, 20), text="The lake is deeper."),)
    assert parse_article("lake.md", format_article(article).encode()).value.article == article


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//coast.example/a", "coast.example", "https://a b/", "ftp://a/b"]
)
def test_an_address_that_pages_cannot_link_to_is_a_problem(address):
    result = parse_article("lake.md", f"---\ntitle: Lake\nurl: '{address}'\n---\n\nWater.\n".encode())
    assert result.value is None
    (problem,) = result.problems
    assert (problem.place.line, problem.fact) == (3, f"`{address}` is not a web address")


@pytest.mark.parametrize(
    ("lines", "fact"),
    [
        ("- date: 2018-06-31\n  text: Deeper.", "`2018-06-31` is not a valid date"),
        ("- date: 2018-06-20", "a correction has no text"),
        ("- text: Deeper.", "`corrections` is not a list of entries with `date`"),
    ],
)
def test_a_correction_needs_a_date_and_a_text(lines, fact):
    result = parse_article("lake.md", f"---\ntitle: Lake\ncorrections:\n{lines}\n---\n\nWater.\n".encode())
    assert [problem.fact for problem in result.problems] == [fact]


def test_the_page_shows_them():
    correction = Correction(date=PartialDate(2018, 6, 20), text="The <lake> is deeper.")
    page = built(
        story("Lake", url=ADDRESS, modified=PartialDate(2018, 6, 18), corrections=(correction,), body="Water.")
    )["articles/lake.html"]
    link = ADDRESS.replace("&", "&amp;")
    assert f'<a href="{link}" rel="nofollow noopener external">{link}</a>' in page
    text = main_of(page)
    assert "Changed 18 June 2018" in text
    assert text.index("20 June 2018 : The &lt;lake&gt; is deeper.") < text.index("Water.")
    assert f"{link}. The Quay File, no. id-lake." in text
    assert "original at https://coast.example/2018/lake.html?a=1\\&amp;b=2" in text


def test_a_page_without_them_has_no_trace_of_them():
    text = main_of(built(story("Lake"))["articles/lake.html"])
    assert "Changed" not in text
    assert "Corrections" not in text
    assert "Original" not in text
