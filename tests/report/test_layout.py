"""A page fits the width it is laid out for, and breaks neither amounts nor commands."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.report.layout import (
    Command,
    Page,
    Pairs,
    Paragraph,
    Table,
    TableRow,
    items,
    page,
    section,
)
from engine.report.lines import UNSEEN, Stress, columns, layout_for

WORDS = st.text("abåö漢é \u0301", min_size=1, max_size=60)
LONG = "https://www.example.org/" + "a" * 90


def lines_of(block, width):
    return page([block]).text(layout_for(width)).splitlines()


def blocks(texts):
    """Return blocks of every kind that hold some texts."""
    several = [*texts, LONG]
    return [
        Paragraph(" ".join(several), "  • ", "    "),
        Pairs([(text, text) for text in several]),
        *section(texts[0], several),
        *items([(text, text) for text in several]),
        Table(several, [TableRow(several), TableRow(several[::-1])], leading=1),
        Table(texts, [TableRow(texts)], is_ruled=True),
    ]


@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(24, 200))
def test_no_line_is_wider_than_the_screen(texts, width):
    shown = page(blocks(texts)).text(layout_for(width))
    assert max(map(columns, shown.splitlines())) <= width


@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(24, 200))
def test_what_is_laid_out_is_what_was_written(texts, width):
    written = "".join("".join(texts).split())
    shown = page([Paragraph(" ".join(texts))]).text(layout_for(width))
    assert "".join(shown.split()) == written


@pytest.mark.parametrize("width", [40, 80])
def test_an_amount_stands_on_one_line(width):
    text = "beslutar om inköp som kostar högst 1 500 000 kr och inte mer, " * 4
    shown = lines_of(Paragraph(text), width)
    assert sum(line.count("1 500 000 kr") for line in shown) == 4


def test_lines_of_text_stay_readable_on_a_wide_screen():
    assert max(map(len, lines_of(Paragraph("ord " * 100), 300))) <= 100


def test_a_table_may_be_wider_than_a_line_of_text():
    table = Table(
        ["a", "b"], [TableRow([("ord " * 18).strip(), ("ord " * 18).strip()])]
    )
    assert len(lines_of(table, 160)) == 5
    assert len(lines_of(table, 160)[0]) > 100


def test_a_table_whose_words_do_not_fit_becomes_blocks():
    table = Table(
        ["när", "beslutar", "källa"],
        [TableRow(["oavsett", LONG[:70], "[1]"]), TableRow(["övriga", "ingen", "–"])],
        leading=1,
        unsaid=frozenset(("oavsett", "–")),
        bare=frozenset(("övriga",)),
    )
    assert lines_of(table, 60) == [
        f"  beslutar  {LONG[:48]}",
        f"            {LONG[48:70]}",
        "  källa     [1]",
        "",
        "• övriga",
        "    beslutar  ingen",
    ]


def test_a_command_that_is_cut_is_still_one_command():
    command = 'mandat who "anställning av personal" -m kungsör -g befattning="en chef"'
    for width in (40, 60, 200):
        shown = lines_of(Command(command, comment="så här"), width)
        bash = " ".join("\n".join(shown).split("\\\n"))
        assert shlex.split(bash, comments=True) == shlex.split(command)
        assert max(map(len, shown)) <= width


def test_where_no_screen_shows_it_a_command_is_one_line():
    command = "mandat who " + "ord " * 40 + "-m kungsör"
    assert page([Command(command)]).text(UNSEEN) == f"  {command}\n"


def test_captions_stand_above_their_texts_on_a_narrow_screen():
    pairs = Pairs([("en lång rubrik för raden", "en text"), ("b", "c")])
    assert lines_of(pairs, 40) == [
        "  en lång rubrik för raden",
        "    en text",
        "  b",
        "    c",
    ]


def test_only_parts_with_something_in_them_are_set_apart():
    assert page([], [Paragraph("a")], [], [Paragraph("b")]).text() == "a\n\nb\n"
    assert Page().text() == ""


def test_what_is_stressed_is_told_beside_the_words():
    (line,) = page([Paragraph("a", "• ", stress=Stress.ANSWER)]).lines()
    assert [(span.text, span.stress) for span in line] == [
        ("• ", None),
        ("a", Stress.ANSWER),
    ]
