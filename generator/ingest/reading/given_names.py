"""Given names as the press writes them, folded. Made by tests/quality/make_given_names.py.

The 5,200 of the table of names (authority/data) that are written most; sources and licences stand in its README.
"""

GIVEN_NAMES = frozenset(
    """\
aage aan aaron aba abb abbas abbey abbi abbott abdi abdul abdulkadir abdullah abdurrahman abe abel abiye abraham abril
abu acar ace achille achilles achim achmad ada adam adamo adams add ade adel adela adelaide adele adem adi adil adina
aditya adli admir admiral adnan adolf adolfo adora adria adriaan adrian adriana adriano adrien adva afer afonso africa
afton agam agata agatha age agnes agneta agnieszka agostino agus agustus ahad ahmad ahmed ahmet ahn ahti aidan aide
aimable aime aimo aina aine aino ainoa aisyah aja ajan ajda akar akay akbar aki akif akira aksel akseli aksoy ala alaa
alabama alain alan alana alba albert alberta alberto albin albrecht aldo ale alea alec alejandra alejandro alejo
aleksander aleksandr aleksandra aleksanteri aleksei aleksi aleksiej alena alene ales alessandra alessandro alessio
alex alexa alexander alexandr alexandra alexandre alexandria alexandrie alexandru alexe alexei alexej alexis alf alfa
alfons alfonso alfred alfredo alger ali alice alicia alicja aliena alim alin alina aline alis alison alla allan allee
alleen allegra allen alli allison ally alma almaz alo alois alonso alparslan alpha alphonse alpin alta alto alvar
alvaro alvin alya ama amada amado amador amal amalie amanda amando amar amara amare amaro amber amedeo amel amelia
amer america ami amico amie amin amir amit amma among amor amos amparo amro amy ana analisa ananda anar anas anastasia
anatol anca anda ander anders anderson andor andra andras andre andrea andreas andreea andrei andrej andres andrew
andri andrzej andy ane anel aneta anett anette ange angel angela angeles angelica angelika angelina angelo anghel angi
angle angus ani ania anis anita anja anka anke ann anna annak anne anneli annet annette anni annibale annie anniina
annika annunziata anny anssi antal antara ante antero anthony antim antoine anton antonella antoni antonia antonie
antonino antonio antoniu ants antti antun anu anwar anya apollo april ara arad arah aram aras arch archer archie arda
ares argelia argentina ari aria ariana ariane arie ariel arif arild aris arizona arja arkadiusz arla arlington armand
armando armas armen armenia armin arna arnaldo arnaud arndt arne arno arnold aron arra ars arsenie art arta artan
arthur artis arto arttu artur arturo arvid arvo arya arzu asa asaf asal ascension ase asger ashley ashton asi asia
asil asko asla aslan asma assunta ast asta aston astrid asu ata atalay atena athena ati atla atlanta atlas atma atte
attila aud aude audrey audun august augusta auguste augustin augusto augustus aura aurel aurelia aurelian aurelio
aurora aurore austin author autumn ava avery avi avis aviv avni avraam avram avril awan axel aya ayah ayala ayan aydan
aydemir ayhan aykut ayla aylin aysel ayu azar aziz azmi azul baba babe baby bagus bahar bahari bahia bailey baker baki
bakti bala baldwin bale bali balli bambang ban bancar bang banks banu bao baptist baptiste bar bara barack barak baran
barata barbar barbara barbie barbora barbro barbu bari baris barna barney baron barre barrett barry bart bartek
bartolomeo bartolomeu barton bas basarab basel basil basma bassi bastian batal bautista baxter bayram bea beat beata
beate beatrice beatrix beatriz beau bebe beckett becky beda bedford bee beer beja beka bekir bela bell bella belle
bello belo ben bena bence benedek benedetto benedict benedicto benedikt bengt beni benito benjamin benn bennett benny
benoit benson bent bente bentley bento benvenuto beppe berat beren berg bergen bergmann berit berki berlin berna
bernadett bernard bernardino bernardo bernd bernhard bernie bernt berry bert bertalan bertel berthold bertil bertrand
besin beste beta beth betina bett bettina betty beverly beyler biagio bianca bibi bienvenida bil bilal bill billie
billy bin bina bing bir bird birger birgit birgitta birgitte birthe bishop bitten bjarne blair blaise blake blanca
blanche blanka blas blaze blessing bliss blossom boas bob bobby bode bodi bodil bodo boel boga bogdan bohumil bohuslav
bohuslava boi boje bok bolden boleslav bong bonita bonnie bono borg boris borja borys boss bosse boston bot boyd boyu
bra brad bradford bradley brady braga brain brak bram branch branco brande branden brandon brandt branka brant brecht
breda brenda brendan brennan brennen brent brett brian briana brigitta brigitte brinda brisa bristol brit britney
britt britta brock brody brook brooke brooklyn brooks bror brown bruce bruch bruna bruno bryan bryant bryn buck bucur
bud buddy budi bue buena buffy buget bui bun buna bunny burak buren burk burke burns burt burton bury bush butler
byron cade caesar caga cain caio cakar cakrawala cal cale cali calla calvin cam camelia cameron cami camila camilla
camille camillo camilo campbell campo canal canan candela candi candida candra candy caner cannon cantemir canyon cap
capa captain cara carey cari caridad carin carina carine caritas carl carla carlo carlos carlton carmelo carmen
carmine caro carol carola carole carolina caroline carolyn carri carrie carroll carry carson carsten carter cas case
casey cash casper cass cassie catalina catarina caterina catherine cathrine catur ceara cecilia cecilie celal celem
celeste celia celso cem cemal cemil cena cengiz cenni cesar cesare ceyhun cezar cezary cezayir chad chae chalmers
champ chan chance chandler chandra chanel chang chantal chante chap charity charla charles charlie charlotte chase
chau che chelsea chema chen cheng cher cherry cheryl chester chi chiara chien chilo chin china ching chino chip chiril
chloe chong chris christ christa christen christer christi christian christiane christie christina christine
christoffer christoph christophe christopher christos chu chuck chun chung cici cielo cierra cihad cihan cihat cin
cinderella cindy cinnamon cinta ciprian ciro citra claes clair claire clara clare clarence clarice clark clarke claude
claudia claudio claudiu claus clay clayton clemens clement clemente cleveland cliff clifford clinton clive clouds
clyde coby coco cody cohen cole coleman coli colin collier collins colon colonel colt columbia columbus come comfort
con conan conception concha connie connor conrad constance constant constanta constantin consuelo contessa conway
cooper coral corazon cord corda cordero corey cori corina cornel cornelia cornelis corneliu cornelius cornell corona
corrado corvin cosimo cosmin cosmo costa costache costantino costanzo costas costel costin council courtney craig
crawford creed crin cris cristal cristea cristi cristian cristiana cristiane cristiano cristina cristoforo cruz
crystal csaba csilla cuba cuman cunho curtis custodia cynthia cyril cyrus czech daan dacia dacian dag dagmar dai daire
daisy dakota dale daler dalibor dalla dallas dalton damar damian damiano damien damon dan dana dane dang dani dania
daniel daniela daniele danielle daniels danilo danish dann danny dante danuta dany daphne dara darci daria darin dario
darius dariusz darling darren daru darwin dary daud dave davi david davida davide davis davon davor davud davy dawid
dawn dawna dawne dawson dawud dax dea dean debbie deborah decebal dede dee deja dejan del delfino delia delicia delil
dell della delle delta demeter demi den denis denisa denise deniz denna dennis denny denver derek derya desean desi
desiderio desire desmond dessa destin destiny detlef dev devi devin deviner devon dewi dex dexter dia diah diamond
dian diana diane dick didier didrik diederik diego dieter dietmar dietrich digna dije dijon diken dilan dima dimas
dimitri dimos dina dinda dink dino dinu diogo dion dirk dis dita ditte divan divina dixon diyor dmitri doa doc dock
doctor doina doll dolores dom domen domenica domenico domingo domingos dominic dominik dominika dominique don dona
donald donat donato dong donna donny dono donovan dor dora dorel dori doria dorian dorin dorina doris dorit dorota
dorothy dorte dorthe doru dot doug douglas dove dow doyle draga drago drake drew dries drita dua duarte duda duha duke
dulce duma dumitru duna duncan dunia dunn dunne durante duro dursun dusty dvora dwi dwight dylan earl early earnest
easter ebba ebbe eben eberhard ebert ecaterina echo eda edda eddie eddy edel eden eder edgar edi edin edina edison
edit edith edmond edmund edoardo edouard edson edu eduard eduardo edvard edward edwin edyta eemeli eero eetu eeva efe
egil egon eija eik eila eimer einar einer eino eirik eivind eka ekber ekim eko ekrem ela elaine elda eldar elden elder
eleanor elena eleonora eli elia eliana elias elif elige elin elina eline elio eliot elis elisa elisabeta elisabeth
elisabetta elise elita eliza elizabeth elke ella elle ellen eller elli ellie elliot elliott ellis elma elon els elsa
else elva elvan elver elvi elvis ely emanuel emanuele emas ember emel emelie emerald emerson emese emil emile emilia
emilian emiliano emilie emilio emily emin emine emir emis emit emma emmanuel emmer emmi emmy emre ena enas enda endre
ene enes enfes eng engin enis enn enrico enrique ensar enteng enver enzo era eran erasmus erbil ercan erdal erdogan
eren eres erhard eric erica erich erick erik erika erin erkan erkki erling erna ernest ernesto ernie ernst erol eron
erva ervin erwin esa esben esco esi esim esir esko esma esmeralda espen esperanza esra essa essence essex essi esta
esteban estela ester estera esteri estes esther estiva estrella eszter eta ethan etienne etta etter ettore eugen
eugene eugenia eugenio eun eura eva evan evans evde eve evelyn ever everett evert evi evita evrim evy ewa ewald ezio
ezra faber fabia fabian fabien fabio fabrice fabrizio facundo fahmi fai fairy faisal faith falak falan falk falon fan
fancy fang fani fanni fanny farah fares farhan faruk fate fatih fatiha fatimah fatma fausto fay fed fedele federica
federico fei fej felice felicia feliciano felicidad felipe felix fella fem femke feng feras ferd ferdi ferdinand
ferdinando ferenc ferhat ferman fern fernand fernanda fernando ferne fethi fevzi fia fiamma fida fidan fidel fifa
fikri filip filipa filipe filippo filiz finis finn finna fins fiona firas firman fisher fitzgerald fiz flavio fleet
flemming fletcher fleur flint flo floare floarea floor flor flora flore florea florence florencia florent florentina
florian florica florida florin florina floris floyd flynn fonda ford forest forni forrest fortunata fortunato forum
foster fran franc franca france frances francesca francesco franci francia francie francis francisc francisca
francisco franciscus franciszek franck franco frank franka frankie franklin frans franz franziska fraser fred fredda
freddie freddy frederick frederico frederik frederikke fredrik freed freeman freia freja french frida fridolin
friedrich friend fritz frode fuad fuat fuga fuller fuma fura gabe gabel gabi gabor gabriel gabriela gabriele gabriella
gabrielle gad gada gadang gading gaetano gage gaia gal gala galak galang gale galen gali galip gallego galli galo gan
ganda gang ganteng gara garang garda gardner gareth garfield garibaldi garrett garrison gary gaston gatot gauge
gauthier gaven gavin gavriil gavril gay gaye gazi gee geert gehad geir gelu gema gemma gene general genesis geneva
genie gennaro geo geoffrey georg george georges georgeta georgia georgian georgiana gerald geraldo gerard gerardo gerd
gergely gergo gerhard geri germain german germana germans gerrit gerry gert gertrud gesa ghazi gheorghe gia giacomo
gian giancarlo gianfranco gianluca gianni gibson gideon gigi gijs gil gila gilang gilbert gilberto giles gill gilles
gilmar gim gin gina ginevra ginger gino gioia giorgia giorgio giovani giovanna giovanni girolamo gisela gita gitte
giulia giuliano giulietta giulio giuseppe gizella gizem glen glenn glo gloria glory goa goda goga gok golden goli goma
gonzalo gordon gore gorge gosta gottfried governor grace gracia graham grania grant graves gray grazia greca grecia
greco green greene greet greg grega gregor gregorio gregory greta grete griffin griffith grigore gro grove grzegorz
gua guadalupe gudrun guglielmo guido guilherme guillaume guillermo gul gum gumi gun gundel gunilla gunn gunnar guri
gus gust gusta gustaf gustas gustav gustave gustavo gusti guus guy gwen gyula habib hadas hadi hae hagen hager hai
haja hakan haki hakikat hakim hal hala haldun hale hali halil halim halit hall halla halle haluk ham hamar hamdi hamid
hamilton hamis hamit hampton hamza hamzah han hana handy hang hani hank hanka hanko hanna hannah hanne hannele hannes
hannibal hanno hannu hans hansa harald hardy hari haris harita harja harley harm harman harmony harold harper harri
harriet harris harrison harry harsh hart hartmann hartmut harto haruka harun harvey hasan hasret hassan hasta hasyim
hatice hava haven hawa haya hayali hayat haydar hayes hayret hazine heath heather heaven heba hector hee hege hei
heide heidi heike heikki heiko heimo heiner heinrich heinz heitor helal helen helena helene helga helge heli helle
hellen helmi helmut hema hen hence henderson hendra hendrik henk henna henning henri henriette henrik henrique henry
henryk herb herbert hercules herman hermann hermes hernando herrmann hertha heru hervor hester hikmat hilal hilde
hildegard hilkka hill hillary hilton hin hino holden holger holland holly holm holmes homer homero honey hong hope
horace horacio horea horen horia horn horst houston howard hoy hrant hristos hua huang hubert hudson hue hugh hughes
hugo hugues hui hulusi humberto humphrey hun hung huni hunor hunt hunter husein hussein hwa hwang hye hynek hyo hyun
iacob iain iam ian iancu iban iben ibn ibolya ibrahim ibrani ica ida ide ido idris ieremia ifa ige ignacio ignat
ignazio igor ihsan iida iiris ika iker ikiz iklim ikram ila ilah ilan ilari ilaria ileana ilgi ilham ilhan ilie ilim
ilinca ilja ilkbahar ilkka illa ilma ilmari ilo ilona ilse ilyas ima imam iman imi imo imran imre ina inan indah indi
india indiana indie indra indre ine infant ing inga inge ingeborg ingemar inger ingo ingrid ingvar inka inkeri inna
innocent inocencia inocente insa inta intan ioan ioana ion ionel ionela iordan iosif iqbal ira ireland irena irene
irfan irina iris irish irja irl irma irving irwan isa isaac isabel isabella isabelle isaiah isak ise isidro isin isis
isla islam ismael ismail ismet ismini ismo israel israil ita italo iulia iulian iuliana iuliu iulius iurie iustin iva
ivan ivana ivar iver ivi ivo ivory ivy iwan iwona iya izrael jaakko jaan jaana jacek jacinto jack jackie jackson jacob
jacopo jacqueline jacques jada jade jadwiga jae jaga jagat jago jahn jai jail jaime jair jaka jake jaki jakim jakob
jakub jam jamal james jamie jamil jamin jan jana jane janet jang jani janin janne jans january janusz jara jared jaren
jari jarkko jarl jarmila jarmo jarno jaroslav jaroslava jasmani jasmin jasmine jasna jason jasper jati javier jay jaya
jean jeana jeanette jeanne jed jeff jefferson jeffrey jele jelena jelita jelle jen jena jene jenna jenni jennifer
jennings jenny jens jensen jente jeong jep jeppe jere jeremy jerman jeroen jerome jerry jerzy jes jesper jess jesse
jessica jessie jesu jesus jet jewel jia jie jihad jihu jill jim jimmie jimmy jin jing jitka jiu joa joachim joakim
joan joana joanna joaquim job jochen joe joel joey johan johann johanna johanne johannes john johna johnny johnson joi
joie joka joke joko jolanta jolie jon jona jonas jonathan jones jong joni jonna jonny jono joona joonas joost jordan
jorden jordi jorge joris jorma jos jose josef josefa josefina joseph josh joshua josko jota jouko jouni journey joy
joya joyce jozef jua juan juana jud jude judge judi judit judith judy juha juhana juhani juho jukka jula jules juli
julia julian juliana julie julien juliet julieta juliette julio julius july jun juna june jung junho juni junia junior
jure juri jury jussi justa justas justice justin justine justo justus justyna jusuf jutta juul juuso jyrki kaan
kaarina kabir kacper kade kader kadin kadir kadri kai kaija kaisa kaiser kaj kaja kajsa kala kalbi kale kalervo kalevi
kali kalla kalle kalmar kam kamal kamala kamar kamen kami kamil kamila kamilla kana kanak kanan kanda kane kang kannan
kanye kapitola kar kara karaca karan kare karel karen karena kari karim karin karina karl karla karma karna karo karol
karola karolina karoline karri karsten karta kartika kary karya kasi kasie kasim kasper kata katalin katariina
katarina katarzyna kate katharina katherine kathleen kathy kati katie katja kato katri katrin katrina katrine katy
kauko kawin kay kaya kazimierz keel keen kei keijo keith keji kelan keli kelle kelly kemal ken kena kenan kenari
kendal kendall kenia kenn kennedy kenneth kenny kent kenya keong kera kerem keren kerim kerry kerstin kerttu kevin
khalid khan kia kian kibar kick kiefer kiel kiki kil kim kimi kimmo kimya kin kina king kinga kingston kino kip kir
kira kirby kiri kirk kirsi kirsten kirsti kit kitty kjeld kjell kjersti kjetil klaas klara klare klas klaus klim knox
knud knut kobe kody koen koh koker koko kole kon kong konrad konstantin konu kopan kora koray kori kort kory kosta kou
kovu kozma kris krishna krista kristal kristen kristi kristian kristiina kristin kristina kristine kristoffer
krisztina kritika krystal krystyna krzysztof kum kumar kumral kun kuno kunta kurnia kurt kusma kustaa kusu kusuma kwan
kwon kya kyla kylan kyle kylie kyr kyung laci lada ladislav ladislava lado lady lage lai laine lajos lakia laksana lal
lala lale lam laman lambert lan lana lance landen lander lane lang lar lara laras larisa larissa larry lars lasa lasse
lassi lata latina lau laura lauran laure laurel lauren laurence laurent lauri laurie lav lavar lavinia lawrence lawson
lawyer lazare lazim lazzaro lea lean leandro lecia leda lee leen leena leevi lega lei leia leib leider leif leigh
leila leire leke lelah lem lembah lemon lempi len lena lene lenin lenina lenka lennart lennie lennon lenny leo leon
leona leonard leonardo leone leoni leopold leopoldo ler lera lere leroy les lesa leslie less lester lesz leszek leta
letta leu lev leva levar levente levi levy lew lewis lex ley leyla lia liam liang liba liban liberty libia libor lida
lidia lie lien liene lies lieu lieve lif liga lige liisa lila lili liliana lilja lill lilla lilly lily lim liman limon
lin lina lincoln lind linda lindberg linde linden lindsay lindsey line ling lini link linn linna linnea lino lintang
linus lionel lisa lisbeth lise lita little liu liv liviu liz liza lize lloyd loan loda lode lodewijk logan loi lois
loki lola loma london londyn lone long loni loredana lorena lorenz lorenzo loreto lori lorraine lot lothar lotta lotte
lotti lou louis louisa louise louisiana lourdes lova love lovisa loyal luan luana luc luca lucas lucca luce luci lucia
lucian luciana luciano lucie lucien lucio lucius lucky lucy ludmila ludovic ludovico ludvig ludvika ludwig lue lui
luigi luis luisa luise luiza lujza luk luka lukas luke lukman lula lulu luna lundi lung lupe lura lut lute luther lutz
luz luzia lyda lydia lykke lyn lynn lyric maarit maarten mabel mac maci macie maciej mack mackenzie mad madalena
maddalena made madeleine madison madonna mads mae magda magdalena magdolna magen maggie magna magne magnus mahir
mahmud mahmut mai maia maija maila maile main maire maj maja majd major maka makan maks mal mala malati malcolm male
malen malene malik malin malou malte malu maman mame mamie man mana manca manda mandi manfred mani manila manilla
manja manly manning manole manolo manon manor mans mansur manu manual manuel manuela manus many mao maple mar mara
marc marcel marcela marcello marcelo marci marcia marcial marcin marcina marcio marco marcos marcu marcus mare marek
maren marfa marga margaret margareta margarida margarita marge margherita margit margot margrethe marguerite mari
maria mariah marian mariana marianne mariano marica marie marieke marijke marika marilyn marin marina marine marini
marino marinos mario marion maris marisa marit marius mariusz marja marjatta marjo mark markas markku marko markus
marley maros marques marquez marquis marry mars marsa marsh marshal marshall mart marta marte martha marti martial
martijn martin martina martine martino martins martirio martta martti marty marvel marvin marx mary maryam maryja
maryland masa mason massa massimiliano massimo mat matan matas mate matei mateo mateus mateusz math matheus mathias
mathieu mathilde mati matias matilda mato mats matt matta mattan matteo matthew matthias matthieu matthijs matti
mattia mattias mattina maud mauno mauri maurice mauricio maurizio mauro max maxi maxim maxima maxime maximilian
maxwell may maya maymun mayo mazhar mazlum meadow media medina mee meg megan mehdi mehmed mehmet mei meir mej meja mel
melanie melbourne melek melinda melisa melissa mell melodi melodie melody memphis men mena menas meng mentor meral
mercedes mercy meredith merete meri meriam merita merja merkur merlin merry mert merve mervi meryem mesud mesut meta
metin metod metodi metro metta mette meyer mia mica michael michaela michal michala michel michelangelo michele
michelle michiel mick mickey mie mieke miel mien mignon miguel mihaela mihai mihail mihin mihnea miia miika miina mik
mika mikael mike miki mikkel mikki mikko mila milagro milagros milan milana milas milda mile miles milla mille miller
mills milo miloslav miloslava milton mily mim mimi mimmi min mina minas mine miner minerva ming minna minor minta mio
mir mira miracle mirad miran miranda mircea mirela miriam mirja miro miron miroslav miroslava miss missie missouri
mist misti mitali mitch mitchell mithat mitra moa modena modest modesta modesto modi moe mogens mohamed mohammad
mohammed moi moise molly momen mon mona monet monica monika monique monja monroe mont montana monte montgomery monty
moody moon moore mor mora morena moreno morgan mori moritz morris morten morton mosche mose moses mozes mugur muhammad
muhammed muhammet muharrem muhsin muhtar mui mun muni munir mur murad murat murilo murit murphy murray musa muslim
mustafa mutua muvaffak muzaffer myung naama nacer nacho nada nader nadia nadine nadir nadzieja nae nafile nagi naiba
naida nail naim naja nalar nam nan nana nancy nani nanna nanny naomi napoleon napoleone nas nash nasib nasir nat
natalia natalie natasha nate nathalie nathan nato nava naz nazar nazi nazmi nea neal necati necmettin ned neida neil
nel nela nele nell nella nelle nello nelson nelu nena neo neptun nessa neta netta nevada neven neville newman newton
nia nichifor nicholas nick nicky niclas nico nicodim nicola nicolae nicolai nicolaj nicolas nicole nicoleta nicu niels
nieves nigel nihai nihal nihat niina nik niki nikita nikki niklas niko nikola nikolai nikolaj nikolaus nikolett nikon
niks nil nila nile nilo nils nim nima nimi nina ning ninja nino nisa nita nixon niyaz niyazi nizam noah noble noe noel
noi nolan nona nonna nonni noor noora nora norbert nordmann nori norma norman normand norris north norton nova novella
november novi nuh nula numbers numi nuno nur nurettin nuri nurkan nuru nurul nurullah nusa nya oak oana oba obie ock
octav octavia octavian octavio oda odd odda oddvar odessa odin ofer oisin oiva oke okey ola olaf olan olav olavi ole
oleg oleh olen oleta olevia olga olha oli olie olimpia olimpiada olin olinda oliva olive oliver olivia olivie olivier
olle olli olof olympia oma oman omar omega ona oni onni onur ora oral oran orange orazio orel oren orhan ori orilla
orion ork orka orla orlando ormar oron orr orra orsolya ortak osa osborne oscar oscarin oskar oskari osman osmo ossi
osten osvaldo oswald oswaldo ota oto ott ottar otti otto ottone otur outi ove ovidiu owe owen owens paavo pablo
pacifica paco pada page paige pak paksu pal pala palle palma palmer paloma pam pamela pan panait panas panca pancho
pandu pangeran panini panji panos paola paolo par pari parin paris parish park parker pasa pascal pascual pasi pasja
pasquale pastor pasty pat patience pato patria patrice patricia patricio patrick patrik patrizia patru patryk patti
pau paul paula pauli pauliina paulin paulina pauline paulino paulo paulus pavel pavla paye paz peace pearl peder pedro
peer pekka pekkan pelle pellegrino peng penny pentti pepe pepper per percy perkasa perla pernilla pernille pero perry
pertti peta pete peter peters peterson petr petra petre petri petro petru petrus petter petteri phil philip philipp
philippe philippine phillip philo phoenix pia piedad pier pierce piero pierre piet pieter pietra pietro piia pilar
pili pim pin pina ping pini pink pio piotr piper pirjo pirkko piroska pit plato platon pleasant ples pluma pol polu
pontus poppy porsche porter poul powell prabowo prabu prasetyo pratt preben precious press preston pria price prima
primitiva primitivo prince princess prior priscila prokop providencia prudence puck puja puji puk pura purity putri
putu quadrato queen quentin quinn rabb racha rachel rada radek raden radim radit radka rado radu rae raf rafa rafael
raffaele raffaello ragnar ragnhild rahat rahim rahman rahmat rahmet rahmi raid raihan raija raimo raimundo rainer rais
raisa raj raja rajat rajata raju raleigh ralf ralph raluca ram rama ramadan ramadhan raman ramazan rami ramiro ramon
ramona ramsey ramy ran rana rand randall randi randy rangga rani ranka ransom raoul raphael raquel rares ras rasa
rasim rasmus rasul rath ratna raul rauno raven ravi ray raymond raz raza rea reagan reason rebecca recep red reda
redden reed reese reet refik refugio reggie regina regula rei reid reijo rein reina reinaldo reine reiner reinhard
reinhold reino reka reksa rema rembrandt remedios remo remus remzi rena renan renard renata renate renato renaud renda
rene reni reno renzo resi restu reta reto retta rex rey reyes reyhan reynolds reza ria rica ricardo riccardo ricci
rice rich richard richie richmond rick rickard ricky rico rida ridge ridwan rihanna riikka riitta rik rika rikke rikki
riku riley rim rima rime rin rina ring rini rio risa risto rita ritt ritva riva river riza rizki roar rob robbie robby
robert roberta roberto roberts robin robinson rocco rochelle rock rocky rod rodgers rodica rodney rodolfo rodrigo roe
roel roger rogers rohan roi rok roland rolando rolf roll rollo rom roma romain romaine roman romana romane romano
romans rome romeo romi romulus romy ron ronald ronaldo ronda ronnie ronny rooney roope roos roosa roosevelt roque rory
ros rosa rosario rosberg rose rosen rosenberg rosie roska ross rossa rostislav rouba roxana roy royal royce rua ruben
ruby rudi rudolf rudy rufus ruggero ruhi ruhsat rui run runar rune rupert rush ruska russ russell rusty rut ruta rute
ruth ruxandra ruy ryan ryker ryszard ryu saab saal saar saara sabah sabar saber sabine sable sabri sabrina sacha saci
sad sada sadaka sadan sadat saddam sade safa safari safi saga sage sahil sahra sai saint sair saka sakari saker sakti
sakura sal sala salah salam saleh salem sali salih salim salin salina sally salma salman salomon salud salvador salvar
salvator salvatore salvi sam sama samantha samar samer sami sammy samo samson samu samuel samuli samy san sana sanaa
sanan sancak sancho sanda sander sanders sandi sandra sandro sandu sandy sang sani sanna sanne sanni santa santana
sante santeri santiago santo santos sapa sara sarah sarai saran sari sarka sascha sasha saskia satu satya sau saul
sava savannah savon sawyer sayan saydam scarlet scarlett scot scott sean season sebastian sebastiano seda sedat sefer
segundo sei seija sek selena selim selin selma selman selvi sem semen semra sena seng senna senta seok seong sep seppo
september sera serafim serah serena serge sergei sergej sergey serghei sergio sergiu seri serkan serpil server seta
seth setya seu sevda sevdi seve sever severin severo sevim sewa seyhan seymour sezen sha shade shady shan shane
shannon sharon shawn sheila sheldon shelley shepherd sherman sherry shi shihab shin shirley shu sia sian sibel sid
side sidney sie siegfried sien siena siergiej sierra sige sigmar signe sigrid sigur sigurd siiri sija siku sil sila
silas sile silja silje silke silla sille silva silver silvester silvestre silvia silvio silviu sim sima simen simeon
simion simo simon simona simone simons simpson sin sina sinan sincere sine sing sini sinikka sino sip siper sirena
siri sirkka siro sirpa sisi siska sisko sister sita siti siv siz skip skugga skuld sky slamet slava slaven slim sloane
smilte smith socorro sofia sofie soi soja sol sola solange solberg sole soledad soleh solene solomon solveig sommer
son sona sondre song sonia sonja sonny soo sook soon sophia sophie sorin sos sose sota spela spencer speranta spiridon
spring sri staffan stan stanca stancu stanford stanislav stanislava stanley star stav steen stefan stefana stefania
stefanie stefano steffen stein steinar stela stelian stella sten stephan stephanie stephen sterling steve steven
stevie stewart stian stien stig stijn stilla stina stine stone storm stuart styr suat suchen suchu suci sudi sue sui
suk sulaiman sule sullivan sultan suman summer sun sunday sune sung sunny sunshine sura surya susan susana susanna
susanne susi suvi suzanne svatopluk svea svein sven svend sverre syahrini sydney sylvain sylvia sylvie sylwia sys
szabolcs szergej szilveszter szilvia szymon tab taban tabet tadeusz tage taha tahir tai taina taisto tal tala talan
talat talen tali talon tam tama tamam tamer tamir tammi tamu tan tana tane taneli tania tanja tanner tanya tao tap
tapani tapio tara tari tarik tarja tarmo taru tasdik tasvir tate tatiana tatu taufik tauno tavares tavon taylor tayyip
tea tecla ted teddy teemu teguh teija tej tempie temple teng tenis tennessee tennie teodor teodora teodoro teofil
tequila tere teresa tereza terhi teri terje tero terra terry tess tessa teuvo tevfik tex texas tezcan thea theo
theodor theodore theres theresa therese thi thiago thibault thierry thijs thin thomas thompson thor thorsten tia tiago
tiara tiberiu tibor tien tierra ties tiffany tiina tijuana til till tim timbul timi timo timotei timothy timur tina
tine ting tino tintin tiny tira tirta tit titi tito titus tivadar tiziano tobe tobias tobie toby tod todd toi toivo
toki tom toma tomas tomasz tome tomi tommaso tommi tommy tomo tona tone tones tong toni tonie tonje tonni tono tonu
tony toon topuz tor torben tord tore tori torri torsten toru tory tota tove toy trace traci tracy trae traian trang
transito travis tre treasure trent trevor trey tri trine trinidad trinity tristan troels trond troy trude true truman
tuan tucker tudor tuija tule tulin tung tuomas tuomo turan ture turgut turner tuukka tuula tuuli tuulia tuulikki tyler
tyr tyson uda udo uffe uge ugo ula ulf uli ulla ulrich ulrik ulrika ulrike ulu ulvi uma umar umberto umi umut una
unchi ung unggul uni unique unknown unna unni uno ura uranus urbain urban urbano uri uros urs ursula usman uta utama
ute uwe uygun vada vadi vadim vagn vai vaka val vala valborg valda valdemar valencia valentin valentina valentine
valentino valer valere valeria valerie valerio valeriu vali valia valid valida valon valtteri valves van vance vanessa
vano var vara vasco vasile vaughn veaceslav veda vedat vedi veer veera vega vegard veiga veijo veikko veis veit vela
veli velvet ven vena venice vennie venus ver vera verde vere verim verla verle vern verne vernice vernon vero verona
veronica veronika versa versie vesa vester veta veva vic vicente vicky victoire victor victoria victory vid vida vidal
vidar vide viera vif viggo vigo vihaan viivi vikar viki viking viktor viktoria viktorie vilde villa ville villi vilmos
vina vince vincent vincenzo vinicius vino viola violet violeta violette viorel viorica vira virgen virgil virgilio
virginia virginie viron virpi visa visar vit vita vital vitali vito vitor vitoria vittoria vittorio viva vivan vivi
vivian vivien vlad vladimir vladimira vlagyimir vlaicu vlasta vlastimil voicu volkan volker von vorm wade wage wah
wahid wahyu waldemar walker wallace walt walter walther wan wanda wanita wanting ward warner warren warta wash
washington watson watt wawan wayne weaver webb webster wei wellington wells wen wenche wende wendy werner weronika wes
wesley west wheeler whitney wiara widya wiktor wiktoria wilder wilfried wilhelm wilhelmina will willa wille willem
willi william williams willie willis willow willy wilma wilson wim windy winfried wing winni winny winston winter wira
wirt wisnu witold wladimir wojciech wolf wolfgang wolfram wong wood woody wook worth wouter wright wulan wyatt xavier
xiao yaa yada yahya yakup yakut yaman yan yana yang yani yann yannick yar yara yasemin yasin yatan yavuz yaya yazan
yee yem yen yeni yeo yeon yeong yer yin ying ylva yngve yoga yong yoo york young yuk yuki yun yuni yunus yuri yusuf
yves yvonne zach zack zafer zaharia zahra zak zaman zamfir zan zara zarar zarif zbigniew zehra zeki zelda zengin
zeynep zia zidane zihni zina zita zivile ziya zlata zlatan zoe zofia zona zora zsigmond zsolt zsombor zsuzsanna zur
zuzana zygmunt
""".split()
)
