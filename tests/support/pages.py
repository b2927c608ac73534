"""What a page holds, read as a browser reads it, and what a browser makes of it."""

import re
import shutil
import subprocess
from html import unescape
from html.parser import HTMLParser


class Page(HTMLParser):
    """Collects what a page holds: its elements, attributes and text."""

    _alone = frozenset({"meta", "br", "rect", "line", "circle"})

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.texts = []
        self._open = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self._alone:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


#: The browser that lays pages out; None where none is installed.
BROWSER = next(
    filter(
        None,
        map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome")),
    ),
    None,
)


def browse(page, place):
    """Open a page in a browser without a window; return what it has become.

    The page says what it found in its title.
    """
    file = place / "page.html"
    file.write_text(page, "utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run")
    own = f"--user-data-dir={place / 'browser'}"
    done = subprocess.run(
        [BROWSER, *options, own, "--dump-dom", file.as_uri()],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    title = re.search(r"<title>(.*?)</title>", done.stdout, re.DOTALL)
    return {"title": unescape(title[1]), "html": done.stdout}
