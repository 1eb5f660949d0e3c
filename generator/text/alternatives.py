"""Rewrite a regular expression of many phrases so that it is searched faster.

In: a pattern `a|b|c`. Out: a pattern with the same matches. Python's `re` tries each alternative at each character; if
those with the same first letter are in one group, it tries a group.
"""

_GROUP, _OPENING, _CLOSING = "(?:", frozenset("(["), frozenset(")]")


def group_by_first_letter(pattern: str) -> str:
    """Return `pattern` with its alternatives grouped by first letter.

    Each alternative must begin with a letter that is not repeated, or with groups `(?:…)` or `(?:…)?` of such. No
    bracket may be escaped or in a set.
    """
    rests_by_letter: dict[str, list[str]] = {}
    for alternative in _split(pattern):
        for expanded in _expand(alternative):
            rests_by_letter.setdefault(expanded[0], []).append(expanded[1:])
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in rests_by_letter.items())


def _split(pattern: str) -> list[str]:
    """Split a pattern at the bars that are in no bracket."""
    alternatives, depth, start = [], 0, 0
    for n, sign in enumerate(pattern):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign == "|" and not depth:
            alternatives.append(pattern[start:n])
            start = n + 1
    return [*alternatives, pattern[start:]]


def _expand(alternative: str) -> list[str]:
    """Return the alternatives, in order, that an alternative with a group at its beginning stands for."""
    if not alternative.startswith(_GROUP):
        return [alternative]
    depth, end = 1, len(_GROUP)
    while depth:
        depth += (alternative[end] == "(") - (alternative[end] == ")")
        end += 1
    beginnings, rest = _split(alternative[len(_GROUP) : end - 1]), alternative[end:]
    if rest.startswith("?"):
        beginnings, rest = [*beginnings, ""], rest[1:]
    return [expanded for beginning in beginnings for expanded in _expand(beginning + rest)]
