"""Pages in a real browser: what axe finds, the keyboard alone, narrow and enlarged.

Skipped with the reason where no Chromium or no Playwright is: CI asks for both.
"""

import shutil
import subprocess
import sys

import pytest

from engine import Mandat
from engine.web.site import handbook_site, write_site
from tests.support.terminal import ROOT

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    "",
)
PATHS = [
    "/",
    "/om",
    "/tillganglighet",
    "/kungsor",
    "/kungsor/fraga?q=får jag ringa rektorn",
    "/kungsor/fraga?q=Får jag som politiker ringa rektorn direkt?",
    "/kungsor/vag/förtroendevald/rektor",
    "/linkoping/vem/nämndmål",
    "/linkoping/vem/nämndmål?malomrade=medarbetare&varfor=1",
    "/orrhed/vem/avskriva-fordran",
    "/orrhed/roll/socialsekreterare",
    "/orrhed/ordning/ks",
    "/orrhed/andringar",
    "/kungsor/utbildning",
    "/kungsor/visa/rektor",
    "/kungsor/handbok",
    "/lag/2017:725/6/38",
    "/kungsor/vem/xyzzy",
]

#: Pages that hold together all that pages are made of: answers, ways, roles, orders.
BOTH_WAYS = {
    "/kungsor",
    "/kungsor/vag/förtroendevald/rektor",
    "/linkoping/vem/nämndmål?malomrade=medarbetare&varfor=1",
    "/orrhed/roll/socialsekreterare",
    "/orrhed/ordning/ks",
}
#: How pages are looked at: those both ways, each other one way, and its neighbour the
#: other.
WAYS = [("sv", "light"), ("en", "dark")]
SEEN = [
    (path, *way)
    for number, path in enumerate(PATHS)
    for kind, way in enumerate(WAYS)
    if path in BOTH_WAYS or kind == number % len(WAYS)
]

WIDTH = "document.documentElement.scrollWidth"
#: Which texts do not fit into what hides the rest of them.
CUT = """[...document.querySelectorAll("main *")].filter(each => {
  const style = getComputedStyle(each);
  return style.overflowX === "hidden" && each.scrollWidth > each.clientWidth + 1
    && style.clipPath === "none";
}).map(each => each.outerHTML.slice(0, 80))"""
#: Spaces as readers set them (WCAG 1.4.12).
SPACED = """for (const each of document.querySelectorAll("body *")) {
  each.style.setProperty("line-height", "1.5", "important");
  each.style.setProperty("letter-spacing", "0.12em", "important");
  each.style.setProperty("word-spacing", "0.16em", "important");
}"""
#: What is pressed and smaller than a finger needs, unless it stands within a text.
SMALL = """[...document.querySelectorAll("button, select, input, summary, a")]
.filter(each => {
  const box = each.getBoundingClientRect();
  if (!box.width || each.type === "hidden" || each.closest("p, li, dd, dt, td, "
    + "th, pre, label, header, footer, .skip")) return false;
  return box.width < 24 || box.height < 24;
}).map(each => each.outerHTML.slice(0, 80))"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed here"),
]


@pytest.fixture(scope="module")
def site():
    """Start the server, and give its address."""
    command = [sys.executable, ROOT / "cli.py", "serve", "--port", "0", "--lang", "en"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as made:
        address = made.stderr.readline().split(" at ")[1].split()[0].rstrip("/")
        yield address
        made.terminate()
        made.stderr.read()


@pytest.fixture(scope="module")
def browser():
    """Start Chromium without anything that reaches out."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is missing")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-sync"]
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield chromium
        chromium.close()


@pytest.mark.parametrize(("path", "language", "scheme"), SEEN)
def test_axe_finds_nothing(site, browser, path, language, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    mark = "&" if "?" in path else "?"
    page = browser.new_page(color_scheme=scheme)
    page.goto(f"{site}{path}{mark}lang={language}")
    found = axe.Axe().run(page)
    page.close()
    told = [
        (each["id"], [node["html"][:120] for node in each["nodes"]][:2])
        for each in found.response["violations"]
    ]
    assert told == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_lost_however_narrow_and_large(site, browser, path):
    """At 320 points, as 1280 at 400 %; at 640, as at 200 %; with texts set apart.

    What is pressed has 24 points each way (WCAG 2.5.8), but for links within texts.
    """
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{site}{path}")
    assert page.evaluate(WIDTH) <= 320
    assert page.evaluate(SMALL) == []
    page.set_viewport_size({"width": 640, "height": 512})
    assert page.evaluate(WIDTH) <= 640
    assert page.evaluate(CUT) == []
    page.set_viewport_size({"width": 1280, "height": 1024})
    page.evaluate(SPACED)
    assert page.evaluate(WIDTH) <= 1280
    assert page.evaluate(CUT) == []
    page.close()


def test_colours_that_the_reader_forces_leave_edges(site, browser):
    page = browser.new_page(forced_colors="active")
    page.goto(f"{site}/kungsor/vag/förtroendevald/rektor")
    strokes = page.evaluate(
        "[...document.querySelectorAll('svg.way rect, svg.way path')]"
        ".map(each => getComputedStyle(each).stroke)"
    )
    button = page.evaluate(
        "getComputedStyle(document.querySelector('button')).borderTopColor"
        if page.query_selector("button")
        else "'none'"
    )
    page.close()
    assert strokes
    assert "none" not in strokes
    assert button != "rgba(0, 0, 0, 0)"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Return the folder of a handbook that was written as files."""
    folder = tmp_path_factory.mktemp("site")
    write_site(handbook_site(Mandat.open(), "kungsör"), folder)
    return folder


@pytest.mark.parametrize("ending", ["html", "en.html"])
@pytest.mark.parametrize("name", ["index", "om", "kungsor-spelregler-akut-kedja"])
def test_axe_finds_nothing_in_files(written, browser, name, ending):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = browser.new_page()
    page.goto((written / f"{name}.{ending}").as_uri())
    found = axe.Axe().run(page)
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    page.close()
    assert [each["id"] for each in found.response["violations"]] == []


def test_a_question_is_asked_and_answered_with_the_keyboard_alone(site, browser):
    page = browser.new_page()
    page.goto(f"{site}/linkoping")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(10):
        if page.evaluate("document.activeElement.id") == "q":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("vem beslutar om nämndmål")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fraga?*")
    for _ in range(40):
        if page.evaluate("document.activeElement.name") == "malomrade":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vem/**")
    assert "beslutar" in page.inner_text("main")
    page.close()


def test_a_page_fetches_nothing_from_elsewhere_and_runs_no_script(site, browser):
    page, asked, told = browser.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{site}/kungsor/vag/förtroendevald/rektor")
    page.close()
    assert asked
    assert all(address.startswith(site) for address in asked)
    assert told == []
