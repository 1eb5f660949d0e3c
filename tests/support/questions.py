"""An archive in which one question of each kind waits, and what the review says about it."""

import json

from support.archive import Archive

STORM = (
    "OSLO: The harbour of Bergen was closed on Monday after a storm of 90 miles an hour tore 14 ships from their "
    "moorings, Mr. Kofi Annan said.",
    "Three cranes fell into the dock and a fish hall lost its roof, and Mr. Annan said that repairs would cost 40 "
    "million crowns in all.",
    "The ferry to Stavanger will leave from the old quay until Friday, and passengers were asked to bring 2 hours of "
    "patience with them.",
)
GALE = (
    "OSLO: A storm of 90 miles an hour tore 14 ships from their moorings in Bergen, whose harbour stays shut for now, "
    "Mr. Kofi Annan told the town.",
    "Three cranes fell into the dock and a fish hall lost its roof, which those who insure the town put at 40 million "
    "crowns.",
    "Those who wait for the ferry to Stavanger find it at the old quay until Friday; the company offers soup to all "
    "and 2 hours of patience.",
)
CHOIR = (
    "A choir of ninety pupils sang in the yard of the town hall while guests were led through the new reading room.",
    "The books had been given by a clerk who had bought them, one a week, over forty years, and never lent any of it.",
)
QUILTS = (
    "Quilts that were sewn in the winter of the great frost hang in the church on the hill until the month is over.",
    "Each of them has a name in a corner, and some have a date, and one has the drawing of a dog that is forgotten.",
)
BARGE = (
    "A barge that had lain in the reeds since the war was towed to the quay on Monday, and her owner was there.",
    "She will carry gravel again.",
)


def joined(paragraphs):
    return "\n\n".join(paragraphs)


TWO = f"Choir Sings for the Room\n\n{joined(CHOIR)}\n\n\nQuilts of the Frost Are Shown\n\n{joined(QUILTS)}\n"
FRONT = (
    "---\ntitle: {0}\ndate: 2001-02-03\npublication: The Courier\npeople: {1}\n---\n\n"
    "{2} came at noon. He left at one.\n"
)


def with_questions(folder):
    """An archive in which one question of each kind waits, and three days are missing besides; it is not built yet."""
    archive = Archive(folder / "archive")
    archive.source("2024-03-04-storm.txt", f"Storm Shuts Harbour of Bergen\n\n{joined(STORM)}\n")
    archive.source("b/gale.txt", f"Gale Tears Ships From Bergen Quays\n\n{joined(GALE)}\n")
    archive.source("two.txt", TWO)
    for n, name in enumerate(("George W. Bush", "George H. W. Bush", "George Bush")):
        archive.put(f"content/articles/bush-{n}.md", FRONT.format(f"Visit {n}", name, name))
    return archive


def asked(archive, *options):
    """The questions that `review --json` tells."""
    archive.run("review", "--json", *options)
    return json.loads(archive.output)["questions"]


def path_of(archive, title):
    (path,) = (name for name, data in archive.files("content/articles").items() if title.encode() in data)
    return path


def decisions(archive):
    return [json.loads(line) for line in archive.text("content/decisions/2024.jsonl").splitlines()]
