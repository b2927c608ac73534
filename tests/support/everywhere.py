"""Ask the same everywhere: `python -m tests.support.everywhere` asks all there is.

A question of a scenario is asked on a page, of the API, as AuthZEN and by the tool of
an assistant, and each must say what the terminal says. Tests ask some of them in each
run; this asks every one, which takes a few minutes.
"""

import collections
import json
import re
import sys

import click

from engine.rulebook.model.rules import RuleKind, Slot
from engine.web.assistants.arguments import Arguments
from engine.web.assistants.calls import ToolCall
from engine.web.assistants.tools import tool_named
from tests.support.served import (
    asked,
    call_address,
    page_address,
    shipped_server,
    told,
    typed_facts,
    words_on,
)
from tests.support.shipped import shipped_mandat

#: What a table is drawn with at a terminal, and what is told there of options.
_DRAWN, _OPTION = re.compile(r"[┌┬┐├┼┤└┴┘─│•]"), re.compile(r" \(-g [^()\s]+=…\)")
_TOOLS = {
    RuleKind.DECISION: ("who", {"matter": "matter"}),
    RuleKind.CONTACT: ("route", {"from": "sender", "to": "receiver", "about": "about"}),
    RuleKind.CONDUCT: ("may", {"actor": "actor", "does": "act"}),
}
#: Notes by which nobody may act on an answer alone.
_DOUBTS = {"proposal", "guidance", "like_limited", "earlier_law"}


def assert_page_says_it(place, question, language):
    """Ask on a page: each word of the terminal is on it."""
    page = shipped_server().get(page_address(place, question, language))
    assert page.status_code == 200, page_address(place, question, language)
    answer = shipped_mandat().of(place).answer(question).to_text(language, width=1000)
    line = " ".join(_DRAWN.sub(" ", answer.replace("`", "")).split())
    said = collections.Counter(_OPTION.sub("", line).split())
    assert said - collections.Counter(words_on(page.text)) == collections.Counter()


def assert_api_says_it(place, question):
    """Ask the API: it gives the object of the terminal."""
    given = shipped_server().get(call_address(place, question))
    assert given.status_code == 200
    assert given.json() == _object(told(place, question))


def _object(response):
    return json.loads(json.dumps(response.to_dict()))


def called(name, public_url="", **given):
    """Return what a tool gives for arguments, by the shipped rules."""
    tool, arguments = tool_named(name), Arguments(given=given)
    arguments.check(tool.required)
    return tool.call(ToolCall(shipped_mandat(), arguments, public_url))


def assert_tool_says_it(place, question):
    """Ask by a tool: it gives the object and text of the terminal, and the passages."""
    name, parameters = _TOOLS[question.kind]
    given = {parameters[slot.value]: id_ for slot, id_ in question.slots}
    given |= {
        "municipality": place or "lag",
        "facts": dict(typed_facts(place, question)),
        "day": question.on.isoformat(),
    }
    answer, expected = called(name, **given), told(place, question)

    basis = answer.content["basis"]
    assert {**expected.to_dict(), "basis": basis} == answer.content
    assert answer.text.startswith(expected.to_text())
    cited = [each["passage"] for each in answer.content["citations"]]
    assert set(cited) <= {each["passage"] for each in basis}
    if expected.outcome.value == "no_rule":
        _assert_names_nobody(answer, expected)
    return answer


def _assert_names_nobody(answer, expected):
    assert answer.content["answers"] == []
    assert answer.content["rules"] == []
    # the question stands above, and questions that have a rule below
    _, _, said = answer.text.partition("\n\n")
    said = re.split(r"\n\n(?:Närmaste frågor|I andra kommuner)", said)[0]
    roles = expected.jurisdiction.vocabulary.roles.values()
    named = [role.id for role in roles if role.label.sv in said]
    assert named == [], said


def assert_authzen_says_it(place, question):
    """Ask whether each that is named may, and a stranger: as the object tells."""
    content = _object(told(place, question))
    is_certain = not _DOUBTS & {note["kind"] for note in content["notes"]}
    is_certain = is_certain and content["outcome"] == "answered"
    slots = dict(question.slots)
    match question.kind:
        case RuleKind.DECISION:
            matter = {"type": "matter-type", "id": slots[Slot.MATTER]}
            for role, is_alone in _deciders(place, content).items():
                may = is_certain and is_alone
                _assert_decides(place, question, role, "decide", matter, content, may)
        case RuleKind.CONTACT:
            may = is_certain and all(
                each["free"] and not each["via"] for each in content["answers"]
            )
            to = {"type": "role", "id": slots[Slot.TO]}
            sender = slots[Slot.FROM]
            _assert_decides(place, question, sender, "contact", to, content, may)
        case RuleKind.CONDUCT:
            may = is_certain and all(
                each["verdict"] != "forbidden" for each in content["answers"]
            )
            thing = {"type": "case", "id": "1"}
            actor, act = slots[Slot.ACTOR], slots[Slot.DOES]
            _assert_decides(place, question, actor, act, thing, content, may)


def _deciders(place, content):
    """Return whom an answer names as deciding, and whether each may alone.

    A stranger, whom it does not name nor any of their kinds, may not.
    """
    alone = {}
    for answer in content["answers"]:
        party = answer.get("decides")
        for number, role in enumerate(party["roles"] if party else ()):
            is_first = party["mode"] == "in_order" and not number
            is_alone = party["mode"] in {"one", "any_of"} or is_first
            alone[role["id"]] = alone.get(role["id"], False) or is_alone
    kinds = shipped_mandat().of(place).jurisdiction.vocabulary.role_kinds
    # a kind of one that acts alone does, too, where another part names it otherwise
    for role in alone:
        alone[role] = any(alone.get(kind, False) for kind in kinds[role])
    stranger = next(r for r in sorted(kinds) if not kinds[r] & alone.keys())
    return {**alone, stranger: False}


def _assert_decides(place, question, role, act, resource, content, may):  # noqa: PLR0913, PLR0917 - one for each part
    about = dict(question.slots).get(Slot.ABOUT)
    body = {
        "subject": {"type": "role", "id": role},
        "action": {"name": act, "properties": {"about": about} if about else {}},
        "resource": {**resource, "properties": dict(typed_facts(place, question))},
        "context": {"time": question.on.isoformat()},
    }
    path = f"/{place or 'lag'}/access/v1/evaluation"
    given = shipped_server().post(path, json=body)
    assert given.status_code == 200, given.text
    context = given.json()["context"]
    assert context["outcome"] == content["outcome"]
    cited = [each["passage"] for each in content["citations"]]
    assert context.get("basis", []) == cited
    assert context.get("missing", []) == [each["id"] for each in content["depends_on"]]
    assert given.json()["decision"] is may, (place, body, given.json(), may)
    assert ("reason" in context) is not may


def assert_is_said_everywhere(number, place, question):
    """Ask everywhere; every second page in English."""
    assert_page_says_it(place, question, ("sv", "en")[number % 2])
    assert_api_says_it(place, question)
    assert_authzen_says_it(place, question)
    return assert_tool_says_it(place, question).content["outcome"]


@click.command(help=__doc__)
@click.option("--each", type=int, default=1, help="Ask one in so many.")
def main(each):
    """Ask all questions of scenarios everywhere, and print what differs."""
    outcomes, found = collections.Counter(), 0
    for number, (place, question) in enumerate(asked()[::each]):
        try:
            outcomes[assert_is_said_everywhere(number, place, question)] += 1
        except AssertionError as error:
            found += 1
            click.echo(f"{place} {question}\n  {str(error)[:2000]}\n")
    listed = ", ".join(f"{name} {count}" for name, count in outcomes.most_common())
    click.echo(f"{outcomes.total()} questions are answered alike ({listed})")
    click.echo(f"{found} are not" if found else "nothing found")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main(prog_name="python -m tests.support.everywhere")
