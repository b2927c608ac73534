"""Read scenario files: told cases with a question and the expected answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.answers.answer import NoteKind, Outcome
from engine.answers.question import SLOTS, Question
from engine.rulebook import language, nodes
from engine.rulebook.checks import check_known, parsed_value
from engine.rulebook.language import PartyDraft, frequency
from engine.rulebook.problems import Place, did_you_mean
from engine.rulebook.records import Items, Record, Table, Words
from engine.rulebook.rules import (
    DecisionAct,
    Function,
    Party,
    RuleKind,
    Slot,
    Strength,
    Verdict,
)
from engine.rulebook.shapes import (
    WRONG,
    Choice,
    Day,
    Entry,
    Flag,
    Line,
    Problems,
    Wrong,
)
from engine.scenarios.surviving import SURVIVOR, Survivor, survivors_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from engine.rulebook.packs import Jurisdiction
    from engine.rulebook.texts import Text
    from engine.rulebook.values import Value

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
EXPECT = Record(
    "expectation",
    {
        "outcome": Choice(Outcome, "outcome"),
        **{function.value: language.ANYONE_OF for function in Function},
        "requires": Items(Words()),
        "act": Choice(DecisionAct, "act"),
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
        "cites": Items(language.PASSAGE, least=0),
        "rules": Items(language.RULE),
        "notes": Items(Choice(NoteKind, "kind of note"), least=0),
        "depends_on": Items(language.CIRCUMSTANCE_ID),
    },
    required=("outcome",),
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
SCENARIO = Record(
    "scenario",
    {
        "id": _ID,
        "municipality": _ID,
        "told": Words(),
        "ask": ASK,
        "given": Table(Line("a value"), language.CIRCUMSTANCE_ID),
        "on": Day(),
        "expect": EXPECT,
        "traps": language.TEXT,
    },
    required=("id", "told", "ask", "expect"),
)
SCENARIO_FILE = Record(
    "scenario file",
    {
        "scenarios": Items(SCENARIO, may_be_one=False),
        "survivors": Items(SURVIVOR, may_be_one=False),
    },
    one_of=("scenarios", "survivors"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What the answer must be; `points` holds only what the case mentions."""

    outcome: Outcome
    points: Mapping[str, Any]
    cites: frozenset[str]
    notes: frozenset[NoteKind]
    depends_on: frozenset[str] | None
    rules: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioDraft:
    """A scenario whose form is right; its names are looked up per jurisdiction."""

    id: str
    municipality: str
    told: Text
    entry: Entry
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A told case with its question and the expected answer."""

    id: str
    municipality: str
    told: Text
    question: Question
    expected: Expectation
    traps: str
    place: Place = field(compare=False)


def read_scenarios(
    content: bytes, file: str, problems: Problems
) -> list[ScenarioDraft]:
    """Return the well-formed scenarios of a file, problems noted."""
    node, found = nodes.read_nodes(content, file)
    problems.found.extend(found)
    entry = SCENARIO_FILE.read(node, problems) if node is not None else WRONG
    if isinstance(entry, Wrong):
        return []
    drafts = []
    for scenario in entry.get("scenarios", ()):
        id_, told = scenario.get("id"), scenario.get("told")
        if id_ is None or told is None or not scenario.get("ask"):
            continue
        drafts.append(
            ScenarioDraft(
                id=str(id_),
                municipality=str(scenario.get("municipality", "")),
                told=told,
                entry=scenario,
                place=scenario.place_of("id"),
            )
        )
    return drafts


def read_survivors(content: bytes, file: str) -> list[Survivor]:
    """Return the well-formed survivors of a file; `read_scenarios` notes problems."""
    if b"survivors" not in content:
        return []
    node, _ = nodes.read_nodes(content, file)
    entry = SCENARIO_FILE.read(node, Problems()) if node is not None else WRONG
    return [] if isinstance(entry, Wrong) else survivors_in(entry.get("survivors", ()))


def link_scenario(
    draft: ScenarioDraft, jurisdiction: Jurisdiction, today: dt.date, problems: Problems
) -> Scenario | None:
    """Return the scenario with every name looked up, or None after noting why not."""
    before = len(problems.found)
    entry = draft.entry
    asked = _asked(entry.get("ask"), jurisdiction, problems)
    given = _given(entry.get("given", {}), jurisdiction, problems)
    expect: Entry | None = entry.get("expect")
    expected = _expected(draft, expect, jurisdiction, problems) if expect else None
    if asked is None or expected is None or len(problems.found) > before:
        return None
    kind, slots = asked
    return Scenario(
        id=draft.id,
        municipality=draft.municipality,
        told=draft.told,
        question=Question(kind, slots, given, entry.get("on", today)),
        expected=expected,
        traps=str(entry.get("traps", "")),
        place=draft.place,
    )


def _asked(
    ask: Entry, jurisdiction: Jurisdiction, problems: Problems
) -> tuple[RuleKind, tuple[tuple[Slot, str], ...]] | None:
    if len(ask.values) != 1:
        what = "a scenario asks exactly one question"
        problems.note(ask.place, what, "divide it into one scenario for each")
        return None
    ((key, said),) = ask.values.items()
    if said is WRONG:
        return None
    kind = ASKS[key]
    slots = []
    for slot in SLOTS[kind]:
        word = said.get(slot.value) if isinstance(said, Entry) else said
        if word is None:
            continue
        table, called = _table(jurisdiction, kind, slot)
        if check_known(word, table, called, problems):
            slots.append((slot, str(word)))
    return kind, tuple(slots)


def _table(
    jurisdiction: Jurisdiction, kind: RuleKind, slot: Slot
) -> tuple[Mapping[str, object], str]:
    words = jurisdiction.vocabulary
    if slot in {Slot.MATTER, Slot.ABOUT}:
        return words.matters, "matter"
    if slot is Slot.DOES or (slot is Slot.TO and kind is RuleKind.DUTY):
        return words.acts, "act"
    return words.roles, "role"


def _given(
    table: Mapping[nodes.Scalar, nodes.Scalar],
    jurisdiction: Jurisdiction,
    problems: Problems,
) -> tuple[tuple[str, Value], ...]:
    words = jurisdiction.vocabulary
    known: dict[str, Value] = {}
    for name, text in table.items():
        if not check_known(name, words.circumstances, "circumstance", problems):
            continue
        value = parsed_value(
            words.circumstances[str(name)], text, words.roles, problems
        )
        if not isinstance(value, Wrong):
            known[str(name)] = value
    return tuple(sorted(known.items()))


_NOT_POINTS = frozenset({"outcome", "cites", "notes", "depends_on", "rules"})
_FREQUENCIES = frozenset({"every", "meets"})


def _expected(
    draft: ScenarioDraft, expect: Entry, jurisdiction: Jurisdiction, problems: Problems
) -> Expectation | None:
    outcome = expect.get("outcome")
    if outcome is None:
        return None
    pack = draft.municipality
    cites = set()
    for word in expect.get("cites", ()):
        full = str(word) if "/" in word else f"{pack}/{word}"
        if full in jurisdiction.passages:
            cites.add(full)
        else:
            remedy = did_you_mean(word, jurisdiction.passages, "register the passage")
            problems.note(word.place, f"unknown passage `{word}`", remedy)
    rules = set()
    for word in expect.get("rules", ()):
        full = str(word) if "/" in word else f"{pack}/{word}"
        if full in jurisdiction.rules_by_id:
            rules.add(full)
        else:
            remedy = did_you_mean(word, jurisdiction.rules_by_id, "name a rule")
            problems.note(word.place, f"unknown rule `{word}`", remedy)
    if outcome is Outcome.ANSWERED and not cites:
        what = f"the scenario `{draft.id}` expects an answer but no passage"
        problems.note(expect.place, what, "add `cites:`: an answer rests on passages")
    for name in expect.get("depends_on", ()):
        check_known(
            name, jurisdiction.vocabulary.circumstances, "circumstance", problems
        )
    points = {
        key: _point(key, value, jurisdiction, problems)
        for key, value in expect.values.items()
        if key not in _NOT_POINTS and value is not WRONG
    }
    depends_on = expect.get("depends_on")
    return Expectation(
        outcome=outcome,
        points=points,
        cites=frozenset(cites),
        notes=frozenset(expect.get("notes", ())),
        depends_on=frozenset(map(str, depends_on)) if depends_on else None,
        rules=frozenset(rules) if rules else None,
    )


def _point(key: str, value: Any, jurisdiction: Jurisdiction, problems: Problems) -> Any:  # noqa: ANN401
    roles = jurisdiction.vocabulary.roles
    if isinstance(value, PartyDraft):
        return _party(value, roles, problems)
    if key in {"via", "fallback", "instead_via"}:
        for word in value:
            check_known(word, roles, "role", problems)
        return tuple(str(word) for word in value)
    if key in _FREQUENCIES:
        return frequency(value)
    if key == "steps":
        return tuple(
            (
                _party(step.get("actor"), roles, problems),
                step.get("act"),
                step.get("result"),
            )
            for step in value
        )
    return value


def _party(draft: PartyDraft, roles: Mapping[str, object], problems: Problems) -> Party:
    for word in draft.roles:
        check_known(word, roles, "role", problems)
    return Party(mode=draft.mode, roles=tuple(str(role) for role in draft.roles))
