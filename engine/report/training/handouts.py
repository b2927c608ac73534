"""Write exercises as a sheet to print: questions first, the answers on other pages."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from ..layout import capital
from .explaining import explained
from .pages import element, page, told
from .telling import rule_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .telling import Told

#: Signs that mean something to Markdown at any place in a line.
_MARKS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|"})
#: Markdown knows no pages; what turns it into HTML or PDF keeps this.
_BREAK = '<div style="page-break-before: always"></div>'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    """What stands on the answer page of an exercise: a heading, then its parts."""

    heading: str
    right: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


def _key(said: Told, number: int) -> _Key:
    say = said.wording.say
    dilemma, lesson = said.exercise.dilemma, said.exercise.lesson
    if dilemma:
        roles = [said.wording.role(role) for role in dilemma.settled_by]
        settled = capital(said.wording.listed(roles))
        parts = [
            (
                say("Vad reglerna säger", "What the rules say"),
                tuple(rule_text(replay, said) for replay in said.exercise.replays),
            ),
            (
                say("Där reglerna tar slut", "Where the rules stop"),
                (said.say(dilemma.stops),),
            ),
            (
                say("Vem som avgör", "Who settles it"),
                (f"{settled}. {said.say(dilemma.settled_how)}",),
            ),
        ]
    else:
        why = explained(said.exercise.replays[0], said.space, said.wording)
        parts = [
            (say("Varför", "Why"), (" ".join(why.reason),)),
            (say("I vilka lägen", "In which cases"), why.rows),
            (
                say("Källor", "Sources"),
                tuple(f"{citation}: {gist}" for citation, gist in why.passages),
            ),
            (say("Lagen", "The law"), why.law),
            (say("Att veta", "Note"), why.notes),
        ]
    parts.append(
        (
            say("Att ta med sig", "To take home"),
            (said.say(lesson.notice),) if lesson.notice else (),
        )
    )
    if not dilemma:
        parts.append((say("Att tala om", "To talk about"), _talk(said)))
    right = dict(said.choices).get(said.right, "")
    return _Key(
        heading=f"{number}. {said.title}",
        right=f"{said.right}) {right}" if said.right else "",
        parts=tuple((name, lines) for name, lines in parts if lines),
    )


def _talk(said: Told) -> tuple[str, ...]:
    return tuple(said.say(text) for text in said.exercise.lesson.discuss)


def _words(tolds: Sequence[Told], seed: int) -> tuple[str, str, str, str]:
    """Return the title, a line below it, and the headings of both halves."""
    wording = tolds[0].wording
    say = wording.say
    places = " · ".join(dict.fromkeys(said.wording.place for said in tolds))
    return (
        say(f"Fall att tala om – {places}", f"Cases to talk about – {places}"),
        say(
            f"{len(tolds)} fall, frö {seed}. Svaren står på egna sidor sist.",
            f"{len(tolds)} cases, seed {seed}. The answers are on pages of their own.",
        ),
        say("Svar", "Answers"),
        say("Tala om", "Talk about"),
    )


# Markdown -----------------------------------------------------------------------------


def handout_markdown(tolds: Sequence[Told], seed: int) -> str:
    """Return exercises as Markdown; a rule divides questions from answers."""
    title, below, answers, talk = _words(tolds, seed)
    lines = [f"# {_plain(title)}", "", _plain(below)]
    for number, said in enumerate(tolds, 1):
        lines += [
            "",
            f"## {number}. {_plain(said.title)}",
            "",
            f"*{_plain(said.about)}*",
        ]
        lines += ["", _plain(said.say(said.exercise.told)), ""]
        lines += [f"**{_plain(said.say(said.exercise.lesson.question))}**", ""]
        lines += [f"- [ ] {letter}) {_plain(text)}" for letter, text in said.choices]
        if said.exercise.dilemma and _talk(said):
            lines += ["", f"{talk}:", "", *_items(_talk(said))]
    lines += ["", _BREAK, "", f"# {answers}"]
    for number, said in enumerate(tolds, 1):
        key = _key(said, number)
        lines += ["", f"## {_plain(key.heading)}"]
        lines += ["", f"**{_plain(key.right)}**"] if key.right else []
        for name, texts in key.parts:
            lines += ["", f"{name}:", "", *_items(texts)]
    return "\n".join(lines) + "\n"


def _items(texts: Iterable[str]) -> list[str]:
    return [f"- {_plain(text)}" for text in texts]


def _plain(text: str) -> str:
    """Return a text in which no sign is taken for a mark."""
    return text.translate(_MARKS)


# HTML ---------------------------------------------------------------------------------


def handout_page(tolds: Sequence[Told], seed: int) -> str:
    """Return exercises as one self-contained HTML page that prints on A4."""
    title, below, answers, talk = _words(tolds, seed)
    parts = [told("h1", title), told("p", below, class_="muted")]
    parts += [_question(said, number, talk) for number, said in enumerate(tolds, 1)]
    keys = [_answer(_key(said, number)) for number, said in enumerate(tolds, 1)]
    parts.append(element("section", told("h1", answers) + "".join(keys), class_="page"))
    return page(title, "\n".join(parts) + "\n", tolds[0].wording.say.language)


def _question(said: Told, number: int, talk: str) -> str:
    choices = "".join(
        element(
            "li",
            '<span class="box"></span>'
            + told("span", f"{letter})")
            + told("span", text),
        )
        for letter, text in said.choices
    )
    inside = [
        told("h2", f"{number}. {said.title}"),
        told("p", said.about, class_="muted"),
        told("p", said.say(said.exercise.told)),
        told("p", said.say(said.exercise.lesson.question), class_="question"),
        element("ol", choices, class_="choices"),
    ]
    if said.exercise.dilemma and _talk(said):
        inside += [told("p", talk, class_="muted"), _list(_talk(said))]
    return element("article", "".join(inside), class_="exercise")


def _answer(key: _Key) -> str:
    inside = [told("h3", key.heading)]
    if key.right:
        inside.append(told("p", key.right, class_="right"))
    rows = "".join(
        told("dt", name)
        + element("dd", escape(texts[0]) if len(texts) == 1 else _list(texts))
        for name, texts in key.parts
    )
    return element(
        "article", "".join([*inside, element("dl", rows)]), class_="exercise"
    )


def _list(texts: Iterable[str]) -> str:
    return element("ul", "".join(told("li", text) for text in texts))
