"""Blocks of a page become elements, and every text in them is escaped."""

from engine.report.layout import (
    Command,
    Page,
    Pairs,
    Paragraph,
    Table,
    TableRow,
    Verbatim,
    heading,
    section,
)
from engine.report.lines import Stress
from engine.report.say import TONGUE_BEGINS, TONGUE_ENDS
from engine.web.addresses import Addresses
from engine.web.markup import page_markup

HERE = Addresses(municipality="provby")


def marked(*blocks):
    return page_markup(Page((blocks,)), HERE.command)


def test_every_text_is_escaped():
    evil = "<b onclick='x'>&\""
    made = marked(
        Paragraph(evil, stress=Stress.TITLE),
        heading(evil),
        Paragraph(f"• {evil}"),
        Paragraph(f"[1] {evil}"),
        Pairs([(evil, evil)]),
        Table([evil], [TableRow([evil])], leading=1),
        Verbatim(evil),
        Command(f"mandat show {evil}", comment=evil),
        Command(evil),
    )
    assert "<b " not in made
    assert "'x'" not in made


def test_paragraphs_with_bullets_are_a_list():
    made = marked(*section("Att veta", ["ett", "två"]))
    assert "<h2>Att veta</h2>" in made
    assert '<ul class="points"><li>ett</li><li>två</li></ul>' in made


def test_an_item_with_a_command_below_it_is_a_link():
    made = marked(Paragraph("• vem"), Command('mandat who "stora inköp" -m provby'))
    assert made.count("<a ") == 1
    assert '<a href="/provby/vem/stora%20ink%C3%B6p">vem</a>' in made


def test_a_number_among_the_sources_leads_to_its_passage():
    page = Page((Paragraph("[1] KL, 6 kap."), Paragraph("[2] Ordningen")))
    page = Page(((Paragraph("[1] KL, 6 kap."), Paragraph("[2] Ordningen")),))
    made = page_markup(page, HERE.command, {1: "/provby/visa/kl"})
    assert '<a href="/provby/visa/kl">KL, 6 kap.</a>' in made
    assert made.count("<a ") == 1


def test_what_leads_a_row_is_its_header_and_each_cell_says_its_column():
    made = marked(Table(["när", "beslutar"], [TableRow(["alltid", "a\nb"])], leading=1))
    assert '<th scope="row" data-label="när">alltid</th>' in made
    assert '<td data-label="beslutar">a<br>b</td>' in made


def test_swedish_words_in_english_have_their_language():
    made = marked(Paragraph(f"the “{TONGUE_BEGINS}nämnd{TONGUE_ENDS}”"))
    assert '<span lang="sv">nämnd</span>' in made


def test_how_to_type_an_option_is_left_out_of_a_page():
    made = marked(
        Paragraph("Förutsätter ja (-g akut=…)."),
        Paragraph("Vem är du? Säg det med --as ROLL, eller välj:"),
    )
    assert "<p>Förutsätter ja.</p>" in made
    assert "Vem är du? Välj:" in made


# addresses ----------------------------------------------------------------------------


def test_commands_that_answer_have_addresses():
    for command, address in {
        "mandat who inkop -m provby -g belopp=1": "/provby/vem/inkop?belopp=1",
        "mandat who inkop": "/lag/vem/inkop",
        "mandat route a b -m x --about c --on 2026-01-01": (
            "/x/vag/a/b?om=c&dag=2026-01-01"
        ),
        "mandat may a b -m x": "/x/far/a/b",
        "mandat show kl#6-38": "/provby/visa/kl%236-38",
        'mandat ask "får jag?" -m x': "/x/fraga?q=f%C3%A5r+jag%3F",
        "mandat post ec-7 -m x": "/x/post/ec-7",
    }.items():
        assert HERE.command(command) == address


def test_other_commands_have_none():
    for command in ("mandat lint", "mandat rules x", "rm -rf /", "mandat", 'mandat "'):
        assert HERE.command(command) == ""


def test_language_role_and_day_follow_along():
    there = Addresses(municipality="x", language="en", asker="rektor", day="2026-01-01")
    assert there.at("vem", "a/b") == "/x/vem/a%2Fb?lang=en&som=rektor&dag=2026-01-01"
    assert there.top("om") == "/om?lang=en"
