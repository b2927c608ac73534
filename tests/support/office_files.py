"""Set made-up orders as documents: docx, xlsx, csv and HTML, with merged cells."""

import csv
import html
import io
import random
import re
from dataclasses import dataclass, replace

import docx
import xlsxwriter

TITLE = "Delegationsordning för socialnämnden"
_BLANK_IN_CSV = {"number", "matter"}


@dataclass(frozen=True)
class Box:
    """A cell as it is set: its text, and how far it reaches."""

    text: str = ""
    across: int = 1
    down: int = 1
    is_covered: bool = False


def parts(order):  # noqa: C901 - one case for each part
    """Return an order as headings, paragraphs and tables of boxes, in their order."""
    chance = random.Random(f"set {order.seed}")
    made = []
    if order.layout in {"docx", "html"}:
        made.append(("heading", 0, TITLE))
        made.append(("text", "", "Antagen av socialnämnden 2026-01-20 § 7"))
        if chance.random() < 0.3:
            versions = [[Box("Version"), Box("Datum")], [Box("1"), Box("2026-01-20")]]
            made.append(("table", "", versions))
    if order.key:
        lines = [[Box("Förkortning"), Box("Befattning")]]
        lines += [[Box(short), Box(label)] for short, label in order.key]
        made.append(("heading", 1, "Förkortningar"))
        made.append(("table", "Förkortningar", lines))
    if order.is_prose:
        return made + list(prose(order))
    chapters = list(dict.fromkeys(row.chapter for row in order.rows))
    is_apart = order.layout in {"docx", "html"} and chance.random() < 0.5
    is_apart |= bool(order.executions)
    header = [Box(heading) for heading, _ in order.columns]
    tables = []
    for number, chapter in enumerate(chapters, 1):
        rows = [row for row in order.rows if row.chapter == chapter]
        body = list(body_lines(order, rows, chance))
        if is_apart:
            title = f"{number} {chapter}" if order.is_numbered else chapter
            if chapter in order.executions:
                title = "Beslutsförteckning (verkställighet)"
            is_bold = chance.random() < 0.3 and len(rows) > 0
            tables.append(("text", "", title) if is_bold else ("heading", 1, title))
            sheet = "Verkställighet" if chapter in order.executions else chapter
            tables.append(("table", sheet, [header, *body]))
        else:
            if not tables:
                tables.append(("table", "Delegation", [header]))
            tables[0][2].append(chapter_line(order, number, chapter, chance))
            if number > 1 and chance.random() < 0.2:
                tables[0][2].append(header)  # as on a new page
            tables[0][2].extend(body)
    made += gone_on(order, tables, chance)
    if order.passed_on:
        head = [Box("Nr"), Box("Ärende"), Box("Delegat")]
        made.append(("heading", 1, "Vidaredelegationer"))
        made.append(
            ("table", "", [head, *([Box(c) for c in row] for row in order.passed_on)])
        )
    return made


def gone_on(order, tables, chance):
    """Return tables, one of which may go on in a table without a header."""
    (kind, what, lines) = tables[-1]
    is_plain = all(
        not box.is_covered and box.down == 1 for line in lines for box in line
    )
    if (
        order.layout not in {"docx", "html"}
        or not is_plain
        or len(lines) < 6
        or chance.random() < 0.5
    ):
        return tables
    rows = [n for n, line in enumerate(lines) if n > 2 and is_whole(order, line)]
    if not rows:
        return tables
    at = rows[len(rows) // 2]
    return [*tables[:-1], (kind, what, lines[:at]), (kind, what, lines[at:])]


def is_whole(order, line):
    """Tell whether a line is a row by itself, and no part of the one above."""
    shows = [show for _, show in order.columns]
    texts = dict(zip(shows, (box.text for box in line), strict=True))
    has_number = "number" not in texts or texts["number"].replace(".", "").isdigit()
    return (
        has_number
        and texts["matter"][1:2] != ")"
        and bool(texts["delegate"] and texts["matter"])
    )


def chapter_line(order, number, chapter, chance):
    """Return the heading of a chapter as a line of the table."""
    width = len(order.columns)
    if order.layout != "csv" and (not order.is_numbered or chance.random() < 0.5):
        title = f"{number} {chapter}" if order.is_numbered else chapter
        covered = [Box(is_covered=True)] * (width - 1)
        return [Box(title, across=width), *covered]
    line = [Box()] * width
    shows = [show for _, show in order.columns]
    if order.is_numbered:
        line[shows.index("number")] = Box(str(number))
    line[shows.index("matter")] = Box(chapter)
    return line


def body_lines(order, rows, chance):
    """Yield the lines of the table of some rows."""
    waiting = list(rows)
    while waiting:
        row = waiting.pop(0)
        if row.letter:
            cases = [row]
            while (
                waiting
                and waiting[0].letter > row.letter
                and waiting[0].parent == row.parent
            ):
                cases.append(waiting.pop(0))
            yield from case_lines(order, cases, chance)
        elif "steps" in row.cells:
            yield from step_lines(order, row)
        else:
            yield [
                merged_box(order, show)
                if show == "delegate" and "is_merged" in row.cells
                else Box(
                    row.cells.get(show, ""),
                    down=1 + is_first_of_two(show, row, waiting, order),
                )
                for _, show in order.columns
            ]


def merged_box(order, show):
    """Return what stands where a cell goes on with the one above."""
    del show
    return Box() if order.layout == "csv" else Box(is_covered=True)


def is_first_of_two(show, row, waiting, order):
    """Tell whether a delegate's cell reaches over the next row, too."""
    is_next = bool(waiting) and "is_merged" in waiting[0].cells
    is_same = is_next and waiting[0].cells["delegate"] == row.cells.get("delegate")
    return show == "delegate" and is_same and order.layout != "csv"


def step_lines(order, row):
    """Yield the lines of a ladder: what is said once stands in merged cells."""
    steps = row.cells["steps"]
    for at, step in enumerate(steps):
        line = []
        for _, show in order.columns:
            text = step if show == "delegate" else row.cells.get(show, "")
            if show == "delegate":
                line.append(Box(text))
            elif order.layout == "csv":
                line.append(Box("" if at and show in _BLANK_IN_CSV else text))
            elif at:
                line.append(Box(is_covered=True))
            else:
                line.append(Box(text, down=len(steps)))
        yield line


def case_lines(order, cases, chance):
    """Yield the lines of the sub-cases of a row."""
    style, number = cases[0].cells["style"], cases[0].cells["number"]
    if style == "cell":
        texts = {
            "number": number,
            "matter": "\n".join(
                [cases[0].parent, *(f"{c.letter}) {c.cells['matter']}" for c in cases)]
            ),
            "delegate": "\n".join(f"{c.letter}) {c.cells['delegate']}" for c in cases),
            "kind": cases[0].cells.get("kind", ""),
        }
        yield [Box(texts.get(show, "")) for _, show in order.columns]
        return
    above = {"number": number, "matter": cases[0].parent}
    yield [Box(above.get(show, "")) for _, show in order.columns]
    between = chance.choice(("", " "))
    for case in cases:
        texts = dict(case.cells)
        if style == "rows":
            texts["number"] = ""
            texts["matter"] = f"{case.letter}) {case.cells['matter']}"
        else:
            texts["number"] = f"{number}{between}{case.letter}"
        yield [Box(texts.get(show, "")) for _, show in order.columns]


def prose(order):
    """Yield an order without tables: items below who is given them."""
    names = {"sn-ordforande": "ordföranden", "forvaltningschef": "förvaltningschefen"}
    chapter = None
    count = 0
    for row in order.rows:
        if row.chapter != chapter:
            chapter, count = row.chapter, 0
            (role,) = row.lines[0].roles
            yield ("heading", 1, chapter)
            yield ("text", "", f"Socialnämnden uppdrar åt {names[role]} att")
        count += 1
        yield ("text", f"{count}.", f"{row.cells['matter']}.")


def file_of(order):
    """Return a document: what it holds, and the name of its file."""
    made = parts(order)
    write = {"docx": _docx, "xlsx": _xlsx, "csv": _csv, "html": _html}[order.layout]
    return write(made, order), f"ordning.{order.layout}"


def _docx(made, order):
    del order
    document = docx.Document()
    for kind, what, content in made:
        if kind == "heading":
            document.add_heading(content, what)
        elif kind == "text":
            document.add_paragraph(f"{what} {content}".strip())
        else:
            _docx_table(document, content)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _docx_table(document, lines):
    table = document.add_table(len(lines), len(lines[0]))
    cells = [list(row.cells) for row in table.rows]
    for row, line in enumerate(lines):
        for column, box in enumerate(line):
            if box.is_covered:
                continue
            cell = cells[row][column]
            if box.across > 1 or box.down > 1:
                last = cells[row + box.down - 1][column + box.across - 1]
                cell = cell.merge(last)
            first, *others = box.text.split("\n")
            cell.paragraphs[0].text = first
            for text in others:
                cell.add_paragraph(text)


def _html(made, order):
    chance = random.Random(f"html {order.seed}")
    out = [
        "<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body>"
    ]
    for kind, what, content in made:
        if kind == "heading":
            out.append(f"<h{what + 1}>{html.escape(content)}</h{what + 1}>")
        elif kind == "text":
            out.append(f"<p>{html.escape(f'{what} {content}'.strip())}</p>")
        else:
            out.append("<table>")
            for line in content:
                out.append("<tr>")
                for box in line:
                    if box.is_covered:
                        continue
                    spans = f" colspan={box.across}" if box.across > 1 else ""
                    spans += f' rowspan="{box.down}"' if box.down > 1 else ""
                    text = html.escape(box.text).replace(
                        "\n", chance.choice(("<br>", "<p>"))
                    )
                    out.append(f"<td{spans}>{text}</td>")
                out.append("</tr>")
            out.append("</table>")
    return "\n".join([*out, "</body></html>"]).encode()


def _csv(made, order):
    chance = random.Random(f"csv {order.seed}")
    text = io.StringIO()
    separator = chance.choice(";;,\t")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow([TITLE])
    for kind, _, content in made:
        if kind == "table":
            for line in content:
                writer.writerow([box.text for box in line])
        else:
            writer.writerow([content])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(made, order):
    chance = random.Random(f"xlsx {order.seed}")
    as_numbers = chance.random() < 0.5
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": False})
    used = set()
    for kind, what, content in made:
        if kind != "table":
            continue
        name = re.sub(r"[\[\]:*?/\\]", " ", what)[:28]
        while name in used:
            name += "x"
        used.add(name)
        sheet = book.add_worksheet(name)
        at = 0
        if name != "Förkortningar" and chance.random() < 0.5:
            sheet.write_string(0, 0, TITLE)
            at = 2
        for line in content:
            for column, box in enumerate(line):
                if box.is_covered or not box.text:
                    continue
                if box.across > 1 or box.down > 1:
                    last = (at + box.down - 1, column + box.across - 1)
                    sheet.merge_range(at, column, *last, box.text)
                elif as_numbers and re.fullmatch(r"[0-9]+\.[0-9]+", box.text):
                    sheet.write_number(at, column, float(box.text))
                else:
                    sheet.write_string(at, column, box.text)
            at += 1
    book.close()
    return file.getvalue()


def unmerged(order):
    """Return an order set as csv, where merged cells are lost."""
    return replace(order, layout="csv")
