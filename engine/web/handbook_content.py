"""What the handbook holds: each question that an own rule answers, with its answer."""

from __future__ import annotations

import itertools
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ..answers.answer import Outcome
from ..records import record
from ..report.conclusions import subject_text
from ..report.say import Marks
from ..rulebook.model.conditions import OneOf
from ..rulebook.model.problems import EngineError
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.values import ValueKind
from ..service.setup import words
from .markup import cited_addresses, page_markup, page_title
from .ways import way_drawing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
_TITLES: Mapping[RuleKind, tuple[str, str]] = {
    RuleKind.CONTACT: ("Vägar för kontakt", "Ways of contact"),
    RuleKind.DECISION: ("Vem beslutar", "Who decides"),
    RuleKind.CONDUCT: ("Vad man får göra", "What one may do"),
}
#: An answer within the page is a part of it, and so are its headings.
_HEADINGS = (("h2>", "h4>"), ("h1>", "h3>"))


@record
class HandbookArticle:
    """A question of the handbook, and its answer as elements.

    `anchor` is the id by which an address leads to it.
    """

    anchor: str
    title: str
    text: str


@record
class HandbookSection:
    """The questions of one kind that own rules answer."""

    kind: RuleKind
    articles: tuple[HandbookArticle, ...]


def handbook_sections(
    municipality: Municipality, to: Addresses
) -> tuple[HandbookSection, ...]:
    """Return what the handbook holds, for a reader who sees these addresses."""
    return tuple(
        HandbookSection(kind=kind, articles=tuple(_articles(kind, municipality, to)))
        for kind in _ABOUT
    )


def section_title(kind: RuleKind, language: str) -> str:
    """Return what a section is called."""
    swedish, english = _TITLES[kind]
    return english if language == "en" else swedish


def anchor_of(kind: RuleKind, ids: tuple[str, ...]) -> str:
    """Return the id of the article about a question of a kind, by what it is about."""
    return "-".join((kind.value, *ids))


def _articles(
    kind: RuleKind, municipality: Municipality, to: Addresses
) -> Iterator[HandbookArticle]:
    """Yield the answer to each question that an own rule is about, by its words."""
    language: Language = "en" if to.language == "en" else "sv"
    wording = words(municipality.jurisdiction, language, Marks.TAGS)
    told = {}
    for question in dict.fromkeys(_questions(kind, municipality)):
        text = subject_text(kind, question.slots, wording).lower()
        told[text, tuple(wording.facts(question.given))] = question
    anchors: set[str] = set()
    for _, question in sorted(told.items(), key=lambda each: each[0]):
        response = municipality.answer(question, is_dated=False)
        drawing = way_drawing(response.answer, question, wording)
        page = response.to_page(language, marks=Marks.TAGS)
        cited = cited_addresses(response.answer, wording, to.thing)
        text = page_markup(page, to.command, cited)
        for before, after in _HEADINGS:
            text = text.replace(before, after)
        anchor = anchor_of(kind, tuple(id_ for _, id_ in question.slots))
        named = "" if anchor in anchors else anchor
        anchors.add(anchor)
        yield HandbookArticle(
            anchor=named, title=page_title(page), text=f"{text}{drawing}"
        )


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
