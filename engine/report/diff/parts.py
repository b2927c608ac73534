"""Say what differs beside the rules: documents, words, amounts, and how texts read."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ...rulebook.model.texts import Text
from ..layout import capital
from ..say import Say, day_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ...diff.parts import Cause, Reading, Rewording
    from ..wording import Wording
    from .edition_wording import EditionWording

#: What is said of a property of something: its name, then the property.
_PROPERTIES = {
    "rank": ("{} är {}", "{} is {}"),
    "status": ("{} är {}", "{} is {}"),
    "days": ("{} gäller {}", "{} applies {}"),
    "is": ("{} är ett slag av {}", "{} is a kind of {}"),
    "under": ("{} hör under {}", "{} belongs under {}"),
    "reports_to": ("{} lyder under {}", "{} reports to {}"),
    "tags": ("{} är märkt {}", "{} is tagged {}"),
    "type": ("{} är av slaget {}", "{} is of the type {}"),
    "default": ("förvalt värde för {} är {}", "the default of {} is {}"),
    "open_for": ("{} frågas det alltid efter om {}", "{} is always asked about {}"),
    "kronor": ("{} är {}", "{} is {}"),
    "named_among": ("{} utses bland {}", "{} is named among {}"),
    "seat": ("{} sitter i {}", "{} sits in {}"),
    "employer": ("{} är anställd av {}", "{} is employed by {}"),
    "resolves": ("vem {} är bestäms {}", "who {} is is settled {}"),
}
_SORTS = {
    "pack": ("regelpaketet", "the pack"),
    "rule": ("regeln", "the rule"),
    "role": ("rollen", "the role"),
    "matter": ("ärendet", "the matter"),
    "act": ("handlingen", "the act"),
    "circumstance": ("omständigheten", "the circumstance"),
    "source": ("källan", "the source"),
    "passage": ("stycket", "the passage"),
}


# properties that bear on answers --------------------------------------------------


def cause_text(cause: Cause, words: EditionWording) -> str:
    """Return a sentence on what differs, with what it was before."""
    say = words.say
    if cause.is_values:
        return _values_text(cause, words)
    after = _property(cause, cause.after, words.new)
    before = _property(cause, cause.before, words.old)
    text = say(*_PROPERTIES[cause.part]).format(_name(cause, words), after)
    if after != before:
        text += f" ({say('förut', 'before')}: {before})"
    return capital(text)


def _values_text(cause: Cause, words: EditionWording) -> str:
    """Return which values can be given, or no longer, and what they bear on."""
    was, is_ = (cast("tuple[str, ...]", v) for v in (cause.before, cause.after))
    sentences = []
    for values, others, wording, says in (
        (is_, was, words.new, ("{} kan nu vara {}", "{} can now be {}")),
        (was, is_, words.old, ("{} kan inte längre vara {}", "{} can no longer be {}")),
    ):
        alone = [wording.value(cause.id, v) for v in values if v not in others]
        if alone:
            listed = wording.enumeration(list(map(words.say.quoted, alone)), "or")
            sentence = words.say(*says).format(_name(cause, words), listed)
            sentences.append(capital(sentence))
    subjects = _subjects(cause, words)
    if subjects:
        bears = words.say("Det kan sägas i frågor om", "That can be said of")
        sentences.append(f"{bears} {words.new.enumeration(subjects)}")
    return ". ".join(sentences)


def _subjects(cause: Cause, words: EditionWording) -> list[str]:
    """Return by name what the rules that may depend on some values are about."""
    ids: set[str] = set()
    for wording in (words.old, words.new):
        for id_ in cause.rules:
            rule = wording.jurisdiction.rules_by_id.get(id_)
            if rule and rule.scope:
                ids |= rule.scope[0][1]
    return sorted({words.label(id_) for id_ in ids})


def _name(cause: Cause, words: EditionWording) -> str:
    """Return the document, word or amount by name."""
    if cause.sort == "source":
        return words.new.source_title(cause.id)
    if cause.sort == "amount":
        return words.say(
            f"prisbasbeloppet {cause.id}", f"the price base amount of {cause.id}"
        )
    if cause.sort == "circumstance":
        return words.new.circumstance(cause.id)
    return words.label(cause.id)


def _property(cause: Cause, value: Any, wording: Wording) -> str:  # noqa: ANN401 - of any type
    """Return a property in words."""
    say = wording.say
    nothing = say("ingenting", "nothing")
    match cause.part:
        case "days":
            return _days(value, say)
        case "default":
            return wording.value(cause.id, value[0]) if value else nothing
        case "is" | "named_among" | "open_for":
            return wording.enumeration([wording.role(id_) for id_ in value]) or nothing
        case "reports_to" | "seat" | "employer":
            return wording.role(value) if value else say("ingen", "nobody")
        case "under":
            label = wording.matter if cause.sort == "matter" else wording.act
            return label(value) if value else nothing
        case "tags":
            return wording.enumeration([f"`{tag}`" for tag in value]) or nothing
        case "kronor":
            return f"{value} kr"
        case "resolves":
            return say("på annat sätt", "in another way")
        case "type":
            return f"`{value.value}`"
        case _:
            return wording.enum(value) if isinstance(value, Enum) else str(value)


def _days(days: tuple[dt.date | None, dt.date | None], say: Say) -> str:
    first, last = (day and day_text(day, say) for day in days)
    parts = [say(f"från {first}", f"from {first}")] if first else []
    parts += [say(f"till och med {last}", f"until {last}")] if last else []
    return " ".join(parts) or say("utan gräns", "without limit")


# texts ----------------------------------------------------------------------------


class _Wordings(NamedTuple):
    """How the texts of one part of one sort of thing read before and now."""

    sort: str
    part: str
    reading: str


def rewording_texts(texts: Iterable[Rewording], say: Say) -> list[str]:
    """Return texts before and after, those that changed in the same way together."""
    ids: dict[_Wordings, list[str]] = {}
    for text in texts:
        part, _, _ = text.part.partition(".")
        key = _Wordings(text.sort, part, _change(text, say))
        ids.setdefault(key, []).append(f"`{text.id}`")
    return [
        f"{say(*_SORTS[sort])} {', '.join(listed)} ({part}): {reading}"
        for (sort, part, reading), listed in ids.items()
    ]


def _change(text: Rewording, say: Say) -> str:
    """Return how a text read before and reads now; of a list what differs."""
    before, after = _without_shared(text.before, text.after)
    was, is_ = _reading(before, say), _reading(after, say)
    if was == is_:  # what differs is in the other language
        other = Say(say("en", "sv"))
        was, is_ = _reading(before, other), _reading(after, other)
    return f"{was} → {is_}"


def _without_shared(before: Reading, after: Reading) -> tuple[Reading, Reading]:
    """Return two texts; two lists without what they share, unless that is all."""
    if not isinstance(before, tuple) or not isinstance(after, tuple):
        return before, after
    gone = [text for text in before if text not in after]
    come = [text for text in after if text not in before]
    # the items of one list are all texts or all words
    return (tuple(gone), tuple(come)) if gone or come else (before, after)  # type: ignore[return-value]


def _reading(reading: Reading, say: Say) -> str:
    if reading is None or reading in ((), ""):
        return say("inget", "nothing")
    if isinstance(reading, tuple):
        return ", ".join(_reading(item, say) for item in reading)
    return say.quoted(say.plain(reading) if isinstance(reading, Text) else reading)
