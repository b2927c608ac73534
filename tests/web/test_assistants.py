"""Tools for assistants say what the terminal says, with the passage to quote."""

import datetime as dt
import json
import re

import anyio
import jsonschema
import pytest

from engine import TakenDecision, check_decision
from engine.rulebook.loading.shipped import shipped
from engine.rulebook.model.problems import EngineError
from engine.web.assistants.arguments import Arguments
from engine.web.assistants.calls import ToolCall
from engine.web.assistants.instructions import INSTRUCTIONS
from engine.web.assistants.tools import TOOLS, tool_named
from engine.web.live import LiveRules, read_rules
from tests.support.everywhere import called
from tests.support.shipped import TODAY, shipped_mandat
from tests.support.town import write_town

KUNGSOR = {"municipality": "kungsör"}
TOLD = re.compile(r"[a-z]+/[a-z-]+: \S")


def refused(name, **given):
    """Return the code with which a tool refuses its arguments."""
    with pytest.raises(EngineError) as error:
        called(name, **given)
    return error.value.message.code


# equal to the terminal ----------------------------------------------------------------


@pytest.mark.parametrize(
    "question", ["Får jag som politiker ringa rektorn direkt?", "asdf"]
)
def test_a_free_question_is_understood_as_in_the_terminal(question):
    answer = called("ask", question=question, **KUNGSOR)
    expected = shipped_mandat().of("kungsör").understand(question)

    assert {**expected.to_dict(), "basis": answer.content["basis"]} == answer.content
    assert answer.text.startswith(expected.to_text())


def test_a_role_and_a_passage_are_shown_as_in_the_terminal():
    kungsor = shipped_mandat().of("kungsör")
    for name, thing in (("role", "rektor"), ("passage", "KL 6 kap. 38 §")):
        answer, shown = called(name, **{name: thing}, **KUNGSOR), kungsor.show(thing)

        assert answer.content["sheets"] == shown.to_dict()["sheets"]
        assert answer.text.startswith(shown.to_text())
        assert answer.content["basis"]


def test_a_row_of_an_order_is_shown_by_its_committee_and_number():
    answer = called("order_row", municipality="orrhed", committee="KS", point="2.1")

    # four delegates, each up to an amount of their own (orders/kommunstyrelsen)
    assert len(answer.content["sheets"]) == 4
    assert all("Avskriva fordran" in each["title"] for each in answer.content["sheets"])
    assert refused("order_row", municipality="orrhed", committee="KS", point="99") == (
        "question/unknown-name"
    )


TAKEN = {
    "decided_by": "ekonomichef",
    "day": "2026-06-01",
    "reference": "KS 2.1",
    "municipality": "orrhed",
}


def test_a_decision_is_checked_as_from_python():
    # the head of finance writes off up to two prisbasbelopp (KS 2.1)
    for amount, verdict in ((50_000, "in_order"), (150_000, "another_decides")):
        answer = called("check_decision", facts={"belopp": amount}, **TAKEN)
        taken = TakenDecision(
            decided_by="ekonomichef",
            on=dt.date(2026, 6, 1),
            reference="KS 2.1",
            given={"belopp": amount},
        )
        expected = check_decision(taken, shipped_mandat().of("orrhed"))

        whole = {**expected.to_dict(), "basis": answer.content["basis"]}
        assert whole == answer.content
        assert answer.content["verdict"] == verdict
        assert answer.text.startswith(expected.to_dict()["reasons"][0])
        assert answer.content["basis"]


def test_a_decision_where_no_rule_says_who_decides_names_nobody():
    taken = {
        **TAKEN,
        "matter": "verkstallighet",
        "reference": "",
        "municipality": "munkedal",
    }
    answer = called("check_decision", **{**taken, "decided_by": "kommunstyrelsen"})

    assert answer.content["verdict"] == "no_rule"
    assert answer.content["fields"]["decidedBy"] == []
    assert "beslutar  " not in answer.text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"day": ""}, "web/argument-missing"),
        ({"method": "by dice"}, "decision/method"),
        ({"reference": ""}, "decision/no-matter"),
        ({"decided_by": "xyzzy"}, "question/unknown-role"),
    ],
)
def test_what_is_no_decision_is_refused(change, code):
    assert refused("check_decision", **{**TAKEN, **change}) == code


# what to quote ------------------------------------------------------------------------


def test_a_passage_has_a_sentence_an_address_and_whether_it_is_in_force():
    given = {"passage": "kommunallagen/kl#6-38", "municipality": "lag"}
    answer = called("passage", "https://mandat.example.se", **given)

    (passage,) = answer.content["basis"]
    assert passage["sentence"].endswith("(Kommunallagen, 6 kap. 38 §)")
    assert passage["address"] == (
        "https://mandat.example.se/lag/visa/kommunallagen/kl%236-38"
    )
    assert passage["in_force"] is True
    assert passage["sentence"] in answer.text
    assert passage["address"] in answer.text


def test_a_proposal_is_not_in_force_and_what_may_not_be_adopted_is_unknown():
    proposal = called(
        "who",
        matter="nämndmål",
        municipality="linköping",
        facts={"målområde": "medarbetare"},
    )
    published = called("route", sender="förtroendevald", receiver="rektor", **KUNGSOR)

    assert {each["in_force"] for each in proposal.content["basis"]} == {False}
    assert "gäller inte den dagen" in proposal.text
    assert {each["in_force"] for each in published.content["basis"]} == {None}
    assert "inte känt som antaget" in published.text


def test_addresses_keep_the_language_and_the_day():
    given = {"passage": "KL 6 kap. 38 §", "municipality": "kungsor"}
    answer = called("passage", day="2026-01-31", language="en", **given)

    (passage,) = answer.content["basis"]
    assert passage["address"].endswith("%236-38?lang=en&dag=2026-01-31")
    assert "To quote" in answer.text


# what is given ------------------------------------------------------------------------

WHO = {"matter": "media", **KUNGSOR}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({**KUNGSOR}, "web/argument-missing"),
        ({"matter": "media"}, "web/argument-missing"),
        ({"matter": " ", **KUNGSOR}, "web/argument-missing"),
        ({"matter": 3, **KUNGSOR}, "web/wrong-argument"),
        ({"matter": ["media"], **KUNGSOR}, "web/wrong-argument"),
        ({"matter": "a" * 2001, **KUNGSOR}, "web/too-much"),
        ({**WHO, "belopp": 3}, "web/no-argument"),
        ({**WHO, "language": "de"}, "web/wrong-argument"),
        ({**WHO, "language": {}}, "web/wrong-argument"),
        ({**WHO, "day": "i går"}, "web/not-a-day"),
        ({**WHO, "facts": ["belopp"]}, "web/wrong-argument"),
        ({**WHO, "facts": {"belopp": [1]}}, "web/wrong-argument"),
        ({**WHO, "facts": {"belopp": None}}, "web/wrong-argument"),
        ({**WHO, "facts": {"belopp": 10**5000}}, "web/too-much"),
        ({**WHO, "facts": {"belopp": float("nan")}}, "web/too-much"),
        ({**WHO, "facts": {"belopp": "1" * 2001}}, "web/too-much"),
        ({**WHO, "facts": dict.fromkeys(map(str, range(101)), 1)}, "web/too-much"),
        ({**WHO, "facts": {"xyzzy": True}}, "question/unknown-circumstance"),
        ({**WHO, "municipality": "Atlantis"}, "question/unknown-municipality"),
        ({**WHO, "matter": "xyzzy"}, "question/unknown-matter"),
    ],
)
def test_what_cannot_be_used_is_refused_by_a_code(given, code):
    assert refused("who", **given) == code


def test_the_municipality_may_be_left_out_where_one_is_the_servers_own():
    arguments = Arguments(given={"matter": "media"}, place="kungsor")
    tool = tool_named("who")
    arguments.check(tool.required)
    answer = tool.call(ToolCall(shipped_mandat(), arguments, ""))

    assert answer.content["question"]["municipality"] == "kungsor"
    assert "municipality" not in tool.input_schema(["kungsor"], "kungsor")["required"]
    assert "municipality" in tool.input_schema(["kungsor"])["required"]


def test_a_fact_may_be_a_number_or_a_truth_or_text():
    for amount in (150_000, 150_000.0, "150 000 kr"):
        answer = called(
            "who",
            matter="avskriva fordran",
            municipality="orrhed",
            facts={"belopp": amount},
            day="2026-06-01",
        )
        assert answer.content["question"]["given"] == {"belopp": 150_000}


def test_law_alone_has_no_changes_of_a_municipality():
    days = {"first_day": "2026-01-01", "last_day": "2026-06-01"}
    assert refused("changes", municipality="lag", **days) == "web/argument-missing"


def test_a_question_of_too_many_words_is_refused():
    text = "får jag " * 300
    assert refused("ask", question=text, **KUNGSOR) == "web/too-much"


def test_a_tool_that_there_is_not_is_refused():
    assert refused("decide", **KUNGSOR) == "web/no-tool"


# what a model is told -----------------------------------------------------------------


def test_no_description_names_anybody_who_decides():
    known = shipped_mandat().of("orrhed").jurisdiction.vocabulary
    told_of = " ".join(
        [INSTRUCTIONS, *(json.dumps(tool.input_schema(["orrhed"])) for tool in TOOLS)]
        + [tool.about for tool in TOOLS]
    ).lower()
    for role in known.roles.values():
        for name in (role.label.sv, role.label.en, *role.synonyms):
            if len(name) > 3:
                assert not re.search(rf"\b{re.escape(name.lower())}\b", told_of), name


def test_a_model_is_told_not_to_fill_gaps_and_to_quote():
    for words in ("Never fill a gap", "Quote the passage", '"No rule" is an answer'):
        assert words in INSTRUCTIONS


def test_what_a_tool_takes_and_gives_is_described():
    for tool in TOOLS:
        taken, given = tool.input_schema(["orrhed"]), tool.output_schema()
        jsonschema.Draft202012Validator.check_schema(taken)
        assert set(taken["properties"]) == set(tool.required)
        assert given["type"] == taken["type"] == "object"
        parts = [given["$defs"][each["$ref"][8:]] for each in given.get("anyOf", ())]
        for part in parts or [given]:
            assert "basis" in part["required"]


# over the protocol --------------------------------------------------------------------


async def _everything(server, calls):
    """Return what a client of the protocol is told, and gets for some calls."""
    from mcp import Client  # noqa: PLC0415 - heavy, and wanted here alone

    async with Client(server) as client:
        tools = (await client.list_tools()).tools
        results = [await client.call_tool(name, given) for name, given in calls]
        return client.instructions, tools, results


@pytest.mark.slow
def test_a_client_lists_and_calls_every_tool(tmp_path, monkeypatch):
    from engine.web.assistants.protocol import Assistants  # noqa: PLC0415 - as above

    rules = write_town(tmp_path)[0]
    live = LiveRules(rules, lambda: read_rules(rules, None, lambda: TODAY))
    here = {"municipality": "provby"}
    calls = [
        ("who", {"matter": "inköp", **here}),
        ("route", {"sender": "politiker", "receiver": "rektor", **here}),
        ("may", {"actor": "politiker", "act": "lova", **here}),
        ("ask", {"question": "vem beslutar om inköp", **here}),
        (
            "check_decision",
            {"decided_by": "chef", "matter": "inköp", "day": "2026-01-01", **here},
        ),
        ("role", {"role": "rektor", **here}),
        ("order_row", {"committee": "nämnden", "point": "1", **here}),
        ("passage", {"passage": "ordning#p1", **here}),
        ("changes", {"first_day": "2025-01-01", "last_day": "2026-01-01", **here}),
        ("who", {"matter": "inköp"}),
    ]

    instructions, tools, results = anyio.run(
        _everything, Assistants(live, language="en").server(), calls
    )

    assert instructions == INSTRUCTIONS
    assert [tool.name for tool in tools] == [tool.name for tool in TOOLS]
    assert all(tool.annotations.read_only_hint for tool in tools)
    by_name = {tool.name: tool for tool in tools}
    refusals = []
    for (name, given), result in zip(calls, results, strict=True):
        (text,) = result.content
        if result.is_error:
            refusals.append(name)
            assert TOLD.match(text.text), given
            assert result.structured_content is None
        else:
            schema = by_name[name].output_schema
            jsonschema.validate(result.structured_content, schema)
    # the town has no orders, and the last call names no municipality
    assert refusals == ["order_row", "who"]

    monkeypatch.setattr("engine.web.assistants.calls.LONGEST_CHANGES", 10)
    days = Arguments(
        given={"first_day": "2025-01-01", "last_day": "2026-01-01", **here}
    )
    with pytest.raises(EngineError, match="web/too-large"):
        tool_named("changes").call(ToolCall(live.edition.mandat, days, ""))


@pytest.mark.slow
def test_changes_are_those_of_the_terminal_without_the_folder_of_the_server():
    days = {"first_day": "2024-01-01", "last_day": "2026-01-01"}
    answer = called("changes", about="LVU", **KUNGSOR, **days)

    assert answer.content["summary"]["answers"]
    assert answer.content["new"]["rules"] == shipped("rules").name
    assert str(shipped("rules")) not in json.dumps(answer.content) + answer.text
