"""Who acts on whom in what a text asks: subject, object, passive, and "av" and "från".

Swedish has no cases but in pronouns: who acts is told by the order of words. The
subject stands before the finite verb, or between it and the main verb; the object
after that. A passive ("kontaktas av", "blir ringd av") turns both round. Where the
order does not tell ("vem ringer politikern"), nobody is said to act.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from ..records import record, replace
from .everyday import BEFORE_A_NAME, FIRST_PERSON, REACHED_BY, REACHES
from .forms import MODAL, asking_from
from .mentions import Way
from .words import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .mentions import Mention

SUBJECT_PRONOUNS = frozenset("jag vi man han hon hen du ni de dom".split())
_OF_THE_SAME = frozenset("han hon hen de dom honom henne dem denne denna".split())
_SAME_AS_OBJECT = frozenset("honom henne dem dom".split())
_ASKER_AS_OBJECT = frozenset({"mig", "oss"})
#: Finite verbs that another verb follows.
_FINITE = MODAL | frozenset(
    """
    vill ville skulle borde tanker tankte brukar fick kunde blir blev har hade ar var
    vagar slipper hinner forsoker onskar vagrar kommer
    """.split()
)
#: Words that begin a clause, so that what stands before them is another one.
_STARTS = frozenset(
    """
    som att nar fast fastan eftersom ifall men medan innan sa darfor trots vem vad hur
    vart vilken vilka varfor och eller om
    """.split()
)
#: These begin a clause only where a subject follows.
_GOES_ON = frozenset({"att", "och", "eller"})
#: What somebody gets of another: then it is the other who acts.
_MESSAGES = frozenset("kontakt samtal samtalet mejl mejlet mail sms".split())
_GETS = frozenset({"far", "fick", "fatt"})
#: So near behind another name a "från" tells where that other one is from.
_BESIDE = 2
_BECOMES = frozenset("bli blir blev blivit bliva blivande".split())
_WHO = frozenset({"vem", "vilka", "vilken"})
_BY = frozenset({"av", "fran"})
#: For somebody else: then it is not told who is reached for what.
_IN_PLACE_OF = frozenset({"at", "rakning", "vagnar", "uppdrag"})
_ECHO = frozenset("det sa ok okej ratt ja gora gor da hur vad vem via vag".split())


class Agency(enum.Enum):
    """On which side of what is done somebody is: the one who does it, or the other."""

    ACTING = "acting"
    REACHED = "reached"


@record
class Encounter:
    """Who acts and who is acted on, by the places where mentions begin.

    `asker` is the side of "jag" and "vi". `is_asked` tells that the text asks for the
    one who acts ("vem får ringa rektorn"). `is_clear` is False where a text has two
    who may be either.
    """

    sides: tuple[tuple[int, Agency], ...] = ()
    asker: Agency | None = None
    is_asked: bool = False
    is_clear: bool = True

    def side(self, mention: Mention) -> Agency | None:
        """Return the side of somebody mentioned, None where nothing tells."""
        if mention.is_asker:
            return self.asker
        return dict(self.sides).get(mention.start)


def is_reaching_verb(word: str) -> bool:
    """Tell whether a word says that somebody reaches somebody, in any form."""
    return bare(word) in REACHES or bare(word) in REACHED_BY


def encounter_of(tokens: Sequence[str], mentions: Sequence[Mention]) -> Encounter:
    """Return who reaches whom, as the clause tells in which it is asked."""
    words = [bare(word) for word in tokens]
    asking = asking_from(tokens)
    verbs = [n for n, word in enumerate(words) if word in REACHES | REACHED_BY]
    asked = [n for n in verbs if n >= asking]
    found = [_VerbClause(words, mentions, n).encounter() for n in asked or verbs[-1:]]
    if not found:
        return _by_way(mentions)
    is_echo = _ECHO.issuperset(_lexical(words[asking:], mentions, asking))
    told = _joined(found)
    return replace(told, is_clear=told.is_clear and bool(asked or is_echo))


def _lexical(
    words: Sequence[str], mentions: Sequence[Mention], offset: int
) -> set[str]:
    """Return the words of a clause that are neither auxiliaries nor persons."""
    named = {n - offset for m in mentions for n in range(m.start, m.end)}
    return {
        word
        for n, word in enumerate(words)
        if n not in named and word not in _FINITE | SUBJECT_PRONOUNS | BEFORE_A_NAME
    }


def _by_way(mentions: Sequence[Mention]) -> Encounter:
    """Return who is on which side by the words before them alone."""
    return Encounter(sides=tuple(_told_by_way(mentions)))


def _told_by_way(mentions: Sequence[Mention]) -> Iterator[tuple[int, Agency]]:
    previous = -2
    for mention in mentions:
        if mention.way is Way.FROM and mention.start - previous > _BESIDE:
            yield mention.start, Agency.ACTING
        elif mention.way is Way.TOWARDS:
            yield mention.start, Agency.REACHED
        previous = mention.end


def _joined(found: Sequence[Encounter]) -> Encounter:
    """Return what several clauses tell together: unclear where they disagree."""
    sides: dict[int, Agency] = {}
    is_clear = all(encounter.is_clear for encounter in found)
    askers = {encounter.asker for encounter in found} - {None}
    for encounter in found:
        for start, side in encounter.sides:
            is_clear = is_clear and sides.setdefault(start, side) is side
    return Encounter(
        sides=tuple(sorted(sides.items(), key=lambda pair: pair[0])),
        asker=askers.pop() if len(askers) == 1 else None,
        is_asked=any(encounter.is_asked for encounter in found),
        is_clear=is_clear and len(askers) <= 1,
    )


#: Who a subject may be besides somebody mentioned: whoever asks, whom it is asked for,
#: one of two, of whom the order of words does not tell.
_ASKER, _ASKED, _EITHER = "jag", "vem", "either"
#: The place of whoever asks, who need not be mentioned.
_OWN = -1


class _SubjectPhrase(NamedTuple):
    """The subject of a clause, and where other noun phrases stand before its verb.

    `who` is where somebody mentioned begins, or one of the words above, or nothing.
    """

    who: int | str
    others: tuple[int, ...] = ()


class _VerbClause:
    """The clause round a verb of reaching somebody, in words without diacritics."""

    def __init__(
        self, words: Sequence[str], mentions: Sequence[Mention], verb: int
    ) -> None:
        self._words = words
        self._mentions = mentions
        self._verb = verb
        self._at = {n: m for m in mentions for n in range(m.start, m.end)}
        self._start = self._first()
        self._end = self._last()
        self._finite = self._finite_verb()

    def _is_start(self, place: int) -> bool:
        """Tell whether a clause begins at a place: "som" of "jag som politiker" not."""
        word = self._words[place]
        if place in self._at or word not in _STARTS:
            return False
        after = next((self._at[n] for n in self._after(place) if n in self._at), None)
        if word in _GOES_ON:  # "vill ringa och prata", "gör för att träffa"
            following = self._words[place + 1 : place + 2]
            return bool(after or SUBJECT_PRONOUNS.intersection(following))
        return not (word == "som" and after and after.is_asker)

    def _after(self, place: int) -> range:
        """Return the places of a noun phrase that may begin after a place."""
        end = place + 1
        while end < len(self._words) and self._words[end] in BEFORE_A_NAME:
            end += 1
        return range(place + 1, min(end + 1, len(self._words)))

    def _first(self) -> int:
        places = range(self._verb - 1, -1, -1)
        return next((n + 1 for n in places if self._is_start(n)), 0)

    def _last(self) -> int:
        for n in range(self._verb + 1, len(self._words)):
            if self._is_start(n) or self._is_inversion(n):
                return n
        return len(self._words)

    def _is_inversion(self, place: int) -> bool:
        following = self._words[place + 1 : place + 2]
        is_subject = place + 1 in self._at or SUBJECT_PRONOUNS.intersection(following)
        return self._words[place] in _FINITE and bool(is_subject)

    def _finite_verb(self) -> int:
        places = range(self._verb - 1, self._start - 1, -1)
        finite = [n for n in places if self._words[n] in _FINITE and n not in self._at]
        not_becoming = [n for n in finite if self._words[n] not in _BECOMES]
        return (not_becoming or finite or [self._verb])[0]

    @property
    def _is_passive(self) -> bool:
        word = self._words[self._verb]
        if word in REACHED_BY:
            before = self._words[self._start : self._verb]
            return (
                word.endswith("s")
                or bool(_BECOMES.intersection(before))
                or ("av" in self._words[self._verb : self._end])
            )
        is_got = word in _MESSAGES and self._words[self._finite] in _GETS
        return is_got and not _BY.isdisjoint(self._words[self._verb : self._end])

    def encounter(self) -> Encounter:
        """Return who reaches whom here."""
        subject = self._subject()
        side = Agency.REACHED if self._is_passive else Agency.ACTING
        asker = side if subject.who == _ASKER else None
        sides = {subject.who: side} if isinstance(subject.who, int) else {}
        for place, other in self._objects(subject):
            if place == _OWN:
                asker = asker or other
            else:
                sides.setdefault(place, other)
        for mention in self._mentions:
            if mention.is_asker and mention.start in sides:
                asker = asker or sides.pop(mention.start)
        return Encounter(
            sides=tuple(sides.items()),
            asker=asker,
            is_asked=subject.who == _ASKED and not self._is_passive,
            is_clear=subject.who != _EITHER and not self._is_for_another(),
        )

    def _is_for_another(self) -> bool:
        after = self._words[self._verb + 1 : self._end]
        return not _IN_PLACE_OF.isdisjoint(after)

    def _subject(self) -> _SubjectPhrase:
        """Return the subject, and the places of noun phrases that are not it."""
        before = self._phrases(self._start, self._finite)
        between = self._phrases(self._finite + 1, self._verb)
        if between:
            # "rektorn får jag ringa": what stands first is what is reached
            return _SubjectPhrase(self._said(between[0]), (*before, *between[1:]))
        if before and self._finite != self._verb:
            return _SubjectPhrase(self._said(before[-1]), tuple(before[:-1]))
        return self._behind(before) or self._of_the_clause_before(before)

    def _behind(self, before: Sequence[int]) -> _SubjectPhrase | None:
        """Return the subject that stands behind the verb, None where none does."""
        after = self._phrases(self._verb + 1, self._end)
        if self._finite != self._verb or not after:
            return None
        is_next = after[0] == self._verb + 1 + self._articles(self._verb + 1)
        is_pronoun = is_next and self._words[after[0]] in SUBJECT_PRONOUNS
        if before:  # "rektorn ringer jag", and not "rektorn ringer ordföranden"
            return (
                _SubjectPhrase(self._said(after[0]), tuple(before))
                if is_pronoun
                else None
            )
        opener = self._words[self._start - 1] if self._start else ""
        is_first_of_two = is_next and len(after) > 1 and opener not in _WHO
        if is_pronoun or is_first_of_two:  # "hur når chefen politikern"
            return _SubjectPhrase(self._said(after[0]), tuple(after[1:]))
        if opener in _WHO or opener in {"vart", "hur"}:
            return _SubjectPhrase(_EITHER if is_next else _ASKED)
        return None

    def _of_the_clause_before(self, before: Sequence[int]) -> _SubjectPhrase:
        """Return a subject before the verb, or that a clause takes from another."""
        if before:
            return _SubjectPhrase(self._said(before[-1]), tuple(before[:-1]))
        opener = self._words[self._start - 1] if self._start else ""
        if opener in _WHO:
            return _SubjectPhrase(_ASKED)
        antecedent = self._antecedent()
        return _SubjectPhrase(antecedent.start if antecedent else "")

    def _antecedent(self) -> Mention | None:
        """Return whom the "som" tells of that begins the clause."""
        if not self._start or self._words[self._start - 1] != "som":
            return None
        end = self._start - 1
        return next((m for m in self._mentions[::-1] if m.end == end), None)

    def _articles(self, place: int) -> int:
        count = 0
        while (
            place + count < len(self._words)
            and self._words[place + count] in BEFORE_A_NAME
        ):
            count += 1
        return count

    def _phrases(self, start: int, end: int) -> list[int]:
        """Return where noun phrases for persons begin that no preposition governs."""
        found: list[int] = []
        for place in range(start, end):
            mention = self._at.get(place)
            if mention is None and self._words[place] in SUBJECT_PRONOUNS:
                found.append(place)
            elif mention and mention.start == place:
                is_said_already = mention.is_asker and any(
                    self._words[n] in FIRST_PERSON for n in found
                )
                is_governed = mention.way is not Way.UNTOLD and not mention.is_asker
                if not is_said_already and not is_governed:
                    found.append(place)
        return found

    def _said(self, place: int) -> int | str:
        """Return whom a noun phrase stands for."""
        mention = self._at.get(place)
        if mention:
            return _ASKER if mention.is_asker else mention.start
        word = self._words[place]
        if word in FIRST_PERSON:
            return _ASKER
        if word in _OF_THE_SAME:
            return self._of_the_same(place)
        return ""

    def _of_the_same(self, place: int) -> int | str:
        """Return whom "hon" stands for: the one other person told of before."""
        told = [m for m in self._mentions if m.end <= place and not m.is_asker]
        return told[0].start if len({m.role for m in told}) == 1 else ""

    def _objects(self, subject: _SubjectPhrase) -> Iterator[tuple[int, Agency]]:
        """Yield those who are not the subject; `_OWN` is whoever asks."""
        for place in subject.others:
            said = self._said(place)
            if said == _ASKER:
                yield _OWN, Agency.REACHED
            elif isinstance(said, int):
                yield said, Agency.REACHED
        for place in range(self._verb + 1, self._end):
            mention = self._at.get(place)
            if mention is None or self._words[place] in _ASKER_AS_OBJECT:
                yield from self._pronoun(place)
            elif mention.start == place and place != subject.who:
                yield from self._named(mention)
        antecedent = self._antecedent()
        if antecedent and subject.who != antecedent.start:
            yield antecedent.start, Agency.REACHED

    def _named(self, mention: Mention) -> Iterator[tuple[int, Agency]]:
        by = self._words[mention.start - 1]
        if mention.way is Way.FROM and (self._is_passive or by != "av"):
            yield mention.start, Agency.ACTING
        elif mention.way in {Way.UNTOLD, Way.TOWARDS} and not mention.is_asker:
            yield mention.start, Agency.REACHED

    def _pronoun(self, place: int) -> Iterator[tuple[int, Agency]]:
        word = self._words[place]
        if word in _ASKER_AS_OBJECT:
            is_by = self._words[place - 1] in _BY
            yield _OWN, (Agency.ACTING if is_by else Agency.REACHED)
        elif word in _SAME_AS_OBJECT:
            same = self._of_the_same(place)
            if isinstance(same, int):
                yield same, Agency.REACHED


class Unnamed(enum.Enum):
    """Whom a question asks of when it is nobody that it names."""

    ASKER = "asker"
    UNTOLD = "untold"


def subject_of(tokens: Sequence[str], mentions: Sequence[Mention]) -> Mention | Unnamed:
    """Return of whom it is asked whether he may or must: "får rektorn …".

    In a passive ("får rektorn avskedas av …") the subject is not who acts: then it is
    whoever stands behind "av".
    """
    words = [bare(word) for word in tokens]
    asking = asking_from(tokens)
    starts = {mention.start: mention for mention in mentions}
    place = next((n for n in range(asking, len(words)) if words[n] in _FINITE), None)
    if place is None:
        return Unnamed.UNTOLD
    found: Mention | Unnamed = Unnamed.UNTOLD
    end = place + 1
    while end < len(words) and words[end] in BEFORE_A_NAME | _BETWEEN:
        end += 1
    if end in starts:
        found = starts[end]
        end = starts[end].end
    elif end < len(words) and words[end] in FIRST_PERSON:
        return Unnamed.ASKER
    elif end < len(words) and words[end] in _OF_THE_SAME:
        told = [m for m in mentions if m.end <= place and not m.is_asker]
        if len({mention.role for mention in told}) == 1:
            found = told[0]
    if found is Unnamed.UNTOLD or not _is_passive(words[end:]):
        return found
    agents = [m for m in mentions if m.start >= end and m.way is Way.FROM]
    return agents[0] if agents else Unnamed.UNTOLD


def _is_passive(words: Sequence[str]) -> bool:
    """Tell whether the first verb of some words is a passive: "avskedas", "göras"."""
    verb = next((w for w in words if w.endswith(_INFINITIVES)), "")
    return (verb.endswith(("as", "es")) and verb not in _DEPONENT) or bool(
        _BECOMES.intersection(words[:1])
    )


_BETWEEN = frozenset("da inte ocksa verkligen bara sjalv alltid ens ju val nu".split())
_INFINITIVES = ("a", "as", "es")
_DEPONENT = frozenset(
    "finnas hoppas lyckas minnas trivas traffas motas umgas behovas kravas ses".split()
)
