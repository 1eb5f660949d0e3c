"""What an editor asks for in one step: a new article or record, a story withdrawn, a line of decision.

In: the archive's root and what the editor said. Out: the edit that was made, or the problem why none was. Terminal and
browser both go through here, so that both write the same bytes and neither writes over another's work.
"""

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from generator.authority.article_ids import identify
from generator.ingest.plan import FOLDER, UNDATED
from generator.load_articles import Articles, articles
from generator.manuscript import article_file, frontmatter
from generator.manuscript import decision_lines as decisions_file
from generator.manuscript.frontmatter_edit import New, change
from generator.model.article import Article, ArticleId, DateBasis, PartialDate
from generator.model.authority import PersonId
from generator.model.decision import Decision
from generator.model.errors import UsageError
from generator.model.problem import Found
from generator.model.register import ArticleEntry, Register, State
from generator.model.value import Value
from generator.reference import tables
from generator.store import content, disk, guarded_write, intake_cache, processes, register_file
from generator.store.guarded_write import ABSENT, Edit
from generator.text import digest
from generator.text.normalise import key
from generator.text.slugs import slug
from generator.withdrawals import Holder, holders

PEOPLE = "content/people"


class Known(Value, frozen=True):
    """The articles of an archive, each with its identity: the files, and the register as it stands on disk."""

    there: Articles
    entries: Mapping[ArticleId, ArticleEntry]
    register: Register


def known(root: Path) -> Known:
    """What is known of the articles at `root`. Nothing is changed; where a line of the register is damaged it lacks."""
    registered = register_file.load(root).value
    version = tables.version(content.publications(root).value)
    with processes.crew(1) as crew, intake_cache.opened(root, version, write=False) as kept:
        there = articles(root, kept, crew)
    entries = identify(there.manuscripts, registered.articles, there.paths).entries
    return Known(there=there, entries=entries, register=registered)


def find(root: Path, named: str, archive: Known) -> ArticleEntry:
    """The article that a person named by its id, its file (from where they are or from the root), or its slug.

    A former slug will do. Raises UsageError where there is none, several, or its file is gone.
    """
    inside = {_inside(root, base / named) for base in (Path.cwd(), root)}
    all_ = archive.entries.values()
    found = [one for one in all_ if one.id == named or one.path in inside] or [
        one for one in all_ if named.lower() in {slug.lower() for slug in one.slugs}
    ]
    if not found:
        every = [name for one in all_ for name in (one.path, one.id, *one.slugs)]
        near = difflib.get_close_matches(named, every, n=1)
        step = f"did you mean {near[0]}?" if near else "name it by its id, its file or the last part of its address"
        raise UsageError(f"{named}: there is no such article; {step}")
    if len(found) > 1:
        raise UsageError(f"{named}: several articles have this name; say which: {', '.join(o.path for o in found)}")
    if found[0].path not in archive.there.paths or found[0].state is State.WITHDRAWN:
        raise UsageError(f"{named}: the file of this article is gone, so it is withdrawn already")
    return found[0]


def withdraw(root: Path, path: str, reason: str) -> Found[Edit | None]:
    """Mark the article at `path` as withdrawn, and keep why."""
    data, was = guarded_write.look(root, path)
    return set_keys(root, path, data, was, {"withdrawn": True, "withdrawn_reason": reason})


def held_by(root: Path, entry: ArticleEntry, archive: Known) -> tuple[Holder, ...]:
    """Every file that holds a story or tells of it."""
    whole = msgspec.structs.replace(archive.register, articles=dict(archive.entries))
    return tuple(holders(root, entry, archive.there.manuscripts, whole))


def set_keys(root: Path, path: str, data: bytes, was: str, values: Mapping[str, New]) -> Found[Edit | None]:
    """Set keys of the front matter of the article at `path`, which had the bytes `data` and the digest `was`."""
    changed = change(path, data, values)
    if changed.value is None:
        return Found(None, changed.problems)
    return guarded_write.write(root, path, changed.value, was)


def decide(root: Path, decisions: Sequence[Decision]) -> Found[Edit | None]:
    """Write decisions of one day as the last lines of the file of their year."""
    path = decisions_path(decisions[0])
    before, was = guarded_write.look(root, path)
    data = before
    for decision in decisions:
        data = decisions_file.appended(data, decision)
    return guarded_write.write(root, path, data, was)


def decisions_path(decision: Decision) -> str:
    """The file of decisions that a decision goes to."""
    return f"{content.DECISIONS}/{decision.on[:4] or 'decisions'}.jsonl"


def new_article(root: Path, title: str, date: PartialDate | None) -> Found[Edit | None]:
    """Begin an article: a draft, so that no build publishes it before it is written."""
    basis = DateBasis.EDITOR if date else None
    article = Article(title=_one_line(title), body="", date=date, date_basis=basis, draft=True)
    folder = f"{date.year:04}" if date else UNDATED
    path = f"{FOLDER}/{folder}/{slug(title, digest.short('article', title))}.md"
    return _new(root, path, article_file.write(article))


def new_person(root: Path, name: str) -> Found[Edit | None]:
    """Begin an authority record of a person. What the register knows of that name goes into it: id and spellings.

    Raises UsageError where a person has that name in a record already.
    """
    name = _one_line(name)
    folded = key(name)
    if not folded:
        raise UsageError(f"{name}: this name holds no letter and no digit; name the person")
    people = register_file.load(root).value.people.values()
    lines = [one for one in people if folded in map(key, (one.name, *one.spellings))]
    line = next((one for one in lines if key(one.name) == folded), lines[0] if len(lines) == 1 else None)
    for record in content.records(root).value.persons:
        if folded in map(key, record.names) or (line and record.id == line.id):
            raise UsageError(f"{record.path}: this is the record of {name} already; change it, or choose another name")
    return begin(root, record_path(name), record_of(name, line.id, line.spellings) if line else {"name": name})


def record_path(name: str) -> str:
    """The file of a new record of the person called `name`."""
    return f"{PEOPLE}/{slug(name, digest.short('person', name))}.md"


def record_of(name: str, identifier: PersonId, spellings: Sequence[str]) -> dict[str, str | tuple[str, ...]]:
    """What a new record says of somebody whom the register knows: name, id, and the other spellings of the name."""
    others = tuple(spelling for spelling in spellings if spelling != name)
    return {"name": name, "id": identifier} | ({"variants": others} if others else {})


def begin(root: Path, path: str, values: Mapping[str, str | tuple[str, ...]]) -> Found[Edit | None]:
    """Write a record that holds `values` and nothing else. Raises UsageError where a file of that name is there."""
    return _new(root, path, record_text(values))


def record_text(values: Mapping[str, str | tuple[str, ...]]) -> str:
    """The file of a record that holds `values`."""
    plain: dict[str, object] = {
        name: value if isinstance(value, str) else list(value) for name, value in values.items()
    }
    return frontmatter.join(plain, "")


def _new(root: Path, path: str, text: str) -> Found[Edit | None]:
    """Write a file that is not there yet, nor one that differs in case alone."""
    folder, _, name = path.rpartition("/")
    there = {one.lower(): one for one in disk.files(root / folder)}
    if name.lower() in there:
        raise UsageError(
            f"{folder}/{there[name.lower()]}: this file is there already; change it, or choose another name"
        )
    return guarded_write.write(root, path, f"{text.rstrip()}\n".encode(), ABSENT)


def _one_line(text: str) -> str:
    """What a person typed, without spaces around it and line ends in it. Raises UsageError where nothing is left."""
    line = " ".join(text.split())
    if not line:
        raise UsageError("this is empty; write a headline or a name in quotation marks")
    return line


def _inside(root: Path, place: Path) -> str:
    """`place` relative to `root`; in full where it is outside."""
    place = Path(place.parent.resolve(), place.name)
    return (place.relative_to(root) if place.is_relative_to(root) else place).as_posix()
