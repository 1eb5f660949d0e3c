"""Recognise the notices that a site shows instead of a story: consent to cookies, subscriptions, errors, robot checks.

In: paragraphs. Out: whether they are such notices. Their phrases address the reader; a story about cookies or
subscriptions has few of them.
"""

import re
from collections.abc import Sequence

from generator.text.alternatives import group_by_first_letter

# What notices say to the reader, by kind and language.
_PHRASES = (
    # consent
    r"we value your privacy|(?:we|us) and our (?:\d+ )?(?:trusted |advertising |third-party )?partners"
    r"|with your (?:permission|consent)"
    r"|(?:store|access)(?: and/or access| and access)? information on (?:a|your) device|you (?:may|can) click"
    r"|(?:your|change|manage|withdraw) (?:cookie |privacy |consent )?(?:preferences|choices|settings"
    r"|consent) (?:at any|before|by)"
    r"|by (?:clicking|continuing|using) .{0,60}(?:agree|accept|consent|cookies)|(?:we|this site) uses? cookies"
    r"|wir und unsere (?:\d+ )?(?:partner|dienstleister)|mit (?:ihrer|deiner) (?:zustimmung|einwilligung)"
    r"|wir (?:benötigen|brauchen) ihre"
    r"|ihre (?:zustimmung|einwilligung|privatsphäre|datenschutz)|sie können (?:ihre|die) (?:einwilligung|auswahl"
    r"|zustimmung|einstellungen)"
    r"|nous et nos (?:\d+ )?partenaires|avec votre (?:accord|consentement)|votre (?:consentement|vie privée)"
    r"|vous pouvez (?:cliquer|retirer"
    r"|refuser|modifier)|nosotros y nuestros (?:\d+ )?(?:socios|colaboradores)|con (?:su|tu) (?:permiso"
    r"|consentimiento|acuerdo)"
    r"|(?:su|tu) (?:privacidad|consentimiento)|puedes? (?:hacer clic|retirar|cambiar)"
    r"|noi e (?:i nostri )?(?:\d+ )?(?:partner|fornitori)"
    r"|con il tuo consenso|il tuo consenso|la tua privacy|nós e (?:os )?nossos (?:\d+ )?parceiros"
    r"|(?:o )?seu consentimento"
    r"|my i nasi (?:\d+ )?(?:zaufani )?partnerzy|twoj(?:a|ej|ą) (?:zgod|prywatnoś)\w+|wij en onze (?:\d+ )?partners"
    r"|(?:uw|jouw|je) toestemming"
    r"|мы и наши (?:\d+ )?партн[её]ры|ваше(?:го)? согласи[ея]|(?:biz ve|ortaklarımız).{0,40}(?:çerez|bilgi)|我们(?:和"
    r"|及)(?:我们的)?合作伙伴|您的隐私|同意を"
    # subscription and registration
    r"|(?:content|article|story|page) is (?:only )?(?:for|available(?: only)? to|reserved for"
    r"|exclusive to) (?:our )?(?:\w+ )?(?:subscribers|members"
    r"|registered)|(?:subscribers?|members?)[- ]only|to (?:read|continue|keep|view|access"
    r"|unlock)(?: reading)? .{0,40}(?:log ?in|sign (?:in|up)"
    r"|subscribe|register)|already (?:have an account|a (?:subscriber|member)|subscribed|registered)|(?:log"
    r"|sign) in (?:here|now|to)"
    r"|subscribe (?:now|today|to (?:continue|read|keep|unlock|get))|subscriptions? (?:start|from|cost)|(?:you(?:'ve"
    r"| have)) (?:reached|read|used) your"
    r"|cancel (?:at )?any ?time|create (?:a free|an|your) account|your (?:free|remaining) articles|free (?:trial"
    r"|account|registration)"
    r"|(?:nur|exklusiv) für (?:\w+ )?(?:abonnent|mitglied)\w*|(?:bereits|schon) (?:abonnent|registriert|kunde"
    r"|ein (?:konto|abo))"
    r"|jetzt (?:weiterlesen|abonnieren|anmelden|registrieren|testen|freischalten)|(?:monatlich|jederzeit) kündbar"
    r"|weiterlesen mit|melden sie sich an"
    r"|um (?:diesen|den) (?:artikel|text|beitrag) .{0,30}(?:zu lesen|lesen zu)|(?:réservé"
    r"|exclusi\w+).{0,20} abonnés|déjà (?:abonné|inscrit|un compte)"
    r"|abonnez-vous|connectez-vous|pour lire la suite|sans engagement|(?:solo"
    r"|exclusiv\w+) para (?:\w+ )?suscriptores|ya (?:eres|es|tienes) (?:suscriptor|una)"
    r"|suscr[ií]b[ea]\w*|inici[ae] sesión|para seguir leyendo|riservat[oa] (?:agli|ai) (?:abbonati|nostri)"
    r"|sei già (?:abbonato|registrato)|hai già un"
    r"|abbonati (?:ora|per|a)|per continuare a leggere|(?:exclusivo|apenas|só) para assinantes|já (?:é"
    r"|tem) (?:assinante|cadastro|uma conta)|assine (?:já|agora|por)"
    r"|(?:tylko|wyłącznie) dla (?:naszych )?(?:abonentów|subskrybentów|prenumeratorów|zalogowanych)"
    r"|masz już (?:konto|prenumeratę)|zaloguj się"
    r"|alleen (?:voor|toegankelijk voor) abonnees|al (?:abonnee|een account)|log in om|(?:только )?(?:для"
    r"|по) подписчик\w+|оформите подписку|только по подписке"
    r"|уже есть (?:подписка|аккаунт)|войдите|aboneler(?:e|imize) özel|abone (?:misiniz|olun)"
    r"|仅限(?:会员|订阅)|會員專屬|订阅后|登录后|有料会員|会員限定|ログインして"
    r"|للمشتركين فقط|اشترك الآن|سجل الدخول"
    # errors, checks of browsers, regions
    r"|(?:page|article|story) (?:you\b.{0,40})?(?:(?:was|is|could|can) ?not|cannot|(?:was|could"
    r"|can)n't) (?:be )?(?:found|exist)|no longer (?:exists?|available)"
    r"|moved or (?:deleted|removed)|check (?:the|your) (?:url|address|connection|spelling)|(?:you are"
    r"|you're) looking for|(?:attempting|trying) to access (?:this|our|the) (?:web)?(?:site|page)"
    r"|error (?:404|403|451|500)"
    r"|(?:enable|turn on|activate) (?:javascript|cookies)|javascript (?:is|must be|muss|aktivieren|deaktiviert)"
    r"|(?:your|this) browser|disable your ad ?block\w*"
    r"|unusual (?:traffic|activity)|(?:not|n't) a robot|you are (?:a )?human|access (?:to this page )?(?:has been "
    r"|is )?denied|ray id"
    r"|(?:un|not )available (?:for legal reasons|in (?:your|most|the) (?:region|country|european|eu)\b)|(?:try|come"
    r"|check) (?:again|back) (?:later|soon|in)"
    r"|(?:temporarily|currently) unavailable|(?:scheduled|under) maintenance|(?:return|go(?: back)?) to (?:the"
    r"|our) home ?page|you are (?:over|at least|older than) \d\d"
    r"|(?:seite|artikel) (?:\w+ ){0,3}(?:nicht (?:gefunden|mehr verfügbar)|existiert nicht)|page (?:introuvable"
    r"|n['’]existe)|página (?:\w+ )?no (?:encontrada|existe)"
    r"|pagina (?:\w+ )?non (?:trovata|esiste)|página não encontrada|strona nie (?:została znaleziona|istnieje)"
    r"|страниц\w+ не (?:найдена|существует)"
    r"|sayfa bulunamadı|页面不存在|ページが見つかりません|الصفحة غير موجودة"
)
# For text in lower case: ignoring case takes several times as long.
_NOTICE = re.compile(group_by_first_letter("".join(_PHRASES)))
# How papers ask for money below a story.
_PLEA = re.compile(
    r"support (?:our|independent|local|free|the|us\b).{0,40}(?:work|journalism|reporting|donation|contribution|member)"
    r"|with a (?:small |monthly |one-off )?(?:donation|contribution)|(?:please|to) donate\b"
    r"|make a (?:\w+ )?(?:donation|contribution)|become a (?:member|supporter|patron|subscriber)"
    r"|we (?:need|rely on|depend on) your (?:help|support|donations?)"
    r"|unterstütz(?:en sie|e|t) (?:uns|unsere?n?|den)\b.{0,60}|mit (?:einer|ihrer|deiner) spende"
    r"|(?:spenden sie|jetzt spenden)|soutenez[- ](?:nous|notre|le)|(?:faites|faire) un don|grâce à vos dons"
    r"|apoy[ae] (?:nuestro|el|nuestra)\b.{0,30}|(?:haz|haga|hacer) una donación"
    r"|con (?:tu|una) (?:donación|aportación)|sostieni(?:ci| il| la)|con una donazione"
    r"|apoie (?:o |a )?(?:nosso|nossa|jornalismo)|(?:faça|com) uma doação|wesprzyj nas|wpłać|steun (?:ons|onze)"
    r"|stöd (?:oss|vår)|støtt (?:oss|vår)|поддержите (?:нас|наш)\w*|сделайте пожертвование|підтримайте нас"
    r"|bize destek|请支持我们|支持我們|ご支援|후원",
    re.IGNORECASE,
)
# A longer text is a story; this share of its words in paragraphs with such a phrase makes it a notice.
_MOST_WORDS, _SHARE = 220, 0.6
_FEWEST, _LONGEST_PLEA = 2, 600


def is_access_notice(paragraphs: Sequence[str]) -> bool:
    """Return whether a text is a notice that a site shows instead of a story."""
    sizes = [_count_words(paragraph) for paragraph in paragraphs]
    words = sum(sizes)
    if not 0 < words <= _MOST_WORDS:
        return False
    matches: set[str] = set()
    noticed = words
    for size, paragraph in sorted(zip(sizes, paragraphs, strict=True), reverse=True):  # long ones decide soonest
        phrases = _NOTICE.findall(paragraph.lower())
        matches.update(phrases)
        noticed -= 0 if phrases else size
        if noticed < _SHARE * words:
            return False
    return len(matches) >= _FEWEST


def is_plea(text: str) -> bool:
    """Return whether a paragraph asks readers for donations."""
    return len(text) <= _LONGEST_PLEA and _PLEA.search(text) is not None


def _count_words(text: str) -> float:
    """Return the number of words; two characters of a script without spaces count as one."""
    return max(text.count(" ") + 1, len(text) / 12)
