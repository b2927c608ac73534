"""Publish a delegation order as the official document of its committee."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from ..diff.revisions import dated_files, named_files
from ..exchange.docx_writing import docx_bytes
from ..exchange.kronor import Kronor
from ..exchange.official_check import document_differences
from ..exchange.official_reading import read_official
from ..exchange.order_differences import EditionChanges, OrderSide, differences
from ..exchange.order_layout import (
    Issue,
    decision_text,
    official_document,
)
from ..exchange.order_plain import plain_order
from ..exchange.order_text import canonical, text_of
from ..exchange.order_words import OrderWords
from ..exchange.sheet_writing import csv_text, xlsx_bytes
from ..records import record
from ..report.lines import layout_for
from ..report.publication.check import check_object, check_page
from ..report.publication.document import document_object, document_page
from ..report.publication.web_page import order_page
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.loader import load
from ..rulebook.loading.walks import shown
from ..rulebook.loading.written_orders import written_orders
from ..rulebook.model.names import name_key
from ..rulebook.model.problems import (
    EngineError,
    Message,
    UnknownNameError,
    UnusableEditionError,
    UnusableRulesError,
    nearest,
)
from ..rulebook.model.values import date_in
from ..rulebook.model.vocabulary import TermKind
from .outlets import outlet, written_file
from .setup import say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from ..exchange.official_document import OfficialDocument
    from ..exchange.order_differences import OrderDifference
    from ..report.layout import Page
    from ..report.objects.publication import (
        PublicationCheckOutput,
        PublicationOutput,
    )
    from ..rulebook.language.orders import OrderDraft
    from ..rulebook.model.vocabulary import Vocabulary
    from .setup import Language, Setup

#: The formats of a document, each with the ending of its files.
FORMATS = ("docx", "html", "xlsx", "csv")


@record
class Publication:
    """An order as an official document, in Swedish as the order itself.

    `order` is the folder of the order.
    """

    order: str
    document: OfficialDocument = field(repr=False)
    _side: OrderSide = field(repr=False, compare=False)
    _issue: Issue = field(repr=False, compare=False)
    _words: OrderWords = field(repr=False, compare=False)
    _rules: Path = field(repr=False, compare=False)

    def to_docx(self) -> bytes:
        """Return the document for a word processor.

        Raises:
            EngineError: what writes it is not installed (`mandat[office]`).
        """
        return document_bytes(self.document, "docx")

    def to_xlsx(self) -> bytes:
        """Return the document as a workbook, a sheet for each part.

        Raises:
            EngineError: what writes it is not installed (`mandat[office]`).
        """
        return document_bytes(self.document, "xlsx")

    def to_html(self) -> str:
        """Return the document as a page of its own, for screen, phone and paper."""
        return order_page(self.document)

    def to_csv(self) -> str:
        """Return the document as one table, a blank line between its parts."""
        return csv_text(self.document)

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the document as the terminal prints it, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        del language  # the document is Swedish, whoever reads it
        return document_page(self.document)

    def to_dict(self, language: Language = "sv") -> PublicationOutput:
        """Return the document as the JSON object that the terminal prints."""
        del language  # as above
        return document_object(self.document)

    def to_bytes(self, form: str) -> bytes:
        """Return the document in a format, as its file holds it.

        Args:
            form: `docx`, `html`, `xlsx` or `csv`.

        Raises:
            UnknownNameError: there is no such format.
            EngineError: what writes it is not installed (`mandat[office]`).
        """
        if form == "docx":
            return self.to_docx()
        if form == "xlsx":
            return self.to_xlsx()
        if form == "html":
            return self.to_html().encode()
        if form == "csv":
            return self.to_csv().encode("utf-8-sig")  # else Excel takes it for Latin-1
        near = nearest(form, FORMATS)
        raise UnknownNameError("publish/unknown-format", form, near, known=FORMATS)

    def write(self, path: str | Path, form: str = "") -> None:
        """Write the document to a file; what was there before is written over.

        Args:
            path: the file.
            form: its format; by the ending of the file when left out.

        Raises:
            UnknownNameError: there is no such format.
            EngineError: the file cannot be written, lies among the rules, which a
                document would write over, or what writes it is not installed
                (`mandat[office]`).
        """
        file = outlet(path, self._rules)
        written_file(file, form, FORMATS, self.to_bytes)

    def check(self, path: str | Path) -> PublicationCheck:
        """Compare a published document with the order as the rules have it.

        Args:
            path: the document: docx, html, xlsx, ods or csv.

        Raises:
            EngineError: it cannot be read, or has no rows of an order, or what reads it
                is not installed (`mandat[office]`).
        """
        # whoever writes a document reads none
        from ..exchange.opening import document_content, office_document  # noqa: PLC0415

        file = Path(path)
        office = office_document(document_content(file), shown(file))
        reading = read_official(office, self._words)
        if not reading.text.rows:
            raise EngineError(Message.of("publish/nothing-to-compare", path=file))
        found = document_differences(reading, self._side, self._issue, self._words)
        return PublicationCheck(
            file=shown(file),
            order=self.order,
            compared=len(reading.text.rows),
            differences=found,
        )


@record
class PublicationCheck:
    """Where a published document no longer says what the rules say.

    In `differences` what the document says is `before`, and what the rules say `after`.
    `compared` is how many rows of the document were compared.
    """

    file: str
    order: str
    compared: int
    differences: tuple[OrderDifference, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether the document says what the rules say."""
        return not self.differences

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the differences as the terminal prints them, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return check_page(self.file, self.compared, self.differences, say(language))

    def to_dict(self, language: Language = "sv") -> PublicationCheckOutput:
        """Return the differences as the JSON object that the terminal prints."""
        del language  # what stands in the document and the rules is Swedish
        return check_object(self.file, self.order, self.compared, self.differences)


def document_bytes(document: OfficialDocument, form: str) -> bytes:
    """Return a document as docx or as xlsx.

    Raises:
        EngineError: what writes it is not installed (`mandat[office]`).
    """
    try:
        return xlsx_bytes(document) if form == "xlsx" else docx_bytes(document)
    except ImportError as error:
        raise EngineError(Message.of("publish/no-office")) from error


def publication(
    setup: Setup,
    municipality: str,
    order: str,
    *,
    on: dt.date | None,
    since: str | Path | None,
) -> Publication:
    """Return an order of a municipality as an official document.

    Args:
        setup: where the rules lie.
        municipality: the id of the municipality.
        order: the folder of the order, its committee, or what it is called.
        on: the day whose prisbasbelopp counts; today when left out.
        since: the edition from which changes are marked: a folder, a git revision, or
            a day; None for no marks.

    Raises:
        UnknownNameError: the municipality has no such order.
        UnusableRulesError: the rules have problems.
        EngineError: no municipality is named, several orders have that name, or the
            edition cannot be found.
    """
    jurisdiction = setup.jurisdiction(municipality)
    head = jurisdiction.municipality
    if head is None:
        raise EngineError(Message.of("publish/whose"))
    drafts = written_orders(setup.folder(), head.id)
    orders = WrittenOrders(drafts, jurisdiction.vocabulary)
    folder = orders[order]
    side = orders.side(folder)
    issue = Issue(
        issuer=head.label.sv,
        is_made_up=head.is_made_up,
        kronor=Kronor((on or setup.today()).year, jurisdiction.base_amounts),
    )
    changes = None
    if since is not None:
        changes = _changes(setup, head.id, folder, side, str(since))
    return Publication(
        order=folder,
        document=official_document(side, issue, changes),
        _side=side,
        _issue=issue,
        _words=orders.words,
        _rules=setup.rules,
    )


class WrittenOrders:
    """The orders of a municipality as they are written, found by name."""

    def __init__(self, orders: Sequence[OrderDraft], vocabulary: Vocabulary) -> None:
        """Take the orders and the words of the municipality."""
        self._drafts = {str(draft.name): draft for draft in orders}
        self._vocabulary = vocabulary
        self.words = OrderWords(vocabulary, self._titles())

    def _titles(self) -> Mapping[str, str]:
        titles = {}
        for name, draft in self._drafts.items():
            source = draft.header.get("source")
            title = source.get("title") if source else None
            titles[name] = title.sv if title else ""
        return titles

    def __getitem__(self, name: str) -> str:
        """Return the folder of the order that somebody named.

        Raises:
            UnknownNameError: there is no such order.
            EngineError: several orders have that name.
        """
        wanted = name_key(name)
        for folder in self._drafts:
            if name_key(folder) == wanted:
                return folder
        found = [f for f in self._drafts if wanted in map(name_key, self._names(f))]
        found = found or self._of_committee(name)
        if len(found) > 1:
            raise EngineError(
                Message.of("publish/several-orders", name=name, known=tuple(found))
            )
        if not found:
            known = tuple(self._drafts)
            code = "publish/unknown-order" if known else "publish/no-orders"
            raise UnknownNameError(code, name, nearest(name, known), known=known)
        return found[0]

    def _names(self, folder: str) -> list[str]:
        source = self._drafts[folder].header.get("source")
        texts = [source.get("title"), source.get("short")] if source else []
        return [name for text in texts if text for name in (text.sv, text.en) if name]

    def _of_committee(self, name: str) -> list[str]:
        try:
            role = self._vocabulary.id_of(TermKind.ROLE, name)
        except EngineError:
            return []
        return [
            folder
            for folder, draft in self._drafts.items()
            if draft.header.get("committee") == role
        ]

    def side(self, folder: str) -> OrderSide:
        """Return an order by its folder, and what its document says."""
        order = canonical(plain_order(self._drafts[folder]), self.words)
        return OrderSide(order, text_of(order, self.words))

    def has(self, folder: str) -> bool:
        """Tell whether there is an order in a folder."""
        return folder in self._drafts


def _changes(
    setup: Setup, municipality: str, folder: str, side: OrderSide, since: str
) -> EditionChanges:
    """Return what differs from the order of an earlier edition."""
    day = date_in(since)
    files = (
        dated_files(day, setup.rules)
        if day and not Path(since).exists()
        else named_files(since, setup.rules)
    )
    opened = RulesFolder(files.rules)
    try:
        before = load(opened, [municipality])[municipality]
        orders = WrittenOrders(written_orders(opened, municipality), before.vocabulary)
    except UnusableRulesError as error:
        raise UnusableEditionError(files.label, error.problems, error.more) from error
    if not orders.has(folder):
        message = Message.of("publish/not-in-edition", name=folder, edition=files.label)
        raise EngineError(message)
    old = orders.side(folder)
    return EditionChanges(
        since=since if day else files.label,
        old=old,
        differences=differences(old, side),
        decision=decision_text(old.text, side.text),
    )
