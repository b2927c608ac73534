"""The certification and interoperability scenarios of AuthZEN, by ordinary packs."""

import itertools

import pytest

from tests.support.interop import PEOPLE, RECORDS, SUBJECTS, USERS, write_scenarios
from tests.support.served import served


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Return what asks a tenant at an endpoint."""
    rules = tmp_path_factory.mktemp("interop") / "rules"
    write_scenarios(rules)
    client = served(rules)

    def asked(tenant, endpoint, body):
        answer = client.post(f"/{tenant}/access/v1/{endpoint}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return asked


def entity(type_, id_="", **properties):
    made = {"type": type_, "id": id_} if id_ else {"type": type_}
    return {**made, "properties": properties} if properties else made


def action(name, **properties):
    return {"name": name, "properties": properties} if properties else {"name": name}


ALICE, BOB = entity("user", "alice"), entity("user", "bob")
ADMIN = entity("user", "bob", role="admin")
FIRST = entity("record", "record-1")
ARCHIVED = entity("record", "record-2", status="archived")
CERTIFIED = [
    (ALICE, action("read"), FIRST, True),
    (ALICE, action("write"), FIRST, True),
    (BOB, action("read"), FIRST, True),
    (BOB, action("write"), FIRST, False),
    (ALICE, action("write"), ARCHIVED, False),
    (ADMIN, action("write"), ARCHIVED, True),
    (ALICE, action("delete", soft=True), FIRST, True),
    (ALICE, action("delete", soft=False), FIRST, False),
    (
        entity("user", "alice", department="Sales", role="manager"),
        action("read", method="GET"),
        entity("record", "record-1", status="active", owner="bob"),
        True,
    ),
]


@pytest.mark.parametrize("context", [{}, {"time": "2025-06-27T18:03-07:00", "ip": "1"}])
def test_the_decisions_of_certification(ask, context):
    for subject, does, resource, expected in CERTIFIED:
        body = {"subject": subject, "action": does, "resource": resource}
        answer = ask("certification", "evaluation", {**body, "context": context})
        assert answer["decision"] is expected, answer
        batch = ask("certification", "evaluations", {**body, "evaluations": [{}, {}]})
        assert [each["decision"] for each in batch["evaluations"]] == [expected] * 2


SEARCHED = [
    (entity("user"), action("read"), FIRST, {"alice", "bob"}),
    (ALICE, action("read"), entity("record"), {"record-1"}),
    (ALICE, None, FIRST, {"read", "write"}),
    (entity("user"), action("write"), ARCHIVED, {"bob"}),
    (ADMIN, action("write"), entity("record"), {"record-2"}),
    (ADMIN, None, ARCHIVED, {"write"}),
]


@pytest.mark.parametrize(("subject", "does", "resource", "least"), SEARCHED)
def test_the_searches_of_certification(ask, subject, does, resource, least):
    body = {"subject": subject, "action": does, "resource": resource}
    what = "resource" if "id" not in resource else "subject" if does else "action"
    results = ask("certification", f"search/{what}", body)["results"]
    assert {each.get("id") or each["name"] for each in results} >= least
    assert {each.get("type") for each in results} == {
        {"subject": "user", "resource": "record"}.get(what)
    }


# todos --------------------------------------------------------------------------------


def may_in_todo(name, act, owner):
    """Return what the scenario expects."""
    kinds, is_own = USERS[name][1], owner == name
    match act:
        case "can_create_todo":
            return "editor" in kinds
        case "can_update_todo":
            return "evil-genius" in kinds or (is_own and "editor" in kinds)
        case "can_delete_todo":
            return "admin" in kinds or (is_own and "editor" in kinds)
        case _:
            return True


@pytest.mark.parametrize("name", USERS)
def test_the_decisions_of_the_todo_scenario(ask, name):
    subject = {"type": "user", "id": SUBJECTS[name]}
    acts = ["can_read_user", "can_read_todos", "can_create_todo"]
    acts += ["can_update_todo", "can_delete_todo"]
    for act, owner in itertools.product(acts, USERS):
        mail = USERS[owner][0]
        resource = entity("todo", "7240d0db-8ff0-41ec-98b2-34a096273b9f", ownerID=mail)
        if act == "can_read_user":
            resource = {"type": "user", "id": mail}
        body = {"subject": subject, "action": {"name": act}, "resource": resource}
        told = ask("todo", "evaluation", {**body, "context": {}})
        assert told["decision"] is may_in_todo(name, act, owner), (act, owner, told)


def test_the_boxcar_of_the_todo_scenario(ask):
    items = [
        {"resource": entity("todo", owner, ownerID=USERS[owner][0])}
        for owner in ("rick", "morty")
    ]
    body = {
        "subject": {"type": "user", "id": SUBJECTS["morty"]},
        "action": {"name": "can_update_todo"},
        "resource": {},
        "context": {},
        "evaluations": items,
    }
    told = ask("todo", "evaluations", body)["evaluations"]
    assert [each["decision"] for each in told] == [False, True]


# search -------------------------------------------------------------------------------

EVERY = list(range(101, 121))
LEGAL = [101, 102, 103, 105, 108, 112, 116, 117, 119]
#: What each may view, edit and delete, as the scenario lists it.
MAY = {
    "alice": (EVERY, [101, 107, 110, 113, 119], [101, 107, 113, 119]),
    "bob": ([*LEGAL, 114, 120], [102, 108, 114, 120], [102, 108, 114, 120]),
    "carol": ([*LEGAL, 109, 115], [103, 109, 115], [103, 109, 115]),
    "dan": (EVERY, [104, 110, 115, 116], [104, 110, 116]),
    "erin": ([105, 111, 115, 117], [105, 111, 117], [105, 111, 117]),
    "felix": (
        [104, 106, 109, 111, 112, 114, 118, 120],
        [106, 112, 118],
        [106, 112, 118],
    ),
}
ACTS = ("view", "edit", "delete")


@pytest.mark.parametrize("name", MAY)
def test_the_resources_of_the_search_scenario(ask, name):
    for act, expected in zip(ACTS, MAY[name], strict=True):
        body = {
            "subject": entity("user", name),
            "action": action(act),
            "resource": entity("record"),
        }
        results = ask("search", "search/resource", body)["results"]
        assert results == [entity("record", str(record)) for record in sorted(expected)]


def test_the_subjects_and_actions_of_the_search_scenario(ask):
    may = {
        (name, act, record)
        for name, lists in MAY.items()
        for act, listed in zip(ACTS, lists, strict=True)
        for record in listed
    }
    for number, record in enumerate(EVERY):
        resource = entity("record", str(record))
        act = ACTS[number % 3]
        body = {"subject": entity("user"), "action": action(act), "resource": resource}
        found = ask("search", "search/subject", body)["results"]
        names = [name for name in PEOPLE if (name, act, record) in may]
        assert found == [entity("user", name) for name in names]

        name = list(PEOPLE)[number % 6]
        body = {"subject": entity("user", name), "resource": resource}
        found = ask("search", "search/action", body)["results"]
        acts = sorted(act for act in ACTS if (name, act, record) in may)
        assert found == [action(act) for act in acts]
    assert len(RECORDS) == len(EVERY)


def test_what_the_search_scenario_does_not_know_is_found_nowhere(ask):
    body = {
        "subject": entity("user"),
        "action": action("view"),
        "resource": entity("record", "100"),
    }
    assert ask("search", "search/subject", body)["results"] == []
    body["resource"], body["action"] = entity("record", "101"), action("fly")
    assert ask("search", "search/subject", body)["results"] == []
    body = {**body, "subject": entity("user", "zoe"), "action": action("view")}
    assert ask("search", "search/resource", body)["results"] == []
