"""What may stand where somebody types in a shell: names of the rules, and values.

INVARIANT: whatever is wrong with rules or with what was typed, nothing is printed but
what can stand there: a shell shows neither tracebacks nor problems.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from click.shell_completion import CompletionItem

from ..rulebook.model.signs import unseen, visible
from ..rulebook.model.values import ValueKind
from ..rulebook.model.vocabulary import TermKind
from .options import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import click

    from ..rulebook.model.vocabulary import Circumstance, Term, Vocabulary

    #: Returns what may stand where a word has begun.
    Offers = Callable[[Options, str], Iterable["Offer"]]


class Offer(NamedTuple):
    """Something with names that may stand in a place; the first name goes before.

    `about` is shown beside it where a shell does that; what `is_open` goes on, as
    `målområde=` does.
    """

    names: tuple[str, ...]
    about: str = ""
    is_open: bool = False


def completions(
    kind: str, context: click.Context, parameter: click.Parameter, typed: str
) -> list[CompletionItem]:
    """Return what may stand for a parameter that names something of a kind."""
    before = context.params.get(parameter.name or "")
    words = before if parameter.nargs == -1 and isinstance(before, tuple) else ()
    start = "".join(f"{word} " for word in words)
    try:
        offers = _OFFERS[kind](Options(context.params), start + typed)
        return list(_items(offers, start + typed, start))
    except Exception:  # noqa: BLE001 - a shell is no place to tell of it
        return []


def _items(offers: Iterable[Offer], typed: str, start: str) -> Iterator[CompletionItem]:
    """Yield what may stand for each offer, less what stands there before."""
    once: dict[str, Offer] = {}
    for offer in offers:
        name = _matching(offer.names, typed)
        if name:
            once.setdefault(name[len(start) :], offer)
    for name, offer in sorted(once.items()):
        kind = "open" if offer.is_open else "plain"
        about = visible(" ".join(offer.about.split()))
        yield CompletionItem(name, type=kind, help=about or None)


def _matching(names: Iterable[str], typed: str) -> str:
    """Return the first name that begins as typed, in the spelling that was typed.

    Names are understood whatever their case, and without å, ä and ö: what was typed
    need not be taken back.
    """
    wanted = _plain(typed)
    for name in names:
        composed = unicodedata.normalize("NFC", name)
        if _plain(composed).startswith(wanted) and not unseen(composed):
            return typed + composed[len(wanted) :]
    return ""


def _plain(text: str) -> str:
    """Return text without case and diacritics, letter for letter."""
    return "".join(_letter(sign) for sign in unicodedata.normalize("NFC", text))


def _letter(sign: str) -> str:
    return unicodedata.normalize("NFKD", sign)[:1].casefold()[:1] or sign


# what may stand -------------------------------------------------------------------


def _municipalities(options: Options, _: str) -> Iterator[Offer]:
    for head in options.mandat.municipalities:
        label = options.say.plain(head.label)
        yield Offer((head.id, *head.synonyms, head.label.sv, head.label.en), label)


def _names(term: Term, options: Options) -> tuple[str, ...]:
    label = options.say.plain(term.label)
    return (label, term.label.sv, term.label.en, *term.synonyms, term.id)


def _terms(*kinds: TermKind) -> Offers:
    def offers(options: Options, _: str) -> Iterator[Offer]:
        words = options.municipality.jurisdiction.vocabulary
        for kind in kinds:
            for term in words.terms(kind).values():
                names = _understood(_names(term, options), kind, term.id, words)
                yield Offer(names, term.id)

    return offers


def _understood(
    names: Iterable[str], kind: TermKind, id_: str, words: Vocabulary
) -> tuple[str, ...]:
    """Return the names of a term that stand for it and for no other one."""
    return tuple(name for name in names if name and words.is_named(kind, id_, name))


def _things(options: Options, typed: str) -> Iterator[Offer]:
    yield from _terms(*TermKind)(options, typed)
    jurisdiction = options.municipality.jurisdiction
    for id_ in (*jurisdiction.rules_by_id, *jurisdiction.sources):
        yield Offer((id_,))


def _posts(options: Options, _: str) -> Iterator[Offer]:
    for post in options.municipality.jurisdiction.posts.values():
        yield Offer((post.id, post.title), post.title)


def _facts(options: Options, typed: str) -> Iterator[Offer]:
    words = options.municipality.jurisdiction.vocabulary
    name, sign, _ = typed.partition("=")
    if sign:
        id_ = words.id_of(TermKind.CIRCUMSTANCE, name.strip())
        for offer in _values(words.circumstances[id_], words, options):
            yield Offer(tuple(f"{name}={value}" for value in offer.names), offer.about)
        return
    for circumstance in words.circumstances.values():
        names = _names(circumstance, options)
        known = _understood(names, TermKind.CIRCUMSTANCE, circumstance.id, words)
        plain = tuple(f"{one}=" for one in known if "=" not in one)
        yield Offer(plain, circumstance.id, is_open=True)


def _values(
    circumstance: Circumstance, words: Vocabulary, options: Options
) -> Iterator[Offer]:
    """Yield the values of a circumstance, where there are few of them."""
    names: tuple[str, ...]
    match circumstance.kind:
        case ValueKind.ENUM:
            for id_, text in circumstance.values:
                names = (options.say.plain(text), text.sv, text.en, id_)
                yield Offer(tuple(filter(None, names)), id_)
        case ValueKind.BOOL:
            yes, no = ("ja", "yes", "true"), ("nej", "no", "false")
            for names in (yes, no):
                yield Offer((names[options.say.is_english], *names))
        case ValueKind.ROLE:
            for role in words.roles.values():
                names = _names(role, options)
                yield Offer(_understood(names, TermKind.ROLE, role.id, words), role.id)
        case _:
            return


_OFFERS: Mapping[str, Offers] = {
    "municipalities": _municipalities,
    "roles": _terms(TermKind.ROLE),
    "matters": _terms(TermKind.MATTER),
    "acts": _terms(TermKind.ACT),
    "subjects": _terms(TermKind.MATTER, TermKind.ROLE, TermKind.ACT),
    "things": _things,
    "posts": _posts,
    "facts": _facts,
}
