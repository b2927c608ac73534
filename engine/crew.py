"""Share a task out to processes that end with the one they work for."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import threading
from multiprocessing import (
    current_process,
    get_context,
    parent_process,
    resource_tracker,
)
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, Literal, Self, TypeVar

from .rulebook.model.problems import EngineError, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    Pipe = Connection[Any, Any]

#: What is called once in each process, with which arguments.
_Task = tuple["Callable[..., Any]", tuple[Any, ...]]
Part = TypeVar("Part")
Result = TypeVar("Result")


def in_order(
    do: Callable[[Part], Result], parts: Sequence[Part], workers: int
) -> Iterator[Result]:
    """Yield what comes of each part, in the order of the parts.

    The processes are copies of this one, so that nothing but results is sent. Where
    this process cannot safely be copied, it does all the parts itself.

    Args:
        do: what to do with a part; what it returns is pickled.
        parts: the parts. They are begun in their order.
        workers: how many processes to use.

    Raises:
        EngineError: somebody ended one of the processes.
    """
    size = min(workers, len(parts))
    if size < 2 or not _can_be_copied():  # noqa: PLR2004 - one needs no company
        yield from map(do, parts)
        return

    def begin() -> Callable[[int], Result]:
        return lambda number: do(parts[number])

    done: dict[int, Result] = {}
    with Crew(size, begin, (), method="fork") as crew:
        following = 0
        for number, result in crew.work(range(len(parts))):
            done[number] = result
            while following in done:
                yield done.pop(following)
                following += 1


@contextlib.contextmanager
def beside(do: Callable[[], object], workers: int) -> Iterator[None]:
    """Do something in a copy of this process while the block runs, and await it.

    Nothing comes back but what it has written, so it must be no more than a help: where
    this process cannot safely be copied it is not done at all.

    Args:
        do: what to do; what goes wrong is for the block to find out itself.
        workers: how many processes may be used.
    """
    if workers < 2 or not _can_be_copied():  # noqa: PLR2004 - this one and the copy
        yield
        return
    context: Any = get_context("fork")
    with _interrupts_held("fork"):
        copy = context.Process(target=_help, args=(do,), daemon=True)
        copy.start()
    try:
        yield
        copy.join()
    finally:
        copy.kill()
        copy.join()


def _help(do: Callable[[], object]) -> None:
    """Do something, and say nothing of what keeps it from being done."""
    _keep_to_parent()
    with contextlib.suppress(EngineError, OSError):
        do()


def _can_be_copied() -> bool:
    """Tell whether a copy of this process works: nothing else may run in it.

    A process of somebody's pool may start none of its own.
    """
    has_copies = hasattr(os, "fork") and sys.platform == "linux"
    is_alone = threading.active_count() == 1
    return has_copies and is_alone and not current_process().daemon


class Crew(Generic[Part, Result]):
    """Processes that do the parts of one task, each part by whoever is idle.

    The standard pools are not used: they leave their processes behind when this one
    is killed, and a process of theirs then tells of what was left.
    """

    def __init__(
        self,
        size: int,
        begin: Callable[..., Callable[[Part], Result]],
        arguments: tuple[Any, ...],
        *,
        method: Literal["fork", "spawn"],
    ) -> None:
        """Start the processes.

        Args:
            size: how many.
            begin: returns what a process does with each part; it is called once in
                each of them.
            arguments: of `begin`.
            method: "spawn" starts anew, and pickles `begin` and its arguments; a
                "fork" is a copy of this process, which may hang where that has other
                threads.
        """
        context: Any = get_context(method)  # as typed it lacks `Process`
        self._members: list[tuple[BaseProcess, Pipe]] = []
        task = (begin, arguments)
        sent = pickle.dumps(task) if method == "spawn" else task
        with _interrupts_held(method):
            for _ in range(size):
                own, theirs = context.Pipe()
                member = context.Process(
                    target=_serve, args=(theirs, sent), daemon=True
                )
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

    def work(self, parts: Sequence[Part]) -> Iterator[tuple[Part, Result]]:
        """Yield each part with its result, in the order in which they are done.

        Raises:
            EngineError: somebody ended one of the processes.
        """
        waiting = list(reversed(parts))
        try:
            idle: list[Any] = [pipe for _, pipe in self._members]
            busy: dict[Any, Part] = {}
            while waiting or busy:
                while waiting and idle:
                    pipe, part = idle.pop(), waiting.pop()
                    pipe.send(part)
                    busy[pipe] = part
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
def _interrupts_held(method: str) -> Iterator[None]:
    """Hold Ctrl-C back, so that a process which is started never hears of it.

    A terminal tells all processes, but the one that started the others ends them.
    """
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    if method == "spawn":
        # lets go of Ctrl-C when it is started
        resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Pipe, task: bytes | _Task) -> None:
    """Send what comes of each part that is sent, while somebody sends them.

    What goes wrong is sent, too: it is a bug, and told where bugs are.
    """
    _keep_to_parent()
    try:
        begin, arguments = pickle.loads(task) if isinstance(task, bytes) else task  # noqa: S301 - our own
        do = begin(*arguments)
        if isinstance(task, bytes):
            gc.collect()  # in a copy it would touch, and so double, what is shared
        gc.freeze()  # the rules are never garbage, and need not be looked through
        while True:
            part = pipe.recv()
            try:
                made: object = do(part)
            except Exception as error:  # noqa: BLE001 - raised where it is received
                made = error
            pipe.send(made)
    except (EOFError, OSError):  # nobody is there any more
        return


def _keep_to_parent() -> None:
    """Leave Ctrl-C to the process that started this one, and end when it has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process as soon as the one that started it has ended, however it did."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
