"""Find on the first pages of a document whose order it is, and when it was adopted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.model.bounds import LONGEST_TEXT
from ..rulebook.model.names import name_key
from ..rulebook.model.tags import Tag
from ..rulebook.model.values import date_in
from ..rulebook.model.vocabulary import TermKind
from .blocks import OfficeHeading, OfficeParagraph, OfficeTable
from .cell_text import one_line
from .clause_wordings import worded_clause
from .clauses import SENTENCES
from .columns import header_roles
from .role_names import RoleNames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..rulebook.model.vocabulary import Vocabulary
    from .blocks import OfficeDocument

_NAME = r"[\wåäöÅÄÖ -]{3,60}"
_KIND = (
    r"(?:delegations|delegerings)(?:- och verkställighets)?"
    r"(?:ordning|förteckning|bestämmelser|regler)\w*"
)
_ORDER = re.compile(
    rf"(?:(?P<first>{_NAME}?)s? {_KIND}|{_KIND} (?:för|hos|vid) (?P<second>{_NAME}))",
    re.IGNORECASE,
)
_ADOPTED = re.compile(
    r"\b(?:antagen|antagits|fastställd|beslutad)\b[^0-9]{0,80}"
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})",
    re.IGNORECASE,
)
_DAY = r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
_FROM = r"(?:från(?: och med)?|fr\.? ?o\.? ?m\.?|from|f\.o\.m\.?|den)"
_TO = r"(?:till och med|t\.? ?o\.? ?m\.?|till|den)"
_HOLDS = (
    r"(?:gäller|gällande|giltig\w*|tillämpas|träder i ?kraft|trätt i ?kraft"
    r"|ikraftträd\w*|i kraft)"
)
_IN_FORCE = re.compile(rf"\b{_HOLDS}:?(?: {_FROM})*:? {_DAY}", re.IGNORECASE)
_UNTIL = re.compile(
    rf"(?:\b(?:{_HOLDS}:?|upphör(?: att gälla)?)|(?<=[0-9]),?(?: och)?)"
    rf"(?: {_TO})+:? {_DAY}",
    re.IGNORECASE,
)
#: Words by which a document tells from or until when it holds.
_SAYS_WHEN = re.compile(
    rf"\b(?:{_HOLDS}:? (?:{_FROM}|{_TO}|under|[0-9])|träder i ?kraft|ikraftträd\w*"
    r"|upphör)",
    re.IGNORECASE,
)
_SOME_DAY = re.compile(
    r"\b(?:(?:19|20)[0-9]{2}|[0-9]{1,2} ?/ ?[0-9]{1,2}"
    r"|[0-9]{1,2}\.? (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))",
    re.IGNORECASE,
)
DNR = re.compile(
    r"\b(?:dnr|diarienr|diarienummer|diarienr)\b[. :]*"
    r"(?P<dnr>(?:[A-ZÅÄÖ]{1,6}[ -]?)?[0-9]{2,4}[/:.-][0-9]{1,6}"
    r"(?:[-/.][0-9]{1,6}){0,2})",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"\b(?:förslag|utkast|remissversion|arbetsversion)\b", re.IGNORECASE
)
_MONTHLY = re.compile(r"\bDEL\b.*\bmånad", re.DOTALL)
_SENTENCES = re.compile(r"(?<=[a-zåäö0-9)])\.\s+")
#: As those, but `fr.o.m. 2026` is no end of a sentence.
_DATED_SENTENCES = re.compile(r"(?<=[a-zåäö0-9)])\.\s+(?=[A-ZÅÄÖ])")
_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_WORDED_DAY = re.compile(
    rf"(?:den )?\b(?P<day>[0-9]{{1,2}}) (?P<month>{'|'.join(_MONTHS)})"
    r" (?P<year>(?:19|20)[0-9]{2})\b",
    re.IGNORECASE,
)
_SHORT_TITLE = 120
_NEW_COMMITTEE = re.compile(
    r"(?:[\w-]+ och )?[\w-]+(?:nämnd|styrelse)(?:en|ens|s|n|ns)?", re.IGNORECASE
)
_FIRST_BLOCKS, _FIRST_ROWS = 60, 3


def says_clause(text: str) -> bool:
    """Tell whether every sentence of a paragraph says a clause that is known."""
    if len(text) > LONGEST_TEXT:
        return False
    return all(worded_clause(each) is not None for each in _SENTENCES.split(text))


class FrontPage:
    """What stands before the rows of a document.

    Args:
        document: the document.
        vocabulary: the words of the municipality, or of law alone.
    """

    def __init__(self, document: OfficeDocument, vocabulary: Vocabulary) -> None:
        """Take the document."""
        self._document = document
        self._vocabulary = vocabulary
        self._texts = tuple(
            _with_days(one_line(t[:LONGEST_TEXT])) for t in self._first_texts()
        )

    def _first_texts(self) -> Iterator[str]:
        for block in self._document.blocks[:_FIRST_BLOCKS]:
            if isinstance(block, OfficeTable):
                rows = block.rows[:_FIRST_ROWS]
                yield from (cell.text for row in rows for cell in row if cell.text)
            else:
                yield block.text

    def title(self) -> str:
        """Return the title of the document, "" where it has none."""
        for block in self._document.blocks:
            if isinstance(block, OfficeHeading) and (
                block.level == 0 or _ORDER.search(block.text)
            ):
                return block.text
        titles = (t for t in self._texts if _ORDER.search(t) and len(t) <= _SHORT_TITLE)
        return next(titles, "")

    def committee(self) -> str:
        """Return the committee whose order it says to be, "" where it names not one."""
        names = RoleNames(self._vocabulary)
        committees = self._vocabulary.tagged(TermKind.ROLE, Tag.COMMITTEE.value)
        found: set[str] = set()
        for text in self._texts:
            for match in _ORDER.finditer(text):
                words = (match["first"] or match["second"]).split()
                for size in range(len(words), 0, -1):
                    part = words[-size:] if match["first"] else words[:size]
                    plain = " ".join(part)
                    ids = {names.find(w).id for w in (plain, plain.removesuffix("s"))}
                    if len(ids & committees) == 1:
                        found |= ids & committees
                        break
        return found.pop() if len(found) == 1 else ""

    def committee_name(self) -> str:
        """Return what the title calls a committee that nobody knows, "" for none."""
        for match in _ORDER.finditer(self.title()):
            words = (match["first"] or match["second"]).split()
            names = (" ".join(words[: n + 1]) for n in range(len(words)))
            found = next(filter(_NEW_COMMITTEE.fullmatch, names), "")
            if found:
                return f"{found.removesuffix('s')}"
        return ""

    def committees(self) -> tuple[str, ...]:
        """Return all committees that there are, those that it names first."""
        tagged = sorted(self._vocabulary.tagged(TermKind.ROLE, Tag.COMMITTEE.value))
        text = name_key(" ".join(self._texts))
        roles = self._vocabulary.roles
        named = [id_ for id_ in tagged if name_key(roles[id_].label.sv) in text]
        return (*named, *(id_ for id_ in tagged if id_ not in named))

    def adopted(self) -> str:
        """Return the one day on which it says to have been adopted, else ""."""
        text = "\n".join(self._texts)
        days = {match["day"] for match in _ADOPTED.finditer(text)}
        return days.pop() if len(days) == 1 else ""

    def in_force(self) -> str:
        """Return the one day from which it says to hold, else ""."""
        return self._one(_IN_FORCE, "day")

    def until(self) -> str:
        """Return the one day until which it says to hold, else ""."""
        return self._one(_UNTIL, "day")

    def dnr(self) -> str:
        """Return the one number of its case that it names, else ""."""
        return self._one(DNR, "dnr")

    def doubted_days(self) -> str:
        """Return the sentences on when it holds that are not understood, else ""."""
        texts = [t for t in self._outside() if _SAYS_WHEN.search(t)]
        starts = {m["day"] for t in texts for m in _IN_FORCE.finditer(t)}
        ends = {m["day"] for t in texts for m in _UNTIL.finditer(t)}
        adopted = self.adopted()
        is_sure = (
            max(len(starts), len(ends)) <= 1
            and all(map(date_in, starts | ends))
            and not any(start < adopted for start in starts)
            and not any(_has_another_day(text) for text in texts)
        )
        return "" if is_sure else "\n".join(texts)

    def days(self) -> tuple[str, ...]:
        """Return the days that the sentences on when it holds name."""
        days = re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", self.doubted_days())
        return tuple(day for day in dict.fromkeys(days) if date_in(day))

    def _one(self, pattern: re.Pattern[str], group: str) -> str:
        found = {m[group] for t in self._outside() for m in pattern.finditer(t)}
        return found.pop() if len(found) == 1 else ""

    def _outside(self) -> Iterator[str]:
        """Yield the sentences that stand before the first table of rows."""
        for block in self._document.blocks[:_FIRST_BLOCKS]:
            lines = [block.text] if not isinstance(block, OfficeTable) else []
            is_order = False
            if isinstance(block, OfficeTable):
                for row in block.rows[:_FIRST_ROWS]:
                    cells = [one_line(cell.text) for cell in row]
                    is_order = is_order or header_roles(cells) is not None
                    if not is_order:
                        lines.append(" ".join(filter(None, cells)))
            for line in lines:
                told = _with_days(one_line(line[:LONGEST_TEXT]))
                yield from _DATED_SENTENCES.split(told)
            if is_order:
                return

    def is_draft(self) -> bool:
        """Tell whether the first lines say that it is only proposed."""
        return any(_DRAFT.search(text) for text in self._texts[:4])

    def clauses(self) -> dict[str, str]:
        """Return the clauses that its paragraphs say in sentences that are known.

        Of two that contradict each other neither counts.
        """
        said: dict[str, set[str]] = {}
        for block in self._document.blocks:
            if not isinstance(block, OfficeParagraph) or len(block.text) > LONGEST_TEXT:
                continue
            for sentence in _SENTENCES.split(block.text):
                clause = worded_clause(sentence)
                is_plain = clause is not None and isinstance(clause.value, str)
                if clause is None or not is_plain:
                    continue
                if (clause.key, clause.value) in SENTENCES:
                    said.setdefault(clause.key, set()).add(clause.value)
        return {key: values.pop() for key, values in said.items() if len(values) == 1}

    def is_mark_monthly(self) -> bool:
        """Tell whether it says that what is marked `DEL` is told once a month."""
        return any(
            isinstance(block, OfficeParagraph) and _MONTHLY.search(block.text)
            for block in self._document.blocks
        )


def _with_days(text: str) -> str:
    """Return a text in which days such as `den 3 april 2025` are `2025-04-03`."""

    def written(match: re.Match[str]) -> str:
        month = _MONTHS.index(match["month"].casefold()) + 1
        return f"{match['year']}-{month:02}-{int(match['day']):02}"

    return _WORDED_DAY.sub(written, text)


def _has_another_day(text: str) -> bool:
    """Tell whether a sentence names a day that is not known to be one of its own."""
    for pattern in (_ADOPTED, _UNTIL, _IN_FORCE, DNR):
        text = pattern.sub(" ", text)
    return _SOME_DAY.search(text) is not None
