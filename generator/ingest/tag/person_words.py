"""Words that tell people from other capitalised things: titles, organisations, the calendar, firms.

Facts of English press usage, all folded. find_persons.py uses them.
"""

# Rulers are printed with one name.
RULERS = frozenset("king queen pope sheikh sheikha emir sultan emperor empress prince princess ayatollah".split())

FORMER = frozenset("ex co vice then former".split())
# "Van Poppel" is a surname with its particle, and no full name.
SURNAME_PARTICLES = frozenset("van de der du von la le".split())

# Words before a name that are no part of it.
TITLES = frozenset(
    """president vice deputy prime minister premier chancellor secretary general foreign defense defence interior finance
    oil energy trade health justice education labor labour agriculture transport environment economy economic industry
    information culture interim acting former ex late then incoming outgoing elect designate chief head leader commander
    chairman chairwoman chair chairperson director governor mayor senator sen representative rep congressman congresswoman
    congressmen assemblyman councillor councilman lawmaker speaker ambassador envoy consul commissioner attorney judge
    chief-justice king queen prince princess crown emperor sultan emir sheikh sheik shaikh shah duke duchess earl baron
    lord lady sir dame count countess pope cardinal archbishop bishop patriarch rabbi imam ayatollah mullah father mother
    brother sister reverend rev saint pastor mr mrs ms miss mx dr prof professor doctor gen lt col maj capt cpl sgt cmdr adm
    lieutenant colonel major captain corporal sergeant admiral marshal brigadier field private officer inspector detective
    sheriff constable superintendent air vice-president secretary-general undersecretary coach manager player striker
    goalkeeper quarterback singer actor actress author writer poet novelist director producer journalist reporter editor
    columnist correspondent photographer analyst economist strategist expert scientist researcher historian engineer
    architect lawyer attorney advocate spokesman spokeswoman spokesperson founder cofounder co-founder owner ceo cfo coo
    cto chief-executive executive managing partner candidate nominee opposition rebel warlord militant activist dissident
    democrat republican labour tory liberal conservative socialist communist democratic premier-designate
    special presidential royal state national federal military police army navy supreme grand high first second third
    senior junior assistant associate principal permanent political religious spiritual veteran hardline moderate
    staff comptroller controller operations canon engineering exchequer treasury treasurer affairs mp mps mep cllr selectman alderman hojatoleslam hojjatoleslam grand-ayatollah
    comrade citizen mister madam madame monsieur mme mlle herr frau señor senor señora senora doña dona signor
    president-elect prime-minister-designate chairman-elect widow wife husband son daughter nephew uncle aunt cousin""".split()
)
# Titles that are family names too: after another name they belong to it.
TITLE_SURNAMES = frozenset(
    "king prince pope bishop judge marshal major duke earl baron dean chancellor abbott driver farmer sen gen shah khan".split()
)
# Roles, which are printed before a name in lower case ("broker John Hall") or begin a sentence.
ROLES = TITLES | frozenset(
    """broker trader dealer midfielder defender forward winger pitcher catcher linebacker freshman sophomore rookie captain
    skipper batsman bowler referee umpire jockey driver rider cyclist sprinter swimmer golfer boxer teammate rival trainer
    farmer teacher student nurse resident businessman businesswoman tycoon billionaire magnate heir heiress astronaut
    cosmonaut pilot fellow colleague champion seed man woman boy girl painter sculptor composer conductor pianist violinist
    guitarist drummer rapper comedian broadcaster presenter anchor blogger physicist chemist biologist epidemiologist
    aide compatriot counterpart predecessor successor finalist semifinalist medallist medalist winner fullback flyhalf scrumhalf lock prop centre opener keeper member chief
    virologist surgeon physician psychologist sociologist economist philosopher theologian prosecutor defendant suspect
    hostage fugitive gunman exile oligarch financier banker fund-manager negotiator mediator rapporteur""".split()
)
# Words that end the name of an organisation, a place, an event or a thing: the words before them are no person ("Alfred
# Dunhill Championship", "Khmer Nation Party").
HEADS = frozenset(
    """army council party ministry government parliament congress senate house assembly court committee commission
    agency bank fund group company corp corporation inc ltd plc co university college school institute academy hospital
    church mosque temple cathedral street road avenue square bridge river sea ocean lake gulf bay strait channel canal
    island islands mountain mountains mount valley desert peninsula airport port harbour harbor station park stadium
    museum theatre theater hotel palace castle tower building centre center club league cup games olympics championship
    championships award awards prize festival war treaty agreement accord act bill law plan programme program
    project initiative union federation association organisation organization society foundation trust front movement
    brotherhood forces force guard guards corps brigade battalion division squadron command service services department
    office bureau board authority administration republic kingdom state states nations emirates province county district
    region city town village times post news herald journal gazette tribune guardian telegraph mail press magazine
    radio television tv network media books records pictures studios films ship airlines airways railway motors
    industries energy petroleum oil gas steel electric systems technologies technology software bancorp holdings partners
    securities capital management insurance financial stock exchange index summit conference forum
    pact protocol convention charter declaration brokers motor controls pharmaceuticals communications cables
    show virus chemical bros tour masters campaign highway banks bancshares international associates
    airlines foods stores labs laboratories semiconductor healthcare worldwide classic trophy invitational marathon
    centre arena field course line plant mine dam avenue boulevard lane hall barracks prison cemetery garden gardens
    newsroom orchestra choir ballet opera quartet band library archive archives gallery clinic doctrine amendment
    report review inquiry trial affair case scandal syndrome disease hurricane storm community counties
    rate rates rights average averages system branch works bourse basin creek growers glass cos life marine savings companies
    enterprises investment investments publications facility poll township ridge parkway drive hills beach falls springs farm
    farms chamber alliance landscaping realty inquisition nebula crossing crossings tool tools guaranty unit research
    intermediate sour manhattan power properties products resources development developments construction engineering
    electronics instruments laboratory entertainment interactive digital futures commodities mills metals mining minerals
    exploration pipeline telephone telecom telecommunications telegraph aerospace aviation air airline express
    freight lines logistics leasing assurance reinsurance realtors advisers advisors consultants consulting ventures
    innings stakes handicap derby grand-prix cave caves fort peak pass reef shoal canyon glacier woods forest heights
    plaza mall terrace court close crescent gate mews pier wharf dock docks
    tribe nation partnership spa gmbh oyj bhd plc kg""".split()
)
# Other words that are in no name: a run ends before them.
WORDS = frozenset(
    """day week month year nobel peace world european north south east
    west northern southern eastern western central upper lower great greater new old big red black white green blue golden
    silver iron minor constitution constitutional sovereign revolutionary liberation rescue support rapid security
    talks meeting crisis resolution article section chapter note today
    the a an this that these those it its he she they we you i his her their our my your in on at by for from to of and or
    but if as so not no yes when while where what who why how after before since until because although though however
    meanwhile earlier later also still even only just now then there here both all some many most more few several
    another other each every either neither such much own same than too very can could may might must shall should will
    would do does did has have had is are was were be been being according despite during under over between among
    against without within through about above below near speaking asked one two three four five six seven eight
    nine ten monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december feb apr aug sept sep oct nov dec spring zero summer autumn winter christmas easter
    ramadan god islam daily standard open rangers indians giants formula deal film medical sports hole final golf traffic
    safety rolls matin spiegel brothers sons catholic cricket rugby football hockey channel
    internet facebook twitter google apple amazon microsoft youtube instagram netflix
    dynamo dinamo lokomotiv spartak torpedo cska inter internazionale real atletico sporting olympique borussia bayern
    deportivo racing fc sc ac afc united rovers wanderers hotspur reds pirates tigers lions bulls bears eagles tel fax
    star banque societe gruppo usines compagnie credito caisse credit banco deutsche stiftung early
    instead drawing interbank pan metro regional""".split()
)
THINGS = HEADS | WORDS


def _parse_phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in text.split(","))


# Firms, brands and papers with people's names.
HOUSES = _parse_phrases(
    """dow jones,morgan stanley,merrill lynch,lehman brothers,charles schwab,eli lilly,philip morris,rolls royce,smith
    barney,kidder peabody,bear stearns,paine webber,dean witter,drexel burnham,drexel burnham lambert,goldman sachs,
    salomon smith,harley davidson,louis vuitton,mercedes benz,levi strauss,john deere,estee lauder,jack daniel,johnnie walker,
    ernst young,price waterhouse,arthur andersen,arthur young,peat marwick,dun bradstreet,booz allen,marie claire,ted baker,
    alfred dunhill,hugo boss,paul smith stores,laura ashley,marks spencer,johnson matthey,johnson controls,
    foster wheeler,baker hughes,stone webster,wells fargo,paddy power,william hill,john lewis,harvey nichols,thomas cook,
    robert bosch,carl zeiss,deutsche telekom,credit lyonnais,credit suisse,rothmans benson,benson hedges,pratt whitney,
    allen overy,slaughter may,red cross,pan am,paris match,prensa latina,morgan grenfell,robert fleming,hambro magan,
    barclays de zoete,james capel,cazenove co,wood mackenzie,hoare govett,phillips drew,alex brown,
    oppenheimer co,shearson lehman,shearson lehman brothers,procter gamble,colgate palmolive,kimberly clark,
    dow chemical,ralston purina,ben jerry,victoria secret,calvin klein jeans,mary kay,wendy old,trader joe""".replace(
        "\n    ", " "
    )
)

# Common words that are family names after a given name: Theresa May, Betty White.
THING_SURNAMES = frozenset(
    """may day park church west north black white green law press bill castle close field lane hall power glass woods banks
    mills cave case guard golden gates heights small west blue star power book day hill""".split()
)
# Given names that are common words: a name before any family name, unless the word fits.
TRUE_GIVEN = frozenset("bill will may june april august".split())
# The name table knows these as names, but before a name they are the calendar or the map.
NO_GIVEN = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter day week month year
    north south east west northern southern eastern western central new old great big""".split()
)
# These say what somebody is if they precede a name; inside a name they are part of it (Mohammed Shia al-Sudani).
CREEDS = frozenset(
    "islamic islamist muslim christian jewish catholic protestant orthodox hindu buddhist sunni shiite shia kurdish"
    " arab african asian latin western".split()
)
# Family names of Korea and China, recognised before a given name of two syllables ("Park Geun-hye", "Moon Jae In").
EASTERN = frozenset(
    """kim lee park choi moon roh chung yoon ban chun han lim kang song jung cho jang shin kwon hwang ahn yoo hong yang son
    young sun chen wang li zhang liu huang zhao wu zhou xu ma zhu hu guo he lin gao luo deng feng cao peng jiang lu tsai
    ma lai chiang chan wong tang chow ng""".split()
)
# Words in lower case before the name of a firm or place: "retailer Ted Baker", "the carrier Carl Vinson".
NO_PERSON_BEFORE = frozenset(
    """retailer brewer carmaker automaker airline bank brokerage brand group firm company maker publisher chain insurer unit
    subsidiary carrier ship vessel frigate destroyer submarine yacht ferry tanker freighter steamer boat horse racehorse
    newspaper daily weekly magazine agency film movie novel album song hurricane typhoon storm restaurant hotel""".split()
)
# Words that never directly follow a person's name: "Charles de Gaulle airport", "the Carl Vinson battle group".
NO_PERSON_AFTER = frozenset(
    """airport flight stadium championship championships award awards prize foundation museum theatre theater institute
    industrial avenue street bridge crowd hospital university school airlines newspaper magazine dealership store stores
    stake shares stock futures brand hotel party""".split()
)
