"""Try an imported order among the rules of its municipality, before it is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..rulebook.language.drafts import HEAD, VOCABULARY, PackFiles, read_head
from ..rulebook.language.orders import FOLDER, HEADER, ROWS
from ..rulebook.language.shapes import Problems
from ..rulebook.language.writing import quoted_text
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.loader import load
from ..rulebook.model.problems import UnusableRulesError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ..exchange.imported import NewRole
    from ..rulebook.language.drafts import HeadDraft
    from ..rulebook.model.problems import Problem

#: The pack and the order under which an order is tried that is no municipality's yet.
TRIAL = "provad-ordning"


class _TrialFolder(RulesFolder):
    """A folder of packs in which one pack has an order that is not written yet."""

    def __init__(self, rules: Path, pack: str, files: Mapping[str, bytes]) -> None:
        super().__init__(rules)
        self._pack = pack or TRIAL
        self._added = dict(files)
        self._is_new = not pack
        self._law = self.law
        if self._is_new:
            self.pack_ids = (*self.pack_ids, TRIAL)

    def files(self, pack: str) -> PackFiles:
        if pack != self._pack:
            return super().files(pack)
        if self._is_new:
            head = f"pack: {TRIAL}\nkind: municipality\nlabel: {TRIAL}\n"
            uses = f"uses: [{self._law}]\n" if self._law else ""
            files = {HEAD: f"{head}{uses}".encode()}
            return PackFiles(id=pack, folder=TRIAL, files={**files, **self._added})
        known = super().files(pack)
        return replace(known, files={**known.files, **self._added})

    def head(self, pack: str) -> HeadDraft:
        if pack != self._pack or not self._is_new:
            return super().head(pack)
        if pack not in self._heads:
            self._heads[pack] = read_head(self.files(pack), Problems())
        return self._heads[pack]


def trial_problems(
    rules: Path,
    pack: str,
    orders: Mapping[str, Mapping[str, str]],
    new_roles: Iterable[NewRole],
) -> tuple[Problem, ...]:
    """Return the problems that the rules would have with orders in a pack.

    Args:
        rules: the folder of packs.
        pack: the id of the municipality; empty for an order that is none's yet.
        orders: for the folder of each within `orders/` its header and its rows, by the
            names of their files.
        new_roles: roles that are to be added to the words of the municipality.
    """
    added = {
        f"{FOLDER}/{name}/{file}": text.encode("utf-8", "surrogatepass")
        for name, files in orders.items()
        for file, text in files.items()
    }
    assert all({HEADER, ROWS} <= set(f) for f in orders.values())  # noqa: S101 - both are written
    roles = list(new_roles)
    if roles:
        known = b""
        if pack:
            known = RulesFolder(rules).files(pack).files.get(VOCABULARY, b"")
        added[VOCABULARY] = _with_roles(known.decode("utf-8"), roles).encode()
    try:
        load(_TrialFolder(rules, pack, added), [pack or TRIAL])
    except UnusableRulesError as error:
        return tuple(error.problems)
    return ()


def _with_roles(text: str, roles: Iterable[NewRole]) -> str:
    """Return the words of a pack with new roles among them."""
    lines = "".join(f"  {line}\n" for line in role_lines(roles))
    head, mark, rest = text.partition("roles:\n")
    if mark and (not head or head.endswith("\n")):
        return f"{head}{mark}{lines}{rest}"
    return f"{text.rstrip()}\nroles:\n{lines}".lstrip()


def role_lines(roles: Iterable[NewRole]) -> list[str]:
    """Return new roles as lines of the words of a pack."""
    return [
        f"{role.id}: {{label: {quoted_text(role.label)}, is: [{role.kind}]}}"
        for role in roles
    ]
