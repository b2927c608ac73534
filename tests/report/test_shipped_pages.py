"""Every page on the shipped rules fits its screen, and begins with the answer."""

import itertools

import pytest

from engine.report.lines import Stress, columns, layout_for
from engine.rulebook.model.rules import RuleKind, Slot
from tests.support.shipped import TODAY, shipped_mandat, told_here

WIDTHS = (60, 80, 100, 160)
MUNICIPALITIES = ["", "kungsor", "linkoping", "munkedal", "orrhed"]
#: Before a commit only one in so many is looked at.
SAMPLE = 12


def questions(own):
    """Yield the answers to every matter, contact and act that the rules speak of."""
    for matter in told_here(own, own.jurisdiction.vocabulary.matters):
        yield lambda matter=matter: own.who(matter, on=TODAY)
    rules = own.jurisdiction.rules_by_id
    for rule in map(rules.__getitem__, told_here(own, rules)):
        scope = rule.scope_of
        ends = {
            RuleKind.CONTACT: (Slot.FROM, Slot.TO),
            RuleKind.CONDUCT: (Slot.ACTOR, Slot.DOES),
        }.get(rule.kind)
        if ends and all(scope.get(slot) for slot in ends):
            asked = own.route if rule.kind is RuleKind.CONTACT else own.may
            for pair in itertools.product(*(sorted(scope[slot]) for slot in ends)):
                yield lambda asked=asked, pair=pair: asked(*pair, on=TODAY)


def assert_fits(page, *widths):
    for width in widths:
        for line in page.text(layout_for(width)).splitlines():
            assert columns(line) <= width, line


def assert_begins_with_the_answer(page):
    """The first words that are stressed as the answer stand in the first five lines."""
    lines = itertools.islice(page.lines(layout_for(80)), 5)
    stressed = {span.stress for line in lines for span in line}
    assert stressed & {Stress.ANSWER, Stress.WARNING}, page.text(layout_for(80))


@pytest.mark.parametrize(
    ("municipality", "act", "command"),
    [
        (
            "",
            "lamna-ut-allman-handling",
            "mandat show kommunallagen/lamna-ut-handling-snabbt",
        ),
        (
            "kungsor",
            "respektera-beslut",
            "mandat show kungsor/respektera-beslut -m kungsor",
        ),
    ],
)
def test_whoever_asks_leave_for_a_duty_is_led_to_the_duty(municipality, act, command):
    page = (
        shipped_mandat().of(municipality).may("anställd", act, on=TODAY).to_page("sv")
    )
    assert f"(`{command}`)" in " ".join(page.text(layout_for(80)).split())
