"""Rules are read anew when their files change, and kept when those are broken."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from engine import EngineError
from engine.rulebook.loading.digests import rules_digest
from engine.service.municipality import Municipality
from engine.web.memory import LongWorks, PageMemory
from tests.support.neighbours import write_neighbours
from tests.support.served import served
from tests.support.shipped import TODAY
from tests.support.town import RULES, write_town

CASE = """\
scenarios:
  - id: yttrandet
    municipality: asunda
    told: Chefen Siv vill yttra sig.
    ask: {who: yttrande}
    expect:
      outcome: answered
      decides: {any_of: [chef, namnd]}
      cites: [namnden#1]
    training:
      title: Yttrandet
      question: Vem beslutar om yttrandet?
      level: basic
      themes: [delegering]
"""


@pytest.fixture
def town(tmp_path):
    write_town(tmp_path)
    return tmp_path / "rules"


def in_thread(do):
    """Return what something gives in a thread of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(do).result()


def decider(client):
    answer = client.get("/api/v1/provby/who/inkop?belopp=50000").json()
    return answer["answers"][0]["decides"]["roles"][0]["id"]


def changed(town, before, after):
    file = next(town.rglob("rules.yaml"))
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def test_a_change_is_seen_when_the_files_are_looked_at(town):
    client = served(town)
    live = client.app.state.live
    assert (decider(client), live.refresh()) == ("chef", False)

    changed(town, "decides: chef", "decides: direktor")

    assert decider(client) == "chef"
    assert live.refresh() is True
    assert decider(client) == "direktor"


def test_a_broken_edit_keeps_the_rules_before_and_says_so(town):
    client = served(town)
    live, before = client.app.state.live, client.get("/health").json()
    assert before["status"] == "ok"

    changed(town, "decides: chef", "decides: nobody-known")
    assert live.refresh() is False

    health = client.get("/health")
    assert health.status_code == 200
    assert health.json()["status"] == "stale"
    assert health.json()["rules"] == before["rules"]
    assert health.json()["problem"] == "rules/unusable"
    assert decider(client) == "chef"

    changed(town, "decides: nobody-known", "decides: namnd")
    assert live.refresh() is True
    assert client.get("/health").json()["status"] == "ok"
    assert decider(client) == "namnd"


def test_nothing_that_is_served_is_read_again(town):
    client = served(town)
    shutil.rmtree(town)
    assert client.app.state.live.refresh() is False
    assert client.get("/health").json()["status"] == "stale"

    for path in ("/", "/provby", "/provby?lang=en", "/Provby kommun", "/lag"):
        assert client.get(path).status_code == 200, path
    listed = client.get("/api/v1").json()["entries"]
    assert [each["id"] for each in listed] == ["provby"]
    assert decider(client) == "chef"
    assert client.get("/elsewhere").status_code == 404
    assert client.get("/provby/vem/okant").status_code == 404


def reads_of(client):
    """Return what is answered at the addresses that are made when somebody asks."""
    paths = [
        "/",
        *(f"/{place}/ordning/namnden" for place in ("asunda", "bysta")),
        *(f"/asunda/{path}" for path in ("vem/yttrande", "visa/chef", "handbok")),
        "/asunda/utbildning",
        "/asunda/utbildning/asunda/yttrandet",
        "/asunda/andringar?fran=2025-12-31&till=2026-01-01",
        "/asunda/fraga?q=vem%20beslutar%20om%20yttrande%20i%20bysta",
        "/asunda/fraga?q=vem%20beslutar%20om%20yttrande",
        "/bysta",
        "/lag",
    ]
    answers = [client.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.content.partition(b"<main")[2] for answer in answers]


def test_whatever_file_is_broken_all_is_answered_though_nobody_had_asked(tmp_path):
    rows = "nr;ärende;delegat\n1;yttrande;C\n"
    town = write_neighbours(tmp_path / "rules", asunda=rows, bysta=rows)
    cases = tmp_path / "scenarios" / "asunda" / "fall.yaml"
    cases.parent.mkdir(parents=True)
    cases.write_text(CASE, "utf-8")
    before = reads_of(served(town))
    files = [path for path in tmp_path.rglob("*.*") if path.is_file()]
    assert len(files) == 10

    for file in files:
        content = file.read_bytes()
        client = served(town)  # and nothing is asked of it before
        file.write_bytes(b"{{{")
        assert client.app.state.live.refresh() is False, file
        assert client.get("/health").json()["status"] == "stale", file
        assert reads_of(client) == before, file
        file.write_bytes(content)
        assert client.app.state.live.refresh() is True
        assert client.get("/health").json()["status"] == "ok", file

    client = served(town)
    shutil.rmtree(tmp_path)
    assert client.app.state.live.refresh() is False
    assert reads_of(client) == before


def test_a_request_keeps_the_edition_that_it_began_with(town):
    live = served(town).app.state.live
    begun = live.edition

    changed(town, "decides: chef", "decides: direktor")
    live.refresh()

    response = begun.mandat.of("provby").who("inkop", given={"belopp": 1})
    assert response.rules[0].conclusion.roles() == {"chef"}
    assert live.edition is not begun


def test_rules_that_cannot_be_read_at_the_start_are_refused(tmp_path):
    write_town(tmp_path, rules=RULES.replace("decides: chef", "decides: x"))
    with pytest.raises(EngineError):
        served(tmp_path / "rules")


def test_no_answer_tells_where_the_rules_lie(town):
    client = served(town)
    for path in ("/provby/fraga?q=xyzzy", "/api/v1/provby/ask?q=inköp", "/health"):
        assert str(town) not in client.get(path).text


def test_a_digest_is_of_names_and_contents_and_of_no_place_or_time(town, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(town, copy)
    assert rules_digest(copy) == rules_digest(town)

    (copy / "notes.txt").write_text("no rules", "utf-8")
    assert rules_digest(copy) == rules_digest(town)

    changed(copy, "max: 100000", "max: 100001")
    assert rules_digest(copy) != rules_digest(town)


def test_a_remembered_page_is_made_anew_with_the_rules(town):
    client = served(town)
    address = "/provby/vem/inkop?belopp=50000"
    first = client.get(address)
    assert client.get(address).content == first.content
    assert "chefen" in first.text

    changed(town, "decides: chef", "decides: direktor")
    client.app.state.live.refresh()

    assert "direktören" in client.get(address).text


def test_a_page_made_while_the_rules_change_is_not_remembered(town, monkeypatch):
    client, address = served(town), "/provby/vem/inkop?belopp=50000"
    live, before = client.app.state.live, Municipality.ask

    def ask_while_they_change(*asked, **known):
        monkeypatch.undo()
        changed(town, "decides: chef", "decides: direktor")
        live.refresh()
        return before(*asked, **known)

    monkeypatch.setattr(Municipality, "ask", ask_while_they_change)
    assert client.get(address).status_code == 200

    changed(town, "decides: direktor", "decides: namnd")
    live.refresh()
    changed(town, "decides: namnd", "decides: chef")
    live.refresh()
    key = (live.edition.digest, TODAY, "/provby/vem/inkop", b"belopp=50000")
    assert client.app.state.pages.page(key) is None
    assert "chefen" in client.get(address).text
    assert client.app.state.pages.page(key) is not None


def test_what_takes_long_is_made_once_and_nobody_waits_long_for_another():
    works, times = LongWorks(), []

    def make():
        times.append(1)
        with pytest.raises(EngineError) as error:  # as another thread would
            in_thread(lambda: works.made("other", int))
        assert error.value.message.code == "web/busy"
        return "made"

    assert [works.made("key", make) for _ in range(3)] == ["made"] * 3
    assert len(times) == 1


def test_a_busy_server_says_so_and_is_asked_again_later(town):
    client = served(town)
    works = client.app.state.live.edition.works
    busy = works.made("x", lambda: in_thread(lambda: client.get("/provby/handbok")))
    assert busy.status_code == 503
    assert client.get("/provby/handbok").status_code == 200


def test_a_look_at_the_files_that_fails_is_not_the_last(town, monkeypatch):
    live = served(town).app.state.live
    seen = Event()

    def refuse():
        if seen.is_set():
            live.close()
        seen.set()
        raise OSError("the drive is away")

    monkeypatch.setattr(live, "refresh", refuse)
    live._watch(0)  # noqa: SLF001 - ends when it has looked again

    assert seen.is_set()


def test_pages_are_forgotten_when_they_are_many():
    memory = PageMemory()
    page = b"x" * 1_000_000
    for number in range(100):
        memory.keep((number,), page)
        assert memory.page((number,)) == page
    assert memory.page((0,)) is None
    kept = sum(memory.page((number,)) is not None for number in range(100))
    assert 10 <= kept <= 32
