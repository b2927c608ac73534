"""Pages in a real browser: what axe finds, the keyboard alone, narrow and enlarged.

Skipped with the reason where no Chromium or no Playwright is: CI asks for both.
"""

import shutil
import subprocess
import sys

import pytest

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


@pytest.mark.parametrize(("language", "scheme"), [("sv", "light"), ("en", "dark")])
@pytest.mark.parametrize("path", PATHS)
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
def test_nothing_needs_to_be_scrolled_sideways(site, browser, path):
    """At 320 points: what a screen of 1280 shows at 400 %."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{site}{path}")
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width <= 320


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
