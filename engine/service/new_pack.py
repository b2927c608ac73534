"""Write a pack for a municipality that has none: all of it, or nothing."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..records import record
from ..report.lines import layout_for
from ..report.new_pack import (
    NamedTerm,
    NewFile,
    PackDescription,
    PackOutline,
    PackTrial,
    new_pack_object,
    new_pack_page,
    pack_files,
    scenario_files,
)
from ..rulebook.language.elements import ID
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.loader import load
from ..rulebook.loading.shipped import shelf, shipped
from ..rulebook.loading.walks import shown
from ..rulebook.model.names import name_key
from ..rulebook.model.problems import (
    EngineError,
    Message,
    UnknownNameError,
    system_reason,
)
from ..rulebook.model.sources import Rank
from ..rulebook.model.tags import Tag
from ..rulebook.model.vocabulary import TermKind, Vocabulary
from .mandat import Mandat
from .setup import say, unheard

if TYPE_CHECKING:
    from collections.abc import Container

    from ..report.layout import Page
    from ..report.objects.packs import NewOutput
    from .setup import Language, Progress

#: How Swedish nouns end in the definite form.
_DEFINITE = ("en", "et", "n", "t", "na")
_GENITIVE = ("s", "x", "z")
#: Shorter names, such as `KS`, end others by chance.
_SHORTEST_ENDING = 4
_SPACES = re.compile(r"\s+")
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 60


@record
class FirstRule:
    """What somebody tells of a municipality and its first rule, as they typed it.

    Attributes:
        municipality: what it is called, such as `Lillköping`.
        document: the title of the document.
        section: where in the document the passage stands, such as `1 §`.
        matter: what is decided.
        decides: who decides it.
        rank: whose document it is.
        kind: what the decider is where the law has no such role: `anställd`, `utskott`,
            `nämnd`; told by the name where it is empty, and else an employee.
        id: the id of the municipality; made of its name where it is empty.
    """

    municipality: str
    document: str
    section: str
    matter: str
    decides: str
    rank: Rank = Rank.GUIDELINE
    kind: str = ""
    id: str = ""


@record
class NewPack:
    """A new pack: what its files hold, and once it is written what to do next."""

    description: PackDescription
    _folders: dict[Path, dict[str, str]] = field(repr=False, compare=False)
    _rules: Path = field(repr=False)

    def write(self, tell: Progress = unheard) -> NewPack:
        """Write the pack, and return it with how it fares.

        What is there already stays as it is; when the pack cannot be written or used,
        nothing of it is left.

        Args:
            tell: is told how much of trying the pack is done.

        Raises:
            EngineError: there is such a pack already, or a file cannot be written.
            UnusableRulesError: the pack would have problems, as where a name is taken.
        """
        for folder in self._folders:
            if folder.exists() or folder.is_symlink():
                raise EngineError(Message.of("pack/exists", path=folder))
        _write(self._folders)
        try:
            trial = self._trial(tell)
        except EngineError:
            for folder in self._folders:
                shutil.rmtree(folder, ignore_errors=True)
            raise
        return replace(self, description=replace(self.description, trial=trial))

    def _trial(self, tell: Progress) -> PackTrial:
        id_ = self.description.outline.id
        load(RulesFolder(self._rules), [id_])  # tells of problems before all else
        mandat = Mandat.open(self._rules)
        files = {file.shown for file in self.description.files}
        found = mandat.lint(id_, tell=tell).findings
        scenarios = [folder for folder in self._folders if folder.parent != self._rules]
        return PackTrial(
            is_answered=mandat.check(*scenarios).is_passed,
            findings=sum(each.sighting.place.file in files for each in found),
        )

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return what was written, or would be, and what to do next."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return new_pack_page(self.description, say(language))

    def to_dict(self, language: Language = "sv") -> NewOutput:
        """Return the same as the JSON object that the terminal prints."""
        del language  # names of files and commands are the same in both
        return new_pack_object(self.description)


def new_pack(rules: str | Path, first: FirstRule, language: Language = "sv") -> NewPack:
    """Return a pack with one document, one passage, one rule and one scenario.

    Nothing is written yet. The scenarios are to lie beside the folder of packs.

    Args:
        rules: the folder of packs; it may be missing.
        first: the municipality and its first rule.
        language: of the comments in the files.

    Raises:
        EngineError: the municipality has a pack, or no id can be made of a name.
        UnusableRulesError: the law that the folder holds has problems.
    """
    rules = Path(rules)
    outline = _outline(rules, _tidied(first))
    folders = {
        rules / outline.id: pack_files(outline, say(language)),
        rules.absolute().parent / "scenarios" / outline.id: scenario_files(
            outline, say(language)
        ),
    }
    files = tuple(
        NewFile(name, shown(folder / name), text)
        for folder, contents in folders.items()
        for name, text in contents.items()
    )
    description = PackDescription(outline=outline, files=files, rules=shown(rules))
    return NewPack(description=description, _folders=folders, _rules=rules)


# what it holds --------------------------------------------------------------------


def _tidied(first: FirstRule) -> FirstRule:
    """Return what somebody typed with single spaces, the sentence's end left out."""

    def tidy(text: str) -> str:
        return _SPACES.sub(" ", text).strip()

    return FirstRule(
        municipality=tidy(first.municipality),
        document=tidy(first.document),
        section=tidy(first.section),
        matter=tidy(first.matter).rstrip(".?!"),
        decides=tidy(first.decides).rstrip(".?!"),
        rank=first.rank,
        kind=first.kind.strip(),
        id=first.id.strip(),
    )


def _outline(rules: Path, first: FirstRule) -> PackOutline:
    name, label = _municipality(first.municipality)
    id_ = first.id or slug(name)
    if not ID.fits(id_):
        raise EngineError(Message.of("pack/no-id", name=first.id or name))
    folder = RulesFolder(rules) if _holds_packs(rules) else None
    if folder is not None:
        _refuse_known(folder, name, label)
    uses, words = _law(rules, folder)
    matter = _term(TermKind.MATTER, first.matter, words, set())
    decider = _term(TermKind.ROLE, first.decides, words, {matter.id})
    if decider.is_new:
        decider = _with_kind(decider, first.kind, words)
    return PackOutline(
        id=id_,
        name=name,
        label=label,
        uses=uses,
        document_id=slug(first.document.partition(" ")[0]) or "dokument",
        title=first.document,
        rank=first.rank,
        section=first.section,
        matter=matter,
        decider=decider,
    )


def _municipality(typed: str) -> tuple[str, str]:
    """Return what people call a municipality, and its whole name."""
    name, space, last = typed.rpartition(" ")
    if space and last.casefold() in {"kommun", "stad"}:
        return name, typed
    ending = "" if typed.casefold().endswith(_GENITIVE) else "s"
    return typed, f"{typed}{ending} kommun"


def _refuse_known(folder: RulesFolder, name: str, label: str) -> None:
    """Refuse a name by which the folder has a municipality already."""
    for typed in (name, label):
        with suppress(UnknownNameError):
            known = folder.municipality(typed)
            raise EngineError(Message.of("pack/known-name", name=typed, pack=known))


def _holds_packs(rules: Path) -> bool:
    """Tell whether there is a folder of packs; an empty one is none yet."""
    try:
        return any(path.is_dir() for path in rules.iterdir())
    except FileNotFoundError:
        return False
    except OSError as error:
        reason = system_reason(error)
        message = Message.of("file/unreadable", path=rules, reason=reason)
        raise EngineError(message) from error


def _law(rules: Path, folder: RulesFolder | None) -> tuple[tuple[str, ...], Vocabulary]:
    """Return the packs that a new one uses, and the words they give it."""
    lent = shelf(rules)
    for known in (folder, RulesFolder(lent or shipped("rules"))):
        if known is not None and (law := known.law):
            return (law,), load(known, [law])[law].vocabulary
    return (), Vocabulary()


def _term(
    kind: TermKind, typed: str, words: Vocabulary, taken: Container[str]
) -> NamedTerm:
    """Return the term that somebody named: one of the law's, else a new one.

    The law has `enhetschef` where a document says `enhetschefen`.
    """
    for ending in ("", *_DEFINITE):
        if typed.endswith(ending):
            with suppress(UnknownNameError):
                id_ = words.id_of(kind, typed.removesuffix(ending))
                return NamedTerm(id=id_, label=typed, is_new=False)
    made = slug(typed)
    if not ID.fits(made):
        raise EngineError(Message.of("pack/no-id", name=typed))
    number, id_ = 1, made
    while id_ in taken or id_ in words.ids:
        number += 1
        id_ = f"{made}-{number}"
    return NamedTerm(id=id_, label=typed, is_new=True)


def _with_kind(decider: NamedTerm, kind: str, words: Vocabulary) -> NamedTerm:
    """Return a new role with what it is a kind of, as somebody told or its name does.

    Raises:
        UnknownNameError: the law has no role of that name.
    """
    id_ = words.id_of(TermKind.ROLE, kind) if kind else _kind(decider.label, words)
    if not id_:  # there is another law, with other words
        return decider
    return replace(decider, kind=id_, kind_label=words.roles[id_].label.sv)


def _kind(name: str, words: Vocabulary) -> str:
    """Return the role of the law with which a name ends, and else the employee.

    Roles of employees are left out: what a `bygglovschef` is of these, nobody said.
    """
    employees = words.tagged(TermKind.ROLE, Tag.EMPLOYEE.value)
    kinds = words.kinds(TermKind.ROLE)
    endings = {
        known: role.id
        for role in words.roles.values()
        if employees.isdisjoint(kinds[role.id])
        for known in (name_key(role.label.sv), *map(name_key, role.synonyms))
        if len(known) >= _SHORTEST_ENDING and name_key(name).endswith(known)
    }
    if endings:
        return endings[max(endings, key=len)]
    tagged = (r.id for r in words.roles.values() if Tag.EMPLOYEE.value in r.tags)
    return next(tagged, "")


def slug(text: str) -> str:
    """Return an id made of a name, empty where it has neither letters nor digits."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _NOT_IN_AN_ID.sub("-", letters).strip("-")[:_LONGEST_ID].strip("-")


# files ----------------------------------------------------------------------------


def _write(folders: dict[Path, dict[str, str]]) -> None:
    """Write folders with their files: each appears whole, and all of them or none."""
    done: list[Path] = []
    try:
        for folder, files in folders.items():
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as new:
                made = Path(new) / folder.name
                made.mkdir()
                for name, text in files.items():
                    (made / name).write_text(text, encoding="utf-8", newline="\n")
                made.rename(folder)
            done.append(folder)
    except OSError as error:
        for folder in done:
            shutil.rmtree(folder, ignore_errors=True)
        path, reason = Path(error.filename or folder), system_reason(error)
        message = Message.of("file/unwritable", path=path, reason=reason)
        raise EngineError(message) from error
