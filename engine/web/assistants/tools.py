"""The tools that an assistant has, with what it is told of them.

No text here says who decides anything: that stands in the rules alone.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from ...records import record
from ...rulebook.model.problems import EngineError, Message
from ...service.schemas import schema_text
from . import calls
from .arguments import DAY, GIVEN, MUNICIPALITY, TONGUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

#: What is added to the object of the terminal, and the schema of it.
_BASIS = "basis"
#: The name of an argument, what it is, and whether a tool must have it.
Parameter = tuple[str, str, bool]

_DAY = (DAY, "The day that is asked for, as 2026-01-31; today when left out.", False)
_FACTS = (
    GIVEN,
    "Circumstances that somebody told you, by id or name, with values as people type.",
    False,
)
_TONGUE = (
    TONGUE,
    "The language of sentences and labels: sv or en. Rules are in Swedish.",
    False,
)


@record
class Tool:
    """A tool: its name and title, what it does, what it takes and what it gives.

    Attributes:
        takes: its own parameters, beside whose rules count and the language.
        gives: the name of the schema of the object that the terminal prints.
        call: answers; a slow one is answered alone.
    """

    name: str
    title: str
    about: str
    takes: tuple[Parameter, ...]
    gives: str
    call: Callable[[calls.ToolCall], calls.ToolAnswer]
    is_slow: bool = False

    @property
    def required(self) -> Mapping[str, bool]:
        """Whether each parameter must be given, by their names."""
        names = {MUNICIPALITY: True}
        names.update({name: is_required for name, _, is_required in self.takes})
        return {**names, TONGUE: False}

    def input_schema(
        self, municipalities: Iterable[str], place: str = ""
    ) -> dict[str, Any]:
        """Return the JSON Schema of the arguments.

        Args:
            municipalities: the ids of those that have rules here.
            place: the id of the one whose rules count where none is named; empty if
                one must be.
        """
        known = ", ".join(municipalities)
        whose = (
            "Whose rules count, by id or name; `lag` for law and general guidance "
            f"alone. Here: {known}."
        )
        whose += f" {place} when left out." if place else ""
        properties: dict[str, Any] = {
            name: {"type": "string", "description": about}
            for name, about, _ in ((MUNICIPALITY, whose, True), *self.takes, _TONGUE)
        }
        properties[TONGUE]["enum"] = ["sv", "en"]
        if GIVEN in properties:
            value = {"type": ["string", "number", "boolean"]}
            properties[GIVEN] |= {"type": "object", "additionalProperties": value}
        return {
            "type": "object",
            "properties": properties,
            "required": [
                name
                for name, is_so in self.required.items()
                if is_so and not (name == MUNICIPALITY and place)
            ],
            "additionalProperties": False,
        }

    def output_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what the tool gives.

        It is the object of the terminal, which has a `basis` besides.
        """
        return _with_basis(self.gives)


@cache
def _with_basis(name: str) -> dict[str, Any]:
    """Return the schema of an object of the terminal that has a `basis` besides."""
    schema = json.loads(schema_text(f"output/{name}"))
    added = json.loads(schema_text(f"output/{_BASIS}"))
    definitions = schema.setdefault("$defs", {})
    alternatives = [
        definitions[each["$ref"].removeprefix("#/$defs/")]
        for each in schema.get("anyOf", ())
    ]
    for part in alternatives or [schema]:
        part["properties"][_BASIS] = added["properties"][_BASIS]
        part["required"].append(_BASIS)
    definitions.update(added["$defs"])
    schema["$id"] = f"urn:mandat:schema:tool:{name}"
    return {"type": "object", **schema}


TOOLS: tuple[Tool, ...] = (
    Tool(
        name="who",
        title="Who decides",
        about="Tell who decides a matter, who approves, prepares, proposes, signs or "
        "is consulted, under which conditions. What is not known makes the answer a "
        "table of cases.",
        takes=(
            ("matter", "What is decided, by id, name or synonym.", True),
            _FACTS,
            _DAY,
        ),
        gives="answer",
        call=calls.who,
    ),
    Tool(
        name="route",
        title="Which way a contact goes",
        about="Tell which way a contact from somebody to somebody must take: directly, "
        "or over whom.",
        takes=(
            ("sender", "The role that wants to reach somebody.", True),
            ("receiver", "The role that is to be reached.", True),
            ("about", "The matter that the contact is about, if that is known.", False),
            _FACTS,
            _DAY,
        ),
        gives="answer",
        call=calls.route,
    ),
    Tool(
        name="may",
        title="Whether somebody may",
        about="Tell whether somebody may do something, and what to do instead.",
        takes=(
            ("actor", "The role that would do it.", True),
            ("act", "What would be done, or the matter that would be decided.", True),
            _FACTS,
            _DAY,
        ),
        gives="answer",
        call=calls.may,
    ),
    Tool(
        name="ask",
        title="Ask in everyday words",
        about="Answer a question in everyday Swedish where it is clear what is meant, "
        "and tell how it was understood; else offer what it may mean, and answer "
        "nothing. Give the question as the person asked it.",
        takes=(
            ("question", "The question, in Swedish.", True),
            ("asker", 'The role of the one who asks, whom "jag" then means.', False),
            _FACTS,
            _DAY,
        ),
        gives="ask",
        call=calls.ask,
    ),
    Tool(
        name="check_decision",
        title="Check a decision",
        about="Tell whether somebody who may has taken a decision, on the right point, "
        "in force that day; and how the fields of a case system should be filled in.",
        takes=(
            ("decided_by", "The role or post that decided, by id or name.", True),
            (DAY, "The day of the decision, as 2026-01-31.", True),
            ("matter", "What was decided; may be left out beside a point.", False),
            ("reference", "The point of the order, such as KS 2.1.", False),
            ("legal_basis", "The provisions that the decision names.", False),
            ("method", "How it was taken: manual or automatic.", False),
            _FACTS,
        ),
        gives="decision-check",
        call=calls.decision,
    ),
    Tool(
        name="role",
        title="What a role may decide",
        about="Tell what a role may decide on a day, with limits, what it must report "
        "and its duties. Long for committees: prefer `who` for one matter.",
        takes=(("role", "The role, by id, name or synonym.", True), _DAY),
        gives="show",
        call=calls.role,
    ),
    Tool(
        name="order_row",
        title="A row of a delegation order",
        about="Show a row of a committee's delegation order, by its number.",
        takes=(
            ("committee", "Whose order, by id, name or synonym.", True),
            ("point", "The number of the row, such as 2.1.", True),
            _DAY,
        ),
        gives="show",
        call=calls.order_row,
    ),
    Tool(
        name="passage",
        title="A passage",
        about="Show what a passage of an act or document says, in our own words, where "
        "it is found, and the rules that rest on it.",
        takes=(
            (
                "passage",
                "Its id, as in `basis`, or as it is cited, such as `KL 6 kap. 38 §`.",
                True,
            ),
            _DAY,
        ),
        gives="show",
        call=calls.passage,
    ),
    Tool(
        name="changes",
        title="What has changed",
        about="Tell which questions the rules of a municipality, the law among them, "
        "answer differently on two days. Slow: name what it is about where you can.",
        takes=(
            ("first_day", "The day before, as 2026-01-31.", True),
            ("last_day", "The day after, as 2026-07-01.", True),
            ("about", "The matter, role, act or rule to keep to.", False),
        ),
        gives="diff",
        call=calls.changes,
        is_slow=True,
    ),
)


def tool_named(name: str) -> Tool:
    """Return the tool of a name.

    Raises:
        EngineError: there is none.
    """
    for tool in TOOLS:
        if tool.name == name:
            return tool
    known = ", ".join(tool.name for tool in TOOLS)
    raise EngineError(Message.of("web/no-tool", name=name[:80], known=known))
