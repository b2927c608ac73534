"""Wordings of real orders that say more than their cell seems to."""

from dataclasses import replace

import pytest

from engine.exchange.intake import imported_order
from engine.exchange.opening import office_document
from engine.exchange.review import NOTHING_DECIDED
from engine.rulebook.language.orders import OrderColumn
from engine.rulebook.model.problems import EngineError
from tests.support.office_orders import vocabulary

WORDS = vocabulary()
HEAD = "Nr;Ärende;Lagrum;Delegat;Anmärkning\n"


def imported(text, name="ordning.csv"):
    document = office_document(text.encode(), name)
    return imported_order(document, WORDS, committee="socialnamnd")


def row(delegate, matter="Köp", note=""):
    cells = (f'"{cell}"' for cell in ("1.1", matter, "", delegate, note))
    return imported(HEAD + ";".join(cells) + "\n")


def taken(order):
    assert order.open_entries == ()
    return [{c.value: text for c, text in row.parts.items()} for row in order.rows]


def offered(order):
    """Return the readings of the one question, each row by its columns."""
    (entry,) = order.open_entries
    assert order.rows == ()
    return [
        [{c.value: text for c, text in parts.items()} for parts in reading]
        for reading in entry.offers
        if not isinstance(reading, str)
    ]


# lines that pair ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matter", "delegate"),
    [
        ("Bidrag\n- inom ramen\n- utöver ramen", "Enhetschef\nRektor"),
        ("Bidrag\ninom ramen\nutöver ramen", "Enhetschef\nRektor"),
        ("Bidrag inom ramen / utöver ramen", "Enhetschef / Rektor"),
    ],
)
def test_lines_that_may_pair_with_delegates_are_asked_about(matter, delegate):
    paired, *others = offered(row(delegate, matter))

    assert [each["delegate"] for each in paired] == ["Enhetschef", "Rektor"]
    assert "inom ramen" in paired[0]["matter"]
    assert "utöver ramen" in paired[1]["matter"]
    assert "utöver" not in paired[0]["matter"]
    assert others[0][0]["delegate"] == "Enhetschef / Rektor"


@pytest.mark.parametrize("matter", ["Köp / Sälj", "Lov, bifall/avslag"])
def test_slashes_pair_however_close_the_delegates_stand(matter):
    order = row("Enhetschef/rektor", matter)

    assert order.rows == ()
    assert [entry.why for entry in order.open_entries] == ["lines"]


def test_an_outcome_behind_a_delegate_is_no_condition_in_words():
    assert row("Enhetschef vid bifall, rektor vid avslag").rows == ()


def test_dashes_in_both_cells_pair():
    order = row("- Enhetschef\n- Rektor", "Bidrag\n- små\n- stora")

    assert [r["delegate"] for r in taken(row("- Enhetschef\n- Rektor"))] == [
        "Enhetschef / Rektor"
    ]
    assert [(r["matter"], r["delegate"]) for r in taken(order)] == [
        ("Bidrag: små", "Enhetschef"),
        ("Bidrag: stora", "Rektor"),
    ]


def test_the_limit_of_the_last_line_is_not_that_of_the_others():
    order = row("Enhetschef", "Bidrag\n- enligt norm\n- utöver norm, högst 500 kr")

    assert [r.get("at_most") for r in taken(order)] == [None, "500 kr"]


def test_letters_with_full_stops_pair_on_lines_of_their_own():
    order = row("a. Enhetschef\nb. Rektor", "Lov\na. hus\nb. garage")

    assert [(r["number"], r["delegate"]) for r in taken(order)] == [
        ("1.1a", "Enhetschef"),
        ("1.1b", "Rektor"),
    ]


def test_lines_that_are_limits_pair_as_a_ladder():
    order = row("Rektor\nEnhetschef", "Ledighet\nupp till 6 mån\nmer än 6 mån")

    ladder = offered(order)[0]

    assert [(r["matter"], r.get("at_most"), r.get("over")) for r in ladder] == [
        ("Ledighet", "6 månader", None),
        ("Ledighet", None, "6 månader"),
    ]


# footnotes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matter", "delegate", "note"),
    [
        ("Placering*", "Enhetschef", "* Endast under ett år."),
        ("Placering¹", "Enhetschef", "1) Endast under ett år."),
        ("Placering", "Enhetschef*", "* Endast under ett år."),
    ],
)
def test_a_sign_that_sends_to_a_note_is_asked_about_with_what_the_note_says(
    matter, delegate, note
):
    page = (
        f"<table><tr><th>Ärende</th><th>Delegat</th></tr><tr><td>{matter}</td>"
        f"<td>{delegate}</td></tr></table><p>{note}</p>"
    )

    with_note, without = offered(imported(page, "ordning.html"))[:2]

    assert with_note[0]["conditions"] == "Endast under ett år"
    assert "conditions" not in without[0]
    assert not any("*" in t or "¹" in t for t in with_note[0].values())


# remarks that limit -------------------------------------------------------------------


@pytest.mark.parametrize(
    "note",
    [
        "Upp till direktupphandlingsgränsen",
        "I enlighet med nämndens riktlinjer",
        "Högst en gång om året",
    ],
)
def test_a_remark_that_limits_is_a_condition_or_asked_about(note):
    order = row("Enhetschef", note=note)

    assert all("note" not in each for each in (r.parts for r in order.rows))
    assert order.open_entries or taken(order)[0]["conditions"] == note


def test_a_remark_on_whoever_is_appointed_is_asked_about():
    assert row("Enhetschef", note="eller den som rektor utser").open_entries


def test_a_remark_behind_a_provision_may_bar_passing_on():
    order = row("Enhetschef", note="SkolL 7:5. Vidaredelegeras ej.")

    assert [r["sub_delegation"] for r in taken(order)] == ["nej"]


def test_to_whom_a_row_may_be_passed_on_is_offered():
    order = row("Enhetschef", note="Får vidaredelegeras till rektor")

    said = [reading[0].get("sub_delegation") for reading in offered(order) if reading]
    assert "ja, till rektor" in said


# delegates ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Närmaste chef", "närmaste chef"),
        ("Delegat i ursprungsärendet", "delegat i ursprungsärendet"),
        ("Respektive delegat", "respektive delegat"),
    ],
)
def test_whom_each_case_finds_is_no_word_of_the_key(text, expected):
    order = row(text)

    assert [r["delegate"] for r in taken(order)] == [expected]
    assert order.key == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Överordnad chef", "närmaste chef"),
        ("Samma som beslutat om tilldelning", "delegat i ursprungsärendet"),
    ],
)
def test_whom_other_words_may_mean_is_offered(text, expected):
    assert offered(row(text))[0][0]["delegate"] == expected


def test_the_last_step_of_a_ladder_begins_where_the_one_below_ends():
    text = "Enhetschef t.o.m. 10 000 kr\nRektor t o m 50 000 kr\nAvdelningschef däröver"

    assert [(r.get("at_most"), r.get("over")) for r in taken(row(text))] == [
        ("10 000 kr", None),
        ("50 000 kr", None),
        (None, "50 000 kr"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ordföranden, vid förfall v. ordf",
        "Ordföranden (vid dennes frånvaro vice ordf.)",
    ],
)
def test_the_vice_chair_in_short_steps_in(text):
    (read,) = taken(row(text))

    assert (read["delegate"], read["substitute"]) == ("Ordföranden", "vice ordförande")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Enhetschef i vården, rektor i skolan",
            [("Enhetschef", "i vården"), ("rektor", "i skolan")],
        ),
        (
            "Enhetschef på förslag av rektor",
            [("Enhetschef", "på förslag av rektor")],
        ),
        (
            "av enhetschef utsedd rektor",
            [("rektor", "av enhetschef utsedd")],
        ),
        (
            "Enhetschef; för enhetschef: rektor",
            [("Enhetschef", None), ("rektor", "för enhetschef")],
        ),
        (
            "Enhetschef eller den han/hon sätter i sitt ställe",
            [("Enhetschef", "eller den han/hon sätter i sitt ställe")],
        ),
    ],
)
def test_what_is_said_of_one_delegate_alone_is_offered(text, expected):
    ways = [
        [(each.get("delegate"), each.get("conditions")) for each in reading]
        for reading in offered(row(text))
    ]

    assert expected in ways


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Enhetschef (vid samtycke)", [("Enhetschef", "vid samtycke")]),
        (
            "Enhetschef inom vård, rektor inom skola",
            [("Enhetschef", "inom vård"), ("rektor", "inom skola")],
        ),
    ],
)
def test_where_and_when_somebody_decides_is_a_condition_of_theirs(text, expected):
    said = [(r["delegate"], r["conditions"]) for r in taken(row(text))]

    assert said == expected


def test_an_abbreviation_that_no_role_explains_is_asked_about_by_itself():
    text = f'"FC = förvaltare";;;;\n{HEAD}1.1;Köp;;FC för egen personal;\n'

    (entry,) = imported(text).open_entries

    assert (entry.why, entry.text) == ("role", "FC")


def test_to_whom_unknown_a_row_may_be_passed_on_is_asked_about_by_name():
    text = "Ärende;Delegat;Vidaredelegation\nKöp;Enhetschef;Ja, till trafikvakt\n"

    (entry,) = imported(text).open_entries

    assert (entry.why, entry.text) == ("role", "trafikvakt")


def test_a_ladder_of_one_limit_is_offered_with_the_next_step():
    order = row("Enhetschef, dock vid skada över 1 pbb rektor")

    assert [
        {"delegate": "Enhetschef", "at_most": "1 pbb"},
        {"delegate": "rektor", "over": "1 pbb"},
    ] in offered(order)


def test_below_an_amount_is_offered_as_it_stands():
    way = offered(row("Enhetschef", "Köp under 2 000 000 kr"))[0][0]

    assert (way["matter"], way["at_most"]) == ("Köp", "under 2 000 000 kr")


def test_two_limits_of_two_measures_end_a_matter():
    (read,) = taken(row("Enhetschef", "Arrende, längst 5 år och högst 1 000 kr/år"))

    assert (read["matter"], read["at_most"]) == (
        "Arrende",
        "5 år\n1 000 kr per år",
    )


def test_a_numbered_row_without_a_matter_is_offered_that_of_the_row_above():
    text = f"{HEAD}1.1;Köp;;Enhetschef;högst 5 pbb\n1.2;;;Rektor;högst 9 pbb\n"
    order = imported(text)

    (entry,) = order.open_entries

    matters = [
        reading[0].get(OrderColumn.MATTER) for reading in entry.offers if reading
    ]
    assert "Köp" in matters


# the key ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "I ordningen används: EC = enhetschef, RE = rektor och SC = socialchef.",
        "EC = enhetschef; RE = rektor",
        "Förkortningar: EC enhetschef, RE rektor",
    ],
)
def test_a_key_in_a_sentence_above_the_table_is_read(line):
    text = f'"{line}";;;;\n{HEAD}1.1;Köp;;EC;\n1.2;Sälj;;RE;\n'

    order = imported(text)

    assert [r["delegate"] for r in taken(order)] == ["EC", "RE"]
    assert {line.word: line.role for line in order.key}["RE"] == "rektor"


def test_a_sentence_that_explains_a_word_twice_is_asked_about():
    text = f'"EC = enhetschef";;;;\n"EC = rektor";;;;\n{HEAD}1.1;Köp;;EC;\n'

    assert [entry.why for entry in imported(text).open_entries] == ["role"]


# executions, columns of amounts, refusals and steps in remarks ------------------------


@pytest.mark.parametrize("title", ["Verkställighet", "Verkställighetsåtgärder"])
def test_whoever_is_responsible_carries_executions_out(title):
    below = f"{title};;;;\nÅtgärd;Ansvarig;;;\nAvrop;Rektor;;;\n"
    _, execution = taken(imported(f"{HEAD}1;Köp;;Rektor;\n;;;;\n{below}"))

    assert (execution["matter"], execution["kind"]) == ("Avrop", "V")


def test_whoever_is_responsible_for_anything_else_is_asked_about():
    order = imported("Åtgärd;Ansvarig\nKöp;Rektor\n")

    assert order.rows == ()
    assert order.waiting


MONEY = "Ärende;Delegat;Beloppsgräns\n"


@pytest.mark.parametrize(
    ("cell", "at_most"),
    [("20000", "20000 kr"), ("20 000", "20 000 kr"), ("50.000 kr", "50 000 kr")],
)
def test_a_large_bare_number_in_a_column_of_amounts_is_kronor(cell, at_most):
    (row,) = taken(imported(f"{MONEY}Köp;Rektor;{cell}\n"))

    assert row["at_most"] == at_most


@pytest.mark.parametrize(
    "text",
    [
        f"{MONEY}Köp;Rektor;500\n",
        f"{MONEY}Köp;Rektor;1500\nSälj;Rektor;500\n",
        "Ärende;Delegat;Gräns\nKöp;Rektor;20000\n",
    ],
)
def test_a_number_that_may_be_thousands_is_asked_about(text):
    assert "no-unit" in {entry.why for entry in imported(text).open_entries}


def test_where_amounts_are_told_in_thousands_no_number_is_kronor():
    page = (
        "<p>Alla belopp anges i tusental kronor.</p><table><tr><td>Ärende<td>Delegat"
        "<td>Beloppsgräns<tr><td>Köp<td>Rektor<td>20000</table>"
    )
    (entry,) = imported(page, "o.html").open_entries

    assert entry.why == "no-unit"


@pytest.mark.parametrize(
    "matter", ["Avslag på ansökan om kort", "Beslut om avslag på ansökan om kort"]
)
def test_a_row_on_refusing_refuses(matter):
    (made,) = taken(row("Rektor", matter))

    assert (made["matter"], made["outcome"]) == ("ansökan om kort", "avslag")


@pytest.mark.parametrize("matter", ["Ansökan om kort", "Kort", "Begäran om kort"])
def test_where_another_refuses_it_is_asked_what_a_row_covers(matter):
    rows = f"1;{matter};;Enhetschef;\n2;Avslag på ansökan om kort;;Rektor;\n"
    (entry,) = imported(HEAD + rows).open_entries
    granting, both, _ = entry.offers

    assert entry.why == "outcome"
    assert granting[0][OrderColumn.OUTCOME] == "bifall"
    assert OrderColumn.OUTCOME not in both[0]


def test_where_the_same_refuses_nothing_is_asked():
    rows = "1;Ansökan om kort;;Rektor;\n2;Avslag på ansökan om kort;;Rektor;\n"

    assert len(taken(imported(HEAD + rows))) == 2


@pytest.mark.parametrize(
    ("delegate", "note", "limit"),
    [
        ("Rektor", "Längre än 6 månader: Enhetschef", "6 månader"),
        ("Rektor", "Vid frånvaro längre än 2 veckor: Enhetschef", "2 veckor"),
        ("Rektor", "Hyra över 300.000 kr beslutas av Enhetschef", "300 000 kr"),
        ("Rektor", "Längst 6 månader. Därutöver Enhetschef", "6 månader"),
        ("Rektor (Enhetschef om > 25 000)", "", "25 000 kr"),
    ],
)
def test_the_next_step_in_a_remark_is_offered_first(delegate, note, limit):
    first, second = offered(row(delegate, note=note))[0]

    assert (first["delegate"], first["at_most"]) == ("Rektor", limit)
    assert (second["delegate"], second["over"]) == ("Enhetschef", limit)


@pytest.mark.parametrize(
    "delegate", ["Rektor (vid brådska Enhetschef)", "Rektor, annars Enhetschef"]
)
def test_somebody_at_the_end_of_a_proviso_is_asked_about(delegate):
    assert row(delegate).rows == ()


def test_rows_with_the_next_letter_go_on_with_the_matter():
    rows = "1 a;Köp;;Rektor, högst 1 pbb;\n1 b;;;Enhetschef, högst 5 pbb;\n"
    made = taken(imported(HEAD + rows + "1 c;;;Rektor;\n"))

    assert [(r["number"], r["matter"]) for r in made] == [
        ("1 a", "Köp"),
        ("1 b", "Köp"),
        ("1 c", "Köp"),
    ]


# keys and files -----------------------------------------------------------------------


def test_a_word_of_the_key_may_mean_each_in_their_own_area():
    order = imported(f"RE = respektive rektor;;;;\n{HEAD}1;Köp;;RE;\n")

    assert taken(order)[0]["delegate"] == "RE"
    assert [(k.word, k.relation) for k in order.key if k.word == "RE"] == [
        ("RE", "own_area")
    ]


def test_a_list_of_abbreviations_keeps_its_lines():
    page = (
        "<p>EC = enhetschef<br>1:e EC = biträdande enhetschef<br>R = rektor</p><table>"
        "<tr><td>Ärende<td>Delegat<tr><td>Köp<td>EC<tr><td>Sälj<td>1:e EC</table>"
    )
    order = imported(page, "o.html")

    assert len(taken(order)) == 2
    assert {k.word: k.role for k in order.key}["EC"] == "enhetschef"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_spreadsheet_is_read_as_office_programs_save_it(encoding):
    content = f"{HEAD}1;Köp – på löpande räkning;;Rektor;\n".encode(encoding)
    order = imported_order(
        office_document(content, "o.csv"), WORDS, committee="socialnamnd"
    )

    assert taken(order)[0]["matter"] == "Köp – på löpande räkning"


def test_a_file_in_other_letters_is_refused():
    with pytest.raises(EngineError):
        office_document("Nr;Ärende\n1;Köp\n".encode("mac-roman"), "o.csv")


def test_days_may_be_told_in_words():
    page = (
        "<p>Antagen den 22 januari 2026. Gäller från 1 februari 2026.</p><table><tr>"
        "<td>Ärende<td>Delegat<tr><td>Köp<td>Rektor</table>"
    )
    order = imported(page, "o.html")

    assert (order.adopted, order.in_force) == ("2026-01-22", "2026-02-01")


def test_a_key_in_a_sentence_may_be_led_up_to():
    text = "Följande förkortningar används: TI torgingenjör, TC torgchef;;;;\n"
    order = imported(f"{text}{HEAD}1;Köp;;TI;\n2;Sälj;;TC;\n")

    assert len(taken(order)) == 2


def test_other_forms_of_a_new_title_are_the_same_role():
    order = imported(f"{HEAD}1;Köp;;Torgchefen;\n2;Sälj;;Torgchef;\n")

    assert len(taken(order)) == 2
    assert {line.role for line in order.key} == {"torgchef"}


def test_what_only_leads_over_to_a_limit_is_no_part_of_a_name():
    (made,) = taken(row("Rektor", "Jämkning av arvode med högst 25 %"))

    assert (made["matter"], made["at_most"]) == ("Jämkning av arvode", "25 %")


def test_a_consultation_in_a_matter_is_asked_about():
    assert row("Rektor", "Anställa personal, efter samråd med enhetschef").rows == ()


def test_a_committee_that_nobody_knows_may_be_a_new_one():
    text = f"Delegationsordning för torg- och parknämnden;;;;\n{HEAD}1;Köp;;Rektor;\n"
    order = imported_order(office_document(text.encode(), "o.csv"), WORDS)
    (entry,) = order.open_entries
    decided = {"committee": "ny roll: nämnd"}
    review = replace(NOTHING_DECIDED, decided=decided, texts={"committee": entry.text})
    made = imported_order(
        office_document(text.encode(), "o.csv"), WORDS, decisions=review
    )

    assert entry.offers[0] == "ny roll: nämnd"
    assert made.committee == "torg-och-parknamnden"
    assert made.open_entries == ()
    assert [(r.label, r.kind) for r in made.new_roles] == [
        ("torg- och parknämnden", "namnd")
    ]


@pytest.mark.parametrize(
    ("cell", "at_most"),
    [
        ("5 pbb (296 000 kr år 2026)", "5 pbb"),
        ("0,5 prisbasbelopp (29 600 kr)", "0,5 pbb"),
    ],
)
def test_what_a_prisbasbelopp_is_this_year_limits_nothing(cell, at_most):
    (made,) = taken(imported(f"{MONEY}Köp;Rektor;{cell}\n"))

    assert made["at_most"] == at_most


def test_kronor_that_so_many_prisbasbelopp_cannot_be_are_asked_about():
    assert imported(f"{MONEY}Köp;Rektor;5 pbb (20 000 kr)\n").rows == ()


def test_a_word_of_the_key_may_mean_whoever_decided_first():
    text = "DX = den som fattade det ursprungliga beslutet;;;;\n"
    (made,) = taken(imported(f"{text}{HEAD}1;Rättelse;;DX;\n"))

    assert made["delegate"] == "den som fattade det ursprungliga beslutet"
