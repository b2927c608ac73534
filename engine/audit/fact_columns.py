"""The SQL by which an engine reads the values of a circumstance in a log.

Plain figures an engine reads itself; every other text that occurs is read once by the
words of the rules.
"""

from __future__ import annotations

from typing import NamedTuple

from ..rulebook.model.values import ValueKind
from .tables import ColumnType

#: How texts look that an engine reads itself, and what one is in the units of values.
_SPACED = "([0-9]{1,13}|[0-9]{1,3}([ \u00a0][0-9]{3}){1,4})"
_PLAIN = {
    ValueKind.MONEY: (f"^-?{_SPACED}([.,][0-9]{{1,2}})?( ?kr)?$", "DECIMAL(18,2)", 100),
    ValueKind.DECIMAL: (
        "^-?[0-9]{1,9}([.,]([0-9]{1,2}|[0-9]{4}))?$",
        "DECIMAL(18,4)",
        10_000,
    ),
    ValueKind.NUMBER: ("^-?[0-9]{1,15}$", "BIGINT", 1),
}
#: Larger numbers are left to the words of the rules.
_LARGEST = 999_999_999


class OwnValue(NamedTuple):
    """The SQL of a value that an engine reads itself, and of whether it does so.

    Whether it does so is never NULL, and where it does the value is not.
    """

    value: str
    is_own: str


#: Of a column whose every text is read by the words of the rules.
NOT_OWN = OwnValue("NULL", "1 = 0")


def own_value(
    kind: ValueKind, column_type: ColumnType, text: str, number: str
) -> OwnValue:
    """Return how an engine reads the values of a column.

    Args:
        kind: of the values of the circumstance.
        column_type: what the values of the column are.
        text: the SQL of a cell as text.
        number: the SQL of a cell as the number that it is, of columns of numbers.
    """
    if kind not in _PLAIN:
        return NOT_OWN
    pattern, exact_kind, scale = _PLAIN[kind]
    limit = f"BETWEEN -{_LARGEST} AND {_LARGEST}"
    match column_type:
        case ColumnType.WHOLE:
            whole = f"CAST({number} AS BIGINT)"
            return OwnValue(f"{whole} * {scale}", _surely(f"{whole} {limit}"))
        case ColumnType.SHORT_DECIMAL if scale > 1:
            factor = f"CAST({scale} AS DECIMAL({len(str(scale))},0))"
            scaled = f"CAST({number} * {factor} AS BIGINT)"
            return OwnValue(scaled, _surely(f"{number} {limit}"))
        case ColumnType.SHORT_DECIMAL | ColumnType.DECIMAL:
            exact = f"TRY_CAST({number} AS DECIMAL(18,6))"
            scaled = f"{exact} * {scale}"
            is_own = f"{exact} {limit} AND {scaled} = FLOOR({scaled})"
            return OwnValue(f"CAST({scaled} AS BIGINT)", _surely(is_own))
        case ColumnType.DOUBLE:
            rounded = f"ROUND({number} * {scale})"
            is_own = f"{number} {limit} AND {rounded} / {scale} = {number}"
            return OwnValue(f"CAST({rounded} AS BIGINT)", _surely(is_own))
        case _:
            pass
    bare = text
    for sign in (" ", "\u00a0", "kr"):
        bare = f"REPLACE({bare}, '{sign}', '')"
    bare = f"REPLACE({bare}, ',', '.')"
    value = f"CAST(TRY_CAST({bare} AS {exact_kind}) * {scale} AS BIGINT)"
    return OwnValue(value, _surely(f"REGEXP_MATCHES({text}, '{pattern}')"))


def _surely(condition: str) -> str:
    """Return the SQL of a condition that is false where it cannot be told."""
    return f"COALESCE({condition}, FALSE)"
