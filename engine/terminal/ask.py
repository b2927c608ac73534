"""`mandat ask`: a question in everyday Swedish."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from ..report.answers import understood
from ..report.answers.understood import Heard
from ..rulebook.loading.opening import municipality_heads, pack_ids
from ..rulebook.model.questions import asked
from ..space.space import Space
from ..understanding import Reader, named_places
from .exits import Exit
from .output import output
from .questions import Reply, asking, given_facts
from .verbs import verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.questions import Question
    from .options import Options


@verb(example='ask "får jag som politiker ringa rektorn?" -m kungsör')
@click.argument("text", nargs=-1, required=True)
@asking
def ask(options: Options) -> Exit:
    """Answer a question in everyday Swedish, and tell how it was understood.

    Circumstances that TEXT tells count as given; -g adds others or corrects them.
    When several readings fit alike, or none does, the nearest are offered instead of
    an answer: exit code 3.
    """
    given = given_facts(options["given"])
    typed = " ".join(options["text"])
    if not any(character.isalnum() for character in typed):
        msg = "there is no question: write one, such as `vem beslutar om budgeten`"
        raise click.BadParameter(msg, param_hint="'TEXT'")
    jurisdiction = options.jurisdiction()
    heard = _heard(typed, jurisdiction, options)
    if heard.reading is None:
        return _unanswered(heard, jurisdiction, options)
    question = _with_given(heard.reading.question, given, jurisdiction)
    reply = Reply.of(question, Space(jurisdiction), options)

    def text() -> str:
        parts = [
            f"{understood.understood_line(heard, reply.wording)}\n",
            f"{understood.definitions_text(heard, reply.wording)}\n",
            reply.text(),
        ]
        if reply.exit != Exit.DONE or not heard.understood.is_sure:
            offers = understood.offers_text(heard, reply.wording, options.setting)
            parts.append(f"\n{offers}" if offers else "")
        return "".join(parts)

    def content() -> dict[str, Any]:
        return reply.object() | understood.understood_object(
            heard, reply.wording, options.setting
        )

    output(options.format, text=text, json=content)
    return reply.exit


def _unanswered(heard: Heard, jurisdiction: Jurisdiction, options: Options) -> Exit:
    """Offer the nearest readings of a question that has none to answer."""
    wording, setting = options.wording(jurisdiction), options.setting
    output(
        options.format,
        text=lambda: understood.unanswered_text(heard, wording, setting),
        json=lambda: understood.unanswered_object(heard, wording, setting),
    )
    return Exit.NO_ONE_OR_SEVERAL


def _heard(typed: str, jurisdiction: Jurisdiction, options: Options) -> Heard:
    """Return what a free question may mean, and which other places it names."""
    named = named_places(typed, pack_ids(options.folder))
    others = [id_ for id_ in named if id_ != jurisdiction.id]
    return Heard(
        text=typed,
        understood=Reader(jurisdiction).understanding(typed, options.on),
        elsewhere=tuple(municipality_heads(options.folder, others) if others else ()),
    )


def _with_given(
    question: Question, given: Mapping[str, str], jurisdiction: Jurisdiction
) -> Question:
    """Return a question with circumstances that were named besides its text."""
    other = asked(jurisdiction, question.kind, dict(question.slots), given, question.on)
    known = {**dict(question.given), **dict(other.given)}
    return replace(question, given=tuple(sorted(known.items())))
