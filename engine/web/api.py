"""The API for programs: the objects that the terminal prints with `--format json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from ..report.json_text import SCHEMA
from ..report.pages.entries import ListKind
from ..rulebook.model.problems import EngineError, Message, UnknownNameError
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.vocabulary import TermKind
from ..service.decision_check import check_decision
from ..service.receipts import receipt
from ..service.setup import LANGUAGES
from ..version import __version__
from .addresses import ABOUT, LANGUAGE, LAW, RECEIPT, TEXT, WHY, WHY_NOT
from .bodies import BadRequestError, body_object
from .decision_bodies import taken_decision
from .reading import asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from ..service.municipality import Municipality
    from .live import ServedEdition


class ApiCall:
    """One request of a program: whose rules it asks, and what is known."""

    def __init__(self, request: Request) -> None:
        """Take the request, and the edition of the rules that is in use now.

        Raises:
            EngineError: no municipality has the name in the address, the language is
                none, or the query cannot be used.
        """
        language = request.query_params.get(LANGUAGE, LANGUAGES[0])
        if language not in LANGUAGES:
            raise UnknownNameError("question/unknown-language", language, LANGUAGES)
        self.request = request
        self.asked = asked(request)
        self.edition: ServedEdition = request.app.state.live.edition
        self.mandat = self.edition.mandat
        named = request.path_params.get("municipality", LAW)
        self.municipality: Municipality = self.mandat.of("" if named == LAW else named)

    @property
    def why(self) -> bool:
        """Whether the rules behind the answer are wanted, too."""
        return bool(self.request.query_params.get(WHY))

    @property
    def why_not(self) -> str | None:
        """The role of which to tell why it is not named."""
        return self.request.query_params.get(WHY_NOT, "").strip() or None


def who(request: Request) -> JSONResponse:
    """Answer who decides a matter."""
    return _asked_of(request, RuleKind.DECISION, {Slot.MATTER: "matter"})


def route(request: Request) -> JSONResponse:
    """Answer which way a contact takes."""
    return _asked_of(request, RuleKind.CONTACT, {Slot.FROM: "from", Slot.TO: "to"})


def may(request: Request) -> JSONResponse:
    """Answer whether somebody may do something."""
    return _asked_of(
        request, RuleKind.CONDUCT, {Slot.ACTOR: "actor", Slot.DOES: "does"}
    )


def _asked_of(
    request: Request, kind: RuleKind, slots: Mapping[Slot, str]
) -> JSONResponse:
    call = ApiCall(request)
    named = {slot: request.path_params[name] for slot, name in slots.items()}
    about = request.query_params.get(ABOUT, "").strip()
    if about and kind is RuleKind.CONTACT:
        named[Slot.ABOUT] = about
    response = call.municipality.ask(
        kind, named, given=list(call.asked.given), on=call.asked.day
    )
    if request.query_params.get(RECEIPT):
        kept = receipt(response, call.mandat, digest=call.edition.digest)
        name = f'attachment; filename="{kept.number}.json"'
        return JSONResponse(kept.to_dict(), headers={"Content-Disposition": name})
    return JSONResponse(
        response.to_dict(call.asked.language, why=call.why, why_not=call.why_not)
    )


def ask(request: Request) -> JSONResponse:
    """Answer a question in everyday Swedish, or offer what it may mean."""
    call = ApiCall(request)
    known = call.municipality.jurisdiction.vocabulary
    asker = call.asked.asker
    understood = call.municipality.understand(
        request.query_params.get(TEXT, ""),
        given=list(call.asked.given),
        on=call.asked.day,
        asker=known.id_of(TermKind.ROLE, asker) if asker else None,
    )
    return JSONResponse(
        understood.to_dict(call.asked.language, why=call.why, why_not=call.why_not)
    )


def show(request: Request) -> JSONResponse:
    """Show a rule, passage, document, role, matter, act or circumstance."""
    call = ApiCall(request)
    pages = call.municipality.show(request.path_params["thing"], on=call.asked.day)
    return JSONResponse(pages.to_dict(call.asked.language))


def post(request: Request) -> JSONResponse:
    """Tell what a post may decide on a day."""
    call = ApiCall(request)
    shown = call.municipality.post(request.path_params["post"], on=call.asked.day)
    return JSONResponse(shown.to_dict(call.asked.language))


def rules(request: Request) -> JSONResponse:
    """List the rules in which all words of the query `q` occur."""
    call = ApiCall(request)
    listed = call.municipality.rules(*request.query_params.get(TEXT, "").split())
    return JSONResponse(listed.to_dict(call.asked.language))


async def decision(request: Request) -> JSONResponse:
    """Tell whether a decision of a case system was taken by somebody who may."""
    content = await request.body()
    try:
        body = body_object(content, request.headers.get("content-type", ""))
    except BadRequestError as error:
        raise EngineError(Message.of("web/bad-body", reason=str(error))) from error
    return await run_in_threadpool(_checked, request, body)


def _checked(request: Request, body: Mapping[str, Any]) -> JSONResponse:
    call = ApiCall(request)
    taken = taken_decision(body)
    checked = check_decision(taken, call.municipality)
    return JSONResponse(checked.to_dict(call.asked.language))


def municipalities(request: Request) -> JSONResponse:
    """List the municipalities that have rules here."""
    call = ApiCall(request)
    listed = call.mandat.listing(ListKind.MUNICIPALITIES)
    return JSONResponse(listed.to_dict(call.asked.language))


async def health(request: Request) -> JSONResponse:
    """Tell which edition of the rules is in use, and whether it is the newest.

    `status` is `stale` where the files have been changed into something that cannot be
    used; the edition before is then in use, and `problem` has the code of what is
    wrong.
    """
    live = request.app.state.live
    edition, problem = live.edition, live.problem
    content: dict[str, object] = {
        "schema": SCHEMA,
        "status": "stale" if problem else "ok",
        "rules": edition.digest,
        "read_at": edition.read_at.isoformat(),
        "version": __version__,
    }
    if problem:
        content["problem"] = problem.message.code
    return JSONResponse(content, headers={"Cache-Control": "no-store"})
