"""Hostile files: packs, rule files and questions that cost more than they look like.

Each pack is made in a size, so that a test can count the work of one and of one twice
as large. `hostile_files` yields rule files that are broken in their bytes or their
form, and `hostile_packs` packs whose form is right.
"""

import codecs
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

PACK = "pack: by\nkind: municipality\nlabel: By kommun\n"
SOURCES = """\
sources:
  ordning:
    title: Ordning
    rank: board
    status: adopted
    passages:
      p1: {section: "1", gist: Allt.}
"""
ROLES = "roles:\n  chef: {label: chefen}\n  namnd: {label: nämnden}\n"
MATTERS = "matters:\n  inkop: {label: inköp}\n"
VOCABULARY = ROLES + MATTERS
RULES = (
    "rules:\n"
    "  - {id: en, matter: inkop, decides: chef, says: Så är det., cites: ordning#p1}\n"
)


class HostilePack(NamedTuple):
    """The files of a pack by name, and what to ask of it."""

    name: str
    files: Mapping[str, str]
    ask: str = "who inkop -m by"


def _choice(count: int) -> str:
    """Return a circumstance with so many values."""
    listed = ", ".join(f"v{n}: värde {n}" for n in range(count))
    values = f"{{label: c, type: enum, values: {{{listed}}}}}"
    return f"{VOCABULARY}circumstances:\n  c: {values}\n"


def _rule(
    id_: str, more: str, says: str = "Så är det.", cites: str = "ordning#p1"
) -> str:
    return f"  - {{id: {id_}, cites: {cites}, says: {says}, {more}}}\n"


def _pack(name: str, **files: str) -> HostilePack:
    whole = {
        "pack.yaml": PACK,
        "vocabulary.yaml": VOCABULARY,
        "sources.yaml": SOURCES,
        "rules.yaml": RULES,
    }
    whole |= {f"{key}.yaml": text for key, text in files.items()}
    return HostilePack(name, whole)


# whose combinations are many ------------------------------------------------------


def yes_or_no(count: int, defaults: int = 0) -> HostilePack:
    """Return rules on so many yes-or-no circumstances, some of them with defaults."""
    more = [", default: no" if n < defaults else "" for n in range(count)]
    words = "".join(
        f"  c{n}: {{label: c{n}, type: bool{more[n]}}}\n" for n in range(count)
    )
    rules = "".join(
        _rule(
            f"r{n}",
            f"matter: inkop, when: {{c{n}: yes}}, decides: {('chef', 'namnd')[n % 2]}",
        )
        for n in range(count)
    )
    return _pack(
        "yes-or-no" + ("-with-defaults" if defaults else ""),
        vocabulary=f"{VOCABULARY}circumstances:\n{words}",
        rules=f"rules:\n{rules}",
    )


def many_subjects(matters: int, count: int = 10) -> HostilePack:
    """Return so many matters with a rule each, and so many circumstances for all."""
    pack = yes_or_no(count)
    words = "".join(f"  m{n}: {{label: m{n}, under: inkop}}\n" for n in range(matters))
    vocabulary, start = pack.files["vocabulary.yaml"], "circumstances:\n"
    rules = "".join(
        _rule(f"m{n}", f"matter: m{n}, informed: namnd") for n in range(matters)
    )
    files = {
        **pack.files,
        "vocabulary.yaml": vocabulary.replace(start, words + start),
        "rules.yaml": pack.files["rules.yaml"] + rules,
    }
    return HostilePack("many-subjects", files)


def values(count: int) -> HostilePack:
    """Return rules on a circumstance with so many values, each with a rule."""
    rules = "".join(
        _rule(
            f"r{n}",
            f"matter: inkop, when: {{c: v{n}}}, decides: {('chef', 'namnd')[n % 2]}",
        )
        for n in range(count)
    )
    return _pack(
        "values",
        vocabulary=_choice(count),
        rules=f"rules:\n{rules}",
    )


def idle_values(count: int) -> HostilePack:
    """Return two rules on a circumstance with so many values."""
    rules = _rule("r1", "matter: inkop, when: {c: v0}, decides: chef")
    rules += _rule("r2", "matter: inkop, when: {c: {not: v0}}, decides: namnd")
    return _pack(
        "idle-values",
        vocabulary=_choice(count),
        rules=f"rules:\n{rules}",
    )


def limits(count: int) -> HostilePack:
    """Return rules with so many limits of one amount."""
    rules = "".join(
        _rule(
            f"r{n}",
            f"matter: inkop, when: {{b: {{over: {n}00, max: {n + 1}00}}}}, "
            f"decides: {('chef', 'namnd')[n % 2]}",
        )
        for n in range(count)
    )
    return _pack(
        "limits",
        vocabulary=f"{VOCABULARY}circumstances:\n  b: {{label: b, type: money}}\n",
        rules=f"rules:\n{rules}",
    )


def derivations(count: int) -> HostilePack:
    """Return a chain of so many classifications, each deriving what the next reads."""
    words = "".join(f"  c{n}: {{label: c{n}, type: bool}}\n" for n in range(count + 1))
    rules = "".join(
        _rule(f"r{n}", f"when: {{c{n}: yes}}, derive: {{c{n + 1}: yes}}")
        for n in range(count)
    )
    rules += _rule("sist", f"matter: inkop, when: {{c{count}: yes}}, decides: chef")
    return _pack(
        "derivations",
        vocabulary=f"{VOCABULARY}circumstances:\n{words}",
        rules=f"rules:\n{rules}",
    )


def exceptions(count: int) -> HostilePack:
    """Return one rule with so many exceptions of two conditions each."""
    words = "".join(
        f"  c{n}: {{label: c{n}, type: enum, values: {{a: a, b: b}}}}\n"
        for n in range(8)
    )
    groups = ", ".join(
        f"{{c{n % 8}: a, c{(n + 1 + n // 8) % 8}: b}}"
        for n in range(count)
        if (1 + n // 8) % 8
    )
    rules = _rule("r", f"matter: inkop, decides: chef, unless: [{groups}]")
    return _pack(
        "exceptions",
        vocabulary=f"{VOCABULARY}circumstances:\n{words}",
        rules=f"rules:\n{rules}",
    )


# trees, deep and wide -------------------------------------------------------------


def deep_roles(count: int) -> HostilePack:
    """Return so many roles, each a kind of the one before."""
    words = "".join(
        f"  r{n}: {{label: r{n}, is: [r{n - 1}]}}\n" for n in range(1, count)
    )
    return _pack(
        "deep-roles",
        vocabulary=f"{ROLES}  r0: {{label: r0}}\n{words}{MATTERS}",
        rules="rules:\n" + _rule("r", "matter: inkop, decides: r0"),
    )


def wide_roles(count: int) -> HostilePack:
    """Return so many roles, all of one kind, and one role of all these kinds."""
    words = "".join(f"  r{n}: {{label: r{n}, is: [chef]}}\n" for n in range(count))
    all_ = ", ".join(f"r{n}" for n in range(count))
    return _pack(
        "wide-roles",
        vocabulary=f"{ROLES}{words}  alla: {{label: alla, is: [{all_}]}}\n{MATTERS}",
    )


def superiors(count: int) -> HostilePack:
    """Return so many roles, each reporting to the one before."""
    words = "".join(
        f"  r{n}: {{label: r{n}, reports_to: r{n - 1}}}\n" for n in range(1, count)
    )
    return _pack(
        "superiors", vocabulary=f"{ROLES}  r0: {{label: r0}}\n{words}{MATTERS}"
    )


def deep_matters(count: int) -> HostilePack:
    """Return so many matters, each under the one before."""
    words = "".join(
        f"  m{n}: {{label: m{n}, under: m{n - 1}}}\n" for n in range(1, count)
    )
    return _pack(
        "deep-matters",
        vocabulary=f"{VOCABULARY}  m0: {{label: m0}}\n{words}",
        rules="rules:\n" + _rule("r", "matter: m0, decides: chef"),
    )._replace(ask=f"who m{count - 1} -m by")


def synonyms(count: int) -> HostilePack:
    """Return a role with so many synonyms."""
    listed = ", ".join(f"ord {n}" for n in range(count))
    return _pack(
        "synonyms",
        vocabulary=f"{ROLES}  lang: {{label: lång, synonyms: [{listed}]}}\n{MATTERS}",
    )


def rows(count: int) -> HostilePack:
    """Return so many matters, each with a rule and a passage, as an order has rows."""
    words = "".join(f"  m{n}: {{label: ärende {n}}}\n" for n in range(count))
    passages = "".join(
        f'      q{n}: {{section: "{n}", gist: Rad {n}.}}\n' for n in range(count)
    )
    rules = "".join(
        _rule(f"r{n}", f"matter: m{n}, decides: chef", cites=f"ordning#q{n}")
        for n in range(count)
    )
    return _pack(
        "rows",
        vocabulary=VOCABULARY + words,
        sources=SOURCES + passages,
        rules=RULES + rules,
    )


def shared_rule(count: int) -> HostilePack:
    """Return a rule on so many matters, which it is asked for by two questions."""
    words = "".join(f"  m{n}: {{label: ärende {n}}}\n" for n in range(count))
    listed = ", ".join(f"m{n}" for n in range(count))
    rule = f"matter: [{listed}], decides: chef, asks: [vem tar ärende 1, vem tar allt]"
    return _pack(
        "shared-rule",
        vocabulary=VOCABULARY + words,
        rules=f"rules:\n{_rule('r', rule)}",
    )


def children(count: int) -> HostilePack:
    """Return so many matters under the one that the rule is on."""
    words = "".join(
        f"  m{n}: {{label: ärende {n}, under: inkop}}\n" for n in range(count)
    )
    return _pack("children", vocabulary=VOCABULARY + words)


# texts ----------------------------------------------------------------------------


def long_word(count: int) -> HostilePack:
    """Return a rule, a label and a sample question with a word of so many signs."""
    word = "kommunalfinansierings" * (count // 21 + 1)
    word = word[:count]
    rules = _rule(
        "r",
        f"matter: inkop, decides: chef, asks: ['vem {word}'], note: {word}",
        says=word,
    )
    return _pack(
        "long-word",
        vocabulary=f"{ROLES}  lang: {{label: {word}}}\n{MATTERS}",
        rules=f"rules:\n{rules}",
    )


def long_text(count: int) -> HostilePack:
    """Return a rule whose texts have so many words."""
    text = "nämnden beslutar om inköp " * (count // 4 + 1)
    rules = _rule(
        "r", f"matter: inkop, decides: chef, asks: ['{text}'], note: {text}", says=text
    )
    return _pack("long-text", rules=f"rules:\n{rules}")


# dates at the edges ---------------------------------------------------------------

FIRST, LAST = "0001-01-01", "9999-12-31"


def edge_dates() -> HostilePack:
    """Return rules, a source and a limit at the first and the last day there is."""
    sources = f"""\
sources:
  ordning:
    title: Ordning
    rank: board
    status: adopted
    adopted: {LAST}
    from: {FIRST}
    until: {LAST}
    consulted: {LAST}
    review: {{every: 99 terms, last: {LAST}}}
    passages:
      p1: {{section: "1", gist: Allt.}}
  aldre:
    title: Äldre
    rank: board
    status: adopted
    from: {FIRST}
    until: {FIRST}
    passages:
      p1: {{section: "1", gist: Allt.}}
"""
    limits_ = (
        f"when: {{d: {{max: {FIRST}}}}}, decides: chef, until: {LAST}",
        f"when: {{d: {{min: {LAST}}}}}, decides: namnd, from: {FIRST}",
        f"when: {{d: {{over: {FIRST}, under: {LAST}}}}}, decides: namnd, from: {LAST}",
        f"when: {{d: {{under: {LAST}}}}}, decides: chef, until: {FIRST}",
    )
    rules = (
        "".join(_rule(f"a{n}", f"matter: inkop, {w}") for n, w in enumerate(limits_))
        + _rule("e", f"duty: {{of: chef, to: lova}}, every: 99 terms, from: {LAST}")
        + _rule("g", f"matter: inkop, when: {{d: {FIRST}}}, decides: namnd")
        + _rule("h", f"matter: inkop, when: {{d: {LAST}}}, decides: namnd")
        + "  - {id: f, cites: aldre#p1, says: Äldst., matter: inkop, decides: chef}\n"
    )
    return _pack(
        "edge-dates",
        vocabulary=f"{VOCABULARY}acts:\n  lova: {{label: lova}}\n"
        "circumstances:\n  d: {label: d, type: date}\n",
        sources=sources,
        rules=f"rules:\n{rules}",
    )


# mistakes in numbers --------------------------------------------------------------


def duplicate_keys(count: int) -> str:
    """Return a rule file with so many keys that stand twice."""
    return "rules:\n- id: a\n" + "  says: x\n" * count


def unknown_keys(count: int) -> str:
    """Return a rule file with so many top-level keys that it cannot have."""
    return "".join(f"rulex{n}: 1\n" for n in range(count))


def unknown_keys_in_a_rule(count: int) -> str:
    """Return a rule file with a rule that has so many keys it cannot have."""
    return "rules:\n- id: a\n" + "".join(f"  decide{n}: chef\n" for n in range(count))


def dashes(count: int) -> str:
    """Return a rule file that is a list of so many letters."""
    return "- a\n" * count


def same_ids(count: int) -> str:
    """Return a rule file with so many rules of one id."""
    return "rules:\n" + _rule("en", "matter: inkop, decides: chef") * count


def unknown_roles(count: int) -> HostilePack:
    """Return so many rules, each with a role nobody knows, and as many roles."""
    words = "".join(f"  direktor-{n}: {{label: direktör {n}}}\n" for n in range(count))
    rules = "".join(
        _rule(f"r{n}", f"matter: inkop, decides: direktorn-{n}x") for n in range(count)
    )
    return _pack(
        "unknown-roles", vocabulary=ROLES + words + MATTERS, rules=f"rules:\n{rules}"
    )


def unknown_passages(count: int) -> HostilePack:
    """Return so many passages, and as many rules that cite others."""
    passages = "".join(
        f'      q{n}: {{section: "{n}", gist: Rad.}}\n' for n in range(count)
    )
    rules = "".join(
        _rule(f"r{n}", "matter: inkop, decides: chef", cites=f"ordning#x{n}")
        for n in range(count)
    )
    return _pack(
        "unknown-passages", sources=SOURCES + passages, rules=f"rules:\n{rules}"
    )


def unknown_overrides(count: int) -> HostilePack:
    """Return so many rules, each overriding a rule that is not there."""
    rules = "".join(
        _rule(f"r{n}", f"matter: inkop, decides: chef, overrides: q{n}")
        for n in range(count)
    )
    return _pack("unknown-overrides", rules=f"rules:\n{rules}")


def unknown_values(count: int) -> HostilePack:
    """Return a circumstance with so many values, and as many rules that miss them."""
    rules = "".join(
        _rule(f"r{n}", f"matter: inkop, when: {{c: w{n}}}, decides: chef")
        for n in range(count)
    )
    return _pack(
        "unknown-values",
        vocabulary=_choice(count),
        rules=f"rules:\n{rules}",
    )


def same_names(count: int) -> HostilePack:
    """Return so many roles with one label."""
    words = "".join(f"  r{n}: {{label: samma}}\n" for n in range(count))
    return _pack("same-names", vocabulary=ROLES + words + MATTERS)


def no_labels(count: int) -> HostilePack:
    """Return so many roles without a label."""
    words = "".join(f"  roll-{n}: {{synonyms: [s{n}]}}\n" for n in range(count))
    return _pack("no-labels", vocabulary=ROLES + words + MATTERS)


def ring_of_roles(count: int) -> HostilePack:
    """Return a ring in which each of so many roles is a kind of every other."""
    names = [f"r{n}" for n in range(count)]
    words = "".join(
        f"  {own}: {{label: {own}, is: [{', '.join(n for n in names if n != own)}]}}\n"
        for own in names
    )
    return _pack("ring-of-roles", vocabulary=ROLES + words + MATTERS)


def long_ring(count: int) -> HostilePack:
    """Return a ring of so many roles, each reporting to the next."""
    words = "".join(
        f"  r{n}: {{label: r{n}, reports_to: r{(n + 1) % count}}}\n"
        for n in range(count)
    )
    return _pack("long-ring", vocabulary=ROLES + words + MATTERS)


def many_rings(count: int) -> HostilePack:
    """Return so many rings of two roles."""
    words = "".join(
        f"  r{n}: {{label: r{n}, reports_to: r{n ^ 1}}}\n" for n in range(2 * count)
    )
    return _pack("many-rings", vocabulary=ROLES + words + MATTERS)


# bytes and forms --------------------------------------------------------------------


def billion_laughs(count: int) -> str:
    """Return a file in which each line stands for all of the one before, twice."""
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, count)]
    return "\n".join(lines)


def anchors(count: int) -> str:
    """Return a file with so many anchors, and an alias of each."""
    return "".join(f"k{n}: &a{n} x\nl{n}: *a{n}\n" for n in range(count))


def numbers(count: int) -> str:
    """Return rules whose limits are numbers of so many digits, or look like it."""
    odd = (
        "1e400",
        "9" * count,
        "0x" + "f" * count,
        "1:" * count + "0",
        "-" + "0" * count,
        "1" + " 000" * count,
    )
    rules = "".join(
        _rule(f"r{n}", f"matter: inkop, when: {{b: {{max: '{text}'}}}}, decides: chef")
        for n, text in enumerate(odd)
    )
    return f"rules:\n{rules}"


def conditions_in_each_other(count: int) -> str:
    """Return a rule whose condition lies in so many others."""
    return f"rules:\n  - {{id: a, when: {'{not: ' * count}x{'}' * count}}}\n"


#: Broken rule files by name: what makes about so many bytes of each.
HOSTILE_FILES: Mapping[str, Callable[[int], bytes]] = {
    "dashes": lambda size: dashes(size // 4).encode(),
    "duplicate keys": lambda size: duplicate_keys(size // 10).encode(),
    "unknown keys": lambda size: unknown_keys(size // 12).encode(),
    "unknown keys in a rule": lambda size: unknown_keys_in_a_rule(size // 20).encode(),
    "same ids": lambda size: same_ids(size // 80).encode(),
    "billion laughs": lambda size: billion_laughs(size // 40).encode(),
    "anchors": lambda size: anchors(size // 30).encode(),
    "numbers": lambda size: numbers(size // 12).encode(),
    "conditions in each other": lambda n: conditions_in_each_other(n // 7).encode(),
    "brackets": lambda size: b"[" * size,
    "braces": lambda size: b"{a: " * (size // 4),
    "question marks": lambda size: b"? " * (size // 2),
    "one line": lambda size: b"rules: " + b"x" * size,
    "one quoted line": lambda size: b"rules: '" + b"x " * (size // 2),
    "escapes": lambda size: b'rules: "' + rb"\u00e5" * (size // 6) + b'"',
    "one comment": lambda size: b"# " + b"x" * size,
    "comments": lambda size: b"#\n" * (size // 2),
    "blank lines": lambda size: b"\n" * size + b"rules: [",
    "spaces": lambda size: b" " * size + b"rules: [",
    "tabs": lambda size: b"rules:\n" + b"\t" * size,
    "a block of blank lines": lambda size: b"rules: |\n" + b"\n" * size,
    "folded lines": lambda size: b"rules: >\n" + b"  x\n" * (size // 4),
    "documents": lambda size: b"---\na: b\n" * (size // 9),
    "directives": lambda size: b"%TAG ! x\n" * (size // 9),
    "a long key": lambda size: b"a" * size + b": b\n",
    "a long key in braces": lambda size: b"{" + b"a " * (size // 2) + b": b}",
    "too large": lambda _size: b"a" * 4_000_001,
    "nothing": lambda _size: b"",
    "a mark alone": lambda _size: codecs.BOM_UTF8,
    "a mark and a wrong byte": lambda _size: codecs.BOM_UTF8 + b"\xff",
    "UTF-16": lambda _size: RULES.encode("utf-16"),
    "UTF-16 without a mark": lambda _size: RULES.encode("utf-16-le"),
    "UTF-32": lambda _size: RULES.encode("utf-32"),
    "Latin-1": lambda _size: "rules: å".encode("latin-1"),
    "zero bytes": bytes,
    "a lone surrogate": lambda size: b"#" * size + b"\nrules: \xed\xa0\x80",
    "an overlong sign": lambda size: b"#" * size + b"\nrules: \xc0\xaf",
    "half a sign": lambda _size: "rules: 𝄞".encode()[:-1],
    "line separators": lambda size: "rules:\u2028- a".encode() * (size // 12),
    "old Macintosh": lambda _size: RULES.replace("\n", "\r").encode(),
}


def hostile_packs() -> Iterator[HostilePack]:
    """Yield packs that are as large as what is read allows, and one at the edges."""
    for make in SIZED_PACKS:
        yield make(_SIZES.get(make.__name__, 3_000))
    yield edge_dates()
    yield many_subjects(300)


#: The sizes of packs that a file of 4 MB does not hold in thousands.
_SIZES = {"ring_of_roles": 300, "exceptions": 400, "long_word": 9_000}


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Yield broken rule files of some megabytes, each with its name."""
    for name, make in HOSTILE_FILES.items():
        yield name, make(3_500_000)


def as_pack(made: HostilePack | str) -> HostilePack:
    """Return a pack, or the pack in which a rule file stands."""
    return _pack("file", rules=made) if isinstance(made, str) else made


def write(pack: HostilePack, folder: Path) -> Path:
    """Write a pack below a folder of packs, and return that folder."""
    place = folder / "by"
    place.mkdir(parents=True)
    for name, text in pack.files.items():
        (place / name).write_text(text, encoding="utf-8")
    return folder


#: Every pack that can be made in a size.
SIZED_PACKS = (
    yes_or_no,
    values,
    idle_values,
    limits,
    derivations,
    exceptions,
    deep_roles,
    wide_roles,
    superiors,
    deep_matters,
    synonyms,
    rows,
    shared_rule,
    children,
    long_word,
    long_text,
    unknown_roles,
    unknown_passages,
    unknown_overrides,
    unknown_values,
    same_names,
    no_labels,
    ring_of_roles,
    long_ring,
    many_rings,
)
