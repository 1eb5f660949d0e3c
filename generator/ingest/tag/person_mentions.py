"""Values of the recognition of people: a name where it is printed, and a person with all of them in one story.

The finders make mentions: for Latin script find_persons.py, for other scripts script_names.py. Both list the evidence
they see by name. What a piece of evidence weighs, and how likely a person it makes, is decided in one place for all.
"""

import msgspec


class PersonMention(msgspec.Struct, frozen=True, gc=False):
    """A printed name that may be a person's: `name` at `start`..`end` of the paragraph with this number.

    `evidence` are names of what speaks for or against a person ("given name", "title before"), each once.
    """

    name: str
    paragraph: int
    start: int
    end: int
    evidence: tuple[str, ...]


class PersonCandidate(msgspec.Struct, frozen=True, gc=False):
    """A possible person of a story: the fullest printed name, all mentions, the probability (0 to 1).

    `mention_evidence` is that of the likeliest mention, `mention_score` its log-odds; `story_evidence` is that of the
    whole story.
    """

    name: str
    mentions: tuple[PersonMention, ...]
    mention_evidence: tuple[str, ...]
    mention_score: float
    story_evidence: tuple[str, ...]
    probability: float
