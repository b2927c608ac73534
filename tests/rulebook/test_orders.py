"""The form of a delegation order: its table, its cells, its header, what it becomes."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.language.nodes import scalar
from engine.rulebook.language.orders import OrderColumn
from engine.rulebook.language.shapes import Problems
from engine.rulebook.language.spreadsheets import read_spreadsheet
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.loading.order_alternatives import (
    alternatives,
    consulted,
    substitutes,
)
from engine.rulebook.loading.order_cells import (
    AMOUNT,
    CONTRACT,
    DAYS,
    MONTHS,
    SHARE,
    limit,
    passing_on,
)
from engine.rulebook.model.bounds import MOST_COLUMNS, MOST_ROWS
from engine.rulebook.model.grants import (
    Appeal,
    Consultation,
    Notification,
    Occasion,
    SubDelegation,
)
from engine.rulebook.model.problems import Place, UnusableRulesError
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.sources import Rank
from engine.rulebook.tracing.drift import Drift, verification_of
from engine.space.space import Space
from tests.support import rulebooks
from tests.support.broken_packs import assert_is_well_told
from tests.support.orders import HEADER, loaded_order

HERE = Place(file="rows.csv", line=7)


def cell(text):
    return scalar(text, HERE)


def sheet(text, encoding="utf-8"):
    problems = Problems()
    made = read_spreadsheet(text.encode(encoding), "rows.csv", problems)
    return made, [problem.message.code for problem in problems]


# tables -------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("sign", ";,\t")
def test_a_table_is_read_as_spreadsheets_save_it(sign, mark, end):
    rows = ["nr|ärende|delegat", "1|Köpa träd|PC", "", '2|"Sälja| ved"|TM']
    text = mark + end.join(rows).replace("|", sign) + end
    made, codes = sheet(text)

    assert codes == []
    assert made.header == ("nr", "ärende", "delegat")
    bought, sold = made.rows
    assert bought == ("1", "Köpa träd", "PC")
    assert sold[1].replace(sign, "").split() == ["Sälja", "ved"]
    assert [row[0].place.line for row in made.rows] == [2, 4]


def test_a_cell_may_have_several_lines_and_the_next_row_keeps_its_line():
    made, codes = sheet('nr;ärende\n1;"Köpa\n  stora   träd"\n2;Ved\n')
    assert codes == []
    assert made.rows[0] == ("1", "Köpa\nstora träd")
    assert made.rows[1][0].place.line == 4


def test_a_short_row_is_filled_up():
    made, codes = sheet("nr;ärende;delegat\n1;Köpa\n")
    assert codes == []
    assert made.rows == (("1", "Köpa", ""),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "yaml/empty"),
        ("\n\n", "yaml/empty"),
        ("a;b\n1;2;3\n", "table/beyond-header"),
        ('a;b\n1;"2\n', "table/broken-quotes"),
        ('a;b\n1;"2"x\n', "table/broken-quotes"),
        ("a;b\n1;\u202e2\n", "yaml/invisible-in-text"),
        ("a;b\n1;\x1b[31m\n", "yaml/invisible-in-text"),
        ("a;b\n1;k\u0430\n", "yaml/mixed-alphabets"),
        (f"a;b\n1;{'x' * 10_001}\n", "yaml/text-too-long"),
        (";" * MOST_COLUMNS + "a\n", "table/too-wide"),
        ("a;b\n" + "1;2\n" * (MOST_ROWS + 1), "table/too-long"),
        ("a;b\x00\n", "yaml/invisible-in-text"),
    ],
)
def test_what_is_no_table_is_refused(text, code):
    made, codes = sheet(text)
    assert codes == [code]
    assert made is None or not made.rows


def test_a_table_in_another_encoding_is_refused():
    assert sheet("nr;ärende\n1;åtgärd\n", "cp1252") == (None, ["yaml/not-utf8"])
    assert sheet("nr;ärende\n", "utf-16") == (None, ["yaml/other-encoding"])


# cells --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "measure", "value", "besides"),
    [
        ("300 000 kr", AMOUNT, "300 000 kr", ""),
        ("300000 kronor", AMOUNT, "300000 kronor", ""),
        ("15 mnkr", AMOUNT, "15 mnkr", ""),
        ("2 miljoner kronor", AMOUNT, "2 miljoner kronor", ""),
        ("500 kr per avtal", CONTRACT, "500 kr", ""),
        ("500 kr under hela avtalsperioden", CONTRACT, "500 kr", ""),
        ("500 kr per månad", AMOUNT, "500 kr", "per månad"),
        ("10 pbb", AMOUNT, "10 pbb", ""),
        ("0,5 prisbasbelopp", AMOUNT, "0.5 pbb", ""),
        ("10 basbelopp per tillfälle", AMOUNT, "10 pbb", ""),
        ("30 dagar", DAYS, "30", ""),
        ("2 veckor", DAYS, "14", ""),
        ("6 månader", MONTHS, "6", ""),
        ("6 mån.", MONTHS, "6", ""),
        ("10 år", MONTHS, "120", ""),
        ("25 %", SHARE, "25", ""),
        ("12,5 procent", SHARE, "12,5", ""),
    ],
)
def test_a_limit_has_a_unit(text, measure, value, besides):
    found = limit(cell(text))
    assert (found.measure, str(found.value), found.besides) == (measure, value, besides)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "300",
        "högst",
        "10 pbb, 3 månader",
        "1.000 kr 5",
        "enligt attest",
        "10 krage",
    ],
)
def test_what_is_not_one_limit_is_none(text):
    assert limit(cell(text)) is None


@pytest.mark.parametrize(
    "text", ["EC / AC", "EC/AC", "EC, AC", "EC eller AC", "EC; AC", "EC\nAC"]
)
def test_alternatives_stand_beside_each_other(text):
    assert [each.word for each in alternatives(cell(text))] == ["EC", "AC"]


@pytest.mark.parametrize(
    ("text", "key", "lead"),
    [
        ("10 pbb", "max", "max"),
        ("högst 10 pbb", "max", "max"),
        ("under 10 pbb", "max", "under"),
        ("10 pbb", "over", "over"),
        ("mer än 10 pbb", "over", "over"),
        ("minst 10 pbb", "over", "min"),
        ("fr.o.m. 10 pbb", "over", "min"),
        ("från 10 pbb", "over", "min"),
        ("≤10 pbb", "max", "max"),
        ("< 10 pbb", "max", "under"),
    ],
)
def test_a_limit_says_on_which_side_it_is_or_its_column_does(text, key, lead):
    assert limit(cell(text), key).key == lead


@pytest.mark.parametrize(
    ("text", "key"), [("minst 1 pbb", "max"), ("under 1 kr", "over")]
)
def test_a_limit_on_the_other_side_of_its_column_is_none(text, key):
    assert limit(cell(text), key) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UC, efter samråd med HR / FC", [("UC", ["efter samråd med HR"]), ("FC", [])]),
        ("UC efter samråd med HR / FC", [("UC", ["efter samråd med HR"]), ("FC", [])]),
        ("UC (brådskande; 5 pbb) / FC", [("UC", ["brådskande", "5 pbb"]), ("FC", [])]),
        ("EC, UC efter samråd med HR", [("EC", []), ("UC", ["efter samråd med HR"])]),
        ("KSO med KSV som ersättare", [("KSO", ["KSV"])]),
        ("lägst EC / AC (lägsta nivå)", [("EC", ["lägst"]), ("AC", ["lägst"])]),
        ("KSO, i andra hand KSV / AU", [("KSO", ["KSV"]), ("AU", [])]),
    ],
)
def test_what_holds_for_one_alternative_stands_beside_it(text, expected):
    made = alternatives(cell(text))
    told = [(each.word, [term for _, term in each.terms]) for each in made]
    assert told == expected


@pytest.mark.parametrize(
    "text",
    [
        "UC efter samråd med HR, FC",
        "UC, FC, efter samråd med HR",
        "UC efter samråd med HR eller FC",
        "UC tillsammans med FC",
        "efter samråd med HR",
    ],
)
def test_who_decides_and_who_is_consulted_is_never_guessed(text):
    assert alternatives(cell(text)) is None


def test_substitutes_step_in_in_order_for_one_or_all():
    assert list(substitutes(cell("AC, FC"))) == [(None, [("AC", None), ("FC", None)])]
    assert list(substitutes(cell("EC: AC; AC: FC därefter KD vid jäv"))) == [
        ("EC", [("AC", None)]),
        ("AC", [("FC", None), ("KD", Occasion.DISQUALIFICATION)]),
    ]


@pytest.mark.parametrize(
    ("text", "way", "names", "is_documented"),
    [
        ("HR", Consultation.BEFORE, ["HR"], False),
        ("efter samråd med HR", Consultation.BEFORE, ["HR"], False),
        ("i samråd med HR och EC", Consultation.TOGETHER, ["HR", "EC"], False),
        ("I samråd HR", Consultation.TOGETHER, ["HR"], False),
        ("efter samråd med HR, dokumenteras", Consultation.BEFORE, ["HR"], True),
        ("efter samråd med HR (dokumenterat)", Consultation.BEFORE, ["HR"], True),
        ("i samråd med HR som ska dokumenteras", Consultation.TOGETHER, ["HR"], True),
    ],
)
def test_a_consultation_is_together_or_before(text, way, names, is_documented):
    assert list(consulted(cell(text))) == [(name, way, is_documented) for name in names]


@pytest.mark.parametrize(
    ("text", "word", "limits", "levels", "words"),
    [
        ("ja", SubDelegation.ALLOWED, [], [], []),
        ("nej", SubDelegation.FORBIDDEN, [], [], []),
        ("nej, utom AC", SubDelegation.FORBIDDEN, [], [], ["utom AC"]),
        ("ja, högst 2,5 mnkr", SubDelegation.AS_WRITTEN, ["2,5 mnkr"], [], []),
        (
            "högst 5 pbb, till AC eller EC",
            SubDelegation.AS_WRITTEN,
            ["5 pbb"],
            ["AC", "EC"],
            [],
        ),
        ("i viss mån", SubDelegation.AS_WRITTEN, [], [], ["i viss mån"]),
    ],
)
def test_what_may_be_passed_on_is_limited_in_amount_and_level(
    text, word, limits, levels, words
):
    made = passing_on(cell(text))
    assert made.word is word
    assert [limit.value for limit in made.limits] == limits
    assert list(made.levels) == levels
    assert list(made.words) == words


# orders -------------------------------------------------------------------------------


def order(tmp_path, table, header=HEADER):
    return loaded_order(tmp_path / "rules", table, header)


def test_a_row_is_a_rule_and_a_passage_in_the_orders_own_document(tmp_path):
    table = "nr;ärende;delegat;lagrum\n1;Ekonomi\n1.1;Köpa träd;PC;LVU 6 §\n"
    town = order(tmp_path, table)
    rule = town.rules_by_id["by/pn-1-1"]
    passage = town.passages["by/pn#1-1"]

    assert rule.cites == ("by/pn#1-1",)
    assert rule.rank is Rank.BOARD
    assert rule.place.file.endswith("orders/pn/rows.csv")
    assert rule.place.line == 3
    assert (passage.section, passage.where) == ("1.1", "Ekonomi")
    assert rule.conclusion.grant.laws == ("LVU 6 §",)


def test_english_columns_and_a_towns_own_are_read(tmp_path):
    header = HEADER + "columns: {Typ av beslut: matter}\nignored_columns: [Färg]\n"
    table = "no,Typ av beslut,delegate,at most,Färg\n1,Köpa träd,PC,10 pbb,röd\n"
    town = order(tmp_path, table, header)
    assert "by/pn-1" in town.rules_by_id


def test_a_line_without_a_matter_goes_on_with_the_one_above(tmp_path):
    table = "nr;ärende;delegat;högst\n1;Köpa träd;TM;10 pbb\n;;PC;50 pbb\n"
    town = order(tmp_path, table)
    one, other = town.rules_by_id["by/pn-1"], town.rules_by_id["by/pn-1-2"]
    assert one.scope == other.scope
    assert other.conclusion.grant.point == "1"


def test_a_matter_that_a_pack_knows_is_that_matter(tmp_path):
    town = order(tmp_path, "nr;ärende;delegat\n1;Plantering;PC\n")
    assert town.rules_by_id["by/pn-1"].scope[0][1] == {"plantering"}
    assert "pn-plantering" not in town.vocabulary.matters


def test_clauses_hold_where_a_row_does_not_say_otherwise(tmp_path):
    clauses = "clauses: {notification: next_meeting, appeal: legality_review}\n"
    table = "nr;ärende;delegat;anmälan\n1;Köpa;PC;\n2;Sälja;PC;nej\n3;Hugga;PC;ja\n"
    town = order(tmp_path, table, HEADER + clauses)
    grants = [town.rules_by_id[f"by/pn-{n}"].conclusion.grant for n in (1, 2, 3)]

    assert [grant.notification for grant in grants] == [
        Notification.NEXT_MEETING,
        Notification.NONE,
        Notification.NEXT_MEETING,
    ]
    assert {grant.appeal for grant in grants} == {Appeal.LEGALITY_REVIEW}


def test_words_that_no_list_holds_stay_as_they_are(tmp_path):
    table = "nr;ärende;delegat;anmälan\n1;Köpa;PC;på särskild lista\n"
    grant = order(tmp_path, table).rules_by_id["by/pn-1"].conclusion.grant
    assert grant.notification is Notification.AS_WRITTEN
    assert grant.told.sv == "på särskild lista"


def test_every_problem_is_told_in_one_go_with_its_line_and_column(tmp_path):
    table = "nr;ärende;delegat;högst\n1;Köpa;Q;5\n2;Sälja;PC;mycket\n"
    with pytest.raises(UnusableRulesError) as caught:
        order(tmp_path, table)
    told = [
        (problem.where.line, dict(problem.message.parameters)["column"])
        for problem in caught.value.problems
    ]
    assert sorted(told) == [(2, "delegat"), (2, "högst"), (3, "högst")]


def test_a_change_of_the_table_is_a_change_of_the_pack(tmp_path):
    town = order(tmp_path, "nr;ärende;delegat\n1;Köpa träd;PC\n")
    table = tmp_path / "rules" / "by" / "orders" / "pn" / "rows.csv"
    table.write_text("nr;ärende;delegat\n1;Köpa träd;TM\n", "utf-8")
    again = load(RulesFolder(tmp_path / "rules"), ["by"])["by"]
    assert town.rules_by_id["by/pn-1"] != again.rules_by_id["by/pn-1"]


# whatever stands in a table -----------------------------------------------------------

WORDS = [
    "PC",
    "TM",
    "PN",
    "Q",
    "PC / TM",
    "10 pbb",
    "300 000 kr",
    "6 månader",
    "i övrigt",
    "rasrisk",
    "rasrisk = ja",
    "akut-lage = kanske",
    "ja",
    "nej",
    "V",
    "D",
    "bifall",
    "2026-01-31",
    "1.1",
    "Köpa träd",
    "plantering",
    "TM: PC",
    "efter samråd med PC",
    "§ 3",
    ":",
    "=",
    "/",
    "…",
    "åäö",
    "x" * 300,
]
CELLS = st.one_of(st.just(""), st.sampled_from(WORDS), st.text(max_size=12))
HEADINGS = [column.value for column in OrderColumn]


@given(
    st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=18, unique=True),
    st.data(),
)
def test_whatever_stands_in_a_table_is_read_or_refused(
    tmp_path_factory, headings, data
):
    folder = tmp_path_factory.mktemp("rows") / "rules"
    rows = data.draw(
        st.lists(
            st.lists(CELLS, min_size=len(headings), max_size=len(headings)), max_size=6
        )
    )
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([headings, *rows])
    header = data.draw(st.sampled_from([HEADER, HEADER.replace("PC:", "pc2:")]))
    try:
        town = loaded_order(folder, text.getvalue(), header)
    except UnusableRulesError as error:
        for problem in error.problems:
            assert_is_well_told(problem)
        return
    for matter in town.vocabulary.matters:
        Space(town).ask(
            Question(RuleKind.DECISION, ((Slot.MATTER, matter),), (), rulebooks.DAY)
        )


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_is_read_or_refused(content):
    problems = Problems()
    read_spreadsheet(content, "rows.csv", problems)
    for problem in problems:
        assert_is_well_told(problem)


# the row is the passage ---------------------------------------------------------------

PUBLISHED = """\
1 Ekonomi
| 1.1 | Köpa träd | PC, efter samråd med TM / PO | 10 pbb |
| 1.2 | Sälja ved | TM |
"""


def verified(tmp_path, published):
    rows = "1;Ekonomi\n1.1;Köpa träd;PC, efter samråd med TM / PO;10 pbb\n"
    table = f"nr;ärende;delegat;högst\n{rows}1.2;Sälja ved;TM\n"
    made = verification_of([order(tmp_path, table)], {"pn.md": published})
    drifted = [(drift.passage.id, drift.drift) for drift in made.drifts]
    return drifted, [line.reads for line in made.unregistered]


def test_a_published_document_that_says_what_the_rows_say_has_not_drifted(tmp_path):
    assert verified(tmp_path, PUBLISHED) == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "passage"),
    [("10 pbb", "12 pbb", "1-1"), ("| TM |", "| PC |", "1-2"), ("TM /", "PO /", "1-1")],
)
def test_a_cell_that_has_changed_in_the_published_document_is_found(
    tmp_path, old, new, passage
):
    drifted, _ = verified(tmp_path, PUBLISHED.replace(old, new))
    assert drifted == [(f"by/pn#{passage}", Drift.CHANGED)]


def test_a_row_that_the_rules_lack_is_found(tmp_path):
    _, unregistered = verified(tmp_path, f"{PUBLISHED}| 1.3 | Hugga | PO |\n")
    assert [line.split() for line in unregistered] == [["1.3", "|", "Hugga", "|", "PO"]]
