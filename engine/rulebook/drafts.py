"""Read the files of a pack into drafts: well formed, but names not yet looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.rulebook import language, nodes
from engine.rulebook.packs import BaseAmount, PackHead, PackKind
from engine.rulebook.problems import Place
from engine.rulebook.shapes import (
    Choice,
    Entry,
    Items,
    Line,
    Problems,
    Record,
    Table,
    Words,
    Wrong,
)
from engine.rulebook.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.rulebook.rules import RuleKind
    from engine.rulebook.shapes import Shape

HEAD = "pack.yaml"
VOCABULARY = "vocabulary.yaml"
SOURCES = "sources.yaml"
AMOUNTS = "prisbasbelopp.yaml"

PACK_FILE = Record(
    "a pack",
    {
        "pack": language.ID,
        "kind": Choice(PackKind, "kind"),
        "label": Words(),
        "synonyms": Items(language.TEXT),
        "uses": Items(language.ID, least=0),
    },
    required=("pack", "kind", "label"),
)
_AMOUNT = Record(
    "an amount",
    {"amount": Line("a whole amount in SEK", r"\d{4,6}", "59200"), "source": language.TEXT},
    required=("amount", "source"),
)
AMOUNTS_FILE = Record(
    "the yearly amounts",
    {"prisbasbelopp": Table(_AMOUNT, Line("a year", r"(?:19|20|21)\d\d", "2026"))},
    required=("prisbasbelopp",),
)


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The content of a pack's files by name, as problems are to show the name."""

    id: str
    files: Mapping[str, bytes]


@dataclass(slots=True)
class PackDraft:
    """What the files of one pack say."""

    head: PackHead
    place: Place
    vocabulary: dict[str, dict[nodes.Scalar, Entry]] = field(default_factory=dict)
    sources: dict[nodes.Scalar, Entry] = field(default_factory=dict)
    rules: list[tuple[RuleKind, Entry]] = field(default_factory=list)


def _read(content: bytes, file: str, shape: Shape, problems: Problems) -> Entry | None:
    node, found = nodes.read_nodes(content, file)
    problems.found.extend(found)
    if node is None:
        return None
    entry = shape.read(node, problems)
    return entry if isinstance(entry, Entry) else None


def read_head(content: bytes, file: str, problems: Problems) -> PackHead | None:
    """Return what a `pack.yaml` says, or None after noting why not."""
    entry = _read(content, file, PACK_FILE, problems)
    if entry is None:
        return None
    folder = Path(file).parent.name
    named = entry.get("pack")
    if named is not None and named != folder:
        what = f"the pack is called `{named}` but its folder `{folder}`"
        problems.note(entry.place_of("pack"), what, f"write `pack: {folder}`")
        return None
    kind, label = entry.get("kind"), entry.get("label")
    if named is None or not isinstance(kind, PackKind) or not isinstance(label, Text):
        return None
    return PackHead(
        id=str(named),
        kind=kind,
        label=label,
        synonyms=tuple(str(word) for word in entry.get("synonyms", ())),
        uses=tuple(str(word) for word in entry.get("uses", ())),
    )


def read_amounts(
    content: bytes, file: str, problems: Problems
) -> Mapping[int, BaseAmount]:
    """Return the yearly prisbasbelopp by year."""
    entry = _read(content, file, AMOUNTS_FILE, problems)
    table = entry.get("prisbasbelopp", {}) if entry else {}
    return {
        int(year): BaseAmount(kronor=int(row.get("amount")), source=str(row.get("source")))
        for year, row in table.items()
        if row.get("amount") and row.get("source")
    }


def read_draft(pack: PackFiles, problems: Problems) -> PackDraft | None:
    """Return the draft of a pack, or None when it has no usable `pack.yaml`."""
    by_name = {Path(file).name: (file, content) for file, content in pack.files.items()}
    if HEAD not in by_name:
        first = min(pack.files, default=pack.id)
        place = Place(file=str(Path(first).parent / HEAD))
        what = f"the pack `{pack.id}` has no `{HEAD}`"
        problems.note(place, what, "add it: it names the pack and the packs it uses")
        return None
    file, content = by_name.pop(HEAD)
    head = read_head(content, file, problems)
    draft = PackDraft(head, Place(file=file)) if head else None
    for name, (file, content) in sorted(by_name.items()):
        shape = {
            VOCABULARY: language.VOCABULARY_FILE,
            SOURCES: language.SOURCES_FILE,
        }.get(name, language.RULES_FILE)
        entry = _read(content, file, shape, problems)
        if entry is None or draft is None:
            continue
        if name == VOCABULARY:
            draft.vocabulary = {key: entry.get(key, {}) for key in entry.values}
        elif name == SOURCES:
            draft.sources = entry.get("sources", {})
        else:
            draft.rules.extend(
                rule for rule in entry.get("rules", ()) if not isinstance(rule, Wrong)
            )
    return draft


