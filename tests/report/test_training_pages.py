"""Pages of training stand alone, reflow, print with numbers, and can be read by all.

Where Chromium is installed, it lays them out and presses their keys.
"""

import functools
import itertools
import json
import re
from pathlib import Path

import pytest

from tests.support.pages import BROWSER, Page, browse
from tests.support.terminal import run
from tests.support.town import write_training_town

#: Each page is opened in a browser, where there is one.
pytestmark = pytest.mark.slow

TEMPLATES = Path("engine/report/templates")
THREE = " ".join(map(str, sorted(Path("docs/examples/results").glob("*.jsonl"))))
REPORT = f"train report {THREE} --format html"
HANDOUT = "train handout -m kungsör --seed 7 -n 12 --format html"
SLIDES = "train handout -m kungsör --seed 7 -n 8 --format slides"
PAGES = {"report": REPORT, "handout": HANDOUT, "slides": SLIDES}
LANGUAGES = ("sv", "en")
_VARIABLE = re.compile(r"(--[a-z0-9-]+): (#[0-9a-f]{3,6});")


@functools.cache
def printed(command, language=""):
    """Return a page that a command prints, in a language or that of this computer."""
    return run(command, *(["--lang", language] if language else [])).stdout


every_page = pytest.mark.parametrize("command", PAGES.values(), ids=PAGES)


@every_page
def test_a_page_fetches_nothing_and_is_well_formed(command):
    shown = printed(command)
    page = Page(shown)
    assert shown.startswith("<!doctype html>")
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"link", "img", "iframe", "object", "base", "form"}
    assert ("script" in tags) is (command == SLIDES)
    for _, attributes in page.tags:
        assert not {"src", "srcset", "onclick", "onload"} & set(attributes)
        assert attributes.get("href", "#").startswith("#")
    assert not re.search(r"url\(|@import|https?://|fetch\(|XMLHttp|import\(", shown)


@every_page
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_its_headings_leave_out_no_level(
    command, language
):
    page = Page(printed(command, language))
    tags = dict(page.tags)
    assert tags["html"] == {"lang": language}
    assert "main" in tags
    assert tags["meta"]["content"] == "width=device-width, initial-scale=1"
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(now <= before + 1 for before, now in itertools.pairwise(levels))


def test_every_header_of_a_table_says_what_it_is_the_header_of():
    page = Page(printed(REPORT))
    heads = [attributes for tag, attributes in page.tags if tag == "th"]
    rows = sum(tag == "tr" for tag, _ in page.tags)
    tables = sum(tag == "table" for tag, _ in page.tags)
    assert {head["scope"] for head in heads} == {"row", "col"}
    assert sum(head["scope"] == "row" for head in heads) == rows - tables
    assert tables == 5


@pytest.mark.parametrize("command", [REPORT, HANDOUT], ids=["report", "handout"])
def test_a_printed_page_has_its_number_and_splits_no_case(command):
    shown = printed(command)
    assert 'content: counter(page) " / " counter(pages)' in shown
    assert "tr, .callout { break-inside: avoid; }" in shown
    if command == HANDOUT:
        assert ".exercise { margin: 0 0 1.6rem; break-inside: avoid; }" in shown


# colours ------------------------------------------------------------------------------


def schemes():
    """Return the colours of a page in light and in dark, by their names."""
    light, dark = (TEMPLATES / "page.css").read_text("utf-8").split("@media screen", 1)
    assert "prefers-color-scheme: dark" in dark
    bright = dict(_VARIABLE.findall(light))
    night = dict(_VARIABLE.findall(dark.partition("* {")[0]))
    assert bright.keys() == night.keys()
    return {"light": bright, "dark": night}


def luminance(colour):
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_measures_it():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_and_plots_stand_out_from_their_background(scheme):
    colours = schemes()[scheme]
    for text in ("--ink", "--muted", "--right", "--wrong"):
        for background in ("--paper", "--soft"):
            assert contrast(colours[text], colours[background]) >= 4.5, text
    for plot in ("--edge", "--right", "--wrong", "--wrong-2", "--wrong-3", "--wrong-4"):
        assert contrast(colours[plot], colours["--paper"]) >= 3, plot


def test_no_style_names_a_colour_of_its_own():
    for file in TEMPLATES.glob("*.*"):
        style = r"\b(?:color|fill|stroke|background)[:=]\s*\"?(#\w+)"
        found = re.findall(style, file.read_text("utf-8"))
        assert set(found) <= {"#56606f"}, file  # the number of a page, on white paper


# slides -------------------------------------------------------------------------------


def slides(place, *options):
    folder, scenarios = write_training_town(place)
    words = ("--rules", folder, "--scenarios", scenarios, "-n", "50", "--seed", "4")
    return run("train handout -m provby --format slides", *words, *options).stdout


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", ["Fall 1 av 5", "Visa svaret", "Källor", "Nästa", "Mellanslag"]),
        ("en", ["Case 1 of 5", "Show the answer", "Sources", "Next", "Space"]),
    ],
)
def test_each_slide_has_its_number_and_an_answer_with_its_passages(
    tmp_path, language, said
):
    shown = slides(tmp_path, "--lang", language)
    text = Page(shown).text
    assert all(words in text for words in said)
    first, *rest = re.split(r'<section class="slide"', shown.partition("<main>")[2])[1:]
    assert "Bänkarna i parken" in first
    assert len(rest) == 5
    for slide in rest:
        question, _, answer = slide.partition("<details")
        assert answer.startswith(' class="answer">')  # not open
        for part in ("Chefen beslutar", "Ordningen"):
            assert part not in question
    bench = next(slide for slide in rest if "Chefen Siv vill köpa" in slide)
    passage = {
        "sv": "Ordningen, 1: Små inköp.",
        "en": '“<span lang="sv">Ordningen</span>”, 1: “<span lang="sv">Små inköp',
    }[language]
    assert passage in bench.partition("<details")[2]


def test_slides_follow_each_other_where_no_script_runs():
    style = (TEMPLATES / "slides.css").read_text("utf-8")
    hidden = [line for line in style.splitlines() if "display: none" in line]
    assert ".is-led .slide { display: none; }" in hidden
    assert "is-led" not in (TEMPLATES / "slides.html").read_text("utf-8")
    assert 'classList.add("is-led")' in (TEMPLATES / "slides.js").read_text("utf-8")


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "{{ 7*7 }}"])
def test_whatever_a_case_says_is_text_on_a_slide(tmp_path, text):
    folder, scenarios = write_training_town(tmp_path)
    file = scenarios / "provby" / "fall.yaml"
    lines = file.read_text("utf-8").replace("title: Bron", f"title: '{text}'")
    file.write_text(lines, "utf-8")
    words = ("--rules", folder, "--scenarios", scenarios, "-n", "50")
    shown = run("train handout -m provby --format slides", *words).stdout
    page = Page(shown)
    assert text in page.text
    assert sum(tag == "script" for tag, _ in page.tags) == 1


def test_slides_have_the_letters_of_the_handout_with_the_same_seed(tmp_path):
    page = slides(tmp_path)
    sheet = run(
        "train handout -m provby --format html --seed 4 -n 50 --rules",
        tmp_path / "rules",
        "--scenarios",
        tmp_path / "scenarios",
    ).stdout
    letters = [
        re.findall(r"<span>(\w\))</span><span>([^<]*?) ?<", shown)
        for shown in (page, sheet)
    ]
    assert letters[0] == letters[1]
    assert len(letters[0]) > 10


# in a browser -------------------------------------------------------------------------

in_a_browser = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium is installed: pages are not laid out"
)
_PRESS = """
const log = [];
const note = (key) => {
  const seen = [...document.querySelectorAll(".slide")].filter((s) => s.offsetHeight);
  const open = seen.map((s) => !!s.querySelector("details")?.open);
  log.push([key, seen.map((s) => s.id), open.some(Boolean)]);
};
note("");
for (const key of KEYS) {
  document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  note(key);
}
document.title = JSON.stringify(log);
"""


@in_a_browser
def test_the_keys_lead_through_the_slides_and_answers_wait_to_be_asked_for(tmp_path):
    """Press each key once; the names of slides are the numbers of cases."""
    presses = [
        ("ArrowRight", "1", False),
        ("PageDown", "2", False),
        ("PageUp", "1", False),
        ("ArrowDown", "1", True),
        ("ArrowRight", "2", False),
        ("ArrowLeft", "1", True),
        (".", "1", False),
        ("b", "1", True),
        ("End", "5", False),
        ("PageDown", "5", False),
        (" ", "5", True),
        ("Home", "start", False),
        ("PageUp", "start", False),
        (" ", "1", False),
        ("x", "1", False),
    ]
    keys = json.dumps([key for key, *_ in presses])
    # the case that was asked about above stays open, so close it on the way
    script = f"<script>const KEYS = {keys};{_PRESS}</script></body>"
    page = slides(tmp_path).replace("</body>", script)
    log = json.loads(browse(page, tmp_path)["title"])
    assert log[0] == ["", ["start"], False]
    assert [(key, *seen) for key, seen, _ in log[1:]] == [
        (key, slide) for key, slide, _ in presses
    ]
    opened = [is_open for _, _, is_open in log[1:]]
    assert opened[:13] == [is_open for *_, is_open in presses[:13]]


@in_a_browser
def test_no_page_is_wider_than_the_screen_it_is_on(tmp_path):
    """Lay each page out on a phone and a tablet: nothing scrolls sideways."""
    long = tmp_path / "long.jsonl"
    text = Path(THREE.split()[0]).read_text("utf-8")
    note = re.compile('"note": "[^"]*"')
    assert note.search(text)
    long.write_text(note.sub(f'"note": "{"oavbrutet" * 60}"', text), "utf-8")
    pages = [run(command).stdout for command in PAGES.values()]
    pages.append(run(f"train report {long} --format html").stdout)
    widths = (320, 768)
    frames = "".join(
        f'<iframe width="{width}" height="800" srcdoc="{_quoted(page)}"></iframe>'
        for page in pages
        for width in widths
    )
    measuring = """<script>onload = () => {
      const wide = (frame) => {
        const page = frame.contentDocument, room = frame.clientWidth;
        const cut = [...page.querySelectorAll("main *")].filter((e) => {
          const box = e.getBoundingClientRect();
          return box.width && (box.right > room + 1 || box.left < -1);
        });
        const {scrollWidth, clientWidth} = page.documentElement;
        return [room, scrollWidth - clientWidth, cut.length];
      };
      const frames = [...document.querySelectorAll("iframe")];
      document.title = JSON.stringify(frames.map(wide));
    }</script>"""
    style = "<style>iframe { border: 0; }</style>"
    measured = browse(f"<!doctype html>{style}{measuring}{frames}", tmp_path)["title"]
    expected = [[width, 0, 0] for _ in pages for width in widths]
    assert json.loads(measured) == expected


def _quoted(page):
    return page.replace("&", "&amp;").replace('"', "&quot;")
