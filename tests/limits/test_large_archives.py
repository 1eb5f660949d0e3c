"""Many pages, many copies of a story and large files take time that grows with their number and size."""

from itertools import pairwise

import pytest
from support.cost import MOST_GROWTH, measure_growth, within
from support.invented import Press, list_names
from support.tables import TABLES

from generator.authority.cluster_people import unify_people
from generator.ingest.copies import duplicates
from generator.ingest.cut.byte_accounting import PageAccount
from generator.ingest.cut.parse_page import ParsedPage, parse_page
from generator.ingest.cut.recurring import find_recurring
from generator.ingest.outline import Outline
from generator.model.article import DateBasis
from generator.model.capture import Capture
from generator.model.source import Provenance
from generator.site.links import find_dead_links

pytestmark = pytest.mark.slow

MOST_SECONDS = 4
GOOD = (
    "A Good Story\n\nOSLO: The ferry was named on Monday in front of many guests, and a band played.\n\n"
    "Norway will send sailors to learn how such a ship is steered through ice in the dark months.\n"
)


def articles(pages):
    """The clusters of copies among the stories of some pages, in bounded time."""
    with within(5 * MOST_SECONDS):
        received = [parse_page(Capture.from_text(f"{n:05}.txt", page.encode())) for n, page in enumerate(pages)]
        stories = [story for one in received for story in one.stories]
        outlines = [outline for one in received for outline in one.page.outlines]
        assert len(stories) == len(pages)
        return duplicates.find_clusters(outlines, lambda n: stories[n].text)


@pytest.fixture(name="press")
def _press():
    return Press()


def test_a_thousand_copies_of_a_story_are_one_article(press):
    page = f"{press.headline()}\n\n{press.body(5)}\n"
    assert len(articles([page] * 1_000)) == 1


def test_a_thousand_noisy_copies_of_a_story_are_one_article(press):
    page = f"{press.headline()}\n\n{press.body(5)}\n"
    assert len(articles([press.noise(page) for _ in range(1_000)])) == 1


def test_a_thousand_stories_with_one_long_paragraph_are_as_many_articles(press):
    shared = press.paragraph(6)
    pages = [f"{press.headline()}\n\n{press.body(2)}\n\n{shared}\n" for _ in range(1_000)]
    assert len(articles(pages)) == 1_000


def test_notices_with_other_numbers_are_as_many_articles():
    pages = [
        f"Weather and Tides for the Harbour\n\nThe wind at noon was {n} knots and the tide stood at {n + 1_000} "
        f"centimetres above the mark at the old pier. Boats of fewer than {n + 2_000} feet should stay inside the wall."
        f"\n\nThe temperature of the water was {n + 3_000} degrees, and {n + 4_000} boats were counted at the quay by "
        "the harbour master of the town.\n"
        for n in range(300)
    ]
    assert len(articles(pages)) == 300


@pytest.mark.parametrize("first", ["its own", "none", "the same"])
def test_pages_that_hold_two_stories_without_a_headline_between_are_no_chain(press, first):
    bodies = [press.body(3) for _ in range(60)]
    titles = {"its own": press.headline, "none": str, "the same": lambda: "The Day in a Few Short Lines"}
    pages = [f"{titles[first]()}\n\n{above}\n\n{below}\n".lstrip("\n") for above, below in pairwise(bodies)]
    assert max(map(len, articles(pages))) == 1


def test_a_page_that_holds_two_stories_joins_the_first_of_them_only(press):
    bodies = [(press.headline(), press.body(3)) for _ in range(40)]
    alone = [f"{title}\n\n{body}\n" for title, body in bodies]
    both = [f"{title}\n\n{above}\n\n{below}\n" for (title, above), (_, below) in pairwise(bodies)]
    assert max(map(len, articles([*alone, *both]))) == 2


def test_time_is_linear_in_the_number_of_persons():
    articles = [[f"John {who} Smith", f"{who} Haddad"] for who in list_names(3_000)]
    with within(MOST_SECONDS):
        unify_people(articles, {}, TABLES.names)


def shelf(n, lines):
    """A page of an archive of many, by its lines."""
    path = f"content/sources/{n % 40}/{n}.txt"
    place = Provenance(path=path, sha256="0", start=0, end=1)
    made = Outline(
        provenance=place, title=f"Story {n}", length=1, words=1, date=None, date_basis=DateBasis.PAGE,
        is_attributed=False, has_figures=False, fingerprint="", shingles=b"", numbers="", names="",
    )  # fmt: skip
    packed = b"".join(line.to_bytes(4, "little") for line in sorted(lines))
    return ParsedPage(account=PageAccount(path=path), outlines=(made,), lines=packed)


def test_an_archive_of_ten_thousand_pages_costs_next_to_nothing():
    shelves = [shelf(n, range(25 * n + 1, 25 * n + 26)) for n in range(10_000)]
    with within(0.3):
        assert find_recurring(shelves) == {}
    shelves[0:400] = [shelf(n, [7, *range(25 * n + 10, 25 * n + 26)]) for n in range(400)]
    assert find_recurring(shelves) == find_recurring(shelves[::-1]) == {}
    shelves = [shelf(n, [7, *range(25 * n + 10, 25 * n + 26)]) for n in range(400)]
    assert set(find_recurring(shelves).values()) == {frozenset({7})}


@pytest.mark.parametrize(
    "piece", ['<a "', "<!-- ", "<script ", "<a href='", '<a href="x" ', '<a b="c', "<a a=b ", "<a", "<a x"]
)
def test_links_of_a_page_that_is_not_well_formed_are_looked_for_in_linear_time(piece):
    def look(html):
        find_dead_links({"articles/mill.html": html.encode()}, "https://example.org/repository/")

    assert measure_growth(look, lambda n: piece * n, 5_000) < MOST_GROWTH


def test_a_file_of_ten_megabytes_in_one_line_is_read_in_bounded_time(archive):
    archive.source("long.txt", b"word " * 2_000_000)
    with within(15):
        archive.run("ingest", "--dry-run")
    assert archive.exit_code == 0


def test_ten_thousand_tiny_files_are_read(archive):
    archive.source("good.txt", GOOD)
    folder = archive.root / "content/sources/tiny"
    folder.mkdir(parents=True)
    for n in range(10_000):
        (folder / f"{n}.txt").write_bytes(b"x\n")
    archive.build()
    assert [line["title"] for line in archive.export()] == ["A Good Story"]
    assert "no article: 10,000 in all, 9,997 not shown" in archive.output
