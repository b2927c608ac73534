"""The handbook: all that a municipality has ruled itself, on one page, ways drawn."""

from __future__ import annotations

import itertools
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..answers.answer import Outcome
from ..report.conclusions import subject_text
from ..report.say import Marks
from ..rulebook.model.conditions import OneOf
from ..rulebook.model.problems import EngineError
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.values import ValueKind
from ..service.setup import words
from .markup import page_markup
from .visit import Visit
from .ways import way_drawing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request
    from starlette.responses import HTMLResponse

    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..service.municipality import Municipality
    from ..service.setup import Language
    from .addresses import Addresses

#: The kinds of rules in the handbook, and what their questions name.
_ABOUT: Mapping[RuleKind, tuple[Slot, ...]] = {
    RuleKind.CONTACT: (Slot.FROM, Slot.TO),
    RuleKind.DECISION: (Slot.MATTER,),
    RuleKind.CONDUCT: (Slot.ACTOR, Slot.DOES),
}
#: An answer within the page is a part of it, and so are its headings.
_HEADINGS = (("h2>", "h4>"), ("h1>", "h3>"))


def handbook(request: Request) -> HTMLResponse:
    """Show every own rule on contacts, decisions and conduct with its answer."""
    visit = Visit(request)
    here, to = visit.municipality, visit.to
    key = ("handbook", to, here.today)
    parts = visit.edition.works.made(key, lambda: _parts(here, to))
    say = visit.wording.say
    titles = {
        RuleKind.CONTACT: say("Vägar för kontakt", "Ways of contact"),
        RuleKind.DECISION: say("Vem beslutar", "Who decides"),
        RuleKind.CONDUCT: say("Vad man får göra", "What one may do"),
    }
    listed = [(titles[kind], Markup(text)) for kind, text in parts if text]  # noqa: S704 - escaped
    title = say("Handbok", "Handbook")
    return visit.shown("handbook.html", title, parts=listed, about=visit.wording.place)


def _parts(
    municipality: Municipality, to: Addresses
) -> tuple[tuple[RuleKind, str], ...]:
    return tuple((kind, "".join(_answers(kind, municipality, to))) for kind in _ABOUT)


def _answers(
    kind: RuleKind, municipality: Municipality, to: Addresses
) -> Iterator[str]:
    """Yield the answer to each question that an own rule is about, by its words."""
    language: Language = "en" if to.language == "en" else "sv"
    wording = words(municipality.jurisdiction, language, Marks.TAGS)
    told = {}
    for question in dict.fromkeys(_questions(kind, municipality)):
        text = subject_text(kind, question.slots, wording).lower()
        told[text, tuple(wording.facts(question.given))] = question
    for _, question in sorted(told.items(), key=lambda each: each[0]):
        response = municipality.answer(question, is_dated=False)
        drawing = way_drawing(response.answer, question, wording)
        shown = response.to_page(language, marks=Marks.TAGS)
        text = page_markup(shown, to.command)
        for before, after in _HEADINGS:
            text = text.replace(before, after)
        yield f"<article>{text}{drawing}</article>"


def _questions(kind: RuleKind, municipality: Municipality) -> Iterator[Question]:
    """Yield what the own rules of a kind are about, in a case that one of them rules.

    A rule for some circumstances alone is asked about in these.
    """
    own, wanted = f"{municipality.id}/", _ABOUT[kind]
    for rule in municipality.jurisdiction.rules:
        if rule.kind is not kind or not rule.id.startswith(own):
            continue
        scope = rule.scope_of
        filled = (sorted(scope.get(slot, ())) for slot in wanted)
        for ids in itertools.product(*filled):
            if len(set(ids)) < len(ids):  # nobody contacts themselves
                continue
            slots = tuple(zip(wanted, ids, strict=True))
            open_ = Question(kind, slots, (), municipality.today)
            closed = replace(open_, given=tuple(sorted(_facts(rule, municipality))))
            for question in (open_, closed):
                with suppress(EngineError):  # what cannot be walked is no part of it
                    if municipality.answer(question).outcome is not Outcome.NO_RULE:
                        yield question
                        break


def _facts(rule: Rule, municipality: Municipality) -> Iterator[tuple[str, Value]]:
    """Yield the values that a rule wants, where it wants one."""
    known = municipality.jurisdiction.vocabulary.circumstances
    for condition in rule.when:
        if isinstance(condition, OneOf) and not condition.negated:
            value: Value = min(condition.values, key=str)
            is_bool = known[condition.circumstance].kind is ValueKind.BOOL
            yield condition.circumstance, bool(value) if is_bool else value
