"""What cannot be done is told with a stable code, in Swedish and in English.

Each test brings an error about as a user would. The sentences stand in the tables of
`engine/report/messages`; what they say of packs stands in `tests/broken`.
"""

import json
import os
import pwd
import shutil

import pytest

from engine.report.messages.catalogue import MESSAGES
from tests.support.broken_packs import assert_is_well_worded
from tests.support.git import git
from tests.support.terminal import run
from tests.support.town import (
    CASES,
    RULES,
    SCENARIOS,
    check,
    write_pack,
    write_town,
    write_training_town,
)


def failure(command, *words, **environment):
    """Return the error of a command in English, when Swedish has the same code."""
    errors = []
    for language in ("sv", "en"):
        done = run(
            command, *words, "--format", "json", "--lang", language, **environment
        )
        assert done.exit_code == 2, done.output
        errors.append(json.loads(done.stdout)["error"])
    swedish, english = errors
    assert swedish["code"] == english["code"]
    assert swedish["message"] != english["message"]
    for error in errors:
        if "problems" not in error:
            assert_is_well_worded(error["message"])
    return english


def code(command, *words, **environment):
    return failure(command, *words, **environment)["code"]


def problem_codes(command, *words):
    """Return the codes of the problems that keep a command from being run."""
    error = failure(command, *words)
    assert error["code"] == "rules/unusable"
    return {problem["code"] for problem in error["problems"]}


@pytest.fixture
def town(tmp_path):
    """Return the folder of the rules of a small town."""
    return write_town(tmp_path).rules


# rules ------------------------------------------------------------------------------


def test_what_is_no_folder_of_packs(tmp_path):
    assert code("who inköp --rules", tmp_path / "nowhere") == "rules/no-folder"
    assert code("who inköp --rules", tmp_path) == "rules/no-packs"


# questions --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("who bygglov", "question/unknown-matter"),
        ("route politiker kungen", "question/unknown-role"),
        ("may chefen sova", "question/unknown-act"),
        ("who inköp -g vikt=1", "question/unknown-circumstance"),
        ("who inköp -g område=kyrka", "question/unknown-value"),
        ("show xyzzy", "question/unknown-name"),
        ("show chef --reach", "question/reach-of-no-rule"),
        ("who inköp -g belopp=1 -g amount=2", "question/two-values"),
        ("who inköp -g belopp=mycket", "value/not-an-amount"),
        ("who inköp -g akut=ibland", "value/not-yes-or-no"),
    ],
)
def test_what_a_question_names_and_nobody_knows(town, command, expected):
    assert code(command, "-m", "provby", "--rules", town) == expected


def test_a_post_that_is_not_there(town):
    assert code("post rektor -m provby --rules", town) == "question/no-posts"
    table = "post;titel;roller\nA;Rektorn;rektor\nB;Rektorn;rektor\n"
    (town / "provby" / "posts.csv").write_text(table, "utf-8")
    assert code("post C -m provby --rules", town) == "question/unknown-post"
    assert code("post A --disqualified C -m provby --rules", town) == (
        "question/unknown-post"
    )
    error = failure("post rektorn -m provby --rules", town)
    assert error["code"] == "question/several-posts"
    assert error["message"].endswith("write `A` or `B`")


#: Plans of which each is wrong in one way.
PLANS = {
    "plan/unknown-role": "remove: {role: kungen}",
    "plan/known-role": "roles: {chef: {label: x}}\nremove: {role: rektor}",
    "plan/no-label": "roles: {ny: {is: [chef]}}\nremove: {role: rektor}",
    "plan/role-to-come": "roles: {ny: {label: x}}\nremove: {role: ny}",
    "plan/role-twice": "remove: [{role: chef}, {role: chef}]",
    "plan/relative-role": "remove: {role: narmast}",
    "plan/into-itself": "rename: {role: chef, to: chef}",
    "plan/same-part": "split: {role: chef, into: [rektor, rektor]}",
    "plan/share-of-another": "split: {role: chef, into: [namnd, rektor], rest: chef}",
    "plan/unknown-power": (
        "split: {role: chef, into: [namnd, rektor], powers: {rektor: [x]}}"
    ),
    "plan/heir-goes": "rename: {role: chef, to: rektor}\nremove: {role: rektor}",
}


@pytest.mark.parametrize("wrong", PLANS)
def test_what_is_wrong_in_a_plan_of_reorganisation(town, tmp_path, wrong):
    file = town / "provby" / "vocabulary.yaml"
    relative = "  narmast: {label: närmast, resolves: {reports_to: actor}}\n"
    words = file.read_text("utf-8").replace("matters:\n", f"{relative}matters:\n")
    file.write_text(words, "utf-8")
    plan = tmp_path / "plan.yaml"
    plan.write_text(f"from: 2026-07-01\n{PLANS[wrong]}\n", "utf-8")
    error = failure("reorganise", plan, "-m", "provby", "--rules", town)
    assert error["code"] == "plan/unusable"
    assert {problem["code"] for problem in error["problems"]} == {wrong}


def test_a_reorganisation_that_cannot_be_made(town, tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_text("from: 2026-07-01\nremove: {role: chef}\n", "utf-8")
    assert code("reorganise", plan, "--rules", town) == "plan/no-municipality"
    words = ("-m", "provby", "--rules", town, "--out", tmp_path)
    assert code("reorganise", plan, *words) == "plan/folder-in-use"
    among = ("-m", "provby", "--rules", town, "--out", town / "new")
    assert code("reorganise", plan, *among) == "out/among-rules"


def test_a_meeting_that_nobody_can_be_told_at(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text("ärende;befattning;dag\n", "utf-8")
    words = (log, "-m", "orrhed", "--meeting", "2026-04-15", "--committee")
    assert code("notify", *words, "rektor") == "log/no-committee"
    assert code("notify", *words, "kung") == "question/unknown-role"
    previous = ("kommunstyrelsen", "--previous", "2026-04-15")
    assert code("notify", *words, *previous) == "notify/not-before"
    out = ("kommunstyrelsen", "--out", tmp_path / "lista.pdf")
    assert code("notify", *words, *out) == "publish/unknown-format"


def test_a_municipality_with_nothing_beside_it(town):
    for named in ("", "-m provby", "-m provby -m 'Provby kommun'"):
        assert code(f"compare {named} --rules", town) == "compare/too-few"
    words = "compare -m provby -m law --rules"
    assert code(words, town) == "question/unknown-municipality"


def test_a_municipality_that_is_not_there(town):
    error = failure("who inköp -m nowhere --rules", town)
    assert error["code"] == "question/unknown-municipality"
    assert error["nearest"] == []
    assert error["message"].endswith("known municipalities: `Provby kommun`")
    assert failure("who inköp -m 'provby komun' --rules", town)["nearest"] == [
        "Provby kommun"
    ]


def test_a_municipality_that_looks_like_another_is_asked_back(town):
    """Else a pack that calls itself as another one would answer for that."""
    write_pack(town, "abby", label="{sv: Provby kommun, en: Other}")
    write_pack(town, "prov-by", label="{sv: Provby k\uff4fmmun, en: Wide}")
    error = failure("who inköp -m 'Provby kommun' --rules", town)
    assert error["code"] == "question/several-municipalities"
    assert error["message"].endswith("`abby`, `prov-by` or `provby`")
    assert code("who inköp -m 'Prov by' --rules", town) == error["code"]
    done = run("who inköp -m provby -g belopp=5 --rules", town)
    assert "chefen" in done.stdout


def test_a_municipality_where_there_is_none(tmp_path):
    write_pack(tmp_path, "lag", kind="law")
    asked = code("who inköp -m lagen --rules", tmp_path)
    assert asked == "question/no-municipalities"


def test_a_value_that_is_none_is_told_with_those_there_are(town):
    error = failure("who inköp -m provby -g område=skolan --rules", town)
    assert error["message"] == (
        "`field` has no value `skolan`: did you mean `skola`? the values are `school`, "
        "`care`, `park`"
    )


def test_an_amount_of_a_year_that_is_not_registered(tmp_path):
    limit = RULES.replace("{max: 100000}", "{max: 2 prisbasbelopp}")
    rules = write_town(tmp_path, rules=limit).rules
    amounts = rules / "prisbasbelopp.yaml"
    amounts.write_text("prisbasbelopp: {}\n", "utf-8")
    asked = ("who inköp -m provby -g belopp=5 --on 2031-01-01 --rules", rules)
    assert code(*asked) == "question/no-base-amounts"
    amounts.write_text(
        'prisbasbelopp:\n  2026: {amount: 59200, source: "SFS 2025:1"}\n', "utf-8"
    )
    assert code(*asked) == "question/no-base-amount"


# files ------------------------------------------------------------------------------


def test_scenarios_that_lie_nowhere(tmp_path):
    rules = write_town(tmp_path).rules
    shutil.rmtree(tmp_path / "scenarios")
    assert code("check --rules", rules) == "scenario/none-beside"


def test_documents_that_are_no_texts(town, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    verify = ("sources verify", texts, "--rules", town)
    assert code(*verify) == "file/no-texts"
    (texts / "a.txt").write_bytes("å".encode("latin-1"))
    assert code(*verify) == "file/not-text"
    (texts / "a.txt").write_bytes(b"a\0")
    assert code(*verify) == "file/not-text"
    with (texts / "a.txt").open("wb") as file:
        file.truncate(2_000_001)
    assert code(*verify) == "file/text-too-large"
    (texts / "a.txt").unlink()
    (texts / "a.txt").mkdir()
    error = failure(*verify)
    assert error["code"] == "file/unreadable"
    assert error["message"].endswith("a.txt` cannot be read: it is a folder")


def test_a_report_that_cannot_be_written(town, tmp_path):
    report = tmp_path / "nowhere" / "junit.xml"
    scenarios = tmp_path / "scenarios"
    error = failure("check", scenarios, "--rules", town, "--junit", report)
    assert error["code"] == "file/unwritable"
    assert error["message"].endswith("there is no such place")


def test_a_user_without_a_home_keeps_nothing_where_they_stand(tmp_path, monkeypatch):
    """As in a container whose user is in no list; `~` is then the name of a folder."""

    def is_in_no_list(user):
        raise KeyError(user)

    rules, cases = write_training_town(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pwd, "getpwuid", is_in_no_list)
    homeless = dict.fromkeys(("HOME", "XDG_DATA_HOME", "MANDAT_CACHE"))
    words = ("--scenarios", cases, "--rules", rules)
    assert code("train -m provby", *words, **homeless) == "results/no-home"
    before = sorted(tmp_path.iterdir())
    done = run("who inköp -m provby -g belopp=5 --rules", rules, **homeless)
    assert done.exit_code == 0
    assert sorted(tmp_path.iterdir()) == before


def test_results_that_cannot_be_kept_or_read(tmp_path):
    rules, cases = write_training_town(tmp_path)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    told = failure(
        "train -m provby", "--scenarios", cases, "--rules", rules, "--results", pipe
    )
    assert told["code"] == "results/unwritable"
    assert told["message"].endswith(MESSAGES["system/not-ordinary"].en)
    file = tmp_path / "r.jsonl"
    file.write_text("[]\n", "utf-8")
    assert code("train report", file, "--rules", rules) == "results/none"


# scenarios ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "    expect: {outcome: answered, decides: chef, cites: [ordning#p1]}\n",
            "    expect: {outcome: answered, decides: chef, cites: []}\n",
            "scenario/no-passage",
        ),
        (
            "ask: {who: inkop}",
            "ask: {who: inkop, body: namnd}",
            "scenario/several-questions",
        ),
        (
            "municipality: provby",
            "municipality: prvby",
            "scenario/unknown-municipality",
        ),
        ("id: en-krona-over", "id: samtalet", "scenario/same-id"),
        ("cites: [ordning#p1]", "cites: [ordnin#p1]", "passage/unknown"),
        (
            "cites: [ordning#p1]",
            "cites: [ordning#p1], posts: [CHEF]",
            "scenario/unknown-post",
        ),
    ],
)
def test_what_is_wrong_in_a_scenario(tmp_path, old, new, expected):
    assert old in SCENARIOS
    rules, scenarios = write_town(tmp_path, scenarios=SCENARIOS.replace(old, new, 1))
    assert problem_codes("check", scenarios, "--rules", rules) == {expected}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "    stops: Ord",
            "    expect: {outcome: no_rule}\n    stops: Ord",
            "dilemma/expectation",
        ),
        (
            "      discuss: [När blir två köp ett?]\n",
            "      alternatives: []\n",
            "dilemma/alternatives",
        ),
        ("themes: [kontakt]", "themes: [kontakter]", "scenario/unknown-theme"),
        (
            "- {decides: namnd}",
            "- {outcome: no_rule, decides: namnd}",
            "alternative/needless-answer",
        ),
        ("- {decides: namnd}", "- {outcome: answered}", "alternative/no-answer"),
    ],
)
def test_what_is_wrong_in_a_training_case(tmp_path, old, new, expected):
    assert old in CASES
    rules, cases = write_training_town(tmp_path, cases=CASES.replace(old, new, 1))
    assert problem_codes("check", cases, "--rules", rules) == {expected}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("- {decides: namnd}", "- {decides: chef}", "alternative/right"),
        ("- {decides: namnd}", "- {decides: direktor}", "alternative/nearly-right"),
        (
            "- {decides: namnd}",
            "- {decides: fullmaktige}",
            "alternative/same-as-another",
        ),
        (
            "        - {decides: namnd}\n        - {decides: fullmaktige}\n",
            "        - {decides: nobody}\n        - {outcome: no_rule}\n",
            "alternative/reads-like-another",
        ),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_alternative_that_is_no_wrong_answer(tmp_path, old, new, expected, language):
    write_training_town(tmp_path, cases=CASES.replace(old, new, 1))
    done = check(tmp_path, "--format", "json", language=language)
    assert done.exit_code == 1
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["code"] == expected
    assert_is_well_worded(problem["what"], problem["remedy"])


def test_a_change_that_may_go_unnoticed_and_alters_nothing(tmp_path):
    write_town(tmp_path)
    survivors = tmp_path / "scenarios" / "provby" / "survivors.yaml"
    survivors.write_text(
        "survivors:\n"
        "  - rule: provby/sma\n"
        "    change: when belopp → –\n"
        "    because: Det spelar ingen roll.\n",
        "utf-8",
    )
    done = check(tmp_path, "--mutate", language="en")
    assert "[survivor/no-change]" in done.stderr


# accepting ----------------------------------------------------------------------------

DECISION = ("--accept", "--decision", "KS § 1", "--why", "nya gränser")
MOVED = RULES.replace("100000", "150000")
KRONA = SCENARIOS[SCENARIOS.index("  - id: en-krona") : SCENARIOS.index("  - id: sam")]
EXPECT = """expect: {outcome: answered, decides: namnd,
      approves: fullmaktige, cites: [ordning#p2]}"""
IN_BRACKETS = f"""municipality: provby, told: Köp., ask: {{who: inkop}},
    given: {{belopp: 120000}}, {EXPECT}"""
STORA = """\
    expect:
      outcome: answered
      decides: namnd
      approves: fullmaktige
      cites: [ordning#p2]
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            STORA,
            f"    {EXPECT.replace('namnd,', 'namnd, # obs')}\n",
            "accept/comment-within",
        ),
        (
            STORA,
            STORA + "    accepted: [{decision: KS, on: 2026-01-01, why: så}]\n",
            "accept/accepted-in-brackets",
        ),
        (
            "      approves: fullmaktige\n",
            "      approves: fullmaktige  # därför\n",
            "accept/comment-within",
        ),
        (KRONA, f"  - {{id: en-krona-over, {IN_BRACKETS}}}\n", "accept/in-brackets"),
        (
            "      approves: fullmaktige\n",
            "      ? approves\n      : fullmaktige\n",
            "accept/key-within-line",
        ),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_scenario_that_cannot_be_rewritten(tmp_path, old, new, expected, language):
    assert old in SCENARIOS
    write_town(tmp_path, rules=MOVED, scenarios=SCENARIOS.replace(old, new, 1))
    done = check(tmp_path, *DECISION, "--format", "json", language=language)
    assert done.exit_code == 1, done.output
    (left,) = json.loads(done.stdout)["left"]
    assert left["code"] == expected
    assert_is_well_worded(left["because"])


def test_a_decision_without_words(tmp_path):
    rules, scenarios = write_town(tmp_path, rules=MOVED)
    words = ("--accept", "--decision", " ", "--why", "så")
    assert code("check", scenarios, "--rules", rules, *words) == "accept/no-words"


# editions -----------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path):
    """Return the rules of the town in a repository with a commit before them."""
    git(tmp_path, "init", "-q", "-b", "main", ".")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "none")
    git(tmp_path, "tag", "before")
    rules = write_town(tmp_path).rules
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    return rules


def test_an_edition_that_is_nowhere(repository):
    diff = ("diff", "--rules", repository)
    assert code(*diff, "nowhere") == "edition/unknown"
    assert code(*diff, "before") == "edition/no-packs"
    assert code(*diff, repository / "provby" / "pack.yaml") == "edition/file"


def test_an_edition_with_a_link(repository):
    (repository / "provby" / "mer.yaml").symlink_to("rules.yaml")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "two")
    assert code("diff HEAD --rules", repository) == "edition/link"


def test_an_edition_with_problems(repository, tmp_path):
    broken = tmp_path / "broken"
    shutil.copytree(repository, broken)
    (broken / "provby" / "rules.yaml").write_text("rules: {}\n", "utf-8")
    error = failure("diff", broken, "--rules", repository)
    assert error["code"] == "edition/unusable"
    assert [problem["code"] for problem in error["problems"]] == ["list/expected"]


def test_a_revision_where_git_cannot_be_asked(town, tmp_path, monkeypatch):
    assert code("diff HEAD --rules", town) == "edition/no-repository"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code("diff HEAD --rules", town) == "edition/no-git"


# training -----------------------------------------------------------------------------


def test_cases_that_are_not_there(tmp_path):
    rules, cases = write_training_town(tmp_path)
    words = ("--rules", rules, "--scenarios", cases, "--results", tmp_path / "r.jsonl")
    train = ("train -m provby", *words)
    few = (*train, "--theme", "kontakt", "--level", "basic")
    assert code(*few) == "training/none-fitting"
    assert code(*train, "--theme", "kontakter") == "training/unknown-theme"
    assert code("train --resume", *words) == "training/nothing-interrupted"
    assert code("train -m annanby", *words) == "training/unknown-municipality"
    assert code("train --general", *words) == "training/no-cases"
    (cases / "provby" / "fall.yaml").write_text(SCENARIOS, "utf-8")
    assert code(*train) == "training/no-cases"


def test_practice_with_dilemmas_alone(tmp_path):
    rules, cases = write_training_town(tmp_path)
    practice = (
        "train -m provby --practice --kind dilemma --rules",
        rules,
        "--scenarios",
        cases,
    )
    results = ("--results", tmp_path / "r.jsonl")
    assert code(*practice, *results) == "training/only-dilemmas"
