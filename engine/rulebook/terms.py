"""Link vocabularies: drafts of roles, matters, acts and circumstances → terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.rulebook.names import folded
from engine.rulebook.problems import did_you_mean
from engine.rulebook.shapes import Wrong
from engine.rulebook.texts import Text
from engine.rulebook.values import CALLED, EXAMPLES, NONE_WORDS, PARSERS, ValueKind
from engine.rulebook.vocabulary import (
    Act,
    Circumstance,
    Matter,
    Resolution,
    Role,
    Vocabulary,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.rulebook.drafts import PackDraft
    from engine.rulebook.nodes import Scalar
    from engine.rulebook.problems import Place
    from engine.rulebook.shapes import Entry, Problems
    from engine.rulebook.values import Value

SORTS = ("roles", "matters", "acts", "circumstances")
SINGULAR = {
    "roles": "role",
    "matters": "matter",
    "acts": "act",
    "circumstances": "circumstance",
}


@dataclass(slots=True)
class _Merged:
    """One term with everything the packs of a jurisdiction say about it, in order."""

    id: str
    entries: list[Entry] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def last(self, key: str, otherwise: Any = None) -> Any:  # noqa: ANN401
        """Return what the last pack that says it says."""
        for entry in reversed(self.entries):
            value = entry.get(key)
            if value is not None:
                return value
        return otherwise

    def union(self, key: str) -> tuple[str, ...]:
        """Return what all packs say together, in order, each once."""
        said = (str(word) for entry in self.entries for word in entry.get(key, ()))
        return tuple(dict.fromkeys(said))

    def labels_left_behind(self) -> tuple[str, ...]:
        """Return the labels that a later pack replaced; they stay as synonyms."""
        labels = [entry.get("label") for entry in self.entries]
        texts = [label for label in labels if isinstance(label, Text)]
        return tuple(word for text in texts[:-1] for word in (text.sv, text.en) if word)


def _merged(drafts: Iterable[PackDraft], sort: str) -> dict[str, _Merged]:
    merged: dict[str, _Merged] = {}
    for draft in drafts:
        for id_, entry in draft.vocabulary.get(sort, {}).items():
            term = merged.setdefault(str(id_), _Merged(str(id_)))
            term.entries.append(entry)
            term.places.append(id_.place)
    return merged


def link_vocabulary(drafts: Iterable[PackDraft], problems: Problems) -> Vocabulary:
    """Return the vocabulary of packs, the used ones before those that use them."""
    ordered = tuple(drafts)
    tables = {sort: _merged(ordered, sort) for sort in SORTS}
    for sort, table in tables.items():
        _check_labels(sort, table, problems)
    _check_references(tables, problems)
    tags = {str(tag): text for draft in ordered for tag, text in draft.vocabulary.get("tags", {}).items()}
    for term in tables["matters"].values():
        for entry in term.entries:
            for tag in entry.get("tags", ()):
                check_known(tag, tags, "tag", problems)
    vocabulary = Vocabulary(
        tags=tags,
        roles={id_: _role(term) for id_, term in tables["roles"].items()},
        matters={id_: _matter(term) for id_, term in tables["matters"].items()},
        acts={id_: _act(term) for id_, term in tables["acts"].items()},
        circumstances={
            id_: made
            for id_, term in tables["circumstances"].items()
            if (made := _circumstance(term, tables, problems)) is not None
        },
    )
    for sort, table in tables.items():
        _check_names(sort, table, getattr(vocabulary, sort), problems)
    return vocabulary


def _common(term: _Merged) -> dict[str, Any]:
    label = term.last("label")
    return {
        "id": term.id,
        "label": label if isinstance(label, Text) else Text(term.id),
        "synonyms": tuple(
            dict.fromkeys((*term.union("synonyms"), *term.labels_left_behind()))
        ),
    }


def _role(term: _Merged) -> Role:
    resolves: Entry | None = term.last("resolves")
    return Role(
        **_common(term),
        kinds=term.union("is"),
        reports_to=str(term.last("reports_to", "")),
        resolves=None
        if resolves is None
        else Resolution(
            reports_to=str(resolves.get("reports_to", "")),
            circumstance=str(resolves.get("circumstance", "")),
            by_value=tuple(
                (str(value), str(role))
                for role_or_value in (resolves.get("as", {}),)
                for value, role in role_or_value.items()
            ),
        ),
    )


def _matter(term: _Merged) -> Matter:
    return Matter(
        **_common(term), under=str(term.last("under", "")), tags=term.union("tags")
    )


def _act(term: _Merged) -> Act:
    return Act(**_common(term), under=str(term.last("under", "")))


def _circumstance(
    term: _Merged, tables: Mapping[str, Mapping[str, _Merged]], problems: Problems
) -> Circumstance | None:
    kind = term.last("type")
    if not isinstance(kind, ValueKind):
        if not any("type" in entry.values for entry in term.entries):
            what = f"the circumstance `{term.id}` lacks `type`"
            listed = ", ".join(kind.value for kind in ValueKind)
            problems.note(term.places[-1], what, f"add `type:` (one of {listed})")
        return None
    labels: dict[str, Text] = {}
    for entry in term.entries:
        labels.update({str(value): text for value, text in entry.get("values", {}).items()})
    if kind is ValueKind.ENUM and not labels:
        what = f"the circumstance `{term.id}` has no `values`"
        problems.note(term.places[-1], what, "list the values an enum can take")
        return None
    if kind is not ValueKind.ENUM and labels:
        what = f"the circumstance `{term.id}` is not an enum but has `values`"
        problems.note(term.places[-1], what, "write `type: enum`, or delete the values")
    made = Circumstance(
        **_common(term), kind=kind, values=tuple(labels.items()), question=term.last("question")
    )
    default: Scalar | None = term.last("default")
    if default is None:
        return made
    value = parsed_value(made, default, tables["roles"], problems)
    if isinstance(value, Wrong):
        return made
    return Circumstance(
        **_common(term),
        kind=kind,
        values=made.values,
        question=made.question,
        default=value,
        has_default=True,
    )


def parsed_value(
    circumstance: Circumstance,
    text: Scalar,
    roles: Iterable[str],
    problems: Problems,
) -> Value | Wrong:
    """Return the typed value a rule file says, or `WRONG` after noting why not."""
    kind = circumstance.kind
    if text.casefold() in NONE_WORDS and circumstance.value_label(text) is None:
        return None
    if kind is ValueKind.ENUM:
        return _parsed_enum(circumstance, text, problems)
    if kind is ValueKind.ROLE:
        if text in (known := list(roles)):
            return str(text)
        what = f"unknown role `{text}`"
        return problems.note(text.place, what, did_you_mean(text, known, "declare the role"))
    value = PARSERS[kind](text)
    if value is None:
        what = f"`{text}` is not {CALLED[kind]} (circumstance `{circumstance.id}`)"
        return problems.note(text.place, what, f"write {EXAMPLES[kind]}")
    return value


def _parsed_enum(
    circumstance: Circumstance, text: Scalar, problems: Problems
) -> Value | Wrong:
    known = [value for value, _ in circumstance.values]
    if text in known:
        return str(text)
    what = f"unknown value `{text}` of `{circumstance.id}`"
    listed = ", ".join(f"`{value}`" for value in known)
    return problems.note(text.place, what, did_you_mean(text, known, f"known: {listed}"))


def _check_labels(sort: str, table: Mapping[str, _Merged], problems: Problems) -> None:
    for term in table.values():
        if not any("label" in entry.values for entry in term.entries):
            what = f"the {SINGULAR[sort]} `{term.id}` lacks `label`"
            near = did_you_mean(term.id, [id_ for id_ in table if id_ != term.id], "")
            remedy = f"add `label: {{sv: …, en: …}}`{f', or {near}' if near else ''}"
            problems.note(term.places[-1], what, remedy)


def _check_names(
    sort: str,
    table: Mapping[str, _Merged],
    terms: Mapping[str, Role | Matter | Act | Circumstance],
    problems: Problems,
) -> None:
    """Refuse a name that stands for two terms: an answer must not depend on luck."""
    owner = {folded(id_): id_ for id_ in terms}
    for id_ in sorted(terms):
        term = terms[id_]
        for name in (term.label.sv, term.label.en, *term.synonyms):
            if not name:
                continue
            other = owner.setdefault(folded(name), id_)
            if other != id_:
                what = (
                    f"`{name}` names two {sort}: `{other}` and `{id_}`"
                )
                remedy = "rename one of them, or delete the synonym"
                problems.note(table[id_].places[-1], what, remedy)


def _check_references(
    tables: Mapping[str, Mapping[str, _Merged]], problems: Problems
) -> None:
    for sort, key, target in (
        ("roles", "is", "roles"),
        ("roles", "reports_to", "roles"),
        ("matters", "under", "matters"),
        ("acts", "under", "acts"),
    ):
        for term in tables[sort].values():
            for entry in term.entries:
                said = entry.get(key, ())
                for word in said if isinstance(said, tuple) else (said,):
                    check_known(word, tables[target], SINGULAR[target], problems)
        _check_cycles(sort, key, tables[sort], problems)
    for term in tables["roles"].values():
        for entry in term.entries:
            _check_resolution(entry.get("resolves"), tables, problems)


def _check_resolution(
    resolves: Entry | None,
    tables: Mapping[str, Mapping[str, _Merged]],
    problems: Problems,
) -> None:
    if resolves is None:
        return
    circumstance = resolves.get("circumstance")
    if circumstance is not None:
        check_known(circumstance, tables["circumstances"], "circumstance", problems)
    for role in resolves.get("as", {}).values():
        check_known(role, tables["roles"], "role", problems)


def check_known(
    word: Scalar, known: Iterable[str], called: str, problems: Problems
) -> bool:
    """Tell whether `word` is known; note a problem when it is not."""
    if word in known:
        return True
    remedy = did_you_mean(word, known, f"declare the {called} in `vocabulary.yaml`")
    problems.note(word.place, f"unknown {called} `{word}`", remedy)
    return False


def _check_cycles(
    sort: str, key: str, table: Mapping[str, _Merged], problems: Problems
) -> None:
    arrows = {
        id_: term.union(key) if key == "is" else tuple(filter(None, [str(term.last(key, ""))]))
        for id_, term in table.items()
    }
    for ring in rings(arrows):
        term = table[ring[0]]
        path = " → ".join((*ring, ring[0]))
        entry = next((e for e in term.entries if key in e.values), term.entries[0])
        what = f"`{key}` goes in a ring: {path}"
        problems.note(entry.place_of(key), what, f"remove one `{key}` of these {sort}")


def rings(arrows: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the cycles found by walking `arrows`, each once, from its least member."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    done: set[str] = set()
    for start in sorted(arrows):
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            current, is_left = stack.pop()
            if is_left:
                path.pop()
                on_path.discard(current)
                done.add(current)
                continue
            if current in on_path:
                ring = path[path.index(current) :]
                least = ring.index(min(ring))
                turned = tuple(ring[least:] + ring[:least])
                found.setdefault(frozenset(turned), turned)
                continue
            if current in done:
                continue
            path.append(current)
            on_path.add(current)
            stack.append((current, True))
            stack.extend((n, False) for n in sorted(arrows.get(current, ()), reverse=True))
    return sorted(found.values())

