"""The words of a document for what an order says by ids, and back.

Every word is tried before it is written: where it would not be read back as what was
meant, the id itself stands there.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING

from ..rulebook.language.elements import LIMITS
from ..rulebook.language.orders import OrderColumn
from ..rulebook.model.clauses import Relation
from ..rulebook.model.names import name_key
from ..rulebook.model.problems import EngineError
from ..rulebook.model.values import ValueKind, truth_in
from ..rulebook.model.vocabulary import TermKind
from .kronor import without_kronor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..rulebook.model.vocabulary import Circumstance, Vocabulary
    from .order_plain import Plain

#: What each column says, as the document explains it.
COLUMN_WORDS: Mapping[OrderColumn, str] = {
    OrderColumn.NUMBER: "radens nummer",
    OrderColumn.MATTER: "ärendet",
    OrderColumn.LAW: "bestämmelserna som ärendet rör",
    OrderColumn.DELEGATE: "vem som får besluta; av flera får var och en besluta ensam",
    OrderColumn.AT_MOST: "högst så mycket, så länge eller så stor andel",
    OrderColumn.OVER: "mer än så mycket, så länge eller så stor andel",
    OrderColumn.CONDITIONS: "vad som krävs för att raden ska gälla",
    OrderColumn.EXCEPT: "när raden inte gäller",
    OrderColumn.OUTCOME: "bifall eller avslag; en tom cell betyder båda",
    OrderColumn.KIND: "V är verkställighet, U undertecknande; annars är det ett beslut",
    OrderColumn.SUBSTITUTE: "vem som ersätter delegaten, i den ordning som står där",
    OrderColumn.CONSULTS: "vem delegaten samråder med",
    OrderColumn.NOTIFICATION: "hur beslutet anmäls till nämnden",
    OrderColumn.SUB_DELEGATION: "om uppdraget får delegeras vidare",
    OrderColumn.APPEAL: "hur beslutet överklagas",
    OrderColumn.NOTE: "anmärkning",
    OrderColumn.FROM: "första dagen som raden gäller",
    OrderColumn.UNTIL: "sista dagen som raden gäller",
}
#: What a column says that bears on no decision.
IGNORED_COLUMN = "en upplysning som inte avgör vem som får besluta"
STATUS_WORDS: Mapping[str, str] = {
    "adopted": "Antagen",
    "proposal": "Förslag som inte är antaget",
    "published": "Publicerad",
}
#: How whom a delegate means is found, where the key says so.
RELATION_WORDS: Mapping[str, str] = {
    Relation.OWN_AREA.value: "var och en inom sitt eget område",
    Relation.IMMEDIATE_SUPERIOR.value: "närmast överordnad den som ärendet gäller",
    Relation.ORIGINAL_DELEGATE.value: "den som beslutade i det ursprungliga ärendet",
}
#: What conditions on no circumstance mean: what is left by the other rows.
REST_WORDS = "det som ingen annan rad om samma ärende omfattar"
_LIMIT_WORDS = dict(zip(LIMITS, ("minst", "mer än", "högst", "mindre än"), strict=True))
_PRESENT_WORDS = {"yes": "finns", "no": "finns inte"}
_TRUTH_WORDS = {1: "ja", 0: "nej"}
_TRUTHS = {"ja": "yes", "nej": "no"}
_NOT, _ANY_OF, _OR, _AND = "inte ", "något av: ", " / ", " och "
_LIMIT = rf"({'|'.join(_LIMIT_WORDS.values())}) (.+?)"
_LIMITS = re.compile(rf"{_LIMIT}(?:{_AND}{_LIMIT})?")


class OrderWords:
    """The names of a municipality's roles, circumstances and orders.

    Args:
        vocabulary: the words of the municipality.
        titles: for the folder of each of its orders the title of the order.
    """

    def __init__(self, vocabulary: Vocabulary, titles: Mapping[str, str]) -> None:
        """Take the words and the titles."""
        self._vocabulary = vocabulary
        self._titles = titles

    # roles, orders and columns --------------------------------------------------------

    def role_text(self, id_: str) -> str:
        """Return what a role is called."""
        return self._label(TermKind.ROLE, id_)

    def role(self, text: str) -> str:
        """Return the id of the role that a text names, the text itself if none is."""
        return self._id(TermKind.ROLE, text)

    def order_text(self, folder: str) -> str:
        """Return the title of an order, by its folder."""
        title = self._titles.get(folder, "")
        return title if self.order(title) == folder else folder

    def order(self, text: str) -> str:
        """Return the folder of the order with a title, the text itself if none has."""
        named = [f for f, title in self._titles.items() if title and title == text]
        return named[0] if len(named) == 1 else text

    def column_text(self, says: OrderColumn | None) -> str:
        """Return what a column says."""
        return COLUMN_WORDS.get(says, says.value) if says else IGNORED_COLUMN

    def column(self, text: str) -> OrderColumn | None:
        """Return which column says what a text tells; None for nothing here."""
        return self._columns.get(name_key(text))

    @cached_property
    def _columns(self) -> Mapping[str, OrderColumn]:
        return {name_key(self.column_text(column)): column for column in OrderColumn}

    def _label(self, kind: TermKind, id_: str) -> str:
        term = self._vocabulary.terms(kind).get(id_)
        label = term.label.sv if term else id_
        return label if self._id(kind, label) == id_ else id_

    def _id(self, kind: TermKind, text: str) -> str:
        try:
            return self._vocabulary.id_of(kind, text)
        except EngineError:
            return text

    # conditions -----------------------------------------------------------------------

    def canonical(self, wish: Mapping[str, Plain]) -> dict[str, Plain]:
        """Return conditions on circumstances with one spelling for each value."""
        return {name: self._canonical_wish(name, each) for name, each in wish.items()}

    def _canonical_wish(self, name: str, wish: Plain) -> Plain:
        if isinstance(wish, list):
            values = [self._canonical_value(name, value) for value in wish]
            return values if len(values) > 1 else values[0]
        if not isinstance(wish, dict):
            return self._canonical_value(name, wish)
        if "not" in wish:
            return {"not": [self._canonical_value(name, v) for v in wish["not"]]}
        return dict(wish)

    def _canonical_value(self, name: str, value: str) -> str:
        circumstance = self._vocabulary.circumstances.get(name)
        if circumstance is not None and circumstance.kind is ValueKind.BOOL:
            truth = truth_in(value)
            return value if truth is None else _TRUTHS[_TRUTH_WORDS[truth]]
        return value

    def meaning_text(self, wish: Mapping[str, Plain]) -> str:
        """Return what conditions mean, a line for each circumstance."""
        if not wish:
            return REST_WORDS
        lines = "\n".join(self._line(name, each) for name, each in wish.items())
        if self._read_meaning(lines) == wish:
            return lines
        return json.dumps(wish, ensure_ascii=False)

    def meaning(self, text: str) -> dict[str, Plain] | None:
        """Return the conditions that a text means, None where it means none."""
        return self._read_meaning(without_kronor(text))

    def _read_meaning(self, text: str) -> dict[str, Plain] | None:
        if name_key(text) == name_key(REST_WORDS):
            return {}
        if text.startswith("{"):
            try:
                read = json.loads(text)
            except ValueError:
                return None
            return read if isinstance(read, dict) else None
        wishes: dict[str, Plain] = {}
        for line in text.split("\n"):
            label, colon, rest = line.partition(": ")
            name = self._id(TermKind.CIRCUMSTANCE, label)
            if not colon or name not in self._vocabulary.circumstances:
                return None
            wishes[name] = self._wish(name, rest)
        return wishes

    def _line(self, name: str, wish: Plain) -> str:
        label = self._label(TermKind.CIRCUMSTANCE, name)
        return f"{label}: {self._wish_text(name, wish)}"

    def _wish_text(self, name: str, wish: Plain) -> str:
        if isinstance(wish, list):
            return _ANY_OF + _OR.join(self._value_text(name, v) for v in wish)
        if not isinstance(wish, dict):
            return self._value_text(name, wish)
        if "not" in wish:
            return _NOT + _OR.join(self._value_text(name, v) for v in wish["not"])
        if "present" in wish:
            return _PRESENT_WORDS.get(wish["present"], "")
        limits = (
            f"{word} {wish[key]}" for key, word in _LIMIT_WORDS.items() if key in wish
        )
        return _AND.join(limits)

    def _wish(self, name: str, text: str) -> Plain:
        for truth, word in _PRESENT_WORDS.items():
            if text == word:
                return {"present": truth}
        if text.startswith(_ANY_OF):
            parts = text.removeprefix(_ANY_OF).split(_OR)
            return [self._value(name, part) for part in parts]
        if text.startswith(_NOT):
            parts = text.removeprefix(_NOT).split(_OR)
            return {"not": [self._value(name, part) for part in parts]}
        if limits := _LIMITS.fullmatch(text):
            keys = {word: key for key, word in _LIMIT_WORDS.items()}
            one, first, other, last = limits.groups()
            wish = {keys[one]: first}
            return wish | ({keys[other]: last} if other else {})
        return self._value(name, text)

    def _value_text(self, name: str, value: str) -> str:
        circumstance = self._vocabulary.circumstances.get(name)
        label = value
        if circumstance is not None and circumstance.kind is ValueKind.ROLE:
            label = self.role_text(value)
        elif circumstance is not None:
            label = _value_label(circumstance, value)
        return label if self._value(name, label) == value else value

    def _value(self, name: str, text: str) -> str:
        circumstance = self._vocabulary.circumstances.get(name)
        if circumstance is None:
            return text
        if circumstance.kind is ValueKind.BOOL:
            return _TRUTHS.get(text, text)
        if circumstance.kind is ValueKind.ROLE:
            return self.role(text)
        named = [v for v, label in circumstance.values if label.sv == text]
        return str(named[0]) if len(named) == 1 else text


def _value_label(circumstance: Circumstance, value: str) -> str:
    """Return what a value is called in the document."""
    if circumstance.kind is ValueKind.BOOL:
        return {yes: word for word, yes in _TRUTHS.items()}.get(value, value)
    labels = {str(id_): label.sv for id_, label in circumstance.values}
    return labels.get(value, value)
