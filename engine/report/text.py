"""Write an answer as text for the terminal: conclusion first, then passages, then notes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from engine.answers.answer import NoteKind, Outcome
from engine.report.tables import table_text
from engine.rulebook.rules import (
    BodyConclusion,
    ConductConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    ProcedureConclusion,
    RuleKind,
    Slot,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.answers.answer import Answer, Finding, Note
    from engine.answers.question import Question
    from engine.report.wording import Wording

WIDTH = 88
_INDENT = "  "


def answer_text(
    answer: Answer, question: Question, wording: Wording, *, is_dated: bool
) -> str:
    """Return an answer as text, ending in a line break.

    `is_dated` tells whether to print the day; it is left out where it is today.
    """
    parts = [heading(question, wording, is_dated=is_dated), _body(answer, question, wording)]
    if answer.derived:
        parts.append(_derived(answer, wording))
    if answer.cites:
        parts.append(_sources(answer, wording))
    notes = note_lines(answer.notes, wording)
    if notes:
        parts.append(_section(wording.choose("Att veta", "Note"), notes))
    return "\n\n".join(parts) + "\n"


def heading(question: Question, wording: Wording, *, is_dated: bool) -> str:
    """Return the question in words, with place, day and what was given."""
    first = f"{subject_text(question.kind, question.slots, wording)}"
    day = f" · {question.on.isoformat()}" if is_dated else ""
    lines = [first[:1].upper() + first[1:], f"{wording.place}{day}"]
    given = [
        f"{wording.circumstance(name)}: {wording.value(name, value)}"
        for name, value in question.given
    ]
    if given:
        lines.append(" · ".join(given))
    return "\n".join(lines)


def subject_text(
    kind: RuleKind, slots: Iterable[tuple[Slot, str]], wording: Wording
) -> str:
    """Return what a question or a rule is about, in words."""
    filled = dict(slots)
    match kind:
        case RuleKind.CONTACT:
            anyone = wording.choose("vem som helst", "anyone")
            ends = [
                wording.role(filled[slot]) if slot in filled else anyone
                for slot in (Slot.FROM, Slot.TO)
            ]
            about = filled.get(Slot.ABOUT)
            text = wording.choose("kontakt {} → {}", "contact {} → {}").format(*ends)
            return f"{text}, {wording.choose('om', 'about')} {wording.matter(about)}" if about else text
        case RuleKind.CONDUCT:
            actor = filled.get(Slot.ACTOR)
            who = wording.role(actor) if actor else wording.choose("alla", "everyone")
            return f"{who}: {wording.act(filled[Slot.DOES])}"
        case RuleKind.DUTY:
            of, to = filled.get(Slot.OF), filled.get(Slot.TO)
            named = wording.role(of) if of else ""
            text = wording.choose("skyldigheter för {}", "duties of {}").format(named)
            return f"{text}: {wording.act(to)}" if to else text
        case RuleKind.BODY:
            return wording.role(filled[Slot.BODY])
        case _:
            return wording.matter(filled[Slot.MATTER])


def _body(answer: Answer, question: Question, wording: Wording) -> str:
    if answer.outcome is Outcome.NO_RULE:
        return _no_rule(answer, question, wording)
    if answer.outcome is Outcome.DEPENDS:
        names = wording.listed([wording.circumstance(n) for n in answer.depends_on])
        said = wording.choose(f"Svaret beror på {names}.", f"The answer depends on {names}.")
        return f"{textwrap.fill(said, WIDTH)}\n\n{decision_table(answer, question, wording)}"
    blocks = [_finding(finding, question, wording) for finding in answer.findings]
    if answer.outcome is Outcome.CONFLICT:
        said = wording.choose(
            "Reglerna säger emot varandra; Mandat tar inte ställning.",
            "The rules contradict each other; Mandat takes no side.",
        )
        with_rules = [
            f"{wording.choose('Antingen', 'Either') if n == 0 else wording.choose('Eller', 'Or')}"
            f" ({', '.join(finding.rules)})\n{block}"
            for n, (finding, block) in enumerate(zip(answer.findings, blocks, strict=True))
        ]
        return "\n\n".join([said, *with_rules])
    return "\n\n".join(blocks)


def _no_rule(answer: Answer, question: Question, wording: Wording) -> str:
    lines = [
        wording.choose(
            "Ingen regel svarar på frågan. Det betyder inte att det är tillåtet eller förbjudet.",
            "No rule answers the question. That does not make it allowed or forbidden.",
        )
    ]
    if answer.nearest:
        lines.append("")
        lines.append(
            wording.choose("Närmaste frågor som har en regel:", "Nearest questions with a rule:")
        )
        lines.extend(
            f"{_INDENT}• {_near(slots, question, wording)}" for slots in answer.nearest
        )
    return "\n".join(lines)


def _near(
    slots: tuple[tuple[Slot, str], ...], question: Question, wording: Wording
) -> str:
    text = subject_text(question.kind, slots, wording)
    if slots != question.slots:
        return text
    return text + wording.choose(" (under andra omständigheter)", " (in other circumstances)")


# conclusions ------------------------------------------------------------------


def finding_rows(
    finding: Finding, question: Question, wording: Wording
) -> list[tuple[str, str]]:
    """Return what a finding says as pairs of a caption and a text."""
    conclusion = finding.conclusion
    match conclusion:
        case None:
            return []
        case DecisionConclusion():
            return _decision_rows(conclusion, question, wording)
        case ContactConclusion():
            return _contact_rows(conclusion, question, wording)
        case ConductConclusion():
            return _conduct_rows(conclusion, question, wording)
        case DutyConclusion():
            return _duty_rows(finding, conclusion, question, wording)
        case ProcedureConclusion():
            return [
                (
                    f"{number}.",
                    f"{wording.party(step.actor, question)}: "
                    f"{step.act.in_language(wording.language)}"
                    + (f" → {step.result.in_language(wording.language)}" if step.result else ""),
                )
                for number, step in enumerate(conclusion.steps, 1)
            ]
        case BodyConclusion():
            return _body_rows(conclusion, question, wording)
        case _:
            return []


def _decision_rows(
    conclusion: DecisionConclusion, question: Question, wording: Wording
) -> list[tuple[str, str]]:
    rows = [
        (wording.enum(function), wording.party(party, question))
        for function, party in conclusion.functions
    ]
    if conclusion.act:
        rows.append((wording.choose("slag", "kind"), wording.enum(conclusion.act)))
    rows.extend(
        (wording.choose("kräver", "requires"), text.in_language(wording.language))
        for text in conclusion.requires
    )
    return rows


def _contact_rows(
    conclusion: ContactConclusion, question: Question, wording: Wording
) -> list[tuple[str, str]]:
    rows = []
    if conclusion.is_free:
        free = wording.choose(
            "fri: kontakten kräver ingen mellanhand", "free: no intermediary is needed"
        )
        rows.append((wording.choose("väg", "way"), free))
    if conclusion.via:
        strength = f"{wording.enum(conclusion.strength)} " if conclusion.strength else ""
        chain = " → ".join(wording.role_in(role, question) for role in conclusion.via)
        rows.append((f"{strength}via", chain))
    if conclusion.fallback:
        chain = " → ".join(wording.role_in(role, question) for role in conclusion.fallback)
        rows.append((wording.choose("annars", "otherwise"), chain))
    return rows


def _conduct_rows(
    conclusion: ConductConclusion, question: Question, wording: Wording
) -> list[tuple[str, str]]:
    rows = [(wording.choose("svar", "answer"), wording.enum(conclusion.verdict))]
    instead = conclusion.instead
    caption = wording.choose("i stället", "instead")
    if instead and instead.says:
        rows.append((caption, instead.says.in_language(wording.language)))
    if instead and instead.via:
        chain = " → ".join(wording.role_in(role, question) for role in instead.via)
        rows.append((wording.choose("vägen går via", "the way goes via"), chain))
    return rows


def _duty_rows(
    finding: Finding, conclusion: DutyConclusion, question: Question, wording: Wording
) -> list[tuple[str, str]]:
    rule = wording.jurisdiction.rules_by_id[finding.rules[0]]
    whose = wording.party(conclusion.of, question)
    is_asked = conclusion.of.roles == (question.slot_of.get(Slot.OF),)
    caption = wording.choose("ska", "must") if is_asked else whose
    rows = [(caption, rule.says.in_language(wording.language))]
    if conclusion.every:
        rows.append((wording.choose("hur ofta", "how often"), wording.frequency(conclusion.every)))
    if conclusion.towards:
        rows.append((wording.choose("mot", "towards"), wording.party(conclusion.towards, question)))
    return rows


def _body_rows(
    conclusion: BodyConclusion, question: Question, wording: Wording
) -> list[tuple[str, str]]:
    rows = []
    for swedish, english, party in (
        ("ledare", "leader", conclusion.leader),
        ("ledamöter", "members", conclusion.members),
        ("plats", "place", conclusion.place),
    ):
        if party:
            rows.append((wording.choose(swedish, english), wording.party(party, question)))
    if conclusion.meets:
        rows.append((wording.choose("möts", "meets"), wording.frequency(conclusion.meets)))
    if conclusion.mandate:
        rows.append(
            (wording.choose("mandat", "mandate"), conclusion.mandate.in_language(wording.language))
        )
    return rows


def _finding(finding: Finding, question: Question, wording: Wording) -> str:
    return pairs(finding_rows(finding, question, wording))


def items(rows: list[tuple[str, str]]) -> str:
    """Return ids with a sentence below each, long sentences wrapped."""
    lines = []
    for name, text in rows:
        lines.append(f"{_INDENT}• {name}")
        lines.append(
            textwrap.fill(text, WIDTH, initial_indent="    ", subsequent_indent="    ")
        )
    return "\n".join(lines)


def pairs(rows: list[tuple[str, str]]) -> str:
    """Return captions and texts in two columns, long texts wrapped."""
    if not rows:
        return ""
    width = max(len(caption) for caption, _ in rows)
    lines = []
    before = ""
    for caption, text in rows:
        shown = "" if caption == before else caption
        before = caption
        wrapped = textwrap.wrap(text, WIDTH - width - 4) or [""]
        for number, line in enumerate(wrapped):
            lines.append(f"{_INDENT}{shown if number == 0 else '':<{width}}  {line}")
    return "\n".join(lines)


def decision_table(answer: Answer, question: Question, wording: Wording) -> str:
    """Return an answer that depends as a table, each row with its passages.

    Where the columns do not fit the width, each row becomes a block of lines.
    """
    numbers = {cite: number for number, cite in enumerate(answer.cites, 1)}
    captions: dict[str, None] = {}
    rows = []
    for finding in answer.findings:
        said: dict[str, str] = {}
        for caption, text in finding_rows(finding, question, wording):
            said[caption] = f"{said[caption]}; {text}" if caption in said else text
        captions.update(dict.fromkeys(said))
        cited = _cited(finding, numbers, wording) or wording.enum(Outcome.NO_RULE)
        rows.append((_row_cells(finding, answer, wording), said, cited))
    headers = [
        *(wording.circumstance(name) for name in answer.depends_on),
        *captions,
        wording.choose("källa", "source"),
    ]
    table = [
        [*cells, *(said.get(caption, "–") for caption in captions), cited]
        for cells, said, cited in rows
    ]
    laid_out = table_text(headers, table, WIDTH)
    if laid_out is None:
        return "\n\n".join(_row_block(headers, row, len(answer.depends_on)) for row in table)
    return laid_out


def _row_cells(finding: Finding, answer: Answer, wording: Wording) -> list[str]:
    spans = dict(finding.when)
    return [
        wording.span(name, spans[name]) if name in spans else wording.phrase("any")
        for name in answer.depends_on
    ]


def _row_block(headers: list[str], row: list[str], leading: int) -> str:
    """Return a row as lines: its circumstances first, what holds there below."""
    pieces = list(zip(headers, row, strict=True))
    first = " · ".join(f"{header}: {cell}" for header, cell in pieces[:leading])
    below = [(header, cell) for header, cell in pieces[leading:] if cell != "–"]
    title = textwrap.fill(f"• {first}", WIDTH, subsequent_indent="  ")
    return f"{title}\n{textwrap.indent(pairs(below), _INDENT)}"


def _cited(finding: Finding, numbers: dict[str, int], wording: Wording) -> str:
    by_id = wording.jurisdiction.rules_by_id
    cites = sorted({numbers[c] for rule in finding.rules for c in by_id[rule].cites if c in numbers})
    return " ".join(f"[{number}]" for number in cites)


def _sources(answer: Answer, wording: Wording) -> str:
    lines = []
    for number, cite in enumerate(answer.cites, 1):
        lines.append(f"[{number}] {wording.citation(cite)}")
    return _section(wording.choose("Källor", "Sources"), lines, bullet="")


def _derived(answer: Answer, wording: Wording) -> str:
    by_id = wording.jurisdiction.rules_by_id
    lines = [
        f"{wording.circumstance(name)}: {wording.value(name, value)} – "
        f"{by_id[rule].says.in_language(wording.language)}"
        for name, value, rule in answer.derived
    ]
    return _section(wording.choose("Det följer att", "It follows that"), lines)


def _section(title: str, lines: list[str], bullet: str = "• ") -> str:
    hanging = " " * len(bullet) if bullet else "    "
    wrapped = [
        textwrap.fill(
            f"{bullet}{line}",
            WIDTH,
            initial_indent=_INDENT,
            subsequent_indent=_INDENT + hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines
    ]
    return "\n".join([title, *wrapped])


def note_lines(notes: Iterable[Note], wording: Wording) -> list[str]:
    """Return notes in words, what one higher rule sets aside in one of them."""
    listed = tuple(notes)
    aside: dict[str, list[str]] = {}
    for note in listed:
        if note.kind is NoteKind.SET_ASIDE:
            aside.setdefault(note.by, []).append(note.rule)
    lines = [_set_aside(rules, by, wording) for by, rules in aside.items()]
    lines.extend(
        note_text(note, wording) for note in listed if note.kind is not NoteKind.SET_ASIDE
    )
    return lines


def _set_aside(lower: list[str], higher: str, wording: Wording) -> str:
    """Return that lower rules yield to a higher one, with the passages of both."""
    yielding = "; ".join(_said(rule, wording) for rule in lower)
    return wording.choose(
        f"Texten längre ned i rang säger annat men får vika: {yielding}. "
        f"Det som gäller: {_said(higher, wording)}.",
        f"A text of lower rank says otherwise but yields: {yielding}. "
        f"What counts: {_said(higher, wording)}.",
    )


def _said(rule_id: str, wording: Wording) -> str:
    """Return a rule's sentence with its first passage, without the full stop."""
    rule = wording.jurisdiction.rules_by_id[rule_id]
    says = rule.says.in_language(wording.language).rstrip(".")
    return f"{says} ({wording.citation(rule.cites[0])})"


def note_text(note: Note, wording: Wording) -> str:
    """Return a note in words."""
    rules = wording.jurisdiction.rules_by_id
    match note.kind:
        case NoteKind.SET_ASIDE:
            return _set_aside([note.rule], note.by, wording)
        case NoteKind.PROPOSAL:
            title = wording.source_title(note.source)
            return wording.choose(
                f"Svaret vilar på ett förslag som inte är känt som antaget: {title}.",
                f"The answer rests on a proposal not known to be adopted: {title}.",
            )
        case NoteKind.GUIDANCE:
            return wording.choose(
                "Svaret vilar bara på vägledning eller en överenskommelse och binder ingen.",
                "The answer rests on guidance or an agreement alone and binds nobody.",
            )
        case NoteKind.NO_DECIDER:
            return wording.choose(
                "Reglerna säger inte vem som beslutar.",
                "The rules do not say who decides.",
            )
        case NoteKind.ASSUMED:
            name, value = note.circumstance, wording.value(note.circumstance, note.value)
            label = wording.circumstance(name)
            return wording.choose(
                f"Förutsätter {label}: {value}. Med ett annat värde blir svaret ett annat "
                f"(-g {name}=…).",
                f"Assumes {label}: {value}. Another value gives another answer (-g {name}=…).",
            )
        case NoteKind.REMARK:
            remark = rules[note.rule].note
            return remark.in_language(wording.language) if remark else ""
        case NoteKind.CLASSIFICATIONS_DISAGREE:
            label = wording.circumstance(note.circumstance)
            return wording.choose(
                f"Reglerna klassar {label} på olika sätt.",
                f"The rules classify {label} in different ways.",
            )
        case NoteKind.LAW_ALONE:
            return wording.choose(
                "Ingen kommun angavs (-m): svaret bygger bara på lag och allmän vägledning.",
                "No municipality was given (-m): only law and general guidance speak.",
            )


