"""What languages are recognised by: their most frequent short words, and the letters of their alphabets.

Words in Latin script are folded (without diacritics). Languages that share nearly all of these have one entry: Croatian
stands for Bosnian and for Serbian in Latin script, Norwegian for both its standards.
"""

LATIN = {
    "en": "the of and to in that is was for on with as at by from has were said would which are his it have he be "
    "this will you your can if or an not a but had been they who after when their more",
    "fr": "le la les des et du dans une pour que qui sur est au par plus pas ont avec aux cette ses mais ete son "
    "il ce vous de en",
    "de": "der die und das den von zu mit des im dem ist ein eine auf nicht sich fur auch als nach bei aus wurde "
    "hat werden sie wird sind oder einen wie",
    "es": "el la de que en los las del por una con para se su al es lo mas como pero fue sus este ha entre desde "
    "hasta y un no o si puede esta sobre sin segun",
    "ca": "el la de que i en els les dels per una amb es al del mes com pero va aquest ha entre des fins han l d "
    "a un no o si pot aquesta sobre sense segons ser seva tambe quan",
    "gl": "o a os as de que do da no na dos das por unha con para se non ao e un mais como pero foi seus este ha "
    "entre ata polo pola tamen nun nunha segundo ten seu sua vostede",
    "eu": "eta da du ez bat dira dute ere izan dela zen egin hori zuen baina baino edo beste hau duen den dituzte "
    "egiten behar gabe arte ari daiteke",
    "it": "il di che la per una con del della sono dei nel alla gli le l d non dal anche piu si come ha alle "
    "questo stato e un in da i o puo essere se dell al nella delle",
    "pt": "o que os da do em uma para com nao no na por dos das mais foi ao se como sua tem pela ele entre ate "
    "sao e de a um ou voce pode pelo isso",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er ook als om door bij naar werd heeft wordt "
    "zij u of kan je maar uit deze over worden nog",
    "af": "die van en in is wat op te vir met nie aan ook om deur by na was het word hy sy ons hulle maar kan een "
    "dat uit se as oor daar",
    "sv": "och att det som en pa ar av for med den till inte har de ett om var fran han sig kan vid efter men i "
    "du eller nar ska vill hon ocksa vara sa",
    "da": "og at noget hvordan gor gore far fik gik lige selv eget nye del jeg mig deres det er en af til pa som "
    "for med den har ikke de et der var om fra han kan sig efter ved men blev i du eller nar skal vil hun ogsa "
    "vaere mellem hvor meget siger uden blive vi havde hvis dette nu ud mod flere skulle andre alle op ind gennem "
    "mange blandt sagde over kroner vaeret kunne sin disse bliver",
    "no": "og at noe hvordan gjor gjore far fikk gikk like selv eget nye del meg deres nar det er en av til pa "
    "som for med den har ikke de et var om fra han kan seg etter ved men ble dette i du eller skal vil hun ogsa "
    "vaere mellom hvor mye sier uten bli jeg vi hadde hvis ein eit ikkje ut mot flere skulle andre alle opp inn "
    "gjennom mange blant sa over kroner vaert kunne sin disse blir",
    "is": "og ad i er sem a ekki til um med var fyrir hann haf hefur vid en af thad eru eftir vera hun segir "
    "verid fra thess ur theim",
    "fi": "ja on seka noin yli joka jotta vuoden sanoo tulee ei se etta han oli mutta kun ovat myos kuin niin tai "
    "jos hanen ole sen mukaan voi voit sita vain ollut jo nyt tama jotka",
    "et": "ja on ei et see oli kui ka mis aga seda ning oma ta selle olid tema nii oleks olla kes siis kuid sest "
    "veel saab pole eesti eest",
    "lt": "ir kad i is yra su o ne buvo tai kaip uz jo nuo bet per del iki po ar apie kuris bus tik savo sako "
    "metu galima norint jei kuri",
    "lv": "un ir no ar ka uz par kas lai ari bet to pie vai pec tika ta nav tas bija ne jau vina gada var tiek "
    "lidz sava pirms jus savu",
    "pl": "i w na z do sie nie ze jest to o jak po za przez ale dla od co tym jego byl oraz przed tylko a lub aby "
    "moze jesli sa ktore ma",
    "cs": "a v se na je ze s to z do o ve ktery by za po jako pro ale byl jeho jsou podle take nebo i k pokud "
    "muzete ktera ktere tak od jeste bude uz",
    "sk": "a v sa na je ze s to z do o vo ktory by za po ako pre ale bol jeho su podla aj alebo ktora ktore tak "
    "od este bude uz i k pri si nie",
    "sl": "in je v na se da za so z s po ki pa ne tudi bi ali od pri bil bo kot kako lahko ter njegov ni bila o "
    "do ce sta le",
    "hr": "i je u na se da su za od s kao nije koji o to iz te ali bio koja ne mozete ako ili kako samo sto biti ce sa",
    "hu": "a az es hogy nem is egy volt meg de ez azt csak mint van mar ki el lesz utan szerint vagy ha amely ezt "
    "ami lehet kell",
    "ro": "si de in la a cu nu din pe care ca o pentru este sa au mai fost prin unui sunt dupa intre se un sau "
    "daca al ale fi lui va",
    "sq": "dhe te ne nje e per me se qe nga ka eshte si por do kete pas tij kane u nuk i ky kjo",
    "tr": "ve bir bu da de icin ile olarak daha cok gibi kadar sonra olan ancak ise oldu dedi tarafindan yeni "
    "veya var her ne en",
    "az": "ve bir bu da de ucun ile olaraq daha cox kimi qeder sonra olan ancaq olub dedi terefinden yeni etmek "
    "edib var onun azerbaycan hemin",
    "id": "dan yang di dengan untuk dari ini itu pada tidak dalam akan adalah telah oleh juga tersebut kepada "
    "atau anda dapat bisa saat jika ke karena",
    "ms": "dan yang di dengan untuk dari ini itu pada tidak dalam akan adalah telah oleh juga tersebut kepada "
    "atau beliau boleh kerana turut bagi ke berkata jika ialah",
    "tl": "ang ng sa na mga ay at si ni kay para hindi ito ko siya nila niya mula kung may nang kanyang din rin sila",
    "sw": "ya wa na kwa katika ni za la cha kuwa huo hiyo huyo pia baada yake wake hayo kama kwamba alisema "
    "lakini watu huku kutoka bila",
    "so": "iyo oo ka ku waxaa ayaa in uu ah la waa soo si aan kale waxay ugu loo laga jiray",
    "ha": "da na a ya ta su an ne ce ga cikin kuma don wannan ba mai shi ke yi sun zai kan wata wani",
    "vi": "va cua la cac co trong duoc nhung mot cho khong voi nguoi da nay khi den tai cung ve nhieu theo tren "
    "ban de hoac ra",
}
CYRILLIC = {
    "ru": "и в не на что с по как это но из к у за от был его для года также при а вы или если так уже они она же "
    "бы будет может только все",
    "uk": "і в не на що з як та до у від це про за але його для року також при є й а ви або якщо так вже вони "
    "вона ж буде може щоб",
    "be": "і ў не на што з як да у ад гэта пра за але яго для года таксама пры якія а ён яны быў была",
    "bg": "и на в за да се от че с по не са е като това ще при към след го а или ако само беше има той",
    "mk": "и на во за да се од дека со по не е како тоа ќе при кон го а или ако само беше има тој што ги",
    "sr": "и је у на се да су за од са као није који о то из те али био која а или ако само бити има ће",
    "kk": "және мен бұл бір үшін деп де да болды бойынша осы ол оның болып туралы кейін еді деді ел",
    "mn": "ба нь энэ байна гэж юм болон байгаа оны тухай ч мөн нэг байсан болох хийх",
}
DEVANAGARI = {
    "hi": "के में की है को से का और ने पर कि हैं यह एक भी नहीं कर लिए इस तो था थे हो गया",
    "mr": "आणि आहे या व च हे ते की नाही केले होते यांनी करण्यात तर मध्ये साठी असे ही तो आहेत झाली",
    "ne": "र को मा छ ले हो पनि भएको यो गर्न छन् गरेको लागि बाट भने तथा भन्ने थियो एक गर्ने",
}
# The letters beyond ASCII that a language is spelled with. Other letters are evidence against it.
ALPHABETS = {
    "en": "",
    "fr": "àâæçéèêëîïôœùûü",
    "de": "äöüß",
    "es": "áéíñóúü",
    "ca": "àçèéíïòóúü",
    "gl": "áéíñóúü",
    "eu": "ñü",
    "it": "àèéìòù",
    "pt": "áâãàçéêíóôõú",
    "nl": "ëïéèöü",
    "af": "êëéîïôû",
    "sv": "åäö",
    "da": "æøå",
    "no": "æøå",
    "is": "áæðéíóöþúý",
    "fi": "äö",
    "et": "äõöüšž",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîșțşţ",
    "sq": "çë",
    "tr": "çğıöşüâîû",
    "az": "çəğıöşü",
    "id": "",
    "ms": "",
    "tl": "ñ",
    "sw": "",
    "so": "",
    "ha": "ɓɗƙ",
    "vi": "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "mn": "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
}
