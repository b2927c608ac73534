"""Messages: every code has its sentences in two languages, and is one that arises."""

from __future__ import annotations

import ast
import datetime as dt
import re
import string
from collections import Counter
from functools import cache
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.report.failures import failure_object, failure_text, problem_object
from engine.report.messages.catalogue import MESSAGES
from engine.report.messages.nouns import NOUNS
from engine.report.messages.reference import reference_page
from engine.report.messages.rendering import (
    message_text,
    mistake_text,
    one_line,
    remedy_text,
)
from engine.report.say import Say
from engine.rulebook.model.problems import (
    EngineError,
    Message,
    Place,
    Problem,
    Referent,
    UnknownNameError,
    UnusableEditionError,
    UnusableRulesError,
)
from engine.rulebook.model.rules import RuleKind
from engine.rulebook.model.texts import Text
from engine.rulebook.model.vocabulary import TermKind
from tests.support.broken_packs import assert_is_well_worded

ENGINE = Path(__file__).parents[2] / "engine"
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "problems.md"
TABLES = ENGINE / "report" / "messages"
SV, EN = Say("sv"), Say("en")


def fields(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@cache
def sources():
    """Return the parsed modules of the engine that may make a message."""
    return [
        (path, ast.parse(path.read_text("utf-8")))
        for path in sorted(ENGINE.rglob("*.py"))
        if TABLES not in path.parents
    ]


def literals(tree):
    return (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def name_of(node):
    """Return the name of what a call calls, and nothing for other nodes."""
    called = getattr(node, "func", None)
    return getattr(called, "id", "") or getattr(called, "attr", "")


#: What makes messages of a code, with the parameters it adds to those it is given.
MAKERS = {
    "of": set(),
    "note": set(),
    "_note": set(),
    "_note_at": set(),
    "lack": set(),
    "check_known": {"name", "near"},
    "UnknownNameError": {"name", "near"},
    "WrongUsageError": set(),
}


def calls():
    """Yield where a code is written out in a call, with the parameters it gets."""
    for path, tree in sources():
        for node in ast.walk(tree):
            made_by = MAKERS.get(name_of(node))
            if made_by is None:
                continue
            words = (a.value for a in node.args if isinstance(a, ast.Constant))
            code = next((word for word in words if word in MESSAGES), None)
            if code is None:
                continue
            given = made_by | {keyword.arg for keyword in node.keywords}
            yield f"{path.stem}:{node.lineno}", code, given


# the tables -------------------------------------------------------------------------


def test_a_code_is_two_short_words_with_a_slash_between():
    for code in MESSAGES:
        assert re.fullmatch(r"[a-z]+/[a-z0-9]+(-[a-z0-9]+)*", code)
        assert len(code) <= 40


def test_both_languages_say_what_is_wrong_and_what_to_do_with_the_same_words():
    for code, text in MESSAGES.items():
        assert fields(text.sv) == fields(text.en), code
        assert fields(text.sv_remedy) == fields(text.en_remedy), code
        assert bool(text.sv_remedy) is bool(text.en_remedy), code
        assert text.sv != text.en, code
        assert_is_well_worded(text.sv, text.en)
        if text.sv_remedy:
            assert_is_well_worded(text.sv_remedy, text.en_remedy)


#: Small words that every text of a language has sooner or later.
ENGLISH = {"the", "is", "are", "with", "which", "or"}
SWEDISH = {"är", "och", "inte", "på", "som", "det"}


def test_swedish_is_swedish_and_english_is_english():
    """A sentence pasted into the wrong column gives itself away by small words."""
    for code, text in MESSAGES.items():
        for said, other in (
            (
                f"{text.sv} {text.sv_remedy}",
                {"the", "is", "are", "with", "which", "or"},
            ),
            (f"{text.en} {text.en_remedy}", {"är", "och", "inte", "på", "som", "det"}),
        ):
            plain = re.sub(r"`[^`]*`|\{[^}]*\}", "", said)
            assert other.isdisjoint(plain.split()), code


def test_no_two_tables_have_the_same_code():
    written = Counter(
        key.value
        for path in sorted(TABLES.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and key.value in MESSAGES
    )
    assert written == dict.fromkeys(MESSAGES, 1)


def test_every_code_arises_somewhere_and_no_other():
    """A code stands in the engine as it is: a search finds where it arises."""
    prefixes = {code.partition("/")[0] for code in MESSAGES}
    codes = {
        word
        for _, tree in sources()
        for word in literals(tree)
        if re.fullmatch(r"[a-z]+/[a-z0-9-]+", word)
        and word.partition("/")[0] in prefixes
    }
    assert codes == MESSAGES.keys()


#: Codes that no input brings about, each with the reason.
UNWITNESSED = {
    "rules/not-shipped": "every copy that runs tests came with its rules",
    "inference/not-installed": "every copy that runs tests has the library",
    "inference/rules-refused": "what is compiled lies within what the library takes",
    "inference/fact-refused": "what is asked lies within what the library takes",
    "inference/held-back": "the library holds no session back that nobody shares",
    "inference/outside-scope": "a guard against a fault of our own",
    "accept/not-in-file": "a guard: the scenario was read from that file",
    "accept/changes-elsewhere": "a guard against a fault of our own",
    "accept/still-misses": "a guard against a fault of our own",
    "cells/too-many-changed": "takes rules that nobody would write",
}


def test_every_code_has_a_witness():
    """Either a broken pack, a transcript or a test names it."""
    tests = Path(__file__).parents[1]
    files = [*tests.rglob("*.py"), *tests.rglob("*.txt")]
    texts = "".join(f.read_text("utf-8") for f in files if f != Path(__file__))
    words = set(re.findall(r"[a-z0-9]+/[a-z0-9-]+", texts))
    assert MESSAGES.keys() - words == UNWITNESSED.keys()


def test_a_message_is_made_with_all_that_its_sentences_name():
    made = [*calls()]
    assert len(made) > len(MESSAGES) // 2
    for place, code, parameters in made:
        text = MESSAGES[code]
        named = fields(text.sv) | fields(text.sv_remedy)
        assert named <= parameters, (place, code)


def nouns():
    """Yield the nouns that shapes and messages are given in the engine."""
    position = {"Object": 0, "String": 0, "Referent": 0, "Enumeration": 1}
    for _, tree in sources():
        for node in ast.walk(tree):
            at = position.get(name_of(node))
            if at is not None and len(node.args) > at:
                word = node.args[at]
                if isinstance(word, ast.Constant):
                    yield word.value
    yield from (kind.value for kind in TermKind)
    yield from (f"{kind.value} rule" for kind in RuleKind)


def test_everything_that_may_stand_in_a_file_has_a_noun_and_nothing_else():
    assert set(nouns()) - {""} == NOUNS.keys()


@pytest.mark.parametrize("name", NOUNS)
def test_a_noun_has_its_forms(name):
    noun = NOUNS[name]
    assert noun.sv
    assert noun.sv_definite
    assert noun.en in {name, f"a {name}", f"an {name}"}


# rendering ---------------------------------------------------------------------------


def test_a_message_is_filled_with_its_parameters_in_either_language():
    message = Message.of(
        "key/missing", key="cites", record=Referent("decision rule", "lov")
    )
    assert mistake_text(message, SV) == "beslutsregeln `lov` saknar `cites`"
    assert mistake_text(message, EN) == "the decision rule `lov` lacks `cites`"
    assert message_text(message, SV) == (
        "beslutsregeln `lov` saknar `cites`: lägg till `cites:`"
    )


def test_the_nearest_name_is_offered_in_place_of_what_else_to_do():
    near = Message.of("name/unknown-role", name="rector", near=("rektor",))
    several = Message.of("name/unknown-role", name="rector", near=("a", "b", "c"))
    none = Message.of("name/unknown-role", name="rector", near=())
    assert remedy_text(near, SV) == "menade du `rektor`?"
    assert remedy_text(near, EN) == "did you mean `rektor`?"
    assert remedy_text(several, SV) == "menade du `a`, `b` eller `c`?"
    assert remedy_text(several, EN) == "did you mean `a`, `b` or `c`?"
    assert remedy_text(none, EN) == "declare the role in `vocabulary.yaml`"


@pytest.mark.parametrize(
    ("code", "parameters", "swedish", "english"),
    [
        (
            "term/no-label",
            {"term": Referent("role", "larare"), "near": ("larrare",)},
            "lägg till `label: {sv: …, en: …}`; eller menade du `larrare`?",
            "add `label: {sv: …, en: …}`; or did you mean `larrare`?",
        ),
        (
            "question/unknown-value",
            {
                "circumstance": Text("Nämnd", "Committee"),
                "name": "skolan",
                "near": ("Skola",),
                "known": (Text("Skola", "School"), Text("Väg")),
            },
            "menade du `Skola`? värdena är `Skola`, `Väg`",
            "did you mean `Skola`? the values are `School`, `Väg`",
        ),
    ],
)
def test_some_remedies_tell_both(code, parameters, swedish, english):
    message = Message.of(code, **parameters)
    assert remedy_text(message, SV) == swedish
    assert remedy_text(message, EN) == english


@pytest.mark.parametrize(
    ("message", "english"),
    [
        (
            Message.of("rules/unusable", count=1),
            "1 problem: nothing was used",
        ),
        (
            Message.of("rules/unusable", count=2),
            "2 problems: nothing was used",
        ),
        (
            Message.of("pack/ring", ring=("a", "b")),
            "`uses` goes in a ring: a → b → a: remove one `uses` of these packs",
        ),
        (
            Message.of(
                "source/crossed-dates",
                first=dt.date(2026, 1, 1),
                last=dt.date(2025, 12, 31),
            ),
            (
                "`until: 2025-12-31` is before `from: 2026-01-01`: "
                "swap them, or correct one"
            ),
        ),
        (
            Message.of(
                "rule/same-id", rule="a", first=Place(file="b.yaml", line=2, column=5)
            ),
            "two rules are called `a`: rename one: the first is at b.yaml:2:5",
        ),
        (
            Message.of(
                "results/unreadable",
                path=PurePath("a" * 200),
                reason=Message.of("system/is-a-folder"),
            ),
            f"the results in `{'a' * 200}` cannot be read: it is a folder",
        ),
        (
            Message.of("list/expected", actual=Referent("", "42")),
            "expected a list, found `42`: begin each item with `- `",
        ),
    ],
)
def test_a_parameter_is_written_as_what_it_is(message, english):
    assert message_text(message, EN) == english


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("decidr", "decidr"),
        ("två\n ord", "två ord"),
        ("\x1b[31mröd", r"\x1b[31mröd"),
        ("a" * 100, "a" * 100),
        ("a" * 101, "a" * 99 + "…"),
    ],
)
def test_what_somebody_wrote_is_shown_on_one_line_and_not_at_length(text, shown):
    assert one_line(text) == shown


@given(st.text(max_size=200))
def test_whatever_somebody_wrote_can_be_printed(text):
    message = Message.of("name/unknown-role", name=text, near=(text,))
    for say in (SV, EN):
        shown = message_text(message, say)
        assert shown.isprintable()
        shown.encode("utf-8")


# errors ------------------------------------------------------------------------------

PROBLEM = Problem(
    where=Place(file="a.yaml", line=3, column=1),
    message=Message.of("yaml/duplicate-key", key="b", line=2),
)


def test_problems_are_told_with_place_code_and_remedy_and_then_counted():
    error = UnusableRulesError([PROBLEM])
    assert failure_text(error, SV) == (
        "a.yaml:3:1: nyckeln `b` står två gånger [yaml/duplicate-key]\n"
        "    behåll en av dem: den första står på rad 2\n"
        "1 problem: ingenting används"
    )
    assert failure_text(UnusableEditionError("HEAD", [PROBLEM]), EN) == (
        "the edition `HEAD` cannot be read:\n"
        "a.yaml:3:1: the key `b` stands twice [yaml/duplicate-key]\n"
        "    keep one of them: the first is on line 2\n"
        "1 problem: nothing was used"
    )


def test_programs_get_the_code_of_an_error_and_of_each_problem():
    failure = failure_object(UnusableEditionError("HEAD", [PROBLEM]), EN)["error"]
    assert failure["code"] == "edition/unusable"
    assert failure["edition"] == "HEAD"
    assert failure["problems"] == [problem_object(PROBLEM, EN)]
    assert problem_object(PROBLEM, EN) == {
        "code": "yaml/duplicate-key",
        "file": "a.yaml",
        "line": 3,
        "column": 1,
        "what": "the key `b` stands twice",
        "remedy": "keep one of them: the first is on line 2",
    }


def test_programs_get_the_nearest_names_of_one_that_is_unknown():
    error = UnknownNameError("question/unknown-role", "rektår", ("rektor",))
    assert failure_object(error, EN)["error"] == {
        "code": "question/unknown-role",
        "message": "unknown role `rektår`: did you mean `rektor`?",
        "name": "rektår",
        "nearest": ["rektor"],
    }


def test_other_errors_are_one_sentence():
    error = EngineError(Message.of("rules/no-folder", path=PurePath("/x")))
    assert failure_text(error, SV) == (
        "`/x` är ingen mapp: ange mappen som paketen ligger i"
    )


# the page ----------------------------------------------------------------------------


def test_the_page_of_problems_is_what_the_tables_make():
    """Run `python -m engine.report.messages.reference` when this fails."""
    assert PAGE.read_text("utf-8") == reference_page()


def test_every_code_is_on_the_page():
    page = PAGE.read_text("utf-8")
    assert [code for code in MESSAGES if f"| `{code}` |" not in page] == []
