"""The server as its readers meet it, without a port."""

import functools
import html
import re
from urllib.parse import quote, urlencode

from starlette.testclient import TestClient

from engine.rulebook.loading.shipped import shipped
from engine.rulebook.model.rules import RuleKind
from engine.web.application import application
from engine.web.live import LiveRules, read_rules
from tests.support.shipped import TODAY, shipped_mandat, shipped_scenarios

_PAGES = {RuleKind.DECISION: "vem", RuleKind.CONTACT: "vag", RuleKind.CONDUCT: "far"}
_CALLS = {RuleKind.DECISION: "who", RuleKind.CONTACT: "route", RuleKind.CONDUCT: "may"}


def served(rules):
    """Return a client of a server that answers from a folder of rules."""
    live = LiveRules(rules, lambda: read_rules(rules, None, lambda: TODAY))
    return _client(live)


def _client(live):
    return TestClient(application(live), raise_server_exceptions=False)


@functools.cache
def shipped_server():
    """Return a client of a server that answers from the shipped rules."""
    return _client(LiveRules(shipped("rules"), shipped_mandat))


def words_on(page):
    """Return the words that a page shows in its main part, in order."""
    main = page[page.index("<main") : page.index("</main>")]
    inline = re.sub(r"</?(?:a|code|span)\b[^>]*>", "", main)
    return html.unescape(re.sub(r"<[^>]*>", " ", inline)).split()


@functools.cache
def asked():
    """Return the questions of the scenarios that have a page, each once."""
    found = {}
    for scenario in shipped_scenarios():
        if scenario.question.kind in _PAGES:
            found.setdefault((scenario.municipality, scenario.question))
    return tuple(found)


def told(place, question):
    """Return the answer as somebody gets it who asks in the words of the question."""
    return (
        shipped_mandat()
        .of(place)
        .ask(
            question.kind,
            dict(question.slots),
            given=typed_facts(place, question),
            on=question.on,
        )
    )


def page_address(place, question, language):
    """Return the address of the page that answers a question."""
    return f"/{place or 'lag'}/{_path(_PAGES, place, question, language)}"


def call_address(place, question, language="sv"):
    """Return the address of the API that answers a question."""
    return f"/api/v1/{place or 'lag'}/{_path(_CALLS, place, question, language)}"


def _path(first, place, question, language):
    path = [id_ for slot, id_ in question.slots if slot.value != "about"]
    query = [("om", id_) for slot, id_ in question.slots if slot.value == "about"]
    query += typed_facts(place, question)
    query += [("dag", question.on.isoformat()), ("lang", language)]
    words = [first[question.kind], *path]
    return f"{'/'.join(quote(word) for word in words)}?{urlencode(query)}"


def typed_facts(place, question):
    """Return what a question tells as known, as pairs of a name and a typed value."""
    known = shipped_mandat().of(place).jurisdiction
    return [(name, _typed(known, name, value)) for name, value in question.given]


def _typed(jurisdiction, name, value):
    """Return a value as somebody types it."""
    kind = jurisdiction.vocabulary.circumstances[name].kind.value
    match kind:
        case _ if value is None:
            return "ingen"
        case "bool":
            return "ja" if value else "nej"
        case "money":
            return f"{value // 100},{value % 100:02}"
        case "decimal":
            return f"{value / 10_000:.4f}".replace(".", ",")
        case "date":
            return type(TODAY).fromordinal(value).isoformat()
        case _:
            return str(value)
