"""Acts: sections by numbers of before, and sections that nobody has listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.conclusions import DecisionAct, DecisionConclusion
from ..rulebook.model.rules import Slot
from ..rulebook.tracing.accounts import section_listing
from ..rulebook.tracing.citations import OldNumbering, names_section
from .survey import Sighting, Witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.problems import Place
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.sources import Source
    from ..rulebook.model.statutes import Statute
    from ..rulebook.tracing.citations import OldSection
    from .survey import Survey


# numbers of before ------------------------------------------------------------------


def old_sections(survey: Survey) -> Iterable[Sighting]:
    """Yield what names a section by the number it had in an earlier act.

    A rule that no longer holds once the earlier act did not is right to do so.
    """
    seen: set[str] = set()
    for jurisdiction in survey.jurisdictions:
        numbering = OldNumbering(_statutes(jurisdiction))
        if not any(statute.earlier for statute in numbering.statutes):
            continue
        for rule in jurisdiction.rules:
            if rule.id in seen or not jurisdiction.is_own(rule.id):
                continue
            seen.add(rule.id)
            last = rule.validity.last
            for old in _in_rule(rule, numbering, jurisdiction):
                if not (last and old.until and last <= old.until):
                    yield _sighting(rule.id, rule.place, old, jurisdiction, rule)
        for source in jurisdiction.sources.values():
            if source.id not in seen:
                seen.add(source.id)
                yield from _in_document(source, numbering, jurisdiction)


def _in_rule(
    rule: Rule, numbering: OldNumbering, jurisdiction: Jurisdiction
) -> list[OldSection]:
    """Return what a rule names so, in its texts or as the law of a row, each once."""
    texts = [rule.says, rule.note, *rule.conclusion.texts()]
    told = [text.sv for text in texts if text]
    laws: list[str] = []
    if isinstance(rule.conclusion, DecisionConclusion):
        laws = [law for grant in rule.conclusion.grants for law in grant.laws]
    if not any(map(names_section, (*told, *laws))):
        return []
    context = " ".join([*told, _context(rule, jurisdiction)])
    found = [old for text in (*told, *laws) for old in numbering.found(text, context)]
    return list(dict.fromkeys(found))


def _context(rule: Rule, jurisdiction: Jurisdiction) -> str:
    """Return words that tell what a rule is about: its matters, and its documents."""
    matters = jurisdiction.vocabulary.matters
    named = sorted(rule.scope_of.get(Slot.MATTER, ()))
    labels = [matters[id_].label.sv for id_ in named if id_ in matters]
    passages = [jurisdiction.passages[cite] for cite in rule.cites]
    sources = {
        passage.source: jurisdiction.sources[passage.source] for passage in passages
    }
    is_delegated = isinstance(rule.conclusion, DecisionConclusion) and (
        rule.conclusion.act is DecisionAct.DELEGATED_DECISION or rule.conclusion.grants
    )
    about = "delegation" if is_delegated else ""
    own = [s.title.sv for s in sources.values() if not s.statute]
    return " ".join([about, *labels, *own])


def _statutes(jurisdiction: Jurisdiction) -> tuple[Statute, ...]:
    sources = jurisdiction.sources.values()
    return tuple(source.statute for source in sources if source.statute)


def _in_document(
    source: Source, numbering: OldNumbering, jurisdiction: Jurisdiction
) -> Iterator[Sighting]:
    """Yield the passages of a document that name such a section, or are one."""
    number = source.statute.number if source.statute else ""
    for passage in source.passages.values():
        because = passage.because.sv if passage.because else ""
        texts = [passage.gist.sv, because]
        if not source.statute:
            texts += [passage.section, passage.where]
        context = "" if source.statute else source.title.sv
        found = numbering.found(" \n".join(filter(None, texts)), context)
        for old in (*numbering.of_act(number, passage.section), *found):
            yield _sighting(passage.id, passage.place, old, jurisdiction)


def _sighting(
    id_: str,
    place: Place,
    old: OldSection,
    jurisdiction: Jurisdiction,
    rule: Rule | None = None,
) -> Sighting:
    was, now = f"{old.was} {old.act}", ", ".join(old.now)
    return Sighting(
        variant="" if now else "lost",
        rules=(rule.id,) if rule else (),
        about=(id_, was, now) if now else (id_, was),
        place=place,
        witness=Witness(municipality=jurisdiction.id, thing=id_),
    )


# sections that are listed -------------------------------------------------------------


def unlisted_sections(survey: Survey) -> Iterable[Sighting]:
    """Yield the acts of which a section is neither taken up nor left out, or is both.

    Only an act that leaves sections out with a reason lists every one of them.
    """
    seen: set[str] = set()
    for jurisdiction in survey.jurisdictions:
        for source in jurisdiction.sources.values():
            if source.id in seen or source.statute is None:
                continue
            seen.add(source.id)
            listing = section_listing(source)
            for variant, numbers in (
                ("", listing.unlisted),
                ("twice", listing.twice),
                ("strange", listing.strange),
            ):
                if numbers:
                    yield Sighting(
                        variant=variant,
                        about=(source.id, ", ".join(map(str, numbers))),
                        place=source.statute.place,
                        witness=Witness(municipality=jurisdiction.id, thing=source.id),
                    )
