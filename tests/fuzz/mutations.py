"""Changes that nobody would make: to bytes, to lines, to words, to whole files."""

import itertools
import re

#: Words with a meaning of their own to YAML, to numbers, to dates or to the language.
WORDS = [
    *("", " ", "-", "?", ":", "|", ">", "&a", "*a", "!!python/object:os.system", "!x"),
    *(
        "<<: *a",
        "{",
        "}",
        "[",
        "]",
        "[[",
        "{{",
        "#",
        "%YAML 1.9",
        "---",
        "...",
        "'",
        '"',
    ),
    *("null", "~", "yes", "no", "on", "true", "NaN", ".inf", "-.inf", "0x1F", "0o17"),
    *("1e400", "-1e-400", "9" * 400, "1:30:00", "1_000", "½", "²", "-0", "1,9999"),
    *(
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "2026-02-30",
        "2026-1-1",
        "0000-00-00",
    ),
    *("x" * 10_000, "å" * 3_000, "a-" * 3_000, "(" * 500, "[" * 500, "a: " * 200),
    *("\x00", "\x07", "\x1b[31m", "\x1b]0;x\x07", "\x7f", "\x85", "\x9b31m", "\u2028"),
    *(
        "\u202e",
        "\u2066",
        "\u200b",
        "\u3164",
        "\ufeff",
        "\ufffe",
        "\U000e0041",
        "\ud7ff",
    ),
    *("=1+1", "a;=1+1", "@SUM(A1)", "`", "``", "[x](javascript:x)", "<script>", "]]>"),
    *(
        "&lt;",
        "@all",
        "#1",
        "www.example.org",
        "| a |",
        "../../x",
        "/etc/passwd",
        "C:\\x",
    ),
    *("rules:", "matter: inkop", "when: {}", "unless: [{}]", "decides: {any_of: []}"),
    *(
        "is: [chef]",
        "under: inkop",
        "reports_to: chef",
        "overrides: [sma]",
        "uses: [x]",
    ),
    *("type: money", "type: enum", "default: x", "derive: {}", "cites: []", "from: x"),
    *("belopp: {max: 1}", "belopp: {over: -1, max: -2}", "present: no", "kind: law"),
]
#: Encodings in which some editor once saved a file.
ENCODINGS = ["utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "cp437", "utf-7"]
_SCALAR = re.compile(rb"[\w.-]+")


def mutated(content, chance, others=()):
    """Return a content changed in one to four ways that chance decides.

    `others` are contents of which parts may come into this one.
    """
    for _ in range(chance.randint(1, 4)):
        content = chance.choice(_CHANGES)(content, chance, others)
    return content


def _flipped(content, chance, _others):
    changed = bytearray(content or b"x")
    for _ in range(chance.choice([1, 1, 1, 8, 64])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content, chance, _others):
    begin, end = sorted(chance.randint(0, len(content)) for _ in range(2))
    return content[:begin] if chance.random() < 0.5 else content[:begin] + content[end:]


def _lines(content, chance, _others):
    """Leave out, double, move or indent a run of lines."""
    lines = content.splitlines(keepends=True) or [b""]
    begin = chance.randrange(len(lines))
    end = begin + chance.choice([1, 1, 2, 5, 20])
    run, rest = lines[begin:end], lines[:begin] + lines[end:]
    place = chance.randint(0, len(rest))
    new = {
        "left out": [],
        "doubled": run * 2,
        "many": run * chance.choice([50, 500, 2_000]),
        "deeper": [b"  " + line for line in run],
        "less deep": [line.removeprefix(b"  ") for line in run],
        "tabs": [line.replace(b"  ", b"\t") for line in run],
    }
    how = chance.choice([*new, "moved"])
    if how == "moved":
        return b"".join(rest[:place] + run + rest[place:])
    return b"".join(lines[:begin] + new[how] + lines[end:])


def _word(content, chance, _others):
    """Put a word that means something in the place of another, or between two."""
    places = list(itertools.islice(_SCALAR.finditer(content), 5_000))
    word = chance.choice(WORDS).encode()
    if not places:
        return content + word
    place = chance.choice(places)
    begin = place.start() if chance.random() < 0.7 else place.end()
    return content[:begin] + word + content[place.end() :]


def _swapped(content, chance, _others):
    """Let one word stand where another stood."""
    places = list(itertools.islice(_SCALAR.finditer(content), 5_000))
    if len(places) < 2:
        return content
    one, other = chance.sample(places, 2)
    return content[: one.start()] + other.group() + content[one.end() :]


def _joined(content, chance, others):
    """Put a part of another file in."""
    other = chance.choice(others) if others else content
    begin, end = sorted(chance.randint(0, len(other)) for _ in range(2))
    place = chance.randint(0, len(content))
    return content[:place] + other[begin:end] + content[place:]


def _recoded(content, chance, _others):
    text = content.decode("utf-8", "replace")
    if chance.random() < 0.3:
        return b"\xef\xbb\xbf" + content
    return text.encode(chance.choice(ENCODINGS), "replace")


def _deep(content, chance, _others):
    """Nest something deeper than anybody would."""
    depth = chance.choice([20, 200, 2_000, 20_000])
    opened, closed = chance.choice([(b"[", b"]"), (b"{a: ", b"}"), (b"- ", b"")])
    place = chance.randint(0, len(content))
    return content[:place] + opened * depth + closed * depth + content[place:]


_CHANGES = [
    *(_flipped, _cut, _lines, _lines, _lines, _word, _word, _word, _word),
    *(_swapped, _swapped, _joined, _recoded, _deep),
]
