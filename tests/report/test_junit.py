"""JUnit XML of a check is well formed, and its counts agree with its cases."""

import xml.etree.ElementTree as ET

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
    assert root.attrib["tests"] == str(2 * CASES)
    assert root.attrib["failures"] == str(2 * missed)
    suites = root.findall("testsuite")
    assert [agrees(element) for element in (root, *suites)] == [True] * 3
    assert {suite.attrib["name"].rpartition("/")[2] for suite in suites} == {
        "fall.yaml",
        "mer.yaml",
    }


def test_a_failure_tells_the_case_and_what_differed(tmp_path):
    write_town(tmp_path, rules=RULES.replace("100000", "150000"))

    (failed,) = [c for c in report(tmp_path, 1).iter("testcase") if len(c)]

    assert failed.attrib["name"] == "en-krona-over"
    assert failed.attrib["classname"] == "provby.fall"
    assert (
        int(failed.attrib["line"])
        == SCENARIOS.split("\n").index("  - id: en-krona-over") + 1
    )
    (failure,) = failed
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

    assert agrees(root)
    assert root.attrib["failures"] == "1"


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
