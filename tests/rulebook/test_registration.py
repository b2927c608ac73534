"""A document is registered: its passages, with place and fingerprint, and no more."""

import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.model.fingerprints import fingerprint
from engine.rulebook.model.problems import Place
from engine.rulebook.model.sources import Passage, Rank, Source, Status, Validity
from engine.rulebook.model.texts import Text
from engine.rulebook.tracing.drift import verification_of
from engine.rulebook.tracing.registration import registration
from tests.support.terminal import run
from tests.support.town import SOURCES, write_pack, write_town

DOCUMENT = """\
# Riktlinje för inköp

## Vem beslutar

Inköp upp till 100 000 kr beslutar enhetschefen om.
Inköp över 100 000 kr beslutar nämnden om, efter samråd
med ekonomichefen.

- Konsulter köps aldrig av enhetschefen
- Avtal i högst tio år: fastighetschef

| Hyra av lokal ≤ 5 år | lokalchef |
"""
READS = [
    "Inköp upp till 100 000 kr beslutar enhetschefen om",
    "Inköp över 100 000 kr beslutar nämnden om, efter samråd med ekonomichefen",
    "Konsulter köps aldrig av enhetschefen",
    "Avtal i högst tio år: fastighetschef",
    "Hyra av lokal ≤ 5 år | lokalchef",
]


@pytest.fixture
def desk(tmp_path):
    """Return what runs a verb below `sources` on a document of the town."""
    rules = write_town(tmp_path).rules
    document = tmp_path / "inkop.md"

    def call(verb, text=DOCUMENT, *words):
        document.write_text(text, "utf-8")
        return run(
            f"sources {verb}", document, "-m", "provby", "--rules", rules, *words
        )

    call.file = rules / "provby" / "sources.yaml"
    return call


def test_passages_and_headings_are_told_apart():
    found = registration(DOCUMENT, None)
    assert [passage.reads for passage in found.passages] == READS
    assert [heading.reads for heading in found.headings] == [
        "Riktlinje för inköp",
        "Vem beslutar",
    ]
    assert {passage.section for passage in found.passages} == {"Vem beslutar"}
    assert [passage.number for passage in found.passages] == [1, 2, 3, 4, 5]
    assert [passage.fingerprint for passage in found.passages] == [
        fingerprint(text) for text in READS
    ]
    assert (found.title, found.text) == ("Riktlinje för inköp", fingerprint(DOCUMENT))


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("Vem beslutar", True),
        ("2.1 Vem beslutar", True),
        ("Vem beslutar.", False),
        ("inte en rubrik", False),
        ("Inköp: enhetschef", False),
        ("Inköp upp till 5 mnkr", False),
        ("- Vem beslutar", False),
        ("En rad med många ord är ingen rubrik utan text", False),
    ],
)
def test_only_a_short_line_alone_without_figures_is_a_heading(line, is_heading):
    found = registration(f"Inledning står här.\n\n{line}\n\nText står här.\n", None)
    assert bool(found.headings) == is_heading
    assert len(found.passages) == 3 - is_heading


@given(st.text(max_size=200))
def test_every_word_of_a_text_is_in_a_passage_or_a_heading(text):
    found = registration(text, None)
    marks = [*(p.fingerprint for p in found.passages)]
    marks += [heading.fingerprint for heading in found.headings]
    count = sum(int(mark.partition(":")[0]) for mark in marks)
    assert count == int(found.text.partition(":")[0])
    assert len({passage.id for passage in found.passages}) == len(found.passages)


LINES = st.sampled_from(
    [
        "# Ett",
        "Ett",
        "Ett två",
        "ett",
        "två tre.",
        "- ett",
        "1,5",
        "",
        "",
        "| ett |",
        "§",
    ]
)


@given(st.lists(LINES, max_size=12), st.data())
def test_what_is_registered_of_a_text_is_verified_in_it(lines, data):
    text = "\n".join(lines)
    found = registration(text, None)
    if not found.passages:
        return
    source = registered(found)
    town = SimpleNamespace(sources={source.id: source}, rules=(), is_own=lambda _: True)
    assert verification_of([town], {"a": text}).is_unchanged
    assert registration(text, source).is_empty
    at = data.draw(st.integers(0, len(lines)))
    more = "\n".join([*lines[:at], "", "Ny rad", "", *lines[at:]])
    assert not verification_of([town], {"a": more}).is_unchanged


def registered(found):
    """Return a document with what was found in it."""
    passages = {
        f"t/d#{each.id}": Passage(
            id=f"t/d#{each.id}",
            source="t/d",
            section="1",
            where="",
            gist=Text("."),
            fingerprint=each.fingerprint,
            reason=None,
            because=None,
            defines=(),
            place=Place(file=""),
        )
        for each in found.passages
    }
    return Source(
        id="t/d",
        title=Text("."),
        short=".",
        rank=Rank.BOARD,
        status=Status.ADOPTED,
        validity=Validity(),
        adopted=None,
        consulted=None,
        url="",
        review=None,
        passages=passages,
        place=Place(file=""),
        text=found.text,
        rest=tuple(heading.fingerprint for heading in found.headings),
    )


def test_what_is_shown_is_not_written(desk):
    shown = desk("register")
    assert shown.exit_code == 0
    assert desk.file.read_text("utf-8") == SOURCES
    assert "att skriva i" in shown.stderr
    assert "  inkop:\n" in shown.stdout


def test_what_is_written_loads_and_is_verified(desk):
    assert desk("register", DOCUMENT, "--write").exit_code == 0
    text = desk.file.read_text("utf-8")
    assert text.startswith(SOURCES)
    verified = desk("verify")
    assert (verified.exit_code, verified.stdout) == (
        0,
        "5 stycken som registrerat, 0 inte\n",
    )
    changed = desk("verify", DOCUMENT.replace("tio år", "fem år"))
    assert changed.exit_code == 1
    assert "provby/inkop#avtal-i-hogst-tio: ändrat" in changed.stdout
    new = desk("verify", f"{DOCUMENT}| Hyra av bil | lokalchef |\n")
    assert new.exit_code == 1
    assert "Hyra av bil | lokalchef" in new.stdout


def test_nothing_is_written_twice(desk):
    desk("register", DOCUMENT, "--write")
    written = desk.file.read_bytes()
    again = desk("register", DOCUMENT, "--write")
    assert again.exit_code == 0
    assert "inget nytt" in again.stdout
    assert desk.file.read_bytes() == written


def test_a_new_row_comes_in_its_place_and_nothing_else_changes(desk):
    desk("register", DOCUMENT, "--write")
    before = desk.file.read_text("utf-8")
    more = DOCUMENT.replace("- Avtal", "- Bilar köps av vaktmästaren\n- Avtal")
    assert desk("register", more, "--write").exit_code == 0
    after = desk.file.read_text("utf-8").splitlines()
    kept = [line for line in after if line in before.splitlines()]
    assert "\n".join(kept).startswith(SOURCES.rstrip())
    ids = [line.strip(" :") for line in after if line.startswith("      ")]
    ids = [name for name in ids if " " not in name and name.count("-") == 3]
    assert ids.index("bilar-kops-av-vaktmastaren") == ids.index("avtal-i-hogst-tio") - 1
    told = desk("verify", more)
    assert told.exit_code == 1  # the whole text is another than the registered one
    assert "6 stycken som registrerat, 0 inte\n" in told.stdout


def test_what_a_person_wrote_stays(desk):
    desk("register", DOCUMENT, "--write")
    gist = "Att skriva: vad stycket säger, med egna ord."
    finished = desk.file.read_text("utf-8").replace(gist, "Små inköp.", 1)
    desk.file.write_text(finished, "utf-8")
    other = DOCUMENT.replace("100 000 kr beslutar e", "900 000 kr beslutar e")
    told = desk("register", other, "--write")
    assert "lämnas som de är: provby/inkop#inkop-upp-till-100" in " ".join(
        told.stdout.split()
    )
    text = desk.file.read_text("utf-8")
    assert [line for line in finished.splitlines() if line not in text] == []
    assert "inkop-upp-till-900:" in text


def test_a_pack_without_documents_gets_a_file_of_them(tmp_path):
    write_pack(tmp_path / "rules", "provby")
    document = tmp_path / "Taxa för VA, 2026.txt"
    document.write_text(DOCUMENT, "utf-8")
    words = (document, "-m", "provby", "--rules", tmp_path / "rules")
    assert run("sources register --write", *words).exit_code == 0
    assert run("sources verify", *words).exit_code == 0
    assert "  taxa-for-va-2026:\n" in (
        tmp_path / "rules" / "provby" / "sources.yaml"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    "line",
    [
        '" : # {a: b} [c] & *d ! | > %e `f`',
        "'; DROP\u2028sources: {}",
        "\u0085- id: x",
        "\x1b[31mröd\x07 text",
        "nolla\u202eomvänd",
        "# inte en rubrik # utan kommentar",
    ],
)
def test_a_hostile_line_is_registered_as_text(desk, line):
    text = f"# {line}\n\nEtt {line} två\n\n{line}\n"
    assert desk("register", text, "--write").exit_code == 0
    assert desk("verify", text).exit_code == 0


def test_a_file_that_cannot_be_added_to_is_left_alone(desk):
    desk("register", DOCUMENT, "--write")
    flow = SOURCES.replace(
        "  ordning:",
        "  inkop: {title: T, rank: board, "
        "status: adopted, passages: {x: {section: a, gist: b}}}\n  ordning:",
    )
    desk.file.write_text(flow, "utf-8")
    done = desk("register", DOCUMENT, "--write", "--format", "json")
    assert done.exit_code == 2
    assert desk.file.read_text("utf-8") == flow
    assert "register/no-place" in done.stdout


def test_json_tells_the_passages(desk):
    found = json.loads(desk("register", DOCUMENT, "--format", "json").stdout)
    assert found["source"] == "provby/inkop"
    assert [each["place"] for each in found["passages"]] == [
        f"stycke {number}" for number in range(1, 6)
    ]
    assert found["is_written"] is False


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("", (), "register/nothing"),
        (DOCUMENT, ("--id", "Å Ä"), "register/no-id"),
    ],
)
def test_what_cannot_be_registered_is_told(desk, text, words, code):
    done = desk("register", text, *words, "--format", "json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["error"]["code"] == code


def test_the_rules_that_came_with_the_program_are_not_written_to(tmp_path):
    document = tmp_path / "a.txt"
    document.write_text("Text.", "utf-8")
    words = ("sources register -m kungsör --write --format json", document)
    done = run(*words, MANDAT_RULES=None)
    assert json.loads(done.stdout)["error"]["code"] == "register/shipped"


def test_it_must_be_said_whose_document_it_is(tmp_path):
    rules = write_town(tmp_path).rules
    document = tmp_path / "a.txt"
    document.write_text("Text.", "utf-8")
    words = ("sources register", document, "--rules", rules)
    done = run(*words, "--format", "json", MANDAT_MUNICIPALITY=None)
    assert json.loads(done.stdout)["error"]["code"] == "register/whose"
