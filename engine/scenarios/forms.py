"""The shapes of scenario files: cases, dilemmas, and the themes they belong to."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..answers.answer import NoteKind, Outcome
from ..rulebook.language import elements as language
from ..rulebook.language.compounds import Bilingual, List, Map, Object
from ..rulebook.language.shapes import Bool, Date, Enumeration, String
from ..rulebook.model.conclusions import DecisionAct, Function, Strength, Verdict
from ..rulebook.model.rules import RuleKind
from .survivors import SURVIVOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..rulebook.language.shapes import Shape


class Level(enum.Enum):
    """How much a training case asks of those who answer it, the least first."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


#: The file that names the themes, in a folder of scenarios or the one above.
THEMES = "themes.yaml"
ASKS: Mapping[str, RuleKind] = {
    "who": RuleKind.DECISION,
    "route": RuleKind.CONTACT,
    "may": RuleKind.CONDUCT,
    "duty": RuleKind.DUTY,
    "procedure": RuleKind.PROCEDURE,
    "body": RuleKind.BODY,
}
_ID = language.ID
_STEP = Object(
    "step",
    {"actor": language.ANYONE_OF, "act": Bilingual(), "result": Bilingual()},
    required=("actor",),
)
#: What an answer can say; right answers and wrong alternatives are written alike.
_SAID: Mapping[str, Shape] = {
    "outcome": Enumeration(Outcome, "outcome"),
    **{function.value: language.ANYONE_OF for function in Function},
    "requires": List(Bilingual()),
    "act": Enumeration(DecisionAct, "kind of act"),
    "via": List(_ID),
    "free": Bool(),
    "strength": Enumeration(Strength, "strength"),
    "must": List(_ID),
    "fallback": List(_ID),
    "verdict": Enumeration(Verdict, "verdict"),
    "instead_via": List(_ID),
    "every": language.FREQUENCY,
    "within": language.DEADLINE,
    "towards": language.ANYONE_OF,
    "steps": List(_STEP, may_be_one=False),
    "members": language.ANYONE_OF,
    "leader": language.ANYONE_OF,
    "place": language.ANYONE_OF,
    "meets": language.FREQUENCY,
    "depends_on": List(language.CIRCUMSTANCE_ID),
}
EXPECT = Object(
    "expectation",
    {
        **_SAID,
        "cites": List(language.PASSAGE, least=0),
        "rules": List(language.RULE),
        "notes": List(Enumeration(NoteKind, "kind of note"), least=0),
        "posts": List(language.TEXT, least=0),
    },
    required=("outcome",),
    about={"posts": "the posts that decide on the day of the question, and no others"},
)
ALTERNATIVE = Object("alternative", _SAID, one_of=tuple(_SAID))
_LESSON: Mapping[str, Shape] = {
    "title": Bilingual(),
    "question": Bilingual(),
    "level": Enumeration(Level, "level"),
    "themes": List(_ID),
    "discuss": List(Bilingual()),
    "notice": Bilingual(),
}
_LESSON_NEEDS = ("title", "question", "level", "themes")
_ABOUT_LESSON = {
    "title": "what the case is called, in a few words",
    "question": "the question as the group meets it",
    "themes": "ids of `themes.yaml`",
    "discuss": "questions to talk about once the answer is known",
    "notice": "what to take home, in a sentence or two",
}
TRAINING = Object(
    "training case",
    {**_LESSON, "alternatives": List(ALTERNATIVE, may_be_one=False)},
    required=_LESSON_NEEDS,
    about={
        **_ABOUT_LESSON,
        "alternatives": "wrong answers, in the words of `expect`; made up if left out",
    },
)
ASK = Object(
    "question",
    {
        "who": _ID,
        "route": Object(
            "contact", {"from": _ID, "to": _ID, "about": _ID}, ("from", "to")
        ),
        "may": Object("conduct", {"actor": _ID, "does": _ID}, ("actor", "does")),
        "duty": Object("duty", {"of": _ID, "to": _ID}, ("of",)),
        "procedure": _ID,
        "body": _ID,
    },
    one_of=tuple(ASKS),
)
ACCEPTED = Object(
    "acceptance",
    {"decision": String("decision"), "on": Date(), "why": String("reason")},
    required=("decision", "on", "why"),
    about={
        "decision": "what the new expectation rests on: `KS 2026-11-30 § 12`",
        "on": "the day the expectation was rewritten",
    },
)
_ASKED: Mapping[str, Shape] = {
    "ask": ASK,
    "given": Map(String("value"), language.CIRCUMSTANCE_ID),
    "on": Date(),
    "expect": EXPECT,
    "accepted": List(ACCEPTED),
}
SCENARIO = Object(
    "scenario",
    {
        "id": _ID,
        "municipality": _ID,
        "told": Bilingual(),
        **_ASKED,
        "traps": language.TEXT,
        "training": TRAINING,
    },
    required=("id", "told", "ask", "expect"),
)
DILEMMA = Object(
    "dilemma",
    {
        "id": _ID,
        "municipality": _ID,
        "told": Bilingual(),
        "training": Object(
            "training dilemma",
            _LESSON,
            required=_LESSON_NEEDS,
            hints={"alternatives": "dilemma/alternatives"},
            about=_ABOUT_LESSON,
        ),
        "positions": List(Bilingual(), may_be_one=False, least=2),
        "asks": List(
            Object("question of a dilemma", _ASKED, required=("ask", "expect")),
            may_be_one=False,
        ),
        "stops": Bilingual(),
        "settled_by": List(_ID),
        "settled_how": Bilingual(),
    },
    required=(
        "id",
        "told",
        "training",
        "positions",
        "asks",
        "stops",
        "settled_by",
        "settled_how",
    ),
    hints={"expect": "dilemma/expectation"},
    about={
        "positions": "standpoints that a group can vote on, each defensible",
        "asks": "what each rule says: questions with their answers, replayed",
        "stops": "where the rules stop: what they do not say",
        "settled_by": "who has to settle it",
        "settled_how": "how they settle it, in a sentence",
    },
)
SCENARIO_FILE = Object(
    "scenario file",
    {
        "scenarios": List(SCENARIO, may_be_one=False, most=0),
        "dilemmas": List(DILEMMA, may_be_one=False, most=0),
        "survivors": List(SURVIVOR, may_be_one=False, most=0),
    },
    one_of=("scenarios", "dilemmas", "survivors"),
)
THEMES_FILE = Object(
    "themes file",
    {"themes": Map(Bilingual(), _ID, least=1, keeps_wrong=True)},
    required=("themes",),
)
