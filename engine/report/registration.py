"""Write what was registered of a document: as YAML to finish, and as a summary."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.language import nodes
from ..rulebook.language.elements import SOURCES_FILE
from ..rulebook.language.shapes import Entry, Problems
from ..rulebook.language.writing import quoted_text
from ..rulebook.model.problems import EngineError, Message
from ..rulebook.model.signs import visible
from .json_text import SCHEMA
from .lines import paragraph
from .say import counted

if TYPE_CHECKING:
    from pathlib import Path

    from ..rulebook.model.sources import Source
    from ..rulebook.tracing.registration import PassageSkeleton, Registration
    from .objects.pages import RegistrationOutput
    from .say import Say

#: So many words of a passage stand in a comment, for whoever writes what it says.
_WORDS_SHOWN = 9
_STEP = 2


@record
class DocumentRegistration:
    """What stands in a document and is not registered, and where it is to be written.

    Attributes:
        registration: the passages and headings that are new.
        source: what is registered already; None where nothing is.
        id: the id of the document within its pack.
        pack: the id of the pack.
        title: the title of a document that is new.
        path: the file of documents of the pack.
        before: what that file holds; empty where there is none.
        is_written: whether it has been written.
    """

    registration: Registration
    source: Source | None
    id: str
    pack: str
    title: str
    path: Path
    before: bytes = field(repr=False)
    is_written: bool = False

    def content(self, say: Say) -> bytes:
        """Return the file of documents with what is new in its place.

        Nothing that stands there is changed.

        Raises:
            EngineError: the file is written in a way that lines cannot be added to.
        """
        if self.registration.is_empty:
            return self.before
        if self.source is None:
            content = _with_document(self.before, self._document(say))
        else:
            content = self._with_passages(say)
        self._check(content)
        return content

    def skeleton(self, say: Say) -> str:
        """Return what is new as YAML by itself, to be looked at or copied."""
        if self.source is None:
            return "\n".join(["sources:", *_indented(self._document(say), _STEP), ""])
        marks = self._marks(say)
        passages = [
            line
            for passage in self.registration.passages
            for line in _indented(self._passage(passage, say), 3 * _STEP)
        ]
        head = [f"{' ' * 2 * _STEP}passages:"] if passages else []
        inner = [*_indented(marks, 2 * _STEP), *head, *passages]
        return "\n".join(["sources:", f"{' ' * _STEP}{self.id}:", *inner, ""])

    # lines of YAML ----------------------------------------------------------------

    def _document(self, say: Say) -> list[str]:
        rank = say(
            "# välj vems dokument det är, och om det är antaget; guidance väger minst",
            "# choose whose document it is, and whether adopted; guidance weighs least",
        )
        passages = [
            line
            for passage in self.registration.passages
            for line in _indented(self._passage(passage, say), 2 * _STEP)
        ]
        return [
            f"{self.id}:",
            f"  title: {quoted_text(visible(self.title))}",
            f"  {rank}",
            "  rank: guidance",
            "  status: published",
            *_indented(self._marks(say), _STEP),
            "  passages:",
            *passages,
        ]

    def _marks(self, say: Say) -> list[str]:
        """Return the fingerprints of the whole text and of the headings."""
        registration = self.registration
        lines = []
        if not registration.is_text_registered:
            lines.append(f"text: {registration.text}")
        if registration.headings and not (self.source and self.source.rest):
            lines.append("rest:")
            lines += [
                f"  - {heading.fingerprint}  # {_shown(heading.reads)}"
                for heading in registration.headings
            ]
        del say
        return lines

    def _passage(self, passage: PassageSkeleton, say: Say) -> list[str]:
        section = visible(passage.section) or say("utan rubrik", "no heading")
        place = say(f"stycke {passage.number}", f"paragraph {passage.number}")
        gist = say(
            "Att skriva: vad stycket säger, med egna ord.",
            "To be written: what the passage says, in your own words.",
        )
        return [
            f"# {_shown(passage.reads)}",
            f"{passage.id}:",
            f"  section: {quoted_text(section)}",
            f"  place: {quoted_text(place)}",
            f"  gist: {quoted_text(gist)}",
            f"  fingerprint: {passage.fingerprint}",
        ]

    def _with_passages(self, say: Say) -> bytes:
        """Return the file with new passages before those that they stand before."""
        source = self.source
        lines = _lines(self.before)
        listed = list(source.passages.values()) if source else []
        if source is None or not listed:
            raise self._refusal
        indent = listed[0].place.column - 1
        inserted: dict[int, list[str]] = {}
        end = self._end_of(lines, listed[-1].place.line, indent)
        by_id = {passage.id: passage.place.line for passage in listed}
        for passage in self.registration.passages:
            at = by_id[passage.before] - 1 if passage.before else end
            while at and lines[at - 1].lstrip().startswith("#") and passage.before:
                at -= 1  # a comment belongs to what stands below it
            text = _indented(self._passage(passage, say), indent)
            inserted.setdefault(at, []).extend(text)
        marks = _indented(self._marks(say), source.place.column + 1)
        if marks:
            inserted.setdefault(source.place.line, []).extend(marks)
        if self.registration.headings and source.rest:
            at = self._end_of_rest(lines, source)
            inserted.setdefault(at, []).extend(
                f"{' ' * (len(lines[at - 1]) - len(lines[at - 1].lstrip()))}"
                f"- {heading.fingerprint}  # {_shown(heading.reads)}"
                for heading in self.registration.headings
            )
        merged: list[str] = []
        for number, line in enumerate([*lines, None]):
            merged.extend(inserted.get(number, ()))
            if line is not None:
                merged.append(line)
        return ("\n".join(merged).rstrip("\n") + "\n").encode()

    def _end_of(self, lines: list[str], last: int, indent: int) -> int:
        """Return behind which line the last passage of the document ends."""
        end = last
        for number in range(last, len(lines)):
            line = lines[number]
            depth = len(line) - len(line.lstrip())
            if line.strip() and depth <= indent:
                break
            if line.strip():
                end = number + 1
        return end

    def _end_of_rest(self, lines: list[str], source: Source) -> int:
        """Return behind which line the last registered heading stands."""
        last = source.rest[-1]
        numbers = [n for n, line in enumerate(lines, 1) if f"- {last}" in line]
        if not numbers:
            raise self._refusal
        return numbers[-1]

    def _check(self, content: bytes) -> None:
        """Refuse a file in which not just what is new is new."""
        before, after = (self._passages_in(text) for text in (self.before, content))
        new = {skeleton.id for skeleton in self.registration.passages}
        own = after.pop(self.id, {})
        was = before.pop(self.id, {})
        kept = {id_: entry for id_, entry in own.items() if id_ not in new}
        if before != after or kept != was or not new <= own.keys():
            raise self._refusal

    def _passages_in(self, content: bytes) -> dict[str, dict[str, object]]:
        if not content:
            return {}
        node, faults = nodes.read_nodes(content, self.path.name)
        problems = Problems()
        entry = SOURCES_FILE.read(node, problems) if node else None
        if faults or problems or not isinstance(entry, Entry):
            raise self._refusal
        return {
            str(name): {
                str(id_): written.values
                for id_, written in source.get("passages", {}).items()
            }
            for name, source in entry.get("sources", {}).items()
        }

    @property
    def _refusal(self) -> EngineError:
        return EngineError(Message.of("register/no-place", path=self.path))


def _with_document(before: bytes, document: list[str]) -> bytes:
    lines = _lines(before) or ["sources:"]
    first = next(
        (n for n, line in enumerate(lines) if line.rstrip() == "sources:"), None
    )
    depth = _STEP
    for line in lines[(first or 0) + 1 :]:
        if line.strip() and not line.lstrip().startswith("#"):
            depth = len(line) - len(line.lstrip())
            break
    return "\n".join([*lines, *_indented(document, depth), ""]).encode()


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig").rstrip().splitlines() if content else []


def _indented(lines: list[str], depth: int) -> list[str]:
    return [f"{' ' * depth}{line}" for line in lines]


def _shown(text: str) -> str:
    """Return the first words of a text, for a comment on one line."""
    words = visible(text).split()
    more = " …" if len(words) > _WORDS_SHOWN else ""
    return " ".join(words[:_WORDS_SHOWN]) + more


def registration_text(made: DocumentRegistration, say: Say) -> str:
    """Return what was registered and what to do next, or the YAML to be written."""
    if made.is_written or made.registration.is_empty:
        return f"{registration_summary(made, say)}\n"
    return made.skeleton(say)


def registration_summary(made: DocumentRegistration, say: Say) -> str:
    """Return how much is new, where it stands, and what is left to do."""
    found = made.registration
    where = visible(str(made.path))
    if found.is_empty:
        lines = [
            say(
                f"inget nytt: allt i texten är registrerat i {where}",
                f"nothing new: everything in the text is registered in {where}",
            )
        ]
    else:
        new = counted(
            len(found.passages),
            say("nytt stycke", "new passage"),
            say("nya stycken", "new passages"),
        )
        heads = counted(
            len(found.headings),
            say("ny rubrik", "new heading"),
            say("nya rubriker", "new headings"),
        )
        verb = (
            say("skrivna i", "written to")
            if made.is_written
            else say("att skriva i", "to be written to")
        )
        lines = [f"{made.pack}/{made.id}: {new}, {heads}; {verb} {where}"]
    if found.gone:
        gone = ", ".join(found.gone)
        lines.append(
            say(
                f"står inte i texten som registrerade, och lämnas som de är: {gone}",
                f"do not stand in the text as registered, and are left alone: {gone}",
            )
        )
    if found.is_other_text:
        lines.append(
            say(
                "texten är en annan än den registrerade; när ändringarna är "
                f"genomgångna, skriv `text: {found.text}`",
                "the text is another than the registered one; when the changes have "
                f"been gone through, write `text: {found.text}`",
            )
        )
    return "\n".join(paragraph(line, "", "    ") for line in lines)


def registration_object(made: DocumentRegistration, say: Say) -> RegistrationOutput:
    """Return what was registered as plain data."""
    found = made.registration
    return {
        "schema": SCHEMA,
        "source": f"{made.pack}/{made.id}",
        "file": str(made.path),
        "is_written": made.is_written,
        "text": found.text,
        "is_other_text": found.is_other_text,
        "passages": [
            {
                "id": skeleton.id,
                "section": skeleton.section,
                "place": say(
                    f"stycke {skeleton.number}", f"paragraph {skeleton.number}"
                ),
                "fingerprint": skeleton.fingerprint,
            }
            for skeleton in found.passages
        ],
        "headings": [heading.fingerprint for heading in found.headings],
        "known": found.known,
        "gone": list(found.gone),
    }
