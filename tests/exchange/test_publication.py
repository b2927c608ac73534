"""An order becomes a document, and the document says the order and nothing else."""

import csv
import io
import itertools
import zipfile
from html import escape
from xml.etree import ElementTree as ET

import pytest

from engine.exchange.docx_writing import docx_bytes
from engine.exchange.official_document import (
    CellChange,
    OfficialHeading,
    OfficialParagraph,
)
from engine.exchange.order_chapters import ChapterHeading, read_heading
from engine.exchange.order_differences import EditionChanges, differences
from engine.exchange.order_layout import (
    MADE_UP,
    NO_DECISION,
    decision_text,
)
from engine.exchange.order_words import COLUMN_WORDS, OrderWords
from engine.exchange.sheet_writing import csv_text, guarded, unguarded, xlsx_bytes
from engine.report.publication.web_page import order_page
from engine.rulebook.language.orders import OrderColumn
from engine.rulebook.model.texts import Text
from engine.rulebook.model.vocabulary import Role, Vocabulary
from tests.support.pages import BROWSER, Page, browse
from tests.support.publications import Press
from tests.support.random_orders import RandomOrder
from tests.support.shipped import shipped_mandat

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def press():
    return Press()


def made(header, rows, name="prov"):
    """Return an order of given parts, otherwise an ordinary one."""
    order = RandomOrder(0)
    source = {"title": "Ordning", "short": "O", "status": "adopted"}
    order.header = {
        "committee": "kommunstyrelsen",
        "source": source,
        "key": {},
    } | header
    order.lines = rows
    return order.draft(name)


# there and back -----------------------------------------------------------------------


def test_each_shipped_order_can_be_read_from_its_document(press):
    assert len(press.drafts) == 4
    for draft in press.drafts:
        order, reading = press.read(press.document(draft).office())
        assert order == press.order(draft)
        assert reading.issuer == "Prov"


def test_orders_of_every_column_and_clause_can_be_read_from_their_documents(press):
    for seed in range(25):
        draft = RandomOrder(seed).draft()
        for year in (2026, 2099):
            order, _ = press.read(press.document(draft, year=year).office())
            assert order == press.order(draft), seed


@pytest.mark.slow
def test_many_orders_of_every_column_and_clause_can_be_read_from_their_documents(press):
    for seed in range(25, 150):
        draft = RandomOrder(seed).draft()
        order, _ = press.read(press.document(draft).office())
        assert order == press.order(draft), seed


def test_an_order_that_says_something_else_is_another_one(press):
    """Else the two tests above could not fail."""
    rows = [["nr", "ärende", "delegat"], ["1", "Avskriva", "EC"]]
    one = press.order(made({}, rows))
    for header, lines in (
        ({"clauses": {"lowest_level": "yes"}}, rows),
        ({}, [rows[0], ["1", "Avskriva", "AC"]]),
        ({}, [["nr", "ärende", "delegat", "kommentar"], ["1", "Avskriva", "EC", ""]]),
        ({"committee": "socialnamnd"}, rows),
    ):
        assert press.order(made(header, lines)) != one


def test_every_column_of_the_language_is_told_of():
    assert set(COLUMN_WORDS) == set(OrderColumn)
    assert len({*COLUMN_WORDS.values()}) == len(OrderColumn)


# what stands in it --------------------------------------------------------------------


def test_the_document_begins_with_whose_it_is_and_when_it_holds(press):
    source = {
        "title": "Nämndens ordning",
        "short": "N",
        "status": "adopted",
        "adopted": "2026-01-20",
        "dnr": "KS 2026/7",
        "from": "2026-02-01",
        "replaces": "Ordningen av 2024-01-01",
    }
    rows = [["nr", "ärende", "delegat"], ["1", "Avskriva", "EC"]]
    document = press.document(made({"source": source}, rows))
    front = {row[0].text: row[1].text for row in next(document.tables).rows}
    assert document.title == "Nämndens ordning"
    assert front == {
        "Kommun": "Prov",
        "Nämnd": "kommunstyrelsen",
        "Status": "Antagen",
        "Antagen": "2026-01-20",
        "Diarienummer": "KS 2026/7",
        "Gäller från": "2026-02-01",
        "Ersätter": "Ordningen av 2024-01-01",
        "Kortnamn": "N",
    }
    texts = [b.text for b in document.blocks if isinstance(b, OfficialParagraph)]
    assert MADE_UP in texts


def test_chapters_are_headings_and_a_table_leaves_out_columns_that_nothing_fills(press):
    rows = [
        ["nr", "ärende", "delegat", "högst", "Vårt eget"],
        ["1", "Ekonomi", "", "", ""],
        ["1.1", "Avskriva", "EC", "10 pbb", ""],
        ["", "", "FC", "", ""],
        ["2", "Personal", "", "", ""],
        ["2.1", "Anställa", "FC", "", "ja"],
    ]
    document = press.document(made({"ignored_columns": ["Vårt eget"]}, rows))
    headings = [
        (b.text, b.level) for b in document.blocks if isinstance(b, OfficialHeading)
    ]
    assert headings[-2:] == [("1 Ekonomi", 2), ("2 Personal", 2)]
    first, second = [*document.tables][-2:]
    assert first.header == ("Nr", "Ärende", "Delegat", "Högst")
    assert [cell.text.replace("\u00a0", " ") for cell in first.rows[0]] == [
        *("1.1", "Avskriva", "EC"),
        "10 pbb (592 000 kr år 2026)",
    ]
    assert first.follows == {1}
    assert second.header == ("Nr", "Ärende", "Delegat", "Vårt eget")


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("1 Ekonomi", ("1", "Ekonomi")),
        ("A.1 Ekonomi", ("A.1", "Ekonomi")),
        ("1.4.13 Ekonomi och mer", ("1.4.13", "Ekonomi och mer")),
        ("Ekonomi", ("", "Ekonomi")),
        ("Allmänna ärenden", ("", "Allmänna ärenden")),
        ("1", ("", "1")),
    ],
)
def test_the_number_of_a_heading_is_told_from_its_words(line, heading):
    assert read_heading(line) == ChapterHeading(*heading)


def test_levels_of_headings_leave_none_out(press):
    for seed in range(40):
        level = 0
        for block in press.document(RandomOrder(seed).draft()).blocks:
            if isinstance(block, OfficialHeading):
                assert block.level <= level + 1
                level = block.level


# what has changed ---------------------------------------------------------------------


def changes(press, old, new):
    sides = press.side(old), press.side(new)
    return EditionChanges(
        since="2026-01-01",
        old=sides[0],
        differences=differences(*sides),
        decision=decision_text(sides[0].text, sides[1].text),
    )


HEAD = ["nr", "ärende", "delegat", "högst"]
BEFORE = [
    HEAD,
    ["1", "Avskriva", "EC", "10 pbb"],
    ["", "", "AC", "20 pbb"],
    ["2", "Flagga", "EC", ""],
    ["3", "Köpa", "EC", ""],
]
AFTER = [
    HEAD,
    ["1", "Avskriva", "EC", "8 pbb"],
    ["", "", "AC", "20 pbb"],
    ["2", "Gallra", "FC", ""],
    ["3", "Köpa", "EC", ""],
]


def test_changes_are_marked_in_words_and_listed(press):
    old, new = made({}, BEFORE), made({}, AFTER)
    document = press.document(new, changes(press, old, new))
    *_, rows, listed = document.tables
    told = [
        tuple(cell.text.replace("\u00a0", " ") for cell in row) for row in rows.rows
    ]
    assert rows.header == ("Nr", "Ärende", "Delegat", "Högst", "Ändring")
    assert [row[-1] for row in told] == [
        "Ändrad: Högst (förut 10 pbb)",
        "",
        "Ändrad: Ärende (förut Flagga); Delegat (förut EC)",
        "",
    ]
    assert rows.rows[0][3].change is CellChange.CHANGED
    assert rows.rows[0][2].change is None
    assert [tuple(cell.text for cell in row) for row in listed.rows] == [
        ("1 Avskriva", "Högst", "10 pbb", "8 pbb", NO_DECISION),
        ("2 Gallra", "Ärende", "Flagga", "Gallra", NO_DECISION),
        ("2 Gallra", "Delegat", "EC", "FC", NO_DECISION),
    ]


def test_a_row_that_is_gone_parts_no_row_from_the_matter_above_it(press):
    """Else a row without a matter would be read as one on the matter that is gone."""
    before = [*BEFORE[:2], ["1b", "Efterskänka", "EC", ""], *BEFORE[2:]]
    before[3] = ["1", "Avskriva", "AC", "20 pbb"]
    old, new = made({}, before), made({}, BEFORE)
    document = press.document(new, changes(press, old, new))
    rows = [*document.tables][-2].rows
    told = [(row[0].text, row[1].text, row[-1].text) for row in rows]
    assert told[0][:2] == ("1", "Avskriva")
    assert told[1][:2] == ("", "")
    assert told[2] == ("1b", "Efterskänka", "Utgår")
    assert {cell.change for cell in rows[2][:2]} == {CellChange.REMOVED}


def test_marks_do_not_change_what_the_document_says(press):
    for seed in range(0, 24, 2):
        old, new = RandomOrder(seed).draft(), RandomOrder(seed + 1).draft()
        document = press.document(new, changes(press, old, new))
        order, _ = press.read(document.office())
        assert order == press.order(new), seed


def test_changes_of_orders_without_numbers_are_marked_too(press):
    head = ["ärende", "delegat"]
    old = made({}, [head, ["Ekonomi", ""], ["Avskriva", "EC"]])
    new = made({}, [head, ["Ekonomi", ""], ["Avskriva", "FC"]])
    told = [each.place for each in changes(press, old, new).differences]
    assert told == ["Avskriva"]


def test_a_change_is_dated_by_a_decision_that_is_new(press):
    rows = [HEAD, ["1", "Avskriva", "EC", ""]]
    source = {"title": "O", "short": "O", "status": "adopted", "adopted": "2026-01-20"}
    old = press.side(made({"source": source}, rows)).text
    newer = {**source, "adopted": "2026-05-04", "dnr": "KS 2026/99"}
    new = press.side(made({"source": newer}, rows)).text
    assert decision_text(old, new) == "KS 2026/99, 2026-05-04"
    assert decision_text(new, new) == NO_DECISION


# files --------------------------------------------------------------------------------

HOSTILE = [
    ["nr", "ärende", "delegat", "anmärkning"],
    ["1", "=1+1", "EC", "'=HYPERLINK(1)"],
    ["2", "<script>alert(1)</script>", "FC", "+46\n@x"],
    ["3", '{ HYPERLINK "http://x" }', "EC", "-"],
]


@pytest.fixture(scope="module")
def hostile(press):
    return press.document(made({}, HOSTILE))


def test_no_cell_of_a_csv_is_a_formula(hostile):
    rows = [*csv.reader(io.StringIO(csv_text(hostile), newline=""), delimiter=";")]
    cells = [cell for row in rows for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "|", "%"}]


@pytest.mark.parametrize(
    "text", ["=1", "'=1", "''=1", "-", " =1", "a=1", "'a", "", "+"]
)
def test_what_guards_a_cell_can_be_taken_away(text):
    assert unguarded(guarded(text)) == text


def test_no_cell_of_an_xlsx_is_a_formula_or_a_link(hostile):
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(hostile))) as package:
        sheets = [n for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 3
        for name in sheets:
            page = package.read(name).decode()
            assert "<f>" not in page
            assert "hyperlink" not in page.casefold()
        assert b"=1+1" in package.read("xl/sharedStrings.xml")


def docx_part(document, name):
    with zipfile.ZipFile(io.BytesIO(docx_bytes(document))) as package:
        return ET.fromstring(package.read(name))  # noqa: S314 - our own document


def test_the_only_fields_of_a_docx_are_the_numbers_of_its_pages(hostile):
    body = docx_part(hostile, "word/document.xml")
    assert not [*body.iter(f"{WORD}instrText")]
    assert not [*body.iter(f"{WORD}hyperlink")]
    texts = [each.text for each in body.iter(f"{WORD}t")]
    assert '{ HYPERLINK "http://x" }' in texts
    with zipfile.ZipFile(io.BytesIO(docx_bytes(hostile))) as package:
        footers = [n for n in package.namelist() if "footer" in n and "rels" not in n]
        codes = [
            each.text
            for name in footers
            for each in ET.fromstring(package.read(name)).iter(f"{WORD}instrText")  # noqa: S314 - as above
        ]
    assert codes == ["PAGE", "NUMPAGES"]


def wide():
    """Return an order with more columns than stand on a page that is not turned."""
    names = ["nr", "ärende", "delegat", "högst", "villkor", "samråd", "lagrum"]
    return made({}, [names, ["1", "a", "EC", "1 kr", "i viss mån", "EC", "KL 1 §"]])


def test_every_table_of_a_docx_repeats_its_headings_and_splits_no_row(press):
    body = docx_part(press.document(wide()), "word/document.xml")
    tables = [*body.iter(f"{WORD}tbl")]
    assert tables
    for table in tables:
        first, *rest = table.iter(f"{WORD}tr")
        assert first.find(f"{WORD}trPr/{WORD}tblHeader") is not None
        assert all(row.find(f"{WORD}trPr/{WORD}tblHeader") is None for row in rest)
        for row in (first, *rest):
            assert row.find(f"{WORD}trPr/{WORD}cantSplit") is not None


#: In which order the properties of each kind stand (ECMA-376, part 1, 17.3 and 17.4).
PROPERTIES = {
    "tblPr": "tblStyle tblW jc tblInd tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "trPr": "cantSplit tblHeader",
    "pPr": "pStyle keepNext keepLines numPr tabs spacing ind jc rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs strike color sz szCs u lang",
}


def test_properties_in_a_docx_stand_in_the_order_of_the_standard(press):
    """Word opens no others, and other programs do not tell."""
    old, new = made({}, BEFORE), made({"clauses": {"lowest_level": "yes"}}, AFTER)
    body = docx_part(press.document(new, changes(press, old, new)), "word/document.xml")
    for kind, names in PROPERTIES.items():
        places = {f"{WORD}{name}": n for n, name in enumerate(names.split())}
        elements = [*body.iter(f"{WORD}{kind}")]
        assert elements
        for element in elements:
            standing = [places[child.tag] for child in element]
            assert standing == sorted(standing)


def test_wide_tables_of_a_docx_lie_on_their_side(press):
    def turned(document):
        body = docx_part(document, "word/document.xml")
        return [size.get(f"{WORD}orient") for size in body.iter(f"{WORD}pgSz")]

    assert turned(press.document(wide()))[-1] == "landscape"
    narrow = made({}, [["nr", "ärende", "delegat"], ["1", "Avskriva", "EC"]])
    assert "landscape" not in turned(press.document(narrow))


def test_the_same_document_is_the_same_bytes(hostile):
    assert docx_bytes(hostile) == docx_bytes(hostile)
    assert xlsx_bytes(hostile) == xlsx_bytes(hostile)


# the page -----------------------------------------------------------------------------


def test_what_stands_in_a_page_is_text(hostile):
    page = Page(order_page(hostile))
    assert "<script>alert(1)</script>" in page.text
    assert "script" not in {tag for tag, _ in page.tags}


def test_a_page_can_be_heard(press):
    """By the rules that axe tries: language, title, headings, captions, scopes."""
    text = order_page(press.document(press.drafts[0]))
    page = Page(text)
    tags = [tag for tag, _ in page.tags]
    assert ("html", {"lang": "sv"}) in page.tags
    assert tags.count("h1") == tags.count("main") == 1
    assert tags.count("table") == tags.count("caption") == tags.count("thead")
    heads = [attributes for tag, attributes in page.tags if tag == "th"]
    assert {each["scope"] for each in heads} == {"col", "row"}
    assert '<th scope="row" role="rowheader" data-head="Ärende"></th>' not in text
    levels = [int(tag[1]) for tag in tags if tag in {"h1", "h2", "h3", "h4", "h5"}]
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert not [tag for tag in tags if tag in {"script", "link", "img", "iframe"}]


# words --------------------------------------------------------------------------------


def test_every_word_of_the_town_is_read_back_as_what_it_names(press):
    """A role of whose label there are two is written by its id."""
    words = shipped_mandat().of("orrhed").jurisdiction.vocabulary
    assert len(words.roles) > 50
    for role in words.roles:
        assert press.words.role(press.words.role_text(role)) == role
    for circumstance in words.circumstances.values():
        values = [value for value, _ in circumstance.values] or ["5"]
        for value in values:
            wish = press.words.canonical({circumstance.id: value})
            assert press.words.meaning(press.words.meaning_text(wish)) == wish


def test_a_role_that_shares_its_name_stands_by_its_id():
    twins = {id_: Role(id=id_, label=Text("chefen")) for id_ in ("chef-a", "chef-b")}
    words = OrderWords(Vocabulary(roles=twins), {})
    assert {words.role_text(id_) for id_ in twins} >= {"chef-b"}
    for id_ in twins:
        assert words.role(words.role_text(id_)) == id_


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no browser is installed")
def test_a_page_fits_the_width_of_its_screen(press, tmp_path):
    text = order_page(press.document(press.drafts[-1]))
    frames = "".join(
        f'<iframe width="{width}" height="900" srcdoc="{escape(text)}"></iframe>'
        for width in (320, 768, 1280)
    )
    script = """onload = () => {
      const pages = [...document.querySelectorAll("iframe")].map(
        frame => frame.contentDocument.documentElement);
      document.title = pages.map(p => p.scrollWidth - p.clientWidth).join(" ");
    }"""
    page = f"<!doctype html><title></title>{frames}<script>{script}</script>"
    assert browse(page, tmp_path)["title"] == "0 0 0"
