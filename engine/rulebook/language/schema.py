"""Write the shapes of the rule language as JSON Schema, for completion in editors.

The checked-in files in `docs/reference/schema/language` are what this module makes of
the shapes.

An editor is told which schema a file follows by its settings, as in
`docs/how-to/write-rules.md`, or by a first line such as
`# yaml-language-server: $schema=../../docs/reference/schema/language/rules.schema.json`
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from . import acceptances, drafts, orders, statements, statutes
from . import elements as language
from .compounds import Bilingual, List
from .shapes import Bool, Date, Schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .shapes import Shape

#: The files a pack is made of, by the name of their schema.
RULEBOOK_SHAPES: Mapping[str, Shape] = {
    "rules": statements.RULES_FILE,
    "vocabulary": language.VOCABULARY_FILE,
    "sources": language.SOURCES_FILE,
    "pack": drafts.PACK_FILE,
    "order": orders.ORDER_FILE,
    "prisbasbelopp": drafts.AMOUNTS_FILE,
    "accepted": acceptances.ACCEPTED_FILE,
    "statutes": statutes.STATUTES_FILE,
}
#: Shapes that stand in many places are written once, under `$defs`.
_SHARED: Mapping[str, Shape] = {
    "id": language.ID,
    "ids": List(language.ID),
    "value": language.ANY,
    "values": List(language.ANY),
    "text": Bilingual(),
    "yes_or_no": Bool(),
    "day": Date(),
    "passages": List(language.PASSAGE),
    "other_rules": List(language.RULE),
    "how_often": language.FREQUENCY,
    "within_how_long": language.DEADLINE,
    "conditions": language.GROUP,
    "groups_of_conditions": language.GROUPS,
    "who": language.WHO,
    "who_or_list": language.ANYONE_OF,
    "role": language.ROLE,
    "matter": language.MATTER,
    "act": language.ACT,
    "circumstance": language.CIRCUMSTANCE,
    "source": language.SOURCE,
    **{f"{kind.value}_rule": record for kind, record in statements.RULE_SHAPES.items()},
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(name: str, shape: Shape) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a file of the given shape.

    It is told apart from others by a name, not by an address: nothing is fetched.
    """
    shared = {_bare(made.schema()): id_ for id_, made in _SHARED.items()}
    used: dict[str, Schema] = {}
    body = _shortened(shape.schema(), shared, used)
    schema = {"$schema": _DIALECT, "$id": f"urn:mandat:schema:{name}", **body}
    if used:
        schema["$defs"] = {id_: used[id_] for id_ in sorted(used)}
    return schema


def _bare(schema: Schema) -> str:
    """Return a schema as a key: two that differ in their description are one."""
    rest = {key: part for key, part in schema.items() if key != "description"}
    return json.dumps(rest, sort_keys=True)


def _shortened(
    schema: Schema, shared: Mapping[str, str], used: dict[str, Schema], own: str = ""
) -> Schema:
    """Return `schema` with references to what is shared, which is put into `used`.

    `own` is the shared shape that is being written, which cannot refer to itself.
    """
    id_ = shared.get(_bare(schema), "")
    if id_ and id_ != own:
        if id_ not in used:
            used[id_] = {}  # reserved, in case it should contain itself
            used[id_] = _shortened(_SHARED[id_].schema(), shared, used, own=id_)
        reference: Schema = {"$ref": f"#/$defs/{id_}"}
        about = schema.get("description")
        if about != _SHARED[id_].schema().get("description"):
            reference["description"] = about
        return reference

    def within(part: Any) -> Any:  # noqa: ANN401 - any JSON
        if isinstance(part, dict):
            return _shortened(part, shared, used)
        return [within(item) for item in part] if isinstance(part, list) else part

    return {key: within(part) for key, part in schema.items()}


def schema_texts(shapes: Mapping[str, Shape]) -> dict[str, str]:
    """Return the text of each schema by its file name, for shapes by their names."""
    return {
        f"{name}.schema.json": json.dumps(
            json_schema(name, shape), ensure_ascii=False, indent=2
        )
        + "\n"
        for name, shape in shapes.items()
    }
