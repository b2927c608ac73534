"""Read the files of a pack into drafts: well formed, but names not yet looked up."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...records import record
from ..model.packs import BaseAmount, PackHead, PackKind
from ..model.problems import Place, Problem, Referent
from ..model.signs import visible
from ..model.texts import Text
from . import elements as language
from . import nodes
from .acceptances import ACCEPTED_FILE
from .compounds import Bilingual, List, Map, Object
from .orders import (
    FOLDER,
    HEADER,
    ORDER_FILE,
    ROWS,
    OrderDraft,
    order_draft,
    part_of,
    read_table,
)
from .posts import POSTS, PostsDraft, read_posts
from .shapes import Bool, Entry, Enumeration, Problems, String
from .statements import RULES_FILE
from .statutes import STATUTES_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model.rules import RuleKind

HEAD = "pack.yaml"
VOCABULARY = "vocabulary.yaml"
SOURCES = "sources.yaml"
ACCEPTED = "accepted.yaml"
STATUTES = "statutes.yaml"
AMOUNTS = "prisbasbelopp.yaml"

PACK_FILE = Object(
    "pack",
    {
        "pack": language.ID,
        "kind": Enumeration(PackKind, "kind of pack"),
        "label": Bilingual(),
        "synonyms": List(language.TEXT),
        "uses": List(language.ID, least=0),
        "made_up": Bool(),
    },
    required=("pack", "kind", "label"),
    about={
        "pack": "the name of the pack's folder",
        "label": "what people call it, `{sv: …, en: …}`",
        "synonyms": "other names by which it is found",
        "uses": "the packs whose words and rules hold here too",
        "made_up": "that there is no such municipality, which its documents tell",
    },
)
_AMOUNT = Object(
    "amount",
    {
        # it is set in whole hundreds of kronor
        "amount": String(
            "whole amount in SEK", "[1-9][0-9]{1,3}00", "59200", may_be_number=True
        ),
        "source": language.TEXT,
    },
    required=("amount", "source"),
)
AMOUNTS_FILE = Object(
    "file of yearly amounts",
    {
        "prisbasbelopp": Map(
            _AMOUNT, String("year", "(?:19|20|21)[0-9]{2}", "2026", may_be_number=True)
        )
    },
    required=("prisbasbelopp",),
)


class PackPart(enum.Enum):
    """A part of a pack that can be missing from what was read."""

    HEAD = "head"
    VOCABULARY = "vocabulary"
    SOURCES = "sources"
    RULES = "rules"
    ACCEPTED = "accepted"
    ORDERS = "orders"
    POSTS = "posts"
    STATUTES = "statutes"


#: What an order adds to: nothing of it is complete without the order.
_ORDER_ADDS = frozenset({PackPart.VOCABULARY, PackPart.SOURCES, PackPart.RULES})
_SHAPES = {
    PackPart.VOCABULARY: language.VOCABULARY_FILE,
    PackPart.SOURCES: language.SOURCES_FILE,
    PackPart.RULES: RULES_FILE,
    PackPart.ACCEPTED: ACCEPTED_FILE,
    PackPart.STATUTES: STATUTES_FILE,
}


@record
class PackFiles:
    """The content of a pack's files by name within its folder.

    `folder` is how problems name the folder. `unread` names the files that could
    not be read, and `problems` say why. A pack `is_borrowed` that came with this copy
    and is not in the folder in use.
    """

    id: str
    folder: str
    files: Mapping[str, bytes]
    unread: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    is_borrowed: bool = False

    def shown(self, name: str) -> str:
        """Return how problems name a file."""
        shown = visible(name)
        return shown if self.folder == "." else f"{self.folder}/{shown}"


@record
class HeadDraft:
    """What a `pack.yaml` says, as far as it is readable.

    `head` is None when it is not whole; `is_read` tells that `uses` is complete.
    """

    head: PackHead | None = None
    uses: tuple[nodes.Scalar, ...] = ()
    is_read: bool = False


@dataclass(slots=True, kw_only=True)
class PackDraft:
    """What the files of one pack say.

    A term or source that was written wrongly is there as `WRONG`, a rule whose kind
    cannot be told with None: their ids are known, but nothing else. `unread` names
    the parts of which some is missing altogether.
    """

    id: str
    head: PackHead
    uses: tuple[nodes.Scalar, ...] = ()
    vocabulary: Mapping[str, Mapping[nodes.Scalar, Any]] = field(default_factory=dict)
    sources: Mapping[nodes.Scalar, Any] = field(default_factory=dict)
    rules: list[tuple[RuleKind | None, Entry]] = field(default_factory=list)
    accepted: tuple[Entry, ...] = ()
    orders: list[OrderDraft] = field(default_factory=list)
    posts: PostsDraft | None = None
    statutes: Mapping[nodes.Scalar, Any] = field(default_factory=dict)
    unread: set[PackPart] = field(default_factory=set)


def _read(content: bytes, file: str, shape: Object, problems: Problems) -> Entry | None:
    node, faults = nodes.read_nodes(content, file)
    problems.add(faults)
    if node is None:
        return None
    entry = shape.read(node, problems)
    return entry if isinstance(entry, Entry) else None


def read_head(pack: PackFiles, problems: Problems) -> HeadDraft:
    """Return what a pack's `pack.yaml` says, problems noted."""
    file = pack.shown(HEAD)
    if HEAD in pack.unread:
        return HeadDraft()
    if HEAD not in pack.files:
        problems.note(Place(file=file), "pack/no-head", pack=pack.id, file=HEAD)
        return HeadDraft()
    entry = _read(pack.files[HEAD], file, PACK_FILE, problems)
    if entry is None:
        return HeadDraft()
    uses: tuple[nodes.Scalar, ...] = entry.get("uses", ())
    named, kind, label = entry.get("pack"), entry.get("kind"), entry.get("label")
    head = None
    if named is not None and named != pack.id and language.ID.fits(pack.id):
        problems.note(named.place, "pack/other-name", name=named, folder=pack.id)
    elif named == pack.id and isinstance(kind, PackKind) and isinstance(label, Text):
        head = PackHead(
            id=str(named),
            kind=kind,
            label=label,
            synonyms=tuple(str(word) for word in entry.get("synonyms", ())),
            uses=tuple(str(word) for word in uses),
            is_borrowed=pack.is_borrowed,
            is_made_up=entry.get("made_up", False),
        )
    return HeadDraft(head=head, uses=uses, is_read=True)


def read_amounts(pack: PackFiles, problems: Problems) -> Mapping[int, BaseAmount]:
    """Return the yearly prisbasbelopp by year."""
    problems.add(pack.problems)
    if AMOUNTS not in pack.files:
        return {}
    entry = _read(pack.files[AMOUNTS], pack.shown(AMOUNTS), AMOUNTS_FILE, problems)
    table = entry.get("prisbasbelopp", {}) if entry else {}
    return {
        int(year): BaseAmount(
            kronor=int(row.get("amount")), source=str(row.get("source"))
        )
        for year, row in table.items()
        if row.get("amount") and row.get("source")
    }


def read_draft(pack: PackFiles, problems: Problems) -> PackDraft:
    """Return the draft of a pack, problems noted."""
    problems.add(pack.problems)
    head_draft = read_head(pack, problems)
    head = head_draft.head or PackHead(
        id=pack.id, kind=PackKind.GUIDANCE, label=Text(pack.id), synonyms=(), uses=()
    )
    draft = PackDraft(id=pack.id, head=head, uses=head_draft.uses)
    if not head_draft.is_read:
        draft.unread.add(PackPart.HEAD)
    unread = {_part(name) for name in pack.unread}
    draft.unread |= unread | (_ORDER_ADDS if PackPart.ORDERS in unread else set())
    for name, content in sorted(pack.files.items()):
        part = _part(name)
        if part in {PackPart.HEAD, PackPart.ORDERS}:
            continue
        if part is PackPart.POSTS:
            _read_posts(pack, name, draft, problems)
            continue
        entry = _read(content, pack.shown(name), _SHAPES[part], problems)
        if entry is None:
            draft.unread.add(part)
        else:
            _take(draft, part, entry)
    _read_orders(pack, draft, problems)
    return draft


def _read_posts(
    pack: PackFiles, name: str, draft: PackDraft, problems: Problems
) -> None:
    """Read the posts of a pack, which stand beside its head and nowhere else."""
    shown = pack.shown(name)
    if name != POSTS:
        problems.note(Place(file=shown), "posts/elsewhere", file=name)
        return
    draft.posts = read_posts(pack.files[name], shown, problems)


def _read_orders(pack: PackFiles, draft: PackDraft, problems: Problems) -> None:
    """Read the orders of a pack: each a header and a table, of which none may lack."""
    names = {part_of(name) for name in (*pack.files, *pack.unread)} - {""}
    for name in sorted(names):
        known = len(problems)
        order = _read_order(pack, name, problems)
        if order is not None:
            draft.orders.append(order)
        if order is None or len(problems) > known:
            draft.unread |= _ORDER_ADDS


def _read_order(pack: PackFiles, name: str, problems: Problems) -> OrderDraft | None:
    files = {part: f"{FOLDER}/{name}/{part}" for part in (HEADER, ROWS)}
    place = Place(file=pack.shown(files[HEADER]))
    for part, file in files.items():
        if file not in pack.files:
            if file not in pack.unread:
                where = Place(file=pack.shown(f"{FOLDER}/{name}"))
                problems.note(where, "order/half", file=part)
            return None
    if not language.ID.fits(name):
        expected = Referent(language.ID.called)
        problems.note(place, "pack/folder-name", folder=name, expected=expected)
        return None
    content = pack.files[files[HEADER]]
    header = _read(content, pack.shown(files[HEADER]), ORDER_FILE, problems)
    if header is None:
        return None
    shown = pack.shown(files[ROWS])
    table = read_table(pack.files[files[ROWS]], shown, header, problems)
    if table is None:
        return None
    return order_draft(nodes.scalar(name, place), header, table)


def _part(name: str) -> PackPart:
    if part_of(name):
        return PackPart.ORDERS
    if name.rpartition("/")[2] == POSTS:
        return PackPart.POSTS
    named = {
        HEAD: PackPart.HEAD,
        VOCABULARY: PackPart.VOCABULARY,
        SOURCES: PackPart.SOURCES,
        ACCEPTED: PackPart.ACCEPTED,
        STATUTES: PackPart.STATUTES,
    }
    return named.get(name, PackPart.RULES)


def _take(draft: PackDraft, part: PackPart, entry: Entry) -> None:
    """Add what a file says to the draft; a wrong table is a part not read."""
    keys = {"rules"} if part is PackPart.RULES else {"sources"}
    if part is PackPart.VOCABULARY:
        keys = set(entry.values)
        draft.vocabulary = {str(key): entry.get(key, {}) for key in entry.values}
    elif part is PackPart.SOURCES:
        draft.sources = entry.get("sources", {})
    elif part is PackPart.STATUTES:
        keys = {"statutes"}
        draft.statutes = entry.get("statutes", {})
    elif part is PackPart.ACCEPTED:
        keys = {"accepted"}
        draft.accepted = entry.get("accepted", ())
    else:
        draft.rules.extend(entry.get("rules", ()))
    if any(entry.get(key) is None for key in keys):
        draft.unread.add(part)
