"""Look something up by whatever name it has, and make its pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...answers.reasons import named_roles
from ...rulebook.model.problems import UnknownNameError, nearest
from ...rulebook.model.questions import Question
from ...rulebook.model.rules import RuleKind, Slot
from ...rulebook.model.vocabulary import TermKind
from ..conclusions import Rows, finding_rows
from .powers import Mandate
from .sheets import (
    Sheet,
    passage_sheet,
    rule_sheet,
    source_sheet,
    term_sheet,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ...rulebook.model.packs import Jurisdiction
    from ...rulebook.model.rules import Rule
    from ...space.space import Space
    from ..wording import Wording

_SORTS = (TermKind.MATTER, TermKind.ROLE, TermKind.ACT, TermKind.CIRCUMSTANCE)


def sheets(name: str, space: Space, wording: Wording, on: dt.date) -> list[Sheet]:
    """Return the pages of everything that has a name.

    Ids of rules, passages and documents may leave out the municipality's pack.

    Raises:
        UnknownNameError: nothing has that name.
    """
    jurisdiction = space.jurisdiction
    written = [
        *(f"{pack.id}/{name}" for pack in reversed(jurisdiction.packs)),
        name,
    ]
    for id_ in written:
        if id_ in jurisdiction.rules_by_id:
            return [rule_sheet(jurisdiction.rules_by_id[id_], wording, on)]
        if id_ in jurisdiction.passages:
            return [passage_sheet(jurisdiction.passages[id_], wording)]
        if id_ in jurisdiction.sources:
            return [source_sheet(jurisdiction.sources[id_], wording)]
    found = []
    for sort in _SORTS:
        id_ = _term(name, sort, jurisdiction)
        if id_:
            found.append(_term_sheet(sort, id_, space, wording, on))
    if not found:
        raise UnknownNameError("name", name, nearest(name, _names(jurisdiction)))
    return found


def _term(name: str, sort: TermKind, jurisdiction: Jurisdiction) -> str:
    try:
        return jurisdiction.vocabulary.id_of(sort, name)
    except UnknownNameError:
        return ""


def _names(jurisdiction: Jurisdiction) -> Iterable[str]:
    words = jurisdiction.vocabulary
    for sort in _SORTS:
        for term in words.terms(sort).values():
            yield from (term.id, term.label.sv, *term.synonyms)
    for id_ in (*jurisdiction.rules_by_id, *jurisdiction.sources):
        yield id_.partition("/")[2]


def _term_sheet(
    sort: TermKind, id_: str, space: Space, wording: Wording, on: dt.date
) -> Sheet:
    answered = []
    for kind, slot, title in _ANSWERED.get(sort, ()):
        question = Question(kind, ((slot, id_),), (), on)
        answer = space.ask(question)
        rows: Rows = []
        for finding in answer.findings:
            rows.extend(finding_rows(finding, question, wording))
        answered.append((wording.say(*title), rows))
    rules = _rules_on(sort, id_, space.jurisdiction)
    if sort is not TermKind.ROLE:
        return term_sheet(sort.table, id_, wording, answered, rules)
    mandate = Mandate(space, id_, wording, on)
    others = [rule for rule in rules if rule.id not in mandate.rules]
    return _with_powers(
        term_sheet(sort.table, id_, wording, answered, others), mandate, wording
    )


def _with_powers(sheet: Sheet, mandate: Mandate, wording: Wording) -> Sheet:
    """Return the page of a role with everything it may and must."""
    rows = list(sheet.rows)
    if kinds := mandate.kinds():
        told = wording.say(f"allt som gäller {kinds}", f"whatever holds for {kinds}")
        rows.append((wording.say("har även", "also has"), told))
    sections = [(title, lines, "• ") for title, lines in mandate.sections()]
    if sources := mandate.sources():
        sections.append((wording.say("Källor", "Sources"), sources, ""))
    index = sheet.index
    if mandate.rules:
        title = wording.say("Andra regler", "Other rules")
        index = [(title, listed) for _, listed in index]
    data = {"powers": mandate.powers_object(), "duties": mandate.duties_object()}
    return replace(sheet, rows=rows, sections=sections, index=index, data=data)


_ANSWERED = {
    TermKind.MATTER: ((RuleKind.PROCEDURE, Slot.MATTER, ("Gång", "Procedure")),),
    TermKind.ROLE: ((RuleKind.BODY, Slot.BODY, ("Organ", "Body")),),
}


def _rules_on(sort: TermKind, id_: str, jurisdiction: Jurisdiction) -> tuple[Rule, ...]:
    if sort is TermKind.CIRCUMSTANCE:
        return tuple(rule for rule in jurisdiction.rules if id_ in rule.circumstances)
    return tuple(
        rule
        for rule in jurisdiction.rules
        if any(id_ in ids for _, ids in rule.scope)
        or (sort is TermKind.ROLE and id_ in named_roles(rule))
    )
