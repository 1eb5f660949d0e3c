"""Names of countries that are other things too, and names of states that are no more: what a story is told to name.

Each case is a story in our own words: its text, the countries that it must be told to name (about it or in passing),
and those that it must not.
"""

import pytest

from generator.ingest.story import Story
from generator.ingest.tag.annotate import annotate
from generator.model.article import PrintedFields
from generator.model.source import Provenance
from generator.reference import tables

CASES = {
    "Douglas, an aircraft maker": ("McDonnell Douglas sold six jets to Finland, and Douglas shares rose.", "FI", "IM"),
    "Douglas, a man": ("Michael Douglas opened the fair in Lisbon. Douglas spoke for an hour.", "PT", "IM"),
    "Anglo American, a company": ("Anglo American opened a mine near Johannesburg in South Africa.", "ZA", "US"),
    "Anglo-American, of two": ("An Anglo-American survey of the Portuguese coast began.", "PT US", ""),
    "the Gulf of Mexico": ("A storm over the Gulf of Mexico turned towards Cuba on Friday.", "CU", "MX"),
    "New Mexico": ("The lab in New Mexico shut its doors, the governor of New Mexico said.", "US", "MX"),
    "San Jose in California": ("The firm moved from San Jose, Calif., to Texas this year.", "US", "CR"),
    "San Jose in Costa Rica": ("Costa Rica buried its poet in San Jose on Sunday.", "CR", "US"),
    "Georgia, a state": ("A judge in Atlanta, Georgia, freed him. Texas and Georgia had sought him.", "US", "GE"),
    "Georgia, a country": ("Georgia and Armenia opened the road. The Georgian side leads to Tbilisi.", "GE AM", "US"),
    "Georgia beside Russia and America": (
        "Russia and Georgia agreed to a truce on Monday. The U.S. envoy welcomed it.", "GE RU US", ""),
    "Georgia, a woman": ("Georgia Malone ran the school in Dublin. Georgia was kind, said her pupils.", "IE", "GE"),
    "Jordan, a country": ("It sold Jordan two cargoes of sugar last week.", "JO", ""),
    "Jordan beside Israel": ("Israel and Jordan share the water of the valley.", "IL JO", ""),
    "Jordan, a player": ("Michael Jordan came home to Chicago. Jordan said that he was tired.", "US", "JO"),
    "Jordan, with a title": ("Mr. Jordan left the bank in Zurich, and Mrs. Jordan stayed.", "CH", "JO"),
    "the Jordan River": ("Pilgrims from Poland bathed in the Jordan River.", "PL", ""),
    "Chad, a country": ("Rebels from Libya were driven out of Chad.", "TD LY", ""),
    "Chad, a man": ("Chad Morgan won the race in Oslo. Chad was the oldest of all.", "NO", "TD"),
    "Lake Chad": ("The fish of Lake Chad are sold all over Nigeria.", "NG", ""),
    "Niger": ("Niger closed its border. Troops from Niger were sent north from Niamey.", "NE", "NG"),
    "Nigeria": ("Nigeria closed its border, and Nigerian troops went to the Niger Delta.", "NG", "NE"),
    "Niger and Nigeria": ("Niger and Nigeria agreed on the price of cattle.", "NE NG", ""),
    "South Korea": ("South Korea and Japan met over fish.", "KR JP", "KP"),
    "North Korea": ("North Korea fired at a boat, Pyongyang radio said.", "KP", "KR"),
    "Korea beside Seoul": ("Korea exported more cars, they said in Seoul. Korea's own market was flat.", "KR", "KP"),
    "Korea by itself": ("Ships built in Korea are the cheapest, the yard in Hamburg said.", "KR DE", "KP"),
    "both Koreas": ("North Korea and South Korea let families meet.", "KP KR", ""),
    "DR Congo": ("Rwanda's army crossed into the Democratic Republic of Congo.", "CD RW", "CG"),
    "the Congo beside Kinshasa": ("Congo will vote in December, officials in Kinshasa said.", "CD", "CG"),
    "the Congo beside Brazzaville": ("Congo will sell more oil, the minister said in Brazzaville.", "CG", "CD"),
    "the Congo by itself": ("Doctors flew from Brussels to Congo to fight the fever.", "CD BE", "CG"),
    "Guinea": ("Guinea and Liberia opened the mine together.", "GN LR", "PG GQ GW"),
    "the Guinea worm": ("Nurses from Ghana rooted out the Guinea worm.", "GH", "GN"),
    "Papua New Guinea": ("The volcano in Papua New Guinea smoked again.", "PG", "GN"),
    "Equatorial Guinea": ("Oil from Equatorial Guinea goes to Spain.", "GQ ES", "GN"),
    "British Columbia": ("The sawmill in British Columbia burnt down.", "CA", "GB CO"),
    "New South Wales": ("Floods in New South Wales drove out farmers.", "AU", "GB"),
    "the Virgin Islands": ("The Treasury in Washington signed a treaty with the Virgin Islands.", "US VI", "VG"),
    "the British Virgin Islands": ("He kept the firm in the British Virgin Islands.", "VG", "GB VI"),
    "American Samoa": ("A wave struck American Samoa at dawn.", "AS", "US"),
    "London in Ontario": ("The brewery in London, Ontario, will close.", "CA", "GB"),
    "Paris in Texas": ("The church in Paris, Texas, was sold.", "US", "FR"),
    "a town with its state in short": ("She was born in Hartford, Conn., and died in Vienna, Va., in May.", "US", "AT"),
    "the Soviet Union": ("The Soviet Union sent grain to Cuba.", "RU CU", ""),
    "East Germany": ("East Germany let the train pass.", "DE", ""),
    "Czechoslovakia": ("Skiers from Czechoslovakia won.", "CZ", ""),
    "Yugoslavia": ("Yugoslavia devalued its dinar.", "RS", ""),
    "Burma": ("Monks marched through Burma.", "MM", ""),
    "Zaire": ("Copper from Zaire went by rail.", "CD", ""),
    "Rhodesia": ("White farmers left Rhodesia.", "ZW", ""),
    "Ceylon": ("Tea from Ceylon was dear.", "LK", ""),
    "Persia": ("A carpet from Persia lay there.", "IR", ""),
    "Upper Volta": ("Upper Volta asked for seed.", "BF", ""),
    "turkey, the bird": ("They ate turkey and china was broken; the polish on them shone in Ghent.", "BE", "TR CN PL"),
    "us, the pronoun": ("Tell us of Peru, she said, and let us in.", "PE", "US"),
}  # fmt: skip


@pytest.fixture(scope="module")
def told():
    countries, persons = tables.build_country_index(), tables.load_person_finder()
    codes = {country.name: code for code, country in countries.countries.items()}
    place = Provenance(path="content/sources/a.txt", sha256="0" * 64, start=0, end=1)

    def named(text):
        found = annotate(
            Story(provenance=place, printed=PrintedFields(title="A day of news"), paragraphs=(text,)),
            countries,
            persons,
        )
        return {codes[name] for name in (*found.countries, *found.mentions)}

    return named


@pytest.mark.parametrize("case", CASES)
def test_a_name_leads_where_it_belongs(told, case):
    text, wanted, unwanted = CASES[case]
    found = told(text)
    assert set(wanted.split()) <= found
    assert not set(unwanted.split()) & found
