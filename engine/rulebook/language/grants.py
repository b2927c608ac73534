"""The form of a grant: by which committee, and on what terms."""

from __future__ import annotations

from ..model.grants import Appeal, Consultation, Notification, SubDelegation
from .compounds import Bilingual, List, Map, Object
from .elements import ID, TEXT
from .shapes import Enumeration, String

POINT = String("point of an order", longest=60)
GRANT = Object(
    "grant",
    {
        "by": ID,
        "through": ID,
        "point": POINT,
        "superiors": List(ID),
        "substitutes": Map(List(ID), ID, least=1),
        "consults": Map(Enumeration(Consultation, "consultation"), ID, least=1),
        "laws": List(TEXT),
        "notification": Enumeration(Notification, "notification"),
        "told": Bilingual(),
        "sub_delegation": Enumeration(SubDelegation, "sub-delegation"),
        "passed_on": Bilingual(),
        "appeal": Enumeration(Appeal, "appeal"),
        "appealed": Bilingual(),
        "provisos": List(Bilingual()),
    },
    required=("by",),
    about={
        "by": "the committee that grants it, and may always decide itself",
        "through": "who has passed it on, where the committee lets somebody do that",
        "point": "the number of the row in the order",
        "superiors": "superiors of the delegates who may decide too",
        "substitutes": "who steps in for a delegate, in order",
        "consults": "whom the delegate consults, together or before",
        "laws": "the provisions that the order names",
        "notification": "when decisions are told to the committee",
        "told": "how they are told, in the words of the order",
        "sub_delegation": "whether the grant may be passed on",
        "passed_on": "how far it may be passed on, in the words of the order",
        "appeal": "in which way a decision is appealed",
        "appealed": "to whom, in the words of the order",
        "provisos": "conditions that cannot be judged here, in the words of the order",
    },
)
