"""News agencies by name, as datelines, bylines and credits print them."""

import re

_NAMES = """
AP|A\\.P\\.|AFP|UPI|dpa|DPA|dpa/tmn|EFE|Efe|ANSA|Ansa|TASS|SANA|WAM|MENA|APA|sda|SDA|Keystone-SDA|ats|Keystone-ATS
|epd|KNA|SID|sid|AFX|dts
|ANP|NTB|TT|Ritzau|STT|PAP|ČTK|ČTK/DPA|TASR|SITA|MTI|MTVA|Agerpres|AGERPRES|Mediafax|BTA|БТА|Tanjug|Hina|HINA|STA|BNS
|ELTA|LETA|AA|DHA|İHA|IHA|ANKA
|Lusa|LUSA|Europa[ ]Press|EUROPA[ ]PRESS|Télam|TELAM|Notimex|ANP|Belga|BELGA|PA|Adnkronos|AGI|askanews|ITALPRESS
|Italpress|FOLHAPRESS|Folhapress|Agência[ ]Brasil
|Reuters|REUTERS|Associated[ ]Press|The[ ]Associated[ ]Press|Agence[ ]France-Presse|United[ ]Press[ ]International
|Press[ ]Association|Bloomberg
|Xinhua|Kyodo(?:[ ]News)?|Jiji(?:[ ]Press)?|Yonhap(?:[ ]News)?|PTI|IANS|ANI|UNI|BSS|APP|Bernama|BERNAMA|Antara|ANTARA
|TTXVN|VNA|CNA|KCNA|NAN|SAnews|IRNA
|Interfax|INTERFAX\\.RU|Sputnik|RIA[ ]Novosti|Ukrinform|UNIAN|Anadolu(?:[ ]Agency)?|Inter[ ]Press[ ]Service
|Tribune[ ]News[ ]Service|CNN|AAP|NZPA
|Deutsche[ ]Presse-Agentur|Press[ ]Trust[ ]of[ ]India|Prensa[ ]Latina|Agencia[ ]EFE|Agencias|Agenturen|agenzie
|news[ ]agencies|Agencies|IPS|KUNA|SPA|QNA|BNA|PETRA|Petra
|ТАСС|РИА[ ]Новости|Интерфакс|Интерфакс-Украина|УНІАН|УНН|Укрінформ|Укринформ|БелТА|Росбалт|ΑΠΕ-ΜΠΕ|ΑΠΕ
|رويترز|فرانس[ ]برس|أ[ ]?[.]?[ ]?ف[ ]?[.]?[ ]?ب|أ[ ]ب|د[ ]ب[ ]أ|الأناضول|سانا|وام|واس|قنا|كونا|بترا|وكالات|ایرنا
|ایسنا|فارس|تسنیم|مهر
|新华社|新華社|中新社|中央社|共同(?:通信)?社?|時事(?:通信)?|ロイター|聯合ニュース|연합뉴스|뉴시스|뉴스1|भाषा|पीटीआई
|एएनआई
"""
AGENCY = _NAMES.replace("\n", "")
_ONLY = re.compile(rf"(?:{AGENCY})(?:\s?[/,&+-]\s?(?:{AGENCY}))*", re.VERBOSE)
_WITHIN = re.compile(rf"(?<!\w)(?:{AGENCY})(?!\w)", re.VERBOSE)


def is_agency(text: str) -> bool:
    """Return whether `text` is the name of one or several news agencies."""
    return bool(_ONLY.fullmatch(text.strip(" .")))


def find_agency(text: str) -> str | None:
    """Return the first news agency that `text` names."""
    match = _WITHIN.search(text)
    return match[0] if match else None
