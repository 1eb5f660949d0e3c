"""Recognise keys of front matter by which an editor means to hide a page, however they are written.

In: the keys and values that Backfile does not know. Out: those that mean "not on the site". Whoever comes from another
program, or makes a slip, must not publish what was meant to stay hidden.
"""

import difflib
import unicodedata
from collections.abc import Iterator, Mapping

# Keys that hide a page unless their value denies it.
_HIDING = tuple(
    """draft drafts isdraft withdrawn withdraw hidden hide unpublished unpublish unlisted private secret embargo
    embargoed embargountil retracted removed deleted nopublish notpublished donotpublish dontpublish entwurf
    brouillon borrador rascunho bozza concept utkast kladde luonnos szkic черновик чернетка""".split()
)
# Keys that hide a page if their value denies it.
_SHOWING = tuple(
    """published publish ispublished public visible listed live online approved enabled active show veröffentlicht
    publié publicado pubblicato gepubliceerd опубликовано""".split()
)
# Keys that hide a page if their value is one of these words.
_STATES = ("status", "state", "visibility", "poststatus", "pagestatus", "workflow", "access", "stage")
_HIDDEN_STATES = frozenset(
    """draft drafts hidden private pending unpublished unlisted withdrawn retracted trash embargo embargoed future
    scheduled deleted removed secret internal review inherit entwurf brouillon borrador bozza rascunho черновик
    autodraft inreview members paid""".split()
)
_TRUE = frozenset({"true", "yes", "on", "1", "y", "t", "x", "ja", "oui", "si", "sí", "sim", "да", "так"})
_FALSE = frozenset({"false", "no", "off", "0", "n", "f", "", "nein", "non", "não", "nao", "нет", "ні", "never", "none"})
_CUTOFF = 0.75


def find_hiding_keys(values: Mapping[str, object]) -> Iterator[str]:
    """Yield the keys of `values` that mean that the page is not to be shown, themselves or in a mapping below them."""
    for key, value in values.items():
        is_hiding_below = isinstance(value, Mapping) and any(find_hiding_keys(value))
        if is_hiding_below or _is_hiding(_fold(key), _fold(value) if isinstance(value, str) else None):
            yield key


def _is_hiding(key: str, value: str | None) -> bool:
    """Return whether a folded key with this folded value (None: a list or mapping) hides its page."""
    if key in _HIDING:
        return value not in _FALSE
    if key in _SHOWING:
        return value in _FALSE or value in _HIDDEN_STATES
    if key in _STATES:
        return value in _HIDDEN_STATES or value in _FALSE - {""}
    if value in _TRUE:
        return bool(difflib.get_close_matches(key, _HIDING, n=1, cutoff=_CUTOFF)) or key.startswith(_HIDING)
    if value in _FALSE - {""}:
        return bool(difflib.get_close_matches(key, _SHOWING, n=1, cutoff=_CUTOFF))
    return value in _HIDDEN_STATES and bool(difflib.get_close_matches(key, _STATES, n=1, cutoff=_CUTOFF))


def _fold(text: str) -> str:
    """Return `text` without case, blanks, signs and the comment behind it."""
    text = unicodedata.normalize("NFKC", text.partition(" #")[0]).casefold()
    return "".join(character for character in text if character.isalnum())
