"""What is shown is cut into screens, and none is empty."""

from engine.report.training.screens import ScreenLine, ScreenSize, screenfuls


def test_an_answer_that_fills_its_last_screen_is_not_followed_by_an_empty_one():
    size = ScreenSize(width=80, height=12)
    for count in range(1, 40):
        lines = [ScreenLine(f"rad {number}") for number in range(count)]
        shown = list(screenfuls([*lines, ScreenLine(""), ScreenLine("")], size))
        assert all(any(line.text for line in page) for page in shown)
        assert [line for page in shown for line in page if line.text] == lines
