"""Hold a log of decisions against the rules of its days, each case answered once."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..answers.capacity import doubts
from ..audit.engines import AuditEngine
from ..audit.judged_log import (
    AuditCase,
    CaseFinding,
    JudgedLog,
    JudgedRow,
    case_key,
)
from ..audit.keyed_log import KeyedLog
from ..audit.logged_decisions import UnreadRow, logged_decision
from ..audit.reporting import is_late, last_day_to_report, reporting_duty
from ..audit.verdicts import AuditVerdict
from ..audit.words import LogWords
from ..records import field, record, replace
from ..report.audit.as_json import audit_object, row_object
from ..report.audit.groups import audit_sums
from ..report.audit.result import AuditResult
from ..report.audit.table import stored_texts, table_lines
from ..report.audit.text import audit_page, row_page
from ..report.audit.web_page import audit_web_page
from ..report.audit.words import CaseWords
from ..report.decision_verdicts import DecisionVerdict
from ..report.json_text import SCHEMA, json_text
from ..report.lines import layout_for
from ..report.say import Marks
from ..rulebook.model.bounds import MOST_KEPT_CASES, MOST_TOLD_ROWS
from ..rulebook.model.problems import EngineError, Message, system_reason
from .decision_check import DecisionChecks, TakenDecision
from .decision_log import LogPlace, decision_log, log_mapping, put_log
from .outlets import outlet
from .pace import STEPS, Pace
from .setup import unheard, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from ..audit.judged_log import CaseCount
    from ..audit.keyed_log import CaseKey
    from ..audit.logged_decisions import LoggedDecision, LogLayout
    from ..audit.mapping import LogMapping
    from ..audit.tables import TableEngine
    from ..report.layout import Page
    from ..report.objects.audits import AuditOutput, AuditRowOutput
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from .municipality import Municipality
    from .response import Response
    from .setup import Language, Progress

#: What the log lacks where it does not say how a decision was taken.
_MANUAL = "manual"
#: The steps that are done when a log is taken, its rows are keyed, its cases are asked.
_TAKEN, _KEYED, _ASKED = 250, 600, 700


@record
class LogAudit:
    """What the rules of its days say of a log; open while its rows are asked for.

    Attributes:
        name: how the log is called.
        municipality: whose rules count.
        cases: the cases of the log, by their numbers.
        counts: how many rows each case has, by verdict and month.
        layout: where in the log each thing stands.
        mapping: what its columns say.
        as_of: the day up to which it tells what was reported.
        inputs: the files that it is made of.
        sample: rows that were chosen by chance.
    """

    name: str
    municipality: Municipality
    cases: tuple[AuditCase, ...]
    counts: tuple[CaseCount, ...]
    layout: LogLayout
    mapping: LogMapping
    as_of: dt.date
    judged: JudgedLog = field(repr=False, compare=False)
    inputs: tuple[str | Path | None, ...] = ()
    sample: tuple[JudgedRow, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows the log has that are not blank."""
        return sum(count.rows for count in self.counts)

    @property
    def is_in_order(self) -> bool:
        """Tell whether every decision is in order."""
        return all(count.verdict is AuditVerdict.IN_ORDER for count in self.counts)

    def by_verdict(self) -> dict[AuditVerdict, int]:
        """Return how many rows have each verdict; the sum is that of all rows."""
        totals = dict.fromkeys(AuditVerdict, 0)
        for count in self.counts:
            totals[count.verdict] += count.rows
        return totals

    def sampled(self, count: int, seed: int) -> LogAudit:
        """Return the audit with rows chosen by chance in place of the worst.

        They are the same for the same log, count and seed.
        """
        return replace(self, sample=tuple(self.judged.sample(count, seed)))

    # what is told ---------------------------------------------------------------------

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the audit as the terminal prints it, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return audit_page(self._result(language))

    def to_dict(self, language: Language = "sv") -> AuditOutput:
        """Return the audit as the JSON object that the terminal prints.

        Of rows that are not in order it has the first thousand, the worst first.
        """
        return audit_object(self._result(language, Marks.NONE))

    def to_html(self, language: Language = "sv") -> str:
        """Return the audit as one self-contained page with plots."""
        return audit_web_page(self._result(language, Marks.TAGS))

    def to_csv(self, language: Language = "sv") -> Iterator[str]:
        """Yield parts of a table with every row of the log, or of the sample."""
        result = self._result(language, Marks.NONE)
        return table_lines(self.sample or self.judged.all_rows(), result)

    def write(self, file: str | Path, language: Language = "sv") -> None:
        """Write the audit to a file, every row in parquet and csv.

        Args:
            file: its name ends in `.parquet`, `.csv`, `.json` or `.html`.
            language: of labels and sentences.

        Raises:
            EngineError: the name ends in something else, or the file is the log or its
                mapping, lies among the rules, or cannot be written.
        """
        path = outlet(file, self.municipality.rules_folder, self.inputs)
        form = path.suffix.lower()
        try:
            match form:
                case ".parquet":
                    result = self._result(language, Marks.NONE)
                    self.judged.write(stored_texts(self.counts, result), path)
                case ".csv":
                    with path.open("w", encoding="utf-8-sig", newline="") as opened:
                        opened.writelines(self.to_csv(language))
                case ".json":
                    path.write_text(json_text(self.to_dict(language)), "utf-8")
                case ".html":
                    path.write_text(self.to_html(language), "utf-8")
                case _:
                    known = (".parquet", ".csv", ".json", ".html")
                    message = Message.of("log/out-format", path=path, known=known)
                    raise EngineError(message)
        except OSError as error:
            reason = system_reason(error)
            refusal = Message.of("file/unwritable", path=path, reason=reason)
            raise EngineError(refusal) from error

    def _result(self, language: Language, marks: Marks = Marks.QUOTES) -> AuditResult:
        wording = words(self.municipality.jurisdiction, language, marks)
        told = CaseWords(wording, self.mapping.meetings)
        days = self.judged.days
        meetings = self.mapping.meetings
        duties = {c.finding.duty for c in self.cases if c.finding.duty}
        undated = {duty.told_to for duty in duties if not meetings.get(duty.told_to)}
        listed = self.judged.rows_with(
            [each for each in AuditVerdict if each is not AuditVerdict.IN_ORDER],
            MOST_TOLD_ROWS,
        )
        is_told = self.layout.is_reporting_told
        return AuditResult(
            name=self.name,
            cases=self.cases,
            totals=self.by_verdict(),
            sums=audit_sums(self.counts, self.cases, told.committee),
            days=(days[0], days[-1]) if days else None,
            as_of=self.as_of,
            is_reporting_told=is_told,
            undated=tuple(sorted(undated)) if is_told else (),
            told=self.judged.told,
            listed=listed,
            sample=self.sample,
            wording=wording,
            words=told,
        )


@contextmanager
def log_audit(  # noqa: PLR0913 - each named at the call
    log: str | Path,
    municipality: Municipality,
    mapping: str | Path | None = None,
    *,
    table: str = "",
    as_of: dt.date | None = None,
    engine: str = AuditEngine.DUCKDB.value,
    tell: Progress = unheard,
) -> Iterator[LogAudit]:
    """Give the audit of a log, which can be asked for rows until the block is left.

    Args:
        log: a file: text with separators (csv), xlsx or ods, parquet, or a database of
            DuckDB.
        municipality: whose rules count.
        mapping: the file that says what the columns are.
        table: the name of the table, where a database has several.
        as_of: the day up to which the log tells what was reported; today when left
            out.
        engine: what runs the audit: `duckdb`, `spark` or `datafusion`. Spark reads a
            log in Parquet where it lies: a file, a folder of files, or an address such
            as `hdfs://…`.
        tell: is told how many of how many steps are done.

    Raises:
        UnusableMappingError: the mapping has problems.
        EngineError: a file cannot be read, a column is missing, or the engine is not
            known or not installed.
    """
    known = tuple(each.value for each in AuditEngine)
    if engine not in known:
        message = Message.of("log/unknown-engine", engine=engine, known=known)
        raise EngineError(message)
    kind = AuditEngine(engine)
    said = log_mapping(mapping, municipality)
    place = LogPlace(log, table, said)
    pace = Pace(tell)
    with ExitStack() as stack:
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="mandat-audit-")
        )
        with pace.watched():
            pace.stage(0, _TAKEN)
            tables, layout = put_log(place, kind, Path(folder), municipality)
            stack.callback(tables.close)
            audit = _Audit(municipality, said, layout, tables)
            judged = audit.judged(as_of or municipality.today, pace)
            pace.stage(_ASKED, STEPS, tables.share_done)
            counts = tuple(judged.counts())
        yield LogAudit(
            name=place.name,
            municipality=municipality,
            cases=tuple(judged.cases),
            counts=counts,
            layout=layout,
            mapping=said,
            as_of=as_of or municipality.today,
            judged=judged,
            inputs=(log, mapping),
        )


@record
class RowAudit:
    """What the rules of its day say of one row of a log, and why.

    Attributes:
        row: its number.
        case: the row as a case of its own.
        verdict: what is said of it.
        decision: the row as a decision; None where it could not be read.
        response: who decides such a matter; None where that could not be asked.
    """

    row: int
    case: AuditCase
    verdict: AuditVerdict
    decision: LoggedDecision | None
    response: Response | None
    _meetings: Mapping[str, tuple[dt.date, ...]] = field(repr=False, compare=False)
    _municipality: Municipality = field(repr=False, compare=False)

    @property
    def is_in_order(self) -> bool:
        """Tell whether the decision is in order."""
        return self.verdict is AuditVerdict.IN_ORDER

    def to_page(self, language: Language = "sv") -> Page:
        """Return the verdict, the sentence of it, and the answer with its reasons."""
        wording = words(self._municipality.jurisdiction, language)
        told = CaseWords(wording, self._meetings)
        day = self.decision.on if self.decision else None
        lead = row_page(self.row, self.case, self.verdict, day, told)
        if self.response is None:
            return lead
        return lead + self.response.to_page(language, why=True)

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the page as the terminal prints it, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_dict(self, language: Language = "sv") -> AuditRowOutput:
        """Return the row as the JSON object that the terminal prints."""
        wording = words(self._municipality.jurisdiction, language, Marks.NONE)
        told = CaseWords(wording, self._meetings)
        day = self.decision.on if self.decision else None
        kept = self.decision.kept if self.decision else ()
        judged = JudgedRow(self.row, 0, self.verdict, day)
        answer = self.response.to_dict(language, why=True) if self.response else None
        return {
            "schema": SCHEMA,
            "row": row_object(judged, self.case, told, dict(kept)),
            "answer": answer,
        }


def row_audit(  # noqa: PLR0913 - each named at the call
    log: str | Path,
    row: int,
    municipality: Municipality,
    mapping: str | Path | None = None,
    *,
    table: str = "",
    as_of: dt.date | None = None,
) -> RowAudit:
    """Return what the rules of its day say of one row of a log, asked alone.

    Args:
        log: as for `log_audit`.
        row: the number of the row; the headings are row 1.
        municipality: whose rules count.
        mapping: the file that says what the columns are.
        table: the name of the table, where a database has several.
        as_of: the day up to which the log tells what was reported; today when left
            out.

    Raises:
        EngineError: as for `log_audit`, or the log has no such row.
    """
    opened = decision_log(log, municipality, mapping, table=table)
    made = next((each for each in opened.decisions() if each.row >= row), None)
    if made is None or made.row != row:
        raise EngineError(Message.of("log/no-row", path=opened.name, row=row))
    meetings = opened.mapping.meetings
    if isinstance(made, UnreadRow):
        found = CaseFinding(
            verdict=AuditVerdict.UNREADABLE, message=made.message, heading=made.heading
        )
        case = AuditCase(0, found)
        return RowAudit(
            row=row,
            case=case,
            verdict=found.verdict,
            decision=None,
            response=None,
            _meetings=meetings,
            _municipality=municipality,
        )
    key = case_key(made)
    found, response = _examined(key, DecisionChecks(municipality))
    verdict, duty = found.verdict, found.duty
    if opened.layout.is_reporting_told and found.is_execution and made.reported_on:
        verdict = AuditVerdict.REPORTED_NO_DECISION
    elif opened.layout.is_reporting_told and duty:
        told = meetings.get(duty.told_to, ())
        last = last_day_to_report(duty.notification, made.on, told)
        if is_late(last, made.reported_on, as_of or municipality.today):
            verdict = AuditVerdict.NOT_REPORTED
    return RowAudit(
        row=row,
        case=AuditCase(0, found, key._replace(cell=made.given)),
        verdict=verdict,
        decision=made,
        response=response,
        _meetings=meetings,
        _municipality=municipality,
    )


def _points(rows: Iterable[Rule], known: Jurisdiction) -> Iterator[str]:
    """Yield the points of rows as answers cite them."""
    wording = words(known, "sv", Marks.NONE)
    for row in rows:
        if grant := row.conclusion.grant:
            yield f"{wording.role(grant.by)} {grant.point}"


class _Audit:
    """Answers the cases of one log."""

    def __init__(
        self,
        municipality: Municipality,
        mapping: LogMapping,
        layout: LogLayout,
        engine: TableEngine,
    ) -> None:
        self._checks = DecisionChecks(municipality)
        self._known = municipality.jurisdiction
        self._space = municipality.space
        self._mapping = mapping
        self._layout = layout
        self._engine = engine
        self._words = LogWords(self._known, mapping)

    def judged(self, as_of: dt.date, pace: Pace) -> JudgedLog:
        """Return the log with the verdict of each row."""

        def tell(done: int, total: int) -> None:
            pace.stage(_KEYED, _ASKED, lambda: done / total)

        pace.stage(_TAKEN, _KEYED, self._engine.share_done)
        keyed = KeyedLog(
            self._engine, self._layout, self._words, self._space, self._checks.rows
        )
        keyed.make()
        judged = JudgedLog(self._engine, keyed, self._layout)
        judged.judge(
            self.finding,
            lambda row: logged_decision(row, self._layout, self._words),
            self._mapping.meetings,
            as_of,
            tell,
        )
        return judged

    def finding(self, key: CaseKey) -> CaseFinding:
        """Return what the rules say of one decision of a case, found once."""
        kept, own = self._checks.municipality.kept_findings, key[:-1]
        found = kept.get(own)
        if found is None:
            found = case_finding(key, self._checks)
            if len(kept) < MOST_KEPT_CASES:
                kept[own] = found
        return found


def case_finding(key: CaseKey, checks: DecisionChecks) -> CaseFinding:
    """Return what the rules say of all decisions that have something in common.

    It is what a check of one of them says. What cannot be examined is told as such.
    """
    return _examined(key, checks)[0]


def _examined(
    key: CaseKey, checks: DecisionChecks
) -> tuple[CaseFinding, Response | None]:
    """Return what the rules say of a case, and the answer behind it, if any."""
    known = checks.municipality.jurisdiction
    taken = TakenDecision(
        decided_by=key.decided_by,
        on=key.on,
        matter=key.matter,
        reference=key.reference,
        legal_basis=key.legal_basis,
        method=key.method or _MANUAL,
        given=key.given,
    )
    try:
        check = checks.check(taken)
    except EngineError as error:
        unexamined = CaseFinding(
            verdict=AuditVerdict.UNREADABLE,
            message=error.message,
            committee=key.committee,
        )
        return unexamined, None
    is_execution = check.verdict is DecisionVerdict.NO_DECISION
    is_in_order = check.verdict is DecisionVerdict.IN_ORDER
    answer = check.response.answer
    by_id = known.rules_by_id
    cited = checks.rows(key.reference) if key.reference else ()
    grants = [
        grant
        for rule in (*cited, *(by_id[id_] for id_ in answer.rules))
        if (grant := rule.conclusion.grant)
    ]
    kinds = known.vocabulary.role_kinds
    found = CaseFinding(
        verdict=AuditVerdict.IN_ORDER
        if is_execution
        else AuditVerdict(check.verdict.value),
        names=check.names,
        matter=check.matter,
        committee=key.committee or (grants[0].by if grants else ""),
        point=next(iter((*check.points, *_points(cited, known))), key.reference),
        points=check.points,
        rules=answer.rules,
        cites=answer.cites,
        duty=reporting_duty(check.allowed, check.roles, kinds) if is_in_order else None,
        is_execution=is_execution,
        doubts=doubts(answer) if check.verdict is DecisionVerdict.DOUBTFUL else (),
        doubt=check.doubt,
    )
    return found, check.response
