"""Write a page of a report as HTML: the same words, as elements instead of columns.

Every text is escaped: packs and questions are untrusted. A command that asks or shows
something becomes a link to the page that answers it.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, TypeGuard

from ..report.citations import numbered
from ..report.layout import Command, Pairs, Paragraph, Table, Verbatim
from ..report.lines import UNSEEN, Stress
from ..report.say import TONGUE_BEGINS, TONGUE_ENDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..answers.answer import Answer
    from ..report.layout import Block, Page
    from ..report.wording import Wording

_BULLET = "• "
_NUMBER = re.compile(r"\[(\d+)\] ")
_INLINE = re.compile(r"`(mandat [^`]+)`")
#: The full id of a rule, a row or a document, alone.
_THING = re.compile(r"[a-z0-9-]+/[a-z0-9-]+(?:#[a-z0-9.-]+)?\Z")
#: What a page has a form or links for, and tells people at a terminal how to type.
_OPTIONS = re.compile(r" \(-g [^()\s]+=…\)")
_ASKER = re.compile(r"(?:Säg det|Tell it) (?:med|with) --as (?:ROLL|ROLE), \w+ (\w)")
_CLASSES = {Stress.ANSWER: "answer", Stress.WARNING: "warning"}


def cited_addresses(
    answer: Answer, wording: Wording, address: Callable[[str], str]
) -> dict[int, str]:
    """Return the address of the passage behind each number among the sources.

    Args:
        answer: the answer whose sources these are.
        wording: the words in which they are cited.
        address: returns the address of a passage by its id, empty where it has none.
    """
    numbers = numbered(answer.cites, wording.citation)[0]
    addresses: dict[int, str] = {}
    for passage, number in numbers.items():
        if number not in addresses and (link := address(passage)):
            addresses[number] = link
    return addresses


def page_markup(
    page: Page,
    address: Callable[[str], str],
    cited: Mapping[int, str] | None = None,
) -> str:
    """Return a page as elements, a `section` for each of its parts.

    Args:
        page: what a report says.
        address: returns the address of the page that answers a command, empty where
            none does.
        cited: the address of the passage behind each number in the list of sources.
    """
    writer = _Elements(address, cited or {})
    parts = (writer.part(part) for part in page.parts)
    return "\n".join(f"<section>{part}</section>" for part in parts if part)


#: Takes the marks of Swedish words out of a text that is no HTML.
_UNMARKED = str.maketrans("", "", TONGUE_BEGINS + TONGUE_ENDS)


def page_title(page: Page) -> str:
    """Return what a page is called: its title, or else how it begins."""
    blocks = [block for part in page.parts for block in part]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    titles = [block for block in paragraphs if block.stress is Stress.TITLE]
    first = next(iter((*titles, *paragraphs)), None)
    return first.text.translate(_UNMARKED) if first else ""


class _Elements:
    """Writes blocks as elements."""

    def __init__(self, address: Callable[[str], str], cited: Mapping[int, str]) -> None:
        self._address = address
        self._cited = cited

    def part(self, blocks: Sequence[Block]) -> str:
        """Return the elements of a part, below its heading if that is folded."""
        first = blocks[0] if blocks else None
        if not isinstance(first, Paragraph) or not first.is_folded:
            return "".join(self.blocks(blocks))
        title = "".join(self.blocks(blocks[:1]))
        rest = "".join(self.blocks(blocks[1:]))
        return f"<details><summary>{title}</summary>{rest}</details>"

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield the elements of a part; paragraphs with bullets become a list."""
        items: list[str] = []
        kind, depth = "", 0
        for block in blocks:
            item = self._item(block)
            if isinstance(block, Command) and items:
                items[-1] = self._offer(items[-1], block)
                continue
            if item is None and items and _is_below(block, depth):
                items[-1] += f"<br>{self._inline(block.text)}"
                continue
            if item is not None and isinstance(block, Paragraph):
                depth = len(block.first)
            if item is None and items:
                yield _list(kind, items)
                items = []
            if item is None:
                yield self._block(block)
            else:
                kind, text = item
                items.append(text)
        if items:
            yield _list(kind, items)

    def _item(self, block: Block) -> tuple[str, str] | None:
        """Return the kind of list that a paragraph is an item of, and its text."""
        if not isinstance(block, Paragraph) or block.stress is Stress.HEADING:
            return None
        if block.text.startswith(_BULLET):
            text = block.text.removeprefix(_BULLET)
            link = self._address(f"mandat show {text}") if _THING.match(text) else ""
            shown = self._inline(text)
            linked = f'<a href="{_escaped(link)}">{shown}</a>' if link else shown
            return "points", linked
        number = _NUMBER.match(block.text)
        if number:
            rest = self._inline(block.text[number.end() :])
            link = self._cited.get(int(number[1]), "")
            body = f'<a href="{_escaped(link)}">{rest}</a>' if link else rest
            return "sources", f'<span class="number">{number[0]}</span>{body}'
        return None

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(stress=Stress.TITLE):
                return f"<h1>{self._inline(block.text)}</h1>"
            case Paragraph(stress=Stress.HEADING):
                return f"<h2>{self._inline(block.text)}</h2>"
            case Paragraph():
                kind = _CLASSES.get(block.stress) if block.stress else None
                named = f' class="{kind}"' if kind else ""
                return f"<p{named}>{self._inline(block.text)}</p>"
            case Command():
                return f"<p>{self._command(block)}</p>"
            case Pairs():
                return self._pairs(block)
            case Table():
                return self._table(block)
            case Verbatim():
                return f"<pre>{_escaped(block.text)}</pre>"
            case _:
                lines = ("".join(s.text for s in line) for line in block.lines(UNSEEN))
                text = "\n".join(lines)
                return f"<pre>{_escaped(text)}</pre>"

    def _offer(self, item: str, block: Command) -> str:
        """Return an item with the command below it, as a link where it can be one."""
        link = self._address(block.text)
        if link and "<a " not in item:
            return f'<a href="{_escaped(link)}">{item}</a>'
        return f"{item} <code>{_escaped(block.text)}</code>"

    def _command(self, block: Command) -> str:
        link = self._address(block.text)
        before = block.first.strip().removeprefix(_BULLET.strip()).strip()
        words = before.removesuffix(":") or block.text
        shown = f"<code>{_escaped(block.text)}</code>"
        comment = f" {_escaped(block.comment)}" if block.comment else ""
        if not link:
            return f" {_escaped(before)} {shown}{comment}"
        return f' <a href="{_escaped(link)}">{_escaped(words)}</a>{comment}'

    def _pairs(self, block: Pairs) -> str:
        kind = _CLASSES.get(block.stress) if block.stress else None
        rows, before = [], None
        for caption, text in block.rows:
            if caption != before:
                rows.append(f"<dt>{self._inline(caption)}</dt>")
            before = caption
            rows.append(f"<dd>{self._inline(text)}</dd>")
        named = f' class="{kind}"' if kind else ""
        return f"<dl{named}>{''.join(rows)}</dl>"

    def _table(self, block: Table) -> str:
        heads = "".join(
            f'<th scope="col">{self._inline(header)}</th>' for header in block.headers
        )
        rows = "".join(self._row(block, row.cells, row.stress) for row in block.rows)
        return (
            '<div class="wide" role="group" tabindex="0">'
            f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _row(self, block: Table, cells: Sequence[str], stress: Stress | None) -> str:
        kind = _CLASSES.get(stress) if stress else None
        written = []
        for number, (header, cell) in enumerate(zip(block.headers, cells, strict=True)):
            lines = "<br>".join(self._inline(line) for line in cell.split("\n"))
            label = f' data-label="{_escaped(header)}"'
            if number < block.leading:
                written.append(f'<th scope="row"{label}>{lines}</th>')
            else:
                written.append(f"<td{label}>{lines}</td>")
        named = f' class="{kind}"' if kind else ""
        return f"<tr{named}>{''.join(written)}</tr>"

    def _inline(self, text: str) -> str:
        """Return a text with each command in it as code, linked where it can be."""
        text = _ASKER.sub(lambda found: found[1].upper(), _OPTIONS.sub("", text))
        written, end = [], 0
        for found in _INLINE.finditer(text):
            written.append(_escaped(text[end : found.start()]))
            link = self._address(found[1])
            shown = f"<code>{_escaped(found[1])}</code>"
            written.append(f'<a href="{_escaped(link)}">{shown}</a>' if link else shown)
            end = found.end()
        written.append(_escaped(text[end:]))
        return "".join(written)


def _is_below(block: Block, depth: int) -> TypeGuard[Paragraph]:
    """Tell whether a block goes on with the item above, as it is indented deeper."""
    return (
        isinstance(block, Paragraph)
        and block.stress is None
        and len(block.first) > depth
    )


def _list(kind: str, items: Sequence[str]) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="{kind}">{listed}</ul>'


def _escaped(text: str) -> str:
    """Return a text as HTML, with Swedish words in an English one as an element."""
    shown = html.escape(text)
    shown = shown.replace(TONGUE_BEGINS, '<span lang="sv">')
    return shown.replace(TONGUE_ENDS, "</span>")
