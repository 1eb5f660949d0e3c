"""Persons stay themselves: random histories of articles that come and go, of decisions and of records.

After each step: what editors said holds, no id and no slug is lost, every address that was published resolves, and
the same again changes nothing, in whatever order files are read.
"""

from itertools import count

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.tables import TABLES

from generator.authority.cluster_people import unify_people
from generator.authority.person_records import resolve_person_records
from generator.authority.rulings import settle_decisions
from generator.config import PeopleConfig, SiteConfig
from generator.model.article import Article, Manuscript, PrintedFields
from generator.model.authority import PersonRecord
from generator.model.decision import Decision, DecisionSubject, Ruling
from generator.model.problem import Place
from generator.model.register import Register
from generator.site.assemble import assemble
from generator.site.site_checks import find_shared_addresses
from generator.site.views.page_list import list_urls
from generator.site_state import _mark_published
from generator.text.normalise import fold_key

pytestmark = pytest.mark.histories

NAMES = (
    "George Bush", "George W. Bush", "George H. W. Bush", "G. Bush", "Bush", "GEORGE BUSH",
    "Sergei Lavrov", "Sergey Lavrov", "Viktor Lavrov", "S. Lavrov",
    "Kofi Annan", "Kofi A. Annan", "Boutros Ghali", "Boutros Boutros-Ghali", "Кофи Аннан", "—",
)  # fmt: skip
names = st.sampled_from(NAMES)
persons = st.sampled_from([name for name in NAMES if fold_key(name)])
some = st.lists(persons, max_size=2, unique=True).map(tuple)
articles = st.lists(st.lists(names, min_size=1, max_size=3, unique=True).map(tuple), min_size=1, max_size=4)
rulings = st.sampled_from([Ruling.SAME, Ruling.DIFFERENT])
decisions = st.tuples(names, names, rulings).filter(lambda one: one[0] != one[1])
records = st.builds(
    PersonRecord,
    path=st.sampled_from(["a.md", "b.md", "c.md"]),
    name=persons,
    variants=some,
    weak=some,
    apart=some,
    id=st.none() | st.integers(0, 5),  # the place of a person in the register, see `with_id`
)
steps = st.one_of(
    st.tuples(st.just("come"), articles),
    st.tuples(st.just("come"), articles),
    st.tuples(st.just("go"), st.integers(0, 5)),
    st.tuples(st.just("rule"), decisions),
    st.tuples(st.just("take back"), st.integers(0, 3)),
    st.tuples(st.just("record"), records),
    st.tuples(st.just("delete"), st.sampled_from(["a.md", "b.md", "c.md"])),
    st.tuples(st.just("threshold"), st.integers(1, 3)),
)


class Files:
    """What stands in an archive that is all in memory."""

    def __init__(self):
        self.articles, self.decisions, self.records, self.pages_from = [], [], {}, 1

    def do(self, what, given):
        match what:
            case "come":
                self.articles += given
            case "go":
                del self.articles[given : given + 1]
            case "rule":
                self.decisions.append(given)
            case "take back":
                del self.decisions[given : given + 1]
            case "record":
                self.records[given.path] = given
            case "delete":
                self.records.pop(given, None)
            case "threshold":
                self.pages_from = given

    def built(self, register, *, backwards=False):
        """The site of it, the register, and what editors said that holds."""
        order = -1 if backwards else 1
        ruled = [
            Decision(subject=DecisionSubject.PERSON, a=a, b=b, ruling=ruling, place=Place(path="d.jsonl", line=n))
            for n, (a, b, ruling) in enumerate(self.decisions, start=1)
        ]
        settled = settle_decisions(ruled[::order], register.people).value.people
        said = resolve_person_records(
            list(self.records.values())[::order], register.people, ruled[::order], settled
        ).value
        printed = [list(some)[::order] for some in self.articles][::order]
        unified = unify_people(printed, register.people, TABLES.names, said.rulings, said.claims)
        manuscripts = [
            Manuscript(
                path=i,
                sha256="",
                article=Article(printed=PrintedFields(title=i), id=f"i{i}", slug=f"s{i}", body="", people=named),
            )
            for i, named in zip(map(str, count()), self.articles, strict=False)
        ][::order]
        threshold = PeopleConfig(pages_from=self.pages_from)
        site = assemble(
            manuscripts,
            config=SiteConfig(title="T", base_url="https://x.example/", people=threshold),
            register=Register(articles={}, people=unified.entries),
            people=unified.people,
            countries=TABLES.countries,
            free_pages=(),
        ).value
        entered = _mark_published(Register(articles={}, people=unified.entries), site)
        return site, entered, unified, said


TWO_RECORDS_OF_ONE_NAME = [
    ("come", [("George W. Bush",)]),
    ("record", PersonRecord(path="b.md", name="Bush")),
    ("record", PersonRecord(path="b.md", name="George Bush", weak=("George W. Bush",))),
    ("record", PersonRecord(path="a.md", name="Bush", apart=("George W. Bush",))),
]

RECORD_WITH_A_SPELLING_OF_ITS_FORMER_PERSON = [
    ("record", PersonRecord(path="b.md", name="George Bush")),
    ("come", [("George Bush", "George W. Bush", "George H. W. Bush")]),
    (
        "record",
        PersonRecord(path="b.md", name="George W. Bush", variants=("George H. W. Bush",), apart=("George Bush",)),
    ),
]
PAGE_NAME_JOINED_TO_ANOTHER_RECORD = [
    ("come", [("George H. W. Bush", "Bush")]),
    ("record", PersonRecord(path="a.md", name="George H. W. Bush")),
    ("record", PersonRecord(path="a.md", name="Kofi Annan")),
    ("rule", ("George H. W. Bush", "Bush", Ruling.SAME)),
    ("record", PersonRecord(path="b.md", name="Bush")),
    ("take back", 0),
]


@given(st.lists(steps, min_size=2, max_size=12))
@example(TWO_RECORDS_OF_ONE_NAME)
@example(RECORD_WITH_A_SPELLING_OF_ITS_FORMER_PERSON)
@example(PAGE_NAME_JOINED_TO_ANOTHER_RECORD)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_persons_stay_themselves(history):
    files, register, published = Files(), Register.create_empty(), set()
    for step in history:
        files.do(*with_id(step, register))
        site, entered, unified, said = files.built(register)
        what_editors_said_holds(unified, said)
        for identifier, line in register.people.items():
            assert set(line.slugs) <= set(entered.people[identifier].slugs)
        now = [url for url in list_urls(site) if url.startswith("people/")]
        assert not find_shared_addresses(now)
        assert published <= set(now)
        published |= set(now)
        live = {one.url for one in site.people.values()}
        assert {moved.to for moved in site.redirects if moved.url.startswith("people/")} <= live
        again = files.built(entered, backwards=True)
        assert again[1] == entered
        assert {one.url: one.person for one in again[0].people.values()} == {
            one.url: one.person for one in site.people.values()
        }
        if step[0] == "come":
            nobody_who_is_settled_becomes_another(register, entered, said)
        register = entered


def with_id(step, register):
    """The step, with the id of somebody in the register on its record, if it is to have any."""
    if step[0] != "record" or step[1].id is None:
        return step
    ids = sorted(register.people)
    return "record", msgspec.structs.replace(step[1], id=ids[step[1].id % len(ids)] if ids else None)


def what_editors_said_holds(unified, said):
    """Of decisions and records that contradict nothing."""
    leads, found = unified.people.by_name, unified.people.persons
    joined = {}
    for name, person in leads.items():
        if group := said.rulings.joined.get(fold_key(name)):
            assert joined.setdefault(group, person) == person
    for pair in said.rulings.apart:
        a, b = ({leads[name] for name in leads if fold_key(name) == one} for one in pair)
        assert not a & b
    for record in said.claims.records:
        for name in leads:
            if fold_key(name) in map(fold_key, record.names):
                assert found[leads[name]].name == record.name
            elif fold_key(name) in map(fold_key, record.apart):
                assert found[leads[name]].record != record


def nobody_who_is_settled_becomes_another(before, after, said):
    """When nothing but articles came, a record keeps its line, and whom editors joined to another stays there."""
    for identifier, line in before.people.items():
        if line.record:
            assert after.people[identifier].record == line.record
        elif line.into and fold_key(line.name) in said.rulings.joined:
            other = after.people[line.into]
            assert after.people[identifier].into == (other.into or other.id)
