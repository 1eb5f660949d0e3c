"""Titles of office as the press prints them beside a name: "Foreign Minister", "Gen.", "Secretary of State".

In: a text and the offset where a name begins or ends. Out: the title beside it, in one form for all spellings. Only
titles in the tables count; forms of address ("Mr", "Dr") do not.
"""

import re
from itertools import product

_SINGLE_WORDS = """president premier chancellor governor senator ambassador king queen prince princess emperor empress
    sultan emir pope cardinal archbishop bishop patriarch ayatollah mayor congressman congresswoman
    representative speaker admiral general colonel major captain lieutenant marshal commissioner chairman chairwoman
    chairperson judge taoiseach caliph minister secretary-general director-general governor-general attorney-general
    solicitor-general""".split()
_PHRASES = """prime minister|vice president|vice premier|vice chancellor|vice chairman|first minister|first secretary
    |deputy prime minister|deputy president|deputy premier|deputy chairman|deputy governor|deputy mayor|deputy speaker
    |deputy foreign minister|vice foreign minister|deputy defence minister|deputy defense minister
    |deputy finance minister
    |secretary general|director general|governor general|attorney general|solicitor general|surgeon general
    |secretary of state|under-secretary of state|assistant secretary of state|deputy secretary of state
    |secretary of defense|secretary of the treasury|undersecretary of state|under secretary of state
    |high commissioner|special envoy|special representative|chief justice|chief minister|chief executive|chief of staff
    |crown prince|crown princess|grand ayatollah|field marshal|air marshal|air chief marshal|house speaker
    |majority leader
    |minority leader|opposition leader|party leader|supreme leader|national security adviser|national security advisor
    |lieutenant general|lieutenant colonel|lieutenant governor|major general|brigadier general|vice admiral|rear admiral
    |general secretary|party secretary|foreign secretary|home secretary|defence secretary|treasury secretary
    |defense secretary|health secretary|justice secretary|education secretary|commerce secretary|energy secretary
    |press secretary|state secretary|central bank governor|minister of state|minister president""".split("|")
_PORTFOLIOS = """foreign defence defense interior finance justice trade health education energy oil labour labor
    agriculture transport environment economy economics information culture tourism planning industry budget treasury
    housing immigration security sports water fisheries mining technology communications development home infrastructure
    investment railways commerce petroleum electricity climate""".split()
_ABBREVIATIONS = """gen general|lt gen lieutenant general|maj gen major general|brig gen brigadier general|col colonel
    |lt col lieutenant colonel|maj major|capt captain|adm admiral|sen senator|gov governor|rep representative
    |lt gov lieutenant governor|vice adm vice admiral|rear adm rear admiral""".split("|")
_ABBREVIATION_PREFIXES = {"lt", "maj", "brig", "vice", "rear"}
_FORMER = ("former", "ex", "acting", "interim")
_LOWERCASE_WORDS = frozenset({"of", "the"})
# Words as the tables have them, and as they are printed.
_HYPHENS = {
    "Secretary General": "Secretary-General",
    "Director General": "Director-General",
    "Governor General": "Governor-General",
    "Attorney General": "Attorney General",
}
# The maximum number of words of a title, and of characters before the name.
_MAX_WORDS = 5
# ", the foreign minister," or ", secretary-general of the United Nations,": up to the comma or the end of the sentence.
_APPOSITION = re.compile(
    r",\s(?:the\s)?((?:[\w.-]+\s){0,5}?[\w-]+)(?:,|[.;]\s|\sof\s(?:the\s)?[^\W\da-z][\w -]{1,40}[,.;])"
)
_REACH = 48


def _fold_words(words: list[str]) -> str:
    return " ".join(words).lower().replace("-", " ").replace(".", "")


def _format_title(title: str) -> str:
    words = [word if word in _LOWERCASE_WORDS else word.capitalize() for word in title.replace("-", " ").split()]
    return _HYPHENS.get(" ".join(words), " ".join(words))


def _build_titles() -> dict[str, str]:
    """Map every title in lookup form to the form that is printed."""
    full_titles = [*_SINGLE_WORDS, *(phrase.strip() for phrase in _PHRASES)]
    full_titles += [f"{portfolio} minister" for portfolio in _PORTFOLIOS]
    full_titles += [f"minister of {portfolio}" for portfolio in _PORTFOLIOS]
    table = {_fold_words([title]): _format_title(title) for title in full_titles}
    for line in _ABBREVIATIONS:
        words = line.split()
        size = 2 if words[0] in _ABBREVIATION_PREFIXES and words[1] in {"gen", "col", "adm", "gov"} else 1
        table[" ".join(words[:size])] = _format_title(" ".join(words[size:]))
    for state, (title, display_title) in product(_FORMER, list(table.items())):
        # "former" stays because it says when; "ex" says the same in fewer letters
        table[f"{state} {title}"] = f"{'Former' if state == 'ex' else state.capitalize()} {display_title}"
    return table


TITLES = _build_titles()
_LAST_WORDS = frozenset(title.rpartition(" ")[2] for title in TITLES)


def find_title_before(text: str, start: int) -> str:
    """Return the title right before the name at `start`, in its common form; empty if there is none.

    >>> find_title_before("talks with Greek Foreign Minister Nikos Kotzias", 34)
    'Foreign Minister'
    """
    preceding_text = text[max(0, start - _REACH) : start]
    words = preceding_text.split()
    if not words or not preceding_text[-1].isspace() or _fold_words(words[-1:]).rpartition(" ")[2] not in _LAST_WORDS:
        return ""
    for size in range(min(_MAX_WORDS, len(words)), 0, -1):
        title = TITLES.get(_fold_words(words[-size:]))
        if title:
            return title
    return ""


def find_title_after(text: str, end: int) -> str:
    """Return the title in apposition to the name that ends at `end`, in its common form; empty if there is none.

    >>> find_title_after("Nikos Kotzias, the Greek foreign minister, said", 13)
    'Foreign Minister'
    """
    match = _APPOSITION.match(text, end)
    if not match:
        return ""
    words = match[1].split()
    for size in range(min(_MAX_WORDS, len(words)), 0, -1):
        title = TITLES.get(_fold_words(words[-size:]))
        if title:
            return title if all(word[0].isupper() for word in words[:-size]) else ""
    return ""


# Words that may be beside a title before a short form of a name: forms of address.
_ADDRESS_FORMS = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady madam madame monsieur mme sheikh sheik comrade herr frau
    señor señora senhor signor reverend rev father mother brother sister sgt cpl cmdr imam rabbi saint st""".split()
)


def remove_titles(name: str) -> str:
    """Return `name` without titles and forms of address at its beginning; a single word behind them is not enough.

    >>> remove_titles("Foreign Minister Sergei Lavrov"), remove_titles("Prince Charles")
    ('Sergei Lavrov', 'Prince Charles')
    """
    words = name.split()
    start = 0
    while start < len(words) - 1 and (size := _count_title_words(words[start:])):
        start += size
    return " ".join(words[start:]) if start < len(words) - 1 else name


def _count_title_words(words: list[str]) -> int:
    """Return how many words at the beginning are a title or a form of address."""
    for size in range(min(_MAX_WORDS, len(words)), 0, -1):
        title = _fold_words(words[:size])
        if title in TITLES or title in _ADDRESS_FORMS:
            return size
    return 0


def is_address(word: str) -> bool:
    """Return whether `word` addresses a person ("Mr") or ends a title ("Minister"), so that a name follows."""
    word_key = _fold_words([word])
    return word_key in _ADDRESS_FORMS or word_key.rpartition(" ")[2] in _LAST_WORDS
