"""Say what a free question was understood as, and what else it may have meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...records import record
from ...rulebook.model.rules import RuleKind, Slot
from ...understanding import Certainty, Misgiving, Urgency
from ..commands import command_text, question_words
from ..json_text import SCHEMA
from ..layout import Block, Command, Page, Paragraph, heading, page
from ..lines import DEEPER, DEEPEST, INDENT, Stress
from .as_json import question_object

if TYPE_CHECKING:
    from ...rulebook.model.packs import PackHead
    from ...rulebook.model.questions import Question
    from ...rulebook.model.sources import Passage
    from ...understanding import Reading, Understanding
    from ..commands import Setting
    from ..objects.answers import ReadingObject, UnansweredOutput
    from ..wording import Wording

#: How people ask what something is.
_WHAT_IS = re.compile(r"\bvad\s+(?:är|betyder|menas|innebär)\b", re.IGNORECASE)


@record
class FreeQuestion:
    """A free question with what it may mean.

    `elsewhere` are the municipalities that the question names besides the one whose
    rules are asked; when there are any, nothing is answered.
    """

    text: str
    understanding: Understanding
    elsewhere: tuple[PackHead, ...] = ()

    @property
    def reading(self) -> Reading | None:
        """The reading to answer, None when there is none."""
        return None if self.elsewhere else self.understanding.reading

    @property
    def others(self) -> tuple[Reading, ...]:
        """The readings worth offering besides."""
        return () if self.elsewhere else self.understanding.others


def question_text(question: Question, wording: Wording) -> str:
    """Return a question as a layman says it, with the circumstances taken from it."""
    text = _asked(question, wording)
    given = "; ".join(wording.facts(question.given))
    return f"{text} ({given})" if given else text


def _asked(question: Question, wording: Wording) -> str:
    slots, say = question.slot_of, wording.say
    match question.kind:
        case RuleKind.CONTACT:
            return _contact(slots, wording)
        case RuleKind.CONDUCT:
            who = wording.the_role(slots[Slot.ACTOR])
            act = wording.act(slots[Slot.DOES])
            return say(f"om {who} får {act}", f"whether {who} may {act}")
        case RuleKind.DUTY:
            who = wording.the_role(slots[Slot.OF])
            act = wording.act(slots[Slot.TO])
            return say(f"om {who} ska {act}", f"whether {who} must {act}")
        case RuleKind.BODY:
            body = wording.the_role(slots[Slot.BODY])
            return say(
                f"vad {body} är, vilka som ingår och vem som leder",
                f"what {body} is, who belongs to it and who leads it",
            )
        case RuleKind.PROCEDURE:
            matter = wording.matter(slots[Slot.MATTER])
            return say(f"hur det går till – {matter}", f"how it is done – {matter}")
        case _:
            matter = wording.matter(slots[Slot.MATTER])
            return say(
                f"vem som beslutar eller ansvarar – {matter}",
                f"who decides or answers – {matter}",
            )


def _contact(slots: dict[Slot, str], wording: Wording) -> str:
    sender, say = wording.the_role(slots[Slot.FROM]), wording.say
    if Slot.TO in slots:
        receiver = wording.the_role(slots[Slot.TO])
        text = say(
            f"vilken väg {sender} ska gå för att nå {receiver}",
            f"which way {sender} must go to reach {receiver}",
        )
    else:
        text = say(f"vem {sender} får kontakta", f"whom {sender} may contact")
    if Slot.ABOUT not in slots:
        return text
    return f"{text}, {say('om', 'about')} {wording.matter(slots[Slot.ABOUT])}"


def understanding(asked: FreeQuestion, wording: Wording) -> list[Block]:
    """Return the paragraph that tells what was understood, and how surely."""
    say = wording.say
    lead = say("Förstått som", "Understood as")
    if asked.elsewhere:
        names = wording.enumeration(
            [wording.say.plain(head.label) for head in asked.elsewhere]
        )
        meaning = say(f"en fråga om {names}", f"a question about {names}")
    elif asked.reading and not asked.understanding.is_sure:
        meaning = question_text(asked.reading.question, wording)
        text = say(
            f"Jag är inte säker. Svaret gäller bara om det här är din fråga: {meaning}",
            f"This is not certain. The answer counts only if you ask: {meaning}",
        )
        return [Paragraph(text, stress=Stress.WARNING), *_reserved(asked, wording)]
    elif asked.reading:
        meaning = question_text(asked.reading.question, wording)
    elif asked.understanding.certainty is Certainty.UNSURE:
        text = say(
            "Det är osäkert vad frågan gäller, så den besvaras inte.",
            "It is uncertain what the question is about, so it is not answered.",
        )
        return [Paragraph(text, stress=Stress.WARNING), *_reserved(asked, wording)]
    elif asked.understanding.certainty is Certainty.UNTOLD:
        text = say(
            "Vem är du? Svaret beror på det, och frågan säger det inte. Säg det med "
            "--as ROLL, eller välj:",
            "Who are you? The answer depends on that, and the question does not tell. "
            "Tell it with --as ROLE, or choose:",
        )
        return [Paragraph(text, stress=Stress.WARNING), *_reserved(asked, wording)]
    elif asked.understanding.certainty is Certainty.SEVERAL:
        meaning = say(
            "något av flera som passar lika bra", "one of several that fit alike"
        )
    else:
        text = say("Frågan förstods inte.", "The question was not understood.")
        return [Paragraph(text, stress=Stress.WARNING), *_reserved(asked, wording)]
    return [Paragraph(f"{lead}: {meaning}", "", INDENT)]


def _reserved(asked: FreeQuestion, wording: Wording) -> list[Block]:
    """Return what of the question the readings leave out, a sentence for each doubt."""
    said: dict[Misgiving, list[str]] = {}
    for one in asked.understanding.reservations:
        said.setdefault(one.doubt, []).extend(one.words)
    return [
        Paragraph(f"• {_doubt(doubt, said_words, wording)}", INDENT, DEEPER)
        for doubt, said_words in said.items()
    ]


def _doubt(doubt: Misgiving, said: list[str], wording: Wording) -> str:
    say = wording.say
    quoted = ", ".join(f"”{word}”" for word in dict.fromkeys(said))
    of = f" ({quoted})" if quoted else ""
    match doubt:
        case Misgiving.TWO:
            return say(
                "Det är två frågor i en: ställ en i taget.",
                "There are two questions in one: ask them one at a time.",
            )
        case Misgiving.DIRECTION:
            return say(
                "Det framgår inte säkert vem som vänder sig till vem.",
                "It is not certain who turns to whom.",
            )
        case Misgiving.PERSON:
            return say(
                f"Frågan gäller kanske någon annan än den som regeln är om{of}.",
                f"The question may be about another than whom the rule is about{of}.",
            )
        case Misgiving.NEGATION:
            return say(
                f"Frågan nekar eller undantar något{of}, och det gör inte tolkningen.",
                f"The question denies or excepts something{of}; the reading does not.",
            )
        case Misgiving.CONDITION:
            return say(
                f"Frågan säger något som regeln inte tar hänsyn till{of}.",
                f"The question tells something that the rule does not regard{of}.",
            )
        case Misgiving.TIME:
            return say(
                f"Frågan gäller kanske en annan tid{of}: säg dagen med --on.",
                f"The question may be about another time{of}: tell the day with --on.",
            )
        case Misgiving.PLACE:
            return say(
                f"Frågan nämner en annan kommun{of}, och den har inga regler här.",
                f"The question names another municipality{of}; its rules are not here.",
            )
        case Misgiving.REFERENT:
            return say(
                f"Vad som avses{of} är sagt med andra ord: fråga med sakens namn.",
                f"What is meant{of} is told in other words: ask with its name.",
            )
        case _:
            return say(
                "Frågan är ställd på ett annat sätt än regeln svarar på.",
                "The question is put in another way than the rule answers.",
            )


def definitions(asked: FreeQuestion, wording: Wording) -> list[Passage]:
    """Return the passages that define the subject, when that is what is asked."""
    if asked.reading is None or not _WHAT_IS.search(asked.text):
        return []
    named = {id_ for _, id_ in asked.reading.question.slots}
    passages = wording.jurisdiction.passages.values()
    return [passage for passage in passages if named.intersection(passage.defines)]


def definitions_part(asked: FreeQuestion, wording: Wording) -> list[Block]:
    """Return what the documents say the subject is, empty when nobody asked."""
    lead = wording.say("Betyder", "Means")
    return [
        Paragraph(
            f"{lead}: {wording.gist(passage)}",
            "",
            INDENT,
        )
        for passage in definitions(asked, wording)
    ]


def offers(asked: FreeQuestion, wording: Wording, setting: Setting) -> list[Block]:
    """Return the other readings with the commands that ask them, empty when none."""
    if not asked.others:
        return []
    say = wording.say
    if asked.understanding.certainty is Certainty.UNTOLD:
        title = say("Du kan vara:", "You may be:")
    elif asked.reading:
        title = say("Om du menade något annat:", "If you meant something else:")
    elif asked.understanding.certainty is Certainty.NOTHING:
        title = say("Frågor som liknar den:", "Questions like it:")
    else:
        title = say("Menar du:", "Do you mean:")
    blocks: list[Block] = [heading(title)]
    for reading in asked.others:
        meaning = question_text(reading.question, wording)
        blocks.append(Paragraph(f"• {meaning}", INDENT, DEEPER))
        blocks.append(
            Command(reading_command(reading, wording, setting), DEEPER, DEEPEST)
        )
    return blocks


def reading_command(reading: Reading, wording: Wording, setting: Setting) -> str:
    """Return the command that asks one reading."""
    here = wording.jurisdiction.id
    place = ["-m", here] if here else []
    words = question_words(reading.question, wording, setting, place)
    return command_text(words, setting)


def unanswered_page(asked: FreeQuestion, wording: Wording, setting: Setting) -> Page:
    """Return everything there is to say when no reading is answered."""
    parts: list[list[Block]] = []
    if asked.elsewhere:
        parts = [_elsewhere(asked, wording, setting)]
    elif asked.understanding.certainty is Certainty.NOTHING:
        parts = [[Paragraph(text)] for text in _not_understood(asked, wording)]
        if not wording.jurisdiction.id:
            parts.append([Paragraph(_without_place(wording))])
    head = [
        *urgent_part(asked, wording),
        *understanding(asked, wording),
        Paragraph(wording.place),
    ]
    return page(head, *parts, offers(asked, wording, setting))


def _not_understood(asked: FreeQuestion, wording: Wording) -> list[str]:
    """Return what it means that no reading fits, and what it does not mean."""
    say = wording.say
    if asked.understanding.is_english:
        return [
            say(
                "Mandat förstår bara svenska, och frågan verkar vara på engelska.",
                "Mandat understands questions in Swedish only. This one seems to be in "
                "English: ask it in Swedish, or use `mandat who`, `route` or `may`.",
            )
        ]
    if any(one.doubt is Misgiving.PLACE for one in asked.understanding.reservations):
        return [
            say(
                "Fråga den kommunen, eller ställ frågan utan dess namn.",
                "Ask that municipality, or put the question without its name.",
            )
        ]
    texts = []
    if asked.understanding.unknown:
        unknown = ", ".join(f"”{word}”" for word in asked.understanding.unknown)
        texts.append(
            say(
                f"Ord som inget här heter: {unknown}.",
                f"Words that nothing here is called by: {unknown}.",
            )
        )
    texts.append(
        say(
            "Om någon regel svarar på frågan går därför inte att säga. "
            "Ställ den med andra ord, eller sök med `mandat rules ORD`.",
            "Whether a rule answers the question can therefore not be told. "
            "Ask it in other words, or search with `mandat rules WORD`.",
        )
    )
    return texts


def urgent_part(asked: FreeQuestion, wording: Wording) -> list[Block]:
    """Return where to turn at once, empty where nothing is urgent."""
    match asked.understanding.urgency:
        case Urgency.DANGER:
            text = wording.say(
                "Vid fara för liv, hälsa eller egendom: ring 112 först.",
                "In danger to life, health or property: call 112 first.",
            )
        case Urgency.DESPAIR:
            text = wording.say(
                "Om någon kan skada sig själv: ring 112 vid fara, annars 1177.",
                "If somebody may harm themselves: call 112 in danger, else 1177.",
            )
        case Urgency.CRIME:
            text = wording.say(
                "Pågår ett brott: ring 112. Annars nås polisen på 114 14.",
                "If a crime is going on: call 112. Else the police are at 114 14.",
            )
        case _:
            return []
    return [Paragraph(text, stress=Stress.WARNING)]


def _without_place(wording: Wording) -> str:
    return wording.say(
        "Bara lag och allmän vägledning tillfrågades: välj kommun med -m.",
        "Only law and general guidance were asked: choose a municipality with -m.",
    )


def _elsewhere(asked: FreeQuestion, wording: Wording, setting: Setting) -> list[Block]:
    names = wording.enumeration(
        [wording.say.plain(head.label) for head in asked.elsewhere]
    )
    here = wording.place
    text = wording.say(
        f"Frågan nämner {names}, men här gäller {here}. "
        "Mandat svarar inte för en kommun ur en annans regler. Fråga så här:",
        f"The question names {names}, but here {here} counts. "
        "Mandat does not answer for one municipality from another's rules. Ask:",
    )
    return [
        Paragraph(text),
        *(
            Command(command_text(["ask", asked.text, "-m", head.id], setting))
            for head in asked.elsewhere
        ),
    ]


def understanding_object(
    asked: FreeQuestion, wording: Wording, setting: Setting
) -> ReadingObject:
    """Return what was understood, and what else may be meant, as plain data."""
    reading = asked.reading
    say = wording.say
    urgency = asked.understanding.urgency
    return {
        "understood": {
            "text": asked.text,
            "certainty": (
                "elsewhere" if asked.elsewhere else asked.understanding.certainty.value
            ),
            "confidence": reading.confidence if reading else None,
            "words": question_text(reading.question, wording) if reading else None,
            "question": question_object(reading.question, wording) if reading else None,
            "definitions": [
                {"text": say.text(p.gist), "citation": wording.passage(p)}
                for p in definitions(asked, wording)
            ],
            "elsewhere": [head.id for head in asked.elsewhere],
            "reservations": [
                {"doubt": one.doubt.value, "words": list(one.words)}
                for one in asked.understanding.reservations
            ],
            "unknown": list(asked.understanding.unknown),
            "is_english": asked.understanding.is_english,
            "urgency": urgency.value if urgency else None,
        },
        "alternatives": [
            {
                "words": question_text(other.question, wording),
                "command": reading_command(other, wording, setting),
                "confidence": other.confidence,
                "question": question_object(other.question, wording),
            }
            for other in asked.others
        ],
    }


def unanswered_object(
    asked: FreeQuestion, wording: Wording, setting: Setting
) -> UnansweredOutput:
    """Return the same object as for an answer when no reading is answered."""
    is_nothing = asked.understanding.certainty is Certainty.NOTHING
    is_open = bool(asked.elsewhere) or not is_nothing
    return {
        "schema": SCHEMA,
        "question": None,
        "answers": [],
        "depends_on": [],
        "derived": [],
        "rules": [],
        "candidates": [],
        "citations": [],
        "notes": [],
        "nearest": [],
        "outcome": "unclear" if is_open else "not_understood",
        **understanding_object(asked, wording, setting),
    }
