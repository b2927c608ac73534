"""The pages to browse: municipalities, their words, and what stands behind a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from ..report.layout import Command, Paragraph, page
from ..report.layout import section as section_of
from ..report.lines import Stress
from ..report.pages.entries import ListKind
from ..report.say import Marks
from ..rulebook.model.problems import UnknownNameError
from ..rulebook.model.vocabulary import TermKind
from ..service.setup import words
from .addresses import DISQUALIFIED, LAW, Addresses
from .order_names import order_titles
from .reading import asked_language, other_language
from .rendering import rendered
from .sections import NamedSection
from .visit import Visit, words_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from starlette.requests import Request

    from ..report.layout import Block


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
        more=_more(visit),
        roles=sorted(
            ((role.id, say.plain(role.label)) for role in roles),
            key=lambda each: each[1].lower(),
        ),
    )


def _more(visit: Visit) -> list[tuple[str, str]]:
    """Return what else there is to read of a municipality: orders, cases, changes."""
    to, say = visit.to, visit.wording.say
    orders = order_titles(visit.municipality.jurisdiction)
    return [
        *(
            (say.plain(title), to.at("ordning", folder))
            for folder, title in orders.items()
        ),
        (say("Handbok: allt på en sida", "Handbook: all of it"), to.at("handbok")),
        (say("Öva på fall", "Practise on cases"), to.at("utbildning")),
        (say("Vad som ändras", "What changes"), to.at("andringar")),
    ]


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


def thing(request: Request) -> HTMLResponse:
    """Show a rule, passage, document, role, matter, act or circumstance."""
    visit = Visit(request)
    pages = visit.municipality.show(request.path_params["thing"], on=visit.asked.day)
    return words_page(visit, pages.to_page(visit.asked.language, marks=Marks.TAGS))


def role(request: Request) -> HTMLResponse:
    """Show what a role may decide, what it must do and what it must report."""
    visit = Visit(request)
    name = request.path_params["role"]
    known = visit.municipality.jurisdiction.vocabulary
    id_ = known.id_of(TermKind.ROLE, name)
    pages = visit.municipality.show(id_, on=visit.asked.day)
    return words_page(visit, pages.to_page(visit.asked.language, marks=Marks.TAGS))


def post(request: Request) -> HTMLResponse:
    """Show what a post may decide on a day, and what has moved to it."""
    visit = Visit(request)
    away = [name for name in request.query_params.getlist(DISQUALIFIED) if name.strip()]
    shown = visit.municipality.post(
        request.path_params["post"], on=visit.asked.day, disqualified=away
    )
    return words_page(visit, shown.to_page(visit.asked.language, marks=Marks.TAGS))


def section(request: Request) -> HTMLResponse:
    """Show what rests on a section of an act: passages, rules and rows.

    Of a section that nothing is registered of there are the rows that name it.
    """
    visit = Visit(request)
    path, known = request.path_params, visit.municipality.jurisdiction
    wanted = NamedSection(
        act=path["act"], chapter=path.get("chapter", ""), section=path["section"]
    )
    passages = wanted.passages(known)
    language = visit.asked.language
    pages = [
        visit.municipality.show(each.id, on=visit.asked.day).to_page(
            language, marks=Marks.TAGS
        )
        for each in passages
    ]
    towns = [*_towns(visit, wanted, {passage.id for passage in passages})]
    if not pages and not towns:
        called = f"{wanted.act} {wanted.place}"
        raise UnknownNameError("question/unknown-name", called, ())
    if not pages:
        say = visit.wording.say
        told = say(
            "Ingen regel i lag eller vägledning här vilar på paragrafen. "
            "Det här nämner den:",
            "No rule of law or guidance here rests on this section. What names it:",
        )
        title = say.foreign(wanted.title(known))
        pages = [page([Paragraph(title, stress=Stress.TITLE), Paragraph(told)])]
    return words_page(visit, sum((*pages[1:], page(*towns)), pages[0]))


def _towns(
    visit: Visit, wanted: NamedSection, cited: AbstractSet[str]
) -> Iterator[list[Block]]:
    """Yield what rests on a section in each municipality, where anything does.

    Those are its own rules that cite one of its passages, and the rows of its orders
    that name it.
    """
    mandat, language = visit.edition.mandat, visit.asked.language
    for head in mandat.municipalities:
        known = mandat.of(head.id).jurisdiction
        found = wanted.rules(cited, head.id, known)
        if found:
            own = words(known, language, Marks.TAGS)
            listed = section_of(own.say.plain(head.label), ())
            for rule in found:
                listed.append(Paragraph(f"• {own.say.text(rule.says)}"))
                listed.append(Command(f"mandat show {rule.id} -m {head.id}"))
            yield listed
