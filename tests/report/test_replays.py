"""What a scenario expected and what it got is said in the words of its file."""

import pytest

from engine.report.check.replays import deviation_text
from engine.report.say import Say
from engine.rulebook.model.conclusions import Mode, Party, Strength
from engine.rulebook.model.sources import Deadline, Frequency
from engine.rulebook.model.texts import Text
from engine.scenarios.points import ExpectedStep
from engine.scenarios.replay import Deviation

KD = Party(mode=Mode.ONE, roles=("kd",))


@pytest.mark.parametrize(
    ("point", "expected", "actual", "words"),
    [
        ("every", Frequency(unit="year"), Frequency(every=2, unit="year"),
         "expected 1 per year, got 2 years"),
        ("within", Deadline(count=1, unit="year"), Deadline(count=14, unit="day"),
         "expected 1 year, got 14 days"),
        ("free", False, True, "expected no, got yes"),
        ("decides", KD, Party(mode=Mode.TOGETHER, roles=("kso", "kd")),
         "expected kd, got together [kso, kd]"),
        ("decides", KD, Party(mode=Mode.NOBODY, roles=()), "expected kd, got nobody"),
        ("strength", Strength.MUST, None, "expected must, got nothing"),
        ("via", (), ("chef", "kd"), "expected nothing, got [chef, kd]"),
        ("requires", (Text("beslut"),), (), "expected [beslut], got nothing"),
        ("steps", (ExpectedStep(KD, None, None),), (),
         "expected [{actor: kd}], got nothing"),
    ],
)  # fmt: skip
def test_a_deviation_is_said_in_the_words_of_the_file(point, expected, actual, words):
    deviation = Deviation(point=point, expected=expected, actual=actual)
    assert deviation_text(deviation, Say("en")) == f"{point}: {words}"
