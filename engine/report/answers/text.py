"""Write an answer as a page: the conclusion first, then passages, then notes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ...answers.answer import Outcome
from ...answers.nearby import rule_of_duty
from ...rulebook.model.rules import RuleKind, Slot
from ..citations import numbered
from ..conclusions import finding_rows, otherwise, sides_text, subject_text
from ..layout import (
    Block,
    Command,
    Page,
    Pairs,
    Paragraph,
    Table,
    TableRow,
    capital,
    heading,
    page,
    section,
)
from ..lines import INDENT, Stress
from ..notes import letter_mark, note_lines, note_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...answers.answer import Answer, Finding, Note
    from ...rulebook.model.questions import Question
    from ...rulebook.model.values import Value
    from ..wording import Wording

#: With more values than these, the line above a table does not list them.
_MOST_VALUES = 8


def answer_page(
    answer: Answer,
    question: Question,
    wording: Wording,
    lead: Sequence[Block] = (),
    *,
    is_dated: bool,
) -> Page:
    """Return an answer as a page.

    `lead` comes before the answer, and `is_dated` tells whether to print the day; it
    is left out where it is today.
    """
    parts = [
        question_heading(question, wording, is_dated=is_dated),
        *([[*lead]] if lead else []),
        *_body(answer, question, wording),
    ]
    follows = _derived(answer, wording)
    if follows:
        parts.append(section(wording.say("Det följer att", "It follows that"), follows))
    if answer.cites:
        parts.append(_sources(answer, wording))
    notes = [*_notes(answer, wording), *_leads_on(question, wording)]
    if notes:
        parts.append(section(wording.say("Att veta", "Note"), notes))
    return page(*parts)


def _notes(answer: Answer, wording: Wording) -> list[str]:
    """Return the notes in words, last and with a mark those that concern some rows."""
    marks = _note_marks(answer, wording)
    rest = (note for note in answer.notes if note not in marks)
    lines = note_lines(rest, wording, answer.rules)
    for mark in dict.fromkeys(marks.values()):
        own = (note for note in answer.notes if marks.get(note) == mark)
        lines.extend(
            f"{mark} {line}" for line in note_lines(own, wording, answer.rules)
        )
    return lines


def _note_marks(answer: Answer, wording: Wording) -> dict[Note, str]:
    """Return a mark, `[a]`, for each note that concerns some rows of a table only.

    So is one that concerns some sides of a conflict. Notes of the same rows share a
    mark. What several notes say alike concerns the rows of all of them.
    """
    whens = [finding.when for finding in answer.findings]
    rows = [*dict.fromkeys(whens)] if answer.is_table else [*range(len(whens))]
    where: dict[str, set[int]] = {}
    texts: dict[Note, str] = {}
    for number, finding in enumerate(answer.findings):
        row = rows.index(finding.when) if answer.is_table else number
        for note in finding.notes:
            text = texts.setdefault(note, note_text(note, wording))
            where.setdefault(text, set()).add(row)
    marks: dict[frozenset[int], str] = {}
    return {
        note: marks.setdefault(frozenset(own), f"[{letter_mark(len(marks))}]")
        for note in answer.notes
        if note in texts and len(own := where[texts[note]]) < len(rows)
    }


def question_heading(
    question: Question, wording: Wording, *, is_dated: bool
) -> list[Block]:
    """Return the question in words, with place, day and what was given."""
    first = capital(subject_text(question.kind, question.slots, wording))
    day = f" · {question.on.isoformat()}" if is_dated else ""
    lines = [Paragraph(first, stress=Stress.TITLE), Paragraph(f"{wording.place}{day}")]
    if question.given:
        lines.append(Paragraph(" · ".join(wording.facts(question.given))))
    return [*lines]


def _leads_on(question: Question, wording: Wording) -> list[str]:
    """Return which command shows the procedure of the matter asked about, if any."""
    asked = question.slot_of.get(Slot.MATTER)
    if question.kind is not RuleKind.DECISION or not any(
        asked in rule.scope_of[Slot.MATTER] for rule in wording.jurisdiction.procedures
    ):
        return []
    return [
        wording.say(
            f"Hur det går till steg för steg visar `mandat show {asked}`.",
            f"`mandat show {asked}` tells how it is done, step by step.",
        )
    ]


def _body(answer: Answer, question: Question, wording: Wording) -> list[list[Block]]:
    if answer.outcome is Outcome.NO_RULE:
        return _no_rule(answer, question, wording)
    if answer.is_table:
        return [
            _table_lead(answer, wording),
            [decision_table(answer, question, wording)],
        ]
    if answer.outcome is Outcome.CONFLICT:
        return _conflict(answer, question, wording)
    return [
        [Pairs(finding_rows(finding, question, wording), stress=Stress.ANSWER)]
        for finding in answer.findings
    ]


def _table_lead(answer: Answer, wording: Wording) -> list[Block]:
    """Return what a table depends on, and whether some row is a contradiction."""
    names = "; ".join(f"{wording.dependence(n)} (-g {n}=…)" for n in answer.depends_on)
    values = _values(answer.depends_on, wording)
    is_clause = len(answer.depends_on) == 1 and wording.clause(answer.depends_on[0], 1)
    colon = "" if is_clause else ":"
    lead = wording.say(
        f"Svaret beror på{colon} {names}{values}.",
        f"The answer depends on{colon} {names}{values}.",
    )
    blocks: list[Block] = [Paragraph(lead, stress=Stress.ANSWER)]
    if answer.outcome is Outcome.CONFLICT:
        warning = wording.say(
            "I något fall säger reglerna emot varandra; där tar Mandat inte ställning.",
            "In some case the rules contradict each other; there Mandat takes no side.",
        )
        blocks.append(Paragraph(warning, stress=Stress.WARNING))
    return blocks


def _values(names: tuple[str, ...], wording: Wording) -> str:
    """Return what can be given for the one circumstance missing, if that is short."""
    values = wording.jurisdiction.vocabulary.circumstances[names[0]].values
    if len(names) > 1 or not 1 < len(values) <= _MOST_VALUES:
        return ""
    each = [wording.value(names[0], value) for value, _ in values]
    return f" – {wording.enumeration(each, 'or')}"


def _conflict(
    answer: Answer, question: Question, wording: Wording
) -> list[list[Block]]:
    """Return both sides of a conflict, each with its passages."""
    notice = wording.say(
        "Reglerna säger emot varandra; Mandat tar inte ställning.",
        "The rules contradict each other; Mandat takes no side.",
    )
    numbers, marks = _numbers(answer, wording), _note_marks(answer, wording)
    parts: list[list[Block]] = [[Paragraph(notice, stress=Stress.WARNING)]]
    for number, finding in enumerate(answer.findings):
        lead = (
            wording.say("Eller", "Or") if number else wording.say("Antingen", "Either")
        )
        rows = finding_rows(finding, question, wording)
        cited = _cited(finding, numbers)
        own = {marks[note] for note in finding.notes if note in marks}
        parts.append(
            [
                Paragraph(" ".join([lead, cited, *sorted(own)])),
                Pairs(rows, stress=Stress.ANSWER),
            ]
        )
    return parts


def elsewhere_page(
    commands: list[tuple[str, str]], wording: Wording, *, is_foreign: bool
) -> Page:
    """Return the commands that ask other municipalities.

    Args:
        commands: what each municipality is called, and the command.
        wording: in which words.
        is_foreign: whether they know words that are unknown here, instead of having a
            rule where law and guidance have none.
    """
    say = wording.say
    if is_foreign:
        title = say(
            "Frågan har ord ur andra kommuners regler. Fråga där:",
            "The question has words of other municipalities' rules. Ask there:",
        )
    else:
        title = say("Kommuner som har en regel:", "Municipalities that have a rule:")
    listed = [Command(command, f"{INDENT}• {name}: ") for name, command in commands]
    return page([heading(title), *listed])


def _no_rule(answer: Answer, question: Question, wording: Wording) -> list[list[Block]]:
    lead = wording.say(
        "Ingen regel svarar på frågan. "
        "Det betyder inte att det är tillåtet eller förbjudet.",
        "No rule answers the question. That does not make it allowed or forbidden.",
    )
    parts: list[list[Block]] = [[Paragraph(lead, stress=Stress.WARNING)]]
    if answer.nearest:
        title = wording.say(
            "Närmaste frågor som har en regel:", "Nearest questions with a rule:"
        )
        near = [_near(slots, question, wording) for slots in answer.nearest]
        parts.append(section(title, near))
    return parts


def _near(
    slots: tuple[tuple[Slot, str], ...], question: Question, wording: Wording
) -> str:
    if Slot.OF in dict(slots):
        return _near_duty(slots, wording)
    text = subject_text(question.kind, slots, wording)
    if slots != question.slots:
        return text
    return text + wording.say(
        " (under andra omständigheter)", " (in other circumstances)"
    )


def _near_duty(slots: tuple[tuple[Slot, str], ...], wording: Wording) -> str:
    """Return what somebody is bound to do, and the command that shows the rule."""
    rule = rule_of_duty(wording.jurisdiction, slots).id
    text = subject_text(RuleKind.DUTY, slots, wording)
    own = wording.jurisdiction.id
    where = f" -m {own}" if own and rule.startswith(f"{own}/") else ""
    return f"{text} (`mandat show {rule}{where}`)"


class _CaseTexts(NamedTuple):
    """Where an answer holds, what holds there by its captions, and its passages."""

    cells: list[str]
    texts: dict[str, str]
    cited: str
    stress: Stress


def decision_table(answer: Answer, question: Question, wording: Wording) -> Table:
    """Return an answer that depends as a table, each row with its passages."""
    numbers = _numbers(answer, wording)
    marks = _note_marks(answer, wording)
    captions: dict[str, None] = {}
    cases = []
    rest = otherwise(answer)
    last = answer.findings[-1].when
    for first, holding in _rows(answer):
        is_rest = first in rest
        if is_rest and holding[0].when != last:
            continue  # written once, at the end
        texts = _row_texts(holding, question, wording)
        captions.update(dict.fromkeys(texts))
        cells, noted = _row_cells(holding[0], answer, wording), holding
        if is_rest:
            cells = [wording.phrase("otherwise"), *("" for _ in cells[1:])]
            noted = [finding for n, finding in enumerate(answer.findings) if n in rest]
        own = {marks[note] for f in noted for note in f.notes if note in marks}
        cited = " ".join([_row_cited(holding, numbers, wording), *sorted(own)])
        is_named = holding[0].outcome is Outcome.ANSWERED
        stress = Stress.ANSWER if is_named else Stress.WARNING
        cases.append(_CaseTexts(cells, texts, cited, stress))
    headers = [
        *(wording.circumstance(name) for name in answer.depends_on),
        *captions,
        wording.say("källa", "source"),
    ]
    rows = []
    for case in cases:
        stated = (case.texts.get(caption, "–") for caption in captions)
        rows.append(TableRow([*case.cells, *stated, case.cited], case.stress))
    return Table(
        headers,
        rows,
        leading=len(answer.depends_on),
        unsaid=frozenset(("", "–", wording.phrase("any"))),
        bare=frozenset((wording.phrase("otherwise"),)),
    )


def _rows(answer: Answer) -> Iterator[tuple[int, list[Finding]]]:
    """Yield the findings of each row, and the number of the first of them.

    Conclusions that hold together have a row each; the sides of a conflict share one.
    """
    numbered = enumerate(answer.findings)
    for _, alike in groupby(numbered, lambda each: each[1].when):
        same = list(alike)
        if same[0][1].outcome is Outcome.CONFLICT:
            yield same[0][0], [finding for _, finding in same]
        else:
            yield from ((number, [finding]) for number, finding in same)


def _row_texts(
    holding: list[Finding], question: Question, wording: Wording
) -> dict[str, str]:
    """Return what a row says by its captions, the sides of a conflict one by one."""
    sides: dict[str, dict[str, None]] = {}
    for finding in holding:
        texts: dict[str, str] = {}
        for caption, text in finding_rows(finding, question, wording):
            texts[caption] = f"{texts[caption]}; {text}" if caption in texts else text
        for caption, text in texts.items():
            sides.setdefault(caption, {})[text] = None
    return {caption: sides_text(texts, wording) for caption, texts in sides.items()}


def _row_cited(
    holding: list[Finding], numbers: dict[str, int], wording: Wording
) -> str:
    """Return the passages of a row; of a conflict also that it is one."""
    cited = " ".join(dict.fromkeys(_cited(f, numbers) for f in holding if f.cites))
    if holding[0].outcome is Outcome.CONFLICT:
        return f"{wording.enum(Outcome.CONFLICT)} {cited}".strip()
    return cited or wording.enum(Outcome.NO_RULE)


def _row_cells(finding: Finding, answer: Answer, wording: Wording) -> list[str]:
    spans = dict(finding.when)
    return [
        wording.span(name, spans[name]) if name in spans else wording.phrase("any")
        for name in answer.depends_on
    ]


def _numbers(answer: Answer, wording: Wording) -> dict[str, int]:
    """Return the number of each passage in the list of sources."""
    return numbered(answer.cites, wording.citation)[0]


def _cited(finding: Finding, numbers: dict[str, int]) -> str:
    """Return the numbers of a finding's passages: `[1] [3]`."""
    cited = dict.fromkeys(numbers[cite] for cite in finding.cites if cite in numbers)
    return " ".join(f"[{number}]" for number in cited)


def _sources(answer: Answer, wording: Wording) -> list[Block]:
    lines = numbered(answer.cites, wording.citation)[1]
    return section(wording.say("Källor", "Sources"), lines, bullet="")


def _derived(answer: Answer, wording: Wording) -> list[str]:
    """Return what follows from the facts given, where it follows in every case."""
    by_id = wording.jurisdiction.rules_by_id
    values: dict[str, set[Value]] = {}
    for name, value, _ in answer.derived:
        values.setdefault(name, set()).add(value)
    return [
        f"{wording.fact(name, value)} – {wording.say.text(by_id[rule].says)}"
        for name, value, rule in answer.derived
        if len(values[name]) == 1
    ]
