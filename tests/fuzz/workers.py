"""Processes that run trials, and are ended when one of them hangs or grows."""

import contextlib
import multiprocessing
import os
import resource
import time
from multiprocessing.connection import wait

from tests.fuzz.kinds import KINDS
from tests.fuzz.trials import MOST_MEMORY, Ending, Finding, tried

#: A trial that has not ended by then hangs, in seconds: several commands, on a machine
#: that may be busy.
PATIENCE = 90
#: A process makes way for a new one after so many trials, so that what it remembers
#: counts for none of them.
TRIALS_EACH = 100
#: What a process may address at most, in bytes, so that a machine survives it.
_ADDRESSES = 8 * MOST_MEMORY
_NAMES = {kind.__name__: kind for kind in KINDS}


class Workers:
    """So many processes, each with one trial at a time."""

    def __init__(self, count):
        self._context = multiprocessing.get_context("spawn")
        self._idle = []
        self._busy = {}
        self._count = count

    def run(self, trials, seed):
        """Yield the name of each trial with what became of it, as they end.

        `trials` yields (kind, number), and is asked for the next when there is room.
        """
        trials = iter(trials)
        is_more = True
        while True:
            while is_more and len(self._busy) < self._count:
                trial = next(trials, None)
                if trial is None:
                    is_more = False
                    break
                worker = self._idle.pop() if self._idle else Worker(self._context)
                worker.begin(*trial, seed)
                self._busy[worker.link] = worker
            if not self._busy:
                return
            ready = set(wait(self._busy, timeout=1))
            for link, worker in list(self._busy.items()):
                if link in ready or worker.hangs:
                    del self._busy[link]
                    yield worker.trial, worker.ending(hangs=link not in ready)
                    if worker.is_usable:
                        self._idle.append(worker)

    def close(self):
        """End every process."""
        for worker in [*self._idle, *self._busy.values()]:
            worker.end()


class Worker:
    """A process that runs one trial at a time."""

    def __init__(self, context):
        self.link, other = context.Pipe()
        self.process = context.Process(target=_work, args=(other,), daemon=True)
        self.process.start()
        other.close()
        self._left = TRIALS_EACH
        self._began = 0.0
        self.trial = ("", 0)
        self.is_usable = True

    def begin(self, kind, number, seed):
        self.trial = (kind, number)
        self._left -= 1
        self._began = time.monotonic()
        self.link.send((kind, number, seed))

    @property
    def hangs(self):
        return time.monotonic() > self._began + PATIENCE

    def ending(self, *, hangs):
        """Return what became of the trial; a process that is no use is ended."""
        if not hangs:
            with contextlib.suppress(EOFError):
                ending = self.link.recv()
                if not self._left or ending.findings:
                    self.end()
                return ending
        self.end()
        wrong = f"hangs for {PATIENCE} s" if hangs else "the process ended"
        return Ending([Finding(*self.trial, wrong, "", "")], 0, PATIENCE)

    def end(self):
        self.is_usable = False
        self.process.kill()
        self.process.join()
        self.link.close()


def _work(link):
    """Run the trials that are sent until none is."""
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    os.umask(0o077)
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            kind, number, seed = link.recv()
            link.send(tried(_NAMES[kind], seed, number))
