"""The index of a municipality's words is kept, and a reader that takes it up reads
what one reads that gathers it."""

import datetime as dt
from pathlib import Path

import pytest

from engine.rulebook.loading.opening import open_jurisdiction
from engine.rulebook.loading.shipped import shipped
from engine.understanding import index
from engine.understanding.reader import Reader
from engine.understanding.words import Stems
from tests.support.town import write_pack, write_town

ON = dt.date(2026, 11, 22)
ASKED = (
    "får jag som politiker ringa rektorn?",
    "vem beslutar om inköp för 200 000 kr",
    "kan nämnden delegera till en enskild ledamot",
    "hur många ben har en spindel",
)


@pytest.fixture
def cache(tmp_path):
    write_pack(tmp_path / "rules", "lag", kind="law")
    write_town(tmp_path, uses="lag")
    return tmp_path / "cache"


def opened(cache, municipality="provby"):
    return open_jurisdiction(cache.parent / "rules", municipality, cache)


def parts(reader):
    """Return each part of a reader that has something kept."""
    own = vars(reader)
    fitter = own["_fitter"]
    return [own["_roles"], fitter, fitter.lexicon, own["_forms"], own["_likeness"]]


def test_a_reader_that_takes_it_up_is_as_one_that_gathers_it(cache, monkeypatch):
    gathered = Reader(opened(cache))
    assert [path.suffix for path in sorted(cache.iterdir())] == [".rulebook", ".words"]

    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr(Reader, "_gather", refuse)
    taken = Reader(opened(cache))
    for one, other in zip(parts(gathered), parts(taken), strict=True):
        assert vars(one).keys() == vars(other).keys()
        for name in type(one).KEPT:
            assert _frozen(getattr(one, name)) == _frozen(getattr(other, name)), name
    for text in ASKED:
        assert taken.understanding(text, ON) == gathered.understanding(text, ON)


def _frozen(value):
    """Return a value with its lists as tuples, as they come back."""
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(map(_frozen, value))
    return value


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "of others", "of another"])
def test_an_index_that_is_not_ours_or_not_true_is_gathered_again(cache, damage):
    aside = opened(cache).aside
    aside.write("words", index.MAKER, b"[]")
    file = next(cache.glob("*.words"))
    content = file.read_bytes()
    if damage == "of others":
        file.chmod(0o666)
    elif damage == "of another":
        assert aside.read("words", index.MAKER) == b"[]"
        assert aside.read("words", str(Path(index.MAKER).parent / "web")) is None
        return
    else:
        file.write_bytes(
            {
                "cut": content[:-1],
                "flip": content[:-1] + b"x",
                "empty": b"",
            }[damage]
        )
    assert aside.read("words", index.MAKER) is None


def test_what_is_no_index_is_gathered_again(cache):
    kept = opened(cache)
    for content in (b"[]", b"{}", b'[["plain",[1]]]', b'[["os.system",[["id"]]]]'):
        kept.aside.write("words", index.MAKER, content)
        assert index.kept_index(kept, index.form_of()) is None


def test_an_index_is_of_one_edition_of_the_rules(cache):
    one, other = opened(cache), opened(cache, "")
    one.aside.write("words", index.MAKER, b"here")
    assert other.aside.read("words", index.MAKER) is None
    assert open_jurisdiction(cache.parent / "rules", "", None).aside is None


@pytest.mark.slow
def test_a_town_is_read_the_same_with_the_index_and_without(tmp_path):
    kept = tmp_path / "cache"
    gathered = Reader(open_jurisdiction(shipped("rules"), "orrhed", kept))
    taken = Reader(open_jurisdiction(shipped("rules"), "orrhed", kept))
    for text in ASKED:
        assert taken.understanding(text, ON) == gathered.understanding(text, ON)


def test_an_index_of_another_edition_of_the_stemmer_is_gathered_again(
    cache, monkeypatch
):
    Reader(opened(cache))
    gathered = []
    monkeypatch.setattr(Reader, "_take_up", _noting(vars(Reader)["_take_up"], gathered))
    Reader(opened(cache))
    another = Stems()
    another.edition = "another"
    monkeypatch.setattr("engine.understanding.reader.swedish_stems", lambda: another)
    Reader(opened(cache))
    Reader(opened(cache))
    assert gathered == [True, False, True]


def _noting(take_up, noted):
    def noting(reader, jurisdiction):
        noted.append(take_up(reader, jurisdiction))
        return noted[-1]

    return noting
