"""Tell what the columns of a table in a document say, by their headings.

A heading is known, or nearly like a known one, or asked about: what a column that
nobody knows holds may be the limit without which a row grants too much.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.language.orders import COLUMNS, OrderColumn
from ..rulebook.model.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: How municipalities head their columns, besides what our own tables call them.
_HEADINGS: Mapping[OrderColumn, str] = {
    OrderColumn.NUMBER: """punkt nr|p nr|nr|nr.|kod|löpnr|löpnummer|ärendenr|ärendenummer
delegationsnr|del nr|delegationspunkt|#|avsnitt|littera|ref|id|punkter""",
    OrderColumn.MATTER: """ärenden|ärende eller beslut|ärende beslut|beslut|beslutstyp
typ av ärende|typ av beslut|delegationens art|delegationsärende|delegationsärenden
ärendebeskrivning|åtgärd|uppgift|ärendets art|ärende art|beskrivning|beslut i ärende
ärende rubrik|delegerat ärende|delegerade ärenden|beslutsärende|ärendekategori|beslut om
ärendemening|ärende åtgärd|vad|ärende och beslut|art av ärende|verkställighetsbeslut""",
    OrderColumn.LAW: """lag|lagar|laghänvisning|författningsstöd|lagparagraf|lagtext|paragraf
lag och paragraf|lagrum m m|lagrum mm|lagrum m.m.|lagrum författning|lagrum lagstöd
hänvisning|stöd i lag|författning lagrum|rättsligt stöd|lagstöd lagrum""",
    OrderColumn.DELEGATE: """delegater|delegaten|delegat lägsta nivå|lägsta beslutsnivå|delegeras
lägsta nivå|lägsta delegat|delegat befattning|befattning|beslutande|beslutanderätt
delegat beslutsfattare|delegerad till|delegation till|delegerat till|beslutsnivå|vem
beslutsfattare delegat|beslutas av|beslut fattas av|lägsta beslutande nivå|delegat och nivå
delegat beslutsnivå|delegat funktion|ansvarig beslutsfattare|lägsta delegationsnivå
delegationsnivå|delegat i första hand""",
    OrderColumn.AT_MOST: """högst|maxbelopp|max belopp|högsta belopp|beloppsgränser|beloppsgräns
gräns|begränsning belopp|upp till|takbelopp""",
    OrderColumn.OVER: "från belopp|över belopp|utöver|lägsta belopp",
    OrderColumn.CONDITIONS: """förutsättningar|villkor för beslut|begränsning|begränsningar
villkor begränsning|inskränkning|villkor och begränsningar|särskilda villkor""",
    OrderColumn.EXCEPT: "utom|undantag från|ej delegerat|gäller ej",
    OrderColumn.OUTCOME: "utfall|bifall avslag|avslag bifall|bifall eller avslag",
    OrderColumn.KIND: """v d|d v|delegation verkställighet|verkställighet delegation|d eller v
beslut verkställighet|verkställighet beslut|typ v d|delegation eller verkställighet|v eller d""",
    OrderColumn.SUBSTITUTE: """ers|ers f delegat|ersättare för delegat|ersättande delegat|delegatens ersättare
ersättare vid förfall|vid förfall|ersätts av|ersättare för delegaten|ersättare delegat""",
    OrderColumn.CONSULTS: "samråd med|efter samråd|efter samråd med|samråder med|i samråd med",
    OrderColumn.NOTIFICATION: """anmälan till nämnd|anmälan till nämnden|anmäls till nämnd
anmäls till nämnden|anmäls till styrelsen|anmäls ja nej|anmälan ja nej|anmälas|anmäles
anmälan till|anmälan till styrelsen|återrapportering|redovisning|redovisas|anmälningsskyldighet
anmälan av beslut|anmäls i nämnd|del|återredovisning|anmäls till ks""",
    OrderColumn.SUB_DELEGATION: """vidaredelegeras|vidaredelegation|vidaredelegering tillåten
får vidaredelegeras|vidare delegering|rätt att vidaredelegera|vidaredelegering ja nej
vidaredelegering möjlig|vidaredelegationsrätt""",
    OrderColumn.APPEAL: """överklagas till|överklagan instans|överklagande instans|besvär
besvärsinstans|besvärshänvisning|överklagbart|överklagas hos|överklagande till|kan överklagas
överklagningsinstans""",
    OrderColumn.NOTE: """komm|anm|anm.|anmärkningar|kommentarer|notering|noteringar|övrigt|förtydligande
förklaring|upplysningar|upplysning|anteckning|kommentar anmärkning|anmärkning kommentar
kommentar förtydligande|information|villkor anmärkning|anmärkning villkor|övriga upplysningar
exempel|beskrivning kommentar|anmärkning m m|kommentar villkor""",
    OrderColumn.FROM: "gäller från|fr o m|from|fr.o.m.",
    OrderColumn.UNTIL: "gäller till|t o m|tom|gäller till och med",
}
#: Headings that say two things, of which each cell says one.
_MIXED = frozenset(
    {
        frozenset({OrderColumn.NOTIFICATION, OrderColumn.NOTE}),
        frozenset({OrderColumn.CONDITIONS, OrderColumn.NOTE}),
    }
)
#: How lists of executions head the column of those who carry them out.
_EXECUTORS = frozenset(
    map(
        name_key,
        (
            *("ansvarig", "ansvarig funktion", "ansvarig befattning", "ansvar"),
            *("utförs av", "utförare", "utförande", "verkställs av", "verkställare"),
            *("handläggs av", "handläggare", "roll", "funktion", "ansvarig för åtgärd"),
        ),
    )
)
_EXECUTION = re.compile(r"verkställighet(?:s\w*)?|beslutsförteckning\w*", re.IGNORECASE)
_DECISION = re.compile(r"deleg|beslut", re.IGNORECASE)
_LOWEST = re.compile(r"lägsta", re.IGNORECASE)
_IN_UNITS = (
    (re.compile(r"\b(?:pbb|prisbasbelopp|basbelopp)\b", re.IGNORECASE), "pbb"),
    (re.compile(r"\b(?:tkr|tusental kronor|kkr)\b", re.IGNORECASE), "tkr"),
    (re.compile(r"\b(?:mnkr|mkr|miljoner)\b", re.IGNORECASE), "mnkr"),
    (re.compile(r"\b(?:kr|kronor|sek)\b", re.IGNORECASE), "kr"),
)
_PARTED = re.compile(r"\s*(?:/|,|;|\boch\b|&)\s*")
#: So like must a heading be to a known one, of 100, and no second so near.
_LIKE, _MARGIN = 88, 6
_SHORTEST_LIKE = 5
#: Tables whose headings have one of these are something else than rows.
_OTHER_TABLES = frozenset(
    map(
        name_key,
        """version|datum|sida|ändring|ändringar|reviderad|revidering|dokumenttyp|diarienummer
dnr|förkortning|förkortningar|betydelse|fastställd|dokumentansvarig|giltig|innehåll
revisionsdatum|instans|antagen|gäller för""".replace("\n", "|").split("|"),
    )
)


@record(kw_only=False)
class ColumnRole:
    """What a column says: `column` is None where that is not known.

    `unit` is that of its bare numbers, as the heading says, and `is_money` tells that
    they are amounts, of which large ones can only be kronor. A column `is_mixed` has
    remarks beside what it says; one that `is_ignored` somebody decided to leave out.
    `offered` are what a column may say that has an odd heading, or none.
    """

    heading: str
    column: OrderColumn | None = None
    unit: str = ""
    is_money: bool = False
    is_mixed: bool = False
    is_ignored: bool = False
    is_lowest: bool = False
    offered: tuple[OrderColumn, ...] = ()


def _known() -> dict[str, OrderColumn]:
    names = dict(COLUMNS)
    for column, headings in _HEADINGS.items():
        for heading in headings.replace("\n", "|").split("|"):
            names.setdefault(name_key(_plain(heading)), column)
    return names


def _plain(heading: str) -> str:
    """Return a heading without brackets, figures and signs."""
    text = re.sub(r"[()\[\]*:?]", " ", heading.casefold())
    return " ".join(text.split()).strip(" .")


_NAMES = _known()


def column_role(heading: str) -> ColumnRole:
    """Return what a column says by its heading."""
    text = " ".join(heading.split())
    is_lowest = _LOWEST.search(text) is not None
    unit = next((unit for pattern, unit in _IN_UNITS if pattern.search(text)), "")
    plain = _plain(text)
    without_unit = plain
    for pattern, _ in _IN_UNITS:
        without_unit = pattern.sub(" ", without_unit)
    bare = _plain(re.sub(r"\b(?:i|antal)\b", " ", without_unit))
    outside = _plain(re.sub(r"\([^)]*\)", " ", text.casefold()))
    for name in (plain, bare, outside):
        column = _NAMES.get(name_key(name))
        if column is not None:
            return ColumnRole(text, column, unit, is_lowest=is_lowest)
    said = [_NAMES.get(name_key(_plain(part))) for part in _PARTED.split(plain) if part]
    columns = set(said)
    if len(said) > 1 and None not in columns:
        if len(columns) == 1:
            return ColumnRole(text, said[0], unit, is_lowest=is_lowest)
        if columns in _MIXED:
            column = next(c for c in said if c is not OrderColumn.NOTE)
            return ColumnRole(text, column, unit, is_mixed=True)
    return ColumnRole(text, None, unit, is_lowest=is_lowest, offered=_like(plain))


def _like(plain: str) -> tuple[OrderColumn, ...]:
    """Return what a heading may say by its likeness to known ones, likest first."""
    if len(plain) < _SHORTEST_LIKE:
        return ()
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for odd headings

    found = process.extract(
        name_key(plain)[:100], list(_NAMES), scorer=fuzz.ratio, limit=6, score_cutoff=60
    )
    return tuple(dict.fromkeys(_NAMES[name] for name, _, _ in found))


def is_nearly(role: ColumnRole) -> bool:
    """Tell whether a heading is a known one but for a slip, and like no other."""
    plain = name_key(_plain(role.heading))
    if role.column is not None or len(plain) < _SHORTEST_LIKE or not role.offered:
        return False
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - as above

    found = process.extract(plain[:100], list(_NAMES), scorer=fuzz.ratio, limit=8)
    best = found[0][1]
    others = [score for name, score, _ in found if _NAMES[name] is not role.offered[0]]
    return best >= _LIKE and all(best - score >= _MARGIN for score in others)


def heads_executions(titles: str) -> bool:
    """Tell whether headings say that rows are executions, and name no decisions."""
    rest = _EXECUTION.sub(" ", titles)
    return bool(_EXECUTION.search(titles) and not _DECISION.search(rest))


def header_roles(
    cells: Sequence[str], *, titles: str = ""
) -> tuple[ColumnRole, ...] | None:
    """Return what the columns say if a row is the header of an order's table.

    It is where it has a delegate and a matter or at least a number, and no heading of
    another kind of table. Below headings of executions whoever is responsible carries
    them out: `titles` are the headings above the row.
    """
    roles = tuple(column_role(cell) for cell in cells)
    if heads_executions(titles):
        roles = tuple(
            replace(role, column=OrderColumn.DELEGATE)
            if role.column is None and name_key(_plain(role.heading)) in _EXECUTORS
            else role
            for role in roles
        )
    said = [role.column for role in roles if role.column is not None]
    nearly = [role.offered[0] for role in roles if is_nearly(role)]
    both = {*said, *nearly}
    if OrderColumn.DELEGATE not in both or OrderColumn.MATTER not in both:
        return None
    if any(len(cell) > 80 for cell in cells):  # noqa: PLR2004 - no heading is so long
        return None
    return roles


def is_other_table(cells: Sequence[str]) -> bool:
    """Tell whether a row heads a table of something else, such as of versions."""
    return any(name_key(_plain(cell)) in _OTHER_TABLES for cell in cells if cell)


def repeated(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Tell whether a row is the header once more, as on the next page."""
    return [name_key(cell) for cell in cells] == [name_key(cell) for cell in header]


def doubled(roles: Sequence[ColumnRole]) -> Iterator[int]:
    """Yield the columns that say what one before them does, but for remarks."""
    seen: set[OrderColumn] = set()
    for number, role in enumerate(roles):
        if role.column is None:
            continue
        if role.column in seen and role.column is not OrderColumn.NOTE:
            yield number
        seen.add(role.column)
