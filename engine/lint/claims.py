"""What rules claim in words: conditions, time limits, strictness, and functions.

A rule says in one sentence what its keys say to the program. Where the sentence, or the
passage that it rests on, says more than the keys, an answer says less than the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.conclusions import (
    ConductConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    Mode,
    Strength,
    Verdict,
)
from ..rulebook.model.rules import RuleKind, Slot
from ..understanding.lexicon import is_light
from ..understanding.words import swedish_stems
from .signals import SWEDISH, Degree
from .survey import Sighting, Witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.vocabulary import Vocabulary
    from ..understanding.words import Stems
    from .signals import ConditionClause
    from .survey import Survey

#: Rules whose sentence tells of steps, of what something is called, or of a ban.
_WITHOUT_CONDITIONS = frozenset(
    {RuleKind.PROCEDURE, RuleKind.CLASSIFICATION, RuleKind.CONSTRAINT}
)
#: Words that bind whom a rule speaks of, whatever its subject is called.
_OUTSIDE = frozenset({"utanför", "utom"})
#: A clause of which this share of the words names the subject is no other condition.
_NAMED = 0.6
_SHORTEST_STEM = 4
_STRENGTHS = {
    Degree.AS_FAR_AS_POSSIBLE: Strength.AS_FAR_AS_POSSIBLE,
    Degree.FIRST_HAND: Strength.FIRST_HAND,
}


# conditions -----------------------------------------------------------------------


def unread_conditions(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules whose sentence words more conditions than the rule reads."""
    stems = swedish_stems()
    for rule, jurisdiction in _own_rules(survey):
        if rule.kind in _WITHOUT_CONDITIONS:
            continue
        named = _subject_stems(rule, jurisdiction.vocabulary, stems)
        clauses = [
            clause
            for clause in SWEDISH.clauses(_beyond_its_name(rule, jurisdiction))
            if clause.head in _OUTSIDE or not _names_the_subject(clause, named, stems)
        ]
        if len(clauses) > _carried(rule):
            yield _sighting(rule, jurisdiction, clauses[-1].text)


def _beyond_its_name(rule: Rule, jurisdiction: Jurisdiction) -> str:
    """Return the sentence of a rule without the name of its matter that it begins with.

    So begins the sentence of each row of a delegation order.
    """
    says = rule.says.sv
    matters = rule.scope_of.get(Slot.MATTER, frozenset())
    labels = (jurisdiction.vocabulary.matters[id_].label.sv for id_ in matters)
    own = next((label for label in labels if says.startswith(f"{label}:")), "")
    return says.removeprefix(own)


def _carried(rule: Rule) -> int:
    """Return how many conditions a rule carries.

    They are its facts, its exemptions, what it requires, and whoever stands in where
    another cannot.
    """
    conclusion = rule.conclusion
    requires = (
        len(conclusion.requires) if isinstance(conclusion, DecisionConclusion) else 0
    )
    in_order = any(party.mode is Mode.IN_ORDER for party in conclusion.parties())
    return len(rule.circumstances) + bool(rule.exempt) + requires + in_order


def _subject_stems(rule: Rule, words: Vocabulary, stems: Stems) -> frozenset[str]:
    """Return the words that the matters and acts of a rule go by."""
    terms = (
        words.matters.get(id_) or words.acts.get(id_)
        for _, ids in rule.scope
        for id_ in ids
    )
    return frozenset(
        stem
        for term in terms
        if term
        for name in (term.label.sv, *term.synonyms)
        for stem in stems.all(name)
    )


def _names_the_subject(
    clause: ConditionClause, named: Iterable[str], stems: Stems
) -> bool:
    """Tell whether a condition is what the matter or act is called by."""
    told = {stems.of(word) for word in clause.words if not is_light(word)}
    if not told:
        return True  # "när det behövs" is no case that anybody could tell
    known = {stem for stem in told if any(_is_alike(stem, name) for name in named)}
    return len(known) >= _NAMED * len(told)


def _is_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _SHORTEST_STEM and shorter in longer)


# time limits ----------------------------------------------------------------------


def deadlines_as_frequencies(survey: Survey) -> Iterable[Sighting]:
    """Yield the duties whose sentence has a time limit that the rule does not tell."""
    for rule, jurisdiction in _own_rules(survey):
        duty = rule.conclusion
        if not isinstance(duty, DutyConclusion) or duty.within:
            continue
        says = rule.says.sv
        limit = SWEDISH.deadline.search(says)
        length = SWEDISH.duration.search(says)
        if duty.every and limit and not SWEDISH.month.search(says):
            yield _sighting(rule, jurisdiction, limit.group())
        elif length and not duty.every:
            yield _sighting(rule, jurisdiction, length.group(), variant="untold")


# how strictly ---------------------------------------------------------------------


def lost_degrees(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules that bind more strictly than the one passage they rest on."""
    for rule, jurisdiction in _own_rules(survey):
        gists = [
            jurisdiction.passages[cite].gist.sv
            for cite in rule.cites
            if cite in jurisdiction.passages
        ]
        if len(gists) != 1 or _permits(rule):
            continue  # of several passages it cannot be told whose a word is
        told = _told(rule)
        strength = (
            rule.conclusion.strength
            if isinstance(rule.conclusion, ContactConclusion)
            else None
        )
        for degree, words in SWEDISH.degrees.items():
            found = words.search(gists[0])
            is_kept = strength is not None and strength is _STRENGTHS.get(degree)
            if found and not is_kept and not words.search(told):
                yield _sighting(rule, jurisdiction, found.group())
                break
        else:
            may = SWEDISH.permission.search(gists[0])
            is_lost = _binds(rule) and not SWEDISH.permission.search(told)
            if may and is_lost and _is_one_permission(gists[0]):
                yield _sighting(rule, jurisdiction, may.group())


def _permits(rule: Rule) -> bool:
    """Tell whether a rule only says what may be: it is not strict at all."""
    match rule.conclusion:
        case ConductConclusion(verdict=verdict):
            return verdict is Verdict.PERMITTED
        case ContactConclusion() as way:
            return way.is_free and not way.via
        case _:
            return False


def _is_one_permission(gist: str) -> bool:
    """Tell whether a passage says that one thing may be, and nothing besides."""
    is_one = not any(sign in gist for sign in ",;") and " som " not in gist
    return is_one and not SWEDISH.obligation.search(gist)


def _binds(rule: Rule) -> bool:
    is_required = (
        isinstance(rule.conclusion, ConductConclusion)
        and rule.conclusion.verdict is Verdict.REQUIRED
    )
    return is_required or rule.kind in {RuleKind.DUTY, RuleKind.BODY}


# functions ------------------------------------------------------------------------


def unfounded_functions(survey: Survey) -> Iterable[Sighting]:
    """Yield the decisions with a function that neither rule nor passage has a word of.

    Only functions are looked at that have words of their own.
    """
    for rule, jurisdiction in _own_rules(survey):
        if not isinstance(rule.conclusion, DecisionConclusion):
            continue
        texts = [
            _told(rule),
            *(
                jurisdiction.passages[cite].gist.sv
                for cite in rule.cites
                if cite in jurisdiction.passages
            ),
        ]
        for function, _ in rule.conclusion.functions:
            words = SWEDISH.functions.get(function)
            if words and not any(map(words.search, texts)):
                yield _sighting(rule, jurisdiction, function.value)


# in common ------------------------------------------------------------------------


def _own_rules(survey: Survey) -> Iterator[tuple[Rule, Jurisdiction]]:
    """Yield every rule once, with the first jurisdiction that sees it.

    Of those that came with this copy nothing is told.
    """
    for rule, walk in survey.listed_rules:
        if walk.jurisdiction.is_own(rule.id):
            yield rule, walk.jurisdiction


def _told(rule: Rule) -> str:
    """Return everything that an answer by a rule says in words."""
    texts = [rule.says, *rule.conclusion.texts()]
    if rule.note:
        texts.append(rule.note)
    return " ".join(text.sv for text in texts)


def _sighting(
    rule: Rule, jurisdiction: Jurisdiction, quoted: str, variant: str = ""
) -> Sighting:
    return Sighting(
        rules=(rule.id,),
        place=rule.place,
        variant=variant,
        quote=quoted,
        witness=Witness(municipality=jurisdiction.id, thing=rule.id),
    )
