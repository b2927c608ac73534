"""JUnit XML of a check is well formed, and its counts agree with its cases."""

import re
import xml.etree.ElementTree as ET
from typing import NamedTuple

import pytest

from tests.support.town import RULES, SCENARIOS, check, write_town

CASES = SCENARIOS.count("- id:")


def report(place, code=0):
    done = check(place, "--format", "junit")
    assert done.exit_code == code, done.output
    return ET.fromstring(done.stdout)  # noqa: S314 - what we wrote ourselves


def agrees(element):
    """Tell whether the counts of a suite are those of the cases in it."""
    cases = list(element.iter("testcase"))
    failures = sum(case.find("failure") is not None for case in cases)
    counts = {"tests": len(cases), "failures": failures, "errors": 0, "skipped": 0}
    return {name: int(element.attrib[name]) for name in counts} == counts


@pytest.mark.parametrize(
    ("limit", "code", "missed"), [("100000", 0, 0), ("150000", 1, 1), ("5", 1, 1)]
)
def test_counts_agree_with_the_cases(tmp_path, limit, code, missed):
    write_town(tmp_path, rules=RULES.replace("100000", limit))
    (tmp_path / "scenarios" / "provby" / "mer.yaml").write_text(
        SCENARIOS.replace("id: ", "id: mer-"), "utf-8"
    )
    (tmp_path / "scenarios" / "annat").mkdir()

    root = report(tmp_path, code)

    assert root.tag == "testsuites"
    suites = root.findall("testsuite")
    assert [suite.attrib["tests"] for suite in suites] == [str(CASES)] * 2
    assert [suite.attrib["failures"] for suite in suites] == [str(missed)] * 2
    assert [agrees(suite) for suite in suites] == [True] * 2
    assert {suite.attrib["name"].rpartition("/")[2] for suite in suites} == {
        "fall.yaml",
        "mer.yaml",
    }


def test_a_failure_tells_the_case_and_what_differed(tmp_path):
    write_town(tmp_path, rules=RULES.replace("100000", "150000"))

    (failed,) = [c for c in report(tmp_path, 1).iter("testcase") if len(c)]

    assert failed.attrib["name"] == "en-krona-over"
    assert failed.attrib["classname"] == "provby.fall"
    (failure,) = failed
    line = SCENARIOS.split("\n").index("  - id: en-krona-over") + 1
    assert f"fall.yaml:{line}:" in failure.text
    assert failure.attrib["message"] == "missed: cites, decides, approves"
    assert "Bänkarna blev en krona dyrare." in failure.text
    assert "decides: väntade namnd, fick chef" in failure.text


def test_signs_that_mean_something_to_xml_are_text(tmp_path):
    odd = SCENARIOS.replace("Bänkarna blev", "A < B & \"C\" ]]> 'D' blev")
    write_town(tmp_path, rules=RULES.replace("100000", "150000"), scenarios=odd)

    (failed,) = [c for c in report(tmp_path, 1).iter("testcase") if len(c)]

    assert "A < B & \"C\" ]]> 'D' blev" in failed[0].text


def test_a_right_alternative_of_a_training_case_is_a_failure(tmp_path):
    training = (
        "    training:\n      title: Bänkar\n      question: Vem?\n"
        "      level: basic\n      themes: [delegation]\n"
        "      alternatives:\n        - {decides: chef}\n"
    )
    head, mark, rest = SCENARIOS.partition("  - id: en-krona-over")
    write_town(tmp_path, scenarios=head + training + mark + rest)
    (tmp_path / "scenarios" / "themes.yaml").write_text(
        "themes:\n  delegation: Delegation\n", "utf-8"
    )

    root = report(tmp_path, 1)

    (suite,) = root
    assert agrees(suite)
    assert suite.attrib["failures"] == "1"
    assert_is_valid(root)


def test_the_file_holds_what_is_printed(tmp_path):
    write_town(tmp_path, rules=RULES.replace("100000", "150000"))
    file = tmp_path / "junit.xml"

    done = check(tmp_path, "--junit", str(file))

    assert done.exit_code == 1
    assert file.read_text("utf-8") == check(tmp_path, "--format", "junit").stdout


def test_a_report_that_cannot_be_written_is_one_sentence(tmp_path):
    write_town(tmp_path)

    done = check(tmp_path, "--junit", str(tmp_path / "nowhere" / "junit.xml"))

    assert done.exit_code == 2
    assert "går inte att skriva: platsen finns inte" in done.stderr


# schemas ------------------------------------------------------------------------------


class Shape(NamedTuple):
    """What a schema lets an element have: attributes and children, in their order.

    An attribute has a pattern; `needs` are those that must be there. A child that
    `may_repeat` may also be missing, any other must be there once.
    """

    attributes: dict[str, str]
    needs: frozenset[str]
    children: tuple[str, ...] = ()
    may_repeat: frozenset[str] = frozenset()
    is_ordered: bool = True


ANY, COUNT, DECIMAL = ".*", "[0-9]+", r"[0-9]+(\.[0-9]+)?"
#: By `JUnit.xsd` of Apache Ant's reports.
ANT = {
    "testsuites": Shape({}, frozenset(), ("testsuite",), frozenset({"testsuite"})),
    "testsuite": Shape(
        {
            "package": ".+",
            "id": COUNT,
            "name": ".+",
            "timestamp": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}",
            "hostname": ".+",
            "tests": COUNT,
            "failures": COUNT,
            "errors": COUNT,
            "skipped": COUNT,
            "time": DECIMAL,
        },
        frozenset({"package", "id", "name", "timestamp", "hostname", "tests"})
        | {"failures", "errors", "time"},
        ("properties", "testcase", "system-out", "system-err"),
        frozenset({"testcase"}),
    ),
    "properties": Shape({}, frozenset()),
    "testcase": Shape(
        {"name": ANY, "classname": ANY, "time": DECIMAL},
        frozenset({"name", "classname", "time"}),
        ("failure",),
        frozenset({"failure"}),
    ),
    "failure": Shape({"message": ANY, "type": ANY}, frozenset({"type"})),
    "system-out": Shape({}, frozenset()),
    "system-err": Shape({}, frozenset()),
}
#: By `junit-10.xsd` of Jenkins' xUnit plugin.
_SUITE = ("name", "tests", "failures", "errors", "group", "skipped", "timestamp")
JENKINS = {
    **ANT,
    "testsuites": Shape(
        {
            **dict.fromkeys(("name", "tests", "failures", "errors"), ANY),
            "time": DECIMAL,
        },
        frozenset(),
        ("testsuite",),
        frozenset({"testsuite"}),
    ),
    "testsuite": Shape(
        {
            **dict.fromkeys(_SUITE, ANY),
            **dict.fromkeys(("hostname", "id", "package", "file", "log", "url"), ANY),
            "time": r"([0-9]{0,3},)*[0-9]{0,3}(\.[0-9]*)?",
        },
        frozenset({"name", "tests", "failures", "errors"}),
        ("testsuite", "properties", "testcase", "system-out", "system-err"),
        frozenset({"testsuite", "properties", "testcase", "system-out", "system-err"}),
        is_ordered=False,
    ),
    "testcase": Shape(
        dict.fromkeys(("name", "time", "classname", "group"), ANY),
        frozenset({"name"}),
        ("skipped", "error", "failure", "system-out", "system-err"),
        frozenset({"skipped", "error", "failure", "system-out", "system-err"}),
        is_ordered=False,
    ),
}


def faults(element, schema):
    """Yield what in an element a schema does not let it have."""
    shape = schema.get(element.tag)
    if shape is None:
        yield f"<{element.tag}>"
        return
    yield from sorted(shape.needs - element.attrib.keys())
    for name, value in element.attrib.items():
        if not re.fullmatch(shape.attributes.get(name, "(?!)"), value, re.DOTALL):
            yield f"{element.tag}@{name}={value}"
    tags = [child.tag for child in element]
    if shape.is_ordered:
        pattern = "".join(
            f"(?:<{tag}>){'*' if tag in shape.may_repeat else ''}"
            for tag in shape.children
        )
        if not re.fullmatch(pattern, "".join(f"<{tag}>" for tag in tags)):
            yield f"{element.tag}: {tags}"
    elif not {*tags} <= {*shape.children}:
        yield f"{element.tag}: {tags}"
    for child in element:
        yield from faults(child, schema)


def assert_is_valid(root):
    assert [*faults(root, ANT)] == []
    assert [*faults(root, JENKINS)] == []


@pytest.mark.parametrize(("limit", "code"), [("100000", 0), ("150000", 1)])
def test_a_report_is_valid_by_the_schemas_of_build_servers(tmp_path, limit, code):
    write_town(tmp_path, rules=RULES.replace("100000", limit))
    root = report(tmp_path, code)
    assert_is_valid(root)
    for case in root.iter("testcase"):  # the check itself can fail
        case.set("file", "a.yaml")
    assert [*faults(root, ANT)]
    assert [*faults(root, JENKINS)]


def test_the_same_scenarios_give_the_same_report(tmp_path):
    write_town(tmp_path)
    words = ("--format", "junit")
    assert check(tmp_path, *words).stdout == check(tmp_path, *words).stdout
