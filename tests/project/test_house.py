"""One name has one meaning in the whole house, and every room has its tests."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

TOP = Path(__file__).parents[2]
ENGINE = TOP / "engine"


@cache
def classes():
    """Return every class of the engine, each with its file."""
    return [
        (str(path.relative_to(TOP)), node)
        for path in sorted(ENGINE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    ]


def class_names():
    """Return where each class is defined, by its name; private ones count, too."""
    places = defaultdict(list)
    for file, node in classes():
        places[node.name.removeprefix("_")].append(file)
    return places


def test_no_two_classes_have_one_name():
    places = class_names()

    assert len(places) > 300
    assert {name: listed for name, listed in places.items() if len(listed) > 1} == {}


def test_every_room_has_its_tests_and_every_folder_of_tests_a_room():
    rooms = {path.parent.name for path in ENGINE.glob("*/__init__.py")}
    folders = {path.parent.name for path in (TOP / "tests").glob("*/test_*.py")}

    assert folders == rooms | {"project"}


def test_what_never_changes_is_a_record():
    """As a frozen dataclass it would be compiled at every start: decision 37."""
    compiled = [
        f"{file}:{node.lineno}"
        for file, node in classes()
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call)
        and ast.unparse(decorator.func).endswith("dataclass")
        and any(word.arg == "frozen" for word in decorator.keywords)
    ]
    assert compiled == []
