"""The JSON Schema for editors says what the loader says, neither more nor less."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from engine.rulebook.language import drafts, nodes, orders
from engine.rulebook.language.schema import (
    RULEBOOK_SHAPES,
    json_schema,
    schema_texts,
)
from engine.rulebook.language.shapes import Problems
from engine.rulebook.loading.shipped import shipped
from tests.support.broken_packs import FOLDER

#: Which schema a file of a pack follows, by its name.
BY_NAME = {
    drafts.HEAD: "pack",
    drafts.VOCABULARY: "vocabulary",
    drafts.SOURCES: "sources",
    drafts.ACCEPTED: "accepted",
    drafts.AMOUNTS: "prisbasbelopp",
    drafts.STATUTES: "statutes",
    orders.HEADER: "order",
}


def matches(_validator, pattern, instance, _schema):
    """Match as JSON Schema means it: `$` is the end, not before a last line break."""
    if isinstance(instance, str) and not re.search(
        pattern.replace("$", r"\Z"), instance
    ):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


VALIDATOR = extend(Draft202012Validator, {"pattern": matches})
VALIDATORS = {
    name: VALIDATOR(json_schema(name, shape), format_checker=FormatChecker(["date"]))
    for name, shape in RULEBOOK_SHAPES.items()
}


def as_json(node):
    """Return a node as JSON, every scalar being text."""
    if isinstance(node, nodes.Sequence):
        return [as_json(item) for item in node.items]
    if isinstance(node, nodes.Mapping):
        return {str(key): as_json(value) for key, value in node.entries.items()}
    return str(node)


def as_nodes(document):
    """Return JSON of texts, lists and objects as nodes, each at the same place."""
    if isinstance(document, list):
        return nodes.Sequence([as_nodes(item) for item in document], "f", 1, 1)
    if isinstance(document, dict):
        entries = {as_nodes(key): as_nodes(value) for key, value in document.items()}
        return nodes.Mapping(entries, "f", 1, 1)
    made = nodes.Scalar(document)
    made.file, made.line, made.column = "f", 1, 1
    return made


def loader_says(name, document):
    problems = Problems()
    RULEBOOK_SHAPES[name].read(as_nodes(document), problems)
    return problems


def schema_says(name, document):
    return [error.message for error in VALIDATORS[name].iter_errors(document)]


def assert_agreement(name, document):
    loader, schema = loader_says(name, document), schema_says(name, document)
    assert bool(loader) == bool(schema), (loader, schema)


# the files ------------------------------------------------------------------------


@pytest.mark.parametrize("name", RULEBOOK_SHAPES)
def test_a_schema_is_a_schema_and_names_no_web_host(name):
    schema = json_schema(name, RULEBOOK_SHAPES[name])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:mandat:schema:{name}"
    assert schema["title"]


@pytest.mark.parametrize("name", RULEBOOK_SHAPES)
def test_every_reference_leads_somewhere_and_every_definition_is_used(name):
    schema = json_schema(name, RULEBOOK_SHAPES[name])
    text = json.dumps(schema)
    named = set(re.findall(r'"#/\$defs/(\w+)"', text))
    assert named == set(schema.get("$defs", {}))


def test_every_key_of_a_rule_is_explained():
    schema = json_schema("rules", RULEBOOK_SHAPES["rules"])
    rule = schema["properties"]["rules"]["items"]
    assert all(about.get("description") for about in rule["properties"].values())


def test_an_editor_is_offered_the_keys_of_the_kind_once_the_subject_is_there():
    schema = json_schema("rules", RULEBOOK_SHAPES["rules"])
    offers = {
        branch["if"]["required"][0]: branch["then"]["$ref"].rpartition("/")[2]
        for branch in schema["properties"]["rules"]["items"]["allOf"]
    }
    assert offers["matter"] == "decision_rule"
    assert offers["derive"] == "classification_rule"
    decision = schema["$defs"]["decision_rule"]["properties"]
    assert {"decides", "approves", "requires"} <= set(decision)
    assert "via" not in decision


def test_a_caller_may_add_shapes_of_its_own():
    (text,) = schema_texts({"own": RULEBOOK_SHAPES["pack"]}).values()
    assert json.loads(text)["$id"] == "urn:mandat:schema:own"


# what stands in a file ------------------------------------------------------------


def name_of(path):
    return BY_NAME.get(path.name, "rules")


def parts(document):
    """Yield a file's entries one by one, each as a file of its own.

    A file with two mistakes says nothing about either.
    """
    if not isinstance(document, dict) or not document:
        yield document
    for key, content in document.items() if isinstance(document, dict) else ():
        if isinstance(content, list) and key in {"rules", "accepted"}:
            yield from ({key: [item]} for item in content)
        elif isinstance(content, dict) and key != "label":
            yield from ({key: {name: item}} for name, item in content.items())
        else:
            yield document


@pytest.mark.parametrize(
    "path",
    sorted(FOLDER.rglob("*.yaml")),
    ids=lambda path: str(path.relative_to(FOLDER)),
)
def test_schema_and_loader_agree_on_every_broken_file(path):
    root = nodes.read_nodes(path.read_bytes(), path.name)[0]
    if root is not None:
        assert_agreement(name_of(path), as_json(root))
        for part in parts(as_json(root)):
            assert_agreement(name_of(path), part)


@pytest.mark.slow
def test_schema_and_loader_take_every_shipped_file():
    files = sorted(shipped("rules").rglob("*.yaml"))
    assert files
    for path in files:
        root = nodes.read_nodes(path.read_bytes(), path.name)[0]
        assert schema_says(name_of(path), as_json(root)) == []


_BARE = "rules: [{id: 1, says: 2, cites: c#d, matter: 3, decides: 4, "


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rules", _BARE + "mandatory: true}]"),
        ("rules", _BARE + "when: {a: {max: 5.5}, b: [1, 2]}, unless: {c: false}}]"),
        ("vocabulary", "circumstances: {a: {label: b, type: bool, default: false}}"),
        ("prisbasbelopp", "prisbasbelopp: {2026: {amount: 59200, source: SFS}}"),
    ],
)
def test_editors_that_see_numbers_and_truth_values_are_content(name, text):
    """An editor reads `59200` as a number and `false` as a truth value, and may."""
    assert schema_says(name, json.loads(json.dumps(yaml.safe_load(text)))) == []


# whatever stands in a file ----------------------------------------------------------

_SOUND = {
    name: [
        as_json(nodes.read_nodes(path.read_bytes(), "f")[0])
        for path in sorted((FOLDER / "_sound").rglob("*.yaml"))
        if name_of(path) == name
    ]
    or [
        {
            "accepted": [
                {"finding": "gap", "rules": ["by/inkop"], "reason": "Det är så."}
            ]
        }
    ]
    for name in RULEBOOK_SHAPES
}


def scraps(document):
    """Return everything a document is made of, keys included."""
    yield document
    if isinstance(document, list):
        for item in document:
            yield from scraps(item)
    if isinstance(document, dict):
        for key, value in document.items():
            yield key
            yield from scraps(value)


_SCRAPS = [
    scrap for documents in _SOUND.values() for d in documents for scrap in scraps(d)
]
_KEYS = sorted(
    {scrap for scrap in _SCRAPS if isinstance(scrap, str) and len(scrap) < 15}
)
_STRANGE = [
    "",
    " ",
    "\n",
    "a\n",
    " a",
    "A",
    "å",
    "nobody",
    "2026-02-30",
    "2026-02-28\n",
]
_STRANGE += [
    "0 per year",
    "1 year ",
    "yes\n",
    "Yes",
    "a#b\n",
    "a/b#c",
    "x" * 101,
    "٢٠٢٦",
]


def changed(document, value):
    """Yield a document with each of its values, in turn, replaced or left out."""
    if isinstance(document, list | dict):
        keys = range(len(document)) if isinstance(document, list) else list(document)
        for key in keys:
            copy = document.copy()
            del copy[key]
            yield copy
            for inner in (value, *changed(document[key], value)):
                copy = document.copy()
                copy[key] = inner
                yield copy


@pytest.mark.parametrize("name", RULEBOOK_SHAPES)
@pytest.mark.parametrize(
    "value",
    ["", "x" * 101, "a", "2026-02-30", [], {}, ["b"]],
    ids=lambda value: repr(value)[:12],
)
def test_schema_and_loader_agree_wherever_a_value_stands(name, value):
    for document in _SOUND[name]:
        for part in parts(document):
            for other in changed(part, value):
                assert_agreement(name, other)


_OTHERS = st.sampled_from([*_SCRAPS, *_STRANGE, [], {}, [[]], {"": ""}, [""]])
_NAMES = st.sampled_from(_KEYS + _STRANGE)


@st.composite
def nearly_right(draw):
    """Return the name of a schema, and a document after a few random changes."""
    name = draw(st.sampled_from(sorted(RULEBOOK_SHAPES)))
    document = json.loads(json.dumps(draw(st.sampled_from(_SOUND[name]))))
    for _ in range(draw(st.integers(0, 3))):
        places = [scrap for scrap in scraps(document) if isinstance(scrap, dict | list)]
        place = draw(st.sampled_from([p for p in places if p] or [document]))
        if not place:
            continue
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = draw(st.sampled_from(list(keys)))
        other = json.loads(json.dumps(draw(_OTHERS)))
        changes = ["delete", "replace", "wrap", "add", "rename"]
        match draw(st.sampled_from(changes)), place:
            case "delete", _:
                del place[key]
            case "replace", _:
                place[key] = other
            case "wrap", _:
                place[key] = [place[key]]
            case _, list():
                place.append(other)
            case "add", _:
                place[draw(_NAMES)] = other
            case "rename", _:
                place[draw(_NAMES)] = place.pop(key)
    return name, document


@given(nearly_right())
def test_schema_and_loader_agree_on_whatever_stands_in_a_file(case):
    assert_agreement(*case)
