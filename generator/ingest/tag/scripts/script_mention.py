"""A name in another script where it is printed, with its evidence."""

import msgspec


class ScriptMention(msgspec.Struct, frozen=True, gc=False):
    """A printed `name`, its words in the nominative (`key`), what speaks for and against a person, and its place.

    `is_base`: it is printed in the nominative.
    """

    name: str
    key: tuple[str, ...]
    evidence: tuple[str, ...]
    paragraph: int
    start: int
    is_base: bool = True
