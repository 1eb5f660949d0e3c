"""An article stays itself: whatever arrives, and however a later version cuts the page."""

import msgspec

from generator.ingest.outline import build_outline
from generator.ingest.plan import (
    ArticleFile,
    Create,
    KeepEdit,
    PlanInput,
    Refresh,
    RenderedArticle,
    StayWithdrawn,
    apply_entry,
    complete_plan,
    draft_plan,
)
from generator.ingest.story import Story
from generator.manuscript import article_file
from generator.model.article import Article, PrintedFields
from generator.model.register import ArticleState, Register
from generator.model.source import Provenance
from generator.text import digest

LONG = (
    "The wheel turned again on Monday after nine years, and the miller of the valley gave every guest a loaf of bread."
)
EMPTY = PlanInput(register=Register.create_empty(), files={}, paths=frozenset(), day="2024-11-21")


def story(start, end, *, title="The Mill Opens", path="content/sources/a.txt", sha="a" * 64):
    place = Provenance(path=path, sha256=sha, start=start, end=end)
    return Story(provenance=place, printed=PrintedFields(title=title), paragraphs=(f"{title}: {LONG}",))


def written(one):
    return Article(printed=one.printed, body=one.text)


def rendered(story, article):
    """The file that a story becomes, without its text if the plan does not need it."""
    text = article_file.format_article(apply_entry(written(story), article.entry))
    sha256 = digest.sha256(text.encode())
    return RenderedArticle(sha256=sha256, text=text if article.needs_text(sha256) else None)


def planned(archive, *clusters):
    there = {one.provenance: one for cluster in clusters for one in cluster}
    outlines = [[build_outline(one) for one in cluster] for cluster in clusters]
    draft = draft_plan(outlines, archive)
    return complete_plan(draft, [rendered(there[article.story], article) for article in draft.articles])


def done(archive, made):
    """The archive after a plan was carried out."""
    files = dict(archive.files)
    for action in made.actions:
        if isinstance(action, Create | Refresh):
            read = article_file.parse_article(action.path, action.text.encode()).value
            files[action.id] = ArticleFile(
                path=action.path,
                sha256=digest.sha256(action.text.encode()),
                id=action.id,
                slugs=(*read.article.aliases, read.article.slug),
                sources=read.article.sources,
                title=read.article.printed.title,
            )
    paths = frozenset(file.path for file in files.values())
    return PlanInput(register=made.register, files=files, paths=paths, day="2024-12-24")


def the_id(archive):
    (identifier,) = archive.register.articles
    return identifier


def kinds(made):
    return [type(action) for action in made.actions]


def test_a_story_whose_span_moves_keeps_its_id_slug_and_day_of_accession():
    before = done(EMPTY, planned(EMPTY, [story(0, 1000)]))
    made = planned(before, [story(40, 1100, title="The Mill Opens Again")])
    assert kinds(made) == [Refresh]
    entry = made.register.articles[the_id(before)]
    assert entry.slugs == ("the-mill-opens",)
    assert [(copy.provenance.start, copy.received) for copy in entry.copies] == [(40, "2024-11-21")]


def test_of_a_story_that_is_cut_in_two_the_larger_part_keeps_the_id_and_the_other_is_new():
    before = done(EMPTY, planned(EMPTY, [story(0, 1000)]))
    made = planned(before, [story(0, 300, title="A Note")], [story(310, 1000)])
    assert sorted(kinds(made), key=str) == [Create, Refresh]
    kept = made.register.articles[the_id(before)]
    assert [copy.provenance.start for copy in kept.copies] == [310]
    assert len(made.register.articles) == 2


def test_a_long_span_is_known_again_behind_short_ones_that_begin_later():
    before = done(EMPTY, planned(EMPTY, [story(0, 5000)], [story(100, 200, title="A Note")]))
    long = next(entry for entry in before.register.articles.values() if entry.title == "The Mill Opens")
    made = planned(before, [story(2400, 5000, title="The Mill Opens Once More")])
    assert 2400 in [copy.provenance.start for copy in made.register.articles[long.id].copies]
    assert made.register.articles.keys() == before.register.articles.keys()


def test_two_articles_that_later_look_like_one_stay_two():
    before = done(EMPTY, planned(EMPTY, [story(0, 500)], [story(510, 1000, title="The Barn Burns")]))
    made = planned(before, [story(0, 500), story(510, 1000, title="The Barn Burns")])
    assert made.actions == ()
    assert made.register.articles.keys() == before.register.articles.keys()


def test_a_source_under_another_name_is_the_same_copy():
    before = done(EMPTY, planned(EMPTY, [story(0, 500)]))
    made = planned(before, [story(0, 500, path="content/sources/renamed.txt")])
    assert kinds(made) == [Refresh]
    (copy,) = made.register.articles[the_id(before)].copies
    assert (copy.provenance.path, copy.received) == ("content/sources/renamed.txt", "2024-11-21")


def test_a_source_that_is_no_longer_there_is_no_withdrawal():
    before = done(EMPTY, planned(EMPTY, [story(0, 500)]))
    made = planned(before)
    assert made.actions == ()
    assert made.register == before.register


def test_a_deleted_article_stays_withdrawn_when_a_new_copy_of_it_arrives():
    before = done(EMPTY, planned(EMPTY, [story(0, 500)]))
    gone = msgspec.structs.replace(before, files={}, paths=frozenset())
    made = planned(gone, [story(0, 500), story(0, 490, sha="b" * 64, path="content/sources/b.txt")])
    assert kinds(made) == [StayWithdrawn]
    entry = made.register.articles[the_id(before)]
    assert (entry.state, len(entry.copies)) == (ArticleState.WITHDRAWN, 2)


def test_new_copies_of_an_edited_article_go_to_the_register_only():
    before = done(EMPTY, planned(EMPTY, [story(0, 500)]))
    file = msgspec.structs.replace(before.files[the_id(before)], sha256="e" * 64)
    edited = msgspec.structs.replace(before, files={file.id: file})
    made = planned(edited, [story(0, 500), story(0, 490, sha="b" * 64, path="content/sources/b.txt")])
    assert kinds(made) == [KeepEdit]
    assert len(made.register.articles[file.id].copies) == 2


def test_without_its_register_an_archive_knows_its_articles_by_their_files():
    before = done(EMPTY, planned(EMPTY, [story(0, 500)]))
    lost = msgspec.structs.replace(before, register=Register.create_empty())
    made = planned(lost, [story(0, 500)])
    assert made.actions == ()
    assert made.register.articles.keys() == before.register.articles.keys()


def drafted(archive, *stories):
    return draft_plan([[build_outline(story)] for story in stories], archive)


def test_a_draft_that_needs_no_text_is_completed_from_digests_alone():
    before = done(EMPTY, planned(EMPTY, [story(0, 500)]))
    draft = drafted(before, story(0, 500))
    (article,) = draft.articles
    assert not article.needs_text(article.file_sha256)
    plan = complete_plan(draft, [RenderedArticle(sha256=article.file_sha256)])
    assert plan.actions == ()
    assert plan.register == before.register


def test_one_draft_gives_another_plan_if_a_file_is_rendered_otherwise():
    before = done(EMPTY, planned(EMPTY, [story(0, 500)]))
    draft = drafted(before, story(0, 500))
    (article,) = draft.articles
    assert article.needs_text("f" * 64)
    plan = complete_plan(draft, [RenderedArticle(sha256="f" * 64, text="New.")])
    assert plan.actions == (Refresh(id=article.entry.id, path=article.entry.path, text="New."),)
    assert plan.register.articles[article.entry.id].written == "f" * 64


def test_an_edited_article_is_not_written_however_it_is_rendered():
    before = done(EMPTY, planned(EMPTY, [story(0, 500)]))
    file = msgspec.structs.replace(before.files[the_id(before)], sha256="e" * 64)
    draft = drafted(msgspec.structs.replace(before, files={file.id: file}), story(0, 500))
    (article,) = draft.articles
    assert not article.needs_text("f" * 64)
    plan = complete_plan(draft, [RenderedArticle(sha256="f" * 64)])
    assert plan.actions == (KeepEdit(id=file.id, path=file.path),)
