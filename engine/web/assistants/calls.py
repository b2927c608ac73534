"""What each tool does: ask the service, and give what the terminal would print."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast

from ...records import record
from ...report.json_text import SCHEMA
from ...report.pages.lookup import EntryKind, things
from ...rulebook.model.points import rows_at
from ...rulebook.model.problems import (
    EngineError,
    Message,
    UnknownNameError,
    nearest,
)
from ...rulebook.model.vocabulary import TermKind
from ...service.decision_check import TakenDecision, check_decision
from ..addresses import Addresses
from .basis import basis, basis_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ...report.objects.answers import AnswerOutput, AskOutput, UnansweredOutput
    from ...report.objects.pages import ShowOutput
    from ...rulebook.model.packs import Jurisdiction
    from ...service.mandat import Mandat
    from ...service.municipality import Municipality
    from ...service.response import Response
    from .arguments import Arguments

#: A longer list of changes, in signs of its text, is refused.
LONGEST_CHANGES = 100_000


@record
class ToolAnswer:
    """What a tool gives: an object for programs, and the same in words."""

    content: dict[str, Any]
    text: str


class ToolCall:
    """One call of a tool: whose rules it asks, from which edition, in which words."""

    def __init__(self, mandat: Mandat, arguments: Arguments, public_url: str) -> None:
        """Take the edition of the rules in use now, and what the assistant gives.

        Raises:
            EngineError: no municipality has the name.
        """
        self.mandat, self.given = mandat, arguments
        self.municipality: Municipality = mandat.of(arguments.municipality)
        self._public_url = public_url

    @property
    def day(self) -> dt.date:
        """The day that is asked for."""
        return self.given.day() or self.mandat.today

    def told(
        self,
        content: object,
        text: str,
        *,
        jurisdiction: Jurisdiction | None = None,
        on: dt.date | None = None,
    ) -> ToolAnswer:
        """Return an object of the terminal and its text, with the passages to quote."""
        known = jurisdiction or self.municipality.jurisdiction
        language = self.given.language
        named = self.given.day()
        to = Addresses(
            municipality=self.municipality.id,
            language=language,
            day=named.isoformat() if named else "",
        )
        passages = basis(content, known, on or self.day, to, self._public_url)
        whole = {**cast("dict[str, Any]", content), "basis": passages}
        return ToolAnswer(content=whole, text=text + basis_text(passages, language))


# questions ----------------------------------------------------------------------------


def who(call: ToolCall) -> ToolAnswer:
    """Answer who decides a matter."""
    given = call.given
    response = call.municipality.who(
        given.text("matter"), given=given.facts, on=given.day()
    )
    return _answered(call, response)


def route(call: ToolCall) -> ToolAnswer:
    """Answer which way a contact takes."""
    given = call.given
    response = call.municipality.route(
        given.text("sender"),
        given.text("receiver"),
        about=given.text("about"),
        given=given.facts,
        on=given.day(),
    )
    return _answered(call, response)


def may(call: ToolCall) -> ToolAnswer:
    """Answer whether somebody may do something."""
    given = call.given
    response = call.municipality.may(
        given.text("actor"), given.text("act"), given=given.facts, on=given.day()
    )
    return _answered(call, response)


def _answered(call: ToolCall, response: Response) -> ToolAnswer:
    language = call.given.language
    content: AnswerOutput = response.to_dict(language)
    return call.told(
        content, response.to_text(language), jurisdiction=response.jurisdiction
    )


def ask(call: ToolCall) -> ToolAnswer:
    """Answer a question in everyday Swedish, or offer what it may mean."""
    given, language = call.given, call.given.language
    understood = call.municipality.understand(
        given.text("question"),
        given=given.facts,
        on=given.day(),
        asker=given.text("asker") or None,
    )
    content: AskOutput | UnansweredOutput = understood.to_dict(language)
    response = understood.response
    return call.told(
        content,
        understood.to_text(language),
        jurisdiction=response.jurisdiction if response else None,
    )


def decision(call: ToolCall) -> ToolAnswer:
    """Tell whether a decision was taken by somebody who may, on the right point.

    Raises:
        EngineError: the day is missing, or the decision cannot be examined.
    """
    given, language = call.given, call.given.language
    on = given.day()
    if on is None:
        raise EngineError(Message.of("web/argument-missing", name="day"))
    taken = TakenDecision(
        decided_by=given.text("decided_by"),
        on=on,
        matter=given.text("matter"),
        reference=given.text("reference"),
        legal_basis=given.text("legal_basis"),
        method=given.text("method") or "manual",
        given=given.facts,
    )
    checked = check_decision(taken, call.municipality)
    content = checked.to_dict(language)
    reasons = "\n".join(content["reasons"])
    return call.told(
        content,
        f"{reasons}\n\n{checked.response.to_text(language)}",
        jurisdiction=checked.response.jurisdiction,
    )


# what stands in the rulebook ----------------------------------------------------------


def role(call: ToolCall) -> ToolAnswer:
    """Tell what a role may decide, what it must do and what it must report."""
    known = call.municipality.jurisdiction.vocabulary
    return _shown(call, [known.id_of(TermKind.ROLE, call.given.text("role"))])


def order_row(call: ToolCall) -> ToolAnswer:
    """Show a row of a delegation order, by the committee and the number of the row.

    Raises:
        UnknownNameError: the order of the committee has no such row.
    """
    known, point = call.municipality.jurisdiction, call.given.text("point")
    committee = known.vocabulary.id_of(TermKind.ROLE, call.given.text("committee"))
    grants = {
        rule.id: rule.conclusion.grant
        for rule in known.rules
        if rule.conclusion.grant and rule.conclusion.grant.by == committee
    }
    wanted = [rule.id for rule in rows_at(point, known) if rule.id in grants]
    if not wanted:
        near = nearest(point, (grant.point for grant in grants.values()))
        raise UnknownNameError("question/unknown-name", point, near)
    return _shown(call, wanted)


def passage(call: ToolCall) -> ToolAnswer:
    """Show a passage, and what rests on it.

    Raises:
        UnknownNameError: no passage or provision has that name.
    """
    named = call.given.text("passage")
    kinds = {EntryKind.PASSAGE, EntryKind.PROVISION}
    shown = [
        thing.id
        for thing in things(named, call.municipality.jurisdiction)
        if thing.kind in kinds
    ]
    if not shown:
        raise UnknownNameError("question/unknown-name", named, ())
    return _shown(call, shown)


def _shown(call: ToolCall, names: Iterable[str]) -> ToolAnswer:
    """Return the pages of some things, as the terminal shows one after the other."""
    language = call.given.language
    pages = [call.municipality.show(name, on=call.day) for name in names]
    content: ShowOutput = {
        "schema": SCHEMA,
        "sheets": [
            sheet for each in pages for sheet in each.to_dict(language)["sheets"]
        ],
    }
    whole = sum(
        (each.to_page(language) for each in pages[1:]), pages[0].to_page(language)
    )
    return call.told(content, whole.text())


def changes(call: ToolCall) -> ToolAnswer:
    """Tell what the rules answer differently on two days.

    Raises:
        EngineError: law alone is asked about, which takes the rules of everybody; or
            more has changed than can be told at once.
    """
    given, language = call.given, call.given.language
    first, last = given.day("first_day"), given.day("last_day")
    if not call.municipality.id:
        raise EngineError(Message.of("web/argument-missing", name="municipality"))
    if first is None or last is None:
        raise EngineError(Message.of("web/argument-missing", name="first_day"))
    report = call.municipality.diff(days=(first, last), only=given.text("about"))
    content, text = report.to_dict(language), report.to_text(language)
    if len(text) > LONGEST_CHANGES:
        raise EngineError(Message.of("web/too-large"))
    for side in (content["old"], content["new"]):
        # where the rules lie is the server's own affair
        own = PurePath(side["name"]).name
        text = text.replace(side["name"], own)
        side["name"] = side["rules"] = own
    return call.told(content, text, on=last)
