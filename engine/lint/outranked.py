"""Local texts that differ from a text of higher rank, which sets them aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers.answer import LossReason
from ..rulebook.language.acceptances import FindingKind
from .delegation import laws
from .examination import witness_in
from .findings import LintFinding, Severity
from .losses import shows_loss, yielding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .examination import Examined


def set_aside(examined: Examined) -> Iterable[LintFinding]:
    """Yield the rules that yield to a mandatory one of higher rank, each pair once.

    What yields because it delegates what the law does not let go is told by the
    checks of delegation.
    """
    law_in = laws(examined)
    for pair, (walk, stretch, cell) in yielding(examined, LossReason.MANDATORY).items():
        lower, higher = (walk.jurisdiction.rules_by_id[id_] for id_ in pair)
        if not law_in[walk.jurisdiction.id].concerns_delegation(higher):
            yield LintFinding(
                kind=FindingKind.SET_ASIDE,
                severity=Severity.WARNING,
                rules=pair,
                cites=higher.cites,
                place=lower.place,
                reason=LossReason.MANDATORY,
                witness=witness_in(walk, stretch, cell, shows_loss(*pair)),
            )
