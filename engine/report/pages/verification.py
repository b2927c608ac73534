"""Write what a new edition of a document changes, and what was not compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rulebook.model.signs import visible
from ...rulebook.tracing.drift import Drift
from ..json_text import SCHEMA
from ..layout import Block, Page, Paragraph, located, page
from ..lines import DEEPER, DEEPEST, INDENT, Stress
from ..say import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...rulebook.tracing.drift import (
        PassageDrift,
        UnregisteredLine,
        Verification,
    )
    from ..objects.pages import VerificationOutput
    from ..say import Say

_DRIFTS = {
    Drift.CHANGED: ("ändrat", "changed"),
    Drift.MOVED: ("flyttat", "moved"),
    Drift.VANISHED: ("försvunnet", "vanished"),
}
#: So much of a text is shown, in characters; the rest is in the file.
_SHOWN = 400


def verification_page(verification: Verification, say: Say) -> Page:
    """Return which passages are not as registered, and the rules to read again."""
    differing = [_drift_blocks(drift, say) for drift in verification.drifts]
    differing += [_unregistered_blocks(new, say) for new in verification.unregistered]
    stress = Stress.ANSWER if verification.is_unchanged else Stress.WARNING
    below: list[Block] = [
        Paragraph(each, "", DEEPER) for each in _not_compared(verification, say)
    ]
    below.append(Paragraph(_summary(verification, say), "", DEEPER, stress))
    return page([block for blocks in differing for block in blocks], below)


def _drift_blocks(drift: PassageDrift, say: Say) -> list[Block]:
    word = say(*_DRIFTS[drift.drift])
    passage = drift.passage
    place = ", ".join(filter(None, (passage.section, passage.where)))
    told = f"{passage.id}: {word} ({visible(drift.file)}; {place})"
    blocks: list[Block] = [Paragraph(told, "", INDENT, Stress.HEADING)]
    if drift.reads:
        lead = say("lyder nu", "now reads")
        blocks.append(Paragraph(f"{lead}: {_excerpt(drift.reads)}", DEEPER, DEEPEST))
    blocks.append(_resting(drift.rules, say))
    return blocks


def _unregistered_blocks(new: UnregisteredLine, say: Say) -> list[Block]:
    """Return what stands in a text and in no passage, and the passages next to it."""
    word = say("står i inget registrerat stycke", "stands in no registered passage")
    blocks: list[Block] = [
        located(f"{visible(new.file)}:{new.line}", word, Stress.HEADING),
        Paragraph(_excerpt(new.reads), DEEPER, DEEPEST),
    ]
    if new.beside:
        lead = say("intill", "next to")
        beside = ", ".join(new.beside)
        blocks.append(Paragraph(f"{lead}: {beside}", DEEPER, DEEPEST))
        blocks.append(_resting(new.rules, say))
    return blocks


def _resting(rules: Iterable[str], say: Say) -> Block:
    lead = say("vilar på det", "rests on it")
    shown = ", ".join(rules) or say("ingen regel", "no rule")
    return Paragraph(f"{lead}: {shown}", DEEPER, DEEPEST)


def _excerpt(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN].rstrip()} …"


def _not_compared(verification: Verification, say: Say) -> Iterator[str]:
    """Yield a sentence for each thing that was not compared, and why."""
    for source in verification.missing:
        yield say(
            f"{source}: inte jämfört, för ingen text här liknar det",
            f"{source}: not compared, for no text here resembles it",
        )
    for source in verification.reordered:
        yield say(
            f"{source}: varje stycke är som registrerat men inte hela texten: en "
            "rubrik kan ha flyttats eller tagits bort",
            f"{source}: each passage is as registered but the whole text is not: a "
            "heading may have been moved or removed",
        )
    if verification.unmarked:
        ids = ", ".join(passage.id for passage in verification.unmarked)
        yield say(
            f"inte jämförda, för de har inget fingeravtryck: {ids}",
            f"not compared, for they have no fingerprint: {ids}",
        )
    if verification.read_elsewhere:
        ids = ", ".join(source.id for source in verification.read_elsewhere)
        yield say(
            "inte jämförda, för de har en dag då de lästes i stället för "
            f"fingeravtryck: {ids}",
            "not compared, for they have a day on which they were read instead of "
            f"fingerprints: {ids}",
        )
    for file, source in verification.doubles:
        yield say(
            f"{visible(file)}: inte jämfört, liknar också {source}; lägg varje "
            "dokument i mappen en gång",
            f"{visible(file)}: not compared, resembles {source} too; put each document "
            "into the folder once",
        )
    for file in map(visible, verification.unused):
        yield say(
            f"{file}: inget registrerat dokument står i den",
            f"{file}: no registered document stands in it",
        )
    if verification.others:
        files = ", ".join(map(visible, verification.others))
        yield say(
            f"inte lästa, för de är inte text (.txt, .md): {files}",
            f"not read, for they are no text (.txt, .md): {files}",
        )


def _summary(verification: Verification, say: Say) -> str:
    if not verification.compared:
        return say(
            "ingenting är jämfört: inget registrerat stycke kunde ställas bredvid "
            "en text",
            "nothing was compared: no registered passage could be laid beside a text",
        )
    count, new = len(verification.drifts), len(verification.unregistered)
    line = say(
        f"{verification.unchanged} stycken som registrerat, {count} inte",
        f"{counted(verification.unchanged, 'passage', 'passages')} as registered, "
        f"{count} not",
    )
    if new:
        line += say(
            f"; {counted(new, 'ny rad', 'nya rader')}",
            f"; {counted(new, 'new line', 'new lines')}",
        )
    return line


def verification_object(verification: Verification) -> VerificationOutput:
    """Return the comparison as plain data."""
    return {
        "schema": SCHEMA,
        "is_unchanged": verification.is_unchanged,
        "files": dict(verification.files),
        "missing": list(verification.missing),
        "unchanged": verification.unchanged,
        "changes": [
            {
                "passage": drift.passage.id,
                "change": drift.drift.value,
                "file": drift.file,
                "rules": list(drift.rules),
                "reads": drift.reads or None,
            }
            for drift in verification.drifts
        ],
        "unregistered": [
            {
                "file": new.file,
                "line": new.line,
                "reads": new.reads,
                "beside": list(new.beside),
                "rules": list(new.rules),
            }
            for new in verification.unregistered
        ],
        "reordered": list(verification.reordered),
        "without_fingerprint": [passage.id for passage in verification.unmarked],
        "read_elsewhere": [source.id for source in verification.read_elsewhere],
        "unused": list(verification.unused),
        "doubles": [
            {"file": file, "source": source} for file, source in verification.doubles
        ],
        "not_text": list(verification.others),
    }
