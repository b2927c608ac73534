"""Look up the names in scenarios and dilemmas: roles, matters, values, passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..answers.answer import Outcome
from ..rulebook.language.elements import PartyDraft, deadline, frequency
from ..rulebook.language.shapes import WRONG, Entry, Problems, Wrong
from ..rulebook.loading.checks import check_known, check_term, value_in
from ..rulebook.model.conclusions import Party
from ..rulebook.model.questions import SLOTS, Question
from ..rulebook.model.vocabulary import TermKind
from .cases import Claim, Dilemma, Expectation, Lesson, Scenario
from .forms import ASKS
from .points import ExpectedStep

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from ..rulebook.language import nodes
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import RuleKind, Slot
    from ..rulebook.model.values import Value
    from .cases import DilemmaDraft, ScenarioDraft


def link_scenario(
    draft: ScenarioDraft, jurisdiction: Jurisdiction, today: dt.date, problems: Problems
) -> Scenario | None:
    """Return the scenario with every name looked up, or None after noting why not."""
    before = len(problems)
    entry = draft.entry
    asked = _asked(entry.get("ask"), jurisdiction, problems)
    given = _given(entry.get("given", {}), jurisdiction, problems)
    expect: Entry | None = entry.get("expect")
    expected = _expected(draft, expect, jurisdiction, problems) if expect else None
    training: Entry | None = entry.get("training")
    lesson = _lesson(training, jurisdiction, problems) if training else None
    if asked is None or expected is None or len(problems) > before:
        return None
    kind, slots = asked
    return Scenario(
        id=draft.id,
        municipality=draft.municipality,
        told=draft.told,
        question=Question(kind, slots, given, entry.get("on", today)),
        expected=expected,
        traps=str(entry.get("traps", "")),
        lesson=lesson,
        place=draft.place,
    )


def link_question(
    draft: ScenarioDraft, jurisdiction: Jurisdiction, today: dt.date
) -> Question | None:
    """Return what a scenario asks, or None where a word of it is unknown there."""
    problems = Problems()
    entry = draft.entry
    asked = _asked(entry.get("ask"), jurisdiction, problems)
    given = _given(entry.get("given", {}), jurisdiction, problems)
    if asked is None or problems:
        return None
    return Question(*asked, given, entry.get("on", today))


def link_dilemma(
    draft: DilemmaDraft,
    asks: Iterable[Scenario],
    jurisdiction: Jurisdiction,
    problems: Problems,
) -> Dilemma | None:
    """Return the dilemma with every name looked up, or None after noting why not.

    `asks` are its questions, each linked by `link_scenario`.
    """
    entry = draft.entry
    settled_by = entry.get("settled_by", ())
    for role in settled_by:
        check_term(role, TermKind.ROLE, jurisdiction.vocabulary.roles, problems)
    training: Entry | None = entry.get("training")
    lesson = _lesson(training, jurisdiction, problems) if training else None
    stops, settled_how = entry.get("stops"), entry.get("settled_how")
    if lesson is None or stops is None or settled_how is None or problems:
        return None
    return Dilemma(
        id=draft.id,
        municipality=draft.municipality,
        told=draft.told,
        lesson=lesson,
        positions=entry.get("positions", ()),
        asks=tuple(asks),
        stops=stops,
        settled_by=tuple(map(str, settled_by)),
        settled_how=settled_how,
        place=draft.place,
    )


def _lesson(
    training: Entry, jurisdiction: Jurisdiction, problems: Problems
) -> Lesson | None:
    title, question = training.get("title"), training.get("question")
    level = training.get("level")
    alternatives = tuple(
        _alternative(alternative, jurisdiction, problems)
        for alternative in training.get("alternatives", ())
    )
    if title is None or question is None or level is None:
        return None
    return Lesson(
        title=title,
        question=question,
        level=level,
        themes=tuple(map(str, training.get("themes", ()))),
        alternatives=alternatives,
        discuss=training.get("discuss", ()),
        notice=training.get("notice"),
    )


def _alternative(
    alternative: Entry, jurisdiction: Jurisdiction, problems: Problems
) -> Claim:
    claim = Claim(
        outcome=alternative.get("outcome", Outcome.ANSWERED),
        points=_points(alternative, jurisdiction, problems),
        depends_on=_depends_on(alternative, jurisdiction, problems),
        place=alternative.place,
    )
    says_answer = any(key not in _NOT_POINTS for key in alternative.values)
    if claim.outcome is Outcome.ANSWERED and not says_answer:
        problems.note(alternative.place, "alternative/no-answer")
    elif claim.outcome is not Outcome.ANSWERED and says_answer:
        outcome = claim.outcome.value
        problems.note(alternative.place, "alternative/needless-answer", outcome=outcome)
    return claim


def _asked(
    ask: Entry, jurisdiction: Jurisdiction, problems: Problems
) -> tuple[RuleKind, tuple[tuple[Slot, str], ...]] | None:
    if len(ask.values) != 1:
        problems.note(ask.place, "scenario/several-questions")
        return None
    ((key, content),) = ask.values.items()
    if content is WRONG:
        return None
    kind = ASKS[key]
    slots = []
    for slot, terms in SLOTS[kind].items():
        word = content.get(slot.value) if isinstance(content, Entry) else content
        if word is None:
            continue
        known = jurisdiction.vocabulary.terms(terms)
        if check_term(word, terms, known, problems):
            slots.append((slot, str(word)))
    return kind, tuple(slots)


def _given(
    table: Mapping[nodes.Scalar, nodes.Scalar],
    jurisdiction: Jurisdiction,
    problems: Problems,
) -> tuple[tuple[str, Value], ...]:
    words = jurisdiction.vocabulary
    known: dict[str, Value] = {}
    for name, text in table.items():
        kind = TermKind.CIRCUMSTANCE
        if not check_term(name, kind, words.circumstances, problems):
            continue
        value = value_in(words.circumstances[str(name)], text, words.roles, problems)
        if not isinstance(value, Wrong):
            known[str(name)] = value
    return tuple(sorted(known.items()))


_NOT_POINTS = frozenset({"outcome", "cites", "notes", "depends_on", "rules", "posts"})
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
            check_known(word, jurisdiction.passages, "passage/unknown", problems)
    rules = set()
    for word in expect.get("rules", ()):
        full = str(word) if "/" in word else f"{pack}/{word}"
        if full in jurisdiction.rules_by_id:
            rules.add(full)
        else:
            check_known(word, jurisdiction.rules_by_id, "rule/unknown", problems)
    posts = expect.get("posts")
    for word in posts or ():
        check_known(word, jurisdiction.posts, "scenario/unknown-post", problems)
    if outcome is Outcome.ANSWERED and expect.values.get("cites", ()) == ():
        problems.note(expect.place, "scenario/no-passage", scenario=draft.id)
    return Expectation(
        outcome=outcome,
        points=_points(expect, jurisdiction, problems),
        cites=frozenset(cites),
        notes=frozenset(expect.get("notes", ())),
        depends_on=_depends_on(expect, jurisdiction, problems),
        rules=frozenset(rules) if rules else None,
        posts=None if posts is None else frozenset(map(str, posts)),
    )


def _points(
    entry: Entry, jurisdiction: Jurisdiction, problems: Problems
) -> dict[str, Any]:
    """Return what is said of the answer itself, roles looked up."""
    return {
        key: _point(key, value, jurisdiction, problems)
        for key, value in entry.values.items()
        if key not in _NOT_POINTS and value is not WRONG
    }


def _depends_on(
    entry: Entry, jurisdiction: Jurisdiction, problems: Problems
) -> frozenset[str] | None:
    names = entry.get("depends_on", ())
    known = jurisdiction.vocabulary.circumstances
    for name in names:
        check_term(name, TermKind.CIRCUMSTANCE, known, problems)
    return frozenset(map(str, names)) or None


def _point(key: str, value: Any, jurisdiction: Jurisdiction, problems: Problems) -> Any:  # noqa: ANN401
    roles = jurisdiction.vocabulary.roles
    if isinstance(value, PartyDraft):
        return _party(value, roles, problems)
    if key in {"via", "must", "fallback", "instead_via"}:
        for word in value:
            check_term(word, TermKind.ROLE, roles, problems)
        return tuple(str(word) for word in value)
    if key in _FREQUENCIES:
        return frequency(value)
    if key == "within":
        return deadline(value)
    if key == "steps":
        return tuple(
            ExpectedStep(
                actor=_party(step.get("actor"), roles, problems),
                act=step.get("act"),
                result=step.get("result"),
            )
            for step in value
        )
    return value


def _party(draft: PartyDraft, roles: Mapping[str, object], problems: Problems) -> Party:
    for word in draft.roles:
        check_term(word, TermKind.ROLE, roles, problems)
    return Party(mode=draft.mode, roles=tuple(str(role) for role in draft.roles))
