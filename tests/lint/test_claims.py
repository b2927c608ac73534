"""What rules say in words and their keys do not: conditions, limits, strictness."""

import pytest

from engine.lint.signals import SWEDISH
from engine.rulebook.model.conclusions import Function
from tests.lint.packs import SOURCES, VOCABULARY, kinds, lay_out, linted, shown
from tests.support.terminal import run
from tests.support.town import rule_text


def decision(says, **keys):
    parts = {"matter": "inkop", "decides": "namnd", **keys}
    return rule_text("fallet", **parts, says=f'"{says}"', cites="ordning#p1")


def duty(says, **keys):
    parts = {"duty": "{of: chef, to: bestalla}", **keys}
    return rule_text("plikten", **parts, says=f'"{says}"', cites="ordning#p1")


def words_found(folder, kind, *rules, **files):
    lay_out(folder, *rules, **files)
    return [f for f in linted()["findings"] if f["kind"] == kind]


# conditions -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "says",
    [
        # the faults that were found by reading: 5:22, 6:22, 13:14, and the guideline
        "En förtroendevald utanför fullmäktige kan inte själv väcka frågan.",
        "Nämnden bestämmer vem som träder in när varken chefen eller någon annan kan.",
        "Ett beslut som kan laglighetsprövas verkställs av nämnden.",
        "Chefen, som vid behov tar frågan vidare, beslutar.",
        "Nämnden beslutar, om inte särskilda skäl talar emot.",
        "Har ingen annan svarat beslutar nämnden.",
        "Nämnden beslutar bara om chefen är sjuk.",
        "Nämnden beslutar i den mån chefen inte hinner.",
        "Nämnden beslutar under förutsättning att pengarna räcker.",
        "Nämnden beslutar, utom i brådskande fall.",
    ],
)
def test_a_condition_that_stands_only_in_words_is_told(folder, says):
    (finding,) = words_found(folder, "unread_condition", decision(says))

    assert finding["severity"] == "warning"
    assert finding["rules"] == ["by/fallet"]
    assert shown(finding, 0)["sheets"][0]["id"] == "by/fallet"


@pytest.mark.parametrize(
    "says",
    [
        "Nämnden beslutar om inköp.",
        "Nämnden avgör om ett avtal ska sägas upp.",
        "Nämnden bestämmer själv när den möts.",
        "Nämnden beslutar minst en gång om året.",
        "Nämnden beslutar om det som chefen föreslår.",
        "Nämnden säger till om något saknas.",
        "Nämnden väger in det som kan påverka ekonomin.",
        "Bara nämnden beslutar.",
        "Nämnden beslutar, när det behövs.",
        "Nämnden ska om möjligt besluta snabbt.",
        "Nämnden beslutar när ett avtal ska skrivas.",
    ],
)
def test_whether_when_and_about_what_is_no_condition(folder, says):
    assert words_found(folder, "unread_condition", decision(says)) == []


@pytest.mark.parametrize(
    ("says", "keys"),
    [
        ("Nämnden beslutar om chefen, om det brådskar.", {"when": "{bradska: yes}"}),
        (
            "Nämnden beslutar, om det inte brådskar.",
            {"unless": "{bradska: yes}"},
        ),
        (
            "Nämnden beslutar, om chefen har yttrat sig.",
            {"requires": "chefens yttrande"},
        ),
        (
            "Nämnden beslutar, vid förhinder chefen.",
            {"decides": "{in_order: [namnd, chef]}"},
        ),
        ("Nämnden beslutar, när det gäller inköp.", {}),  # the matter is the condition
    ],
)
def test_a_condition_that_the_rule_carries_is_no_finding(folder, says, keys):
    assert words_found(folder, "unread_condition", decision(says, **keys)) == []


def test_two_conditions_are_not_carried_by_one_circumstance(folder):
    """13:14: what may be reviewed for legality, unless special reasons forbid it."""
    says = "Beslut som kan överklagas, om inte skäl talar emot, avgör nämnden."
    rule = decision(says, unless="{bradska: yes}")

    assert len(words_found(folder, "unread_condition", rule)) == 1


def test_an_exemption_carries_what_is_left_out(folder):
    rule = rule_text(
        "alla-utom",
        conduct="{actor: namnd, does: bestalla, except: styrelse}",
        verdict="permitted",
        says="En nämnd utom styrelsen får beställa.",
        cites="ordning#p1",
    )

    assert words_found(folder, "unread_condition", rule) == []


def test_words_that_are_no_condition_are_accepted_with_a_reason(folder):
    accepted = (
        "accepted:\n  - finding: unread_condition\n    rules: fallet\n"
        "    reason: Orden beskriver avtalet.\n"
    )
    rule = decision("Har ingen annan svarat beslutar nämnden.")
    lay_out(folder, rule, accepted=accepted)

    assert kinds(linted()) == []


# time limits ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("says", "keys", "is_told"),
    [
        # 5:35: within a year is no yearly duty
        ("Chefen svarar om möjligt inom ett år.", {"every": "1 year"}, True),
        ("Chefen svarar senast andra dagen.", {"every": "1 day"}, True),
        ("Chefen svarar i god tid.", {"every": "1 month"}, True),
        ("Chefen svarar före mötet.", {"every": "1 month"}, True),
        # 11:16: two months from the end of the period
        ("Chefen svarar inom två månader.", {}, True),
        ("Chefen svarar inom ett år.", {"within": "1 year"}, False),
        ("Chefen svarar varje år före utgången av juni.", {"every": "1 year"}, False),
        ("Chefen svarar inom sitt område.", {}, False),
        ("Chefen svarar varje år.", {"every": "1 year"}, False),
    ],
)
def test_a_time_limit_is_no_frequency(folder, says, keys, is_told):
    found = words_found(folder, "deadline_as_frequency", duty(says, **keys))

    assert bool(found) == is_told


# how strictly ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gist", "says", "is_told"),
    [
        ("Chefen bör beställa.", "Chefen ska beställa.", True),
        ("Chefen ska om möjligt beställa.", "Chefen ska beställa.", True),
        ("Chefen sköter i huvudsak köpen.", "Chefen sköter köpen.", True),
        ("Chefen beställer oftast.", "Chefen beställer i första hand.", True),
        ("Chefen kan beställa hos två.", "Chefen beställer hos två.", True),
        ("Chefen bör beställa.", "Chefen bör beställa.", False),
        ("Chefen ska beställa, och kan byta.", "Chefen ska beställa.", False),
        ("Chefen kan beställa hos två.", "Chefen kan beställa hos två.", False),
        ("Chefen väljer vem som helst.", "Chefen väljer fritt.", False),
    ],
)
def test_a_rule_is_no_stricter_than_its_passage(folder, gist, says, is_told):
    sources = SOURCES.replace("gist: Allt om inköp.", f'gist: "{gist}"')
    found = words_found(folder, "lost_degree", duty(says), sources=sources)

    assert bool(found) == is_told


def test_the_strength_of_a_way_is_as_good_as_words(folder):
    sources = SOURCES.replace("Allt om inköp", "Nämnden nås i första hand av chefen")
    parts = {"contact": "{from: chef, to: namnd}", "via": "styrelse"}
    rule = rule_text(
        "vagen",
        **parts,
        strength="first_hand",
        says="Chefen når nämnden genom styrelsen.",
        cites="ordning#p1",
    )

    assert words_found(folder, "lost_degree", rule, sources=sources) == []


# functions ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "gist", "is_told"),
    [
        ("leads", "Nämnden svarar för inköpen.", True),
        ("responsible", "Nämnden svarar för inköpen.", False),
        ("proposes", "Nämnden tillstyrker inköpen.", True),
        ("leads", "Nämnden leder inköpen.", False),
    ],
)
def test_a_function_has_a_word_in_the_text(folder, function, gist, is_told):
    sources = SOURCES.replace("Allt om inköp.", f'"{gist}"')
    rule = decision("Så är det.", **{function: "namnd"})
    found = words_found(folder, "unfounded_function", rule, sources=sources)

    assert bool(found) == is_told
    assert all(function in finding["says"] for finding in found)


def test_only_functions_with_words_of_their_own_are_looked_at():
    assert Function.DECIDES not in SWEDISH.functions


# in words -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "part"),
    [("sv", "säger ett villkor som den inte läser"), ("en", "words a condition")],
)
def test_the_words_that_give_it_away_are_quoted(folder, language, part):
    lay_out(folder, decision("Har ingen annan svarat beslutar nämnden."))
    result = run(f"lint --rules rules --lang {language} --on 2026-11-22")

    assert part in result.stdout.replace("\n", " ")
    assert "har ingen annan svarat" in result.stdout


def test_the_town_of_the_tests_has_none_of_it(folder):
    lay_out(folder, vocabulary=VOCABULARY)

    assert kinds(linted()) == []
