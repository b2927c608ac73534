"""Say what differs beside the rules: documents, words and amounts they rest on."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from ..layout import capital
from .words import day_text

if TYPE_CHECKING:
    import datetime as dt

    from ...diff.parts import Cause
    from ..wording import Wording
    from .words import Words


def cause_text(cause: Cause, words: Words) -> str:
    """Return a sentence on what differs, with what it was before."""
    choose = words.choose
    if cause.is_values:
        return _values_text(cause, words)
    after, before = (
        _value(cause, value, wording)
        for value, wording in ((cause.after, words.new), (cause.before, words.old))
    )
    says = {
        "rank": ("{} är {}", "{} is {}"),
        "status": ("{} är {}", "{} is {}"),
        "days": ("{} gäller {}", "{} applies {}"),
        "is": ("{} är ett slag av {}", "{} is a kind of {}"),
        "under": ("{} hör under {}", "{} belongs under {}"),
        "reports_to": ("{} lyder under {}", "{} reports to {}"),
        "tags": ("{} är märkt {}", "{} is tagged {}"),
        "type": ("{} är av slaget {}", "{} is of the type {}"),
        "default": ("förvalt värde för {} är {}", "the default of {} is {}"),
        "kronor": ("{} är {}", "{} is {}"),
        "resolves": ("vem {} är bestäms {}", "who {} is is settled {}"),
    }[cause.part]
    text = choose(*says).format(_named(cause, words), after)
    if after != before:
        text += f" ({choose('förut', 'before')}: {before})"
    return capital(text)


def _values_text(cause: Cause, words: Words) -> str:
    """Return which values can be given, or no longer, and what they bear on."""
    was, is_ = (cast("tuple[str, ...]", v) for v in (cause.before, cause.after))
    told = []
    for values, others, wording, says in (
        (is_, was, words.new, ("{} kan nu vara {}", "{} can now be {}")),
        (was, is_, words.old, ("{} kan inte längre vara {}", "{} can no longer be {}")),
    ):
        moved = [wording.value(cause.id, v) for v in values if v not in others]
        if moved:
            listed = wording.enumeration([f"”{label}”" for label in moved], "or")
            told.append(
                capital(words.choose(*says).format(_named(cause, words), listed))
            )
    subjects = _subjects(cause, words)
    if subjects:
        bears = words.choose("Det kan sägas i frågor om", "That can be said of")
        told.append(f"{bears} {words.new.enumeration(subjects)}")
    return ". ".join(told)


def _subjects(cause: Cause, words: Words) -> list[str]:
    """Return by name what the rules that may depend on some values are about."""
    ids: set[str] = set()
    for wording in (words.old, words.new):
        for id_ in cause.rules:
            rule = wording.jurisdiction.rules_by_id.get(id_)
            if rule and rule.scope:
                ids |= rule.scope[0][1]
    return sorted({words.label(id_) for id_ in ids})


def _named(cause: Cause, words: Words) -> str:
    """Return the document, word or amount by name."""
    if cause.sort == "source":
        return words.new.source_title(cause.id)
    if cause.sort == "amount":
        return words.choose(
            f"prisbasbeloppet {cause.id}", f"the price base amount of {cause.id}"
        )
    if cause.sort == "circumstance":
        return words.new.circumstance(cause.id)
    return words.label(cause.id)


def _value(cause: Cause, value: Any, wording: Wording) -> str:  # noqa: ANN401
    """Return a property in words."""
    choose = wording.say
    nothing = choose("ingenting", "nothing")
    match cause.part:
        case "days":
            return _days(value, wording)
        case "default":
            return wording.value(cause.id, value[0]) if value else nothing
        case "is":
            return wording.enumeration([wording.role(id_) for id_ in value]) or nothing
        case "reports_to":
            return wording.role(value) if value else choose("ingen", "nobody")
        case "under":
            say = wording.matter if cause.sort == "matter" else wording.act
            return say(value) if value else nothing
        case "tags":
            return wording.enumeration([f"`{tag}`" for tag in value]) or nothing
        case "kronor":
            return f"{value} kr"
        case "resolves":
            return choose("på annat sätt", "in another way")
        case "type":
            return f"`{value.value}`"
        case _:
            return wording.enum(value) if isinstance(value, Enum) else str(value)


def _days(days: tuple[dt.date | None, dt.date | None], wording: Wording) -> str:
    choose = wording.say
    first, last = (day and day_text(day, wording.say.language) for day in days)
    parts = [choose(f"från {first}", f"from {first}")] if first else []
    parts += [choose(f"till och med {last}", f"until {last}")] if last else []
    return " ".join(parts) or choose("utan gräns", "without limit")
