"""Words of dates in the languages of the press, folded. Made by tests/quality/make_date_words.py.

Source: Unicode CLDR as Babel 2.19.0 ships it (Unicode License V3), with names that the press adds.
A line of MONTHS and WEEKDAYS begins with the number of the month (1 is January) or day (0 is Monday); `_` stands
for a space in a name, and the languages of a month's name follow its colon.
"""

MONTHS = """\
1= da_schaner:rm eanair:ga ene:es enero:es,fil gen:ca,it gener:ca gennaio:it ian:ro ianuarie:ro ionawr:cy jaan:et
jaanuar:et jaanuaril:et jan:bs,da,de,en,hu,id,is,ms,nl,no,pt,sk,sl,sr,sv janaayo:so janairu:ha janar:sq janeiro:pt
jannaayo:so jannar:mt janner:de januar:bs,da,de,fo,hu,is,lb,no,sk,sl,sr januara:bs,sk,sr januari:id,ms,nl,sv,sw
januarie:af januarja:sl january:en januwari:zu janv:fr,lv janvari:lv janvaris:lv janvier:fr janyuwari:xh jenuwari:ig
led:cs leden:cs ledna:cs mutarama:rw oca:tr ocak:tr osu_sere:yo saus:lt sausio:lt sausis:lt schaner:rm sij:hr
sijecanj:hr sijecnja:hr sty:pl styczen:pl stycznia:pl tammi:fi tammikuu:fi tammikuun:fi tammikuuta:fi thang_gieng:vi
thang_mot:vi urt:eu urtarrila:eu urtarrilaren:eu xan:gl xaneiro:gl yanvar:az,uz yanwar:tk ιαν:el ιανουαριος:el
ιανουαριου:el нэгдүгээр_сар:mn сту:be студзень:be студзеня:be січ:uk січень:uk січня:uk янв:ky,ru январ:tg,uz
январь:ky,ru января:ru яну:bg януари:bg јан:mk,sr јануар:sr јануара:sr јануари:mk қаң:kk қаңтар:kk հնվ:hy հունվար:hy
հունվարի:hy בינואר:he ינואר:he ינו׳:he جانفي:ar جنوري:ps جنوری:ur كانون_الثاني:ar كانون_ثاني:ar يناير:ar ژانویه:fa
जनवरी:hi,ne जन॰:hi जाने:mr जानेवारी:mr জানু:as,bn জানুযারি:bn জানুৱাৰী:as ਜਨਵਰੀ:pa જાનયુઆરી:gu ଜାନୁଆରୀ:or ஜன:ta
ஜனவரி:ta జన:te జనవరి:te ಜನ:kn ಜನವರಿ:kn ജനു:ml ജനുവരി:ml දුරුතු:si ม.ค:th มกราคม:th มค:th ມັງກອນ:lo ဇနနဝါရီ:my იან:ka
იანვარი:ka იანვარს:ka ጃንዋሪ:am មករា:km 一月:zh
2= chwefror:cy da_favrer:rm faburairu:ha favrer:rm feabhra:ga feb:bs,da,de,en,es,gl,id,is,it,ms,nl,no,ro,sk,sl,sr,sv
febbraio:it feber:de febr:ca,hu,lv febraayo:so febreiro:gl febrer:ca febrero:es
februar:bs,da,de,fo,hu,is,lb,no,sk,sl,sr februara:bs,sk,sr februari:id,lv,ms,nl,sv,sw februarie:af,ro februaris:lv
februarja:sl february:en februwari:ig,xh,zu fev:pt fevereiro:pt fevr:fr fevral:az,uz fevrier:fr fewral:tk frar:mt
gashyantare:rw helmi:fi helmikuu:fi helmikuun:fi helmikuuta:fi lut:pl lutego:pl luty:pl osu_erele:yo ots:eu
otsaila:eu otsailaren:eu pebrero:fil pebruari:id shkurt:sq sub:tr subat:tr thang_hai:vi uno:cs unor:cs unora:cs
vas:lt vasario:lt vasaris:lt veebr:et veebruar:et veebruaril:et velj:hr veljaca:hr veljace:hr φεβ:el φεβρουαριος:el
φεβρουαριου:el ақп:kk ақпан:kk лют:be,uk лютага:be лютии:uk лютого:uk люты:be феб:sr фебруар:sr фебруара:sr
фев:bg,ky,mk,ru февр:ru феврал:tg,uz февраль:ky,ru февраля:ru февруари:bg,mk хоердугаар_сар:mn փետրվար:hy
փետրվարի:hy փտվ:hy בפברואר:he פברואר:he פבר׳:he شباط:ar فبراير:ar فبروري:ps فروری:ur فوریه:fa فيفري:ar فېبروري:ps
फरवरी:hi फर॰:hi फेबरु:mr फेबरुअरी:ne फेबरुवारी:mr ফেব:bn ফেবরুযারি:bn ফেবৰু:as ফেবৰুৱাৰী:as ਫਰਵਰੀ:pa ફેબરુઆરી:gu
ଫେବୃଆରୀ:or பிப:ta பிபரவரி:ta ఫిబర:te ఫిబరవరి:te ಫೆಬರ:kn ಫೆಬರವರಿ:kn ഫെബരു:ml ഫെബരുവരി:ml නවම:si ก.พ:th กพ:th
กมภาพันธ์:th ກມພາ:lo ဖေဖောဝါရီ:my თებ:ka თებერვალი:ka თებერვალს:ka ፌብሩዋሪ:am កុមភៈ:km 二月:zh
3= bre:cs brezen:cs brezna:cs da_mars:rm kov:lt kovas:lt kovo:lt maachi:ig maalis:fi maaliskuu:fi maaliskuun:fi
maaliskuuta:fi maarso:so maart:af,nl mac:ms machi:sw maerz:de,lb
mar:bs,da,de,en,es,eu,gl,id,is,it,no,pl,pt,ro,sk,sl,sr,tr marc:ca,hu marca:pl,sk,sl march:en marcius:hu marco:pt
marec:sk,sl maret:id maris:ha mars:fo,fr,is,no,rm,sq,sv marso:fil mart:az,bs,sr,tk,tr,uz marta:ga,lv martie:ro
marts:da,et,lv martsil:et martxoa:eu martxoaren:eu marz:de marzec:pl marzo:es,gl,it marzu:mt mashi:zu matshi:xh
mawrth:cy mrt:nl mrz:de osu_erena:yo ozu:hr ozujak:hr ozujka:hr thang_ba:vi werurwe:rw μαρ:el μαρτιος:el μαρτιου:el
бер:uk березень:uk березня:uk гуравдугаар_сар:mn мар:ky,mk,ru,sr март:bg,ky,mk,ru,sr,tg,uz марта:ru нау:kk наурыз:kk
сак:be сакавік:be сакавіка:be մարտ:hy մարտի:hy մրտ:hy במרס:he במרץ:he מרס:he מרץ:he اذار:ar مارس:ar,fa مارچ:ps,ur
मारच:hi,mr,ne মারচ:bn মাৰচ:as ਮਾਰਚ:pa મારચ:gu ମାରଚଚ:or மார:ta மாரச:ta మారచి:te ಮಾರಚ:kn മാർ:ml മാർചച:ml මැදින:si
มี.ค:th มีค:th มีนาคม:th ມີນາ:lo မတ:my მარ:ka მარტი:ka მარტს:ka ማርች:am មីនា:km 三月:zh
4= abr:ca,es,gl,pt abrell:lb abriil:so abril:ca,es,fil,gl,pt afirilu:ha aibrean:ga api:eu apirila:eu apirilaren:eu
apr:bs,da,de,en,et,hu,id,is,it,lv,ms,nl,no,ro,sk,sl,sr,sv aprel:az,tk,uz
april:af,bs,da,de,en,fo,id,is,ms,mt,nl,no,sk,sl,sr,sv aprila:bs,sk,sl,sr aprile:it aprili:lv,sw aprilie:ro
aprilis:hu,lv aprill:et aprillil:et avr:fr avrigl:rm avril:fr bal:lt balandis:lt balandzio:lt dub:cs duben:cs
dubna:cs ebrill:cy ephreli:zu epreel:ig epreli:xh huhti:fi huhtikuu:fi huhtikuun:fi huhtikuuta:fi kwi:pl kwiecien:pl
kwietnia:pl mata:rw nis:tr nisan:tr osu_igbe:yo prill:sq thang_tu:vi tra:hr travanj:hr travnja:hr απρ:el απριλιος:el
απριλιου:el апр:bg,ky,mk,ru,sr апрел:tg,uz апрель:ky,ru апреля:ru април:bg,mk,sr априла:sr дөрөвдүгээр_сар:mn кві:uk
квіт:uk квітень:uk квітня:uk кра:be красавік:be красавіка:be сәу:kk сәуір:kk ապր:hy ապրիլ:hy ապրիլի:hy אפריל:he
אפר׳:he באפריל:he ابريل:ar افريل:ar اوریل:fa اپریل:ps,ur نيسان:ar अपरिल:ne अपरैल:hi एपरि:mr एपरिल:mr এপরি:bn
এপরিল:bn এপৰিল:as ਅਪਰੈਲ:pa એપરિલ:gu ଅପରେଲ:or ஏப:ta ஏபரல:ta ఏపరి:te ఏపరిల:te ಏಪರಿ:kn ಏಪರಿಲ:kn ഏപരി:ml ഏപരിൽ:ml බක:si
เม.ย:th เมย:th เมษายน:th ເມສາ:lo ဧပြီ:my აპრ:ka აპრილი:ka აპრილს:ka ኤፕሪል:am មេសា:km 四月:zh
5= bealtaine:ga da_matg:rm geg:lt geguze:lt geguzes:lt gicurasi:rw kve:cs kveten:cs kvetna:cs maayo:so mag:it
maggio:it mai:cy,de,et,eu,fo,fr,is,no,pt,ro maiatza:eu maiatzaren:eu maig:ca maija:lv maijs:lv mail:et maio:gl,pt
maj:bs,da,hu,pl,sk,sl,sq,sr,sv maja:bs,pl,sk,sl,sr majus:hu matg:rm may:az,en,es,tk,tr,uz mayis:tr mayo:es,fil
mayu:ha mee:ig,lb mei:af,id,ms,nl,sw mejju:mt meyi:xh,zu osu_ebibi:yo svi:hr svibanj:hr svibnja:hr thang_nam:vi
touko:fi toukokuu:fi toukokuun:fi toukokuuta:fi μαι:el μαιος:el μαιου:el маи:be,bg,ky,ru,tg,uz мам:kk мамыр:kk
мая:be,ru мај:mk,sr маја:sr тавдугаар_сар:mn тра:uk трав:uk травень:uk травня:uk մայիս:hy մայիսի:hy մյս:hy במאי:he
מאי:he ايار:ar ماي:ar مايو:ar مه:fa ميی:ur مۍ:ps मई:hi मे:mr,ne মে:bn মে':as ਮਈ:pa મે:gu ମଇ:or மே:ta మే:te ಮೇ:kn
മേയ:ml වෙසක:si พ.ค:th พค:th พฤษภาคม:th ພຶດສະພາ:lo မေ:my მაი:ka მაისი:ka მაისს:ka ሜይ:am ឧសភា:km 五月:zh
6= birz:lt birzelio:lt birzelis:lt cerven:cs cervna:cs cvn:cs cze:pl czerwca:pl czerwiec:pl da_zercladur:rm eka:eu
ekaina:eu ekainaren:eu giu:it giugno:it gunju:mt haz:tr haziran:tr hunyo:fil iun:ro iunie:ro iyun:az,tk,uz juin:fr
jun:bs,da,de,en,es,hu,id,ig,is,lv,ms,nl,no,pt,sk,sl,sr juna:bs,sk,sr june:en junho:pt
juni:bs,da,de,fo,id,is,lb,nl,no,sv,sw,xh,zu junie:af junij:sl junija:lv,sl junijs:lv junio:es junius:hu juny:ca
juun:so juuni:et juunil:et kamena:rw kesa:fi kesakuu:fi kesakuun:fi kesakuuta:fi lip:hr lipanj:hr lipnja:hr
mehefin:cy meitheamh:ga osu_okudu:yo qershor:sq thang_sau:vi xuno:gl yuni:ha zercladur:rm ιουν:el ιουνιος:el
ιουνιου:el зургаадугаар_сар:mn июн:ky,ru,tg,uz июнь:ky,ru июня:ru мау:kk маусым:kk чер:uk черв:uk червень:uk
червня:uk чэр:be чэрвень:be чэрвеня:be юни:bg јун:mk,sr јуна:sr јуни:mk հնս:hy հունիս:hy հունիսի:hy ביוני:he יוני:he
جوان:ar جون:ps,ur حزيران:ar يونية:ar يونيو:ar ژوين:fa जुन:ne जून:hi,mr জুন:as,bn ਜੂਨ:pa જૂન:gu ଜୁନ:or ஜூன:ta జూన:te
ಜೂನ:kn ജൂൺ:ml පොසොන:si มิ.ย:th มิถนายน:th มิย:th ມິຖນາ:lo ဇွန:my ივნ:ka ივნისი:ka ივნისს:ka ጁን:am មិថុនា:km 六月:zh
7= cervence:cs cervenec:cs cvc:cs da_fanadur:rm fanadur:rm gorffennaf:cy heina:fi heinakuu:fi heinakuun:fi
heinakuuta:fi hulyo:fil iuil:ga iul:ro iulie:ro iyul:az,tk,uz juil:fr juillet:fr
jul:bs,ca,da,de,en,es,hu,id,is,lv,ms,nl,no,pt,sk,sl,sr jula:bs,sk,sr julai:ig,ms,sw julayi:xh,zu julho:pt
juli:bs,da,de,fo,id,is,lb,nl,no,sv julie:af julij:sl julija:lv,sl julijs:lv julio:es juliol:ca julius:hu july:en
juuli:et juulil:et korrik:sq liep:lt liepa:lt liepos:lt lip:pl lipca:pl lipiec:pl lug:it luglio:it lulju:mt
luulyo:so nyakanga:rw osu_agemo:yo srp:hr srpanj:hr srpnja:hr tem:tr temmuz:tr thang_bay:vi uzt:eu uztaila:eu
uztailaren:eu xul:gl xullo:gl yuli:ha ιουλ:el ιουλιος:el ιουλιου:el долоодугаар_сар:mn июл:ky,ru,tg,uz июль:ky,ru
июля:ru лип:uk липень:uk липня:uk ліп:be ліпень:be ліпеня:be шіл:kk шілде:kk юли:bg јул:mk,sr јула:sr јули:mk հլս:hy
հուլիս:hy հուլիսի:hy ביולי:he יולי:he تموز:ar جولايی:ur جولای:ps جويلية:ar يولية:ar يوليو:ar يوليوز:ar ژويیه:fa
जुलाई:hi,ne जुलै:mr जुल॰:hi জুল:bn জুলাই:as,bn ਜੁਲਾਈ:pa જુલાઈ:gu ଜୁଲାଇ:or ஜூலை:ta జులె:te ಜುಲೈ:kn ജൂലൈ:ml ඇසළ:si
ก.ค:th กค:th กรกฎาคม:th ກໍລະກົດ:lo ဇူလိုင:my ივლ:ka ივლისი:ka ივლისს:ka ጁላይ:am កកកដា:km 七月:zh
8= abu:eu abuztua:eu abuztuaren:eu ag:ca agasti:xh,zu ago:es,gl,it,pt agost:ca agosti:sw agosto:es,fil,gl,it,pt,so
agt:id agu:id,is,tr agus:id agust:is agusta:ha agustos:tr agustus:id aout:fr aug:bs,da,de,en,et,hu,lv,nl,no,ro,sk,sv
august:bs,da,de,en,et,fo,lb,no,ro,sk augusta:bs,lv,sk augusti:sv augustil:et augusts:lv augustus:af,nl augusztus:hu
avg:sl,sr avgust:sl,sr,uz avgusta:sl,sr avqust:az avust:rm awgust:tk awst:cy awwissu:mt elo:fi elokuu:fi elokuun:fi
elokuuta:fi gusht:sq kanama:rw kol:hr kolovoz:hr kolovoza:hr lunasa:ga ogo:ms ogoost:ig ogos:ms ogosto:so
osu_ogun:yo rugp:lt rugpjucio:lt rugpjutis:lt sie:pl sierpien:pl sierpnia:pl srp:cs srpen:cs srpna:cs thang_tam:vi
αυγ:el αυγουστος:el αυγουστου:el авг:bg,ky,mk,ru,sr август:bg,ky,mk,ru,sr,tg,uz августа:ru,sr жні:be жнівень:be
жніуня:be наимдугаар_сар:mn сер:uk серп:uk серпень:uk серпня:uk там:kk тамыз:kk օգոստոս:hy օգոստոսի:hy օգս:hy
אוגוסט:he אוג׳:he באוגוסט:he اب:ar اغسطس:ar اوت:ar,fa اګست:ps اگست:ur غشت:ar अगसट:ne अगसत:hi अग॰:hi ऑग:mr ऑगसट:mr
আগ:as,bn আগষট:as আগসট:bn ਅਗਸਤ:pa ઑગસટ:gu ଅଗଷଟ:or ஆக:ta ஆகஸட:ta ఆగ:te ఆగసటు:te ಆಗ:kn ಆಗಸಟ:kn ഓഗ:ml ഓഗസററ:ml නිකිණි:si
ส.ค:th สค:th สิงหาคม:th ສິງຫາ:lo ဩဂုတ:my აგვ:ka აგვისტო:ka აგვისტოს:ka ኦገስት:am សីហា:km 八月:zh
9= da_settember:rm eyl:tr eylul:tr ira:eu iraila:eu irailaren:eu mean_fomhair:ga medi:cy nzeri:rw osu_owewe:yo
rugs:lt rugsejis:lt rugsejo:lt ruj:hr rujan:hr rujna:hr satumba:ha sebteembar:so sebtembar:so sentabr:uz
sentyabr:az,tk sep:bs,da,de,en,id,is,ms,nl,no,sk,sl,sr,sv sept:de,en,es,et,fr,lv,ro septemba:ig,sw,xh
septembar:bs,sr september:af,da,de,en,et,fo,id,is,lb,ms,nl,no,sk,sl,sv septembra:bs,sk,sl,sr septembre:fr
septembri:lv septembrie:ro septembril:et septembris:lv septhemba:zu septiembre:es set:ca,es,gl,it,pt setembre:ca
setembro:gl,pt setiembre:es settember:rm settembre:it settembru:mt setyembre:fil shtator:sq syys:fi syyskuu:fi
syyskuun:fi syyskuuta:fi szept:hu szeptember:hu thang_chin:vi wrz:pl wrzesien:pl wrzesnia:pl zar:cs zari:cs σεπ:el
σεπτεμβριος:el σεπτεμβριου:el вер:be,uk верасень:be верасня:be вересень:uk вересня:uk есдүгээр_сар:mn сен:ky,ru
сент:ru сентябр:tg,uz сентябрь:ky,ru сентября:ru сеп:bg,mk,sr септембар:sr септембра:sr септември:bg,mk қыр:kk
қыркүиек:kk սեպ:hy սեպտեմբեր:hy սեպտեմբերի:hy בספטמבר:he ספטמבר:he ספט׳:he ايلول:ar سبتمبر:ar ستمبر:ur سپتامبر:fa
سپتمبر:ps سېپتمبر:ps شتنبر:ar सपटें:mr सपटेंबर:mr सितंबर:hi सितमबर:hi सित॰:hi सेपटेमबर:ne ছেপতে:as ছেপতেমবৰ:as
সেপ:bn সেপট:bn সেপটেমবর:bn ਸਤੰਬਰ:pa સપટેમબર:gu ସେପଟେମବର:or செப:ta செபடமபர:ta సెపటెం:te సెపటెంబర:te ಸೆಪಟೆಂ:kn
ಸೆಪಟೆಂಬರ:kn സെപററം:ml സെപററംബർ:ml බිනර:si ก.ย:th กย:th กันยายน:th ກັນຍາ:lo စကတငဘာ:my სექ:ka სექტემბერი:ka
სექტემბერს:ka ሴፕቴምበር:am កញញា:km 九月:zh
10= deireadh_fomhair:ga eki:tr ekim:tr hydref:cy lis:hr listopad:hr listopada:hr loka:fi lokakuu:fi lokakuun:fi
lokakuuta:fi oct:ca,en,es,fr,ro october:en,rm octobre:fr octombrie:ro octubre:ca,es
okt:bs,da,de,et,hu,id,is,lv,ms,nl,no,sk,sl,sr,sv oktabr:uz okthoba:xh,zu okthobha:xh oktoba:ha,ig,sw oktobar:bs,sr
oktober:af,da,de,fo,hu,id,is,lb,ms,nl,no,sk,sl,sv oktobra:bs,sk,sl,sr oktobri:lv oktobris:lv oktoobar:so oktoober:et
oktoobril:et oktubre:fil oktyabr:az,tk osu_owara:yo ott:it ottobre:it ottubru:mt out:gl,pt outubro:gl,pt paz:pl
pazdziernik:pl pazdziernika:pl rij:cs rijen:cs rijna:cs spal:lt spalio:lt spalis:lt tetor:sq thang_muoi:vi
ukwakira:rw urr:eu urria:eu urriaren:eu οκτ:el οκτωβριος:el οκτωβριου:el аравдугаар_сар:mn жов:uk жовт:uk жовтень:uk
жовтня:uk кас:be кастрычнік:be кастрычніка:be окт:bg,ky,mk,ru,sr октобар:sr октобра:sr октомври:bg,mk октябр:tg,uz
октябрь:ky,ru октября:ru қаз:kk қазан:kk հոկ:hy հոկտեմբեր:hy հոկտեմբերի:hy אוקטובר:he אוק׳:he באוקטובר:he اكتوبر:ar
اکتبر:fa اکتوبر:ps,ur تشرين_الاول:ar تشرين_اول:ar अकटूबर:hi अकटू॰:hi अकटोबर:ne ऑकटो:mr ऑकटोबर:mr অকটো:as,bn
অকটোবর:bn অকটোবৰ:as ਅਕਤੂਬਰ:pa ઑકટોબર:gu ଅକଟୋବର:or அக:ta அகடோபர:ta అకటో:te అకటోబర:te ಅಕಟೋ:kn ಅಕಟೋಬರ:kn
ഒകടോ:ml ഒക‌ടോബർ:ml වප:si ต.ค:th ตค:th ตลาคม:th ຕລາ:lo အောကတိုဘာ:my ოქტ:ka ოქტომბერი:ka ოქტომბერს:ka ኦክቶበር:am
តុលា:km 十月:zh
11= aza:eu azaroa:eu azaroaren:eu da_november:rm kas:tr kasim:tr lapkr:lt lapkricio:lt lapkritis:lt lis:cs,pl
listopad:cs,pl listopada:pl listopadu:cs marras:fi marraskuu:fi marraskuun:fi marraskuuta:fi nentor:sq nobyembre:fil
noiembrie:ro noofeembar:so nop:id nopember:id
nov:bs,ca,da,de,en,es,et,fr,gl,hu,id,is,it,lv,ms,nl,no,pt,ro,sk,sl,sr,sv novemba:ig,sw,xh,zu novembar:bs,sr
november:af,da,de,en,et,fo,hu,id,is,lb,ms,nl,no,rm,sk,sl,sv novembra:bs,sk,sl,sr novembre:ca,fr,it novembri:lv
novembril:et novembris:lv novembro:gl,pt novembru:mt noviembre:es noyabr:az,tk,uz nuwamba:ha osu_belu:yo samhain:ga
stu:hr studeni:hr studenoga:hr tachwedd:cy thang_muoi_mot:vi ugushyingo:rw νοε:el νοεμβριος:el νοεμβριου:el
арван_нэгдүгээр_сар:mn лис:uk лист:uk листопад:uk листопада:uk ліс:be лістапад:be лістапада:be нов:sr новембар:sr
новембра:sr ное:bg,mk ноември:bg,mk ноя:ky,ru нояб:ru ноябр:tg,uz ноябрь:ky,ru ноября:ru қар:kk қараша:kk նոյ:hy
նոյեմբեր:hy նոյեմբերի:hy בנובמבר:he נובמבר:he נוב׳:he تشرين_الثاني:ar تشرين_ثاني:ar نوامبر:fa نوفمبر:ar نومبر:ps,ur
نونبر:ar नवंबर:hi नवमबर:hi नव॰:hi नोभेमबर:ne नोवहें:mr नोवहेंबर:mr নভে:bn নভেমবর:bn নৱে:as নৱেমবৰ:as ਨਵੰਬਰ:pa
નવેમબર:gu ନଭେମବର:or நவ:ta நவமபர:ta నవం:te నవంబర:te ನವೆಂ:kn ನವೆಂಬರ:kn നവം:ml നവംബർ:ml ඉල:si พ.ย:th พย:th พฤศจิกายน:th
ພະຈິກ:lo နိုဝငဘာ:my ნოე:ka ნოემბერი:ka ნოემბერს:ka ኖቬምበር:am វិចឆិកា:km 十一月:zh
12= abe:eu abendua:eu abenduaren:eu ara:tr aralik:tr da_december:rm dec:bs,da,en,fr,gl,hu,lv,nl,ro,sk,sl,sr,sv
decembar:bs,sr december:da,en,hu,nl,rm,sk,sl,sv decembra:bs,sk,sl,sr decembre:fr decembri:lv decembrie:ro
decembris:lv decembro:gl dekabr:az,tk,uz des:ca,id,is,no desemba:sw desember:af,fo,id,is,no desembre:ca dets:et
detsember:et detsembril:et dez:de,pt dezember:de,lb dezembro:pt dhjetor:sq dic:es,it dicembre:it dicembru:mt
diciembre:es dis:ms disamba:ha diseembar:so disemba:ig,xh,zu disember:ms disyembre:fil gru:pl grudnia:pl grudzien:pl
gruod:lt gruodis:lt gruodzio:lt joulu:fi joulukuu:fi joulukuun:fi joulukuuta:fi nollaig:ga osu_ope:yo pro:cs,hr
prosinac:hr prosinca:hr prosince:cs prosinec:cs rhagfyr:cy thang_chap:vi thang_muoi_hai:vi ukuboza:rw δεκ:el
δεκεμβριος:el δεκεμβριου:el арван_хоердугаар_сар:mn гру:uk груд:uk грудень:uk грудня:uk дек:bg,ky,mk,ru декабр:tg,uz
декабрь:ky,ru декабря:ru декември:bg,mk дец:sr децембар:sr децембра:sr жел:kk желтоқсан:kk сне:be снежань:be
снежня:be դեկ:hy դեկտեմբեր:hy դեկտեմբերի:hy בדצמבר:he דצמבר:he דצמ׳:he دجنبر:ar دسامبر:fa دسمبر:ps,ur ديسمبر:ar
كانون_الاول:ar كانون_اول:ar डिसें:mr डिसेंबर:mr डिसेमबर:ne दिसंबर:hi दिसमबर:hi दिस॰:hi ডিচে:as ডিচেমবৰ:as ডিসে:bn
ডিসেমবর:bn ਦਸੰਬਰ:pa ડિસેમબર:gu ଡିସେମବର:or டிச:ta டிசமபர:ta డిసెం:te డిసెంబర:te ಡಿಸೆಂ:kn ಡಿಸೆಂಬರ:kn ഡിസം:ml ഡിസംബർ:ml
උඳුවප:si ธ.ค:th ธค:th ธันวาคม:th ທັນວາ:lo ဒီဇငဘာ:my დეკ:ka დეკემბერი:ka დეკემბერს:ka ዲሴምበር:am ធនូ:km 十二月:zh
"""
WEEKDAYS = """\
0= aje al astelehena bazar_ertəsi dilluns dl dusenbe dushanba dydd_llun e_hene esmaspaev glindesdi hetfo is isn
isniin isnin it-tnejn jumatatu kuwa_mbere litinin lu luain lun lundi lunedi lunes luni luns ma maanantai maanantaina
maandag man manadagur mandag manudagur meindeg mo mon monday monde montag mvulo ojo_aje pazartesi pirmadienis pirmd
pirmdiena po pon pondeli pondelok ponedeljak ponedeljek ponedjeljak poniedzialek pr pt pzt seg segunda-feira sen
senin thu_hai umsombuluko δε δευ δευτερα да даваа дс душанба душанбе дш дүи дүисенбі дүишөмбү панядзелак пн по пон
понеделник понедельник понедељак понеділок եկ երկ երկուշաբթի ב׳ יום_ב׳ יום_שני اثنين الاثنين دوشنبه پیر सो सोम
सोमबार सोमवार সোঃ সোম সোমবার সোমবাৰ ਸੋਮਵਾਰ સોમવાર ସୋମବାର தி திங திஙகள సోమ సోమవారం ಸೋಮ ಸೋಮವಾರ തി തിങകളാഴ‌ച
തിങകൾ සඳුදා จันทร์ จันทร์ที วันจันทร์ วันจันทร์ที ວັນຈັນ တနငလာ ორ ორშ ორშაბათი 월 월요일 ሰኞ ចនទ ច័នទ 一 周一
星期一 月
月曜日 週一
1= an antradienis ar asteartea cərsənbə_axsami denschdeg di dienstag dimarts dinsdag dt dydd_mawrth e_marte isegun
it-tlieta jumanne kedd kuwa_kabiri lwesibini ma mairt mar mardi martedi martes marti ojo_isegun ot otrd otrdiena sa
sal sali se sel selasa seshanba sisenbe talaado talata teisipaev ter terca-feira thr thri thridjudagur thu_ba ti
tiistai tiistaina tir tirs tirsdag tis tisdag tiuzdee tor torek tu tue tuesday tysdagur ulwesibili ut utery uto
utorak utorok wt wto wtorek τρ τρι τριτη ау ауторак вт вто вторник вівторок мя мягмар сеисенбі сешанба сешанбе сс ут
уто уторак шеиш шеишемби шш երեքշաբթի երք եք ג׳ יום_ג׳ יום_שלישי الثلاثاء ثلاثاء سه_شنبه سه‌شنبه منگل मं मंगल
मंगलवार मंगळ मंगळवार मङगलबार মঃ মঙগল মঙগলবার মঙগলবাৰ ਮੰਗਲਵਾਰ મંગળવાર ମଙଗଳବାର செ செவ செவவாய మం మంగళ మంగళవారం ಮಂಗಳ
ಮಂಗಳವಾರ ചൊ ചൊവവ ചൊവവാഴച ചൊവവാഴ‌ച අඟහරුවාදා วันอังคาร วันอังคารที อังคาร อังคารที ວັນອັງຄານ အငဂါ სამ სამშაბათი სმ
화 화요일 ማክሰኞ អងគារ 二 周二 星期二 火 火曜日 週二
2= arbaco asteazkena az ca car carsamba carsenbe ceadaoin chorshanba cərsənbə dc dimecres dydd_mercher e_merkure
jumatano ke keskiviikko keskiviikkona kolmapaev kuwa_gatatu l-erbgħa laraba lwesithathu me mer mercoledi mercores
mercredi mesemna mettwoch mi mid midvikudagur mie miercoles miercuri mikudagur mittwoch miyerkules ojoru on ons
onsdag qua quarta-feira ra rab rabu sr sre sreda sri srijeda sro sroda st streda sze szerda thu_tu tr treciadienis
tresd tresdiena ulwesithathu we wed wednesday wenezdee wo woensdag τε τετ τεταρτη лх лхагва серада середа ср сре
среда сряда сәрсенбі чоршанба чоршанбе шарш шаршемби шр չորեքշաբթի չրք չք ד׳ יום_ד׳ יום_רביעי اربعاء الاربعاء بدھ
چهارشنبه बु बुध बुधबार बुधवार বুঃ বুধ বুধবার বুধবাৰ ਬੁੱਧਵਾਰ બુધવાર ବୁଧବାର பு புத புதன బుధ బుధవారం ಬುಧ ಬುಧವಾರ ബു
ബുധനാഴ‌ച ബുധൻ බදාදා พธ พธที วันพธ วันพธที ວັນພດ ဗုဒဓဟူး ოთ ოთხ ოთხშაბათი 수 수요일 ረቡዕ ពុធ 三 周三 星期三 水
水曜日 週三
3= alhamis alhamisi ce cet cetrtek ceturtd ceturtdiena cetvrtak cs csutortok ct ctvrtek cumə_axsami czw czwartek
deardaoin dijous dj do donderdag donnerstag donneschdeg dydd_iau e_enjte fi fim fimmtudagur gievgia gio giovedi
hosdagur huwebes il-ħamis je jeu jeudi joi ju jue jueves kam kamis ketvirtadienis kh kha khamiis khamis kt kuwa_kane
lwesine neljapaev og ojobo osteguna payshanba pe pensenbe per persembe qui quinta-feira st stvrtok th thu thu_nam
thursday to toozdee tor tors torsdag torstai torstaina ulwesine xo xov xoves πε πεμ πεμπτη беисенбі беиш беишемби бс
бш паишанба панҷшанбе пү пүрэв чацвер че чет четвер четверг четвртак четврток четвъртък чт чц հգ հինգշաբթի հնգ ה׳
יום_ה׳ יום_חמישי الخميس جمعرات خميس پنج_شنبه پنجشنبه गु गुरु गुरुवार बिहिबार বৃঃ বৃহ বৃহসপতি বৃহসপতিবার বৃহসপতিবাৰ
ਵੀਰਵਾਰ ગુરુવાર ଗୁରୁବାର வி வியா வியாழன గురు గురువారం ಗುರು ಗುರುವಾರ വയാ വയാഴം വയാഴാഴ‌ച බ‍රහසපතිනදා พฤ พฤที พฤหัส
พฤหัสที วันพฤหัสบดี วันพฤหัสบดีที ວັນພະຫັດ ကြာသပတေး ხთ ხუთ ხუთშაბათი 목 목요일 ሐሙስ ពរហសបតិ៍ 周四 四 星期四 木
木曜日 週四
4= anna biyernes cu cum cuma cumə divendres dv dydd_gwener e_premte eti fo fos fostudagur fr fraidee fre fredag
freideg freitag fri friday friggjadagur haoine ijumaa il-gimgħa jimco ju jum juma jumaat jumat jumma'a kuwa_gatanu
lwesihlanu ojo_eti or ostirala pa patek pe penktadienis pentek perjantai perjantaina pet petak petek pi pia piatek
piatok piektd piektdiena pk pn pt reede sex sexta-feira thu_sau ulwesihlanu ve ven venderdi vendredi venerdi venres
vi vie viernes vin vineri vr vrijdag vrydag πα παρ παρασκευη ба баасан жм жума жұма п'ятниця пе пет петак петок
петък пт пятница пятніца ҷумъа ու ուր ուրբաթ ו׳ יום_ו׳ יום_שישי الجمعة جمعة جمعه جمعہ शु शुकर शुकरबार शुकरवार শুঃ
শুকর শুকরবার শুকৰ শুকৰবাৰ ਸੁੱਕਰਵਾਰ શુકરવાર ଶୁକରବାର வெ வெள வெளளி శుకర శుకరవారం ಶುಕರ ಶುಕರವಾರ വെ വെളളി വെളളിയാഴ‌ച
සිකුරාදා วันศกร์ วันศกร์ที ศกร์ ศกร์ที ວັນສກ သောကြာ პარ პარასკევი პრ 금 금요일 ዓርብ សុករ 五 周五 星期五 週五 金
金曜日
5= abameta asabar cmt ct cumartesi dissabte ds dydd_sadwrn e_shtune is-sibt jumamosi kuwa_gatandatu la larunbata lau
lauantai lauantaina laugardagur laupaev leygardagur lo lor lordag lr mgqibelo ojo_abameta sa sab sabado sabato sabti
sabtu sam sambata samedi samschdeg samstag sat saterdag sathairn satodee saturday se senbe sestadienis sestd
sestdiena shanba so sob sobota sonda st su sub subota szo szombat sənbə thu_bay umgqibelo za zaterdag σα σαβ σαββατο
бя бямба иш ишемби ишм саб сабота сб сенбі су суб суббота субота събота шанба шанбе շաբաթ շբ շբթ יום_שבת שבת ש׳
السبت اونۍ سبت شنبه ہفتہ शनि शनिबार शनिवार শনি শনিবার শনিবাৰ ਸਨੀਵਾਰ શનિવાર ଶନିବାର சனி శని శనివారం ಶನಿ ಶನಿವಾರ ശനി
ശനിയാഴ‌ച සෙනසුරාදා วันเสาร์ วันเสาร์ที เสาร์ เสาร์ที ວັນເສົາ စနေ შაბ შაბათი შბ 토 토요일 ቅዳሜ សៅរ៍ 六 周六 土
土曜日 星期六 週六
6= ah ahad ahd aiku axad bazar cawe chu_nhat cn dg di dim dimanche diumenge do dom domenica domhnaigh domingo du dum
dumengia duminica dydd_sul e_diel ig igandea il-ħadd isonto jumapili ku_cyumweru lahadi linggo min minggu ne ned
nedela nedele nedelja nedjelja nie niedz niedziela ojo_aiku pa paz pazar puhapaev sekmadienis sk so son sondag
sondee sonndeg sonntag su sun sunday sunnudagur sunnuntai sunnuntaina sv svetd svetdiena vasarnap yakshanba yeksenbe
zo zondag κυ κυρ κυριακη воскресенье вс жек жексенбі жекшемби жс жш нд не нед недела неделя недеља неділя ня нядзеля
ням якшанба якшанбе կիր կիրակի կր א׳ יום_א׳ יום_ראשון اتوار احد الاحد یکشنبه आइतबार रवि रविवार দেও দেওবাৰ রঃ রবি
রবিবার ਐਤਵਾਰ રવિવાર ରବିବାର ஞா ஞாயி ஞாயிறு ఆది ఆదివారం ಭಾನು ಭಾನುವಾರ ഞാ ഞായറാഴ‌ച ഞായർ ඉරිදා วันอาทิตย์ วันอาทิตย์ที อา
อาทิตย์ อาทิตย์ที อาที ວັນອາທິດ တနငဂနွေ კვ კვი კვირა 일 일요일 እሑድ អាទិតយ 周日 日 日曜日 星期日 週日
"""
# Words of "two hours ago".
PAST = """\
( ) a aasta acum afo aga ago amaminithi amasekhondi amaviki an ang angu ani anni anno ano anos ans any anys ar araw
ari arum aste avant awa awanni awr ay bhliain bil bilood bliain bliana bln blwyddyn bulan buwan c chloig d da dae
dag dagar dage dagen dagur dakika dakiku dan dana daqiiqad daqiiqadood daqiqa day days ddiwrnod de deeg degi detik
dgn di dia dias diena dienam dienas dienos dienu dies dis dite diwrnod dk dna dnami dne dnem dnevi dnevom dnevoma
dni dnia dnom dny dogn dogum dtk duela dzien dəqiqə edlule eest egun eiliad emahoreni emna emnas evvel ezedlule
ezelott ezingu ezinsukwini fa fis flynedd flynyddoedd for fyrir g gabata gada gadiem gara gelede geleden gg giay
gimagħtejn gimgħa gimgħat gio giorni giorno god godina godine godinu godz godzin godzine godziny granet gun gurnata
h ha hace hafta hai hari hepde hettel heure heures hf hilabete hodinami hodinou hodiny honappal hora horas hores
hour hours hr həftə il ilbiriqsi iliyopita ilu iminyaka inyanga izinyanga izu j jaar jahr jahren jam jave joer jour
jours jumejn kahor kk klst klukkustund klukkustundum kun kuu kuukausi kuukautta kwana kwanaki l la lalu lat lata
leti letom letoma lety linggo luna luni m maalin maalmood maand maande maanden mais mako makonni man manad manader
manadir maned maneder manudi manudum masodperccel mbliana md mdr me meint men menesa menesi menesiem menesio menesiu
menesius menit mes mese meseca mesecem mesecema meseci meses mesi mesiaca mesiacmi mesiacom mesice mesicem mesici
mesos metu metus mgg mgu mhi mi miaka mies miesiac miesiaca miesiace miesiecy miezi min minggu minit minti mintuna
minuciu minut minuta minutama minutami minutas minute minutem minuten minuter minutes minuti minuto minutos minutou
minuts minutt minutten minutter minuttir minutu minutum minuty minuut minuutti minuuttia mis mj mjesec mjeseca
mjeseci mnt mo mois monat monaten month months mount muaj munud mwaka mwezi n n'ime nad nadala nakalipas nam napja
nappal ned nedelam nedelas nedelja nedelje ngay nkeji noimead o odun ol oldin on once onn onns onwa ora oras oraval
ordu ore oy p paeva paiva paivaa pare perccel phut pirms pre pred pries prije pv r rok roka rokem rokmi rokom roku s
sa saa saacad saacadood saat sagat sagħtejn saniye saniyə sannad sannadood sapt saptamana saptamani sat sata sati
sav savaiciu savaite savaites seachtain seachtaine sec second seconde seconden secondes secondi secondo seconds
secunda secundas secunde sedan sedm sedmica sedmice sedmicu seg segon segons segundo segundos sek sekond sekonda
sekonde sekondes sekondi sekonn sekonnen sekund sekundama sekundami sekunde sekundem sekunden sekunder sekundes
sekundi sekundo sekundou sekundu sekundum sekundy sekundziu sekunt sekunti sekuntia sem semaine semaines semana
semanas sen sena sentejn setm setmana setmanes sett settimana settimane seyin sheachtain shekara shekaru shin
shoicind sidan siden siegħa sigħat siku sitten sn snin soat soicind soniya st std stonn stonnen stundam stundas
stunde stunden suka t ta tag tagen tahun taon ted tedni tednom tednoma temu thang thn tim timar time timer timi
timmar timme tj tjedan tjedana tjedna toddobaad truoc tuan tunni tunti tuntia tyd tydne tydnem tydny tydz tydzien
tyg tygodni tygodnia tygodnie tyz tyzdna tyzdnami tyzdnom u uair ubochi uge uger uke uker uliopita ura urama urami
uras uro urte uur v val valanda valandas valandos valandu vecka veckor viikko viikkoa vika viku vikum vikur viru(n)
virun vit vjet vk vor vuosi vuotta w wata watanni week weeks weke weken wiki wk woch woche wochen wythnos xahar
xahrejn xhur y ya yang year years yil yn yr yyl zi zile zilizopita əvvəl απο δευτ δευτερολεπτα δευτερολεπτο εβδ
εβδομαδα εβδομαδες ετη ετος ημ ημερα ημερες λεπ λεπτα λεπτο μηνα μηνες πριν ω ωρα ωρες аввал аи ап апт апта бұрын г
гадз гадзін гадзіну гадзіны гадоу гады год года годин година године години годину д дана дақиқа ден дена день дзен
дзень дн днеи дни дня дні днів долоо ж жилиин жыл иил кун күн л лет м мес месец месеца месеци месяц месяца месяцау
месяцев месяцы мин минут минута минути минуту минуты минутын моҳ мурун міс місяць місяця місяці місяців мүн мүнөт
назад нед недели недель неделю недеља недеље ои олдин пеш пре пред преди р роки року років руз рік с саат сарын сата
сати сағ сағат седм седмица седмици сек секунд секунда секунде секунди секунду секунды секундын соат сол сония таму
тиж тиждень тижня тижні тижнів тому тыд тыдзень тыдня тыдняу тыдні хв хвилин хвилини хвилину хвілін хвіліну хвіліны
хоногиин ц цагиин ч час часа часов ҳафта өдриин өмнө ամիս առաջ ժ ժամ շաբ շաբաթ վայրկյան վրկ տ տարի ր րոպե օր אחד דקה
דקות דק׳ חודש חודשיים חודשים יום יומיים ימים לפני שבוע שבועות שבועיים שב׳ שנה שניות שנייה שנים שני׳ שנתיים שעה שעות
שעתיים שע׳ שתי اسابيع اسبوع اسبوعا اسبوعين اشهر اونۍ ايام ثانية ثانيتين ثانيه ثانيې ثانیه ثوان خلال دقايق دقيقة
دقيقتين دقيقه دقيقې دقیقه دن دنوں روز ساعات ساعة ساعت ساعتونه ساعتين سال سنة سنتين سنوات سیکنڈ شهر شهرا شهرين قبل
ماه مخکې منٹ مياشت مياشتې مہینہ مہینے هفته واحد واحدة ورځ ورځې يوم يوما يومين پہلے پیش کال کاله گھنٹہ گھنٹے ہفتہ
ہفتے अघि आठवडयांपूरवी आठवडयापूरवी घंटे घं॰ घणटा तासांपूरवी तासापूरवी दिन दिवसांपूरवी दिवसापूरवी पहले पहिले पूरवी
महिनयांपूरवी महिनयापूरवी महिना माह मिनट मिनि मिनिटांपूरवी मिनिटापूरवी मिनेट मि॰ वरष वरषांपूरवी वरषापूरवी सपताह से
सेकंड सेकंदांपूरवी सेकंदापूरवी सेकेनड से॰ हपता আগে ঘণটা ছেকেণড দিন পূরবে পূৰবে বছর বছৰৰ মাস মাহ মিনিট সপতাহ সেকেনড
ਘੰਟਾ ਘੰਟੇ ਦਿਨ ਪਹਿਲਾਂ ਮਹੀਨਾ ਮਹੀਨੇ ਮਿੰਟ ਸਕਿੰਟ ਸਾਲ ਹਫਤਾ ਹਫਤੇ અઠવાડિયા કલાક દિવસ પહેલાં મહિના મિનિટ વરષ સેકંડ ଘଣଟା ଦିନ
ପୂରବେ ବରଷ ମାସ ମିନିଟ ସପତାହ ସେକେଣଡ ஆணடிறகு ஆணடுகளுககு நாடகளுககு நாளுககு நிமி நிமிடஙகளுககு நிமிடததிறகு ம மணிநேரம மாத
மாதஙகளுககு மாதததுககு முன வார வாரஙகளுககு வாரததிறகு வி விநாடிககு விநாடிகளுககு కరితం గం గంట గంటల నిమి నిమిషం నిమిషాల
నెల నెలల రోజు రోజుల వారం వారాల సం సంవతసరం సంవతసరాల సెక సెకనల సెకను ಗಂಟೆ ಗಂಟೆಗಳ ತಿಂಗಳ ತಿಂಗಳು ತಿಂಗಳುಗಳ ದಿನಗಳ ದಿನದ
ನಿಮಿಷಗಳ ನಿಮಿಷದ ವರಷಗಳ ವರಷದ ವಾರಗಳ ವಾರದ ಸೆಕೆಂಡ ಸೆಕೆಂಡುಗಳ ಹಿಂದೆ ആഴച ദിവസം മണികകൂർ മാസം മിനിററ മുമപ വർഷം സെകകൻഡ කට තතපර
දින පැය පෙර මාස මිනිතතු වසර සති ชม ชัวโมงทีผานมา ทีแลว นาทีทีผานมา นาทีทีแลว ปีทีแลว วันทีผานมา วันทีแลว
วินาทีทีผานมา วินาทีทีแลว สัปดาห์ทีผานมา สัปดาห์ทีแลว เดือนทีผานมา เดือนทีแลว ຊົວໂມງກອນ ນາທີກອນ ປີກອນ ມືກອນ
ວິນາທີກອນ ອາທິດກອນ ເດືອນກອນ စကကန နာရီ နှစ ပတ ပြီးခဲသည မိနစ ရက လ დღის თვის კვ კვირის საათის სთ წამის წთ წინ წლის წმ
წუთის 개월 년 분 시간 일 전 주 초 ሰከንድ ሰከንዶች ሰዓት ሰዓቶች ሳምንታት ሳምንት ቀናት ቀን በፊት ከ ወራት ወር ዓመታት ዓመት ደቂቃ
ደቂቃዎች ខែមុន
ឆនាំមុន ថងៃមុន នាទីមុន ម៉ោងមុន វិនាទីមុន សបដាហ៍មុន か月前 个月前 個月前 分前 分鐘前 分钟前 周前 天前 小时前 小時前
年前 日前 時間前 秒前 秒钟前 週前 週間前
"""
# In which order, and with which sign, a language prints a numeric date.
ORDERS = """\
dmy-= as nl rm
dmy.= az be bg bs cs da de et fi fo he hr hy is ka kk ky lb lv mk no pl ro ru sk sl sq sr tk tr uk
dmy/= am ar bn ca cy el es fr ga gl gu ha hi id ig it km kn lo ml mr ms mt my pa pt so sw ta te tg th ur uz vi yo
mdy/= en fil or xh
ymd-= af lt rw si sv zu
ymd.= hu ko mn
ymd/= eu fa ja ne ps zh
"""
