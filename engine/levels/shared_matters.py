"""Matters that several municipalities have, each under a name of its own or of law.

A matter of law is the same everywhere. Of its own matters one municipality has those
of another where it understands the other's name as such a matter: no likeness of two
names is taken for more than that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.problems import AmbiguousNameError, UnknownNameError, nearest
from ..rulebook.model.vocabulary import TermKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.vocabulary import Vocabulary


@record
class SharedMatter:
    """One matter in several municipalities.

    `ids` are what it is in each of them, in their order; None where none of its words
    means it.
    """

    ids: tuple[str | None, ...]


def shared_matters(
    jurisdictions: Sequence[Jurisdiction],
    law: Vocabulary,
    only: Collection[str] = (),
) -> list[SharedMatter]:
    """Return every matter that one of the municipalities has, each once.

    Args:
        jurisdictions: the rules and words of each.
        law: the words of law and general guidance alone.
        only: names of matters to keep to, with what lies under them; all for none.

    Raises:
        UnknownNameError: none of the municipalities has a matter of some name.
        AmbiguousNameError: nobody can tell which of two matters is meant.
    """
    words = [each.vocabulary for each in jurisdictions]
    chosen = [_chosen(each, only) for each in words]
    for name in only:
        if not any(each.named(TermKind.MATTER, name) for each in words):
            raise _unknown(name, words)
    placed: set[tuple[int, str]] = set()
    shared = []
    for number, own in enumerate(words):
        for id_ in sorted(own.matters):
            if (number, id_) in placed:
                continue
            ids = tuple(_everywhere(id_, number, words, law))
            placed.update((n, each) for n, each in enumerate(ids) if each)
            if any(each in chosen[n] for n, each in enumerate(ids)):
                shared.append(SharedMatter(ids=ids))
    return shared


def _chosen(words: Vocabulary, only: Collection[str]) -> frozenset[str]:
    """Return the matters that are named, and those under them; all for no name."""
    if not only:
        return frozenset(words.matters)
    named = {words.named(TermKind.MATTER, name) for name in only} - {""}
    return frozenset(
        narrow for id_ in named for narrow in words.narrower(TermKind.MATTER, id_)
    )


def _everywhere(
    id_: str, number: int, words: Sequence[Vocabulary], law: Vocabulary
) -> Iterator[str | None]:
    """Yield what a matter of one municipality is in each of them."""
    label = words[number].matters[id_].label.sv
    for other, own in enumerate(words):
        if other == number:
            yield id_
        elif id_ in law.matters:
            yield id_ if id_ in own.matters else None
        else:
            yield _understood(label, own)


def _understood(name: str, words: Vocabulary) -> str | None:
    """Return what a municipality understands by a name; None where it cannot tell."""
    try:
        return words.named(TermKind.MATTER, name) or None
    except AmbiguousNameError:
        return None


def _unknown(name: str, words: Sequence[Vocabulary]) -> UnknownNameError:
    labels = dict.fromkeys(
        label
        for each in words
        for matter in each.matters.values()
        for label in (matter.label.sv, matter.label.en, *matter.synonyms)
        if label
    )
    return UnknownNameError("question/unknown-matter", name, nearest(name, labels))
