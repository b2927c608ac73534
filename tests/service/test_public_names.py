"""The package offers what its documents name, and imports it when it is first used."""

import ast
from pathlib import Path
from types import FunctionType

import pytest

import engine
from tests.support.terminal import python

TOP = Path(engine.__file__).parents[1]
TREE = ast.parse(Path(engine.__file__).read_text("utf-8"))
#: Where each name comes from when types are checked.
CHECKED = {
    alias.name: node.module
    for part in TREE.body
    if isinstance(part, ast.If)
    for node in part.body
    if isinstance(node, ast.ImportFrom)
    for alias in node.names
}
#: Where each name comes from when it is used.
USED = {name: home for home, names in vars(engine)["_HOMES"].items() for name in names}


def test_types_and_use_agree_on_what_is_public():
    assert CHECKED == USED
    assert sorted(engine.__all__) == sorted([*USED, "__version__"])


@pytest.mark.parametrize("name", engine.__all__)
def test_a_public_name_is_there_and_says_what_it_is(name):
    public = getattr(engine, name)

    if isinstance(public, type):
        assert public.__doc__
        assert public.__name__ == name


def test_a_name_that_is_not_public_is_not_there():
    with pytest.raises(AttributeError, match="`Xyzzy`"):
        _ = engine.Xyzzy
    with pytest.raises(ImportError):
        exec("from engine import Xyzzy")  # noqa: S102 - the statement is the point


def test_importing_the_package_imports_nothing_of_it():
    code = "import sys, engine; print([n for n in sys.modules if 'engine.' in n])"
    shown = python("-c", code)
    assert shown.stdout == "['engine.version']\n"


@pytest.mark.parametrize("name", ["Mandat", "Municipality", "Response"])
def test_every_public_method_says_what_it_is_for(name):
    for attribute, value in vars(getattr(engine, name)).items():
        if isinstance(value, (FunctionType, property, classmethod)):
            is_public = not attribute.startswith("_")
            assert value.__doc__ or not is_public, attribute


def test_every_public_error_is_on_the_page():
    page = (TOP / "docs/reference/python.md").read_text("utf-8")
    errors = [name for name in engine.__all__ if name.endswith("Error")]

    assert len(errors) > 5
    for name in errors:
        assert issubclass(getattr(engine, name), engine.EngineError)
        assert f"`{name}`" in page
