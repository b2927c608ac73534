"""Write an official document as docx, as a committee hands it out.

INVARIANT: texts go into runs of text and nowhere else, so nothing in them is a field,
a link or an element; the only fields are the numbers of the pages. The same document
becomes the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import zipfile
from typing import TYPE_CHECKING, Any

from ..rulebook.model.signs import visible
from .official_document import (
    CellChange,
    OfficialHeading,
    OfficialParagraph,
    OfficialTable,
)
from .official_headings import ROWS
from .widths import column_widths

if TYPE_CHECKING:
    from .official_document import OfficialCell, OfficialDocument

#: So many columns stand on a page that is higher than wide.
_MOST_UPRIGHT = 6
#: A4 and its margins in centimetres.
_SHORT, _LONG, _MARGIN = 21.0, 29.7, 1.8
_BODY, _SMALL, _SMALLEST = 10.5, 9.0, 8.0
#: A letter of one point is so many centimetres wide on the whole, bold ones too.
_LETTER = 0.0196
#: How far a text stands from the lines of its cell, and what both sides take, in
#: centimetres.
_EDGE, _EDGES = 0.12, 0.3
#: Tables with more columns than this are set smaller.
_WIDE = 9
_FONT = "Arial"
_INK, _MUTED, _SHADE = "1D2530", "56606F", "E4E9F0"
#: A property of a document has at most so many characters.
_LONGEST_PROPERTY = 255
#: As `docx.enum.style.WD_STYLE_TYPE` has it.
_PARAGRAPH_STYLE: Any = 1
#: Every file within the docx is of this day: the same document, the same bytes.
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_LOOKS = {
    CellChange.ADDED: "1B5E20",
    CellChange.CHANGED: "1B5E20",
    CellChange.REMOVED: "9B1C1C",
}


def docx_bytes(document: OfficialDocument) -> bytes:
    """Return a document as docx."""
    return _WordDocument(document).bytes()


class _WordDocument:
    """Writes the blocks of one document."""

    def __init__(self, document: OfficialDocument) -> None:
        import docx  # noqa: PLC0415 - only who writes a docx needs it

        self._official = document
        self._docx: Any = docx.Document()
        self._width = _SHORT - 2 * _MARGIN

    def bytes(self) -> bytes:
        """Return the document."""
        self._prepare()
        self._docx.add_paragraph(visible(self._official.title), style="Title")
        blocks = self._official.blocks
        for block, below in itertools.zip_longest(blocks, blocks[1:]):
            match block:
                case OfficialHeading():
                    self._heading(block)
                case OfficialParagraph():
                    is_kept = isinstance(below, OfficialTable)
                    self._paragraph(block, is_kept=is_kept)
                case OfficialTable():
                    self._table(block)
        made = io.BytesIO()
        self._docx.save(made)
        return _with_one_day(made.getvalue())

    # the page -------------------------------------------------------------------------

    def _prepare(self) -> None:
        """Set the styles, the page, and what stands on every page."""
        from docx.shared import Pt, RGBColor  # noqa: PLC0415 - as above

        about = self._docx.core_properties
        about.title = visible(self._official.title)[:_LONGEST_PROPERTY]
        about.author = visible(self._official.issuer)[:_LONGEST_PROPERTY]
        about.language = "sv-SE"
        about.comments = ""
        about.created = about.modified = dt.datetime(*_ZIP_DAY, tzinfo=dt.UTC)
        sizes = {"Normal": _BODY, "Title": 22, "Heading 1": 15, "Heading 2": 12.5}
        sizes |= {"Heading 3": 11, "Heading 4": 10.5, "Footer": 8}
        for name, size in sizes.items():
            style = self._docx.styles[name]
            style.font.name = _FONT
            style.font.size = Pt(size)
            style.font.italic = False
            color = _MUTED if name == "Footer" else _INK
            style.font.color.rgb = RGBColor.from_string(color)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(_name(f"w:{kind}"), _FONT)
            for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
                fonts.attrib.pop(_name(f"w:{theme}"), None)
            _add(style.element.get_or_add_rPr(), "w:lang", val="sv-SE")
        normal = self._docx.styles["Normal"].paragraph_format
        normal.space_after = Pt(5)
        for level, before in ((1, 18), (2, 13), (3, 10), (4, 10)):
            form = self._docx.styles[f"Heading {level}"].paragraph_format
            form.space_before, form.space_after = Pt(before), Pt(4)
            form.keep_with_next = True
        for size in (_SMALL, _SMALLEST):
            style = self._docx.styles.add_style(_cell_style(size), _PARAGRAPH_STYLE)
            style.base_style = self._docx.styles["Normal"]
            style.font.size = Pt(size)
            style.paragraph_format.space_after = Pt(1)
        title = self._docx.styles["Title"]
        for border in title.element.pPr.findall(_name("w:pBdr")):
            title.element.pPr.remove(border)
        title.paragraph_format.space_after = Pt(12)
        self._page(self._docx.sections[0], is_upright=True)
        self._footer(self._docx.sections[0])

    def _page(self, section: Any, *, is_upright: bool) -> None:  # noqa: ANN401 - python-docx tells no types
        from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - as above
        from docx.shared import Cm  # noqa: PLC0415 - as above

        wide, high = (_SHORT, _LONG) if is_upright else (_LONG, _SHORT)
        section.orientation = WD_ORIENT.PORTRAIT if is_upright else WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(wide), Cm(high)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Cm(_MARGIN))
        self._width = wide - 2 * _MARGIN

    def _footer(self, section: Any) -> None:  # noqa: ANN401 - as above
        paragraph = section.footer.paragraphs[0]
        paragraph.style = self._docx.styles["Footer"]
        paragraph.add_run(f"{visible(self._official.footer)} · sida ")
        _field(paragraph, "PAGE")
        paragraph.add_run(" av ")
        _field(paragraph, "NUMPAGES")

    # blocks ---------------------------------------------------------------------------

    def _heading(self, block: OfficialHeading) -> None:
        if block.text == ROWS and self._official.widest > _MOST_UPRIGHT:
            self._page(self._docx.add_section(), is_upright=False)
        level = min(block.level, 4)
        self._docx.add_paragraph(visible(block.text), style=f"Heading {level}")

    def _paragraph(self, block: OfficialParagraph, *, is_kept: bool) -> None:
        from docx.shared import Cm  # noqa: PLC0415 - as above

        paragraph = self._docx.add_paragraph()
        text = visible(block.text)
        if block.number:
            paragraph.paragraph_format.left_indent = Cm(0.9)
            paragraph.paragraph_format.first_line_indent = Cm(-0.9)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))
            text = f"{block.number}.\t{text}"
        paragraph.add_run(text)
        # what stands above a table stays on its page
        paragraph.paragraph_format.keep_with_next = is_kept

    def _table(self, block: OfficialTable) -> None:
        from docx.shared import Cm, Pt  # noqa: PLC0415 - as above

        count = len(block.header)
        table = self._docx.add_table(rows=1 + len(block.rows), cols=count)
        table.style = self._docx.styles["Table Grid"]
        table.autofit = False
        _describe(table, visible(block.caption))
        _set_edges(table, Cm(_EDGE).twips)
        points = _SMALLEST if count > _WIDE else _SMALL
        letter = points * _LETTER
        shares = column_widths(block, self._width / letter, _EDGES / letter)
        widths = [Cm(share * letter) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        style = self._docx.styles[_cell_style(points)].style_id
        rows = list(table.rows)
        for row in rows:
            _add(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 - the only way
        _add(rows[0]._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 - as above
        heads = [cell_of(heading) for heading in block.header]
        for number, (row, cells) in enumerate(
            zip(rows, (heads, *block.rows), strict=True)
        ):
            # a ladder stays on one page, and the headings with the first row
            is_kept = number == 0 or number in block.follows
            for cell, content, width in zip(row.cells, cells, widths, strict=True):
                cell.width = width
                self._fill(cell, content, style, is_head=number == 0)
                if is_kept:
                    cell.paragraphs[-1].paragraph_format.keep_with_next = True
        end = self._docx.add_paragraph()
        end.paragraph_format.space_after = Pt(2)

    def _fill(
        self,
        cell: Any,  # noqa: ANN401 - as above
        content: OfficialCell,
        style: str,
        *,
        is_head: bool,
    ) -> None:
        from docx.shared import RGBColor  # noqa: PLC0415 - as above

        for number, line in enumerate(content.text.split("\n")):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph._p.get_or_add_pPr().style = style  # noqa: SLF001 - by id: far quicker
            if not line:
                continue
            run = paragraph.add_run(visible(line))
            if is_head or content.change is CellChange.CHANGED:
                run.font.bold = True
            if content.change:
                run.font.color.rgb = RGBColor.from_string(_LOOKS[content.change])
                run.font.strike = content.change is CellChange.REMOVED
                run.font.underline = content.change is not CellChange.REMOVED
        if is_head:
            shading = _add(cell._tc.get_or_add_tcPr(), "w:shd")  # noqa: SLF001 - as above
            shading.set(_name("w:val"), "clear")
            shading.set(_name("w:fill"), _SHADE)


def _cell_style(size: float) -> str:
    """Return what the style of cells of a size is called."""
    return f"Tabellcell {size:g}"


def cell_of(text: str) -> OfficialCell:
    """Return a cell of a table that holds a text."""
    from .official_document import OfficialCell  # noqa: PLC0415 - types alone above

    return OfficialCell(text)


# elements that python-docx has no words for -------------------------------------------


def _name(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    return str(qn(name))


def _add(parent: Any, name: str, **attributes: str) -> Any:  # noqa: ANN401 - as above
    """Add an element of the docx below another, with attributes of that name space."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(_name(f"w:{key}"), value)
    parent.append(element)
    return element


def _describe(table: Any, caption: str) -> None:  # noqa: ANN401 - as above
    """Tell those who cannot see a table what it holds."""
    properties = table._tbl.tblPr  # noqa: SLF001 - as above
    _add(properties, "w:tblCaption", val=caption)


def _set_edges(table: Any, twips: int) -> None:  # noqa: ANN401 - as above
    """Set how far the text of each cell stands from the lines beside it."""
    properties = table._tbl.tblPr  # noqa: SLF001 - as above
    margins = _add(properties, "w:tblCellMar")
    # each property of a table has its place, and some programs open no other order
    properties.find(_name("w:tblLook")).addprevious(margins)
    for side in ("left", "right"):
        _add(margins, f"w:{side}", w=str(twips), type="dxa")


def _field(paragraph: Any, code: str) -> None:  # noqa: ANN401 - as above
    """Add a field that the reader's program fills: a number of a page."""
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            _add(run._r, "w:fldChar", fldCharType=kind)  # noqa: SLF001 - as above
        else:
            _add(run._r, "w:instrText").text = code  # noqa: SLF001 - as above


def _with_one_day(content: bytes) -> bytes:
    """Return a docx with all files in it of one day."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(
                zipfile.ZipInfo(name, _ZIP_DAY), old.read(name), zipfile.ZIP_DEFLATED
            )
    return made.getvalue()
