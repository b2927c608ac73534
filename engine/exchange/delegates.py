"""Read the cell of a delegate: who may decide, up to what, with whom, and who steps in.

The grammar is closed. What it does not know is uncertain, with the readings that come
nearest; and whoever is no role of the municipality is asked about by name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.language.orders import OrderColumn
from .delegate_offers import JOINT, mentioned, offered_readings
from .limits import has_quantity, limit_phrase, limits
from .parts import Uncertainty, crossed, joined
from .phrases import (
    DASHES,
    DITTO,
    consultation,
    is_changing,
    is_condition,
    is_reserved,
    names_substitute,
    notification,
    sub_delegation,
    substitutes,
)
from .relative_delegates import (
    is_relative,
    relative,
    relative_by_key,
    respective,
)
from .role_names import committee_word, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .parts import Parts, RowReading
    from .role_names import RoleNames, RoleWord

#: Between alternatives, each alone; a comma in a number parts nothing.
_PARTED = re.compile(
    r"\s*(?:\n|;|(?<![0-9])/|/(?![0-9])|,(?![0-9])|\beller\b|\balternativt\b|\balt\."
    r"|\bel\.?(?= ))\s*",
    re.IGNORECASE,
)
#: Words behind a name that say where or when it decides, and name nobody.
_WHERE = re.compile(r"(?:vid|inom|utan|mot|utom) \w", re.IGNORECASE)
#: Words behind which a role is part of what a proviso says.
_OF_WHOM = frozenset(("av", "från", "med", "till", "hos", "för", "om", "under", "åt"))
_LINES = re.compile(r"\s*[\n;]\s*")
_PARENTHESIS = re.compile(
    r"(?P<name>[^()]+?)\s*\((?P<inside>[^()]+)\)\s*(?P<more>[^()]*)"
)
_LIMIT_FIRST = re.compile(r"(?P<limit>[^:]+):\s*(?P<name>[^:]+)")
_VICE = re.compile(r"\b(?:v\.?|vice) ?ordf\b\.?", re.IGNORECASE)
#: What the last step of a ladder has that is more than the step before it.
_MORE = r"(?:däröver|därutöver|över detta|över detta belopp|belopp däröver)"
_BEYOND = re.compile(
    rf"(?P<who>.+?)[ ,:]+{_MORE}|{_MORE}[ ,:]+(?P<also>.+)", re.IGNORECASE
)
#: Columns whose phrase lists roles, so that what follows may be part of the list.
_LISTING = frozenset({OrderColumn.CONSULTS, OrderColumn.SUBSTITUTE})
_ORDINAL = re.compile(r"\b[0-9]:?[ae]\b")
#: Signs and words that no name of a role has in it: what they say must not be lost.
_NO_NAME = re.compile(
    r"[,;:/*]|\b(?:samråd|samverkan|ersättare|förfall|frånvaro|beslut\w*|enligt|utom|efter"
    r"|om|ej|inte|endast|den|han|hon|denne|denna|sitt|dess|utsedd\w*|utser|utses|anställs"
    r"|fattas|avgörs|handläggs|tillsammans|gemensamt|i förening|får|ska|skall)\b",
    re.IGNORECASE,
)
_LONGEST_NAME_WORDS = 8
_LONGEST = 400


@record
class Delegation:
    """One alternative of a cell: a role, and the cells that hold of it alone."""

    role: RoleWord
    parts: Parts


def delegates(cell: str, names: RoleNames) -> RowReading | Uncertainty:
    """Return the rows that a delegate's cell makes, or why it is uncertain.

    Alternatives on the same terms are one row; with limits of their own each is one.
    """
    text = _vice(cell.strip().rstrip(".").strip(), names)
    if DITTO.fullmatch(text) or text in DASHES:
        is_dash = text in DASHES
        own: RowReading = ({OrderColumn.DELEGATE: committee_word(names)},)
        readings = (own,) if is_dash and names.committee else ()
        return Uncertainty(why="dash" if is_dash else "ditto", readings=readings)
    if is_reserved(text) and names.committee:
        return ({OrderColumn.DELEGATE: committee_word(names)},)
    found = relative(text, names) or relative_by_key(text, names)
    if found is not None:
        return found
    each = respective(text, names)
    if each is not None:
        return each
    if len(text) > _LONGEST:
        return Uncertainty(why="delegate", readings=offered_readings(text, names))
    read = _alternatives(text, names)
    if isinstance(read, Uncertainty):
        open_ = _unknown_short(text, names) if read.why == "delegate" else None
        return open_ or _by_name(text, read, names)
    unknown = [one for one in read if not one.role.id]
    if unknown:
        for one in read:
            names.note(one.role)
        return Uncertainty(why="role", word=unknown[0].role.word)
    return _rows(text, read, names)


def _vice(text: str, names: RoleNames) -> str:
    """Return a text with `v. ordf` written out, where the key has no such word."""
    return _VICE.sub(
        lambda m: m[0] if names.is_known(m[0]) else "vice ordförande", text
    )


def _unknown_short(text: str, names: RoleNames) -> Uncertainty | None:
    """Return the abbreviation of the key in a text that is no known role, if any.

    What is said of it can be read once it is known.
    """
    for word in re.findall(r"[\wÅÄÖåäö.-]+", text):
        found = names.find(word.strip(".-"))
        if not found.id and names.is_abbreviation(found.word):
            names.note(found)
            return Uncertainty(why="role", word=found.word)
    return None


def _by_name(text: str, read: Uncertainty, names: RoleNames) -> Uncertainty:
    """Return an uncertainty, of the names first where not all of them are known."""
    words = [word.strip(" .") for word in JOINT.split(text)]
    is_list = len(words) > 1 and all(map(_is_name, words))
    if read.why != "delegate" or not is_list:
        return read
    found = [names.note(names.find(word)) for word in words]
    unknown = next((word for word in found if not word.id), None)
    return read if unknown is None else Uncertainty(why="role", word=unknown.word)


def role_list(cell: str, names: RoleNames) -> str | Uncertainty:
    """Return the roles of a cell that lists them in order, as our table writes them."""
    cell = _vice(cell, names)
    inside = _PARENTHESIS.fullmatch(cell.strip())
    if inside is not None and names.is_known(inside["name"]) and not inside["more"]:
        who = written(names.find(inside["name"]), names)
        if names.find(inside["inside"]).id != names.find(inside["name"]).id:
            proviso: Parts = {OrderColumn.CONDITIONS: f"{cell.strip()} som ersättare"}
            steps: Parts = {OrderColumn.SUBSTITUTE: who}
            readings = (({**steps, **proviso},), (steps,), (proviso,))
            return Uncertainty(why="remark", readings=readings)
    words = [
        w
        for w in re.split(
            r"\s*(?:[,/;\n]|\bi andra hand\b|\bdärefter\b|\beller\b)\s*", cell
        )
        if w
    ]
    if any(is_relative(w) and not names.is_known_for_good(w) for w in words):
        said: Parts = {OrderColumn.NOTE: f"Ersättare: {cell.strip()}"}
        return Uncertainty(why="remark", readings=((said,),))
    found = [names.find(word.rstrip(".")) for word in words]
    for word in found:
        names.note(word)
    unknown = next((word for word in found if not word.id), None)
    if unknown is not None:
        return Uncertainty(why="role", word=unknown.word)
    return ", ".join(written(word, names) for word in found)


# alternatives -------------------------------------------------------------------------


def _alternatives(text: str, names: RoleNames) -> list[Delegation] | Uncertainty:
    read: list[Delegation] = []
    if names.is_known(text):  # whatever signs the name has in it
        return [Delegation(role=names.find(text), parts={})]
    pieces = [piece for piece in _PARTED.split(_whole_phrases(text)) if piece.strip()]
    for piece in pieces:
        plain = _with_step(piece.replace("\x00", ",").strip(" .-–—•·"), read)
        added = _addition(plain, names) if read else None
        if isinstance(added, Uncertainty) and added.why == "role":
            return added
        if added is not None and (isinstance(added, Uncertainty) or len(read) != 1):
            offered = (*_ways(read, added, names), *offered_readings(text, names))
            return Uncertainty(why="delegate", readings=offered)
        if isinstance(added, dict):
            both = joined((read[0].parts, added))
            if both is None:
                return Uncertainty(
                    why="delegate", readings=offered_readings(text, names)
                )
            read[0] = Delegation(role=read[0].role, parts=both)
            continue
        one = _alternative(plain, names)
        if one is None:
            return Uncertainty(why="delegate", readings=offered_readings(text, names))
        if isinstance(one, Uncertainty):
            return one
        read.append(one)
    return read or Uncertainty(why="delegate")


def _with_step(text: str, read: Sequence[Delegation]) -> str:
    """Return the last step of a ladder with the limit that it begins above."""
    beyond = _BEYOND.fullmatch(text) if read else None
    below = read[-1].parts.get(OrderColumn.AT_MOST, "") if read else ""
    if beyond is None or not below or "\n" in below:
        return text
    return f"{beyond['who'] or beyond['also']} över {below}"


def _ways(
    read: Sequence[Delegation],
    added: Parts | Uncertainty,
    names: RoleNames,
) -> Iterator[RowReading]:
    """Yield a delegate with each way to read the phrase behind it."""
    if len(read) == 1 and read[0].role.id and isinstance(added, Uncertainty):
        for way in added.readings:
            made = crossed((_row(read, read[0].parts, names),), way)
            if made is not None:
                yield made


def _whole_phrases(text: str) -> str:
    """Return a text in which no separator stands inside brackets."""
    depth, signs = 0, []
    for sign in text:
        depth += (sign == "(") - (sign == ")" and depth > 0)
        signs.append("\x00" if depth and sign == "," else sign)
    return "".join(signs)


def _addition(
    text: str, names: RoleNames
) -> dict[OrderColumn, str] | Uncertainty | None:
    """Return what a piece says of the delegate before it, None where it is another."""
    consulted = consultation(text, names)
    if isinstance(consulted, Uncertainty):
        return consulted
    if consulted is not None:
        return dict(consulted)
    if names_substitute(text):
        steps = substitutes(text, names)
        if isinstance(steps, Uncertainty):
            return steps
        return {OrderColumn.SUBSTITUTE: steps}
    for read in (limits(text), sub_delegation(text), notification(text)):
        if read is not None:
            return dict(read)
    if limit_phrase(text) is not None:
        return Uncertainty(why="limit")
    is_proviso = is_condition(text) or (
        _WHERE.match(text) is not None
        and not is_changing(text)
        and not mentioned(text, names)
    )
    is_plain = not (has_quantity(text) or names.is_known(text))
    if is_proviso and is_plain and not _ends_with_role(text, names):
        return {OrderColumn.CONDITIONS: text}
    return None


def _ends_with_role(text: str, names: RoleNames) -> bool:
    """Tell whether a proviso ends with somebody whom it may let decide.

    In `vid brådska AC` that is AC; in `efter godkännande av AC` it is not.
    """
    words = [word.strip(".,()") for word in text.split()]
    for count in range(1, min(4, len(words))):
        if names.is_known(" ".join(words[-count:])):
            return words[-count - 1].casefold() not in _OF_WHOM
    return False


def _alternative(text: str, names: RoleNames) -> Delegation | Uncertainty | None:
    """Return one alternative, None where the grammar does not know it.

    A role that nobody knows is an alternative all the same: it is asked about.
    """
    whole = names.find(text)
    if whole.id:
        return Delegation(role=whole, parts={})
    inside = _PARENTHESIS.fullmatch(text)
    if inside is not None and names.is_known(inside["name"]):
        return _with_addition(inside["name"], [inside["inside"], inside["more"]], names)
    first = _LIMIT_FIRST.fullmatch(text)
    if first is not None and names.is_known(first["name"]):
        limit = limits(first["limit"])
        if limit is not None:
            return Delegation(role=names.find(first["name"]), parts=limit)
    if first is not None and names.is_known(first["limit"]):
        return _with_addition(first["limit"], [first["name"]], names)
    words = text.split()
    for count in range(min(len(words) - 1, _LONGEST_NAME_WORDS), 0, -1):
        name = " ".join(words[:count]).rstrip(" -–:,")
        rest = " ".join(words[count:]).lstrip("-–:, ")
        if names.is_known(name) and rest:
            return _with_addition(name, [rest], names)
    if len(words) > 1 and names.is_abbreviation(words[0]):
        return Delegation(role=names.find(words[0]), parts={})  # asked about first
    if _is_name(text):
        return Delegation(role=whole, parts={})
    return _unknown_with_addition(words, names)


def _unknown_with_addition(
    words: Sequence[str], names: RoleNames
) -> Delegation | Uncertainty | None:
    """Return a role that nobody knows, with a phrase behind it that is known."""
    for count in range(1, min(len(words), _LONGEST_NAME_WORDS)):
        name = " ".join(words[:count]).rstrip(" -–:,(")
        rest = " ".join(words[count:]).strip("-–:, ()")
        if name and rest and _is_name(name) and _addition(rest, names) is not None:
            return Delegation(role=names.find(name), parts={})
    return None


def _is_name(text: str) -> bool:
    """Tell whether a text may be the name of a role: short, with no number in it."""
    return (
        0 < len(text.split()) <= _LONGEST_NAME_WORDS
        and not has_quantity(text)
        and not JOINT.search(text)
        and not _NO_NAME.search(_ORDINAL.sub("", text))
        and not re.search(r"[0-9()]", _ORDINAL.sub("", text))
        and not is_condition(text)
        and any(sign.isalpha() for sign in text)
    )


def _with_addition(
    name: str, phrases: Iterable[str], names: RoleNames
) -> Delegation | Uncertainty | None:
    """Return a role with what phrases behind it say, None where one is not known."""
    role = names.find(name)
    cells: Parts | None = {}
    for phrase in phrases:
        plain = phrase.replace("\x00", ",").strip(" .,")
        if not plain or names.find(plain).id == role.id:
            continue  # the role once more, as its abbreviation
        added = _addition(plain, names)
        if isinstance(added, Uncertainty) and added.why == "role":
            return added
        if added is None or isinstance(added, Uncertainty) or cells is None:
            return None
        cells = joined((cells, added))
    return None if cells is None else Delegation(role=role, parts=cells)


def _rows(
    text: str, read: Sequence[Delegation], names: RoleNames
) -> RowReading | Uncertainty:
    """Return alternatives as rows: those on the same terms on one."""
    with_terms = [one for one in read if one.parts]
    if not with_terms:
        return (_row(read, {}, names),)
    if len(read) == 1:
        return (_row(read, read[0].parts, names),)
    are_lines = len([line for line in _LINES.split(text) if line]) == len(read)
    each = tuple(_row([one], one.parts, names) for one in read)
    listed = [one for one in read[:-1] if _LISTING.intersection(one.parts)]
    is_ladder = all(one.parts for one in read) or with_terms == [read[0]]
    if are_lines or (is_ladder and not listed):
        return each
    together = (_row(read, read[-1].parts, names),)
    readings = (each, together, *_taken_in(read, names))
    return Uncertainty(why="whose-terms", readings=readings)


def _taken_in(read: Sequence[Delegation], names: RoleNames) -> Iterator[RowReading]:
    """Yield the first alternative with the others in the list that its terms end with.

    In `EC efter samråd med AC eller BC` nobody can tell whether BC is consulted.
    """
    first, *others = read
    words = [written(one.role, names) for one in others]
    for column in _LISTING.intersection(first.parts):
        parts = dict(first.parts)
        between = ", " if column is OrderColumn.SUBSTITUTE else "\n"
        lead = parts[column].partition(" med ")[0]
        more = [w if between == ", " else f"{lead} med {w}" for w in words]
        parts[column] = between.join((parts[column], *more))
        yield (_row([first], parts, names),)


def _row(read: Sequence[Delegation], parts: Parts, names: RoleNames) -> Parts:
    roles = dict.fromkeys(written(one.role, names) for one in read)
    return {OrderColumn.DELEGATE: " / ".join(roles), **parts}
