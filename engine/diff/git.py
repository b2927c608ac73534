"""Ask git for objects of a repository that nobody vouches for.

INVARIANT: nothing of the repository is run, nothing is written, nothing is fetched.
Only commands that read objects are used. Git gets an environment of ours and none of
the user's settings but `safe.directory`; what the repository's own settings could
still start (a transport, a hook, a file watcher, a pager) is switched off; and what
git prints is bounded in size and time, since a small repository can name much.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.loading.walks import shown
from ..rulebook.model.problems import EngineError, Message

if TYPE_CHECKING:
    import datetime as dt

#: Git may take so many seconds for one answer.
LONGEST_WAIT = 30.0
#: So many bytes may a list of files take.
LARGEST_LISTING = 16_000_000

#: Settings that outrank those of the repository, for git and whatever git starts.
_SETTINGS = (
    "core.alternateRefsCommand=false",
    "core.askPass=false",
    "core.fsmonitor=false",
    "core.gitProxy=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.sshCommand=false",
    "credential.helper=",
    "gc.auto=0",
    "maintenance.auto=false",
    "protocol.allow=never",
    # a folder among the rules that looks like a repository is none
    "safe.bareRepository=explicit",
)
_ENVIRONMENT = {
    # a small file may be kept as a change of a very large one
    "GIT_ALLOC_LIMIT": "256m",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ASKPASS": "false",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_SSH_COMMAND": "false",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
    "SSH_ASKPASS": "false",
}
#: What the system needs to start a program and to find the user's own settings.
_PASSED_ON = (
    *("HOME", "USERPROFILE", "XDG_CONFIG_HOME"),
    *("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR"),
)
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class TreeEntry(NamedTuple):
    """What a tree holds under a path: its mode in octal, its id, and its size.

    The size is in bytes; None for what is no file, and where git has lost the file.
    """

    path: str
    mode: str
    id: str
    size: int | None


class Repository:
    """The repository in which a folder lies."""

    def __init__(self, folder: Path, edition: str) -> None:
        """Find the repository.

        Args:
            folder: any folder of its work tree.
            edition: what somebody asked for, for messages.

        Raises:
            EngineError: there is no git, or no repository that git trusts.
        """
        self._git = shutil.which("git") or ""
        self._folder = folder
        self._edition = edition
        if not self._git:
            raise EngineError(Message.of("edition/no-git", edition=edition))
        self._trusted = self._trusted_folders()
        prefix = self._line("rev-parse", "--show-prefix")
        if prefix is None:
            where = PurePath(shown(folder))
            message = Message.of("edition/no-repository", edition=edition, folder=where)
            raise EngineError(message)
        #: The path of the folder in the repository; empty for the top of it.
        self.prefix = prefix.rstrip("/")

    def id(self, name: str) -> str | None:
        """Return the id of the object with a name, None where there is none."""
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        id_ = self._line(*words)
        return id_ if id_ and _ID.fullmatch(id_) else None

    def last_by(self, day: dt.date) -> str | None:
        """Return the last commit of the branch that is out by the end of a day."""
        until = f"--until={day.isoformat()}T23:59:59"
        id_ = self._line("rev-list", "--max-count=1", until, "HEAD", "--")
        return id_ if id_ and _ID.fullmatch(id_) else None

    def entries(self, tree: str) -> list[TreeEntry]:
        """Return all that a tree holds, and the trees in it, folders aside.

        Raises:
            EngineError: git cannot tell, or there is more than is read.
        """
        words = ("ls-tree", "-z", "-l", "-r", "--full-tree", tree)
        listing = self._output(*words, sent=b"", most=LARGEST_LISTING)
        if len(listing) > LARGEST_LISTING:
            raise EngineError(Message.of("edition/large-tree", edition=self._edition))
        return [_entry(line) for line in listing.split(b"\0")[:-1]]

    def contents(self, ids: list[str], sizes: list[int]) -> list[bytes]:
        """Return what git keeps under some ids, which have sizes in bytes.

        Raises:
            EngineError: git has lost some of them.
        """
        sent = "".join(f"{id_}\n" for id_ in ids).encode()
        # each begins with a line of its id, `blob` and its size, and ends with one
        most = sum(sizes) + len(ids) * 128
        output = self._output("cat-file", "--batch", sent=sent, most=most)
        contents: list[bytes] = []
        position = 0
        for id_, size in zip(ids, sizes, strict=True):
            head = f"{id_} blob {size}\n".encode()
            start = position + len(head)
            if output[position:start] != head or len(output) <= start + size:
                raise EngineError(Message.of("edition/lost-file", id=id_))
            contents.append(output[start : start + size])
            position = start + size + 1
        return contents

    # running git ------------------------------------------------------------------

    def _trusted_folders(self) -> tuple[str, ...]:
        """Return the folders of other users that this user lets git trust."""
        # no repository is asked, so that only the user's own settings count
        environment = {"GIT_DIR": os.devnull}
        done = self._run(
            [self._git, "config", "-z", "--get-all", "safe.directory"], environment
        )
        return tuple(map(os.fsdecode, done.stdout.split(b"\0")[:-1]))

    def _line(self, *words: str) -> str | None:
        """Return the line that git prints, None when it refuses."""
        done = self._run([*self._command(), *words], _ENVIRONMENT)
        if b"dubious ownership" in done.stderr:
            folder = PurePath(shown(self._folder))
            raise EngineError(Message.of("edition/distrusted", folder=folder))
        if done.returncode != 0:
            return None
        return os.fsdecode(done.stdout).removesuffix("\n")

    def _run(
        self, command: list[str], environment: dict[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - our own words and one checked revision
                command,
                cwd=self._folder,
                env=_system() | environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=LONGEST_WAIT,
            )
        except subprocess.TimeoutExpired as error:
            raise self._is_silent() from error

    def _output(self, *words: str, sent: bytes, most: int) -> bytes:
        """Return what git prints, and of more than `most` bytes only one byte more."""
        with tempfile.TemporaryFile() as asked:
            asked.write(sent)
            asked.seek(0)
            process = subprocess.Popen(  # noqa: S603 - our own words and an id
                [*self._command(), *words],
                cwd=self._folder,
                env=_system() | _ENVIRONMENT,
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        with process:
            clock = threading.Timer(LONGEST_WAIT, process.kill)
            clock.start()
            try:
                output = process.stdout.read(most + 1) if process.stdout else b""
                if len(output) > most:
                    process.kill()
                process.wait()
            finally:
                is_in_time = clock.is_alive()
                clock.cancel()
                process.kill()
        if not is_in_time:
            raise self._is_silent()
        if process.returncode and len(output) <= most:
            raise EngineError(Message.of("edition/damaged", edition=self._edition))
        return output

    def _command(self) -> list[str]:
        settings = [*_SETTINGS, *(f"safe.directory={f}" for f in self._trusted)]
        flags = [word for setting in settings for word in ("-c", setting)]
        return [self._git, "--no-pager", *flags]

    def _is_silent(self) -> EngineError:
        seconds = int(LONGEST_WAIT)
        return EngineError(
            Message.of("edition/no-reply", edition=self._edition, seconds=seconds)
        )


def _system() -> dict[str, str]:
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}


def _entry(line: bytes) -> TreeEntry:
    described, _, path = line.partition(b"\t")
    mode, _, id_, size = described.split()
    return TreeEntry(
        path=os.fsdecode(path),
        mode=mode.decode(),
        id=id_.decode(),
        size=int(size) if size.isdigit() else None,
    )
