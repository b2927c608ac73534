"""Everyday Swedish for what a municipality does: permits, care, staff, money, land.

Like `everyday`, this is common language and knows no rule: what somebody says who has
never read a delegation order. Delegation orders are written in one style throughout
the country, so that what is missing between the two is much the same everywhere.
"""

from __future__ import annotations

#: Several words that mean one, each → what it means.
SERVICE_EXPRESSIONS = {
    phrase: meaning
    for meaning, phrases in {
        "avskriva": "skriva av, skriver av, skrivs av, skrivas av, skriva bort",
        "inköp": "köpa in, köper in, köps in, köpas in, köpt in, köpte in",
        "anlita": "ta in, tar in, tas in, plocka in",
        "inkasso": "driva in, drivs in, driver in, drivas in",
        "nedsätta": (
            "sätta ner, sätter ner, sätts ner, sättas ner, sätta ned, sätter ned, "
            "dra ner på, drar ner på"
        ),
        "uppta lån": "låna upp, lånar upp, ta lån, tar lån, ta upp lån",
        "omdisponera medel": (
            "flytta pengar, flyttar pengar, flytta medel, flytta om pengar"
        ),
        "tjänsteresa": "resa i tjänsten, resor i tjänsten, åka i tjänsten",
        "inspektionen vård omsorg": "ivo",
        "socialtjänstlagen": "sol",
        "medbestämmandelagen": "mbl",
        "parkeringstillstånd": "p tillstånd, parkering för funktionshindrade",
        "personuppgiftsbiträdesavtal": "pub avtal, puba avtal, biträdesavtal",
        "hem vård boende": "hvb hem, hvb hemmet, hvb",
        "avsluta": "göra slut på, gör slut på, lägga till handlingarna",
        "avstänga": (
            "stänga av, stänger av, stängs av, stängas av, stängt av, stängde av"
        ),
        "uthyra": "hyra ut, hyr ut, hyrs ut, hyras ut, hyrt ut",
        "inhyra": "hyra in, hyr in, hyrs in, hyras in",
        "utlåna": "låna ut, lånar ut, lånas ut, lånat ut",
        "utlämna": "lämna ut, lämnar ut, lämnas ut, lämnat ut, få ut, får ut, ge ut",
        "avslå": (
            "säga nej till, säger nej till, sa nej till, sagt nej till, säga nej, "
            "säger nej, sa nej, sagt nej, tacka nej, ge avslag på"
        ),
        "mottaga": "ta emot, tar emot, tas emot, tacka ja, tackar ja",
        "sälja": "bli av med, göra sig av med, göra oss av med, göra mig av med",
        "återkräva": (
            "kräva tillbaka, kräver tillbaka, krävs tillbaka, få tillbaka, vill ha "
            "tillbaka, ha tillbaka, betala tillbaka, kräva åter"
        ),
        "återkalla": "lämna tillbaka, lämnar tillbaka, ta tillbaka, tar tillbaka",
        "utomnordisk": "utanför norden, utanför de nordiska länderna",
        "inomnordisk": "inom norden, inom de nordiska länderna",
        "slutet sällskap": "privat fest, privat tillställning, sluten fest",
    }.items()
    for phrase in phrases.split(", ")
}

#: Groups of words that mean much the same in what is asked of a municipality.
SERVICE_MEANING = (
    "avslag neka avslå vägra nekande",
    "nedsätta sänka minska reducera jämka rabatt halvera",
    "sälja avyttra",
    "mottaga motta acceptera",
    "inleda påbörja öppna",
    "valbar valbarhet kandidera",
    "resa åka flyga tjänsteresa studieresa tjänsteresor",
    (
        "utomnordisk utomlands utland utrikes tyskland belgien bryssel holland england "
        "london frankrike paris berlin spanien italien polen estland usa kina europa"
    ),
    (
        "inomnordisk norge danmark finland island oslo köpenhamn helsingfors bergen "
        "norden nordisk åland"
    ),
    "avgift taxa kostnad pris",
    "gallra slänga kasta förstöra radera rensa makulera",
    "handling dokument papper akt",
    "sekretess hemlig sekretessbelagd",
    "faktura räkning fordran skuld obetald",
    "inkasso inkassera indriva indrivning betalningsföreläggande",
    "avbetalning delbetalning avbetalningsplan",
    "anstånd uppskov respit",
    "gåva donation donera skänka testamente",
    "skadestånd skada ersättning kompensation",
    "leasa leasing hyrbil",
    "domstol tingsrätt förvaltningsrätt rättegång stämd stämning rätten",
    "ombud företräda företrädare advokat",
    "enkät statistik undersökning",
    "flagga flaggning flaggstång",
    "vapen kommunvapen logotyp emblem",
    "förening klubb idrottsförening idrottsklubb fotbollsklubb",
    "lokal rum lokaler hyreslokal",
    "hyra uthyra inhyra uthyrning inhyrning",
    "hyreskontrakt hyresavtal",
    "arrende arrendera arrendeavtal",
    "fastighet tomt mark markområde",
    "avverka avverkning skog träd virke",
    "avskeda avsked sparka uppsägning avskedande",
    "lön lönesättning månadslön lönesätta",
    "tjänstledig tjänstledighet ledighet ledig",
    "bisyssla extraknäck extrajobb bijobb",
    "kurs konferens studiebesök",
    "friskvård motion gym",
    "utköp avgångsvederlag",
    "uppvaktning present blommor jubileum",
    "försäkra försäkring",
    "bistånd socialbidrag försörjningsstöd",
    "tandvård tandläkare tänder",
    "begravning begrava begravningskostnad gravsten",
    "möbler hemutrustning husgeråd",
    "hyresskuld hyresskulder vräkning vräkt",
    "elskuld elräkning",
    "missbruk beroende alkohol dricka droger narkotika knark",
    "tvångsvård tvångsomhändertagande lvu lvm",
    "omhändertagande omhänderta",
    "familjehem fosterhem fosterfamilj",
    "orosanmälan oroanmälan oro",
    "vårdnad vårdnadsavtal vårdnadstvist",
    "umgänge träffa umgås",
    "adoption adoptera adoptivbarn",
    "faderskap pappa far fader",
    "äldreboende särskilt vårdboende ålderdomshem",
    "hemtjänst hemhjälp",
    "korttidsboende korttidsplats växelvård avlastning",
    "personlig assistans assistent assistenter",
    "dagverksamhet daglig sysselsättning",
    "funktionsnedsättning funktionshinder rörelsehindrad handikapp handikappad",
    "bygga bygge byggnad byggnation byggande",
    "bygglov lov",
    "tillbyggnad uterum altan inglasning",
    "komplementbyggnad garage carport friggebod förråd uthus växthus",
    "skylt reklamskylt ljusskylt",
    "riva rivning rivningslov",
    "svartbygge olovlig olovligt",
    "vite böter viteshot",
    "avlopp avloppet trekammarbrunn septiktank",
    "bergvärme värmepump jordvärme",
    "strandskydd strand sjö brygga",
    "djurhållning höns djur",
    "serveringstillstånd alkoholtillstånd utskänkningstillstånd spritträttigheter",
    "servering krog restaurang bar uteservering",
    "livsmedel mat kafé café livsmedelslokal",
    "tobak cigaretter snus",
    "tobakstillstånd tobakslicens",
    "folköl öl",
    "badvatten bad badplats",
    "förorenad gift giftig föroreningar",
    "prov provtagning",
    "bostadsanpassning ramp trapphiss",
    "komplett fullständig komplettering",
    "ofullständig inkomplett",
    "avvisa avvisning",
    "förlänga förlängning",
    "återkalla dra in indragen återkallelse",
    "häva bryta hävning",
    "avbryta avbrott stoppa",
    "polisanmäla polisanmälan",
    "gräns belopp",
)

#: Groups of words that have to do with each other without meaning the same.
SERVICE_RELATED = (
    "registerutdrag personuppgift dataskydd gdpr",
    "personuppgiftsincident personnummer läcka",
    "hyra hyresavtal lokal lägenhet",
    "krog alkohol serveringstillstånd",
    "el ström elskuld",
    "parkering parkera rörelsehindrad",
    "tonåring ungdom barn unga unge",
    "vuxen vuxna",
    "gata väg trottoar",
    "buller lukt störning",
    "sälja försäljning",
    "polis polisen handräckning",
)
