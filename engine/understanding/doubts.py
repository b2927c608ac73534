"""What a reading leaves out of a question that may turn its answer round.

A likely reading is a likely subject. Whether it is what was asked hangs besides on
small words: "inte", "som bor i en annan kommun", "vice", "förra året". Where one of
them has no place in the reading, it is offered and not answered.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.rules import RuleKind
from .clauses import SUBJECT_PRONOUNS, Unnamed, subject_of
from .everyday import BEFORE_A_NAME, FIRST_PERSON
from .forms import MODAL, asking_from
from .lexicon import is_light
from .mentions import Way
from .subjects import Origin
from .words import bare, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from .clauses import Encounter
    from .mentions import Mention
    from .shares import Unit
    from .subjects import SubjectText
    from .words import Stems


class Misgiving(enum.Enum):
    """Why a likely reading may not be what was asked.

    `TWO`: two things are asked in one; `DIRECTION`: who turns to whom is told
    otherwise, or not at all; `PERSON`: another than whom the rule is about; `NEGATION`:
    something is denied, and the reading does not say so; `CONDITION`: a condition is
    told that no rule reads; `TIME`: another day is asked about; `KIND`: it is asked in
    another way than the rule answers, as whether somebody may what is his duty;
    `PLACE`: another municipality is named; `REFERENT`: what is asked about is told
    elsewhere and only pointed at, "vem bestämmer det".
    """

    TWO = "two"
    DIRECTION = "direction"
    PERSON = "person"
    NEGATION = "negation"
    CONDITION = "condition"
    TIME = "time"
    KIND = "kind"
    PLACE = "place"
    REFERENT = "referent"


@record
class Reservation:
    """A doubt, with the words of the question that raise it.

    One that is not grave leaves the answer as it is: whoever reads the answer beside
    the words sees at once whether it is to the point.
    """

    doubt: Misgiving
    words: tuple[str, ...] = ()
    is_grave: bool = True


@record(kw_only=False)
class Alignment:
    """A question as it is held against a reading.

    `fits` tell for each unit how well the reading accounts for it, `placed` who has
    a place in it, `spent` which words have given circumstances, `deciding`
    where words of deciding stand, and `sentence` is the one that asks.
    """

    tokens: tuple[str, ...]
    units: tuple[Unit, ...]
    fits: tuple[float, ...]
    mentions: tuple[Mention, ...]
    placed: tuple[Mention, ...]
    spent: frozenset[str]
    deciding: frozenset[int]
    encounter: Encounter
    sentence: range


#: What denies, and what says that another one is meant than is named.
NEGATIONS = frozenset(
    """
    inte ej icke aldrig ingen inget inga ingenting utan varken int ente ikke knappast
    saknar saknas slippa slipper obehorig obehoriga forbjuden forbjudna forhindrad
    nekas vagras utestangd undantagen
    """.split()
)
_OTHER = frozenset(
    "annan annat andra utanfor grannkommun grannkommunen grannkommuns".split()
)
_NOT_KNOWN = frozenset(
    """
    vet forstar minns hittar fattar begriper saker orkar vagar vagat vill klarar hinner
    tycker tror kanner lika vant roligt
    """.split()
)
#: Who asks whether it goes without asking anybody asks who decides.
_WITHOUT_ASKING = frozenset("utan att fraga hora prata involvera blanda in".split())
#: What points at something told before.
_SUCH = frozenset("san sant sana sadan sadant sadana".split())
_POINTING = frozenset("det detta sa".split())
_MUNICIPALITIES = frozenset("kommun kommuns stad stads".split())
#: What stands before a municipality, or before its adjective, that is not named.
_NO_NAMES = frozenset(
    """
    en ett den det denna samma var vart min din sin er nan nagon ingen varje vilken
    annan egen sadan san hel hela per av som i och till fran for med pa om at
    """.split()
)
#: Words after which a name stands as well as anything else.
_PLACED = frozenset("per av som i och till fran for med pa om at".split())
#: So far behind a negation stands what is denied, at most.
_REACH = 4
#: Persons who are not, or not yet, or no longer what they are called.
_NEARLY = frozenset(
    """
    vice bitradande tidigare forre forra fd avgaende avgatt blivande tilltradande tf
    tillforordnad stallforetradande pensionerad extern externa inhyrd inhyrda detta
    vikarierande entledigad uppsagd hedersledamot
    """.split()
)
#: Beginnings of words for persons in organisations that are no part of it.
_OUTSIDE = tuple(
    "parti forenings klubb elevrads elevkars studentkars bank polis region landstings "
    "riksdags sjukhus kyrko bostadsratts sam stats domstols foretags butiks hotell "
    "marknads redaktions".split()
)
_ASKING = frozenset("vem vilka vilken vilket hur nar var vart vad varfor".split())
_ANSWERS_FOR = frozenset({"ansvara", "godkanner", "ansvarar", "uppfoljning"})
#: What lies beside a matter that these words stand between.
_BESIDE = frozenset("utover utom forutom mot trots".split())
_WHO = frozenset({"vem", "vilka", "vilken"})
_IF = frozenset("om ifall fast fastan trots nar innan forutsatt savida".split())
_BEGINS = _IF | frozenset("som men sa eftersom medan".split())
#: Words that tell nothing which a rule could read.
_FILLERS = frozenset(
    """
    vanlig vanliga ny nya gammal själv va måndag tisdag onsdag torsdag fredag lördag
    söndag morgon kväll kvällen eftermiddag sagt sagts säger
    """.split()
)
#: A word that a reading accounts for less than this has no place in it.
ACCOUNTED = 0.35
_ACTS = frozenset({RuleKind.CONDUCT, RuleKind.DUTY})
_VERDICTS = frozenset({RuleKind.CONDUCT, RuleKind.CONTACT, RuleKind.DUTY})
_THEN = frozenset("ifjol fjol fjolaret forr".split())
_LAST = frozenset("forra nasta".split())
_YEAR = frozenset("aret ar mandatperioden mandatperiod halvaret".split())
_SINCE = frozenset("fran efter fore innan sedan under ar och med hosten varen".split())
_YEARS = range(1900, 2100)
_IS_SO = frozenset("ar bor jobbar arbetar heter ager har sitter".split())
_WAS_SO = frozenset("gallde gallt".split())
_STATES = frozenset("ar har bor jobbar arbetar kommer heter ager var driver".split())


def reservations(
    subject: SubjectText, told: Alignment, stems: Stems, on: dt.date
) -> tuple[Reservation, ...]:
    """Return what speaks against answering a reading, in the order of its weight.

    Args:
        subject: what the reading is about.
        told: the question beside the reading.
        stems: what forms of a word have in common.
        on: the day the question is asked for.
    """
    kind = subject.kind
    plain = [bare(word) for word in told.tokens]
    names = [p.text for p in subject.phrases if p.origin is Origin.NAME]
    phrases = [*names, *subject.asks]
    found = (
        *_of_two(told, plain),
        *_of_direction(kind, told),
        *_of_person(kind, told, plain),
        *_of_negation(kind, told, plain, phrases, stems),
        *_of_an_exception(plain, names),
        *_of_condition(kind, told, plain),
        *_of_time(told, plain, on),
        *_of_place(told, plain),
        *_of_referent(told, plain),
    )
    return tuple(dict.fromkeys(found))


def _of_two(told: Alignment, plain: Sequence[str]) -> Iterator[Reservation]:
    """Yield that two things are asked: "var placeras de och vem väljer bankerna"."""
    for place in range(2, len(plain)):
        is_second = plain[place - 1 : place + 1] == ["och", "vem"]
        if is_second and not _ASKING.isdisjoint(plain[: place - 1]):
            asked = (
                unit
                for unit in told.units
                if unit.start > place
                and not unit.is_light
                and unit.start not in told.deciding
                and plain[unit.start] not in _ANSWERS_FOR
            )
            if any(asked):
                yield Reservation(doubt=Misgiving.TWO, is_grave=False)


def _of_direction(kind: RuleKind, told: Alignment) -> Iterator[Reservation]:
    if kind is not RuleKind.CONTACT:
        return
    encounter = told.encounter
    either = [
        m
        for m in told.mentions
        if told.tokens[m.start - 1 : m.start] == ("eller",) and m in told.placed
    ]
    sides = {encounter.side(m) for m in told.placed}
    acts = told.placed and subject_of(told.tokens, told.mentions) == told.placed[0]
    is_untold = len(told.placed) > 1 and sides == {None} and not acts
    if not encounter.is_clear or encounter.is_asked or either or is_untold:
        yield Reservation(doubt=Misgiving.DIRECTION)


def _of_person(
    kind: RuleKind, told: Alignment, plain: Sequence[str]
) -> Iterator[Reservation]:
    for mention in told.placed:
        before = plain[mention.start - 1] if mention.start else ""
        is_outside = plain[mention.start].startswith(_OUTSIDE) and mention.is_compound
        if before in _NEARLY or is_outside:
            said = told.tokens[mention.start - (before in _NEARLY) : mention.end]
            yield Reservation(doubt=Misgiving.PERSON, words=(" ".join(said),))
    if kind in _ACTS:
        subject = subject_of(told.tokens, told.mentions)
        if not isinstance(subject, Unnamed) and subject not in told.placed:
            yield Reservation(doubt=Misgiving.PERSON, words=_words_of(subject, told))
    for mention in _others(kind, told, plain):
        yield Reservation(
            doubt=Misgiving.PERSON,
            words=_words_of(mention, told),
            is_grave=not _is_seen_beside(kind, told, plain, mention),
        )
    for mention in _told_of(kind, told, plain):
        yield Reservation(doubt=Misgiving.PERSON, words=_words_of(mention, told))


def _told_of(
    kind: RuleKind, told: Alignment, plain: Sequence[str]
) -> Iterator[Mention]:
    """Yield those of whom a circumstance is told, and who have no part in the reading.

    In "tjänstemannen är jävig, kan chefen ta över" the head is not disqualified.
    """
    if kind not in _VERDICTS:
        return
    for place in range(asking_from(plain)):
        if told.tokens[place] not in told.spent:
            continue
        before = [m for m in told.mentions if m.end <= place]
        if not before or before[-1] in told.placed or before[-1].is_asker:
            continue
        if SUBJECT_PRONOUNS.union({"det"}).isdisjoint(plain[before[-1].end : place]):
            yield before[-1]


def _others(kind: RuleKind, told: Alignment, plain: Sequence[str]) -> Iterator[Mention]:
    """Yield those who are named where it is asked, and have no part in the reading."""
    asking = _asks_who(plain) if kind is RuleKind.DECISION else asking_from(plain)
    fits = {unit.start: fit for unit, fit in zip(told.units, told.fits, strict=True)}
    for mention in told.mentions:
        is_asked = mention.start >= asking and mention.start in told.sentence
        if (
            not is_asked
            or mention.is_asker
            or mention in told.placed
            or fits[mention.start] >= ACCOUNTED
        ):
            continue
        is_attribute = any(m.end == mention.start - 1 for m in told.mentions)
        is_aside = kind is RuleKind.DECISION and (
            mention.way is Way.TOWARDS or mention.is_compound
        )
        if is_attribute or is_aside:  # "en ledamot i nämnden", "åt min mamma"
            continue
        if told.spent.isdisjoint(told.tokens[mention.start : mention.end]):
            yield mention


def _is_seen_beside(
    kind: RuleKind, told: Alignment, plain: Sequence[str], mention: Mention
) -> bool:
    """Tell whether the answer shows if it is about somebody who is named.

    "Får personalchefen avskeda någon" is answered by who dismisses, and whose the
    matter is, as in "kommunens medel", is no other matter.
    """
    before = plain[max(0, mention.start - 3) : mention.start]
    if kind in _VERDICTS or not (_OTHER | _NEARLY).isdisjoint(before):
        return False
    is_whose = plain[mention.end - 1].endswith("s") or mention.way is Way.FROM
    return is_whose or subject_of(told.tokens, told.mentions) == mention


def _asks_who(plain: Sequence[str]) -> int:
    """Return where a question asks who, or else where it asks."""
    who = (n for n, word in enumerate(plain) if word in _WHO)
    return next(who, asking_from(plain))


def _words_of(mention: Mention, told: Alignment) -> tuple[str, ...]:
    return (" ".join(told.tokens[mention.start : mention.end]),)


def _of_negation(
    kind: RuleKind,
    told: Alignment,
    plain: Sequence[str],
    phrases: Sequence[str],
    stems: Stems,
) -> Iterator[Reservation]:
    asking = asking_from(told.tokens)
    denied_here: set[str] | None = None
    for place, word in enumerate(plain):
        is_other = word in _OTHER
        if word not in NEGATIONS and not is_other:
            continue
        if kind not in _VERDICTS and (is_other or place < asking):
            continue
        if place not in told.sentence and not _is_of_what_is_so(kind, told, place):
            continue
        if not is_other and _is_mild(told, plain, place):
            continue
        is_aside = _WITHOUT_ASKING.issuperset(plain[place : place + 3])
        if kind not in _VERDICTS and is_aside:
            continue
        after = told.tokens[place + 1 : place + 1 + _REACH]
        if told.spent.intersection(after):
            continue
        if denied_here is None:
            denied_here = _denied(phrases, stems)
        if denied_here.intersection(_telling(after, stems)):
            continue
        yield Reservation(
            doubt=Misgiving.NEGATION, words=(" ".join(told.tokens[place : place + 2]),)
        )


def _of_place(told: Alignment, plain: Sequence[str]) -> Iterator[Reservation]:
    """Yield that a municipality is named; the one that is asked is taken out before."""
    for place, word in enumerate(plain):
        before = plain[max(place - 2, 0) : place]
        is_named = bool(before) and _NO_NAMES.isdisjoint(before[-1:])
        is_described = len(before) > 1 and before[0] in _NO_NAMES - _PLACED
        if word in _MUNICIPALITIES and is_named and not is_described:
            said = told.tokens[place - 1 : place + 1]
            yield Reservation(doubt=Misgiving.PLACE, words=(" ".join(said),))


def _of_referent(told: Alignment, plain: Sequence[str]) -> Iterator[Reservation]:
    """Yield that the words that ask only point at what was told before.

    The reading then rests on the case as it was told, where much is beside the point.
    """
    asked = range(asking_from(told.tokens), told.sentence.stop)
    said = [place for place in asked if plain[place] in _SUCH]
    mentioned = {mention.start for mention in told.mentions}
    is_told = any(
        unit.start in asked
        and not unit.is_light
        and unit.start not in told.deciding | mentioned
        and fit >= ACCOUNTED
        for unit, fit in zip(told.units, told.fits, strict=True)
    )
    is_first = asked.start == 0
    if not is_told and not is_first:
        said += [place for place in asked if plain[place] in _POINTING]
    if said:
        words_ = (told.tokens[min(said)],)
        yield Reservation(doubt=Misgiving.REFERENT, words=words_, is_grave=False)


def _of_an_exception(
    plain: Sequence[str], names: Sequence[str]
) -> Iterator[Reservation]:
    """Yield that the subject is what is excepted: "barnbidrag till annan"."""
    marks = NEGATIONS | _OTHER
    if names and marks.isdisjoint(plain):
        cut = [{bare(word) for word in words(name)} & marks for name in names]
        if all(cut):
            is_grave = any("annan" in name for name in cut)
            yield Reservation(doubt=Misgiving.PERSON, is_grave=is_grave)


def _is_mild(told: Alignment, plain: Sequence[str], place: int) -> bool:
    """Tell whether a negation denies nothing: "får inte rektorn", "vet inte"."""
    before, after = plain[place - 1 : place], plain[place + 1 : place + 2]
    if _NOT_KNOWN.intersection((*before, *after)) or before == ["eller"]:
        return True
    is_before_subject = (SUBJECT_PRONOUNS | BEFORE_A_NAME).intersection(after) or any(
        mention.start == place + 1 for mention in told.mentions
    )
    is_modal = plain[place] == "inte" and not MODAL.isdisjoint(before)
    return (is_modal and bool(is_before_subject)) or after == ["bara"]


def _denied(phrases: Iterable[str], stems: Stems) -> set[str]:
    """Return the stems of what is denied, or called another, in some phrases.

    Words that tell nothing stand behind every "inte", and make no two denials one.
    """
    denied: set[str] = set()
    for phrase in phrases:
        tokens = words(phrase)
        for place, word in enumerate(tokens):
            if bare(word) in NEGATIONS | _OTHER:
                denied.update(_telling(tokens[place + 1 : place + 1 + _REACH], stems))
    return denied


def _telling(tokens: Iterable[str], stems: Stems) -> set[str]:
    return {stems.of(token) for token in tokens if not is_light(token)}


def _of_condition(
    kind: RuleKind, told: Alignment, plain: Sequence[str]
) -> Iterator[Reservation]:
    yield from _of_what_is_beside(told, plain)
    yield from _of_another_matter(kind, told, plain)
    if kind is RuleKind.CONDUCT:
        start = max(asking_from(plain), told.sentence.start)
        lost = _lost(told, range(start, told.sentence.stop))
        if lost:
            yield Reservation(doubt=Misgiving.CONDITION, words=lost)
    clauses = [n for n in range(len(plain)) if _is_condition(kind, told, plain, n)]
    for place in clauses:
        stop = told.sentence.stop if place in told.sentence else len(plain)
        end = next((n for n in range(place + 1, stop) if _ends(plain, n)), stop)
        lost = _lost(told, range(place, end))
        if lost:
            yield Reservation(doubt=Misgiving.CONDITION, words=lost)


def _of_another_matter(
    kind: RuleKind, told: Alignment, plain: Sequence[str]
) -> Iterator[Reservation]:
    """Yield that what is asked is lost: "vem beslutar när chefen är sjuk"."""
    asking = _asks_who(plain)
    if kind is not RuleKind.DECISION or not asking:
        return
    asked = [
        (told.tokens[unit.start], fit)
        for unit, fit in zip(told.units, told.fits, strict=True)
        if unit.start > asking and not unit.is_light and unit.start not in told.deciding
    ]
    if asked and all(fit < ACCOUNTED for _, fit in asked):
        yield Reservation(doubt=Misgiving.CONDITION, words=tuple(w for w, _ in asked))


def _is_condition(
    kind: RuleKind, told: Alignment, plain: Sequence[str], place: int
) -> bool:
    """Tell whether a condition, or what holds of somebody, begins at a place."""
    word, after = plain[place], plain[place + 1 : place + 2]
    if place not in told.sentence and not _is_of_what_is_so(kind, told, place):
        return False
    starts = {mention.start: mention for mention in told.mentions}
    if word == "som" and kind in _VERDICTS:
        following = place + 1
        while following < len(plain) and plain[following] in BEFORE_A_NAME:
            following += 1
        named = starts.get(following)
        return not (named and named.is_asker) and _is_of_placed(told, plain, place)
    if word == "om":
        following = place + 1
        while following < len(plain) and plain[following] in BEFORE_A_NAME - {"det"}:
            following += 1
        is_subject = following in starts or SUBJECT_PRONOUNS.intersection(
            (*after, "det" if after == ["det"] else "")
        )
        near = plain[following + 1 : following + 4]
        has_verb = not (_STATES | MODAL).isdisjoint(near)
        return bool(is_subject and (has_verb or following not in starts)) or (
            after == ["det"] and has_verb
        )
    if word in _IF:
        is_asked = place > asking_from(told.tokens) and word != "nar"
        return is_asked or kind in _VERDICTS
    is_own = kind in _VERDICTS and word in FIRST_PERSON and place < asking_from(plain)
    return is_own and bool(_STATES.intersection(after))


def _is_of_what_is_so(kind: RuleKind, told: Alignment, place: int) -> bool:
    """Tell whether another sentence than the one that asks tells what one is or has.

    "Jag bor inte i kommunen. Får jag överklaga?" is about whoever does not live there;
    what somebody does not dare, or was told, changes no answer.
    """
    near = [bare(word) for word in told.tokens[max(0, place - 2) : place + 3]]
    return kind in _VERDICTS and not _IS_SO.isdisjoint(near)


def _is_of_placed(told: Alignment, plain: Sequence[str], place: int) -> bool:
    """Tell whether "som" at a place goes on about what is asked, or who is in it."""
    if place >= asking_from(told.tokens):
        return place > 0
    return plain[place - 1] in FIRST_PERSON or any(m.end == place for m in told.placed)


def _of_what_is_beside(told: Alignment, plain: Sequence[str]) -> Iterator[Reservation]:
    """Yield what lies beside the matter: "utöver normen", "mot hyresgästen"."""
    for place, word in enumerate(plain):
        if word in _BESIDE:
            lost = _lost(told, range(place + 1, place + 3))
            if lost:
                said = " ".join((told.tokens[place], *lost))
                yield Reservation(doubt=Misgiving.CONDITION, words=(said,))


def _ends(plain: Sequence[str], place: int) -> bool:
    following = plain[place + 1 : place + 2]
    is_asking = plain[place] in MODAL and SUBJECT_PRONOUNS.intersection(following)
    return plain[place] in _BEGINS or bool(is_asking)


def _lost(told: Alignment, places: range) -> tuple[str, ...]:
    """Return the words at some places that the reading does not account for."""
    return tuple(
        told.tokens[unit.start]
        for unit, fit in zip(told.units, told.fits, strict=True)
        if unit.start in places
        and not unit.is_light
        and fit < ACCOUNTED
        and told.tokens[unit.start] not in told.spent | _FILLERS
        and not any(m.start == unit.start for m in told.placed)
    )


def _of_time(
    told: Alignment, plain: Sequence[str], on: dt.date
) -> Iterator[Reservation]:
    asking = asking_from(told.tokens)
    is_past = any(w.endswith("ade") or w == "fick" for w in plain[asking : asking + 2])
    for place, word in enumerate(plain):
        after = plain[place + 1 : place + 2]
        is_then = word in _THEN or word in _WAS_SO
        is_last = word in _LAST and not _YEAR.isdisjoint(after)
        before = plain[place - 1] if place else ""
        is_year = (
            word.isdigit()
            and int(word) in _YEARS
            and int(word) != on.year
            and (before in _SINCE or is_past)
            and word not in told.spent
        )
        if is_then or is_last or is_year:
            said = told.tokens[place : place + 1 + is_last]
            yield Reservation(doubt=Misgiving.TIME, words=(" ".join(said),))
