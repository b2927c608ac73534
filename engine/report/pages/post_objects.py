"""What a post may decide on a day, as plain data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...answers.force import force
from ...rulebook.model.conclusions import Function
from ...rulebook.model.grants import Notification
from ..answers.as_json import when_object
from ..json_text import SCHEMA
from ..limited_rows import LimitedRows
from ..notes import note_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...rulebook.model.grants import Grant
    from ...rulebook.model.posts import Post
    from ...rulebook.model.rules import Rule
    from ...space.post_powers import PostDay, Withheld
    from ...space.powers import Power
    from ...space.staffing import Situation, Staffing
    from ...space.successions import Move
    from ..objects.parts import TermObject
    from ..objects.posts import (
        MoveObject,
        PointObject,
        PostNameObject,
        PostObject,
        PostOutput,
        PostPowerObject,
        ReportingObject,
        SituationObject,
        WithheldObject,
    )
    from ..wording import Wording


def post_object(day: PostDay, staffing: Staffing, wording: Wording) -> PostOutput:
    """Return what a post has on a day.

    Args:
        day: what the post has.
        staffing: who is there on that day.
        wording: in which words.
    """
    return _PostWriter(day, staffing, wording).output()


def reported_grants(day: PostDay, by_id: Mapping[str, Rule]) -> list[Grant]:
    """Return by what a post decides on a day, each as its decisions are reported.

    What could not wait is reported at the next meeting, whatever the row says
    (kommunallagen 6 kap. 40 §).
    """
    powers = (*day.own, *day.original)
    rules = [
        *(m.rule for m in day.received if m.function is Function.DECIDES),
        *(r for p in powers if p.function is Function.DECIDES for r in p.rules),
    ]
    grants = [by_id[rule].conclusion.grant for rule in dict.fromkeys(rules)]
    urgent = [
        replace(
            move.grant,
            through="",
            notification=Notification.NEXT_MEETING,
            told_to="",
            told=None,
        )
        for move in day.urgent
        if move.function is Function.DECIDES
    ]
    return [*filter(None, grants), *urgent]


class _PostWriter:
    """Writes what a post has on a day."""

    def __init__(self, day: PostDay, staffing: Staffing, wording: Wording) -> None:
        self._day = day
        self._staffing = staffing
        self._wording = wording
        self._by_id = wording.jurisdiction.rules_by_id
        self._limited_rows = LimitedRows(wording.jurisdiction)

    def output(self) -> PostOutput:
        """Return everything."""
        day = self._day
        return {
            "schema": SCHEMA,
            "municipality": self._wording.jurisdiction.id or None,
            "on": day.on.isoformat(),
            "post": self._post(day.post),
            "own": [self._power(power) for power in day.own],
            "original": [self._power(power) for power in day.original],
            "withheld": [self._withheld(lost) for lost in day.withheld],
            "received": [self._move(move) for move in day.received],
            "urgent": [self._move(move) for move in day.urgent],
            "passed": [self._move(move) for move in day.passed],
            "idle": [self._power(power) for power in day.idle],
            "reporting": self._reporting(),
            "elsewhere": day.elsewhere,
            "untold": day.untold,
            "unfounded": [
                {"post": self._name(post), "rows": rows} for post, rows in day.unfounded
            ],
        }

    # posts ----------------------------------------------------------------------------

    def _post(self, post: Post) -> PostObject:
        staffing = self._staffing
        above = next(staffing.superiors(post), None)
        named = (staffing.post(id_) for id_ in post.substitutes)
        return {
            **self._name(post),
            **self._situation(self._day.situation),
            "roles": [self._role(role) for role in post.roles],
            "unit": post.unit,
            "committees": [self._role(r) for r in sorted(staffing.committees(post))],
            "superior": self._name(above) if above else None,
            "holders": post.holders,
            "substitutes": [self._name(other) for other in named if other],
            "temporary": post.is_temporary,
            "employed": post.employed.isoformat() if post.employed else None,
        }

    @staticmethod
    def _name(post: Post) -> PostNameObject:
        return {"id": post.id, "title": post.title}

    @staticmethod
    def _situation(situation: Situation) -> SituationObject:
        until = situation.until
        return {
            "presence": situation.presence.value,
            "until": until.isoformat() if until else None,
        }

    def _role(self, role: str) -> TermObject:
        return {"id": role, "label": self._wording.role(role)}

    # powers ---------------------------------------------------------------------------

    def _power(self, power: Power) -> PostPowerObject:
        rules = [self._by_id[rule] for rule in power.rules]
        notes = [self._wording.say.text(rule.note) for rule in rules if rule.note]
        doubts = self._limited_rows.notes(power.rules, self._day.on)
        notes += (note_text(doubt, self._wording) for doubt in doubts)
        return {
            "function": power.function.value,
            "matters": [self._matter(matter) for matter in power.matters],
            "act": power.act.value if power.act else None,
            "disputed": power.is_disputed,
            "points": [self._point(grant) for grant in self._grants(power.rules)],
            "when": when_object(power.when, self._wording),
            "force": force(rules).value,
            "rules": list(power.rules),
            "citations": self._cited(power.rules),
            "remarks": list(dict.fromkeys(notes)),
        }

    def _withheld(self, lost: Withheld) -> WithheldObject:
        return {
            "power": self._power(lost.power),
            "reason": lost.reason.value,
            "until": lost.until.isoformat() if lost.until else None,
        }

    def _move(self, move: Move) -> MoveObject:
        return {
            "function": move.function.value,
            "matter": self._matter(move.matter),
            "when": when_object(move.when, self._wording),
            "point": self._point(move.grant),
            "rule": move.rule,
            "citations": self._cited((move.rule,)),
            "sources": [self._name(post) for post in move.sources],
            "situation": self._situation(move.situation),
            "way": move.way.value,
            "target": self._name(move.target) if move.target else None,
            "others": [self._role(role) for role in move.others],
        }

    def _matter(self, matter: str) -> TermObject:
        return {"id": matter, "label": self._wording.matter(matter)}

    def _point(self, grant: Grant) -> PointObject:
        return {"committee": self._role(grant.by), "point": grant.point}

    def _cited(self, rules: Iterable[str]) -> list[str]:
        return sorted({cite for rule in rules for cite in self._by_id[rule].cites})

    def _grants(self, rules: Iterable[str]) -> list[Grant]:
        grants = (self._by_id[rule].conclusion.grant for rule in rules)
        return [grant for grant in grants if grant]

    def _reporting(self) -> list[ReportingObject]:
        """Return to whom and when decisions are reported, each with the points."""
        groups: dict[tuple[object, ...], ReportingObject] = {}
        for grant in reported_grants(self._day, self._by_id):
            told = self._wording.say.text(grant.told) if grant.told else None
            to = grant.told_to or grant.by
            key = (to, grant.notification, told)
            when = grant.notification
            made = groups.setdefault(
                key,
                {
                    "to": self._role(to),
                    "notification": when.value if when else None,
                    "told": told,
                    "points": [],
                },
            )
            if grant.point and grant.point not in made["points"]:
                made["points"].append(grant.point)
        return list(groups.values())
