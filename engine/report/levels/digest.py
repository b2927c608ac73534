"""The levels of several municipalities in words, each in those of its own."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ...answers.force import Force
from ...rulebook.model.conclusions import DecisionAct, Function, Party
from ...rulebook.model.grants import Grant
from ...rulebook.model.questions import Question
from ...rulebook.model.rules import RuleKind
from ..grants import term_text
from ..layout import capital
from ..wording import Wording

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from ...levels.ladders import DecisionLevel, Ladder
    from ...levels.side_by_side import LevelComparison, LevelLikeness, MatterLevels
    from ...space.cells import When
    from ..say import Say

#: The acts that a reader need not be told of: they are what anybody takes for granted.
_ORDINARY = frozenset({DecisionAct.DECISION, DecisionAct.DELEGATED_DECISION})


class LevelDigest:
    """Says the levels of several municipalities.

    Args:
        comparison: the levels.
        say: the language of the reader.
    """

    def __init__(self, comparison: LevelComparison, say: Say) -> None:
        """Take the levels and the language."""
        self.comparison = comparison
        self.say = say
        self.words = [Wording(each.jurisdiction, say) for each in comparison.spaces]
        self._question = Question(RuleKind.DECISION, (), (), comparison.on)

    @property
    def places(self) -> list[str]:
        """The names of the municipalities, in order."""
        return [wording.place for wording in self.words]

    def count(self, likeness: LevelLikeness) -> int:
        """Return how many matters compare in one way."""
        return sum(len(each.matters) for each in self.comparison.of(likeness))

    def matters(self, likeness: LevelLikeness) -> list[MatterLevels]:
        """Return the matters that compare in one way, in order of their names."""
        listed = self.comparison.of(likeness)
        return sorted(listed, key=lambda each: self.names(each)[0].casefold())

    def names(self, levels: MatterLevels) -> list[str]:
        """Return what the matters are called where they have the same levels."""
        names = {
            next(
                capital(wording.matter(id_))
                for wording, id_ in zip(self.words, matter.ids, strict=True)
                if id_
            )
            for matter in levels.matters
        }
        return sorted(names, key=str.casefold)

    # a level --------------------------------------------------------------------------

    def lines(
        self, number: int, ladder: Ladder
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the levels in words, each with its passages.

        Levels one above the other that reach as far on the same terms share a line.
        """
        for _, own in groupby(ladder.levels, _reach):
            levels = list(own)
            who = [self.who(number, level) for level in levels]
            listed = self.words[number].enumeration(who, "or")
            yield self._line(number, levels[0], listed), levels[0].cites

    def level(self, number: int, level: DecisionLevel) -> str:
        """Return who a level is, up to what and on what terms, in one line."""
        return self._line(number, level, self.who(number, level))

    def _line(self, number: int, level: DecisionLevel, who: str) -> str:
        parts = [who, *self._limits(number, level)]
        if level.function is not Function.DECIDES:
            parts[0] = f"{self.words[number].enum(level.function)}: {parts[0]}"
        terms = [*self.kinds(number, level), *self.terms(number, level)]
        told = "; ".join(_lower(term.rstrip(".")) for term in terms)
        return ", ".join(parts) + (f" ({told})" if told else "")

    def who(self, number: int, level: DecisionLevel) -> str:
        """Return whom a level names."""
        party = Party(mode=level.mode, roles=level.roles)
        return self.words[number].party(party, self._question)

    def _limits(self, number: int, level: DecisionLevel) -> list[str]:
        where = self.where(number, level.when)
        return [where] if where else []

    def where(self, number: int, whens: Iterable[When]) -> str:
        """Return in which cases something holds; empty where in all."""
        wording = self.words[number]
        cases = [wording.enumeration(wording.cases(when)) for when in whens]
        joint = self.say("; eller ", "; or ")
        return joint.join(cases) if all(cases) else ""

    def kinds(self, number: int, level: DecisionLevel) -> list[str]:
        """Return what is remarkable: an act in law, or that it binds nobody."""
        wording = self.words[number]
        named = []
        if level.act and level.act not in _ORDINARY:
            named.append(wording.enum(level.act))
        if level.force is not Force.BINDING:
            named.append(wording.enum(level.force))
        return named

    def terms(self, number: int, level: DecisionLevel) -> list[str]:
        """Return on what terms somebody decides, each as a sentence."""
        wording, terms = self.words[number], level.terms
        grant = Grant(
            by="",
            through=terms.through,
            provisos=terms.provisos,
            consults=terms.consults,
        )
        required = [
            f"{self.say('kräver', 'requires')} {self.say.text(text)}"
            for text in terms.requires
        ]
        return [*(term_text(grant, name, wording) for name in grant.terms()), *required]

    # a ladder -------------------------------------------------------------------------

    def gaps(self, number: int, ladder: Ladder) -> list[str]:
        """Return where nobody is named, and where rules contradict each other."""
        say = self.say
        if not ladder.is_ruled:
            return [say("ingen regel", "no rule")]
        gaps = []
        for whens, text in (
            (ladder.unruled, say("ingen regel", "no rule")),
            (
                ladder.disputed,
                say("reglerna säger emot varandra", "the rules contradict each other"),
            ),
        ):
            if whens:
                where = self.where(number, whens)
                gaps.append(f"{text}: {where}" if where else text)
        return gaps

    def citation(self, number: int, id_: str) -> str:
        """Return a passage in words, one of a municipality's own with its name."""
        wording = self.words[number]
        text = wording.citation(id_)
        is_own = id_.partition("/")[0] == wording.jurisdiction.id
        return f"{wording.place}: {text}" if is_own else text


def _reach(level: DecisionLevel) -> Hashable:
    return level.function, level.when, level.terms, level.act, level.force, level.cites


def _lower(text: str) -> str:
    """Return a sentence as it stands within another one."""
    return f"{text[:1].lower()}{text[1:]}"
