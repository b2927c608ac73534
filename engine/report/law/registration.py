"""Write fingerprints of sections into the files of a pack, and tell what is new."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ...records import record
from ...rulebook.language import nodes
from ...rulebook.language.elements import SOURCES_FILE
from ...rulebook.language.insertion import YamlLines
from ...rulebook.language.shapes import Problems
from ...rulebook.language.statutes import STATUTES_FILE
from ...rulebook.language.writing import quoted_text
from ...rulebook.model.problems import EngineError, Message
from ...rulebook.model.signs import visible
from ..json_text import SCHEMA
from ..layout import Block, Page, Paragraph, page
from ..lines import DEEPER
from ..say import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ...rulebook.language.compounds import Object
    from ...rulebook.tracing.law_marks import ActMarks, SectionMark
    from ..objects.law import LawRegistrationOutput
    from ..say import Say

#: So many sections are named on a line; JSON has them all.
_SHOWN = 12


@record
class LawRegistration:
    """What is to be registered of the acts of one pack.

    Attributes:
        pack: the id of the pack.
        acts: what is to be registered of each act whose text is at hand.
        missing: the ids of the documents whose text is not.
        renews: whether sections are registered anew that read otherwise by now.
        paths: the files of the pack, `sources` and `statutes`.
        before: what these files hold, empty where there is none.
        is_written: whether it has been written.
    """

    pack: str
    acts: tuple[ActMarks, ...]
    missing: tuple[str, ...]
    renews: bool
    paths: Mapping[str, Path]
    before: Mapping[str, bytes] = field(repr=False)
    is_written: bool = False

    def chosen(self, act: ActMarks) -> list[SectionMark]:
        """Return the sections of an act that are registered now."""
        return [
            mark
            for mark in act.marks
            if not mark.is_missing and (mark.is_new or (self.renews and mark.is_other))
        ]

    def is_listed(self, act: ActMarks) -> bool:
        """Tell whether the list of the sections of an act is registered now.

        A list that differs from the registered one tells of new sections, so it stays
        until somebody has read them.
        """
        statute = act.source.statute
        has_list = statute is not None and statute.sections
        return act.is_list_new and (self.renews or not has_list)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to register."""
        return not any(self.chosen(act) or self.is_listed(act) for act in self.acts)

    def content(self) -> dict[str, bytes]:
        """Return the files with what is new in its place; all else stays.

        Raises:
            EngineError: a file is written in a way that lines cannot be added to.
        """
        sources = self._sources()
        acts = self._acts()
        return {"sources": sources, "statutes": acts}

    def _sources(self) -> bytes:
        before = self.before["sources"]
        lines = YamlLines(before.decode("utf-8-sig").splitlines())
        for act in self.acts:
            for mark in self.chosen(act):
                if mark.passage is None:
                    continue
                first, indent = lines.below(mark.passage.place.line)
                if not first:
                    raise self._refusal("sources")
                lines.put(first, indent, "fingerprint", [mark.fingerprint])
                if mark.amended:
                    lines.put(first, indent, "amended", [quoted_text(mark.amended)])
        return self._checked("sources", lines, SOURCES_FILE)

    def _acts(self) -> bytes:
        before = self.before["statutes"]
        lines = YamlLines(before.decode("utf-8-sig").splitlines() or ["statutes:"])
        for act in self.acts:
            statute = act.source.statute
            if statute is None:
                continue
            is_there = statute.place.file.endswith(self.paths["statutes"].name)
            if not is_there and self.is_listed(act):
                name = act.source.id.partition("/")[2]
                lines.append(
                    [
                        f"  {name}:",
                        f"    number: {quoted_text(statute.number)}",
                        "    sections:",
                        *(f"      - {listed}" for listed in act.sections),
                    ]
                )
            if not is_there:
                continue
            first, indent = statute.place.line, statute.place.column - 1
            if self.is_listed(act):
                value = [*act.sections]
                lines.put(first, indent, "sections", value)
            for mark in self.chosen(act):
                if mark.omission is not None:
                    where = mark.omission.place
                    first, indent = where.line, where.column - 1
                    lines.put(first, indent, "fingerprint", [mark.fingerprint])
                    if mark.amended:
                        value = [quoted_text(mark.amended)]
                        lines.put(first, indent, "amended", value)
        if not before and len(lines.text().splitlines()) == 1:
            return b""
        return self._checked("statutes", lines, STATUTES_FILE)

    def _checked(self, part: str, lines: YamlLines, shape: Object) -> bytes:
        """Return the file, refused where it cannot be read any more."""
        text = lines.text().encode()
        node, faults = nodes.read_nodes(text, self.paths[part].name)
        problems = Problems()
        if node is not None:
            shape.read(node, problems)
        if faults or problems or node is None:
            raise self._refusal(part)
        return text

    def _refusal(self, part: str) -> EngineError:
        return EngineError(Message.of("register/no-place", path=self.paths[part]))


def law_registration_page(made: Iterable[LawRegistration], say: Say) -> Page:
    """Return what is registered of each act, and what is not."""
    blocks: list[Block] = []
    for registration in made:
        for act in registration.acts:
            blocks += [Paragraph(t, "", DEEPER) for t in _lines(registration, act, say)]
        for source in registration.missing:
            told = say(
                f"{source}: mappen har ingen text av lagen",
                f"{source}: the folder holds no text of the act",
            )
            blocks.append(Paragraph(told, "", DEEPER))
    return page(blocks)


def _lines(made: LawRegistration, act: ActMarks, say: Say) -> list[str]:
    chosen = made.chosen(act)
    verb = say("att skriva", "to be written")
    if made.is_written:
        verb = say("skrivna", "written")
    name = act.source.id
    lines = [
        say(
            f"{name}: {len(chosen)} fingeravtryck {verb}",
            f"{name}: {counted(len(chosen), 'fingerprint', 'fingerprints')} {verb}",
        )
    ]
    if made.is_listed(act):
        lines[0] += say(" och listan över paragrafer", " and the list of sections")
    left = [m for m in act.marks if not m.is_missing and m.is_other]
    if left and not made.renews:
        shown = _shown(left)
        lines.append(
            say(
                f"  lyder annorlunda än registrerat, och lämnas (--renew): {shown}",
                f"  read otherwise than registered, and are left (--renew): {shown}",
            )
        )
    gone = [mark for mark in act.marks if mark.is_missing]
    if gone:
        shown = _shown(gone)
        lines.append(
            say(f"  står inte i texten: {shown}", f"  not in the text: {shown}")
        )
    return lines


def _shown(marks: list[SectionMark]) -> str:
    named = [section_of(mark) for mark in marks]
    more = f" … (+{len(named) - _SHOWN})" if len(named) > _SHOWN else ""
    return visible(", ".join(named[:_SHOWN])) + more


def section_of(mark: SectionMark) -> str:
    """Return which section something is registered of."""
    if mark.passage is not None:
        return mark.passage.section
    return ", ".join(mark.omission.sections) if mark.omission else ""


def law_registration_object(made: Iterable[LawRegistration]) -> LawRegistrationOutput:
    """Return what is registered as plain data."""
    listed = list(made)
    return {
        "schema": SCHEMA,
        "is_written": bool(listed) and all(each.is_written for each in listed),
        "acts": [
            {
                "source": act.source.id,
                "marks": [
                    {
                        "section": section_of(mark),
                        "passage": mark.passage.id if mark.passage else None,
                        "fingerprint": mark.fingerprint,
                        "amended": mark.amended or None,
                    }
                    for mark in registration.chosen(act)
                ],
                "sections": list(act.sections) if registration.is_listed(act) else None,
                "differing": [
                    section_of(mark)
                    for mark in act.marks
                    if not mark.is_missing and mark.is_other
                ],
                "missing": [section_of(mark) for mark in act.marks if mark.is_missing],
            }
            for registration in listed
            for act in registration.acts
        ],
        "without_text": [
            source for registration in listed for source in registration.missing
        ],
    }
