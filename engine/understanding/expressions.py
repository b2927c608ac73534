"""Several words that mean one: "skriva av" is to write off, "slippa betala" to waive.

Like `everyday`, this is common language and knows no rule. Of each expression one form
is listed: its first word counts in any of its forms, and one who acts may stand behind
it ("skriver vi av"). The texts of rules are read in the same way as what is asked, so
that both come to one word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Each first word with its other forms.
FORMS = """
    skriva: skriver skrev skrivit skrivs skrivas skriven skrivna
    köpa: köper köpte köpt köps köpas köpts
    ta: tar tog tagit tas tagits
    plocka: plockar plockade plockat plockas
    driva: driver drev drivit drivs drivas
    sätta: sätter satte satt sätts sättas satts
    dra: drar drog dragit dras dragits
    låna: lånar lånade lånat lånas
    flytta: flyttar flyttade flyttat flyttas
    resa: reser reste rest resor
    åka: åker åkte åkt
    göra: gör gjorde gjort görs göras gjorts
    lägga: lägger lade la lagt läggs läggas lagts
    stänga: stänger stängde stängt stängs stängas stängts stängd stängda
    hyra: hyr hyrde hyrt hyrs hyras
    lämna: lämnar lämnade lämnat lämnas lämnats
    få: får fick fått
    ge: ger gav gett givit ges
    säga: säger sa sade sagt sägs sägas sagts
    tacka: tackar tackade tackat
    bli: blir blev blivit
    kräva: kräver krävde krävt krävs krävas
    vilja: vill ville velat
    ha: har hade haft
    betala: betalar betalade betalat betalas
    höra: hör hörde hört
    vända: vänder vände vänt
    gå: går gick gått
    veta: vet visste vetat
    tala: talar talade talat
    slå: slår slog slagit slås
    fatta: fattar fattade fattat fattas
    se: ser såg sett ses
    följa: följer följde följt följs följas
    svara: svarar svarade svarat
    stå: står stod stått
    hålla: håller höll hållit
    vara: är var varit
    sitta: sitter suttit
    fixa: fixar fixade fixat
    ordna: ordnar ordnade ordnat ordnas
    byta: byter bytte bytt byts bytas
    rösta: röstar röstade röstat röstas
    träda: träder trädde trätt
    sparka: sparkar sparkade sparkat
    kasta: kastar kastade kastat
    slippa: slipper slapp sluppit
    dela: delar delade delat delas
    vänta: väntar väntade väntat
    lösa: löser löste löst löses
    bygga: bygger byggde byggt byggs byggas byggd
    glasa: glasar glasade glasat
    börja: börjar började börjat
    hugga: hugger högg huggit huggs
    fälla: fäller fällde fällt fälls
    såga: sågar sågade sågat
    släppa: släpper släppte släppt släpps släppas
    komma: kommer kom kommit
    hoppa: hoppar hoppade hoppat
    jobba: jobbar jobbade jobbat
    arbeta: arbetar arbetade arbetat
    spela: spelar spelade spelat
    ligga: ligger låg legat
    fara: far for farit
    bo: bor bodde bott
    klara: klarar klarade klarat
    köra: kör körde kört
    skära: skär skar skurit
    ställa: ställer ställde ställt ställs ställas ställts
    bryta: bryter bröt brutit
    söka: söker sökte sökt
    sköta: sköter skötte skött
    missköta: missköter misskötte misskött
    stycka: styckar styckade styckat styckas
    gräva: gräver grävde grävt grävs
    fylla: fyller fyllde fyllt
    stava: stavar stavade stavat
    räkna: räknar räknade räknat
    föra: för förde fört förs
    ändra: ändrar ändrade ändrat ändras
    förlora: förlorar förlorade förlorat
    bomma: bommar bommade bommat
    låta: låter lät låtit
    kliva: kliver klev klivit
    skicka: skickar skickade skickat skickas
    lura: lurar lurade lurat
    fuska: fuskar fuskade fuskat
    ångra: ångrar ångrade ångrat
    springa: springer sprang sprungit
    forsla: forslar forslade forslat forslas
    koppla: kopplar kopplade kopplat kopplas
    höja: höjer höjde höjt höjs
    bjuda: bjuder bjöd bjudit
    avsluta: avslutar avslutade avslutat avslutas
"""

#: What several words mean, and each way to say it; the longest counts.
EXPRESSIONS = """
    kontakta: höra av sig, höra av mig, höra av oss, vända sig, vända mig
    kontakta: få tag i, få tag på, ta kontakt med, ta kontakt, ha kontakt med
    kontakta jag: höra jag av mig, vända jag mig, gå jag till
    kontakta vi: höra vi av oss, vända vi oss
    kontakta man: vända man sig
    informera: få veta, ska veta, behöver veta, tala om för
    kontakta direkt: gå direkt till, gå direkt på
    grupp tjänstemän: två tjänstemän, flera tjänstemän, tre tjänstemän
    grupp handläggare: två handläggare, flera handläggare
    grupp chefer: två chefer, flera chefer
    ringa: slå en signal
    besluta: ta beslut, fatta beslut, ta beslutet, fatta beslutet, ta ett beslut
    besluta: fatta ett beslut, ha sista ordet
    besluta själv: fatta egna beslut, ta egna beslut
    godkänna: säga ja till, säga ja, ge klartecken
    underteckna: skriva under, skriva på
    avveckla: lägga ner, lägga ned
    sammanslå: lägga ihop, slå ihop, slå samman
    starta: dra igång, sätta igång, sparka igång
    framta: ta fram
    uppföljning: följa upp
    översyn: se över
    ansvara: se till, svara för, stå för, ha hand om, allas ansvar
    övervaka: hålla koll på, hålla ett öga på, ha koll på
    styra: lägga sig i, lägga mig i, lägga oss i, säga åt, bry sig
    lyfta: ta upp
    väcka: lägga fram
    delta: vara i rummet, sitta i rummet, vara kvar i rummet, sitta med när
    delta: sitta med på, vara med när
    åtgärd: fixa det, ordna sig
    avsätta: byta ut, rösta bort
    uppsägning: säga upp
    ändra: göra om
    akut: i natt, mitt i natten, kan inte vänta, gå inte att vänta
    akut: gå inte vänta, hinner inte vänta, tål inte att vänta
    privat: på stan, på ica, på coop, på fritiden, på min fritid, på lediga stunder
    privat: i affären, i mataffären, i matbutiken, på krogen, på gymmet, på fotbollen
    privat: på en fest, utanför jobbet, utanför arbetet, utanför arbetstid
    privat: utanför arbetstiden, efter jobbet, efter arbetstid, när jag är ledig
    privat: åka på
    förstahand: i första hand
    jämställdhet: delad på kön, dela upp på kön, uppdelad på kön
    tidsfrist: hur lång tid, hur länge, hur snabbt, hur fort
    lagakraft: laga kraft
    ersätta: träda in, i hennes ställe, i hans ställe, i dennes ställe
    ersätta: i chefens ställe, i stället för

    avskriva: skriva av, skriva bort
    inköp: köpa in
    anlita: ta in, plocka in
    inkasso: driva in
    nedsätta: sätta ner, sätta ned, dra ner på
    uppta lån: låna upp, ta lån, ta upp lån, ta upp nytt lån, ta upp nya lån
    omsätta: lägga om
    omdisponera medel: flytta pengar, flytta medel, flytta om pengar
    tjänsteresa: resa i tjänsten, åka i tjänsten
    inspektionen vård omsorg: ivo
    socialtjänstlagen: sol
    parkeringstillstånd: p tillstånd, parkering för funktionshindrade
    personuppgiftsbiträdesavtal: pub avtal, puba avtal, biträdesavtal
    personuppgiftsbiträdesavtal: biträdesavtalet
    hem vård boende: hvb hem, hvb hemmet, hvb
    avsluta: göra slut på, lägga till handlingarna
    avstänga: stänga av
    uthyra: hyra ut
    inhyra: hyra in
    utlåna: låna ut
    utlämna: lämna ut, få ut, ge ut
    avslå: säga nej till, säga nej, tacka nej, ge avslag på
    mottaga: ta emot, tacka ja
    sälja: bli av med, göra sig av med, göra oss av med, göra mig av med
    återkräva: kräva tillbaka, få tillbaka, vilja ha tillbaka, ha tillbaka
    återkräva: betala tillbaka, kräva åter
    återkalla: lämna tillbaka, ta tillbaka, dra tillbaka, dra in tillståndet
    utomnordisk: utanför norden, utanför de nordiska länderna
    inomnordisk: inom norden, inom de nordiska länderna
    slutet sällskap: privat fest, privat tillställning, sluten fest
    godman: god man, gode man, gode mannen, gode män, gode männen, goda män
    lexsarah: lex sarah
    lösöre: lös egendom
    äldreboende: särskilt boende, särskilda boenden, särskilda boendet, säbo
    gruppbostad: bostad med särskild service, bostäder med särskild service
    missbruk: skadligt bruk
    skyddsboende: skyddat boende
    särskola: anpassad grundskola, anpassad gymnasieskola
    tillsvidare: tills vidare
    tillsvidare anställning: fast anställning, fast tjänst, fast jobb
    förmedlingsmedel: egna medel, sköta ekonomin, sköta pengarna, sköta hans pengar
    förmedlingsmedel: sköta hennes pengar
    talan företräda: föra talan
    rättelse skrivfel: stava fel, skriva fel, räkna fel, bli fel
    avvisa: prövas inte, inte prövas, skicka tillbaka
    ofullständig: inte fullständig, inte fullständiga, inte fullständigt, inte komplett
    ofullständig: inte kompletta, saknar handlingar, handlingar saknas
    landsbygd: på landet
    grannkommun: annan kommun, andra kommuner
    särskiltstöd: särskilt stöd, extra stöd
    läsårstider: skolan börjar, skolan slutar, terminen börjar, terminen slutar
    utökad vistelsetid: längre tid på, fler timmar, mer tid på
    flyttning: forsla bort, bogsera bort
    gräva: gräva upp
    anslutning: koppla in, koppla på
    brandskydd: skydd mot olyckor
    arvode: få betalt
    löneökning: högre lön, höja lönen, mer i lön, mer lön, mer betalt
    övertid: jobba över, arbeta över
    radera personuppgift: ta bort uppgifter, ta bort mina uppgifter
    lösspringande: springa lös, springa lösa
    försening: inte klar i tid, inte klart i tid, inte i tid
    deltid: gå ner i tid, gå ner i arbetstid, jobba deltid, jobba mindre
    distansarbete: jobba hemifrån, arbeta hemifrån, jobba hemma
    grannhörande: höra grannarna, fråga grannarna
    medlemskap: gå med i
    borgen: gå i borgen
    ansöka: skicka in
    yttrande: lämna synpunkter, ha synpunkter, tycka till
    polisanmäla: gå till polisen
    anmäla åklagare: gå till åklagaren, gå till åklagare
    vikarie: hoppa in
    arbetsbrist: för lite jobb, för lite att göra, brist på arbete, brist på jobb
    arbetsbrist: ont om jobb, ont om arbete, minska personalen, skära ner
    arbetsbrist: dra in tjänster, dra ner på personalen
    avskeda: få sparken, ge sparken, få kicken
    misskötsel: sköta sig inte, sköta inte jobbet, sköta inte sitt jobb
    misskötsel: missköta sig, missköta jobbet, missköta sitt jobb
    avstänga: skicka hem
    bisyssla: jobba extra, arbeta extra
    utköp: köpa ut
    avsluta utköp anställning: avsluta en anställning, avsluta anställning
    avsluta utköp anställning: avsluta anställningen, anställnings upphörande
    avtalspension: gå i förtid, pension i förtid
    pension: gå i pension
    omplacera: byta arbetsplats, byta avdelning, byta förvaltning
    efterge: slippa betala, släppa skulden, glömma skulden
    avbetalning: betala av, betala lite i taget, dela upp betalningen, i omgångar
    anstånd: betala senare, vänta med att betala, vänta med betalningen
    skada: ha sönder, gå sönder, slå sönder, köra på, köra sönder
    statsbidrag: pengar från staten, bidrag från staten, statliga pengar
    statsbidrag: statligt bidrag, statligt stöd, statliga bidrag
    direktupphandling: utan annonsering, utan att annonsera, utan upphandling
    avbryta: ställa in
    förlänga: dra ut på, låta löpa, löpa ett år till, fortsätta gälla
    inlösen: lösa in
    avverka: hugga ner, hugga ned, fälla träd, såga ner, såga ned, ta ner träd
    avstyckning: stycka av
    tillbyggnad: bygga ut, bygga till, glasa in
    fattig: inte råd, ha råd, saknar pengar, inga pengar
    försörjningsstöd: pengar till mat, pengar från socialen, bidrag från socialen
    försörjningsstöd: gå på soc, leva på soc, hjälp från socialen
    hyresskuld: spela bort hyran, ligga efter med hyran, efter med hyran
    hyresskuld: obetald hyra, inte betalat hyran, skulden på hyran
    elskuld: stänga av elen, stänga av strömmen, obetald el
    felaktigt utbetalt: få för mycket, betala ut för mycket
    bidragsbrott: fuska till sig, lura till sig, fuska med bidrag
    orosanmälan skydd: fara illa
    omhänderta barn: ta barnet, ta barnen, ta ett barn
    andrahandskontrakt: i andra hand, andra hand, socialt kontrakt, sociala kontrakt
    faderskap: vem som är pappa, vem som är far, vara pappan, vara pappa till
    parboende: bo ihop, bo tillsammans, flytta ihop
    avlösarservice: avlastning i hemmet, avlastning hemma, avlösning i hemmet
    startbesked: börja bygga, starta bygget, sätta igång bygget
    slutbesked: flytta in, ta i bruk, bygget är klart, huset är klart
    slutbesked: huset är färdigt, bygget är färdigt
    tidsbegränsad: för en kort tid, en kort tid, under en tid
    förhandsbesked: besked i förväg, veta i förväg, besked innan
    markarbete: fylla ut, gräva ut, gräva bort
    olovlig: utan lov, utan bygglov, utan tillstånd
    bygglov: ge lov för, lov för, söka lov
    tillåta: ge lov
    inaktuell: inte aktuell längre, inte aktuella längre, inte aktuellt längre
    inaktuell: inte aktuellt, inte aktuell, inte aktuella, förlora sin aktualitet
    planändring: ändra detaljplanen, ändra planen, ny detaljplan
    utställa: ställa ut
    tillträde: ta sig in, gå in, släppa in, kliva in
    utsläpp: släppa ut
    stadigvarande: varje kväll, året om, året runt, hela året
    stänga: slå igen, bomma igen, stänga igen, stänga ner, stänga ned
"""

#: Words that may stand between the first and the second word of an expression.
BETWEEN = frozenset("jag vi man ni de den det dem han hon hen oss mig er sig".split())
#: Behind these it is asked whether one may, so that nothing stands between.
_MODAL = frozenset({"fa", "vilja", "ha", "vara"})


class Expression(NamedTuple):
    """What stands behind the first word of an expression, and the words all mean.

    `is_divisible` tells whether one who acts may stand behind the first word.
    """

    rest: list[str]
    meaning: list[str]
    is_divisible: bool


def _bare(text: str) -> str:
    """Return a text without å, ä and ö, each letter in its place."""
    return text.replace("å", "a").replace("ä", "a").replace("ö", "o")


# The lists are looked up and never cut up: each start would have to.
_BARE_FORMS = _bare(FORMS).replace("\n", " \n")
_BARE_EXPRESSIONS = _bare(EXPRESSIONS)
_END = re.compile(r"[,\n]")
#: So many words are remembered with the expressions that begin with them.
_MOST_KEPT = 16_384


@lru_cache(_MOST_KEPT)
def expressions_from(word: str) -> Sequence[Expression]:
    """Return the expressions that begin with a form of a word, the longest first.

    All but what they mean is without å, ä and ö, and so is the word.
    """
    bases = _bases(word)
    is_verb = bool(bases) or f" {word}:" in _BARE_FORMS
    is_divisible = is_verb and _MODAL.isdisjoint((word, *bases))
    found: list[Expression] = []
    for first in (word, *bases):
        for start in _places(_BARE_EXPRESSIONS, f" {first}"):
            words = _BARE_EXPRESSIONS[start : _end(start)].split()
            if _BARE_EXPRESSIONS[start - 1] in ":," and words[0] == first:
                line = _BARE_EXPRESSIONS.rfind("\n", 0, start) + 1
                meaning = EXPRESSIONS[line : EXPRESSIONS.index(":", line)].split()
                found.append(Expression(words[1:], meaning, is_divisible))
    return sorted(found, key=lambda one: -len(one.rest))


def _end(start: int) -> int:
    """Return where an expression ends."""
    end = _END.search(_BARE_EXPRESSIONS, start)
    return end.start() if end else len(_BARE_EXPRESSIONS)


def _bases(form: str) -> list[str]:
    """Return the basic forms of a verb in the list."""
    lines = (
        _BARE_FORMS.rfind("\n", 0, n) + 1 for n in _places(_BARE_FORMS, f" {form} ")
    )
    return [_BARE_FORMS[n : _BARE_FORMS.index(":", n)].strip() for n in lines]


def _places(text: str, part: str) -> Iterator[int]:
    """Yield where a part of a text stands, from left to right."""
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)
