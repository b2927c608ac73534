"""Show a term of the vocabulary: a role, a matter, an act or a circumstance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...answers.reasons import named_roles
from ...rulebook.model.questions import Question
from ...rulebook.model.rules import RuleKind, Slot
from ...rulebook.model.vocabulary import TermKind
from ..conclusions import Rows, finding_rows
from ..layout import capital
from .powers import Mandate
from .sheets import Sheet, SheetSection, rule_rows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ...rulebook.model.packs import Jurisdiction
    from ...rulebook.model.rules import Rule
    from ...space.space import Space
    from ..objects.pages import MandateObject
    from ..wording import Wording

#: What each kind of term is called.
_KINDS: Mapping[TermKind, tuple[str, str]] = {
    TermKind.ROLE: ("roll", "role"),
    TermKind.MATTER: ("ärende", "matter"),
    TermKind.ACT: ("handling", "act"),
    TermKind.CIRCUMSTANCE: ("omständighet", "circumstance"),
}
#: What is asked about a term for its page, and below which title the answer stands.
_QUESTIONS: Mapping[TermKind, tuple[RuleKind, Slot, tuple[str, str]]] = {
    TermKind.MATTER: (RuleKind.PROCEDURE, Slot.MATTER, ("Gång", "Procedure")),
    TermKind.ROLE: (RuleKind.BODY, Slot.BODY, ("Organ", "Body")),
}


def term_sheet(  # noqa: PLR0913 - the term, and the edges of a run
    kind: TermKind,
    id_: str,
    space: Space,
    wording: Wording,
    on: dt.date,
    *,
    workers: int = 1,
) -> Sheet:
    """Return the page of a term; that of a role has all it may and must on a day."""
    say = wording.say
    rows = [*_own_rows(kind, id_, wording), *_definition_rows(id_, wording)]
    rules = _rules_on(kind, id_, space.jurisdiction)
    title = say("Regler", "Rules")
    sections: list[SheetSection] = []
    objects: MandateObject | None = None
    lead = ""
    if kind is TermKind.ROLE:
        mandate = Mandate(space, id_, wording, on, workers)
        lead = mandate.lead()
        if kinds := mandate.kinds():
            more = say(f"allt som gäller {kinds}", f"whatever holds for {kinds}")
            rows.append((say("har även", "also has"), more))
        sections += [
            SheetSection(title, lines, is_folded=is_others)
            for title, lines, is_others in mandate.sections()
        ]
        if sources := mandate.sources():
            sections.append(SheetSection(say("Källor", "Sources"), sources, bullet=""))
        if remarks := mandate.remarks():
            sections.append(SheetSection(say("Att veta", "Note"), remarks, bullet=""))
        if mandate.rules:
            title = say("Andra regler", "Other rules")
        rules = [rule for rule in rules if rule.id not in mandate.rules]
        objects = mandate.object()
    return Sheet(
        kind=say(*_KINDS[kind]),
        id=id_,
        title=capital(wording.term(kind, id_)),
        rows=rows,
        lists=_answer_lists(kind, id_, space, wording, on),
        sections=sections,
        index=[(title, rule_rows(rules, wording))],
        mandate=objects,
        lead=lead,
        facts_title=say("Om rollen", "About the role"),
    )


def _own_rows(kind: TermKind, id_: str, wording: Wording) -> Rows:
    """Return what the vocabulary says of a term."""
    say, words = wording.say, wording.jurisdiction.vocabulary
    term: Any = words.terms(kind)[id_]
    rows: Rows = []
    if term.synonyms:
        called = ", ".join(map(say.swedish, term.synonyms))
        rows.append((say("kallas också", "Swedish names"), called))
    match kind:
        case TermKind.ROLE:
            superior = (term.reports_to,) if term.reports_to else ()
            rows += [
                (caption, wording.enumeration([wording.role(each) for each in others]))
                for caption, others in (
                    (say("är en", "is a"), term.kinds),
                    (say("lyder under", "reports to"), superior),
                    (say("utses bland", "named among"), term.named_among),
                    (say("sitter i", "sits in"), term.seat and (term.seat,)),
                    (
                        say("anställd av", "employed by"),
                        term.employer and (term.employer,),
                    ),
                )
                if others
            ]
        case TermKind.CIRCUMSTANCE:
            values = [say.name(label) for _, label in term.values]
            if values:
                rows.append((say("värden", "values"), ", ".join(values)))
            if term.has_default:
                default = wording.value(id_, term.default)
                rows.append((say("förutsätts", "assumed"), default))
            if term.open_for:
                roles = wording.enumeration(
                    [wording.role(id_) for id_ in term.open_for]
                )
                rows.append((say("frågas alltid om", "always asked of"), roles))
        case _:
            if term.under:
                rows.append((say("hör till", "under"), wording.term(kind, term.under)))
            if kind is TermKind.MATTER and (tags := words.tags_of(id_)):
                rows.append((say("märkt", "tagged"), ", ".join(sorted(tags))))
    return rows


def _definition_rows(id_: str, wording: Wording) -> Rows:
    """Return what the documents say that a term means."""
    caption = wording.say("betyder", "means")
    return [
        (caption, wording.gist(passage))
        for passage in wording.jurisdiction.passages.values()
        if id_ in passage.defines
    ]


def _answer_lists(
    kind: TermKind, id_: str, space: Space, wording: Wording, on: dt.date
) -> list[tuple[str, Rows]]:
    """Return what the rules answer about a term: its procedure, or what a body is."""
    if kind not in _QUESTIONS:
        return []
    rule_kind, slot, title = _QUESTIONS[kind]
    question = Question(rule_kind, ((slot, id_),), (), on)
    rows: Rows = []
    for finding in space.ask(question).findings:
        rows += finding_rows(finding, question, wording)
    return [(wording.say(*title), rows)]


def _rules_on(kind: TermKind, id_: str, jurisdiction: Jurisdiction) -> list[Rule]:
    """Return the rules that speak of a term."""
    if kind is TermKind.CIRCUMSTANCE:
        return [rule for rule in jurisdiction.rules if id_ in rule.circumstances]
    return [
        rule
        for rule in jurisdiction.rules
        if any(id_ in ids for _, ids in rule.scope)
        or (kind is TermKind.ROLE and id_ in named_roles(rule))
    ]
