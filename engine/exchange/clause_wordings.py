"""Recognise clauses in the words of municipalities, each sentence whole or not at all.

The grammar is closed: a sentence with a word more may say another thing, and is then
running text that nobody has read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .clauses import OrderClause, recognised_clause

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMITTEE = r"(?:(?:[\w-]+- och )?(?:[\w-]+ )?[\w-]*(?:nämnden|styrelsen)s?)"
_DECISIONS = (
    r"(?:alla |samtliga )?(?:delegationsbeslut(?:en)?|beslut(?:en)?)"
    r"(?: (?:som (?:har )?)?(?:fattas|fattats|fattade|fattat)"
    r" (?:på|med stöd av|enligt|genom) (?:delegation|delegering|delegationsordningen"
    r"|denna (?:delegations)?ordning))?"
)
_ARE_TOLD = r"(?:ska |skall )?(?:anmäls|anmälas|redovisas|återrapporteras)"
_TOLD_TO = rf"(?: (?:till|i|för) {_COMMITTEE})?"
_OTHERWISE = (
    r"(?:,? (?:om|där|när) (?:inte|ej) (?:annat|något annat)"
    r" (?:anges|sägs|framgår|särskilt anges))?"
)
_MEETING = (
    rf"(?:vid|på|till) (?:{_COMMITTEE} |dess )?(?:nästa|nästkommande|närmast följande"
    r"|närmaste)(?: ordinarie)? (?:sammanträde|möte|nämndsammanträde|nämndmöte)"
)
_DELEGATE = r"(?:en |den )?(?:angiven |angivna )?delegat(?:en)?"
_SUPERIOR = (
    r"(?:(?:närmaste? )?överordnad(?:e)?(?: chef(?:er)?)?|chef som är överordnad"
    r" delegaten|högre chef)(?: till (?:delegaten|angiven delegat))?"
)
_SAME = (
    r"(?:(?:får|kan|har rätt att|äger rätt att)(?: alltid| också| även)?"
    r" (?:fatta samma beslut|besluta i samma ärenden|fatta besluten?)"
    r"|har(?: alltid| också)? samma (?:beslutanderätt|beslutsrätt|rätt att besluta))"
    r"(?: som (?:den )?(?:angivna |angiven )?delegat(?:en)?)?"
)
_PRINCIPLE = (
    r"(?:ärenden|beslut|frågor)(?: som är)? av principiell"
    r" (?:beskaffenhet|betydelse|natur|karaktär|vikt) eller (?:annars |i övrigt |som"
    r" annars"
    r" är )?av större vikt"
)
_PATTERNS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("notification", "next_meeting"): (
        rf"{_DECISIONS} {_ARE_TOLD}{_TOLD_TO} {_MEETING}{_OTHERWISE}",
        rf"{_DECISIONS} {_ARE_TOLD} {_MEETING}{_TOLD_TO}{_OTHERWISE}",
    ),
    **{
        ("notification", value): (
            rf"{_DECISIONS} {_ARE_TOLD}{_TOLD_TO} {words}{_OTHERWISE}",
            rf"{_DECISIONS} {_ARE_TOLD} {words}{_TOLD_TO}{_OTHERWISE}",
        )
        for value, words in {
            "monthly": r"(?:månadsvis|varje månad|en gång (?:i|per) månad(?:en)?)",
            "quarterly": r"(?:kvartalsvis|varje kvartal|en gång (?:i|per) kvartal)",
            "promptly": r"(?:snarast(?: möjligt)?|utan dröjsmål)",
        }.items()
    },
    ("principle", "yes"): (
        (
            rf"{_PRINCIPLE} (?:ska |skall )?(?:alltid )?(?:avgörs|avgöras|beslutas"
            rf"|prövas)"
            rf"(?: alltid)? av {_COMMITTEE}(?: själv)?"
        ),
        (
            rf"{_PRINCIPLE} (?:ska |skall )?(?:alltid )?(?:överlämnas|lämnas över)"
            rf"(?: alltid)? till {_COMMITTEE}(?: för (?:beslut|avgörande))?"
        ),
        rf"i {_PRINCIPLE} (?:beslutar|avgör) {_COMMITTEE}(?: själv)?",
        (
            rf"(?:delegation(?:en)?|beslutanderätten|delegationsordningen) (?:gäller"
            rf"|omfattar)"
            rf" (?:inte|ej) {_PRINCIPLE}"
        ),
    ),
    ("lowest_level", "yes"): (
        (
            r"(?:den )?(?:angiven |angivna )?delegat(?:en)?(?: som anges)?"
            r"(?: i (?:förteckningen|tabellen|delegationsordningen))? (?:är|utgör"
            r"|avser|anger)"
            r"(?: den)? lägsta (?:nivå|nivån|beslutsnivå|beslutsnivån|delegationsnivå)"
            r"(?: för (?:beslut|beslutet))?"
        ),
        rf"{_SUPERIOR} {_SAME}",
    ),
    ("superior_on_absence", "yes"): (
        (
            r"vid (?:en |ordinarie )?delegat(?:s|ens) (?:frånvaro|förfall|förhinder)"
            r" (?:inträder|beslutar|övergår beslutanderätten till|fattas beslutet av"
            r"|fattas"
            r" beslut av) (?:delegatens )?(?:närmaste?|närmast) överordnade?(?: chef)?"
        ),
        (
            r"(?:när|om) (?:en |ordinarie )?delegat(?:en)? är frånvarande (?:inträder"
            r"|beslutar)"
            r" (?:delegatens )?(?:närmaste?|närmast) överordnade?(?: chef)?"
        ),
    ),
    ("temporary", "yes"): (
        (
            r"(?:den som är )?(?:vikarie|vikarierande|tillförordnad|ställföreträdande)"
            r"(?: (?:och|eller) (?:vikarie|tillförordnad|ställföreträdare))?"
            r"(?: för (?:en )?delegat(?:en)?)? har samma (?:beslutanderätt|rätt att"
            r" besluta"
            r"|delegation) som (?:den )?ordinarie(?: delegat(?:en)?|"
            r" befattningshavare(?:n)?)?"
        ),
    ),
    ("may_lift", "yes"): (
        (
            rf"{_DELEGATE} (?:får|kan|har rätt att|har alltid rätt att|äger rätt"
            rf" att)(?: alltid)?"
            r" (?:(?:över)?lämna(?: över)?|hänskjuta|lyfta)"
            r" (?:ett|ett enskilt|ett visst|varje)? ?(?:ärende|ärendet|beslut|beslutet)"
            rf"(?: för beslut)? till {_COMMITTEE}(?: för (?:beslut|avgörande))?"
        ),
    ),
    ("may_take_over", "yes"): (
        (
            rf"{_COMMITTEE} (?:får|kan|har rätt att|äger rätt att)(?: när som helst|"
            rf" alltid)?"
            r" (?:ta över|överta|återta) (?:ett|ett delegerat|ett enskilt) ärende"
            r"(?: från (?:en )?delegat(?:en)?)?(?: innan (?:det är avgjort|beslut"
            r"(?:et)? (?:har"
            r" )?fattats|beslutet är fattat))?"
        ),
    ),
    ("frames", "yes"): (
        (
            r"(?:alla )?beslut (?:ska |skall |får )?(?:fattas|rymmas|ligga|hållas) inom"
            r" (?:ramen för )?(?:beslutad|beviljad|fastställd|gällande|given|antagen)?"
            r" ?budget(?:ram)? och (?:gällande|fastställda|antagna|beslutade)?"
            r" ?riktlinjer"
        ),
    ),
    ("two_steps", "yes"): (
        (
            r"(?:den som (?:fattar beslut|beslutar) (?:med stöd av|efter|enligt|på)"
            r" vidaredelegation|vidaredelegat(?:en)?|vidaredelegerade beslut)"
            r" (?:ska |skall )?(?:anmäla(?: beslutet| sina beslut)?|anmäler"
            r"(?: beslutet| sina beslut)?|anmälas|anmäls) till förvaltningschef(?:en)?"
            r",? som (?:i sin tur )?(?:anmäler|redovisar) (?:det|dem|beslutet)?"
            rf" ?(?:till|för|i) {_COMMITTEE}"
        ),
    ),
    ("sub_delegation", "allowed"): (
        (
            r"förvaltningschef(?:en)? (?:får|kan|har rätt att) (?:vidaredelegera"
            r"|delegera"
            r" vidare)(?: (?:sin|den) beslutanderätt| beslutanderätten| sina uppdrag)?"
            r"(?: till (?:annan |andra )?(?:anställda?|medarbetare))?"
        ),
    ),
    ("sub_delegation", "as_written"): (
        (
            r"förvaltningschef(?:en)? (?:får|kan|har rätt att) (?:vidaredelegera"
            r"|delegera"
            r" vidare)(?: (?:sin|den) beslutanderätt| beslutanderätten| sina uppdrag)?"
            r" där (?:det|så) (?:särskilt )?anges"
        ),
    ),
    ("sub_delegation", "forbidden"): (
        (
            r"(?:vidaredelegering|vidaredelegation|att delegera vidare) (?:är|får) "
            r"(?:inte|ej)"
            r" (?:tillåten|tillåtet|medgiven|ske|förekomma)"
        ),
        (
            rf"{_DELEGATE} (?:får|kan) (?:inte|ej) (?:vidaredelegera|delegera vidare)"
            r"(?: sin beslutanderätt| beslutanderätten| uppdraget)?"
        ),
    ),
}
_COMPILED = tuple(
    (OrderClause(key, value), re.compile(pattern, re.IGNORECASE))
    for (key, value), patterns in _PATTERNS.items()
    for pattern in patterns
)
_LONGEST = 300


def worded_clause(sentence: str) -> OrderClause | None:
    """Return the clause that a sentence of a municipality says, None for none.

    Two halves with a semicolon between them say one clause where both do.
    """
    said = recognised_clause(sentence)
    if said is not None or len(sentence) > _LONGEST:
        return said
    found: set[OrderClause | None] = set()
    for part in sentence.split(";"):
        text = " ".join(part.split()).strip(" .,:")
        matches = (clause for clause, way in _COMPILED if way.fullmatch(text))
        found.add(next(matches, None))
    return found.pop() if len(found) == 1 else None
