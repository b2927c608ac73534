"""Every JSON object that a command prints is as its schema says, in all its forms.

`pytest --update-golden tests/project/test_schemas.py` writes the schemas anew.
"""

import datetime as dt
import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from engine import EngineError, Mandat, receipt
from engine.report.failures import failure_object
from engine.report.objects.outputs import OUTPUTS
from engine.report.objects.schema import output_schema
from engine.report.pages.entries import ListKind
from engine.report.say import Say
from engine.rulebook.language.schema import schema_texts
from engine.service.file_shapes import SHAPES
from engine.service.schemas import FOLDER, schema_text, schemas
from tests.support.market import registered_market
from tests.support.shipped import shipped_mandat
from tests.support.terminal import ROOT, commands, run
from tests.support.town import (
    SCENARIOS,
    VOCABULARY,
    write_town,
    write_training_town,
)

HERE = ROOT / FOLDER
LANGUAGES = ("sv", "en")
DAY = dt.date(2026, 11, 22)


@cache
def generated() -> dict[str, str]:
    """Return the text of every schema by its file, as the code has it now."""
    output = {
        f"{name}.schema.json": json.dumps(
            output_schema(name, form), ensure_ascii=False, indent=2
        )
        + "\n"
        for name, form in OUTPUTS.items()
    }
    written = {"language": schema_texts(SHAPES), "output": output}
    return {
        f"{folder}/{file}": text
        for folder, texts in written.items()
        for file, text in texts.items()
    }


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        json.loads(schema_text(f"output/{name}")),
        format_checker=FormatChecker(),
    )


def check(name: str, content: Any) -> None:
    faults = [
        f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}"
        for fault in validator(name).iter_errors(content)
    ]
    assert not faults, faults[:3]


def objects(part: Any) -> Iterator[dict[str, Any]]:
    """Yield every object within some JSON."""
    if isinstance(part, dict):
        yield part
    if isinstance(part, (dict, list)):
        for below in part.values() if isinstance(part, dict) else part:
            yield from objects(below)


# the schemas --------------------------------------------------------------------------


def test_the_checked_in_schemas_are_those_of_the_code(request):
    texts = generated()
    if request.config.getoption("--update-golden"):
        for file in HERE.glob("*/*.json"):
            file.unlink()
        for file, text in texts.items():
            (HERE / file).parent.mkdir(parents=True, exist_ok=True)
            (HERE / file).write_text(text, "utf-8")
    found = {
        file.relative_to(HERE).as_posix(): file.read_text("utf-8")
        for file in HERE.glob("*/*.json")
    }

    assert found == texts


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_schema_is_a_schema_that_explains_every_key(name):
    schema = json.loads(schema_text(f"output/{name}"))
    Draft202012Validator.check_schema(schema)
    described = [part for part in objects(schema) if part.get("type") == "object"]

    for part in described:
        if "properties" not in part:  # keys are ids
            continue
        assert part["additionalProperties"] is False
        assert part["description"]
        for key, about in part["properties"].items():
            assert about["description"].endswith("."), key


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_definition_is_used(name):
    text = schema_text(f"output/{name}")
    named = set(re.findall(r'"#/\$defs/(\w+)"', text))

    assert named == set(json.loads(text).get("$defs", {}))


def test_every_schema_is_listed_and_printed():
    listed = json.loads(run("schema --format json").stdout)
    check("schemas", listed)
    names = [each["name"] for each in listed["schemas"]]

    assert names == sorted(file.removesuffix(".schema.json") for file in generated())
    assert list(schemas().titles) == names
    for name in names:
        assert name in run("schema").stdout
        for form in ("text", "json"):
            shown = run(f"schema {name} --format {form}").stdout
            assert shown == generated()[f"{name}.schema.json"]


def test_a_schema_that_there_is_not_is_an_error():
    result = run("schema output/answers --lang en")

    assert result.exit_code == 2
    assert "`output/answers`: did you mean `output/answer`" in result.stderr


# what commands print ------------------------------------------------------------------


@cache
def mandat() -> Mandat:
    cache_folder = os.environ["MANDAT_CACHE"]
    return Mandat.open(ROOT / "rules", cache=cache_folder, today=lambda: DAY)


def kind_and_outcome(replay):
    return replay.scenario.question.kind.value, replay.answer.outcome.value


@pytest.mark.slow
@pytest.mark.parametrize(("language", "step"), [("sv", 10), ("en", 11)])
def test_every_question_of_the_shipped_scenarios_is_answered_as_the_schema_says(
    language, step
):
    outcomes, kinds = set(), set()
    replays = mandat().check(on=DAY).replays
    # so sorted, one in so many is of every kind and outcome
    for replay in sorted(replays, key=kind_and_outcome)[::step]:
        scenario = replay.scenario
        response = mandat().of(scenario.municipality).answer(scenario.question)
        content = response.to_dict(language, why=True, why_not="rektor")
        check("answer", content)
        outcomes.add(content["outcome"])
        kinds.add(content["question"]["kind"])

    # the shipped rules contradict each other nowhere; those of the small town below do
    assert outcomes == {"answered", "depends", "no_rule"}
    assert kinds == {"decision", "contact", "conduct", "duty", "procedure", "body"}


ALIKE = {"text": "är man jävig om ens syster söker bidrag", "municipality": ""}
#: Who asks decides the answer, and is not told.
UNTOLD = {"text": "är jag jävig om min syster söker bidrag", "municipality": ""}


@pytest.mark.slow
@pytest.mark.parametrize("language", [pytest.param("sv", marks=pytest.mark.slow), "en"])
def test_free_questions_are_answered_as_the_schema_says(language):
    content = yaml.safe_load((ROOT / "tests/questions/seen.yaml").read_text("utf-8"))
    certainties = set()
    for asked in [
        *content["questions"][::9],
        {"text": "nämndmål i Linköping?"},
        ALIKE,
        UNTOLD,
    ]:
        place = mandat().of(asked.get("municipality", "kungsör"))
        answer = place.understand(asked["text"]).to_dict(language)
        check("ask", answer)
        certainties.add(answer["understood"]["certainty"])

    assert certainties == {
        *("sure", "unsure", "several", "nothing", "elsewhere", "untold"),
    }


#: A log of decisions, and what its columns are.
LOG = "docs/examples/log/decisions.csv -m orrhed"
LOG += " --mapping docs/examples/log/mapping.yaml"

IN_CONFLICT = "-g belopp=200000 -g omrade=vard"
ACCEPTING = "--accept --decision 'NN § 1' --why gränser"
#: Commands with the name of the schema of what they print and their exit code; the
#: small town lies in `{town}`, one whose scenarios miss in `{missing}`, and so on.
NEW = "new Vik --document A --section 1 --matter inköp --decides chef --show"
PRINTED = [
    (NEW, "new", 0),
    ("completion bash", "completion", 0),
    *((f"list {kind.value} -m orrhed", "list", 0) for kind in ListKind),
    (
        (
            "notify docs/examples/notification/decisions.csv -m orrhed --mapping"
            " docs/examples/notification/mapping.yaml --committee kommunstyrelsen"
            " --meeting 2026-04-15"
        ),
        "notification",
        1,
    ),
    (
        "reorganise docs/examples/reorganisation/plan.yaml -m orrhed",
        "reorganisation",
        1,
    ),
    ("compare -m orrhed -m kungsör --matter anställning", "levels", 0),
    ("compare -m orrhed -m linköping --matter nämndmål", "levels", 0),
    ("post -m kungsör", "list", 3),
    (f"audit {LOG} --until 2026-09-30", "audit", 1),
    (f"audit {LOG} --until 2026-09-30 --why 3", "audit-row", 1),
    (f"audit {LOG} --until 2026-09-30 --why 14", "audit-row", 1),
    ("cells -m orrhed --from 2026-02-01 --to 2026-02-02", "cells", 0),
    ("post SBC -m orrhed --on 2026-07-08", "post", 0),
    ("post BC -m orrhed --on 2026-07-08", "post", 0),
    ("post MEX -m orrhed --on 2026-07-08", "post", 0),
    ("post KC -m orrhed --on 2027-01-01", "post", 3),
    ("list roles xyzzy", "list", 3),
    ("who mediefrågor -m kungsör", "answer", 0),
    ("who mediefrågor -m kungsör --why --why-not rektor", "answer", 0),
    ("route fortroendevald rektor -m munkedal", "answer", 3),
    ("may förtroendevald 'utlova en viss hantering' -m kungsör", "answer", 0),
    ("ask 'får jag som politiker ringa rektorn?' -m kungsör", "ask", 0),
    ("who inköp -m provby --rules {missing}/rules", "answer", 3),
    (f"who inköp {IN_CONFLICT} -m provby --rules {{missing}}/rules", "answer", 3),
    ("ask xyzzy", "ask", 3),
    ("rules media -m kungsör", "rules", 0),
    ("rules xyzzy", "rules", 3),
    *((f"show {name} -m kungsör", "show", 0) for name in ("rektor", "mediefrågor")),
    ("show fortroendevalda-svarar-for-sina-beslut -m kungsör", "show", 0),
    ("show spelregler -m kungsör", "show", 0),
    ("sources -m kungsör", "sources", 0),
    (
        "sources register {town}/documents/ordning.txt -m provby --rules {town}/rules",
        "registration",
        0,
    ),
    ("sources verify {town}/documents --rules {town}/rules", "verification", 1),
    ("law", "law-acts", 0),
    ("law --rules {market}/rules", "law-acts", 0),
    ("law check {market}/after --rules {market}/rules", "law-check", 1),
    ("law register {market}/after --rules {market}/rules", "law-registration", 0),
    ("check {town}/scenarios --rules {town}/rules --coverage", "check", 0),
    ("check {missing}/scenarios --rules {missing}/rules --coverage", "check", 1),
    (
        "check {missing}/scenarios --rules {missing}/rules --mutate --equivalent",
        "check",
        1,
    ),
    (
        f"check {ACCEPTING} {{missing}}/scenarios --rules {{missing}}/rules",
        "accept",
        0,
    ),
    ("lint --rules {town}/rules", "lint", 1),
    ("lint -m linköping --accepted", "lint", 0),
    ("lint --rules {missing}/rules", "lint", 1),
    ("diff {town}/rules {missing}/rules", "diff", 0),
    ("diff --rules {town}/rules --on 2026-01-01 --on 2027-01-01", "diff", 0),
    ("diff docs/examples/change/before docs/examples/change/after", "diff", 0),
    ("train report docs/examples/results/2026-11-group.jsonl", "review", 0),
    ("import docs/examples/documents/delegation.csv -m orrhed --show", "import", 1),
    ("publish kommundirektorens-beslut -m orrhed", "publication", 0),
    (
        "publish kommundirektorens-beslut -m orrhed --check {order}/beslut.csv",
        "publication-check",
        0,
    ),
    ("publish ks -m orrhed --check {order}/beslut.csv", "publication-check", 1),
    ("schema", "schemas", 0),
    ("verify {receipt}/receipt.json --rules {receipt}/rules", "receipt-check", 0),
    ("verify {other}/receipt.json --rules {other}/rules", "receipt-check", 1),
]


@pytest.fixture
def placed(tmp_path, monkeypatch):
    """Return a command with the places in it that it names, each laid out."""
    monkeypatch.chdir(ROOT)

    def place(match):
        return str(PLACES[match[1]](tmp_path / match[1]))

    return lambda command: re.sub(r"\{(\w+)\}", place, command)


def _town(folder):
    """Lay out a small town with a document."""
    if not folder.exists():
        write_town(folder)
        (folder / "documents").mkdir()
        document = folder / "documents" / "ordning.txt"
        document.write_text("1 Små inköp.\n2 Stora inköp.\n", "utf-8")
    return folder


def _missing(folder):
    """Lay out the town with all that can go wrong."""
    if not folder.exists():
        wrong = SCENARIOS.replace("decides: chef", "decides: namnd")
        words = VOCABULARY.replace("park: park", "sjö: sjö").replace("sjö:", "sjo:")
        write_town(folder, scenarios=wrong, vocabulary=words, rules=CHANGED_RULES)
    return folder


def _market(folder):
    """Lay out a market whose act has another edition."""
    if not folder.exists():
        registered_market(folder)
    return folder


def _order(folder):
    """Lay out a published order."""
    if not folder.exists():
        folder.mkdir()
        order = shipped_mandat().of("orrhed").publish("kommundirektorens-beslut")
        order.write(folder / "beslut.csv")
    return folder


def _receipt(folder):
    """Lay out a town with a receipt of one of its answers."""
    if not folder.exists():
        town = write_town(folder)
        mandat = Mandat.open(town.rules)
        response = mandat.of("provby").who("inkop", given={"belopp": 200_000})
        receipt(response, mandat).write(folder / "receipt.json")
        check("receipt", receipt(response, mandat).to_dict())
    return folder


def _other(folder):
    """Lay out a town with a receipt that its rules have left behind."""
    if not folder.exists():
        _receipt(folder)
        (folder / "rules/provby/rules.yaml").write_text(CHANGED_RULES, "utf-8")
    return folder


PLACES = {
    "receipt": _receipt,
    "other": _other,
    "town": _town,
    "missing": _missing,
    "market": _market,
    "order": _order,
}


CHANGED_RULES = """\
rules:
  - id: sma
    matter: inkop
    when: {belopp: {max: 100000}}
    decides: chef
    says: Chefen beslutar om mindre inköp.
    cites: ordning#p1
  - id: stora
    matter: inkop
    when: {belopp: {over: 100000}}
    decides: direktor
    says: Direktören beslutar om stora inköp.
    cites: ordning#p2
  - id: mycket-stora
    matter: inkop
    when: {belopp: {over: 100000}, omrade: skola}
    decides: fullmaktige
    says: Fullmäktige beslutar om mycket stora inköp.
    cites: ordning#p2
  - id: stora-ocksa
    matter: inkop
    when: {belopp: {over: 100000}}
    decides: namnd
    says: Nämnden beslutar om stora inköp.
    cites: ordning#p2
  - id: vagen
    contact: {from: politiker, to: rektor}
    via: [namnd, direktor]
    strength: may
    says: En politiker når rektorn genom direktören.
    cites: ordning#p3
"""


def printed():
    """Yield what is printed by turns in one language, and at length in both.

    What reads all the shipped rules is printed at length alone.
    """
    for number, row in enumerate(PRINTED):
        reads_all = "--accepted" in row[0] or row[0].startswith("reorganise")
        for turn, language in enumerate(LANGUAGES):
            is_slow = reads_all or turn != number % len(LANGUAGES)
            yield pytest.param(
                *row, language, marks=pytest.mark.slow if is_slow else ()
            )


@pytest.mark.parametrize(("command", "name", "code", "language"), [*printed()])
def test_what_a_command_prints_is_as_its_schema_says(
    placed, command, name, code, language
):
    result = run(f"{placed(command)} --format json --lang {language}")

    assert result.exit_code == code, result.output
    content = json.loads(result.stdout)
    check(name, content)
    assert next(iter(content)) == "schema"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_session_is_as_its_schema_says(tmp_path, language):
    town = write_training_town(tmp_path)
    result = run(
        f"train -m provby --rules {town.rules} --scenarios {town.scenarios}"
        f" --seed 1 -n 2 --results {tmp_path}/results.jsonl --format json"
        f" --lang {language}",
        typed="a\n\nb\n?\noklart\n\n",
    )

    assert result.exit_code == 0, result.output
    check("session", json.loads(result.stdout))


def test_every_command_with_json_is_tried_here():
    # the server's objects are those of the API: tests/web
    tried = {command for command, *_ in PRINTED} | {"train --seed 1", "serve", "mcp"}
    with_json = {
        name
        for name, command in commands().items()
        for option in command.params
        if option.name == "format" and "json" in option.type.choices
    }

    missing = {
        name
        for name in with_json
        if not any(f"{command} ".startswith(f"{name} ") for command in tried)
    }
    assert not missing


def test_every_schema_of_an_output_is_tried_here():
    # those of the API and of assistants: tests/web
    elsewhere = {"session", "error", "receipt", "decision-check", "basis"}
    assert {name for _, name, _ in PRINTED} | elsewhere == set(OUTPUTS)


# errors -------------------------------------------------------------------------------


FAILING = [
    ("who xyzzy", "question/unknown-matter"),
    ("who mediefrågor -m xyzzy", "question/unknown-municipality"),
    ("who mediefrågor -m kungsör -g frågetyp=xyzzy", "question/unknown-value"),
    ("who mediefrågor -m kungsör --why-not xyzzy", "question/unknown-role"),
    ("who mediefrågor -m kungsör -g frågetyp", "usage/not-a-fact"),
    ("who", "usage/missing-argument"),
    ("whom mediefrågor", "usage/no-such-command"),
    ("show xyzzy", "question/unknown-name"),
    ("rules --rules {nothing}", "rules/no-folder"),
    ("lint --rules {broken}", "rules/unusable"),
    ("check --rules {broken}", "rules/unusable"),
    ("diff {broken} --rules {broken}", "edition/unusable"),
    ("diff {nothing}", "edition/unknown"),
    ("diff", "usage/nothing-to-compare"),
    ("schema xyzzy", "question/unknown-schema"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("command", "code"), FAILING)
def test_an_error_is_as_its_schema_says(tmp_path, command, code, language):
    write_town(tmp_path / "broken", rules="rules:\n  - id: A\n  - id: b\n")
    places = {
        "broken": tmp_path / "broken" / "rules",
        "nothing": tmp_path / "nothing",
    }
    result = run(f"{command.format(**places)} --format json --lang {language}")

    assert result.exit_code == 2, result.output
    content = json.loads(result.stdout)
    check("error", content)
    assert next(iter(content)) == "schema"
    assert content["error"]["code"] == code


def test_an_error_can_be_written_from_python():
    with pytest.raises(EngineError) as error:
        mandat().of("xyzzy")

    check("error", failure_object(error.value, Say("sv")))


# how tight they are -------------------------------------------------------------------


@pytest.mark.parametrize("command", ["who mediefrågor -m kungsör --why", "ask xyzzy"])
def test_a_key_too_many_or_too_few_is_noticed(command):
    name = "answer" if command.startswith("who") else "ask"
    content = json.loads(run(f"{command} --format json").stdout)
    fixed = [part for part in objects(content) if not {"id", "label"} >= set(part)]
    for part in (content, *fixed[1:3]):
        part["more"] = 1
        assert not validator(name).is_valid(content)
        del part["more"]
    for key in ("schema", "outcome", "citations"):
        kept = content.pop(key)
        assert not validator(name).is_valid(content)
        content[key] = kept
    assert validator(name).is_valid(content)


def test_the_wheel_carries_the_schemas():
    text = (ROOT / "pyproject.toml").read_text("utf-8")

    assert f'"{FOLDER.as_posix()}" = "mandat/_shipped/{FOLDER.as_posix()}"' in text
    assert Path(HERE, "output", "answer.schema.json").is_file()
