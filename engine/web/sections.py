"""Find what there is of a section of an act, by the number or a name of the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import record
from ..report.pages.lookup import rows_under
from ..rulebook.model.bounds import LONGEST_PROVISION
from ..rulebook.model.names import name_key
from ..rulebook.model.references import reference

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.sources import Passage, Source


@record
class NamedSection:
    """A section of an act, whether anything of it is registered or not.

    Attributes:
        act: the number of the act in the statute book, `2017:725`, or a name of it.
        chapter: the number of the chapter, empty where the act has none.
        section: the number of the section, as `38` or `7 a`.
    """

    act: str
    chapter: str
    section: str

    @property
    def place(self) -> str:
        """Where it stands in the act, as people write it."""
        first = f"{self.chapter} kap. " if self.chapter else ""
        return f"{first}{self.section} §"

    def passages(self, jurisdiction: Jurisdiction) -> list[Passage]:
        """Return its passages, in the order in which they are registered."""
        is_short = len(self.place) <= LONGEST_PROVISION
        wanted = reference(f"lagen {self.place}") if is_short else None
        return [
            passage
            for source in self._sources(jurisdiction)
            for passage in source.passages.values()
            if wanted is not None
            and (own := reference(f"lagen {passage.section}")) is not None
            and own.chapter == wanted.chapter
            and wanted.covers(own)
        ]

    def rows(self, jurisdiction: Jurisdiction) -> tuple[Rule, ...]:
        """Return the rows of orders that name it, whatever they call the act."""
        name = f"{self.act} {self.place}"
        if len(name) > LONGEST_PROVISION:
            return ()
        named = jurisdiction.act_names.references(name)
        # an act may be called anything, but by nothing that names another provision
        is_one = len(named) == 1 and named[0].sections and named[0].act
        return rows_under(name, jurisdiction) if is_one else ()

    def rules(
        self, cited: AbstractSet[str], pack: str, jurisdiction: Jurisdiction
    ) -> list[Rule]:
        """Return the rules of a pack that cite one of some passages, and its rows."""
        found = {
            rule.id: rule
            for rule in jurisdiction.rules
            if rule.id.startswith(f"{pack}/") and not cited.isdisjoint(rule.cites)
        }
        found |= {rule.id: rule for rule in self.rows(jurisdiction)}
        return [*found.values()]

    def title(self, jurisdiction: Jurisdiction) -> str:
        """Return what it is called: by the first name of an act that is known."""
        for source in self._sources(jurisdiction):
            if source.statute:
                return f"{self.place} {source.statute.names[0]}"
        return f"{self.place} {self.act}"

    def _sources(self, jurisdiction: Jurisdiction) -> Iterable[Source]:
        key = name_key(self.act)
        for source in jurisdiction.sources.values():
            if statute := source.statute:
                called = (statute.number, *statute.names)
                if key in map(name_key, called):
                    yield source
