"""Packs, and the jurisdictions that see them: whose rules speak for whom."""

from __future__ import annotations

import enum
import re
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from ...records import field, record
from .lookup import RuleLookup
from .problems import EngineError, Message
from .rules import RuleKind
from .sources import Rank
from .values import ORE_PER_KRONA

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from .grants import Grant
    from .posts import Post
    from .references import ActNames, Reference
    from .rules import Rule
    from .sources import Passage, Source
    from .texts import Text
    from .vocabulary import Vocabulary

#: The number of an act behind its title.
_NUMBER = re.compile(r"\(\d{4}:\d+\)")


class PackKind(enum.Enum):
    """Whether a pack holds law, general guidance or one municipality's own rules."""

    LAW = "law"
    GUIDANCE = "guidance"
    MUNICIPALITY = "municipality"


@record
class PackHead:
    """What `pack.yaml` says.

    A pack `is_borrowed` where the folder in use lacks it, so that the one that came
    with this copy speaks. A municipality that `is_made_up` is an example: there is none
    of that name.
    """

    id: str
    kind: PackKind
    label: Text
    synonyms: tuple[str, ...]
    uses: tuple[str, ...]
    is_borrowed: bool = False
    is_made_up: bool = False


@record
class BaseAmount:
    """The prisbasbelopp of one year in SEK, with the ordinance it was read in."""

    kronor: int
    source: str


class MissingAmountError(EngineError):
    """A rule needs the prisbasbelopp of a year that is not registered."""


class Aside(Protocol):
    """Where something that is made of a jurisdiction, and takes long, is kept."""

    def read(self, name: str, maker: str) -> bytes | None:
        """Return what is kept under a name, None where nothing is that is true.

        Args:
            name: of what is kept.
            maker: the folder of the code that made it, which must be as it was.
        """

    def write(self, name: str, maker: str, content: bytes) -> None:
        """Keep something under a name, if anything is kept."""


@record(slots=False)
class Jurisdiction:
    """One municipality with the packs it uses, or the law and guidance alone.

    Everything a question in that municipality can rest on, and nothing else.
    `municipality` is the head of its pack, None for law and guidance alone. Its `posts`
    stand by their ids; no answer to a question rests on them. `matters_of_law` are the
    matters that its packs of law declare.
    """

    municipality: PackHead | None
    packs: tuple[PackHead, ...]
    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    rules: Sequence[Rule]
    base_amounts: Mapping[int, BaseAmount]
    posts: Mapping[str, Post] = field(default_factory=dict)
    matters_of_law: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The id of the municipality, empty for law and guidance alone."""
        return self.municipality.id if self.municipality else ""

    @cached_property
    def borrowed(self) -> frozenset[str]:
        """The packs that came with this copy and are not in the folder in use."""
        return frozenset(pack.id for pack in self.packs if pack.is_borrowed)

    @property
    def is_borrowed(self) -> bool:
        """Tell whether nothing here stands in the folder in use."""
        return len(self.borrowed) == len(self.packs)

    def is_own(self, id_: str) -> bool:
        """Tell whether a rule, document or passage stands in the folder in use."""
        return id_.partition("/")[0] not in self.borrowed

    def concerns_own(self, rules: Iterable[Rule]) -> bool:
        """Tell whether one of some rules stands in the folder in use."""
        return not self.borrowed or any(self.is_own(rule.id) for rule in rules)

    @cached_property
    def rules_by_id(self) -> Mapping[str, Rule]:
        """The rules by their full id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def procedures(self) -> tuple[Rule, ...]:
        """The rules that tell how a matter is dealt with, step by step."""
        if isinstance(self.rules, RuleLookup):
            return tuple(self.rules.candidates(RuleKind.PROCEDURE, {}))
        return tuple(rule for rule in self.rules if rule.kind is RuleKind.PROCEDURE)

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Every registered passage by its full id."""
        return {
            passage.id: passage
            for source in self.sources.values()
            for passage in source.passages.values()
        }

    @cached_property
    def aside(self) -> Aside | None:
        """Where what is made of it may be kept, None where nothing is."""
        return None  # whoever keeps rulebooks says so of those that are kept

    @cached_property
    def act_names(self) -> ActNames:
        """The acts by all that they are called, each by the id of its document."""
        # imported here because its patterns take as long to compile as a question
        from .references import ActNames  # noqa: PLC0415

        names: dict[str, str] = {}
        for source in self.sources.values():
            if source.rank is Rank.LAW:
                called = [*_called(source)]
                if source.statute:
                    called += [source.statute.number, *source.statute.names]
                names |= dict.fromkeys(called, source.id)
        return ActNames(names)

    def provisions_of(self, grant: Grant) -> tuple[Reference, ...]:
        """Return the provisions that a row names, each act by its document's id."""
        return self.act_names.references("\n".join(grant.laws))

    def in_force(self, rules: Iterable[Rule], on: dt.date) -> list[Rule]:
        """Return those of `rules` that are in force on a day, as they are that year.

        Raises:
            MissingAmountError: one of them needs an amount that is not registered.
        """
        return [self.in_year(rule, on.year) for rule in rules if rule.is_in_force(on)]

    def in_year(self, rule: Rule, year: int) -> Rule:
        """Return a rule with multiples of the year's prisbasbelopp turned into öre.

        Raises:
            MissingAmountError: the rule needs an amount that is not registered.
        """
        return rule.with_amounts(lambda times: self.in_ore(times, year))

    def in_ore(self, times: Decimal, year: int) -> int:
        """Return a multiple of the year's prisbasbelopp in whole öre.

        Raises:
            MissingAmountError: that year is not registered.
        """
        amount = self.base_amounts.get(year)
        if amount is None:
            known = tuple(str(year) for year in sorted(self.base_amounts))
            code = "question/no-base-amount" if known else "question/no-base-amounts"
            raise MissingAmountError(Message.of(code, year=year, known=known))
        return int(times * amount.kronor * ORE_PER_KRONA)


def _called(source: Source) -> Iterable[str]:
    """Yield what a document of law is called, without its number."""
    for text in (source.title, source.short):
        for name in filter(None, (text.sv, text.en)):
            yield " ".join(_NUMBER.sub(" ", name).split())
