"""Understand a question as people type it: which subject, who, and what is known."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, NamedTuple

from ..answers.decider import Decider
from ..records import record, replace
from ..rulebook.model.questions import Question, slot_kinds
from ..rulebook.model.rules import RuleKind, Slot
from .circumstances import Circumstances
from .clauses import Agency, Unnamed, encounter_of, subject_of
from .doubts import ACCOUNTED, Alignment, Misgiving, Reservation, reservations
from .everyday import FIRST_PERSON
from .fit import Fit, Fitter, PhraseUnits
from .forms import Forms, asking_from
from .index import IndexPart, form_of, keep, kept_index, taken_up
from .introductions import breaks_of, with_introduction
from .lexicon import Lexicon, is_light
from .likeness import Likeness
from .mentions import Mention, Roles, Way
from .numerals import in_figures
from .places import without_place
from .quantities import without_figures
from .shares import Asked, Unit, asked_part, share, share_of_all
from .slots import Asks, Filled, filled
from .subjects import Origin, subject_texts
from .urgency import Urgency, is_english, urgency_of
from .weights import Evidence, Signs, bounded, confidence, score
from .words import sentences, swedish_stems, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from ..rulebook.model.packs import Jurisdiction
    from .clauses import Encounter
    from .subjects import SubjectText

#: What the index of the words may hold.
_FORM = form_of(PhraseUnits)
#: At most this many readings are worked out in full.
MOST_READINGS = 12
#: Readings nearer than this fit alike; with less confidence than these nothing is
#: understood, or readings are offered and none is answered.
ALIKE = 0.03
NEARLY_ALIKE = 0.25
ALIKE_IN_ALL_BUT_NAME = 0.4
UNDERSTOOD = 0.5
#: From here a reading is answered, with a reservation below the next.
LIKELY = 0.88
SURE = 0.95
#: Beside another matter that is so likely, and so close, no reading is sure.
RIVAL = 0.6
CLOSE = 1.0
#: Who asks is asked for, and what fits alike is offered, from here.
ASKED_BACK = 0.3
#: A reading so near to the best that its own name may tell more.
NEAR = 3.0
#: How many other readings are offered, and the least score worth offering.
MOST_OFFERED = 3
#: How many persons are offered who may be the one who asks.
MOST_PERSONS = 6
WORTH_OFFERING = 0.0
#: How far a role is accounted for that has no place in a contact.
OUT_OF_PLACE = 0.4
#: A text longer than this many characters is read only where it asks.
LONGEST = 600
#: So many words at most count as left out, or as told.
_FEW, _MANY = 4, 8
_EVIDENT = frozenset(Signs._fields) & frozenset(Evidence._fields)
_OBJECT = frozenset({"mig", "oss"})
#: What a subject is called by itself.
_OWN = frozenset({Origin.ASKED, Origin.NAME, Origin.SAYS})
#: Of whom it is asked is told by these words at the latest: "vad gör du".
_OPENING = 3
#: What a name has that is about finding something out.
_EMBEDDED = frozenset({"vem", "vilka", "källa", "efterforska", "fråga", "kräva"})
_WHOM = frozenset({"vem", "vilken", "vart", "var"})
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]")


class Certainty(enum.Enum):
    """How sure it is what was asked.

    A reading that is `SURE` is answered: `UNSURE` means that the likeliest one may not
    be meant, and it is answered with a reservation, or not at all; `SEVERAL` that two
    fit alike, `UNTOLD` that it matters who asks and the text does not say so, and
    `NOTHING` that none fits.
    """

    SURE = "sure"
    UNSURE = "unsure"
    SEVERAL = "several"
    UNTOLD = "untold"
    NOTHING = "nothing"


@record
class Reading:
    """One way to understand what was typed.

    `score` is what readings are ranked by, `confidence` the chance that this one is
    meant, as its `signs` tell.
    """

    question: Question
    score: float
    confidence: float
    signs: Signs = Signs()


class _Bid(NamedTuple):
    """A subject with its slots filled, and what speaks for it."""

    evidence: Evidence
    subject: SubjectText
    filled: Filled
    fits: tuple[float, ...]


class _Candidate(NamedTuple):
    """A reading with what speaks for it, and the question as it is held against it."""

    reading: Reading
    scored: _Bid
    told: Alignment


class _QuestionWords(NamedTuple):
    """A question cut into words and units, with who is mentioned and who acts.

    `plain` are its words before those are made one that are a known word only together.
    """

    plain: tuple[str, ...]
    tokens: tuple[str, ...]
    mentions: tuple[Mention, ...]
    units: tuple[Unit, ...]
    encounter: Encounter
    sentence: range


@record
class Understanding:
    """What a free question may mean.

    `reading` is the one to answer; where it is not sure it is answered with a
    reservation. `others` are worth offering besides, the likeliest first.
    `reservations` tell what of the question may turn the answer round, and has no place
    in it. `unknown` are the words that nothing here is called by, `is_english` tells
    that the text is in English, and `urgency` what it tells of that does not wait.
    """

    certainty: Certainty
    reading: Reading | None
    others: tuple[Reading, ...]
    reservations: tuple[Reservation, ...] = ()
    unknown: tuple[str, ...] = ()
    is_english: bool = False
    urgency: Urgency | None = None

    @property
    def is_sure(self) -> bool:
        """Tell whether the reading may be answered without a reservation."""
        return self.certainty is Certainty.SURE

    @property
    def ranked(self) -> tuple[Reading, ...]:
        """All readings, the likeliest first."""
        return (*((self.reading,) if self.reading else ()), *self.others)


class Reader:
    """Understands free questions in the words and rules of one jurisdiction."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Gather the subjects that have rules, and how people speak of them."""
        self._here = jurisdiction.municipality
        self._vocabulary = jurisdiction.vocabulary
        self._decider = Decider(jurisdiction)
        self._stems = stems = swedish_stems()
        if not self._take_up(jurisdiction):
            self._gather(jurisdiction)
        self._circumstances = Circumstances(jurisdiction, self._fitter.lexicon, stems)
        self._homonyms = {
            tuple(stems.all(name)): (kind, name, ids)
            for kind, by_name in jurisdiction.vocabulary.homonyms.items()
            for ids in by_name.values()
            if len(ids) > 1
            for name in jurisdiction.vocabulary.names_shared(kind, ids)
        }

    def _gather(self, jurisdiction: Jurisdiction) -> None:
        """Gather the index of the words, and keep it."""
        stems = self._stems
        subjects = subject_texts(jurisdiction, stems)
        self._roles = Roles(jurisdiction.vocabulary, stems)
        texts = {phrase.text for subject in subjects for phrase in subject.phrases}
        tokens = {text: words(text) for text in texts}
        self._fitter = Fitter(
            subjects, tokens, jurisdiction.vocabulary, self._roles, stems
        )
        asked = {ask: tokens[ask] for subject in subjects for ask in subject.asks}
        samples = ((s.kind, asked[ask]) for s in subjects for ask in s.asks)
        self._forms = Forms(samples, stems)
        self._likeness = Likeness(asked)
        parts: dict[str, IndexPart] = {
            "stems": stems,
            "roles": self._roles,
            "fitter": self._fitter,
            "lexicon": self._fitter.lexicon,
            "forms": self._forms,
            "likeness": self._likeness,
        }
        keep(jurisdiction, _FORM, parts)

    def _take_up(self, jurisdiction: Jurisdiction) -> bool:
        """Take up the index that is kept; tell whether there is one."""
        index = kept_index(jurisdiction, _FORM)
        if index is None or index["stems"] != (self._stems.edition,):
            return False
        stems, vocabulary = self._stems, jurisdiction.vocabulary
        self._roles = taken_up(Roles, index["roles"])
        self._roles.prepare(vocabulary, stems)
        self._fitter = taken_up(Fitter, index["fitter"])
        self._fitter.prepare(vocabulary, self._roles, stems)
        self._fitter.post()
        self._fitter.lexicon = taken_up(Lexicon, index["lexicon"])
        self._fitter.lexicon.prepare(stems)
        self._forms = taken_up(Forms, index["forms"])
        self._forms.prepare(stems)
        self._likeness = taken_up(Likeness, index["likeness"])
        self._likeness.prepare()
        return True

    @property
    def municipality(self) -> str:
        """The id of the municipality whose words count, empty for law alone."""
        return self._here.id if self._here else ""

    def _refuse_homonyms(self, text: str) -> None:
        if not self._homonyms:
            return
        stems = [self._stems.of(word) for word in words(text)]
        for name, (kind, written, ids) in self._homonyms.items():
            starts = range(len(stems) - len(name) + 1)
            if any(tuple(stems[start : start + len(name)]) == name for start in starts):
                raise self._vocabulary.ambiguity(kind, written, ids)

    def understanding(self, text: str, on: dt.date, asker: str = "") -> Understanding:
        """Return what a text asks.

        Args:
            text: what somebody typed.
            on: the day it is asked for.
            asker: the id of the role of the one who asks, empty when nobody told it.

        Raises:
            AmbiguousNameError: the text has a name that stands for two terms here.
        """
        self._refuse_homonyms(text)
        tokens = words(text)
        return replace(
            self._understood(text, on, asker),
            unknown=self._unknown(words(without_figures(in_figures(_asking(text))))),
            is_english=is_english(tokens, sum(map(is_light, tokens))),
            urgency=urgency_of(tokens),
        )

    def _unknown(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """Return the words that stand for nothing here, each once, in order."""
        joined = self._fitter.joined(tokens)
        units = self._fitter.units(joined, self._roles.mentions(joined))
        return tuple(
            dict.fromkeys(
                joined[unit.start]
                for unit in units
                if not unit.fits and not unit.is_light
            )
        )

    def _understood(self, text: str, on: dt.date, asker: str) -> Understanding:
        candidates = self._candidates(text, on, asker)
        ranked = [candidate.reading for candidate in candidates]
        offered = [r for r in ranked if r.score >= WORTH_OFFERING]
        certainty = self._certainty(ranked)
        kept: tuple[Reservation, ...] = ()
        if candidates and ranked[0].confidence >= ASKED_BACK:
            persons = _by_person(candidates)
            kept = (
                *self._reservations(candidates[0], on),
                *self._better_named(candidates),
            )
            if elsewhere := [r for r in kept if r.doubt is Misgiving.PLACE]:
                return Understanding(
                    certainty=Certainty.NOTHING,
                    reading=None,
                    others=(),
                    reservations=tuple(elsewhere),
                )
            if candidates[0].scored.evidence.untold and len(persons) > 1:
                return Understanding(
                    certainty=Certainty.UNTOLD,
                    reading=None,
                    others=tuple(persons[:MOST_PERSONS]),
                    reservations=kept,
                )
            if certainty is Certainty.SURE and kept:
                certainty = Certainty.UNSURE
        chosen = 1 if _is_answered(certainty, ranked, kept) else 0
        return Understanding(
            certainty=certainty,
            reading=ranked[0] if chosen else None,
            others=tuple(offered[chosen : chosen + MOST_OFFERED]),
            reservations=tuple(
                one
                for one in kept
                if certainty is not Certainty.NOTHING or one.doubt is Misgiving.TIME
            ),
        )

    def _better_named(self, candidates: Sequence[_Candidate]) -> list[Reservation]:
        """Return a doubt where a near reading's own name is said more fully.

        Whether the chair may take an urgent decision is not whether he may take one.
        """
        best, *others = candidates
        tokens = {self._stems.of(word): word for word in best.told.tokens}
        mine = self._named(best)
        for other in others[:MOST_OFFERED]:
            is_near = best.reading.score - other.reading.score < NEAR
            theirs = self._named(other)
            said = [stem for stem in tokens if stem in theirs - mine]
            kinds = {other.scored.subject.kind, best.scored.subject.kind}
            is_fuller = said and mine.isdisjoint(tokens.keys() - theirs)
            if is_near and kinds == {RuleKind.CONDUCT} and is_fuller:
                return [
                    Reservation(
                        doubt=Misgiving.CONDITION,
                        words=tuple(tokens[stem] for stem in said),
                    )
                ]
        return []

    def _name_words(self, candidate: _Candidate) -> set[str]:
        """Return the words of what a reading's act or matter is called."""
        return {
            word
            for phrase in candidate.scored.subject.phrases
            if phrase.origin is Origin.NAME
            for word in words(phrase.text)
        }

    def _named(self, candidate: _Candidate) -> set[str]:
        """Return the stems of what a reading's act or matter is called."""
        return {
            self._stems.of(word)
            for word in self._name_words(candidate)
            if not is_light(word)
        }

    def _reservations(
        self, candidate: _Candidate, on: dt.date
    ) -> tuple[Reservation, ...]:
        """Return what of a text speaks against answering a reading of it."""
        scored = candidate.scored
        found = list(reservations(scored.subject, candidate.told, self._stems, on))
        kind, tokens = scored.subject.kind, candidate.told.tokens
        is_permission = kind is RuleKind.DUTY and self._forms.is_permission(tokens)
        is_whether = kind is RuleKind.DECISION and self._forms.is_whether(tokens)
        is_contact = kind is RuleKind.DECISION and self._forms.is_of_reaching(tokens)
        is_of_acts = kind is RuleKind.CONDUCT and bool(candidate.told.placed)
        is_who = is_of_acts and self._forms.is_of_somebody(tokens)
        is_how = kind is RuleKind.DUTY and self._forms.is_how(tokens)
        signs = candidate.reading.signs
        is_contact_unsaid = signs.no_contact > 0 and signs.untaken > 0
        is_beside = is_permission or is_whether or is_contact
        if is_beside or is_who or is_how or is_contact_unsaid:
            found.append(Reservation(doubt=Misgiving.KIND))
        is_open = _WHOM.isdisjoint(tokens[asking_from(tokens) :])
        is_of_two = Slot.TO in dict(scored.filled.slots)
        if scored.evidence.unreached and is_open and is_of_two:
            found.append(Reservation(doubt=Misgiving.DIRECTION))
        for mention in self._called_otherwise(candidate):
            said = " ".join(tokens[mention.start : mention.end])
            found.append(Reservation(doubt=Misgiving.PERSON, words=(said,)))
        is_inquiry = kind is RuleKind.CONDUCT and self._forms.is_of_inquiry(tokens)
        if is_inquiry and _EMBEDDED.isdisjoint(self._name_words(candidate)):
            found.append(Reservation(doubt=Misgiving.CONDITION, words=("vem",)))
        if "du" in tokens[asking_from(tokens) :][:_OPENING]:
            found.append(Reservation(doubt=Misgiving.PERSON, words=("du",)))
        if scored.evidence.by_nobody:
            found.append(Reservation(doubt=Misgiving.PERSON))
        is_told = any(one.doubt is Misgiving.DIRECTION for one in found)
        if scored.evidence.misplaced and not is_told:
            is_contact = scored.subject.kind is RuleKind.CONTACT
            doubt = Misgiving.DIRECTION if is_contact else Misgiving.PERSON
            found.append(Reservation(doubt=doubt))
        return tuple(found)

    def _called_otherwise(self, candidate: _Candidate) -> list[Mention]:
        """Return those done something to whom a decision knows only by a wider name.

        Who hires the director's own staff is not who hires a teacher.
        """
        told, subject = candidate.told, candidate.scored.subject
        if subject.kind is not RuleKind.DECISION:
            return []
        asked = range(asking_from(told.tokens), told.sentence.stop)
        actor = subject_of(told.tokens, told.mentions)
        fits = {u.start: fit for u, fit in zip(told.units, told.fits, strict=True)}
        objects = [
            mention
            for mention in told.mentions
            if mention.way is Way.UNTOLD
            and mention.start in asked
            and mention != actor
            and not mention.is_asker
            and fits[mention.start] >= ACCOUNTED
            and "eller" not in told.tokens[mention.start - 1 : mention.end + 1]
        ]
        if not objects:
            return []
        stems = {
            self._stems.of(word)
            for phrase in subject.phrases
            if phrase.origin in _OWN
            for word in words(phrase.text)
        }
        units = {unit.start: unit for unit in told.units}
        return [
            mention
            for mention in objects
            if stems.isdisjoint(units[mention.start].fits)
            and stems.isdisjoint(
                map(self._stems.of, told.tokens[mention.start : mention.end])
            )
        ]

    def _certainty(self, ranked: Sequence[Reading]) -> Certainty:
        """Return how sure it is that the best of some readings is meant."""
        if self._is_alike_without_a_name(ranked):
            return Certainty.SEVERAL
        if not ranked or ranked[0].confidence < ASKED_BACK:
            return Certainty.NOTHING
        margin = self._margin(ranked[0], ranked[1:])
        if margin < ALIKE:
            return Certainty.SEVERAL
        if ranked[0].confidence < UNDERSTOOD:
            return Certainty.NOTHING
        if margin < NEARLY_ALIKE and ranked[0].confidence < LIKELY:
            return Certainty.SEVERAL
        best = ranked[0]
        rivals = [
            other
            for other in ranked[1:]
            if best.score - other.score < CLOSE and not self._is_one_matter(best, other)
        ]
        if any(
            other.confidence > best.confidence
            and not _is_alike_but_for_name(best, other)
            for other in rivals
        ):
            return Certainty.SEVERAL  # what fits best is not the likeliest
        has_rival = any(other.confidence >= RIVAL for other in rivals)
        is_sure = best.confidence >= SURE and not has_rival
        return Certainty.SURE if is_sure else Certainty.UNSURE

    @staticmethod
    def _is_alike_without_a_name(ranked: Sequence[Reading]) -> bool:
        """Tell whether the best two ask the same of two persons, and fit alike."""
        if len(ranked) == 1 or not ranked:
            return False
        first, second = ranked[:2]
        is_understood = first.confidence >= UNDERSTOOD
        return is_understood and _is_alike_but_for_name(first, second)

    def _candidates(self, text: str, on: dt.date, asker: str) -> list[_Candidate]:
        """Return the ways to understand a text, no two with the same rules."""
        text, asked = self._cut(text, asker)
        named = self._roles.mentions(asked.plain)
        readings: dict[frozenset[str], Reading] = {}
        grounds: list[tuple[_Bid, Alignment]] = []
        for scored in self._scored(asked):
            if len(readings) == MOST_READINGS:
                break
            kind, slots = scored.subject.kind, scored.filled.slots
            subject = self._decider.subject(kind, slots)
            if not subject.rules or subject.rule_ids in readings:
                continue
            wanted = {
                name
                for rule in (*subject.rules, *subject.classifications)
                for name in rule.circumstances
            }
            given = self._circumstances.given(text, asked.plain, named, wanted, on)
            readings[subject.rule_ids] = Reading(
                question=Question(kind=kind, slots=slots, given=given.values, on=on),
                score=score(scored.evidence),
                confidence=0.0,
            )
            told = Alignment(
                asked.tokens,
                asked.units,
                scored.fits,
                asked.mentions,
                scored.filled.said,
                given.words,
                self._deciding(asked.tokens),
                asked.encounter,
                asked.sentence,
            )
            grounds.append((scored, told))
        ranked = list(readings.values())
        found = [
            _Candidate(self._with_confidence(n, ranked, bid, told), bid, told)
            for n, (bid, told) in enumerate(grounds)
        ]
        if len(found) > 1 and self._is_likelier(found[1].reading, found[0].reading):
            found[:2] = found[1], found[0]
        return found

    def _is_likelier(self, second: Reading, first: Reading) -> bool:
        """Tell whether of one matter the second reading is meant rather than the first.

        They fit nearly alike, and the second is the likelier.
        """
        is_near = first.score - second.score < NEARLY_ALIKE
        is_likelier = second.confidence > first.confidence
        return is_near and is_likelier and self._is_one_matter(first, second)

    def _cut(self, text: str, asker: str) -> tuple[str, _QuestionWords]:
        """Return the part of a text that is read, and the same in words and units."""
        text = in_figures(without_place(_asking(text), self._here))
        asking = [without_figures(sentence) for sentence in sentences(text)]
        said = [words(sentence) for sentence in asking]
        joined = [self._fitter.joined(sentence) for sentence in said]
        tokens = [word for sentence in joined for word in sentence]
        introduced = with_introduction(
            self._roles.mentions(tokens), tokens, _breaks(asking, joined)
        )
        mentions = _with_asker(introduced, tokens, asker)
        return text, _QuestionWords(
            tuple(word for sentence in said for word in sentence),
            tuple(tokens),
            mentions,
            self._fitter.units(tokens, mentions),
            encounter_of(tokens, mentions),
            _sentence_of(joined, asking_from(tokens)),
        )

    def weighed(
        self, text: str
    ) -> list[tuple[RuleKind, tuple[tuple[Slot, str], ...], Evidence]]:
        """Return the subjects that a text may be about, with what speaks for each.

        `python -m bench.ranking` fits the weights of evidence to these.
        """
        _, asked = self._cut(text, "")
        return [
            (bid.subject.kind, bid.filled.slots, bid.evidence)
            for bid in self._scored(asked)
        ]

    def _with_confidence(
        self, place: int, ranked: Sequence[Reading], bid: _Bid, told: Alignment
    ) -> Reading:
        """Return one of the ranked readings with the chance that it is meant."""
        reading = ranked[place]
        others = [*ranked[:place], *ranked[place + 1 :]]
        most = max((other.score for other in others), default=0.0)
        signs = _signs(bid, told, self._fitter.lexicon.most)._replace(
            score=reading.score,
            margin=bounded(self._margin(reading, others)),
            ahead=bounded(reading.score - most),
        )
        return replace(reading, confidence=confidence(signs), signs=signs)

    def _deciding(self, tokens: Sequence[str]) -> frozenset[int]:
        """Return where words stand by which somebody decides, whatever it is about."""
        forms = self._forms
        return frozenset(n for n, word in enumerate(tokens) if forms.is_deciding(word))

    def _scored(self, asked: _QuestionWords) -> list[_Bid]:
        """Return every subject that has anything in common with a text, best first."""
        _, tokens, mentions, units, encounter, _ = asked
        likely = self._forms.likelihoods(tokens)
        asking = asking_from(tokens)
        subject = subject_of(tokens, mentions)
        asks = Asks(
            is_first_person=bool(FIRST_PERSON.intersection(tokens)),
            is_own=bool(FIRST_PERSON.intersection(tokens[asking:])),
            is_object=_OBJECT.issuperset(FIRST_PERSON.intersection(tokens[asking:])),
            is_reaching=self._forms.is_reaching(tokens),
            whom=asking if tokens and tokens[asking] in _WHOM else 0,
            encounter=encounter,
            subject=None if isinstance(subject, Unnamed) else subject,
        )
        about = {
            RuleKind.CONTACT: frozenset(
                n for n, word in enumerate(tokens) if self._forms.is_reaching([word])
            ),
            RuleKind.DECISION: self._deciding(tokens),
        }
        weighed = Asked.of(units, asked_part(tokens, units, asking, asked.sentence))
        asking_weights = weighed.of_what_asks
        fits = self._fitter.fits(units, weighed)
        samples = {ask for fit in fits for ask in fit.subject.asks}
        alike = self._likeness.to(tokens, samples)
        scored = []
        for fit in fits:
            text = fit.subject
            slots = filled(text, mentions, self._vocabulary, asks)
            verbs = about.get(text.kind, frozenset())
            by_unit = _with_places(fit.by_unit, units, slots, mentions, verbs)
            evidence = slots.evidence._replace(
                explained=share_of_all(by_unit, weighed),
                asked_for=share(by_unit, asking_weights),
                best=fit.best,
                alike=max((alike.get(ask, 0.0) for ask in text.asks), default=0.0),
                form=likely[text.kind],
                untouched=_untouched(fit),
                local=text.is_local,
                unsampled=not text.asks,
            )
            scored.append(_Bid(evidence, text, slots, tuple(by_unit)))
        scored.sort(key=lambda entry: -score(entry.evidence))
        return scored

    def _margin(self, reading: Reading, others: Iterable[Reading]) -> float:
        """Return how much a reading's score is above the best that is another matter.

        A decision and the steps towards it are one matter, for the answer tells of
        both; and so are a matter and one below it, or one duty of two roles. The
        same act of two persons is offered as both.
        """
        scores = [
            other.score
            for other in others
            if not self._is_one_matter(reading, other)
            and not _is_alike_but_for_name(reading, other)
        ]
        return reading.score - max(scores, default=0.0)

    def _is_one_matter(self, one: Reading, other: Reading) -> bool:
        """Tell whether whoever asks the one is served by the answer to the other."""
        mine, theirs = one.question.slot_of, other.question.slot_of
        if one.question.kind is not other.question.kind and self._cites(
            one
        ).intersection(self._cites(other)):
            return True
        if RuleKind.CONTACT in {one.question.kind, other.question.kind}:
            return one.question.kind is not other.question.kind and self._is_alike(
                mine, theirs
            )
        if Slot.ACTOR in mine and mine[Slot.ACTOR] != theirs.get(Slot.ACTOR):
            return False
        words_ = self._vocabulary
        above_mine = slot_kinds(words_, one.question.kind, mine)
        above_theirs = slot_kinds(words_, other.question.kind, theirs)
        return any(
            mine[slot] in above_theirs[slot] or theirs[slot] in above_mine[slot]
            for slot in mine.keys() & theirs.keys() - {Slot.ACTOR, Slot.OF}
        )

    def _cites(self, reading: Reading) -> frozenset[str]:
        question = reading.question
        subject = self._decider.subject(question.kind, question.slots)
        return frozenset(cite for rule in subject.rules for cite in rule.cites)

    def _is_alike(self, one: Mapping[Slot, str], other: Mapping[Slot, str]) -> bool:
        """Tell whether a contact and an act are of the same person."""
        kinds = self._vocabulary.role_kinds
        who = [
            next((named[s] for s in (Slot.FROM, Slot.ACTOR, Slot.OF) if s in named), "")
            for named in (one, other)
        ]
        return all(who) and (who[0] in kinds[who[1]] or who[1] in kinds[who[0]])


def _is_answered(
    certainty: Certainty, ranked: Sequence[Reading], kept: Sequence[Reservation]
) -> bool:
    """Tell whether the best reading is answered, if need be with a reservation."""
    if certainty is not Certainty.UNSURE:
        return certainty is Certainty.SURE
    is_contact_unsaid = ranked[0].signs.no_contact > 0
    # what is only pointed at takes the sureness, and leaves the likelihood
    others = [one for one in kept if one.doubt is not Misgiving.REFERENT]
    limit = SURE if others or is_contact_unsaid else LIKELY
    is_grave = any(reservation.is_grave for reservation in kept)
    return ranked[0].confidence >= limit and not is_grave


def _breaks(asking: Sequence[str], joined: Sequence[Sequence[str]]) -> list[int]:
    """Return after how many words of a text a sentence, or a part of one, ends."""
    found: list[int] = []
    done = 0
    for sentence, tokens in zip(asking, joined, strict=True):
        if len(tokens) == len(words(sentence)):  # words made one move what follows
            found.extend(done + n for n in breaks_of(sentence))
        done += len(tokens)
        found.append(done)
    return sorted({n for n in found if 0 < n < done})


def _sentence_of(joined: Sequence[Sequence[str]], place: int) -> range:
    """Return from where to where the words of a sentence stand that has a place."""
    start = 0
    for sentence in joined:
        if start <= place < start + len(sentence):
            return range(start, start + len(sentence))
        start += len(sentence)
    return range(start)


def _asking(text: str) -> str:
    """Return the part of a long text that asks: its questions, or else its end."""
    if len(text) <= LONGEST:
        return text
    found = (match.group() for match in _SENTENCE.finditer(f"{text}\n"))
    asked = " ".join(sentence for sentence in found if sentence.endswith("?"))
    return (asked or text)[-LONGEST:]


def _with_asker(
    mentions: Sequence[Mention], tokens: Sequence[str], asker: str
) -> tuple[Mention, ...]:
    """Return mentions with that of the one who asks, where a text says "jag" alone."""
    if not asker or any(mention.is_asker for mention in mentions):
        return tuple(mentions)
    asking = asking_from(tokens)
    places = [n for n, word in enumerate(tokens) if word in FIRST_PERSON]
    if not places:
        return tuple(mentions)
    place = next((n for n in places if n >= asking), places[0])
    own = Mention(place, place + 1, asker, is_asker=True)
    return tuple(sorted((*mentions, own), key=lambda mention: mention.start))


def _signs(bid: _Bid, told: Alignment, most: float) -> Signs:
    """Return what tells whether a reading is meant; `most` is what a word weighs."""
    asking = asking_from(told.tokens)
    telling = [
        (unit, fit)
        for unit, fit in zip(told.units, told.fits, strict=True)
        if not unit.is_light and told.tokens[unit.start] not in told.spent
    ]
    lost = [
        unit.weight * (1 - fit) / most
        for unit, fit in telling
        if unit.start >= asking and fit < ACCOUNTED
    ]
    unknown = sum(not unit.fits for unit, _ in telling)
    kind, evidence = bid.subject.kind, bid.evidence
    own = {name: getattr(evidence, name) for name in _EVIDENT}
    return Signs(
        lost=max(lost, default=0.0),
        untaken=min(len(lost), _FEW) / _FEW,
        unknown=min(unknown, _FEW) / _FEW,
        length=min(len(telling), _MANY) / _MANY,
        is_contact=kind is RuleKind.CONTACT,
        is_act=kind is RuleKind.CONDUCT,
        is_duty=kind is RuleKind.DUTY,
        is_other=kind in {RuleKind.BODY, RuleKind.PROCEDURE},
        **own,
    )


def _by_person(candidates: Sequence[_Candidate]) -> list[Reading]:
    """Return the readings that ask the same as the best one of others who may ask."""
    first = candidates[0].reading.question
    is_reached = candidates[0].told.encounter.asker is Agency.REACHED
    own = {Slot.TO} if is_reached else {Slot.FROM, Slot.ACTOR, Slot.OF}
    wanted = _without(own, first)
    return [
        candidate.reading
        for candidate in candidates
        if candidate.reading.question.kind is first.kind
        and _without(own, candidate.reading.question) == wanted
    ]


def _without(own: set[Slot], question: Question) -> dict[Slot, str]:
    return {slot: id_ for slot, id_ in question.slots if slot not in own}


def _is_alike_but_for_name(one: Reading, other: Reading) -> bool:
    """Tell whether two readings ask the same of two persons, and fit alike."""
    mine, theirs = one.question.slot_of, other.question.slot_of
    is_same_act = Slot.DOES in mine and mine[Slot.DOES] == theirs.get(Slot.DOES)
    return is_same_act and abs(one.score - other.score) < ALIKE_IN_ALL_BUT_NAME


def _with_places(
    by_unit: Sequence[float],
    units: Sequence[Unit],
    slots: Filled,
    mentions: Sequence[Mention],
    verbs: frozenset[int],
) -> list[float]:
    """Return how well each unit is accounted for when the roles have their places.

    In a contact it matters who reaches whom: a role out of place is not accounted
    for by standing in some phrase. `verbs` are the places of words for what every
    subject of the kind is about: reaching somebody, or deciding.
    """
    named = dict(slots.slots)
    is_contact = Slot.FROM in named
    placed = {mention.start for mention in slots.placed}
    mentioned = {mention.start for mention in mentions}
    accounted: list[float] = []
    for unit, fit in zip(units, by_unit, strict=True):
        if unit.start in placed or unit.start in verbs:
            accounted.append(1.0)
        elif is_contact and unit.start in mentioned:
            accounted.append(min(fit, OUT_OF_PLACE))
        else:
            accounted.append(fit)
    return accounted


def _untouched(fit: Fit) -> float:
    """Return how much of the subject's own name was not said; contacts have none."""
    return 0.0 if fit.subject.kind is RuleKind.CONTACT else 1 - fit.touched
