"""Write which changes of rules the scenarios notice, and sketches that notice more."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from ...mutation.trials import Fate
from ...scenarios.writing import scenario_text
from ..layout import Block, Page, Pairs, Paragraph, Verbatim, heading, page
from ..lines import DEEPER, DEEPEST, INDENT, Stress
from ..say import share_figure, share_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ...mutation.trials import Trial
    from ...rulebook.model.texts import Text
    from ..objects.checks import MutationObject
    from ..objects.parts import ReferenceObject
    from ..say import Say
    from ..wording import Wording

    #: Why a change may go unnoticed, by rule and change.
    Reasons = Mapping[tuple[str, str], Text]

_TOO_MANY = (
    "Reglerna frågar om så mycket att det inte gick att avgöra om något svar ändras.",
    "The rules ask about so much that nobody can tell whether an answer changes.",
)


class MutationReport:
    """Writes trials of mutants.

    Args:
        trials: every mutant with its fate.
        reasons: why some survivors may live.
        wording: returns the words of a municipality.
        today: the day of questions; sketches name any other.
        idle_rows: how many rows of delegation orders no scenario is about.
    """

    def __init__(
        self,
        trials: Sequence[Trial],
        reasons: Reasons,
        wording: Callable[[str], Wording],
        today: dt.date,
        *,
        idle_rows: int = 0,
    ) -> None:
        """Take what was tried, and the words."""
        self._trials = trials
        self._reasons = reasons
        self._wording = wording
        self._today = today
        self._idle_rows = idle_rows
        self._counts = dict.fromkeys(Fate, 0)
        for trial in trials:
            self._counts[trial.fate] += 1

    @property
    def unexplained(self) -> list[Trial]:
        """The survivors that nobody gave a reason for."""
        return [t for t in self._unnoticed if self._reason(t) is None]

    @property
    def is_measured(self) -> bool:
        """Tell whether some change was tried that a scenario could notice."""
        return bool(self._counts[Fate.NOTICED] or self._unnoticed)

    @property
    def _unnoticed(self) -> list[Trial]:
        return [trial for trial in self._trials if trial.fate.is_unnoticed]

    def _of(self, fate: Fate) -> list[Trial]:
        return [trial for trial in self._trials if trial.fate is fate]

    def _reason(self, trial: Trial) -> Text | None:
        return self._reasons.get((trial.rule, trial.change))

    def page(self, say: Say, *, with_equivalents: bool) -> Page:
        """Return the report as a page; changes without effect only when asked for."""
        parts = [self._summary(say)]
        explained = [t for t in self._unnoticed if self._reason(t)]
        listed = (
            (
                self.unexplained,
                say(
                    "Ändringar som inget scenario märker",
                    "Changes that no scenario notices",
                ),
            ),
            (
                explained,
                say(
                    "Ändringar som får passera omärkta",
                    "Changes that may go unnoticed",
                ),
            ),
            (
                self._of(Fate.EQUIVALENT) if with_equivalents else [],
                say(
                    "Ändringar som inte ändrar något svar",
                    "Changes that alter no answer",
                ),
            ),
        )
        parts += [self._section(title, trials) for trials, title in listed if trials]
        return page(*parts)

    def _summary(self, say: Say) -> list[Block]:
        noticed, survived = self._counts[Fate.NOTICED], len(self._unnoticed)
        share = share_text(noticed, noticed + survived, say)
        rules = len({trial.rule for trial in self._trials})
        of = f"{noticed} {say('av', 'of')} {noticed + survived} ({share})"
        rows = [
            (say("ändrade regler", "rules changed"), str(rules)),
            (say("ändringar som märktes", "changes noticed"), of),
            (
                say("ändrar inget svar", "alter no answer"),
                str(self._counts[Fate.EQUIVALENT]),
            ),
        ]
        if self._idle_rows:
            rows.append(
                (
                    say("oprövade rader utan scenario", "rows untried, no scenario"),
                    str(self._idle_rows),
                )
            )
        title = say("Ändringar av en regel i taget", "Changes of one rule at a time")
        blocks: list[Block] = [Paragraph(title, stress=Stress.TITLE), Pairs(rows)]
        if not self.is_measured:
            nothing = say(
                "Ingenting är prövat: ingen ändring kunde märkas av ett scenario.",
                "Nothing was tried: no change could be noticed by a scenario.",
            )
            blocks.append(Paragraph(nothing, INDENT, INDENT, Stress.WARNING))
        return blocks

    def _section(self, title: str, trials: Iterable[Trial]) -> list[Block]:
        blocks: list[Block] = [heading(title)]
        for rule, listed in itertools.groupby(trials, key=lambda trial: trial.rule):
            of_rule = list(listed)
            name = f"• {rule}{self._place(of_rule[0])}"
            blocks.append(Paragraph(name, INDENT, DEEPER, is_whole=True))
            for below, alike in itertools.groupby(of_rule, key=self._below):
                blocks += [Paragraph(t.change, DEEPER, DEEPEST) for t in alike]
                blocks += [below] if below else []
        return blocks

    def _place(self, trial: Trial) -> str:
        if trial.fate is Fate.EQUIVALENT:
            return ""
        where = self._where(trial)
        return f"  ({where['file']}:{where['line']})"

    def _where(self, trial: Trial) -> ReferenceObject:
        rules = self._wording(trial.municipality).jurisdiction.rules_by_id
        place = rules[trial.rule].place
        return {"file": place.file, "line": place.line}

    def _below(self, trial: Trial) -> Block | None:
        """Return why a change may go unnoticed, or a scenario that would notice it."""
        reason = self._reason(trial)
        wording = self._wording(trial.municipality)
        if trial.fate.is_unnoticed and reason:
            return Paragraph(wording.say.text(reason), DEEPEST, DEEPEST)
        if trial.fate is Fate.UNDECIDED:
            return Paragraph(wording.say(*_TOO_MANY), DEEPEST, DEEPEST)
        sketch = self._sketch(trial).rstrip()
        return Verbatim(sketch, DEEPEST) if sketch else None

    def _sketch(self, trial: Trial) -> str:
        if trial.sketch is None:
            return ""
        words = self._wording(trial.municipality).jurisdiction.vocabulary
        is_dated = trial.sketch.question.on != self._today
        return scenario_text(trial.sketch, words, is_dated=is_dated)

    def object(self, *, with_equivalents: bool) -> MutationObject:
        """Return the report as plain data."""
        noticed, survived = self._counts[Fate.NOTICED], self._counts[Fate.SURVIVED]
        counted = noticed + len(self._unnoticed)
        content: MutationObject = {
            "rules": len({trial.rule for trial in self._trials}),
            "noticed": noticed,
            "survived": survived,
            "undecided": self._counts[Fate.UNDECIDED],
            "equivalent": self._counts[Fate.EQUIVALENT],
            "idle_rows": self._idle_rows,
            "score": share_figure(noticed / counted) if counted else None,
            "survivors": [
                {
                    "rule": trial.rule,
                    "change": trial.change,
                    **self._where(trial),
                    "fate": trial.fate.value,
                    "municipality": trial.municipality or None,
                    "because": reason.sv if (reason := self._reason(trial)) else None,
                    "scenario": self._sketch(trial) or None,
                }
                for trial in self._unnoticed
            ],
        }
        if with_equivalents:
            content["equivalents"] = [
                {"rule": trial.rule, "change": trial.change}
                for trial in self._of(Fate.EQUIVALENT)
            ]
        return content
