"""Every link leads somewhere, from a server and from a disk."""

import posixpath
import re
from html.parser import HTMLParser

import pytest
from support.sites import TEMPLATES, built, free_page, story

from generator.authority.country_ids import build_country_slug
from generator.site import urls


class Links(HTMLParser):
    """The links and ids of a page."""

    def __init__(self, html):
        super().__init__()
        self.hrefs, self.ids, self.tags = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [found["id"]] if "id" in found else []
        if "href" in found and found.get("rel") != "canonical":
            self.hrefs.append(found["href"])


class Balance(HTMLParser):
    """Open elements of a page; an end tag must close the one that was opened last."""

    void = frozenset({"br", "hr", "img", "input", "link", "meta"})

    def __init__(self, html):
        super().__init__()
        self.open, self.wrong = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        self.wrong += [f"{tag}: {name} twice" for name in names if names.count(name) > 1]
        self.open += [] if tag in self.void else [tag]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"{tag} at {self.getpos()}")


def whole_site():
    return built(
        story(
            "Lake",
            date="2018-06-17",
            countries=("Greece",),
            mentions=("Côte d’Ivoire",),
            people=("Kofi Annan",),
        ),
        story("Sea", people=("Kofi Annan", "عمر الشريف"), countries=("Greece",)),
        free=(free_page(),),
    )


def test_every_relative_link_leads_to_a_page_and_a_place_on_it():
    files = whole_site()
    ids = {url: Links(html).ids for url, html in files.items() if url.endswith(".html")}
    for url in ids.keys() - {"404.html"}:
        for href in Links(files[url]).hrefs:
            path, _, fragment = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(url), path)) if path else url
            assert target in files or (TEMPLATES / target).exists(), (url, href)
            assert not fragment or fragment in ids[target], (url, href)


def test_every_link_of_the_page_for_a_wrong_address_leads_to_a_page():
    files = whole_site()
    for href in Links(files["404.html"]).hrefs:
        if href.startswith("#"):
            continue
        target = href.removeprefix("/quay/")
        target = target + "index.html" if target.endswith("/") or not target else target
        assert target in files or (TEMPLATES / target).exists(), href


def test_every_element_is_closed_in_its_place():
    for url, html in whole_site().items():
        if url.endswith(".html"):
            page = Balance(html)
            assert (page.wrong, page.open) == ([], []), url


def test_no_id_stands_twice_on_a_page():
    for url, html in whole_site().items():
        if url.endswith(".html"):
            ids = Links(html).ids
            assert len(ids) == len(set(ids)), url


def test_no_page_has_scripts_or_styles_of_its_own():
    for url, html in whole_site().items():
        assert not re.search(r"<style|\sstyle=|\son\w+=", html)
        scripts = re.findall(r'<script(?! type="application/ld\+json">)[^>]*>', html)
        assert scripts == (['<script src="static/search.js" defer>'] if url == "search.html" else [])


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("index.html", "articles/lake.html", "articles/lake.html"),
        ("articles/lake.html", "articles/sea.html", "sea.html"),
        ("articles/lake.html", "countries/index.html", "../countries/index.html"),
        ("articles/lake.html", "index.html", "../index.html"),
        ("people/index.html", "people/index.html", "index.html"),
    ],
)
def test_links_are_relative_and_keep_the_name_of_an_index(here, there, link):
    assert urls.build_link(here, there) == link


def test_full_addresses_leave_the_name_of_an_index_out():
    assert (
        urls.build_absolute("https://example.org/quay/", "articles/index.html") == "https://example.org/quay/articles/"
    )
    assert urls.build_absolute("https://example.org/", "index.html") == "https://example.org/"
    assert urls.build_root_path("https://example.org/", "static/style.css") == "/static/style.css"


def test_a_country_has_a_slug_whatever_its_name_is_written_in():
    assert build_country_slug("Côte d’Ivoire", "CI") == "cote-divoire"
    assert build_country_slug("…", "ZZ") == "zz"
    assert len(build_country_slug("Land " * 40, "ZZ")) <= 80
