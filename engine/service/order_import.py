"""Import an order from a document of an office: what is sure, and what to decide."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..exchange.decisions import slug
from ..exchange.intake import imported_order
from ..exchange.kronor import Kronor
from ..exchange.opening import document_content, office_document
from ..exchange.order_files import (
    header_text,
    passing_on_header,
    passing_on_lines,
    passing_on_rows,
    row_lines,
    rows_text,
)
from ..exchange.order_layout import Issue
from ..exchange.published_order import imported_as_published, published_order
from ..exchange.review import (
    NOTHING_DECIDED,
    Doubted,
    ReviewEntry,
    read_decisions,
    review_text,
    unfit_decisions,
)
from ..records import record
from ..report.lines import layout_for
from ..report.order_import import (
    ImportDescription,
    import_object,
    import_page,
    is_whole,
    reason,
    review_head,
)
from ..rulebook.language.orders import FOLDER, HEADER, ROWS, OrderColumn
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.walks import REVIEW, shown
from ..rulebook.loading.written_orders import written_orders
from ..rulebook.model.problems import (
    EngineError,
    Message,
    UnusableRulesError,
    system_reason,
)
from ..rulebook.model.vocabulary import TermKind
from .order_trial import TRIAL, role_lines, trial_problems
from .publication import WrittenOrders
from .setup import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..exchange.blocks import OfficeDocument
    from ..exchange.imported import ImportedOrder, SubDelegationDecision, TakenRow
    from ..exchange.review import ReviewDecisions
    from ..report.layout import Page
    from ..report.objects.order_import import ImportOutput
    from .setup import Language, Setup

#: So often rows with problems are set aside before the order is given up.
_MOST_ROUNDS = 4


@record
class ImportReport:
    """What was made of a document, and what of it waits for a decision."""

    order: ImportedOrder
    document: Path
    folder: Path
    _fingerprint: str = field(repr=False)
    _before: Mapping[str, str] = field(repr=False)
    _is_resumed: bool = field(default=False, repr=False)
    is_written: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing waits for a decision."""
        return is_whole(self.order)

    def files(self, language: Language = "sv") -> dict[Path, str]:
        """Return what the files hold: the order where its committee is known.

        The review file is there where anything was not certain; its comments are in
        the language.
        """
        made: dict[Path, str] = {}
        if self.order.committee or self.order.own:
            made[self.folder / HEADER] = header_text(self.order)
            made[self.folder / ROWS] = rows_text(self.order)
            for number, passing in enumerate(self.order.passed_on):
                below = self.folder.parent / _below(self.folder.name, number)
                header = passing_on_header(self.order, passing, self.folder.name)
                made[below / HEADER] = header
                made[below / ROWS] = passing_on_rows(passing)
        if self.order.entries:
            words = say(language)
            made[self.folder / REVIEW] = review_text(
                self.order.entries,
                document=self.document.name,
                fingerprint=self._fingerprint,
                written={
                    self._name(p): _digest(text.encode()) for p, text in made.items()
                },
                sentences=lambda entry: reason(entry, words),
                head=review_head(words),
            )
        return made

    def _name(self, path: Path) -> str:
        """Return what a review calls a file: those of other orders by their folders."""
        is_own = path.parent == self.folder
        return path.name if is_own else f"{path.parent.name}/{path.name}"

    def write(
        self, language: Language = "sv", *, overwrite: bool = False
    ) -> ImportReport:
        """Write the files, and return the report.

        What is there already stays, unless it is as an earlier import left it and its
        review file was given, or it may be overwritten.

        Args:
            language: that of the comments of the review file.
            overwrite: whether other files may be overwritten.

        Raises:
            EngineError: a file is there already, has been changed meanwhile, or cannot
                be written.
        """
        files = self.files(language)
        for path in files:
            if overwrite or not (path.exists() or path.is_symlink()):
                continue
            known = self._before.get(self._name(path))
            if path.name == REVIEW and self._is_resumed:
                continue  # it was given, and its decisions are kept
            if known is None:
                raise EngineError(Message.of("import/exists", path=shown(path)))
            if known != _digest(_content(path)):
                raise EngineError(Message.of("import/changed", path=shown(path)))
        for path, text in files.items():
            _write(path, text)
        return replace(self, is_written=True)

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return how much was taken, what to decide, and what to do next."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return import_page(self._description(language), say(language))

    def to_dict(self, language: Language = "sv") -> ImportOutput:
        """Return the same as the JSON object that the terminal prints."""
        return import_object(self._description(language), say(language))

    def _description(self, language: Language) -> ImportDescription:
        return ImportDescription(
            order=self.order,
            document=shown(self.document),
            folder=shown(self.folder),
            files={shown(path): text for path, text in self.files(language).items()},
            roles=tuple(role_lines(self.order.new_roles)),
            is_written=self.is_written,
        )


def import_report(  # noqa: PLR0913 - each named at the call
    setup: Setup,
    document: Path,
    *,
    folder: Path | None,
    municipality: str,
    committee: str,
    review: Path | None,
) -> ImportReport:
    """Return what a document says as an order, and what is not certain of it.

    Args:
        setup: where the rules lie.
        document: the document.
        folder: where the order is to lie; that of the review file where there is one,
            else named as the document, where the command runs.
        municipality: whose words count; those of law alone when left empty.
        committee: whose order it is, by id or name; found in the document when empty.
        review: the review file with what was decided, None for none.

    Raises:
        UnknownNameError: no municipality, or no role, has that name.
        UnusableRulesError: the rules or the review file have problems.
        EngineError: the document cannot be read, or the review is of another one.
    """
    vocabulary = setup.jurisdiction(municipality).vocabulary
    whose = vocabulary.id_of(TermKind.ROLE, committee) if committee else ""
    decisions = NOTHING_DECIDED if review is None else _decisions(review)
    content = document_content(document)
    fingerprint = _digest(content)
    if review is not None and decisions.fingerprint != fingerprint:
        message = Message.of(
            "import/other-document", path=shown(review), document=shown(document)
        )
        raise EngineError(message)
    blocks = office_document(content, shown(document))
    own = None if review else _published(setup, municipality, blocks, document.stem)
    order = own or imported_order(
        blocks,
        vocabulary,
        committee=whose,
        name=document.stem,
        decisions=decisions,
    )
    unfit = unfit_decisions(decisions, order.entries)
    if len(unfit):
        raise UnusableRulesError(unfit, unfit.more)
    if not (order.rows or order.waiting or order.left_out):
        raise EngineError(Message.of("import/no-rows", path=shown(document)))
    home = folder or (review.parent if review else Path(slug(document.stem)))
    if order.committee or order.own:
        order = _tried(setup, order, municipality, home)
    is_beside = review is not None and review.parent.resolve() == home.resolve()
    before = dict(decisions.written) if is_beside else {}
    return ImportReport(
        order=order,
        document=document,
        folder=home,
        _fingerprint=fingerprint,
        _before=before,
        _is_resumed=is_beside,
    )


def _published(
    setup: Setup, municipality: str, blocks: OfficeDocument, name: str
) -> ImportedOrder | None:
    """Return the order of which a document is the official one, None where it is none.

    Its kronor may be those of any year of which the prisbasbelopp is registered.
    """
    jurisdiction = setup.jurisdiction(municipality)
    head = jurisdiction.municipality
    if head is None:
        return None
    drafts = written_orders(RulesFolder(setup.rules), head.id)
    words = WrittenOrders(drafts, jurisdiction.vocabulary).words
    years = {setup.today().year, *jurisdiction.base_amounts}
    for year in sorted(years, reverse=True):
        issue = Issue(
            issuer=head.label.sv,
            is_made_up=head.is_made_up,
            kronor=Kronor(year, jurisdiction.base_amounts),
        )
        order = published_order(blocks, issue, words)
        if order is not None:
            return imported_as_published(order, name)
    return None


def _decisions(review: Path) -> ReviewDecisions:
    return read_decisions(document_content(review), shown(review))


def _tried(
    setup: Setup, order: ImportedOrder, municipality: str, home: Path
) -> ImportedOrder:
    """Return an order without the rows that the rules cannot hold: those wait.

    Raises:
        UnusableRulesError: what is wrong is with no single row.
    """
    folder = RulesFolder(setup.rules)
    pack = folder.municipality(municipality) if municipality else ""
    # an order in the pack is tried in its place, any other beside what is there
    is_inside = home.resolve().parent == (setup.rules / pack / FOLDER).resolve()
    name = home.name if pack and is_inside else TRIAL
    passed_on = order.passed_on
    order = replace(order, passed_on=())
    for _ in range(_MOST_ROUNDS):
        own = {name: {HEADER: header_text(order), ROWS: rows_text(order)}}
        problems = trial_problems(setup.rules, pack, own, order.new_roles)
        if not problems:
            return _with_passings(setup, order, passed_on, pack, name)
        lines = row_lines(order)
        table = f"{FOLDER}/{name}/{ROWS}"
        wrong: dict[int, tuple[TakenRow, Message]] = {}
        others = []
        for problem in problems:
            row = lines.get(problem.where.line)
            if problem.where.file.endswith(table) and row is not None:
                wrong.setdefault(id(row), (row, problem.message))
            else:
                others.append(problem)
        if others or not wrong:
            raise UnusableRulesError(others or problems, 0)
        order = _without(order, list(wrong.values()))
    raise UnusableRulesError(problems, 0)


def _with_passings(
    setup: Setup,
    order: ImportedOrder,
    passed_on: Iterable[SubDelegationDecision],
    pack: str,
    name: str,
) -> ImportedOrder:
    """Return an order with the decisions that pass its rows on, as the rules hold them.

    A row that they refuse waits; so does a decision that they refuse as a whole.
    """
    own = {name: {HEADER: header_text(order), ROWS: rows_text(order)}}
    below = _below(name, 0)
    kept: list[SubDelegationDecision] = []
    for each in passed_on:
        passing = each
        for _ in range(_MOST_ROUNDS):
            files = {
                HEADER: passing_on_header(order, passing, name),
                ROWS: passing_on_rows(passing),
            }
            problems = trial_problems(
                setup.rules, pack, {**own, below: files}, order.new_roles
            )
            if not problems or not passing.rows:
                break
            lines = passing_on_lines(passing)
            table = f"{FOLDER}/{below}/{ROWS}"
            wrong = {
                id(row): (row, problem.message)
                for problem in problems
                if problem.where.file.endswith(table)
                and (row := lines.get(problem.where.line)) is not None
            } or {id(row): (row, problems[0].message) for row in passing.rows}
            order = _without(order, list(wrong.values()))
            left = tuple(row for row in passing.rows if id(row) not in wrong)
            passing = replace(passing, rows=left)
        kept += [passing] if passing.rows else []
    return replace(order, passed_on=tuple(kept))


def _below(name: str, number: int) -> str:
    """Return the folder of a decision that passes on rows of the order in another."""
    return f"{name}-vidaredelegering{f'-{number + 1}' if number else ''}"


def _without(
    order: ImportedOrder, wrong: list[tuple[TakenRow, Message]]
) -> ImportedOrder:
    """Return an order in which rows wait for a decision, each with its problem."""
    rows = {id(row) for row, _ in wrong}
    entries = [
        ReviewEntry(
            id=f"t{row.table}r{row.line}",
            kind=Doubted.ROW,
            why="unusable",
            table=row.table,
            line=row.line,
            text="\n".join(row.parts.values()),
            offers=((row.parts,), ()),
            rows=(row.parts.get(OrderColumn.MATTER, ""),),
            also=message,
        )
        for row, message in wrong
    ]
    return replace(
        order,
        rows=tuple(row for row in order.rows if id(row) not in rows),
        entries=(*order.entries, *entries),
        waiting=order.waiting + len(wrong),
    )


# files --------------------------------------------------------------------------------


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes:
    try:
        return document_content(path)
    except EngineError:
        return b""


def _write(path: Path, text: str) -> None:
    """Write a file whole, or leave what is there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".import-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except OSError:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        reason_ = system_reason(error)
        message = Message.of("file/unwritable", path=shown(path), reason=reason_)
        raise EngineError(message) from error
