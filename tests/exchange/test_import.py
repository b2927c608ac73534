"""What is imported of a document is true, or asked about: never a guess."""

import pytest

from engine.exchange.intake import imported_order
from engine.exchange.opening import office_document
from engine.exchange.order_files import header_text, row_lines, rows_text
from engine.exchange.review import ReviewDecisions, read_decisions, review_text
from engine.rulebook.language.orders import OrderColumn
from engine.rulebook.model.problems import EngineError, UnusableRulesError
from tests.support.office_clerk import Score, score
from tests.support.office_orders import SETS, made_order, vocabulary

LAYOUTS = ("docx", "xlsx", "csv", "html")
WORDS = vocabulary()
HEAD = "Nr;Ärende;Lagrum;Delegat;Anmärkning\n"


def imported(text, decisions=None, name="ordning.csv", **more):
    if decisions is not None:
        more["decisions"] = decisions
    document = office_document(text.encode(), name)
    return imported_order(document, WORDS, **{"committee": "socialnamnd", **more})


def rows(order):
    """Return the rows that were taken, without what is empty."""
    return [{c.value: text for c, text in row.parts.items()} for row in order.rows]


def one(delegate, matter="Köp", note=""):
    doubled = delegate.replace('"', '""')
    return imported(f'{HEAD}1.1;{matter};;"{doubled}";"{note}"\n')


def asked(order):
    return [(entry.kind.value, entry.why) for entry in order.open_entries]


# made-up orders -------------------------------------------------------------------------


def judged(seeds):
    total = Score()
    sets = list(SETS)
    for seed in seeds:
        layout = LAYOUTS[(seed + seed // len(sets)) % len(LAYOUTS)]
        total += score(made_order(seed, sets[seed % len(sets)], layout))
    return total


def assert_is_fair(total):
    assert total.wrong == []
    assert total.unfair == 0
    assert total.taken >= 0.8 * total.rows
    assert total.unoffered == []


def test_nothing_is_silently_wrong_in_any_set_of_columns():
    total = judged(range(len(SETS)))

    assert total.rows > 150
    assert_is_fair(total)


@pytest.mark.slow
def test_nothing_is_silently_wrong_in_many_orders():
    assert_is_fair(judged(range(100, 100 + 5 * len(SETS))))


# who decides ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Enhetschef", "Enhetschef"),
        ("Enhetschefen / Avdelningschef", "Enhetschefen / Avdelningschef"),
        (
            "Enhetschef, avdelningschef eller rektor",
            "Enhetschef / avdelningschef / rektor",
        ),
        ("Nämnden", "Nämnden"),
        ("Delegeras ej", "socialnämnden"),
    ],
)
def test_delegates_that_are_plain_are_taken(text, expected):
    (row,) = rows(one(text))

    assert row["delegate"] == expected


def test_the_chair_in_an_order_is_the_chair_of_its_committee():
    order = one("Ordföranden")

    assert [(line.word, line.role) for line in order.key] == [
        ("Ordföranden", "sn-ordforande")
    ]


def test_each_alternative_with_a_limit_is_a_row_of_a_ladder():
    order = one("Enhetschef upp till 2 pbb, avdelningschef högst 10 pbb")

    assert [(r["delegate"], r["at_most"]) for r in rows(order)] == [
        ("Enhetschef", "2 pbb"),
        ("avdelningschef", "10 pbb"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Enhetschef och avdelningschef",  # each alone, or together?
        "Enhetschef, avdelningschef högst 5 pbb",  # whose limit?
        "Enhetschef under 5 pbb",  # 5 itself?
        "Enhetschef 5 pbb",  # a ceiling or a floor?
        "Enhetschef, samråd med rektor",  # before, or together?
        "Enhetschef efter samråd med rektor eller ekonomichef",  # two to consult?
        "Enhetschef, vid förfall rektor eller ekonomichef",  # who steps in?
        "1:e vice ordförande",
        "Enhetschef (5)",
        '"',
        "-",
        "EC",  # no document says what it stands for
        "Enhetscheff",
        "Anna Andersson",
        "Enhetschef för hemtjänsten",
    ],
)
def test_who_decides_is_never_guessed(text):
    order = one(text)

    assert order.rows == ()
    assert order.waiting == 1
    assert order.open_entries


def test_an_abbreviation_means_what_the_key_of_its_document_says():
    page = (
        "<h1>Delegationsordning för socialnämnden</h1><h2>Förkortningar</h2>"
        "<table><tr><th>Förkortning<th>Betydelse<th>Överordnad</tr>"
        "<tr><td>FC<td>Fastighetschef<td>AC</tr><tr><td>AC<td>Avdelningschef<td></tr>"
        "</table><table><tr><th>Ärende<th>Delegat</tr><tr><td>Köp<td>FC</table>"
    )
    order = imported(page, name="a.html", committee="")

    assert order.committee == "socialnamnd"
    assert '"FC": {role: fastighetschef, superior: "AC"}' in header_text(order)


def test_two_abbreviations_with_a_slash_are_never_one():
    page = (
        "<table><tr><th>Förkortning<th>Betydelse</tr><tr><td>RE<td>Rektor</tr>"
        "<tr><td>R<td>Enhetschef</tr><tr><td>E<td>Ekonomichef</tr></table>"
        "<table><tr><th>Ärende<th>Delegat</tr><tr><td>Köp<td>R/E</table>"
    )

    assert rows(imported(page, name="a.html"))[0]["delegate"] == "R / E"


def test_sentences_for_every_row_are_clauses():
    page = (
        "<p>Delegaten är lägsta beslutsnivå. Beslut anmäls månadsvis.</p>"
        "<p>Vidaredelegering är tillåten.</p><p>Vi gör vårt bästa.</p>"
        "<table><tr><th>Ärende<th>Delegat</tr><tr><td>Köp<td>Rektor</table>"
    )

    assert imported(page, name="a.html").clauses == {
        "lowest_level": "yes",
        "notification": "monthly",
        "sub_delegation": "allowed",
    }


def test_an_abbreviation_that_is_explained_twice_is_asked_about():
    page = (
        "<table><tr><th>Förkortning<th>Betydelse</tr><tr><td>FC<td>Fastighetschef</tr>"
        "<tr><td>FC<td>Förvaltningschef</tr></table>"
        "<table><tr><th>Ärende<th>Delegat</tr><tr><td>Köp<td>FC</table>"
    )
    (entry,) = imported(page, name="a.html").open_entries

    assert set(entry.offers) >= {"fastighetschef", "forvaltningschef"}


# limits ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Köp upp till 5 pbb", {"at_most": "5 pbb"}),
        ("Köp, högst ett halvt prisbasbelopp", {"at_most": "0,5 pbb"}),
        ("Köp (max 300 000 kr)", {"at_most": "300 000 kr"}),
        ("Köp upp till 300.000 kr", {"at_most": "300 000 kr"}),
        ("Avslag på Köp", {"outcome": "avslag"}),
        ("Köp över 2 mnkr", {"over": "2 mnkr"}),
        ("Anställning längst sex månader", {"at_most": "6 månader"}),
        ("Köp, max 30 dgr", {"at_most": "30 dagar"}),
        ("Köp, t.o.m. 2 v", {"at_most": "2 veckor"}),
        ("Köp upp till 6 mån", {"at_most": "6 månader"}),
        ("Köp, bifall", {"outcome": "bifall"}),
        ("Köp (avslag)", {"outcome": "avslag"}),
        ("Köp, avslag, högst 5 tkr", {"outcome": "avslag", "at_most": "5 tkr"}),
    ],
)
def test_a_limit_or_outcome_at_the_end_of_a_matter_is_one(text, expected):
    (row,) = rows(one("Rektor", text))

    assert row["matter"] in {"Köp", "Anställning"}
    ends = {"at_most", "over", "outcome"}
    assert {k: v for k, v in row.items() if k in ends} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bistånd till barn över 16 år",
        "Köp upp till 300.000 tkr",
        "Köp mellan 5 och 10 pbb",
        "Köp högst 20 % av ett prisbasbelopp",
        "Köp minst 5 pbb",
        "Avtal upp till 100 000 kr med kommunala bolag",
        "Avstängning, högst 24 timmar",
    ],
)
def test_a_limit_is_never_guessed(text):
    order = one("Rektor", text)

    assert order.rows == ()
    assert asked(order) == [("cell", "limit")]


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("Bifall till ansökan", {"matter": "ansökan", "outcome": "bifall"}),
        ("Köp, dock ej bilar", {"matter": "Köp", "conditions": "dock ej bilar"}),
        (
            "Resa (endast i tjänsten)",
            {"matter": "Resa", "conditions": "endast i tjänsten"},
        ),
    ],
)
def test_what_may_restrict_a_matter_is_split_or_part_of_its_name(text, split):
    (entry,) = one("Rektor", text).open_entries
    readings = [{c.value: t for c, t in way[0].items()} for way in entry.offers if way]

    assert readings[0] == split
    assert {"matter": text} in readings


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (";avslag;Enhetschef", {"number": "1", "matter": "Köp", "outcome": "avslag"}),
        (
            ";högst 2 mkr;Enhetschef",
            {"number": "1", "matter": "Köp", "at_most": "2 mkr"},
        ),
        ("2;- av annat;Enhetschef", {"number": "2", "matter": "Köp: av annat"}),
    ],
)
def test_a_row_that_may_go_on_with_the_one_above_offers_its_matter(below, expected):
    order = imported(f"Nr;Ärende;Delegat\n1;Köp, bifall;Rektor\n{below}\n")
    (entry,) = order.open_entries
    (first,) = entry.offers[0]

    assert len(order.rows) == 1
    assert {c.value: t for c, t in first.items()} == {
        **expected,
        "delegate": "Enhetschef",
    }


def test_a_number_without_a_unit_is_asked_about():
    order = imported("Ärende;Delegat;Beloppsgräns\nKöp;Rektor;300\n")

    assert asked(order) == [("cell", "no-unit")]


def test_the_unit_of_a_number_may_stand_in_the_heading():
    order = imported("Ärende;Delegat;Beloppsgräns (pbb)\nKöp;Rektor;3\n")

    assert rows(order)[0]["at_most"] == "3 pbb"


# remarks --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "column", "cell"),
    [
        ("Gäller ej hotell", "conditions", "Gäller ej hotell"),
        ("Blankett finns", "note", "Blankett finns"),
        ("Högst 5 pbb", "at_most", "5 pbb"),
        ("Verkställighet", "kind", "V"),
        ("Anmäls ej", "notification", "nej"),
        ("Får vidaredelegeras", "sub_delegation", "ja"),
        ("Kan ej delegeras vidare", "sub_delegation", "nej"),
        ("Efter samråd med enhetschef", "consults", "efter samråd med enhetschef"),
        (
            "Efter samråd med HR-avdelningen",
            "conditions",
            "Efter samråd med HR-avdelningen",
        ),
        ("Ersättare: enhetschef", "substitute", "enhetschef"),
    ],
)
def test_a_remark_is_what_it_says_or_stays_in_words(note, column, cell):
    (row,) = rows(one("Rektor", note=note))

    assert row[column] == cell


@pytest.mark.parametrize(
    "note",
    [
        "Över 5 pbb beslutar enhetschef",
        "Vid förfall beslutar enhetschef",
        "Upp till 5 pbb per enhet",
        "Avslag: enhetschef",
        "Utgår fr.o.m. 2026-07-01",
        "Två i förening",
        "Rektor efter samråd med HR",
    ],
)
def test_a_remark_that_may_change_who_decides_is_asked_about(note):
    assert one("Rektor", note=note).rows == ()


def offers(order):
    """Return the readings of the one thing that is open, each as plain rows."""
    (entry,) = order.open_entries
    return [[{c.value: t for c, t in row.items()} for row in o] for o in entry.offers]


def test_alternatives_with_a_dash_before_their_amounts_offer_each_its_own():
    assert offers(one("Enhetschef -3 pbb, rektor -10 pbb"))[0] == [
        {"delegate": "Enhetschef", "at_most": "3 pbb"},
        {"delegate": "rektor", "at_most": "10 pbb"},
    ]


def test_each_decides_in_an_area_of_their_own():
    (row,) = rows(one("Resp. rektor"))

    assert row["delegate"] == "respektive rektor"


def test_a_substitute_in_a_certain_case_is_offered_with_the_case():
    order = imported("Ärende;Delegat;Ers.\nKöp;Rektor;Enhetschef (jäv)\n")
    first = offers(order)[0][0]

    assert first["substitute"] == "Enhetschef"
    assert "jäv" in first["conditions"]


# when it holds --------------------------------------------------------------------------

TABLE = "<table><tr><th>Ärende<th>Delegat</tr><tr><td>Köp<td>Rektor</table>"


@pytest.mark.parametrize(
    "text",
    [
        "Antagen av nämnden 2026-01-22, § 14. Dnr SN 2026/14. Gäller från 2026-02-01.",
        "Dnr: SN 2026/14, antagen 2026-01-22, gäller fr.o.m. 2026-02-01",
        "Antagen 2026-01-22 och träder i kraft den 2026-02-01. Diarienr SN 2026/14",
    ],
)
def test_days_and_the_number_of_the_case_in_one_paragraph_are_all_read(text):
    lines = header_text(imported(f"<p>{text}</p>{TABLE}", name="a.html")).splitlines()

    assert {
        "  adopted: 2026-01-22",
        "  from: 2026-02-01",
        '  dnr: "SN 2026/14"',
    } <= set(lines)


@pytest.mark.parametrize(
    "text",
    [
        "Antagen 2026-01-22. Gäller från februari 2026.",
        "Antagen 2026-01-22. Gäller från 2026-02-01. Gäller från 2026-03-01.",
        "Antagen 2026-01-22. Gäller från den 1/2 och till vidare.",
        "Antagen 2026-01-22. Gäller från 2025-02-01.",
    ],
)
def test_a_day_that_is_not_certain_is_asked_about_before_the_order_holds(text):
    page = f"<p>{text}</p>{TABLE}"
    order = imported(page, name="a.html")

    assert asked(order) == [("paragraph", "in-force")]
    assert "status: adopted" not in header_text(order)
    made = header_text(imported(page, reviewed(order, "2026-02-01"), name="a.html"))
    assert "  from: 2026-02-01" in made.splitlines()


# the shape of tables --------------------------------------------------------------------


def test_sub_cases_have_the_matter_and_the_number_of_their_parent():
    order = imported(
        "Nr;Ärende;Delegat\n3.9;Placering;\n;a) i familjehem;Rektor\n"
        ";b) i annat hem;Enhetschef\n;c) upp till 5 pbb;Avdelningschef\n"
    )

    assert [(r["number"], r["matter"]) for r in rows(order)] == [
        ("3.9a", "Placering: i familjehem"),
        ("3.9b", "Placering: i annat hem"),
        ("3.9c", "Placering"),
    ]
    assert rows(order)[2]["at_most"] == "5 pbb"


def test_sub_cases_within_a_cell_go_with_their_letters():
    order = imported(
        'Nr;Ärende;Delegat\n3.9;"Placering\na) hemma\nb) borta";"a) Rektor\nb) Enhetschef"\n'
    )

    assert [(r["number"], r["delegate"]) for r in rows(order)] == [
        ("3.9a", "Rektor"),
        ("3.9b", "Enhetschef"),
    ]


def test_letters_that_do_not_match_are_asked_about():
    order = imported(
        'Nr;Ärende;Delegat\n3.9;"Placering\na) x\nb) y";"a) Rektor\nb) Enhetschef\nc) Rektor"\n'
    )

    assert order.rows == ()
    assert asked(order) == [("row", "letters")]


def test_chapters_of_one_name_are_told_apart_by_those_above_them():
    page = (
        "<h2>Bygg</h2><h3>Avgifter</h3><table><tr><th>Ärende<th>Delegat</tr>"
        "<tr><td>Fastställa<td>Rektor</table><h2>Miljö</h2><h3>Avgifter</h3>"
        "<table><tr><th>Ärende<th>Delegat</tr><tr><td>Fastställa<td>Enhetschef</table>"
    )
    order = imported(page, name="a.html")

    assert {row.chapter.text for row in order.rows} == {
        "Bygg – Avgifter",
        "Miljö – Avgifter",
    }


def test_a_column_that_nobody_knows_makes_the_rows_with_something_in_it_wait():
    text = "Ärende;Delegat;Tröskel\nKöp;Rektor;5\nSälj;Rektor;\n"
    order = imported(text)

    assert [row["matter"] for row in rows(order)] == ["Sälj"]
    assert asked(order) == [("column", "column")]


def test_a_table_without_a_header_is_not_passed_over():
    page = (
        "<table><tr><th>Ärende<th>Delegat</tr><tr><td>Köp<td>Rektor</table>"
        "<table><tr><td>Sälj<td>Vem som helst</table>"
    )
    order = imported(page, name="a.html")

    assert asked(order) == [("table", "table")]


def test_a_table_that_goes_on_is_in_the_chapter_that_was_begun():
    page = (
        "<table><tr><th>Nr<th>Ärende<th>Delegat</tr><tr><td>2<td>Ekonomi<td></tr>"
        "<tr><td>2.1<td>Köp<td>Rektor</table><table><tr><td>2.2<td>Sälj<td>Rektor</table>"
    )
    order = imported(page, name="a.html")

    assert [(r.parts[OrderColumn.MATTER], r.chapter.text) for r in order.rows] == [
        ("Köp", "Ekonomi"),
        ("Sälj", "Ekonomi"),
    ]


def test_a_lost_delegate_may_be_that_of_the_row_above():
    text = HEAD + "1.1;Köp;;Rektor;\n1.2;Sälj;;;\n1.3;Låna;;Rektor;\n"
    order = imported(text)
    (entry,) = order.open_entries
    above = next(o for o in entry.offers if o and OrderColumn.DELEGATE in o[0])

    assert {row.chapter for row in order.rows} == {None}
    assert above[0][OrderColumn.DELEGATE] == "Rektor"


def test_a_row_that_is_written_out_keeps_its_matter():
    text = HEAD + "1.1;Köp;;Rektor;\n1.2;Sälj;;;\n"
    order = imported(text, reviewed(imported(text), "{delegat: Enhetschef}"))

    assert rows(order)[1] == {
        "number": "1.2",
        "matter": "Sälj",
        "delegate": "Enhetschef",
    }


def test_those_who_are_consulted_stand_in_the_key():
    text = HEAD + "1.1;Köp;;Enhetschef, samråd med rektorn;\n"
    order = imported(text, reviewed(imported(text), "1"))

    assert "rektorn" in {line.word for line in order.key}


def test_what_is_passed_on_is_no_grant_of_the_committee():
    page = (
        "<h2>Delegation</h2><table><tr><th>Nr<th>Ärende<th>Delegat</tr>"
        "<tr><td>1<td>Köp<td>Rektor</table><h2>Vidaredelegationer</h2>"
        "<table><tr><th>Nr<th>Ärende<th>Delegat</tr><tr><td>1<td>Köp<td>Enhetschef</table>"
    )
    order = imported(page, name="a.html")

    assert [row["delegate"] for row in rows(order)] == ["Rektor"]
    assert asked(order) == [("table", "passed-on")]


def test_rows_below_the_name_of_another_committee_are_asked_about():
    page = (
        "<h2>Kommunstyrelsen</h2><table><tr><th>Ärende<th>Delegat</tr>"
        "<tr><td>Köp<td>Rektor</table>"
    )
    order = imported(page, name="a.html")

    assert order.rows == ()
    assert asked(order) == [("table", "other-committee")]


def test_a_short_line_right_before_a_table_is_its_chapter():
    page = "".join(
        f"<p>{title}</p><table><tr><th>Ärende<th>Delegat</tr><tr><td>Yttrande<td>{who}</table>"
        for title, who in (("Bygglov", "Rektor"), ("Miljö", "Enhetschef"))
    )
    order = imported(page, name="a.html")

    assert [row.chapter.text for row in order.rows] == ["Bygglov", "Miljö"]


def test_running_text_that_says_nothing_known_is_told():
    page = (
        "<p>Beslut får bara fattas på jämna dagar.</p><p>Beslut anmäls månadsvis.</p>"
        "<table><tr><th>Ärende<th>Delegat</tr><tr><td>Köp<td>Rektor</table>"
    )
    order = imported(page, name="a.html")

    assert order.unread == ("Beslut får bara fattas på jämna dagar.",)


def test_a_list_of_executions_holds_executions():
    page = (
        "<h2>Beslutsförteckning (verkställighet)</h2>"
        "<table><tr><th>Ärende<th>Delegat</tr><tr><td>Köp<td>Rektor</table>"
    )

    assert rows(imported(page, name="a.html"))[0]["kind"] == "V"


def test_a_row_marked_neither_decision_nor_execution_is_asked_about():
    order = imported("V/D;Ärende;Delegat\nD;Köp;Rektor\n;Sälj;Rektor\n")

    assert [row["matter"] for row in rows(order)] == ["Köp"]
    assert asked(order) == [("row", "kind")]


def test_items_below_who_is_given_them_are_rows():
    page = (
        "<p>Socialnämnden uppdrar åt ordföranden att</p>"
        "<ol><li>besluta om köp,<li>besluta om lån högst 5 pbb.</ol>"
        "<p>Nämnden delegerar till rektor att anställa vikarie.</p>"
    )
    order = imported(page, name="a.html")

    assert [(r["matter"], r["delegate"]) for r in rows(order)] == [
        ("besluta om köp", "ordföranden"),
        ("besluta om lån", "ordföranden"),
        ("anställa vikarie", "rektor"),
    ]


def test_a_cell_that_a_spreadsheet_would_run_is_asked_about():
    assert asked(one("Rektor", "=HYPERLINK(1)")) == [("cell", "formula")]


# the files ------------------------------------------------------------------------------


def test_the_line_of_a_row_is_known():
    order = imported(
        'Nr;Ärende;Delegat\n1;Ekonomi;\n1.1;Köp;"Rektor upp till 1 pbb, enhetschef upp till 5 pbb"\n'
    )
    lines = rows_text(order).splitlines()

    assert lines[0] == "nr;ärende;delegat;högst"
    for number, row in row_lines(order).items():
        assert row.parts[OrderColumn.DELEGATE] in lines[number - 1]


# the review -----------------------------------------------------------------------------


def reviewed(order, text):
    """Return the decisions in the review of an order, with text put at `decision`."""
    made = review_text(
        order.entries,
        document="a.csv",
        fingerprint="0",
        written={},
        sentences=lambda entry: entry.why,
        head=[],
    )
    assert made.count("    decision:\n") == len(order.open_entries)
    return read_decisions(
        made.replace("    decision:\n", f"    decision: {text}\n").encode(),
        "review.yaml",
    )


TWO = HEAD + "1.1;Köp;;Enhetschef och rektor;\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", [{"number": "1.1", "matter": "Köp", "delegate": "Enhetschef / rektor"}]),
        (
            "{delegat: Rektor}",
            [{"number": "1.1", "matter": "Köp", "delegate": "Rektor"}],
        ),
        (
            "[{delegat: Rektor, högst: 1 pbb}, {delegat: Enhetschef}]",
            [
                {
                    "number": "1.1",
                    "matter": "Köp",
                    "delegate": "Rektor",
                    "at_most": "1 pbb",
                },
                {"number": "1.1", "matter": "Köp", "delegate": "Enhetschef"},
            ],
        ),
        ("utelämna", []),
    ],
)
def test_a_decision_is_a_number_or_what_holds(text, expected):
    decisions = reviewed(imported(TWO), text)
    order = imported(TWO, decisions)

    assert rows(order) == expected
    assert order.open_entries == ()
    assert order.entries[0].decision is not None


def test_what_is_not_decided_stays_open():
    order = imported(TWO)

    assert imported(TWO, reviewed(order, "")) == order


@pytest.mark.parametrize(
    ("word", "id_", "kind"),
    [
        ("Kvartersvärd", "kvartersvard", "anstalld"),
        ("Torgdirektören", "torgdirektoren", "chef"),
        ("Torgutskott", "torgutskott", "utskott"),
    ],
)
def test_a_new_role_is_told_with_what_it_is(word, id_, kind):
    text = HEAD + f"1.1;Köp;;{word};\n1.2;Sälj;;{word};\n"
    order = imported(text)
    (entry,) = order.open_entries
    number = 1 + [str(offer).startswith("ny roll") for offer in entry.offers].index(
        True
    )
    made = imported(text, reviewed(order, str(number)))

    assert len(entry.rows) == 2
    assert [(r.id, r.label, r.kind) for r in made.new_roles] == [(id_, word, kind)]
    assert len(made.rows) == 2


@pytest.mark.parametrize(
    ("key", "word", "made"),
    [
        ("", "Torgdirektör", ("torgdirektor", "Torgdirektör", "chef")),
        ("", "Torg- och parkchef", ("torg-och-parkchef", "Torg- och parkchef", "chef")),
        ("TI = torgingenjör", "TI", ("torgingenjor", "torgingenjör", "anstalld")),
        ("TC = teknisk chef", "TC", ("teknisk-chef", "teknisk chef", "chef")),
        ("TU = torgutskottet", "TU", ("torgutskottet", "torgutskottet", "utskott")),
    ],
)
def test_a_title_that_nobody_knows_is_a_role_of_its_own(key, word, made):
    order = imported(f"{key};;;;\n{HEAD}1.1;Köp;;{word};\n")

    assert order.open_entries == ()
    assert [(r.id, r.label, r.kind) for r in order.new_roles] == [made]
    assert [line.role for line in order.key if line.word == word] == [made[0]]


@pytest.mark.parametrize(
    "word",
    [
        *("TI", "Enhetscheff", "Ansvarig chef", "Presidiet", "Torgordförande"),
        *("Förbundsdirektör", "Gruppledare", "Verkställande direktör"),
    ],
)
def test_a_word_that_may_be_another_role_is_asked_about(word):
    assert asked(one(word)) == [("role", "role")]


@pytest.mark.parametrize("text", ["99", "[1, 2]", "{delegatt: X}", "{delegat: [x]}"])
def test_a_decision_that_says_nothing_is_a_problem_with_its_line(text):
    with pytest.raises(UnusableRulesError) as caught:
        reviewed(imported(TWO), text)

    assert all(problem.where.line > 1 for problem in caught.value.problems)


def test_another_file_is_no_review():
    with pytest.raises(EngineError):
        read_decisions(b"a: 1\n", "review.yaml")


def test_nothing_decided_is_the_same_as_no_review():
    nothing = ReviewDecisions(fingerprint="", decided={}, texts={}, written={})

    assert imported(TWO, nothing) == imported(TWO)


def test_no_decision_is_lost_when_another_question_comes():
    text = "Nr;Ärende;Delegat\n1;Köp;Rektor\n;högst 2 mkr eller 3 år;EC och AC\n"
    order = imported(text)
    first = next(entry for entry in order.entries if entry.id == "t1r3k2")
    decided = ReviewDecisions(
        fingerprint="",
        decided={first.id: first.offers[0], "t9r9k9": ()},
        texts={first.id: first.text, "t9r9k9": "x"},
        written={},
    )
    again = imported(text, decided)
    kept = {entry.id: entry.decision for entry in again.entries if not entry.is_open}

    assert again.open_entries
    assert kept == decided.decided
