"""What can be asked about: each subject that has rules, and how people name it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.conclusions import (
    Function,
    roles_of,
)
from ..rulebook.model.conditions import OneOf
from ..rulebook.model.packs import PackKind
from ..rulebook.model.questions import ASKABLE, SLOTS
from ..rulebook.model.rules import BOUND_SLOTS, Rule, RuleKind, Slot
from ..rulebook.model.vocabulary import Act, Matter, TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.vocabulary import Term, Vocabulary
    from .words import Stems

#: The points of a conclusion whose roles tell what a subject is about.
_TELLING = frozenset({*(f.value for f in Function), "steps", "members", "leader"})


#: For each slot the ids that a subject's rules name there.
_Slots = tuple[tuple["Slot", tuple[str, ...]], ...]


class Origin(enum.Enum):
    """Where a phrase comes from; the nearer to what people type, the more it counts."""

    ASKED = "asked"
    NAME = "name"
    SAYS = "says"
    ABOVE = "above"
    DETAIL = "detail"


@record(kw_only=False)
class Phrase:
    """A text that speaks of a subject."""

    origin: Origin
    text: str


@record
class SubjectText:
    """A subject with the phrases that speak of it.

    `slots` hold for each slot the ids the subject's rules name there; one that a
    question may fill with anything is left out.
    """

    kind: RuleKind
    slots: _Slots
    phrases: tuple[Phrase, ...]
    rules: tuple[str, ...]
    is_local: bool

    @property
    def asks(self) -> tuple[str, ...]:
        """The sample questions about it."""
        return tuple(p.text for p in self.phrases if p.origin is Origin.ASKED)


def subject_texts(jurisdiction: Jurisdiction, stems: Stems) -> list[SubjectText]:
    """Return every subject some rule of the jurisdiction answers for, in order."""
    local = {
        pack.id for pack in jurisdiction.packs if pack.kind is PackKind.MUNICIPALITY
    }
    rules: dict[tuple[RuleKind, _Slots], list[Rule]] = {}
    for rule in sorted(jurisdiction.rules, key=lambda rule: rule.id):
        if rule.kind in ASKABLE:
            for slots in _subjects(rule):
                rules.setdefault((rule.kind, slots), []).append(rule)
    classifications = [rule for rule in jurisdiction.rules if rule.derives]
    shared = _shared(jurisdiction, stems)
    narrower = _narrower(jurisdiction, rules, stems)
    texts = [
        SubjectText(
            kind=kind,
            slots=slots,
            phrases=tuple(
                dict.fromkeys(
                    (
                        *_phrases(slots, own, jurisdiction, shared, narrower),
                        *(
                            Phrase(Origin.ASKED, ask)
                            for (_, ask), subject in narrower.items()
                            if subject == (kind, slots)
                        ),
                        *_classified(own, classifications),
                    )
                )
            ),
            rules=tuple(rule.id for rule in own),
            is_local=any(rule.id.partition("/")[0] in local for rule in own),
        )
        for (kind, slots), own in rules.items()
    ]
    return [*texts, *_inherited(jurisdiction, texts)]


def _subjects(rule: Rule) -> Iterator[_Slots]:
    """Yield the subjects of a rule: one for each matter or act it names."""
    made: list[_Slots] = [()]
    for slot, ids in rule.scope:
        ordered = tuple(sorted(ids))
        is_one = SLOTS[rule.kind][slot] is TermKind.ROLE
        options = [ordered] if is_one else [(id_,) for id_ in ordered]
        made = [(*start, (slot, option)) for start in made for option in options]
    yield from made


def _shared(
    jurisdiction: Jurisdiction, stems: Stems
) -> dict[str, dict[str, frozenset[_Slots]]]:
    """Return the rules on several subjects: of which each sample question speaks."""
    shared: dict[str, dict[str, frozenset[_Slots]]] = {}
    for rule in jurisdiction.rules:
        subjects = list(_subjects(rule)) if rule.kind in ASKABLE else []
        if len(subjects) > 1:
            shared[rule.id] = {
                ask: _asked_of(ask, rule, subjects, jurisdiction.vocabulary, stems)
                for ask in rule.asks
            }
    return shared


def _narrower(
    jurisdiction: Jurisdiction,
    rules: Mapping[tuple[RuleKind, _Slots], Iterable[Rule]],
    stems: Stems,
) -> dict[tuple[str, str], tuple[RuleKind, _Slots]]:
    """Return the sample questions that name a matter below that of their rule.

    Where a committee grants that matter, as a row of its delegation order does, the
    question is about it, and not about all that the rule is on.
    """
    vocabulary = jurisdiction.vocabulary
    below = _below(vocabulary.kinds(TermKind.MATTER))
    found: dict[tuple[str, str], tuple[RuleKind, _Slots]] = {}
    granted = {
        subject
        for subject, own in rules.items()
        if any(rule.conclusion.grant for rule in own)
    }
    for (kind, slots), own in rules.items():
        if kind is not RuleKind.DECISION or slots[0][0] is not Slot.MATTER:
            continue
        (matter,) = slots[0][1]
        named = [
            (set(stems.all(name)), (kind, narrow))
            for id_ in below[matter]
            if id_ != matter and (kind, narrow := ((Slot.MATTER, (id_,)),)) in granted
            for name in _names(_term(vocabulary, kind, Slot.MATTER, id_))
        ]
        for rule in own if named else ():
            for ask in rule.asks:
                tokens = set(stems.all(ask))
                longest = max(
                    ((len(name), subject) for name, subject in named if name <= tokens),
                    key=lambda pair: pair[0],
                    default=None,
                )
                if longest:
                    found[rule.id, ask] = longest[1]
    return found


def _below(tree: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """Return what lies under each term, itself included, in order."""
    below: dict[str, list[str]] = {}
    for id_, above in sorted(tree.items()):
        for other in above:
            below.setdefault(other, []).append(id_)
    return below


def _inherited(
    jurisdiction: Jurisdiction, texts: Iterable[SubjectText]
) -> Iterator[SubjectText]:
    """Yield the matters and acts that have no rule of their own but one above them."""
    vocabulary = jurisdiction.vocabulary
    below = {
        kind: _below(vocabulary.kinds(kind)) for kind in (TermKind.MATTER, TermKind.ACT)
    }
    known = {(text.kind, text.slots) for text in texts}
    for text in texts:
        for position, (slot, ids) in enumerate(text.slots):
            if slot not in {Slot.MATTER, Slot.DOES} or text.kind is RuleKind.PROCEDURE:
                continue
            under = below[SLOTS[text.kind][slot]]
            for id_ in sorted(
                {id_ for own in ids for id_ in under[own]}.difference(ids)
            ):
                slots = list(text.slots)
                slots[position] = (slot, (id_,))
                key = tuple(slots)
                if (text.kind, key) in known:
                    continue
                names = _names(_term(vocabulary, text.kind, slot, id_))
                yield SubjectText(
                    kind=text.kind,
                    slots=key,
                    phrases=(
                        *(Phrase(Origin.NAME, name) for name in names),
                        *(
                            Phrase(Origin.ABOVE, phrase.text)
                            for phrase in text.phrases
                            if phrase.origin in {Origin.NAME, Origin.SAYS}
                        ),
                    ),
                    rules=text.rules,
                    is_local=text.is_local,
                )


def _phrases(
    slots: _Slots,
    rules: Iterable[Rule],
    jurisdiction: Jurisdiction,
    shared: Mapping[str, Mapping[str, frozenset[_Slots]]],
    narrower: Mapping[tuple[str, str], tuple[RuleKind, _Slots]],
) -> Iterator[Phrase]:
    vocabulary = jurisdiction.vocabulary
    for rule in rules:
        is_shared = rule.id in shared
        for ask in rule.asks:
            is_own = not is_shared or slots in shared[rule.id][ask]
            if (rule.id, ask) in narrower:
                is_own = False
            yield Phrase(Origin.ASKED if is_own else Origin.DETAIL, ask)
        yield Phrase(Origin.DETAIL if is_shared else Origin.SAYS, rule.says.sv)
        yield from (Phrase(Origin.DETAIL, text) for text in _details(rule, vocabulary))
        yield from (
            Phrase(Origin.DETAIL, jurisdiction.passages[cite].gist.sv)
            for cite in rule.cites
            if cite in jurisdiction.passages
        )
    for rule in rules:
        for slot, ids in slots:
            if slot in BOUND_SLOTS:
                continue
            is_receiver = rule.kind is RuleKind.CONTACT and slot is Slot.TO
            origin = Origin.DETAIL if is_receiver else Origin.NAME
            for id_ in ids:
                term = _term(vocabulary, rule.kind, slot, id_)
                yield from (Phrase(origin, name) for name in _names(term))
                yield from (
                    Phrase(Origin.ABOVE, name) for name in _above(vocabulary, term)
                )


def _classified(
    rules: Iterable[Rule],
    classifications: Iterable[Rule],
) -> Iterator[Phrase]:
    """Yield what is asked about circumstances that the rules depend on."""
    wanted = {name for rule in rules for name in rule.circumstances}
    for rule in classifications:
        if not wanted.isdisjoint(rule.derives):
            yield from (Phrase(Origin.ASKED, ask) for ask in rule.asks)
            yield Phrase(Origin.DETAIL, rule.says.sv)


def _asked_of(
    ask: str,
    rule: Rule,
    subjects: list[_Slots],
    vocabulary: Vocabulary,
    stems: Stems,
) -> frozenset[_Slots]:
    """Return which of a rule's subjects a sample question speaks of."""
    tokens = set(stems.all(ask))
    shared = []
    for slots in subjects:
        names = [
            name
            for slot, ids in slots
            if slot not in BOUND_SLOTS
            for id_ in ids
            for name in _names(_term(vocabulary, rule.kind, slot, id_))
        ]
        shared.append(
            len(tokens & {stem for name in names for stem in stems.all(name)})
        )
    most = max(shared)
    return frozenset(
        slots for slots, count in zip(subjects, shared, strict=True) if count == most
    )


def _details(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what else a rule says: its steps, requirements, remarks and conditions."""
    yield from (text.sv for text in rule.conclusion.texts())
    points = rule.conclusion.points()
    roles = [roles_of(point.content) for point in points if point.key in _TELLING]
    yield from (vocabulary.roles[id_].label.sv for id_ in sorted(set().union(*roles)))
    for condition in rule.when:
        circumstance = vocabulary.circumstances[condition.circumstance]
        yield circumstance.label.sv
        if isinstance(condition, OneOf):
            labels = dict(circumstance.values)
            yield from (labels[str(v)].sv for v in condition.values if v in labels)
    if rule.note:
        yield rule.note.sv


def _term(vocabulary: Vocabulary, kind: RuleKind, slot: Slot, id_: str) -> Term:
    return vocabulary.terms(SLOTS[kind][slot])[id_]


def _names(term: Term) -> tuple[str, ...]:
    return (term.label.sv, *term.synonyms)


def _above(vocabulary: Vocabulary, term: Term) -> Iterator[str]:
    """Yield the names of what a matter or an act lies under."""
    table: Mapping[str, Matter | Act]
    match term:
        case Matter():
            table = vocabulary.matters
        case Act():
            table = vocabulary.acts
        case _:
            return
    above = term.under
    while above:
        yield table[above].label.sv
        above = table[above].under
