"""The same rows in other engines, and in a dict made by hand."""

from __future__ import annotations

import itertools
import json
from bisect import bisect_left
from typing import TYPE_CHECKING

import casbin
import cedarpy
import duckdb
import pyarrow as pa
import zen

from engine.answers.answer import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bench.table import Asked, Columns, Key, Row
    from engine.rulebook.model.values import Value

_LOWEST, _HIGHEST = -(2**60), 2**60


def _column(circumstance: str) -> str:
    """Return the id of a circumstance as other engines can take it."""
    return "c_" + circumstance.replace("-", "_")


class ZenTables:
    """A compiled zen-engine decision table for each matter.

    One table for all matters would be slower: zen reads its rows from the top.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        """Compile the rows."""
        by_matter: dict[str, list[Row]] = {}
        for row in rows:
            by_matter.setdefault(row.matter, []).append(row)
        contents = {
            matter: zen.ZenDecisionContent(json.dumps(_zen_graph(of_matter)))
            for matter, of_matter in by_matter.items()
        }
        self._engine = zen.ZenEngine({"loader": contents.__getitem__})

    @staticmethod
    def asked(question: Asked) -> dict[str, int | str]:
        """Return the context zen wants."""
        return {_column(name): value for name, value in question.given.items()}

    def ask(self, matter: str, context: dict[str, int | str]) -> Key:
        """Return the answer of one question."""
        answer: Key = self._engine.evaluate(matter, context)["result"]["answer"]
        return answer


def _zen_graph(rows: list[Row]) -> dict[str, object]:
    names = sorted({name for row in rows for name, _ in row.spans})
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": n, "name": n, "field": _column(n)} for n in names],
        "outputs": [{"id": "answer", "name": "answer", "field": "answer"}],
        "rules": [
            {
                "_id": str(number),
                **{name: _zen_test(dict(row.spans).get(name, ())) for name in names},
                "answer": json.dumps(row.key),
            }
            for number, row in enumerate(rows)
        ],
    }
    nodes: list[dict[str, object]] = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "table", "type": "decisionTableNode", "name": "table", "content": table},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    ways = (("in", "table"), ("table", "out"))
    return {
        "nodes": [{**node, "position": {"x": 0, "y": 0}} for node in nodes],
        "edges": [
            {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"}
            for a, b in ways
        ],
    }


def _zen_test(span: tuple[Value | Limits, ...]) -> str:
    """Return a span as a cell of a zen table; an empty cell is anything."""
    return ", ".join(
        f"[{_bound(item.low, _LOWEST)}..{_bound(item.high, _HIGHEST)}]"
        if isinstance(item, Limits)
        else json.dumps(item)
        for item in span
    )


def _bound(limit: int | None, otherwise: int) -> int:
    return otherwise if limit is None else limit


class CedarPolicies:
    """A Cedar policy for each row, parsed once; its annotation is the answer."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Parse the rows."""
        text = "\n".join(
            f"@id({json.dumps(row.key)}) permit(principal, action, "
            f"resource == Matter::{json.dumps(row.matter)})"
            f" when {{ {_cedar_test(row)} }};"
            for row in rows
        )
        self._policies = cedarpy.PolicySet.from_str(text)
        self._entities = cedarpy.Entities.from_json_str("[]")

    def ask(self, asked: Asked) -> Key:
        """Return the answer of one question."""
        request = {
            "principal": 'Someone::"x"',
            "action": 'Action::"decide"',
            "resource": {"type": "Matter", "id": asked.matter},
            "context": {_column(name): value for name, value in asked.given.items()},
        }
        result = cedarpy.is_authorized(request, self._policies, self._entities)
        (key,) = result.diagnostics.id_annotations_by_reason.values()
        return str(key)


def _cedar_test(row: Row) -> str:
    tests = []
    for name, span in row.spans:
        field = f"context.{_column(name)}"
        either = []
        for item in span:
            if isinstance(item, Limits):
                low, high = _bound(item.low, _LOWEST), _bound(item.high, _HIGHEST)
                either.append(f"({field} >= {low} && {field} <= {high})")
            else:
                either.append(f"{field} == {json.dumps(item)}")
        tests.append(f"({' || '.join(either)})")
    return " && ".join(tests) or "true"


_CASBIN_MODEL = """
[request_definition]
r = matter, belopp, omrade
[policy_definition]
p = matter, low, high, omrade, key
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.matter == p.matter && within(r.belopp, p.low, p.high) && near(r.omrade, p.omrade)
"""


class CasbinPolicy:
    """A casbin policy for each row of a ladder of amounts by area, loaded once."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Load the rows; one that lists areas becomes one for each."""
        model = casbin.Enforcer.new_model(text=_CASBIN_MODEL)
        self._enforcer = casbin.Enforcer(model)
        self._enforcer.add_function("within", _is_within)
        self._enforcer.add_function("near", lambda area, own: own in {"", area})
        for row in rows:
            spans = dict(row.spans)
            (amount,) = spans["belopp"]
            assert isinstance(amount, Limits)  # noqa: S101 - amounts are ordered
            low, high = _bound(amount.low, _LOWEST), _bound(amount.high, _HIGHEST)
            for area in spans.get("omrade", ("",)):
                self._enforcer.add_policy(
                    row.matter, str(low), str(high), area, row.key
                )

    def ask(self, asked: Asked) -> Key:
        """Return the answer of one question."""
        given = asked.given
        _, rule = self._enforcer.enforce_ex(
            asked.matter, given["belopp"], given["omrade"]
        )
        return str(rule[-1])


def _is_within(value: int, low: str, high: str) -> bool:
    return int(low) <= value <= int(high)


class DuckJoin:
    """The rows as an indexed DuckDB table, joined with a table of questions."""

    def __init__(self, rows: list[Row]) -> None:
        """Fill the table of rules and index it by matter."""
        self._names = sorted({name for row in rows for name, _ in row.spans})
        self._ordered = {
            name
            for row in rows
            for name, span in row.spans
            if any(isinstance(item, Limits) for item in span)
        }
        self._connection = duckdb.connect()
        columns = self._rule_columns()
        self._connection.execute(f"create table rules ({', '.join(columns)})")
        marks = ", ".join("?" for _ in columns)
        entries = [entry for row in rows for entry in self._entries(row)]
        self._connection.executemany(f"insert into rules values ({marks})", entries)  # noqa: S608
        self._connection.execute("create index by_matter on rules (matter)")

    def _rule_columns(self) -> list[str]:
        columns = ["matter varchar", "answer varchar"]
        for name in self._names:
            column = _column(name)
            if name in self._ordered:
                columns += [f"{column}_low bigint", f"{column}_high bigint"]
            else:
                columns.append(f"{column} varchar")
        return columns

    def _entries(self, row: Row) -> Iterable[list[object]]:
        """Return a row for each combination of the values it lists."""
        spans = dict(row.spans)
        for items in itertools.product(*(spans.get(n, (None,)) for n in self._names)):
            entry: list[object] = [row.matter, row.key]
            for name, item in zip(self._names, items, strict=True):
                if isinstance(item, Limits):
                    entry += [_bound(item.low, _LOWEST), _bound(item.high, _HIGHEST)]
                elif name in self._ordered:
                    entry += [_LOWEST, _HIGHEST]
                else:
                    entry.append(None if item is None else str(item))
            yield entry

    def table(self, columns: Columns) -> pa.Table:
        """Return questions as an Arrow table."""
        made = {
            "number": pa.array(range(len(columns.matters)), pa.int64()),
            "matter": pa.array(columns.matters),
        }
        for name in self._names:
            # Rows that limit a circumstance are of matters where it is given, so
            # any value may stand where it is not.
            is_ordered = name in self._ordered
            kind: type[int | str] = int if is_ordered else str
            values = [kind(value or 0) for value in columns.given[name]]
            type_ = pa.int64() if is_ordered else pa.string()
            made[_column(name)] = pa.array(values, type_)
        return pa.table(made)

    def take(self, questions: pa.Table) -> None:
        """Put questions in a table of DuckDB, replacing what was there."""
        self._connection.register("handed", questions)
        self._connection.execute(
            "create or replace table questions as select * from handed"
        )
        self._connection.unregister("handed")

    def answers(self) -> pa.Table:
        """Return the answers to the questions that were taken, as an Arrow table."""
        return self._joined("questions")

    def answers_to(self, questions: pa.Table) -> pa.Table:
        """Return the answers to questions that are handed over, without a copy."""
        self._connection.register("handed", questions)
        return self._joined("handed")

    def _joined(self, questions: str) -> pa.Table:
        """Join a table of questions with the rules."""
        tests = ["rules.matter = asked.matter"]
        for name in self._names:
            column = _column(name)
            if name in self._ordered:
                limits = f"rules.{column}_low and rules.{column}_high"
                tests.append(f"asked.{column} between {limits}")
            else:
                tests.append(
                    f"(rules.{column} is null or rules.{column} = asked.{column})"
                )
        return self._connection.sql(
            f"select number, answer from {questions} as asked join rules on "  # noqa: S608
            + " and ".join(tests)
        ).to_arrow_table()


def hand_written_index(
    rows: Iterable[Row],
) -> Callable[[str, dict[str, int | str]], Key]:
    """Return what one would write by hand for a ladder of amounts by area.

    It knows which circumstances there are and that every matter has the same.
    """
    steps: dict[str, tuple[list[int], list[dict[int | str, Key]]]] = {}
    for row in rows:
        spans = dict(row.spans)
        (amount,) = spans["belopp"]
        assert isinstance(amount, Limits)  # noqa: S101 - amounts are ordered
        highs, answers = steps.setdefault(row.matter, ([], []))
        high = _bound(amount.high, _HIGHEST)
        if high not in highs:
            position = bisect_left(highs, high)
            highs.insert(position, high)
            answers.insert(position, {})
        for area in spans.get("omrade", ("skola", "vard", "teknik")):
            assert isinstance(area, str)  # noqa: S101 - areas are an enum
            answers[highs.index(high)][area] = row.key

    def ask(matter: str, given: dict[str, int | str]) -> Key:
        highs, answers = steps[matter]
        return answers[bisect_left(highs, given["belopp"])][given["omrade"]]

    return ask
