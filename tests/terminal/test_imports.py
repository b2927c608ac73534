"""A command imports what it needs: an import at a start is waited for by everybody.

What a new module costs shows `python -X importtime cli.py --version`. Whoever adds a
name below has looked at it, and found no way for a question to do without.
"""

from fnmatch import fnmatch

import pytest

from engine.terminal.exits import Exit
from tests.support.terminal import commands, python

#: What takes milliseconds, and is for reading rules, drawing tables and pages, for free
#: questions, misspelt names, processes or the user's own folders alone.
HEAVY = """
asyncio click concurrent.futures decimal difflib durable_rules_engine email hashlib
importlib.metadata jinja2 json logging multiprocessing pathlib pickle
platformdirs rapidfuzz shutil snowballstemmer socket subprocess tabulate tempfile
urllib yaml zipfile
"""
#: All of our modules that tell the version, or which commands there are.
START = """
engine.__main__ engine.terminal engine.terminal.locales engine.terminal.shortcut
engine.version
"""
#: What a question to a kept rulebook needs besides: whole rooms where all of it counts.
QUESTION = """
engine.records engine.report engine.report.lines engine.report.say
engine.rulebook engine.rulebook.model
engine.terminal.audience engine.terminal.display engine.terminal.environment
engine.terminal.exits engine.terminal.inquiries engine.terminal.options
engine.terminal.output engine.terminal.plain_questions engine.terminal.streams
engine.service engine.service.given engine.service.mandat engine.service.municipality
engine.service.response engine.service.setup engine.service.typed_words
engine.rulebook.loading engine.rulebook.loading.by_need engine.rulebook.loading.cache
engine.rulebook.loading.freshness engine.rulebook.loading.opening
engine.rulebook.loading.pages engine.rulebook.loading.units
engine.rulebook.loading.shipped engine.rulebook.loading.tables
engine.rulebook.loading.walks
engine.rulebook.model.*
engine.answers engine.answers.* engine.inference engine.inference.*
engine.space engine.space.boxes engine.space.cell_answers engine.space.cells
engine.space.memory
engine.space.particulars engine.space.space engine.space.tables
engine.report.answers engine.report.answers.as_json engine.report.answers.text
engine.report.answers.why engine.report.citations engine.report.conclusions
engine.report.grants engine.report.json_text engine.report.layout
engine.report.limited_rows engine.report.notes
engine.report.phrases engine.report.wording
"""
#: What reading the kept rules takes of the heavy ones: digests, tables, amounts, and
#: the names of files.
READING = "decimal durable_rules_engine hashlib json pathlib urllib"


def imported(*words, cache="off"):
    """Return the modules that a command imports, ours and others."""
    code = (
        "import sys; before = set(sys.modules)\n"
        "from engine.__main__ import main\n"
        "try: main()\n"
        "finally: print(); print(*{*sys.modules} - before)"
    )
    done = python("-c", code, *words, MANDAT_CACHE=cache, LANG="sv_SE.UTF-8")
    assert done.returncode in {Exit.DONE, Exit.NO_ONE_OR_SEVERAL}, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def ours(names):
    return {name for name in names if name.startswith("engine.")}


def test_the_version_and_the_commands_are_told_at_once():
    names = imported("--version")
    assert names & {*HEAVY.split(), "typing", "re", "dataclasses"} == set()
    assert ours(names) == ours(imported("--help")) == {*START.split()}


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("who", ["mediefrågor", "-g", "frågetyp=hur"]),
        ("route", ["politiker", "rektor"]),
        ("may", ["politiker", "detaljstyra ett enskilt ärende"]),
    ],
)
def test_a_question_to_a_kept_rulebook_needs_no_more(verb, words, kept):
    names = imported(verb, *words, "-m", "kungsör", cache=kept)
    known = {*START.split(), *QUESTION.split()}
    assert {name for name in ours(names) if not _is_known(name, known)} == set()
    # its patterns take as long to compile as all the rest
    assert "engine.rulebook.model.references" not in names
    assert names & {*HEAVY.split(), "dataclasses"} <= {*READING.split()}


def _is_known(name, known):
    return any(fnmatch(name, pattern) for pattern in known)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Return the folder in which the rules of Kungsör are kept."""
    folder = str(tmp_path_factory.mktemp("cache"))
    imported("show", "mediefrågor", "-m", "kungsör", cache=folder)
    return folder


def test_a_command_imports_no_other():
    modules = {f"engine.terminal.{name.replace(' ', '_')}" for name in commands()}
    assert imported("train", "handout", "-h") & modules == {
        "engine.terminal.train",
        "engine.terminal.train_handout",
    }
