"""Words of danger: where somebody turns at once, before any rule is looked up."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from .words import bare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Urgency(enum.Enum):
    """What a text tells of that does not wait for a rule.

    `DANGER` is danger to life, health or property; `DESPAIR` that somebody may harm
    himself; `CRIME` that a crime is suspected.
    """

    DANGER = "danger"
    DESPAIR = "despair"
    CRIME = "crime"


#: Forms and not stems: "brinner" tells of a fire, "brandkontroll" of none.
_WORDS = {
    urgency: frozenset(map(bare, forms.split()))
    for urgency, forms in {
        Urgency.DESPAIR: "självmord självmordstankar suicid suicidal självskada",
        Urgency.DANGER: (
            "brinner brann eldsvåda gasläcka explosion exploderade medvetslös livlös "
            "andas hjärtstopp drunknar drunknat blöder skottlossning knivskuren kniv "
            "hotar hotas hotad hotade misshandlas svimmat svimmade överdos kollapsat "
            "bombhot bombhotet bomb bomben sprängladdning sprängmedel skjuter skjuten "
            "skjutit attentat attentatet terrordåd stryper kvävs livshotande livsfara"
        ),
        Urgency.CRIME: (
            "misshandel misshandlad misshandlat misshandlade våldtäkt våldtagen "
            "inbrott rån rånad stulit stulen stulna stöld brott skadegörelse blåmärken "
            "blåmärke hedersvåld barnmisshandel partnervåld övergrepp stryk"
        ),
    }.items()
}
_PHRASES = {
    Urgency.DESPAIR: (
        *("ta sitt liv", "ta mitt liv", "tar sitt liv", "ta sitt eget liv", "ta livet"),
        *("tar livet", "avsluta sitt liv", "avsluta mitt liv", "inte leva", "vill do"),
        *("vill bara do", "ville do", "orkar inte leva", "inte finnas langre"),
        *("skada sig", "skadar sig", "skada mig", "gora sig illa", "gor sig illa"),
    ),
    Urgency.DANGER: ("sprangas i luften", "spranga skolan", "gar till attack"),
    Urgency.CRIME: (
        *("blir slagen", "blev slagen", "blir slaget", "blev slaget", "blir slagna"),
        *("slagen hemma", "slaget hemma", "slas hemma", "slar sitt barn"),
        *("slar sina barn", "slar sin", "slar barnet", "slar barnen", "slar honom"),
        *("slar henne", "slar mig", "slog mig", "slog henne", "slog honom"),
        *("utsatt for vald", "utsatts for vald", "utsatta for vald", "vald hemma"),
        *("vald i hemmet", "vald i nara", "rad att ga hem"),
    ),
}
#: What sounds like danger and tells of none: eagerness, haste and work, and the fine
#: that an authority holds out; by the words that it takes the danger out of. Few, for
#: a false alarm costs less than one that is not given.
_FIGURES: Mapping[str, tuple[str, ...]] = {
    "brinner": (
        *("brinner i knutarna", "brinner for att", "brinner for min"),
        *("brinner for vara", "brinner for skolan", "brinner for demokratin"),
        "brinner for jobbet",
    ),
    "drunknar": (
        *("drunknar i jobb", "drunknar i arbete", "drunknar i arenden"),
        *("drunknar i mejl", "drunknar i papper", "drunknar i uppgifter"),
    ),
    "hotar": ("med vite", "vid vite"),
    "hotas": ("med vite", "vid vite"),
}


def urgency_of(tokens: Sequence[str]) -> Urgency | None:
    """Return what is most urgent of what a text tells, None where nothing is."""
    plain = [bare(word) for word in tokens]
    text = f" {' '.join(plain)} "
    meant = {
        word
        for word in plain
        if not any(f" {figure} " in text for figure in _FIGURES.get(word, ()))
    }
    for urgency, forms in _WORDS.items():
        is_said = any(f" {phrase} " in text for phrase in _PHRASES.get(urgency, ()))
        if is_said or not forms.isdisjoint(meant):
            return urgency
    return None


_ENGLISH = frozenset(
    """
    who whom whose what when where which why how may can could should must does do did
    is are the of for by from with without and or my our your his her their this that
    decides decide approve approves allowed am an it to on in about a as at be been
    have has had we you he she they us them if not will would want need help please
    tell ask know talk speak phone call contact hire hired manager employee staff
    council councillor committee mayor school teacher child children parent permit
    license contract work works working directly started just year month week
    """.split()
)
#: Words of both languages tell neither.
_SWEDISH_TOO = frozenset("do an in by be ask at he had on".split())
_FEWEST = 2


def is_english(tokens: Sequence[str], known: int) -> bool:
    """Tell whether a text is in English.

    Args:
        tokens: the words of the text.
        known: how many of them are common Swedish words.
    """
    english = sum(word in _ENGLISH - _SWEDISH_TOO for word in tokens)
    return english >= _FEWEST and english > known
