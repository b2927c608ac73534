"""The edition of a municipality's pack in which a plan of reorganisation holds.

It holds both organisations: what there is today ends with the day before, and what
follows on it begins with the day. So the answers before the day stay as they are.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.language.drafts import VOCABULARY
from ..rulebook.language.encoding import decoded
from ..rulebook.language.nodes import Scalar, extents
from ..rulebook.language.orders import FOLDER, HEADER, ROWS, OrderColumn, part_of
from ..rulebook.language.posts import POSTS, PostColumn, read_posts
from ..rulebook.language.shapes import Problems
from ..rulebook.model.names import name_key
from ..rulebook.model.problems import Place
from .gaps import Chore, OpenQuestion, Remainder, RolePart
from .order_edition import OrderSuccessor, csv_text
from .rule_edition import succeeding_rules
from .yaml_text import flow_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..rulebook.language.drafts import PackFiles
    from ..rulebook.language.orders import OrderDraft
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.vocabulary import Vocabulary
    from .order_edition import NewOrder
    from .plan import ComingRole, Plan, RoleFate

_RULES = re.compile(r"(?m)^rules:")


@record
class NewEdition:
    """The files of a pack in which a plan holds, and what the plan leaves open.

    `files` are those that are new or changed, by their names in the pack. `ended` are
    the rules of today that nothing follows on.
    """

    files: Mapping[str, bytes]
    questions: tuple[OpenQuestion, ...]
    remainders: tuple[Remainder, ...]
    ended: tuple[str, ...]


def new_edition(
    pack: PackFiles,
    orders: Sequence[OrderDraft],
    plan: Plan,
    jurisdiction: Jurisdiction,
    law: Vocabulary,
) -> NewEdition:
    """Return the edition of a pack in which a plan holds.

    Args:
        pack: its files.
        orders: its delegation orders, as they are written.
        plan: what becomes of roles.
        jurisdiction: the municipality.
        law: the words of law and general guidance alone.
    """
    return _SucceedingPack(pack, orders, plan, (jurisdiction, law)).edition()


class _SucceedingPack:
    """Writes the files of an edition."""

    def __init__(
        self,
        pack: PackFiles,
        orders: Sequence[OrderDraft],
        plan: Plan,
        known: tuple[Jurisdiction, Vocabulary],
    ) -> None:
        self._pack = pack
        self._orders = orders
        self._plan = plan
        self._known, self._law = known
        self._files: dict[str, bytes] = {}
        self._questions: list[OpenQuestion] = []
        self._remainders: list[Remainder] = []
        self._ended: list[str] = []

    def edition(self) -> NewEdition:
        self._write_orders()
        self._write_rules()
        self._write_words()
        self._write_posts()
        return NewEdition(
            files=self._files,
            questions=tuple(self._questions),
            remainders=tuple(self._remainders),
            ended=tuple(dict.fromkeys(self._ended)),
        )

    def _text(self, name: str) -> str:
        content = self._files.get(name, self._pack.files.get(name, b""))
        text = decoded(content, name)
        assert isinstance(text, str)  # noqa: S101 - the rules were loaded
        return text

    def _write(self, name: str, text: str) -> None:
        self._files[name] = text.encode()

    # orders ---------------------------------------------------------------------------

    def _write_orders(self) -> None:
        """Write the orders that follow, those above before those that pass rows on."""
        parents: dict[str, dict[str, frozenset[str]]] = {}
        day = self._plan.day.isoformat()
        above = [o for o in self._orders if "under" not in o.header.values]
        below = [o for o in self._orders if "under" in o.header.values]
        for order in (*above, *below):
            source = order.header.get("source")
            until = source.get("until") if source else None
            if until is not None and until < self._plan.day:
                continue
            successor = OrderSuccessor(order, self._plan, self._known, parents)
            if not successor.is_concerned:
                continue
            made = successor.succession()
            self._questions += made.questions
            self._remainders += made.remainders
            self._ended += made.ended
            parents[str(order.name)] = {
                new.folder: _numbers(new, order) for new in made.orders
            }
            begins = source.get("from") if source else None
            name = f"{FOLDER}/{order.name}/{HEADER}"
            if begins is None or begins.isoformat() < day:
                self._write(name, self._ending(name))
            for new in made.orders:
                self._write(f"{FOLDER}/{new.folder}/{HEADER}", new.header)
                self._write(f"{FOLDER}/{new.folder}/{ROWS}", new.table)

    def _ending(self, name: str) -> str:
        """Return the header of an order that ends with the day before."""
        text = self._text(name)
        source = extents(text).entry("source")
        assert source is not None  # noqa: S101 - it was read
        eve = self._eve
        until = source[1].entry("until")
        if until is not None:
            return f"{text[: until[1].start]}{eve}{text[until[1].end :]}"
        end = source[1].end
        if source[1].is_flow:
            return f"{text[: end - 1]}, until: {eve}{text[end - 1 :]}"
        first = source[1].entries[0][0]
        indent = first.start - text.rfind("\n", 0, first.start) - 1
        return f"{text[:end]}\n{' ' * indent}until: {eve}{text[end:]}"

    @property
    def _eve(self) -> str:
        day = self._plan.day
        return day.fromordinal(day.toordinal() - 1).isoformat()

    # rules ----------------------------------------------------------------------------

    def _write_rules(self) -> None:
        for name in sorted(self._pack.files):
            if not name.endswith(".yaml") or part_of(name):
                continue
            text = self._text(name)
            if not _RULES.search(text):
                continue
            made = succeeding_rules(text, self._known.rules, self._plan, self._known.id)
            if made.replaced:
                self._write(name, made.text)
                self._questions += made.questions
                self._ended += made.ended

    # words ----------------------------------------------------------------------------

    def _write_words(self) -> None:
        """Add the new roles to the vocabulary, and tell what names the old ones."""
        roles = [self._role_line(role) for role in self._plan.roles]
        if VOCABULARY in self._pack.files:
            text = self._text(VOCABULARY)
            self._note_words(text)
            table = extents(text).entry("roles")
            if roles:
                self._write(VOCABULARY, _with_roles(text, table and table[1], roles))
        elif roles:
            self._write(VOCABULARY, "".join(["roles:\n", *roles]))

    def _role_line(self, role: ComingRole) -> str:
        """Return a new role; what it is a kind of follows from what it was.

        A role of law goes on in the one that it becomes; of one's own the new role has
        the place that the old one had.
        """
        written = role.entry.node
        assert not isinstance(written, Scalar)  # noqa: S101 - it is an entry
        made = {
            str(k): flow_text(v) for k, v in getattr(written, "entries", {}).items()
        }
        old = [fate for fate in self._plan.fates.values() if role.id in fate.into]
        words = self._known.vocabulary.roles
        kinds = list(dict.fromkeys(k for fate in old for k in self._kinds(fate)))
        if "is" not in made and kinds:
            made["is"] = f"[{', '.join(kinds)}]"
        above = {words[fate.role].reports_to for fate in old} - {""}
        if "reports_to" not in made and len(above) == 1:
            fate = self._plan.fates.get(min(above))
            superior = fate.heir if fate else min(above)
            if superior and superior != role.id:
                made["reports_to"] = superior
        content = ", ".join(f"{key}: {value}" for key, value in made.items())
        return f"  {role.id}: {{{content}}}\n"

    def _kinds(self, fate: RoleFate) -> tuple[str, ...]:
        role = self._known.vocabulary.roles[fate.role]
        is_of_law = fate.role in self._law.roles
        return (fate.role,) if is_of_law or not role.kinds else role.kinds

    def _note_words(self, text: str) -> None:
        """Tell of words that name a role which goes: they have no days."""
        table = extents(text).entry("roles")
        fates = self._plan.fates
        for key, value in table[1].entries if table else ():
            for name in ("reports_to", "seat", "employer", "is", "named_among"):
                named = value.entry(name)
                if named is None or key.text in fates:
                    continue
                for each in named[1].items or [named[1]]:
                    if each.text in fates:
                        place = self._place(VOCABULARY, text, each.start)
                        what = f"{key.text}: {name}: {each.text}"
                        self._remainders.append(
                            Remainder(chore=Chore.WORDS, name=what, place=place)
                        )

    def _place(self, name: str, text: str, at: int) -> Place:
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        return Place(file=f"{self._pack.folder}/{name}", line=line, column=column)

    # posts ----------------------------------------------------------------------------

    def _write_posts(self) -> None:
        """Let posts that hold a role hold what it becomes, too: rules tell the days."""
        content = self._pack.files.get(POSTS)
        if content is None:
            return
        file = f"{self._pack.folder}/{POSTS}"
        draft = read_posts(content, file, Problems())
        if draft is None:
            return
        text = self._text(POSTS)
        lines = list(csv.reader(io.StringIO(text), delimiter=_separator(text)))
        heading = draft.headings.get(PostColumn.ROLES)
        if heading is None:
            return
        at = lines[0].index(heading)
        is_changed = False
        for number, line in enumerate(lines[1:], 2):
            if len(line) <= at:
                continue
            place = Place(file=file, line=number)
            cell = self._roles_cell(line[at], place, line[0])
            is_changed = is_changed or cell != line[at]
            line[at] = cell
        if is_changed:
            self._write(POSTS, csv_text(lines))

    def _roles_cell(self, cell: str, place: Place, post: str) -> str:
        names = [name.strip() for name in cell.split("/") if name.strip()]
        made = list(names)
        for name in names:
            fate = self._fate_named(name)
            if fate is None:
                continue
            if fate.heir:
                made += [fate.heir] if fate.heir not in made else []
            elif fate.into:
                self._questions.append(
                    OpenQuestion(
                        role=fate.role,
                        into=fate.into,
                        part=RolePart.POST,
                        place=place,
                        point=post,
                    )
                )
            else:
                self._remainders.append(
                    Remainder(chore=Chore.POST, name=post, place=place)
                )
        return cell if made == names else " / ".join(made)

    def _fate_named(self, name: str) -> RoleFate | None:
        key = name_key(name)
        for fate in self._plan.fates.values():
            role = self._known.vocabulary.roles[fate.role]
            called = (role.id, role.label.sv, role.label.en, *role.synonyms)
            if key in {name_key(each) for each in called if each}:
                return fate
        return None


def _numbers(new: NewOrder, order: OrderDraft) -> frozenset[str]:
    """Return the keys of the numbers of the rows of a new order."""
    lines = list(csv.reader(io.StringIO(new.table), delimiter=";"))
    if OrderColumn.NUMBER not in order.columns:
        return frozenset()
    at = order.columns.index(OrderColumn.NUMBER)
    return frozenset(name_key(line[at]) for line in lines[1:] if len(line) > at)


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return max(";\t,", key=first.count)


def _with_roles(text: str, table: object, roles: Iterable[str]) -> str:
    """Return a vocabulary with more roles, behind those that are there."""
    lines = "".join(roles)
    if table is None:
        return f"{text.rstrip()}\nroles:\n{lines}"
    entries = getattr(table, "entries", [])
    end: int = getattr(table, "end", len(text))
    if getattr(table, "is_flow", False) or not entries:
        start: int = getattr(table, "start", 0)
        inner = text[start + 1 : end - 1].strip().rstrip(",")
        added = ", ".join(line.strip() for line in roles)
        joined = ", ".join(part for part in (inner, added) if part)
        return f"{text[:start]}{{{joined}}}{text[end:]}"
    first = entries[0][0]
    indent = first.start - text.rfind("\n", 0, first.start) - 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop + 1
    shifted = "".join(f"{' ' * indent}{line.strip()}\n" for line in roles)
    before = text[:stop] if text[:stop].endswith("\n") else f"{text[:stop]}\n"
    return f"{before}{shifted}{text[stop:]}"
