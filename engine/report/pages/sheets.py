"""Show one thing of the rulebook: a rule, a passage, a document, a role or a matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...answers.answer import Finding
from ...rulebook.model.questions import Question
from ...rulebook.model.rules import RuleKind
from ..conclusions import Rows, finding_rows, subject_text
from ..layout import capital, items, pairs, section

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ...rulebook.model.rules import Rule
    from ...rulebook.model.sources import Passage, Source
    from ..wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page about one thing: a title, facts in two columns, and lists below.

    `sections` are lines below a title, each after a sign. `index` lists things that
    have pages of their own, by id. `data` is what JSON says besides.
    """

    sort: str
    id: str
    title: str
    rows: Rows
    lists: list[tuple[str, Rows]] = field(default_factory=list)
    sections: list[tuple[str, list[str], str]] = field(default_factory=list)
    index: list[tuple[str, Rows]] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)


def sheet_text(sheet: Sheet) -> str:
    """Return a page as text."""
    parts = [f"{sheet.title}\n{sheet.sort} · {sheet.id}"]
    if sheet.rows:
        parts.append(pairs(sheet.rows))
    parts.extend(f"{title}\n{pairs(rows)}" for title, rows in sheet.lists if rows)
    parts.extend(section(*each) for each in sheet.sections)
    parts.extend(f"{title}\n{items(rows)}" for title, rows in sheet.index if rows)
    return "\n\n".join(parts) + "\n"


def sheet_object(sheet: Sheet) -> dict[str, Any]:
    """Return a page as plain data."""
    return {
        "sort": sheet.sort,
        "id": sheet.id,
        "title": sheet.title,
        "facts": [{"name": name, "text": text} for name, text in sheet.rows],
        "lists": [
            {"title": title, "items": [{"name": n, "text": t} for n, t in rows]}
            for title, rows in (*sheet.lists, *sheet.index)
        ],
        **sheet.data,
    }


def rule_sheet(rule: Rule, wording: Wording, on: dt.date) -> Sheet:
    """Return the page of a rule: what it says, when, why, and its passages."""
    say = wording.say
    question = Question(rule.kind, (), (), on)
    finding = Finding(conclusion=rule.conclusion, rules=(rule.id,))
    rows: Rows = [(say("handlar om", "about"), rule_subject(rule, wording))]
    rows.extend(finding_rows(finding, question, wording))
    rows.extend(
        (say("gäller inte", "does not bind"), wording.role(role))
        for role in sorted(rule.exempt)
    )
    when = say("när", "when")
    rows.extend((when, wording.condition(condition)) for condition in rule.when)
    for group in rule.unless:
        listed = wording.listed([wording.condition(condition) for condition in group])
        rows.append((say("utom när", "unless"), listed))
    if rule.validity.first or rule.validity.last:
        limits = f"{rule.validity.first or '…'} – {rule.validity.last or '…'}"
        rows.append((say("gäller", "in force"), limits))
    if rule.is_mandatory:
        rows.append((say("tvingande", "mandatory"), wording.phrase("yes")))
    rows.extend((say("ersätter", "overrides"), name) for name in sorted(rule.overrides))
    if rule.note:
        rows.append((say("anmärkning", "note"), say.text(rule.note)))
    rows.append((say("skriven i", "written in"), str(rule.place)))
    passages = wording.jurisdiction.passages
    cites = [
        (c, f"{wording.citation(c)}: {say.text(passages[c].gist)}") for c in rule.cites
    ]
    return Sheet(
        sort=say("regel", "rule"),
        id=rule.id,
        title=say.text(rule.says),
        rows=rows,
        index=[(say("Källor", "Sources"), cites)],
    )


def rule_subject(rule: Rule, wording: Wording) -> str:
    """Return what a rule is about, in words."""
    if rule.kind is RuleKind.CLASSIFICATION:
        return wording.say("klassificering", "classification")
    if rule.kind is RuleKind.CONSTRAINT:
        return wording.say("gräns för lägre regler", "limit on lower rules")
    subjects = [()]
    for slot, ids in rule.scope:
        subjects = [(*s, (slot, id_)) for s in subjects for id_ in sorted(ids)]  # type: ignore[misc]
    texts = [subject_text(rule.kind, subject, wording) for subject in subjects]
    return "; ".join(texts)


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
    rows.append((say("registrerad i", "registered in"), str(passage.place)))
    resting = [rule for rule in wording.jurisdiction.rules if passage.id in rule.cites]
    title = say("Regler som vilar på stycket", "Rules that rest on the passage")
    return Sheet(
        sort=say("stycke", "passage"),
        id=passage.id,
        title=wording.passage(passage),
        rows=rows,
        index=[(title, rule_rows(resting, wording))],
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
        by = wording.listed([wording.role(role) for role in source.review.by])
        rows.append(
            (
                say("ses över", "reviewed"),
                f"{wording.frequency(source.review.every)}, {by}",
            )
        )
    if source.url:
        rows.append(("url", source.url))
    passages = [
        (id_.partition("#")[2], f"{p.section}: {say.text(p.gist)}")
        for id_, p in source.passages.items()
    ]
    return Sheet(
        sort=say("dokument", "document"),
        id=source.id,
        title=say.text(source.title),
        rows=rows,
        index=[(say("Stycken", "Passages"), passages)],
    )


def term_sheet(
    sort: str,
    id_: str,
    wording: Wording,
    answered: Iterable[tuple[str, Rows]],
    rules: Iterable[Rule],
) -> Sheet:
    """Return the page of a role, a matter, an act or a circumstance.

    `answered` are lists the engine answered (a body, a procedure, duties);
    `rules` those that speak of it.
    """
    say = wording.say
    words = wording.jurisdiction.vocabulary
    term: Any = getattr(words, sort)[id_]
    rows: Rows = []
    if term.synonyms:
        rows.append((say("kallas också", "also called"), ", ".join(term.synonyms)))
    if sort == "roles":
        kinds = [wording.role(kind) for kind in term.kinds]
        if kinds:
            rows.append((say("är en", "is a"), wording.listed(kinds)))
        if term.reports_to:
            rows.append(
                (say("lyder under", "reports to"), wording.role(term.reports_to))
            )
    elif sort in {"matters", "acts"} and term.under:
        label = wording.matter if sort == "matters" else wording.act
        rows.append((say("hör till", "under"), label(term.under)))
    elif sort == "circumstances":
        values = [wording.say.text(label) for _, label in term.values]
        if values:
            rows.append((say("värden", "values"), ", ".join(values)))
        if term.has_default:
            rows.append(
                (say("förutsätts", "assumed"), wording.value(id_, term.default))
            )
    if sort == "matters" and (tags := words.tags_of(id_)):
        rows.append((say("märkt", "tagged"), ", ".join(sorted(tags))))
    defining = [p for p in wording.jurisdiction.passages.values() if id_ in p.defines]
    rows.extend(
        (
            say("betyder", "means"),
            f"{wording.say.text(p.gist)} ({wording.passage(p)})",
        )
        for p in defining
    )
    title = {
        "roles": wording.role,
        "matters": wording.matter,
        "acts": wording.act,
        "circumstances": wording.circumstance,
    }[sort](id_)
    return Sheet(
        sort={
            "roles": say("roll", "role"),
            "matters": say("ärende", "matter"),
            "acts": say("handling", "act"),
            "circumstances": say("omständighet", "circumstance"),
        }[sort],
        id=id_,
        title=capital(title),
        rows=rows,
        lists=list(answered),
        index=[(say("Regler", "Rules"), rule_rows(rules, wording))],
    )
