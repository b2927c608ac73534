"""Look for faults in rules, of one municipality or of all of them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ..lint.run import LintResult, lint
from ..lint.scenarios import scenario_references
from ..records import record
from ..report.lines import layout_for
from ..report.lint import findings
from ..report.lint.sarif import sarif_text
from ..report.say import Marks
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.loader import all_municipalities, load_written
from ..scenarios.library import scenario_files
from .setup import say, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from ..lint.run import LintFinding
    from ..report.commands import Setting
    from ..report.layout import Page
    from ..report.lint.findings import FindingWords
    from ..report.objects.findings import LintOutput
    from ..rulebook.model.packs import Jurisdiction
    from .setup import Language, Progress, Setup


@record
class LintReport:
    """What lint finds in rules: what stands, and what the packs accept with a reason.

    Each finding comes with a command that shows it, and with a remedy.
    """

    result: LintResult
    _jurisdictions: Mapping[str, Jurisdiction] = field(repr=False, compare=False)
    _setting: Setting = field(repr=False)

    @property
    def findings(self) -> tuple[LintFinding, ...]:
        """The findings that stand."""
        return self.result.findings

    @property
    def accepted(self) -> tuple[LintFinding, ...]:
        """The findings that some pack accepts."""
        return self.result.accepted

    @property
    def has_errors(self) -> bool:
        """Tell whether there is an error that no pack accepts."""
        return self.result.has_errors

    @property
    def is_passed(self) -> bool:
        """Tell whether rules were looked at, and none has an error that stands."""
        return bool(self.result.rules) and not self.has_errors

    def of_kinds(self, names: Collection[str]) -> LintReport:
        """Return the report with the findings of some kinds alone, by their names."""
        return LintReport(
            result=self.result.of_kinds(names),
            _jurisdictions=self._jurisdictions,
            _setting=self._setting,
        )

    def to_text(
        self,
        language: Language = "sv",
        *,
        accepted: bool = False,
        width: int | None = None,
    ) -> str:
        """Return the findings as the terminal prints them.

        Args:
            language: `sv` or `en`.
            accepted: whether to show also what the packs accept.
            width: how many columns the reader's screen has; 88 when left out, and
                then lines that begin with a place are not cut.
        """
        return self.to_page(language, accepted=accepted).text(layout_for(width))

    def to_page(self, language: Language = "sv", *, accepted: bool = False) -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        listed = self._in_words(self.findings, language)
        if accepted:
            listed += self._in_words(self.accepted, language)
        return findings.findings_page(listed, say(language))

    def to_dict(self, language: Language = "sv") -> LintOutput:
        """Return the findings as the JSON object that the terminal prints."""
        standing = self._in_words(self.findings, language, Marks.NONE)
        accepted = self._in_words(self.accepted, language, Marks.NONE)
        return findings.findings_object(self.result, standing, accepted)

    def to_sarif(self, language: Language = "sv") -> str:
        """Return the findings as a SARIF 2.1.0 log, for code scanning."""
        everything = (*self.findings, *self.accepted)
        return sarif_text(self._in_words(everything, language), say(language))

    def to_annotations(self, language: Language = "sv") -> str:
        """Return the findings as the commands that annotate a pull request."""
        return findings.annotations_text(self._in_words(self.findings, language))

    def summary(self, language: Language = "sv") -> str:
        """Return how many findings of each severity there are, on one line."""
        return findings.summary_line(self.result, say(language))

    def _in_words(
        self,
        listed: Sequence[LintFinding],
        language: Language,
        marks: Marks = Marks.QUOTES,
    ) -> list[FindingWords]:
        known = self._jurisdictions
        first = known[min(known)]
        return findings.in_words(
            listed,
            lambda id_: words(known.get(id_, first), language, marks),
            self._setting,
        )


def lint_report(  # noqa: PLR0913 - each named where the public face calls it
    setup: Setup,
    municipality: str,
    scenarios: Sequence[Path],
    on: dt.date | None,
    tell: Progress,
    *,
    samples: bool = False,
    workers: int = 1,
) -> LintReport:
    """Run the checks over a municipality, or over all when none is named.

    Args:
        setup: where the rules lie.
        municipality: its name; empty for all.
        scenarios: files or folders; those beside the rules when there are none.
        on: the day from which on rules are looked at; None for today.
        tell: is told how many of how many subjects have been walked.
        samples: whether to read every sample question as well.
        workers: how many processes to use.

    Raises:
        UnusableRulesError: the rules or scenarios have problems.
        UnknownNameError: no municipality has that name.
    """
    folder = RulesFolder(setup.rules)
    everyone = all_municipalities(folder)
    chosen = [folder.municipality(municipality)] if municipality else everyone
    written = load_written(folder, chosen)
    day = on or setup.today()
    paths = scenarios or ((setup.scenarios,) if setup.scenarios else ())
    references = None
    if paths:
        files = scenario_files(paths)
        references = scenario_references(files, written.jurisdictions, everyone, day)
    return LintReport(
        result=lint(
            written, references, day, tell, reads_samples=samples, workers=workers
        ),
        _jurisdictions=written.jurisdictions,
        _setting=setup.setting(on),
    )
