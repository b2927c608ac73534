"""The addresses of pages: stable ones, to be quoted in a decision or sent in a letter.

What a page is about stands in the path, and what is known in the query. Who asks, the
language and the day follow along from page to page.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from ..records import record, replace
from ..rulebook.model.rules import RuleKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


#: What stands in the path where law and guidance alone are asked.
LAW = "lag"
#: The names in a query that are no circumstances.
LANGUAGE, DAY, ASKER, TEXT, ABOUT = "lang", "dag", "som", "q", "om"
WHY, WHY_NOT, DISQUALIFIED = "varfor", "varforinte", "javig"
RECEIPT = "kvitto"
RESERVED = frozenset(
    (LANGUAGE, DAY, ASKER, TEXT, ABOUT, WHY, WHY_NOT, DISQUALIFIED, RECEIPT)
)
#: The first word of the path of a page that answers a question of a kind.
_ASKING = {RuleKind.DECISION: "vem", RuleKind.CONTACT: "vag", RuleKind.CONDUCT: "far"}
_VERBS = {"who": ("vem", 1), "route": ("vag", 2), "may": ("far", 2)}
_OPTIONS = {
    "-m": "-m",
    "--municipality": "-m",
    "-g": "-g",
    "--given": "-g",
    "--on": "--on",
    "--about": "--about",
    "--as": "--as",
    "--why-not": "--why-not",
    "--rules": "--rules",
}


_TWO_DAYS = 2


@record
class Addresses:
    """The addresses as one reader sees them.

    Attributes:
        municipality: the id of the municipality read about, empty for law alone.
        language: `sv` or `en`; the Swedish pages do not say so in their addresses.
        asker: the id of the role of the reader, empty where it is not told.
        day: the day that is read about, as a date in ISO 8601; empty for today.
    """

    municipality: str = ""
    language: str = "sv"
    asker: str = ""
    day: str = ""

    @property
    def place(self) -> str:
        """What stands first in the path."""
        return self.municipality or LAW

    def carried(self) -> list[tuple[str, str]]:
        """Return what follows along from page to page, as pairs of a query."""
        pairs = [
            (LANGUAGE, "" if self.language == "sv" else self.language),
            (ASKER, self.asker),
            (DAY, self.day),
        ]
        return [(name, value) for name, value in pairs if value]

    def at(
        self,
        *path: str,
        query: Iterable[tuple[str, str]] = (),
        place: str | None = None,
    ) -> str:
        """Return the address of a page of the municipality.

        Args:
            path: what stands in it after the municipality.
            query: what it has beside what follows along.
            place: another municipality, or law, by what stands in the path.
        """
        first = self.place if place is None else place
        whole = "/".join(quote(part, safe=":") for part in (first, *path))
        pairs = [*query, *self.carried()]
        return f"/{whole}{'?' + urlencode(pairs) if pairs else ''}"

    def top(self, path: str = "") -> str:
        """Return the address of a page that is of no municipality."""
        pairs = [(name, value) for name, value in self.carried() if name == LANGUAGE]
        return f"/{path}{'?' + urlencode(pairs) if pairs else ''}"

    @property
    def style(self) -> str:
        """The address of the style sheet."""
        return "/stil.css"

    def thing(self, name: str) -> str:
        """Return the address of the page of a rule, passage, role or other thing."""
        return self.at("visa", *name.split("/"))

    def command(self, text: str) -> str:
        """Return the address that answers what a command does, empty for others."""
        try:
            words = shlex.split(text)
        except ValueError:
            return ""
        if len(words) < 2 or words[0] != "mandat":  # noqa: PLR2004 - a verb is the second
            return ""
        verb, options, rest = words[1], dict[str, list[str]](), list[str]()
        left = iter(words[2:])
        for word in left:
            if word in _OPTIONS:
                options.setdefault(_OPTIONS[word], []).append(next(left, ""))
            elif not word.startswith("--"):
                rest.append(word)
        return self._answering(verb, rest, options)

    def _answering(
        self, verb: str, words: list[str], options: Mapping[str, list[str]]
    ) -> str:
        named = options.get("-m", [""])[-1]
        place = named or (self.place if verb == "show" else LAW)
        query = [(ABOUT, about) for about in options.get("--about", ())]
        query += [
            (name, value)
            for name, _, value in (
                fact.partition("=") for fact in options.get("-g", ())
            )
        ]
        day = options.get("--on", [self.day])[-1]
        there = replace(self, day=day)
        if verb in _VERBS:
            first, count = _VERBS[verb]
            path = words if len(words) == count else [" ".join(words)]
            return there.at(first, *path, query=query, place=place)
        if verb == "diff" and not words and len(options.get("--on", ())) == _TWO_DAYS:
            first_day, last_day = options["--on"]
            days = [("fran", first_day), ("till", last_day)]
            return self.at("andringar", query=days, place=place)
        if not words:
            return ""
        if verb == "show":
            return there.at("visa", *" ".join(words).split("/"), place=place)
        if verb == "ask":
            return there.at("fraga", query=[(TEXT, " ".join(words))], place=place)
        if verb == "post":
            return there.at("post", " ".join(words), place=place)
        return ""
