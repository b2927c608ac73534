"""Problems and errors: a place, a code and parameters; in order, each thing once."""

import errno
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.language.nodes import scalar
from engine.rulebook.model.problems import (
    EngineError,
    Message,
    Place,
    Problem,
    Referent,
    UnknownNameError,
    UnusableRulesError,
    nearest,
    nearest_one,
    system_reason,
)


def problem(line, code="key/missing", **parameters):
    message = Message.of(code, **parameters)
    return Problem(where=Place(file="f", line=line), message=message)


def test_messages_are_equal_when_code_and_parameters_are():
    place = Place(file="f", line=3)
    one = Message.of("key/unknown", key=scalar("a", place), known=("b", "c"))
    other = Message.of("key/unknown", known=("b", "c"), key="a")
    assert one == other
    assert hash(one) == hash(other)
    assert one["key"] == "a"
    assert one != Message.of("key/unknown", key="a", known=("b",))


def test_developers_read_place_code_and_parameters():
    message = Message.of("key/missing", key="id", record=Referent("rule", "x"))
    found = Problem(where=Place(file="a/b.yaml", line=14, column=5), message=message)
    assert str(found) == "a/b.yaml:14:5: key/missing: key='id', record=rule 'x'"
    assert str(EngineError(Message.of("yaml/empty"))) == "yaml/empty"


def test_an_error_survives_the_way_to_another_process():
    error = EngineError(Message.of("question/no-base-amount", year=2031, known=()))
    sent = pickle.dumps(error)
    assert pickle.loads(sent).message == error.message  # noqa: S301 - our own


def test_problems_are_told_in_order_and_once_whatever_they_offer():
    error = UnusableRulesError(
        [
            problem(3),
            problem(1, near=("b",)),
            problem(2),
            problem(1, near=("a",)),
            problem(3),
        ]
    )
    assert error.problems == (problem(1, near=("a",)), problem(2), problem(3))
    assert error.message == Message.of("rules/unusable", count=3)


def test_two_mistakes_at_one_place_are_two_problems():
    error = UnusableRulesError([problem(1, key="b"), problem(1, key="a")])
    assert error.problems == (problem(1, key="a"), problem(1, key="b"))


def test_an_unknown_name_comes_with_the_nearest_ones():
    error = UnknownNameError("question/unknown-role", "rektår", ("rektor",))
    assert (error.name, error.nearest) == ("rektår", ("rektor",))
    assert error.message == Message.of(
        "question/unknown-role", name="rektår", near=("rektor",)
    )


def test_the_nearest_name_comes_first_whatever_its_case():
    assert nearest("RECTOR", ["chef", "rektorn", "rektor"]) == ("rektor", "rektorn")
    assert nearest_one("RECTOR", ["chef", "rektorn", "rektor"]) == ("rektor",)
    assert nearest("rector", ["chef"]) == ()
    known = ["val till beredningar", "bidrag till förening utan regler", "bidrag"]
    assert nearest("Bidrag till förening", known)[0] == known[1]
    assert nearest(" ", known) == ()
    assert nearest("a" * 10_000, ["a" * 9_999]) == ()


@given(st.lists(st.text("abc", max_size=4), max_size=6), st.text("abc", max_size=4))
def test_what_is_nearest_does_not_depend_on_the_order_of_what_is_known(known, name):
    assert nearest(name, known) == nearest(name, reversed(known))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "system/no-permission"),
        (errno.EPERM, "system/no-permission"),
        (errno.EROFS, "system/read-only"),
        (errno.ENOSPC, "system/disk-full"),
        (errno.EDQUOT, "system/quota-full"),
        (errno.EISDIR, "system/is-a-folder"),
        (errno.ENOTDIR, "system/no-folder-above"),
        (errno.EEXIST, "system/no-folder-above"),
        (errno.ENOENT, "system/no-such-place"),
        (errno.ENAMETOOLONG, "system/name-too-long"),
    ],
)
def test_why_the_system_refuses_a_file_is_a_message(number, code):
    assert system_reason(OSError(number, "what the system says")) == Message.of(code)


def test_what_the_system_seldom_says_is_repeated():
    answer = Message.of("system/other", answer="stale file handle")
    assert system_reason(OSError(errno.ESTALE, "Stale file handle")) == answer
    assert system_reason(OSError()) == Message.of("system/other", answer="?")
