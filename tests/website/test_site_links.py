"""Every link of the finished site leads somewhere, and every picture that a story names is there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.archive import SITE_TOML
from support.texts import article_file

from generator.site import links
from generator.site.links import DeadLink, find_dead_links

BASES = ["https://example.org/", "https://example.org/repository/"]
PNG = b"\x89PNG\r\n\x1a\n\r\n"


def faults(html, url="articles/mill.html", base=BASES[1], **others):
    """What is wrong with the links of a page that has two others beside it."""
    files = {
        "index.html": b"<p id='top-of-all'>",
        "articles/quay.html": b'<p id="p1"><a name="old">',
        "articles/a b.html": b"",
        "404.html": b"",
        "static/style.css": b"",
    }
    files |= {name.replace("__", "/"): data for name, data in others.items()} | {url: html.encode()}
    return [(one.link, one.reason) for one in find_dead_links(files, base)]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    "html",
    [
        '<a href="quay.html">',
        '<a href="quay.html#p1">',
        "<a title='>' href='quay.html#old'>",
        "<a href=quay.html?from=here#p1>",
        '<a href="a%20b.html">',
        '<p id="p9"><a href="#p9">',
        '<a href="#top">',
        '<a href="../index.html#top-of-all">',
        '<link rel="canonical" href="{base}articles/quay.html"><a href="{base}">',
        '<a href="https://example.com/nowhere.html"><a href="mailto:a@example.com"><a href="//example.com/x">',
        '<meta http-equiv="refresh" content="0; url=quay.html">',
        '<!-- <a href="nowhere.html"> --><p>&lt;a href="nowhere.html"&gt; <a\n  href="quay.html">',
        '<script type="application/ld+json">"<a href=\\"nowhere.html\\">"</script>',
        '<img srcset="../static/style.css 1x, quay.html 2x">',
        "<a>nothing</a> 1 < 2 \" ' <",
    ],
)
def test_links_that_lead_somewhere(html, base):
    assert faults(html.replace("{base}", base), base=base) == []


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    ("html", "link", "why"),
    [
        ('<a href="quai.html">', "quai.html", links.NOWHERE),
        ("<A HREF='quai.html'>", "quai.html", links.NOWHERE),
        ('<img alt="" src="../figures/a.jpg">', "../figures/a.jpg", links.NOWHERE),
        ('<link rel="canonical" href="{base}articles/quai.html">', "{base}articles/quai.html", links.NOWHERE),
        ('<meta property="og:url" content="{base}quai.html">', "{base}quai.html", links.NOWHERE),
        ('<meta http-equiv="refresh" content="0; url=quai.html">', "quai.html", links.NOWHERE),
        ('<script src="none.js">"</script><a href="quay.html">', "none.js", links.NOWHERE),
        ('<a href="quay.html#p2">', "quay.html#p2", links.NO_PLACE),
        ('<a href="#p2">', "#p2", links.NO_PLACE),
        ('<a href="../../index.html">', "../../index.html", links.OUTSIDE),
        ('<a href="../">', "../", links.FOLDER),
        ('<a href="../articles/">', "../articles/", links.FOLDER),
        ('<a href="quay.html"><a href="quay.html"><a href="x&amp;y.html">', "x&y.html", links.NOWHERE),
    ],
)
def test_links_that_fail(html, link, why, base):
    assert faults(html.replace("{base}", base), base=base) == [(link.replace("{base}", base), why)]


def test_only_the_page_for_a_wrong_address_begins_its_links_at_the_root_of_the_host():
    html = '<a href="/repository/articles/quay.html"><a href="/repository/">'
    assert [why for _, why in faults(html)] == [links.FROM_ROOT, links.FROM_ROOT]
    assert faults(html, url="404.html") == []
    assert faults('<a href="/articles/quay.html">', url="404.html") == [("/articles/quay.html", links.OUTSIDE)]
    assert faults('<a href="/articles/quay.html">', url="404.html", base=BASES[0]) == []


@pytest.mark.parametrize(
    ("name", "data", "link"),
    [
        ("feed.xml", b'<feed><link href="{base}quai.html"/><id>{base}none</id></feed>', "{base}quai.html"),
        ("sitemap.xml", b"<urlset><loc>{base}</loc><loc>{base}quai.html</loc>", "{base}quai.html"),
        ("feed.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "{base}q"}]}', "{base}q"),
        ("robots.txt", b"User-agent: *\nSitemap: {base}sitemap.xml\n", "{base}sitemap.xml"),
        ("data__articles.jsonl", b'{"url": "articles/quay.html"}\n{"url": "articles/q.html"}\n', "../articles/q.html"),
        ("static__print.css", b"/* url(a.png) */ p { background: url('style.css') url(b.png) }", "b.png"),
    ],
)
def test_feeds_sitemap_export_and_style_sheets_are_read_too(name, data, link):
    data = data.replace(b"{base}", BASES[1].encode())
    assert faults("", **{name: data}) == [(link.replace("{base}", BASES[1]), links.NOWHERE)]


def test_a_page_that_is_kept_is_there_but_nothing_is_known_of_its_places():
    files = {"articles/a.html": b'<a href="b.html#p7"><a href="c.html">'}
    assert find_dead_links(files, BASES[0], {"articles/b.html"}) == (
        DeadLink(url="articles/a.html", link="c.html", reason=links.NOWHERE),
    )


@given(st.text(alphabet="<a href=\"'#>/.!-script\n:&;", max_size=200))
def test_whatever_stands_in_a_page_is_read(html):
    for why in faults(html):
        assert len(why) == 2


@pytest.mark.parametrize("base", BASES)
def test_a_new_archive_with_everything_in_it_has_no_link_that_fails(archive, base):
    archive.put("content/site.toml", f'title = "A"\nbase_url = "{base}"\n')
    archive.add_article("mill", "The Mill", "[Quay](quay.html#p1), [us](../pages/about.html).")
    front = "slug: quay\ndate: 2016-11-30\ncountries: Norway\npeople: [Kofi Annan, عمر الشريف]\naliases: pier\n"
    archive.add_article("quay", "The Quay", "One.\n\nTwo.", front)
    archive.put("content/pages/about.md", article_file("About", f"[Here]({base}), [there](../articles/pier.html)."))
    archive.run("check", "--strict")
    assert (archive.exit_code, archive.findings()) == (0, [])


def test_a_dead_link_that_an_editor_wrote_is_reported_with_file_and_line(archive):
    archive.add_article("quay", "The Quay", "It stands.", "slug: quay\n")
    archive.add_article("mill", "The Mill", "One [link](quai.html).\n\nAnd [one][1].\n\n[1]: ../x y")
    archive.put(
        "content/pages/about.md", article_file("About", '<a href="../articles/quay.html#p9">Quay</a>\n\n[a](/b)')
    )
    archive.put("content/pages/more.md", article_file("More", "[all](../articles/)\n\n`[no](link.html)`"))
    assert archive.run("check").findings() == [
        "problem: content/articles/mill.md:5: the link `quai.html` leads nowhere; did you mean `quay.html`?; "
        "correct it or remove it",
        "problem: content/pages/about.md:5: the link `../articles/quay.html#p9` names a place that is not on its page; "
        "did you mean `../articles/quay.html`?; correct it or remove it",
        "problem: content/pages/about.md:7: the link `/b` leads out of the site; write it relative to its page, "
        "such as `../articles/index.html`",
        "problem: content/pages/more.md:5: the link `../articles/` names a folder, so it fails on a disk; "
        "link to the file, such as `index.html`",
    ]
    assert archive.exit_code == 1
    found = archive.findings()
    assert archive.run("build").findings() == found


def test_a_dead_link_of_a_template_is_reported_once(archive):
    for name in ("mill", "quay", "pier"):
        archive.add_article(f"{name}", name, "It stands.", f"slug: {name}\n")
    own = '{% extends "base.html" %}{% block main %}<a href="../help.html">Help</a>{% endblock %}'
    archive.put("templates/article.html", own)
    assert archive.run("check").findings() == [
        "problem: output/articles/mill.html: the link `../help.html` on this page and 2 more leads nowhere; "
        "correct the template or the file that it comes from"
    ]


class TestPictures:
    def test_a_picture_that_a_story_names_is_published_with_it(self, archive):
        front = "slug: mill\nfigures:\n- caption: The mill.\n  file: 2016/mill & co.png\n"
        archive.put("content/figures/2016/mill & co.png", PNG).put("content/figures/other.png", PNG)
        archive.add_article("mill", "The Mill", "It stands.", front).build()
        assert archive.files("output/figures") == {"output/figures/2016/mill & co.png": PNG}
        assert 'src="../figures/2016/mill%20%26%20co.png"' in archive.main("articles/mill.html")
        assert "not held" not in archive.words("articles/mill.html")
        assert archive.build("--quiet").findings() == []

    def test_one_that_is_not_there_is_a_problem_with_file_and_line(self, archive):
        front = "slug: mill\nfigures:\n- caption: The mill.\n- caption: The weir.\n  file: figures/weir.png\n"
        archive.add_article("mill", "The Mill", "It stands.", front)
        archive.put("content/figures/weir.png", PNG).put("content/figures/plan.svg", "<svg/>")
        archive.add_article("quay", "The Quay", "x", "figures:\n- {caption: A, file: plan.svg}\n")
        archive.add_article("pier", "The Pier", "x", "figures:\n- {caption: A, file: ../a.png}\n")
        assert archive.run("build").findings() == [
            "problem: content/articles/mill.md:7: there is no picture `figures/weir.png` in content/figures/; "
            "did you mean `weir.png`?; put it there, or remove the `file` of this figure",
            "problem: content/articles/pier.md:4: there is no picture `../a.png` in content/figures/; "
            "put it there, or remove the `file` of this figure",
            "problem: content/articles/quay.md:4: `plan.svg` is not a picture format that browsers show; "
            "save it as one of: avif, gif, jpeg, jpg, png, webp",
        ]
        assert "The weir. The pictures are not held" in archive.words("articles/mill.html")
        assert not (archive.root / "output/figures").exists()

    def test_one_of_a_draft_is_not_published_and_one_no_longer_named_is_taken_away(self, archive):
        front = "slug: mill\nfigures:\n- caption: The mill.\n  file: mill.png\n"
        archive.put("content/figures/mill.png", PNG)
        archive.add_article("mill", "The Mill", "It stands.", front).build()
        assert archive.files("output/figures")
        archive.add_article("mill", "The Mill", "It stands.", front + "draft: true\n").build()
        assert archive.files("output/figures") == {}

    def test_those_of_an_article_that_cannot_be_read_now_stay_with_its_last_good_page(self, archive):
        front = "slug: mill\nfigures:\n- caption: The mill.\n  file: mill.png\n"
        archive.put("content/figures/mill.png", PNG)
        archive.add_article("mill", "The Mill", "It stands.", front).build()
        archive.add_article("mill", "The Mill", "It stands.", front + "date: never\n").run("build")
        assert archive.exit_code == 1
        assert archive.files("output/figures") == {"output/figures/mill.png": PNG}

    def test_a_changed_one_is_copied_again(self, archive):
        front = "slug: mill\nfigures:\n- caption: The mill.\n  file: mill.png\n"
        archive.add_article("mill", "The Mill", "It stands.", front)
        archive.put("content/figures/mill.png", PNG).build()
        archive.put("content/figures/mill.png", PNG[::-1]).build()
        assert archive.files("output/figures") == {"output/figures/mill.png": PNG[::-1]}


def test_a_base_url_without_a_scheme_is_reported_with_its_line(archive):
    archive.put("content/site.toml", SITE_TOML.replace("https://", "")).run("check")
    assert archive.exit_code == 2
    assert archive.findings()[0].startswith("error: content/site.toml:2: `base_url` must be the site's full address")
