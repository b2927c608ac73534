"""Labels that do not fit the sentences they stand in: a clause where a noun must be.

What a circumstance is called stands in front of a value, above a column and behind
`beror på`; what somebody does stands behind `får`. Which words are verbs is told by
lists of the commonest: what is found is wrong, and some faults are not found.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from .survey import Sighting, Witness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..rulebook.model.texts import Text
    from .survey import Survey

#: Verbs that make a main clause of a label, unless a word of `_OPENERS` stands before.
_VERBS = """
    avser avviker behöver behövs berör beslutar blir bör deltar finns får följer
    föreligger förutsätter gäller har hade ingår kan krävs kräver måste omfattar
    påverkar rör saknar saknas sker ska skulle tjänstgör vill är ändrar överstiger
    understiger överskrider underskrider
    are applies belongs can cannot concerns departs does exceeds exists follows had has
    have is lies may must shall should touches was were will
"""
#: Words behind which a verb belongs to a clause that a noun or a question may have.
_OPENERS = """
    att där eftersom hur huruvida innan medan när om som tills vad varför vars vem vems
    vilka vilken vilket
    before how since that until what when where whether which while who whom whose why
"""
#: Words that a place or a manner begins with, and no noun.
_PREPOSITIONS = """
    efter från före hos i inom med mot mellan på till under utan utanför utom via vid
    after against at before beyond by during from in inside on outside to under until
    via with within without
"""
#: What somebody does is told without these: `får` and `may` stand before it.
_AUXILIARIES = "bör can få får kan may must måste ska"


def unfit_labels(survey: Survey) -> Iterable[Sighting]:
    """Yield circumstances called by a clause, and acts that begin with `få`."""
    auxiliaries, once = frozenset(_AUXILIARIES.split()), set[str]()
    for jurisdiction in survey.jurisdictions:
        words = jurisdiction.vocabulary
        unfit = [
            ("circumstances", id_, "")
            for id_, circumstance in words.circumstances.items()
            if any(map(_is_no_noun, _labels(circumstance.label)))
        ]
        unfit += [
            ("acts", id_, "act")
            for id_, act in words.acts.items()
            if any(label.split(" ")[0] in auxiliaries for label in _labels(act.label))
        ]
        for sort, id_, variant in unfit:
            place = next(
                (
                    place
                    for head in jurisdiction.packs
                    if (place := survey.written.terms.get(head.id, {}).get((sort, id_)))
                ),
                None,
            )
            if place is not None and id_ not in once:
                once.add(id_)
                witness = Witness(municipality=jurisdiction.id, thing=id_)
                yield Sighting(
                    about=(id_,), place=place, witness=witness, variant=variant
                )


def _labels(label: Text) -> Iterable[str]:
    return filter(None, (label.sv.casefold(), label.en.casefold()))


def _is_no_noun(label: str) -> bool:
    """Tell whether a label is a clause, or begins as a place or a manner does."""
    words = label.replace(",", " ").split()
    if words and words[0] in _PREPOSITIONS.split():
        return True
    opening, verbs = _OPENERS.split(), _VERBS.split()
    main = itertools.takewhile(lambda word: word not in opening, words)
    return any(word in verbs for word in main)
