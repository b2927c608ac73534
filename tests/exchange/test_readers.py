"""Documents become blocks as a person reads them, with warnings of what is not text."""

import io
import zipfile

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.exchange.blocks import CellMark, OfficeTable, grid
from engine.exchange.intake import imported_order
from engine.exchange.opening import office_document
from engine.exchange.order_files import header_text, rows_text
from engine.rulebook.model.problems import EngineError
from tests.support.office_orders import vocabulary

WORDS = vocabulary()


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def table_of(content, name):
    (table,) = [
        block
        for block in office_document(content, name).blocks
        if isinstance(block, OfficeTable)
    ]
    return table


def texts(table):
    return [[spot.text for spot in row] for row in grid(table.rows)]


def word_cell(xml):
    """Return the cell of a document whose paragraph holds some elements."""
    document = docx.Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    space = nsdecls("w")
    cell.paragraphs[0]._p.append(parse_xml(f"<w:r {space}>{xml}</w:r>"))  # noqa: SLF001
    return table_of(saved(document), "a.docx").rows[0][0]


@pytest.mark.parametrize(
    ("xml", "mark"),
    [
        ("<w:rPr><w:strike/></w:rPr><w:t>EC</w:t>", CellMark.STRUCK),
        ("<w:rPr><w:vanish/></w:rPr><w:t>EC</w:t>", CellMark.HIDDEN),
        ('<w:t>EC</w:t><w:footnoteReference w:id="2"/>', CellMark.NOTED),
    ],
)
def test_what_the_text_of_a_cell_does_not_tell_is_marked(xml, mark):
    cell = word_cell(xml)

    assert cell.text == "EC"
    assert cell.marks == {mark}


def test_what_is_inserted_is_read_and_what_is_deleted_is_not():
    document = docx.Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    space = nsdecls("w")
    for xml in (
        f"<w:ins {space}><w:r><w:t>AC</w:t></w:r></w:ins>",
        f"<w:del {space}><w:r><w:delText>EC</w:delText></w:r></w:del>",
    ):
        cell.paragraphs[0]._p.append(parse_xml(xml))  # noqa: SLF001
    made = table_of(saved(document), "a.docx").rows[0][0]

    assert made.text == "AC"
    assert made.marks == {CellMark.REVISED}


def test_rows_in_content_controls_are_read():
    document = docx.Document()
    table = document.add_table(2, 1)
    for number, row in enumerate(table.rows):
        row.cells[0].text = f"rad {number}"
    last = table.rows[1]._tr  # noqa: SLF001
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    last.addprevious(control)
    control[0].append(last)

    assert texts(table_of(saved(document), "a.docx")) == [["rad 0"], ["rad 1"]]


def test_a_table_within_a_cell_is_read_and_marked():
    document = docx.Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "EC"
    cell.add_table(1, 1).rows[0].cells[0].text = "högst 5 pbb"
    made = table_of(saved(document), "a.docx").rows[0][0]

    assert "högst 5 pbb" in made.text
    assert CellMark.NESTED in made.marks


def test_numbers_that_word_counts_are_read():
    document = docx.Document()
    for text in ("Köp", "Sälj"):
        document.add_paragraph(text, style="List Number")
    blocks = office_document(saved(document), "a.docx").blocks

    assert [(b.marker, b.text) for b in blocks] == [("1.", "Köp"), ("2.", "Sälj")]


def test_merged_cells_of_a_spreadsheet_are_one_cell():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    sheet.merge_range(1, 0, 2, 0, "Köp")
    sheet.write_column(1, 1, ["EC", "AC"])
    book.close()

    assert texts(table_of(file.getvalue(), "a.xlsx"))[1:] == [
        ["Köp", "EC"],
        ["Köp", "AC"],
    ]


def test_what_is_hidden_in_a_spreadsheet_is_marked():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    for name in ("Synligt", "Dolt & gömt"):
        book.add_worksheet(name).write_column(0, 0, ["a", "b"])
    book.get_worksheet_by_name("Synligt").set_row(1, None, None, {"hidden": True})
    book.get_worksheet_by_name("Dolt & gömt").hide()
    book.close()
    seen, unseen = office_document(file.getvalue(), "a.xlsx").blocks

    assert [row[0].marks for row in seen.rows] == [set(), {CellMark.HIDDEN}]
    assert [row[0].marks for row in unseen.rows] == [{CellMark.HIDDEN}] * 2


def test_a_number_of_a_spreadsheet_is_marked():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    book.add_worksheet().write_number(0, 0, 1.1)
    book.close()
    cell = table_of(file.getvalue(), "a.xlsx").rows[0][0]

    assert (cell.text, cell.marks) == ("1.1", {CellMark.NUMBER})


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>
<office:spreadsheet><table:table table:name="Blad1">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def test_a_spreadsheet_of_libreoffice_is_read():
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>"
        for row in (("Ärende", "Delegat"), ("Köp", "Rektor"))
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", ODS_TYPE)
        package.writestr("content.xml", ODS.format(rows=rows))
        manifest = (
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns'
            f':manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{ODS_TYPE}"/></manifest:manifest>'
        )
        package.writestr("META-INF/manifest.xml", manifest)

    assert texts(table_of(file.getvalue(), "a.ods")) == [
        ["Ärende", "Delegat"],
        ["Köp", "Rektor"],
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr>" + "<td colspan=2000 rowspan=2000>x" * 400 + "</table>",
        "<table>" + "<tr><td colspan=2000>x" * 400 + "</table>",
    ],
)
def test_cells_that_say_to_cover_millions_of_spots_are_refused(page):
    with pytest.raises(EngineError) as caught:
        office_document(page.encode(), "a.html")

    assert caught.value.message.code == "import/too-large"


@pytest.mark.parametrize(
    "page",
    [
        "<table>" * 3_000,
        "<td>" * 3_000,
        "<ol>" * 3_000 + "<li>" * 3_000,
        "</table></td></tr>" * 3_000,
        "<!DOCTYPE x [<!ENTITY a 'b'>]><p>&a;</p>",
        "<table><tr><td rowspan=99999999999999999999 colspan=-1>x</table>",
        "<script>" + "x" * 100_000,
    ],
)
def test_a_page_of_nonsense_costs_nothing(page):
    office_document(page.encode(), "a.html")


CELLS = st.one_of(
    st.sampled_from(
        ["", "Ärende", "Delegat", "Nr", "V/D", "D", "a)", "a) x\nb) y", "1.1", "Rektor",
         "Rektor / enhetschef", "högst 5 pbb", "Köp upp till 5 pbb", "-", "=1", "DEL"]
    ),
    st.text(max_size=30),
)  # fmt: skip


@settings(max_examples=2 * settings.default.max_examples)
@given(
    st.lists(st.lists(CELLS, max_size=5), max_size=8),
    st.sampled_from(["a.csv", "a.html"]),
)
def test_no_table_makes_an_import_crash(lines, name):
    header = ["Nr", "Ärende", "Delegat", "Anmärkning"]
    if name == "a.html":
        rows = "".join(
            "<tr>" + "".join(f"<td>{cell}" for cell in row) for row in (header, *lines)
        )
        content = f"<table>{rows}</table>"
    else:
        quoted = [
            [f'"{c.replace(chr(34), "")}"' for c in row] for row in (header, *lines)
        ]
        content = "\n".join(";".join(row) for row in quoted)
    try:
        document = office_document(content.encode("utf-8", "replace"), name)
    except EngineError:
        return
    order = imported_order(document, WORDS, committee="socialnamnd", name=name)
    assert header_text(order)
    assert rows_text(order)
