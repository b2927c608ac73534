"""Output is as wide as the screen, and bold and coloured only where that shows."""

import re

import pytest

from engine.report.lines import Stress
from engine.terminal.display import LOOKS
from tests.support.terminal import Terminal, run
from tests.support.town import write_town

#: What tells a terminal to show something bold or coloured.
_ESCAPE = "\x1b["
#: The share of light (WCAG 2.2) of the colours that are used, by their numbers.
_LIGHT = {33: 0.245, 166: 0.226}


@pytest.fixture
def rules(tmp_path):
    return write_town(tmp_path).rules


def asked(rules, *words, **environment):
    shown = run("who inköp -m provby --rules", rules, *words, **environment)
    assert shown.exit_code == 0
    return shown.stdout


def widest(text):
    return max(map(len, text.splitlines()))


@pytest.mark.parametrize("width", [24, 40, 60])
def test_the_width_may_be_typed_or_stand_in_the_environment(rules, width):
    typed = asked(rules, "--width", width)
    assert widest(typed) <= width
    assert asked(rules, COLUMNS=str(width)) == typed
    assert asked(rules, "--width", width, COLUMNS="200") == typed


def test_the_width_may_stand_before_the_verb(rules):
    before = run("--width 40 who inköp -m provby --rules", rules)
    assert before.stdout == asked(rules, "--width", "40")


@pytest.mark.parametrize("columns", ["", "0", "-5", "bred", "٨٠"])
def test_columns_that_are_no_number_count_for_nothing(rules, columns):
    assert asked(rules, COLUMNS=columns) == asked(rules)


@pytest.mark.parametrize("width", ["10", "bred", "100000"])
def test_a_width_that_is_none_is_refused(rules, width):
    result = run("who inköp -m provby --width", width, "--rules", rules)
    assert result.exit_code == 2


def test_a_terminal_is_as_wide_as_it_is(rules):
    terminal = Terminal("who inköp -m provby --rules", rules, columns=40)
    assert terminal.ended() == 0
    (shown,) = terminal.screens
    assert widest(shown) <= 40
    assert _ESCAPE in terminal.raw


def test_help_is_as_wide_as_the_screen():
    assert widest(run("who --help --width 60").stdout) <= 60


@pytest.mark.parametrize(
    ("words", "environment", "is_coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"CLICOLOR_FORCE": "1"}, True),
        ([], {"CLICOLOR_FORCE": "0"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "auto"], {}, False),
    ],
)
def test_who_decides_about_colours(rules, words, environment, is_coloured):
    shown = asked(rules, *words, **environment)
    assert (_ESCAPE in shown) is is_coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert plain == asked(rules)


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_a_terminal_shows_colours_unless_it_or_somebody_does_not(
    rules, environment, is_coloured
):
    terminal = Terminal("who inköp -m provby --rules", rules, **environment)
    assert terminal.ended() == 0
    assert ("\x1b[1m" in terminal.raw) is is_coloured


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_no_other_form_has_colours(rules, form):
    shown = run("diff", rules, rules, "--format", form, "--color", "always")
    assert shown.exit_code == 0
    assert _ESCAPE not in shown.stdout


def test_the_answer_is_bold(rules):
    shown = asked(rules, "--color", "always", "-g", "belopp=5")
    assert "\x1b[1mchefen" in shown


def test_every_colour_stands_out_from_black_and_from_white():
    for stress in Stress:
        look = LOOKS[stress]
        assert look["bold"]
        assert "dim" not in look
        if "fg" in look:
            light = _LIGHT[look["fg"]]
            assert (light + 0.05) / 0.05 >= 3
            assert 1.05 / (light + 0.05) >= 3


def test_a_conflict_is_told_in_words_as_in_colour(tmp_path):
    text = (
        "rules:\n"
        "  - {id: a, matter: inkop, decides: chef, says: A., cites: ordning#p1}\n"
        "  - {id: b, matter: inkop, decides: namnd, says: B., cites: ordning#p2}\n"
    )
    rules = write_town(tmp_path, rules=text).rules
    shown = run("who inköp -m provby --color always --rules", rules)
    assert shown.exit_code == 3
    assert "\x1b[38;5;166m\x1b[1mReglerna säger emot varandra" in shown.stdout
