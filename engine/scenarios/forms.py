"""The shapes of scenario files: cases, dilemmas, and the themes they belong to."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..answers.answer import NoteKind, Outcome
from ..rulebook.language import elements as language
from ..rulebook.language.records import Items, Record, Table, Words
from ..rulebook.language.shapes import Choice, Day, Flag, Line
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
_STEP = Record(
    "step",
    {"actor": language.ANYONE_OF, "act": Words(), "result": Words()},
    required=("actor",),
)
#: What an answer can say; right answers and wrong alternatives are written alike.
_SAID: Mapping[str, Shape] = {
    "outcome": Choice(Outcome, "outcome"),
    **{function.value: language.ANYONE_OF for function in Function},
    "requires": Items(Words()),
    "act": Choice(DecisionAct, "kind of act"),
    "via": Items(_ID),
    "free": Flag(),
    "strength": Choice(Strength, "strength"),
    "fallback": Items(_ID),
    "verdict": Choice(Verdict, "verdict"),
    "instead_via": Items(_ID),
    "every": language.FREQUENCY,
    "towards": language.ANYONE_OF,
    "steps": Items(_STEP, may_be_one=False),
    "members": language.ANYONE_OF,
    "leader": language.ANYONE_OF,
    "place": language.ANYONE_OF,
    "meets": language.FREQUENCY,
    "depends_on": Items(language.CIRCUMSTANCE_ID),
}
EXPECT = Record(
    "expectation",
    {
        **_SAID,
        "cites": Items(language.PASSAGE, least=0),
        "rules": Items(language.RULE),
        "notes": Items(Choice(NoteKind, "kind of note"), least=0),
    },
    required=("outcome",),
)
ALTERNATIVE = Record("alternative", _SAID, one_of=tuple(_SAID))
_LESSON: Mapping[str, Shape] = {
    "title": Words(),
    "question": Words(),
    "level": Choice(Level, "level"),
    "themes": Items(_ID),
    "discuss": Items(Words()),
    "notice": Words(),
}
_LESSON_NEEDS = ("title", "question", "level", "themes")
_ABOUT_LESSON = {
    "title": "what the case is called, in a few words",
    "question": "the question as the group meets it",
    "themes": "ids of `themes.yaml`",
    "discuss": "questions to talk about once the answer is known",
    "notice": "what to take home, in a sentence or two",
}
TRAINING = Record(
    "training case",
    {**_LESSON, "alternatives": Items(ALTERNATIVE, may_be_one=False)},
    required=_LESSON_NEEDS,
    about={
        **_ABOUT_LESSON,
        "alternatives": "wrong answers, in the words of `expect`; made up if left out",
    },
)
ASK = Record(
    "question",
    {
        "who": _ID,
        "route": Record(
            "contact", {"from": _ID, "to": _ID, "about": _ID}, ("from", "to")
        ),
        "may": Record("conduct", {"actor": _ID, "does": _ID}, ("actor", "does")),
        "duty": Record("duty", {"of": _ID, "to": _ID}, ("of",)),
        "procedure": _ID,
        "body": _ID,
    },
    one_of=tuple(ASKS),
)
ACCEPTED = Record(
    "acceptance",
    {"decision": Line("decision"), "on": Day(), "why": Line("reason")},
    required=("decision", "on", "why"),
    about={
        "decision": "what the new expectation rests on: `KS 2026-11-30 § 12`",
        "on": "the day the expectation was rewritten",
    },
)
_ASKED: Mapping[str, Shape] = {
    "ask": ASK,
    "given": Table(Line("value"), language.CIRCUMSTANCE_ID),
    "on": Day(),
    "expect": EXPECT,
    "accepted": Items(ACCEPTED),
}
SCENARIO = Record(
    "scenario",
    {
        "id": _ID,
        "municipality": _ID,
        "told": Words(),
        **_ASKED,
        "traps": language.TEXT,
        "training": TRAINING,
    },
    required=("id", "told", "ask", "expect"),
)
DILEMMA = Record(
    "dilemma",
    {
        "id": _ID,
        "municipality": _ID,
        "told": Words(),
        "training": Record(
            "training dilemma",
            _LESSON,
            required=_LESSON_NEEDS,
            hints={"alternatives": "dilemma/alternatives"},
            about=_ABOUT_LESSON,
        ),
        "positions": Items(Words(), may_be_one=False, least=2),
        "asks": Items(
            Record("question of a dilemma", _ASKED, required=("ask", "expect")),
            may_be_one=False,
        ),
        "stops": Words(),
        "settled_by": Items(_ID),
        "settled_how": Words(),
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
SCENARIO_FILE = Record(
    "scenario file",
    {
        "scenarios": Items(SCENARIO, may_be_one=False),
        "dilemmas": Items(DILEMMA, may_be_one=False),
        "survivors": Items(SURVIVOR, may_be_one=False),
    },
    one_of=("scenarios", "dilemmas", "survivors"),
)
THEMES_FILE = Record(
    "themes file",
    {"themes": Table(Words(), _ID, least=1, keeps_wrong=True)},
    required=("themes",),
)
