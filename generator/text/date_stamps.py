"""Words around a story's date: published or updated, clocks, zones, and words without meaning for it.

Folded, so that "publié" and "publie" are the same. Tables, so that another language is one line.
"""

from generator.text.normalise import fold


def _fold_words(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


PUBLISHED = _fold_words(
    """published publish publication posted post created issued uploaded added released dated first originally filed
    written
    veroffentlicht erschienen erstellt publiziert veroffentlichung erscheinungsdatum gepostet eingestellt
    ersterscheinung
    publie publiee publies paru parue redige cree poste diffuse
    publicado publicada publicacion publicada creado creada subido fecha publicacao postado criado publicat publicada
    creat postat
    pubblicato pubblicata pubblicazione inserito scritto creato
    gepubliceerd geplaatst gepost verschenen aangemaakt publicerad publicerades publiceret offentliggjort udgivet
    oprettet
    publisert opprettet julkaistu luotu birt birtist skrad
    opublikowano opublikowany opublikowana publikacja publikacji dodano utworzono dodany zamieszczono
    publikovano vydano zverejneno vytvoreno publikovane zverejnene vydane publikovany
    kozzeteve megjelent megjelenes letrehozva publikalva
    yayinlanma yayinlandi yayimlanma yayin yayim giris eklenme eklendi olusturulma yayinlanis
    δημοσιευση δημοσιευτηκε δημοσιευθηκε δημοσιευμενο δημοσιευσης αναρτηθηκε αναρτηση
    опубликовано опубликована опубликован публикация публикации размещено добавлено создано
    опубліковано оприлюднено створено додано публікації публікація розміщено
    публикувано публикувана публикуван добавено објављено објављен објавено
    objavljeno objavljen objavljena objava kreirano objavljenoj paskelbta publikuota publicets pievienots avaldatud
    lisatud
    نشر نشرت منشور النشر نشرها نشره الاصدار صدر صدرت انتشار منتشر شائع اشاعت
    פורסם פורסמה פורסמו פרסום
    प्रकाशित प्रकाशन  প্রকাশিত প্রকাশ
    เผยแพร่ เผยแพร่เมื่อ โพสต์
    diterbitkan dipublikasikan terbit diunggah dimuat diposting dang xuat ban
    发布 發布 發佈 发表 發表 刊登 出版 公開 掲載 配信 投稿 作成 発行 발행 입력 등록 게시 작성 기사입력 기사등록 승인
    송고"""
)
UPDATED = _fold_words(
    """updated update lastupdate modified revised edited changed corrected refreshed amended stand
    aktualisiert aktualisierung geandert bearbeitet uberarbeitet aktualisierte
    mis mise actualise actualisee modifie modifiee maj actualisation
    actualizado actualizada actualizacion modificado modificada act atualizado atualizada atualizacao actualitzat
    actualizat modificat
    aggiornato aggiornata aggiornamento modificato modifica
    bijgewerkt gewijzigd aangepast uppdaterad uppdaterades andrad opdateret redigeret oppdatert endret paivitetty
    muokattu uppfaert
    aktualizacja zaktualizowano aktualizowano modyfikacja zmodyfikowano aktualizovano upraveno aktualizovane
    aktualizacia upravene
    frissitve frissites modositva modositas
    guncelleme guncellendi guncellenme guncellenmis
    ενημερωση ενημερωθηκε τροποποιηση τροποποιηθηκε
    обновлено обновлена обновлен обновление изменено изменен оновлено оновлення змінено обновена актуализирана
    ажурирано изменето
    azurirano izmenjeno izmijenjeno posodobljeno osvjezeno atnaujinta atjaunots uuendatud muudetud
    تحديث تحديثه حدث تعديل محدث روزرساني روزرسانی بروزرسانی ویرایش
    עודכן עודכנה עדכון
    अपडेट अपडेटेड संशोधित আপডেট হালনাগাদ
    อัปเดต อัพเดต ปรับปรุง แก้ไข อัปเดตล่าสุด
    diperbarui diperbaharui dikemas kini cap nhat
    更新 修改 編集 改訂 修正 수정 업데이트 최종수정 갱신"""
)
NEUTRAL = _fold_words(
    """last on at date time time: in latest and article story news online print web edition the this was is it s day
    am um vom datum zeit uhrzeit zuletzt letzte letztes letztmals artikel beitrag meldung erstmals und nachricht
    le la a jour date heure derniere fois l et les ce au vers article
    el las los fecha hora a ultima ultimo vez y dia il alle ore del ultimo data e giorno as os em no na dia o
    op om laatst laatste datum den kl klockan klokken senast sist viimeksi klo
    godz o dnia data ostatnia czas v ve dne ve cas posledni datum hodin posledna kdy
    son tarihi tarih saat saati ilk az utolso datuma ideje
    στις τελευταια ημερομηνια ωρα την το
    в дата время последнее года г час последняя остання востаннє о дата о останне у години на
    poslednje zadnje datum vrijeme vreme u dana
    في تاريخ التاريخ الساعة اخر يوم بتاريخ ساعة م هـ الموافق در تاریخ ساعت اخرین به
    ב בשעה תאריך שעה אחרון אחרונה יום ביום
    को पर समय तारीख बजे और ইং এর সময় তারিখ
    เมื่อ วันที่ เวลา น ล่าสุด พศ พ.ศ คศ ค.ศ
    pada tanggal pukul jam terakhir hari ngay luc thu vao gio
    於 于 时间 時間 日期 时 日時 最后 最後 最終 最新 首次 日 点 於: 編輯 기사 시간 날짜 최종 일시 오전 오후 上午 下午
    午前 午後 晚上 凌晨"""
)
# Words for reading times and numbers of readers; numbers precede them.
READING = _fold_words(
    """min mins minute minutes read reading lesezeit minuten lesedauer lecture lectura lettura leitura leestijd
    lasetid lukuaika
    minuti minutos minuta minut min. czytania мин минут минуты чтения просмотров хв читання dakika okuma
    views comments comment kommentare kommentar commentaires comentarios comentarios commenti reacties комментариев
    shares words
    分钟 阅读 次 分鐘 閱讀 浏览 评论 点击 瀏覽 조회 조회수 阅读量 点击量 浏览次数"""
)
HOURS = _fold_words(
    """am pm a.m p.m a p uhr h hrs hours hr hour heures uur u hod ore horas godzina klukkan π.μ μ.μ πμ μμ ص م صباحا
    مساء ظهرا بعد الظهر
    ч час noon midnight น น. wib wita wit ist gmt utc z t et est edt ct cst cdt mt mst mdt pt pst pdt bst cet cest
    mez mesz msk мск
    jst kst hkt sgt aest aedt ast adt akst hst nst eet eest wet west time eastern central pacific mountain local
    بتوقيت غرينتش جرينتش غ ق.ظ ב לפני बजे एएम पीएम مساء"""
)
# Words between the parts of a date ("14 de enero del 2025", "2025 m. sausio 14 d.").
FILLERS = _fold_words(
    """of de del di da dal du d den der dem do ng ka the m metu gada года року г р г. г год жылғы жылы йил yil ci il
    o an am ar n i
    عام سنة ל של साल ที de l y year în ذي พ.ศ พศ ค.ศ e ko koe ngay nam thang thg ap"""
)
ORDINALS = _fold_words(
    "th st nd rd er re ere e o a o. ος η ης го й е та ої го. en an ain n de te ste d ren ª º ene nin inci "
    "eme ème ikā में ది న"
)
DAYS_NAMED = _fold_words(
    """today yesterday heute gestern hier aujourd hui hoy ayer oggi ieri hoje ontem vandaag gisteren idag igar i dag
    gar dzisiaj dzis
    wczoraj dnes vcera ma tegnap azi ieri bugun dun сегодня вчера сьогодні вчора σημερα χθες اليوم امس امروز دیروز
    היום אתמול
    今天 昨天 今日 昨日 오늘 어제 just now आज कल วันนี้ เมื่อวาน hari ini kemarin hom nay hom qua danas jucer juce"""
)
# Lines without a digit that only say when a story was published.
WITHOUT_DIGITS = frozenset(
    """today|yesterday|just now|an hour ago|a day ago|a week ago|a month ago|a year ago|a minute
    ago|heute|gestern|vorgestern
    |vor einer stunde|vor einem tag|hier|aujourd'hui|il y a une heure|hoy|ayer|hace una hora|hace un dia|oggi|ieri
    |un'ora fa|hoje|ontem
    |ha uma hora|vandaag|gisteren|een uur geleden|i dag|i gar|idag|igar|dzisiaj|wczoraj|godzine temu|dnes|vcera
    |pred hodinou|bugun|dun
    |сегодня|вчера|час назад|сьогодні|вчора|годину тому|اليوم|امس|منذ ساعة|قبل ساعة|منذ ساعتين|منذ يوم|היום|אתמול
    |לפני שעה|今天|昨天
    |今日|昨日|刚刚|剛剛|오늘|어제|방금""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
