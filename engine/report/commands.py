"""Write a question as the command that asks it, in words a person would type."""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.problems import EngineError
from ..rulebook.model.questions import SLOTS, given_value
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.values import NONE_WORDS, ValueKind, date_text, decimal_text
from ..rulebook.model.vocabulary import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..lint.run import LintFinding
    from ..rulebook.model.questions import Question
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Circumstance
    from .wording import Wording

_PLAIN = re.compile(r"[\w@%+=:,./#-]+")
#: What means something to a shell even within double quotes.
_ALIVE = frozenset('"$`\\!\n')
#: A word of a command is cut nowhere, so a longer label than this gives way to its id.
_LONGEST_WORD = 48
#: The command that asks about each kind; the others are looked up with `show`.
_ASKING = {RuleKind.DECISION: "who", RuleKind.CONTACT: "route", RuleKind.CONDUCT: "may"}


@record
class Setting:
    """What every command must repeat to see the same rules on the same day.

    `rules` is the folder named with `--rules`, `on` the day named with `--on`; both
    are empty when they were left out.
    """

    rules: str = ""
    on: str = ""
    today: str = ""


def quoted_word(text: str) -> str:
    """Return one word of a command, quoted for the shell where it needs to be."""
    if _PLAIN.fullmatch(text):
        return text
    return shlex.quote(text) if _ALIVE.intersection(text) else f'"{text}"'


def shell_text(words: Iterable[str]) -> str:
    """Return words as one command for the shell, all on one line.

    What a terminal would act on is written as an escape that the shell reads.
    """
    return " ".join(map(_shell_word, words))


def _shell_word(word: str) -> str:
    if word.isprintable():
        return shlex.quote(word)
    escaped = "".join(
        sign
        if sign.isprintable() and sign not in "\\'"
        else "".join(f"\\x{byte:02x}" for byte in os.fsencode(sign))
        for sign in word
    )
    return f"$'{escaped}'"


def finding_command(finding: LintFinding, wording: Wording, setting: Setting) -> str:
    """Return the command that shows what a finding tells."""
    witness = finding.sighting.witness
    place = ["-m", witness.municipality] if witness.municipality else []
    if witness.question:
        words = question_words(witness.question, wording, setting, place)
        words += ["--why"] if witness.is_why and words[0] != "show" else []
    elif witness.asked:
        words = ["ask", witness.asked, *place]
        words += ["--on", setting.on] if setting.on else []
    elif witness.thing:
        words = ["show", witness.thing, *place]
    elif witness.file:
        words = ["check", witness.file]
    else:
        words = ["lint", *place, "--only", finding.kind.name]
        words += ["--on", setting.on] if setting.on else []
    return command_text(words, setting)


def command_text(words: list[str], setting: Setting) -> str:
    """Return the words of a command as somebody types them, with the same rules."""
    rules = ["--rules", setting.rules] if setting.rules else []
    return " ".join(map(quoted_word, ("mandat", *words, *rules)))


def question_words(
    question: Question, wording: Wording, setting: Setting, place: list[str]
) -> list[str]:
    """Return the words of the command that asks a question in a `place` (`-m …`)."""
    named = [
        _named(question.kind, slot, id_, wording)
        for slot, id_ in question.slots
        if slot is not Slot.ABOUT
    ]
    day = question.on.isoformat()
    on = ["--on", day] if setting.on or day != setting.today else []
    command = _ASKING.get(question.kind)
    if command is None:
        return ["show", named[-1], *place, *on]
    about = [
        word
        for slot, id_ in question.slots
        if slot is Slot.ABOUT
        for word in ("--about", _named(question.kind, slot, id_, wording))
    ]
    given = [
        word
        for name, value in question.given
        for word in ("-g", _given(name, value, question, wording))
    ]
    return [command, *named, *about, *place, *given, *on]


def typed_words(
    kind: RuleKind,
    named: Mapping[Slot, str],
    given: Iterable[tuple[str, str]],
    setting: Setting,
    place: list[str],
) -> list[str]:
    """Return the words of the command that asks in a `place` what somebody typed."""
    words = [_ASKING.get(kind, "show")]
    for slot in SLOTS[kind]:
        if slot in named:
            words += ["--about"] if slot is Slot.ABOUT else []
            words.append(named[slot])
    words += place
    words += [word for name, text in given for word in ("-g", f"{name}={text}")]
    return [*words, *(["--on", setting.on] if setting.on else [])]


def _named(kind: RuleKind, slot: Slot, id_: str, wording: Wording) -> str:
    """Return the label of a term in a slot, or the id where it is long or misread."""
    terms = SLOTS[kind][slot]
    label = wording.typed(terms, id_)
    try:
        is_understood = wording.jurisdiction.vocabulary.id_of(terms, label) == id_
    except EngineError:
        is_understood = False
    is_usable = is_understood and not label.startswith("-")
    return label if is_usable and len(label) <= _LONGEST_WORD else id_


def _given(name: str, value: Value, question: Question, wording: Wording) -> str:
    """Return a circumstance and its value as `-g` takes them."""
    words = wording.jurisdiction.vocabulary
    circumstance = words.circumstances[name]
    label = wording.typed(TermKind.CIRCUMSTANCE, name)
    try:
        is_understood = (
            words.id_of(TermKind.CIRCUMSTANCE, label) == name
            and "=" not in label
            and len(label) <= _LONGEST_WORD
        )
    except EngineError:
        is_understood = False
    text = _value(circumstance, value, question, wording)
    return f"{label if is_understood else name}={text}"


def _value(
    circumstance: Circumstance, value: Value, question: Question, wording: Wording
) -> str:
    """Return a text that is understood as the value, in words where there are any."""
    if value is None:
        texts: Iterable[str] = sorted(NONE_WORDS)
    elif isinstance(value, int) and circumstance.kind is ValueKind.DATE:
        texts = [date_text(value)]
    elif isinstance(value, int) and circumstance.kind is ValueKind.DECIMAL:
        texts = [decimal_text(value)]
    else:
        texts = [wording.value(circumstance.id, value), str(value)]
    for text in texts:
        try:
            if value == given_value(
                wording.jurisdiction, circumstance, text, question.on
            ):
                return text
        except EngineError:
            continue
    return str(value)
