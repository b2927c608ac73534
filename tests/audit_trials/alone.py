"""Ask each row of a log alone, on its day, as anybody would ask one question."""

from engine import EngineError, TakenDecision, check_decision
from engine.audit.logged_decisions import UnreadRow
from engine.audit.reporting import last_day_to_report, reporting_duty


def verdict_alone(decision, municipality, meetings, as_of, checks=None):
    """Return what a row gets by itself: the verdict, and the names that explain it.

    With `checks` what posts have on a day is looked up once; each row is asked all the
    same, on its own day.
    """
    if isinstance(decision, UnreadRow):
        return "unreadable", (decision.message.code, decision.heading)
    taken = TakenDecision(
        decided_by=decision.decided_by,
        on=decision.on,
        matter=decision.matter,
        reference=decision.reference,
        legal_basis=decision.legal_basis,
        method=decision.method or "manual",
        given=decision.given,
    )
    try:
        check = checks.check(taken) if checks else check_decision(taken, municipality)
    except EngineError as error:
        return "unreadable", (error.message.code, "")
    verdict, reported = check.verdict.value, decision.reported_on
    if verdict == "no_decision":
        is_told = reported is not None
        return ("reported_no_decision" if is_told else "in_order"), check.names
    if verdict == "in_order":
        kinds = municipality.jurisdiction.vocabulary.role_kinds
        duty = reporting_duty(check.allowed, check.roles, kinds)
        last = duty and last_day_to_report(
            duty.notification, decision.on, meetings.get(duty.told_to, ())
        )
        if last and (reported > last if reported else last < as_of):
            return "not_reported", check.names
    return verdict, check.names
