"""`mandat new` writes a whole pack that loads, lints clean and checks, or nothing."""

import json

import pytest

from engine.rulebook.model.sources import Rank
from engine.service.mandat import Mandat
from engine.service.new_pack import FirstRule, new_pack, slug
from tests.support.terminal import Terminal, run
from tests.support.town import SOURCES, write_pack, write_town

TOLD = (
    '--document "Riktlinje för inköp" --section "1 §" --matter inköp'
    " --decides enhetschefen"
)


#: A law with a handful of words and one ban, which is read in no time.
LAW = """\
tags: {employee: anställd}
roles:
  kommunstyrelsen: {label: kommunstyrelsen, synonyms: [KS]}
  anstalld: {label: anställd, tags: [employee]}
  enhetschef: {label: enhetschef, is: [anstalld]}
  utskott: {label: utskott, synonyms: [utskottet]}
  namnd: {label: nämnd, synonyms: [nämnden]}
matters:
  bygglov: {label: bygglov}
"""
BAN = """\
rules:
  - id: kretsen
    constraint: {act: delegated_decision}
    only: [anstalld, utskott, namnd, kommunstyrelsen]
    mandatory: yes
    says: Bara de får besluta.
    cites: ordning#p1
"""


@pytest.fixture
def under_the_law(tmp_path, monkeypatch):
    """Sit in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def here(under_the_law, tmp_path_factory, monkeypatch):
    """Sit in an empty folder, under a small law."""
    lent = tmp_path_factory.mktemp("lent")
    sources = SOURCES.replace("rank: board", "rank: law")
    files = {"vocabulary": LAW, "sources": sources, "rules": BAN}
    write_pack(lent, "kommunallagen", kind="law", **files)
    monkeypatch.setattr("engine.rulebook.loading.shipped._shipped_rules", lambda: lent)
    return under_the_law


def everything(folder):
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    )


@pytest.mark.slow
def test_the_pack_loads_lints_clean_checks_and_answers(under_the_law):
    done = run(f"new Lillköping {TOLD} --lang en")
    assert done.exit_code == 0, done.output
    assert everything(under_the_law) == [
        "rules/lillkoping/pack.yaml",
        "rules/lillkoping/regler.yaml",
        "rules/lillkoping/sources.yaml",
        "rules/lillkoping/vocabulary.yaml",
        "scenarios/lillkoping/fall.yaml",
    ]
    mandat = Mandat.open("rules")
    assert mandat.lint().findings == ()
    checked = mandat.check()
    assert checked.is_passed
    assert len(checked.replays) == 1
    answer = mandat.of("Lillköping").who("inköp")
    assert answer.answer.rules == ("lillkoping/inkop",)
    assert mandat.of("Lillköpings kommun").sources().is_accounted_for


def test_what_is_printed_to_do_next_runs(here):
    done = run(f"new Lillköping {TOLD} --format json")
    content = json.loads(done.stdout)
    assert len(content["commands"]) == 3
    for command in content["commands"]:
        assert run(command.removeprefix("mandat ")).exit_code == 0
    assert sorted(file["file"] for file in content["files"]) == everything(here)
    for file in content["files"]:
        assert (here / file["file"]).read_text("utf-8") == file["text"]


def test_showing_writes_nothing(here):
    content = json.loads(run(f"new Vik {TOLD} --show --format json").stdout)
    assert everything(here) == []
    assert (content["written"], content["answered"]) == (False, None)


def test_words_of_the_law_are_used_and_not_written_anew(here):
    decided = TOLD.replace("enhetschefen", "KS")
    assert run(f"new Vik {decided}").exit_code == 0
    written = (here / "rules/vik/vocabulary.yaml").read_text("utf-8")
    assert "roles:" not in written
    rule = (here / "rules/vik/regler.yaml").read_text("utf-8")
    assert "decides: kommunstyrelsen" in rule


@pytest.mark.slow
def test_a_law_that_goes_before_the_document_is_told(under_the_law):
    decided = TOLD.replace("inköp", "årsredovisning").replace("enhetschefen", "KS")
    done = run(f"new Vik {decided} --lang en")
    assert "a law may go before" in " ".join(done.stdout.split())
    assert everything(under_the_law)


def test_the_law_of_the_folder_counts_before_the_shipped_one(here):
    words = "roles:\n  chefen: {label: enhetschefen}\n"
    write_pack(here / "rules", "kommunallagen", kind="law", vocabulary=words)
    run(f"new Vik {TOLD}")
    rule = (here / "rules/vik/regler.yaml").read_text("utf-8")
    assert "decides: chefen" in rule


@pytest.mark.parametrize(
    ("decides", "more", "kind"),
    [
        ("bygglovschefen", "", "anstalld"),
        ("parkutskottet", "", "utskott"),
        ("miljö- och byggnadsnämnden", "", "namnd"),
        ("lekplatsrådet", "--is utskott", "utskott"),
    ],
)
@pytest.mark.usefixtures("here")
def test_a_role_that_the_law_lacks_is_what_the_law_may_let_decide(decides, more, kind):
    told = TOLD.replace("enhetschefen", f"'{decides}'")
    done = run(f"new Vik {told} --rank board {more} --lang en")
    assert f"`is: [{kind}]`" in " ".join(done.stdout.split())
    assert "NOTE" not in done.stdout
    assert Mandat.open("rules").check().is_passed


def test_a_kind_that_is_no_role_is_refused(here):
    told = TOLD.replace("enhetschefen", "bygglovschefen")
    assert error_code(f"new Vik {told} --is xyzzy") == "question/unknown-role"
    assert everything(here) == []


# what is refused ------------------------------------------------------------------


def error_code(command):
    done = run(f"{command} --format json")
    assert done.exit_code == 2, done.output
    return json.loads(done.stdout)["error"]["code"]


def test_what_is_there_is_never_overwritten(here):
    run(f"new Vik {TOLD}")
    before = {name: (here / name).read_bytes() for name in everything(here)}
    assert error_code(f"new Vik {TOLD}") == "pack/known-name"
    assert error_code(f"new Viken {TOLD} --id vik") == "pack/exists"
    assert {name: (here / name).read_bytes() for name in everything(here)} == before


@pytest.mark.parametrize("taken", ["rules/vik", "scenarios/vik"])
def test_a_folder_or_link_in_the_way_is_left_alone(here, taken):
    (here / taken).parent.mkdir()
    (here / taken).symlink_to(here / "nowhere")
    assert error_code(f"new Vik {TOLD}") == "pack/exists"
    assert (here / taken).is_symlink()
    assert everything(here) == []


def test_a_municipality_that_the_folder_has_by_another_name(here):
    write_town(here)
    assert error_code(f"new Provby --id annan {TOLD}") == "pack/known-name"


@pytest.mark.parametrize("name", ["–", "Москва", "%"])
def test_a_name_without_an_id(name, here):
    assert error_code(f"new '{name}' {TOLD}") == "pack/no-id"
    assert error_code(f"new Vik --id '{name}' {TOLD}") == "pack/no-id"
    assert error_code(f"new Vik {TOLD.replace('inköp', name)}") == "pack/no-id"
    assert everything(here) == []


def test_an_id_is_no_way_out_of_the_folder(here):
    for id_ in ("../x", "/x", "a/b", ".x", "A"):
        assert error_code(f"new Vik --id {id_} {TOLD}") == "pack/no-id"
    assert everything(here) == []


def test_a_pack_that_would_have_problems_is_not_left_behind(here):
    write_town(here, rules="rules: [a]\n")
    write_pack(here / "rules", "kommunallagen", kind="law", vocabulary="roles: [a]\n")
    before = everything(here)
    assert error_code(f"new Vik {TOLD}") == "rules/unusable"
    assert everything(here) == before


def test_a_place_that_cannot_be_written_keeps_nothing_half_written(here):
    (here / "scenarios").write_text("en fil", "utf-8")
    assert error_code(f"new Vik {TOLD}") == "file/unwritable"
    assert everything(here) == ["scenarios"]
    assert not any((here / "rules").iterdir())


# what somebody types --------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        'a: b # c "d" \\ {e} [f]',
        "- *x &y !z | > %",
        "'",
        "Über 100 000 kr – §§ 1–2",
        "1 kap.\n2 §",
        "null",
    ],
)
def test_any_text_reads_back_as_it_was_typed(text, here):
    made = new_pack(
        here / "rules",
        FirstRule(
            municipality="Vik",
            document=text,
            section=text,
            matter=f"x {text}",
            decides=f"y {text}",
            rank=Rank.BOARD,
        ),
    ).write()
    assert made.description.trial.is_answered
    (source,) = Mandat.open(here / "rules").of("vik").sources().accounts
    assert source.source.title.sv == " ".join(text.split())


def test_ids_have_only_what_ids_have():
    assert slug("Malung-Sälens kommun") == "malung-salens-kommun"
    assert slug("  Ö ") == "o"
    assert slug("–") == ""


# asking ---------------------------------------------------------------------------


@pytest.mark.slow
def test_a_terminal_asks_for_what_is_left_out(tmp_path):
    rules = tmp_path / "rules"
    terminal = Terminal("new --decides enhetschefen --lang sv --rules", rules)
    assert "Kommunens namn" in terminal.screen()
    assert "Dokumentets titel" in terminal.type("Lillköping")
    assert "Dokumentets titel" in terminal.type("")  # nothing is asked again
    assert "första stycket" in terminal.type("Riktlinje för inköp")
    assert "ärendet" in terminal.type("1 §")
    assert "Vems dokument" in terminal.type("inköp")
    assert "1–" in terminal.type("kungen")
    told = terminal.type("2")
    assert "Skrev ett paket för Lillköpings kommun" in told
    assert terminal.ended() == 0
    sources = (rules / "lillkoping" / "sources.yaml").read_text("utf-8")
    assert "rank: board" in sources


def test_whoever_stops_while_asked_has_written_nothing(tmp_path):
    terminal = Terminal("new --rules", tmp_path / "rules")
    terminal.screen()
    terminal.press(b"\x04")
    assert terminal.ended() == 130
    assert terminal.screens[-1].endswith("Avbrutet; inget är skrivet.\n")
    assert everything(tmp_path) == []
