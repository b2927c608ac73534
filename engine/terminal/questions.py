"""Ask the rules one question and print the answer: what four of the verbs share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from ..answers.answer import Outcome
from ..answers.reasons import about_role, decided_by, misses
from ..report.answers import as_json, text, why
from ..rulebook.model.questions import asked
from ..rulebook.model.vocabulary import TermKind
from ..space.space import Space, settled_facts
from .exits import Exit
from .output import output

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..answers.answer import Answer
    from ..answers.reasons import Miss
    from ..report.wording import Wording
    from ..rulebook.model.questions import Question
    from ..rulebook.model.rules import RuleKind, Slot
    from .options import Options


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands that ask a question."""
    for option in (
        click.option(
            "--why-not",
            metavar="ROLE",
            help="Tell why ROLE is not named by the answer.",
        ),
        click.option("--why", is_flag=True, help="Tell which rules led to the answer."),
        click.option(
            "--on",
            type=click.DateTime(["%Y-%m-%d"]),
            help="Day the question is asked for; today when left out.",
        ),
        click.option(
            "-g",
            "--given",
            multiple=True,
            metavar="NAME=VALUE",
            help="A circumstance that is known; may be repeated.",
        ),
    ):
        command = option(command)
    return command


def answered(kind: RuleKind, named: Mapping[Slot, str], options: Options) -> Exit:
    """Ask a question, print its answer, and return the exit code."""
    given = given_facts(options["given"])
    jurisdiction = options.jurisdiction()
    question = asked(jurisdiction, kind, named, given, options.on)
    reply = Reply.of(question, Space(jurisdiction), options)
    output(options.format, text=reply.text, json=reply.object)
    return reply.exit


def given_facts(pairs: tuple[str, ...]) -> dict[str, str]:
    """Return the circumstances typed as NAME=VALUE."""
    facts: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip() or not value.strip():
            msg = f"`{pair}` is not NAME=VALUE, such as `målområde=medarbetare`"
            raise click.BadParameter(msg, param_hint="'-g'")
        if facts.setdefault(name.strip(), value.strip()) != value.strip():
            msg = f"`{name.strip()}` is given twice with different values"
            raise click.BadParameter(msg, param_hint="'-g'")
    return facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to a question with whatever else was asked about the answer.

    `role` is the role of `--why-not`; None when nobody asked why not.
    """

    question: Question
    answer: Answer
    space: Space
    wording: Wording
    role: str | None
    is_dated: bool
    is_why: bool

    @classmethod
    def of(cls, question: Question, space: Space, options: Options) -> Reply:
        """Ask a question; an unknown role is known before anything is printed."""
        jurisdiction, named = space.jurisdiction, options["why_not"]
        words = jurisdiction.vocabulary
        return cls(
            question=question,
            role=None if named is None else words.id_of(TermKind.ROLE, named),
            answer=space.ask(question),
            space=space,
            wording=options.wording(jurisdiction),
            is_dated=options.is_dated,
            is_why=options["why"],
        )

    @property
    def exit(self) -> Exit:
        """The exit code: 3 when the rules name nobody, or several who disagree."""
        is_open = self.answer.outcome in {Outcome.NO_RULE, Outcome.CONFLICT}
        return Exit.NO_ONE_OR_SEVERAL if is_open else Exit.DONE

    def text(self) -> str:
        """Return the answer, its trail and why a role is not named, as text."""
        parts = [
            text.answer_text(
                self.answer, self.question, self.wording, is_dated=self.is_dated
            )
        ]
        if self.is_why:
            parts.append(why.why_text(self.answer, self._misses(), self.wording))
        if self.role is not None:
            matters = decided_by(self.space.jurisdiction, self.role)
            parts.append(
                why.why_not_text(
                    self.role,
                    self.answer,
                    self._misses_of(self.role),
                    [self.wording.matter(matter) for matter in matters],
                    self.wording,
                )
            )
        return "\n".join(parts)

    def object(self) -> dict[str, Any]:
        """Return the same as plain data."""
        content = as_json.answer_object(self.answer, self.question, self.wording)
        if self.is_why:
            content["trail"] = as_json.trail_object(
                self.answer, self._misses(), self.wording
            )
        if self.role is not None:
            near = as_json.misses_object(self._misses_of(self.role), self.wording)
            content["why_not"] = {"role": self.role, "misses": near}
        return content

    def _misses(self) -> tuple[Miss, ...]:
        question, space = self.question, self.space
        subject = space.decider.subject(question.kind, question.slots)
        known = settled_facts(question, space)
        return misses(space.decider, subject, self.answer, known, question.on)

    def _misses_of(self, role: str) -> tuple[Miss, ...]:
        words = self.space.jurisdiction.vocabulary
        return about_role(self._misses(), role, words)
