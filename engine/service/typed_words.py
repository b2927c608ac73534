"""Remember what words that people typed mean, so that each is looked up once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakSet

from ..rulebook.model.bounds import LONGEST_VALUE
from ..rulebook.model.names import MOST_NAMES
from ..rulebook.model.questions import SLOTS, Question, given_value, parse_question
from ..rulebook.model.values import ValueKind, multiple_in
from ..rulebook.model.vocabulary import TermKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import RuleKind, Slot
    from ..rulebook.model.values import Value

_Word = TypeVar("_Word")
_Meaning = TypeVar("_Meaning")
_UNKNOWN: Any = object()  # None is what "there is none" means


class WordMemory:
    """Counts the words whose meaning is remembered, for all municipalities together.

    Where there are too many all are forgotten: which ones are typed again nobody knows,
    and to look one up takes some microseconds.
    """

    def __init__(self, most: int = MOST_NAMES) -> None:
        """Start with nothing, and remember at most so many words."""
        self._most = most
        self._count = 0
        #: The tables in which they are.
        self.tables: WeakSet[WordTable[Any, Any]] = WeakSet()

    def table(self) -> WordTable[Any, Any]:
        """Return a table for the meanings of words."""
        table: WordTable[Any, Any] = WordTable()
        self.tables.add(table)
        return table

    def keep(
        self, table: WordTable[_Word, _Meaning], word: _Word, meaning: _Meaning
    ) -> None:
        """Remember what a word means, if it is no longer than a word is."""
        if len(str(word)) > LONGEST_VALUE:
            return
        self._count += 1
        if self._count > self._most:
            self._count = 0
            for each in [*self.tables]:
                each.clear()
        table[word] = meaning


class WordTable(dict[_Word, _Meaning]):
    """The meanings of words that somebody typed."""

    __hash__ = object.__hash__  # type: ignore[assignment] # whatever it holds by now


class TypedWords:
    """The words of one municipality as people type them.

    Questions are what `parse_question` makes of the same words, and refused as there.
    """

    def __init__(self, jurisdiction: Jurisdiction, memory: WordMemory) -> None:
        """Take whose words they are, and what bounds how many are remembered."""
        self._jurisdiction = jurisdiction
        self._memory = memory
        self._subjects = {kind: memory.table() for kind in SLOTS}
        self._facts = memory.table()

    def question(
        self,
        kind: RuleKind,
        named: Mapping[Slot, str],
        given: Iterable[tuple[str, str]],
        on: dt.date,
    ) -> Question:
        """Return the question somebody asked in words.

        Raises:
            UnknownNameError: a name is not in the vocabulary.
            UnusableValueError: a value does not fit its circumstance.
        """
        words = tuple([named.get(slot) for slot in SLOTS[kind]])
        slots = self._subjects[kind].get(words)
        if slots is None:
            slots = parse_question(self._jurisdiction, kind, named, (), on).slots
            self._memory.keep(self._subjects[kind], words, slots)
        known: dict[str, Value] = {}
        for name, text in given:
            fact = self._facts.get(name) or self._fact(name)
            id_, values = fact
            value = values.get(text, _UNKNOWN)
            if value is _UNKNOWN:
                value = self._value(id_, values, text, on)
            if id_ in known and known[id_] != value:
                return parse_question(self._jurisdiction, kind, named, given, on)
            known[id_] = value
        return Question(kind, slots, tuple(sorted(known.items())), on)

    def _fact(self, name: str) -> tuple[str, WordTable[str, Value]]:
        """Return the circumstance that has a name, with the values given to it."""
        id_ = self._jurisdiction.vocabulary.id_of(TermKind.CIRCUMSTANCE, name)
        fact = id_, self._memory.table()
        self._memory.keep(self._facts, name, fact)
        return fact

    def _value(
        self, id_: str, values: WordTable[str, Value], text: str, on: dt.date
    ) -> Value:
        """Return what a text means as the value of a circumstance."""
        circumstance = self._jurisdiction.vocabulary.circumstances[id_]
        value = given_value(self._jurisdiction, circumstance, text, on)
        is_money = circumstance.kind is ValueKind.MONEY
        if not is_money or multiple_in(text) is None:  # whose amount is that of a year
            self._memory.keep(values, text, value)
        return value
