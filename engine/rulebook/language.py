"""The rule language: which keys stand where, once for loader, editor and reader.

`docs/language.md` explains it; this module is what it means for a file to be well
formed. Whether the names in it are known is the business of `linking`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.rulebook import nodes
from engine.rulebook.problems import did_you_mean
from engine.rulebook.rules import (
    DecisionAct,
    Function,
    Mode,
    RuleKind,
    Strength,
    Verdict,
)
from engine.rulebook.shapes import (
    WRONG,
    Choice,
    Day,
    Either,
    Entry,
    Flag,
    Items,
    Line,
    Problems,
    Record,
    Schema,
    Shape,
    Table,
    Words,
    Wrong,
    described,
)
from engine.rulebook.sources import Rank, Reason, Status
from engine.rulebook.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ID = Line("an id (a-z, 0-9 and hyphens)", _WORD, "ks-indikator")
CIRCUMSTANCE_ID = ID
PASSAGE_ID = Line("a passage id", r"[a-z0-9]+(?:[-.][a-z0-9]+)*", "7-2")
PASSAGE = Line(
    "a passage (`source#passage` or `pack/source#passage`)",
    rf"(?:{_WORD}/)?{_WORD}#[a-z0-9]+(?:[-.][a-z0-9]+)*",
    "kommunallagen/kl#7-2",
)
RULE = Line("a rule (`id` or `pack/id`)", rf"(?:{_WORD}/)?{_WORD}", "instruktion")
FREQUENCY = Line(
    "how often",
    r"continuously|when_needed|\d+ (?:day|week|month|year|term)s?"
    r"|\d+ per (?:day|week|month|year|term)",
    "2 per year",
)
FINGERPRINT = Line(
    "a fingerprint (words:sha256)", r"\d+:[0-9a-f]{64}", "23:" + "0" * 64
)
ANY = Line("a value")
TEXT = Line("a text")


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """Roles as written, not yet looked up."""

    mode: Mode
    roles: tuple[nodes.Scalar, ...]


_SEVERAL = {"any_of": Mode.ANY_OF, "together": Mode.TOGETHER, "in_order": Mode.IN_ORDER}


@dataclass(frozen=True, slots=True)
class Who:
    """A role, or several in a stated relation; a plain list only where it may mean that."""

    may_list: bool = False

    def read(self, node: nodes.Node, problems: Problems) -> PartyDraft | Wrong:
        """Return the party as written."""
        if isinstance(node, nodes.Sequence):
            if not self.may_list:
                what = "a plain list of roles does not say how they relate"
                remedy = "write `{any_of: […]}`, `{together: […]}` or `{in_order: […]}`"
                return problems.note(node.place, what, remedy)
            roles = Items(ID).read(node, problems)
            return WRONG if isinstance(roles, Wrong) else PartyDraft(_all(roles), roles)
        if isinstance(node, nodes.Scalar):
            role = ID.read(node, problems)
            if isinstance(role, Wrong):
                return WRONG
            if role == "nobody":
                return PartyDraft(Mode.NOBODY, ())
            return PartyDraft(Mode.ONE, (role,))
        entry = _RELATION.read(node, problems)
        if isinstance(entry, Wrong):
            return WRONG
        if len(entry.values) != 1:
            what = "expected exactly one of `any_of`, `together`, `in_order`"
            return problems.note(node.place, what, "keep the one that is meant")
        ((key, roles),) = entry.values.items()
        if isinstance(roles, Wrong):
            return WRONG
        return PartyDraft(_SEVERAL[key], roles)

    def schema(self) -> Schema:
        """Return a role, a relation, or also a list."""
        several = [
            {
                "type": "object",
                "additionalProperties": False,
                "required": [key],
                "properties": {key: _ROLES.schema()},
            }
            for key in _SEVERAL
        ]
        forms = [ID.schema(), *several]
        if self.may_list:
            forms.append(Items(ID, may_be_one=False).schema())
        return {"anyOf": forms}


def _all(roles: tuple[nodes.Scalar, ...]) -> Mode:
    return Mode.ONE if len(roles) == 1 else Mode.ALL


_ROLES = Items(ID, may_be_one=False)
_RELATION = Record("who", dict.fromkeys(_SEVERAL, _ROLES))
WHO = Who()
ANYONE_OF = Who(may_list=True)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a rule wants of one circumstance: a value, several, or limits."""

    def read(
        self, node: nodes.Node, problems: Problems
    ) -> nodes.Scalar | tuple[nodes.Scalar, ...] | Entry | Wrong:
        """Return it as written."""
        if isinstance(node, nodes.Scalar):
            return ANY.read(node, problems)
        if isinstance(node, nodes.Sequence):
            return Items(ANY).read(node, problems)
        entry = _LIMITS.read(node, problems)
        if isinstance(entry, Entry) and not entry.values:
            what = "the condition is empty"
            return problems.note(node.place, what, "write a value, or limits")
        return entry

    def schema(self) -> Schema:
        """Return the three forms."""
        limits = {**_LIMITS.schema(), "minProperties": 1}
        return {"anyOf": [ANY.schema(), Items(ANY, may_be_one=False).schema(), limits]}


_LIMITS = Record(
    "a condition",
    {
        "not": Items(ANY),
        "min": ANY,
        "max": ANY,
        "over": ANY,
        "under": ANY,
        "present": Flag(),
    },
)
GROUP = Table(Wish(), CIRCUMSTANCE_ID)


@dataclass(frozen=True, slots=True)
class Groups:
    """One group of conditions, or a list of groups of which any is enough."""

    def read(
        self, node: nodes.Node, problems: Problems
    ) -> tuple[dict[nodes.Scalar, Any], ...] | Wrong:
        """Return the groups."""
        return Items(GROUP).read(node, problems)

    def schema(self) -> Schema:
        """Return one, or a list."""
        return Items(GROUP).schema()


_TERM: Mapping[str, Shape] = {"label": Words(), "synonyms": Items(TEXT)}
_RESOLVES = Record(
    "a way to resolve a role",
    {
        "reports_to": Line("a slot (from, actor)", "from|actor", "from"),
        "circumstance": CIRCUMSTANCE_ID,
        "as": Table(ID, Line("a value")),
    },
    one_of=("reports_to", "circumstance"),
)
ROLE = Record(
    "role",
    {
        **_TERM,
        "is": Items(ID),
        "reports_to": ID,
        "resolves": _RESOLVES,
    },
)
MATTER = Record("matter", {**_TERM, "under": ID, "tags": Items(ID)})
ACT = Record("act", {**_TERM, "under": ID})
CIRCUMSTANCE = Record(
    "circumstance",
    {
        **_TERM,
        "type": Choice(ValueKind, "type"),
        "values": Table(Words(), ID),
        "default": ANY,
        "question": Words(),
    },
)
#: An empty table (`acts: {}`) is fine: nothing of that sort yet.
VOCABULARY_FILE = Record(
    "a vocabulary",
    {
        "roles": Table(ROLE, ID),
        "matters": Table(MATTER, ID),
        "acts": Table(ACT, ID),
        "circumstances": Table(CIRCUMSTANCE, CIRCUMSTANCE_ID),
        "tags": Table(Words(), ID),
    },
)


PASSAGE_RECORD = Record(
    "passage",
    {
        "section": TEXT,
        "place": TEXT,
        "gist": Words(),
        "fingerprint": FINGERPRINT,
        "reason": Choice(Reason, "reason"),
        "because": Words(),
        "defines": Items(ID),
    },
    required=("section", "gist"),
)
_REVIEW = Record(
    "a review", {"every": FREQUENCY, "by": Items(ID), "last": Day()}, required=("every",)
)
SOURCE = Record(
    "source",
    {
        "title": Words(),
        "short": TEXT,
        "rank": Choice(Rank, "rank"),
        "status": Choice(Status, "status"),
        "adopted": Day(),
        "from": Day(),
        "until": Day(),
        "consulted": Day(),
        "url": TEXT,
        "dnr": TEXT,
        "review": _REVIEW,
        "passages": Table(PASSAGE_RECORD, PASSAGE_ID),
    },
    required=("title", "rank", "status", "passages"),
)
SOURCES_FILE = Record("a sources file", {"sources": Table(SOURCE, ID)}, ("sources",))

_COMMON: Mapping[str, Shape] = {
    "id": ID,
    "says": Words(),
    "when": GROUP,
    "unless": Groups(),
    "from": Day(),
    "until": Day(),
    "cites": Items(PASSAGE),
    "overrides": Items(RULE),
    "mandatory": Flag(),
    "asks": Items(TEXT),
    "note": Words(),
}
_FUNCTIONS: Mapping[str, Shape] = {
    Function.DECIDES.value: WHO,
    Function.APPROVES.value: WHO,
    Function.PROPOSES.value: ANYONE_OF,
    Function.PREPARES.value: ANYONE_OF,
    Function.CONSULTED.value: ANYONE_OF,
    Function.INFORMED.value: ANYONE_OF,
    Function.CARRIES_OUT.value: WHO,
    Function.FOLLOWS_UP.value: ANYONE_OF,
    Function.LEADS.value: WHO,
}
_STEP = Record(
    "step",
    {"actor": ANYONE_OF, "act": Words(), "result": Words()},
    required=("actor", "act"),
)
_INSTEAD = Either(Words(), Record("instead", {"says": Words(), "via": Items(ID)}))


@dataclass(frozen=True, slots=True)
class InsteadShape:
    """A text, or a text with the way to go."""

    def read(self, node: nodes.Node, problems: Problems) -> Any:  # noqa: ANN401
        """Return a text or a record."""
        if isinstance(node, nodes.Mapping) and any(k == "sv" for k, _ in node.entries):
            return Words().read(node, problems)
        return _INSTEAD.read(node, problems)

    def schema(self) -> Schema:
        """Return both forms."""
        return {"anyOf": [Words().schema(), _INSTEAD.mapping.schema()]}


#: For each kind its subject key with its shape, and the keys of its conclusion.
_SUBJECTS: Mapping[RuleKind, tuple[str, Shape]] = {
    RuleKind.DECISION: ("matter", Items(ID)),
    RuleKind.CONTACT: (
        "contact",
        Record("a contact", {"from": Items(ID), "to": Items(ID), "about": Items(ID)}),
    ),
    RuleKind.CONDUCT: (
        "conduct",
        Record("a conduct", {"actor": Items(ID), "does": Items(ID)}, ("does",)),
    ),
    RuleKind.DUTY: (
        "duty",
        Record("a duty", {"of": ANYONE_OF, "to": Items(ID)}, ("of", "to")),
    ),
    RuleKind.PROCEDURE: ("procedure", ID),
    RuleKind.BODY: ("body", ID),
    RuleKind.CONSTRAINT: (
        "constraint",
        Record(
            "a constraint",
            {"tag": ID, "matter": Items(ID), "act": Choice(DecisionAct, "act")},
            one_of=("tag", "matter", "act"),
        ),
    ),
    RuleKind.CLASSIFICATION: ("derive", Table(ANY, CIRCUMSTANCE_ID)),
}
_CONCLUSIONS: Mapping[RuleKind, Record] = {
    RuleKind.DECISION: Record(
        "rule",
        {**_FUNCTIONS, "requires": Items(Words()), "act": Choice(DecisionAct, "act")},
        one_of=(*_FUNCTIONS, "requires"),
    ),
    RuleKind.CONTACT: Record(
        "rule",
        {
            "via": Items(ID),
            "free": Flag(),
            "strength": Choice(Strength, "strength"),
            "fallback": Items(ID),
        },
        one_of=("via", "free"),
    ),
    RuleKind.CONDUCT: Record(
        "rule",
        {"verdict": Choice(Verdict, "verdict"), "instead": InsteadShape()},
        required=("verdict",),
    ),
    RuleKind.DUTY: Record("rule", {"every": FREQUENCY, "towards": ANYONE_OF}),
    RuleKind.PROCEDURE: Record(
        "rule", {"steps": Items(_STEP, may_be_one=False)}, required=("steps",)
    ),
    RuleKind.BODY: Record(
        "rule",
        {
            "members": ANYONE_OF,
            "leader": WHO,
            "place": WHO,
            "meets": FREQUENCY,
            "mandate": Words(),
        },
        one_of=("members", "leader", "place", "meets", "mandate"),
    ),
    RuleKind.CLASSIFICATION: Record("rule", {}, required=("when",)),
    RuleKind.CONSTRAINT: Record(
        "rule", {"only": Items(ID), "never": Items(ID)}, one_of=("only", "never")
    ),
}
_REQUIRED = ("id", "says", "cites")
_HINTS = {"cites": "name the passage it rests on: no rule without a passage"}


def _rule_record(kind: RuleKind) -> Record:
    subject, subject_shape = _SUBJECTS[kind]
    conclusion = _CONCLUSIONS[kind]
    return Record(
        f"{kind.value} rule",
        {**_COMMON, subject: subject_shape, **conclusion.fields},
        required=(*_REQUIRED, subject, *conclusion.required),
        one_of=conclusion.one_of,
        hints=_HINTS,
    )


RULE_RECORDS = {kind: _rule_record(kind) for kind in RuleKind}
SUBJECT_KEYS = {_SUBJECTS[kind][0]: kind for kind in RuleKind}


@dataclass(frozen=True, slots=True)
class AnyRule:
    """A rule; its kind follows from its subject key."""

    def read(
        self, node: nodes.Node, problems: Problems
    ) -> tuple[RuleKind, Entry] | Wrong:
        """Return the kind and the entry."""
        if not isinstance(node, nodes.Mapping):
            what = f"expected a rule, found {described(node)}"
            return problems.note(node.place, what, "write `- id: …` and its keys below")
        written = {str(key): key for key, _ in node.entries}
        kinds = [kind for key, kind in SUBJECT_KEYS.items() if key in written]
        if len(kinds) == 1:
            entry = RULE_RECORDS[kinds[0]].read(node, problems)
            return WRONG if isinstance(entry, Wrong) else (kinds[0], entry)
        named = next((f" `{value}`" for key, value in node.entries if key == "id"), "")
        listed = ", ".join(f"`{key}`" for key in SUBJECT_KEYS)
        if kinds:
            both = " and ".join(f"`{_SUBJECTS[kind][0]}`" for kind in kinds)
            what = f"the rule{named} has two subjects: {both}"
            return problems.note(node.place, what, "divide it into one rule for each")
        unknown = [key for key in written if key not in _EVERY_KEY]
        for key in unknown:
            what = f"unknown key `{key}` in the rule{named}"
            remedy = did_you_mean(key, _EVERY_KEY, f"the subject is one of {listed}")
            problems.note(written[key].place, what, remedy)
        if unknown:
            return WRONG
        what = f"the rule{named} has no subject"
        return problems.note(node.place, what, f"add one of {listed}")

    def schema(self) -> Schema:
        """Return one closed object per kind."""
        return {"oneOf": [record.schema() for record in RULE_RECORDS.values()]}


_EVERY_KEY = {key for record in RULE_RECORDS.values() for key in record.fields}
RULES_FILE = Record(
    "a rule file",
    {"rules": Items(AnyRule(), may_be_one=False, least=0)},
    required=("rules",),
)
