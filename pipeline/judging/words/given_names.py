"""First names met in news of the region, folded; a table for telling names of people from other capitalised words."""

from pipeline.judging.words.tables import word_set

MEN = word_set(
    """
    авраам адам адилет адиль адлан адольф азамат азат азиз айбек айрапет айрат айтмамат акбар аким
    акмаль акрам аксентий акылбек алан алдар александр алексей алесь али алибек алик алимбек алимжан
    алихан алмаз алмазбек алмас алоиз алтай алтынбек альберт альфред амангельды аманжол амантай амир
    амирбек анатолий анатоль анвар ангел андраник андре андрей анри антон антонио антониу ануар апти
    ара арам арарат ардак арен аристотель аркадий арман армен арменак арнольд арсен арсений арслан
    артавазд артак артем артемий артур артуш архип арчил асан асет асиф аскар аскарбек аскат аслан
    асланбек асхат атамбай афанасий ахат ахмад ахмат ахмед ахмет ашот аяз аян багдасар баграт байтик
    бакир бактияр бактыбек бактыгул балаш барат бауржан бауыржан бахром бахтиер бахтияр бейбит
    бейбут бекболот бекжан бекзат бекмурат белек бенджамин бердибек берик беркут бижан бисенгали
    богдан болат болеслав болот борис бронислав бруно булат вагаршак ваге вадим валентин валерий
    валерьян валид вардан василий василь вахтанг веналий венедикт вениамин виген викентий виктор
    вилен вильгельм вильям виталий витаутас витольд влад владимир владислав владлен вольдемар
    всеволод вячеслав габриэль гагик гайрат галым галымжан гамлет гаральд гарегин гарник гарри
    геворг геворк гельмут геннадий генрик генрих георг георгий геральд герман гизат глеб гор горан
    гордей гордон грант грегори григол григор григорий гурам гурбангулы гурген густав гюнтер давид
    давлат давлатали давлатшо давран далер дамир даниил данил данила даниэль данияр дархан дастан
    даурен даут девид демид демьян денис джафар джеймс джек джеффри джо джон джонатан джордж джохар
    джума джумабек динар динмухамед динмухаммед дмитрий дмитро догу дональд досжан дуйшен дуйшенбек
    думитру дэвид евгений евдоким егор ежи елеусин ельдар ельнур емельян ербол ербулат ергазы
    еренгаип ержан ерикбек ерлан ермек есен ефим ефрем жак жаксылык жакып жамал жанар жанат жанболот
    жангелди жандос жанибек жаныбек жарас жаркынбай жаслан жениш женишбек жигер жозеф жолдош
    жолдошбек жоомарт жумабек жумагали жумакадыр жумарт жусуп жыргалбек жээнбек зайниддин закир
    замир заур захар зейнал зеки зелимхан зиедулло зияд зорий ибрагим ибраим ибрахим иван игнат
    игнатий игорь илхом ильгар ильдар ильдус ильнур ильхам илья имангали имомали имран инал
    иннокентий иосиф ираклий исаак исатай искандар искандер искендер ислам исломджон исмаил
    исмаилбек исраил иштван йозеф кабай кадыр кадырбек казбек кайрат калман камиль камчы камчыбек
    канат каныбек карен карим карл карлен касым касым-жомарт касымбек касымжан кемаль кенес
    кенешбек кеннет кирилл кирсан клаус клим конрад константин констанциус корней корнелиус кристиан
    кристофер куандык куат кубан кубанычбек кубатбек кудайберген кумар курманбек кутман кшиштоф
    кылыч кямал кямран лазарь ларс лаша лев левон леонард леонардо леонид лех лоран луи луис лука
    лукас лукаш людвиг мавлон магомед магомедсалам майкл майрам макар максат максим максуд максут
    малик мамед мамука марат мариан марио мариус марк маркус мартин мартирос мартын маулен махди
    махмадали махмадсаид махмуд медер медербек медет мейржан мекан мелик мелис менглибек меруерт
    мехмед мехмет мечеслав микаел микаэл микола мирбек мирза мирзиё мирлан мирон мирослав митрофан
    михаил михай михась мишель моисей мохаммад мохаммед мстислав мурат муратбек муродали муса муслим
    мусса мустафа мухаммад мухаммадали мухтар мэтью наваи назар назим назирджон назым наир насирджон
    насрулло насыр натан наум нахид нестор низам никита никитас никифор никол николай николас
    николоз никос норайр норберт нурали нуралы нурбек нурбол нурдин нурдос нуржан нуркадыр нурлан
    нурлыбек нурмахан нурсултан нуршат обид одилджон озод октай олаф олег олесь олжас олимжон омар
    омирбек омурбек онур орест орозбек орхан оскар осман остап отар отто павел павлин панас
    пантелеймон парвиз паруйр пауль педро петер петр петро пламен платон порфирий прохор пулат пьер
    равиль равшан радик радослав раимберди раймонд рамазан рамеш рамзан рамил рамиль расул рауф
    рафаэл рафаэль рафик рахат рахим рахман рахматилло рахмон рашид реджеп ренат ренато ричард
    роберт роберто робин родион ролан роланд ролен роман рональд ростислав рубен рудольф руслан
    рустам рустамджон рустем рушан рэнди саад саакаш сабит сабыржан садриддин садыр садырбек саид
    сайд сайфулло салават самат самвел самуил санджар санжар сапар сапарбек сарвар саркис сарьян
    саурбек сафар сафарали севастьян серафим сергей сергий серж серик серикбай серикжан сероб
    сигизмунд силуан сильвестр симон сироджиддин сирожиддин славомир слободан созар соломон
    сооронбай софрон спартак станислав стас степан стефан стивен субрахманьям султан суннат
    суннатулло сурен сухроб таалай таалайбек таалатбек таир талант талантбек талат талгат тамаз
    тамерлан танат тарас тариел тахир ташкын темир темирбек темирлан темур теодор терентий тигран
    тилек тилекбек тимофей тимур тихон тобиас тойво токтар толеген толкунбек томас торобай трофим
    туманбай турал турат турсун турсунбек тынчтык тэодор узеир улан уланбек улукбек ульрих умар умид
    устин файзали фаррух фархад фарход федерико федор федот феликс феодосий фердинанд феридун
    филарет филипп фирдавс флавио франк фрунзик фрэнк фрэнсис хабиб хайрулло хакан халил хамид хамит
    ханс хасан хачатур хачик хачим хорен хосе христо хуан хуршед хусейн хусниддин цезарь чарльз
    чингиз чолпонбек чынгыз чыңгыз шавкат шавкатбек шакен шамиль шамшыбек шарль шейшенбек шерали
    шерзод шерхан шодимурод шохрат шухрат шымкентбай шынгыс эдвард эдгар эдгарас эдильбек эдмунд
    эдуард эльвин эльдар эльдияр эльмар эльчин эмиль эммануэль эмомали эраст эрдоган эрик эрих эркин
    эркинбек эрлан эрмек эрнест эрнис эрнст эсен эстебан юлиан юлий юнус юозас юрген юрий юрис юсуп
    юхан яков якуб ян ян-кристиан янис януш яромир ярослав яшар
    """
)
WOMEN = word_set(
    """
    агата агнесса аделина азиза айганыш айгерим айгуль айжамал айжан айзада айзат айнагуль айнура
    айпери айсулу айым акмарал аксана алевтина алена алеся алина алиса алия алла алмагуль алсу
    альбина альфия амалия амина анаис анаит анара анастасия ангела ангелина анжела анжелика анна
    аннета антонина анушик арина армине арпине аруке асель асия астхик аэлита бермет бибигуль
    бибинур валентина валерия ванда варвара василиса венера вера вероника виктория виолетта галина
    гаухар гаяне гоар гретта гузель гулаим гулбарчын гулбахор гулжан гулноз гулрухсор гульжамал
    гульжан гульмира гульнара гульнур гульсара гульшат гюльнара дана дарига дарья даяна джамиля
    джейн джулия диана дилбар дилноза дилором дина динара доминика ева евгения евдокия екатерина
    елена елизавета жазгуль жамиля жанетта жанна жаннат жаныл жибек жылдыз залина замира зарема
    зарина захро земфира зинаида зифа злата зоя зулайхо зульфия изабелла ильмира инга индира инесса
    инна ирина ирэна кадиша камила камиля канышай карина каролина кира клавдия клара кристина ксения
    кундуз кымбат лайла лана лариса лаура лейла леся лиана лидия лилит лилия лина линда лия лола
    лолита любовь людмила мавлуда мадина майя малика маргарита мари марианна марина мария марта
    марьям марьяна мерием месерет милана мира мэгги мэри мэрилин мээрим надежда назгул назгуль назик
    назира найля нане наргиза наргис наринэ наталия наталля наталья нелли нигина нигора нина нино
    нона нонна нора нурайым нургиза нургуль нуржамал ойниса оксана октябрина олеся ольга паулина
    перизат полина раиса рауза раушан рахима рената римма рита роза розалия рузанна румия рушания
    сабина сабрина садокат саида салима салтанат самара сара сарвиноз светлана снежана софия софья
    стелла сузанна сусанна тамара тансулу татьяна тахмина толгонай ульяна урсула фаина фарангис
    фарида фатима феруза флора хайрикон хелен хилола цветана чолпон шайлоокуль шаргия шоира шолпан
    эвелина элен элеонора элина элла эльвира эльмира эльнура эмилия эмма эрика эстер юлианна юлия
    ядвига яна ясмин
    """
)
# Belarusian spellings, letters as Russian has them.
MEN |= word_set(
    """
    пятро микалай мікола микола аляксандр аляксей андрэй сяргей дзмитрый змицер игар алег виктар уладзимир вячаслав
    юрый генадзь валерый янка рыгор казимир вадзим явген явгений ягор дзянис раман арцем кирыл анатоль арсений
    """
)
WOMEN |= word_set(
    """
    ирына алена вольга таццяна тацяна кацярына аляксандра святлана галина лизавета марыя надзея ганна аксана марына
    натала валянцина яугения дарья вераника
    """
)
LATIN = word_set(
    """
    abdul adam ahmed aida aigul aizada alan alena alexander alexandr alexei alexey alice alina amir
    ana anahit anatoly andrei andrew andrey anna anne anthony anton antonio antony ararat arayik
    arman armen arthur artur asel ashot askar askat askhat aslan ayzada azamat bahrom bakhtiyor
    bakyt barbara ben benjamin berik bob bolot boris brian bruce carl carlos charles chris christian
    christina christopher claire daler daniel daniyar dauren david dean dmitri dmitriy dmitry donald
    edgar edward elena elizabeth emily emma emmanuel emomali erica erik erlan ermek eva evgeny farid
    farrukh fatima feridun fiona frank fyodor gagik gary gennady george georgy gevorg giorgi gleb
    grant greg gregory grigory gulnara hakan hakob hans harry hassan heather helen henry hugh ian
    igor ilham ilya imangali irakli irina ivan jack jacob jakub james jan jane janet janis jason
    jean jeff jeffrey jennifer jeremy jessica jim joe john jonathan jose joseph juan julia julian
    kanat kanybek karen karim kassym-jomart kassymzhomart kate katherine kevin kirill konstantin
    ksenia kubanychbek larry laura leonid levon li lilit linda lisa lloyd louis luis luke lyudmila
    manfred marat marc maria marina mark martin mary masis matthew maulen max maxim megan michael
    michel mikhail mirziyo mohammad muhammad murat narek natalia natalya neil nicholas nick nicolas
    nikita nikol nikolai nikolay nina nino noah nurlan nursultan oleg olga olivia olzhas omar oscar
    patrick paul pavel peter petr philip pierre rachel rafael rahmon ramzan ray rebecca recep
    richard robert roger roman ron ruben ruslan rustam ruzanna ryan sadyr salome sam samat samuel
    sara sarah sasha scott serge sergei sergey sergiy shavkat sherali simon siroj sirojiddin sofia
    stanislav stefan stephen steve steven stuart suren susan taalatbek talatbek tamara taras tatiana
    tatyana thomas tigran tim timur tom tony ulan ursula vache vadim vahagn valentina valery vardan
    vasily victor victoria viktor viktoria vincent vitaly vlad vladimir vladislav vyacheslav walter
    wang william yelena yerlan yermek yevgeny yulia yuri yury zarina zhang zhanna zheenbek zhenis
    zohrab
    alastair alistair alberto alejandro alfred alison amanda amy andre andrea angela angus annie antoine arnaud astrid
    beth bernard bradley brendan brett brigitte bryan camille carla carlo carol caroline catherine cecile
    charlotte chloe cindy clara claude claudia clement colin craig cynthia dana daniela danny darren dave deborah
    denis derek diana diane dominic dominik donna doris dorothy douglas dylan eddie eileen elaine eleanor
    elisabeth ella
    ellen emil enrico eric ernst erin esther eugene evan felix ferdinand florian francesca francis francois franz
    fred frederic frederick friedrich gabriel gabrielle gareth gavin geoffrey gerald gerard gilbert giulia
    glenn gordon
    graham gregor guillaume gunter gustav hanna hannah harold heidi heinrich helena helene helmut herbert
    horst howard hubert ingrid irene isabel isabelle ivan ivana jacqueline jamie janice jared jeffery jens jessie
    jill joan joanna joel johan johann johannes johnny jonas josef joshua joyce judith judy jurgen justin karin
    karl karla katarina katharina kathleen kathryn kathy katie keith kelly ken kenneth kim klaus kristin kristina kurt
    kyle lars laurent lauren lawrence lea leah lena leo leon leonard lewis liam lillian lloyd lorenzo lorraine lothar
    louise lucas lucia lucy ludwig luca lynn madeleine magdalena malcolm marcel marco marcus margaret margot marianne
    marie mario marion marta martha martina mathias matthias maurice maya megan melanie melissa mia mike
    miriam mitchell
    molly monica monika nadia nancy naomi natalie nathan nicola nicole niklas nils norbert norman oliver otto
    owen pamela
    pascal patricia paula paulina peggy pedro petra phil philippe phillip rainer ralf ralph raymond renate
    rene ricardo
    rita robin rodney roland rolf rosemary rosie roy rudolf rupert russell ruth sabine sally samantha sandra sebastian
    sharon sheila shirley silvia simone sophie stanley stella stephan stephanie stewart susanna susanne sven sylvia
    tanya ted teresa terry tess theo theresa thierry tina tobias todd tracy trevor tristan ulrich ute valerie
    vera veronica
    viola vivian wendy werner wilhelm wolfgang xavier yves yvonne zachary zoe
    """
)
