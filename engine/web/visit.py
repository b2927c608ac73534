"""One request of a reader: whose rules are read about, when, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.responses import HTMLResponse

from ..report.say import Marks
from ..rulebook.model.vocabulary import TermKind
from ..service.setup import words
from .addresses import LAW, Addresses
from .markup import page_markup, page_title
from .reading import asked, other_language
from .rendering import rendered

if TYPE_CHECKING:
    from starlette.requests import Request

    from ..report.layout import Page
    from ..report.wording import Wording
    from ..service.municipality import Municipality
    from .live import ServedEdition
    from .reading import Query


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
            path=self.request.scope["path"],
            **content,
        )
        return HTMLResponse(text, status)


def law_name(to: Addresses) -> str:
    """Return what law and guidance alone are called at the top of a page."""
    return "Law and guidance" if to.language == "en" else "Lag och vägledning"


def words_page(visit: Visit, page: Page) -> HTMLResponse:
    """Return a page of a report as a page of the municipality."""
    markup = page_markup(page, visit.to.command)
    body = Markup(markup)  # noqa: S704 - escaped there
    return visit.shown("text.html", page_title(page), body=body)
