"""Loading packs: every problem in one go, and all of the rules or none."""

from __future__ import annotations

import gc
import os
import pickle
import socket
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.report.failures import failure_text
from engine.report.say import Say
from engine.rulebook.language.nodes import LARGEST_FILE
from engine.rulebook.loading.files import yaml_files
from engine.rulebook.loading.folders import RulesFolder, files_behind
from engine.rulebook.loading.loader import load, load_all
from engine.rulebook.model.conclusions import ContactConclusion, Mode
from engine.rulebook.model.conditions import (
    IsRole,
    Multiple,
    OneOf,
    Over,
    Present,
    Under,
    Within,
)
from engine.rulebook.model.packs import MissingAmountError
from engine.rulebook.model.problems import (
    EngineError,
    UnknownNameError,
    UnusableRulesError,
)
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.sources import Rank, Status
from engine.rulebook.model.vocabulary import Resolution, TermKind
from tests.support.broken_packs import (
    CASES,
    FOLDER,
    LANGUAGES,
    SOUND,
    assert_is_well_told,
    lay_out,
    problem_lines,
    problems_in,
)


@pytest.fixture
def packs(tmp_path, monkeypatch):
    """Return a folder with the sound packs, which is also the current folder."""
    folder = tmp_path / "rules"
    lay_out(folder)
    monkeypatch.chdir(folder)
    return folder


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def english(error):
    return failure_text(error, Say("en"))


def told(folder):
    return problem_lines(problems_in(folder), "en")


BELOPP = {"circumstance": "belopp"}
OMRADE = {"circumstance": "omrade"}
RULE = """\
  - id: {id}
    says: Chefen beslutar.
    matter: inkop
    decides: chef
    cites: ordning#p1
"""


# what a user reads ----------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_a_broken_pack_is_told_as_written_beside_it(case, tmp_path, monkeypatch):
    lay_out(tmp_path, case)
    monkeypatch.chdir(tmp_path)
    problems = problems_in(Path())
    for language in LANGUAGES:
        expected = (FOLDER / case / f"expected.{language}.txt").read_text("utf-8")
        assert problem_lines(problems, language) == expected


@pytest.mark.parametrize("case", CASES)
def test_every_problem_says_where_what_and_what_to_do(case, tmp_path):
    lay_out(tmp_path, case)
    found = problems_in(tmp_path)
    assert found
    for problem in found:
        assert_is_well_told(problem)


def test_thirty_different_mistakes_in_one_pack_are_all_told(tmp_path):
    lay_out(tmp_path, "thirty")
    found = problems_in(tmp_path)
    assert {Path(problem.where.file).parent.name for problem in found} == {"stad"}
    assert len({problem.message for problem in found}) >= 30


def test_the_sound_packs_have_no_problem():
    assert problems_in(SOUND) == ()


def test_a_mistake_in_a_pack_that_several_use_is_told_once(packs):
    write(
        packs,
        {
            "lag/fel.yaml": "rules:\n"
            "  - id: fel\n"
            "    says: Styrelsen beslutar.\n"
            "    matter: beslut\n"
            "    decides: styrelsn\n"
            "    cites: kl#1-1\n",
            "vik/pack.yaml": "pack: vik\nkind: municipality\nlabel: Vik\nuses: lag\n",
            # a name that is nearer to the misspelt one than any in the law
            "vik/vocabulary.yaml": "roles: {styrelsn-vik: {label: viks styrelse}}\n",
        },
    )
    assert told(packs) == (
        "lag/fel.yaml:5:14: unknown role `styrelsn` [name/unknown-role]\n"
        "    did you mean `styrelsen`?\n"
    )


def test_problems_come_in_the_order_of_their_places(packs):
    text = "rules:\n" + "".join(f"  - id: r{n}\n    fel{n}: x\n" for n in range(12))
    write(packs, {"by/b.yaml": text, "by/a.yaml": text})
    places = [problem.where for problem in problems_in(packs)]
    assert places == sorted(places)
    assert len(places) > 24


def test_one_problem_is_not_called_problems(packs):
    write(packs, {"by/tom.yaml": ""})
    with pytest.raises(UnusableRulesError) as caught:
        load_all(RulesFolder(packs))
    last = english(caught.value).splitlines()[-1]
    assert last == "1 problem: nothing was used"


# all of it or nothing -------------------------------------------------------------


def test_a_broken_neighbour_does_not_silence_a_municipality(packs):
    write(packs, {"vik/pack.yaml": "pack: vik\nkind: municipality\nlabel: [Vik]\n"})
    folder = RulesFolder(packs)
    assert set(load(folder, ["by"])) == {"by"}
    with pytest.raises(UnusableRulesError):
        load(folder, ["vik"])
    with pytest.raises(UnusableRulesError):
        load_all(folder)


@pytest.mark.parametrize("asked", ["by", ""])
@pytest.mark.parametrize(
    "file",
    ["lag/pack.yaml", "lag/vocabulary.yaml", "lag/sources.yaml", "lag/delegation.yaml"],
)
def test_a_broken_law_silences_all_who_rest_on_it(packs, file, asked):
    (packs / file).write_text("rules: [\n", encoding="utf-8")
    with pytest.raises(UnusableRulesError) as caught:
        load(RulesFolder(packs), [asked])
    assert [p.where.file for p in caught.value.problems] == [file]


def test_a_law_without_a_readable_head_is_told_to_those_who_ask_for_the_law(packs):
    (packs / "lag/pack.yaml").unlink()
    with pytest.raises(UnusableRulesError):
        load(RulesFolder(packs), [""])


def test_a_file_that_would_not_be_read_is_a_problem_rather_than_passed_over(packs):
    write(packs, {"by/mer.yml": "rules: []\n", "mer.yaml": "rules: []\n"})
    assert told(packs) == (
        "by/mer.yml:1:1: `mer.yml` is not read: only `*.yaml` files are "
        "[file/other-suffix]\n"
        "    rename it to `mer.yaml`\n"
        "mer.yaml:1:1: `mer.yaml` lies beside the packs, where it is not read "
        "[pack/file-beside]\n"
        "    move it into the folder of a pack\n"
    )


def test_hidden_files_and_folders_are_none_of_ours(packs):
    write(packs, {"by/.#regler.yaml": "[", ".git/x.yaml": "[", ".skiss.yaml": "["})
    assert told(packs) == ""
    assert RulesFolder(packs).pack_ids == ("by", "lag")


def test_files_in_folders_of_a_pack_are_rules_whatever_their_name(packs):
    names = ("a/mer.yaml", "b/mer.yaml", "b/vocabulary.yaml")
    write(
        packs,
        {
            f"by/{name}": "rules:\n" + RULE.format(id=f"r{n}")
            for n, name in enumerate(names)
        },
    )
    loaded = load(RulesFolder(packs), ["by"])["by"]
    assert {"by/r0", "by/r1", "by/r2"} <= set(loaded.rules_by_id)


def test_the_order_of_rules_and_files_does_not_matter(packs):
    before = load(RulesFolder(packs), ["by"])["by"]
    head, *rules = (packs / "by/regler.yaml").read_text("utf-8").split("  - id: ")
    for number, rule in enumerate(reversed(rules)):
        write(packs, {f"by/x{number}.yaml": f"{head}  - id: {rule}"})
    (packs / "by/regler.yaml").unlink()
    after = load(RulesFolder(packs), ["by"])["by"]
    assert after.vocabulary == before.vocabulary
    assert set(after.rules_by_id) == set(before.rules_by_id)
    assert [r.id for r in after.rules] != [r.id for r in before.rules]
    for id_, rule in after.rules_by_id.items():
        assert rule.conclusion == before.rules_by_id[id_].conclusion
        assert rule.when == before.rules_by_id[id_].when


# files that are no files ------------------------------------------------------------


def test_a_file_nobody_may_read_is_a_problem(packs):
    path = packs / "by/hemlig.yaml"
    path.write_text("rules: []\n", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("who runs the tests may read everything")
    assert told(packs) == (
        "by/hemlig.yaml:1:1: this cannot be read: permission denied [file/no-access]\n"
        "    check who may read it\n"
    )


def test_a_folder_nobody_may_read_is_a_problem(packs):
    path = packs / "by/hemligt"
    path.mkdir()
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("who runs the tests may read everything")
    try:
        assert told(packs) == (
            "by/hemligt:1:1: this cannot be read: permission denied [file/no-access]\n"
            "    check who may read it\n"
        )
    finally:
        path.chmod(0o700)


def test_a_pack_nobody_may_read_is_a_problem(packs):
    (packs / "by").chmod(0)
    if os.access(packs / "by", os.R_OK):
        pytest.skip("who runs the tests may read everything")
    try:
        assert told(packs) == (
            "by:1:1: this cannot be read: permission denied [file/no-access]\n"
            "    check who may read it\n"
        )
    finally:
        (packs / "by").chmod(0o700)


@pytest.mark.parametrize("name", ["by/mapp.yaml", "prisbasbelopp.yaml"])
def test_a_folder_named_like_a_file_is_a_problem(packs, name):
    (packs / name).unlink(missing_ok=True)
    (packs / name).mkdir()
    what = "this is a folder, not a file [file/folder]"
    assert told(packs) == f"{name}:1:1: {what}\n    rename the folder\n"


def test_a_link_to_nothing_is_a_problem(packs):
    (packs / "by/borta.yaml").symlink_to("ingenstans.yaml")
    assert told(packs) == (
        "by/borta.yaml:1:1: this is a link to nothing [file/link-to-nothing]\n"
        "    delete it\n"
    )


def test_a_thing_that_is_neither_file_nor_folder_is_not_waited_for(packs):
    server = socket.socket(socket.AF_UNIX)
    server.bind("by/uttag.yaml")
    server.close()
    os.mkfifo(packs / "by/ror.yaml")
    assert told(packs) == (
        "by/ror.yaml:1:1: this is not an ordinary file [file/not-ordinary]\n"
        "    delete it\n"
        "by/uttag.yaml:1:1: this is not an ordinary file [file/not-ordinary]\n"
        "    delete it\n"
    )


def test_a_file_too_large_for_a_rule_file_is_a_problem(packs):
    path = packs / "by/stor.yaml"
    path.write_bytes(b"rules: []\n#" + b"x" * LARGEST_FILE)
    assert told(packs) == (
        "by/stor.yaml:1:1: the file is larger than 4 MB [yaml/too-large]\n"
        "    divide it into one file per topic\n"
    )


def test_a_name_that_is_no_text_does_not_break_the_report(packs):
    (packs / "by" / os.fsdecode(b"\xe5\n.yaml")).write_text("", encoding="utf-8")
    (problem,) = problems_in(packs)
    assert problem.where.file == r"by/\xe5\x0a.yaml"
    str(problem).encode("utf-8")


def test_scenario_files_that_cannot_be_read_are_problems_too(packs):
    (packs / "borta.yaml").symlink_to("ingenstans.yaml")
    with pytest.raises(UnusableRulesError):
        yaml_files([packs])
    assert set(yaml_files([packs / "lag", packs / "by/pack.yaml"])) == {
        "by/pack.yaml",
        "lag/delegation.yaml",
        "lag/pack.yaml",
        "lag/sources.yaml",
        "lag/vocabulary.yaml",
    }


# folders ------------------------------------------------------------------------------


def test_what_is_no_folder_of_packs_is_an_error(tmp_path):
    nowhere = tmp_path / "ingenstans"
    with pytest.raises(EngineError) as caught:
        RulesFolder(nowhere)
    assert english(caught.value) == (
        f"`{nowhere}` is not a folder: give the folder that holds the packs"
    )
    with pytest.raises(EngineError) as caught:
        RulesFolder(tmp_path)
    assert english(caught.value) == (
        f"`{tmp_path}` holds no packs: a pack is a folder with a `pack.yaml`"
    )


@pytest.mark.parametrize("name", ["by", "Byn", "byn", "STORBYN", "the village"])
def test_a_municipality_is_found_by_id_label_and_synonym(packs, name):
    assert RulesFolder(packs).municipality(name) == "by"


def test_a_pack_that_is_not_there_is_unknown_rather_than_empty(packs):
    with pytest.raises(UnknownNameError) as caught:
        load(RulesFolder(packs), ["byn"])
    assert caught.value.nearest == ("by",)


@pytest.mark.parametrize("name", ["lag", "lagen", "byn-vid-ån", "ankeborg"])
def test_what_is_no_municipality_is_unknown(packs, name):
    with pytest.raises(UnknownNameError):
        RulesFolder(packs).municipality(name)


def test_the_nearest_municipality_is_offered(packs):
    with pytest.raises(UnknownNameError) as caught:
        RulesFolder(packs).municipality("Storrbyn")
    assert caught.value.nearest == ("Storbyn",)


def test_an_unknown_municipality_may_be_one_whose_pack_is_broken(packs):
    write(packs, {"vik/pack.yaml": "pack: vik\nkind: municipality\nlabel: Viken: x\n"})
    with pytest.raises(UnusableRulesError) as caught:
        RulesFolder(packs).municipality("Viken")
    assert [p.where.file for p in caught.value.problems] == ["vik/pack.yaml"]


def test_used_packs_come_before_those_that_use_them(packs):
    write(
        packs,
        {
            "rad/pack.yaml": "pack: rad\nkind: guidance\nlabel: Råd\nuses: lag\n",
            "ort/pack.yaml": "pack: ort\nkind: municipality\nlabel: Ort\nuses: rad\n",
        },
    )
    folder = RulesFolder(packs)
    assert folder.closure("ort") == ("lag", "rad", "ort")
    assert folder.closure("by") == ("lag", "by")
    assert folder.closure("") == ("lag", "rad")


def test_the_files_a_jurisdiction_rests_on_are_all_named(packs):
    write(packs, {"by/mapp/mer.yaml": "rules: []\n"})
    folder = RulesFolder(packs)
    behind = files_behind(packs, folder, "by", "by")
    expected = (".", "by", "by/mapp", "by/mapp/mer.yaml", "lag/pack.yaml")
    assert {*behind} >= {packs / name for name in (*expected, "prisbasbelopp.yaml")}
    write(packs, {"vik/pack.yaml": "pack: vik\nkind: municipality\nlabel: Byn\n"})
    named = files_behind(packs, RulesFolder(packs), "Byn", "by")
    assert packs / "vik/pack.yaml" in named  # who is called that decides


# what comes out -----------------------------------------------------------------------


def test_every_kind_of_rule_is_linked(packs):
    loaded = load(RulesFolder(packs), ["by"])["by"]
    assert {rule.kind for rule in loaded.rules} == set(RuleKind)
    contact = loaded.rules_by_id["by/vagen"]
    assert contact.scope_of == {
        Slot.FROM: {"anstalld"},
        Slot.TO: {"styrelsen"},
        Slot.ABOUT: {"beslut"},
    }
    assert isinstance(contact.conclusion, ContactConclusion)
    assert contact.conclusion.via == ("narmaste-chef", "chef")
    assert contact.place.line == 20


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("belopp: {over: 10, max: 20}", Within(low=1_001, high=2_000, **BELOPP)),
        ("belopp: {min: 10, under: 20 kr}", Within(low=1_000, high=1_999, **BELOPP)),
        ("belopp: 10", Within(low=1_000, high=1_000, **BELOPP)),
        ("belopp: {max: 5 pbb}", Within(high=Multiple(Decimal(5)), **BELOPP)),
        ("belopp: {over: 5 pbb}", Within(low=Over(Decimal(5)), **BELOPP)),
        ("belopp: {under: 5 pbb}", Within(high=Under(Decimal(5)), **BELOPP)),
        ("belopp: {present: no}", Present(is_present=False, **BELOPP)),
        ("antal: {under: 3}", Within(circumstance="antal", high=2)),
        ("dag: {min: 0001-01-02}", Within(circumstance="dag", low=2)),
        ("akut: ja", OneOf(circumstance="akut", values=frozenset({1}))),
        ("omrade: vag", OneOf(values=frozenset({"vag"}), **OMRADE)),
        ("omrade: [vag, skola]", OneOf(values=frozenset({"vag", "skola"}), **OMRADE)),
        (
            "omrade: {not: vag}",
            OneOf(values=frozenset({"vag"}), negated=True, **OMRADE),
        ),
        ("sokande: chef", IsRole(circumstance="sokande", roles=frozenset({"chef"}))),
    ],
)
def test_a_condition_is_a_set_of_typed_values(packs, written, meant):
    rule = (
        RULE.format(id="x") + f"    when: {{{written}}}\n    unless: [{{{written}}}]\n"
    )
    write(packs, {"by/extra.yaml": f"rules:\n{rule}"})
    linked = load(RulesFolder(packs), ["by"])["by"].rules_by_id["by/x"]
    assert linked.when == (meant,)
    assert linked.unless == ((meant,),)


def test_a_relative_role_knows_how_it_is_resolved(packs):
    words = (packs / "by/vocabulary.yaml").read_text("utf-8")
    more = (
        "roles:\n"
        "  berord:\n"
        "    label: berörd chef\n"
        "    resolves: {circumstance: omrade, as: {skola: rektor, vag: chef}}\n"
        "  den-sokande:\n"
        "    label: den som söker\n"
        "    resolves: {circumstance: sokande}\n"
    )
    write(packs, {"by/vocabulary.yaml": words.replace("roles:\n", more, 1)})
    roles = load(RulesFolder(packs), ["by"])["by"].vocabulary.roles
    assert roles["berord"].resolves == Resolution(
        circumstance="omrade", by_value=(("skola", "rektor"), ("vag", "chef"))
    )
    assert roles["den-sokande"].resolves == Resolution(circumstance="sokande")
    assert roles["narmaste-chef"].resolves == Resolution(reports_to="from")


def test_a_relation_between_roles_is_kept(packs):
    rules = load(RulesFolder(packs), ["by"])["by"].rules_by_id
    functions = dict(rules["by/inkop-akut"].conclusion.functions)
    (party,) = functions.values()
    assert party.mode is Mode.TOGETHER
    assert party.roles == ("chef", "rektor")
    assert rules["by/inkop-akut"].overrides == {"by/inkop"}
    assert rules["by/inkop-akut"].cites == ("by/ordning#p1", "lag/kl#1-2")


def test_a_rule_has_the_rank_of_its_own_source_whatever_law_it_also_cites(packs):
    rules = load(RulesFolder(packs), ["by"])["by"].rules_by_id
    assert rules["by/inkop-akut"].rank is Rank.COUNCIL
    assert rules["lag/principiellt"].rank is Rank.LAW


def test_a_rule_is_a_proposal_only_while_all_documents_it_stands_in_are(packs):
    extra = (
        "  forslag:\n"
        "    title: Förslag\n"
        "    rank: council\n"
        "    status: proposal\n"
        "    passages: {p1: {section: A, gist: B}}\n"
    )
    sources = packs / "by/sources.yaml"
    sources.write_text(sources.read_text("utf-8") + extra, encoding="utf-8")
    alone = RULE.format(id="bara").replace("ordning#p1", "forslag#p1")
    both = RULE.format(id="bada").replace("ordning#p1", "[forslag#p1, ordning#p1]")
    write(packs, {"by/extra.yaml": f"rules:\n{alone}{both}"})
    rules = load(RulesFolder(packs), ["by"])["by"].rules_by_id
    assert rules["by/bara"].status is Status.PROPOSAL
    assert rules["by/bara"].rank is Rank.COUNCIL
    assert rules["by/bada"].status is Status.ADOPTED
    assert rules["by/bada"].rank is Rank.COUNCIL


def test_a_municipality_adds_to_the_words_of_the_law_for_itself_alone(packs):
    write(
        packs,
        {
            "vik/pack.yaml": "pack: vik\nkind: municipality\nlabel: Vik\nuses: lag\n",
            "vik/vocabulary.yaml": "roles:\n"
            "  styrelsen:\n"
            "    label: {sv: kommunstyrelsen, en: executive board}\n"
            "    synonyms: [ks]\n"
            "    is: anstalld\n",
        },
    )
    loaded = load_all(RulesFolder(packs))
    local = loaded["vik"].vocabulary.roles["styrelsen"]
    assert local.label.sv == "kommunstyrelsen"
    assert local.kinds == ("organ", "anstalld")
    assert loaded["vik"].vocabulary.id_of(TermKind.ROLE, "ks") == "styrelsen"
    assert (
        loaded["vik"].vocabulary.id_of(TermKind.ROLE, "Styrelsen") == "styrelsen"
    )  # the old label
    for other in ("by", ""):
        assert loaded[other].vocabulary.roles["styrelsen"].label.sv == "styrelsen"
        assert loaded[other].vocabulary.roles["styrelsen"].kinds == ("organ",)


def test_nothing_leaks_between_municipalities(packs):
    before = load_all(RulesFolder(packs))["by"]
    write(
        packs,
        {
            "vik/pack.yaml": "pack: vik\nkind: municipality\nlabel: Vik\nuses: lag\n",
            "vik/vocabulary.yaml": "roles: {chef: {label: vikchef}}\n"
            "matters: {inkop: {label: vikinköp}}\n",
            "vik/sources.yaml": (packs / "by/sources.yaml").read_text("utf-8"),
            "vik/regler.yaml": "rules:\n" + RULE.format(id="inkop"),
        },
    )
    after = load_all(RulesFolder(packs))["by"]
    assert after == before


def test_the_law_alone_is_a_jurisdiction_without_a_municipality(packs):
    law = load_all(RulesFolder(packs))[""]
    assert law.municipality is None
    assert law.id == ""
    assert [head.id for head in law.packs] == ["lag"]
    assert set(law.rules_by_id) == {"lag/principiellt"}


def test_a_year_without_its_prisbasbelopp_is_an_error_that_names_the_file(packs):
    loaded = load(RulesFolder(packs), ["by"])["by"]
    assert loaded.in_ore(Decimal(5), 2026) == 5 * 59_200 * 100
    with pytest.raises(MissingAmountError) as caught:
        loaded.in_ore(Decimal(5), 2031)
    assert english(caught.value) == (
        "the prisbasbelopp of 2031 is not registered: "
        "add it to `prisbasbelopp.yaml` (known years: 2026)"
    )


def test_rules_do_without_the_yearly_amounts_until_one_is_needed(packs):
    write(packs, {"prisbasbelopp.yaml": "prisbasbelopp: {}\n"})
    loaded = load(RulesFolder(packs), ["by"])["by"]
    with pytest.raises(MissingAmountError) as caught:
        loaded.in_ore(Decimal(1), 2026)
    assert english(caught.value) == (
        "the prisbasbelopp of 2026 is not registered: "
        "add it to `prisbasbelopp.yaml`, which has no year yet"
    )


def test_what_was_loaded_holds_nothing_of_the_files(packs):
    """A scalar that remembers its file would drag it into every cache and answer."""
    packed = pickle.dumps(load_all(RulesFolder(packs)))
    assert b"engine.rulebook.language.nodes" not in packed
    assert b"engine.rulebook.language.shapes" not in packed
    assert b"engine.rulebook.language.elements" not in packed
    assert pickle.loads(packed) == load_all(RulesFolder(packs))  # noqa: S301 - our own


@pytest.mark.parametrize("is_collecting", [True, False])
@pytest.mark.parametrize("case", ["", "thirty"])
def test_loading_leaves_the_garbage_collector_as_it_was(tmp_path, case, is_collecting):
    lay_out(tmp_path, case)
    (gc.enable if is_collecting else gc.disable)()
    try:
        problems_in(tmp_path)
        assert gc.isenabled() is is_collecting
    finally:
        gc.enable()


# whatever stands in the files ---------------------------------------------------------

_FILES = {
    path.relative_to(SOUND).as_posix(): path.read_bytes()
    for path in sorted(SOUND.rglob("*.yaml"))
}
_WORDS = sorted({word for text in _FILES.values() for word in text.split()})
_SIGNS = (
    *(bytes([code]) for code in (0, 7, 9, 10, 13, 32, 0x80, 0xC3, 0xE5, 0xFF)),
    *b"[ ] { } : - # & * ! | > ' \" % @ ` , ? ~ 0 1 . / \\".split(),
    "\ufeff".encode(),
    "\u2028".encode(),
    b'"\\e"',
    b"<<: *a",
    b"!!python/object:x",
    b"---\n",
    b"99999999999999999999999999",
    b"null",
)
_CHANGES = ("delete", "double", "swap", "word", "sign", "byte", "line", "cut")


@st.composite
def mutilated(draw):
    """Return the sound files after a handful of random changes to their words."""
    files = dict(_FILES)
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(files)))
        parts = files[name].split(b" ")
        at = draw(st.integers(0, len(parts) - 1))
        other = draw(st.integers(0, len(parts) - 1))
        match draw(st.sampled_from(_CHANGES)):
            case "delete":
                del parts[at : at + draw(st.integers(1, 4))]
            case "double":
                parts.insert(other, parts[at])
            case "swap":
                parts[at], parts[other] = parts[other], parts[at]
            case "word":
                parts[at] = draw(st.sampled_from(_WORDS))
            case "sign":
                parts[at] += draw(st.sampled_from(_SIGNS))
            case "byte":
                parts[at] = draw(st.binary(min_size=1, max_size=4))
            case "line":
                lines = files[name].split(b"\n")
                lines.insert(other % len(lines), lines[at % len(lines)])
                parts = b"\n".join(lines).split(b" ")
            case "cut":
                parts = parts[:at]
        files[name] = b" ".join(parts)
    return files


@given(files=mutilated())
def test_whatever_stands_in_the_files_is_used_whole_or_told_of(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        found, loaded = (), {}
        try:
            loaded = load_all(RulesFolder(Path(folder)))
        except UnusableRulesError as error:
            found = error.problems
    assert bool(found) is not bool(loaded)
    for problem in found:
        assert_is_well_told(problem)
    for jurisdiction in loaded.values():
        known = set(jurisdiction.vocabulary.circumstances)
        for rule in jurisdiction.rules:
            assert rule.cites
            assert set(rule.cites) <= set(jurisdiction.passages)
            assert rule.circumstances <= known
