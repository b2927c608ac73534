"""A self-contained page: one HTML file with its own style, for screen and A4."""

from __future__ import annotations

from html import escape

#: Right is blue and wrong is orange: told apart by the colour-blind, and in grey.
_STYLE = """
:root { --ink: #1d2530; --muted: #5b6675; --line: #d5dbe3; --right: #2f6db3;
  --wrong: #c8560f; --soft: #f3f5f8; }
* { box-sizing: border-box; }
html { font: 16px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  color: var(--ink); background: #fff; }
body { max-width: 54rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.3rem; margin: 2.6rem 0 .6rem; }
h3 { font-size: 1.08rem; margin: 0 0 .3rem; }
p { margin: .4rem 0; }
ul, ol { margin: .4rem 0; padding-left: 1.3rem; }
li { margin: .2rem 0; }
.muted { color: var(--muted); font-size: .9rem; }
.callout { border-left: 6px solid var(--wrong); background: var(--soft);
  padding: .9rem 1.1rem; margin: 1.2rem 0; }
.callout .figure { font-size: 2.2rem; font-weight: 700; color: var(--wrong);
  line-height: 1.1; }
.callout .said { font-size: 1.15rem; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; font-size: .85rem; color: var(--muted);
  border-bottom: 2px solid var(--line); padding: .3rem .6rem .3rem 0; }
td { vertical-align: top; border-bottom: 1px solid var(--line);
  padding: .45rem .6rem .45rem 0; }
td.number, th.number { text-align: right; white-space: nowrap; }
td.plot { width: 11rem; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 11px system-ui, "Segoe UI", Arial, sans-serif; fill: var(--muted); }
.exercise { margin: 0 0 1.6rem; break-inside: avoid; }
.key { margin: 0 0 1.6rem; }
.exercise .question { font-weight: 600; margin-top: .6rem; }
ol.choices { list-style: none; padding: 0; margin: .3rem 0; }
ol.choices li { display: flex; gap: .6rem; align-items: baseline; }
ol.choices .box { flex: none; width: .8em; height: .8em; border: 1.5px solid var(--ink);
  border-radius: 2px; }
dl { margin: .4rem 0; }
dt { font-weight: 600; font-size: .85rem; color: var(--muted); margin-top: .5rem; }
dd { margin: 0; }
.right { font-weight: 600; color: var(--right); }
.late { color: var(--wrong); font-weight: 600; }
.page { break-before: page; }
@page { size: A4; margin: 16mm 17mm 18mm; }
@media print {
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  h2 { break-after: avoid; margin-top: 1.4rem; }
  h3, .key .right, .question, thead, dt { break-after: avoid; }
  li, p, dd { orphans: 3; widows: 3; }
  tr, .callout, figure { break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def page(title: str, body: str, language: str) -> str:
    """Return a whole page; it fetches nothing."""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )


def element(name: str, content: str, **attributes: str) -> str:
    """Return an element whose content is HTML already.

    An attribute `class_` is written `class`; an underscore within stands for a hyphen.
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{said}>{content}</{name}>"


def told(name: str, text: str, **attributes: str) -> str:
    """Return an element with a plain text in it."""
    return element(name, escape(text), **attributes)
