"""Pages say what the terminal says, and lead on to what there is to read."""

import datetime as dt
import html
import random
import re
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from engine.rulebook.model.rules import RuleKind, Slot
from engine.web.changes import change_days
from tests.support.served import served, shipped_server, words_on
from tests.support.shipped import shipped_mandat
from tests.support.town import RULES, write_town

KUNGSOR = shipped_mandat().of("kungsör")


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


@pytest.mark.slow
@pytest.mark.parametrize("start", ["/", "/?lang=en"])
def test_whoever_follows_links_never_comes_to_what_is_not_there(start):
    client = shipped_server()
    chance = random.Random(start)  # noqa: S311 - nothing secret
    known, waiting = {start}, [start]
    for _ in range(150):
        address = waiting.pop(chance.randrange(len(waiting)))
        answer = client.get(address, follow_redirects=False)
        assert answer.status_code in {200, 303, 307}, address
        if "html" not in answer.headers.get("content-type", ""):
            continue
        for found in re.findall(r'(?:href|action)="(/[^"#]*)', answer.text):
            link = html.unescape(found)
            if link not in known:
                known.add(link)
                waiting.append(link)
    assert len(known) > 1_000


def test_what_holds_for_others_too_comes_last_and_folded():
    """What a head teacher has as a head teacher is read first, and openly."""
    text = shipped_server().get("/orrhed/roll/rektor").text

    folded = re.findall(r"<details><summary><h2>(.*?)</h2>", text)
    open_ = re.findall(r"<section><h2>(.*?)</h2>", text)
    assert folded
    assert all(" som " in title for title in folded)
    assert open_[0].startswith("Beslutar (")
    assert text.index("<section><h2>Beslutar (") < text.index("<details>")


def test_what_this_is_tells_the_documents_and_when_they_were_read():
    text = shipped_server().get("/om").text
    law = shipped_mandat().law().jurisdiction.sources

    assert len(law) > 10
    for source in law.values():
        assert source.title.sv in text
    assert "läst 2026-" in text


def test_a_role_and_a_post_have_pages_of_their_own():
    client = shipped_server()
    assert "Beslutar" in client.get("/kungsor/roll/rektor").text
    post = next(iter(shipped_mandat().of("orrhed").jurisdiction.posts))
    assert client.get(f"/orrhed/post/{post}?dag=2026-11-22").status_code == 200


# what changes, orders, cases ----------------------------------------------------------


def test_the_days_of_changes_lead_to_what_changes_on_them():
    client = shipped_server()
    page = client.get("/orrhed/andringar").text
    links = re.findall(r'href="(/orrhed/andringar\?fran[^"]+)"', page)
    assert links

    shown = client.get(links[0].replace("&amp;", "&"))

    assert shown.status_code == 200
    report = shipped_mandat().of("orrhed")
    days = re.findall(r"\d{4}-\d\d-\d\d", links[0])
    told = report.diff(days=[dt.date.fromisoformat(day) for day in days]).to_text("sv")
    assert told.split()[:6] == words_on(shown.text)[:6]


def test_a_day_of_changes_that_is_none_is_refused():
    page = shipped_server().get("/orrhed/andringar?fran=i-går&till=2027-01-01")
    assert page.status_code == 400


def test_the_feed_of_changes_is_atom_with_an_entry_for_each_day():
    answer = shipped_server().get("/orrhed/andringar.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.text)  # noqa: S314 - our own
    name = "{http://www.w3.org/2005/Atom}"
    days = change_days(shipped_mandat().of("orrhed").jurisdiction)
    assert len(feed.findall(f"{name}entry")) == len(days) > 0
    assert {child.tag for child in feed} >= {f"{name}id", f"{name}updated"}


def test_an_order_is_shown_with_an_address_for_each_row():
    page = shipped_server().get("/orrhed/ordning/ks")
    assert page.text.count(' id="2.1"') == 1
    assert "script" not in page.headers["content-security-policy"]


def test_a_case_is_answered_in_the_browser_and_nothing_is_stored():
    client = shipped_server()
    listed = client.get("/kungsor/utbildning").text
    training = shipped_mandat().training("kungsor")
    texts = training.in_words(1, "sv")
    cases = [each for each in training.exercises if each.dilemma is None][:3]
    for exercise in cases:
        text = texts.text(exercise)
        address = f"/kungsor/utbildning/{exercise.id}"
        assert f'href="{address}"' in listed
        before = client.get(address)
        assert "Rätt" not in before.text
        wrong = next(letter for letter, _ in text.choices if letter != text.right)
        assert "Nej. Rätt är" in client.get(f"{address}?svar={wrong}").text
        right = client.get(f"{address}?svar={text.right}")
        assert "Rätt:" in right.text
        assert "set-cookie" not in right.headers


def test_a_case_that_is_not_there_is_told():
    assert shipped_server().get("/kungsor/utbildning/kungsor/x").status_code == 404


def test_the_handbook_has_every_own_decision_and_draws_the_ways():
    page = shipped_server().get("/linkoping/handbok").text
    shown = " ".join(words_on(page)).lower()
    here = shipped_mandat().of("linkoping").jurisdiction
    matters = {
        matter
        for rule in here.rules
        if rule.kind is RuleKind.DECISION and rule.id.startswith("linkoping/")
        for matter in rule.scope_of[Slot.MATTER]
    }
    assert len(matters) > 5
    for matter in matters:
        assert here.vocabulary.matters[matter].label.sv.lower() in shown
    assert page.count("<h1>") == 1
    assert shipped_server().get("/kungsor/handbok").text.count("<svg") > 5


def test_a_way_that_is_taken_otherwise_is_drawn_below_the_first(tmp_path):
    via = "    via: [direktor]\n"
    write_town(tmp_path, rules=RULES.replace(via, f"{via}    fallback: [namnd]\n"))
    page = served(tmp_path / "rules").get("/provby/vag/politiker/rektor").text
    drawing = page[page.index("<svg") : page.index("</svg>")]

    first, other = drawing.split(">annars</text>")
    assert [first.count("<rect"), other.count("<rect")] == [3, 3]
    assert "stroke-dasharray" in other
    assert "stroke-dasharray" not in first
    assert "annars: politikern → nämnden → rektorn" in first  # for who hears it


def test_whoever_asks_why_may_ask_why_not_somebody_else():
    client = shipped_server()
    address = "/linkoping/vem/nämndmål?malomrade=medarbetare"
    assert 'name="varforinte"' not in client.get(address).text

    why = client.get(f"{address}&varfor=1").text
    form = why[why.index("Varför inte någon annan") :]
    assert '<option value="rektor">' in form
    assert '<input type="hidden" name="målområde" value="medarbetare">' in form

    told = client.get(f"{address}&varforinte=rektor").text
    assert '<option value="rektor" selected>' in told
    page = shipped_mandat().of("linkoping")
    given = {"malomrade": "medarbetare"}
    expected = page.who("namndmal", given=given).to_text("sv", why_not="rektor")
    last = expected.strip().splitlines()[-1].strip(" •")
    assert last in " ".join(words_on(told))


def test_a_section_of_an_act_leads_to_what_names_it_in_each_municipality():
    page = shipped_server().get("/lag/2017:725/6/39").text
    assert "<h2>Orrheds kommun (påhittad)</h2>" in page
    links = re.findall(r'href="(/orrhed/visa/orrhed/[^"]+)"', page)
    assert links
    assert shipped_server().get(links[0]).status_code == 200


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/lag/viteslagen/6", ["6 § viteslagen", "vite döms ut"]),
        ("/lag/kommunallagen/6/38", ["Kommunallagen, 6 kap. 38 §"]),
        ("/lag/KL/6/38", ["Kommunallagen, 6 kap. 38 §"]),
    ],
)
def test_a_section_has_a_page_where_rows_alone_name_it_and_by_names_of_its_act(
    address, words
):
    for language in ("sv", "en"):
        page = shipped_server().get(address, params={"lang": language})
        assert page.status_code == 200
    page = " ".join(words_on(shipped_server().get(address).text))
    assert all(each in page for each in words)


def test_every_section_that_a_row_names_has_a_page():
    mandat = shipped_server().app.state.live.edition.mandat
    known = mandat.of("orrhed").jurisdiction
    numbers = {s.id: s.statute.number for s in known.sources.values() if s.statute}
    named = {
        (numbers.get(law.act, law.act), law.chapter, section)
        for rule in known.rules
        if rule.conclusion.grant
        for law in known.provisions_of(rule.conclusion.grant)
        for section in law.sections
    }
    assert len(named) > 50
    chosen = sorted(named)[::6]  # the others differ in nothing but numbers
    for act, chapter, section in chosen:
        address = "/".join(("/lag", act, *filter(None, (chapter, section))))
        assert shipped_server().get(address).status_code == 200, address


@pytest.mark.parametrize(
    "address",
    [
        "/lag/2017:725/99/1",
        "/lag/LVU 6 § och LVM/11",
        f"/lag/viteslagen{' ' * 200}/6",
        f"/lag/x/{'1-' * 3_000}/1",
    ],
)
def test_a_section_that_nothing_names_has_no_page(address):
    assert shipped_server().get(address).status_code == 404


def test_a_rule_is_told_with_its_sentence_in_one_item_and_is_a_link():
    page = shipped_server().get("/lag/2017:725/6/38").text
    item = re.search(
        r"<li>(?:(?!</li>).)*kommunallagen/delegeringsforbud<.*?</li>", page
    )
    assert 'href="/lag/visa/kommunallagen/delegeringsforbud"' in item[0]
    assert "ska nämnden själv avgöra" in item[0]


def test_what_is_not_answered_tells_no_day_of_an_answer():
    page = shipped_server().get("/kungsor/fraga", params={"q": "får jag ringa rektorn"})
    assert "Svaret gäller" not in page.text


def test_a_duty_that_is_asked_about_is_answered_without_a_receipt():
    page = shipped_server().get("/linkoping/fraga?q=informera-om-utforare")
    assert page.status_code == 200
    assert "kvitto=1" not in page.text
