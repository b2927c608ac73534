"""The plan of a reorganisation: a file that says what becomes of roles from a day.

    from: 2027-01-01
    roles:
      ekonomidirektor: {label: {sv: ekonomidirektör, en: chief finance officer}}
    rename: {role: ekonomichef, to: ekonomidirektor}
    merge: {roles: [bygglovschef, miljöchef], into: myndighetschef}
    split: {role: socialchef, into: [barnchef, äldrechef], powers: {barnchef: [SN 2.1]}}
    remove: {role: personalchef, to: kanslichef}

A committee is a role, too. Of a role that is split the plan says who gets each power,
by its point, its matter or its rule; what it does not say is asked, never guessed.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any

from ..records import field, record
from ..rulebook.language.compounds import Bilingual, List, Map, Object
from ..rulebook.language.elements import ID, ROLE, TEXT
from ..rulebook.language.nodes import read_nodes
from ..rulebook.language.shapes import Date, Entry, Problems, String
from ..rulebook.model.problems import (
    AmbiguousNameError,
    Message,
    Problem,
    UnusableRulesError,
)
from ..rulebook.model.vocabulary import TermKind
from .power_names import rules_named

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from ..rulebook.language.nodes import Scalar
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.problems import Place
    from ..rulebook.model.texts import Text

_NAME = String("name of a role")
_RENAME = Object(
    "renaming",
    {"role": _NAME, "to": _NAME},
    required=("role", "to"),
    about={"role": "the role as it is", "to": "the role that it becomes"},
)
_MERGE = Object(
    "merger",
    {"roles": List(_NAME, may_be_one=False, least=2), "into": _NAME},
    required=("roles", "into"),
    about={"roles": "the roles that become one", "into": "the role that they become"},
)
_SPLIT = Object(
    "split",
    {
        "role": _NAME,
        "into": List(_NAME, may_be_one=False, least=2),
        "powers": Map(List(TEXT), _NAME, least=1),
        "rest": _NAME,
    },
    required=("role", "into"),
    about={
        "role": "the role as it is",
        "into": "the roles that it becomes",
        "powers": "role: what it gets, by points (`SN 2.1`), matters or rules",
        "rest": "which of them gets what is not named",
    },
)
_REMOVE = Object(
    "removal",
    {"role": _NAME, "to": _NAME},
    required=("role",),
    about={
        "role": "the role that is there no more",
        "to": "the role that gets its powers; without it nobody does",
    },
)
PLAN_FILE = Object(
    "plan of a reorganisation",
    {
        "from": Date(),
        "adopted": Date(),
        "title": Bilingual(),
        "roles": Map(ROLE, ID, least=1),
        "rename": List(_RENAME),
        "merge": List(_MERGE),
        "split": List(_SPLIT),
        "remove": List(_REMOVE),
    },
    required=("from",),
    one_of=("rename", "merge", "split", "remove"),
    about={
        "from": "the first day of the new organisation",
        "adopted": "the day on which the new orders were adopted, once they are",
        "title": "what the reorganisation is called",
        "roles": "roles that there are not yet, as in `vocabulary.yaml`",
        "rename": "roles that are called something else from the day",
        "merge": "roles of which several become one",
        "split": "roles that become several",
        "remove": "roles that are there no more",
    },
)


class UnusablePlanError(UnusableRulesError):
    """A plan with problems: nothing is made of it."""

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        """Keep the problems."""
        super().__init__(problems, more)
        self.message = Message.of("plan/unusable", count=self.count)


class Turn(enum.Enum):
    """What becomes of a role."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    REMOVE = "remove"


@record
class RoleFate:
    """What becomes of a role from the day.

    `into` are the roles that it becomes, or that get its powers. Of several the rules
    by which each gets them stand in `shares`, and `rest` gets all others, if any does.
    """

    role: str
    turn: Turn
    into: tuple[str, ...]
    place: Place
    shares: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rest: str = ""

    def heirs(self, rules: Iterable[str]) -> tuple[str, ...]:
        """Return who gets what some rules say of the role; nobody where it is open."""
        if len(self.into) < 2:  # noqa: PLR2004 - one gets it all
            return self.into
        wanted = set(rules)
        named = tuple(
            role for role in self.into if self.shares.get(role, frozenset()) & wanted
        )
        return named or ((self.rest,) if self.rest else ())

    @property
    def heir(self) -> str:
        """Who stands where the role stood, apart from any power; empty where open."""
        return self.into[0] if len(self.into) == 1 else self.rest


@record
class ComingRole:
    """A role that there is not yet, as the plan has it."""

    id: str
    entry: Entry
    label: Text | None

    def get(self, key: str) -> Any:  # noqa: ANN401 - as it was read
        """Return what the plan says under a key; None where it says nothing."""
        return self.entry.get(key)


@record
class Plan:
    """What becomes of roles from a day, everything that it names looked up."""

    day: dt.date
    fates: Mapping[str, RoleFate]
    roles: tuple[ComingRole, ...] = ()
    title: Text | None = None
    adopted: dt.date | None = None


def read_plan(content: bytes, file: str, jurisdiction: Jurisdiction) -> Plan:
    """Return the plan that a file holds.

    Args:
        content: the file.
        file: the name problems use.
        jurisdiction: whose roles and rules the plan names.

    Raises:
        UnusablePlanError: it has problems; all of them are told.
    """
    problems = Problems()
    node, form_problems = read_nodes(content, file)
    problems.add(form_problems)
    entry = PLAN_FILE.read(node, problems) if node is not None else None
    plan = None
    if isinstance(entry, Entry):
        plan = _PlanReader(jurisdiction, entry, problems).plan()
    if problems or plan is None:
        raise UnusablePlanError(problems, problems.more)
    return plan


class _PlanReader:
    """Looks up what a plan names; problems noted."""

    def __init__(
        self, jurisdiction: Jurisdiction, entry: Entry, problems: Problems
    ) -> None:
        self._known = jurisdiction
        self._entry = entry
        self._problems = problems
        self._new: dict[str, ComingRole] = {}
        self._fates: dict[str, RoleFate] = {}

    def plan(self) -> Plan | None:
        day = self._entry.get("from")
        for id_, role in self._entry.get("roles", {}).items():
            self._add_role(id_, role)
        for entry in self._entry.get("rename", ()):
            self._add(Turn.RENAME, entry.get("role"), [entry.get("to")])
        for entry in self._entry.get("merge", ()):
            for role in entry.get("roles", ()):
                self._add(Turn.MERGE, role, [entry.get("into")])
        for entry in self._entry.get("split", ()):
            self._add_split(entry)
        for entry in self._entry.get("remove", ()):
            heir = entry.get("to")
            self._add(Turn.REMOVE, entry.get("role"), [heir] if heir else [])
        self._refuse_chains()
        if day is None:
            return None
        return Plan(
            day=day,
            fates=self._fates,
            roles=tuple(self._new.values()),
            title=self._entry.get("title"),
            adopted=self._entry.get("adopted"),
        )

    # roles ----------------------------------------------------------------------------

    def _add_role(self, id_: Scalar, role: Any) -> None:  # noqa: ANN401 - entry or wrong
        if not isinstance(role, Entry):
            return
        if id_ in self._known.vocabulary.roles:
            self._problems.note(id_.place, "plan/known-role", role=id_)
        if role.get("label") is None:
            self._problems.note(id_.place, "plan/no-label", role=id_)
        self._new[str(id_)] = ComingRole(
            id=str(id_), entry=role, label=role.get("label")
        )
        for key in ("is", "named_among"):
            for named in role.get(key, ()):
                self._check_known(named)
        for key in ("reports_to", "seat", "employer"):
            named = role.get(key)
            if named is not None:
                self._check_known(named)

    def _check_known(self, id_: Scalar) -> None:
        """Note a role that stands in the words of a new one and is in none."""
        later = self._entry.get("roles", {})
        if id_ not in self._known.vocabulary.roles and id_ not in later:
            self._unknown(id_)

    def _role(self, name: Scalar | None) -> str:
        """Return the id of a role that the plan names, empty where there is none."""
        if name is None:
            return ""
        for role in self._new.values():
            label = role.label
            if name in {role.id, *((label.sv, label.en) if label else ())}:
                return role.id
        try:
            id_ = self._known.vocabulary.named(TermKind.ROLE, name)
        except AmbiguousNameError as error:
            self._problems.add([Problem(where=name.place, message=error.message)])
            return ""
        return id_ or self._unknown(name)

    def _unknown(self, name: Scalar) -> str:
        labels = [role.label.sv for role in self._known.vocabulary.roles.values()]
        near = self._problems.near(name, [*labels, *self._new])
        self._problems.note(name.place, "plan/unknown-role", role=name, near=near)
        return ""

    # what becomes of them -------------------------------------------------------------

    def _add(
        self, turn: Turn, name: Scalar | None, into: Iterable[Scalar | None]
    ) -> RoleFate | None:
        """Add what becomes of a role, unless the plan says so in two ways."""
        role = self._role(name)
        heirs = [self._role(each) for each in into]
        if name is None or not role or not all(heirs):
            return None
        before = self._fates.get(role)
        known = self._known.vocabulary.roles.get(role)
        if before is not None:
            self._problems.note(
                name.place, "plan/role-twice", role=name, first=str(before.place)
            )
            return None
        if known is None:
            self._problems.note(name.place, "plan/role-to-come", role=name)
            return None
        if known.resolves is not None:
            self._problems.note(name.place, "plan/relative-role", role=name)
            return None
        if turn is not Turn.MERGE and role in heirs:
            self._problems.note(name.place, "plan/into-itself", role=name)
            return None
        fate = RoleFate(role=role, turn=turn, into=tuple(heirs), place=name.place)
        if heirs != [role]:  # one of a merger may be what the others become
            self._fates[role] = fate
        return fate

    def _add_split(self, entry: Entry) -> None:
        into = entry.get("into", ())
        fate = self._add(Turn.SPLIT, entry.get("role"), into)
        if fate is None:
            return
        if len(set(fate.into)) < len(fate.into):
            self._problems.note(into[-1].place, "plan/same-part", role=into[-1])
        shares: dict[str, frozenset[str]] = {}
        for name, powers in entry.get("powers", {}).items():
            if heir := self._part(name, fate):
                named = [self._rules(power, fate.role) for power in powers]
                shares[heir] = frozenset().union(*named)
        rest = entry.get("rest")
        self._fates[fate.role] = RoleFate(
            role=fate.role,
            turn=fate.turn,
            into=fate.into,
            place=fate.place,
            shares=shares,
            rest=self._part(rest, fate) if rest is not None else "",
        )

    def _part(self, name: Scalar, fate: RoleFate) -> str:
        """Return the id of a role that gets a share, noted where it is no part."""
        heir = self._role(name)
        if heir and heir not in fate.into:
            self._problems.note(name.place, "plan/share-of-another", role=name)
        return heir

    def _rules(self, power: Scalar, role: str) -> frozenset[str]:
        """Return the rules of a role that a power is named by; none is a problem."""
        try:
            rules = rules_named(power, role, self._known)
        except AmbiguousNameError as error:
            self._problems.add([Problem(where=power.place, message=error.message)])
            return frozenset()
        if not rules:
            label = self._known.vocabulary.roles[role].label
            self._problems.note(
                power.place, "plan/unknown-power", power=power, role=label
            )
        return rules

    def _refuse_chains(self) -> None:
        """Refuse that a role becomes one which itself becomes another."""
        for fate in self._fates.values():
            for heir in fate.into:
                if heir in self._fates:
                    label = self._known.vocabulary.roles[heir].label
                    self._problems.note(fate.place, "plan/heir-goes", role=label)
