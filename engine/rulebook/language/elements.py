"""The rule language: ids, roles, conditions, and the vocabulary and sources files.

`docs/reference/language.md` explains it; this module and `statements` (the eight kinds
of rule) are what it means for a file to be well formed. Whether the names in a file
are known is the business of `linking`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...records import record
from ..model.conclusions import Mode
from ..model.sources import Deadline, Frequency, Rank, Reason, Status
from ..model.values import ValueKind
from . import nodes
from .compounds import Bilingual, List, Map, Object
from .shapes import (
    WRONG,
    Bool,
    Date,
    Entry,
    Enumeration,
    Problems,
    Schema,
    Shape,
    String,
    Wrong,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PASSAGE_WORD = r"[a-z0-9]+(?:[-.][a-z0-9]+)*"
_UNIT = r"(?:day|week|month|year|term)"
#: A file name, a column of a report and a value of the inference library hold it.
_LONGEST_ID = 100
ID = String(
    "id (a-z, 0-9 and hyphens)",
    _WORD,
    "stora-inkop",
    longest=_LONGEST_ID,
    may_be_number=True,
)
CIRCUMSTANCE_ID = ID
PASSAGE_ID = String(
    "passage id", _PASSAGE_WORD, "7-2", longest=_LONGEST_ID, may_be_number=True
)
PASSAGE = String(
    "passage (`source#passage` or `pack/source#passage`)",
    rf"(?:{_WORD}/)?{_WORD}#{_PASSAGE_WORD}",
    "ordning#p1",
)
RULE = String(
    "reference to a rule (`id` or `pack/id`)", rf"(?:{_WORD}/)?{_WORD}", "instruktion"
)
FREQUENCY = String(
    "frequency",
    rf"continuously|when_needed|[1-9][0-9]? {_UNIT}s?|[1-9][0-9]? per {_UNIT}",
    "2 per year",
)
DEADLINE = String("deadline", rf"[1-9][0-9]{{0,2}} {_UNIT}s?", "14 days")
FINGERPRINT = String(
    "fingerprint (words:sha256)", "[1-9][0-9]*:[0-9a-f]{64}", "23:" + "0" * 64
)
AMENDED = String(
    "number of an act", "[12][0-9]{3}:[0-9]{1,5}", "2025:374", may_be_number=True
)
ADDRESS = String("web address", r"https?://[^\s]+", "https://www.riksdagen.se")
ANY = String("value")
TEXT = String("text")


def frequency(text: str) -> Frequency:
    """Return how often `text` (`1 year`, `2 per month`, `continuously`) says."""
    parts = text.split()
    if len(parts) == 1:
        return Frequency(word=parts[0])
    unit = parts[-1].rstrip("s")
    if parts[1] == "per":
        return Frequency(times=int(parts[0]), unit=unit)
    return Frequency(every=int(parts[0]), unit=unit)


def deadline(text: str) -> Deadline:
    """Return within how long `text` (`1 year`, `14 days`) says."""
    count, unit = text.split()
    return Deadline(count=int(count), unit=unit.rstrip("s"))


# who -----------------------------------------------------------------------------


@record(kw_only=False)
class PartyDraft:
    """Roles as written, not yet looked up."""

    mode: Mode
    roles: tuple[nodes.Scalar, ...]


_ROLES = List(ID, may_be_one=False, is_distinct=True)
_SEVERAL = {"any_of": Mode.ANY_OF, "together": Mode.TOGETHER, "in_order": Mode.IN_ORDER}
_RELATION = Object(
    "relation between roles",
    dict.fromkeys(_SEVERAL, _ROLES),
    only_one_of=tuple(_SEVERAL),
    about={
        "any_of": "each of them alone is enough",
        "together": "they act jointly",
        "in_order": "the next when the one before is absent or disqualified",
    },
)


@record(kw_only=False)
class PartyShape:
    """A role, or several in a stated relation.

    A plain list is refused as ambiguous, except (`may_list`) where order and
    togetherness mean nothing.
    """

    may_list: bool = False

    def read(self, node: nodes.Node, problems: Problems) -> PartyDraft | Wrong:
        """Return the party as written."""
        if isinstance(node, nodes.Mapping):
            return _related(node, problems)
        if isinstance(node, nodes.Sequence):
            if self.may_list:
                return _party(Mode.ALL, _ROLES.read(node, problems), problems)
            return problems.note(node.place, "role/plain-list")
        role = ID.read(node, problems)
        if role == "nobody":
            return PartyDraft(Mode.NOBODY, ())
        return WRONG if isinstance(role, Wrong) else PartyDraft(Mode.ONE, (role,))

    def schema(self) -> Schema:
        """Return a role, a relation, or also a list."""
        forms = [ID.schema(), _RELATION.schema()]
        if self.may_list:
            forms.append(_ROLES.schema())
        return {"anyOf": forms}


def _related(node: nodes.Mapping, problems: Problems) -> PartyDraft | Wrong:
    entry = _RELATION.read(node, problems)
    if isinstance(entry, Entry):
        for key, mode in _SEVERAL.items():
            if key in entry.values:
                return _party(mode, entry.values[key], problems)
    return WRONG


def _party(
    mode: Mode, roles: tuple[nodes.Scalar, ...] | Wrong, problems: Problems
) -> PartyDraft | Wrong:
    if isinstance(roles, Wrong):
        return WRONG
    named: set[str] = set()
    for role in roles:
        if role in named:
            return problems.note(role.place, "role/twice", role=role)
        named.add(role)
    return PartyDraft(mode if len(roles) > 1 else Mode.ONE, roles)


WHO = PartyShape()
ANYONE_OF = PartyShape(may_list=True)

# conditions ----------------------------------------------------------------------

LIMITS = ("min", "over", "max", "under")
_CONDITION = Object(
    "condition",
    {"not": List(ANY), **dict.fromkeys(LIMITS, ANY), "present": Bool()},
    one_of=("not", *LIMITS, "present"),
    apart=(
        ("min", "over"),
        ("max", "under"),
        ("not", "present"),
        *((alone, limit) for alone in ("not", "present") for limit in LIMITS),
    ),
    about={
        "not": "none of these values",
        "min": "this or more",
        "over": "more than this",
        "max": "this or less",
        "under": "less than this",
        "present": "a value exists (yes), or is known not to exist (no)",
    },
)


@record(kw_only=False)
class ConditionShape:
    """What a rule wants of one circumstance: a value, several, or limits."""

    def read(
        self, node: nodes.Node, problems: Problems
    ) -> nodes.Scalar | tuple[nodes.Scalar, ...] | Entry | Wrong:
        """Return it as written."""
        if isinstance(node, nodes.Scalar):
            return ANY.read(node, problems)
        if isinstance(node, nodes.Sequence):
            return _VALUES.read(node, problems)
        return _CONDITION.read(node, problems)

    def schema(self) -> Schema:
        """Return the three forms."""
        return {"anyOf": [ANY.schema(), _VALUES.schema(), _CONDITION.schema()]}


_VALUES = List(ANY, may_be_one=False)
#: A group without conditions would hold always, which nobody means by writing one.
GROUP = Map(ConditionShape(), CIRCUMSTANCE_ID, least=1)
GROUPS = List(GROUP)

# vocabulary.yaml -----------------------------------------------------------------

_TERM: Mapping[str, Shape] = {"label": Bilingual(), "synonyms": List(TEXT)}
_ABOUT_TERM = {
    "label": "what people call it, `{sv: …, en: …}`",
    "synonyms": "other names by which it is found",
}
_RESOLVES = Object(
    "way to resolve a role",
    {
        "reports_to": String("slot (`from` or `actor`)", "from|actor", "from"),
        "circumstance": CIRCUMSTANCE_ID,
        "as": Map(ID, ANY, least=1),
    },
    only_one_of=("reports_to", "circumstance"),
    needs={"as": "circumstance"},
    about={
        "reports_to": "whom the one who asks or is bound reports to",
        "circumstance": "the circumstance that says who is meant",
        "as": "value of the circumstance: role",
    },
)
ROLE = Object(
    "role",
    {
        **_TERM,
        "is": List(ID),
        "reports_to": ID,
        "resolves": _RESOLVES,
        "named_among": List(ID),
        "seat": ID,
        "employer": ID,
        "tags": List(ID),
    },
    about={
        **_ABOUT_TERM,
        "is": "the kinds of role this role is",
        "reports_to": "the role this role reports to",
        "resolves": "how a relative role finds whom it means",
        "named_among": "the kinds of role of which any may be named to this one",
        "seat": "the organ in which this role sits, where it does not report to it",
        "employer": "whose employee this role is, or whose employees report to it",
        "tags": "what kind of role it is in law",
    },
)
MATTER = Object(
    "matter",
    {**_TERM, "under": ID, "tags": List(ID)},
    about={
        **_ABOUT_TERM,
        "under": "the wider matter, whose rules hold here too",
        "tags": "what constraints and `mandat lint` look at",
    },
)
_COUNTERPART = Object(
    "counterpart",
    {
        "act": ID,
        "matter": ID,
        "contact": ID,
        "when": Map(ANY, CIRCUMSTANCE_ID, least=1),
        "there": Map(ANY, CIRCUMSTANCE_ID, least=1),
    },
    only_one_of=("act", "matter", "contact"),
    about={
        "act": "another act, of which the verdict is the same",
        "matter": "a matter, which is decided by whoever may do this",
        "contact": "a role, with which this is a contact",
        "when": "the facts of a question on this act",
        "there": "the facts of the other question",
    },
)
ACT = Object(
    "act",
    {**_TERM, "under": ID, "tags": List(ID), "same_as": List(_COUNTERPART)},
    about={
        **_ABOUT_TERM,
        "under": "the wider act, whose rules hold here too",
        "tags": "what kind of act it is in law, for `mandat lint`",
        "same_as": "other questions that ask the same, for `mandat lint`",
    },
)
_CLAUSE = Object(
    "clause",
    {"yes": Bilingual(), "no": Bilingual()},
    required=("yes", "no"),
    about={
        "yes": "what is the case where it is so, as said behind `att`, `om` and `när`",
        "no": "what is the case where it is not so",
    },
)
CIRCUMSTANCE = Object(
    "circumstance",
    {
        **_TERM,
        "type": Enumeration(ValueKind, "type"),
        "values": Map(Bilingual(), ID, least=1, keeps_wrong=True),
        "default": ANY,
        "open_for": List(ID),
        "question": Bilingual(),
        "clause": _CLAUSE,
        "tags": Map(List(ANY), ID, least=1),
    },
    about={
        **_ABOUT_TERM,
        "values": "the values an enum can take, with their labels",
        "default": "the ordinary case, assumed when nothing is said",
        "open_for": "the roles, and their kinds, of whom it is asked all the same",
        "question": "how a person is asked for it",
        "clause": "the same as a clause, for a `bool`: sentences say it better so",
        "tags": "tag: the values with which it carries the tag, for `mandat lint`",
    },
)
#: An empty table (`acts: {}`) is fine: nothing of that sort yet.
VOCABULARY_FILE = Object(
    "vocabulary",
    {
        "roles": Map(ROLE, ID, keeps_wrong=True),
        "matters": Map(MATTER, ID, keeps_wrong=True),
        "acts": Map(ACT, ID, keeps_wrong=True),
        "circumstances": Map(CIRCUMSTANCE, CIRCUMSTANCE_ID, keeps_wrong=True),
        "tags": Map(Bilingual(), ID, keeps_wrong=True),
    },
    about={
        "roles": "organs, offices, groups and outsiders",
        "matters": "what is decided",
        "acts": "what somebody does or must do",
        "circumstances": "the typed facts that rules depend on",
        "tags": "what constraints and `mandat lint` look at",
    },
)

# sources.yaml --------------------------------------------------------------------

_PASSAGE = Object(
    "passage",
    {
        "section": TEXT,
        "place": TEXT,
        "gist": Bilingual(),
        "fingerprint": FINGERPRINT,
        "reason": Enumeration(Reason, "reason"),
        "because": Bilingual(),
        "defines": List(ID),
        "tags": List(ID),
        "amended": AMENDED,
        "pending": Bilingual(),
    },
    required=("section", "gist"),
    needs={"because": "reason"},
    about={
        "section": "the heading it stands under (for a law: `7 kap. 2 §`)",
        "place": "where under the heading: paragraph and sentence",
        "gist": "what it says, in one line of our own words",
        "fingerprint": "number of words and SHA-256 of the passage",
        "amended": "the act that last changed the section, as it is registered",
        "pending": "a change of the section that is known and has not been read",
        "reason": "why no rule cites it",
        "because": "one sentence more about the reason",
        "defines": "the roles, matters, acts or circumstances it defines",
        "tags": "what it is on, for `mandat lint`",
    },
)
_REVIEW = Object(
    "review", {"every": FREQUENCY, "by": List(ID), "last": Date()}, required=("every",)
)
SOURCE = Object(
    "source",
    {
        "title": Bilingual(),
        "short": Bilingual(),
        "rank": Enumeration(Rank, "rank"),
        "status": Enumeration(Status, "status"),
        "adopted": Date(),
        "from": Date(),
        "until": Date(),
        "consulted": Date(),
        "url": ADDRESS,
        "dnr": TEXT,
        "review": _REVIEW,
        "text": FINGERPRINT,
        "rest": List(FINGERPRINT),
        "passages": Map(_PASSAGE, PASSAGE_ID, keeps_wrong=True),
    },
    required=("title", "rank", "status", "passages"),
    about={
        "short": "how a citation begins",
        "rank": "who stands behind it; the higher rank prevails",
        "status": "a proposal answers, and the answer says that it is one",
        "from": "first day in force",
        "until": "last day in force",
        "consulted": "the day it was read",
        "dnr": "the number of the case",
        "review": "how often it is to be reviewed, by whom, and when it last was",
        "text": "number of words and SHA-256 of the whole document",
        "rest": "those of the lines in it that are no passages, such as headings",
        "passages": "the numbered places in it that rules cite",
    },
)
SOURCES_FILE = Object(
    "sources file", {"sources": Map(SOURCE, ID, keeps_wrong=True)}, ("sources",)
)
