"""Keep an answer as a receipt, and hold it against the rules later."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..records import record
from ..report.answers import as_json
from ..report.failures import failure_text
from ..report.json_text import SCHEMA, json_text
from ..report.lines import layout_for
from ..report.receipt_changes import (
    ChangedPassage,
    PassageChange,
    ReceiptChanges,
    receipt_changes_page,
)
from ..report.say import Marks
from ..rulebook.loading.digests import rules_digest
from ..rulebook.loading.walks import ordinary_content
from ..rulebook.model.problems import EngineError, Message, system_reason
from ..rulebook.model.rules import RuleKind, Slot
from ..version import __version__
from .setup import say, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..report.layout import Page
    from ..report.objects.receipts import ReceiptCheckOutput, ReceiptOutput
    from ..rulebook.model.packs import Jurisdiction
    from .mandat import Mandat
    from .response import Response
    from .setup import Language

#: A receipt has fewer bytes than this.
_LARGEST = 2_000_000
#: What is no part of an answer, or of how it is told.
_ASIDE = frozenset({"label", "question", "rules", "candidates", "nearest", "title"})


@record
class Receipt:
    """An answer with all that it rests on, to be kept and held against the rules later.

    Attributes:
        number: sixteen hexadecimal digits, made of all the rest: two receipts with the
            same number say the same.
    """

    number: str
    _content: ReceiptOutput = field(repr=False, compare=False)

    def to_dict(self) -> ReceiptOutput:
        """Return the receipt as an object for JSON; its sentences are Swedish."""
        return self._content

    def write(self, path: str | Path) -> None:
        """Write the receipt to a file that is not there yet.

        Raises:
            EngineError: it is there, or cannot be written.
        """
        file = Path(path)
        try:
            with file.open("x", encoding="utf-8") as opened:
                opened.write(json_text(self._content))
        except FileExistsError as error:
            raise EngineError(Message.of("receipt/exists", path=file)) from error
        except OSError as error:
            reason = system_reason(error)
            refusal = Message.of("file/unwritable", path=file, reason=reason)
            raise EngineError(refusal) from error


def receipt(response: Response, mandat: Mandat, *, digest: str = "") -> Receipt:
    """Return the receipt of an answer.

    Args:
        response: the answer.
        mandat: what gave it.
        digest: of its rules, as they were when they were read; that of the files now
            when left out.
    """
    digest = digest or rules_digest(mandat.rules)
    wording = words(response.jurisdiction, "sv", Marks.NONE)
    passages = response.jurisdiction.passages
    content: ReceiptOutput = {
        "schema": SCHEMA,
        "receipt": "",
        "version": __version__,
        "rules": digest,
        "answer": as_json.answer_object(response.answer, response.question, wording),
        "lines": response.to_text("sv").splitlines(),
        "passages": [
            {"passage": id_, "fingerprint": passages[id_].fingerprint or None}
            for id_ in response.answer.cites
        ],
    }
    content["receipt"] = number = _number(content)
    return Receipt(number=number, _content=content)


def _number(content: Mapping[str, Any]) -> str:
    """Return the number of a receipt: it is another when anything in it is."""
    rest = {name: value for name, value in content.items() if name != "receipt"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@record
class ReceiptCheck:
    """What has become of the answer of a receipt.

    Attributes:
        number: of the receipt.
        response: the answer to the same question for the same day; None where it
            cannot be asked any more.
        problem: why it cannot.
        is_same: whether it is the same answer.
        is_same_rules: whether the rules are the same, sign for sign.
        is_same_version: whether the program is.
        passages: those that are not as they were.
    """

    number: str
    response: Response | None
    problem: EngineError | None
    is_same: bool
    is_same_rules: bool
    is_same_version: bool
    passages: tuple[ChangedPassage, ...]
    _kept: ReceiptOutput = field(repr=False, compare=False)
    _jurisdiction: Jurisdiction = field(repr=False, compare=False)

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return what has become of it as the terminal prints it."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        speak = say(language)
        changes = ReceiptChanges(
            number=self.number,
            is_same=self.is_same,
            is_same_edition=self.is_same_rules and self.is_same_version,
            before=self._kept["lines"],
            now=self._now(),
            hindrance=failure_text(self.problem, speak) if self.problem else "",
            passages=self.passages,
            sources=[self._jurisdiction.sources[id_] for id_ in self._behind()],
        )
        return receipt_changes_page(changes, speak)

    def to_dict(self, language: Language = "sv") -> ReceiptCheckOutput:
        """Return what has become of it as the object that the terminal prints."""
        sources = self._jurisdiction.sources
        speak = say(language, Marks.NONE)
        return {
            "schema": SCHEMA,
            "receipt": self.number,
            "same": self.is_same,
            "same_rules": self.is_same_rules,
            "same_version": self.is_same_version,
            "before": self._kept["lines"],
            "now": self._now() if self.response else None,
            "problem": self.problem.message.code if self.problem else None,
            "passages": [
                {
                    "passage": each.id,
                    "change": each.change.value,
                    "citation": each.citation,
                }
                for each in self.passages
            ],
            "sources": [
                {
                    "source": id_,
                    "title": speak.plain(sources[id_].title),
                    "status": sources[id_].status.value,
                    "adopted": adopted.isoformat()
                    if (adopted := sources[id_].adopted)
                    else None,
                }
                for id_ in self._behind()
            ],
        }

    def _now(self) -> list[str]:
        return self.response.to_text("sv").splitlines() if self.response else []

    def _behind(self) -> list[str]:
        """Return the documents of what is not as it was, that are there now."""
        documents = dict.fromkeys(each.id.partition("#")[0] for each in self.passages)
        return [id_ for id_ in documents if id_ in self._jurisdiction.sources]


def check_receipt(file: str | Path, mandat: Mandat) -> ReceiptCheck:
    """Ask again what a receipt tells, for the same day, and compare.

    Args:
        file: the receipt, as JSON.
        mandat: answers from the rules as they are now.

    Raises:
        UnknownNameError: no municipality has the name in the receipt.
        UnusableRulesError: its rules have problems.
        EngineError: the file cannot be read, is no receipt, or has been changed.
    """
    kept = _read(Path(file))
    digest = rules_digest(mandat.rules)
    question = kept["answer"]["question"]
    place = question["municipality"] or ""
    jurisdiction = mandat.of(place).jurisdiction
    response, problem = None, None
    try:
        response = mandat.of(place).ask(
            RuleKind(question["kind"]),
            {Slot(slot): term["id"] for slot, term in question["asked"].items()},
            given=[(name, _typed(value)) for name, value in question["given"].items()],
            on=dt.date.fromisoformat(question["date"]),
        )
    except EngineError as error:
        problem = error
    now = receipt(response, mandat, digest=digest).to_dict() if response else None
    return ReceiptCheck(
        number=kept["receipt"],
        response=response,
        problem=problem,
        is_same=now is not None and _essence(now["answer"]) == _essence(kept["answer"]),
        is_same_rules=kept["rules"] == digest,
        is_same_version=kept["version"] == __version__,
        passages=tuple(_changed(kept, now, jurisdiction)),
        _kept=kept,
        _jurisdiction=jurisdiction,
    )


def _read(file: Path) -> ReceiptOutput:
    """Return what a receipt holds.

    Raises:
        EngineError: it cannot be read, is none, or has been changed.
    """
    content = ordinary_content(file, _LARGEST)
    try:
        kept = json.loads((content or b"").decode("utf-8"))
        number = _number(kept)
        is_receipt = _is_receipt(kept)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise EngineError(Message.of("receipt/none", path=file)) from error
    if not is_receipt:
        raise EngineError(Message.of("receipt/none", path=file))
    if kept["receipt"] != number:
        raise EngineError(Message.of("receipt/altered", path=file))
    return cast("ReceiptOutput", kept)


def _is_receipt(kept: Mapping[str, Any]) -> bool:
    """Tell whether an object is built as a receipt is, where it is read.

    Raises:
        KeyError: a member is missing.
        TypeError, ValueError, AttributeError: one is of another type.
    """
    question = kept["answer"]["question"]
    RuleKind(question["kind"])
    dt.date.fromisoformat(question["date"])
    texts = [
        *(Slot(slot).value for slot in question["asked"]),
        *(term["id"] for term in question["asked"].values()),
        *question["given"],
        *kept["lines"],
        *(passage["passage"] for passage in kept["passages"]),
        *(passage["fingerprint"] or "" for passage in kept["passages"]),
        question["municipality"] or "",
        kept["rules"],
        kept["version"],
        kept["receipt"],
    ]
    plain = (str, int, float, bool, type(None))
    values = question["given"].values()
    return (
        kept["schema"] == SCHEMA
        and all(isinstance(text, str) for text in texts)
        and all(isinstance(value, plain) for value in values)
    )


def _typed(value: str | float | bool | None) -> str | bool | int | Decimal:  # noqa: FBT001 - any value
    """Return a value of JSON as a question takes it."""
    if value is None:
        return "ingen"
    return Decimal(repr(value)) if isinstance(value, float) else value


def _essence(value: object) -> object:
    """Return what an answer says, without how it is called."""
    match value:
        case dict():
            kept = {
                name: _essence(v) for name, v in value.items() if name not in _ASIDE
            }
            if "citations" in kept and isinstance(value["citations"], list):
                kept["citations"] = [_cited(each) for each in value["citations"]]
            return kept
        case list():
            return [_essence(each) for each in value]
        case _:
            return value


def _cited(citation: object) -> object:
    return citation["passage"] if isinstance(citation, dict) else citation


def _changed(
    kept: ReceiptOutput, now: ReceiptOutput | None, jurisdiction: Jurisdiction
) -> Iterator[ChangedPassage]:
    """Yield the passages that are not as they were, those of the receipt first."""
    wording = words(jurisdiction, "sv", Marks.NONE)
    cited = {each["passage"] for each in now["passages"]} if now else set()
    before = {each["passage"]: each["fingerprint"] for each in kept["passages"]}
    for id_, fingerprint in before.items():
        passage = jurisdiction.passages.get(id_)
        if passage is None:
            yield ChangedPassage(id_, PassageChange.GONE, id_)
            continue
        citation = wording.citation(id_)
        if (passage.fingerprint or None) != fingerprint:
            yield ChangedPassage(id_, PassageChange.CHANGED, citation)
        elif now and id_ not in cited:
            yield ChangedPassage(id_, PassageChange.NO_LONGER_CITED, citation)
    for id_ in sorted(cited - before.keys()):
        yield ChangedPassage(id_, PassageChange.NEW, wording.citation(id_))
