"""What a build leaves in place is what a build from nothing would make: to the byte, after any history of changes.

Two ways to look. Histories in which something far from the change has to follow, each written down with the pages that
a step must change; and random ones, of more moves than anybody thinks of. Each step is built twice, see `twin`.
`BACKFILE_INCREMENTAL=500 pytest tests/builds/test_incremental.py` tries so many random histories, longer ones, other
ones each time.
"""

import os
import shutil

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.archive import SITE_TOML
from support.twin import OWN, PLAIN, Twin, as_old_as_before, hurried, other_letters

from generator.config import Output
from generator.site import buckets
from generator.store import theme

pytestmark = pytest.mark.histories

DEFAULTS = {
    name: (theme.find_default_folder() / name).read_text(encoding="utf-8")
    for name in ("article.html", "base.html", "country.html", "home.html", "macros.html", "moved.html", "gone.html")
}
STYLE = (theme.find_default_folder() / "static/style.css").read_text(encoding="utf-8")
ABOUT = "---\ntitle: About\n---\n\nWho made this, and *why*.\n"
PAGE = (
    "Lanterns Return to the Old Canal\n\nLanterns Return to the Old Canal\n\n"
    "OSLO: Boats with paper lanterns went down the old canal on Sunday for the first time in 22 years.\n\n"
    "Ban Ki-moon lit the first of 340 lanterns, and three bands played on the bridges until it rained.\n\n"
    "The town has set money aside to do the same again in spring, when the last lock will be mended.\n"
)
SHORTER = PAGE.replace("\n\nThe town has set money aside", "\n\nIt has set money aside")
PROFILE = 'name = "The Canal Post"\nrecognise = ["Lanterns Return"]\n'
RECORD = "---\nname: {0}\nvariants:\n- {1}\n---\n\nWhat editors know.\n"


def start(twin):
    """Five articles that share countries, persons, years and words."""
    twin.write("a", title="Rain on the Old Bridge", date="2016-11-29", countries=["Norway"], people=["Kofi Annan"])
    twin.write(
        "b",
        title="The Harbour Wall Holds",
        date="2016-11-30",
        countries=["Norway", "France"],
        people=["George W. Bush", "Kofi Annan"],
        publication="The Hill Courier",
    )
    twin.write("c", title="A Library Opens Again", date="2016", countries=["France"], people=["Sergei Lavrov"])
    twin.write("d", title="Night Train to the North", mentions=["Norway"], people=["Ban Ki-moon"])
    twin.write("e", title="The Market Hall Is Full", date="2017-01-01", countries=["Soviet Union"], slug="market")
    twin.put("content/pages/about.md", ABOUT)
    twin.put("content/sources/one/canal.txt", PAGE)
    twin.build()


def every(twin, folder=""):
    """The pages of the site below a folder."""
    return [name for name in twin.archive.files(f"output/{folder}") if name.endswith(".html")]


def identity(twin, title):
    """The id of an article."""
    return next(line["id"] for line in twin.entries() if line["title"] == title)


# Histories: each step ends with the pages that it must change, beside whatever else.

HISTORIES = {}
BRIDGE, HARBOUR, LIBRARY, TRAIN = (
    f"articles/{slug}.html"
    for slug in (
        "rain-on-the-old-bridge",
        "the-harbour-wall-holds",
        "a-library-opens-again",
        "night-train-to-the-north",
    )
)
NORWAY, FRANCE, RUSSIA = (f"countries/{slug}.html" for slug in ("norway", "france", "russia"))
ANNAN, LAVROV, BUSH, BAN = (
    f"people/{slug}.html" for slug in ("kofi-annan", "sergei-lavrov", "george-w-bush", "ban-ki-moon")
)
EXPORT = "data/articles.jsonl"


def history(steps):
    """Enter a history."""
    HISTORIES[steps.__name__] = steps
    return steps


@history
def a_title_stands_on_other_pages(twin):
    twin.set("a", title="Rain on the Young Bridge")
    yield BRIDGE, NORWAY, ANNAN, "articles/index.html", "index.html", EXPORT


@history
def a_date_moves_a_story_among_its_neighbours(twin):
    twin.set("a", date="2018-03-01")
    yield BRIDGE, NORWAY, ANNAN, "articles/index.html", "index.html"
    twin.set("a", date="2018")
    twin.set("c", date="2018-03-01")
    yield BRIDGE, LIBRARY, NORWAY, FRANCE, LAVROV
    twin.set("a", date=None)
    yield BRIDGE, NORWAY, "articles/index.html"


@history
def the_publication_of_one_story_is_named_on_cards(twin):
    twin.set("b", publication="The Lake Courier")
    yield HARBOUR, NORWAY, FRANCE, BUSH, ANNAN
    twin.set("b", publication=None)
    yield HARBOUR, NORWAY, FRANCE, BUSH, ANNAN, "index.html"


@history
def a_slug_is_freed_and_taken(twin):
    twin.set("a", slug="bridge")
    yield "articles/bridge.html", BRIDGE, NORWAY, ANNAN
    twin.set("b", slug="rain-on-the-old-bridge")
    yield BRIDGE, HARBOUR, NORWAY, FRANCE
    twin.set("b", slug="the-harbour-wall-holds")
    yield BRIDGE, HARBOUR


@history
def two_stories_change_places(twin):
    twin.set("a", slug="the-harbour-wall-holds")
    twin.set("b", slug="rain-on-the-old-bridge")
    yield BRIDGE, HARBOUR, NORWAY
    one, other = twin.file("c"), twin.file("d")
    between = one.with_suffix(".between")
    for old, new in ((one, between), (other, one), (between, other)):  # they keep their times
        old.rename(new)
    yield ()


@history
def a_former_slug_is_claimed_by_another(twin):
    twin.set("a", aliases=["shared"])
    yield ("articles/shared.html",)
    twin.set("b", aliases=["shared"])
    yield ()
    twin.set("a", aliases=None, withdrawn="true")
    yield (BRIDGE,)
    twin.write("f", title="Shared", slug="shared")
    yield ("articles/shared.html",)


@history
def two_files_want_one_address(twin):
    twin.set("d", slug="market")
    yield "articles/market.html", TRAIN, "countries/index.html"
    twin.file("d").unlink()
    yield ("articles/market.html",)


@history
def a_picture_comes_and_goes(twin):
    twin.set("a", figures=[{"caption": "The bridge", "file": "bridge.png"}])
    yield (BRIDGE,)
    twin.put("content/figures/bridge.png", b"\x89PNG")
    yield BRIDGE, "figures/bridge.png"
    twin.put("content/figures/bridge.png", None)
    yield (BRIDGE, "figures/bridge.png")


@history
def a_saved_page_turns_out_to_hold_another_story(twin):
    page = {"path": "content/sources/gone.txt", "sha256": "ab" * 32}
    twin.set("c", sources=[page | {"span": [0, 90]}])
    yield (LIBRARY,)
    twin.set("d", sources=[page | {"span": [90, 180]}])
    yield LIBRARY, TRAIN
    twin.set("d", sources=None)
    yield LIBRARY, TRAIN


@history
def a_record_gives_a_person_another_name(twin):
    twin.put("content/people/annan.md", RECORD.format("Kofi Atta Annan", "Kofi Annan"))
    yield BRIDGE, HARBOUR, NORWAY, FRANCE, BUSH, ANNAN, "people/index.html"
    twin.put("content/people/annan.md", RECORD.format("Kofi Atta Annan", "Kofi Annan").replace("What", "All that"))
    yield ("people/kofi-atta-annan.html",)
    twin.put("content/people/annan.md", RECORD.format("Kofi Atta ANNAN", "Kofi Annan"))
    yield BRIDGE, HARBOUR, NORWAY, BUSH, "people/kofi-atta-annan.html"
    twin.put("content/people/annan.md", None)
    yield BRIDGE, NORWAY, BUSH


@history
def a_record_gives_a_country_a_name_that_holds_anothers(twin):
    twin.set("a", body="The bay of Norway is wide, and Old Norway Bay is wider.")
    yield (BRIDGE,)
    twin.put("content/countries/fr.md", "---\ncountry: FR\nvariants:\n- Old Norway Bay\n---\n")
    yield (BRIDGE,)
    twin.put("content/countries/fr.md", None)
    yield (BRIDGE,)


@history
def a_publication_takes_the_address_of_another(twin):
    twin.set("a", publication="Мир")
    yield BRIDGE, "publications/mir.html"
    twin.set("c", publication="Mir")
    yield BRIDGE, LIBRARY, "publications/mir.html"
    twin.set("c", publication=None)
    yield BRIDGE, LIBRARY, "publications/mir.html"


@history
def a_free_page_stands_at_the_foot_of_all(twin):
    twin.put("content/pages/about.md", ABOUT.replace("About", "Of us"))
    yield BRIDGE, TRAIN, NORWAY, ANNAN, "index.html", "404.html", "pages/about.html"
    twin.put("content/pages/method.md", ABOUT.replace("About", "Method"))
    yield BRIDGE, TRAIN, NORWAY, "years/2016.html", "pages/about.html"
    twin.put("content/pages/method.md", None)
    yield BRIDGE, "pages/method.html"


@history
def a_country_loses_its_last_story_and_gets_one_again(twin):
    twin.set("e", countries=None)
    yield RUSSIA, "countries/index.html", "articles/market.html", "index.html"
    twin.set("c", mentions=["Russia"])
    yield RUSSIA, LIBRARY, "countries/index.html"
    twin.set("c", mentions=["Soviet Union"])
    yield LIBRARY, EXPORT


@history
def a_person_loses_the_last_story_and_gets_one_again(twin):
    twin.set("c", people=None)
    yield LAVROV, LIBRARY, "people/index.html"
    twin.set("d", people=["Sergey Lavrov"])
    yield LAVROV, TRAIN, BAN


@history
def a_name_is_spelled_in_another_way_elsewhere(twin):
    twin.set("a", people=["Kofi A. Annan"])
    yield BRIDGE, ANNAN
    twin.set("d", people=["George Bush", "George H. W. Bush"])
    yield TRAIN, "people/george-h-w-bush.html"
    twin.set("d", people=["George Bush"])
    yield (TRAIN,)


@history
def editors_rule_on_persons_and_think_again(twin):
    twin.decide(("person", "Kofi Annan", "Sergei Lavrov", "same"))
    yield LAVROV, ANNAN, LIBRARY
    twin.decide(("person", "Kofi Annan", "", "ignore"))
    yield LAVROV, ANNAN, LIBRARY, BRIDGE, HARBOUR
    twin.decide(
        ("person", "Kofi Annan", "Sergei Lavrov", "same"), ("person", "Kofi Annan", "Sergei Lavrov", "different")
    )
    yield ANNAN, BRIDGE, HARBOUR
    twin.decide()
    yield ()


@history
def editors_rule_on_articles_and_think_again(twin):
    one, other = identity(twin, "Rain on the Old Bridge"), identity(twin, "The Harbour Wall Holds")
    twin.decide(("article", one, other, "same"))
    yield BRIDGE, NORWAY, ANNAN
    twin.decide()
    yield BRIDGE, NORWAY, ANNAN


@history
def a_story_leaves_and_returns_as_it_was(twin):
    data, times = twin.file("a").read_bytes(), twin.file("a").stat()
    for change in (
        twin.file("a").unlink,
        lambda: twin.set("a", draft="true"),
        lambda: twin.set("a", withdrawn="true"),
        lambda: twin.set("a", countries=["Atlantis"], people=[]),
    ):
        change()
        yield BRIDGE, NORWAY, ANNAN
        twin.file("a").write_bytes(data)
        os.utime(twin.file("a"), ns=(times.st_atime_ns, times.st_mtime_ns))
        yield BRIDGE, NORWAY, ANNAN


@history
def a_finding_is_told_again_though_nobody_touched_its_file(twin):
    twin.set("c", countries=["Frnace"], colour="red")
    yield LIBRARY, FRANCE
    twin.set("a", title="Rain on the Young Bridge")
    yield (BRIDGE,)
    twin.set("c", countries=["France"])
    yield LIBRARY, FRANCE


@history
def a_story_breaks_while_others_change(twin):
    twin.break_("c")
    yield (FRANCE,)
    twin.set("b", countries=["Norway"], people=["Ban Ki-moon"])
    yield HARBOUR, NORWAY, BAN
    twin.put("output/" + LIBRARY, None)
    twin.put("output/" + BRIDGE, None)
    yield (BRIDGE,)
    twin.set("a", slug="bridge")
    yield BRIDGE, "articles/bridge.html", NORWAY
    twin.break_("c")
    yield LIBRARY, FRANCE, BUSH


@history
def text_changes_and_its_length_and_time_do_not(twin):
    as_old_as_before(twin.file("a"), other_letters)
    yield BRIDGE, EXPORT
    as_old_as_before(twin.kept / "content/pages/about.md", other_letters)
    yield ("pages/about.html",)
    os.utime(twin.file("a"), (1, 1))
    yield ()
    twin.set("b", body="Words that are in *another* story as well.")
    twin.set("c", body="Words that are in *another* story as well.")
    yield HARBOUR, LIBRARY


@history
def a_template_is_changed_and_given_up(twin):
    for name, pages in (
        ("article.html", [BRIDGE, HARBOUR]),
        ("macros.html", [NORWAY, ANNAN]),
        ("base.html", [BRIDGE, NORWAY, ANNAN, "404.html", "index.html"]),
    ):
        twin.put(f"templates/{name}", DEFAULTS[name])
        yield ()
        twin.put(f"templates/{name}", changed(name, "one"))
        yield pages
        path = twin.kept / "templates" / name
        as_old_as_before(path, lambda path: path.write_text(path.read_text().replace("one", "two")))
        yield pages
        twin.put(f"templates/{name}", None)
        yield pages


@history
def a_template_includes_a_new_one(twin):
    twin.put("templates/extra.html", "<p>One more.</p>")
    yield ()
    twin.put("templates/article.html", changed("article.html", '{% include "extra.html" %}'))
    yield BRIDGE, HARBOUR
    twin.put("templates/extra.html", "<p>Two more.</p>")
    yield BRIDGE, HARBOUR
    twin.put("templates/extra.html", None)
    yield ()  # it fails, and the last good site stays
    twin.set("a", title="Rain on the Young Bridge")
    yield ()
    twin.put("templates/article.html", None)
    yield BRIDGE, HARBOUR, NORWAY


@history
def a_template_breaks_for_one_story_only(twin):
    for_one = '{% if view.headline == "Rain" %}{{ view.nothing }}{% endif %}'
    twin.put("templates/article.html", changed("article.html", for_one))
    yield BRIDGE, HARBOUR
    twin.set("a", title="Rain")
    yield ()
    twin.set("b", title="The Harbour Wall Falls")
    yield ()
    twin.set("a", title="Rain on the Old Bridge")
    yield (HARBOUR,)


@history
def assets_change(twin):
    twin.put("templates/static/style.css", STYLE + "/* ours */\n")
    yield ("static/style.css",)
    twin.put("templates/static/ours.txt", "one")
    yield ("static/ours.txt",)
    as_old_as_before(twin.kept / "templates/static/ours.txt", lambda path: path.write_text("two"))
    yield ("static/ours.txt",)
    twin.put("templates/static/ours.txt", None)
    twin.put("templates/static/style.css", None)
    yield "static/ours.txt", "static/style.css"


@history
def somebody_gets_a_page_with_the_second_story_and_keeps_it(twin):
    twin.put("content/site.toml", SITE_TOML + "[people]\npages_from = 2\n")
    yield ()
    twin.write("f", title="A Pier Is Built", people=["Ole Vind", "Kofi Annan"])
    yield "articles/a-pier-is-built.html", "people/index.html", ANNAN
    twin.write("g", title="The Pier Holds", people=["Ole Vind"])
    yield "articles/a-pier-is-built.html", "people/ole-vind.html", "people/ole-vind.xml", ANNAN, "sitemap.xml"
    twin.file("f").unlink()
    yield "people/ole-vind.html", ANNAN
    twin.write("h", title="A Lantern Fades", people=["Ada Harm"])
    yield "articles/a-lantern-fades.html", "people/index.html"
    twin.put("content/people/ada.md", RECORD.format("Ada Harm", "A. Harm"))
    yield "articles/a-lantern-fades.html", "people/ada-harm.html", "people/index.html"


@history
def settings_change(twin):
    for old, new, pages in (
        ("Test", "Best", [BRIDGE, NORWAY, ANNAN, "index.html", "404.html", "pages/about.html"]),
        ("example.org/file", "example.org/life", [BRIDGE, NORWAY, ANNAN, "404.html"]),
        ('life/"\n', 'life/"\nlanguage = "de"\ntagline = "All of it"\n', [BRIDGE, NORWAY, ANNAN]),
    ):
        path = twin.kept / "content/site.toml"
        as_old_as_before(path, lambda path, old=old, new=new: path.write_text(path.read_text().replace(old, new)))
        yield pages
    twin.put("content/site.toml", "title = 3\n")
    yield ()
    twin.put("content/site.toml", SITE_TOML)
    yield [BRIDGE]


@history
def parts_of_the_site_are_switched_off_and_on(twin):
    off = "[output]\n" + "".join(f"{name} = false\n" for name in Output.__struct_fields__)
    twin.put("content/site.toml", SITE_TOML + off)
    yield ()
    twin.set("a", date="2017-02-03", countries=["France"], people=["Sergei Lavrov"])
    twin.set("d", draft="true")
    yield BRIDGE, LAVROV, FRANCE, TRAIN
    twin.put("content/site.toml", SITE_TOML)
    yield ()


@history
def a_free_page_is_named_at_the_foot_of_every_page(twin):
    twin.put("content/pages/method.md", ABOUT.replace("About", "Method"))
    yield "pages/method.html", BRIDGE, NORWAY, ANNAN, "404.html"
    twin.put("content/pages/method.md", ABOUT.replace("About", "Ways"))
    yield "pages/method.html", BRIDGE, NORWAY
    twin.put("content/pages/method.md", None)
    yield "pages/method.html", BRIDGE, NORWAY


@history
def copies_of_a_story_come_and_go(twin):
    canal = "articles/lanterns-return-to-the-old-canal.html"
    twin.put("content/sources/two/again.txt", SHORTER)
    yield canal, EXPORT
    twin.put("content/sources/two/again.txt", None)
    yield ()
    twin.put("content/publications/post.toml", PROFILE)
    yield canal, NORWAY
    twin.decide(("source", "content/sources/one/canal.txt", "", "ignore"))
    yield ()
    twin.put("content/publications/post.toml", None)
    twin.decide()
    yield (canal,)
    twin.put("content/sources/one/canal.txt", None)
    yield ()


@history
def editors_know_more_of_a_person_and_a_country(twin):
    for path in ("content/people/kofi-annan.md", "content/countries/norway.md"):
        name = "Kofi Annan" if "people" in path else "Norway"
        twin.put(path, RECORD.format(name, "Sergei Lavrov"))
        yield ()
        twin.put(path, RECORD.format(name + " the First", "George W. Bush"))
        yield ()
        as_old_as_before(twin.kept / path, lambda path: path.write_text(path.read_text().replace("know", "knew")))
        yield ()
        twin.put(path, None)
        yield ()


@history
def the_register_is_taken_from_another_day(twin):
    register = twin.kept / "content/register.jsonl"
    before = register.read_bytes()
    twin.set("a", slug="bridge")
    twin.set("c", people=["Sergey Lavrov", "Ban Ki-moon"])
    yield BRIDGE, LAVROV, BAN
    register.write_bytes(before)
    yield ()
    lines = register.read_bytes().splitlines(keepends=True)
    register.write_bytes(b"".join(lines[::2]))
    yield ()
    register.unlink()
    yield ()


@history
def somebody_works_in_the_site(twin):
    page = twin.kept / "output" / BRIDGE
    page.write_bytes(b"")
    yield (BRIDGE,)
    other_letters(page)
    yield (BRIDGE,)
    as_old_as_before(page, other_letters)
    yield (BRIDGE,)
    page.unlink()
    twin.put("output/articles/nobody.html", "<p>")
    twin.put("output/people/deep/nobody.html", "<p>")
    twin.put(f"output/{OWN}", "example.org")
    yield BRIDGE, "articles/nobody.html", "people/deep/nobody.html"
    assert twin.archive.text(f"output/{OWN}") == "example.org"
    shutil.rmtree(twin.kept / "output/countries")
    yield NORWAY, FRANCE, "countries/index.html"
    shutil.copy(twin.kept / "output" / NORWAY, twin.kept / "output" / FRANCE)
    yield (FRANCE,)
    page.rename(twin.kept / "output/articles/elsewhere.html")
    yield BRIDGE, "articles/elsewhere.html"
    shutil.rmtree(twin.kept / "output")
    yield every(twin)


@history
def what_is_kept_is_damaged(twin):
    for damage in DAMAGES:
        damaged(twin, damage)
        yield ()
        twin.set("a", title=f"Rain {damage}")
        yield BRIDGE, NORWAY


@history
def others_use_the_same_cache(twin):
    twin.set("a", title="Rain on the Young Bridge")
    twin.preview()
    yield BRIDGE, NORWAY
    twin.set("b", title="The Harbour Wall Falls")
    twin.look()
    yield HARBOUR, NORWAY
    twin.preview()
    twin.look()
    yield ()


def changed(name, text):
    """A template with something more in it."""
    if name == "macros.html":
        return DEFAULTS[name].replace("<li", f'<li data-more="{text}"')
    if name == "base.html":
        return DEFAULTS[name].replace("</body>", f"{text}</body>")
    return DEFAULTS[name].replace("<h1", f"{text}<h1", 1)


DAMAGES = ("gone", "cut", "turned", "empty", "of another")


def damaged(twin, how):
    """Do something to every file of the cache."""
    folder = twin.kept / ".backfile"
    if how == "gone":
        shutil.rmtree(folder, ignore_errors=True)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        data = path.read_bytes()
        half = len(data) // 2
        turned = data[:half] + bytes(255 - byte for byte in data[half : half + 64]) + data[half + 64 :]
        path.write_bytes({"cut": data[:half], "turned": turned, "empty": b""}.get(how, b"of another program\n" * 99))


@pytest.fixture(scope="module", autouse=True)
def _hurried():
    with hurried():
        yield


@pytest.fixture
def twin():
    twin = Twin()
    start(twin)
    yield twin
    twin.close()


def test_stories_lead_to_their_month_from_when_their_year_is_parted(twin, monkeypatch):
    monkeypatch.setattr(buckets, "LIMIT", 3)
    twin.write("f", title="The Lock Is Mended", date="2016-10-01")
    twin.build()
    assert {BRIDGE, LIBRARY, "years/2016.html", "years/2016-11.html"} <= twin.changed
    twin.file("f").unlink()
    twin.build()
    assert {BRIDGE, LIBRARY, "years/2016-11.html"} <= twin.changed


@pytest.mark.parametrize("steps", HISTORIES)
def test_incremental_equals_clean(twin, steps):
    for number, pages in enumerate(HISTORIES[steps](twin), start=1):
        twin.build()
        assert set(pages) <= twin.changed, f"step {number} changes {sorted(twin.changed)}"


# Random histories. Few names, so that they meet.

TITLES = ("Rain on the Old Bridge", "The Harbour Wall Holds", "A Library Opens Again", "Shared & <Bold>", "1984", "雨")
SLUGS = ("market", "shared", "rain-on-the-old-bridge", "the-harbour-wall-holds", "two", None)
PEOPLE = (
    ["Kofi Annan"],
    ["Kofi A. Annan", "Sergey Lavrov"],
    ["Sergei Lavrov", "Ban Ki-moon"],
    ["George Bush"],
    ["George W. Bush", "Kofi Annan"],
    ["George H. W. Bush"],
    ["G. Bush"],
    None,
)
COUNTRIES = (["Norway"], ["NO", "France"], ["France"], ["Soviet Union"], ["Russia", "Norway"], ["Atlantis"], None)
DATES = ("2016-11-29", "2016-11-30", "2016-11", "2016", "2017-01-01", "2018-03-01", None)
BODIES = (
    PLAIN,
    PLAIN.swapcase(),
    "Words that are in *another* story as well.\n\n- one\n- two\n",
    "Kofi Annan and <b>Sergei Lavrov</b> & others [spoke](https://example.org/).",
    "",
)
NAMES = ("a", "b", "c", "d", "e", "f", "deep/g", "deep/h")
KEYS = (
    st.tuples(st.just("title"), st.sampled_from(TITLES))
    | st.tuples(st.just("date"), st.sampled_from(DATES))
    | st.tuples(st.sampled_from(("countries", "mentions")), st.sampled_from(COUNTRIES))
    | st.tuples(st.just("people"), st.sampled_from(PEOPLE))
    | st.tuples(st.just("slug"), st.sampled_from(SLUGS))
    | st.tuples(st.just("aliases"), st.sampled_from((["shared"], ["market", "two"], None)))
    | st.tuples(st.just("body"), st.sampled_from(BODIES))
    | st.tuples(st.sampled_from(("draft", "withdrawn")), st.sampled_from(("true", None)))
    | st.tuples(st.just("language"), st.sampled_from(("ar", "en", None)))
    | st.tuples(st.just("figures"), st.sampled_from(([{"caption": "A wall", "credit": "Wire"}], None)))
    | st.tuples(
        st.sampled_from(("publication", "section", "byline", "summary", "kicker", "agency", "dateline", "page")),
        st.sampled_from(("One", "Two", None)),
    )
)
TEMPLATES = st.sampled_from([*DEFAULTS, "static/style.css", "static/new.txt"])
SETTINGS = (
    "",
    'tagline = "All of it"\n',
    'language = "de"\n',
    *(f"[output]\n{name} = false\n" for name in Output.__struct_fields__),
    "[output]\n" + "".join(f"{name} = false\n" for name in Output.__struct_fields__),
)
SOURCES = st.sampled_from(("one/canal.txt", "two/again.txt", "two/other.txt"))
PAGES = st.sampled_from(
    (PAGE, SHORTER, f"{PAGE}\n\n\n{PAGE.replace('anterns', 'amps').replace('canal', 'quay')}", None)
)
picks = st.integers(min_value=0, max_value=999)


MOVES = {}


def move(weight, **given):
    """Enter a move of somebody: how often it is made, in proportion, and with what."""

    def entered(function):
        MOVES[function.__name__] = weight, st.fixed_dictionaries(given)
        return function

    return entered


class Random:
    """Moves of editors, of crawlers, of people with tools, of a failing disk, on an archive and its twin."""

    def __init__(self, *, trusting):
        self.twin = Twin(trusting=trusting)
        self.taken = []  # (path, bytes, times) of files that may come back

    @move(4, name=st.sampled_from(NAMES), keys=st.lists(KEYS, max_size=4), title=st.sampled_from(TITLES))
    def an_article_is_written(self, name, keys, title):
        self.remember(self.twin.file(name))
        self.twin.write(name, **{"title": title} | dict(keys))

    @move(9, pick=picks, keys=st.lists(KEYS, min_size=1, max_size=2), old=st.booleans())
    def an_article_says_something_else(self, pick, keys, old):
        for path in self.picked(pick):
            self.remember(path)
            if old:
                as_old_as_before(path, lambda path: self.twin.set(path, **dict(keys)))
            else:
                self.twin.set(path, **dict(keys))

    @move(3, pick=picks, other=picks, key=st.sampled_from(("slug", "title", "people", "aliases")))
    def two_articles_change_values(self, pick, other, key):
        for one, another in zip(self.picked(pick), self.picked(other), strict=True):
            self.twin.exchange(one, another, key)

    @move(2, pick=picks, name=st.sampled_from(NAMES))
    def an_article_is_renamed(self, pick, name):
        for path in self.picked(pick):
            if not self.twin.file(name).exists():
                self.twin.file(name).parent.mkdir(exist_ok=True)
                path.rename(self.twin.file(name))

    @move(1, pick=picks, name=st.sampled_from(NAMES))
    def an_article_is_copied(self, pick, name):
        for path in self.picked(pick):
            if not self.twin.file(name).exists():
                self.twin.file(name).parent.mkdir(exist_ok=True)
                shutil.copy2(path, self.twin.file(name))

    @move(2, pick=picks)
    def an_article_is_deleted(self, pick):
        for path in self.picked(pick):
            self.remember(path)
            path.unlink()

    @move(3, pick=picks)
    def a_file_comes_back_as_it_was(self, pick):
        for path, data, times in self.taken[pick % len(self.taken) :][:1] if self.taken else []:
            self.remember(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            os.utime(path, ns=times)

    @move(2, pick=picks)
    def an_article_breaks_or_is_mended(self, pick):
        for path in self.picked(pick):
            self.twin.break_(path)

    @move(2, pick=picks)
    def an_article_is_looked_at_by_a_tool(self, pick):
        for path in self.picked(pick):
            if pick % 2:
                os.utime(path, (pick, pick))
            else:
                as_old_as_before(path, other_letters)

    @move(3, name=TEMPLATES, text=st.sampled_from(("one", "two", "{{ view.nothing }}", "")), gone=st.booleans())
    def a_template_changes(self, name, text, gone):
        self.remember(self.twin.kept / "templates" / name)
        made = changed(name, text) if name in DEFAULTS else STYLE + text
        self.twin.put(f"templates/{name}", None if gone else made)

    @move(
        2, more=st.sampled_from(SETTINGS), title=st.sampled_from(("Test", "Best")), url=st.sampled_from(("file", "x"))
    )
    def the_settings_change(self, more, title, url):
        self.twin.put("content/site.toml", SITE_TOML.replace("Test", title).replace("file/", f"{url}/") + more)

    @move(
        3,
        names=st.lists(st.sampled_from([names[0] for names in PEOPLE if names]), min_size=2, max_size=2, unique=True),
        ruling=st.sampled_from(("same", "different", "ignore", None)),
    )
    def editors_rule_on_persons(self, names, ruling):
        decision = ("person", names[0], "" if ruling == "ignore" else names[1], ruling)
        self.twin.decide(*([decision] if ruling else []))

    @move(1, pick=picks, other=picks, ruling=st.sampled_from(("same", "different", "revision")))
    def editors_rule_on_articles(self, pick, other, ruling):
        ids = sorted({entry["id"] for entry in self.twin.entries()})
        if len(ids) > 1 and pick % len(ids) != other % len(ids):
            self.twin.decide(("article", ids[pick % len(ids)], ids[other % len(ids)], ruling))

    @move(3, name=SOURCES, page=PAGES)
    def a_saved_page_comes_or_goes(self, name, page):
        self.twin.put(f"content/sources/{name}", page)

    @move(1, name=SOURCES, there=st.booleans())
    def a_saved_page_is_ignored(self, name, there):
        self.twin.decide(*([("source", f"content/sources/{name}", "", "ignore")] if there else []))

    @move(1, profile=st.sampled_from((PROFILE, PROFILE.replace("Post", "Mail"), None)))
    def a_profile_comes_or_goes(self, profile):
        self.twin.put("content/publications/post.toml", profile)

    @move(2, name=st.sampled_from(("about", "method")), title=st.sampled_from(("About", "Ways")), gone=st.booleans())
    def a_free_page_changes(self, name, title, gone):
        self.twin.put(f"content/pages/{name}.md", None if gone else ABOUT.replace("About", title))

    @move(
        2,
        path=st.sampled_from(("people/annan", "people/lavrov", "countries/norway")),
        names=st.sampled_from(
            (("Kofi Annan", "K. Annan"), ("Sergei Lavrov", "George Bush"), ("Norway", "Noreg"), None)
        ),
    )
    def an_authority_record_changes(self, path, names):
        self.twin.put(f"content/{path}.md", RECORD.format(*names) if names else None)

    @move(1, pick=picks)
    def a_line_of_the_register_is_lost(self, pick):
        path = self.twin.kept / "content/register.jsonl"
        if path.exists():
            self.remember(path)
            lines = path.read_bytes().splitlines(keepends=True)
            path.write_bytes(b"".join(line for n, line in enumerate(lines) if n != pick % len(lines)))

    @move(4, pick=picks, how=st.sampled_from(("deleted", "emptied", "altered", "altered in secret", "copied", "added")))
    def somebody_works_in_the_site(self, pick, how):
        files = sorted(name for name in self.twin.archive.files("output") if name != f"output/{OWN}")
        for name in files[pick % len(files) :][:1] if files else []:
            path = self.twin.kept / name
            if how == "deleted":
                path.unlink()
            elif how == "emptied":
                path.write_bytes(b"")
            elif how == "altered":
                other_letters(path)
            elif how == "altered in secret":
                as_old_as_before(path, other_letters)
            elif how == "copied":
                shutil.copy2(self.twin.kept / files[(pick + 1) % len(files)], path)
            elif "/" in name.removeprefix("output/"):
                path.with_name("nobody.html").write_bytes(b"<p>")

    @move(1, what=st.sampled_from(("output", "output/articles", "output/people", "output/data")))
    def a_part_of_the_site_is_deleted(self, what):
        shutil.rmtree(self.twin.kept / what, ignore_errors=True)

    @move(1, how=st.sampled_from(DAMAGES))
    def what_is_kept_is_damaged(self, how):
        damaged(self.twin, how)

    @move(1)
    def somebody_previews(self):
        self.twin.preview()

    @move(1)
    def somebody_checks(self):
        self.twin.look()

    def picked(self, pick):
        found = self.twin.articles()
        return found[pick % len(found) :][:1] if found else []

    def remember(self, path):
        if path.exists():
            times = path.stat()
            self.taken.append((path, path.read_bytes(), (times.st_atime_ns, times.st_mtime_ns)))


# Behind most moves the archive is built, behind some not yet.
STEP = st.sampled_from([name for name, (weight, _) in MOVES.items() for _ in range(weight)]).flatmap(
    lambda name: st.tuples(st.just(name), MOVES[name][1], st.sampled_from((True, True, True, False)))
)
LONGER = int(os.environ.get("BACKFILE_INCREMENTAL", "0"))


@given(trusting=st.booleans(), steps=st.lists(STEP, min_size=12, max_size=40 if LONGER else 16))
@settings(
    max_examples=LONGER or 10,
    deadline=None,
    derandomize=not LONGER,
    database=None,
    phases=(Phase.generate, Phase.shrink) if LONGER else (Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
def test_incremental_equals_clean_whatever_happens(trusting, steps):
    archive = Random(trusting=trusting)
    try:
        start(archive.twin)
        for name, drawn, built in steps:
            getattr(archive, name)(**drawn)
            if built:
                archive.twin.build()
        archive.twin.build()
    finally:
        archive.twin.close()
