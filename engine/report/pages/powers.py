"""Write the powers and duties of a role, function by function, with passages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ...answers.exemptions import left_out
from ...answers.force import Force, force
from ...rulebook.model.conclusions import DecisionAct
from ...rulebook.model.questions import Question
from ...rulebook.model.rules import RuleKind, Slot
from ...space.entitlements import serves
from ...space.powers import obligations, powers
from ..answers.as_json import when_object
from ..citations import numbered
from ..grants import term_text
from ..layout import capital
from ..limited_rows import LimitedRows
from ..notes import letter_mark, note_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ...rulebook.model.conclusions import Party
    from ...space.cells import When
    from ...space.powers import Obligation, Power
    from ...space.space import Space
    from ..objects.pages import (
        HoldersObject,
        MandateObject,
        ObligationObject,
        PowerObject,
        RestingObject,
    )
    from ..objects.parts import TermObject
    from ..wording import Wording


class MandateSection(NamedTuple):
    """Lines below a title; `is_others` where the role has them as a kind of another."""

    title: str
    lines: list[str]
    is_others: bool


class Mandate:
    """Everything a role may and must on a day, in words and as plain data.

    Args:
        space: the rules that count.
        role: whose powers and duties.
        wording: in which words.
        on: on which day.
        workers: how many processes to use, as in `powers`.
    """

    def __init__(
        self, space: Space, role: str, wording: Wording, on: dt.date, workers: int = 1
    ) -> None:
        """Read the powers and duties from the answers of all cells."""
        self._role = role
        self._wording = wording
        self._question = Question(RuleKind.DECISION, (), (), on)
        self._limited_rows = LimitedRows(wording.jurisdiction)
        self._served: dict[str, bool] = {}
        self._powers = powers(space, role, on, workers)
        self._duties = sorted(obligations(space, role, on), key=self._is_shared)
        self._duties.sort(key=self._is_others)
        self.rules: list[str] = []
        for name in self._names():
            self.rules += [r for p in self._powers if p.role == name for r in p.rules]
            self.rules += [duty.rule for duty in self._duties if duty.role == name]
        by_id = wording.jurisdiction.rules_by_id
        cites = dict.fromkeys(cite for rule in self.rules for cite in by_id[rule].cites)
        self._numbers, self._sources = numbered(cites, wording.citation)
        self._marks = {text: n for n, text in enumerate(self._remarks(self.rules))}

    def lead(self) -> str:
        """Return how much the role has by its own name, and how much by others."""
        say, words = self._wording.say, self._wording
        own = sum(power.role == self._role for power in self._powers)
        duties = sum(self._is_own(duty) for duty in self._duties)
        parts = [
            f"{say('Egna befogenheter', 'Own powers')}: {own}",
            f"{say('egna skyldigheter', 'own duties')}: {duties}",
        ]
        if shared := sum(self._is_shared(duty) for duty in self._duties):
            text = say("skyldigheter som även andra har", "duties that others have too")
            parts.append(f"{text}: {shared}")
        roles = [power.role for power in self._powers]
        roles += [duty.role for duty in self._duties]
        others = Counter(role for role in roles if role not in {self._role, ""})
        as_ = say("som", "as")
        parts += [f"{as_} {words.role(role)}: {n}" for role, n in others.items()]
        return " ".join([f"{'; '.join(parts)}.", *self._only_as()])

    def _only_as(self) -> list[str]:
        """Return what the role has as other roles in some committees' affairs alone."""
        committees: dict[str, list[str]] = {}
        for power in self._powers:
            for by in self._grantors(power):
                known = committees.setdefault(power.role, [])
                known += [] if by in known else [by]
        words, say = self._wording, self._wording.say
        return [
            say(
                f"Vad en ordning ger {words.role(role)} gäller bara i det som den "
                f"nämnd ansvarar för som har antagit den: {words.enumeration(named)}.",
                f"What an order gives to {words.role(role)} holds only in what the "
                f"committee that adopted it is responsible for: "
                f"{words.enumeration(named)}.",
            )
            for role, by in committees.items()
            for named in ([words.the_role(each) for each in by],)
        ]

    def _grantors(self, power: Power) -> list[str]:
        """Return whose orders give a power by what the role is a kind of.

        Those whose affairs the role is known to serve in are left out.
        """
        jurisdiction = self._wording.jurisdiction
        kinds = jurisdiction.vocabulary.role_kinds[self._role] - {self._role}
        rules = (jurisdiction.rules_by_id[id_] for id_ in power.rules)
        by = {grant.by for rule in rules if (grant := rule.conclusion.grant)}
        return [
            each
            for each in sorted(by - {power.role})
            if power.role in kinds and not self._serves(each)
        ]

    def _serves(self, committee: str) -> bool:
        if committee not in self._served:
            known, on = self._wording.jurisdiction, self._question.on
            self._served[committee] = serves(self._role, committee, known, on)
        return self._served[committee]

    def sections(self) -> list[MandateSection]:
        """Return powers by function and duties: the role's own before those of others.

        What the role has as a kind of another role comes after everything that is
        said of the role itself, and duties that bind others too after its own.
        """
        wording = self._wording
        sections: dict[str, list[str]] = {}
        others: set[str] = set()
        for name in self._names():
            for power in self._powers:
                if power.role == name:
                    title = self._title(wording.enum(power.function), name)
                    others |= {title} if name not in {self._role, ""} else set()
                    sections.setdefault(title, []).append(self._power(power))
            for duty in self._duties:
                if duty.role != name:
                    continue
                word = wording.say("skyldigheter", "duties")
                if self._is_shared(duty):
                    word = wording.say(
                        "skyldigheter som även andra har",
                        "duties that others have too",
                    )
                title = self._title(word, name)
                others |= {title} if name not in {self._role, ""} else set()
                sections.setdefault(title, []).append(self._duty(duty))
        return [
            MandateSection(f"{title} ({len(own)})", own, title in others)
            for title, own in sections.items()
        ]

    def _names(self) -> list[str]:
        """Return the names by which the role has something, its own one first."""
        names = dict.fromkeys(power.role for power in self._powers)
        names |= dict.fromkeys(duty.role for duty in self._duties)
        return sorted(names, key=lambda name: name not in {self._role, ""})

    def _is_others(self, duty: Obligation) -> bool:
        return duty.role not in {self._role, ""}

    def _is_own(self, duty: Obligation) -> bool:
        return not self._is_others(duty) and not self._is_shared(duty)

    def _is_shared(self, duty: Obligation) -> bool:
        """Tell whether a duty of the role itself binds other roles as well."""
        return not self._is_others(duty) and len(duty.conclusion.of.roles) > 1

    def sources(self) -> list[str]:
        """Return the passages with the numbers that the lines refer to."""
        return self._sources

    def kinds(self) -> str:
        """Return the roles whose powers the role has too, being a kind of them."""
        words = self._wording.jurisdiction.vocabulary
        kinds = words.role_kinds[self._role] - {self._role}
        return self._wording.enumeration(
            [self._wording.the_role(kind) for kind in sorted(kinds)]
        )

    def _title(self, word: str, role: str) -> str:
        if role in {self._role, ""}:
            return capital(word)
        as_ = self._wording.say("som", "as")
        return f"{capital(word)} {as_} {self._wording.role(role)}"

    def _power(self, power: Power) -> str:
        wording = self._wording
        parts = [
            wording.enumeration([wording.matter(matter) for matter in power.matters])
        ]
        if len(power.party.roles) > 1:
            parts.append(f": {wording.party(power.party, self._question)}")
        if power.act and power.act is not DecisionAct.DECISION:
            parts.append(f" ({wording.enum(power.act)})")
        parts.append(self._when(power.when))
        if required := self._requires(power):
            texts = "; ".join(required)
            parts.append(f" ({wording.say('kräver', 'requires')} {texts})")
        if reported := self._reported(power):
            parts.append(f"; {wording.enumeration(reported)}")
        if power.is_disputed:
            disputed = wording.say(
                " (reglerna säger emot varandra)", " (the rules contradict each other)"
            )
            parts.append(disputed)
        parts.append(self._weak(power.rules))
        parts.append(self._cited(power.rules))
        return "".join(parts)

    def _duty(self, duty: Obligation) -> str:
        wording = self._wording
        rule = wording.jurisdiction.rules_by_id[duty.rule]
        text = wording.say.text(rule.says).rstrip(".")
        more = []
        if duty.conclusion.every:
            more.append(wording.frequency(duty.conclusion.every))
        if duty.conclusion.within:
            more.append(wording.deadline(duty.conclusion.within))
        if duty.conclusion.towards:
            towards = wording.party(duty.conclusion.towards, self._question)
            more.append(f"{wording.say('mot', 'towards')} {towards}")
        if left := self._left_out(duty):
            roles = wording.enumeration([wording.role(role) for role in left])
            more.append(f"{wording.say('gäller inte', 'not for')} {roles}")
        also = f" ({', '.join(more)})" if more else ""
        rules = (duty.rule,)
        weak, cited = self._weak(rules), self._cited(rules)
        return f"{text}{also}{self._when(duty.when)}{weak}{cited}"

    def _requires(self, power: Power) -> list[str]:
        """Return what the rules that give a power require."""
        by_id = self._wording.jurisdiction.rules_by_id
        texts = [
            self._wording.say.text(text)
            for rule in power.rules
            for point in by_id[rule].conclusion.points()
            if point.key == "requires"
            for text in point.content
        ]
        return list(dict.fromkeys(texts))

    def _reported(self, power: Power) -> list[str]:
        """Return when what a delegate decides is reported, row by row.

        The committee reports to nobody what it decides itself.
        """
        by_id = self._wording.jurisdiction.rules_by_id
        grants = (by_id[rule].conclusion.grant for rule in power.rules)
        texts = [
            term_text(grant, "notification", self._wording).rstrip(".")
            for grant in grants
            if grant and grant.notification and power.role != grant.by
        ]
        lower = (f"{text[:1].lower()}{text[1:]}" for text in texts)
        return list(dict.fromkeys(lower))

    def _left_out(self, duty: Obligation) -> tuple[str, ...]:
        """Return the kinds of the role that a duty does not bind."""
        jurisdiction = self._wording.jurisdiction
        slots = ((Slot.OF, self._role),)
        asked = Question(RuleKind.DUTY, slots, (), self._question.on)
        rules = (jurisdiction.rules_by_id[duty.rule],)
        return left_out(rules, asked, jurisdiction.vocabulary)

    def _remarks(self, rules: Iterable[str]) -> list[str]:
        """Return what rules remark, and what is doubtful of them, each thing once."""
        wording, rules = self._wording, tuple(rules)
        by_id = wording.jurisdiction.rules_by_id
        notes = (by_id[rule].note for rule in rules)
        texts = [wording.say.text(note) for note in notes if note]
        doubts = self._limited_rows.notes(rules, self._question.on)
        return list(dict.fromkeys([*texts, *(note_text(d, wording) for d in doubts)]))

    def remarks(self) -> list[str]:
        """Return what the rules remark, each with the mark that its lines have."""
        return [f"[{letter_mark(n)}] {text}" for text, n in self._marks.items()]

    def _marked(self, rules: Iterable[str]) -> str:
        marks = sorted(self._marks[text] for text in self._remarks(rules))
        return "".join(f" [{letter_mark(n)}]" for n in marks)

    def _when(self, when: When) -> str:
        wording = self._wording
        lead = wording.say("när", "when")
        return f", {lead} {wording.enumeration(wording.cases(when))}" if when else ""

    def _force(self, rules: Iterable[str]) -> Force:
        by_id = self._wording.jurisdiction.rules_by_id
        return force([by_id[rule] for rule in rules])

    def _weak(self, rules: Iterable[str]) -> str:
        strength = self._force(rules)
        is_binding = strength is Force.BINDING
        return "" if is_binding else f" ({self._wording.enum(strength)})"

    def _cited(self, rules: tuple[str, ...]) -> str:
        by_id = self._wording.jurisdiction.rules_by_id
        cites = {self._numbers[cite] for rule in rules for cite in by_id[rule].cites}
        cited = "".join(f" [{number}]" for number in sorted(cites))
        return f"{cited}{self._marked(rules)}"

    # plain data -----------------------------------------------------------------------

    def object(self) -> MandateObject:
        """Return the powers and duties as plain data."""
        return {
            "powers": [self._power_object(power) for power in self._powers],
            "duties": [self._duty_object(duty) for duty in self._duties],
        }

    def _duty_object(self, duty: Obligation) -> ObligationObject:
        wording, due = self._wording, duty.conclusion
        rule = wording.jurisdiction.rules_by_id[duty.rule]
        return {
            "duty": wording.say.text(rule.says),
            "every": wording.frequency(due.every) if due.every else None,
            "within": wording.deadline(due.within) if due.within else None,
            "towards": self._holders(due.towards) if due.towards else None,
            "left_out": [self._term(role) for role in self._left_out(duty)],
            "as": self._term(duty.role or self._role),
            **self._resting(duty.when, (duty.rule,)),
        }

    def _power_object(self, power: Power) -> PowerObject:
        return {
            "function": power.function.value,
            "matters": [
                {"id": matter, "label": self._wording.matter(matter)}
                for matter in power.matters
            ],
            "as": self._term(power.role),
            "party": self._holders(power.party),
            "act": power.act.value if power.act else None,
            "disputed": power.is_disputed,
            "requires": self._requires(power),
            "reported": self._reported(power),
            **self._resting(power.when, power.rules),
        }

    def _holders(self, party: Party) -> HoldersObject:
        return {
            "mode": party.mode.value,
            "roles": [self._term(role) for role in party.roles],
        }

    def _term(self, role: str) -> TermObject:
        return {"id": role, "label": self._wording.role(role)}

    def _resting(self, when: When, rules: tuple[str, ...]) -> RestingObject:
        by_id = self._wording.jurisdiction.rules_by_id
        return {
            "when": when_object(when, self._wording),
            "force": self._force(rules).value,
            "rules": list(rules),
            "citations": sorted({cite for rule in rules for cite in by_id[rule].cites}),
            "remarks": self._remarks(rules),
        }
