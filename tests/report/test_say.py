"""Texts of the rules in the language of their reader, and Swedish marked in English."""

from __future__ import annotations

from types import SimpleNamespace

from engine.report.html_page import html_page
from engine.report.say import Marks, Say
from engine.rulebook.model.texts import Text

BOTH = Text("Nämnden beslutar.", "The committee decides.")
SWEDISH = Text("Nämnden beslutar.")


def test_a_text_in_both_languages_is_shown_in_the_one_of_its_reader():
    assert Say("sv").text(BOTH) == "Nämnden beslutar."
    assert Say("en").text(BOTH) == "The committee decides."


def test_a_swedish_sentence_is_told_to_be_swedish_in_english():
    assert Say("en").text(SWEDISH) == "“Nämnden beslutar” (in Swedish)."
    assert Say("sv").text(SWEDISH) == "Nämnden beslutar."


def test_a_swedish_name_is_in_quotes_in_english():
    assert Say("en").name(Text("socialchefen")) == "“socialchefen”"
    assert Say("sv").name(Text("socialchefen")) == "socialchefen"


def test_programs_get_the_words_without_marks():
    say = Say("en", Marks.NONE)
    assert say.text(SWEDISH) == say.plain(SWEDISH) == "Nämnden beslutar."
    assert say.name(Text("socialchefen")) == "socialchefen"


def test_a_page_of_html_tells_the_language_of_swedish_words_and_escapes_them():
    say = Say("en", Marks.TAGS)
    words = f"{say.name(Text('<b>Bänkar</b>'))} {say.text(SWEDISH)}"
    sheet = SimpleNamespace(
        title="Cases", subtitle=words, note="", answers="", exercises=[], keys=[]
    )
    page = html_page("handout.html", say, sheet=sheet)
    assert '“<span lang="sv">&lt;b&gt;Bänkar&lt;/b&gt;</span>”' in page
    assert '“<span lang="sv">Nämnden beslutar</span>” (in Swedish).' in page
    assert "\ue000" not in page
    assert "\ue001" not in page
