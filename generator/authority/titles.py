"""Titles of office as the press prints them beside a name: "Foreign Minister", "Gen.", "Secretary of State".

In: a text and the place where a name begins or ends. Out: the title beside it, in one form for all ways to print it.
Only what stands in the tables is a title; forms of address ("Mr", "Dr") are none.
"""

import re
from itertools import product

_ALONE = """president premier chancellor governor senator ambassador king queen prince princess emperor empress sultan
    emir pope cardinal archbishop bishop patriarch ayatollah mayor congressman congresswoman representative speaker
    admiral general colonel major captain lieutenant marshal commissioner chairman chairwoman chairperson judge
    taoiseach caliph minister secretary-general director-general governor-general attorney-general
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
_SHORT = """gen general|lt gen lieutenant general|maj gen major general|brig gen brigadier general|col colonel
    |lt col lieutenant colonel|maj major|capt captain|adm admiral|sen senator|gov governor|rep representative
    |lt gov lieutenant governor|vice adm vice admiral|rear adm rear admiral""".split("|")
_SHORT_PARTS = {"lt", "maj", "brig", "vice", "rear"}
_FORMER = ("former", "ex", "acting", "interim")
_SMALL = frozenset({"of", "the"})
# Words as the tables have them, and as they are to be printed.
_HYPHENS = {
    "Secretary General": "Secretary-General",
    "Director General": "Director-General",
    "Governor General": "Governor-General",
    "Attorney General": "Attorney General",
}
# A title has so many words at most, and stands within so many characters before the name.
_MOST = 5
# ", the foreign minister," or ", secretary-general of the United Nations,": up to the comma or the end of the sentence.
_APPOSITION = re.compile(
    r",\s(?:the\s)?((?:[\w.-]+\s){0,5}?[\w-]+)(?:,|[.;]\s|\sof\s(?:the\s)?[^\W\da-z][\w -]{1,40}[,.;])"
)
_REACH = 48


def _key(words: list[str]) -> str:
    return " ".join(words).lower().replace("-", " ").replace(".", "")


def _printed(title: str) -> str:
    words = [word if word in _SMALL else word.capitalize() for word in title.replace("-", " ").split()]
    return _HYPHENS.get(" ".join(words), " ".join(words))


def _table() -> dict[str, str]:
    """Every title as it is looked up, with the form that is printed."""
    plain = [*_ALONE, *(phrase.strip() for phrase in _PHRASES)]
    plain += [f"{portfolio} minister" for portfolio in _PORTFOLIOS]
    plain += [f"minister of {portfolio}" for portfolio in _PORTFOLIOS]
    table = {_key([title]): _printed(title) for title in plain}
    for line in _SHORT:
        words = line.split()
        size = 2 if words[0] in _SHORT_PARTS and words[1] in {"gen", "col", "adm", "gov"} else 1
        table[" ".join(words[:size])] = _printed(" ".join(words[size:]))
    for state, (title, printed) in product(_FORMER, list(table.items())):
        # "former" stays, for it says when; "ex" is the same in fewer letters
        table[f"{state} {title}"] = f"{'Former' if state == 'ex' else state.capitalize()} {printed}"
    return table


TITLES = _table()
_LAST = frozenset(title.rpartition(" ")[2] for title in TITLES)


def before(text: str, at: int) -> str:
    """The title that stands right before the name at `at`, in its common form; empty where there is none.

    >>> before("talks with Greek Foreign Minister Nikos Kotzias", 33)
    'Foreign Minister'
    """
    lead = text[max(0, at - _REACH) : at]
    words = lead.split()
    if not words or not lead[-1].isspace() or _key(words[-1:]).rpartition(" ")[2] not in _LAST:
        return ""
    for size in range(min(_MOST, len(words)), 0, -1):
        title = TITLES.get(_key(words[-size:]))
        if title:
            return title
    return ""


def after(text: str, end: int) -> str:
    """The title in apposition to the name that ends at `end`, in its common form; empty where there is none.

    >>> after("Nikos Kotzias, the Greek foreign minister, said", 13)
    'Foreign Minister'
    """
    match = _APPOSITION.match(text, end)
    if not match:
        return ""
    words = match[1].split()
    for size in range(min(_MOST, len(words)), 0, -1):
        title = TITLES.get(_key(words[-size:]))
        if title:
            return title if all(word[0].isupper() for word in words[:-size]) else ""
    return ""


# What may stand before a short form of a name beside a title: forms of address.
_ADDRESS = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady madam madame monsieur mme sheikh sheik comrade herr frau
    señor señora senhor signor reverend rev father mother brother sister sgt cpl cmdr imam rabbi saint st""".split()
)


def is_address(word: str) -> bool:
    """Whether `word` addresses a person ("Mr") or ends a title ("Minister"): the name behind it is theirs."""
    key = _key([word])
    return key in _ADDRESS or key.rpartition(" ")[2] in _LAST
