"""The clauses of an order as sentences: one table, for writing and for recognising.

A clause is a key of `order.yaml` with its value. The first sentence of each is the one
that is written; the others are recognised too.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: A clause whose value is one of a closed set, and its sentences.
SENTENCES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("lowest_level", "yes"): (
        (
            "Den som är överordnad en delegat enligt förkortningarna nedan får "
            "också fatta beslutet."
        ),
        "Delegaten är lägsta beslutsnivå.",
        "Angiven delegat är lägsta beslutsnivå.",
        "Överordnad chef har samma beslutanderätt som den delegat som anges.",
    ),
    ("lowest_level", "no"): (
        "Att vara överordnad en delegat ger ingen rätt att fatta beslutet.",
    ),
    ("notification", "none"): (
        "Beslut anmäls inte, där raden inte säger annat.",
        "Beslut behöver inte anmälas.",
    ),
    ("notification", "next_meeting"): (
        "Beslut anmäls till nämnden vid nästa sammanträde, där raden inte säger annat.",
        "Beslut anmäls vid nästa sammanträde.",
        "Delegationsbeslut ska anmälas till nämnden vid nästa sammanträde.",
    ),
    ("notification", "monthly"): (
        "Beslut anmäls till nämnden varje månad, där raden inte säger annat.",
        "Beslut anmäls månadsvis.",
        "Delegationsbeslut ska anmälas till nämnden varje månad.",
    ),
    ("notification", "quarterly"): (
        "Beslut anmäls till nämnden varje kvartal, där raden inte säger annat.",
        "Beslut anmäls kvartalsvis.",
        "Delegationsbeslut ska anmälas till nämnden varje kvartal.",
    ),
    ("notification", "promptly"): (
        "Beslut anmäls till nämnden snarast, där raden inte säger annat.",
        "Beslut anmäls snarast.",
        "Delegationsbeslut ska anmälas till nämnden snarast.",
    ),
    ("notification", "as_written"): ("Hur beslut anmäls står på varje rad.",),
    ("sub_delegation", "allowed"): (
        "Uppdragen får delegeras vidare, där raden inte säger annat.",
        "Vidaredelegering är tillåten.",
        "Förvaltningschefen får vidaredelegera.",
    ),
    ("sub_delegation", "forbidden"): (
        "Uppdragen får inte delegeras vidare, där raden inte säger annat.",
        "Vidaredelegering är inte tillåten.",
        "Beslutanderätten får inte vidaredelegeras.",
    ),
    ("sub_delegation", "as_written"): (
        "Om ett uppdrag får delegeras vidare står på varje rad.",
    ),
    ("appeal", "legality_review"): (
        "Beslut överklagas genom laglighetsprövning, där raden inte säger annat.",
        "Beslut överklagas genom laglighetsprövning.",
    ),
    ("appeal", "administrative_appeal"): (
        "Beslut överklagas genom förvaltningsbesvär, där raden inte säger annat.",
        "Beslut överklagas genom förvaltningsbesvär.",
    ),
    ("appeal", "none"): (
        "Beslut kan inte överklagas, där raden inte säger annat.",
        "Beslut kan inte överklagas.",
    ),
    ("appeal", "as_written"): ("Hur ett beslut överklagas står på varje rad.",),
    ("principle", "yes"): (
        (
            "Det som är av principiell beskaffenhet eller annars av större vikt "
            "beslutar nämnden själv."
        ),
        (
            "Ärenden av principiell beskaffenhet eller annars av större vikt "
            "beslutas av nämnden."
        ),
    ),
    ("principle", "no"): (
        (
            "Ordningen säger inget eget om ärenden av principiell beskaffenhet eller "
            "större vikt."
        ),
    ),
    ("frames", "yes"): (
        "Beslut ska rymmas inom budget och fastställda riktlinjer.",
        "Beslut fattas inom ramen för budget och gällande riktlinjer.",
    ),
    ("frames", "no"): ("Ordningen säger inget eget om budget och riktlinjer.",),
    ("statements", "yes"): (
        "Rätten att besluta omfattar också yttranden till domstol över egna beslut.",
    ),
    ("statements", "no"): (
        "Rätten att besluta omfattar inte yttranden till domstol över egna beslut.",
    ),
    ("two_steps", "yes"): (
        (
            "Den som beslutar efter vidaredelegering anmäler beslutet till den som har "
            "delegerat vidare, som anmäler det till nämnden."
        ),
    ),
    ("two_steps", "no"): (
        "Den som beslutar efter vidaredelegering anmäler beslutet direkt till nämnden.",
    ),
    ("superior_on_absence", "yes"): (
        "När en delegat är frånvarande beslutar närmaste överordnade.",
        "Vid delegatens frånvaro beslutar överordnad chef.",
    ),
    ("superior_on_absence", "no"): (
        "Att en delegat är frånvarande ger ingen överordnad rätt att besluta.",
    ),
    ("sole_holder", "yes"): (
        (
            "Har bara en person delegatens befattning beslutar närmaste överordnade "
            "när den är frånvarande."
        ),
    ),
    ("sole_holder", "no"): (
        (
            "Att bara en person har delegatens befattning ger ingen överordnad rätt "
            "att besluta."
        ),
    ),
    ("temporary", "yes"): (
        (
            "Den som är tillförordnad eller vikarie har samma rätt att besluta som den "
            "ordinarie."
        ),
        "Vikarie och tillförordnad har samma beslutanderätt som ordinarie.",
    ),
    ("temporary", "no"): (
        (
            "Den som är tillförordnad eller vikarie har inte den ordinaries rätt att "
            "besluta."
        ),
    ),
    ("may_lift", "yes"): (
        "En delegat får lämna över ett ärende till nämnden.",
        "Delegaten får alltid överlämna ett ärende till nämnden.",
    ),
    ("may_lift", "no"): ("En delegat får inte lämna över ett ärende till nämnden.",),
    ("may_take_over", "yes"): (
        "Nämnden får ta över ett ärende innan beslutet är fattat.",
        "Nämnden kan när som helst ta över ett ärende.",
    ),
    ("may_take_over", "no"): ("Nämnden tar inte över ett ärende från en delegat.",),
}


class SentenceFrame(NamedTuple):
    """What stands before and behind the words of the order in a sentence."""

    before: str
    behind: str

    def sentence(self, words: str) -> str:
        """Return the sentence with some words in it."""
        return f"{self.before}{words}{self.behind}"

    def words(self, sentence: str) -> str | None:
        """Return the words in a sentence, None where it is another one."""
        inside = sentence.removeprefix(self.before).removesuffix(self.behind)
        return inside if inside and self.sentence(inside) == sentence else None


#: A clause whose value is words of the order; of several each has a sentence.
FRAMES: Mapping[str, SentenceFrame] = {
    "rest": SentenceFrame(
        "Det som ingen rad delegerar avgör nämnden själv. Det står under ", "."
    ),
    "new_employee": SentenceFrame(
        "En nyanställd är inte delegat under de första ", " månaderna."
    ),
    "two_members": SentenceFrame(
        "Två ledamöter av ", " får lämna över ett ärende till nämnden."
    ),
}
#: Clauses that name several, each in a sentence of its own.
_LISTED = frozenset({"two_members"})
#: Who decides in order what cannot wait for a delegate.
_WAITING = "cannot_wait"
_WAITS = SentenceFrame("Kan ett ärende inte vänta på ", ".")
_DECIDES, _THEN = " beslutar ", ", därefter "
#: How a clause is written that has no sentence here.
_LITERAL = "Dessutom gäller "


class OrderClause(NamedTuple):
    """A key of `order.yaml` under `clauses`, and its value as plain data."""

    key: str
    value: Any


def clause_sentences(clause: OrderClause) -> tuple[str, ...]:
    """Return a clause as the sentences that are written of it.

    They are read back before they are written; what is not read so has another form.
    """
    made = tuple(_sentences(clause))
    if made and clauses_of(made) == {clause.key: clause.value}:
        return made
    return (f"{_LITERAL}{clause.key}: {json.dumps(clause.value, ensure_ascii=False)}",)


def _sentences(clause: OrderClause) -> Iterator[str]:
    key, value = clause
    if key == _WAITING and isinstance(value, dict):
        for name, steps in value.items():
            yield _WAITS.sentence(f"{name}{_DECIDES}{_THEN.join(steps)}")
    elif key in _LISTED and isinstance(value, list):
        yield from (FRAMES[key].sentence(each) for each in value)
    elif isinstance(value, str) and key in FRAMES:
        yield FRAMES[key].sentence(value)
    elif isinstance(value, str) and (key, value) in SENTENCES:
        yield SENTENCES[key, value][0]


def clauses_of(sentences: Iterable[str]) -> dict[str, Any]:
    """Return the clauses that sentences say; what says none is left out."""
    clauses: dict[str, Any] = {}
    for sentence in sentences:
        clause = recognised_clause(sentence)
        if clause is None:
            continue
        before = clauses.get(clause.key)
        if isinstance(before, list) and isinstance(clause.value, list):
            clauses[clause.key] = [*before, *clause.value]
        elif isinstance(before, dict) and isinstance(clause.value, dict):
            clauses[clause.key] = {**before, **clause.value}
        else:
            clauses[clause.key] = clause.value
    return clauses


def recognised_clause(sentence: str) -> OrderClause | None:
    """Return the clause that a sentence says, None where it says none."""
    text = " ".join(sentence.split())
    waiting = _WAITS.words(text)
    if waiting is not None:
        name, decides, steps = waiting.partition(_DECIDES)
        return OrderClause(_WAITING, {name: steps.split(_THEN)}) if decides else None
    for key, frame in FRAMES.items():
        words = frame.words(text)
        if words is not None:
            return OrderClause(key, [words] if key in _LISTED else words)
    literal, colon, value = text.removeprefix(_LITERAL).partition(": ")
    if text.startswith(_LITERAL) and colon:
        try:
            return OrderClause(literal, json.loads(value))
        except ValueError:
            return None
    return _BY_SENTENCE.get(_sentence_key(text))


def _sentence_key(sentence: str) -> str:
    """Return a sentence without case and without what ends and divides it."""
    return " ".join(re.sub(r"[^\w ]+", " ", sentence.casefold()).split())


_BY_SENTENCE: Mapping[str, OrderClause] = {
    _sentence_key(sentence): OrderClause(key, value)
    for (key, value), sentences in SENTENCES.items()
    for sentence in sentences
}
