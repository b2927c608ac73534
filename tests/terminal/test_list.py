"""`mandat list` lists every word there is to ask with, by id, label and synonyms."""

import json

import pytest

from engine.report.pages.entries import ListKind
from engine.rulebook.model.vocabulary import TermKind
from tests.support.shipped import shipped_mandat
from tests.support.terminal import run
from tests.support.town import write_pack, write_town


def listed(command):
    done = run(f"list {command} --format json")
    return {entry["id"]: entry for entry in json.loads(done.stdout)["entries"]}


@pytest.mark.parametrize("kind", TermKind)
def test_every_word_of_the_vocabulary_is_listed(kind):
    words = shipped_mandat().of("kungsör").jurisdiction.vocabulary.terms(kind)
    entries = listed(f"{kind.table} -m kungsör")
    assert list(entries) == sorted(words)
    for id_, term in words.items():
        assert entries[id_]["label"] == term.label.sv
        assert entries[id_]["synonyms"] == list(term.synonyms)


def test_a_value_is_listed_with_what_it_is_typed_as(tmp_path):
    town = write_town(tmp_path)
    field = listed(f"circumstances -m provby --rules {town.rules}")["omrade"]
    assert field["type"] == "enum"
    assert {"id": "vard", "label": "vård"} in field["values"]


@pytest.mark.parametrize("word", ["förv", "FC", "forvaltningschef"])
def test_words_choose_entries_by_any_of_their_names(word):
    assert "forvaltningschef" in listed(f"roles {word} -m kungsör")
    assert "kommunfullmaktige" not in listed(f"roles {word} -m kungsör")


def test_what_is_listed_may_be_named_in_swedish():
    swedish = "kommuner paket roller ärenden handlingar omständigheter dokument poster"
    for kind, word in zip(ListKind, swedish.split(), strict=True):
        assert run(f"list {word}").stdout == run(f"list {kind.value}").stdout


def test_packs_tell_where_they_come_from(tmp_path):
    rules = tmp_path / "rules"
    write_pack(rules, "by", uses="kommunallagen, skr")
    write_pack(rules, "skr", kind="guidance")
    origins = {id_: e["origin"] for id_, e in listed(f"packs --rules {rules}").items()}
    assert origins == {"by": "folder", "kommunallagen": "shipped", "skr": "replaces"}
    assert list(listed(f"municipalities --rules {rules}")) == ["by"]


def test_nothing_found_is_said_and_is_no_answer():
    done = run("list roles xyzzy --lang en")
    assert done.exit_code == 3
    assert "None." in done.stdout
