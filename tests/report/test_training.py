"""The yearly review and the handouts: what they say, and that they stand alone."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.report.csv_table import cell_text
from engine.report.say import Say, share_figure, share_text, whole_points
from engine.training.results import SessionMode, UnclearRule, event_line
from tests.support.pages import Page
from tests.support.sessions import answered, began
from tests.support.terminal import run
from tests.support.town import CASES, write_training_town

THREE = [
    f"docs/examples/results/{name}.jsonl"
    for name in ("2025-11-group", "2026-05-tables", "2026-11-group")
]


def town_report(place, sessions, *options):
    """Return what is reported of sessions in the town, one file each."""
    folder, _ = write_training_town(place)
    files = []
    for number, events in enumerate(sessions):
        file = place / f"{number}.jsonl"
        file.write_text("".join(map(event_line, events)), encoding="utf-8")
        files.append(str(file))
    return run("train report", *files, "--rules", folder, *options)


def sitting(session, year, *results):
    """Return a session of a year with (case, rule, right, wrong) for each answer."""
    at = began().at.replace(year=year)
    events = [
        began(session, at, mode=SessionMode.GROUP, cases=tuple(r[0] for r in results))
    ]
    for case, rule, right, wrong in results:
        events.append(
            answered(case, session=session, at=at, rule=rule, right=right, wrong=wrong)
        )
    return events


THREE_SITTINGS = (
    sitting("s1", 2025, ("bankar", "provby/sma", 9, 1), ("bro", "provby/stora", 2, 8)),
    sitting("s2", 2026, ("bankar", "provby/sma", 8, 2), ("bro", "provby/stora", 5, 5)),
    sitting("s3", 2026, ("bankar", "provby/sma", 10, 0), ("bro", "provby/stora", 4, 6)),
)


def test_three_sessions_tell_which_rule_most_people_got_wrong(tmp_path):
    shown = town_report(tmp_path, THREE_SITTINGS).stdout
    headline, worst, *rest = shown.split("\n\n")
    assert "3 tillfällen, 2 fall, 60 svar, 63,3 % rätt" in headline
    assert worst.startswith("Regeln som flest svarade fel på")
    said = " ".join(worst.split())
    assert "Nämnden beslutar om stora inköp och fullmäktige godkänner dem" in said
    assert "63,3 % fel (19 av 30)" in said
    assert rest[0].startswith("Regler, de sämst förstådda först")


def test_the_change_since_the_year_before_is_told(tmp_path):
    shown = town_report(tmp_path, THREE_SITTINGS).stdout
    # 8 of 10 were wrong in 2025, and 11 of 20 in 2026
    assert "19 fel av 30 · 2025 80 % → 2026 55 % (-25)" in shown
    assert "3 fel av 30 · 2025 10 % → 2026 10 % (±0)" in shown


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (45, 56, "80,3 %"),  # 80.357
        (22, 24, "91,6 %"),  # 91.667
        (1, 8, "12,5 %"),
        (1, 2000, "0,1 %"),  # some is never 0
        (1, 200_000, "0,1 %"),
        (303, 304, "99,6 %"),
        (1999, 2000, "99,9 %"),
        (199_999, 200_000, "99,9 %"),  # only all of it is 100
        (2000, 2000, "100 %"),
        (0, 7, "0 %"),
        (0, 0, "–"),  # nothing of nothing is not all of it
    ],
)
def test_a_share_is_rounded_down_to_a_tenth(part, whole, said):
    assert share_text(part, whole, Say("sv")) == said


@pytest.mark.parametrize(
    ("share", "points", "figure"),
    [
        (0.625, 62, 0.625),
        (0.29, 29, 0.29),  # 100 * 0.29 is a little less than 29
        (303 / 304, 99, 0.9967),
        (0.00001, 1, 0.0001),
        (0.99999, 99, 0.9999),
        (0, 0, 0),
        (1, 100, 1),
    ],
)
def test_a_share_is_rounded_down_in_whole_per_cent_and_for_programs(
    share, points, figure
):
    assert whole_points(share) == points
    assert share_figure(share) == figure


def test_the_change_is_the_difference_of_the_figures_beside_it(tmp_path):
    years = (
        sitting("s1", 2025, ("bro", "provby/stora", 3, 5)),  # 62.5 % wrong
        sitting("s2", 2026, ("bro", "provby/stora", 9, 7)),  # 43.75 % wrong
        sitting("s3", 2026, ("bankar", "provby/sma", 3, 5)),
    )
    shown = town_report(tmp_path, years).stdout
    assert "2025 62 % → 2026 43 % (-19)" in shown
    page = Page(town_report(tmp_path, years, "--format", "html").stdout).text
    assert "37 %" in page  # 37.5 % right in 2025
    three = (
        sitting("s1", 2025, ("bro", "provby/stora", 100, 56)),  # 35.9: shown as 35
        sitting("s2", 2026, ("bro", "provby/stora", 123, 77)),  # 38.5: shown as 38
    )
    assert "35 % → 2026 38 % (+3)" in town_report(tmp_path, three).stdout


@pytest.mark.parametrize(
    ("language", "said"),
    [("sv", "1 tillfälle, 1 fall, 1 svar"), ("en", "1 session, 1 case, 1 answer, ")],
)
def test_one_session_is_told_in_the_singular(tmp_path, language, said):
    one = [sitting("s1", 2026, ("bro", "provby/stora", 1, 0))]
    assert said in town_report(tmp_path, one, "--lang", language).stdout


def test_a_rule_with_few_answers_does_not_stand_first(tmp_path):
    few = sitting("s4", 2026, ("lokal", "provby/vagen", 0, 4))
    shown = town_report(tmp_path, [*THREE_SITTINGS, few]).stdout
    assert "63,3 % fel (19 av 30)" in " ".join(shown.split())
    assert "* för få svar för att säga något säkert" in shown


def test_confusions_and_unclear_rules_with_their_notes_are_told(tmp_path):
    mark = UnclearRule(
        session="s1",
        at=began().at,
        exercise="bro",
        rule="provby/stora",
        note="Från vilket belopp?",
    )
    gone = UnclearRule(session="s1", at=began().at, exercise="bro", rule="provby/borta")
    shown = town_report(tmp_path, [[*THREE_SITTINGS[0], mark, gone]]).stdout
    said = " ".join(shown.split())
    assert "BRO rätt svar: rätt valde i stället: fel (8)" in said
    assert "godkänner dem. [BRO, 2026-03-01]: ”Från vilket belopp?”" in said
    assert "provby/borta (finns inte längre) [BRO, 2026-03-01]" in said


NEIGHBOURS = (
    sitting(
        "s1",
        2026,
        ("kungsor/fall-bokbussen", "kungsor/fortroendevald-pratar-inte", 9, 1),
        ("munkedal/fall-x", "munkedal/kommundirektor-beslutar", 2, 5),
    ),
)


@pytest.mark.parametrize(
    ("named", "own", "other", "counts"),
    [
        ("kungsör", "KUNGSOR/", "MUNKEDAL/", (10, 7)),
        ("munkedal", "MUNKEDAL/", "KUNGSOR/", (7, 10)),
    ],
)
def test_a_report_on_a_municipality_keeps_to_its_cases(
    tmp_path, named, own, other, counts
):
    file = tmp_path / "r.jsonl"
    mark = UnclearRule(
        session="s1",
        at=began().at,
        exercise="munkedal/fall-x",
        rule="munkedal/kommundirektor-beslutar",
    )
    lines = map(event_line, [*NEIGHBOURS[0], mark])
    file.write_text("".join(lines), encoding="utf-8")
    told = json.loads(run(f"train report {file} -m {named} --format json").stdout)
    assert (told["answers"], told["answers_elsewhere"]) == counts
    (case,) = told["cases"]
    assert case["text"].startswith(own)
    assert bool(told["unclear"]) is (named == "munkedal")
    shown = " ".join(run(f"train report {file} -m {named}").stdout.split())
    assert f"{counts[1]} svar gäller andra fall än de för {named[0].upper()}" in shown
    assert other not in shown
    both = json.loads(run(f"train report {file} --format json").stdout)
    assert (both["answers"], both["answers_elsewhere"]) == (17, 0)
    assert len(both["cases"]) == 2


def test_results_of_another_municipality_are_told_to_count_nothing():
    shown = run("train report -m munkedal", *THREE).stdout
    assert shown.startswith("280 svar gäller andra fall än de för Munkedal")
    assert "finns inte längre" not in shown


def test_a_rule_is_gone_only_where_the_rules_it_was_among_were_read(tmp_path):
    sessions = [sitting("s1", 2026, ("x", "provby/borta", 1, 5))]
    assert "provby/borta (finns inte längre)" in town_report(tmp_path, sessions).stdout
    sessions = [sitting("s1", 2026, ("x", "annanby/en-regel", 1, 5))]
    shown = town_report(tmp_path, sessions).stdout
    assert "annanby/en-regel (ur regler som inte är lästa här)" in shown


def test_documents_due_for_review_are_listed_with_the_day(tmp_path):
    found = run("train report -m kungsör", *THREE).stdout
    said = " ".join(found.split())
    assert "Dokument att se över • Riktlinje om gemensamma spelregler" in said
    undated = town_report(tmp_path, THREE_SITTINGS).stdout
    assert "Dokument utan angiven översyn\n  • Delegationsordning" in undated


@pytest.mark.slow
@pytest.mark.parametrize("municipality", ["", "munkedal", "kungsör"])
def test_documents_of_a_municipality_are_listed_where_its_cases_were_gone_through(
    tmp_path, municipality
):
    file = tmp_path / "r.jsonl"
    place = f"-m {municipality}" if municipality else "--general"
    run(f"train {place} -n 1 --kind case --seed 1 --results {file}", typed="\na\n")
    found = run("train report", file)
    assert "1 svar" in found.stdout
    said = " ".join(found.stdout.split())
    assert ("spelregler för kommunkoncernens" in said) is (municipality == "kungsör")


@pytest.mark.parametrize(
    ("on", "is_late"), [("2022-12-31", False), ("2023-06-01", True)]
)
def test_a_review_is_late_when_its_day_has_passed(on, is_late):
    found = run("train report -m kungsör --on", on, *THREE)
    assert ("försenad" in found.stdout) is is_late
    assert "en gång per år" in found.stdout


#: Pieces of which somebody may build a formula, in text that a table holds.
PIECES = st.sampled_from(
    [*"=+-@|%;,\t\"' \n\r\uff1d\uff20\ufeff\xa0", "a", "1", "cmd|' /C x'!A0"]
)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@given(st.lists(st.lists(PIECES, max_size=6).map("".join), min_size=1, max_size=4))
def test_no_cell_is_a_formula_whatever_ends_a_cell(separator, texts):
    stream = io.StringIO()
    csv.writer(stream).writerow([cell_text(text) for text in texts])
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        lines = stream.getvalue().splitlines()
        for row in csv.reader(lines, delimiter=separator, quoting=quoting):
            for cell in row:
                assert not cell.lstrip(' \xa0"\ufeff').startswith(FORMULA), cell


FORMULA = (*"=+-@\t\r|%", *"\uff1d\uff0b\uff0d\uff20")  # the latter of full width


def test_what_is_no_formula_stays_in_a_cell():
    assert cell_text("Chefen – högst 5 % – beslutar; se p. 2 (a-b)") == (
        "Chefen – högst 5 % – beslutar; se p. 2 (a-b)"
    )
    assert cell_text("a;=1+1") == "a;'=1+1"
    assert cell_text(-0.5) == "-0.5"
    assert cell_text(None) == ""


def test_csv_has_a_row_for_each_rule_case_mark_and_review(tmp_path):
    mark = UnclearRule(
        session="s1",
        at=began().at,
        exercise="bro",
        rule="provby/stora",
        note='=HYPERLINK("x")',
    )
    sessions = [[*THREE_SITTINGS[0], mark], *THREE_SITTINGS[1:]]
    shown = town_report(tmp_path, sessions, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(shown)))
    assert [(r["kind"], r["id"]) for r in rows] == [
        ("rule", "provby/stora"),
        ("rule", "provby/sma"),
        ("case", "bro"),
        ("case", "bankar"),
        ("unclear", "provby/stora"),
    ]
    first = rows[0]
    assert (first["wrong"], first["answers"]) == ("19", "30")
    assert (first["year_before"], first["share_before"]) == ("2025", "0.8")
    assert first["chosen_instead"] == "fel (19)"
    assert rows[4]["note"] == '\'=HYPERLINK("x")'  # no formula for a spreadsheet


def test_json_has_the_same_figures(tmp_path):
    shown = town_report(tmp_path, THREE_SITTINGS, "--format", "json").stdout
    told = json.loads(shown)
    assert told["schema"] == 1
    assert (told["answers"], told["wrong"]) == (60, 22)
    assert told["rules"][0]["id"] == "provby/stora"
    assert told["rules"][0]["share_before"] == 0.8


def test_plots_are_drawings_with_a_text_for_those_who_cannot_see_them():
    shown = run(f"train report {' '.join(THREE)} --format html").stdout
    drawings = re.findall(r"<svg.*?</svg>", shown, re.DOTALL)
    assert len(drawings) > 10
    for drawing in drawings:
        root = ET.fromstring(drawing)  # noqa: S314 - we wrote it
        assert root.get("aria-label")
        for box in root.iter("rect"):
            assert 0 <= float(box.get("width")) <= 1000


def test_no_template_lets_a_text_through_unescaped():
    templates = list(Path("engine/report/templates").glob("*.html"))
    assert len(templates) > 3
    for template in templates:
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\bsafe\b|autoescape|Markup", text), template


def test_the_page_shows_the_worst_rule_first_and_escapes_what_people_typed(tmp_path):
    mark = UnclearRule(
        session="s1",
        at=began().at,
        exercise="bro",
        rule="provby/stora",
        note="<script>alert(1)</script>",
    )
    sessions = [[*THREE_SITTINGS[0], mark], *THREE_SITTINGS[1:]]
    shown = town_report(tmp_path, sessions, "--format", "html").stdout
    page = Page(shown)
    assert "script" not in {tag for tag, _ in page.tags}
    assert "<script>alert(1)</script>" in page.text
    worst = page.text.index("63 % fel")
    assert worst < page.text.index("Regler, de sämst förstådda först")


def test_nobody_having_answered_is_told(tmp_path):
    shown = town_report(tmp_path, [[began()]]).stdout
    assert "Ingen har svarat än." in shown
    assert (
        "Ingen har svarat än."
        in town_report(tmp_path, [[began()]], "--format", "html").stdout
    )


def test_broken_lines_are_told_and_the_rest_counts(tmp_path):
    folder, _ = write_training_town(tmp_path)
    file = tmp_path / "r.jsonl"
    text = "".join(map(event_line, THREE_SITTINGS[0]))
    file.write_text(text + '{"schema": 1, "ev', encoding="utf-8")
    found = run(f"train report {file} --rules {folder}")
    assert found.exit_code == 0
    assert "r.jsonl:4:1: raden är ingen händelse i en övning" in found.stderr
    assert "20 svar" in found.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"votes": 9', '"votes": -9'),
        ('"votes": 9', '"votes": "9"'),
        (', "votes": 9', ""),
        ('"answers"', '"others"'),
    ],
)
def test_an_answer_that_cannot_be_counted_is_told_with_its_line(tmp_path, old, new):
    folder, _ = write_training_town(tmp_path)
    file = tmp_path / "r.jsonl"
    lines = list(map(event_line, THREE_SITTINGS[0]))
    assert old in lines[1]
    lines[1] = lines[1].replace(old, new)
    file.write_text("".join(lines), encoding="utf-8")
    found = run(f"train report {file} --rules {folder}")
    assert "10 svar" in found.stdout
    assert "r.jsonl:2:1: raden är ingen händelse i en övning" in found.stderr


def test_answers_of_a_session_whose_beginning_is_missing_are_told(tmp_path):
    whole, rest = THREE_SITTINGS[0], THREE_SITTINGS[1][1:]
    found = town_report(tmp_path, [whole, rest])
    assert "20 svar" in found.stdout
    said = "2 händelser hör till övningar vars början saknas: de räknas inte\n"
    assert found.stderr == said


def test_a_file_of_something_else_is_refused(tmp_path):
    file = tmp_path / "r.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    found = run(f"train report {file}")
    assert found.exit_code == 2
    assert "har inga resultat av övningar" in found.stderr


# handouts -------------------------------------------------------------------------


def handout(place, *options):
    folder, scenarios = write_training_town(place)
    words = ("--rules", folder, "--scenarios", scenarios)
    return run("train handout -m provby --seed 4", *words, *options)


def test_questions_come_first_and_answers_on_pages_of_their_own(tmp_path):
    shown = handout(tmp_path).stdout
    questions, mark, answers = shown.partition("page-break-before: always")
    assert mark
    for title in ("Bänkarna i parken", "Bron", "Samtalet", "Branden", "Två fakturor"):
        assert title in questions
        assert title in answers
    assert "Chefen beslutar om små inköp." not in questions
    assert "Chefen beslutar om små inköp." in answers
    assert "Ordningen, 1: Små inköp." in answers
    assert "Vad gör Siv om priset stiger?" in answers  # it would give the answer away


def test_a_dilemma_is_printed_with_its_questions_to_talk_about(tmp_path):
    questions = handout(tmp_path, "--kind", "dilemma").stdout.partition("<div")[0]
    assert "När blir två köp ett?" in questions
    assert "- [ ] a) Det är ett köp." in questions


def test_the_sheet_has_the_letters_of_the_session_with_the_same_seed(tmp_path):
    folder, scenarios = write_training_town(tmp_path)
    sheet = handout(tmp_path, "--level", "basic").stdout
    printed = re.findall(r"- \[ \] (\w\) .*)", sheet)
    assert len(printed) == 3
    words = ("--rules", folder, "--scenarios", scenarios)
    results = tmp_path / "r.jsonl"
    session = run(
        "train -m provby --seed 4 --level basic --results",
        results,
        *words,
        typed="\na\n\n",
    )
    assert re.findall(r"^  (\w\))  (.*)$", session.stdout, re.MULTILINE) == [
        tuple(line.split(" ", 1)) for line in printed
    ]


def test_the_printed_page_breaks_before_the_answers(tmp_path):
    shown = handout(tmp_path, "--format", "html").stdout
    page = Page(shown)
    assert "size: A4" in shown
    assert [a for tag, a in page.tags if tag == "section"] == [{"class": "page"}]
    assert ".page { break-before: page; }" in shown
    boxes = [a for tag, a in page.tags if tag == "span" and a.get("class") == "box"]
    letters = re.findall(r"<span>(\w\))</span>", shown)
    assert len(boxes) == len(letters) > 10


@pytest.mark.parametrize("part", ["title", "told", "question", "discuss", "notice"])
def test_whatever_a_case_says_is_escaped_on_the_page(tmp_path, part):
    lines = CASES.splitlines()
    at = next(n for n, line in enumerate(lines) if f"{part}: " in line)
    key = lines[at].partition(f"{part}: ")[0] + f"{part}: "
    lines[at] = f"{key}'<img src=x onerror=\"alert(1)\"> & så vidare'"
    folder, scenarios = write_training_town(tmp_path, cases="\n".join(lines) + "\n")
    found = run(
        f"train handout -m provby --rules {folder} --scenarios {scenarios} -n 50 "
        "--format html"
    )
    assert found.exit_code == 0, found.stderr
    page = Page(found.stdout)
    assert "img" not in {tag for tag, _ in page.tags}
    assert '<img src=x onerror="alert(1)"> & så vidare' in page.text


def test_signs_of_markdown_in_a_text_stay_signs(tmp_path):
    folder, scenarios = write_training_town(
        tmp_path, cases=CASES.replace("Chefen Siv vill", "Chefen *Siv* [vill]")
    )
    found = run(f"train handout -m provby --rules {folder} --scenarios {scenarios}")
    assert "Chefen \\*Siv\\* \\[vill\\]" in found.stdout
