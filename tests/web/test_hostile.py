"""Whatever is sent, something is answered: never a fault of ours, and never markup."""

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.served import shipped_server

SIGNS = st.characters(exclude_categories=["Cs"])
WORDS = st.text(SIGNS, max_size=40) | st.sampled_from(
    [
        *("kungsor", "orrhed", "lag", "vem", "vag", "far", "fraga", "visa", "roll"),
        *("api", "v1", "who", "ask", "rektor", "media", "..", ".", "//", "%00", "%ff"),
        *("access", "evaluation", "utbildning", "andringar", "ordning", "2017:725"),
    ]
)
NAMES = st.sampled_from(
    ["lang", "dag", "som", "q", "om", "varfor", "varforinte", "javig", "kvitto", "svar"]
)
PAIRS = st.lists(st.tuples(NAMES | WORDS, WORDS), max_size=6)


@given(st.lists(WORDS, max_size=6), PAIRS)
def test_any_address_is_answered(path, query):
    whole = "/" + "/".join(quote(word, safe="/%.") for word in path)
    answer = shipped_server().get(f"http://testserver{whole}", params=query)
    assert answer.status_code < 500
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/access/v1/evaluation",
        "/access/v1/search/subject",
        "/api/v1/orrhed/check-decision",
    ],
)
@given(st.binary(max_size=200))
def test_any_body_is_answered(path, body):
    headers = {"Content-Type": "application/json"}
    answer = shipped_server().post(path, content=body, headers=headers)
    assert 400 <= answer.status_code < 500


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            WORDS
            | st.sampled_from(
                ["type", "id", "name", "properties", "belopp", "municipality"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
PARTS = ["subject", "action", "resource", "context", "evaluations", "options", "page"]


@pytest.mark.parametrize(
    "path", ["evaluation", "evaluations", "search/subject", "search/resource"]
)
@given(st.dictionaries(st.sampled_from(PARTS), VALUES))
def test_any_object_is_answered_as_authzen(path, body):
    answer = shipped_server().post(
        f"/access/v1/{path}",
        content=json.dumps(body).encode("utf-8", "surrogatepass"),
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code < 500


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]
)
@pytest.mark.parametrize("path", ["/", "/kungsor", "/api/v1", "/health", "/stil.css"])
def test_pages_are_only_read(method, path):
    answer = shipped_server().request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert f"svarar inte på `{method}`" in answer.text
    if path in {"/api/v1", "/health"}:
        assert answer.json()["error"]["code"] == "web/no-such-method"


def test_a_page_that_is_asked_for_without_its_body_has_none():
    answer = shipped_server().head("/kungsor")
    assert (answer.status_code, answer.text) == (200, "")


@pytest.mark.parametrize(
    "host",
    ["a/kungsor/roll/barn#", "a/kungsor/roll/barn?", "a@b", "a b", "<script>", "[", ""],
)
def test_a_page_is_of_its_path_whatever_the_server_is_called(host):
    client, path = shipped_server(), "/kungsor/roll/forvaltningschef"
    page = client.get(path)
    for _ in range(2):  # made, and remembered
        called = client.get(path, headers={"Host": host})
        assert (called.status_code, called.content) == (200, page.content)
