"""Say names, values, conditions and passages of one jurisdiction in one language."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ..answers.answer import Limits
from ..answers.relative_roles import meant_role
from ..rulebook.model.conclusions import Mode
from ..rulebook.model.conditions import (
    IsRole,
    Multiple,
    OneOf,
    Over,
    Present,
    Under,
    Within,
)
from ..rulebook.model.sources import Status
from ..rulebook.model.values import (
    DECIMAL_SCALE,
    ORE_PER_KRONA,
    ValueKind,
    date_text,
    decimal_text,
    money_text,
    number_text,
)
from ..rulebook.model.vocabulary import TermKind
from .citations import place_text, section_text, source_name
from .phrases import ENUMS, PHRASES, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import Enum

    from ..answers.answer import Span
    from ..rulebook.model.conclusions import Party
    from ..rulebook.model.conditions import Condition
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.questions import Question
    from ..rulebook.model.sources import Deadline, Frequency, Passage
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Circumstance
    from .say import Say


class Wording:
    """Says ids, values and conditions of one jurisdiction in one language.

    Args:
        jurisdiction: whose labels count.
        say: the language of the reader.
    """

    def __init__(self, jurisdiction: Jurisdiction, say: Say) -> None:
        """Take whose labels and which language."""
        self.jurisdiction = jurisdiction
        self.say = say
        self._words = jurisdiction.vocabulary
        self._labels: dict[tuple[TermKind, str], str] = {}

    def enum(self, member: Enum) -> str:
        """Return the word for a member of a closed set."""
        return self.say(*ENUMS[member])

    def phrase(self, key: str, *parts: str) -> str:
        """Return a small phrase, its places filled."""
        return self.say(*PHRASES[key]).format(*parts)

    def enumeration(self, parts: list[str], word: str = "and") -> str:
        """Return `a, b och c`.

        Where a part has the last word itself, as in `styrelsen eller nämnden`, its own
        parts are told like the others: no list says `eller` or `och` twice.
        """
        if len(parts) < 2:  # noqa: PLR2004 - one part needs no comma
            return "".join(parts)
        joint = f" {self.phrase(word)} "
        if word == "or":
            parts = [each for part in parts for each in _alternatives(part, joint)]
        elif any(joint in part for part in parts):
            joint = self.say(" samt ", ", and ")
        return f"{', '.join(parts[:-1])}{joint}{parts[-1]}"

    # names ----------------------------------------------------------------

    @property
    def place(self) -> str:
        """The municipality's name, or that only the law speaks."""
        head = self.jurisdiction.municipality
        return self.say.plain(head.label) if head else self.phrase("law_alone")

    def term(self, kind: TermKind, id_: str) -> str:
        """Return the label of a term, or the id of one that is not known."""
        key = kind, id_
        label = self._labels.get(key)
        if label is None:
            term = self._words.terms(kind).get(id_)
            label = self._labels[key] = self.say.name(term.label) if term else id_
        return label

    def typed(self, kind: TermKind, id_: str) -> str:
        """Return the label of a term without marks, as somebody types it."""
        return self.say.plain(self._words.terms(kind)[id_].label)

    def role(self, id_: str) -> str:
        """Return the label of a role."""
        return self.term(TermKind.ROLE, id_)

    def the_role(self, id_: str) -> str:
        """Return the label of a role within a sentence, in English with its article."""
        label = self.role(id_)
        is_bare = self.say.is_english and not label.startswith(_DETERMINED)
        return f"the {label}" if is_bare else label

    def matter(self, id_: str) -> str:
        """Return the label of a matter."""
        return self.term(TermKind.MATTER, id_)

    def act(self, id_: str) -> str:
        """Return the label of an act."""
        return self.term(TermKind.ACT, id_)

    def circumstance(self, id_: str) -> str:
        """Return the label of a circumstance."""
        return self.term(TermKind.CIRCUMSTANCE, id_)

    def resolved(self, id_: str, question: Question) -> str:
        """Return the id of whom a relative role means in a question, or ``""``."""
        return meant_role(self._words, id_, question)

    def role_in(self, id_: str, question: Question) -> str:
        """Return the label of a role; of a relative role also whom the role means."""
        meant = self.resolved(id_, question)
        return f"{self.role(id_)} ({self.role(meant)})" if meant else self.role(id_)

    def party(
        self,
        party: Party,
        question: Question,
        provisos: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        """Return who a party is, and on which condition: `provisos` by role."""
        names = [
            f"{self.role_in(role, question)} ({provisos[role]})"
            if role in provisos
            else self.role_in(role, question)
            for role in party.roles
        ]
        match party.mode:
            case Mode.NOBODY:
                return self.phrase("nobody")
            case Mode.TOGETHER:
                return self.phrase("together", self.enumeration(names))
            case Mode.ANY_OF:
                wider = [self._is_wider(role, party) for role in party.roles]
                told = list(zip(names, wider, strict=True))
                narrow = [name for name, is_wide in told if not is_wide]
                rest = [self.phrase("other", name) for name, is_wide in told if is_wide]
                return self.phrase("any_of", self.enumeration([*narrow, *rest], "or"))
            case Mode.IN_ORDER:
                return self.phrase("in_order", " → ".join(names))
            case _:
                return self.enumeration(names)

    def _is_wider(self, role: str, party: Party) -> bool:
        """Tell whether a role is what another one of a party is a kind of."""
        kinds = self._words.role_kinds
        return any(
            other != role and role in kinds.get(other, ()) for other in party.roles
        )

    def way(self, roles: Iterable[str], question: Question) -> str:
        """Return over whom something goes, one after the other."""
        return " → ".join(self.role_in(role, question) for role in roles)

    # passages -------------------------------------------------------------

    def passage(self, passage: Passage, *, is_brief: bool = False) -> str:
        """Return a citation: the document, the section, the place.

        `is_brief` leaves out the Swedish name of an act that has an English one.
        """
        source = self.jurisdiction.sources[passage.source]
        name = source_name(source, self.say, is_brief=is_brief)
        section = section_text(passage.section, self.say)
        where = f" ({place_text(passage.where, self.say)})" if passage.where else ""
        status = ""
        if source.status is Status.PROPOSAL:
            status = f" – {self.enum(source.status)}"
        return f"{', '.join(filter(None, (name, section)))}{where}{status}"

    def citation(self, id_: str, *, is_brief: bool = False) -> str:
        """Return the citation of a passage by its full id."""
        return self.passage(self.jurisdiction.passages[id_], is_brief=is_brief)

    def gist(self, passage: Passage) -> str:
        """Return what a passage says, with its citation in brackets."""
        cited = self.passage(passage, is_brief=True)
        return f"{self.say.text(passage.gist)} ({cited})"

    def source_title(self, id_: str) -> str:
        """Return the title of a source."""
        return self.say.name(self.jurisdiction.sources[id_].title)

    # values ---------------------------------------------------------------

    def value(self, circumstance: str, value: Value) -> str:
        """Return a value as people write it."""
        known = self._words.circumstances.get(circumstance)
        return str(value) if known is None else self._value(known, value)

    def _value(self, circumstance: Circumstance, value: Value) -> str:
        if value is None:
            return self.phrase("none")
        if circumstance.kind is ValueKind.BOOL:
            return self.phrase("yes" if value else "no")
        if isinstance(value, int):
            return _FIGURES[circumstance.kind](value)
        if circumstance.kind is ValueKind.ROLE:
            return self.role(value)
        label = circumstance.value_label(value)
        return self.say.name(label) if label else value

    def fact(self, circumstance: str, value: Value) -> str:
        """Return a circumstance with its value: `belopp: 500 kr`."""
        return f"{self.circumstance(circumstance)}: {self.value(circumstance, value)}"

    def facts(self, given: Iterable[tuple[str, Value]]) -> list[str]:
        """Return each circumstance with its value."""
        return [self.fact(name, value) for name, value in given]

    # circumstances within a sentence ---------------------------------------------

    def clause(self, circumstance: str, value: Value) -> str:
        """Return what is the case where a circumstance is so, or is not so.

        Empty where nobody wrote that as a clause, and for other values than these.
        """
        known = self._words.circumstances.get(circumstance)
        if known is None or known.clause is None or value is None:
            return ""
        return self.say.name(known.clause.yes if value else known.clause.no)

    def dependence(self, circumstance: str) -> str:
        """Return a circumstance as said behind `beror på`: `om …`, or its label."""
        clause = self.clause(circumstance, 1)
        if not clause:
            return self.circumstance(circumstance)
        return self.say(f"om {clause}", f"whether {clause}")

    def wondering(self, circumstance: str) -> str:
        """Return a circumstance as said behind `veta`: `om …`, or its label quoted."""
        if self.clause(circumstance, 1):
            return self.dependence(circumstance)
        label = self.circumstance(circumstance)
        return self.say.quoted(label)

    def assumption(self, circumstance: str, value: Value) -> str:
        """Return a value as said behind `förutsätter`: `att …`, or `belopp: 500 kr`."""
        clause = self.clause(circumstance, value)
        if not clause:
            return self.fact(circumstance, value)
        return self.say(f"att {clause}", f"that {clause}")

    def cases(self, when: Iterable[tuple[str, Span]]) -> list[str]:
        """Return the values of a row as said behind `när`: a clause where there is."""
        return [
            self.clause(name, _one_value(span))
            or f"{self.circumstance(name)}: {self.span(name, span)}"
            for name, span in when
        ]

    def where(self, when: Iterable[tuple[str, Span]]) -> list[str]:
        """Return each circumstance with the values of a row."""
        return [f"{self.circumstance(n)}: {self.span(n, span)}" for n, span in when]

    def span(self, circumstance: str, span: Span) -> str:
        """Return the values of a row: `samhälle, ekonomi`, `högst 500 000 kr`."""
        return ", ".join(
            self.limits(circumstance, item.low, item.high)
            if isinstance(item, Limits)
            else self.value(circumstance, item)
            for item in span
        )

    def limits(self, circumstance: str, low: int | None, high: int | None) -> str:
        """Return limits as people say them: `över 100 000 kr`, not `100 000,01 kr`."""
        if low is None and high is None:
            return self.phrase("any")
        if low == high:
            return self.value(circumstance, low)
        first = low is not None and self.edge(circumstance, low, is_low=True)
        last = high is not None and self.edge(circumstance, high, is_low=False)
        if first and last and not first[0] and not last[0]:
            return self.phrase("between", first[1], last[1])
        parts = []
        if first:
            parts.append(self.phrase("over" if first[0] else "at_least", first[1]))
        if last:
            parts.append(self.phrase("under" if last[0] else "at_most", last[1]))
        return self.phrase("but").join(parts)

    def edge(self, circumstance: str, limit: int, *, is_low: bool) -> tuple[bool, str]:
        """Return a limit in words, and whether the limit itself is left out.

        A limit one öre above or below whole kronor stands for those kronor, left out.
        """
        known = self.jurisdiction.vocabulary.circumstances.get(circumstance)
        step = _STEPS.get(known.kind, 1) if known else 1
        other = limit - 1 if is_low else limit + 1
        is_left_out = limit % step != 0 and other % step == 0
        return is_left_out, self.value(circumstance, other if is_left_out else limit)

    def condition(self, condition: Condition) -> str:
        """Return a condition as said behind `när`: `belopp: högst 500 000 kr`.

        A circumstance that is so or not is a clause where somebody wrote one.
        """
        name = condition.circumstance
        clause = self.clause(name, _flag(condition))
        return clause or f"{self.circumstance(name)}: {self.wanted(condition)}"

    def demand(self, condition: Condition) -> str:
        """Return a condition as said behind `kräver`: `att …`, or with its values."""
        name = condition.circumstance
        clause = self.clause(name, _flag(condition))
        return (
            self.say(f"att {clause}", f"that {clause}")
            if clause
            else (f"{self.circumstance(name)}: {self.wanted(condition)}")
        )

    def wanted(self, condition: Condition) -> str:
        """Return the values that a condition wants: `högst 500 000 kr`."""
        name = condition.circumstance
        match condition:
            case OneOf():
                values = [
                    self.value(name, v) for v in sorted(condition.values, key=str)
                ]
                listed = self.enumeration(values, "or")
                return self.phrase("not", listed) if condition.negated else listed
            case IsRole():
                listed = self.enumeration(
                    [self.role(r) for r in sorted(condition.roles)], "or"
                )
                return self.phrase("not", listed) if condition.negated else listed
            case Present():
                return self.phrase("exists" if condition.is_present else "none")
            case Within():
                return self._within(condition)

    def _within(self, condition: Within) -> str:
        low, high = condition.low, condition.high
        if not isinstance(low, Multiple) and not isinstance(high, Multiple):
            return self.limits(condition.circumstance, low, high)
        parts = []
        for bound, keys in ((low, ("at_least", "over")), (high, ("at_most", "under"))):
            if isinstance(bound, Multiple):
                text = f"{bound.times} {self.phrase('prisbasbelopp')}"
                parts.append(self.phrase(keys[isinstance(bound, Over | Under)], text))
            elif bound is not None:
                is_left_out, text = self.edge(
                    condition.circumstance, bound, is_low=bound is low
                )
                parts.append(self.phrase(keys[is_left_out], text))
        return self.phrase("but").join(parts)

    def frequency(self, often: Frequency) -> str:
        """Return how often in words."""
        if often.word:
            return self.phrase(often.word)
        swedish, english = UNITS[often.unit]
        one, many = english if self.say.is_english else swedish
        if often.every > 1:
            return self.say(f"var {often.every}:e {one}", f"every {often.every} {many}")
        if often.times > 1:
            return self.say(
                f"{often.times} gånger per {one}", f"{often.times} times per {one}"
            )
        return self.say(f"en gång per {one}", f"once per {one}")

    def deadline(self, deadline: Deadline) -> str:
        """Return within how long in words."""
        swedish, english = UNITS[deadline.unit]
        one, many = english if self.say.is_english else swedish
        unit = one if deadline.count == 1 else many
        lead = self.say("inom", "within")
        return f"{lead} {deadline.count} {unit}"


def _alternatives(part: str, joint: str) -> list[str]:
    """Return the parts of an alternative that names several, each a name of its own."""
    return [part] if set("(,“") & set(part) else part.split(joint)


def _one_value(span: Span) -> Value:
    """Return the value of a row that has one alone, else None."""
    return span[0] if len(span) == 1 and not isinstance(span[0], Limits) else None


def _flag(condition: Condition) -> Value:
    """Return the one value that a condition wants of what is so or not, else None."""
    if not isinstance(condition, OneOf) or len(condition.values) != 1:
        return None
    (value,) = condition.values
    is_flag = isinstance(value, int) and value in (0, 1)
    return int(value != condition.negated) if is_flag else None


#: What people count in; values are kept finer than that.
_STEPS = {ValueKind.MONEY: ORE_PER_KRONA, ValueKind.DECIMAL: DECIMAL_SCALE}
#: How an English noun begins that takes no article before it.
_DETERMINED = ("the ", "a ", "an ", "not ", "no ", "“")
_FIGURES = {
    ValueKind.MONEY: money_text,
    ValueKind.NUMBER: number_text,
    ValueKind.DECIMAL: decimal_text,
    ValueKind.DATE: date_text,
}
