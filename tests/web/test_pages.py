"""Pages say what the terminal says, and lead on to what there is to read."""

import random
import re
from collections import Counter
from urllib.parse import quote

import pytest

from tests.support.served import asked, page_address, shipped_server, words_on
from tests.support.shipped import shipped_mandat

#: What a table is drawn with at a terminal, and what is told there of options.
DRAWN, OPTION = re.compile(r"[┌┬┐├┼┤└┴┘─│•]"), re.compile(r" \(-g [^()\s]+=…\)")
KUNGSOR = shipped_mandat().of("kungsör")


def assert_says_what_the_terminal_says(place, question, language):
    page = shipped_server().get(page_address(place, question, language))
    assert page.status_code == 200, page_address(place, question, language)
    answer = shipped_mandat().of(place).answer(question).to_text(language, width=1000)
    line = " ".join(DRAWN.sub(" ", answer.replace("`", "")).split())
    said = Counter(OPTION.sub("", line).split())
    shown = Counter(words_on(page.text))
    assert said - shown == Counter()


def test_a_page_says_what_the_terminal_says():
    some = random.Random(15).sample(asked(), 20)  # noqa: S311 - nothing secret
    for number, (place, question) in enumerate(some):
        assert_says_what_the_terminal_says(place, question, ("sv", "en")[number % 2])


@pytest.mark.slow
def test_every_page_says_what_the_terminal_says():
    questions = asked()
    assert len(questions) > 1500
    for number, (place, question) in enumerate(questions):
        assert_says_what_the_terminal_says(place, question, ("sv", "en")[number % 2])


def test_what_is_missing_is_asked_in_a_form_and_the_form_answers():
    client = shipped_server()
    table = client.get("/linkoping/vem/nämndmål").text
    assert 'name="malomrade" value="medarbetare"' in table

    answer = client.get("/linkoping/vem/nämndmål?malomrade=medarbetare").text

    assert "kommunstyrelsen" in words_on(answer)
    assert 'value="medarbetare" checked' in answer


def test_a_field_left_empty_counts_as_not_told():
    client = shipped_server()
    assert client.get("/linkoping/vem/nämndmål?malomrade=").text.count("<tr") == 3


def test_the_way_of_a_contact_is_drawn_with_its_strength():
    page = shipped_server().get("/kungsor/vag/förtroendevald/rektor").text
    drawing = page[page.index("<svg") : page.index("</svg>")]

    assert drawing.count("<rect") == 3
    assert ">ska</text>" in drawing
    assert "förvaltningschefen" in drawing


def test_a_question_that_is_not_clear_is_offered_as_links_and_not_answered():
    page = shipped_server().get("/kungsor/fraga", params={"q": "får jag ringa rektorn"})

    assert "Vem är du?" in page.text
    assert 'href="/kungsor/vag/f%C3%B6rtroendevald/rektor"' in page.text
    assert "<h2>Källor</h2>" not in page.text


def test_who_one_is_follows_along_in_the_addresses():
    client = shipped_server()
    page = client.get("/kungsor?som=fortroendevald").text
    assert 'name="som" value="fortroendevald"' in page

    answer = client.get(
        "/kungsor/fraga", params={"q": "får jag ringa rektorn", "som": "fortroendevald"}
    ).text

    assert "förvaltningschefen" in words_on(answer)
    assert "som=fortroendevald" in answer


def test_a_section_of_an_act_shows_what_rests_on_it():
    page = shipped_server().get("/lag/2017:725/6/38")

    assert page.status_code == 200
    assert {"kommunallagen/delegeringsforbud"} <= set(words_on(page.text))


def test_an_act_without_chapters_has_sections_too():
    assert shipped_server().get("/lag/1990:52/6").status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "words", "code"),
    [
        ("nowhere", 404, "känner inte till kommunen", "question/unknown-municipality"),
        ("kungsor/{}/xyzzy", 404, "känner inte till", "question/unknown-matter"),
        ("kungsor/{}/media?dag=i-går", 400, "är ingen dag", "web/not-a-day"),
        ("kungsor/{}/media?x=1", 404, "`x`", "question/unknown-circumstance"),
        ("kungsor/{}/media?" + "a=1&" * 200, 400, "för många", "web/too-much"),
        ("kungsor/a/b/c/d", 404, "ingen sida", "web/no-page"),
        ("lag/2017:725/99/99", 404, "99 kap. 99 §", "web/no-page"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(path, status, words, code):
    page = shipped_server().get("/" + path.format("vem"))
    assert page.status_code == status
    assert words in " ".join(words_on(page.text))

    called = "/api/v1/" + path.format("who") + ("/rules" if "/" not in path else "")
    given = shipped_server().get(called)
    assert given.status_code == status
    assert given.json()["error"]["code"] == code


def test_a_bug_is_told_without_its_trace(monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("hemligt")

    monkeypatch.setattr("engine.service.municipality.Municipality.rules", broken)
    given = shipped_server().get("/api/v1/kungsor/rules")
    assert given.status_code == 500
    assert given.json()["error"]["code"] == "web/bug"
    assert "hemligt" not in given.text


def test_what_is_asked_is_text_and_never_markup():
    client = shipped_server()
    evil = "<script>alert(1)</script>"
    for path in (
        f"/kungsor/fraga?q={quote(evil)}",
        f"/kungsor/vem/{quote(evil, safe='')}",
        f"/kungsor/vem/media?{quote(evil)}={quote(evil)}",
        f"/{quote(evil, safe='')}",
    ):
        assert "<script" not in client.get(path).text


def test_every_page_forbids_scripts_and_third_parties():
    answer = shipped_server().get("/kungsor")

    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "<script" not in answer.text
    assert " style=" not in answer.text
    assert not re.search(r'(?:src|href)="(?!/|#)', answer.text)


@pytest.mark.parametrize("path", ["/", "/om", "/tillganglighet", "/kungsor", "/lag"])
def test_pages_are_in_both_languages_and_say_which(path):
    client = shipped_server()
    swedish, english = client.get(path).text, client.get(f"{path}?lang=en").text

    assert '<html lang="sv">' in swedish
    assert '<html lang="en">' in english
    assert f'href="{path}?lang=en">English' in swedish
    assert f'href="{path}">Svenska' in english


def test_links_of_a_page_lead_to_pages():
    client = shipped_server()
    seen = set()
    for path in ("/kungsor", "/kungsor/vem/media", "/orrhed", "/lag"):
        links = re.findall(r'href="(/[^"#]*)"', client.get(path).text)
        assert links
        seen.update(random.Random(1).sample(links, 8))  # noqa: S311 - nothing secret
    for link in sorted(seen):
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_a_role_and_a_post_have_pages_of_their_own():
    client = shipped_server()
    assert "Beslutar" in client.get("/kungsor/roll/rektor").text
    post = next(iter(shipped_mandat().of("orrhed").jurisdiction.posts))
    assert client.get(f"/orrhed/post/{post}?dag=2026-11-22").status_code == 200
