"""What words of a rule or a passage give away: a condition, a time limit, how strictly.

The words are data, by the language of what is written; `Signals` finds them. They give
away and do not prove: a finding that rests on them can be accepted with a reason.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.model.conclusions import Function

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKEN = re.compile(r"[^\W_]+|[,;:.!?–]")
_STOPS = frozenset(",;:.!?–")
#: So many words after a word of condition belong to its clause.
_CLAUSE = 9
#: Words of condition that are no more than so many places apart stand together.
_TOGETHER = 2


class Degree(enum.Enum):
    """How words weaken what would otherwise bind always and strictly."""

    SHOULD = "should"
    USUALLY = "usually"
    AS_FAR_AS_POSSIBLE = "as_far_as_possible"
    FIRST_HAND = "first_hand"


class ConditionClause(NamedTuple):
    """A condition as it is worded: the word that begins it, and those that follow."""

    head: str
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The beginning of the clause, to be quoted."""
        return " ".join((self.head, *self.words[:3]))


@record
class Signals:
    """The telling words of one language.

    Attributes:
        conditional: begin a condition where nobody asks or decides whether.
        temporal: begin a condition where nobody decides when.
        asking: after these, a conditional word tells what is asked or decided.
        subjects: after a conditional word in the middle of a sentence, these show that
            a clause begins.
        fixed: no condition, though they begin as one.
        inverted: verbs that begin a conditional sentence when they come first.
        bound: say of whom or what a rule speaks, unless of one of the `things` that
            are no case.
        limiting: begin a condition before one of `limits`.
        limits: what follows a limiting word that limits the case, not who decides.
        phrases: conditions by themselves.
        deadline: time limits; `month` tells one that comes round every year.
        duration: a time limit that says how long.
        degrees: words that weaken.
        permission: say that something may be; `obligation` that it must.
        functions: what says that somebody has a function in a decision.
    """

    conditional: frozenset[str]
    temporal: frozenset[str]
    asking: frozenset[str]
    subjects: frozenset[str]
    fixed: re.Pattern[str]
    inverted: frozenset[str]
    bound: re.Pattern[str]
    things: frozenset[str]
    limiting: frozenset[str]
    limits: frozenset[str]
    phrases: re.Pattern[str]
    deadline: re.Pattern[str]
    month: re.Pattern[str]
    duration: re.Pattern[str]
    degrees: Mapping[Degree, re.Pattern[str]]
    permission: re.Pattern[str]
    obligation: re.Pattern[str]
    functions: Mapping[Function, re.Pattern[str]]

    def clauses(self, text: str) -> list[ConditionClause]:
        """Return the conditions that a text words; the same beginning counts once.

        Words of condition that stand together ("bara om", "om inte särskilda skäl")
        begin one clause.
        """
        tokens = _TOKEN.findall(text.casefold())
        heads = [place for place in range(len(tokens)) if self._is_head(tokens, place)]
        found: dict[str, ConditionClause] = {}
        for number, start in enumerate(heads):
            if number and start - heads[number - 1] <= _TOGETHER:
                continue
            following = next((n for n in heads if n > start + _TOGETHER), len(tokens))
            clause = ConditionClause(tokens[start], _clause(tokens, start, following))
            found.setdefault(clause.head, clause)
        return list(found.values())

    def _is_head(self, tokens: list[str], place: int) -> bool:
        """Tell whether a condition begins at a place."""
        token = tokens[place]
        before = tokens[place - 1] if place else "."
        after = tokens[place + 1] if place + 1 < len(tokens) else "."
        rest = " ".join(tokens[place : place + 4])
        if self.phrases.match(rest) or self.bound.match(rest):
            return before not in self.things
        if token in self.inverted:
            return before in _STOPS - {","}
        if token in self.limiting:
            return after in self.limits
        if {*tokens[max(0, place - 2) : place]} & self.asking:
            return False
        if token in self.temporal:
            return True
        return (
            token in self.conditional
            and not self.fixed.match(rest)
            and (before in _STOPS or after in self.subjects)
        )


def _clause(tokens: list[str], start: int, end: int) -> tuple[str, ...]:
    words: list[str] = []
    for token in tokens[start + 1 : min(end, start + 1 + _CLAUSE)]:
        if token in _STOPS:
            break
        words.append(token)
    return tuple(words)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|"
    "december"
)
_COUNT = r"(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|\d+)"
_UNIT = r"(?:dag|vardag|vecka|veckor|månad|år|timm)"

SWEDISH = Signals(
    conditional=_words("om ifall såvida försåvitt förutsatt"),
    temporal=_words("när då"),
    asking=_words(
        """
        avgör avgöra avgörs avgöras beslutar besluta beslutas beslut bestämmer bestämma
        bestäms prövar pröva prövas prövats bedömer bedöma fråga frågan frågor säger
        säga till vet veta se uttalar uttala yttrar uppgift anmäler hur var tala tar
        berätta berättar meddelar hand information informera upplyser missförhållanden
        och både krav
        """
    ),
    subjects=_words(
        """
        de den det han hen man någon något några ingen inget inga inte alla varken
        ledamoten nämnden styrelsen fullmäktige ärendet beslutet saken frågan
        myndigheten lagen kommunen
        """
    ),
    fixed=_pattern(r"om (?:möjligt|året|dagen|natten|(?:det|de|dem|den) som)\b"),
    inverted=_words(
        """
        är har kan ska vill får måste finns blir bör gäller uppstår saknas begär
        beslutar väljer anser behöver behövs kommer går ger lämnar tar rör avser
        överklagas kräver berör saknar hinner överstiger
        """
    ),
    bound=_pattern(
        r"(?:utanför|utom)\s\w|som (?:kan|inte|ännu)\b|(?:för|åt) (?:den|dem|de) som\b"
    ),
    things=_words("det något allt vad"),
    limiting=_words("bara endast enbart"),
    limits=_words("i vid för på inom mellan med efter sedan under den de när om"),
    phrases=_pattern(
        r"vid (?:behov|förhinder|eventuell|tvekan|vägran|synnerlig|särskild|jäv"
        r"|brådska|fara|risk|oenighet|frånvaro)|så länge\b|så långt\b"
        r"|i den (?:mån|utsträckning)|under förutsättning|med undantag"
        r"|(?:synnerliga|särskilda) skäl"
    ),
    deadline=_pattern(r"\b(?:inom " + _COUNT + r"|senast|i god tid|före)\b"),
    month=_pattern(_MONTHS),
    duration=_pattern(rf"\binom {_COUNT} {_UNIT}"),
    degrees={
        Degree.SHOULD: _pattern(r"\bbör\b|\bborde\b|\brekommend|\bråder\b"),
        Degree.USUALLY: _pattern(
            r"\boftast\b|\bvanlig(?:en|tvis)\b|\bnormalt\b|\bi regel\b|\bi huvudsak\b"
            r"|\bhuvudsakligen\b|\bbrukar\b"
        ),
        Degree.AS_FAR_AS_POSSIBLE: _pattern(
            r"\bom (?:det är )?möjligt\b|\bså långt (?:det|som)\b|\bmöjligaste mån\b"
            r"|\bstörsta möjliga\b|\bsträva|\bom (?:det|man) (?:går|kan)\b"
        ),
        Degree.FIRST_HAND: _pattern(r"\bi första hand\b|\bförst och främst\b"),
    },
    permission=_pattern(r"\bkan\b|\bfår\b|\bkunna\b"),
    obligation=_pattern(r"\bska\b|\bmåste\b|\bskall\b|\bskyldig|\b(?:får|kan) inte\b"),
    functions={
        Function.APPROVES: _pattern(
            r"godkän|medge|bevilj|tillstånd|samtyck|fastställ|\bja till"
        ),
        Function.PROPOSES: _pattern(r"föresl|förslag|initiativ"),
        Function.LEADS: _pattern(r"\bled|\bchef|ordförande|\bsamordna|\bhåller ihop"),
        Function.RESPONSIBLE: _pattern(
            r"ansvar|\bsvarar för\b|\bhand om\b|\bsköt|\bser till\b|\bse till\b"
        ),
        Function.CONSULTED: _pattern(
            r"samråd|\bhör|yttra|uttal|dialog|tillfråg|samtal|\bråd|disku|samverk"
            r"|förankr|förhandl|\bta[rs]?\b.*\bupp\b|\bunderrätt"
        ),
    },
)
#: The languages of packs whose words are known.
SIGNALS: Mapping[str, Signals] = {"sv": SWEDISH}
