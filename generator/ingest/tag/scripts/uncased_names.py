"""Find people in scripts with spaces and without capitals: Arabic, Hebrew, Devanagari.

In: the paragraphs of a story, the table of names. Out: mentions with their evidence. A name begins with a word that the
table has as a given name, or behind a title; it goes on while words are names. Prefixes (and, in, to, the) are split
off if what is left is a name.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from generator.authority.name_tables import ScriptNames
from generator.ingest.tag.scripts.script_mention import ScriptMention
from generator.text.scripts import normalise_token

_AGE = re.compile(r"\s*[,،(]\s*\d{1,3}\b|\s*[(]")
_MAX_WORDS, _JOINED = 4, 2
_SURE_FAMILY = frozenset({"family name", "article", "family ending"})


class UncasedScript(msgspec.Struct, frozen=True):
    """What a script without capitals needs: its words, prefixes, and words around names.

    `joiners` belong to the next word (عبد, بن, אבו); `articles` begin a family name (ال, אל-); `titles` and `verbs`
    stand before or behind a name, `things` before a name that a thing has; `stops` are no part of a name;
    `starters` are joiners that may begin a name; `family` are endings of family
    names, `weak_family` endings that other words have, too.
    """

    word: re.Pattern[str]
    prefixes: tuple[str, ...]
    joiners: frozenset[str]
    articles: tuple[str, ...]
    titles: frozenset[str]
    titles_behind: frozenset[str]
    verbs: frozenset[str]
    things: frozenset[str]
    stops: frozenset[str]
    starters: frozenset[str] = frozenset()
    family: re.Pattern[str] = re.compile(r"(?!)")
    weak_family: re.Pattern[str] = re.compile(r"(?!)")
    marks_subject: frozenset[str] = frozenset()


class UncasedFinder:
    """Finds people with the words of a script and its table of names."""

    def __init__(self, script: UncasedScript, table: ScriptNames) -> None:
        self._script, self._table = script, table

    def find(self, paragraphs: Sequence[str]) -> list[ScriptMention]:
        """Return the possible names of people in `paragraphs`, each place of a full name once."""
        mentions: list[ScriptMention] = []
        counts: Counter[str] = Counter()
        for number, text in enumerate(paragraphs):
            matches = list(self._script.word.finditer(text))
            tokens = [normalise_token(match[0]) for match in matches]
            counts.update(tokens)
            for token in tokens:
                counts.update(token[len(prefix) :] for prefix in self._script.prefixes if token.startswith(prefix))
            mentions += self._read_paragraph(text, matches, tokens, number)
        whole = Counter(mention.key[-1] for mention in mentions)
        return [_settle(mention, counts, whole) for mention in mentions]

    def _read_paragraph(
        self, text: str, matches: Sequence[re.Match[str]], tokens: Sequence[str], number: int
    ) -> Iterator[ScriptMention]:
        n = 0
        while n < len(tokens) - 1:
            start, first = self._split_prefix(tokens[n])
            length, kinds = self._read_name(text, matches, [first, *tokens[n + 1 : n + 1 + _MAX_WORDS + 2]], n)
            if length < 2:
                n += 1
                continue
            begin, end = matches[n].start() + start, matches[n + length - 1].end()
            evidence = (*kinds, *self._list_surroundings(text, matches, tokens, n, length))
            yield ScriptMention(text[begin:end], (first, *tokens[n + 1 : n + length]), evidence, number, begin)
            n += length

    def _split_prefix(self, token: str) -> tuple[int, str]:
        """Return the length of the prefixes of a word, and the word without them: 0 if the whole word is a name."""
        if self._is_given(token):
            return 0, token
        for prefix in self._script.prefixes:
            rest = token[len(prefix) :]
            if token.startswith(prefix) and (rest in self._script.starters or "s" in self._table.get_flags(rest)):
                return len(prefix), rest
        return 0, token

    def _is_given(self, token: str) -> bool:
        return "g" in self._table.get_flags(token) and token not in self._script.stops

    def _read_name(
        self, text: str, matches: Sequence[re.Match[str]], tokens: Sequence[str], n: int
    ) -> tuple[int, tuple[str, ...]]:
        """Return the length of the name that begins with the first of `tokens`, in words, and its evidence."""
        has_title = n > 0 and self._is_adjacent(text, matches, n - 1) and self._is_title(matches[n - 1][0])
        kind = self._rate_first(tokens[0], has_title=has_title)
        if not kind:
            return 0, ()
        can_be_unknown = has_title or "s" in self._table.get_flags(tokens[0])
        kinds = [kind]
        while len(kinds) < min(len(tokens), _MAX_WORDS + 1) and self._is_adjacent(text, matches, n + len(kinds) - 1):
            rating = self._rate_next(tokens, len(kinds), can_be_unknown=can_be_unknown)
            if not rating or (rating == "common family" and _SURE_FAMILY.intersection(kinds)):
                break
            kinds.append(rating)
            if rating == "unknown family":
                break
        if tokens[len(kinds) - 1] in self._script.joiners:
            kinds.pop()
        return len(kinds), tuple(kinds)

    def _rate_first(self, token: str, *, has_title: bool) -> str:
        """Return what the first word of a name is; "" if no name begins with it."""
        flags = self._table.get_flags(token)
        if token in self._script.starters:
            return "given name"
        if self._is_follower(token) or token in self._script.joiners or (token.startswith("ال") and "s" not in flags):
            return ""
        if "g" not in flags and not (has_title and token in self._table):
            return ""
        kind = "usual given" if "s" in flags else "rare given"
        return f"{kind}, word" if "w" in flags else kind

    def _rate_next(self, tokens: Sequence[str], n: int, *, can_be_unknown: bool) -> str:
        """Return what the n-th word of a name is; "" if the name ends before it."""
        token, is_joined = tokens[n], tokens[n - 1] in self._script.joiners
        if not is_joined and (token in self._script.stops or token in self._script.titles):
            return ""
        rating = self._rate_part(token)
        if rating or is_joined:
            return rating or "name part"
        if can_be_unknown and self._script.weak_family.search(token):
            return "rare family"
        is_second = n == 1 or (n == _JOINED and tokens[0] in self._script.starters)
        return "unknown family" if is_second and can_be_unknown and not self._is_follower(token) else ""

    def _rate_part(self, token: str) -> str:
        """Return what a word behind a given name is; "" if it is no name."""
        if token in self._script.joiners:
            return "joiner"
        flags = self._table.get_flags(token)
        if self._script.family.search(token) and "w" not in flags:
            return "family ending"
        if token in self._table:
            if "w" in flags:
                return "common family"
            return "family name" if "f" in flags else "given part" if "g" in flags else "rare family"
        for article in self._script.articles:
            if token.startswith(article) and len(token) > len(article) + 2:
                bare = token[len(article) :]
                if bare in self._table and "w" not in self._table.get_flags(bare):
                    return "article"
                return ""
        return ""

    def _is_follower(self, token: str) -> bool:
        """Return whether a word is a verb, a title, a thing, or a word with a prefix: no family name."""
        script = self._script
        return bool(token in script.stops or token in script.verbs or token in script.titles or token in script.things)

    def _is_title(self, word: str) -> bool:
        return normalise_token(word) in self._script.titles

    def _is_adjacent(self, text: str, matches: Sequence[re.Match[str]], n: int) -> bool:
        """Return whether only a space is between the n-th word and the next."""
        return n + 1 < len(matches) and text[matches[n].end() : matches[n + 1].start()] in (" ", " ")

    def _list_surroundings(
        self, text: str, matches: Sequence[re.Match[str]], tokens: Sequence[str], n: int, length: int
    ) -> list[str]:
        """Return the evidence of the words around a name of `length` words that begins with the n-th word."""
        script, evidence = self._script, []
        before = tokens[n - 1] if n and self._is_adjacent(text, matches, n - 1) else ""
        earlier = tokens[max(0, n - 4) : n]
        if before and before in script.titles:
            evidence.append("title before")
        elif any(word in script.titles for word in earlier):
            evidence.append("title near")
        if before and before in script.things:
            evidence.append("thing before")
        after = tokens[n + length] if n + length < len(tokens) else ""
        if (before and before in script.verbs) or (after and after in script.verbs):
            evidence.append("speech")
        if after and after in script.titles_behind:
            evidence.append("title after")
        if after in script.marks_subject:
            evidence.append("subject")
        if _AGE.match(text, matches[n + length - 1].end()):
            evidence.append("age")
        return evidence


def _settle(mention: ScriptMention, counts: Counter[str], whole: Counter[str]) -> ScriptMention:
    """Add whether the last word of a name stands elsewhere in the story without the rest."""
    last = mention.key[-1]
    if counts[last] > whole[last]:
        return msgspec.structs.replace(mention, evidence=(*mention.evidence, "short form"))
    return mention
