"""A municipality gives terms of its own names that stand for others in used packs."""

import json

import pytest

from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.loading.opening import open_jurisdiction
from engine.rulebook.model.problems import AmbiguousNameError, UnusableRulesError
from engine.rulebook.model.vocabulary import TermKind
from engine.service.mandat import Mandat
from tests.support.terminal import run
from tests.support.town import SOURCES, rule_text, write_pack

LAW = """\
roles:
  organ: {label: {sv: organet, en: the body}}
  utskott:
    label: {sv: utskottet, en: the subcommittee}
    synonyms: [AU, arbetsutskottet]
    is: [organ]
matters:
  upphandling: {label: {sv: upphandling, en: procurement}, synonyms: [köp]}
circumstances:
  belopp: {label: {sv: belopp, en: amount}, synonyms: [summan], type: money}
"""
NARROWER = """\
roles:
  ksau:
    label: {sv: arbetsutskottet, en: the working committee}
    synonyms: [AU]
    is: [utskott]
"""
ANOTHER = """\
roles:
  allmanna-utskottet:
    label: {sv: allmänna utskottet, en: the general committee}
    synonyms: [AU]
    is: [organ]
"""


def packs(tmp_path, vocabulary, rules="rules: []\n"):
    folder = tmp_path / "rules"
    law = rule_text("ska", duty="{of: utskott, to: protokollfora}")
    words = LAW + "acts:\n  protokollfora: {label: {sv: protokollföra, en: minute}}\n"
    write_pack(
        folder,
        "lag",
        kind="law",
        vocabulary=words,
        sources=SOURCES.replace("board", "law"),
        rules=f"rules:\n{law}",
    )
    own = {"vocabulary": vocabulary, "sources": SOURCES, "rules": rules}
    write_pack(folder, "by", uses="lag", **own)
    write_pack(folder, "vik", uses="lag")
    return folder


def words_of(folder, id_="by"):
    return load(RulesFolder(folder), [id_])[id_].vocabulary


def problems(folder):
    with pytest.raises(UnusableRulesError) as caught:
        load(RulesFolder(folder), ["by"])
    return caught.value.problems


@pytest.mark.parametrize("name", ["AU", "arbetsutskottet", "Arbets-utskottet"])
def test_the_name_of_a_wider_term_is_that_of_the_narrower_one_there_alone(
    name, tmp_path
):
    folder = packs(tmp_path, NARROWER)
    assert words_of(folder).id_of(TermKind.ROLE, name) == "ksau"
    assert words_of(folder, "vik").id_of(TermKind.ROLE, name) == "utskott"
    assert words_of(folder).id_of(TermKind.ROLE, "utskottet") == "utskott"


def test_what_holds_for_the_wider_term_holds_for_the_narrower_one(tmp_path):
    folder = packs(tmp_path, NARROWER)
    answer = run("show AU -m by --format json --lang en --rules", folder)
    assert "lag/ska" in answer.stdout


def test_a_narrower_name_stands_for_the_same_when_it_is_kept(tmp_path):
    folder, cache = packs(tmp_path, NARROWER), tmp_path / "cache"
    for _ in ("read", "kept"):
        words = open_jurisdiction(folder, "by", cache).vocabulary
        assert words.id_of(TermKind.ROLE, "AU") == "ksau"


def test_a_matter_and_an_act_are_narrowed_as_roles_are(tmp_path):
    own = """\
matters:
  inkop: {label: {sv: köp, en: purchase}, under: upphandling}
"""
    folder = packs(tmp_path, own)
    assert words_of(folder).id_of(TermKind.MATTER, "köp") == "inkop"


def test_a_name_of_two_terms_is_asked_back_with_both(tmp_path):
    folder = packs(tmp_path, ANOTHER)
    with pytest.raises(AmbiguousNameError) as caught:
        words_of(folder).id_of(TermKind.ROLE, "au")
    message = caught.value.message
    named = {message["one"].name, message["other"].name}
    assert named == {"allmanna-utskottet", "utskott"}
    for id_ in named:
        assert words_of(folder).id_of(TermKind.ROLE, id_) == id_
    assert words_of(folder, "vik").id_of(TermKind.ROLE, "AU") == "utskott"


def test_a_question_by_a_name_of_two_terms_is_not_answered(tmp_path):
    folder = packs(tmp_path, ANOTHER)
    for language, words in (("sv", "kan här vara"), ("en", "may be")):
        done = run("show AU -m by --lang", language, "--rules", folder)
        assert done.exit_code == 2
        assert words in done.stderr
        assert "`allmanna-utskottet`" in done.stderr
        assert "`utskott`" in done.stderr


def test_a_circumstance_of_two_meanings_is_asked_back(tmp_path):
    own = """\
circumstances:
  ramen: {label: {sv: ramen, en: frame}, synonyms: [summan], type: money}
"""
    folder = packs(tmp_path, own)
    done = run("who upphandling -m by -g summan=5 --format json --rules", folder)
    assert json.loads(done.stdout)["error"]["code"] == "question/ambiguous-name"


def test_a_free_question_by_a_name_of_two_terms_is_asked_back(tmp_path):
    decides = rule_text("kop", matter="upphandling", decides="allmanna-utskottet")
    folder = packs(tmp_path, ANOTHER, f"rules:\n{decides}")
    town = Mandat.open(folder).of("by")
    assert town.understand("vem beslutar om upphandling").response is not None
    with pytest.raises(AmbiguousNameError):
        town.understand("får AU besluta om upphandling")


def test_a_narrower_name_in_a_free_question_is_that_of_the_narrower_term(tmp_path):
    way = rule_text(
        "vag", contact="{from: ksau, to: organ}", free="true", strength="may"
    )
    folder = packs(tmp_path, NARROWER, f"rules:\n{way}")
    asked = Mandat.open(folder).of("by").understand("får AU kontakta organet direkt")
    assert asked.response
    assert (
        asked.to_dict("sv")["understood"]["question"]["asked"]["from"]["id"] == "ksau"
    )


@pytest.mark.parametrize(
    "own",
    [
        "  au: {label: {sv: a, en: a}, is: [organ]}",  # its id could not be typed
        "  x: {label: {sv: utskott, en: x}, is: [organ]}",  # nor the other's id
        "  x: {label: {sv: Utskottet, en: x}, is: [utskott]}",  # answers show labels
        "  x: {label: {sv: x, en: The subcommittee}, is: [utskott]}",
    ],
)
def test_what_could_not_be_told_apart_is_refused_and_tells_where_the_other_stands(
    own, tmp_path
):
    folder = packs(tmp_path, f"roles:\n{own}\n")
    (problem,) = problems(folder)
    assert problem.code == "term/name-of-used-pack"
    first = problem.message["first"]
    assert first.file == str(folder / "lag" / "vocabulary.yaml")
    assert (
        (folder / "lag" / "vocabulary.yaml")
        .read_text("utf-8")
        .splitlines()[first.line - 1]
        .strip()
    )
    assert problem.message["id"] == "utskott"


def test_two_terms_of_one_pack_have_no_name_together(tmp_path):
    own = "roles:\n  a: {label: x}\n  b: {label: y, synonyms: [X]}\n"
    (problem,) = problems(packs(tmp_path, own))
    assert problem.code == "term/names-alike"
    assert (problem.message["first"].line, problem.where.line) == (2, 3)


def test_packs_that_several_use_share_no_name(tmp_path):
    folder = packs(tmp_path, NARROWER)
    write_pack(folder, "rad", kind="guidance", uses="lag", vocabulary=ANOTHER)
    write_pack(folder, "by", uses="lag, rad")
    (problem,) = problems(folder)
    assert problem.code == "term/name-of-used-pack"


def test_a_name_of_another_kind_tells_what_it_names(tmp_path):
    folder = packs(tmp_path, NARROWER)
    done = run("who AU -m by --format json --lang en --rules", folder)
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "question/name-of-another-kind"
    assert "not a matter but the role `ksau`" in error["message"]
    assert run("who xyzzy -m by --lang en --rules", folder).stderr.startswith("unknown")
