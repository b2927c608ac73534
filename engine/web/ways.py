"""Draw the way that a contact takes: boxes below each other, with arrows between.

The way that is taken when the first does not help stands below it, with dashed edges.

The drawing repeats what the page says in words, which is there for those who do not see
it. It has no colours of its own: the style of the page gives them.
"""

from __future__ import annotations

import html
import textwrap
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.model.conclusions import ContactConclusion
from ..rulebook.model.rules import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..answers.answer import Answer
    from ..report.wording import Wording
    from ..rulebook.model.questions import Question

#: Sizes in the units of the drawing, which is as wide as a narrow phone.
_WIDTH, _MARGIN, _LINE, _PADDING, _ARROW = 320, 8, 20, 10, 44
_SIGNS = 32
_OTHER = ' stroke-dasharray="6 4"'


class WayStep(NamedTuple):
    """A box of the drawing, and what stands beside the arrow that leads to it.

    `begins` is what stands above a box to which no arrow leads.
    """

    label: str
    strength: str = ""
    begins: str = ""
    is_other: bool = False


def way_drawing(answer: Answer, question: Question, wording: Wording) -> str:
    """Return the drawing of a contact that has one way, empty for others."""
    if len(answer.findings) != 1 or Slot.TO not in question.slot_of:
        return ""
    conclusion = answer.findings[0].conclusion
    if not isinstance(conclusion, ContactConclusion):
        return ""
    steps = list(_steps(conclusion, question, wording))
    title = wording.say("Vägen: ", "The way: ") + " → ".join(s.label for s in steps)
    if other := list(_other_steps(conclusion, question, wording)):
        title += f"; {other[0].begins}: " + " → ".join(s.label for s in other)
    return _drawing([*steps, *other], title)


def _steps(
    conclusion: ContactConclusion, question: Question, wording: Wording
) -> Iterator[WayStep]:
    slots, say = question.slot_of, wording.say
    yield WayStep(wording.role(slots[Slot.FROM]))
    for strength, link in conclusion.links():
        told = wording.enum(strength) if strength else ""
        for step in link:
            yield WayStep(wording.role_in(step, question), told)
    told = ""
    if conclusion.is_free and not conclusion.via:
        told = say("direkt", "directly")
    yield WayStep(wording.role(slots[Slot.TO]), told)


def _other_steps(
    conclusion: ContactConclusion, question: Question, wording: Wording
) -> Iterator[WayStep]:
    """Yield the way that is taken when the first does not help."""
    if not conclusion.fallback:
        return
    slots, begins = question.slot_of, wording.say("annars", "otherwise")
    yield WayStep(wording.role(slots[Slot.FROM]), begins=begins, is_other=True)
    for step in conclusion.fallback:
        yield WayStep(wording.role_in(step, question), is_other=True)
    yield WayStep(wording.role(slots[Slot.TO]), is_other=True)


def _drawing(steps: list[WayStep], title: str) -> str:
    """Return boxes below each other as SVG."""
    shapes: list[str] = []
    top = _MARGIN
    for number, step in enumerate(steps):
        if step.begins:
            top += _ARROW
            shapes.append(_text(_MARGIN, top - _PADDING, step.begins, "start"))
        elif number:
            shapes.append(_arrow(top, step.strength))
            top += _ARROW
        lines = textwrap.wrap(step.label, _SIGNS) or [step.label]
        height = len(lines) * _LINE + 2 * _PADDING
        shapes.append(
            f'<rect x="{_MARGIN}" y="{top}" width="{_WIDTH - 2 * _MARGIN}" '
            f'height="{height}" rx="6"{_OTHER if step.is_other else ""}/>'
        )
        for line, text in enumerate(lines, 1):
            at = top + _PADDING + line * _LINE - 5
            shapes.append(_text(_WIDTH // 2, at, text, "middle"))
        top += height
    whole = top + _MARGIN
    return (
        f'<svg class="way" role="img" viewBox="0 0 {_WIDTH} {whole}" '
        f'width="{_WIDTH}" height="{whole}" aria-label="{html.escape(title)}">'
        f"{''.join(shapes)}</svg>"
    )


def _arrow(top: int, strength: str) -> str:
    x, tip = _WIDTH // 2, top + _ARROW - 2
    head = f"M{x - 6} {tip - 8}L{x} {tip}L{x + 6} {tip - 8}"
    line = f'<path d="M{x} {top + 2}V{tip}{head}"/>'
    return line + (_text(x + 14, top + 27, strength, "start") if strength else "")


def _text(x: int, y: int, text: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{html.escape(text)}</text>'
