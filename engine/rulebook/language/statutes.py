"""The file of acts: numbers, names, sections taken and left out, earlier numbering."""

from __future__ import annotations

from .compounds import Bilingual, List, Map, Object
from .elements import AMENDED as SFS
from .elements import FINGERPRINT, ID, TEXT
from .shapes import Date, String

_NUMERAL = "[1-9][0-9]{0,3}(?: [a-z])?"
_ITEM = f"{_NUMERAL}(?:[-\u2013]{_NUMERAL})?"
SECTIONS = String(
    "list of sections",
    rf"(?:{_NUMERAL} kap\. )?{_ITEM}(?:(?:, | och ){_ITEM})* §§?",
    "8 kap. 1–3, 5 a §§",
)
_OMISSION = Object(
    "omission",
    {
        "sections": List(SECTIONS),
        "because": Bilingual(),
        "fingerprint": FINGERPRINT,
        "amended": SFS,
    },
    required=("sections", "because"),
    about={
        "sections": "the sections that no passage is registered of",
        "because": "why no rule could rest on them",
        "fingerprint": "that of their texts, one after the other",
        "amended": "the newest of the acts that last changed them",
    },
)
_RENUMBERING = Object(
    "renumbering",
    {"was": SECTIONS, "now": List(SECTIONS), "words": List(TEXT)},
    required=("was", "now"),
    about={
        "was": "the section of the earlier act",
        "now": "where its matter stands today",
        "words": "beginnings of words that tell that the earlier section is meant",
    },
)
_EARLIER = Object(
    "earlier act",
    {
        "number": SFS,
        "names": List(TEXT),
        "until": Date(),
        "sections": List(_RENUMBERING, may_be_one=False),
    },
    required=("number", "sections"),
    about={
        "number": "its number in the statute book",
        "names": "what it alone is called",
        "until": "the last day on which it was in force",
        "sections": "what became of its sections",
    },
)
STATUTE = Object(
    "statute",
    {
        "number": SFS,
        "names": List(TEXT),
        "sections": List(SECTIONS),
        "omitted": List(_OMISSION, may_be_one=False),
        "earlier": List(_EARLIER, may_be_one=False),
    },
    required=("number",),
    about={
        "number": "its number in the statute book",
        "names": "what people call it in a citation",
        "sections": "the sections it has; `mandat law register` writes them",
        "omitted": "those that no passage is registered of, with the reason",
        "earlier": "the acts that it has taken the place of",
    },
)
STATUTES_FILE = Object(
    "file of statutes", {"statutes": Map(STATUTE, ID, keeps_wrong=True)}, ("statutes",)
)
