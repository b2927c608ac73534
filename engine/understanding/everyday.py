"""Everyday Swedish: what people say when they mean the words the rules use.

Nothing here knows any municipality or any rule. It is the common language that a
reader of the rules brings along: words that say nothing about the subject, forms
that no stemmer finds, and words that mean the same when somebody asks who may do
what. A municipality's own words belong in its vocabulary, not here.
"""

from __future__ import annotations

#: Words that carry no subject: pronouns, particles, auxiliaries and courtesies.
LIGHT = frozenset(
    """
    alla allas allt alltid alltså annan annans annat att av bara bero beror bland blev
    bli blir blivit bort borta bra brukar båda bägge bör borde då de dem den denna
    dennes deras dess dessa det detta dig din dina dit ditt dock dom du där därför edra
    efter egen eget egna eftersom ej eller en ens enbart endast er era ert ett exakt
    exempelvis faktiskt fall fanns fick fin finnas finns fler flera flest fram från få
    fått får för före förut förresten gör göra gjort gjorde gärna gå går gått gick
    gäller gällande gälla ha hade haft han hans har hej helst hem hemma hen henne hennes
    heller hit hon honom hos hur här i ibland icke idag igen igår ihop in inför inga
    ingen inget innan innebär inne inom inte istället ja jag ju just kan kanske knappt
    kommer komma kom kommit kring kunde kunna kunnat lite litet liksom likt lov man med
    mellan men mer mest mig min mina minst mitt mitten mot mycket måste möjligt möjligen
    nej ner ni nog nu ny nya nytt någon någonsin någonstans något några någonting nån
    nåt nåra när nästa nästan också och oftare oftast olika om oss på pga plus precis
    rent respektive redan rätt s sa sade samma samt se ser sett sedan sen senast sig sin
    sina sist sitt själv själva självt ska skall skulle slags slut som stor stora stort
    så sådan sådana sådant således säga säger sånt sån sätt ta tack tar tas till tills
    tillsammans tagit tog trots tyvärr tycker tänkt tänker under undrar undra upp ur ut
    utan utanför utifrån utom utöver vad var vara varandra vare varför varit varje vars
    vart vem vems vet veta vi via vid vidare vilja vilka vilkas vilken vilket vill ville
    visst vore våra vår vårt väl vänligen än ändå ännu är även åt över övriga hejsan
    o å snälla hallå behöver behöva behövs behövde brukade sitter satt bäst gång gånger ofta
    sällan ungefär cirka ca kl osv mm dvs tex etc kommun kommunen kommunens kommuner sak
    saken saker sakerna grej grejen grejer rörande angående avseende ang framöver framåt
    igenom verkligen egentligen enligt använda använder hända händer hänt bestå består
    lämpligt okej ok krävs kräver krävas främst första förstahand fast fastän ifall
    huruvida lägga lägger lade lagt läggs lägg
    """.split()
)

#: Forms that a stemmer does not bring together, each → the word they belong to.
IRREGULAR = {
    form: base
    for base, forms in {
        "ge": "ger gav gett givit given givna givet gavs ges",
        "välja": "väljer valde valt väljs vald valda valts väljas",
        "avgöra": "avgör avgjorde avgjort avgjord avgjorda avgörs avgöras avgörande",
        "besluta": "beslöt beslutat beslutad beslutade beslutats beslut besluten beslutet beslutens",
        "bestämma": "bestämt bestämd bestämda bestämts bestäm bestämer bestämde bestäms bestämmer",
        "utse": "utser utsåg utsett utsedd utsedda utses utsetts",
        "hålla": "håller höll hållit hålls hållas",
        "lägga": "lägger lade lagt läggs läggas lagda lagd",
        "skriva": "skriver skrev skrivit skrivs skriven skrivna skrivas",
        "ringa": "ringer ringde ringt",
        "nå": "når nådde nått nås",
        "tala": "talar talade talat",
        "ändra": "ändrar ändrade ändrat ändras ändrad ändring ändringar",
        "anställa": "anställer anställde anställt anställs anställas anställning anställningen",
        "leda": "leder ledde lett leds ledas ledning ledningen",
        "ledare": "ledaren ledarna",
        "förstå": "förstår förstod förstått förståelse förståelsen",
        "följa": "följer följde följt följs följas",
        "möte": "möten mötet mötena mötes möta",
        "träffa": "träffar träffade träffat träffas träff",
        "chef": "chefen chefer cheferna chefens chefs chefers",
        "tjänsteman": "tjänstemän tjänstemannen tjänstemännen tjänstemans tjänstemäns",
        "tjänsteperson": "tjänstepersonen tjänstepersoner tjänstepersonerna tjänstepersoners",
        "ordförande": "ordföranden ordförandens ordförandes ordförandena",
        "rektor": "rektorn rektorer rektorerna rektorns rektors",
        "revisor": "revisorn revisorer revisorerna revisorernas revisorns revisorers",
        "direktör": "direktören direktörer direktörerna direktörens direktörs",
        "indikator": "indikatorn indikatorer indikatorerna indikatorernas",
        "kommunikatör": "kommunikatören kommunikatörer kommunikatörerna",
        "medborgare": "medborgaren medborgarna medborgarnas medborgares medborgarens",
        "invånare": "invånaren invånarna invånarnas invånares",
        "brukare": "brukaren brukarna brukarnas brukares brukarens",
        "medarbetare": "medarbetaren medarbetarna medarbetarnas medarbetares",
        "ersättare": "ersättaren ersättarna",
        "handläggare": "handläggaren handläggarna handläggarens",
        "fråga": "frågan frågor frågorna frågans frågas frågar frågade",
        "plan": "planen planer planerna planens plans",
        "organ": "organet organen organens",
        "forum": "forumet forumen forumets forums",
        "nätverk": "nätverket nätverken nätverkets nätverkens",
        "grupp": "gruppen grupper grupperna gruppens grupps",
        "medlem": "medlemmen medlemmar medlemmarna medlemmars",
        "ledamot": "ledamoten ledamöter ledamöterna ledamots ledamotens ledamöters",
        "val": "valet valen",
        "jäv": "jävig jäviga jävigt jävet",
        "bråttom": "brådskar brådska brådskande",
        "program": "programmet programmen programmets",
        "styrdokument": "styrdokumenten styrdokumentet",
        "värde": "värden värdet värdena",
        "mått": "måtten måttet måttens",
        "mål": "målen målet målens målets",
        "medel": "medlen medlens",
        "delegera": "delegation delegationen delegering delegerar delegeras delegerat delegerade delegationer",
        "vidaredelegera": "vidaredelegation vidaredelegering vidaredelegerar vidaredelegeras",
        "överklaga": "överklagar överklagas överklagat överklagade överklagan överklagande överklagandet",
        "informera": "information informationen informerar informeras informerat",
        "representera": "representation representant representanter representerar representerat representanten",
        "rekrytera": "rekrytering rekryteringen rekryterar rekryteras rekryterat",
        "prioritera": "prioritering prioriteringar prioriteringarna prioriterar prioriteras prioriterad prioriterade",
        "bereda": "bereder bereds beredas beredning beredningen berett beredd beredande beredningar",
        "anmäla": "anmäler anmäls anmälas anmälan anmält anmälde",
        "uppdra": "uppdrag uppdraget uppdragen uppdrags",
        "uppsikt": "uppsikten uppsiktsplikt uppsiktsplikten",
        "budget": "budgeten budgetar budgetens",
        "policy": "policyn policyer policys policies policyerna",
        "instruktion": "instruktionen instruktioner instruktionens",
        "reglemente": "reglementet reglementen reglementena",
        "förvaltning": "förvaltningen förvaltningar förvaltningarna förvaltningens förvaltnings",
        "redovisa": "redovisning redovisningen redovisar redovisas redovisat",
        "rapport": "rapporten rapporter rapporterna rapporterar rapportera rapporteras rapportering",
        "sammanträde": "sammanträden sammanträdet sammanträder sammanträda sammanträdena",
        "underlag": "underlaget underlagen",
        "närvara": "närvarande närvarar närvarorätt närvaro",
        "opposition": "oppositionen oppositionens oppositions",
        "nämnd": "nämnden nämnder nämnderna nämndens nämnders nämndernas",
        "styrelse": "styrelsen styrelser styrelserna styrelsens",
        "lön": "lönen löner lönerna",
        "konto": "kontot konton kontona",
        "vapen": "vapnet vapnen vapens",
        "vatten": "vattnet vattnets",
        "vikarie": "vikarien vikarier vikarierna vikariat vikariatet",
        "taxa": "taxan taxor taxorna",
        "köpa": "köper köpte köpt köp inköp",
        "sälja": "säljer sålde sålt försäljning",
        "göra": "gör gjorde gjort gjorts göras",
        "delta": "deltar deltog deltagit deltas deltagande",
        "överta": "övertar övertog övertagit övertas övertagande",
        "omhänderta": "omhändertar omhändertog omhändertagit omhändertas omhändertagen "
        "omhändertagna omhändertagande omhändertagandet",
        "överlåta": "överlåter överlät överlåtit överlåts överlåtas överlåtelse",
        "upplåta": "upplåter upplät upplåtit upplåts upplåtas upplåtelse",
        "tillåta": "tillåter tillät tillåtit tillåts tillåtas tillåten tillåtet",
        "avslå": "avslår avslog avslagit avslås avslag avslaget",
        "föreslå": "föreslår föreslog föreslagit föreslås förslag förslaget",
        "avsäga": "avsäger avsade avsagt avsägelse avsägelsen",
        "avgå": "avgår avgick avgått avgång",
        "driva": "driver drev drivit drivs drivas",
        "bryta": "bryter bröt brutit bryts brytas",
        "riva": "river rev rivit rivs rivas",
        "företräda": "företräder företrädde företrätt företräds",
        "begära": "begär begärde begärt begärs begäras begäran",
        "ersätta": "ersätter ersatte ersatt ersätts ersättas",
        "tillsätta": "tillsätter tillsatte tillsatt tillsätts tillsättas",
        "tillträda": "tillträder tillträdde tillträtt",
    }.items()
    for form in forms.split()
}

#: Words as they are spoken, and as they are written.
SPOKEN = {
    "mej": "mig",
    "dej": "dig",
    "sej": "sig",
    "me": "med",
    "e": "är",
    "å": "och",
    "nämden": "nämnden",
    "nämd": "nämnd",
    "nämdens": "nämndens",
    "int": "inte",
    "ente": "inte",
    "int'": "inte",
    "sku": "skulle",
    "ä": "är",
    "dä": "det",
    "de'": "det",
    "he": "det",
    "mä": "med",
    "te": "till",
    "va": "vara",
    "inge": "inget",
    "komun": "kommun",
    "komunen": "kommunen",
    "vell": "vill",
    "vela": "vilja",
    "vil": "vill",
    "orförande": "ordförande",
    "soc": "socialtjänsten",
    "änna": "ens",
}
#: "Ja" is whoever asks beside these, and else a yes.
SPOKEN_I = "ja"
BESIDE_I = frozenset(
    """
    får kan ska måste vill bör är e har ringer gör sitter jobbar som om när undrar
    behöver borde skulle tänkte fick ju kontaktar mejlar
    """.split()
)

#: Groups of words that mean much the same in a question about who may do what.
SAME_MEANING = (
    "besluta bestämma avgöra fatta fastställa anta klubba bestämmanderätt beslutanderätt bestämmande",
    "godkänna okeja bifalla tillstyrka godkännande klartecken",
    "starta inrätta bilda skapa tillsätta införa uppstart start inrättande etablera ordna",
    "avveckla avskaffa nedläggning stänga upphöra avveckling slopa skrota",
    "utse tillsätta anställa rekrytera förordna välja anlita värva",
    "avsätta entlediga peta sparka återkalla avskeda",
    (
        "kontakta ringa mejla maila mail mejl prata tala samtala nå kontakt sms messa "
        "snacka telefonera träffa dialog samtal fråga diskutera besöka kommunicera kommunikation"
    ),
    "lova utlova löfte garantera löften lovat",
    "styra påverka detaljstyra beordra kräva krav styrning inblandning instruera tvinga",
    "akut bråttom kris krisläge nödläge brandkår genast omedelbart snabbt snabb panik brådska brådskande nödsituation brand brinna vattenläcka läcka översvämning strömavbrott olycka",
    "media tidning journalist press reporter radio tv medier tidningen pressen lokaltidning reportage intervju",
    "medborgare invånare kommuninvånare boende kommunbo allmänhet privatperson",
    "anhörig förälder vårdnadshavare mamma pappa elev patient klient brukare boende familj",
    "medarbetare personal anställd anställda arbetstagare kollega",
    "möte sammanträde träff träffa möts sammanträda mötestid ses",
    "ledamot medlem deltagare delta sitta ingå medverka sammansättning",
    (
        "uppföljning utvärdera granska kontrollera avstämning översyn pröva bedöma revidera aktualisera stämma "
        "kontroll granskning värdera bedömning utvärdering uppdatera ompröva"
    ),
    "rapport redovisa återrapportera presentera redogöra delge",
    "återkoppla återkoppling besked feedback gensvar",
    "pengar medel resurs ekonomi slantar finanser",
    (
        "mutor muta brott lagbrott korruption oegentligheter fusk bedrägeri visselblåsa missförhållande olagligt "
        "visselblåsning stöld lagöverträdelse"
    ),
    "utföra genomföra verkställa verkställighet genomförande göra utförande fullfölja",
    "riktlinje spelregler regler",
    "släkting syster bror närstående kusin fru make maka sambo släkt son dotter partner",
    "ändra förändra byta justera rubba motarbeta modifiera",
    "samarbete samverka samverkan samarbeta gemensam",
    "samråd rådfråga höra tillfråga samråda konsultera rådgöra förankra",
    "skriva framta upprätta utarbeta ta producera formulera författa",
    "fördela dela portionera fördelning tilldela",
    "skatt skattesats kommunalskatt skattenivå",
    "föreslå förslag",
    "informera berätta upplysa kommunicera sprida känd underrätta meddela förklara information",
    "ansvara ansvar ansvarig huvudansvar ansvarsområde",
    "politiker förtroendevald politisk politik",
    "tjänsteman tjänsteperson anställd tjänstefolk tjänsteorganisation förvaltning",
    "robot automatisk automatiserad automatik algoritm ai dator automatiskt system maskin",
    "jämställdhet genus kön könsuppdelad genusperspektiv könsuppdelat",
    "lyfta väcka aktualisera påtala initiera",
    "leda styra ledare ledning",
    "uttala svara bemöta kommentera tala yttra",
    "arbete jobb arbetsuppgift",
    "utbilda lära fördjupa förstå utbildning kunskap",
    "öppen offentlig åhörare allmänhet",
    "överenskommelse avtal kontrakt",
    "problem bekymmer konflikt missnöjd klagomål klaga kritik",
    "tidsfrist frist deadline tidsgräns",
    "entreprenad upphandling",
    "privat fritid fritiden",
    "jäv opartisk partisk jävig intressekonflikt",
    "prioritera förtur",
    "ersätta vikariera ersättare frånvarande vikarie",
    "närvara lyssna åhöra delta besöka",
    "yttrande svar yttra remissvar",
    "mål målsättning",
    "säkra trygga kvalitetssäkra",
    "stödja hjälpa stötta bistå stöd",
    "sätta fastställa",
    "anslå tillkännage publicera anslag",
    "revidera ändra",
)

#: Groups of words that have to do with each other without meaning the same.
RELATED = (
    "verksamhet skola äldreomsorg hemtjänst förskola äldreboende omsorg fritidsgård boende",
    "tjänst hemtjänst insats utförande service",
    "schema rutin arbetssätt detalj arbetspass bemanning",
    "leda ledare chef ordförande",
    "rapport utredning underlag resultat",
    "protokoll anteckningar minnesanteckningar",
    "bolag företag bostadsbolag energibolag",
    "mål indikator måluppfyllelse",
    "grupp arbetsgrupp projektgrupp",
    "bidrag stöd ansökan",
    "övervaka uppsikt följa kontroll granska koll",
)

#: What people call those whom the rules name by another word. The names on the left
#: count only where a vocabulary knows them.
CALLED = {
    "medarbetare": "undersköterska lärare sjuksköterska förskollärare fritidsledare vaktmästare kock städare "
    "personal assistent vårdbiträde barnskötare fritidspedagog bibliotekarie kurator lokalvårdare "
    "resurspedagog speciallärare sköterska personalen skolsköterska boendestödjare",
    "handläggare": "socialsekreterare bygglovshandläggare biståndshandläggare utredare inspektör "
    "bygglovsinspektör byggnadsinspektör miljöinspektör handläggerska",
    "chef": "boss arbetsledare",
    "medborgare": "kommunbo granne privatperson allmänhet skattebetalare pensionär",
    "brukare": "förälder mamma pappa anhörig patient klient vårdtagare kund omsorgstagare hyresgäst",
    "enhetschef": "föreståndare områdeschef hemtjänstchef biblioteksföreståndare enhetsledare gruppchef",
    "förtroendevald": "kommunpolitiker nämndpolitiker fritidspolitiker toppolitiker partikamrat",
    "medier": "radio tv reporter press journalister lokaltidning pressen media medierna tidningarna redaktion",
    "förvaltningschef": "socialchef skolchef barnchef kulturchef omsorgschef utbildningschef "
    "samhällsbyggnadschef förvaltningsledare",
    "rektor": "förskolechef skolledare biträdande",
    "företag": "företagare firma näringsliv leverantör butiksägare",
    "kommunalråd": "kommunalrådet",
    "facklig organisation": "fackförening fackförbund facklig facket",
}

#: Who sits in an elected organ is called so.
MEMBER = "förtroendevald"
ORGANS = ("nämnd", "kommunstyrelsen", "kommunfullmäktige", "utskott")
#: The one who asks.
FIRST_PERSON = frozenset({"jag", "vi", "mig", "oss"})
#: Words by which somebody decides, whatever it is about.
DECIDING = frozenset(
    "besluta bestämma avgöra bevilja medge tillåta godkänna ge utfärda okeja".split()
)
#: Words by which somebody reaches somebody, or asks for the way.
REACHING = frozenset(
    """
    kontakta ringa mejla maila prata tala nå snacka träffa besöka fråga samtala sms
    messa kommunicera diskutera lyfta via genom kalla larma begära be vart väg
    kontaktväg ingång kanal intervjua bjuda vända skriva
    """.split()
)

#: The forms, without å, ä and ö, of verbs that say who reaches whom; and those that
#: say by whom somebody is reached.
REACHES = frozenset(
    """
    kontakta kontaktar kontaktade kontaktat ringa ringer ringde ringt ring mejla mejlar
    mejlade mejlat maila mailar mailade mailat prata pratar pratade pratat tala talar
    talade talat na nar nadde natt snacka snackar snackade snackat traffa traffar
    traffade traffat besoka besoker besokte besokt fraga fragar fragade fragat samtala
    samtalar sms smsa smsar smsade messa messar messade kommunicera kommunicerar
    diskutera diskuterar diskuterade kalla kallar kallade kallat intervjua intervjuar
    vanda vander vande vant telefonera telefonerar uppsoka uppsoker uppsokte tillfraga
    tillfragar tilltala tilltalar pakalla svara svarar svarade skriva skriver skrev
    beordra beordrar begara begar bjuda bjuder be ber kontakten samtal samtalet mejl
    mejlet mail kontakt
    """.split()
)
REACHED_BY = frozenset(
    """
    kontaktas kontaktad kontaktade kontaktats ringas ringd ringda uppringd uppringda
    mejlas mejlad mailas mailad besokas besokt besokta tillfragas tillfragad kallas
    kallad kallade nas intervjuas intervjuad uppsokas uppsokt tilltalas tilltalad
    beordras beordrad bjuden ombedd nadd pratad
    """.split()
) - {"kontaktade", "kallade", "besokt", "uppsokt"}
#: Words that may stand between a preposition and a name.
BEFORE_A_NAME = frozenset(
    """
    en ett den det de min mitt mina din ditt dina hans hennes deras nagon nagot nagra
    nan nat annan annat andra alla varje ny nytt nya egen eget egna samma sin sitt sina
    ansvarig ansvariga berord berorda direkt nuvarande
    """.split()
)

#: How each kind of question is usually put, whatever it is about.
TYPICAL = {
    kind: [line.strip() for line in text.strip().splitlines()]
    for kind, text in {
        "decision": """
            vem beslutar om
            vem bestämmer
            vem tar beslut om
            vem godkänner
            vem fastställer
            vem får besluta om
            vem ansvarar för
            vem utser
            vem har rätt att besluta
            vem ska godkänna
            vem är det som bestämmer om
            får nämnden själv besluta om
            måste fullmäktige godkänna
            vilken nämnd beslutar
            vem följer upp
            vem tar fram
            vem svarar på
            jag undrar vem som beslutar om
            vart skickas
            vart ska den
        """,
        "contact": """
            får jag ringa direkt
            får jag kontakta
            vem ska jag kontakta
            vem ska jag prata med
            hur når jag
            kan jag mejla
            kan chefen prata med
            vem vänder jag mig till
            vart vänder jag mig
            får hon prata direkt med
            måste jag gå genom chefen
            vem ringer jag
            hur får jag kontakt med
            kan en politiker kontakta
            får politikern ringa
        """,
        "conduct": """
            får jag lova
            får en politiker bestämma
            får man göra så
            kan jag själv besluta
            är det tillåtet att
            får nämnden delegera
            kan ordföranden besluta
            får en anställd vara med
            har jag rätt att
            är det okej att jag
            kan man överklaga
            måste jag anmäla att
        """,
        "duty": """
            måste nämnden redovisa
            hur ofta ska det göras
            när ska det vara klart
            vem ska se till att
            ska vi ha
            måste vi ha
            vad ska nämnden göra
            är vi skyldiga att
            vem är skyldig att
            hur många gånger om året ska
        """,
        "procedure": """
            hur går det till att
            vilka steg
            i vilken ordning
            hur gör vi för att
            hur gör man
            hur går vi vidare
            vad händer sedan
            hur är gången
            hur ser processen ut
            vart ska den sen
            vart ska den
            hur startar man
        """,
        "body": """
            vilka sitter i
            vem sitter i
            vem ingår i
            vem sitter med i
            vem leder
            hur ofta träffas
            hur ofta har de möte
            vilka är med i
            vem är med i
            sitter chefen med i
            är hon med i
            vem är ordförande i
            hur många ledamöter har
            vad är den till för
            vilka ingår i
            när möts
        """,
    }.items()
}
