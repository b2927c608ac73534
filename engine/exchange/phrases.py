"""Phrases of delegation orders beside names and limits, each read whole or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.language.orders import OrderColumn
from .limits import has_quantity
from .parts import Uncertainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .parts import Parts
    from .role_names import RoleNames

_CONSULTS = re.compile(
    r"(?:(?:beslutas|beslut|sker|görs|fattas|ska ske) )?"
    r"(?P<way>i samråd med|efter samråd med|tillsammans med|samråd med|i samverkan med"
    r"|efter samverkan med|samråd ska ske med|samråd sker med|efter hörande av)"
    r" (?P<who>[^.;]+)",
    re.IGNORECASE,
)
_LIST = re.compile(r",|\boch\b|/|\beller\b|\bi andra hand\b|\bdärefter\b")
_SURE_WAYS = frozenset({"i samråd med", "efter samråd med", "efter hörande av"})
_SUBSTITUTE = re.compile(
    r"(?:med )?(?P<first>(?:(?! med )[^.;,])+?) som ersättare"
    r"|(?:med )?ersättare(?: är)?:? (?P<second>[^.;]+)"
    r"|(?:vid (?:dennes |dennas |dennes eventuella |delegatens )?"
    r"(?:förfall|frånvaro|förhinder)(?: för [^,;:]+)?|i (?:dennes|dennas|hans eller hennes)"
    r" (?:frånvaro|ställe)|i andra hand):? (?P<third>[^.;]+)"
    r"|(?P<fourth>(?:(?! med )[^.;,])+?) vid (?:dennes |dennas )?"
    r"(?:förfall|frånvaro|förhinder)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?:inom (?:sitt|eget|respektive|sin|sina|egna|egen|verksamhetens|den egna|det egna|enhetens)\b"
    r"|inom (?:ramen för |beslutad |beviljad |antagen |fastställd )"
    r"|under förutsättning|om |när |då |i den mån|i viss mån|i övrigt|övrigt|därutöver"
    r"|i brådskande|vid brådska|enligt (?:riktlinje|fastställd|antagen|plan|policy)"
    r"|efter (?:fullmakt|MBL|förhandling|beslut|godkänn|samråd)|i samråd|dock (?:ej|inte|endast)|endast |bara "
    r"|ej |inte |utom |gäller |avser |för (?:eget|egen|sitt|sin) )",
    re.IGNORECASE,
)
_RESTRICTIVE = re.compile(
    r"\b(?:ej|inte|icke|endast|bara|enbart|utom|undantag\w*|undantaget|förutsatt|förutsätt\w*"
    r"|om|när|under|inom|gäller|avser|brådskande|brådska|princip\w*|samråd\w*|samverkan"
    r"|ram\w*|budget\w*|villkor\w*|krav|kräver|krävs|måste|ska|skall|får|förbehåll\w*"
    r"|upp till|högst|längst|maxim\w*|minst|intill|enligt|i enlighet|riktlinj\w*|gräns\w*"
    r"|\w+gräns(?:en|er|erna)?|fullmakt|utsedd|utser|utses"
    r"|underställd\w*|eget|egen|egna|sitt|sin|sina"
    r"|övrigt|därutöver|särskild\w*|enskild\w*|vid|efter|före|innan|efterföljande|rad\w*)\b",
    re.IGNORECASE,
)
#: Words of a remark that change who decides, on what, or until when.
_CHANGING = re.compile(
    r"\b(?:avslag|bifall|utgår|upphör\w*|upphävd\w*|ersatt|i förening|gemensamt"
    r"|tillsammans|två|båda|kontrasign\w*|delegeras|vidaredeleg\w*|subdeleg\w*|jäv\w*"
    r"|tills vidare|tillfälligt|fr\.? ?o\.? ?m|t\.? ?o\.? ?m|till och med|från och med)(?!\w)",
    re.IGNORECASE,
)
_KINDS = re.compile(
    r"(?:ren |rent )?verkställighet(?:sbeslut|såtgärd)?\.?", re.IGNORECASE
)
_TOLD = re.compile(
    r"(?P<no>(?:anmäls|behöver|ska|skall)? ?(?:ej|inte) ?(?:anmälas|anmäls)|anmäls (?:ej|inte)"
    r"|ingen anmälan|anmälan (?:krävs ej|behövs inte|behövs ej))"
    r"|(?:anmäls|beslutet anmäls|ska anmälas|anmälan)(?: till [\wåäö ]+?)?"
    r"(?: vid| på)? (?P<when>nästa sammanträde|månadsvis|kvartalsvis|snarast)",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(
    r"(?P<no>(?:får|kan|ska) (?:ej|inte) (?:vidaredelegeras|delegeras vidare)"
    r"|vidaredelegering (?:är )?(?:inte|ej) tillåten|(?:ej|inte) vidaredelegering"
    r"|vidaredelegeras (?:ej|inte))"
    r"|(?P<yes>(?:får|kan) (?:vidaredelegeras|delegeras vidare)|vidaredelegering (?:är )?tillåten)",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"(?:delegeras (?:ej|inte)|(?:ej|inte) delegera[dt]|ingen delegation|delegeras inte ut"
    r"|beslutas av (?:nämnden|styrelsen)|(?:nämnden|styrelsen) beslutar(?: själv)?"
    r"|förbehålle[nt] (?:nämnden|styrelsen))\.?",
    re.IGNORECASE,
)
#: Cells that say nothing, where nothing need be said.
DASHES = frozenset({"-", "–", "—", "--", "---", "/", ".", "…"})
DITTO = re.compile(
    r"(?:[-–—]? ?[\"”“''»] ?[-–—]?|d:?o|dito|ibid\.?|[-–—]+[\"”]+[-–—]+|samma|se ovan|som ovan)\.?",
    re.IGNORECASE,
)


def is_reserved(text: str) -> bool:
    """Tell whether a delegate's cell says that the committee keeps the matter."""
    return _RESERVED.fullmatch(text) is not None


def is_condition(text: str) -> bool:
    """Tell whether words say on what condition somebody decides, and name nobody."""
    return _CONDITION.match(text) is not None


def is_restrictive(text: str) -> bool:
    """Tell whether a remark may restrict who decides, or on what."""
    return _RESTRICTIVE.search(text) is not None


def is_changing(text: str) -> bool:
    """Tell whether a remark speaks of an outcome, an end, jointness or passing on."""
    return _CHANGING.search(text) is not None


def is_execution(text: str) -> bool:
    """Tell whether a remark says that the row is an execution, and nothing else."""
    return _KINDS.fullmatch(text) is not None


def notification(text: str) -> Parts | None:
    """Return the cell of a remark that says when decisions are told, else None."""
    match = _TOLD.fullmatch(text.strip(" ."))
    if match is None:
        return None
    word = "nej" if match["no"] else match["when"].casefold()
    return {OrderColumn.NOTIFICATION: word}


def sub_delegation(text: str) -> Parts | None:
    """Return the cell of a remark that says whether the row may be passed on."""
    match = _PASSED_ON.fullmatch(text.strip(" ."))
    if match is None:
        return None
    return {OrderColumn.SUB_DELEGATION: "nej" if match["no"] else "ja"}


def passings_on(text: str, roles: Iterable[str]) -> Iterator[Parts]:
    """Yield what a remark on passing on may say, where it speaks of that."""
    if re.search(r"vidaredeleg|subdeleg|delegeras vidare", text, re.IGNORECASE):
        for word in (*(f"ja, till {role}" for role in roles), "ja", "nej"):
            yield {OrderColumn.SUB_DELEGATION: word}


def consultation(text: str, names: RoleNames) -> Parts | Uncertainty | None:
    """Return whom a phrase says that the delegate consults, None where it says none.

    Whoever is no role stays in words, as a condition.
    """
    plain = text.strip(" .()")
    match = _CONSULTS.fullmatch(plain)
    if match is None:
        return None
    way = match["way"].casefold()
    roles = _listed(match["who"], names)
    if not roles:
        return {OrderColumn.CONDITIONS: plain}
    readings: tuple[tuple[Parts, ...], ...] = tuple(
        ({OrderColumn.CONSULTS: "\n".join(f"{lead} {role}" for role in roles)},)
        for lead in ("efter samråd med", "i samråd med")
    )
    if way in _SURE_WAYS:
        return readings[0 if way.startswith("efter") else 1][0]
    words: Parts = {OrderColumn.CONDITIONS: plain}
    return Uncertainty(why="consultation", readings=(*readings, (words,)), word=plain)


def substitutes(text: str, names: RoleNames) -> str | Uncertainty:
    """Return who a phrase says steps in, in our words; "" where it says nobody.

    Whoever is no role that is known is asked about.
    """
    match = _SUBSTITUTE.fullmatch(text.strip(" .()"))
    if match is None:
        return ""
    who = next(group for group in match.groups() if group is not None)
    words = [word.strip() for word in _LIST.split(who)]
    found = [names.note(names.find(word)) for word in words if word]
    unknown = next((word for word in found if not word.id), None)
    if unknown is not None:
        return Uncertainty(why="role", word=unknown.word)
    return ", ".join(word.word for word in found)


def names_substitute(text: str) -> bool:
    """Tell whether a phrase says that somebody steps in, known or not."""
    match = _SUBSTITUTE.fullmatch(text.strip(" .()"))
    return match is not None and not has_quantity(text)


def _listed(text: str, names: RoleNames) -> list[str]:
    """Return the roles of a list, none where one of them is not known."""
    words = [word.strip() for word in _LIST.split(text)]
    found = [names.find(word) for word in words if word]
    if not found or not all(word.id for word in found):
        return []
    return [names.note(word).word for word in found]
