"""What archives are laid of in tests: articles as files, and saved pages."""

# A story of three paragraphs, with a country and a person in them.
MILL = (
    "The mill by the river was opened again on Monday after two years of repairs that cost more than the town of Oslo "
    "had planned for when the roof fell in.",
    "The first to enter it was Angela Merkel, who had come by boat from Sweden with the children of the school on the "
    "other bank.",
    "Work on the second mill will begin when the ice has gone, the harbour master of Norway’s smallest port said.",
)


def article_file(title, body="The mill stands where the two rivers meet.", front="", **keys):
    """Return an article's file: front matter with `keys` in their order and the lines of `front`, and the body."""
    lines = (f"{key}: {value}\n" for key, value in {"title": title, **keys}.items())
    return f"---\n{''.join(lines)}{front}---\n\n{body}\n"


def saved_page(headline, paragraphs, *, menu="Home > World", date="Published 1 March 2024", above=""):
    """Return a saved page with one story between a menu and an invitation; `above` stands before its text."""
    text = "\n\n".join(paragraphs)
    return f"{menu}\n\n{headline}\n\n{date}\n\n{above}OSLO: {text}\n\nSubscribe to our newsletter\n"


def numbered_story(n, country="Kenya"):
    """Return the paragraphs of a story that shares no sentence with those of other numbers."""
    return (
        f"OSLO: The {n}th ferry was named on Monday, and {n * 3} guests went aboard the ship{n} in harbour{n}.",
        f"Kofi Annan and António Guterres spoke about harbour{n} for {n + 7} minutes while band{n} waited{n}.",
        f"Norway and {country} will send {n + 40} sailors{n} to learn how such ship{n} is steered through ice{n}.",
    )


def numbered_page(n, paragraphs=None, headline=""):
    """Return a saved page with the story of this number."""
    headline, text = headline or f"Story Number {n} Comes In", "\n\n".join(paragraphs or numbered_story(n))
    return f"Home > World\n\n{headline}\n\nPublished {n % 28 + 1} March 2024\n\n{text}\n"
