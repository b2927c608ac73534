"""The page on lint explains every kind of finding, and its examples are true."""

import json
import re
import shlex
from pathlib import Path
from string import Formatter

import pytest
import yaml

from engine.lint.kinds import KINDS, PAGE
from engine.report.lint.sentences import FILLINGS
from tests.support.terminal import run

DAY = "2026-11-22"
TEXT = (Path(__file__).parents[2] / PAGE).read_text(encoding="utf-8")
_SECTION = re.compile(
    r"^#{2,3} (?P<name>[^\n]+)\n(?P<body>.*?)(?=^#{2,3} |\Z)", re.MULTILINE | re.DOTALL
)
_YAML = re.compile(r"```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(
    rf"^(?P<verdict>Wrong|Right)[^\n]*:\n\n{_YAML.pattern}", re.MULTILINE | re.DOTALL
)
SECTIONS = {section["name"]: section["body"] for section in _SECTION.finditer(TEXT)}
SEVERITIES = {"error": "Error", "warning": "Warning", "info": "Note"}
#: The files of a pack that an example writes, by the first key of what it says.
FILES = {name: name for name in ("sources", "rules", "accepted", "statutes")}
TERMS = ("roles", "matters", "acts", "circumstances", "tags")


def parsed(text):
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - a loader of plain texts


(TOWN,) = _YAML.findall(SECTIONS["The town of the examples"])


def merged(base, more):
    """Return nested mappings and lists with more in them."""
    if isinstance(base, dict) and isinstance(more, dict):
        return {
            key: merged(base[key], more[key])
            if key in base and key in more
            else (more if key in more else base)[key]
            for key in {**base, **more}
        }
    return base + more if isinstance(base, list) and isinstance(more, list) else more


def lay_out(place, example):
    """Write the town with what an example adds."""
    town = merged(parsed(TOWN), parsed(example))
    pack = {"pack": "by", "kind": "municipality", "label": "By"}
    pack["uses"] = town.pop("uses", [])
    words = {sort: town.pop(sort) for sort in TERMS if sort in town}
    files = {"rules/by/pack": pack, "rules/by/vocabulary": words}
    for key, file in FILES.items():
        if key in town:
            files[f"rules/by/{file}"] = {key: town.pop(key)}
    if "prisbasbelopp" in town:
        files["rules/prisbasbelopp"] = {"prisbasbelopp": town.pop("prisbasbelopp")}
    tables = {"posts": town.pop("posts")} if "posts" in town else {}
    if "scenarios" in town:
        files["scenarios/fall"] = {"scenarios": town.pop("scenarios")}
    assert not town, f"an example says what no file holds: {set(town)}"
    for file, content in files.items():
        path = place / f"{file}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    for name, text in tables.items():
        (place / "rules" / "by" / f"{name}.csv").write_text(text, encoding="utf-8")


def findings_of(example, place, monkeypatch, kind=""):
    """Return what is found in an example; to read all samples takes minutes."""
    lay_out(place, example)
    monkeypatch.chdir(place)
    samples = "--samples" if kind == "unanswered_sample" else ""
    result = run(
        f"lint -m by {samples} --rules rules --format json --on {DAY}",
        MANDAT_CACHE="off",
    )
    assert result.exit_code in {0, 1}, result.output
    return json.loads(result.stdout)["findings"]


def examples(verdict):
    return [
        pytest.param(kind, example["text"], id=f"{kind.name}-{number}")
        for kind in KINDS
        for number, example in enumerate(_EXAMPLE.finditer(SECTIONS.get(kind.name, "")))
        if example["verdict"] == verdict
    ]


def test_every_kind_has_a_section_and_no_section_is_about_none():
    about = {name for name in SECTIONS if name == name.lower()}

    assert about == {kind.name for kind in KINDS}
    assert len(KINDS) == len(about)
    # a browser makes such a heading its own address
    assert all(re.fullmatch(r"[a-z]+(?:_[a-z]+)*", name) for name in about)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_section_says_how_bad_it_is_and_shows_both_sides(kind):
    body = SECTIONS[kind.name]
    verdicts = [example["verdict"] for example in _EXAMPLE.finditer(body)]

    assert body.startswith(f"\n**{SEVERITIES[kind.severity.value]}.** ")
    assert sorted(set(verdicts)) == ["Right", "Wrong"]


def test_the_town_itself_has_no_fault(tmp_path, monkeypatch):
    assert findings_of("{}", tmp_path, monkeypatch) == []


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "example"), examples("Wrong"))
def test_a_wrong_example_has_that_fault_alone_and_a_command_that_shows_it(
    kind, example, tmp_path, monkeypatch
):
    (finding,) = findings_of(example, tmp_path, monkeypatch, kind.name)

    assert finding["kind"] == kind.name
    assert finding["severity"] == kind.severity.value
    assert finding["help"] == f"{PAGE}#{kind.name}"
    program, *words = shlex.split(finding["witness"])
    result = run(shlex.join(words))
    assert program == "mandat"
    assert result.exit_code in {0, 1, 2, 3}
    assert "Usage:" not in result.output


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "example"), examples("Right"))
def test_a_right_example_has_no_fault(kind, example, tmp_path, monkeypatch):
    assert findings_of(example, tmp_path, monkeypatch, kind.name) == [], kind


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_sentence_can_be_said_in_both_languages(kind):
    for variant in ("", *kind.variants):
        for text in (kind.sentence_of(variant), kind.remedy_of(variant)):
            assert text.sv
            assert text.en
            for template in (text.sv, text.en):
                names = {name for _, name, *_ in Formatter().parse(template) if name}
                assert names <= FILLINGS.keys()
