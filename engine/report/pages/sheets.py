"""Show one thing of the rulebook: a rule, a passage, a document, a role or a matter."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from ...answers.answer import Finding
from ...records import record
from ...rulebook.model.bounds import MOST_NAMED
from ...rulebook.model.questions import Question
from ...rulebook.model.rules import RuleKind
from ..citations import section_text
from ..conclusions import Rows, finding_rows, subject_text
from ..grants import term_text
from ..layout import Block, Page, Pairs, Paragraph, heading, items, page, section
from ..limited_rows import LimitedRows
from ..lines import Stress
from ..notes import note_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ...rulebook.model.grants import Grant
    from ...rulebook.model.rules import Rule
    from ...rulebook.model.sources import Passage, Source
    from ..objects.pages import MandateObject, ReachedObject, SheetObject
    from ..wording import Wording


class SheetSection(NamedTuple):
    """Lines below a title, each after the bullet, which may be empty.

    One that `is_folded` is of less weight, and is shown when asked for.
    """

    title: str
    lines: list[str]
    bullet: str = "• "
    is_folded: bool = False


@record
class Sheet:
    """A page about one thing: a title, facts in two columns, and lists below.

    `kind` is what the thing is, in words. With a `lead`, which sums the page up, the
    facts come after the lists. `index` lists things that have pages of
    their own, by id. `mandate` is what JSON says of a role besides, and `reach` of a
    rule.
    """

    kind: str
    id: str
    title: str
    rows: Rows
    lists: list[tuple[str, Rows]] = field(default_factory=list)
    sections: list[SheetSection] = field(default_factory=list)
    index: list[tuple[str, Rows]] = field(default_factory=list)
    mandate: MandateObject | None = None
    reach: list[ReachedObject] | None = None
    lead: str = ""
    facts_title: str = ""


def sheet_page(sheet: Sheet) -> Page:
    """Return a sheet as a page."""
    title = Paragraph(sheet.title, stress=Stress.TITLE)
    parts: list[list[Block]] = [
        [title, Paragraph(f"{sheet.kind} · {sheet.id}")],
    ]
    facts: list[Block] = [Pairs(sheet.rows)] if sheet.rows else []
    if sheet.lead:
        parts.append([Paragraph(sheet.lead, stress=Stress.ANSWER)])
        facts = [heading(sheet.facts_title), *facts] if facts else []
    else:
        parts.append(facts)
    parts += [[heading(name), Pairs(rows)] for name, rows in sheet.lists if rows]
    parts += [
        section(each.title, each.lines, each.bullet, is_folded=each.is_folded)
        for each in sheet.sections
    ]
    parts += [facts] if sheet.lead else []
    parts += [[heading(name), *items(rows)] for name, rows in sheet.index if rows]
    return page(*parts)


def sheet_object(sheet: Sheet) -> SheetObject:
    """Return a page as plain data."""
    page: SheetObject = {
        "sort": sheet.kind,
        "id": sheet.id,
        "title": sheet.title,
        "facts": [{"name": name, "text": text} for name, text in sheet.rows],
        "lists": [
            {"title": title, "items": [{"name": n, "text": t} for n, t in rows]}
            for title, rows in (*sheet.lists, *sheet.index)
        ],
    }
    if sheet.mandate:
        page["powers"] = sheet.mandate["powers"]
        page["duties"] = sheet.mandate["duties"]
    if sheet.reach is not None:
        page["reach"] = sheet.reach
    return page


def rule_sheet(rule: Rule, wording: Wording, on: dt.date) -> Sheet:
    """Return the page of a rule: what it says, when, why, and its passages."""
    say = wording.say
    question = Question(rule.kind, (), (), on)
    finding = Finding(conclusion=rule.conclusion, rules=(rule.id,))
    rows: Rows = [(say("handlar om", "about"), rule_subject(rule, wording))]
    rows.extend(finding_rows(finding, question, wording))
    rows.extend(_grant_rows(rule.conclusion.grant, wording))
    rows.extend(
        (say("gäller inte", "does not bind"), wording.role(role))
        for role in sorted(rule.exempt)
    )
    when = say("när", "when")
    rows.extend((when, wording.condition(condition)) for condition in rule.when)
    for group in rule.unless:
        listed = wording.enumeration(
            [wording.condition(condition) for condition in group]
        )
        rows.append((say("utom när", "unless"), listed))
    if rule.validity.first or rule.validity.last:
        limits = f"{rule.validity.first or '…'} – {rule.validity.last or '…'}"
        rows.append((say("gäller", "in force"), limits))
    if rule.is_mandatory:
        rows.append((say("tvingande", "mandatory"), wording.phrase("yes")))
    rows.extend((say("ersätter", "overrides"), name) for name in sorted(rule.overrides))
    if rule.note:
        rows.append((say("anmärkning", "note"), say.text(rule.note)))
    doubts = LimitedRows(wording.jurisdiction).notes([rule.id], on)
    rows.extend((say("att veta", "heed"), note_text(d, wording)) for d in doubts)
    rows.append((say("skriven i", "written in"), str(rule.place)))
    passages = wording.jurisdiction.passages
    cites = [
        (c, f"{wording.citation(c)}: {say.text(passages[c].gist)}") for c in rule.cites
    ]
    return Sheet(
        kind=say("regel", "rule"),
        id=rule.id,
        title=say.text(rule.says),
        rows=rows,
        index=[(say("Källor", "Sources"), cites)],
    )


def _grant_rows(grant: Grant | None, wording: Wording) -> Rows:
    """Return by whom a decision is granted, who else may decide, and on what terms."""
    if grant is None:
        return []
    say = wording.say
    rows: Rows = [(say("delegerat av", "granted by"), wording.role(grant.by))]
    if grant.superiors:
        superiors = wording.enumeration([wording.role(r) for r in grant.superiors])
        rows.append((say("även överordnad", "superiors too"), superiors))
    caption = say("så", "on terms")
    rows.extend((caption, term_text(grant, term, wording)) for term in grant.terms())
    return rows


def rule_subject(rule: Rule, wording: Wording) -> str:
    """Return what a rule is about, in words."""
    if rule.kind is RuleKind.CLASSIFICATION:
        return wording.say("klassificering", "classification")
    if rule.kind is RuleKind.CONSTRAINT:
        return wording.say("gräns för lägre regler", "limit on lower rules")
    subjects = [()]
    for slot, ids in rule.scope:
        subjects = [(*s, (slot, id_)) for s in subjects for id_ in sorted(ids)]  # type: ignore[misc]
    told = [subject_text(rule.kind, s, wording) for s in subjects[:MOST_NAMED]]
    more = len(subjects) - len(told)
    if more:
        told.append(wording.say(f"{more} till", f"{more} more"))
    return "; ".join(told)


def rule_rows(rules: Iterable[Rule], wording: Wording) -> Rows:
    """Return rules as rows of id and sentence."""
    return [(rule.id, wording.say.text(rule.says)) for rule in rules]


def passage_sheet(passage: Passage, wording: Wording) -> Sheet:
    """Return the page of a passage: what it says and which rules rest on it."""
    say = wording.say
    rows: Rows = [(say("innehåll", "gist"), say.text(passage.gist))]
    if passage.reason:
        rows.append((say("ingen regel", "no rule"), wording.enum(passage.reason)))
    if passage.because:
        rows.append((say("därför att", "because"), say.text(passage.because)))
    if passage.amended:
        rows.append((say("ändrad genom", "amended by"), f"SFS {passage.amended}"))
    if passage.pending:
        rows.append((say("på väg", "to come"), say.text(passage.pending)))
    rows.append((say("registrerad i", "registered in"), str(passage.place)))
    rules = [rule for rule in wording.jurisdiction.rules if passage.id in rule.cites]
    title = say("Regler som vilar på stycket", "Rules that rest on the passage")
    return Sheet(
        kind=say("stycke", "passage"),
        id=passage.id,
        title=wording.passage(passage) + _step(passage, rules, wording),
        rows=rows,
        index=[(title, rule_rows(rules, wording))],
    )


def _step(passage: Passage, rules: list[Rule], wording: Wording) -> str:
    """Return what tells a step of a ladder from the others of its number."""
    document = wording.jurisdiction.sources[passage.source].passages.values()
    is_ladder = sum(other.section == passage.section for other in document) > 1
    if not is_ladder or len(rules) != 1 or rules[0].conclusion.grant is None:
        return ""
    says = wording.say.text(rules[0].says).rstrip(".")
    _, sign, to_whom = says.partition(": ")
    return f": {to_whom}" if sign else ""


def provision_sheet(name: str, rows: Iterable[Rule], wording: Wording) -> Sheet:
    """Return the page of a provision: the rows of orders that name it, by number."""
    say = wording.say
    listed = [
        (rule.id, f"{wording.citation(rule.cites[0])}: {say.text(rule.says)}")
        for rule in rows
    ]
    return Sheet(
        kind=say("lagrum", "provision"),
        id=name,
        title=name,
        rows=[],
        index=[(say("Rader som nämner det", "Rows that name it"), listed)],
    )


def source_sheet(source: Source, wording: Wording) -> Sheet:
    """Return the page of a document with its passages."""
    say = wording.say
    rows: Rows = [
        (say("rang", "rank"), wording.enum(source.rank)),
        (say("status", "status"), wording.enum(source.status)),
    ]
    dates = (
        (say("antagen", "adopted"), source.adopted),
        (say("gäller från", "from"), source.validity.first),
        (say("gäller till", "until"), source.validity.last),
        (say("läst", "consulted"), source.consulted),
    )
    rows.extend((caption, day.isoformat()) for caption, day in dates if day)
    if source.review:
        by = wording.enumeration([wording.role(role) for role in source.review.by])
        rows.append(
            (
                say("ses över", "reviewed"),
                f"{wording.frequency(source.review.every)}, {by}",
            )
        )
    if source.url:
        rows.append(("url", source.url))
    passages = [
        (
            id_.partition("#")[2],
            ": ".join(filter(None, (section_text(p.section, say), say.text(p.gist)))),
        )
        for id_, p in source.passages.items()
    ]
    return Sheet(
        kind=say("dokument", "document"),
        id=source.id,
        title=say.name(source.title),
        rows=rows,
        index=[(say("Stycken", "Passages"), passages)],
    )
