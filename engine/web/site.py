"""The handbook as files that any web server can hand out, in both languages.

Its pages link to each other by names alone, whatever folder they lie in: the handbook,
a page for each passage, rule and role that it leads to, the delegation orders, and what
the pages say of themselves. What only a server answers is not linked to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from ..records import field, record
from ..report.say import Marks
from ..rulebook.loading.digests import rules_digest
from ..rulebook.model.problems import EngineError, Message, system_reason
from ..rulebook.model.rules import RuleKind
from ..rulebook.model.vocabulary import TermKind
from ..service.setup import LANGUAGES, local_now, words
from .addresses import LAW, Addresses
from .handbook_content import anchor_of, handbook_sections, section_title
from .markup import page_markup, page_title
from .order_names import order_titles
from .rendering import rendered, style
from .statements import about_text, accessibility_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..report.layout import Page
    from ..rulebook.model.packs import Jurisdiction
    from ..service.mandat import Mandat
    from ..service.municipality import Municipality
    from ..service.setup import Language

_INDEX, _STYLE = "index", "stil.css"
_ABOUT, _ACCESSIBILITY = "om", "tillganglighet"
#: The pages that show a thing of the rulebook.
_THINGS = frozenset({"visa", "roll"})
#: The first word of the path of a question, the kind of its rules, and what follows.
_ASKING = {
    "vem": (RuleKind.DECISION, (TermKind.MATTER,)),
    "vag": (RuleKind.CONTACT, (TermKind.ROLE, TermKind.ROLE)),
    "far": (RuleKind.CONDUCT, (TermKind.ROLE, TermKind.ACT)),
}
#: A longer name of a file is cut, for no file system takes all of them.
_LONGEST = 100


class SitePages:
    """The pages of a site: what each shows, and the name of its file.

    Until it is closed, whatever is linked to becomes a page; then only what is the
    municipality's own does.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Begin with no pages of things."""
        self._known = jurisdiction
        self._words = jurisdiction.vocabulary
        self._own = f"{jurisdiction.id}/"
        self._names: dict[str, str] = {}
        self._taken: set[str] = {_INDEX, _ABOUT, _ACCESSIBILITY}
        self._is_closed = False
        self.anchors: frozenset[str] = frozenset()

    def close(self) -> None:
        """Take nothing more of the law and of what others use."""
        self._is_closed = True

    def thing(self, name: str) -> str:
        """Return the name of the page of a thing without its ending, empty for none."""
        id_ = self._id(name)
        is_wanted = id_.startswith(self._own) or not self._is_closed
        if id_ and id_ not in self._names and is_wanted:
            self._names[id_] = self._file(id_)
        return self._names.get(id_, "")

    def article(self, first: str, names: Sequence[str]) -> str:
        """Return the anchor of the article about a question, empty for none."""
        kind, terms = _ASKING[first]
        ids = [
            self._words.named(term, name)
            for term, name in zip(terms, names, strict=False)
        ]
        anchor = anchor_of(kind, tuple(ids))
        return anchor if anchor in self.anchors else ""

    def _id(self, name: str) -> str:
        """Return the id of what has a name, empty for nothing."""
        known = self._known
        if name in known.passages or name in known.sources or name in known.rules_by_id:
            return name
        kinds = (TermKind.ROLE, TermKind.MATTER, TermKind.ACT, TermKind.CIRCUMSTANCE)
        return next(filter(None, (self._words.named(kind, name) for kind in kinds)), "")

    def _file(self, id_: str) -> str:
        plain = re.sub(r"[^a-z0-9]+", "-", id_.lower()).strip("-")[:_LONGEST]
        name, number = plain, 2
        while name in self._taken:
            name, number = f"{plain}-{number}", number + 1
        self._taken.add(name)
        return name

    def things(self) -> dict[str, str]:
        """Return the names of pages by what they show."""
        return dict(self._names)


@record
class SiteAddresses(Addresses):
    """Addresses from one file of a site to another; `pages` are those there are."""

    pages: SitePages = field(default=None, repr=False, compare=False)  # type: ignore[assignment] # always given

    def file(self, name: str, language: str = "") -> str:
        """Return the name of a file: of a page in a language, the reader's own."""
        is_english = (language or self.language) == "en"
        return f"{name}.en.html" if is_english else f"{name}.html"

    def at(
        self,
        *path: str,
        query: object = (),
        place: str | None = None,
    ) -> str:
        """Return the name of the file of a page, empty where there is none."""
        del query  # a file is the same whatever is asked
        if place not in {None, self.place, LAW}:
            return ""
        first, *rest = path or ("",)
        if first in {"", "handbok"}:
            return self.file(_INDEX)
        if first in _THINGS:
            name = self.pages.thing("/".join(rest))
            return self.file(name) if name else ""
        if first in _ASKING:
            anchor = self.pages.article(first, rest)
            return f"{self.file(_INDEX)}#{quote(anchor)}" if anchor else ""
        return f"ordning-{rest[0]}.html" if first == "ordning" and rest else ""

    def top(self, path: str = "") -> str:
        """Return the name of the file of what the pages say of themselves."""
        return self.file(path or _INDEX)

    @property
    def style(self) -> str:
        """The name of the style sheet."""
        return _STYLE


def handbook_site(mandat: Mandat, municipality: str) -> dict[str, bytes]:
    """Return the files of the handbook of a municipality, by their names.

    Args:
        mandat: the rules.
        municipality: its id, label or a synonym; empty for none.

    Raises:
        EngineError: the rules cannot be used, or no municipality has that name.
    """
    here = mandat.of(municipality)
    if not here.id:
        raise EngineError(Message.of("publish/whose"))
    files = {_STYLE: style().encode()}
    for folder in order_titles(here.jurisdiction):
        files[f"ordning-{folder}.html"] = here.publish(folder).to_html().encode()
    pages = SitePages(here.jurisdiction)
    tongues = [_Tongue(here, language, pages) for language in LANGUAGES]
    pages.anchors = tongues[0].anchors()
    made = [tongue.handbook() for tongue in tongues]
    pages.close()
    done: dict[str, str] = {}
    while left := {id_: n for id_, n in pages.things().items() if id_ not in done}:
        done |= left
        made += [
            tongue.thing(name, id_) for id_, name in left.items() for tongue in tongues
        ]
    digest = rules_digest(mandat.rules)
    made += [page for tongue in tongues for page in tongue.statements(digest)]
    return files | {name: text.encode() for name, text in made}


class _Tongue:
    """Makes the pages of one language."""

    def __init__(
        self, here: Municipality, language: Language, pages: SitePages
    ) -> None:
        self._here, self._language = here, language
        self._to = SiteAddresses(municipality=here.id, language=language, pages=pages)
        self._wording = words(here.jurisdiction, language, Marks.TAGS)

    def anchors(self) -> frozenset[str]:
        """Return the anchors of the articles of the handbook."""
        sections = handbook_sections(self._here, Addresses(municipality=self._here.id))
        return frozenset(
            article.anchor
            for section in sections
            for article in section.articles
            if article.anchor
        )

    def thing(self, name: str, id_: str) -> tuple[str, str]:
        """Return the file of a passage, rule, role or other thing."""
        page = self._here.show(id_).to_page(self._language, marks=Marks.TAGS)
        return self._page(name, page)

    def statements(self, digest: str) -> list[tuple[str, str]]:
        """Return the files of what the pages say of themselves."""
        say = self._wording.say
        return [
            self._page(_ABOUT, about_text(self._wording, digest, local_now())),
            self._page(_ACCESSIBILITY, accessibility_text(say)),
        ]

    def handbook(self) -> tuple[str, str]:
        """Return the file of the handbook."""
        say = self._wording.say
        sections = [
            (section_title(section.kind, self._language), section.articles)
            for section in handbook_sections(self._here, self._to)
            if section.articles
        ]
        titles = order_titles(self._here.jurisdiction)
        return self._rendered(
            _INDEX,
            "handbook.html",
            say("Handbok", "Handbook"),
            sections=sections,
            about=self._wording.place,
            orders=[
                (say.plain(title), self._to.at("ordning", folder))
                for folder, title in titles.items()
            ],
        )

    def _page(self, name: str, page: Page) -> tuple[str, str]:
        body = Markup(page_markup(page, self._to.command))  # noqa: S704 - escaped there
        return self._rendered(name, "text.html", page_title(page), body=body)

    def _rendered(
        self, name: str, template: str, title: str, **content: object
    ) -> tuple[str, str]:
        other = "sv" if self._language == "en" else "en"
        text = rendered(
            template,
            self._wording.say,
            self._to,
            title=title,
            place=self._wording.place,
            other_language=self._to.file(name, other),
            **content,
        )
        return self._to.file(name), text


def write_site(files: dict[str, bytes], folder: Path) -> None:
    """Write files into a folder, which is made where it is missing.

    Raises:
        EngineError: a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        message = Message.of(
            "file/unwritable", path=folder, reason=system_reason(error)
        )
        raise EngineError(message) from error
