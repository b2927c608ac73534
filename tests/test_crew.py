"""A task is done alike by one process and by several, and what goes wrong is told."""

import os
import threading
from types import SimpleNamespace

import pytest

from engine import crew
from engine.crew import in_order
from engine.rulebook.model.problems import EngineError, Message
from engine.space.space import TooManyCellsError

PARTS = [5, 3, 1, 4, 2]


def squared(number):
    return number * number, os.getpid()


def test_results_come_in_the_order_of_the_parts():
    results = list(in_order(squared, PARTS, 2))
    assert [number for number, _ in results] == [25, 9, 1, 16, 4]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system copies no process")
def test_no_part_is_done_by_the_process_that_asks():
    processes = {process for _, process in in_order(squared, PARTS, 2)}
    assert 0 < len(processes) <= 2
    assert os.getpid() not in processes


def test_where_other_threads_run_the_process_does_everything_itself():
    """A copy of it would lack them, and might wait for one of them for ever."""
    is_over = threading.Event()
    other = threading.Thread(target=is_over.wait)
    other.start()
    try:
        assert {process for _, process in in_order(squared, PARTS, 2)} == {os.getpid()}
    finally:
        is_over.set()
        other.join()


def test_a_process_of_a_pool_does_everything_itself(monkeypatch):
    """It may start no other, whoever asks it to."""
    monkeypatch.setattr(crew, "current_process", lambda: SimpleNamespace(daemon=True))
    assert {process for _, process in in_order(squared, PARTS, 2)} == {os.getpid()}


def test_what_goes_wrong_in_a_process_is_told_where_the_task_was_given():
    refusal = Message.of("cells/too-many", circumstances=("a",), most=3)

    def refuse(_):
        raise TooManyCellsError(refusal)

    with pytest.raises(TooManyCellsError) as told:
        list(in_order(refuse, PARTS, 2))
    assert told.value.message == refusal


def test_a_process_that_ends_by_itself_is_an_error():
    with pytest.raises(EngineError, match="check/worker-ended"):
        list(in_order(lambda _: os._exit(3), PARTS, 2))
