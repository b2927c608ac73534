"""Whatever a text holds, what Markdown makes of it is that text and nothing else.

A parser of CommonMark with the tables, strikethrough and bare addresses of GitHub reads
it back. What GitHub makes alive only afterwards (mentions, issues, commits, pictures)
it leaves alone in code, and so do we see to it that such words are code.
"""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.report.markdown import markdown_text, markdown_with_code
from engine.rulebook.model.signs import visible

markdown_it = pytest.importorskip("markdown_it")
pytest.importorskip("linkify_it")

PARSER = markdown_it.MarkdownIt("gfm-like", {"html": True})
#: What becomes alive after Markdown was read, in the words of code hosts.
ALIVE = re.compile(
    r"(?:^|\W)@\w|\w@\w|#\d|\bGH-\d|!\d|://|\bwww\.|\bmailto:|:[a-z_]+:"
    r"|\b(?=\w*[a-f])(?=\w*\d)[0-9a-f]{7,40}\b",
    re.IGNORECASE | re.ASCII,
)
#: Pieces out of which something alive might be made.
PIECES = st.sampled_from(
    [
        *"\\`*_[]()<>|#~&$!@:;.-+=/^{}'\"%",
        *("``", "```", "~~", "**", "---", "===", "1.", "2)", "- ", "* ", "+ ", "> "),
        *("www.exempel.se", "http://a.se", "mailto:a@b.se", "a@b.se", "exempel.com"),
        *("@nils", "#12", "GH-3", "a/b#4", "deadbeef1", ":tada:", "xmpp:a@b.se"),
        *("[a](b)", "![a](b)", "<b>", "<a href=x>", "<!--", "-->", "&amp;", "&#64;"),
        *("<http://a.se>", "[x]: /y", "[^1]", "- [ ]", "| a |", "|---|", "$x$", "`id`"),
        *("{{ x }}", "{% x %}", "/close", ":::", "{", "@{{"),
        *("a", "å", "rektor", "1", " ", "  ", "\n", "\t", "\x1b[31m", "\u202e", "\r"),
    ]
)
TEXTS = st.lists(PIECES | st.characters(), max_size=12).map("".join)
#: The places in which reports put a text, with what they put around it.
PLACES = {
    "paragraph": "före\n\n{}\n\nefter\n",
    "heading": "### {}\n",
    "item": "- {}\n- {}\n",
    "bold": "{{}}: **{}**<br>".replace("{{}}", "x"),
    "cell": "| a | b |\n|---|---|\n| {} | x<br>{} |\n",
    "first": "{}\n",
}


def is_filled_in(written):
    """Tell whether what makes pages of Markdown, or takes commands, would act on it."""
    return bool(re.search(r"\{[{%]", written)) or written.startswith(("/", ":"))


def told(text):
    """Return what a reader of the text should see."""
    return " ".join(visible(text, "\n\r\t").split())


def leaves(tokens):
    for token in tokens:
        if token.children is None:
            yield token
        else:
            yield from leaves(token.children)


def shown(markdown):
    """Return the texts of Markdown in order, and the types of all that is no text."""
    texts, others = [], []
    for token in leaves(PARSER.parse(markdown)):
        if token.type in {"text", "code_inline", "text_special"}:
            texts.append(token)
        else:
            others.append(token.type)
    return texts, others


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@given(TEXTS)
@example("`<img src=x>`` ![x](http://a.se) ` @nils")
@example("a|b\\|c`|`")
@example("`@a`@b`")
@example("\\`@a\\`")
@example("1. rubrik")
@example("===")
def test_a_text_is_a_text_at_every_place(place, text):
    assert not is_filled_in(markdown_text(text))
    plain, structure = shown(place.replace("{}", "text"))
    texts, others = shown(place.replace("{}", markdown_text(text)))
    if not told(text):
        return
    assert others == structure
    expected = "".join(token.content for token in plain).replace("text", told(text))
    assert "".join(token.content for token in texts) == expected
    for token in texts:
        assert token.type == "code_inline" or not ALIVE.search(token.content)


@given(TEXTS)
def test_only_ids_in_backticks_become_code(text):
    written = markdown_with_code(f"regeln `by/inkop` ändrades: {text}")
    texts, others = shown(written)
    assert others == ["paragraph_open", "paragraph_close"]
    assert texts[1].content == "by/inkop"
    for token in texts:
        assert token.type == "code_inline" or not ALIVE.search(token.content)


def test_ordinary_texts_are_written_as_they_are():
    text = "Enligt 7 kap. 2 § får rektorn, högst 500 000 kr (2026-01-01), besluta: ja!"
    assert markdown_text(text) == text
    assert markdown_text("1. Först\nt.ex. så") == r"1\. Först t\.ex. så"
    assert markdown_text("skriv till a@b.se") == "skriv till `a@b.se`"
    assert markdown_with_code("`by/inkop` (`[x](y)`)") == r"`by/inkop` (\`\[x\](y)\`)"
