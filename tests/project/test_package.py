"""The package has one name when it is installed, and another where it is edited."""

import json
import tomllib
from pathlib import Path

import pytest

from tests.support.terminal import python

TOP = Path(__file__).parents[2]
HATCH = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]
QUESTION = ("who", "nämndmål", "-m", "linköping", "-g", "målområde=medarbetare")


def run(*words: str, cache: Path | str = "off") -> str:
    done = python(*words, MANDAT_CACHE=str(cache))
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_wheel_has_one_package_with_the_yaml_inside():
    wheel = HATCH["build"]["targets"]["wheel"]
    tops = {wheel["sources"].get(name, name) for name in wheel["only-include"]}
    assert {Path(top).parts[0] for top in tops} == {"mandat"}
    assert (TOP / "engine" / "py.typed").is_file()


def test_a_checkout_has_the_package_by_its_other_name():
    shown = run(
        "-c",
        "import json, mandat, mandat.terminal, sys;"
        "ours = [name for name in sys.modules if name.startswith('engine')];"
        "print(json.dumps([mandat.__path__, mandat.terminal.__file__, ours]))",
    )
    package = TOP / "engine"
    terminal = package / "terminal" / "__init__.py"
    assert json.loads(shown) == [[str(package)], str(terminal), []]


def test_the_package_runs_as_a_module_and_as_a_script():
    ways = (("-m", "mandat"), ("-m", "engine"), ("cli.py",))
    shown = {run(*way, "--version") for way in ways}
    assert len(shown) == 1
    assert shown.pop().startswith("mandat")


@pytest.mark.slow
def test_a_page_is_filled_alike_under_both_names():
    results = "docs/examples/results/2026-11-group.jsonl"
    words = ("train", "report", results, "--on", "2026-12-01", "--format", "html")
    pages = {run("-m", module, *words) for module in ("mandat", "engine")}
    assert len(pages) == 1
    assert pages.pop().startswith("<!doctype html>")


def test_only_those_who_want_a_page_wait_for_templates():
    shown = run(
        "-c",
        "import sys; from engine.terminal.program import mandat;"
        f"mandat({list(QUESTION)}, standalone_mode=False);"
        "print('jinja2' in sys.modules)",
    )
    assert shown.endswith("False\n")


def test_only_what_goes_wrong_waits_for_the_sentences_of_errors():
    """What is fine is answered without them."""
    shown = run(
        "-c",
        "import sys; from engine.terminal.program import mandat;"
        f"mandat({list(QUESTION)}, standalone_mode=False);"
        "print([name for name in sys.modules if 'report.messages' in name])",
    )
    assert "'engine.report.messages.catalogue'" not in shown
    assert "'engine.report.messages.nouns'" not in shown


@pytest.mark.slow
def test_what_is_kept_under_one_name_is_not_used_under_the_other(tmp_path: Path):
    answers = set()
    for _ in range(2):
        for module in ("mandat", "engine"):
            answers.add(run("-m", module, *QUESTION, cache=tmp_path))
        kept = {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()}
        assert len(kept) == 2
    assert len(answers) == 1
    assert "kommunstyrelsen" in answers.pop()
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == kept
