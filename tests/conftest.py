"""What all tests share: surroundings, kept rulebooks, and how much properties try."""

import contextlib
import dataclasses
import functools
import gc
import importlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from engine.lint.matters import LimitedMatters
from engine.rulebook.language import nodes
from engine.rulebook.loading import by_need, loader
from engine.rulebook.loading.shipped import shipped
from engine.understanding import Reader

#: `MANDAT_EXAMPLES=5000 pytest -m hypothesis` tries that many examples of every
#: property, anew each time unless there is a `--hypothesis-seed`; without it a fixed
#: selection keeps the whole run short. CI tries more of them in a step of its own.
_ASKED_FOR = int(os.environ.get("MANDAT_EXAMPLES", "0"))

settings.register_profile(
    "fixed",
    max_examples=_ASKED_FOR or 6,
    derandomize=not _ASKED_FOR,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("fixed")

#: What people set for themselves, for the program or for git, and no test expects.
_PRIVATE = (
    "COLUMNS",
    "LANGUAGE",
    "LINES",
    "MANDAT_MUNICIPALITY",
    "MANDAT_RULES",
    "PYTHONDONTWRITEBYTECODE",  # what tests start again and again is compiled once
)
_PRIVATE_PREFIXES = ("GIT_", "LC_", "NO_COLOR")
#: A Swedish user of git who set up nothing.
SURROUNDINGS = {
    "LANG": "sv_SE.UTF-8",
    "PYTHONUTF8": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}
_TESTS = Path(__file__).parent
#: Where the run keeps compiled rulebooks, and whatever the program keeps of a user.
_KEPT = pytest.StashKey[Path]()
#: The municipalities of the shipped rules, and law alone.
_SHIPPED = {"", *(head.parent.name for head in shipped("rules").glob("*/pack.yaml"))}
#: So many shipped jurisdictions are kept to the end of a process, and the last others.
_MOST_SHIPPED = 12
_MOST_OTHERS = 4
#: Files that are kept as they were read, and how many bytes one has at least: a file of
#: the shipped rules has more, and one of a small town is read as fast as it is found.
_MOST_FILES = 256
_LARGE_FILE = 4_000
#: So many bytes the files of a pack have at least, the drafts of which are kept and
#: what was linked of them, and so many of each.
_LARGE_PACK = 20_000
_MOST_PACKS = 24
#: So many new objects are waited for before some are looked at for garbage.
_GARBAGE = (500_000, 20, 20)


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what commands print now into golden files and documents",
    )


def pytest_configure(config):
    """Set the surroundings of every test, and of every process that a test starts.

    The folder for compiled rulebooks is made once; processes that share the run take
    it from the one that started them.
    """
    gc.set_threshold(*_GARBAGE)
    if hasattr(config, "workerinput"):
        os.environ.pop("COLUMNS", None)  # readline sets it for processes that follow
        return
    for name in list(os.environ):
        if name in _PRIVATE or name.startswith(_PRIVATE_PREFIXES):
            del os.environ[name]
    kept = Path(tempfile.mkdtemp(prefix="mandat-tests-"))
    config.stash[_KEPT] = kept
    os.environ.update(
        SURROUNDINGS,
        MANDAT_CACHE=str(kept / "cache"),
        XDG_DATA_HOME=str(kept / "data"),
    )


def pytest_sessionstart(session):
    """Let every second process begin with the last module that nobody compiled yet.

    All processes read all modules; in a fresh clone each would compile them all, too.
    """
    worker = getattr(session.config, "workerinput", {}).get("workerid", "gw0")
    if int(worker.removeprefix("gw")) % 2 == 0:
        return
    for path in sorted(_TESTS.rglob("test_*.py"), reverse=True):
        kept = [*path.parent.glob(f"__pycache__/{path.stem}.*")]
        if not kept:
            name = path.relative_to(_TESTS.parent).with_suffix("")
            # what is wrong with a module is told where it is collected
            with contextlib.suppress(Exception, pytest.skip.Exception):
                importlib.import_module(".".join(name.parts))


def pytest_collection_finish():
    """Leave what was collected out of every search for garbage: it stays to the end."""
    gc.freeze()


class _Kept:
    """What was made of jurisdictions: of the shipped ones all, of others the last."""

    def __init__(self):
        self._shipped, self._others = {}, {}

    def get(self, key, make):
        """Return what was made under a key; or make it, with whose it is."""
        for kept in (self._shipped, self._others):
            if key in kept:
                return kept[key][1]
        own, made = make()
        is_full = len(self._shipped) == _MOST_SHIPPED
        kept = self._shipped if _is_shipped(own) and not is_full else self._others
        kept[key] = own, made
        if len(self._others) > _MOST_OTHERS:
            del self._others[next(iter(self._others))]
        return made


def _is_shipped(own):
    return own.id in _SHIPPED and len(own.packs) > 1 and not own.borrowed


class _SoundPacks:
    """What was read and linked of large packs in which nothing is wrong.

    A pack has the same draft whenever its files hold the same, and is linked alike
    wherever the packs it uses hold the same.
    """

    def __init__(self):
        self._read_draft = loader.read_draft
        self._link = loader._Loader._link
        self._drafts, self._linked = {}, {}

    def draft(self, pack, problems):
        key = _contents(pack)
        if key is None:
            return self._read_draft(pack, problems)
        if key not in self._drafts:
            before = len(problems)
            draft = self._read_draft(pack, problems)
            if len(problems) > before:
                return draft
            _keep(self._drafts, key, draft)
        draft = self._drafts[key]
        # what orders add is added to the draft itself
        rules, unread = [*draft.rules], {*draft.unread}
        return dataclasses.replace(draft, rules=rules, unread=unread)

    def link(self, load, pack):
        packs = load._folder.closure(pack)
        has_orders = any(load._drafts[each].orders for each in packs)
        contents = [_contents(load._folder.files(each)) for each in packs]
        if has_orders or None in contents:
            self._link(load, pack)
            return
        key = tuple(contents)
        if key not in self._linked:
            before = len(load.problems)
            self._link(load, pack)
            if not before and not load.problems:
                made = load._glossaries[packs], load._linked[pack]
                _keep(self._linked, key, made)
            return
        load._glossaries[packs], load._linked[pack] = self._linked[key]


def _contents(pack):
    """Return all that a draft is made of; None of a pack that is small or not whole."""
    size = sum(map(len, pack.files.values()))
    if size < _LARGE_PACK or pack.problems or pack.unread:
        return None
    return pack.id, pack.folder, pack.is_borrowed, tuple(sorted(pack.files.items()))


def _keep(kept, key, made):
    kept[key] = made
    if len(kept) > _MOST_PACKS:
        del kept[next(iter(kept))]


@pytest.fixture(scope="session", autouse=True)
def _read_once():
    """Let what commands read from the cache again and again be made of it once.

    A jurisdiction cannot be changed, and what reads its words or knows what its law
    limits is made of it alone. Nor does anybody change what was read of a file: the law
    is, of every small town that rests on it, read and linked once. Processes that tests
    start know nothing of this.
    """
    jurisdictions, readers, limits = _Kept(), _Kept(), _Kept()
    open_pages = by_need.jurisdiction_of
    read_nodes = nodes.read_nodes
    read_before = functools.lru_cache(_MOST_FILES)(read_nodes)

    def read(content, file):
        if len(content) < _LARGE_FILE:
            return read_nodes(content, file)
        node, problems = read_before(content, file)
        return node, list(problems)

    def opened(pages, read_whole):
        def make():
            made = open_pages(pages, read_whole)
            return made, made

        return jurisdictions.get(pages.directory, make)

    def reader(own):
        # what was read of the files and what is taken from the cache have one reader
        key = own.aside._entry_digest if own.aside else id(own)
        return readers.get(key, lambda: (own, Reader(own)))

    def limited(own):
        return limits.get(id(own), lambda: (own, LimitedMatters(own)))

    packs = _SoundPacks()

    def link(load, pack):
        packs.link(load, pack)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_need, "jurisdiction_of", opened)
        patch.setattr(nodes, "read_nodes", read)
        patch.setattr(loader, "read_draft", packs.draft)
        patch.setattr(loader._Loader, "_link", link)
        # a process of tests is so large that copying it costs more than all commands
        for verb in ("check", "diff", "lint"):
            patch.setattr(f"engine.terminal.{verb}.processors", lambda: 1)
        patch.setattr("engine.understanding.Reader", reader)
        patch.setattr("engine.lint.matters.LimitedMatters", limited)
        yield


def pytest_sessionfinish():
    """Look for garbage once for all: what is left then is not looked through again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config):
    if _KEPT in config.stash:
        shutil.rmtree(config.stash[_KEPT], ignore_errors=True)
