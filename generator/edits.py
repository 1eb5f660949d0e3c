"""Make the edits that an editor asks for in one step: create an article or record, withdraw a story, save a decision.

In: the archive's root and the editor's input. Out: the edit, or the problem that prevented it. The terminal and the
browser both use this module, so both write the same bytes and neither overwrites the work of others.
"""

import difflib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from generator import layout
from generator.archive import Archive
from generator.authority.article_ids import identify_articles
from generator.load_articles import Articles, load_articles
from generator.manuscript import article_file, frontmatter
from generator.manuscript import decision_lines as decisions_file
from generator.manuscript.frontmatter_edit import NewValue, change_keys
from generator.model.article import Article, ArticleId, DateBasis, Manuscript, PartialDate, PrintedFields
from generator.model.authority import PersonId
from generator.model.decision import Decision
from generator.model.errors import UsageError
from generator.model.problem import Problem, Result
from generator.model.register import ArticleEntry, ArticleState, Register
from generator.model.value import Value
from generator.reference import tables
from generator.store import content, disk, guarded_write, intake_cache, processes, register_file
from generator.store.guarded_write import ABSENT, FileEdit
from generator.suggest_tags import TagSuggestion, suggest_tags
from generator.text import digest
from generator.text.normalise import fold_key
from generator.text.slugs import make_slug
from generator.withdrawals import StoryTrace, find_traces


class ArticleCatalog(Value, frozen=True):
    """The articles of an archive with their identities: the files, and the register on disk."""

    articles: Articles
    entries: Mapping[ArticleId, ArticleEntry]
    register: Register


def load_catalog(root: Path) -> ArticleCatalog:
    """Load the articles at `root` with their identities, without invalid lines of the register. Writes nothing."""
    stored_register = register_file.load(root).value
    version = tables.compute_version(content.load_publications(root).value)
    with processes.ProcessPool(1) as pool, intake_cache.open_cache(root, version, write=False) as cache_db:
        articles = load_articles(root, cache_db, pool, stored_register.articles)
    entries = identify_articles(articles.manuscripts, stored_register.articles, articles.paths).entries
    return ArticleCatalog(articles=articles, entries=entries, register=stored_register)


def find_article(root: Path, query: str, catalog: ArticleCatalog) -> ArticleEntry:
    """Return the article with this id, file (relative to the current folder or the root), or slug, also a former one.

    Raises UsageError if there is none, if there are several, or if its file is gone.
    """
    local_paths = {_get_relative_path(root, base / query) for base in (Path.cwd(), root)}
    entries = catalog.entries.values()
    matches = [entry for entry in entries if entry.id == query or entry.path in local_paths] or [
        entry for entry in entries if query.lower() in {slug.lower() for slug in entry.slugs}
    ]
    if not matches:
        all_names = [name for entry in entries for name in (entry.path, entry.id, *entry.slugs)]
        similar_names = difflib.get_close_matches(query, all_names, n=1)
        step = (
            f"did you mean {similar_names[0]}?"
            if similar_names
            else "name it by its id, its file or the last part of its address"
        )
        raise UsageError(f"{query}: there is no such article; {step}")
    if len(matches) > 1:
        raise UsageError(f"{query}: several articles have this name; say which: {', '.join(o.path for o in matches)}")
    if matches[0].path not in catalog.articles.paths or matches[0].state is ArticleState.WITHDRAWN:
        raise UsageError(f"{query}: the file of this article is gone, so it is withdrawn already")
    return matches[0]


def withdraw(root: Path, path: str, reason: str) -> Result[FileEdit | None]:
    """Mark the article at `path` as withdrawn, with the reason."""
    data, old_digest = guarded_write.read_with_digest(root, path)
    return set_keys(root, path, data, old_digest, {"withdrawn": True, "withdrawn_reason": reason})


def write_tags(archive: Archive, manuscripts: Iterable[Manuscript]) -> Result[tuple[TagSuggestion, ...]]:
    """Write the suggested tags of `manuscripts` into their files, and return what was written."""
    suggestions, problems = [], list[Problem]()
    for suggestion in suggest_tags(archive, manuscripts):
        data, _ = guarded_write.read_with_digest(archive.root, suggestion.path)
        result = set_keys(archive.root, suggestion.path, data, suggestion.sha256, suggestion.values)
        problems += result.problems
        suggestions += [suggestion] if result.value else []
    return Result(tuple(suggestions), tuple(problems))


def list_traces(root: Path, entry: ArticleEntry, catalog: ArticleCatalog) -> tuple[StoryTrace, ...]:
    """Return every place that contains a story or mentions it."""
    full_register = msgspec.structs.replace(catalog.register, articles=dict(catalog.entries))
    return tuple(find_traces(root, entry, catalog.articles.manuscripts, full_register))


def set_keys(
    root: Path, path: str, data: bytes, old_digest: str, values: Mapping[str, NewValue]
) -> Result[FileEdit | None]:
    """Set front matter keys of the article at `path`, which had the bytes `data` and the digest `old_digest`."""
    edited_file = change_keys(path, data, values)
    if edited_file.value is None:
        return Result(None, edited_file.problems)
    return guarded_write.write_if_unchanged(root, path, edited_file.value, old_digest)


def save_decisions(root: Path, decisions: Sequence[Decision]) -> Result[FileEdit | None]:
    """Append decisions of one day to the file of their year."""
    path = get_decisions_path(decisions[0])
    old_data, old_digest = guarded_write.read_with_digest(root, path)
    data = old_data
    for decision in decisions:
        data = decisions_file.append_decision(data, decision)
    return guarded_write.write_if_unchanged(root, path, data, old_digest)


def get_decisions_path(decision: Decision) -> str:
    """Return the path of the file that a decision belongs to."""
    return f"{layout.DECISIONS}/{decision.on[:4] or 'decisions'}.jsonl"


def create_article(root: Path, title: str, date: PartialDate | None) -> Result[FileEdit | None]:
    """Create an article as a draft, so that no build publishes it before it is written."""
    printed = PrintedFields(title=_clean_line(title), date=date, date_basis=DateBasis.EDITOR if date else None)
    article = Article(printed=printed, body="", draft=True)
    folder = layout.get_article_folder(date.year if date else None)
    path = f"{folder}/{make_slug(title, digest.compute_short_id('article', title))}.md"
    return _create_file(root, path, article_file.format_article(article))


def create_person(root: Path, name: str) -> Result[FileEdit | None]:
    """Create an authority record of a person, with the id and spellings that the register has for this name.

    Raises UsageError if a record with this name exists.
    """
    name = _clean_line(name)
    folded_name = fold_key(name)
    if not folded_name:
        raise UsageError(f"{name}: this name has no letter or digit; name the person")
    people = register_file.load(root).value.people.values()
    entries = [person for person in people if folded_name in map(fold_key, (person.name, *person.spellings))]
    entry = next(
        (person for person in entries if fold_key(person.name) == folded_name),
        entries[0] if len(entries) == 1 else None,
    )
    for record in content.load_records(root).value.persons:
        if folded_name in map(fold_key, record.names) or (entry and record.id == entry.id):
            raise UsageError(f"{record.path}: this is the record of {name} already; change it, or choose another name")
    return create_record(
        root, get_record_path(name), build_record(name, entry.id, entry.spellings) if entry else {"name": name}
    )


def get_record_path(name: str) -> str:
    """Return the path for a new record of the person `name`."""
    return f"{layout.PEOPLE}/{make_slug(name, digest.compute_short_id('person', name))}.md"


def build_record(name: str, identifier: PersonId, spellings: Sequence[str]) -> dict[str, str | tuple[str, ...]]:
    """Return the values of a new record of a person in the register: name, id, other spellings of the name."""
    variants = tuple(spelling for spelling in spellings if spelling != name)
    return {"name": name, "id": identifier} | ({"variants": variants} if variants else {})


def create_record(root: Path, path: str, values: Mapping[str, str | tuple[str, ...]]) -> Result[FileEdit | None]:
    """Create a record with `values`. Raises UsageError if its file exists."""
    return _create_file(root, path, format_record(values))


def format_record(values: Mapping[str, str | tuple[str, ...]]) -> str:
    """Return the text of a record with `values`."""
    plain: dict[str, object] = {
        name: value if isinstance(value, str) else list(value) for name, value in values.items()
    }
    return frontmatter.join(plain, "")


def _create_file(root: Path, path: str, text: str) -> Result[FileEdit | None]:
    """Create a file. Raises UsageError if one with this name, in upper or lower case, exists."""
    folder, _, name = path.rpartition("/")
    existing_names = {file_name.lower(): file_name for file_name in disk.list_files(root / folder)}
    if name.lower() in existing_names:
        raise UsageError(
            f"{folder}/{existing_names[name.lower()]}: this file already exists; change it, or choose another name"
        )
    return guarded_write.write_if_unchanged(root, path, f"{text.rstrip()}\n".encode(), ABSENT)


def _clean_line(text: str) -> str:
    """Return a typed text on one line, stripped. Raises UsageError if nothing is left."""
    line = " ".join(text.split())
    if not line:
        raise UsageError("this is empty; write a headline or a name in quotation marks")
    return line


def _get_relative_path(root: Path, place: Path) -> str:
    """Return `place` relative to `root`; the full path if it is outside."""
    place = Path(os.path.realpath(place.parent), place.name)
    return (place.relative_to(root) if place.is_relative_to(root) else place).as_posix()
