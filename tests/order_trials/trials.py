"""Random questions on random orders, answered by the program and by a slow reader."""

import datetime as dt
import random
import tempfile
from pathlib import Path

from engine.answers.answer import Limits, Outcome
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.model.conclusions import Function
from engine.rulebook.model.problems import UnusableRulesError
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.vocabulary import TermKind
from engine.space.space import Space
from tests.order_trials.meaning import Case, Expected, Meaning
from tests.order_trials.orders import VOCABULARY, Chance, header_of, table_of
from tests.support.orders import write_order
from tests.support.park import SOURCES, write_small_law
from tests.support.town import rule_text, write_pack

_SPARE = rule_text("spare", matter="parkens-mal", informed="byran", cites="ordning#p1")


class Town:
    """A town with random orders, ready to be asked; `space` is None if refused."""

    def __init__(self, seed):
        chance = random.Random(f"{seed}")  # noqa: S311 - chance, not secrecy
        self.chance = chance
        self.orders = Chance(chance).orders()
        self.meaning = Meaning(self.orders)
        self.files = {}
        self.codes = []
        self.space = None
        for order in self.orders:
            self.files[order.name] = header_of(order), table_of(order, chance)
        with tempfile.TemporaryDirectory() as folder:
            rules = Path(folder) / "rules"
            write_small_law(rules)
            write_pack(
                rules,
                "by",
                uses="kommunallagen",
                vocabulary=VOCABULARY,
                sources=SOURCES,
                regler=f"rules:\n{_SPARE}",
            )
            for name, (header, table) in self.files.items():
                write_order(rules / "by", name, header, table)
            try:
                self.space = Space(load(RulesFolder(rules), ["by"])["by"])
            except UnusableRulesError as error:
                self.codes = [problem.message.code for problem in error.problems]

    # questions ---------------------------------------------------------------------

    def case(self):
        """Return a random question, everything that may matter said."""
        chance = self.chance
        year = chance.choice([2025, 2026])
        day = chance.choice(["01-15", "04-01", "10-01"])
        bases = [n * {2025: 58_800_00, 2026: 59_200_00}[year] for n in (0, 1, 2, 5, 10)]
        kronor = [20_000_00, 300_000_00, 500_000_00, 1_000_000_00]
        near = [-1, 0, 1]
        given = {
            "belopp": max(0, chance.choice([*bases, *kronor]) + chance.choice(near)),
            "belopp-under-avtalstiden": chance.choice(kronor) + chance.choice(near),
            "tid-i-manader": chance.choice([0, 3, 6, 24]) + chance.choice([0, 1]),
            "andel-i-procent": chance.choice([125_000, 250_000]) + chance.choice(near),
            "rasrisk": chance.choice([0, 1]),
            "namnden-kan-invantas": chance.choice([0, 1]),
            "utgang": chance.choice(["bifall", "avslag"]),
        }
        matter = chance.choice(sorted(self.meaning.matters))
        owners = sorted(
            {p.order.committee for p in self.meaning.parts if p.row.matter == matter}
        )
        committee = chance.choice(
            sorted(self.meaning.committees) if matter in self.meaning.shared else owners
        )
        return Case(matter, committee, year, f"{year}-{day}", given)

    def answer(self, case, left_out=()):
        """Return the program's answer, some circumstances left unsaid."""
        words = self.space.jurisdiction.vocabulary
        given = {
            name: value
            for name, value in {**case.given, "namnd-i-fragan": case.committee}.items()
            if name in words.circumstances and name not in left_out
        }
        about = ((Slot.MATTER, words.id_of(TermKind.MATTER, case.matter)),)
        on = dt.date.fromisoformat(case.day)
        asked = Question(RuleKind.DECISION, about, tuple(sorted(given.items())), on)
        return self.space.ask(asked)

    def faults(self, case):
        """Yield what is wrong in the answers to a question."""
        expected = self.meaning.answer(case)
        answer = self.answer(case)
        got = said(answer.findings) if answer.outcome is Outcome.ANSWERED else None
        if got != expected:
            yield "whole", answer.outcome, got, expected
        names = sorted(case.given)
        left_out = self.chance.sample(names, self.chance.randint(1, 3))
        table = self.answer(case, left_out)
        findings = [f for f in table.findings if _is_of(f, case)]
        got = said(findings) if table.outcome is not Outcome.CONFLICT else None
        if got != expected:
            yield f"without {left_out}", table.outcome, got, expected


def _is_of(finding, case):
    """Tell whether a case lies in a row of a table."""
    given = {**case.given, "namnd-i-fragan": case.committee}
    return all(
        any(
            (value.low is None or value.low <= given[name])
            and (value.high is None or given[name] <= value.high)
            if isinstance(value, Limits)
            else given[name] == value
            for value in span
        )
        for name, span in finding.when
    )


def said(findings):
    """Return what findings say, as the slow reader says it."""
    if len(findings) != 1 or findings[0].conclusion is None:
        return None
    conclusion = findings[0].conclusion
    roles = {
        function: frozenset(party.roles) for function, party in conclusion.functions
    }
    executed = roles.get(Function.CARRIES_OUT, frozenset())
    grants = sorted(
        plain(grant)
        for grant in conclusion.grants
        if grant.delegates or grant.superiors
    )
    return Expected(
        roles.get(Function.DECIDES, frozenset()),
        executed,
        roles.get(Function.SIGNS, frozenset()),
        None if executed else tuple(grants),
    )


def plain(grant):
    """Return a grant as plain values."""

    def word(choice):
        return choice.value if choice else ""

    def text(written):
        return written.sv if written else ""

    return (
        grant.point,
        grant.through,
        tuple(sorted(grant.delegates)),
        tuple(sorted(grant.superiors)),
        tuple(
            sorted(
                (role, tuple((step.role, word(step.on)) for step in steps))
                for role, steps in grant.substitutes
            )
        ),
        tuple(sorted((c.role, (c.way.value, c.is_documented)) for c in grant.consults)),
        grant.laws,
        tuple(clause.value for clause in grant.clauses),
        (word(grant.notification), grant.told_to, text(grant.told)),
        word(grant.sub_delegation),
        (word(grant.appeal), text(grant.appealed)),
        tuple(sorted(text.sv for text in grant.provisos)),
    )
