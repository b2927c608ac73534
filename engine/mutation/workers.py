"""Spread the trials of many mutants over several processes."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING, Any, Self

from ..rulebook.model.problems import EngineError, Message
from ..rulebook.model.rules import RuleKind
from .runs import MutationRun

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    Pipe = Connection[Any, Any]

    from ..rulebook.model.packs import Jurisdiction
    from ..scenarios.cases import Scenario
    from .trials import Trial

#: Below this many rules, starting processes takes longer than trying them all.
_FEW = 40
#: Constraints and classifications bear on most subjects: whoever begins with them
#: is not left waiting for one of them at the end.
_SLOW = {RuleKind.CONSTRAINT: 0, RuleKind.CLASSIFICATION: 1}


def mutation_trials(  # noqa: PLR0913 - the edges of a run, each plain at the call
    jurisdictions: Mapping[str, Jurisdiction],
    scenarios: Sequence[Scenario],
    today: dt.date,
    workers: int,
    tell: Callable[[int, int], None],
    *,
    only: Collection[str] | None = None,
) -> tuple[Trial, ...]:
    """Return the trials of all mutants of rules, ordered by rule.

    Args:
        jurisdictions: the rules of each municipality, empty for law and guidance.
        scenarios: those to replay.
        today: the day of questions made up for sketches, where it can be.
        workers: how many processes to use.
        tell: is told how many rules are done, and of how many.
        only: the rules to change; all of them when left out.
    """
    run = MutationRun(jurisdictions, scenarios, today)
    rules = [rule for rule in run.rules if only is None or rule in only]
    trials: dict[str, tuple[Trial, ...]] = {}
    if workers < 2 or len(rules) < _FEW:  # noqa: PLR2004 - one needs no company
        for rule in rules:
            trials[rule] = run.trials(rule)
            tell(len(trials), len(rules))
    else:
        run_of_each = pickle.dumps((jurisdictions, scenarios, today))
        with _Crew(workers, run_of_each) as crew:
            waiting = sorted(rules, key=_turns(jurisdictions))
            for rule, made in crew.work(waiting):
                trials[rule] = made
                tell(len(trials), len(rules))
    return tuple(trial for rule in rules for trial in trials[rule])


def _turns(
    jurisdictions: Mapping[str, Jurisdiction],
) -> Callable[[str], tuple[int, str]]:
    kinds = {
        r.id: r.kind
        for jurisdiction in jurisdictions.values()
        for r in jurisdiction.rules
    }
    return lambda rule: (_SLOW.get(kinds[rule], len(_SLOW)), rule)


class _Crew:
    """Processes that try mutants, each on a run of its own.

    The standard pools are not used: they leave their processes behind when this one
    is killed, and a process of theirs then tells of what was left.
    """

    def __init__(self, size: int, run: bytes) -> None:
        """Start the processes; `run` is what each makes its run of, pickled."""
        # a forked copy of a process that has threads or C sessions may hang
        context = get_context("spawn")
        self._run = run
        self._members: list[tuple[SpawnProcess, Pipe]] = []
        with _interrupts_held():
            for _ in range(size):
                own, theirs = context.Pipe()
                member = context.Process(target=_serve, args=(theirs,), daemon=True)
                member.start()
                theirs.close()  # or the end of the process would not be the pipe's
                self._members.append((member, own))

    def __enter__(self) -> Self:
        """Return the crew, which is sent home at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes, whatever they are doing."""
        for member, pipe in self._members:
            pipe.close()
            member.kill()
        for member, _pipe in self._members:
            member.join()

    def work(self, rules: Sequence[str]) -> Iterator[tuple[str, tuple[Trial, ...]]]:
        """Yield each rule with its trials, in the order in which they are done.

        Raises:
            EngineError: somebody ended one of the processes.
        """
        waiting = list(reversed(rules))
        try:
            idle: list[Any] = [pipe for _, pipe in self._members]
            for pipe in idle:
                pipe.send_bytes(self._run)
            busy: dict[Any, str] = {}
            while waiting or busy:
                while waiting and idle:
                    pipe, rule = idle.pop(), waiting.pop()
                    pipe.send(rule)
                    busy[pipe] = rule
                answers: list[Any] = wait([*busy])
                for ready in answers:
                    made = ready.recv()
                    if isinstance(made, Exception):
                        raise made
                    idle.append(ready)
                    yield busy.pop(ready), made
        except (EOFError, ConnectionError) as error:
            raise EngineError(Message.of("check/worker-ended")) from error


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back, so that a process which is started never hears of it.

    A terminal tells all processes, but the one that started the others ends them.
    """
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    resource_tracker.ensure_running()  # which lets go of Ctrl-C when it is started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Pipe) -> None:
    """Answer for each rule that is sent with its trials, while somebody sends them.

    What goes wrong is sent, too: it is a bug, and told where bugs are.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        run = MutationRun(*pickle.loads(pipe.recv_bytes()))  # noqa: S301 - our own
        gc.collect()
        gc.freeze()  # the rules are never garbage, and need not be looked through
        while True:
            rule = pipe.recv()
            try:
                made: object = run.trials(rule)
            except Exception as error:  # noqa: BLE001 - raised where it is received
                made = error
            pipe.send(made)
    except (EOFError, OSError):  # nobody is there any more
        return


def _end_with_parent() -> None:
    """End this process as soon as the one that started it has ended, however it did."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
