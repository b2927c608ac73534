"""The form of a grant: by which committee, and on what terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...records import record
from ..model.clauses import Relation
from ..model.grants import (
    Appeal,
    Consultation,
    DocumentClause,
    Notification,
    Occasion,
    SubDelegation,
)
from . import nodes
from .compounds import Bilingual, List, Map, Object
from .elements import ID, TEXT
from .shapes import WRONG, Bool, Entry, Enumeration, Problems, String, Wrong

if TYPE_CHECKING:
    from .shapes import Schema

_CONSULTATION = Enumeration(Consultation, "consultation")
_CONSULT = Object(
    "consultation",
    {"way": _CONSULTATION, "documented": Bool()},
    required=("way",),
    about={
        "way": "together with the delegate, or before the decision",
        "documented": "whether the consultation must be documented",
    },
)
_SUBSTITUTE = Object(
    "substitute",
    {"role": ID, "on": Enumeration(Occasion, "occasion")},
    required=("role", "on"),
    about={"role": "who steps in", "on": "on which occasion alone"},
)


@record(kw_only=False)
class _BriefOrWhole:
    """A word, or an object that holds it under a key beside what else there is."""

    word: String | Enumeration
    key: str
    whole: Object

    def read(self, node: nodes.Node, problems: Problems) -> Entry | Wrong:
        """Return it as an object."""
        if isinstance(node, nodes.Mapping):
            return self.whole.read(node, problems)
        word = self.word.read(node, problems)
        if isinstance(word, Wrong) or not isinstance(node, nodes.Scalar):
            return WRONG
        return Entry({nodes.scalar(self.key, node.place): word}, node)

    def schema(self) -> Schema:
        """Return both forms."""
        return {"anyOf": [self.word.schema(), self.whole.schema()]}


POINT = String("point of an order", longest=60)
#: How many months somebody newly employed waits for a delegation.
MONTHS = String("number of months", "[1-9]|1[0-9]|2[0-4]", "3", may_be_number=True)
PEOPLE = Object(
    "clauses on people",
    {
        "superior_on_absence": Bool(),
        "sole_holder": Bool(),
        "temporary": Bool(),
        "new_employee": MONTHS,
        "may_lift": Bool(),
        "may_take_over": Bool(),
        "two_members": List(ID),
        "cannot_wait": Map(List(ID), ID, least=1),
    },
    about={
        "superior_on_absence": "that the superior decides while a delegate is away",
        "sole_holder": "the same where nobody else holds the delegate's role",
        "temporary": "whether somebody appointed for a time has what the role has",
        "new_employee": "for how many months a new employee is no delegate",
        "may_lift": "that a delegate may lift a matter to the committee",
        "may_take_over": "that the committee may take over a matter",
        "two_members": "of which delegates two members may lift a matter",
        "cannot_wait": "who decides, in order, what cannot wait for a delegate",
    },
)
GRANT = Object(
    "grant",
    {
        "by": ID,
        "through": ID,
        "point": POINT,
        "superiors": List(ID),
        "substitutes": Map(List(_BriefOrWhole(ID, "role", _SUBSTITUTE)), ID, least=1),
        "consults": Map(_BriefOrWhole(_CONSULTATION, "way", _CONSULT), ID, least=1),
        "laws": List(TEXT),
        "clauses": List(Enumeration(DocumentClause, "clause")),
        "notification": Enumeration(Notification, "notification"),
        "told_to": ID,
        "told": Bilingual(),
        "sub_delegation": Enumeration(SubDelegation, "sub-delegation"),
        "passed_on": Bilingual(),
        "appeal": Enumeration(Appeal, "appeal"),
        "appealed": Bilingual(),
        "provisos": List(Bilingual()),
        "relations": Map(Enumeration(Relation, "relation"), ID, least=1),
        "people": PEOPLE,
    },
    required=("by",),
    about={
        "by": "the committee that grants it, and may always decide itself",
        "through": "who has passed it on, where the committee lets somebody do that",
        "point": "the number of the row in the order",
        "superiors": "superiors of the delegates who may decide too",
        "substitutes": "who steps in for a delegate, in order, and on which occasion",
        "consults": "whom the delegate consults, together or before",
        "laws": "the provisions that the order names",
        "clauses": "what the order says once of all its rows",
        "notification": "when decisions are told to the committee",
        "told_to": "who is told in the place of the committee",
        "told": "how or when they are told, in the words of the order",
        "sub_delegation": "whether the grant may be passed on",
        "passed_on": "how far it may be passed on, in the words of the order",
        "appeal": "in which way a decision is appealed",
        "appealed": "to which instance, in the words of the order",
        "provisos": "conditions that cannot be judged here, in the words of the order",
        "relations": "which delegates the row finds by what they are to somebody",
        "people": "what the order says once of all who decide by it",
    },
)
