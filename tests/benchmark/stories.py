"""Stories for measuring, in our own words: as many as wanted, the same ones each time.

A story depends on its number alone, so a larger corpus begins with the smaller one. Words, names and events are made
up; countries and persons are drawn as news does, a few very often and most hardly ever.
"""

import datetime as dt
import json
import random
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate

# Countries by how often news is about them: the n-th gets one n-th of the weight of the first.
COUNTRIES = dict(
    line.split(" ", 1)
    for line in """US the United States|CN China|GB the United Kingdom|RU Russia|FR France|DE Germany|JP Japan|IN India
    |IR Iran|IL Israel|UA Ukraine|BR Brazil|TR Turkey|CA Canada|IT Italy|AU Australia|ES Spain|MX Mexico|KR South Korea
    |SA Saudi Arabia|EG Egypt|ZA South Africa|NG Nigeria|PK Pakistan|PL Poland|SY Syria|IQ Iraq|AF Afghanistan
    |ID Indonesia|NL the Netherlands|GR Greece|SE Sweden|CH Switzerland|BE Belgium|AR Argentina|VE Venezuela|CO Colombia
    |CL Chile|PE Peru|KE Kenya|ET Ethiopia|GH Ghana|SN Senegal|MA Morocco|TN Tunisia|DZ Algeria|LY Libya|SD Sudan
    |UG Uganda|TZ Tanzania|RW Rwanda|ZM Zambia|ZW Zimbabwe|MZ Mozambique|AO Angola|NA Namibia|BW Botswana|MG Madagascar
    |NO Norway|FI Finland|DK Denmark|IS Iceland|IE Ireland|PT Portugal|AT Austria|CZ Czechia|SK Slovakia|HU Hungary
    |RO Romania|BG Bulgaria|RS Serbia|HR Croatia|SI Slovenia|BA Bosnia and Herzegovina|AL Albania|MK North Macedonia
    |MD Moldova|BY Belarus|LT Lithuania|LV Latvia|EE Estonia|AM Armenia|AZ Azerbaijan|KZ Kazakhstan|UZ Uzbekistan
    |KG Kyrgyzstan|TJ Tajikistan|MN Mongolia|NP Nepal|BD Bangladesh|LK Sri Lanka|MM Myanmar|TH Thailand|VN Vietnam
    |KH Cambodia|LA Laos|MY Malaysia|SG Singapore|PH the Philippines|NZ New Zealand|FJ Fiji|PG Papua New Guinea|YE Yemen
    |OM Oman|QA Qatar|KW Kuwait|BH Bahrain|JO Jordan|LB Lebanon|CY Cyprus|MT Malta|LU Luxembourg|CU Cuba|HT Haiti
    |DO the Dominican Republic|JM Jamaica|GT Guatemala|HN Honduras|SV El Salvador|NI Nicaragua|CR Costa Rica|PA Panama
    |EC Ecuador|BO Bolivia|PY Paraguay|UY Uruguay|CM Cameroon|ML Mali|NE Niger|TD Chad|SO Somalia|ER Eritrea
    |MW Malawi|LS Lesotho""".replace("\n    ", "").split("|")
)
CODES = tuple(COUNTRIES)
_WEIGHTS = tuple(accumulate(1 / rank for rank in range(1, len(CODES) + 1)))

# Persons: the n-th of many. The numbers of given and family names have no divisor in common, so that no name
# returns before all pairs were there.
GIVEN = """Ada Alva Amir Anouk Arno Asta Aziz Bela Berit Bogdan Carla Chidi Clara Dario Delia Dmitri Edda Elias Elif
Emeka Enid Esra Faisal Femi Fiona Gita Greta Hamid Hanna Hector Henrik Ida Imre Ines Ivo Jana Jarek Joana Jovan Kaia
Kamal Karin Kenji Kofi Lale Lars Leila Lena Livia Lucas Magda Malik Marek Marta Mateo Mei Milan Mina Nadia Nelson Nils
Nora Olga Omar Otto Pablo Petra Pia Rafael Rana Renata Rico Rosa Rui Sami Sanja Selma Silvia Simon Sofia Tariq Tessa
Thea Timo Tomas Uma Urs Vera Viktor Wanda Xenia Yara Yusuf Zaki Zoran""".split()
_HEADS = """Al Bar Bel Bren Cal Cor Dal Dor El Fal Gar Gol Hal Hart Ker Kol Lam Lind Mal Mar Mor Nor Ost Par Per Quin
Rad Ros Sand Sel Tal Tor Ul Van Vel Wes Yar Zel Zor""".split()
_TAILS = "berg dano ek ena etti ford gaard ides ić kov mann oğlu ova sen ström ton well".split()
FAMILY = tuple(head + tail for tail in _TAILS for head in _HEADS)
_SKEW, _WELL_KNOWN = 0.6, 40  # about one person for three stories, most of them named once

PLACES = """Ardal Belfort Brenna Cordoval Dunmere Eastlake Felsen Garanne Highmoor Ilva Kirnau Karst Lowfield Marren
Nordhavn Oranje Portovel Quarrie Rosal Stonebridge Tarno Uppervale Vendel Westhaven Yarrow Zelen""".split()
THINGS = """harbour bridge railway library market hospital reservoir airport school tunnel museum stadium
canal theatre prison court factory mill quarry ferry tramway archive orchard fishery shipyard observatory lighthouse
cathedral laboratory""".split()
GROUPS = """ministry council union committee court parliament company agency board commission federation cooperative
brigade senate inspectorate bank""".split()
DEEDS = """approved rejected delayed financed inspected closed reopened sold bought praised criticised measured
promised postponed audited extended defended abandoned repaired insured""".split()
MATTERS = """wages rents tariffs pensions harvests floods strikes elections treaties budgets ports licences borders
fuel prices visas subsidies archives vaccines satellites textiles fisheries contracts minerals forests""".split()
LATER = """in spring|before the rains|by the end of the year|within six weeks|when the money is there|after the vote
|as soon as the report is out|in the next session|before winter|once both sides have signed""".replace("\n", "").split(
    "|"
)
MOODS = "cautious hopeful angry tired confident silent divided relieved doubtful pleased".split()

HEADLINES = (
    "{Group} in {place} {deed} Plan for {thing}",
    "{country} and {other} Talk About {matters}",
    "{family} Says {matters} Come First in {country}",
    "New {thing} Opens in {place} After {n} Years",
    "{matters} Divide {group} in {country}",
    "{n} Hurt as {thing} Fails Near {place}",
    "{country} {deed} Deal on {matters}",
    "Who Pays for the {thing} in {place}?",
    "{family}: “No Vote on {matters} This Year”",
    "{place} Loses Its {thing}, and Gains a {other_thing}",
)
SENTENCES = (
    "The {group} of {place} {deed} the plan for a new {thing} on {weekday}, {n} months after it was first drawn up.",
    "{person} said that {matters} and {more} would have to wait, and that nobody in {country} should be surprised.",
    "Of {n} members {k} voted for it, and the rest were {mood} or had gone home.",
    "In {country} the price of {matters} rose by {k} per cent, while {more} stayed where they were.",
    "“We have looked at the {thing} from every side,” {person} told reporters, “and it will be ready {later}.”",
    "About {n},000 people live near the {thing}, most of them in {place}, and {k} families have moved away.",
    "A spokeswoman for the {group} would not say what the {thing} has cost, but called {k} million a fair guess.",
    "The {other_thing} in {place} was built for {n} visitors a day and sees {k} on a good one.",
    "Talks with {country} on {matters} are to begin {later}, the {group} said in a note of {k} lines.",
    "{person}, who has led the {group} for {k} years, looked {mood} when the figures were read out.",
    "Critics of the plan, {family} among them, say that {more} were forgotten and that the {thing} came too late.",
    "It was the {k}th meeting since {month}, and the first at which {matters} were on the list at all.",
    "Nobody was hurt when part of the {thing} gave way in {month}, but {n} tonnes of stone had to be carried off.",
    "The {group} has {n} days to answer, and may ask {country} for help with {matters}.",
    "Along the road to {place} shopkeepers were {mood}: {k} of them had hung up flags, the others had shut.",
    "Money for the {other_thing} is to come from {matters}, {person} explained, and not from {more} as in {year}.",
    "What {family} left open was whether {country} would be asked, or merely told {later}.",
    "A report of {n} pages found {k} faults in the {thing}, all but two of them known since {year}.",
    "By evening the {group} had {deed} {k} of the {n} points, and put off what concerned {more}.",
    "Old photographs show the {thing} at {place} with {k} arches; {n} years later there are none.",
)
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_FIRST_DAY = dt.date(2004, 1, 1)
_DAYS = 7300  # twenty years
_FEWEST, _MOST = 80, 225  # words of a story, and the rest of a sentence
_MARKDOWN = 20  # one story in so many is more than paragraphs


@dataclass(frozen=True)
class Story:
    """A story: countries as ISO codes, the body as Markdown, its paragraphs as they are printed."""

    title: str
    slug: str
    date: dt.date
    countries: tuple[str, ...]
    people: tuple[str, ...]
    paragraphs: tuple[str, ...]
    body: str

    @property
    def markdown(self):
        """The article's file, for both programs."""
        keys = {
            "title": self.title,
            "date": self.date.isoformat(),
            "slug": self.slug,
            "countries": self.countries,
            "people": self.people,
        }
        lines = [
            f"{key}: {json.dumps(value, ensure_ascii=False) if key != 'date' else value}" for key, value in keys.items()
        ]
        return "\n".join(["---", *lines, "---", "", self.body, ""])

    @property
    def page(self):
        """The story as a saved page: plain text."""
        day = f"{self.date.day} {MONTHS[self.date.month - 1]} {self.date.year}"
        return "\n\n".join([self.title, day, *self.paragraphs, ""])


def person(rank):
    """The name of the person of this rank."""
    return f"{GIVEN[rank % len(GIVEN)]} {FAMILY[rank % len(FAMILY)]}"


def story(number):
    """The story of this number, from 0."""
    chance = random.Random(f"story {number}")
    countries = tuple(dict.fromkeys(_country(chance) for _ in range(chance.choice((1, 1, 1, 1, 2, 2, 3)))))
    people = tuple(dict.fromkeys(_person(chance) for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 5)))))
    date = _FIRST_DAY + dt.timedelta(days=int(_DAYS * chance.random() ** 0.7))  # more in late years than in early ones
    title = _filled(chance, HEADLINES, countries, people, date)
    title = title[0].upper() + title[1:]
    paragraphs = tuple(_paragraphs(chance, countries, people, date))
    body = "\n\n".join(paragraphs if chance.randrange(_MARKDOWN) else _marked(chance, paragraphs))
    return Story(title, f"{_slug(title)}-{number}", date, countries, people, paragraphs, body)


def _country(chance):
    return CODES[bisect(_WEIGHTS, chance.random() * _WEIGHTS[-1])]


def _person(chance):
    rank = int(_WELL_KNOWN * (chance.paretovariate(_SKEW) - 1))
    return person(rank % (len(GIVEN) * len(FAMILY)))


def _paragraphs(chance, countries, people, date):
    """Paragraphs of one to four sentences, until there are enough words."""
    wanted = chance.randint(_FEWEST, _MOST)
    left, words, sentences = 0, 0, []
    for form in chance.sample(SENTENCES, len(SENTENCES)):
        if words >= wanted:
            break
        if not left:
            left = chance.randint(1, 4)
            sentences.append([])
        sentences[-1].append(_filled(chance, [form], countries, people, date))
        words += len(sentences[-1][-1].split())
        left -= 1
    return [" ".join(some) for some in sentences]


def _filled(chance, forms, countries, people, date):
    """One of some forms with words in its gaps."""
    named = chance.choice(people) if people else person(chance.randrange(len(GIVEN) * len(FAMILY)))
    group, (thing, other_thing), (matters, more) = (
        chance.choice(GROUPS),
        chance.sample(THINGS, 2),
        chance.sample(MATTERS, 2),
    )
    text = chance.choice(forms).format(
        person=named,
        family=named.split()[-1],
        country=COUNTRIES[chance.choice(countries)],
        other=COUNTRIES[countries[-1]],
        place=chance.choice(PLACES),
        group=group,
        Group=group.title(),
        thing=thing,
        other_thing=other_thing,
        matters=matters,
        more=more,
        deed=chance.choice(DEEDS),
        later=chance.choice(LATER),
        mood=chance.choice(MOODS),
        month=MONTHS[date.month - 2],
        weekday=WEEKDAYS[date.weekday()],
        year=date.year - chance.randint(1, 30),
        n=chance.randint(21, 990),
        k=chance.randint(4, 20),
    )
    return text if forms is not HEADLINES else " ".join(w if len(w) < 4 else w[0].upper() + w[1:] for w in text.split())


def _marked(chance, paragraphs):
    """Paragraphs of which some are a list, a quotation, a heading, or have emphasis and a link."""
    for number, one in enumerate(paragraphs):
        sentences = one.split(". ")
        kind = chance.randrange(5)
        if kind == 0:
            yield "\n".join(f"- {sentence}" for sentence in sentences)
        elif kind == 1:
            yield f"> {one}"
        elif kind == 2:
            yield f"## Part {number + 1}"
            yield one
        elif kind == 3:
            first, _, rest = one.partition(" ")
            yield f"*{first}* **{rest.split()[0]}** {rest.partition(' ')[2]}"
        else:
            yield f"{one} See [the archive](https://elsewhere.example/about.html)."


def _slug(title):
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in title.lower())
    return "-".join(kept.split())[:60].strip("-")
