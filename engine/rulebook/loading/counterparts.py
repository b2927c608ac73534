"""What else asks the same as an act, checked: another act, a matter or a contact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.shapes import Wrong
from ..model.vocabulary import Counterpart, TermKind
from .checks import value_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..language.nodes import Scalar
    from ..language.shapes import Entry, Problems
    from ..model.values import Value
    from ..model.vocabulary import Vocabulary
    from .glossary import Glossary

_KEY = "same_as"
#: By which key an act names what else asks the same, and of what kind that is.
_KINDS = {
    "act": TermKind.ACT,
    "matter": TermKind.MATTER,
    "contact": TermKind.ROLE,
}


def with_counterparts(
    words: Vocabulary,
    touched: Iterable[Scalar],
    glossary: Glossary,
    problems: Problems,
) -> Vocabulary:
    """Return words with what else asks the same as some acts, problems noted.

    Args:
        words: all the words, the acts without their counterparts.
        touched: the acts of which a pack says something.
        glossary: what each pack says of the words.
        problems: takes unknown names, and values that do not fit.
    """
    acts = {}
    for id_ in touched:
        entries = glossary.terms[TermKind.ACT][id_].entries
        written = [other for entry in entries for other in entry.get(_KEY, ())]
        act = words.acts.get(id_)
        if act and written:
            others = tuple(_made(each, words, glossary, problems) for each in written)
            acts[act.id] = replace(act, same_as=others)
    return replace(words, acts={**words.acts, **acts}) if acts else words


def _made(
    written: Entry, words: Vocabulary, glossary: Glossary, problems: Problems
) -> Counterpart:
    for key, kind in _KINDS.items():
        name: Scalar | None = written.get(key)
        if name is not None:
            glossary.check_term(name, kind, problems)
    return Counterpart(
        **{key: str(written.get(key, "")) for key in _KINDS},
        here=_facts(written.get("when", {}), words, glossary, problems),
        there=_facts(written.get("there", {}), words, glossary, problems),
    )


def _facts(
    written: Mapping[Scalar, Scalar],
    words: Vocabulary,
    glossary: Glossary,
    problems: Problems,
) -> tuple[tuple[str, Value], ...]:
    """Return circumstances with their values, as far as both are known."""
    facts: list[tuple[str, Value]] = []
    for name, text in written.items():
        is_known = glossary.check_term(name, TermKind.CIRCUMSTANCE, problems)
        circumstance = words.circumstances.get(name) if is_known else None
        if circumstance is None:
            continue
        roles = glossary.terms[TermKind.ROLE]
        value = value_in(circumstance, text, roles, problems)
        if not isinstance(value, Wrong):
            facts.append((circumstance.id, value))
    return tuple(facts)
