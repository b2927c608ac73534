"""What is shown to those who review changes works as shown, in a real repository.

The commands are taken out of the files themselves, so what is printed is what runs.
"""

import os
import shlex
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

from tests.support.terminal import PROGRAM
from tests.support.town import RULES, SCENARIOS, SOURCES, write_town

#: Each starts git, hooks and the program anew.
pytestmark = pytest.mark.slow

TOP = Path(__file__).parents[2]
EXAMPLES = TOP / "docs" / "examples" / "review"
WORKFLOW = yaml.safe_load((EXAMPLES / "github.yml").read_text("utf-8"))
PIPELINE = yaml.safe_load((EXAMPLES / "gitlab.yml").read_text("utf-8"))["rules"]
HOOKS = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8"))


def moved(rules):
    return rules.replace("100000", "150000")


def program(place, name, text):
    place.mkdir(exist_ok=True)
    file = place / name
    file.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    file.chmod(0o755)


class Repository:
    """A repository of rules, with `mandat` and what else is called on the path."""

    def __init__(self, place):
        self.place = place / "repo"
        self.tools = place / "bin"
        self.place.mkdir()
        program(self.tools, "mandat", f'exec {shlex.join(PROGRAM)} "$@"')
        self.environment = {
            **os.environ,
            "PATH": f"{self.tools}{os.pathsep}{os.environ['PATH']}",
        }
        self.run("git init -q -b main .")

    def run(self, command, code=0, **more):
        """Run a command as a shell step; return both streams."""
        shell = shutil.which("bash") or "/bin/sh"
        done = subprocess.run(
            [shell, "-e", "-c", command],
            cwd=self.place,
            env={**self.environment, **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stdout
        return done.stdout

    def write(self, rules, scenarios=SCENARIOS):
        write_town(self.place, rules=rules, scenarios=scenarios)
        sources = self.place / "rules" / "provby" / "sources.yaml"
        accounted = SOURCES.replace("gist: Löften.", "gist: Löften., reason: value")
        sources.write_text(accounted, "utf-8")

    def commit(self, message, code=0):
        self.run("git add .")
        return self.run(f"git commit -q -m {message}", code)


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


# the hook ----------------------------------------------------------------------------


@pytest.fixture
def hooked(repository):
    """Return a repository with the town committed and the hook put in place."""
    repository.write(RULES)
    repository.commit("one")
    hook = repository.place / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    shutil.copy(EXAMPLES / "pre-commit", hook)
    assert os.access(hook, os.X_OK)
    return repository


def test_the_hook_stops_a_change_that_scenarios_do_not_follow(hooked):
    hooked.write(moved(RULES))

    told = hooked.commit("two", code=1)

    assert "scenarios/provby/fall.yaml:" in told
    assert "en-krona-over: " in told
    assert "1 fråga får annat svar." in told
    assert hooked.run("git log --format=%s").split() == ["one"]


def test_the_hook_names_files_where_they_are_and_not_where_it_looks(hooked, tmp_path):
    hooked.write(moved(RULES))
    hooked.environment["TMPDIR"] = str(tmp_path)

    told = hooked.commit("two", code=1)

    assert ") → rules · 3 regler\n" in told
    assert "(scenarios/provby/fall.yaml:" in told
    assert str(tmp_path) not in told


def test_the_hook_lets_a_change_through_that_scenarios_follow(hooked):
    hooked.write(moved(RULES))
    accept = "mandat check scenarios --rules rules --accept --decision D --why W"
    hooked.run(accept)

    told = hooked.commit("two")

    assert "1 fråga får annat svar." in told
    assert hooked.run("git log --format=%s").split() == ["two", "one"]


def test_the_hook_looks_at_what_is_staged_and_at_nothing_else(hooked):
    hooked.write(RULES.replace("Chefen beslutar om små", "Chefen beslutar i små"))
    hooked.run("git add .")
    hooked.write("not: rules")

    told = hooked.run("git commit -q -m two")

    assert "Inget svar ändras" in told


def test_the_hook_reads_the_index_of_a_commit_of_everything(hooked):
    hooked.write(moved(RULES))

    assert "1 fråga får annat svar." in hooked.run("git commit -q -a -m two", 1)


def test_the_hook_stops_rules_that_cannot_be_read(hooked):
    hooked.write(RULES.replace("decides: chef", "decidr: chef"))

    told = hooked.commit("two", code=1)

    assert "rules/provby/rules.yaml:5:5: okänd nyckel `decidr`" in told


def test_the_hook_leaves_other_commits_alone(hooked):
    (hooked.place / "läsmig.txt").write_text("hej", "utf-8")

    assert hooked.commit("two") == ""


def test_the_hook_works_on_the_first_commit(tmp_path):
    repository = Repository(tmp_path)
    repository.write(RULES)
    hook = repository.place / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    shutil.copy(EXAMPLES / "pre-commit", hook)

    repository.commit("one")

    assert repository.run("git log --format=%s").split() == ["one"]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_the_entries_for_pre_commit_run_in_a_repository_of_rules(repository, hook):
    repository.write(RULES)
    repository.commit("one")

    repository.run(hook["entry"])


def test_the_entry_that_checks_stops_what_scenarios_do_not_follow(repository):
    repository.write(moved(RULES))
    (entry,) = [hook["entry"] for hook in HOOKS if hook["id"] == "mandat-check"]

    assert "en-krona-over" in repository.run(entry, code=1)


# GitHub ------------------------------------------------------------------------------


STEPS = {
    step["name"]: step for step in WORKFLOW["jobs"]["rules"]["steps"] if "run" in step
}


@pytest.fixture
def pulled(repository):
    """Return a repository in the state of a merged pull request."""
    repository.write(RULES)
    repository.commit("one")
    repository.run("git checkout -q -b change")
    repository.write(moved(RULES))
    repository.commit("two")
    repository.run("git checkout -q main")
    (repository.place / "annat.txt").write_text("meanwhile", "utf-8")
    repository.commit("three")
    repository.run("git merge -q --no-ff --no-edit change")
    program(repository.tools, "gh", 'echo "$@" > said.txt; cat comment.md >> said.txt')
    repository.environment |= {
        **WORKFLOW["jobs"]["rules"]["env"],
        "GITHUB_STEP_SUMMARY": str(repository.place / "summary.md"),
        "PULL": "7",
    }
    return repository


def test_the_workflow_for_github_tells_what_changes_in_the_pull_request(pulled):
    pulled.run(STEPS["Tell what changes"]["run"])

    said = (pulled.place / "said.txt").read_text("utf-8")
    assert said.startswith("pr comment 7 --edit-last --create-if-none --body-file")
    assert "**1 fråga får annat svar." in said
    assert "beslutar: **chefen**" in said
    summary = (pulled.place / "summary.md").read_text("utf-8")
    assert summary == (pulled.place / "change.md").read_text("utf-8")
    assert "beslutar: **chefen**" in summary


def test_a_report_too_long_for_a_comment_says_that_it_is_cut_and_where_it_is(pulled):
    program(
        pulled.tools, "mandat", "for n in $(seq 9000); do echo åäö-$n; done; echo slut"
    )
    pulled.environment |= {
        "GITHUB_SERVER_URL": "https://github.example.org",
        "GITHUB_REPOSITORY": "provby/regler",
        "GITHUB_RUN_ID": "5",
    }

    pulled.run(STEPS["Tell what changes"]["run"])

    comment = (pulled.place / "comment.md").read_text("utf-8")
    assert 59000 < len(comment.encode()) < 60500
    assert comment.endswith(
        "**Rapporten är avkortad. Hela finns på "
        "https://github.example.org/provby/regler/actions/runs/5**\n"
    )
    assert "slut\n" in (pulled.place / "summary.md").read_text("utf-8")
    lines = comment.split("\n\n")[0].splitlines()
    assert lines == [f"åäö-{n}" for n in range(1, len(lines) + 1)]


def test_the_workflow_for_github_checks_and_keeps_a_report(pulled):
    pulled.run(STEPS["Check"]["run"], code=1)

    root = ET.parse(pulled.place / "junit.xml").getroot()  # noqa: S314 - our own
    assert [suite.attrib["failures"] for suite in root] == ["1"]


def test_the_workflow_for_github_annotates_what_lint_finds(pulled):
    contradicting = moved(RULES).replace("over: 150000", "min: 150000")
    pulled.write(contradicting)

    told = pulled.run(STEPS["Lint"]["run"], code=1)

    assert "::error file=rules/provby/rules.yaml,line=" in told


def test_the_steps_after_a_failed_one_still_run():
    assert STEPS["Check"]["if"] == STEPS["Tell what changes"]["if"] == "always()"


# GitLab ------------------------------------------------------------------------------


@pytest.fixture
def requested(pulled):
    """Return a repository in the state of a merge request."""
    pulled.run("git checkout -q change")
    program(pulled.tools, "curl", 'printf "%s\\n" "$@" > said.txt')
    pulled.environment |= {
        "MANDAT_RULES": PIPELINE["variables"]["MANDAT_RULES"],
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": pulled.run("git rev-parse HEAD~1").strip(),
        "CI_API_V4_URL": "https://gitlab.example.org/api/v4",
        "CI_PROJECT_ID": "12",
        "CI_MERGE_REQUEST_IID": "34",
        "MANDAT_NOTE_TOKEN": "secret",
    }
    return pulled


def test_the_pipeline_for_gitlab_posts_what_changes_and_fails_what_is_missed(requested):
    told = requested.run("\n".join(PIPELINE["script"]), code=1)

    assert "en-krona-over" in told
    said = (requested.place / "said.txt").read_text("utf-8").splitlines()
    assert "body@change.md" in said
    assert said[-1] == (
        "https://gitlab.example.org/api/v4/projects/12/merge_requests/34/notes"
    )
    change = (requested.place / "change.md").read_text("utf-8")
    assert change.startswith("**1 fråga får annat svar.")
    assert (requested.place / "junit.xml").is_file()


def test_the_pipeline_for_gitlab_passes_what_scenarios_follow(requested):
    requested.run("mandat check scenarios --accept --decision D --why W")

    requested.run("\n".join(PIPELINE["script"]))


# the page ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["pre-commit", "github.yml", "gitlab.yml"])
def test_the_page_shows_each_example_as_it_is(name):
    readme = (TOP / "docs" / "how-to" / "review-changes.md").read_text("utf-8")

    assert (EXAMPLES / name).read_text("utf-8").strip() in readme


def test_the_page_names_the_hooks_there_are():
    readme = (TOP / "docs" / "how-to" / "review-changes.md").read_text("utf-8")

    for hook in HOOKS:
        assert f"id: {hook['id']}" in readme
