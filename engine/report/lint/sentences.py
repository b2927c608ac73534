"""Say what lint found: the templates of `engine.lint.kinds`, filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rulebook.model.conclusions import Function
from ..commands import Setting, command_text, question_words
from ..conclusions import subject_text
from ..messages.rendering import mistake_text, remedy_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ...lint.run import LintFinding
    from ...lint.survey import Sighting
    from ...rulebook.model.texts import Text
    from ..wording import Wording

    Filling = Callable[[Sighting, Wording], str]


def sentence(finding: LintFinding, wording: Wording) -> str:
    """Return what was found, as a sentence without a full stop."""
    template = finding.kind.sentence_of(finding.sighting.variant)
    return _filled(template, finding.sighting, wording)


def remedy(finding: LintFinding, wording: Wording) -> str:
    """Return what to do about a finding."""
    template = finding.kind.remedy_of(finding.sighting.variant)
    return _filled(template, finding.sighting, wording)


def _filled(template: Text, sighting: Sighting, wording: Wording) -> str:
    fillings = _Fillings(sighting, wording)
    return wording.say.text(template).format_map(fillings)


class _Fillings(dict[str, str]):
    """What is put in the places of a template, each made when it is asked for."""

    def __init__(self, sighting: Sighting, wording: Wording) -> None:
        super().__init__()
        self._sighting = sighting
        self._wording = wording

    def __missing__(self, place: str) -> str:
        return FILLINGS[place](self._sighting, self._wording)


# what a template may name -----------------------------------------------------------


def _ids(ids: Iterable[str], wording: Wording) -> str:
    return wording.enumeration([f"`{id_}`" for id_ in ids])


def _law(sighting: Sighting, wording: Wording) -> str:
    """Return the citations of the law that is run against."""
    return "; ".join(wording.citation(cite, is_brief=True) for cite in sighting.cites)


def _says(sighting: Sighting, wording: Wording) -> str:
    """Return what the second rule says: the rule of law that is broken."""
    rule = wording.jurisdiction.rules_by_id[sighting.rules[1]]
    return wording.say.text(rule.says).rstrip(".")


def _decider(sighting: Sighting, wording: Wording) -> str:
    """Return who decides by the first rule."""
    rule = wording.jurisdiction.rules_by_id[sighting.rules[0]]
    party = rule.conclusion.party(Function.DECIDES)
    roles = party.roles if party else ()
    return wording.enumeration([wording.role(role) for role in roles])


def _subject(sighting: Sighting, wording: Wording) -> str:
    """Return what the witness asks, with its circumstances, in words."""
    question = sighting.witness.question
    if question is None:
        return ""
    about = wording.say("om", "about")
    subject = subject_text(question.kind, question.slots, wording)
    text = f"{about} {wording.say.quoted(subject)}"
    given = wording.cases((name, (value,)) for name, value in question.given)
    when = wording.say("när", "when")
    return f"{text}, {when} {wording.enumeration(given)}" if given else text


def _counter(sighting: Sighting, wording: Wording) -> str:
    """Return the command that asks the same in another way."""
    question = sighting.counter
    if question is None:
        return ""
    setting = Setting(today=question.on.isoformat())
    town = sighting.witness.municipality
    place = ["-m", town] if town else []
    words = question_words(question, wording, setting, place)
    return command_text(words, setting)


def _circumstances(sighting: Sighting, wording: Wording) -> str:
    return wording.enumeration([wording.circumstance(name) for name in sighting.about])


def _document(sighting: Sighting, wording: Wording) -> str:
    return wording.source_title(sighting.about[0])


def _often(sighting: Sighting, wording: Wording) -> str:
    """Return how often the document is to be reviewed."""
    review = wording.jurisdiction.sources[sighting.about[0]].review
    return wording.frequency(review.every) if review else ""


def _reason(sighting: Sighting, wording: Wording) -> str:
    """Return why the first rule yields."""
    return wording.enum(sighting.reason) if sighting.reason else ""


#: What a template may have in braces, with what is put there.
FILLINGS: Mapping[str, Filling] = {
    # rules: the first, all but the first, all
    "rule": lambda seen, wording: _ids(seen.rules[:1], wording),
    "others": lambda seen, wording: _ids(seen.rules[1:], wording),
    "rules": lambda seen, wording: _ids(seen.rules, wording),
    "do": lambda seen, _wording: "do" if len(seen.rules) > 1 else "does",
    "decider": _decider,
    "reason": _reason,
    # the law that is broken: its sections, and what the second rule says
    "law": _law,
    "says": _says,
    # other things: the first, the second, the third as it is written, and all but the
    # first together with the rules
    "thing": lambda seen, wording: _ids(seen.about[:1], wording),
    "other": lambda seen, wording: _ids(seen.about[1:2], wording),
    "third": lambda seen, _wording: seen.about[2],
    "names": lambda seen, wording: _ids((*seen.rules, *seen.about[1:]), wording),
    "circumstances": _circumstances,
    "document": _document,
    "often": _often,
    # the question that shows it
    "subject": _subject,
    # the question that asks the same and is answered otherwise
    "counter": _counter,
    # the words that give it away
    "quote": lambda seen, _wording: seen.quote,
    # figures, days, and what others have said
    "count": lambda seen, _wording: f"{seen.count:,}".replace(",", " "),
    "day": lambda seen, _wording: str(seen.day),
    "message": lambda seen, wording: (
        mistake_text(seen.message, wording.say) if seen.message else ""
    ),
    "mistake": lambda seen, wording: (
        mistake_text(seen.problem.message, wording.say) if seen.problem else ""
    ),
    "mistake_remedy": lambda seen, wording: (
        remedy_text(seen.problem.message, wording.say) if seen.problem else ""
    ),
}
