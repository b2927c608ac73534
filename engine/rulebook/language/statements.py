"""The eight kinds of rule: the subject that tells each, and what it concludes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...records import record
from ..model.conclusions import DecisionAct, Function, Strength, Verdict
from ..model.problems import Referent
from ..model.rules import RuleKind
from . import nodes
from .compounds import Bilingual, List, Map, Object
from .elements import (
    ANY,
    ANYONE_OF,
    CIRCUMSTANCE_ID,
    DEADLINE,
    FREQUENCY,
    GROUP,
    GROUPS,
    ID,
    PASSAGE,
    RULE,
    TEXT,
    WHO,
)
from .grants import GRANT
from .shapes import (
    WRONG,
    Bool,
    Date,
    Entry,
    Enumeration,
    Problems,
    Schema,
    Shape,
    Wrong,
    described,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMON: Mapping[str, Shape] = {
    "id": ID,
    "says": Bilingual(),
    "when": GROUP,
    "unless": GROUPS,
    "from": Date(),
    "until": Date(),
    "cites": List(PASSAGE),
    "overrides": List(RULE),
    "mandatory": Bool(),
    "asks": List(TEXT),
    "note": Bilingual(),
}
_ABOUT_COMMON = {
    "id": "unique in the pack, and stable for ever",
    "says": "one plain sentence in our own words",
    "when": "circumstances that must all hold",
    "unless": "circumstances that stop the rule: one group, or any of several",
    "from": "first day in force",
    "until": "last day in force",
    "cites": "the passages it rests on",
    "overrides": "rules that yield to this one",
    "mandatory": "a lower rank may not say otherwise",
    "asks": "sample questions as people type them",
    "note": "a remark that the answer carries",
}
_ABOUT_CONCLUSION = {
    "decides": "who decides",
    "approves": "who must approve what somebody else decides",
    "proposes": "who puts a proposal forward",
    "prepares": "who prepares the matter",
    "consulted": "whose view is asked before",
    "informed": "who is told",
    "carries_out": "who carries the decision out",
    "signs": "who signs what is decided, which is no right to decide it",
    "follows_up": "who follows up what became of it",
    "leads": "who leads the work",
    "responsible": "who answers for it without leading or carrying it out",
    "requires": "documents and steps that must be there before",
    "act": "what kind of act it is in law",
    "grant": "that a committee grants it: such rules add up, and take nothing away",
    "via": "over whom the way goes, in order",
    "free": "no way is prescribed",
    "strength": "how strictly the way binds",
    "must": "the steps of the way that bind strictly, however strictly it else binds",
    "fallback": "the way when the first does not help, in order",
    "verdict": "whether the act is allowed",
    "instead": "what to do instead, or which way to go",
    "every": "how often it falls due",
    "within": "within how long it is to be done",
    "towards": "towards whom",
    "steps": "who does what, with what result, in order",
    "members": "who belongs to it",
    "leader": "who leads it",
    "place": "where in the organisation it stands",
    "meets": "how often it meets",
    "mandate": "what it may do",
    "only": "the only roles that may decide, with their kinds",
    "never": "roles that may never decide, with their kinds",
    "together": "`no`: several may not decide jointly",
    "in_urgency": "roles that may still decide where the committee cannot be awaited",
}
_FUNCTIONS: Mapping[str, Shape] = {
    Function.DECIDES.value: WHO,
    Function.APPROVES.value: WHO,
    Function.PROPOSES.value: ANYONE_OF,
    Function.PREPARES.value: ANYONE_OF,
    Function.CONSULTED.value: ANYONE_OF,
    Function.INFORMED.value: ANYONE_OF,
    Function.CARRIES_OUT.value: WHO,
    Function.SIGNS.value: WHO,
    Function.FOLLOWS_UP.value: ANYONE_OF,
    Function.LEADS.value: WHO,
    Function.RESPONSIBLE.value: WHO,
}
#: The keys of which a rule on a decision has at least one; `act` alone only where it
#: says that there is an execution.
DECISION_POINTS = (*_FUNCTIONS, "requires", "act", "grant")
_STEP = Object(
    "step",
    {"actor": ANYONE_OF, "act": Bilingual(), "result": Bilingual()},
    required=("actor", "act"),
)
_INSTEAD = Object(
    "alternative", {"says": Bilingual(), "via": List(ID)}, one_of=("says", "via")
)


@record(kw_only=False)
class AdviceShape:
    """A text, or a text with the way to go."""

    def read(self, node: nodes.Node, problems: Problems) -> Any:  # noqa: ANN401
        """Return a text or an object."""
        is_pair = isinstance(node, nodes.Mapping) and {"sv", "en"} & node.entries.keys()
        shape: Shape = _INSTEAD
        if is_pair or not isinstance(node, nodes.Mapping):
            shape = Bilingual()
        return shape.read(node, problems)

    def schema(self) -> Schema:
        """Return both forms."""
        return {"anyOf": [Bilingual().schema(), _INSTEAD.schema()]}


@record(kw_only=False)
class _Kind:
    """What one kind of rule is made of."""

    subject: str
    shape: Shape
    means: str
    conclusion: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()


_KINDS: Mapping[RuleKind, _Kind] = {
    RuleKind.DECISION: _Kind(
        subject="matter",
        shape=List(ID),
        means="a decision: who decides, approves, prepares … in this matter",
        conclusion={
            **_FUNCTIONS,
            "requires": List(Bilingual()),
            "act": Enumeration(DecisionAct, "kind of act"),
            "grant": GRANT,
        },
        one_of=DECISION_POINTS,
    ),
    RuleKind.CONTACT: _Kind(
        subject="contact",
        shape=Object(
            "contact",
            {
                "from": List(ID),
                "to": List(ID),
                "about": List(ID),
                "except": List(ID),
            },
            one_of=("from", "to", "about"),
        ),
        means="a contact: which way it goes from one role to another",
        conclusion={
            "via": List(ID),
            "free": Bool(),
            "strength": Enumeration(Strength, "strength"),
            "must": List(ID),
            "fallback": List(ID),
        },
        one_of=("via", "free"),
    ),
    RuleKind.CONDUCT: _Kind(
        subject="conduct",
        shape=Object(
            "conduct",
            {"actor": List(ID), "does": List(ID), "except": List(ID)},
            ("does",),
        ),
        means="a conduct: whether a role may do something",
        conclusion={
            "verdict": Enumeration(Verdict, "verdict"),
            "instead": AdviceShape(),
        },
        required=("verdict",),
    ),
    RuleKind.DUTY: _Kind(
        subject="duty",
        shape=Object(
            "duty",
            {"of": ANYONE_OF, "to": List(ID), "except": List(ID)},
            ("of", "to"),
        ),
        means="a duty: who must do what",
        conclusion={"every": FREQUENCY, "within": DEADLINE, "towards": ANYONE_OF},
    ),
    RuleKind.PROCEDURE: _Kind(
        subject="procedure",
        shape=ID,
        means="a procedure: the steps a matter takes, in order",
        conclusion={"steps": List(_STEP, may_be_one=False)},
        required=("steps",),
    ),
    RuleKind.BODY: _Kind(
        subject="body",
        shape=ID,
        means="a body: its members, leader, place, meetings and mandate",
        conclusion={
            "members": ANYONE_OF,
            "leader": WHO,
            "place": WHO,
            "meets": FREQUENCY,
            "mandate": Bilingual(),
        },
        one_of=("members", "leader", "place", "meets", "mandate"),
    ),
    RuleKind.CONSTRAINT: _Kind(
        subject="constraint",
        shape=Object(
            "constraint",
            {
                "tag": ID,
                "matter": List(ID),
                "act": Enumeration(DecisionAct, "kind of act"),
            },
            one_of=("tag", "matter", "act"),
        ),
        means="a constraint: what no lower rule may do",
        conclusion={
            "only": List(ID),
            "never": List(ID),
            "together": Bool(),
            "in_urgency": List(ID),
        },
        one_of=("only", "never", "together"),
    ),
    RuleKind.CLASSIFICATION: _Kind(
        subject="derive",
        shape=Map(ANY, CIRCUMSTANCE_ID, least=1),
        means="a classification: circumstances that follow from others",
        conclusion={},
        required=("when",),
    ),
}
SUBJECT_KEYS: Mapping[str, RuleKind] = {k.subject: kind for kind, k in _KINDS.items()}
_REQUIRED = ("id", "says", "cites")
_HINT = {"cites": "rule/no-passage"}
_HOME = {key: kind for kind, made in _KINDS.items() for key in made.conclusion}


def _rule_shape(kind: RuleKind) -> Object:
    made = _KINDS[kind]
    fields = {**_COMMON, made.subject: made.shape, **made.conclusion}
    elsewhere = {
        key: f"{home.value} rule" for key, home in _HOME.items() if key not in fields
    }
    return Object(
        f"{kind.value} rule",
        fields,
        required=(*_REQUIRED, made.subject, *made.required),
        one_of=made.one_of,
        hints=_HINT,
        elsewhere=elsewhere,
        about={**_ABOUT_COMMON, **_ABOUT_CONCLUSION, made.subject: made.means},
    )


RULE_SHAPES: Mapping[RuleKind, Object] = {kind: _rule_shape(kind) for kind in RuleKind}
_ANY_FIELDS = {
    k: s for record in RULE_SHAPES.values() for k, s in record.fields.items()
}
#: For a rule whose kind cannot be told: what can be said about its other keys.
_UNKNOWN_KIND = Object("rule", _ANY_FIELDS, required=_REQUIRED, hints=_HINT)


@record(kw_only=False)
class RuleShape:
    """A rule; its kind follows from its subject key."""

    def read(
        self, node: nodes.Node, problems: Problems
    ) -> tuple[RuleKind | None, Entry] | Wrong:
        """Return the kind, None when it cannot be told, and the entry."""
        if not isinstance(node, nodes.Mapping):
            return problems.note(node.place, "rule/expected", actual=described(node))
        subjects = [key for key in node.entries if key in SUBJECT_KEYS]
        kind = SUBJECT_KEYS[subjects[0]] if len(subjects) == 1 else None
        record = RULE_SHAPES[kind] if kind else _UNKNOWN_KIND
        entry = record.read(node, problems)
        if isinstance(entry, Wrong):
            return WRONG
        if kind is None:
            _note_subjects(node, subjects, problems)
        return kind, entry

    def schema(self) -> Schema:
        """Return what every rule has, and for each subject the keys of its kind.

        An editor then offers all keys until the subject is there, and from then on
        those of its kind.
        """
        subjects = {made.subject: made.means for made in _KINDS.values()}
        about = _ABOUT_COMMON | _ABOUT_CONCLUSION | subjects
        return {
            "title": "rule",
            "type": "object",
            "properties": {key: {"description": about[key]} for key in _ANY_FIELDS},
            "oneOf": [{"required": [subject]} for subject in SUBJECT_KEYS],
            "allOf": [
                {"if": {"required": [subject]}, "then": RULE_SHAPES[kind].schema()}
                for subject, kind in SUBJECT_KEYS.items()
            ],
        }


def _note_subjects(
    node: nodes.Mapping, subjects: list[nodes.Scalar], problems: Problems
) -> None:
    """Say that a rule has no subject, or several."""
    id_ = node.entries.get(_ID_KEY)
    rule = Referent("rule", str(id_) if isinstance(id_, nodes.Scalar) else "")
    if subjects:
        one, other = subjects[:2]
        problems.note(other.place, "rule/two-subjects", rule=rule, one=one, other=other)
        return
    unknown = [key for key in node.entries if key not in _ANY_FIELDS]
    if any(problems.near(key, SUBJECT_KEYS) for key in unknown):
        return  # the misspelt subject is a problem already
    keys = tuple(SUBJECT_KEYS)
    problems.note(node.place, "rule/no-subject", rule=rule, keys=keys)


_ID_KEY = nodes.Scalar("id")
RULES_FILE = Object(
    "rule file",
    {"rules": List(RuleShape(), may_be_one=False, least=0, most=0)},
    required=("rules",),
)
