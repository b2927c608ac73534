"""The pages that answer: who decides, which way, whether somebody may, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from markupsafe import Markup
from starlette.responses import RedirectResponse

from ..report.commands import Setting, command_text, question_words
from ..report.say import Marks
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.vocabulary import TermKind
from ..service.setup import words
from ..version import __version__
from .addresses import ABOUT, RECEIPT, RESERVED, TEXT, WHY, WHY_NOT
from .forms import fact_fields
from .markup import cited_addresses, page_markup, page_title
from .visit import Visit
from .ways import way_drawing

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import HTMLResponse

    from ..report.layout import Page
    from ..report.wording import Wording
    from ..service.interpretation import Interpretation
    from ..service.response import Response as Answered
    from .forms import FormField

#: What the API calls a question, by how the path of its page begins.
_CALLS = {"vem": "who", "vag": "route", "far": "may"}
#: So many roles that an answer names are linked to.
_MOST_ROLES = 6


def who(request: Request) -> HTMLResponse:
    """Answer who decides a matter."""
    return _asked_of(request, RuleKind.DECISION, (Slot.MATTER,))


def route(request: Request) -> HTMLResponse:
    """Answer which way a contact takes."""
    return _asked_of(request, RuleKind.CONTACT, (Slot.FROM, Slot.TO))


def may(request: Request) -> HTMLResponse:
    """Answer whether somebody may do something."""
    return _asked_of(request, RuleKind.CONDUCT, (Slot.ACTOR, Slot.DOES))


def _asked_of(
    request: Request, kind: RuleKind, slots: tuple[Slot, ...]
) -> HTMLResponse:
    visit = Visit(request)
    named = {slot: request.path_params[slot.value] for slot in slots}
    about = request.query_params.get(ABOUT, "").strip()
    if about and kind is RuleKind.CONTACT:
        named[Slot.ABOUT] = about
    response = visit.municipality.ask(
        kind, named, given=list(visit.asked.given), on=visit.asked.day
    )
    why = bool(request.query_params.get(WHY))
    why_not = request.query_params.get(WHY_NOT, "").strip() or None
    page = response.to_page(
        visit.asked.language, why=why, why_not=why_not, marks=Marks.TAGS
    )
    return _answer(visit, page, response)


def question(request: Request) -> HTMLResponse | RedirectResponse:
    """Answer a question in everyday words, or offer what it may mean."""
    visit = Visit(request)
    text = request.query_params.get(TEXT, "").strip()
    if not any(sign.isalnum() for sign in text):
        return RedirectResponse(visit.to.at(), 303)
    understood = visit.municipality.understand(
        text,
        given=list(visit.asked.given),
        on=visit.asked.day,
        asker=visit.to.asker or None,
    )
    page = understood.to_page(visit.asked.language, marks=Marks.TAGS)
    return _answer(visit, page, understood.response, understood)


def _answer(
    visit: Visit,
    page: Page,
    response: Answered | None,
    understood: Interpretation | None = None,
) -> HTMLResponse:
    """Return the page of an answer, with what is missing as a form below it."""
    drawing, address = "", ""
    facts: list[FormField] = []
    leads: list[tuple[str, str]] = []
    cited: dict[int, str] = {}
    if response is not None:
        own = words(response.jurisdiction, visit.asked.language, Marks.TAGS)
        drawing = way_drawing(response.answer, response.question, own)
        cited = cited_addresses(response.answer, own, visit.to.thing)
        if not response.is_foreign:
            address = _address(visit, response)
            facts = fact_fields(
                response.question, response.answer, _texts(visit, address), own
            )
            leads = _leads(visit, response, own, address)
    parts, query = urlsplit(address), visit.request.query_params
    is_why = bool(query.get(WHY) or query.get(WHY_NOT))
    return visit.shown(
        "answer.html",
        page_title(page),
        answer=Markup(page_markup(page, visit.to.command, cited)),  # noqa: S704 - escaped there
        is_titled=response is not None,
        drawing=Markup(drawing),  # noqa: S704 - escaped where it is drawn
        facts=facts,
        is_missing=bool(response and response.missing),
        action=parts.path,
        kept=[pair for pair in parse_qsl(parts.query) if pair[0] in RESERVED],
        repeated=understood.text if understood else "",
        leads=leads,
        asked=parse_qsl(parts.query),
        why_not=_roles(visit) if address and is_why else [],
        is_why_not=query.get(WHY_NOT, ""),
        day=(visit.asked.day or visit.edition.mandat.today).isoformat(),
        edition=visit.edition.digest,
        version=__version__,
    )


def _roles(visit: Visit) -> list[tuple[str, str]]:
    """Return the roles of which it can be asked why an answer does not name them."""
    say = visit.wording.say
    roles = visit.municipality.jurisdiction.vocabulary.roles.values()
    named = ((role.id, say.plain(role.label)) for role in roles)
    return sorted(named, key=lambda each: each[1].lower())


def _texts(visit: Visit, address: str) -> dict[str, str]:
    """Return the circumstances of an address by their ids, as they are typed."""
    known = visit.municipality.jurisdiction.vocabulary
    return {
        known.id_of(TermKind.CIRCUMSTANCE, name): text
        for name, text in parse_qsl(urlsplit(address).query)
        if name not in RESERVED
    }


def _address(visit: Visit, response: Answered) -> str:
    """Return the address that answers the same question, to be quoted."""
    setting = Setting(on=visit.to.day, today=visit.edition.mandat.today.isoformat())
    place = ["-m", visit.municipality.id] if visit.municipality.id else []
    swedish = words(response.jurisdiction, "sv", Marks.NONE)
    typed = question_words(response.question, swedish, setting, place)
    return visit.to.command(command_text(typed, setting))


def _leads(
    visit: Visit, response: Answered, wording: Wording, address: str
) -> list[tuple[str, str]]:
    """Return where to go on: the address to quote, why, and whom the answer names."""
    say, to = wording.say, visit.to
    leads = []
    if unquote(urlsplit(address).path) != visit.request.scope["path"]:
        quoted = say("Svarets egen adress, att citera", "The answer's own address")
        leads.append((quoted, address))
    if address and not visit.request.query_params.get(WHY):
        mark = "&" if "?" in address else "?"
        why = say("Varför: reglerna bakom svaret", "Why: the rules behind the answer")
        leads.append((why, f"{address}{mark}{WHY}=1"))
    if call := _receipt_address(address):
        leads.append((say("Kvitto på svaret (JSON)", "Receipt (JSON)"), call))
    named: dict[str, None] = {}
    for finding in response.findings:
        if finding.conclusion is not None:
            named.update(dict.fromkeys(sorted(finding.conclusion.roles())))
    powers = say("Vad {} får besluta", "What {} may decide")
    leads += [
        (
            powers.format(
                wording.say.plain(wording.jurisdiction.vocabulary.roles[role].label)
            ),
            to.at("roll", role),
        )
        for role in list(named)[:_MOST_ROLES]
    ]
    return leads


def _receipt_address(address: str) -> str:
    """Return the address of the receipt of the answer that a page gives.

    It is empty where the API keeps none, as of duties and procedures.
    """
    place, _, rest = address.removeprefix("/").partition("/")
    first, _, path = rest.partition("/")
    if first not in _CALLS:
        return ""
    mark = "&" if "?" in path else "?"
    return f"/api/v1/{place}/{_CALLS[first]}/{path}{mark}{RECEIPT}=1"
