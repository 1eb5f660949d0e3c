"""A site whose stories were retouched is the site that is assembled of them as they are now."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sites import site, story

from generator.model.article import Figure, PartialDate, PrintedFields
from generator.site.patch import is_patchable, patch_site

DATES = st.none() | st.builds(
    lambda year, month, day: PartialDate.from_numbers(year, month, day if month else 0),
    st.integers(2015, 2017),
    st.integers(0, 2),
    st.integers(0, 3),
)
TEXTS = st.none() | st.sampled_from(["Quay", "Harbour", "Mole"])
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["Ash", "Birch", "Story 3"]),
        "body": st.sampled_from(["Greece and Norway.", "Kofi Annan came.", ""]),
        "date": DATES,
        "byline": TEXTS,
        "section": TEXTS,
        "page": TEXTS,
        "kicker": TEXTS,
        "agency": TEXTS,
        "summary": TEXTS,
        "dateline": TEXTS,
        "language": st.sampled_from([None, "en", "ar"]),
        "figures": st.just((Figure(caption="A boat"),)),
    },
)
STORIES = st.lists(
    st.tuples(
        DATES,
        st.lists(st.sampled_from(["Greece", "Norway", "Egypt"]), max_size=2, unique=True),
        st.lists(st.sampled_from(["Kofi Annan", "Ban Ki-moon"]), max_size=2, unique=True),
        st.sampled_from([None, "Coast Wire", "coast wire", "Hill Post", "!"]),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(STORIES, st.data())
def test_what_is_retouched_is_what_is_assembled(stories, data):
    before = [
        story(f"Story {n}", slug=f"s{n}", countries=tuple(about), people=tuple(people), publication=paper)
        for n, (_, about, people, paper) in enumerate(stories)
    ]
    before = [_with(one, date=date) for one, (date, *_) in zip(before, stories, strict=True)]
    changed = data.draw(st.sets(st.integers(0, len(before) - 1), min_size=1))
    after = [_with(one, **(data.draw(CHANGES) if n in changed else {})) for n, one in enumerate(before)]
    assert all(is_patchable(a.article, b.article) for a, b in zip(before, after, strict=True))
    articles = {after[n].article.id: after[n].article for n in changed}
    assert patch_site(site(*before), articles) == site(*after)


def test_tags_address_publication_and_state_are_no_quiet_changes():
    lake = story(slug="lake", countries=("Greece",)).article
    for change in (
        {"countries": ("Norway",)},
        {"mentions": ("Norway",)},
        {"people": ("Kofi Annan",)},
        {"slug": "other"},
        {"aliases": ("other",)},
        {"publication": "Coast Wire"},
        {"draft": True},
        {"withdrawn": True},
        {"id": "other"},
        {"sources": ("other",)},
    ):
        assert not is_patchable(lake, _change(lake, **change)), change


def _with(manuscript, **fields):
    return msgspec.structs.replace(manuscript, article=_change(manuscript.article, **fields))


def _change(article, **fields):
    printed = {name: fields.pop(name) for name in PrintedFields.__struct_fields__ if name in fields}
    return msgspec.structs.replace(article, printed=msgspec.structs.replace(article.printed, **printed), **fields)
