"""The API gives the objects that the terminal prints, as OpenAPI describes them."""

import jsonschema
import pytest

from engine import receipt
from tests.support.served import shipped_server
from tests.support.shipped import TODAY, shipped_mandat

DESCRIBED = [
    ("/api/v1", "list"),
    ("/api/v1/kungsor/who/media", "answer"),
    ("/api/v1/kungsor/route/förtroendevald/rektor?varfor=1", "answer"),
    ("/api/v1/kungsor/may/förtroendevald/utlova-hantering", "answer"),
    ("/api/v1/kungsor/ask?q=får+jag+ringa+rektorn", "ask"),
    ("/api/v1/kungsor/who/media?kvitto=1", "receipt"),
    ("/api/v1/kungsor/show/rektor", "show"),
    ("/api/v1/kungsor/rules?q=media", "rules"),
    ("/api/v1/nowhere/who/media", "error"),
    ("/api/v1/kungsor/who/xyzzy", "error"),
    ("/api/v1/kungsor/nothing", "error"),
]


@pytest.mark.parametrize(("path", "name"), DESCRIBED)
def test_what_is_given_is_as_the_description_says(path, name):
    client = shipped_server()
    description = client.get("/openapi.json").json()
    schema = {"$ref": f"#/components/schemas/{name}", **description}

    given = client.get(path)

    assert given.headers["content-type"] == "application/json"
    jsonschema.Draft202012Validator(schema).validate(given.json())
    assert ("error" in given.json()) is (given.status_code != 200)


def test_the_description_lists_every_address_of_the_api():
    described = shipped_server().get("/openapi.json").json()["paths"]
    routes = {
        route.path.replace(":path", "")
        for route in shipped_server().app.routes
        if route.path.startswith("/api/")
    }
    assert set(described) == routes


def test_every_name_in_a_path_is_described():
    for path, item in shipped_server().get("/openapi.json").json()["paths"].items():
        wanted = {part[1:-1] for part in path.split("/") if part.startswith("{")}
        named = {
            p["name"]
            for p in next(iter(item.values()))["parameters"]
            if p["in"] == "path"
        }
        assert named == wanted


def test_a_receipt_is_what_the_terminal_keeps():
    given = shipped_server().get("/api/v1/kungsor/who/media?kvitto=1&dag=2026-11-22")
    response = shipped_mandat().of("kungsor").who("media", on=TODAY)

    assert given.json() == receipt(response, shipped_mandat()).to_dict()
    assert ".json" in given.headers["content-disposition"]


def test_no_rule_is_an_answer():
    given = shipped_server().get("/api/v1/munkedal/route/förtroendevald/rektor")

    assert given.status_code == 200
    assert given.json()["outcome"] == "no_rule"


def test_a_request_id_is_given_back_also_with_errors():
    for path in ("/api/v1", "/api/v1/x/who/y", "/nowhere"):
        given = shipped_server().get(path, headers={"X-Request-ID": "a b;c"})
        assert given.headers["x-request-id"] == "a b;c"


def test_what_is_too_long_is_refused():
    client = shipped_server()
    assert client.get("/kungsor?" + "a" * 9_000).status_code == 414
    assert client.post("/api/v1", content=b"x" * 1_000_001).status_code == 413
    assert client.post("/api/v1", content=b"x").status_code == 405


# decisions ----------------------------------------------------------------------------

TAKEN = {
    "delegationReference": "KS 2.1",
    "decidedBy": {"role": "ekonomihandlaggare"},
    "date": "2026-06-01",
    "facts": {"belopp": 5000},
}
CHECK = "/api/v1/orrhed/check-decision"


def test_a_decision_of_a_case_system_is_checked():
    client = shipped_server()
    description = client.get("/openapi.json").json()
    schema = {"$ref": "#/components/schemas/decision-check", **description}

    for decider, verdict in (
        ({"role": "ekonomihandlaggare"}, "in_order"),
        ("rektor", "another_decides"),
        ({"post": "EKC"}, "in_order"),
    ):
        given = client.post(CHECK, json={**TAKEN, "decidedBy": decider})
        assert given.status_code == 200, given.text
        assert given.json()["verdict"] == verdict
        jsonschema.Draft202012Validator(schema).validate(given.json())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"date": "yesterday"}, "decision/member"),
        ({"date": None}, "decision/member"),
        ({"decidedBy": None}, "decision/member"),
        ({"decidedBy": {"person": "Siv"}}, "decision/member"),
        ({"decidedBy": 5}, "decision/member"),
        ({"legalBasis": [1]}, "decision/member"),
        ({"facts": []}, "decision/member"),
        ({"facts": {"belopp": [1]}}, "decision/member"),
        ({"facts": {"belopp": 10**400}}, "web/bad-body"),
        ({"method": "dice"}, "decision/method"),
        ({"delegationReference": None}, "decision/no-matter"),
    ],
)
def test_a_decision_that_cannot_be_read_is_refused(change, code):
    given = shipped_server().post(CHECK, json={**TAKEN, **change})
    assert given.status_code == 400
    assert given.json()["error"]["code"] == code


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 9_000])
def test_a_body_that_is_no_object_is_refused(body):
    headers = {"Content-Type": "application/json"}
    given = shipped_server().post(CHECK, content=body, headers=headers)
    assert given.status_code == 400
    assert given.json()["error"]["code"] == "web/bad-body"
