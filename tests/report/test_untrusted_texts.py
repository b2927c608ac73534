"""What rules and scenarios say is a text in every page and document made of them."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from engine.report import html_page
from engine.training.results import event_line
from tests.report.test_markdown import ALIVE, PARSER, leaves
from tests.support.sessions import answered, began
from tests.support.spikes import write_spiked_town
from tests.support.terminal import run
from tests.support.town import RULES

#: What a reader of Markdown or HTML would click on, run or be called by.
SPIKES = [
    "` ![x](http://a.se/p.png) [y](javascript:alert(1)) `",
    "<img src=x onerror=alert(1)> <script>alert(1)</script> <!-- \" ' > -->",
    "\"><a href='javascript:alert(1)'>x</a> </td></table></style>",
    "@nils #12 GH-3 http://a.se www.a.se a@b.se <http://a.se> :tada: | x | </sub>",
    "``` ~~x~~ **y** _z_ \\ | {0} {{ 7*7 }} {% raw %} &lt;b&gt;",
]
#: What our own documents are made of.
OWN = {"br", "sub", "/sub", "div", "/div"}


@pytest.fixture(params=SPIKES)
def spike(request):
    return request.param


def markdown_is_text(markdown):
    """Assert that a document has no link, no image, and no HTML but our own."""
    for token in leaves(PARSER.parse(markdown)):
        assert token.type not in {"link_open", "image", "fence", "code_block"}
        if token.type in {"html_inline", "html_block"}:
            tags = re.findall(r"<(/?\w+)[^>]*>", token.content)
            assert set(tags) <= OWN
            assert not re.sub(r"<[^>]*>", "", token.content).strip()
        elif token.type == "text":
            assert not ALIVE.search(token.content)


def test_a_comparison_in_markdown(tmp_path, spike):
    old = write_spiked_town(tmp_path / "old", spike)
    new = write_spiked_town(
        tmp_path / "new",
        spike,
        RULES.replace("100000", "90000").replace("små inköp", "inköp"),
    )
    for language in ("sv", "en"):
        done = run("diff --format markdown --lang", language, old.rules, new.rules)
        assert done.exit_code == 0, done.stderr
        assert len(done.stdout) > 500
        markdown_is_text(done.stdout)


def test_a_handout_in_markdown(tmp_path, spike):
    town = write_spiked_town(tmp_path, spike)
    places = ("--rules", town.rules, "--scenarios", town.scenarios)
    done = run("train handout -m provby -n 9", *places)
    assert done.exit_code == 0, done.stderr
    assert len(done.stdout) > 500
    markdown_is_text(done.stdout)


class Page(HTMLParser):
    """The tags and attributes of a page, and the text that it shows."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.shown = set(), set(), ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.shown += data


def test_pages_have_the_same_tags_whatever_texts_hold(tmp_path, spike):
    pages = {}
    for name, text in (("plain", "x"), ("spiked", spike)):
        town = write_spiked_town(tmp_path / name, text)
        places = ("--rules", town.rules, "--scenarios", town.scenarios)
        file = tmp_path / name / "r.jsonl"
        events = (began(name=text), answered(right=1, wrong=2))
        file.write_text("".join(map(event_line, events)), "utf-8")
        report = ("--rules", town.rules, file)
        pages[name] = [
            Page(done.stdout)
            for done in (
                run("train handout -m provby -n 9 --format html", *places),
                run("train report --format html", *report),
            )
        ]
    for plain, spiked in zip(pages["plain"], pages["spiked"], strict=True):
        assert plain.tags
        assert spiked.tags == plain.tags
        assert spiked.attributes == plain.attributes
        assert not {a for a in spiked.attributes if a.startswith("on")}
        assert not {"href", "src"} & spiked.attributes
    assert spike in pages["spiked"][0].shown


def test_templates_escape_everything_and_lead_nowhere():
    """No text is marked as safe, and each in an attribute stands in quotes."""
    templates = Path(html_page.__file__).with_name("templates")
    for template in templates.glob("*.html"):
        text = template.read_text("utf-8")
        # a link leads to a slide by its number; the one script has nothing of a text
        script = '<script>\n{% include "slides.js" %}\n</script>'
        led = re.sub(r"""href="#[\w{}.' +]*\"""", "", text.replace(script, ""))
        assert not re.search(r"\|\s*safe|autoescape|href|\bsrc=|<script", led)
        for tag in re.findall(r"<\w[^<>]*>", re.sub(r"{%.*?%}", "", text)):
            bare = re.sub(r'="[^"]*"', "", tag)
            assert "{{" not in bare, tag
    assert "{{" not in (templates / "slides.js").read_text("utf-8")
