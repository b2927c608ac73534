"""Make logs of decisions with slips planted in them, and the orders they are held to.

The orders are ladders: the head of unit up to one amount, the head of department up to
a larger one, and the committee beyond. So of each row it is known by the way it is made
what must be said of it, and nothing is asked to know it. The same seed makes the same
log; the last column (`planted`) tells the verdict, and no mapping names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

TOWN = "loggstad"
_COMMITTEES, _MATTERS = 4, 60
#: Of so many rows one has a slip.
_ONE_IN = 25
MAPPING = """\
columns: {number: number, matter: matter, reference: point, decided_by: decider,
          day: day, reported_on: reported}
facts: {belopp: amount}
"""
#: What is done to a row, and what must be said of it then.
SLIPS = (
    "another_decides",
    "wrong_point",
    "not_in_force",
    "facts_missing",
    "unreadable",
    "not_reported",
    "reported_no_decision",
)


class Ladder(NamedTuple):
    """A matter of an order: its point, and the limits of its two steps in kronor."""

    committee: int
    number: int
    low: int
    high: int

    @property
    def is_execution(self) -> bool:
        """Tell whether there is nothing to decide."""
        return self.number % 10 == 0

    @property
    def matter(self) -> str:
        """What it is called."""
        return f"Ärendeslag {self.committee}-{self.number}"

    @property
    def point(self) -> str:
        """Its point, as logs cite it."""
        return f"Nämnd {self.committee} 1.{self.number}"


def ladders() -> list[Ladder]:
    """Return the matters of all orders."""
    return [
        Ladder(c, n, 1_000 * (n % 7 + 1), 50_000 * (n % 5 + 1))
        for c in range(1, _COMMITTEES + 1)
        for n in range(1, _MATTERS + 1)
    ]


def write_town(folder: Path) -> None:
    """Write the pack of the made-up town, with an order for each committee."""
    pack = folder / TOWN
    pack.mkdir(parents=True)
    roles = [
        f"  n{c}: {{label: Nämnd {c}, is: [namnd]}}\n"
        for c in range(1, _COMMITTEES + 1)
    ]
    (pack / "pack.yaml").write_text(
        f"pack: {TOWN}\nkind: municipality\nlabel: Loggstad\nuses: [kommunallagen]\n",
        "utf-8",
    )
    lead = "roles:\n  avdelningschef: {label: avdelningschef, is: [chef]}\n"
    (pack / "vocabulary.yaml").write_text(lead + "".join(roles), "utf-8")
    for committee in range(1, _COMMITTEES + 1):
        order = pack / "orders" / f"namnd-{committee}"
        order.mkdir(parents=True)
        (order / "order.yaml").write_text(
            f"committee: n{committee}\n"
            f"source: {{title: Ordning {committee}, short: O{committee},"
            " status: adopted, from: 2026-02-01}\n"
            "key: {EC: enhetschef, AC: avdelningschef}\n"
            "clauses: {notification: monthly}\n",
            "utf-8",
        )
        lines = ["nr;ärende;delegat;högst;slag"]
        for each in ladders():
            if each.committee != committee:
                continue
            lead = f"1.{each.number};{each.matter}"
            if each.is_execution:
                lines.append(f"{lead};EC;;V")
            else:
                lines.append(f"{lead};EC;{each.low} kr;")
                lines.append(f";;AC;{each.high} kr;")
        (order / "rows.csv").write_text("\n".join((*lines, "")), "utf-8")


def write_log(connection: Any, rows: int, seed: int, file: Path) -> None:  # noqa: ANN401 - a library without types
    """Write a log to a file of Parquet, or of text where its name ends so.

    Args:
        connection: to DuckDB.
        rows: how many decisions.
        seed: the same seed makes the same log.
        file: where to write it.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE ladders (id INT, matter VARCHAR, point VARCHAR,"
        " other VARCHAR, low INT, high INT, execution BOOLEAN)"
    )
    listed = ladders()
    connection.executemany(
        "INSERT INTO ladders VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                each.matter,
                each.point,
                listed[(number + 1) % len(listed)].point,
                each.low,
                each.high,
                each.is_execution,
            )
            for number, each in enumerate(listed)
        ],
    )
    slips = ", ".join(f"'{slip}'" for slip in SLIPS)
    form = "" if file.suffix == ".parquet" else "(HEADER, DELIMITER ';')"
    connection.execute(
        f"""COPY (
        WITH chance AS (
          SELECT i, hash(i * 8 + {seed}) a, hash(i * 8 + 1 + {seed}) b,
            hash(i * 8 + 2 + {seed}) c, hash(i * 8 + 3 + {seed}) d
          FROM range({rows}) r(i)
        ), drawn AS (
          SELECT i, l.*, a % 330 AS ahead, b % 2 = 0 AS is_low, c % 1000000 AS x,
            d % 28 AS later,
            CASE WHEN (a // 1000) % {_ONE_IN} = 0
              THEN [{slips}][1 + ((b // 1000) % {len(SLIPS)})::INT] END AS wish
          FROM chance JOIN ladders l ON l.id = (c // 1000003) % {len(listed)}
        ), planned AS (
          SELECT *, CASE WHEN execution AND wish IN ('unreadable',
              'reported_no_decision') THEN wish
            WHEN execution THEN NULL
            WHEN wish = 'reported_no_decision' THEN NULL ELSE wish END AS slip
          FROM drawn
        )
        SELECT 'L' || i AS number,
          CASE WHEN slip = 'unreadable' THEN matter || '?' ELSE matter END AS matter,
          CASE WHEN slip = 'wrong_point' THEN other ELSE point END AS point,
          CASE WHEN slip = 'another_decides' THEN 'enhetschef'
            WHEN slip = 'facts_missing' THEN 'enhetschef'
            WHEN is_low THEN 'enhetschef' ELSE 'avdelningschef' END AS decider,
          CASE WHEN slip = 'not_in_force' THEN DATE '2025-12-01'
            ELSE DATE '2026-02-01' END + ahead::INT
            % CASE WHEN slip = 'not_in_force' THEN 60 ELSE 330 END AS day,
          CASE WHEN slip = 'facts_missing' THEN NULL
            WHEN slip = 'another_decides' THEN low + 0.01 + x % 900
            WHEN is_low THEN 1 + x % low ELSE low + 1 + x % (high - low)
            END::DECIMAL(12, 2) AS amount,
          CASE WHEN execution AND slip IS DISTINCT FROM 'reported_no_decision'
              THEN NULL
            WHEN slip = 'not_reported' THEN day + 93
            ELSE day + later::INT END AS reported,
          COALESCE(slip, 'in_order') AS planted
        FROM planned ORDER BY i) TO '{file}' {form}"""  # noqa: S608 - our own
    )
