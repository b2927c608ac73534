"""A limit reads as what it is: with or without the amount itself."""

from decimal import Decimal

import pytest

from engine.report.say import Say
from engine.report.wording import Wording
from engine.rulebook.model.conditions import Multiple, Over, Under, Within
from engine.rulebook.model.texts import Text
from engine.rulebook.model.values import ValueKind
from engine.rulebook.model.vocabulary import Circumstance
from tests.support.rulebooks import jurisdiction, vocabulary

TOWN = jurisdiction(
    (),
    vocabulary(
        circumstances=[
            Circumstance(id="belopp", label=Text("belopp"), kind=ValueKind.MONEY)
        ]
    ),
)


@pytest.mark.parametrize(
    ("low", "high", "swedish", "english"),
    [
        (Multiple(Decimal(6)), None, "minst 6 {}", "at least 6 {}"),
        (Over(Decimal(6)), None, "över 6 {}", "over 6 {}"),
        (None, Multiple(Decimal(6)), "högst 6 {}", "at most 6 {}"),
        (None, Under(Decimal(6)), "under 6 {}", "under 6 {}"),
        (
            Over(Decimal(2)),
            Multiple(Decimal(6)),
            "över 2 {} men högst 6 {}",
            "over 2 {} but at most 6 {}",
        ),
        (
            100_001,
            Multiple(Decimal(6)),
            "över 1 000 kr men högst 6 {}",
            "over 1 000 kr but at most 6 {}",
        ),
    ],
)
def test_a_limit_reads_as_what_it_is(low, high, swedish, english):
    condition = Within(circumstance="belopp", low=low, high=high)
    for say, text, unit in (
        (Say("sv"), swedish, "prisbasbelopp"),
        (Say("en"), english, "price base amounts"),
    ):
        words = Wording(TOWN, say).wanted(condition)
        assert words == text.replace("{}", unit)
