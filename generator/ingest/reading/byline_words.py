"""Words around writers' names in the languages of the press, and words that no name has.

Labels, offices and conjunctions. They are tables, so that another language is one line.
"""

import re

LONGEST = 160
# Labels with a colon, or before a capital. Longer ones come first because the first match wins.
VERBS = (
    "written|reported|posted|published|reporting|compiled|edited|created|submitted|contributed|uploaded|words|text"
    "|story|report"
    "|article|analysis|review|interview|opinion|guest post|guest post written|added|authored|produced"
)
LABELS = rf"""
    post\sauthor\sby(?=\s)|(?:(?:{VERBS}|medically reviewed|exclusive|column)\s)?by(?:\s?:|(?=\s))|from(?=\s(?:our|a
    |the)\s|\s\w+\s\w+\s*,)
    |(?:written|words|text|story|author|authors|writer|reporter|reported|contributor|columnist|byline|article\sby
    |about\sthe\sauthor)(?:\(s\))?\s?[:|]
    |author(?=\s)(?!\sof\b)
    |(?:ein\s)?(?:(?:gast)?beitrag|artikel|kommentar|kolumne|analyse|interview|bericht|reportage|gastkommentar
    |geschrieben|verfasst|erstellt|veröffentlicht|gespeichert|eingestellt|gepostet|eine\s\w+)\svon(?=\s)
    |text\svon(?=\s)|von(?:\s?:|(?=\s))|(?:text|autor|autorin|autoren|autor\*in|autor:in|redaktion|redakteur
    |redakteurin|verfasser|verfasst\svon|bericht|protokoll)\s?(?::|\|)|autor(?:in)?(?=\s)
    |(?:écrit|publié|rédigé|propos\srecueillis|posté|texte)\spar(?=\s)|par(?:\s?:|(?=\s))|(?:auteure?s?|texte
    |rédaction|rédacteur)\s?:
    |(?:escrito|publicado|redactado|elaborado|texto|enviado)\spor(?=\s)|por(?:\s?:|(?=\s))|(?:autora?|autores|texto
    |redactora?|redacción|periodista|fuente|reportagem|redação)\s?:
    |(?:scritto|pubblicato|a\scura)\s(?:da|di)(?=\s)|di(?:\s?:|(?=\s))|da(?=\s)|(?:autore|autrice|testo)\s?:
    |(?:geschreven\s)?door(?:\s?:|(?=\s))|(?:auteur|tekst)\s?:|(?:skriven\s|skrevet\s|publisert\s)?a[vf](?:\s?:
    |(?=\s))|(?:text|tekst|journalist|skribent|forfatter|författare|teksti|kirjoittaja|toimittaja)\s?:
    |(?:autor|autorka|autorzy|tekst|opracował|opracowała|oprac\.?|napisał|napisała|rozmawiał|rozmawiała|red\.|dodał
    |dodała)(?:\s?:|(?=\s))
    |(?:napsala?|připravila?|autor\sčlánku|zpracovala?)(?:\s?:|(?=\s))|(?:írta|szerző|szerzők)\s?:|(?:scris\sde|autor
    |autori|publicat\sde|de)\s?:
    |(?:piše|autor|autorica|napisao|napisala|pripremio|objavio|avtor)\s?:?(?=\s)|(?:автор|аутор|пише)(?:\s?:|(?=\s))
    |(?:авторы?|автор\sтекста|автор\sстатьи|текст|подготовила?|журналист|корреспондент|беседовала?|редактор|автори
    |автор\sпубликации)\s?:|автор(?=\s)|от(?=\s)
    |(?:yazan|yazar|haber|muhabir|hazırlayan|kaynak)\s?:
    |(?:γράφει\s(?:ο|η|του|της)|γράφουν(?:\s(?:οι))?|του|της|συντάκτης|συντάκτρια|αρθρογράφος|από)(?:\s?:|(?=\s))
    |(?:بقلم|كتبت?|تقرير|إعداد|اعداد|تحرير|من|المصدر|الكاتب|الكاتبة|نوشته|نویسنده|خبرنگار|گزارش|گردآوری)(?:\s?:|(?=\s))
    |(?:מאת|כתב|כתבה)(?:\s?:|(?=\s))
    |(?:लेखक|लेखिका|रिपोर्ट|रिपोर्टर|द्वारा|संवाददाता|লেখক|প্রতিবেদক)(?:\s?:|(?=\s))|(?:โดย|ผู้เขียน|เรื่อง)(?:\s?:|\s?)
    |(?:oleh|penulis|reporter|editor|wartawan|jurnalis)(?:\s?:|(?=\s))|(?:bởi|tác\sgiả|theo|người\sviết
    |bài\sviết)(?:\s?:|(?=\s))
    |(?:本報記者|本报记者|特約記者|记者|記者|作者|撰文|撰稿|文字|執筆|著者|投稿者|筆者|ライター|取材・文|取材|文責
    |編集|文|글|作\s者)(?:\s?[:：/／|｜丨·]\s?|\s|(?=[\u3400-\u9fff]{{2,4}}$))
    |(?:责任编辑|責任編輯|责编|編輯|编辑)\s?[:：]\s?
"""
LABEL = re.compile(f"(?:{LABELS.strip()})", re.VERBOSE | re.IGNORECASE)
LABEL_ALONE = re.compile(
    r"(?:(?:about the |post |the )?author(?:\(s\)|s)?(?: of the article)?|autor(?:/in|\*in|:in|_in|en)|(?:(?:written"
    r"|posted|published|reported|words|story|article|text) )?by|author|authors|written by|von|text|autor|autorin"
    r"|autoren|par|auteur|por"
    r"|autora|di|autore|door|av|af|tekst|автор|авторы|текст|yazar|yazan|бял|بقلم|الكاتب|כתב|מאת|记者|記者|作者|文|글"
    r"|oleh|penulis|writer|reporter|autorzy)\s?[:：]?",
    re.IGNORECASE,
)
# Labels that are also ordinary words: only capitalised names may follow, and nothing else.
WEAK = frozenset(
    "by author autorin автор von par por di da door av af from от του της από من de theo tekst autor текст".split()
)
EDITORS = re.compile(r"(?:责任编辑|責任編輯|责编|編輯|编辑|editor|редактор|المصدر|kaynak|fuente)", re.IGNORECASE)
ADDRESS = re.compile(
    r"[|,;(<\[]*\s*(?:e-?mail\s?:?\s*)?(?:[\w.+-]+@[\w-]+\.[\w.-]+|@\w{2,30}(?![\w.-])|https?://\S+|www\.\S+)\s*[>)\]]*"
)
JOINT = re.compile(
    r"\s*(?:,|;|&|\+|/|／|、|،|\||\s(?:and|und|et|y|e|en|og|och|i|и|й|та|a|ja|és|și|ve|και|with|mit|avec|con|com|med"
    r"|z|с|dan|và|و|και)\s)\s*"
)
PARTICLES = frozenset(
    """de del della di da dal dos das do du des la le les van von vom zu zum zur der den ter ten te af av el al bin
    bint ibn ben abu
    mc mac st y e i und and o san santa della degli ul ur jr sr ii iii iv""".split()
)
TITLES = re.compile(r"(?:dr|prof|mag|dipl|ing|mr|mrs|ms|rev|sir|dame|lord|capt|col|gen|lt|sgt|hon)\b\.?", re.IGNORECASE)
CASED_NAME = re.compile(r"[^\W\d_][\w'’.\-\u00ad]*")
FAR_EASTERN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff·・]{2,12}|[\uac00-\ud7a3]{2,4}")
CASELESS = re.compile(r"[\u0590-\u06ff\u0900-\u0eff\u10a0-\u10ff]")
KOREAN = re.compile(
    r"(?P<name>[\uac00-\ud7a3]{2,4})\s?(?:선임기자|수습기자|인턴기자|기자|특파원|논설위원|통신원)(?:\s?=|\s외\s\d명)?"
)
CHINESE_REPORT = re.compile(
    r"[〔【\[(（]?(?:本報|本报)?(?:記者|记者)\s?(?P<name>[\u3400-\u9fff]{2,4})\s?[／/]?.{0,12}?(?:報導"
    r"|报道)[〕】\])）]?"
)
# A line of names begins with two capitalised words, or with characters of a script without capitals.
BARE = re.compile(
    r"(?:[^\W\d_a-z][^\s]*,?\s+(?:(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|al|el|bin)\s+)*[^\W\d_a-z]"
    r"|[\u3040-\ud7a3])"
)
OURS = re.compile(
    r"(?:our\s(?:[\w'’-]+\s){0,3}|(?:a|an|the)\s(?:own\s|special\s|staff\s|foreign\s)?)"
    r"(?:correspondents?|reporters?|staff|writers?|editors?|bureau|foreign desk)\b.{0,40}"
    r"|(?:staff|agency|web|news)\s(?:reporters?|writers?|correspondents?|desk|report|and agencies).{0,20}"
    r"|(?:unsere[rmn]?|onze|notre|nos|nuestr[oa]|noss[oa]|nostr[oa])\s\w+.{0,40}"
    r"|(?:la\s)?(?:redacción|rédaction|redazione|redação|редакции|redaksi|redaktion|redactie)$",
    re.IGNORECASE,
)
# A line that names only the newsroom: "Redaktion", "Staff Writer", "Our Correspondent".
STAFF_ALONE = re.compile(
    r"(?:(?:by|from|our|a|the|la|de|da|die|el|von der|de la)\s){0,2}"
    r"(?:(?:staff|agency|web|news|special|foreign|own)\s)?"
    r"(?:correspondents?|reporters?|staff|writers?|newsroom|news desk|web desk"
    r"|(?:news|wire) (?:services|agencies|reports))"
    r"|(?:(?:la|de|da|die|le)\s)?(?:redacción|rédaction|redazione|redação|redaksi|redaktion|redactie|redakcja|redakce"
    r"|redaksjonen|redaktionen|toimitus|szerkesztőség|haber merkezi|редакция|редакція|редакцията)"
    r"|编辑部|編輯部|编辑|本报记者|本報記者|مراسلنا|هيئة التحرير|التحرير|編集部|편집부",
    re.IGNORECASE,
)
# A person's office or place after the name.
ROLE = re.compile(
    r"\b(?:staff|writer|reporter|correspondent|editor|columnist|contributor|contributing|freelance|journalist|bureau"
    r"|chief|special to|for (?:the|dailymail)|producer"
    r"|redakteur|redakteurin|korrespondent|korrespondentin|autor|autorin|reporterin|redaktion|volontär|chefredakteur"
    r"|journaliste|correspondante?|rédact\w+|envoyée? spéciale?"
    r"|periodista|redactora?|corresponsal|jornalista|repórter|giornalista|redattore|inviato|inviata|redacteur"
    r"|verslaggever|journalistin|корреспондент|журналист|обозреватель|редактор|muhabiri|editörü"
    r"|publisher|president|director|professor|fellow|analyst|expert|author|blogger|experte|expertin|team|desk|news"
    r"|press|agency)\b",
    re.IGNORECASE,
)
# Family names of China and Korea: a line of two to four characters that begins with one may be a name.
FAMILIES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石"
    "廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯焦岳牛김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허유남심노하곽성차주우구민"
)
NO_FAMILY_END = tuple("社部局報报網网版聞闻室会會区區县縣省市国國化学學性")
# Three or more kana are a Japanese word; names in ideographs have two to five characters.
BARE_SIGNS = re.compile(
    r"[\u3400-\u9fff]{2,5}|[\uac00-\ud7a3]{3}|[\u3400-\u9fff]{1,3}[ \u3000][\u3400-\u9fff\u3040-\u30ff]{1,4}"
)
# Words that are in no person's name; a line with one is a section, a button or a place.
NO_NAME = frozenset(
    """the our your my this that news home world politics business sports sport opinion culture video videos photo
    photos image images share comments
    comment menu search login sign subscribe newsletter privacy policy terms cookies read more about contact us
    advertisement related latest top
    increase decrease text size font larger smaller story stories topics tags
    category categories live breaking facebook twitter whatsapp email print copy link save
    follow instagram youtube
    linkedin pinterest telegram reddit next previous back week day month year today new best how why what when where
    who is are was were will can
    from to on in at for with without into over under after before not no yes all any free online deals guide review
    reviews health science
    tech technology travel food money market markets finance education entertainment music movies books games weather
    local national international
    media group company inc ltd llc gmbh press digital daily times post journal gazette herald magazine sunday monday
    tuesday wednesday thursday friday saturday
    january february march april june july august september october november december
    und oder der die das den dem ein eine für mit auf bei nach aus im am zum zur startseite wirtschaft politik kultur
    gesellschaft wissen
    panorama leben reise digital ratgeber themen suche anmelden abo teilen drucken merken kommentare mehr weitere
    nachrichten foto bild quelle
    inicio noticias política economía deportes cultura sociedad opinión compartir más temas accueil actualité
    économie société partager
    главная новости политика экономика общество культура спорт поделиться читайте ещё фото видео
    strategy design style home garden lifestyle insights resources guides tips recipes fashion beauty hr country canyon
    middle east north south america europe asia africa united states kingdom white house street city council""".split()
)
DOUBLED = re.compile(r"(.{4,40}?),? \1")
# What follows the names of a byline on its line ("in Kultur", "Kategorien: Mode").
BEHIND_NAMES = re.compile(
    r"(?:\s+(?:in|on|at|am|um|im|für|aus|unter|sur|dans|en)\s.*|\s+[^\s,]+:\s.*|\s+[|·•—–]\s.*|\s+\d.*)$", re.DOTALL
)
IN_PLACE = re.compile(
    r"\s+(?:in|à|en|aus|i|w|em|a|te|v)\s[^\W\d_a-z][\w'’.-]*(?:[\s,]+[^\W\d_a-z][\w'’.-]*){0,3}(?:[\s,]+(?:and|und"
    r"|et)\s.{3,40})?"
)
# Pictures, arrows and other symbols before a byline.
SIGNS = re.compile(r"^[\W_]*[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u2022\u00b7*#>|]+[\s\ufe0f]*")
NO_BARE = re.compile(r"[\d:;?!…»«„“”\"]|\.\w{3}|\w{3}\.\s\w")
NAME_WORDS = range(1, 6)
MOST_NAMES = 8
PLACE_WORDS = 4
