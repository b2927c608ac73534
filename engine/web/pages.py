"""The pages that answer: who decides, which way, whether somebody may, and what for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse

from ..report.citations import numbered
from ..report.commands import Setting, command_text, question_words
from ..report.layout import Paragraph
from ..report.lines import Stress
from ..report.pages.entries import ListKind
from ..report.say import TONGUE_BEGINS, TONGUE_ENDS, Marks
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.vocabulary import TermKind
from ..service.setup import words
from ..version import __version__
from .addresses import (
    ABOUT,
    DISQUALIFIED,
    LAW,
    RECEIPT,
    RESERVED,
    TEXT,
    WHY,
    WHY_NOT,
    Addresses,
)
from .forms import fact_fields
from .markup import page_markup
from .reading import asked, asked_language, other_language
from .rendering import rendered
from .sections import section_passages
from .ways import way_drawing

if TYPE_CHECKING:
    from starlette.requests import Request

    from ..report.layout import Page
    from ..report.wording import Wording
    from ..service.interpretation import Interpretation
    from ..service.municipality import Municipality
    from ..service.response import Response as Answered
    from .forms import FormField
    from .live import ServedEdition
    from .reading import Query

#: What the API calls a question, by how the path of its page begins.
_CALLS = {"vem": "who", "vag": "route", "far": "may"}
#: So many roles that an answer names are linked to.
_MOST_ROLES = 6
#: Takes the marks of Swedish words out of a text that is no HTML.
_UNMARKED = str.maketrans("", "", TONGUE_BEGINS + TONGUE_ENDS)


class Visit:
    """One request of a reader: whose rules are read about, and in which words."""

    def __init__(self, request: Request) -> None:
        """Take the request, and the edition of the rules that is in use now.

        Raises:
            EngineError: no municipality has the name in the address, or the query
                cannot be used.
        """
        self.request = request
        self.edition: ServedEdition = request.app.state.live.edition
        self.asked: Query = asked(request)
        named = request.path_params.get("municipality", LAW)
        self.municipality: Municipality = self.edition.mandat.of(
            "" if named == LAW else named
        )
        self.to = Addresses(
            municipality=self.municipality.id,
            language=self.asked.language,
            asker=self._asker(),
            day=self.asked.day.isoformat() if self.asked.day else "",
        )

    def _asker(self) -> str:
        """Return the id of the role of the reader, empty where it is not told.

        Raises:
            UnknownNameError: no role has that name.
        """
        if not self.asked.asker:
            return ""
        known = self.municipality.jurisdiction.vocabulary
        return known.id_of(TermKind.ROLE, self.asked.asker)

    @property
    def wording(self) -> Wording:
        """The words of the municipality, the Swedish ones in English marked."""
        jurisdiction = self.municipality.jurisdiction
        return words(jurisdiction, self.asked.language, Marks.TAGS)

    @property
    def here(self) -> str:
        """The address that was asked for."""
        url = self.request.url
        return f"{url.path}?{url.query}" if url.query else url.path

    def shown(
        self, template: str, title: str, *, status: int = 200, **content: object
    ) -> HTMLResponse:
        """Return a page of the municipality."""
        wording = self.wording
        own = self.municipality.jurisdiction.municipality
        text = rendered(
            template,
            wording.say,
            self.to,
            title=title,
            place=wording.say.plain(own.label) if own else law_name(self.to),
            other_language=other_language(self.request),
            path=self.request.url.path,
            **content,
        )
        return HTMLResponse(text, status)


def law_name(to: Addresses) -> str:
    """Return what law and guidance alone are called at the top of a page."""
    return "Law and guidance" if to.language == "en" else "Lag och vägledning"


# the first pages ----------------------------------------------------------------------


def front(request: Request) -> HTMLResponse:
    """Choose a municipality; what this is, and what it is not."""
    language = asked_language(request)
    to = Addresses(language=language)
    mandat = request.app.state.live.edition.mandat
    wording = words(mandat.law().jurisdiction, language, Marks.TAGS)
    places = [
        (wording.say.plain(head.label), to.at(place=head.id))
        for head in mandat.municipalities
    ]
    text = rendered(
        "front.html",
        wording.say,
        to,
        title=wording.say("Vem får besluta?", "Who may decide?"),
        place="",
        other_language=other_language(request),
        places=places,
        law=to.at(place=LAW),
    )
    return HTMLResponse(text)


def place(request: Request) -> HTMLResponse:
    """Show a municipality: a box to ask in, and what there is to browse."""
    visit = Visit(request)
    wording, to, mandat = visit.wording, visit.to, visit.edition.mandat
    say = wording.say
    lists = [
        (say(*titles), _index(visit, kind))
        for kind, titles in (
            (ListKind.MATTERS, ("Ärenden", "Matters")),
            (ListKind.ROLES, ("Roller", "Roles")),
            (ListKind.ACTS, ("Handlingar", "Acts")),
            (ListKind.SOURCES, ("Dokument", "Documents")),
        )
    ]
    if visit.municipality.jurisdiction.posts:
        posts = mandat.listing(ListKind.POSTS, visit.municipality.id)
        listed = [(say.name(p.label), to.at("post", p.id)) for p in posts.entries]
        lists.insert(2, (say("Befattningar", "Posts"), listed))
    roles = mandat.listing(ListKind.ROLES, visit.municipality.id).entries
    return visit.shown(
        "place.html",
        wording.place,
        lists=lists,
        roles=sorted(
            ((role.id, say.plain(role.label)) for role in roles),
            key=lambda each: each[1].lower(),
        ),
    )


def _index(visit: Visit, kind: ListKind) -> list[tuple[str, str]]:
    """Return what there is of a kind with addresses, by what it is called."""
    to, say = visit.to, visit.wording.say
    entries = visit.edition.mandat.listing(kind, visit.municipality.id).entries
    first = "vem" if kind is ListKind.MATTERS else "visa"
    named = [
        (say.plain(entry.label), to.at(first, *entry.id.split("/")))
        for entry in entries
    ]
    return sorted(named, key=lambda each: each[0].lower())


# questions ----------------------------------------------------------------------------


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
        cited = _cited(visit, response, own)
        if not response.is_foreign:
            address = _address(visit, response)
            facts = fact_fields(
                response.question, response.answer, _texts(visit, address), own
            )
            leads = _leads(visit, response, own, address)
    parts = urlsplit(address)
    return visit.shown(
        "answer.html",
        _title(page),
        answer=Markup(page_markup(page, visit.to.command, cited)),  # noqa: S704 - escaped there
        drawing=Markup(drawing),  # noqa: S704 - escaped where it is drawn
        facts=facts,
        is_missing=bool(response and response.missing),
        action=parts.path,
        kept=[pair for pair in parse_qsl(parts.query) if pair[0] in RESERVED],
        repeated=understood.text if understood else "",
        leads=leads,
        day=(visit.asked.day or visit.edition.mandat.today).isoformat(),
        edition=visit.edition.digest,
        version=__version__,
    )


def _texts(visit: Visit, address: str) -> dict[str, str]:
    """Return the circumstances of an address by their ids, as they are typed."""
    known = visit.municipality.jurisdiction.vocabulary
    return {
        known.id_of(TermKind.CIRCUMSTANCE, name): text
        for name, text in parse_qsl(urlsplit(address).query)
        if name not in RESERVED
    }


def _title(page: Page) -> str:
    """Return what a page is called: its title, or else how it begins."""
    blocks = [block for part in page.parts for block in part]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    titles = [block for block in paragraphs if block.stress is Stress.TITLE]
    first = next(iter((*titles, *paragraphs)), None)
    return first.text.translate(_UNMARKED) if first else ""


def _address(visit: Visit, response: Answered) -> str:
    """Return the address that answers the same question, to be quoted."""
    setting = Setting(on=visit.to.day, today=visit.edition.mandat.today.isoformat())
    place = ["-m", visit.municipality.id] if visit.municipality.id else []
    swedish = words(response.jurisdiction, "sv", Marks.NONE)
    typed = question_words(response.question, swedish, setting, place)
    return visit.to.command(command_text(typed, setting))


def _cited(visit: Visit, response: Answered, wording: Wording) -> dict[int, str]:
    """Return the address of the passage behind each number among the sources."""
    numbers = numbered(response.answer.cites, wording.citation)[0]
    addresses: dict[int, str] = {}
    for passage, number in numbers.items():
        addresses.setdefault(number, visit.to.thing(passage))
    return addresses


def _leads(
    visit: Visit, response: Answered, wording: Wording, address: str
) -> list[tuple[str, str]]:
    """Return where to go on: the address to quote, why, and whom the answer names."""
    say, to = wording.say, visit.to
    leads = []
    if unquote(urlsplit(address).path) != visit.request.url.path:
        quoted = say("Svarets egen adress, att citera", "The answer's own address")
        leads.append((quoted, address))
    if address and not visit.request.query_params.get(WHY):
        mark = "&" if "?" in address else "?"
        why = say("Varför: reglerna bakom svaret", "Why: the rules behind the answer")
        leads.append((why, f"{address}{mark}{WHY}=1"))
    if address:
        call = _receipt_address(address)
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
    """Return the address of the receipt of the answer that a page gives."""
    place, _, rest = address.removeprefix("/").partition("/")
    first, _, path = rest.partition("/")
    mark = "&" if "?" in path else "?"
    return f"/api/v1/{place}/{_CALLS[first]}/{path}{mark}{RECEIPT}=1"


# what stands in the rulebook ----------------------------------------------------------


def thing(request: Request) -> HTMLResponse:
    """Show a rule, passage, document, role, matter, act or circumstance."""
    visit = Visit(request)
    pages = visit.municipality.show(request.path_params["thing"], on=visit.asked.day)
    return _shown(visit, pages.to_page(visit.asked.language, marks=Marks.TAGS))


def role(request: Request) -> HTMLResponse:
    """Show what a role may decide, what it must do and what it must report."""
    visit = Visit(request)
    name = request.path_params["role"]
    known = visit.municipality.jurisdiction.vocabulary
    id_ = known.id_of(TermKind.ROLE, name)
    pages = visit.municipality.show(id_, on=visit.asked.day)
    return _shown(visit, pages.to_page(visit.asked.language, marks=Marks.TAGS))


def post(request: Request) -> HTMLResponse:
    """Show what a post may decide on a day, and what has moved to it."""
    visit = Visit(request)
    away = [name for name in request.query_params.getlist(DISQUALIFIED) if name.strip()]
    shown = visit.municipality.post(
        request.path_params["post"], on=visit.asked.day, disqualified=away
    )
    return _shown(visit, shown.to_page(visit.asked.language, marks=Marks.TAGS))


def section(request: Request) -> HTMLResponse:
    """Show what rests on a section of an act: passages, rules and rows."""
    visit = Visit(request)
    path, known = request.path_params, visit.municipality.jurisdiction
    passages = section_passages(
        path["act"], path.get("chapter", ""), path["section"], known
    )
    shown = (
        visit.municipality.show(passage.id, on=visit.asked.day) for passage in passages
    )
    language = visit.asked.language
    pages = [each.to_page(language, marks=Marks.TAGS) for each in shown]
    return _shown(visit, sum(pages[1:], pages[0]))


def _shown(visit: Visit, page: Page) -> HTMLResponse:
    markup = page_markup(page, visit.to.command)
    body = Markup(markup)  # noqa: S704 - escaped there
    return visit.shown("text.html", _title(page), body=body)
