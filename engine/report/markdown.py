"""Write text into Markdown so that it stays text, whatever it holds.

Rules and scenarios are written by others: no sign of theirs becomes a heading, a link,
an image or HTML in a pull request, and nobody is notified by it.
"""

from __future__ import annotations

import re

from ..rulebook.model.signs import visible

#: Signs that mean something to Markdown or to the HTML in it, at any place.
_MARKS = re.compile(r"([\\`*_\[\]<>|#~&${]|(?<={)%)")
#: What would begin a list, underline a heading, or give a code host a command, at the
#: beginning of a line.
_BEGINNING = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+](?:\W|$))|(?=[=/:]))(.)")
#: A dot within what may be read as the name of a site; that of our files is none.
_DOT = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2})(?!yaml\b)")
#: Words that become alive in code hosts, be their signs escaped or not: addresses,
#: mentions, numbers of issues, names of commits, and names of pictures.
_LIVE = re.compile(
    r"@\w|[#!&$%~]\w|//|www\.|(?:mailto|xmpp):|gh-[0-9]|:[\w+-]+:"
    r"|(?<![0-9a-z])(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{7,40}(?![0-9a-z])",
    re.IGNORECASE,
)
#: What may stand in code: a word without the signs that end it, or divide a table, or
#: are filled in by what makes pages of Markdown (`{{ … }}`).
_WORD = re.compile(r"[^\s`|\\{]+")
#: Ids of rules, scenarios and words: nothing in them is alive.
_CODE = re.compile(r"`([a-z0-9]+(?:[-/.][a-z0-9]+)*)`")


def markdown_text(text: str) -> str:
    """Return text on one line in which no sign means anything.

    Words that would be alive although their signs are escaped are set as code.
    """
    return _BEGINNING.sub(r"\1\\\2", _written(_one_line(text)))


def markdown_with_code(text: str) -> str:
    """Return text in which ids in backticks are code, and no other sign means much."""
    parts = _CODE.split(_one_line(text))
    written = "".join(
        f"`{part}`" if number % 2 else _written(part)
        for number, part in enumerate(parts)
    )
    return _BEGINNING.sub(r"\1\\\2", written)


def _one_line(text: str) -> str:
    return " ".join(visible(text, "\n\r\t").split())


def _written(line: str) -> str:
    written: list[str] = []
    end = 0
    for word in _WORD.finditer(line):
        if _LIVE.search(word[0]):
            written += [_escaped(line[end : word.start()]), f"`{word[0]}`"]
            end = word.end()
    return "".join([*written, _escaped(line[end:])])


def _escaped(text: str) -> str:
    return _DOT.sub(r"\.", _MARKS.sub(r"\\\1", text))
