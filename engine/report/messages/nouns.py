"""The nouns of messages: what may stand in a file, and what rules are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import Noun

if TYPE_CHECKING:
    from collections.abc import Mapping

NOUNS: Mapping[str, Noun] = {
    # what a YAML file is made of
    "list": Noun("en lista", "listan", "a list"),
    "mapping": Noun("nycklar med värden", "nycklarna", "a mapping"),
    "nothing": Noun("ingenting", "tomrummet", "nothing"),
    "text": Noun("en text", "texten", "a text"),
    "value": Noun("ett värde", "värdet", "a value"),
    "year": Noun("ett år", "året", "a year"),
    "web address": Noun("en webbadress", "webbadressen", "a web address"),
    # logs of decisions
    "name": Noun("ett namn", "namnet", "a name"),
    "mapping of a log": Noun(
        "en mappning av en logg", "mappningen av loggen", "a mapping of a log"
    ),
    "heading of a log": Noun(
        "en rubrik i loggen", "rubriken i loggen", "a heading of a log"
    ),
    "value of a log": Noun("ett värde i loggen", "värdet i loggen", "a value of a log"),
    "column of a log": Noun(
        "en kolumn i loggen", "kolumnen i loggen", "a column of a log"
    ),
    # delegation orders
    "delegation order": Noun(
        "en delegationsordning", "delegationsordningen", "a delegation order"
    ),
    "document of an order": Noun(
        "uppgifter om ordningens dokument",
        "uppgifterna om ordningens dokument",
        "a document of an order",
    ),
    "delegate of the key": Noun(
        "en delegat i nyckeln", "delegaten i nyckeln", "a delegate of the key"
    ),
    "clauses of an order": Noun(
        "en ordnings bestämmelser", "ordningens bestämmelser", "clauses of an order"
    ),
    "abbreviation": Noun("en förkortning", "förkortningen", "an abbreviation"),
    "column": Noun("en kolumn", "kolumnen", "a column"),
    "grant": Noun("en delegation", "delegationen", "a grant"),
    "point of an order": Noun(
        "en punkt i en ordning", "punkten i ordningen", "a point of an order"
    ),
    "occasion": Noun("ett tillfälle", "tillfället", "an occasion"),
    "substitute": Noun("en ersättare", "ersättaren", "a substitute"),
    "relation": Noun("en relation", "relationen", "a relation"),
    "number of months": Noun(
        "ett antal månader", "antalet månader", "a number of months"
    ),
    "clauses on people": Noun(
        "bestämmelser om personer", "bestämmelserna", "clauses on people"
    ),
    "consultation": Noun("ett samråd", "samrådet", "a consultation"),
    "notification": Noun("en anmälan", "anmälan", "a notification"),
    "sub-delegation": Noun(
        "en vidaredelegering", "vidaredelegeringen", "a sub-delegation"
    ),
    "appeal": Noun("ett överklagande", "överklagandet", "an appeal"),
    # packs
    "pack": Noun("ett paket", "paketet", "a pack"),
    "kind of pack": Noun("ett slags paket", "slaget av paket", "a kind of pack"),
    "amount": Noun("ett belopp", "beloppet", "an amount"),
    "whole amount in SEK": Noun(
        "ett helt belopp i kronor", "beloppet i kronor", "a whole amount in SEK"
    ),
    "file of yearly amounts": Noun(
        "en fil med årliga belopp",
        "filen med årliga belopp",
        "a file of yearly amounts",
    ),
    "accepted finding": Noun(
        "ett godtaget fynd", "det godtagna fyndet", "an accepted finding"
    ),
    "kind of finding": Noun("en sorts fynd", "sorten av fynd", "a kind of finding"),
    "file of accepted findings": Noun(
        "en fil med godtagna fynd",
        "filen med godtagna fynd",
        "a file of accepted findings",
    ),
    # acts
    "statute": Noun("en lag", "lagen", "a statute"),
    "number of an act": Noun("en lags nummer", "lagens nummer", "a number of an act"),
    "list of sections": Noun(
        "en lista över paragrafer", "listan över paragrafer", "a list of sections"
    ),
    "omission": Noun("ett utelämnande", "utelämnandet", "an omission"),
    "renumbering": Noun("en omnumrering", "omnumreringen", "a renumbering"),
    "earlier act": Noun("en äldre lag", "den äldre lagen", "an earlier act"),
    "file of statutes": Noun(
        "en fil med lagar", "filen med lagar", "a file of statutes"
    ),
    # words
    "vocabulary": Noun("en ordlista", "ordlistan", "a vocabulary"),
    "role": Noun("en roll", "rollen", "a role"),
    "matter": Noun("ett ärende", "ärendet", "a matter"),
    "act": Noun("en handling", "handlingen", "an act"),
    "circumstance": Noun("en omständighet", "omständigheten", "a circumstance"),
    "type": Noun("en typ", "typen", "a type"),
    "clause": Noun("en sats", "satsen", "a clause"),
    "counterpart": Noun("en fråga om samma sak", "frågan", "a counterpart"),
    "way to resolve a role": Noun(
        "ett sätt att ersätta en roll",
        "sättet att ersätta rollen",
        "a way to resolve a role",
    ),
    "slot (`from` or `actor`)": Noun(
        "`from` eller `actor`", "`from` eller `actor`", "a slot (`from` or `actor`)"
    ),
    "id (a-z, 0-9 and hyphens)": Noun(
        "ett id (a–z, 0–9 och bindestreck)", "id:t", "an id (a-z, 0-9 and hyphens)"
    ),
    # sources
    "sources file": Noun("en källfil", "källfilen", "a sources file"),
    "source": Noun("en källa", "källan", "a source"),
    "rank": Noun("en rang", "rangen", "a rank"),
    "status": Noun("en status", "statusen", "a status"),
    "review": Noun("en översyn", "översynen", "a review"),
    "passage": Noun("ett stycke", "stycket", "a passage"),
    "passage id": Noun("ett id för ett stycke", "styckets id", "a passage id"),
    "passage (`source#passage` or `pack/source#passage`)": Noun(
        "ett stycke (`källa#stycke` eller `paket/källa#stycke`)",
        "stycket",
        "a passage (`source#passage` or `pack/source#passage`)",
    ),
    "fingerprint (words:sha256)": Noun(
        "ett fingeravtryck (ord:sha256)",
        "fingeravtrycket",
        "a fingerprint (words:sha256)",
    ),
    "reason": Noun("ett skäl", "skälet", "a reason"),
    "frequency": Noun("en frekvens", "frekvensen", "a frequency"),
    "deadline": Noun("en tidsfrist", "tidsfristen", "a deadline"),
    # rules
    "rule file": Noun("en regelfil", "regelfilen", "a rule file"),
    "rule": Noun("en regel", "regeln", "a rule"),
    "reference to a rule (`id` or `pack/id`)": Noun(
        "en hänvisning till en regel (`id` eller `paket/id`)",
        "hänvisningen till en regel",
        "a reference to a rule (`id` or `pack/id`)",
    ),
    "decision rule": Noun("en beslutsregel", "beslutsregeln", "a decision rule"),
    "contact rule": Noun("en kontaktregel", "kontaktregeln", "a contact rule"),
    "conduct rule": Noun("en uppföranderegel", "uppföranderegeln", "a conduct rule"),
    "duty rule": Noun("en skyldighetsregel", "skyldighetsregeln", "a duty rule"),
    "procedure rule": Noun(
        "en handläggningsregel", "handläggningsregeln", "a procedure rule"
    ),
    "body rule": Noun("en organregel", "organregeln", "a body rule"),
    "classification rule": Noun(
        "en klassificeringsregel", "klassificeringsregeln", "a classification rule"
    ),
    "constraint rule": Noun(
        "en begränsningsregel", "begränsningsregeln", "a constraint rule"
    ),
    "condition": Noun("ett villkor", "villkoret", "a condition"),
    "relation between roles": Noun(
        "ett förhållande mellan roller",
        "förhållandet mellan roller",
        "a relation between roles",
    ),
    "contact": Noun("en kontakt", "kontakten", "a contact"),
    "conduct": Noun("ett uppförande", "uppförandet", "a conduct"),
    "duty": Noun("en skyldighet", "skyldigheten", "a duty"),
    "constraint": Noun("en begränsning", "begränsningen", "a constraint"),
    "step": Noun("ett steg", "steget", "a step"),
    "alternative": Noun("ett alternativ", "alternativet", "an alternative"),
    "strength": Noun("en styrka", "styrkan", "a strength"),
    "verdict": Noun("ett utslag", "utslaget", "a verdict"),
    "kind of act": Noun("ett slags beslut", "slaget av beslut", "a kind of act"),
    # plans of a reorganisation
    "plan of a reorganisation": Noun(
        "en plan för en omorganisation", "planen", "a plan of a reorganisation"
    ),
    "name of a role": Noun(
        "ett namn på en roll", "namnet på rollen", "a name of a role"
    ),
    "renaming": Noun("ett namnbyte", "namnbytet", "a renaming"),
    "merger": Noun("en sammanslagning", "sammanslagningen", "a merger"),
    "split": Noun("en delning", "delningen", "a split"),
    "removal": Noun("något som upphör", "det som upphör", "a removal"),
    # scenarios
    "scenario file": Noun("en scenariofil", "scenariofilen", "a scenario file"),
    "scenario": Noun("ett scenario", "scenariot", "a scenario"),
    "question": Noun("en fråga", "frågan", "a question"),
    "expectation": Noun("ett väntat svar", "det väntade svaret", "an expectation"),
    "outcome": Noun("ett utfall", "utfallet", "an outcome"),
    "kind of note": Noun("ett slags notering", "slaget av notering", "a kind of note"),
    "acceptance": Noun("ett godtagande", "godtagandet", "an acceptance"),
    "decision": Noun("ett beslut", "beslutet", "a decision"),
    "survivor": Noun(
        "en ändring som får passera omärkt", "den omärkta ändringen", "a survivor"
    ),
    "change, as `mandat check --mutate` names it": Noun(
        "en ändring, med namnet från `mandat check --mutate`",
        "ändringen",
        "a change, as `mandat check --mutate` names it",
    ),
    # training
    "training case": Noun("ett övningsfall", "övningsfallet", "a training case"),
    "level": Noun("en nivå", "nivån", "a level"),
    "dilemma": Noun("ett dilemma", "dilemmat", "a dilemma"),
    "training dilemma": Noun(
        "ett övningsdilemma", "övningsdilemmat", "a training dilemma"
    ),
    "question of a dilemma": Noun(
        "en fråga i ett dilemma", "frågan i dilemmat", "a question of a dilemma"
    ),
    "themes file": Noun("en temafil", "temafilen", "a themes file"),
}
