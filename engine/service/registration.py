"""Register a document: its passages, for a person to say what each is about."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from ..records import record
from ..report.registration import (
    DocumentRegistration,
    registration_object,
    registration_summary,
    registration_text,
)
from ..rulebook.language.drafts import SOURCES
from ..rulebook.language.elements import ID
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.loader import load
from ..rulebook.loading.texts import document_text
from ..rulebook.model.problems import EngineError, Message, system_reason
from ..rulebook.tracing.registration import registration, slug
from ..scenarios.acceptance import replace_files
from .setup import say

if TYPE_CHECKING:
    from pathlib import Path

    from ..report.objects.pages import RegistrationOutput
    from .setup import Language, Setup


@record
class RegistrationReport:
    """The passages of a document that nobody has registered yet.

    `document` tells what they are, and whether they are written.
    """

    document: DocumentRegistration
    _is_shipped: bool = field(repr=False)

    @property
    def is_empty(self) -> bool:
        """Tell whether everything in the text is registered already."""
        return self.document.registration.is_empty

    def write(self, language: Language = "sv") -> RegistrationReport:
        """Write what is new into the documents of the pack; what is there stays.

        Raises:
            EngineError: the rules are those that came with this copy, the file is
                written in a way that lines cannot be added to, has changed meanwhile,
                or cannot be written.
        """
        if self._is_shipped:
            raise EngineError(Message.of("register/shipped"))
        made = self.document
        content = made.content(say(language))
        if not made.path.exists():
            create_file(made.path, content)
        elif content != made.before:
            replace_files({str(made.path): (made.before, content)})
        return replace(self, document=replace(made, is_written=True))

    def to_text(self, language: Language = "sv") -> str:
        """Return the YAML to be written; once it is written, what to do next."""
        return registration_text(self.document, say(language))

    def summary(self, language: Language = "sv") -> str:
        """Return how much is new and where it belongs."""
        return registration_summary(self.document, say(language))

    def to_dict(self, language: Language = "sv") -> RegistrationOutput:
        """Return the same as the JSON object that the terminal prints."""
        return registration_object(self.document, say(language))


def registration_report(
    setup: Setup, document: Path, municipality: str, source: str
) -> RegistrationReport:
    """Return what of a document is not registered in a municipality's pack.

    Args:
        setup: where the rules lie.
        document: the document as plain text or Markdown.
        municipality: whose document it is.
        source: the id of the document in the pack; made of the name of the file where
            it is empty.

    Raises:
        UnknownNameError: no municipality has that name.
        UnusableRulesError: the rules have problems.
        EngineError: no municipality is named, the id is none, or a file cannot be
            read.
    """
    text = document_text(document)
    if not municipality:
        raise EngineError(Message.of("register/whose"))
    folder = RulesFolder(setup.rules)
    pack = folder.municipality(municipality)
    name = source.rpartition("/")[2] or slug(document.stem)
    if not ID.fits(name):
        raise EngineError(Message.of("register/no-id", name=name))
    jurisdiction = load(folder, [pack])[pack]
    known = jurisdiction.sources.get(f"{pack}/{name}")
    path = setup.rules / pack / SOURCES
    found = registration(text, known)
    if not (found.passages or found.headings or found.known):
        raise EngineError(Message.of("register/nothing", path=document))
    return RegistrationReport(
        document=DocumentRegistration(
            registration=found,
            source=known,
            id=name,
            pack=pack,
            title=found.title or document.stem,
            path=path,
            before=path.read_bytes() if path.exists() else b"",
        ),
        _is_shipped=not setup.named,
    )


def create_file(path: Path, content: bytes) -> None:
    """Write a file that is not there yet.

    Raises:
        EngineError: it is there by now, or cannot be written.
    """
    try:
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        message = Message.of("file/unwritable", path=path, reason=system_reason(error))
        raise EngineError(message) from error
