"""Reading YAML as text with places, and refusing what is not the rule language."""

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.report.messages.rendering import mistake_text
from engine.report.say import Say
from engine.rulebook.language import nodes
from engine.rulebook.language.nodes import (
    Mapping,
    Scalar,
    Sequence,
)
from engine.rulebook.language.nodes import read_nodes as read
from engine.rulebook.model.bounds import (
    DEEPEST,
    LARGEST_FILE,
    LONGEST_TEXT,
    MOST_FORM_PROBLEMS,
    MOST_NODES,
)
from engine.rulebook.model.problems import EngineError, Message
from tests.support.broken_packs import assert_is_well_told


def plain(node):
    """Return a node as plain lists, dicts and strings."""
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.entries.items()}
    return str(node)


def told(content):
    found = read(content, "f")[1]
    for problem in found:
        assert_is_well_told(problem)
    return [
        f"{problem.where.line}:{problem.where.column} "
        f"{mistake_text(problem.message, Say('en'))}"
        for problem in found
    ]


# text stays text ------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["4:10", "10:12", "no", "1.10", "0x1F", "2026-01-01", "1_000", "null", "~", ".inf"],
)
def test_a_scalar_means_what_it_says(written):
    node, problems = read(f"- {written}\n".encode(), "f")
    assert plain(node) == [written]
    assert problems == []


def test_every_node_knows_its_place():
    root, _ = read("a:\n  - b: å ä ö\n    c: [d, e]\n".encode(), "x/y.yaml")
    (key,) = root.entries
    (item,) = root.entries[key].items
    *_, last = item.entries["c"].items
    assert [str(n.place) for n in (root, key, root.entries[key], item, last)] == [
        "x/y.yaml:1:1",
        "x/y.yaml:1:1",
        "x/y.yaml:2:3",
        "x/y.yaml:2:5",
        "x/y.yaml:3:12",
    ]


def test_columns_count_signs_and_not_bytes():
    root, _ = read("{å: ö, ä: x}\n".encode(), "f")
    assert [key.column for key in root.entries] == [2, 8]


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_a_file_from_a_windows_notepad_reads_as_any_other(line_break):
    text = line_break.join(["a: b", "c: d", ""])
    root, problems = read(b"\xef\xbb\xbf" + text.encode(), "f")
    assert plain(root) == {"a": "b", "c": "d"}
    assert problems == []
    assert [key.place.line for key in root.entries] == [1, 2]
    assert [key.place.column for key in root.entries] == [1, 1]


def test_long_text_may_stand_on_several_lines():
    root, problems = read(b"a: >-\n  b\n  c\nd: 'e\n  f'\ng: |\n  h\n", "f")
    assert plain(root) == {"a": "b c", "d": "e f", "g": "h\n"}
    assert problems == []


# what is not the language ---------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: 1\na: 2\n", ["2:1 the key `a` stands twice"]),
        (b"{a: 1, b: {c: 1, c: 2}}", ["1:18 the key `c` stands twice"]),
        (b"? [a, b]\n: c\n", ["1:3 a key must be a word, not a list or a mapping"]),
        (b"a: &b c\n", ["1:4 the anchor `&b` is not part of the rule language"]),
        (b"a: !b c\n", ["1:4 the tag `!b` is not part of the rule language"]),
        (
            b"a: !!int 5\n",
            ["1:4 the tag `tag:yaml.org,2002:int` is not part of the rule language"],
        ),
        (b"a: ! b\n", ["1:4 the tag `!` is not part of the rule language"]),
        (b"a: *b\n", ["1:4 the alias `*b` is not part of the rule language"]),
        (b"a: 1\n---\nb: 2\n", ["2:1 a second document begins here"]),
        (b'a: "\\e[31m"\n', ["1:4 the text holds an invisible character (U+001B)"]),
        (b'"\\u202e": a\n', ["1:1 the text holds an invisible character (U+202E)"]),
        (b"a: \x07\n", ["1:4 the file holds an invisible character (U+0007)"]),
        (
            "a: mo\u00adte".encode(),
            ["1:4 the text holds an invisible character (U+00AD)"],
        ),
        (  # yaml/mixed-alphabets
            "a: chefen, n\u0430mnden".encode(),
            ["1:4 `n\u0430mnden` has letters of two alphabets (U+0430)"],
        ),
        (
            "a:\n\ufeffb".encode(),
            ["2:1 the file holds an invisible character (U+FEFF)"],
        ),
        (b"", ["1:1 the file is empty"]),
        (b"\n# nothing yet\n", ["1:1 the file is empty"]),
        (b"a: b\nc: \xe5\n", ["2:4 the file is not UTF-8: byte 0xe5"]),
        ("a: b\nc: å\xe4".encode("latin-1"), ["2:4 the file is not UTF-8: byte 0xe5"]),
        ("å: ".encode() + b"\xff", ["1:4 the file is not UTF-8: byte 0xff"]),
        ("a: b\n".encode("utf-16"), ["1:1 the file is not UTF-8 but UTF-16"]),
        (
            "a: b\n".encode("utf-16-be"),
            ["1:1 the file holds an invisible character (U+0000)"],
        ),
        (b"\xef\xbb\xbf\xff", ["1:1 the file is not UTF-8: byte 0xff"]),
        ("\ufeffå: ".encode() + b"\xe4", ["1:4 the file is not UTF-8: byte 0xe4"]),
        (
            "\ufeffa: b\r\nå".encode() + b"\xf6",
            ["2:2 the file is not UTF-8: byte 0xf6"],
        ),
        (b"a: \xed\xa0\x80", ["1:4 the file is not UTF-8: byte 0xed"]),
        (b"a: \xc0\xaf", ["1:4 the file is not UTF-8: byte 0xc0"]),
        (b"a: \xf4\x90\x80\x80", ["1:4 the file is not UTF-8: byte 0xf4"]),
        ("a: 𝄞".encode()[:-1], ["1:4 the file is not UTF-8: byte 0xf0"]),
        (b"a: \xbf", ["1:4 the file is not UTF-8: byte 0xbf"]),
        (b"a: b\nc: d\x00e\n", ["2:5 the file holds an invisible character (U+0000)"]),
        (
            "𝄞: b\u2028c".encode(),
            ["1:5 the file holds an invisible character (U+2028)"],
        ),
        (
            "a: b\u0085c: d".encode(),
            ["1:5 the file holds an invisible character (U+0085)"],
        ),
        (b"a: b\rc: d\r", ["1:5 the file holds an invisible character (U+000D)"]),
        (b'a: "b\\Lc"\n', ["1:4 the text holds an invisible character (U+2028)"]),
    ],
)
def test_what_is_not_part_of_the_language_is_told(content, expected):
    assert told(content) == expected


def test_the_first_of_two_equal_keys_is_kept_and_named():
    root, (problem,) = read(b"x: y\na: 1\nb: 2\na: 3\n", "f")
    assert plain(root) == {"x": "y", "a": "1", "b": "2"}
    assert problem.message == Message.of("yaml/duplicate-key", key="a", line=2)


def test_all_mistakes_in_the_form_are_told_at_once():
    text = "a: &x 1\na: !t 2\nb: [&y c, *x]\n? {}\n: d\n"
    assert told(text.encode()) == [
        "1:4 the anchor `&x` is not part of the rule language",
        "2:4 the tag `!t` is not part of the rule language",
        "2:1 the key `a` stands twice",
        "3:5 the anchor `&y` is not part of the rule language",
        "3:11 the alias `*x` is not part of the rule language",
        "4:3 a key must be a word, not a list or a mapping",
    ]


@pytest.mark.parametrize("content", [b"a: *b\n", b"a: 1\n---\nb: 2\n"])
def test_what_is_ambiguous_is_not_used_at_all(content):
    assert read(content, "f")[0] is None


def test_a_tag_or_anchor_does_not_hide_the_other_mistakes():
    root, problems = read(b"a: &b !c d\ne: f\n", "f")
    assert plain(root) == {"a": "d", "e": "f"}
    assert len(problems) == 2


def test_a_file_is_read_by_libyaml_or_not_at_all(monkeypatch):
    monkeypatch.setattr(nodes, "_PARSER", None)
    with pytest.raises(EngineError) as refused:
        read(b"a: b\n", "f")
    assert refused.value.message == Message.of("yaml/no-parser")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("before", ["", "å", "a: b\n", "å: 𝄞\r\n", "# ö\n\n\tå"])
@pytest.mark.parametrize("wrong", [b"\xff", b"\xc0\xaf", b"\xed\xbf\xbf", b"\xe2\x82"])
def test_a_wrong_byte_is_named_where_an_editor_shows_it(mark, before, wrong):
    ((problem),) = read((mark + before).encode() + wrong + b"\n# mer\n", "f")[1]
    *above, line = before.split("\n")
    assert problem.where.line == len(above) + 1
    assert problem.where.column == len(line) + 1
    assert problem.message == Message.of("yaml/not-utf8", byte=f"0x{wrong[0]:02x}")


# what would cost too much -----------------------------------------------------------


def test_what_a_windows_program_calls_unicode_is_called_by_its_name():
    ((problem),) = read("a: b".encode("utf-16"), "f")[1]
    assert problem.message == Message.of("yaml/other-encoding", encoding="UTF-16")
    ((problem),) = read("a: b".encode("utf-32"), "f")[1]
    assert problem.message == Message.of("yaml/other-encoding", encoding="UTF-32")
    # without a mark it is told by what no text holds
    ((problem),) = read("a: å".encode("utf-16-le"), "f")[1]
    assert problem.message == Message.of("yaml/invisible-in-file", character="U+0000")
    assert (problem.where.line, problem.where.column) == (1, 2)


def test_a_file_with_too_many_mistakes_is_not_read_to_its_end():
    _, problems = read(b"a: 1\n" * 200_000, "f")
    *told_of, last = problems
    assert len(told_of) == MOST_FORM_PROBLEMS
    assert last.message == Message.of("yaml/too-many-problems", most=MOST_FORM_PROBLEMS)
    assert last.where.line == MOST_FORM_PROBLEMS + 1


def test_a_text_that_no_page_would_hold_is_refused():
    _, problems = read(b"a: " + b"x " * (LONGEST_TEXT // 2), "f")
    assert problems == []
    ((problem),) = read(b"a: b\n" + b"c: " + b"x" * (LONGEST_TEXT + 1), "f")[1]
    assert problem.message == Message.of("yaml/text-too-long", most=LONGEST_TEXT)
    assert (problem.where.line, problem.where.column) == (2, 4)


@pytest.mark.slow
def test_a_file_with_too_many_parts_is_not_kept():
    content = b"- a\n" * MOST_NODES
    root, (problem,) = read(content, "f")
    assert root is None
    assert problem.message == Message.of("yaml/too-many-nodes", most=MOST_NODES)


@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_nesting_is_limited(pair):
    begin, end = pair if pair == "[]" else ("{a: ", "}")
    allowed = begin * DEEPEST + "b" + end * DEEPEST
    root, problems = read(allowed.encode(), "f")
    assert problems == []
    assert root is not None
    root, (problem,) = read((begin + allowed + end).encode(), "f")
    assert root is None
    assert problem.message == Message.of("yaml/too-deep", most=40)
    assert problem.where.column == len(begin) * DEEPEST + 1


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "a: {", "[{a: "])
def test_a_million_brackets_cost_no_more_than_forty(sign):
    content = (sign * 500_000).encode()[: LARGEST_FILE - 1]
    started = time.thread_time()
    root, problems = read(content, "f")
    assert root is None
    assert problems
    assert time.thread_time() - started < 5


def test_an_alias_that_means_a_billion_words_is_refused_in_no_time():
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    started = time.thread_time()
    root, problems = read("\n".join(lines).encode(), "f")
    assert root is None
    assert len(problems) == 30 + 2 * 29
    assert time.thread_time() - started < 5


def test_an_alias_to_itself_ends():
    root, problems = read(b"a: &a [*a]\n", "f")
    assert root is None
    assert len(problems) == 2


def test_a_file_beyond_all_reason_is_not_even_parsed():
    root, (problem,) = read(b"[" * (LARGEST_FILE + 1), "f")
    assert root is None
    assert problem.message == Message.of("yaml/too-large", most=4)


def test_text_with_many_brackets_is_not_nesting():
    text = '"' + "[" * 100 + '"'
    root, problems = read(f"a: {text}\n".encode(), "f")
    assert problems == []
    assert plain(root) == {"a": "[" * 100}


def test_reading_leaves_the_garbage_collector_alone():
    assert gc.isenabled()
    read(b"a: [\n", "f")
    assert gc.isenabled()


# whatever stands in the file --------------------------------------------------------

_SCRAPS = st.sampled_from(
    [
        *"abå:,-[]{}&*!|>'\"%@`#? \n\t\\~\x00\x07\x85\u2028\ufeff",
        ": ",
        "- ",
        "  ",
        "---",
        "...",
    ]
)


@given(text=st.lists(_SCRAPS, max_size=60).map("".join))
def test_whatever_is_read_can_be_found_again_in_its_file(text):
    root, problems = read(text.encode(), "f")
    for problem in problems:
        assert_is_well_told(problem)
    if not problems:
        found = nodes.extents(text.removeprefix("\ufeff"))
        assert values_of(found) == nothing_as_text(plain(root))


def values_of(extent):
    """Return what stands in an extent as lists, dicts and strings; nothing as ""."""
    if extent.entries:
        return {key.text: values_of(value) for key, value in extent.entries}
    return [values_of(item) for item in extent.items] or extent.text


def nothing_as_text(value):
    """Return lists and dicts with the empty ones among them as ""."""
    if isinstance(value, dict):
        return {key: nothing_as_text(each) for key, each in value.items()} or ""
    if isinstance(value, list):
        return [nothing_as_text(each) for each in value] or ""
    return value


@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_told_of(content):
    root, problems = read(content, "f")
    for problem in problems:
        assert_is_well_told(problem)
        assert problem.where.line <= content.count(b"\n") + content.count(b"\r") + 9
    assert problems or isinstance(root, Scalar | Sequence | Mapping)
