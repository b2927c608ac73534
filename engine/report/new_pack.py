"""Write the files of a new pack, and tell somebody how to go on from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.language.writing import quoted_text
from .commands import Setting, command_text
from .json_text import SCHEMA
from .layout import (
    Block,
    Command,
    Page,
    Pairs,
    Paragraph,
    Verbatim,
    capital,
    heading,
    page,
)
from .lines import Stress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..rulebook.model.sources import Rank
    from .objects.packs import NewOutput
    from .say import Say


@record
class NamedTerm:
    """A role or matter of a new pack; `is_new` where no pack that it uses has it.

    `kind` is the role that a new role is a kind of, by which the law knows whether it
    may be given a power to decide; empty for others.
    """

    id: str
    label: str
    is_new: bool
    kind: str = ""
    kind_label: str = ""


@record
class PackOutline:
    """What a new pack begins with: a document, a passage of it, and who decides what.

    `name` is what people call the municipality, `label` its whole name; `section` is
    where the passage stands in the document; `uses` are the packs it rests on.
    """

    id: str
    name: str
    label: str
    uses: tuple[str, ...]
    document_id: str
    title: str
    rank: Rank
    section: str
    matter: NamedTerm
    decider: NamedTerm

    @property
    def says(self) -> str:
        """What the passage says, in one sentence."""
        return f"{capital(self.decider.label)} beslutar om {self.matter.label}."


def pack_files(outline: PackOutline, say: Say) -> dict[str, str]:
    """Return the files of the pack by name, with comments for whoever goes on."""
    return {
        "pack.yaml": _head(outline, say),
        "sources.yaml": _sources(outline, say),
        "vocabulary.yaml": _vocabulary(outline, say),
        "regler.yaml": _rules(outline, say),
    }


def _head(outline: PackOutline, say: Say) -> str:
    english = quoted_text(f"{outline.name} Municipality")
    comment = say(
        "Vems regler det är, och vilka paket de vilar på.",
        "Whose rules these are, and which packs they rest on.",
    )
    lent = say(
        "följer med Mandat, kopieras inte", "comes with Mandat, and is not copied"
    )
    uses = f"uses: [{', '.join(outline.uses)}]  # {lent}\n" if outline.uses else ""
    return (
        f"# {comment}\n"
        f"pack: {outline.id}\n"
        "kind: municipality\n"
        f"label: {{sv: {quoted_text(outline.label)}, en: {english}}}\n"
        f"synonyms: [{quoted_text(outline.name)}]\n"
        f"{uses}"
    )


def _sources(outline: PackOutline, say: Say) -> str:
    comment = say(
        "Dokumenten, och varje stycke i dem som säger vem som får göra vad.",
        "The documents, and each passage of them that says who may do what.",
    )
    status = say(
        "adopted är beslutad, proposal ett förslag",
        "adopted is decided, proposal is a proposal",
    )
    day = say("dagen då det beslutades", "the day it was adopted")
    gist = say("stycket med egna ord", "the passage in your own words")
    more = say(
        "Nästa stycke: en post till. Ett utan regel säger varför (reason: value, "
        "definition, history …).",
        "The next passage: one more entry. One without a rule says why (reason: value, "
        "definition, history …).",
    )
    return (
        f"# {comment}\n"
        "sources:\n"
        f"  {outline.document_id}:\n"
        f"    title: {quoted_text(outline.title)}\n"
        f"    rank: {outline.rank.value}\n"
        f"    status: adopted  # {status}\n"
        f"    # adopted: 2026-01-31  # {day}\n"
        "    passages:\n"
        f"      {outline.matter.id}:\n"
        f"        section: {quoted_text(outline.section)}\n"
        f"        gist: {quoted_text(outline.says)}  # {gist}\n"
        f"      # {more}\n"
    )


def _vocabulary(outline: PackOutline, say: Say) -> str:
    comment = say(
        "Orden: id, vad det kallas, andra namn som används (synonyms: [ …, … ]).",
        "The words: id, what it is called, other names in use (synonyms: [ …, … ]).",
    )
    known = say(
        "Ord som lagen redan har behöver inte stå här: `mandat list roles -m {0}`.",
        "Words that the law has need not stand here: `mandat list roles -m {0}`.",
    ).format(outline.id)
    tables = []
    for table, term in (("roles", outline.decider), ("matters", outline.matter)):
        if term.is_new:
            keys = f"label: {quoted_text(term.label)}"
            keys += f", is: [{term.kind}]" if term.kind else ""
            tables.append(f"{table}:\n  {term.id}: {{{keys}}}\n")
    body = "".join(tables) or "roles: {}\n"
    return f"# {comment}\n# {known}\n{body}"


def _rules(outline: PackOutline, say: Say) -> str:
    comment = say(
        "En post är en regel: vem, om vad, när, och vilket stycke den vilar på.",
        "One entry is one rule: who, on what, when, and which passage it rests on.",
    )
    cites = f"{outline.document_id}#{outline.matter.id}"
    return (
        f"# {comment}\n"
        "rules:\n"
        f"  - id: {outline.matter.id}\n"
        f"    matter: {outline.matter.id}\n"
        f"    decides: {outline.decider.id}\n"
        f"    says: {quoted_text(outline.says)}\n"
        f"    cites: {cites}\n"
    )


def scenario_files(outline: PackOutline, say: Say) -> dict[str, str]:
    """Return the files of scenarios by name: one told case with its answer."""
    comment = say(
        "Fall med väntade svar, tagna ur dokumentet: de märker när en regel blir fel.",
        "Cases with expected answers from the document: they notice a rule gone wrong.",
    )
    told = f"Någon undrar vem som beslutar om {outline.matter.label}."
    cites = f"{outline.document_id}#{outline.matter.id}"
    return {
        "fall.yaml": (
            f"# {comment}\n"
            "scenarios:\n"
            f"  - id: {outline.matter.id}\n"
            f"    municipality: {outline.id}\n"
            f"    told: {quoted_text(told)}\n"
            f"    ask: {{who: {outline.matter.id}}}\n"
            f"    expect: {{outcome: answered, decides: {outline.decider.id}, "
            f"cites: {cites}}}\n"
        )
    }


# what is told ---------------------------------------------------------------------


class NewFile(NamedTuple):
    """A file of a new pack: its name, how it is shown, and what it holds."""

    name: str
    shown: str
    text: str


@record
class PackTrial:
    """How a pack that was written fares.

    `is_answered` tells that the rules answer what the document says; where a law says
    otherwise they do not. `findings` counts what lint finds in the pack.
    """

    is_answered: bool
    findings: int


@record
class PackDescription:
    """A new pack: its files, the folder of packs, and how it fares once pack."""

    outline: PackOutline
    files: tuple[NewFile, ...]
    rules: str
    trial: PackTrial | None = None


def next_commands(pack: PackDescription) -> list[str]:
    """Return the commands that somebody runs next."""
    setting = Setting(rules=pack.rules)
    id_ = pack.outline.id
    asked = pack.outline.matter.label
    if asked.startswith("-"):
        asked = pack.outline.matter.id
    return [
        command_text(words, setting)
        for words in (
            ["who", asked, "-m", id_],
            ["check", "-m", id_],
            ["lint", "-m", id_],
        )
    ]


def new_pack_page(pack: PackDescription, say: Say) -> Page:
    """Return what was written and what to do next, or what would be written."""
    if pack.trial is None:
        return page(
            *(
                [Verbatim(f"# {file.shown}\n{file.text}", indent="")]
                for file in pack.files
            )
        )
    about = {
        "pack.yaml": say("vems regler det är", "whose rules these are"),
        "sources.yaml": say(
            "dokumentet och dess stycken", "the document and its passages"
        ),
        "vocabulary.yaml": say("roller och ärenden", "roles and matters"),
        "regler.yaml": say("reglerna", "the rules"),
        "fall.yaml": say("fall som vaktar reglerna", "cases that guard the rules"),
    }
    steps = zip(
        next_commands(pack),
        (
            say("fråga", "ask"),
            say("pröva fallen", "try the cases"),
            say("leta fel", "look for faults"),
        ),
        strict=True,
    )
    label = pack.outline.label
    onwards = say(
        "Skriv sedan dokumentets nästa stycke i `sources.yaml`, regeln i `regler.yaml` "
        "och ett fall.",
        "Then write the document's next passage in `sources.yaml`, the rule in "
        "`regler.yaml`, and a case.",
    )
    written = say(f"Skrev ett paket för {label}:", f"Wrote a pack for {label}:")
    warnings: list[list[Block]] = [
        [Paragraph(told, stress=Stress.WARNING)]
        for told in _warnings(pack.outline.decider, pack.trial, say)
    ]
    return page(
        [Paragraph(written, stress=Stress.TITLE)],
        [Pairs([(file.shown, about[file.name]) for file in pack.files])],
        [heading(say("Gå vidare så här:", "Go on like this:"))],
        [Command(command, comment=why) for command, why in steps],
        [Paragraph(onwards)],
        *warnings,
    )


def _warnings(decider: NamedTerm, trial: PackTrial, say: Say) -> Iterator[str]:
    """Yield what was supposed in a new pack, and what is not as it should be."""
    if decider.kind:
        what = decider.kind_label
        yield say(
            f"Lagen har inte rollen {decider.label}: den är skriven som {what}. Är den "
            f"något annat, ändra `is: [{decider.kind}]` i `vocabulary.yaml`.",
            f"The law does not have the role {decider.label}: it is written as {what}. "
            f"If it is another, change `is: [{decider.kind}]` in `vocabulary.yaml`.",
        )
    if not trial.is_answered:
        yield say(
            "OBS: reglerna svarar något annat än dokumentet. Ställ frågan med --why: "
            "en lag kan gå före.",
            "NOTE: the rules answer something else than the document. Ask the question "
            "with --why: a law may go before.",
        )
    if trial.findings:
        yield say(
            f"OBS: anmärkningar som `mandat lint` har på paketet: {trial.findings}.",
            f"NOTE: findings that `mandat lint` has in the pack: {trial.findings}.",
        )


def new_pack_object(pack: PackDescription) -> NewOutput:
    """Return a new pack as plain data."""
    trial = pack.trial
    return {
        "schema": SCHEMA,
        "municipality": pack.outline.id,
        "files": [{"file": file.shown, "text": file.text} for file in pack.files],
        "commands": next_commands(pack),
        "written": trial is not None,
        "answered": trial.is_answered if trial else None,
        "findings": trial.findings if trial else None,
    }
