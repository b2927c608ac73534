"""Run every check over every jurisdiction, and set aside what the packs accept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..crew import in_order
from ..records import record
from ..rulebook.model.problems import nearest
from . import coherence, delegation, losses
from .kinds import KINDS, KINDS_BY_NAME, STALE_ACCEPTANCE, UNKNOWN_KIND, Severity
from .logbook import Logbook
from .stretches import Stretch, gone_over, stretches
from .survey import Sighting, Survey, Witness, pack_of
from .walks import walks

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator

    from ..rulebook.language.acceptances import Acceptance
    from ..rulebook.loading.loader import Written
    from .kinds import FindingKind
    from .stretches import Watcher
    from .survey import ScenarioReferences

    #: Is told how many of how many subjects have been walked.
    Tell = Callable[[int, int], None]

#: Who looks on while everything is gone over.
_WATCHERS: tuple[type[Watcher], ...] = (
    coherence.Disputes,
    coherence.Gaps,
    losses.Losses,
    losses.SilencedBans,
    delegation.Disguises,
    delegation.Lacks,
)


@record
class LintFinding:
    """What a check has seen, its kind, and by what a pack accepts it, if one does."""

    kind: FindingKind
    sighting: Sighting
    acceptance: Acceptance | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.kind.severity_of(self.sighting.variant)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two findings the same one, seen twice."""
        seen = self.sighting
        said = (seen.problem, seen.quote)
        return (self.kind.name, seen.rules, seen.about, seen.cites, *said)

    @property
    def order(self) -> tuple[object, ...]:
        """Sort key: by place, then by what it is."""
        seen = self.sighting
        place = (seen.place.file, seen.place.line, seen.place.column)
        return (*place, self.kind.name, seen.rules, seen.about, seen.quote)


@record
class LintResult:
    """What lint found: what stands, and what the packs accept, in order of places.

    Nothing is found in `borrowed` packs, which came with this copy; `replaced` are the
    packs that count before one which came with it, of the same name. `rules` and
    `scenarios` are how many were looked at, the latter None where there were no files.
    """

    findings: tuple[LintFinding, ...]
    accepted: tuple[LintFinding, ...]
    rules: int
    scenarios: int | None
    borrowed: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Tell whether there is an error that is not accepted."""
        return any(f.severity is Severity.ERROR for f in self.findings)

    def of_kinds(self, names: Collection[str]) -> LintResult:
        """Return the same result with the findings of some kinds alone."""
        return replace(
            self,
            findings=tuple(f for f in self.findings if f.kind.name in names),
            accepted=tuple(f for f in self.accepted if f.kind.name in names),
        )


def lint(  # noqa: PLR0913 - the edges of a run, each named at the call
    written: Written,
    scenarios: Iterable[ScenarioReferences] | None,
    today: dt.date,
    tell: Tell = lambda _done, _total: None,
    *,
    reads_samples: bool = False,
    workers: int = 1,
) -> LintResult:
    """Return everything that the checks find.

    Args:
        written: the jurisdictions to look at, and what their packs accept.
        scenarios: what scenarios name; None when there are none to look at.
        today: the day from which on rules are looked at, and reviews are due.
        tell: is told how many of how many subjects have been walked.
        reads_samples: whether to read every sample question as `ask` does, which takes
            some hundredths of a second each.
        workers: how many processes to use.
    """
    looked_at = (j for j in written.jurisdictions.values() if not j.is_borrowed)
    ordered = sorted(looked_at, key=lambda jurisdiction: jurisdiction.id)
    survey = Survey(
        written=written,
        walks=walks(ordered, today),
        scenarios=None if scenarios is None else tuple(scenarios),
        today=today,
        reads_samples=reads_samples,
    )
    kinds = [kind for kind in KINDS if reads_samples or not kind.is_thorough]
    seen = _sightings(survey, kinds, workers, tell)
    once: dict[tuple[object, ...], LintFinding] = {}
    for kind in kinds:
        for sighting in seen[kind.name]:
            if _is_of_borrowed(sighting, written):
                continue
            finding = LintFinding(kind=kind, sighting=sighting)
            once.setdefault(finding.key, finding)
    return _parted(once.values(), survey)


def _sightings(
    survey: Survey, kinds: Iterable[FindingKind], workers: int, tell: Tell
) -> dict[str, tuple[Sighting, ...]]:
    """Return what each kind of finding has been seen of, by its name.

    What needs no answers is looked for while the walks are walked, part by part by
    whichever process is idle.
    """
    ways = [*stretches(survey)]
    total, done = sum(way.periods for way in ways), 0
    apart = [kind for kind in kinds if not kind.reads_logbook]

    def result_of(part: FindingKind | Stretch) -> Logbook | tuple[Sighting, ...]:
        if isinstance(part, Stretch):
            return gone_over(part, survey, _WATCHERS)
        return _seen(part, survey)

    seen: dict[str, tuple[Sighting, ...]] = {}
    parts: list[FindingKind | Stretch] = [*ways, *apart]
    for part, result in zip(parts, in_order(result_of, parts, workers), strict=True):
        if isinstance(result, Logbook):
            survey.logbook.add(result)
        if isinstance(part, Stretch):
            done += part.periods
            tell(done, total)
        elif not isinstance(result, Logbook):
            seen[part.name] = result
    for kind in kinds:
        if kind.reads_logbook:
            seen[kind.name] = _seen(kind, survey)
    return seen


def _seen(kind: FindingKind, survey: Survey) -> tuple[Sighting, ...]:
    return tuple(kind.check(survey)) if kind.check else ()


def _is_of_borrowed(sighting: Sighting, written: Written) -> bool:
    """Tell whether something seen is about packs alone that came with this copy."""
    file = sighting.place.file
    return {pack_of(rule) for rule in sighting.rules} <= written.borrowed.keys() and (
        any(file.startswith(f"{folder}/") for folder in written.borrowed.values())
    )


def _parted(findings: Iterable[LintFinding], survey: Survey) -> LintResult:
    """Part the findings in those that stand and those that some pack accepts."""
    acceptances = [
        acceptance
        for pack in sorted(survey.written.accepted)
        for acceptance in survey.written.accepted[pack]
    ]
    standing: list[LintFinding] = []
    accepted: list[LintFinding] = []
    applied: set[Acceptance] = set()
    for finding in findings:
        seen = finding.sighting
        covering = [
            each
            for each in acceptances
            if each.covers(finding.kind.name, seen.rules, seen.about)
        ]
        applied.update(covering)
        if covering:
            accepted.append(
                LintFinding(kind=finding.kind, sighting=seen, acceptance=covering[0])
            )
        else:
            standing.append(finding)
    unapplied = [each for each in acceptances if each not in applied]
    standing.extend(_vain(unapplied, survey))
    return LintResult(
        findings=tuple(sorted(standing, key=lambda f: f.order)),
        accepted=tuple(sorted(accepted, key=lambda f: f.order)),
        rules=len(
            {
                rule.id
                for jurisdiction in survey.written.jurisdictions.values()
                for rule in jurisdiction.rules
                if jurisdiction.is_own(rule.id)
            }
        ),
        scenarios=None if survey.scenarios is None else len(survey.scenarios),
        borrowed=tuple(sorted(survey.written.borrowed)),
        replaced=survey.written.replaced,
    )


def _vain(acceptances: Iterable[Acceptance], survey: Survey) -> Iterator[LintFinding]:
    """Yield the findings that acceptances accept nothing.

    Whether what one accepts is there is only known of packs that are wholly seen.
    """
    for acceptance in acceptances:
        if acceptance.pack in survey.written.borrowed:
            continue
        kind = KINDS_BY_NAME.get(acceptance.finding)
        if kind and kind.is_thorough and not survey.reads_samples:
            continue
        users = survey.written.users[acceptance.pack]
        witness = Witness(municipality=min(users))
        if acceptance.finding not in KINDS_BY_NAME:
            near = nearest(acceptance.finding, KINDS_BY_NAME, most=1)
            yield LintFinding(
                kind=UNKNOWN_KIND,
                sighting=Sighting(
                    variant="misspelt" if near else "",
                    about=(acceptance.finding, *near),
                    place=acceptance.place,
                    witness=witness,
                ),
            )
        elif acceptance.pack in survey.whole_packs:
            yield LintFinding(
                kind=STALE_ACCEPTANCE,
                sighting=Sighting(
                    rules=tuple(sorted(acceptance.rules)),
                    about=(acceptance.finding, *sorted(acceptance.about)),
                    place=acceptance.place,
                    witness=witness,
                ),
            )
